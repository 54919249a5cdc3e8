"""The members of a ZIP, taken out in memory and within bounds: nothing is ever written where a member's name says.

Bombs are known by their ratio and by their total (Fifield 2019, "A better zip bomb", overlapping members: the total
counts what comes out, not what the directory claims); names that leave the archive are refused; a ZIP inside the ZIP is
recorded, not opened.
"""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from muniment.intake.custody import Provenance
from muniment.intake.limits import Limits
from muniment.intake.recognition import recognise
from muniment.records import Failure, Incoming

#: bytes out for one byte in above which a member of more than `_SMALL` bytes is a bomb; text seldom passes 20, a blank
#: scan 500; deflate cannot pass 1032
RATIO = 200
_SMALL = 10_000_000
#: bytes that all members of one ZIP may come to, as a multiple of `largest_file`
TOTAL = 10
_CHUNK = 1 << 20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)


def is_zip(data: bytes, path: str) -> bool:
    """Whether a file is a ZIP of files, and not an Office file or e-book that happens to be packed as one."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06") and recognise(data, path) == "zip"


def members(
    path: str, data: bytes, *, beside: tuple[tuple[str, bytes], ...], custody: Provenance, limits: Limits
) -> Iterator[Incoming | Failure]:
    """The files in the ZIP `data`, which came as `path`, in order of name. The ZIP and its own companions (`beside`)
    are kept beside the first member taken in."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    except _BROKEN:
        yield Failure(path, path, "damaged", "the ZIP is damaged; its directory cannot be read")
        return
    kept: tuple[tuple[str, bytes], ...] = ((path, data), *beside)
    room = TOTAL * limits.largest_file
    seen: set[str] = set()
    taken = 0
    for info in infos:
        name = _name(info)
        if name is None:
            shown = f"{path}/{_printable(info.filename)}"
            yield Failure(shown, shown, "outside", "its name leads out of the ZIP; it was not taken in")
            continue
        shown = f"{path}/{name}"
        if name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].lower() in (".ds_store", "thumbs.db", "desktop.ini"):
            continue
        if taken >= limits.most_members:
            yield Failure(path, path, "too-many", f"more than {limits.most_members} files; the rest was not taken in")
            return
        if shown in seen:
            yield Failure(shown, shown, "twice", "a second file of this name in the ZIP; it was not taken in")
            continue
        seen.add(shown)
        taken += 1
        answer = _member(archive, info, shown, room, limits)
        if isinstance(answer, Failure):
            yield answer
            if answer.code == "bomb" and room < limits.largest_file:
                return
            continue
        room -= len(answer)
        yield Incoming(shown, answer, custody.of(shown), _stamp(info), kept)
        kept = ()
    if kept:
        yield Failure(path, path, "not-supported", "a ZIP from which no file could be taken")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str, room: int, limits: Limits) -> bytes | Failure:
    """A member's bytes, read no further than the limits allow."""
    if info.flag_bits & 0x1:
        return Failure(shown, shown, "encrypted", "locked with a password inside the ZIP; unpack it and give the file")
    most = min(limits.largest_file, room)
    ratio = max(_SMALL, RATIO * max(1, info.compress_size))
    out = bytearray()
    try:
        with archive.open(info) as member:
            while chunk := member.read(_CHUNK):
                out += chunk
                if len(out) > ratio:
                    return Failure(
                        shown, shown, "bomb", f"unpacks to more than {RATIO} times its size; it was not taken in"
                    )
                if len(out) > most:
                    return Failure(
                        shown, shown, "too-large", "unpacks to more than the limits allow; it was not taken in"
                    )
    except _BROKEN:
        return Failure(shown, shown, "damaged", "this file in the ZIP is damaged")
    data = bytes(out)
    if is_zip(data, shown):
        return Failure(shown, shown, "nested-archive", "a ZIP inside a ZIP; unpack it and give it by itself")
    return data


def _name(info: zipfile.ZipInfo) -> str | None:
    """A member's name with `/`, or None when it is absolute or climbs out."""
    name = info.filename.replace("\\", "/")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if name.startswith("/") or ".." in parts or not parts or (len(parts[0]) == 2 and parts[0][1] == ":"):
        return None
    return _printable("/".join(parts))


def _printable(name: str) -> str:
    return "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in name)


def _stamp(info: zipfile.ZipInfo) -> str | None:
    """The member's own time stamp; a ZIP records no zone, so none is added."""
    try:
        return datetime.datetime(*info.date_time).isoformat()
    except ValueError:
        return None
