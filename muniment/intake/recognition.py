"""Which format a file has: by what its bytes say first, by its name second."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

#: leading bytes → kind; the offset at which they stand
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image"),
    (0, b"\xff\xd8\xff", "image"),
    (0, b"II*\0", "image"),
    (0, b"MM\0*", "image"),
    (0, b"GIF87a", "image"),
    (0, b"GIF89a", "image"),
    (8, b"WEBP", "image"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (0, b"{\\rtf", "rtf"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\0", "xz"),
    (4, b"ftyp", "video"),
    (0, b"OggS", "audio"),
    (0, b"ID3", "audio"),
    (0, b"RIFF", "audio"),
    (0, b"\x1aE\xdf\xa3", "video"),
    (0, b"SQLite format 3\0", "database"),
    (0, b"\x7fELF", "program"),
    (0, b"MZ\x90\0", "program"),
)
#: what to do with a format that no built-in reader reads
ADVICE = {
    "ole": "an old Office file (.doc, .xls, .ppt); save it as .docx or PDF",
    "rtf": "rich text; save it as .docx or PDF",
    "xlsx": "a spreadsheet; lists of people go to `muniment link`, other tables are saved as text",
    "pptx": "a presentation; save it as PDF",
    "odf": "an OpenDocument file; save it as .docx or PDF",
    "epub": "an e-book; save it as PDF or HTML",
    "archive": "an archive inside an archive; unpack it",
    "zip": "a ZIP that holds no document",
    "7z": "a 7z archive; unpack it or make it a ZIP",
    "rar": "a RAR archive; unpack it or make it a ZIP",
    "gzip": "a gzip archive; unpack it",
    "bzip2": "a bzip2 archive; unpack it",
    "xz": "an xz archive; unpack it",
    "video": "a video; transcribe it first",
    "audio": "a sound recording; transcribe it first",
    "database": "a database; export it as text",
    "program": "a program",
}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.I | re.S,
)
_TAGS = re.compile(rb"<(?:p|div|h[1-6]|a|table|span|article|title|meta|br|ul)[\s>/]", re.I)
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php", ".jsp"})


def recognise(data: bytes, path: str) -> str:
    """The kind of a file: "text", "html", "pdf", "image", "docx", another key of `ADVICE`, or "zip".

    Whatever has no signature is "html" when it opens with a tag (or has tags and such a name), else "text"; whether
    its bytes are text at all is found by decoding them.
    """
    for at, signature, kind in _SIGNATURES:
        if data.startswith(signature, at) and not (kind == "audio" and data.startswith(b"WEBP", 8)):
            return kind
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data)
    head = data[:4096].lstrip(b"\xef\xbb\xbf")
    if b"%PDF-" in data[:1024] and b"\0" not in data[:4]:
        return "pdf"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\0", b"")[2:]
    if _HTML.match(head):
        return "html"
    if PurePosixPath(path).suffix.lower() in _HTML_NAMES and _TAGS.search(data[:200_000]):
        return "html"
    return "text"


def _packed(data: bytes) -> str:
    """What a ZIP container is: an Office file, an e-book, or a ZIP of files."""
    tail = data[-200_000:]
    for name, kind in ((b"word/document", "docx"), (b"xl/workbook", "xlsx"), (b"ppt/presentation", "pptx")):
        if name in tail or name in data[:200_000]:
            return kind
    head = data[:200]
    if b"mimetypeapplication/vnd.oasis.opendocument" in head:
        return "odf"
    if b"mimetypeapplication/epub" in head:
        return "epub"
    return "zip"
