"""Folding, digits and blanking, with offset maps: the ground every room stands on.

Nothing here changes a stored text. What is folded or blanked serves search and analysis, and leads back to the
original characters.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from muniment.records.spans import Span

#: Persian and Arabic-Indic digits, and their Arabic separators, one character for one
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬", "01234567890123456789.,")

#: letters that Persian and Arabic writers use for one another; one character for one
_LETTERS = str.maketrans("يىئكةۀأإٱآؤێەۆڕڵڤ", "یییکههااااویهورلو")

#: ASCII white space, each a space
_ASCII_SPACE = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f"), " ")

#: characters that carry no letter: tatweel, zero-width joiners and marks of direction
_SILENT = frozenset(
    "\u0640\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
)

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, where the original's character starts."""

    text: str
    offsets: tuple[int, ...]
    length: int

    def back(self, start: int, end: int) -> Span:
        """The span of the original that the folded span [start, end) came from."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else self.length
            return Span(at, at)
        last = self.offsets[end - 1]
        after = next(
            (self.offsets[at] for at in range(end, len(self.offsets)) if self.offsets[at] > last), self.length
        )  # no slice: it would copy the rest of the text at every call
        return Span(self.offsets[start], after)

    def forward(self, offset: int) -> int:
        """The folded position of the first character that came from `offset` or later."""
        return bisect_right(self.offsets, offset - 1)


def digits(text: str) -> str:
    """`text` with Persian and Arabic-Indic digits and separators as ASCII; the same length."""
    return text.translate(_DIGITS)


def fold(text: str) -> Folded:
    """`text` without case, accents, presentation forms and letter variants, with the way back to every character.

    NFKD without combining marks, Persian and Arabic letters made one (ي/ی, ك/ک, ة/ه, hamza and alef forms), tatweel
    and zero-width characters dropped, all digits ASCII, all white space a space.
    """
    out: list[str] = []
    offsets: list[int] = []
    for at, character in enumerate(text):
        for piece in fold_character(character):
            out.append(piece)
            offsets.append(at)
    return Folded("".join(out), tuple(offsets), len(text))


def folded(text: str) -> str:
    """`fold(text).text`, for when the way back is not needed."""
    return text.lower().translate(_ASCII_SPACE) if text.isascii() else "".join(map(fold_character, text))


@lru_cache(maxsize=65_536)
def fold_character(character: str) -> str:
    """What one character folds to: none, one or several characters."""
    if character in _SILENT:
        return ""
    if character.isspace():
        return " "
    if character.isascii():
        return character.lower()
    pieces = unicodedata.normalize("NFKD", character.translate(_LETTERS))
    pieces = "".join(piece for piece in pieces if not unicodedata.combining(piece) and piece not in _SILENT)
    return " " if pieces.isspace() else pieces.translate(_LETTERS).translate(_DIGITS).casefold()


def blank(text: str, spans: Iterable[Span]) -> str:
    """`text` with each span replaced by spaces of the same length, so that offsets never move."""
    out = list(text)
    for span in spans:
        out[span.start : span.end] = " " * (min(span.end, len(out)) - span.start)
    return "".join(out)


def lines(text: str) -> Iterator[Span]:
    """The spans of the lines of `text`, without their line ends (LF, CR LF or CR)."""
    start = 0
    for end in re.finditer(r"\r\n|\n|\r", text):
        yield Span(start, end.start())
        start = end.end()
    yield Span(start, len(text))


def trim(text: str, span: Span) -> Span:
    """`span` without white space at its ends."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def digest(data: bytes | str) -> str:
    """SHA-256, in hex, of bytes or of a text's UTF-8 (lone surrogates kept)."""
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")).hexdigest()


def is_right_to_left(text: str) -> bool:
    """Whether most letters of `text` belong to a script that runs from right to left."""
    kinds = [unicodedata.bidirectional(character) for character in text[:2000]]
    return sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L")


def has_arabic_script(text: str) -> bool:
    """Whether `text` holds a letter of the Arabic script."""
    return _ARABIC.search(text) is not None
