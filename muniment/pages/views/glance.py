"""The case at a glance, and how often claims are read rightly."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.pages import words
from muniment.pages.language import N_, Language
from muniment.pages.pictures.drawing import Drawing
from muniment.pages.record import Accuracy, Record
from muniment.pages.views.questions import Questions
from muniment.pages.views.sources import Sources
from muniment.records import Question, Review

#: questions on the first page
MOST = 10


@dataclass(frozen=True, slots=True)
class Glance:
    """What the first page counts: documents, claims, questions; never people."""

    documents: int
    unread: int
    claims: int
    reviewed: int
    sets: int
    questions: tuple[tuple[Question, Drawing | None], ...]
    more: int


def glance(questions: Questions, sources: Sources) -> Glance:
    """The first page's counts and its main questions as small pictures."""
    found = questions.survey
    asked = list(found.questions.values())
    shown = ([one for one in asked if len(one.claims) > 1] or asked)[:MOST]
    return Glance(
        len(found.cards),
        sum(not card.read for card in found.cards.values()),
        len(found.claims),
        sum(claim.review != Review.UNREVIEWED for claim in found.claims.values()),
        len(sources.sets()),
        tuple((one, questions.small(one, number)) for number, one in enumerate(shown)),
        len(asked) - len(shown),
    )


def accuracy(language: Language, one: Accuracy) -> str:
    """How often a kind of claim is right and how much is missed, in one sentence."""
    return language.say(
        N_(
            "%(kind)s: of 100 that are shown, about %(precision)s are read rightly; of 100 that stand in the text, "
            "about %(recall)s are found (measured on %(documents)s documents in %(language)s; version %(version)s)."
        ),
        kind=language.gettext(words.KINDS.get(one.kind, one.kind)),
        precision=language.number(round(one.precision * 100)),
        recall=language.number(round(one.recall * 100)),
        documents=language.number(one.documents),
        language=one.language,
        version=one.version,
    )


def accuracy_of(language: Language, record: Record, kind: str) -> str:
    """The sentences about one kind of claim, or that it was not measured."""
    found = [accuracy(language, one) for one in record.accuracy if one.kind == kind]
    return " ".join(found) or language.gettext(
        N_("How often this kind of claim is read rightly was not measured for this version.")
    )
