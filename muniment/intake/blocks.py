"""A plain text cut into blocks: one for each line, or for each paragraph where lines were broken at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from muniment import text as texts
from muniment.intake.transcript import Block
from muniment.records import Span

#: a text counts as broken at a fixed width when its full lines end within this many characters of one another;
#: mail and press agencies break at 65-80, typewritten statements at 55-95
WIDTH = (50, 100)
_SPREAD = 18
#: a line that begins an item of a list never continues the line before it
_ITEM = re.compile(r"\s*(?:[-*•·▪–—]\s|\(?[\d۰-۹٠-٩]{1,3}[.)\]]\s|\[[\d۰-۹٠-٩]{1,3}\]|#{1,6}\s)")
_ENDS = re.compile(r"[.!?؟۔:…][\"'”’»)\]]*\s*$")


def cut(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, without white space at their ends; empty lines belong to none."""
    groups = list(_groups(text))
    tall = [group for group in groups if len(group) >= 3]
    wrapped = [group for group in tall if is_wrapped(text, group)]
    by_width = 2 * len(wrapped) > len(tall)
    return tuple(
        Block(span.start, span.end)
        for group in groups
        for span in (_paragraphs(text, group) if by_width and is_wrapped(text, group) else group)
    )


def _groups(text: str) -> Iterator[list[Span]]:
    """Runs of lines with no empty line between them."""
    group: list[Span] = []
    for line in texts.lines(text):
        span = texts.trim(text, line)
        if len(span):
            group.append(span)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _paragraphs(text: str, group: list[Span]) -> Iterator[Span]:
    """The lines of a group that was broken at a fixed width, joined into paragraphs."""
    width = max(len(span) for span in group)
    start = group[0].start
    for span, after in zip(group, group[1:], strict=False):
        short = len(span) < width - _SPREAD
        if _ITEM.match(text, after.start) or (short and _ENDS.search(span.of(text))):
            yield Span(start, span.end)
            start = after.start
    yield Span(start, group[-1].end)


def is_wrapped(text: str, group: list[Span]) -> bool:
    """Whether the lines of `group` are pieces of paragraphs that were broken at a fixed width."""
    if len(group) < 2:
        return False
    width = max(len(span) for span in group)
    if not WIDTH[0] <= width <= WIDTH[1]:
        return False
    inner = group[:-1]
    full = [span for span in inner if len(span) >= width - _SPREAD]
    running = [span for span in inner if not _ENDS.search(span.of(text))]
    return len(full) >= 0.6 * len(inner) and len(running) >= 0.5 * len(inner)
