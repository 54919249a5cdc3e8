"""Printed lines, from a PDF or a scan, made into text, paragraphs and placed runs.

Lines join into a paragraph while they follow one another closely, in one column and one size. Lines that come again at
the head or foot of several pages, and page numbers, are furniture; smaller numbered lines at a page's foot are notes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from muniment.intake.transcript import Block
from muniment.records import Locator, PlacedRun, Role

Box = tuple[float, float, float, float]

#: size of a line against the document's usual size: above it is a heading, below it a note
LARGER, SMALLER = 1.15, 0.9
#: words of the longest heading
_HEADING = 25
#: pages on which a line must come again at the same edge to be a running head
_AGAIN = 3
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|seite|página|صفحه|صفحة)?\s*[-–—|]?\s*[\d۰-۹٠-٩ivxlc]{1,5}\s*(?:(?:/|of|de|von|sur|از|من)\s*[\d۰-۹٠-٩]{1,5})?\s*[-–—|]?",
    re.I,
)
_NOTE = re.compile(r"[\[(]?(\d{1,3})[\])]?[.:)]?\s+\S")
_ENDS = re.compile(r"[.!?؟۔:][\"'”’»)\]]*\s*$")
_ITEM = re.compile(r"(?:[-*•·▪–—]\s|\(?[\d۰-۹٠-٩]{1,3}[.)]\s|\([a-z]\)\s)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a scan: its text, box in points from the page's top left, and confidence (0-100)."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed: text, page (1-based), box in points from the page's top left, and size of its letters.

    `paragraph` is the paragraph that OCR put it in (None: told by distance); `words` are there for a scan only.
    """

    text: str
    page: int
    box: Box | None
    size: float = 0.0
    paragraph: int | None = None
    words: tuple[Word, ...] = ()


def lay_out(lines: Sequence[PrintedLine]) -> tuple[str, tuple[Block, ...], tuple[PlacedRun, ...]]:
    """The text of `lines` (one to a line, an empty line between paragraphs), its blocks, and where each run stands."""
    usual = _usual_size(lines)
    furniture = _running_heads(lines, usual)
    groups = _paragraphs(lines, furniture)
    out: list[str] = []
    blocks: list[Block] = []
    runs: list[PlacedRun] = []
    at = 0
    noted: int | None = None
    for group in groups:
        start = at
        for place in group:
            line = lines[place]
            runs.extend(_runs(line, at))
            out.append(line.text)
            at += len(line.text) + 1
        first = lines[group[0]]
        role, why, label = _role(lines, group, usual, furniture, noted == first.page)
        noted = first.page if role is Role.FOOTNOTE else noted
        blocks.append(Block(start, at - 1, role, why, label, _confidence(lines, group)))
        out.append("")
        at += 1
    return "\n".join(out), tuple(blocks), tuple(runs)


def _usual_size(lines: Sequence[PrintedLine]) -> float:
    """The size in which most letters are printed."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _running_heads(lines: Sequence[PrintedLine], usual: float) -> set[int]:
    """Lines at a page's head or foot that are page numbers or come again on other pages; the second and the last but
    one count only beside a first or last that does, and headings never."""
    pages: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        pages.setdefault(line.page, []).append(at)
    needed = _AGAIN if len(pages) > _AGAIN else max(2, len(pages))
    outer = {at for members in pages.values() for at in (members[0], members[-1])}
    inner = {at for members in pages.values() for at in (*members[1:2], *members[-2:-1])} - outer
    shapes = Counter(_shape(lines[at].text) for at in outer | inner)

    def comes_again(at: int) -> bool:
        line = lines[at]
        if _PAGE_NUMBER.fullmatch(line.text.strip()):
            return True
        return (not usual or line.size < LARGER * usual) and shapes[_shape(line.text)] >= needed > 1

    found = {at for at in outer if comes_again(at)}
    return found | {at for at in inner if comes_again(at) and (at - 1 in found or at + 1 in found)}


def _shape(text: str) -> str:
    return re.sub(r"[\d۰-۹٠-٩]+", "#", " ".join(text.split())).lower()


def _paragraphs(lines: Sequence[PrintedLine], furniture: set[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for at in range(len(lines)):
        if groups and _continues(lines, at - 1, at, furniture):
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def _continues(lines: Sequence[PrintedLine], before: int, at: int, furniture: set[int]) -> bool:
    """Whether line `at` belongs to the paragraph of the line before it."""
    a, b = lines[before], lines[at]
    if a.page != b.page or (before in furniture) or (at in furniture):
        return False
    if a.paragraph is not None and b.paragraph is not None:
        return a.paragraph == b.paragraph
    if _ITEM.match(b.text):
        return False
    if a.box is None or b.box is None:
        return not _ENDS.search(a.text)
    height = max(a.box[3] - a.box[1], b.box[3] - b.box[1], 1.0)
    if abs(a.size - b.size) > 0.12 * max(a.size, b.size):
        return False
    gap = b.box[1] - a.box[3]
    if gap > 0.9 * height or gap < -1.2 * height:
        return False
    if b.box[0] > a.box[2] or b.box[2] < a.box[0]:
        return False
    column = max(a.box[2], b.box[2]) - min(a.box[0], b.box[0])
    ended = _ENDS.search(a.text) is not None
    left_short = a.box[2] < b.box[2] - 0.15 * column
    right_short = a.box[0] > b.box[0] + 0.15 * column
    indented = b.box[0] > a.box[0] + 0.9 * height and not _NOTE.match(a.text)
    return not (ended and (left_short or right_short or indented))


def _role(
    lines: Sequence[PrintedLine], group: list[int], usual: float, furniture: set[int], under_notes: bool
) -> tuple[Role | None, str, str | None]:
    first = lines[group[0]]
    if group[0] in furniture:
        return Role.FURNITURE, "running head or page number", None
    words = sum(len(lines[at].text.split()) for at in group)
    if usual and first.size >= LARGER * usual and words <= _HEADING:
        return Role.HEADING, "larger letters", None
    if usual and 0 < first.size <= SMALLER * usual:
        number = _NOTE.match(first.text)
        if number or under_notes:
            return Role.FOOTNOTE, "smaller letters, numbered", number.group(1) if number else None
    return None, "", None


def _runs(line: PrintedLine, at: int) -> list[PlacedRun]:
    """One run for each word of a scan, one for each line of a PDF."""
    if not line.words:
        if line.box is None:
            return [PlacedRun(at, at + len(line.text), Locator(page=line.page))]
        return [PlacedRun(at, at + len(line.text), Locator(page=line.page, box=line.box))]
    out = []
    for word in line.words:
        out.append(PlacedRun(at, at + len(word.text), Locator(page=line.page, box=word.box)))
        at += len(word.text) + 1
    return out


def _confidence(lines: Sequence[PrintedLine], group: list[int]) -> float | None:
    words = [word for at in group for word in lines[at].words]
    if not words:
        return None
    return round(sum(word.confidence for word in words) / len(words), 1)
