"""What every page shows of a claim: what was made of it, its exact words, who says it, and how it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from muniment.pages import paths, words
from muniment.pages.language import N_, Language
from muniment.pages.record import document_of
from muniment.pages.survey import Card, Name, Survey
from muniment.pages.times import in_words
from muniment.records import (
    Attribution,
    Citation,
    Claim,
    Event,
    Figure,
    Involvement,
    Join,
    Question,
    Stance,
)
from muniment.text import folded

#: characters of a quote that stand for an event without a name
SHORT = 60


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim as it is shown: what was made of it, its exact words, who says it, and how it was made."""

    claim: Claim
    card: Card
    kind: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    speakers: tuple[tuple[str, str, str | None], ...]
    stance: str
    denied: bool
    alleged: bool
    time: str | None
    time_said: str | None
    calendar: str | None
    questions: tuple[tuple[str, str], ...]
    locator: str | None
    tags: tuple[str, ...]
    made: str

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def words_href(self) -> str:
        return paths.words(self.claim.id)

    @property
    def anchor(self) -> str:
        return paths.anchor(self.claim.id)

    @property
    def note(self) -> str:
        return paths.note(self.claim.id)


class Views:
    """Claims, questions and documents as pages of one language show them."""

    def __init__(self, survey: Survey, language: Language) -> None:
        self.survey = survey
        self.language = language

    def claim(self, claim: Claim) -> ClaimView:
        """One claim, ready to show."""
        say = self.language.gettext
        when = getattr(claim.content, "when", None)
        return ClaimView(
            claim,
            self.survey.cards[claim.document],
            say(words.KINDS[claim.kind]),
            self.summary(claim),
            tuple(self.facts(claim)),
            tuple(self._speakers(claim)),
            say(words.STANCE_MARKS[str(claim.stance)]),
            str(claim.stance) == "denied",
            _alleged(claim),
            self.survey.time(claim),
            when.text if when else None,
            when.calendar if when and when.calendar != "gregorian" else None,
            tuple((self.question_title(one), paths.question(one)) for one in self.survey.asked.get(claim.id, ())),
            self.locator(claim.citation),
            tuple(self._tags(claim)),
            self._made(claim),
        )

    def _tags(self, claim: Claim) -> Iterator[str]:
        """What stands beside a claim wherever it is shown: its stance where it does not simply say, and “alleged”."""
        if claim.stance != Stance.ASSERTED:
            yield self.language.gettext(words.STANCE_MARKS[str(claim.stance)])
        if _alleged(claim) and claim.stance != Stance.ALLEGED:
            yield self.language.gettext(N_("alleged"))

    def _made(self, claim: Claim) -> str:
        """Whether a person has looked at a claim, and what made it."""
        made_by = " · ".join(part for part in (f"{claim.extractor} {claim.version}", claim.model or "") if part)
        return f"{self.language.gettext(words.REVIEWS[str(claim.review)])} · {self.language.isolated(made_by)}"

    def summary(self, claim: Claim) -> str:
        """What was made of a claim, in one line."""
        say, apart = self.language.gettext, self.language.isolated
        content = claim.content
        if isinstance(content, Figure):
            what = content.population or content.unit
            counted = "" if content.measure == "other" else say(words.MEASURES[content.measure])
            return " · ".join(part for part in (words.amount(self.language, content), counted, apart(what)) if part)
        if isinstance(content, Attribution):
            speaker = claim.speaker or say("somebody not named")
            return f"{apart(speaker)} · {say(words.STANCES[str(claim.stance)])}"
        if isinstance(content, Event):
            return f"{say(words.EVENTS[content.kind])} · {apart(content.label or _short(claim.citation.quote))}"
        if isinstance(content, Involvement):
            return " · ".join(apart(part) for part in (content.person, content.role, content.body or "") if part)
        return claim.citation.quote

    def facts(self, claim: Claim) -> Iterator[tuple[str, str]]:
        """Further things that were made of a claim: (name, words)."""
        say = self.language.gettext
        content = claim.content
        yield from _given((say("time"), self._when(claim)))
        if isinstance(content, Figure):
            yield from _given((say("event"), content.event), (say("share of"), content.share_of))
            yield from _given((say("where"), ", ".join(content.where)))
        elif isinstance(content, Event):
            yield from _given((say("where"), ", ".join(content.where)), (say("to whom"), ", ".join(content.victims)))
            yield from _given((say("alleged perpetrator"), ", ".join(content.perpetrators)))
        elif isinstance(content, Involvement):
            yield from _given((say("where"), content.where))
        if claim.hedges:
            yield say("with the words"), ", ".join(claim.hedges)
        yield from _given((say("stands on"), self.locator(claim.citation)))

    def _when(self, claim: Claim) -> str | None:
        """A claim's time in words, with the source's own words and calendar where they say it otherwise."""
        when = getattr(claim.content, "when", None)
        time = self.survey.time(claim)
        shown = in_words(self.language, time) if time else self.language.gettext(N_("not resolved")) if when else None
        if not when or shown is None or folded(when.text) == folded(shown):
            return shown
        calendar = "" if when.calendar == "gregorian" else f", {when.calendar}"
        return f"{shown} (“{self.language.isolated(' '.join(when.text.split()))}”{calendar})"

    def _speakers(self, claim: Claim) -> Iterator[tuple[str, str, str | None]]:
        for speaker in claim.speakers:
            kind = self.language.gettext(words.SPEAKERS.get(speaker.kind, speaker.kind)) if speaker.kind else ""
            found = self.survey.named(claim.document, speaker.name)
            yield speaker.name, kind, found.href if found else None

    def locator(self, citation: Citation) -> str | None:
        """Where words stand in the original, for a court: page, sheet and row, time; None for a plain text."""
        where, say = citation.locator, self.language.say
        if where is None:
            return None
        if where.page is not None:
            return say("page %(page)s", page=self.language.number(where.page))
        if where.row is not None:
            return say(
                "sheet %(sheet)s, row %(row)s, column %(column)s", sheet=where.sheet, row=where.row, column=where.column
            )
        return None if where.time is None else say("at %(seconds)s seconds", seconds=self.language.number(where.time))

    def question_title(self, identity: str) -> str:
        """A question's title: what was counted, of whom, in which event."""
        question = self.survey.questions[identity]
        say = self.language.gettext
        counted = say(words.MEASURES.get(question.measure, question.measure))
        event = question.event or say("event not named")
        event = self.language.isolated(words.isolated_runs(event[:1].upper() + event[1:]))
        whom = f" ({self.language.isolated(question.population)})" if question.population else ""
        if folded(question.measure) in folded(question.event or ""):
            return f"{event}{whom}"
        return f"{event}: {counted}{whom}"

    def sentence(self, question: Question) -> str:
        """`Question.sentence` in the page's language."""
        documents = len({document_of(claim) for claim in question.claims})
        return words.sentence(self.language, len(question.claims), documents, len(question.groups))

    def other(self, join: Join, document: str) -> Card | None:
        """The card at the other side of a join."""
        return self.survey.cards.get(join.b if join.a == document else join.a)

    def names(self, kinds: Iterable[str]) -> list[Name]:
        """All names of these kinds, in the order of the alphabet."""
        wanted = set(kinds)
        found = (name for name in self.survey.names.values() if name.kind in wanted)
        return sorted(found, key=lambda name: (name.name.casefold(), name.id))


def _short(quote: str) -> str:
    """A quote's first words, on one line."""
    words_ = " ".join(quote.split())
    return words_ if len(words_) <= SHORT else words_[: SHORT - 1].rsplit(" ", 1)[0] + "…"


def _alleged(claim: Claim) -> bool:
    if isinstance(claim.content, Event):
        return bool(claim.content.perpetrators)
    return isinstance(claim.content, Involvement) and claim.content.alleged


def _given(*facts: tuple[str, str | None]) -> Iterator[tuple[str, str]]:
    yield from ((name, value) for name, value in facts if value)


def letters() -> Iterator[str]:
    """A, B, …, Z, AA, AB, …"""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from alphabet
    yield from (a + b for a in alphabet for b in alphabet)
