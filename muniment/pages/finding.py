"""Search over documents, claims and names, for the served pages.

Passages are found by the archive's index; claims are those whose words the passages' hits touch; names by their folded
letters. Nothing is ranked by number: passages as the index gives them, claims by date of saying, names by the alphabet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from markupsafe import Markup, escape

from muniment.pages import paths
from muniment.pages.survey import LAST, Card, Name, Survey, first_day
from muniment.records import Claim, Span, Stance
from muniment.text import folded

#: most claims and names that one answer shows
MOST = 60


class Hit(Protocol):
    """What the archive's search gives: a passage's words with the spans that match, in the original text."""

    @property
    def document(self) -> str: ...
    @property
    def span(self) -> Span: ...
    @property
    def matches(self) -> tuple[Span, ...]: ...
    @property
    def start(self) -> int: ...
    @property
    def snippet(self) -> str: ...


Hits = Callable[[str, int], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for: words, and filters on claims. `first` and `last` are EDTF times; empty means any."""

    words: str = ""
    kind: str = ""
    speaker: str = ""
    stance: str = ""
    place: str = ""
    group: str = ""
    first: str = ""
    last: str = ""

    @property
    def filtered(self) -> bool:
        return any((self.kind, self.speaker, self.stance, self.place, self.group, self.first, self.last))


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that holds the words: its document, where it leads, and its words with the matches marked."""

    card: Card
    href: str
    words: Markup


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name that holds the words, with how many claims accuse, and how many deny, contest or come from a court."""

    name: Name
    accusations: int
    denials: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. `more` says that further claims were left out."""

    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    names: tuple[NameFound, ...]
    more: bool


class Finder:
    """Search in one record; made once, asked often."""

    def __init__(self, survey: Survey, hits: Hits, disputed: Callable[[Name], int]) -> None:
        self.survey = survey
        self._hits = hits
        self._disputed = disputed
        self._by_document: dict[str, list[Claim]] = {}
        for claim in survey.claims.values():
            self._by_document.setdefault(claim.document, []).append(claim)
        self._names = [
            (
                " ".join({folded(form) for one in name.standings for form in (name.name, *(f for f, _ in one.forms))}),
                name,
            )
            for name in survey.names.values()
        ]

    def find(self, asked: Asked, *, limit: int = 30) -> Answer:
        """Everything that answers `asked`, at most `limit` passages."""
        hits = self._hits(asked.words, limit) if asked.words.strip() else ()
        claims = self._claims(asked, hits)
        return Answer(
            tuple(self._passage(hit) for hit in hits if hit.document in self.survey.cards),
            tuple(claims[:MOST]),
            tuple(self._named(asked.words)),
            len(claims) > MOST,
        )

    def _claims(self, asked: Asked, hits: Sequence[Hit]) -> list[Claim]:
        if asked.words.strip():
            touched = {
                claim.id
                for hit in hits
                for claim in self._by_document.get(hit.document, ())
                if any(claim.citation.span.meets(match) for match in hit.matches)
            }
        elif asked.filtered:
            touched = set(self.survey.claims)
        else:
            touched = set()
        fits = self._filter(asked)
        return self.survey.by_saying(one for one in touched if fits(self.survey.claims[one]))

    def _filter(self, asked: Asked) -> Callable[[Claim], bool]:
        speaker, place = folded(asked.speaker).strip(), folded(asked.place).strip()
        first, last = first_day(asked.first or None), first_day(asked.last or None)
        group = self._group(asked.group)

        def fits(claim: Claim) -> bool:
            if asked.kind and claim.kind != asked.kind:
                return False
            if asked.stance and str(claim.stance) != asked.stance:
                return False
            if group is not None and claim.id not in group:
                return False
            if speaker and not any(speaker in folded(one.name) for one in claim.speakers):
                return False
            if place and not any(place in folded(one) for one in _places(claim)):
                return False
            return _within(self.survey.first_time(claim), first if asked.first else None, last if asked.last else None)

        return fits

    def _group(self, claim: str) -> frozenset[str] | None:
        """The claims with which `claim` has a common source found, in any question."""
        if not claim:
            return None
        groups = (group for one in self.survey.asked.get(claim, ()) for group in self.survey.questions[one].groups)
        return frozenset(one for group in groups if claim in group for one in group)

    def _named(self, words: str) -> list[NameFound]:
        wanted = folded(re.sub(r'["“”«»*]', " ", words)).split()
        if not wanted:
            return []
        found = [name for forms, name in self._names if all(word in forms for word in wanted)]
        found.sort(key=lambda name: (name.name.casefold(), name.id))
        return [
            NameFound(name, len({one for part in name.standings for one in part.accused}), self._disputed(name))
            for name in found[:MOST]
        ]

    def _passage(self, hit: Hit) -> Passage:
        card = self.survey.cards[hit.document]
        pieces, at = [], 0
        for match in hit.matches:
            start, end = match.start - hit.start, match.end - hit.start
            pieces += [
                escape(hit.snippet[at:start]),
                Markup("<mark>"),
                escape(hit.snippet[start:end]),
                Markup("</mark>"),
            ]
            at = end
        pieces.append(escape(hit.snippet[at:]))
        return Passage(card, f"{card.href}#{self._nearest(hit)}", Markup("").join(pieces))

    def _nearest(self, hit: Hit) -> str:
        """The fragment nearest before a hit: a claim whose words it touches, else the top of the text."""
        for claim in self._by_document.get(hit.document, ()):
            if claim.citation.span.meets(hit.span):
                return paths.anchor(claim.id)
        return "main"


def _places(claim: Claim) -> tuple[str, ...]:
    where = getattr(claim.content, "where", None) or ()
    return (where,) if isinstance(where, str) else tuple(where)


def _within(day: date, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    return day != LAST and (first is None or day >= first) and (last is None or day <= last)


#: stances and kinds that a search may ask for
STANCES = tuple(str(one) for one in Stance)
