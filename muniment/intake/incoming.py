"""Files as they come in: from files, folders and ZIPs of these, one at a time, in a fixed order.

A folder's files come with their path relative to that folder, a file given directly with its bare name, a ZIP's
members as `a.zip/inner.txt`. The ZIP's own bytes are kept beside its first member that is taken in (all its members
lead back to it by their path). Symbolic links are followed inside the folder given only. Companions (`.tsr`, `.ots`,
`.wacz`: time stamps and web archives of the file whose name they bear) are kept beside their file; a side-car
`custody.csv` says how the files of its folder came, and is no document.
"""

from __future__ import annotations

import datetime
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from muniment.errors import UsageError
from muniment.intake import archives
from muniment.intake.custody import Provenance, read_custody
from muniment.intake.limits import Limits
from muniment.records import Custody, Failure, Incoming

#: suffixes of files that are kept beside the file they speak of
COMPANIONS = (".tsr", ".ots", ".wacz")
SIDECAR = "custody.csv"
#: files that systems leave in folders; nobody put them there as documents
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx", ".git", ".svn"})

CustodyGiven = Mapping[str, Custody] | Custody | Path | str | None


@dataclass(frozen=True, slots=True)
class _Walk:
    root: Path
    custody: Provenance
    limits: Limits


def walk(
    paths: Iterable[Path | str], *, custody: CustodyGiven = None, limits: Limits | None = None
) -> Iterator[Incoming | Failure]:
    """The documents under `paths` in order of path, read when asked for; what cannot be read comes as a `Failure`.

    `custody` is a mapping from relative path to `Custody` or the path of a CSV of that form, which go before the
    side-cars found in folders, or one `Custody` for all, which fills what those leave blank. Raises `UsageError` for
    a path that does not exist and `TableError` for a custody file that cannot be read; a side-car inside a folder
    that cannot be read is a `Failure`.
    """
    given = _given(custody)
    places = [Path(path) for path in paths]
    for place in places:
        if not os.path.lexists(place):
            raise UsageError(f"there is no file or folder {str(place)!r}; check the path")
    for place in places:
        if place.is_dir():
            yield from _folder(_Walk(place, given, limits or Limits()), place, "")
        else:
            yield from _alone(place, given, limits or Limits())


def _alone(place: Path, given: Provenance, limits: Limits) -> Iterator[Incoming | Failure]:
    """A file given directly: its companions and the side-car of its folder count; they themselves are no documents."""
    folder, name = place.parent, place.name
    if name == SIDECAR:
        return
    if name.lower().endswith(COMPANIONS):
        try:
            present = frozenset(os.listdir(folder))  # noqa: PTH208 - names, not paths
        except OSError:
            present = frozenset({name})
        if _owner(name, present) is None:
            yield _failure(_safe(name), "companion-alone", "a time stamp or web archive without the file it speaks of")
        return
    custody = given
    if (folder / SIDECAR).is_file():
        sidecar, failure = _sidecar(folder / SIDECAR, SIDECAR)
        custody = given.over("", sidecar)
        if failure is not None:
            yield failure
    yield from _file(_Walk(folder, custody, limits), place, _safe(name), _beside(folder, name, None))


def _given(custody: CustodyGiven) -> Provenance:
    if custody is None:
        return Provenance()
    if isinstance(custody, Custody):
        return Provenance(for_all=custody)
    if isinstance(custody, str | Path):
        try:
            return Provenance(read_custody(Path(custody).read_text(encoding="utf-8-sig")))
        except (OSError, UnicodeDecodeError) as error:
            said = f"the custody file {str(custody)!r} cannot be read; check the path and save it as UTF-8"
            raise UsageError(said) from error
    return Provenance(custody)


