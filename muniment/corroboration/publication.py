"""When a document was published: every candidate weighed, and the reasons said.

A byline, a signature or a machine-readable date gives a day. The day a page was saved, a copyright year and a file's
own time are only upper bounds; the latest event that is told as past is a lower bound. Words such as "last November"
narrow the bounds together with what other documents tell (`muniment.corroboration.dating`). Where there is no honest
answer there is none. Nothing here uses the clock.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from muniment import dates
from muniment.corroboration.dating import narrow
from muniment.corroboration.telling import passage_about, sentence_about
from muniment.corroboration.times import interval_of
from muniment.corroboration.told import TimeTold, times_told
from muniment.records import (
    TELLING,
    Citation,
    Claim,
    DateCandidate,
    Document,
    Interval,
    Mention,
    Publication,
    Reading,
    Span,
    TimeSaid,
    cite,
)

#: places whose date is the publication's own, best first
OWN = ("byline", "signature", "machine", "dateline", "heading")
#: places whose date can only be later than publication
LATER = ("header", "copyright", "capture", "captured", "file")
#: places in which a date is the text's own and tells of no event
_ITS_OWN = frozenset({"byline", "signature", "dateline", "handled"})
#: days by which a dateline may precede the date that a wire service's own line carries
_ON_THE_WIRE = 3
#: words in a machine-readable date's name that speak of another day than the first publication
_NOT_FIRST = re.compile(r"modif|updat|captur|saved|crawl|access|retriev|print", re.I)
#: a sentence with one of these speaks of what is still to come
_FUTURE = re.compile(
    r"\b(?:will|shall|won['’]t|is to|are to|is due|are due|scheduled|upcoming|next|plans? to|by the year|until|expected"
    r"|would|forthcoming|deadline|target|خواهد|خواهند|آینده|سوف|المقبل|القادم)\b",
    re.I,
)
#: one of these says that the time is over
_PAST = re.compile(
    r"\b(?:\w{2,}ed|was|were|had|did|has|have|took|held|said|began|came|went|fell|left|led|made|met|rose|saw|shot"
    r"|struck|told|wrote|became|killing|ago|since|after|during|بود|بودند|شد|شدند|کرد|کردند|گفت|داد|كان|كانت|قتل|أعلن"
    r"|قال)\b",
    re.I,
)
#: events later than this after all other evidence of a document's age are misread numbers, not events
FARTHEST = datetime.date(2100, 1, 1)


@dataclass(slots=True)
class _Weighing:
    """What is known so far about one document's date."""

    reading: Reading
    lower: datetime.date | None = None
    upper: datetime.date | None = None
    own: Interval | None = None
    told: tuple[TimeTold, ...] = ()
    reasons: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    evidence: list[Citation] = field(default_factory=list)


def date_documents(
    readings: Iterable[Reading], claims: Iterable[Claim], *, documents: Iterable[Document] = ()
) -> dict[str, Publication]:
    """Document id → when it was published: an EDTF day, a closed interval `A/B`, or None, with the reasons in words.

    `documents` are optional: the day a document was captured and its file's time are upper bounds. Every date that was
    seen and not taken is in `rejected`, with the reason. The answer's `evidence` cites the words it stands on.
    """
    kept = tuple(readings)
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if not isinstance(claim.content, Mention):
            by_document[claim.document].append(claim)
    files = {document.id: document for document in documents}
    weighings = {
        reading.document: _weigh(reading, by_document[reading.document], files.get(reading.document))
        for reading in kept
    }
    open_ = {document: Interval(one.lower, one.upper) for document, one in weighings.items() if one.own is None}
    if open_:
        _apply_narrowing(kept, weighings, open_)
    return {document: _publication(document, one) for document, one in weighings.items()}


def _apply_narrowing(
    readings: Sequence[Reading], weighings: Mapping[str, _Weighing], open_: Mapping[str, Interval]
) -> None:
    known = {document: one.own for document, one in weighings.items() if one.own is not None}
    told = {document: weighings[document].told for document in open_}
    for document, findings in narrow(readings, told, open_, known).items():
        one = weighings[document]
        for finding in findings:
            lower = max(filter(None, (one.lower, finding.published.earliest)), default=None)
            upper = min(filter(None, (one.upper, finding.published.latest)), default=None)
            if lower and upper and lower > upper:
                one.rejected.append(f"{finding.why}: contradicts what is known of the date otherwise")
                continue
            one.lower, one.upper = lower, upper
            one.reasons.append(finding.why)
            one.evidence.extend(finding.evidence)


