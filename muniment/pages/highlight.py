"""Overlapping claims over a text, as properly nested pieces that HTML can hold."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from muniment.records import Span


@dataclass(frozen=True, slots=True)
class Open:
    """The beginning of a claim's words, or of a further piece of them (`first` is False)."""

    claim: str
    first: bool


@dataclass(frozen=True, slots=True)
class Close:
    """The end of a claim's words, or of a piece of them (`last` is False when more follows)."""

    claim: str
    last: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A run of the text in which no claim begins or ends."""

    text: str


Token = Open | Close | Words


def tokens(text: str, within: Span, claims: Iterable[tuple[Span, str]]) -> Iterator[Token]:
    """The text of `within` with every claim opened and closed; claims that cross are split where the outer one ends.

    The words of all `Words` tokens, joined, are exactly `within.of(text)`. Claims that do not meet `within` are
    passed over; one that reaches past it is cut there (`first`/`last` say so).
    """
    waiting: list[tuple[int, int, str, bool, bool]] = []
    for span, claim in claims:
        start, end = max(span.start, within.start), min(span.end, within.end)
        if start < end:
            heapq.heappush(waiting, (start, -end, claim, span.start == start, span.end == end))
    at = within.start
    opened: list[tuple[int, str, bool]] = []
    while waiting or opened:
        begins = waiting[0][0] if waiting else within.end + 1
        if opened and opened[-1][0] <= begins:
            end, claim, last = opened.pop()
            if at < end:
                yield Words(text[at:end])
            at = max(at, end)
            yield Close(claim, last)
            continue
        start, minus_end, claim, first, last = heapq.heappop(waiting)
        end = -minus_end
        if at < start:
            yield Words(text[at:start])
            at = start
        if opened and end > opened[-1][0]:
            heapq.heappush(waiting, (opened[-1][0], minus_end, claim, False, last))
            end, last = opened[-1][0], False
        yield Open(claim, first)
        opened.append((end, claim, last))
    if at < within.end:
        yield Words(text[at : within.end])
