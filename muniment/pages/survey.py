"""One walk over the record: what pages about more than one document need to know of each.

Readings are loaded one by one and let go; what is kept of a document is a card, its claims but for the names that stand
in it, and where each name stands.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from muniment import dates
from muniment.errors import DateError
from muniment.pages import paths
from muniment.pages.record import PossiblySame, Record, document_of
from muniment.records import Claim, Document, Entity, Event, Failure, Involvement, Join, Mention, Question, Span, Stance
from muniment.text import folded, is_right_to_left

#: a document without any date is put after all others
LAST = datetime.date.max


@dataclass(frozen=True, slots=True)
class Card:
    """A document as lists and links show it."""

    id: str
    path: str
    title: str
    publisher: str | None
    author: str | None
    language: str | None
    right_to_left: bool
    kind: str | None
    published: str | None
    earliest: datetime.date
    read: bool
    characters: int
    counts: Mapping[str, int]

    @property
    def href(self) -> str:
        return paths.document(self.id)


@dataclass(frozen=True, slots=True)
class Standing:
    """A named thing within one document: where its name stands, and the claims whose words name it."""

    entity: str
    document: str
    name: str
    kind: str
    forms: tuple[tuple[str, str], ...]
    claims: tuple[str, ...]
    said_by: tuple[str, ...]
    accused: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """Things that are written alike in several documents; that they are one has not been shown."""

    id: str
    name: str
    kind: str
    standings: tuple[Standing, ...]

    @property
    def href(self) -> str:
        return paths.name(self.id)

    @property
    def accused(self) -> bool:
        return any(one.accused for one in self.standings)

    @property
    def documents(self) -> int:
        return len({one.document for one in self.standings})


@dataclass(slots=True)
class Survey:
    """What was kept of the walk."""

    record: Record
    cards: dict[str, Card] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    names: dict[str, Name] = field(default_factory=dict)
    name_of: dict[str, str] = field(default_factory=dict)
    forms: dict[tuple[str, str], str] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    asked: dict[str, list[str]] = field(default_factory=dict)
    joins: dict[str, list[Join]] = field(default_factory=dict)
    failures: dict[str, list[Failure]] = field(default_factory=dict)
    possibly: dict[str, list[PossiblySame]] = field(default_factory=dict)

    def in_order(self) -> Iterator[Card]:
        """The cards by the date of publication, then by path."""
        yield from sorted(self.cards.values(), key=lambda card: (card.earliest, card.path, card.id))

    def said_on(self, claim: str) -> datetime.date:
        """The first day on which a claim may have been said: its document's publication."""
        card = self.cards.get(document_of(claim))
        return card.earliest if card else LAST

    def by_saying(self, claims: Iterable[str]) -> list[Claim]:
        """Known claims by the date of saying, then by place in the text."""
        found = (self.claims[one] for one in claims if one in self.claims)
        return sorted(found, key=lambda claim: (self.said_on(claim.id), claim.document, claim.citation.start, claim.id))

    def time(self, claim: Claim) -> str | None:
        """What a claim's time comes to, as EDTF: as resolved, else as said."""
        if claim.id in self.record.times:
            return self.record.times[claim.id]
        when = getattr(claim.content, "when", None)
        return when.edtf if when else None

    def first_time(self, claim: Claim) -> datetime.date:
        """The first day that a claim's time may mean; `LAST` where it has none."""
        return first_day(self.time(claim))

    def named(self, document: str, name: str) -> Name | None:
        """The page of a name as it is written in one document, if it has one."""
        entity = self.forms.get((document, _folded(name)))
        return self.names.get(self.name_of.get(entity, "")) if entity else None


#: names are folded again and again while pages are written
_folded = lru_cache(maxsize=65536)(folded)


def survey(record: Record) -> Survey:
    """Walk over `record` once."""
    found = Survey(record)
    alike: dict[tuple[str, str], list[Standing]] = {}
    for document in record.in_order():
        claims = record.claims_of(document.id)
        found.cards[document.id] = _card(record, document, claims)
        for claim in claims:
            if not isinstance(claim.content, Mention):
                found.claims[claim.id] = claim
        for standing in _standings(record.entities_of(document.id), claims, _paragraphs(record, document)):
            alike.setdefault((standing.kind, _folded(standing.name)), []).append(standing)
            for form in {standing.name, *(words for words, _ in standing.forms)}:
                found.forms.setdefault((document.id, _folded(form)), standing.entity)
    for standings in alike.values():
        lowest = min(one.entity for one in standings)
        found.names[lowest] = Name(lowest, standings[0].name, standings[0].kind, tuple(standings))
        for one in standings:
            found.name_of[one.entity] = lowest
    for question in sorted(record.questions, key=lambda one: (-len(one.claims), one.id)):
        found.questions[question.id] = question
        for claim_id in question.claims:
            found.asked.setdefault(claim_id, []).append(question.id)
    for join in sorted(record.joins, key=lambda one: one.id):
        if join.a not in found.cards or join.b not in found.cards:
            continue
        for side in {join.a, join.b}:
            found.joins.setdefault(side, []).append(join)
    for failure in record.failures:
        found.failures.setdefault(failure.document, []).append(failure)
    for pair in record.possibly:
        for name in {found.name_of[one] for one in (pair.a, pair.b) if one in found.name_of}:
            found.possibly.setdefault(name, []).append(pair)
    return found