def _weigh(reading: Reading, claims: Sequence[Claim], document: Document | None) -> _Weighing:
    one = _Weighing(reading)
    if not any(
        candidate.place in ("byline", "signature") or (candidate.place == "machine" and reading.kind == "html")
        for candidate in reading.dates
    ):
        one.told = tuple(times_told(reading))
    past = _told_as_past(one, claims)
    _upper_bounds(one, document, past)
    _lower_bound(one, past)
    _own_date(one)
    if one.own is None and not one.told:
        one.told = tuple(times_told(reading))
        _lower_bound(one, _told_as_past(one, claims))
    return one


def _days(candidate: DateCandidate) -> Interval | None:
    return interval_of(candidate.edtf or (candidate.said.edtf if candidate.said else None))


def _upper_bounds(one: _Weighing, document: Document | None, past: Sequence[tuple[Interval, TimeSaid]]) -> None:
    found: list[tuple[datetime.date, str]] = []
    written = {said.text: days.earliest for days, said in past if days.earliest}
    for candidate in one.reading.dates:
        days = _days(candidate)
        later = candidate.place in LATER or (candidate.place == "machine" and _NOT_FIRST.search(candidate.note))
        if candidate.place == "malformed":
            one.rejected.append(f"“{candidate.text}”: malformed, no such date{_because(candidate)}")
        elif later and days is not None and days.latest is not None:
            if candidate.place in ("machine", "file") and _contradicted(days.latest, written, one.reading.kind):
                one.rejected.append(f"“{candidate.text}”: it tells of times after this day ({candidate.place})")
                continue
            words = {
                "header": f"the page carries the date {candidate.text} in its header, the day it was saved or shown",
                "copyright": f"its copyright line reads “{candidate.text}”",
                "file": f"the file is of {candidate.text}",
            }.get(candidate.place, f"it was captured or changed on {candidate.text}")
            found.append((days.latest, f"not later than {days.latest}: {words}"))
            one.rejected.append(f"“{candidate.text}”: only an upper bound ({candidate.place})")
    if document is not None:
        for day, words in ((document.custody.captured, "captured"), (document.modified, "the file's own time")):
            days = interval_of((day or "")[:10])
            if (
                days is not None
                and days.latest is not None
                and not (words != "captured" and _contradicted(days.latest, written, one.reading.kind))
            ):
                found.append((days.latest, f"not later than {days.latest}: {words}"))
    if found:
        one.upper, why = min(found)
        one.reasons.append(why)


def _contradicted(day: datetime.date, written: Mapping[str, datetime.date], kind: str) -> bool:
    """Whether times that are told as past lie after a day that a file's own data give: then these are not relied on.

    Two are asked of a web page, whose data its publisher wrote; one of other files, whose data programs write.
    """
    return sum(earliest > day for earliest in written.values()) >= (2 if kind == "html" else 1)


def _told_as_past(one: _Weighing, claims: Sequence[Claim]) -> list[tuple[Interval, TimeSaid]]:
    """The times that the telling text needs no other date for and tells as over."""
    found = []
    own = {(c.said.start, c.said.end) for c in one.reading.dates if c.said and c.place in _ITS_OWN}
    for said in _absolute(one, claims):
        if (said.start, said.end) in own:
            continue
        days = interval_of(said.edtf)
        if days is None or days.earliest is None or days.earliest >= FARTHEST:
            continue
        span = Span(said.start, said.end)
        passage = passage_about(one.reading, span)
        if passage is None or passage.role not in TELLING:
            continue
        if told_as_past(sentence_about(one.reading, span).of(one.reading.text), said.text):
            found.append((days, said))
    return found


def _lower_bound(one: _Weighing, past: Sequence[tuple[Interval, TimeSaid]]) -> None:
    best: tuple[datetime.date, TimeSaid] | None = None
    for days, said in past:
        if days.earliest is None:
            continue
        if one.upper is not None and days.earliest > one.upper:
            one.rejected.append(f"“{said.text}”: later than the document can be")
        elif best is None or days.earliest > best[0]:
            best = (days.earliest, said)
    if best is not None:
        one.lower, said = best
        one.reasons.append(f"not earlier than {one.lower}: it tells “{said.text}” as past")
        one.evidence.append(cite(one.reading.document, one.reading.text, Span(said.start, said.end)))


