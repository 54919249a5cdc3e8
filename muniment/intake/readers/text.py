"""Plain text and Markdown.

The text is the file's own characters, as decoded: line ends and byte-order mark stay, so that an offset counts the code
points of the file (Unicode Standard, section 23.8, for the mark). Source of the encodings: `muniment.intake.encoding`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from muniment.errors import NotRead
from muniment.intake.blocks import cut
from muniment.intake.encoding import decode
from muniment.intake.limits import Limits
from muniment.intake.transcript import Block, Transcript
from muniment.records import Role

NAME = "text"
VERSION = "1"
KINDS = ("text",)
SUFFIXES = (".txt", ".text", ".md", ".markdown", ".csv", ".tsv", ".log")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
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
    return Transcript(text, tuple(_marked(text, block) for block in cut(text)), "text", warnings=warnings)


def _marked(text: str, block: Block) -> Block:
    """A Markdown heading ("## Findings", CommonMark 4.2) has its role from its mark, which is no part of it."""
    found = _HEADING.match(text, block.start, block.end)
    if found is None:
        return block
    return replace(block, start=found.end(), role=Role.HEADING, why="Markdown heading")
