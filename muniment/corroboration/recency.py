"""Undated documents that tell the same words as recent as a dated document does."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from muniment.corroboration.telling import telling, words
from muniment.corroboration.told import Finding, wide
from muniment.records import Interval, Reading, Span, cite

#: "in recent weeks" and the like reach at most so many days back
RECENT = (
    (re.compile(r"\b(?:this|past|last|recent|couple of|few) (?:\w+ ){0,2}weeks?\b", re.I), 60),
    (re.compile(r"\b(?:yesterday|today|this (?:morning|week)|last night)\b", re.I), 14),
    (re.compile(r"\b(?:last|this|past) month\b", re.I), 62),
    (re.compile(r"\b(?:most recent|recently|latest|in recent months)\b", re.I), 183),
)
#: words of a quotation that must be the same in both documents, when they are dated by it
QUOTED_WORDS = 6
#: a quotation that more documents than this tell as recent dates none of them
TELLERS = 40
_QUOTED = re.compile(r"[“\"«„]([^”\"»“«]{20,300})[”\"»“]")


def same_recent_words(
    library: Mapping[str, Reading], bounds: Mapping[str, Interval], known: Mapping[str, Interval]
) -> Iterator[tuple[str, Finding]]:
    """Undated documents that tell a quotation as recent which a dated document tells as recent too."""
    holders: dict[tuple[str, ...], list[tuple[str, Span, int]]] = defaultdict(list)
    for document, reading in library.items():
        if document in known or document in bounds:
            for quoted, reach in _recent_quotations(reading):
                text = tuple(word.text for word in words(reading.text, quoted.start, quoted.end))
                for at in range(len(text) - QUOTED_WORDS + 1):
                    holders[text[at : at + QUOTED_WORDS]].append((document, quoted, reach))
    pairs: dict[tuple[str, str], tuple[Span, Span, int]] = {}
    for shared in holders.values():
        if 2 <= len(shared) <= TELLERS:
            for document, ours, reach in shared:
                for other, theirs, reach_there in shared:
                    if document in bounds and other != document and wide(bounds[document]):
                        pairs.setdefault((document, other), (ours, theirs, reach + reach_there))
    for (document, other), (ours, theirs, reach) in sorted(pairs.items()):
        there = known.get(other) or bounds[other]
        if wide(there) or there.earliest is None or there.latest is None:
            continue
        days = datetime.timedelta(days=reach)
        a, b = library[document], library[other]
        yield (
            document,
            Finding(
                Interval(there.earliest - days, there.latest + days),
                "it tells the same words as recent as a document of known date does",
                (cite(a.document, a.text, ours), cite(b.document, b.text, theirs)),
            ),
        )


def _recent_quotations(reading: Reading) -> Iterator[tuple[Span, int]]:
    """Quotations beside words such as "in recent weeks": in the same passage or the one after it."""
    passages = tuple(telling(reading))
    for at, passage in enumerate(passages):
        text = reading.text[passage.start : passage.end]
        reach = next((days for pattern, days in RECENT if pattern.search(text)), None)
        if reach is None:
            continue
        for near in passages[at : at + 2]:
            for found in _QUOTED.finditer(reading.text, near.start, near.end):
                yield Span(*found.span(1)), reach
