"""Where quotation marks open and close, over paragraphs.

Marks are read by shape (“ ” « » „ “ ‘ ’ and the straight ones by what stands beside them). A quotation that runs over
paragraphs opens each of them and closes only the last (Chicago Manual of Style, 17th ed., 13.32): its runs share one
`chain`. Quotations inside quotations are left to the outer one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from muniment.claims.analysis import Paragraph
from muniment.records import Span

#: opening mark → the marks that may close it; ” opens where writers typed it by mistake
_CLOSES = {"“": '”"“', "«": "»", "„": "“”", "‟": "”", "‘": "’'", '"': '"”', "'": "'’", "”": '”"', "‹": "›"}
_MARKS = re.compile("[“”«»„‟\"‘’'‹›]")
#: two single marks typed for a double one; the second is shown as this character while marks are paired
_DOUBLED, _SECOND = re.compile("''|``"), "\x01"
#: marks that, before a word, only open
_ONE_WAY = "“«„‟‹"
#: marks that are also apostrophes
_SINGLE = "‘’'‹›"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One run of quoted words within one paragraph, in document offsets.

    `outer` holds the marks, `inner` the words. `closed` is False where no mark closes it in this paragraph; runs of one
    quotation over several paragraphs have the same `chain`.
    """

    paragraph: int
    outer: Span
    inner: Span
    closed: bool
    chain: int


def quotations(paragraphs: Sequence[Paragraph]) -> tuple[Quotation, ...]:
    """All outermost quotations, in text order."""
    found: list[Quotation] = []
    open_chain: int | None = None
    for index, paragraph in enumerate(paragraphs):
        runs = list(_runs(paragraph.text))
        for start, end, closed in runs:
            if not closed and paragraph.text[:start].strip() and not _goes_on(paragraphs, index):
                continue
            first = not paragraph.text[:start].strip()
            last = not closed
            goes_on = first and open_chain is not None
            chain = open_chain if goes_on and open_chain is not None else len(found)
            left, right = start + _width(paragraph.text, start), end
            if closed:
                right -= 2 if _DOUBLED.match(paragraph.text, end - 2) else 1
            inner = Span(paragraph.start + left, paragraph.start + max(left, right))
            found.append(Quotation(index, Span(paragraph.start + start, paragraph.start + end), inner, closed, chain))
            open_chain = chain if last else None
        if not runs:
            open_chain = None
    return tuple(quotation for quotation in found if len(quotation.inner))


def _goes_on(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether the next paragraph opens with a quotation mark."""
    return index + 1 < len(paragraphs) and paragraphs[index + 1].text.lstrip()[:1] in _CLOSES


def _runs(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, closed) of the outermost quotations of one paragraph; end stands after the closing mark."""
    text = _DOUBLED.sub('"' + _SECOND, text)
    marks = list(_MARKS.finditer(text))
    at = 0
    while at < len(marks):
        mark = marks[at]
        if not _opens(text, mark.start()):
            at += 1
            continue
        end = _closing(text, marks, at)
        if end is not None:
            last = marks[end].end()
            yield mark.start(), last + (text[last : last + 1] == _SECOND), True
            at = end + 1
            continue
        before = text[: mark.start()].rstrip()
        if mark.group() not in _SINGLE and (not before or before[-1] in ":,"):
            yield mark.start(), len(text.rstrip()), False
            return
        at += 1


def _width(text: str, start: int) -> int:
    return 2 if _DOUBLED.match(text, start) else 1


def _closing(text: str, marks: list[re.Match[str]], at: int) -> int | None:
    """The index of the mark that closes the one at `at`; quotations of the same marks inside it are passed over."""
    opened = marks[at].group()
    closers = _CLOSES[opened]
    depth = 0
    if opened in "‘'":
        return _single(text, marks, at)
    for index in range(at + 1, len(marks)):
        mark = marks[index].group()
        if mark == opened and mark in _ONE_WAY and _opens(text, marks[index].start()):
            depth += 1
        elif mark in closers and _shuts(text, marks[index].start()):
            if depth == 0:
                return index
            depth -= 1
    return None


def _single(text: str, marks: list[re.Match[str]], at: int) -> int | None:
    """The mark that closes a single one: the first after punctuation, since one after a letter may be a plural's
    apostrophe; without such, the first that no letter follows."""
    shut = [
        index
        for index in range(at + 1, len(marks))
        if marks[index].group() in _CLOSES[marks[at].group()] and _shuts(text, marks[index].start())
    ]
    sure = [index for index in shut if text[marks[index].start() - 1] in ",.!?…"]
    found = sure or shut
    return found[0] if found else None


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    if mark not in _CLOSES or at + 1 >= len(text) or text[at + 1].isspace():
        return False
    if mark in _ONE_WAY:
        return True
    before = text[at - 1] if at else " "
    if mark == "‘":
        return not before.isalnum()
    if mark == "'":
        # an apostrophe before a word ('90s, 'em) opens nothing
        return (before.isspace() or before in "([—–-:") and not text[at + 1].isdigit()
    return before.isspace() or before in "([—–-:/"


def _shuts(text: str, at: int) -> bool:
    mark = text[at]
    before, after = text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "
    if mark in "’'":
        # after a letter and before one it is an apostrophe; before a space it may end a plural possessive
        return not after.isalnum() and not before.isspace()
    if mark == '"':
        return not before.isspace() or not after.isalnum()
    return True
