"""A name's page: what is denied and contested first, then what is alleged, offices over time, and all that is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from muniment.pages import paths
from muniment.pages.language import N_
from muniment.pages.pictures import spans
from muniment.pages.pictures.drawing import Drawing
from muniment.pages.record import PossiblySame
from muniment.pages.survey import Card, Name
from muniment.pages.times import in_words
from muniment.pages.views.claims import ClaimView, Views
from muniment.records import Claim, Event, Involvement, Stance

#: claims that a name's page prints in full; the rest is listed under the documents where the name stands
MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Part:
    """Claims under one heading, by date of saying; `more` were left to the list of documents."""

    key: str
    title: str
    claims: tuple[ClaimView, ...]
    more: int


#: documents that a name's page lists, and places of the name in each
MOST_DOCUMENTS, MOST_PLACES = 200, 6


@dataclass(frozen=True, slots=True)
class Possible:
    """Another name that may be the same thing, with the score's reasons."""

    name: Name
    pair: PossiblySame


class Names:
    """What pages show of people, organisations, places and other named things."""

    def __init__(self, views: Views) -> None:
        self.views = views
        self.survey = views.survey
        self.language = views.language

    def parts(self, name: Name) -> Iterator[Part]:
        """What is said of a name and by it. What denies, contests or judges opens the page and is never shortened."""
        say = self.language.gettext
        kept: dict[str, list[Claim]] = {"denied": [], "alleged": [], "roles": [], "by": [], "of": []}
        by = {one for standing in name.standings for one in standing.said_by}
        accused = {one for standing in name.standings for one in standing.accused}
        roles = {one for standing in name.standings for one in standing.roles}
        disputed = self._disputed(name)
        for claim in self._claims(name):
            kept[_part(claim, accused, roles, by, disputed)].append(claim)
        titles = {
            "denied": N_("Denied, contested, or before a court"),
            "alleged": N_("Alleged"),
            "roles": N_("Offices"),
            "by": N_("Said by this speaker"),
            "of": N_("Also named in"),
        }
        for key, claims in kept.items():
            most = len(claims) if key in ("denied", "alleged") else MOST_SHOWN
            if claims:
                views = tuple(self.views.claim(claim) for claim in claims[:most])
                yield Part(key, say(titles[key]), views, max(0, len(claims) - most))

    def _claims(self, name: Name) -> list[Claim]:
        found = {one for standing in name.standings for one in standing.claims}
        for standing in name.standings:
            found.update(standing.said_by, standing.accused, standing.roles)
        return self.survey.by_saying(found)

    def _disputed(self, name: Name) -> set[str]:
        """Claims about the name that another claim contradicts."""
        of = {one.id for one in self._claims(name)}
        found: set[str] = set()
        for claim in of:
            for asked in self.survey.asked.get(claim, ()):
                pairs = self.survey.questions[asked].conflicts
                found.update(one.a for one in pairs if one.a in of and one.kind == "conflict")
                found.update(one.b for one in pairs if one.b in of and one.kind == "conflict")
        return found

    def count_disputed(self, name: Name) -> int:
        """How many claims about a name deny, contradict another, or come from a court."""
        disputed = self._disputed(name)
        return sum(_part(one, set(), set(), set(), disputed) == "denied" for one in self._claims(name))

    def forms(self, name: Name) -> list[tuple[str, str]]:
        """Every way in which the name is written, with the first place of each: (form, path to the words)."""
        found: dict[str, str] = {}
        for standing in name.standings:
            for form, mention in standing.forms:
                found.setdefault(" ".join(form.split()), paths.words(mention))
        return sorted(found.items())

    def standings(self, name: Name) -> list[tuple[Card, list[tuple[str, str]], int]]:
        """Where a name stands, by date of publication: the document, the first places in it, and how many more."""
        found = []
        for one in name.standings:
            places = [(form, paths.words(mention)) for form, mention in one.forms[:MOST_PLACES]]
            found.append((self.survey.cards[one.document], places, len(one.forms) - len(places)))
        found.sort(key=lambda part: (part[0].earliest, part[0].path, part[0].id))
        return found[:MOST_DOCUMENTS]

    @staticmethod
    def unlisted(name: Name) -> int:
        """How many documents with the name `standings` leaves out."""
        return max(0, len(name.standings) - MOST_DOCUMENTS)

    def possible(self, name: Name) -> list[Possible]:
        """Names that are possibly the same, highest score first."""
        found = []
        for pair in self.survey.possibly.get(name.id, ()):
            sides = (self.survey.name_of.get(pair.a), self.survey.name_of.get(pair.b))
            other = next((one for one in sides if one and one != name.id), None)
            if other:
                found.append(Possible(self.survey.names[other], pair))
        return sorted(found, key=lambda one: (-one.pair.score, one.name.id))

    def offices(self, name: Name) -> list[ClaimView]:
        """Offices and alleged parts, by time."""
        ids = {one for standing in name.standings for one in (*standing.roles, *standing.accused)}
        claims = [one for one in self.survey.by_saying(ids) if isinstance(one.content, Involvement)]
        return [self.views.claim(claim) for claim in sorted(claims, key=lambda one: self.survey.first_time(one))]

    def picture(self, name: Name, *, width: int, root: str | None = None) -> Drawing | None:
        """Offices over time as spans; None where no office has a time."""
        rows = [
            spans.Row(
                view.summary,
                in_words(self.language, view.time),
                view.time,
                (view.card.published,) if view.card.published else (),
                view.alleged,
                None if root is None else f"{root}{view.words_href}",
            )
            for view in self.offices(name)
            if view.time
        ]
        say = self.language.say
        words = spans.Words(
            say(N_("Offices over time: %(name)s"), name=name.name),
            say(
                N_(
                    "Each office is a span of the time said; the small diamond is the day of saying. "
                    "The list has the same facts."
                )
            ),
            say(N_("alleged")),
            f"roles-{width}",
        )
        return spans.draw(rows, words, width=width) if rows else None

    def rows(self, name: Name) -> Iterator[dict[str, object]]:
        """The offices as a table, for download."""
        for view in self.offices(name):
            content = view.claim.content
            if isinstance(content, Involvement):
                yield {
                    "claim": view.id,
                    "person": content.person,
                    "role": content.role,
                    "body": content.body,
                    "alleged": content.alleged,
                    "when": view.time,
                    "said": view.card.published,
                    "document": view.card.path,
                    "quote": view.claim.citation.quote,
                }


def _part(claim: Claim, accused: set[str], roles: set[str], by: set[str], disputed: set[str]) -> str:
    trial = isinstance(claim.content, Event) and claim.content.kind == "trial"
    if claim.stance == Stance.DENIED or trial or claim.id in disputed:
        return "denied"
    if claim.id in accused:
        return "alleged"
    if claim.id in roles:
        return "roles"
    return "by" if claim.id in by else "of"
