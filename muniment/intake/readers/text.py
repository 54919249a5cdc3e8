"""Plain text and Markdown.

The text is the file's own characters, as decoded: line ends and byte-order mark stay, so that an offset counts the code
points of the file (Unicode Standard, section 23.8, for the mark). Source of the encodings: `muniment.intake.encoding`.
"""

from __future__ import annotations

from muniment.errors import NotRead
from muniment.intake.blocks import cut
from muniment.intake.encoding import decode
from muniment.intake.limits import Limits
from muniment.intake.transcript import Transcript

NAME = "text"
VERSION = "1"
KINDS = ("text",)
SUFFIXES = (".txt", ".text", ".md", ".markdown", ".csv", ".tsv", ".log")
EXAMPLES = (
    (b"The council met.\r\n\r\nNobody spoke.", ("The council met.", "Nobody spoke.")),
    ("\ufeffدو نفر کشته شدند.\n".encode(), ("\ufeffدو نفر کشته شدند.",)),
    (b" \n\t\n", ()),
)


def read(data: bytes, *, limits: Limits) -> Transcript:
    """The text of `data`, one block a line or paragraph. Raises `NotRead` ("empty", "binary")."""
    warnings: tuple[str, ...] = ()
    if not data:
        raise NotRead("empty", "the file is empty")
    text, encoding = decode(data[: 4 * limits.largest_text + 4])
    if len(text) > limits.largest_text or len(data) > 4 * limits.largest_text + 4:
        text = text[: limits.largest_text]
        warnings = (f"only the first {limits.largest_text} characters were read; raise 'largest_text' to read more",)
    if encoding != "utf-8":
        warnings += (f"read as {encoding}",)
    return Transcript(text, cut(text), "text", warnings=warnings)
