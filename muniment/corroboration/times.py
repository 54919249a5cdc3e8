"""When what is claimed happened: times as said, resolved in one pass once the documents are dated."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from muniment import dates
from muniment.corroboration.telling import telling
from muniment.errors import DateError
from muniment.records import Attribution, Claim, Event, Figure, Interval, Involvement, Publication, Reading, TimeSaid

#: a year inside an event's name: "1988 massacre", "the 2009 uprising"; not part of a longer number
_YEAR = re.compile(r"(?<![\d.,/-])(1[5-9]\d\d|20\d\d)(?![\d/-]|[.,]\d)")

#: relative words that lean on the time named before them
_LEANING = ("that", "before", "near")


def resolve_times(
    claims: Iterable[Claim], publications: Mapping[str, Publication], readings: Iterable[Reading] = ()
) -> dict[str, str]:
    """Claim id → EDTF, for every claim whose own words say when.

    With `readings`, "that summer" and "two days later" lean on the time that the text names before them, whether a
    claim was made of it or not. Relative words lean on the day the document was published, or on the time named before
    in it. An event whose name holds a year ("1988 massacre") has that year where nothing better is said. A claim that
    says no time, or whose time cannot be told, is left out.
    """
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    library = {reading.document: reading for reading in readings}
    resolved: dict[str, str] = {}
    for document, ours in by_document.items():
        published = published_interval(publications.get(document))
        told = list(_said(ours))
        at = _in_order({said for said, _ in told}, library.get(document), published)
        for said, claim in told:
            answer = at[(said.start, said.end)]
            if answer is not None:
                resolved[claim.id] = answer
        for claim in ours:
            if claim.id not in resolved and (year := year_of_name(claim)):
                resolved[claim.id] = year
    return resolved


def _in_order(
    told: set[TimeSaid], reading: Reading | None, published: Interval | None
) -> dict[tuple[int, int], str | None]:
    """Each time of a document, by where it stands, resolved one after another."""
    ordered = sorted(told, key=lambda said: (said.start, said.end, said.edtf or "", said.relative or "", said.calendar))
    times = {(said.start, said.end): said for said in ordered}
    if reading is not None and any((said.relative or "").startswith(_LEANING) for said in told):
        for passage in telling(reading):
            for said in dates.find(reading.text[passage.start : passage.end], language=reading.language):
                at = (said.start + passage.start, said.end + passage.start)
                if not any(start < at[1] and at[0] < end for start, end in times):
                    times[at] = replace(said, start=at[0], end=at[1])
    resolved: dict[tuple[int, int], str | None] = {}
    previous: Interval | None = None
    for key in sorted(times):
        resolved[key] = dates.resolve(times[key], published=published, previous=previous)
        previous = interval_of(resolved[key]) or previous
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
