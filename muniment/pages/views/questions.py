"""A question's page: its claims as a picture, as a table and in words, and what they have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from muniment.pages import paths, words
from muniment.pages.language import N_
from muniment.pages.pictures import ranges
from muniment.pages.pictures.drawing import Drawing
from muniment.pages.record import document_of
from muniment.pages.survey import Card
from muniment.pages.times import in_words
from muniment.pages.views.claims import ClaimView, Views, letters
from muniment.records import Figure, Join, Qualifier, Question
from muniment.text import folded

#: classes of colour for groups; further groups are told apart by their letter alone
COLOURS = 6

#: claims of one question that are drawn; the table holds them all
MOST_DRAWN = 120

#: claims of one question printed in full, so that its page stays readable; the table holds them all
MOST_FULL = 100

#: claims in a small picture
SMALL = 24

#: units that make a figure a share of a whole, whatever `share_of` says
_SHARES = frozenset({"%", "per cent", "percent", "percentage", "درصد", "٪", "في المئة", "بالمئة"})


@dataclass(frozen=True, slots=True)
class Group:
    """Claims with a common source found, by date of saying; `letter` is empty for a claim that stands alone."""

    letter: str
    colour: str
    heading: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class Parting:
    """Two claims that cannot both hold, or of which one revises the other; and why."""

    kind: str
    why: str
    a: ClaimView
    b: ClaimView


@dataclass(frozen=True, slots=True)
class Cited:
    """A source that a claim names: whether a document of that name is in this case."""

    name: str
    claims: tuple[ClaimView, ...]
    documents: tuple[Card, ...]


class Questions:
    """What pages show of questions."""

    def __init__(self, views: Views) -> None:
        self.views = views
        self.survey = views.survey
        self.language = views.language
        self._last: tuple[str, list[Group]] = ("", [])

    def groups(self, question: Question) -> list[Group]:
        """The claims by group with a common source found, groups by the date on which each began to be said."""
        if self._last[0] != question.id:
            self._last = (question.id, self._grouped(question))
        return self._last[1]

    def _grouped(self, question: Question) -> list[Group]:
        known = [[claim.id for claim in self.survey.by_saying(group)] for group in question.groups]
        ordered = sorted((group for group in known if group), key=lambda one: (self.survey.said_on(one[0]), one[0]))
        say, letter, made = self.language.say, letters(), []
        for group in ordered:
            views = tuple(self.views.claim(self.survey.claims[one]) for one in group)
            if len(group) == 1:
                made.append(Group("", "ink", say(N_("No common source found with another claim")), views))
                continue
            name = next(letter)
            number = len([one for one in made if one.letter])
            colour = f"g{number}" if number < COLOURS else "ink"
            heading = say(N_("Group %(letter)s: a common source was found"), letter=name)
            made.append(Group(name, colour, heading, views))
        return made

    def bands(self, question: Question, *, shares: bool, root: str | None = None) -> list[ranges.Band]:
        """The picture's rows: counts, or what is a share of a whole; `root` leads from the page to the others."""
        bands: list[ranges.Band] = []
        left = MOST_DRAWN
        for group in self.groups(question):
            figures = [(view, view.claim.content) for view in group.claims]
            rows = tuple(
                self._row(view, figure, group.colour, root)
                for view, figure in figures
                if isinstance(figure, Figure) and is_share(figure) == shares
            )[:left]
            left -= len(rows)
            if not rows:
                continue
            if not group.letter and bands and bands[-1].heading == group.heading:
                bands[-1] = ranges.Band(group.heading, bands[-1].rows + rows, "ink")
            else:
                bands.append(ranges.Band(group.heading, rows, group.colour))
        return bands

    def _row(self, view: ClaimView, figure: Figure, colour: str, root: str | None) -> ranges.Row:
        published = view.card.published
        when = in_words(self.language, published) if published else self.language.gettext(N_("date not known"))
        who = view.speakers[0][0] if view.speakers else (view.card.publisher or view.card.title)
        amount = words.amount(self.language, figure)
        if str(view.claim.stance) != "asserted":
            amount += f" ({view.stance})"
        href = None if root is None else f"{root}{view.words_href}"
        return ranges.Row(who, when, amount, figure.low, figure.high, figure.qualifier, view.denied, colour, href)

    def picture(
        self, question: Question, *, width: int, shares: bool = False, root: str | None = None
    ) -> Drawing | None:
        """The claims as ranges on one axis, or None where there is nothing to draw."""
        bands = self.bands(question, shares=shares, root=root)
        if not bands:
            return None
        return ranges.draw(
            bands, self._words(question, f"q{width}{'s' if shares else ''}", shares), width=width, share=shares
        )

    def small(self, question: Question, number: int) -> Drawing | None:
        """The picture without labels."""
        said = [one for one in self.survey.by_saying(question.claims) if isinstance(one.content, Figure)]
        counts = [one for one in said if isinstance(one.content, Figure) and not is_share(one.content)]
        if not counts:
            return None
        letters_of = self._colours(question)
        rows = tuple(
            ranges.Row(
                "",
                "",
                "",
                one.content.low,
                one.content.high,
                one.content.qualifier,
                str(one.stance) == "denied",
                letters_of[one.id],
            )
            for one in counts[:SMALL]
            if isinstance(one.content, Figure)
        )
        say = self.language.say
        told = ranges.Words(
            self.views.question_title(question.id),
            say(
                N_("%(count)s claims as ranges on one axis; the question's page has each."),
                count=self.language.number(len(counts)),
            ),
            "",
            f"small-{number}",
        )
        return ranges.small([ranges.Band("", rows, "ink")], told)

    def _colours(self, question: Question) -> dict[str, str]:
        """The class of colour of each claim: that of its group where it has a common source with another."""
        shared = [group for group in question.groups if len(group) > 1]
        shared.sort(key=lambda group: min((self.survey.said_on(one), one) for one in group))
        found = dict.fromkeys(question.claims, "ink")
        for number, group in enumerate(shared[:COLOURS]):
            found.update(dict.fromkeys(group, f"g{number}"))
        return found

    def _words(self, question: Question, key: str, shares: bool) -> ranges.Words:
        say = self.language.say
        shown = [view for group in self.groups(question) for view in group.claims]
        first = "; ".join(f"{view.claim.speaker or view.card.title}: {view.summary}" for view in shown[:8])
        rest = say(N_("and %(count)s more"), count=self.language.number(len(shown) - 8)) if len(shown) > 8 else ""
        unit = N_("share, in per cent") if shares else words.MEASURES.get(question.measure, question.measure)
        return ranges.Words(
            self.views.question_title(question.id),
            say(
                N_("Each claim is a range on one axis. %(claims)s %(rest)s The table has the same facts."),
                claims=first + ".",
                rest=rest,
            ),
            say(N_("number said: %(unit)s"), unit=say(unit)),
            key,
        )

    def shapes(self, question: Question) -> list[tuple[Drawing, str]]:
        """The key to the shapes that this question's picture uses."""
        say = self.language.gettext
        names = {
            Qualifier.EXACT: N_("a number"),
            Qualifier.APPROXIMATELY: N_("about"),
            Qualifier.MORE_THAN: N_("more than (open end)"),
            Qualifier.AT_LEAST: N_("at least (open end)"),
            Qualifier.LESS_THAN: N_("less than (open end)"),
            Qualifier.UP_TO: N_("up to (open end)"),
            Qualifier.BETWEEN: N_("between"),
            Qualifier.ORDER_OF: N_("order of size"),
        }
        figures = [(one.content, str(one.stance)) for one in self.survey.by_saying(question.claims)]
        used = {figure.qualifier for figure, _ in figures if isinstance(figure, Figure)}
        shown = [(one, False, say(names[one])) for one in names if one in used]
        if any(stance == "denied" for _, stance in figures):
            shown.append((Qualifier.EXACT, True, say(N_("denied"))))
        return ranges.key(shown)

    def table(self, question: Question) -> Iterator[tuple[Group, ClaimView]]:
        """Every claim with its group, in the picture's order."""
        for group in self.groups(question):
            for view in group.claims:
                yield group, view

    def full(self, question: Question) -> list[tuple[Group, ClaimView]]:
        """The claims that the page prints with their words: all that deny, and of the rest the first `MOST_FULL`."""
        shown, left = [], MOST_FULL
        for group, view in self.table(question):
            if view.denied or left > 0:
                shown.append((group, view))
                left -= not view.denied
        return shown

    def partings(self, question: Question) -> list[list[Parting]]:
        """Conflicts, then revisions, by date of saying; those between the same two groups stand together."""
        place = {view.id: (group.letter or view.id, view) for group, view in self.table(question)}
        together: dict[tuple[str, frozenset[str]], list[Parting]] = {}
        order = {claim: number for number, claim in enumerate(place)}
        known = [one for one in question.conflicts if one.a in place and one.b in place]
        for one in sorted(known, key=lambda pair: (pair.kind, *sorted((order[pair.a], order[pair.b])))):
            first, second = sorted((one.a, one.b), key=order.__getitem__)
            parting = Parting(one.kind, one.why, place[first][1], place[second][1])
            together.setdefault((one.kind, frozenset((place[first][0], place[second][0]))), []).append(parting)
        return list(together.values())

    def cited(self, question: Question) -> list[Cited]:
        """The sources that claims name, and the documents of the case that carry that name."""
        by_name: dict[str, list[ClaimView]] = {}
        written: dict[str, str] = {}
        for _, view in self.table(question):
            for name in dict.fromkeys(speaker.name for speaker in view.claim.speakers):
                written.setdefault(folded(name), name)
                by_name.setdefault(folded(name), []).append(view)
        return [Cited(written[key], tuple(found), tuple(self._documents_by(key))) for key, found in by_name.items()]

    def _documents_by(self, name: str) -> Iterator[Card]:
        for card in self.survey.in_order():
            if name in (folded(card.publisher or ""), folded(card.author or "")):
                yield card

    def shared(self, question: Question) -> list[Join]:
        """The joins behind the groups: those of this question, and those of its documents that join its claims."""
        asked = set(question.claims)
        joins = {join.id: join for claim in asked for join in self.survey.joins.get(document_of(claim), ())}
        return [
            join
            for _, join in sorted(joins.items())
            if join.question == question.id
            or (join.question is None and any(a in asked and b in asked for a, b in join.claims))
        ]

    def rows(self, question: Question) -> Iterator[dict[str, object]]:
        """The table with the picture's facts, for download."""
        for group, view in self.table(question):
            figure = view.claim.content
            if not isinstance(figure, Figure):
                continue
            yield {
                "claim": view.id,
                "group": group.letter,
                "speaker": view.claim.speaker,
                "stance": str(view.claim.stance),
                "low": figure.low,
                "high": figure.high,
                "qualifier": str(figure.qualifier),
                "unit": figure.unit,
                "share_of": figure.share_of,
                "said": view.card.published,
                "when": view.time,
                "document": view.card.path,
                "start": view.claim.citation.start,
                "end": view.claim.citation.end,
                "quote": view.claim.citation.quote,
                "review": str(view.claim.review),
            }


def is_share(figure: Figure) -> bool:
    """Whether a figure is a part of a whole, which never stands on an axis with counts."""
    return figure.share_of is not None or folded(figure.unit).strip() in {folded(one) for one in _SHARES}


def paths_of(question: Question) -> Sequence[str]:
    """The files of one question: its page, its picture and its table."""
    page = paths.question(question.id)
    stem = page.removesuffix(".html")
    return (page, f"{stem}.svg", f"{stem}.csv")
