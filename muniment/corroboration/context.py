"""The occasion of each figure, read from its own words, its sentence and its passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from muniment import dates
from muniment.corroboration.occasions import (
    OF_PEOPLE,
    Occasion,
    is_city,
    is_country,
    is_share,
    manners_of,
    unit_head,
    value_of,
)
from muniment.corroboration.telling import content, passage_about, sentence_about, stem, telling, words
from muniment.corroboration.times import interval_of, published_interval
from muniment.records import Claim, Event, Figure, Interval, Mention, Passage, Publication, Reading, Span, TimeSaid
from muniment.text import folded

#: words of an event's name that say nothing of which event it is
_GENERIC_WORDS = """
the of in on at and killing killings massacre massacres attack attacks event events uprising protest protests
incident crackdown execution executions mass war trial
january february march april may june july august september october november december spring summer autumn winter
"""
_GENERIC = frozenset(stem(word) for word in _GENERIC_WORDS.split())
#: "1988 massacre", "November 2019 uprising": an event named with its time, in running text
_NAMED = re.compile(
    r"\b((?:1[5-9]|20)\d\d)\s+(massacres?|killings?|executions?|uprisings?|crackdown|genocide|attacks?|bombings?|"
    r"earthquake|protests?|revolution|war)\b",
    re.I,
)
#: between a number and a later time in its sentence, one of these shows that the time is of something else
_BACKGROUND = re.compile(r"\b(?:had|similar|since|unlike|than|compared|as in)\b", re.I)
#: measure → kinds of event that it is told of
_KINDS = {
    "killed": {"killing", "attack"},
    "injured": {"killing", "attack", "protest"},
    "arrested": {"arrest", "protest"},
    "imprisoned": {"arrest", "trial"},
    "tortured": {"torture", "arrest"},
    "disappeared": {"disappearance", "arrest"},
    "protested": {"protest"},
    "attended": {"meeting", "protest"},
    "signed": {"publication"},
}


def occasions(
    claims: Iterable[Claim],
    times: Mapping[str, str],
    publications: Mapping[str, Publication],
    readings: Iterable[Reading],
) -> list[Occasion]:
    """The occasion of every figure among `claims`, by document and place."""
    library = {reading.document: reading for reading in readings}
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    found: list[Occasion] = []
    for document in sorted(by_document):
        about = _Document(library.get(document), by_document[document], times, publications.get(document))
        found.extend(about.occasions())
    return found


def _apart(number: Span, place: Span) -> int:
    """How far a place stands from a number; one before it counts as three times as far."""
    return place.start - number.end if place.start >= number.end else 3 * (number.start - place.end)


class _Document:
    """One document's claims at hand by where they stand, while its figures' occasions are read."""

    def __init__(
        self,
        reading: Reading | None,
        claims: Sequence[Claim],
        times: Mapping[str, str],
        publication: Publication | None,
    ) -> None:
        self.reading = reading
        self.times = times
        self.published = published_interval(publication)
        self.figures = sorted(
            (claim for claim in claims if isinstance(claim.content, Figure)),
            key=lambda claim: (claim.citation.start, claim.id),
        )
        self.events = [claim for claim in claims if isinstance(claim.content, Event)]
        speakers = [speaker.span for claim in claims for speaker in claim.speakers if speaker.span is not None]
        self.places = [
            claim
            for claim in claims
            if isinstance(claim.content, Mention)
            and claim.content.kind in ("place", "facility")
            and not any(span.meets(claim.citation.span) for span in speakers)  # the speaker's address, not the event's
        ]
        self.times_of: dict[int, tuple[tuple[TimeSaid, Interval], ...]] = {}

    def occasions(self) -> Iterable[Occasion]:
        return (self._occasion(claim, claim.content) for claim in self.figures if isinstance(claim.content, Figure))

    def _occasion(self, claim: Claim, figure: Figure) -> Occasion:
        sentence, passage = self._where(claim)
        text = self.reading.text if self.reading is not None else ""
        told = sentence.of(text) if text else claim.citation.quote
        event = self._event(figure, sentence)
        days, how, alternatives = self._days(claim, figure, sentence, passage, event)
        label, named = self._label(figure, told, passage, event, days)
        places = self._places(figure, sentence, passage, event)
        own = {word.text for word in words(claim.citation.quote)}
        stems = {
            stem(word)
            for word in content(word.text for word in words(told))
            if not word.isdigit() and word not in places and not any(word in place.split() for place in places)
        }
        stems |= {stem(word) for word in own if not word[:1].isdigit()} & stems
        manners = around = frozenset[str]()
        if figure.measure in OF_PEOPLE:
            manners = manners_of(told)
            around = manners_of(passage.span.of(text)) if passage and text else manners
        return Occasion(
            claim,
            (claim.document, claim.citation.start),
            figure.measure,
            unit_head(figure),
            value_of(figure),
            is_share(figure),
            days,
            how,
            frozenset(places),
            manners,
            around,
            frozenset(stems),
            label,
            named,
            text[figure.number.end : sentence.end] if text else claim.citation.quote,
            passage.start if passage else -1,
            alternatives,
        )

    def _where(self, claim: Claim) -> tuple[Span, Passage | None]:
        if self.reading is None or claim.citation.end > len(self.reading.text):
            return claim.citation.span, None
        at = claim.content.number if isinstance(claim.content, Figure) else claim.citation.span
        return sentence_about(self.reading, at), passage_about(self.reading, at)

    def _event(self, figure: Figure, sentence: Span) -> Claim | None:
        """The event told in the figure's own sentence that a figure of its measure can be about, nearest first."""
        kinds = _KINDS.get(figure.measure)
        near = [
            claim
            for claim in self.events
            if isinstance(claim.content, Event)
            and sentence.start <= claim.citation.start < sentence.end
            and (kinds is None or claim.content.kind in kinds)
        ]
        if not near:
            return None
        return min(near, key=lambda claim: (abs(claim.citation.start - figure.number.start), claim.id))

    def _days(
        self, claim: Claim, figure: Figure, sentence: Span, passage: Passage | None, event: Claim | None
    ) -> tuple[Interval | None, str, tuple[Interval, ...]]:
        """When the figure is told of, where that is taken from, and the other times its passage tells before it."""
        own = interval_of(self.times.get(claim.id))
        if own is not None and (figure.when is None or sentence.start <= figure.when.start < sentence.end):
            return own, "said", ()
        if event is not None and (days := interval_of(self.times.get(event.id))) is not None:
            return days, "its event", ()
        if passage is None or self.reading is None:
            return own, "its passage" if own else "not said", ()
        told = [
            (said, days)
            for said, days in self._times_in(passage)
            if figure.measure in OF_PEOPLE or not _NAMED.match(self.reading.text, said.start)
        ]
        here = [days for said, days in told if sentence.start <= said.start < figure.number.start]
        after = [
            days
            for said, days in told
            if figure.number.end <= said.start < sentence.end
            and not _BACKGROUND.search(self.reading.text, figure.number.end, said.start)
        ]
        before = [days for said, days in told if said.start < sentence.start]
        if here or after:
            return (here[-1] if here else after[0]), "its sentence", ()
        if own is not None:  # a time that the extractor found further away
            return own, "its passage", tuple(days for days in before if days != own)
        if before:
            return before[-1], "its passage", tuple(before[:-1])
        return None, "not said", ()

    def _times_in(self, passage: Passage) -> tuple[tuple[TimeSaid, Interval], ...]:
        """The times of a passage, resolved one after another; read once."""
        if passage.start not in self.times_of and self.reading is not None:
            previous: Interval | None = None
            resolved = []
            text = self.reading.text[passage.start : passage.end]
            for said in dates.find(text, language=self.reading.language):
                if previous is None and (said.relative or "").startswith(("that", "before")):
                    previous = self._before(passage)
                days = interval_of(dates.resolve(said, published=self.published, previous=previous))
                if days is not None:
                    previous = days
                    moved = (said.start + passage.start, said.end + passage.start)
                    resolved.append((TimeSaid(*moved, said.text, said.edtf, said.relative, said.calendar), days))
            self.times_of[passage.start] = tuple(resolved)
        return self.times_of.get(passage.start, ())

    def _before(self, passage: Passage) -> Interval | None:
        """The last time named in the telling passage before this one."""
        if self.reading is None:
            return None
        earlier = [one for one in telling(self.reading) if one.end <= passage.start]
        told = self._times_in(earlier[-1]) if earlier else ()
        return told[-1][1] if told else None

    def _places(self, figure: Figure, sentence: Span, passage: Passage | None, event: Claim | None) -> set[str]:
        names = {folded(place) for place in figure.where}
        if not names and event is not None and isinstance(event.content, Event):
            names = {folded(place) for place in event.content.where}
        if not names:
            near = [claim for claim in self.places if sentence.holds(claim.citation.span)]
            names = {folded(claim.citation.quote) for claim in near}
            if len(names) > 1:  # "in Paris … the massacre of 30,000 prisoners in Iran": the place after the number
                nearest = min(near, key=lambda claim: (_apart(figure.number, claim.citation.span), claim.id))
                names = {folded(nearest.citation.quote)}
        if not names and passage is not None:
            names = {folded(claim.citation.quote) for claim in self.places if passage.span.holds(claim.citation.span)}
            cities = {name for name in names if is_city(name)}
            if len(cities) > 1:  # a passage of many towns does not say which is meant
                names = {name for name in names if is_country(name)}
        return names

    def _label(
        self, figure: Figure, told: str, passage: Passage | None, event: Claim | None, days: Interval | None
    ) -> tuple[frozenset[str], str]:
        """The stems of the event's name and the name; none where its words would fit any event."""
        name = figure.event or ""
        if not name and event is not None and isinstance(event.content, Event):
            name = event.content.label
        if not name and (found := _NAMED.search(told)):
            name = found.group()
        if not name and passage is not None and self.reading is not None and days is not None and days.earliest:
            for found in _NAMED.finditer(self.reading.text, passage.start, passage.end):
                if int(found.group(1)) == days.earliest.year:
                    name = found.group()
        if not _fits(name, days):
            return frozenset(), ""
        if figure.measure not in OF_PEOPLE and not figure.event:
            return frozenset(), _speaking(name)
        stems = {stem(word) for word in content(one.text for one in words(name))}
        return frozenset(stems if stems - _GENERIC else ()), _speaking(name)


def _fits(name: str, days: Interval | None) -> bool:
    """Whether an event's name holds no year, or one that its time allows."""
    years = [int(year) for year in re.findall(r"\b(?:1[5-9]|20)\d\d\b", name)]
    if not years or days is None or days.earliest is None or days.latest is None:
        return True
    return any(days.earliest.year <= year <= days.latest.year for year in years)


def _speaking(name: str) -> str:
    """A name that says which event is meant: with a year, or a capital beyond its first word that is no month; else
    nothing."""
    capitals = [word for word in re.findall(r"\s\W*([A-ZÀ-Þ]\w+)", name) if stem(folded(word)) not in _GENERIC]
    return name if capitals or re.search(r"\d{4}", name) else ""