def _safe(name: str) -> str:
    """A file's name as it may stand in records: bytes that are no UTF-8 come as lone surrogates and are escaped."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _folder(walking: _Walk, folder: Path, prefix: str) -> Iterator[Incoming | Failure]:
    """The files of a folder and of the folders in it; a side-car holds for all of these."""
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name for entry in entries), key=lambda name: name.encode("utf-8", "surrogateescape"))
    except OSError as error:
        yield _failure(prefix.rstrip("/") or ".", "unreadable", f"the folder cannot be opened ({_why(error)})")
        return
    present = frozenset(names)
    if SIDECAR in present:
        sidecar, failure = _sidecar(folder / SIDECAR, prefix + SIDECAR)
        if failure is not None:
            yield failure
        walking = _Walk(walking.root, walking.custody.over(prefix, sidecar), walking.limits)
    for name in names:
        if name.lower() in _LITTER or name.startswith("._") or name == SIDECAR:
            continue
        path, shown = folder / name, prefix + _safe(name)
        if path.is_symlink() and not _stays_inside(walking.root, path):
            yield _failure(shown, "outside", "a symbolic link that leaves the folder given; it is not followed")
        elif path.is_dir():
            if path.is_symlink():
                yield _failure(shown, "outside", "a symbolic link to a folder; it is not followed")
            else:
                yield from _folder(walking, path, shown + "/")
        elif name.lower().endswith(COMPANIONS):
            if _owner(name, present) is None:
                yield _failure(shown, "companion-alone", "a time stamp or web archive without the file it speaks of")
        else:
            yield from _file(walking, path, shown, _beside(folder, name, present, prefix))


def _sidecar(path: Path, shown: str) -> tuple[Mapping[str, Custody], Failure | None]:
    try:
        return read_custody(path.read_text(encoding="utf-8-sig")), None
    except (OSError, UnicodeDecodeError, UsageError) as error:
        said = str(error) if isinstance(error, UsageError) else "it cannot be read as UTF-8 text"
        return {}, _failure(shown, "custody", f"the custody file was left out: {said}")


def _stays_inside(root: Path, path: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def _owner(companion: str, present: frozenset[str]) -> str | None:
    """The file a companion speaks of: its own name without the suffix, or the one file with that stem."""
    stem = companion[: companion.rfind(".")]
    if stem in present:
        return stem
    owners = [name for name in present if name.rpartition(".")[0] == stem and not name.lower().endswith(COMPANIONS)]
    return min(owners) if owners else None


def _beside(folder: Path, name: str, present: frozenset[str] | None, prefix: str = "") -> tuple[tuple[str, Path], ...]:
    """The companions of a file: relative path, and where they are."""
    stem = name.rpartition(".")[0] or name
    candidates = [base + suffix for base in dict.fromkeys((name, stem)) for suffix in COMPANIONS]
    found = [one for one in candidates if (one in present if present is not None else (folder / one).is_file())]
    if present is not None:
        found = [one for one in found if _owner(one, present) == name]
    return tuple((prefix + _safe(one), folder / one) for one in found)


def _file(walking: _Walk, path: Path, shown: str, beside: tuple[tuple[str, Path], ...]) -> Iterator[Incoming | Failure]:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            yield _failure(shown, "unreadable", "no ordinary file (a device, a pipe or a socket)")
            return
        if about.st_size > walking.limits.largest_file:
            yield _failure(
                shown,
                "too-large",
                f"{about.st_size} bytes, more than 'largest_file'; it was not taken in; raise the limit",
            )
            return
        data = path.read_bytes()
        kept = tuple((name, where.read_bytes()) for name, where in beside)
    except OSError as error:
        yield _failure(shown, "unreadable", f"the file cannot be read ({_why(error)})")
        return
    modified = _stamp(about.st_mtime)
    if archives.is_zip(data, shown):
        yield from archives.members(shown, data, beside=kept, custody=walking.custody, limits=walking.limits)
        return
    yield Incoming(shown, data, walking.custody.of(shown), modified, kept)


def _stamp(seconds: float) -> str | None:
    try:
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat(timespec="seconds")
    except (OverflowError, OSError, ValueError):
        return None


def _why(error: OSError) -> str:
    """The system's own words for an error, without the path."""
    return error.strerror or type(error).__name__


def _failure(path: str, code: str, message: str) -> Failure:
    return Failure(document=path, path=path, code=code, message=message)
