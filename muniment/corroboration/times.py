"""When what is claimed happened: times as said, resolved in one pass once the documents are dated."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from muniment import dates
from muniment.errors import DateError
from muniment.records import Attribution, Claim, Event, Figure, Interval, Involvement, Publication, TimeSaid

#: a year inside an event's name: "1988 massacre", "the 2009 uprising"; not part of a longer number
_YEAR = re.compile(r"(?<![\d.,/-])(1[5-9]\d\d|20\d\d)(?![\d/-]|[.,]\d)")


def resolve_times(claims: Iterable[Claim], publications: Mapping[str, Publication]) -> dict[str, str]:
    """Claim id → EDTF, for every claim whose own words say when.

    Relative words lean on the day its document was published, or on the time named before it in the same document.
    An event whose name holds a year ("1988 massacre") has that year where nothing better is said. A claim that says
    no time, or whose time cannot be told, is left out.
    """
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    resolved: dict[str, str] = {}
    for document, ours in by_document.items():
        published = published_interval(publications.get(document))
        told = sorted(_said(ours), key=lambda one: (one[0].start, one[0].end, one[1].id))
        at: dict[tuple[int, int], str | None] = {}
        previous: Interval | None = None
        for said, claim in told:
            key = (said.start, said.end)
            if key not in at:
                at[key] = dates.resolve(said, published=published, previous=previous)
                previous = interval_of(at[key]) or previous
            answer = at[key]
            if answer is not None:
                resolved[claim.id] = answer
        for claim in ours:
            if claim.id not in resolved and (year := year_of_name(claim)):
                resolved[claim.id] = year
    return resolved


def _said(claims: Iterable[Claim]) -> Iterable[tuple[TimeSaid, Claim]]:
    for claim in claims:
        content = claim.content
        if isinstance(content, Figure | Event | Attribution | Involvement) and content.when is not None:
            yield content.when, claim


def year_of_name(claim: Claim) -> str | None:
    """The year that stands in the name of the event a claim is about, or None."""
    content = claim.content
    if isinstance(content, Figure):
        name = content.event or ""
    elif isinstance(content, Event):
        name = content.label
    else:
        return None
    found = _YEAR.search(name)
    return found.group() if found else None


def published_interval(publication: Publication | None) -> Interval | None:
    """The days on which a document may have been published, or None when they are not known."""
    return interval_of(publication.edtf) if publication is not None else None


def interval_of(edtf: str | None) -> Interval | None:
    """The days of an EDTF date, or None for none and for one that cannot be read."""
    if not edtf:
        return None
    try:
        return dates.bounds(edtf)
    except DateError:
        return None