def _absolute(one: _Weighing, claims: Sequence[Claim]) -> Iterable[TimeSaid]:
    """Every time that needs no other date, once."""
    seen: set[tuple[int, int]] = set()
    for said in _times(one, claims):
        if said.edtf is not None and (said.start, said.end) not in seen:
            seen.add((said.start, said.end))
            yield said


def _times(one: _Weighing, claims: Sequence[Claim]) -> Iterable[TimeSaid]:
    for candidate in one.reading.dates:
        if candidate.said is not None:
            yield candidate.said
    for claim in claims:
        when = getattr(claim.content, "when", None)
        if isinstance(when, TimeSaid):
            yield when
    for told in one.told:
        yield told.said


def told_as_past(sentence: str, time: str) -> bool:
    """Whether a sentence tells of `time` as of something that is over.

    A sentence with a word of the future does not; one with no verb at all (a caption, a heading) does.
    """
    rest = sentence.replace(time, " ")
    if _FUTURE.search(rest):
        return False
    return _PAST.search(rest) is not None or len(rest.split()) <= 12


def _own_date(one: _Weighing) -> None:
    ranked: list[tuple[int, int, DateCandidate, Interval]] = []
    for order, candidate in enumerate(one.reading.dates):
        days = _days(candidate) or _day_of_dateline(candidate, one.reading)
        if candidate.place not in OWN or days is None or days.earliest is None or days.latest is None:
            if candidate.place not in (*OWN, *LATER, "malformed", "relative", "event", "text", "handled"):
                one.rejected.append(f"“{candidate.text}”: stands in a {candidate.place}")
            continue
        if candidate.place == "machine" and _NOT_FIRST.search(candidate.note):
            continue
        ranked.append((OWN.index(candidate.place), order, candidate, days))
    for _, _, candidate, days in sorted(ranked, key=lambda entry: entry[:2]):
        too_late = one.upper is not None and days.earliest is not None and days.earliest > one.upper
        weak = candidate.place in ("heading", "dateline", "machine")
        before_event = one.lower is not None and days.latest is not None and days.latest < one.lower
        if one.own is not None:
            if not _meet(one.own, days):
                one.rejected.append(f"“{candidate.text}”: the {candidate.place} disagrees with a better place")
        elif too_late:
            one.rejected.append(f"“{candidate.text}”: the {candidate.place} is later than the document can be")
        elif weak and before_event:
            one.rejected.append(f"“{candidate.text}”: the {candidate.place} is earlier than an event it tells as past")
        else:
            one.own = days
            one.reasons.insert(0, f"the {candidate.place} reads “{candidate.text}”")
            if candidate.said is not None:
                span = Span(candidate.said.start, candidate.said.end)
                one.evidence.insert(0, cite(one.reading.document, one.reading.text, span))
            if before_event:
                one.rejected.append("an event it tells as past seems later than its date; the date of the page stands")


def _day_of_dateline(candidate: DateCandidate, reading: Reading) -> Interval | None:
    """The day of a dateline without a year ("March 14 (LNA) -"), by the whole date that the page's head carries."""
    if candidate.place != "dateline" or candidate.said is None or candidate.said.relative is None:
        return None
    for other in reading.dates:
        days = _days(other)
        if other.place in ("event", "relative", "handled", "file") or days is None or days.latest is None:
            continue
        if other.place == "copyright" or days.earliest == days.latest:
            said = interval_of(dates.resolve(candidate.said, published=Interval(days.latest, days.latest)))
            if said is None or said.latest is None or said.latest > days.latest:
                continue
            if other.place == "copyright" or (days.latest - said.latest).days <= _ON_THE_WIRE:
                return said
    return None


def _meet(a: Interval, b: Interval) -> bool:
    return (a.earliest is None or b.latest is None or a.earliest <= b.latest) and (
        b.earliest is None or a.latest is None or b.earliest <= a.latest
    )


def _because(candidate: DateCandidate) -> str:
    return f" ({candidate.note})" if candidate.note else ""


def _publication(document: str, one: _Weighing) -> Publication:
    interval = one.own
    if interval is None and one.lower is not None and one.upper is not None:
        interval = Interval(one.lower, one.upper)
    reasons = list(one.reasons)
    if interval is None:
        known = "an earliest day only" if one.lower else "a latest day only" if one.upper else "nothing"
        reasons.append(f"no closed interval can be given: {known} is known")
    edtf = dates.edtf(interval) if interval is not None else None
    return Publication(document, edtf, tuple(reasons), tuple(one.evidence), tuple(dict.fromkeys(one.rejected)))
