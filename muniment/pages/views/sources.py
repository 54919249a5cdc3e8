"""Sources: which documents share a source, by which rule, with the words of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from muniment.pages import paths, words
from muniment.pages.language import N_
from muniment.pages.pictures import arcs
from muniment.pages.pictures.drawing import Drawing
from muniment.pages.survey import Card
from muniment.pages.times import in_words
from muniment.pages.views.claims import Views
from muniment.records import Join

#: documents of one set that are drawn; the table holds them all
MOST_DRAWN = 60

#: joins on one page
PAGE = 60


@dataclass(frozen=True, slots=True)
class Set:
    """Documents that are joined to one another, directly or through others, by date; and their joins."""

    cards: tuple[Card, ...]
    joins: tuple[Join, ...]


class Sources:
    """What pages show of common sources."""

    def __init__(self, views: Views) -> None:
        self.views = views
        self.survey = views.survey
        self.language = views.language
        known = {join.id: join for joins in self.survey.joins.values() for join in joins}
        self.joins = [join for _, join in sorted(known.items())]
        self._places = {join.id: place for place, join in enumerate(self.joins)}

    def sets(self) -> list[Set]:
        """The sets of documents with a common source found, largest first. What is only offered joins nothing."""
        parent: dict[str, str] = {}

        def root(one: str) -> str:
            while parent.setdefault(one, one) != one:
                parent[one] = one = parent[parent[one]]
            return one

        firm = [join for join in self.joins if not join.offered and join.a != join.b]
        for join in firm:
            low, high = sorted((root(join.a), root(join.b)))
            parent[high] = low
        members: dict[str, list[str]] = {}
        for one in parent:
            members.setdefault(root(one), []).append(one)
        found = []
        for ids in members.values():
            known = [self.survey.cards[one] for one in ids if one in self.survey.cards]
            cards = tuple(sorted(known, key=lambda card: (card.earliest, card.path, card.id)))
            found.append(Set(cards, tuple(join for join in firm if join.a in ids)))
        return sorted((one for one in found if one.cards), key=lambda one: (-len(one.cards), one.cards[0].id))

    def picture(self, one: Set, *, width: int, number: int = 0, root: str | None = None) -> Drawing:
        """A set as documents in a column with arcs between them."""
        say = self.language.say
        cards = one.cards[:MOST_DRAWN]
        nodes = [
            arcs.Node(
                card.id,
                card.title,
                " · ".join(part for part in (card.publisher, self._published(card)) if part),
                None if root is None else f"{root}{card.href}",
            )
            for card in cards
        ]
        lines = []
        for pair, rule, identity, offered in self._pairs(one):
            href = None if root is None else f"{self._page_of(identity)}#join-{paths.safe(identity)}"
            lines.append(arcs.Arc(*pair, rule, offered, href))
        told = arcs.Words(
            say(N_("Documents that share a source")),
            say(
                N_(
                    "%(documents)s documents, joined by %(joins)s named rules in all. "
                    "The list below has each with its words."
                ),
                documents=self.language.number(len(one.cards)),
                joins=self.language.number(len(lines)),
            ),
            f"set-{number}-{width}",
        )
        return arcs.draw(nodes, lines, told, width=width)

    def _published(self, card: Card) -> str:
        return (
            in_words(self.language, card.published) if card.published else self.language.gettext(N_("date not known"))
        )

    def _page_of(self, join: str) -> str:
        """The page that shows a join with its words."""
        number = self._places[join] // PAGE
        return f"sources-{number + 1}.html" if number else "sources.html"

    def _pairs(self, one: Set) -> Iterator[tuple[tuple[str, str], str, str, bool]]:
        seen: set[tuple[str, str, str]] = set()
        for join in one.joins:
            key = (*sorted((join.a, join.b)), str(join.rule))
            if key not in seen:
                seen.add(key)  # type: ignore[arg-type]
                yield (join.a, join.b), str(join.rule), join.id, join.offered

    def rules(self, joins: Sequence[Join]) -> list[tuple[str, str]]:
        """The letters of the rules in use and their names, for the key."""
        used = {str(join.rule) for join in joins}
        return [
            (style[0], self.language.gettext(words.RULES[rule])) for rule, style in arcs.STYLES.items() if rule in used
        ]

    def rows(self) -> Iterator[dict[str, object]]:
        """Every join as a table, for download."""
        cards = self.survey.cards
        for join in self.joins:
            for piece in join.evidence or (None,):
                yield {
                    "join": join.id,
                    "a": cards[join.a].path if join.a in cards else join.a,
                    "b": cards[join.b].path if join.b in cards else join.b,
                    "rule": str(join.rule),
                    "offered": join.offered,
                    "question": join.question,
                    "score": join.score,
                    "words_a": piece.a.quote if piece and piece.a else None,
                    "words_b": piece.b.quote if piece and piece.b else None,
                    "note": piece.note if piece else None,
                }
