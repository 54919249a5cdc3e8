"""Writing files so that a kill or a loss of power leaves them whole or absent.

A file is written under a scratch name inside the case (`O_EXCL`), forced to the disk, renamed, and its folder forced
to the disk. There are no hard links: cases live on USB sticks, whose file systems have none. Modes are 0600 and 0700
whatever the umask.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from muniment.errors import CannotRun, CaseDamaged, DiskFull, NotACase

#: what a full disk, a quota and a limit on file size answer
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

#: bytes read at a time where a file is only hashed
_CHUNK = 1 << 20

_LONE = re.compile(r"[\ud800-\udfff]")


@contextmanager
def plain_errors(where: Path) -> Iterator[None]:
    """Turn what the operating system says about a write into one of Muniment's errors."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(
                f"{where}: the disk (or a limit on it) is full; free some space and run the same command again: "
                "nothing that was recorded is lost"
            ) from error
        raise CannotRun(
            f"{where}: cannot be written ({error.strerror}); check the folder's permissions and the disk"
        ) from error


def make_folder(folder: Path) -> None:
    """Make `folder` (and its parents inside the case) with mode 0700 unless it is there."""
    if folder.is_dir():
        return
    with plain_errors(folder):
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)


def place(target: Path, data: bytes, *, scratch: Path) -> None:
    """Write `data` as `target` by way of a new file in the folder `scratch`, forced to the disk before it is renamed.

    The folder of `target` must exist; call `settle` on it when the name itself has to survive a loss of power.
    Raises `DiskFull`, or `CannotRun` when the file cannot be written; then nothing is left behind.
    """
    with plain_errors(target):
        waiting = scratch / f"{secrets.token_hex(8)}.part"
        handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            try:
                view = memoryview(data)
                while view:
                    view = view[os.write(handle, view) :]
                os.fsync(handle)
            finally:
                os.close(handle)
            waiting.replace(target)
        except BaseException:
            waiting.unlink(missing_ok=True)
            raise


def settle(folder: Path) -> None:
    """Force the names in `folder` to the disk."""
    with plain_errors(folder):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        except OSError as error:
            # Some file systems of USB sticks cannot sync a folder and say so.
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                raise
        finally:
            os.close(handle)


def digest_of(path: Path) -> tuple[str, int]:
    """SHA-256 (hex) and size of a file, read in pieces."""
    sha, size = hashlib.sha256(), 0
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_CHUNK):
            sha.update(piece)
            size += len(piece)
    return sha.hexdigest(), size


def canonical(value: Mapping[str, Any]) -> bytes:
    """`value` as canonical JSON: keys sorted, no white space, UTF-8, one line end at the end.

    A lone surrogate, as in a file name that is not UTF-8, is written as its escape, so that the file stays valid.
    Raises `ValueError` for NaN and infinities.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return (_LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n").encode()


def parse(data: bytes, where: str) -> dict[str, Any]:
    """The JSON object in `data`. Raises `CaseDamaged`, naming `where`, when it holds none."""
    try:
        value = json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise CaseDamaged(f"{where} is not the JSON that Muniment writes; run muniment verify") from error
    if not isinstance(value, dict):
        raise CaseDamaged(f"{where} does not hold an entry; run muniment verify")
    return value


def walk(folder: Path) -> Iterator[Path]:
    """Every file under `folder`, in order of name; links are not followed."""
    if not folder.is_dir():
        return
    for base, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(base, name) for name in sorted(names))
        yield from (Path(base, name) for name in folders if Path(base, name).is_symlink())


class Places:
    """Where the parts of a case stand in its folder (DESIGN.md, "A case on disk")."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = folder / "muniment.toml"
        self.originals = folder / "originals"
        self.journal = folder / "journal"
        self.payloads = folder / "payloads"
        self.record = folder / "record.db"
        self.pages = folder / "pages"
        self.scratch = folder / "scratch"
        self.mark = self.scratch / "interrupted.json"

    def original(self, sha256: str) -> Path:
        """Where the bytes with this digest are kept."""
        return self.originals / sha256[:2] / sha256

    def payload(self, digest: str) -> Path:
        """Where the payload with this digest is kept."""
        return self.payloads / digest[:2] / f"{digest}.json"

    def entry(self, number: int) -> Path:
        """Where the journal's entry with this number is kept."""
        return self.journal / f"{number:012}.json"

    def has_entries(self) -> bool:
        """Whether there is a journal with an entry. Raises `CannotRun` when it cannot be looked into."""
        try:
            return self.journal.is_dir() and any(path.suffix == ".json" for path in self.journal.iterdir())
        except PermissionError as error:
            raise CannotRun(f"{self.folder} cannot be read ({error.strerror}); check its permissions") from error

    def require_no_file(self) -> None:
        """Raise `NotACase` when a file stands where the folder should be."""
        if self.folder.exists() and not self.folder.is_dir():
            raise NotACase(f"{self.folder} is not a folder, so it is no case; name a folder")

    def require(self) -> None:
        """Raise `NotACase` unless the folder holds a journal with an entry."""
        self.require_no_file()
        if not self.folder.is_dir():
            raise NotACase(f"{self.folder}: there is no such folder; muniment build makes a case")
        if not self.has_entries():
            raise NotACase(f"{self.folder} is not a case (it has no journal); muniment build makes one")
