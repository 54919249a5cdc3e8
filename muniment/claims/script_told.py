"""What is told of those counted, in Persian and Arabic: the nearest word of a family, within the sentence."""

from __future__ import annotations

import re

from muniment.claims import script_duals as duals
from muniment.claims import script_measures as words

#: characters of a clause looked through on either side of the number
NEAR = 90
#: characters of the longest sentence that is looked through; longer ones are runs without a stop
SENTENCE = 400
#: where a sentence ends
EDGE = re.compile(r"[.؟!?؛;\n]")
#: where a clause ends
CLAUSE = re.compile(r"[،,:()«»\"]")
#: a Persian verb and "and": the next clause tells of others
_CLOSED = re.compile(r"(?:ند|شد|کرد|است|بود|داد)\sو\s")


def sentence(text: str, at: int) -> tuple[int, int]:
    """The sentence of `text` about `at`, as offsets; no more than `SENTENCE` characters to either side."""
    low, high = max(0, at - SENTENCE), min(len(text), at + SENTENCE)
    edges = [found.end() for found in EDGE.finditer(text, low, high) if not _inside_number(text, found.start())]
    return max((edge for edge in edges if edge <= at), default=low), min(
        (edge for edge in edges if edge > at), default=high
    )


def _inside_number(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()


def _family(text: str) -> str | None:
    """The measure of the first family of which `text` has a word."""
    return next((kind for kind, pattern in words.TOLD.items() if pattern.search(text)), None)


def is_thing(word: str) -> bool:
    """Whether a counted word is a thing that nobody kills or arrests; a dual stands for its noun."""
    return (duals.DUALS.get(word) or word) in words.THINGS


def told(text: str, start: int, end: int, language: str) -> str | None:
    """The measure of the nearest word of a family in the sentence, on the side where the language puts its verb."""
    left, right = sentence(text, start)
    behind = text[end : min(right, end + NEAR)]
    before = text[max(left, start - NEAR) : start]
    if (number := words.NUMBER_OF.search(before)) and (named := _family(number[1])):
        return named
    clause = before[max((found.end() for found in CLAUSE.finditer(before)), default=0) :]
    next_clause = CLAUSE.search(behind)
    order: tuple[tuple[str, bool], ...]
    if language == "fa":
        closed = _CLOSED.search(behind)
        earlier = [found.end() for found in _CLOSED.finditer(before)]
        order = ((behind[: closed.end()] if closed else behind, False), (before[max(earlier, default=0) :][-25:], True))
    else:
        order = (
            (clause, True),
            (behind[: next_clause.start()] if next_clause else behind, False),
            (before, True),
            (behind, False),
        )
    for window, backwards in order:
        found = [(at.start(), kind) for kind, pattern in words.TOLD.items() for at in pattern.finditer(window)]
        if found:
            return (max(found) if backwards else min(found))[1]
    return "imprisoned" if words.HELD_IN.search(behind) else None