def _card(record: Record, document: Document, claims: tuple[Claim, ...]) -> Card:
    reading = record.readings.get(document.id)
    publication = record.publications.get(document.id)
    published = publication.edtf if publication else None
    counts: dict[str, int] = {}
    for claim in claims:
        counts[claim.kind] = counts.get(claim.kind, 0) + 1
    return Card(
        document.id,
        document.path,
        (reading.title if reading else None) or document.path,
        reading.publisher if reading else None,
        reading.author if reading else None,
        reading.language if reading else None,
        is_right_to_left(reading.text) if reading else False,
        reading.kind if reading else None,
        published,
        first_day(published),
        reading is not None,
        len(reading.text) if reading else 0,
        counts,
    )


def first_day(edtf: str | None) -> datetime.date:
    """The first day that an EDTF time may mean, or `LAST` where there is none."""
    if edtf is None:
        return LAST
    try:
        interval = dates.bounds(edtf)
    except DateError:
        return LAST
    return interval.earliest or interval.latest or LAST


def _paragraphs(record: Record, document: Document) -> list[Span]:
    reading = record.readings.get(document.id)
    return [passage.span for passage in reading.passages] if reading else []


def _standings(entities: tuple[Entity, ...], claims: tuple[Claim, ...], paragraphs: list[Span]) -> Iterator[Standing]:
    """Each named thing of a document with the claims that name it, that it speaks, and that accuse it.

    Of somebody who is accused, denials and court events in the same paragraph count as naming them ("He was
    acquitted"): what speaks for the accused must not be lost because a sentence says "he".
    """
    cited = {claim.id: claim.citation for claim in claims if isinstance(claim.content, Mention)}
    others = [claim for claim in claims if not isinstance(claim.content, Mention)]
    by_form: dict[str, list[str]] = {}
    touching: dict[str, list[str]] = {}
    places = sorted((cited[m].start, cited[m].end, e.id) for e in entities for m in e.mentions if m in cited)
    for claim in others:
        for start, end, entity in places:
            if start >= claim.citation.end:
                break
            if end > claim.citation.start and claim.id not in touching.setdefault(entity, []):
                touching[entity].append(claim.id)
    for entity_ in entities:
        for form in {entity_.name, *entity_.aliases, *(cited[m].quote for m in entity_.mentions if m in cited)}:
            by_form.setdefault(_folded(form), []).append(entity_.id)
    said, accused, roles = _parts(others, by_form)
    for entity in accused:
        near = [
            span for span in paragraphs if any(who == entity and span.start <= at < span.end for at, _, who in places)
        ]
        for claim in others:
            if _speaks_for(claim) and any(span.holds(claim.citation.span) for span in near):
                touching[entity] = list(dict.fromkeys([*touching.get(entity, ()), claim.id]))
    for entity_ in entities:
        yield Standing(
            entity_.id,
            entity_.document,
            entity_.name,
            entity_.kind,
            tuple((cited[m].quote, m) for m in entity_.mentions if m in cited),
            tuple(touching.get(entity_.id, ())),
            tuple(said.get(entity_.id, ())),
            tuple(accused.get(entity_.id, ())),
            tuple(roles.get(entity_.id, ())),
        )


def _speaks_for(claim: Claim) -> bool:
    """Whether a claim may speak for somebody accused: a denial, or what a court did."""
    return claim.stance == Stance.DENIED or (isinstance(claim.content, Event) and claim.content.kind == "trial")


Lists = dict[str, list[str]]


def _parts(claims: list[Claim], by_form: Lists) -> tuple[Lists, Lists, Lists]:
    """Who speaks, who is accused and who held an office, by entity id, in a document's claims."""
    said: Lists = {}
    accused: Lists = {}
    roles: Lists = {}

    def put(where: Lists, name: str, claim: Claim) -> None:
        for entity in by_form.get(_folded(name), ()):
            if claim.id not in where.setdefault(entity, []):
                where[entity].append(claim.id)

    for claim in claims:
        for speaker in claim.speakers:
            put(said, speaker.name, claim)
        if isinstance(claim.content, Event):
            for name in claim.content.perpetrators:
                put(accused, name, claim)
        elif isinstance(claim.content, Involvement):
            put(accused if claim.content.alleged else roles, claim.content.person, claim)
    return said, accused, roles
