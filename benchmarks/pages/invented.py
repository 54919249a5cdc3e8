"""A large invented record, each document made when it is asked for: nothing of it is held in memory."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from muniment.pages.record import Account, Record
from muniment.records import (
    Attribution,
    Claim,
    Document,
    Entity,
    Event,
    Evidence,
    Figure,
    Involvement,
    Join,
    Mention,
    Passage,
    Publication,
    Qualifier,
    Question,
    Reading,
    Role,
    Rule,
    Span,
    Speaker,
    TimeSaid,
    cite,
    claim_id,
)

Value = TypeVar("Value")

#: sentences of one document: about 900 words, 100 claims and 60 names, as in the seed articles
SENTENCES = 24
SYLLABLES = ["ba", "do", "ka", "lem", "nor", "pel", "rin", "sel", "tav", "ur", "vos", "zem"]
TOWNS = [f"{a.title()}{b}" for a in SYLLABLES for b in SYLLABLES[:6]]


class Made(Mapping[str, Value]):
    """Values by document id, made when they are asked for."""

    def __init__(self, ids: Sequence[str], make: Callable[[str], Value]) -> None:
        self._ids = dict.fromkeys(ids)
        self._make = make

    def __getitem__(self, identity: str) -> Value:
        if identity not in self._ids:
            raise KeyError(identity)
        return self._make(identity)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


@lru_cache(maxsize=2)
def written(identity: str) -> tuple[Reading, tuple[Claim, ...], tuple[Entity, ...]]:
    """One document: its text, its claims and its names."""
    chance = random.Random(identity)
    text, claims, spans = "", [], []
    passages, mentions = [], {}

    def person() -> str:
        return f"{chance.choice(SYLLABLES).title()} {chance.choice(SYLLABLES).title()}{chance.choice(SYLLABLES)}"

    people = [person() for _ in range(6)]
    towns = chance.sample(TOWNS, 4)
    for _ in range(SENTENCES):
        start = len(text)
        count = chance.choice((12, 30, 280, 300, 320, 1500, 30000))
        who, town, year = chance.choice(people), chance.choice(towns), chance.randint(1980, 2020)
        sentence = (
            f"More than {count} people were killed in {town} in {year}, said {who}, a survivor. "
            f"{chance.choice(people)} was then commander of the guard of {town}; "
            "what was seen from the quay that night was told again and again in the years that followed. "
        )
        text += sentence + "\n\n"
        passages.append(Passage(start, start + len(sentence), Role.BODY, "a paragraph"))
        spans.append((start, sentence, count, who, town, year))
    document = identity
    for start, sentence, count, who, town, year in spans:

        def span(words: str, start: int = start, sentence: str = sentence, nth: int = 0) -> Span:
            at = -1
            for _ in range(nth + 1):
                at = sentence.index(words, at + 1)
            return Span(start + at, start + at + len(words))

        whole = f"More than {count} people were killed in {town} in {year}"
        when = span(str(year))
        said = TimeSaid(when.start, when.end, str(year), str(year))
        speakers = (Speaker(who, span(who), "survivor"),)
        number = span(str(count))
        figure = Figure(
            number, count, None, Qualifier.MORE_THAN, "people", "killed", "people", None, None, (town,), said
        )
        cited = cite(document, text, span(f"More than {count} people"))
        claims.append(Claim(claim_id(document, "figure", number), cited, figure, "figures", "1", None, speakers))
        killed, cue, commander = span("killed"), span("said"), span("commander of the guard")
        event = Event("killing", killed, "", said, (town,), ("people",), ("the guard",))
        claims.append(
            Claim(claim_id(document, "event", killed), cite(document, text, span(whole)), event, "events", "1")
        )
        attribution = Attribution(cue)
        claims.append(
            Claim(
                claim_id(document, "attribution", cue),
                cite(document, text, span(whole)),
                attribution,
                "said",
                "1",
                None,
                speakers,
                cue,
            )
        )
        role = Involvement(who, "commander of the guard", None, "the guard", town)
        claims.append(Claim(claim_id(document, "role", commander), cite(document, text, commander), role, "roles", "1"))
        for name, kind in ((who, "person"), (town, "place")):
            where = span(name)
            mentions.setdefault((name, kind), []).append((claim_id(document, "mention", where), where))
    entities = []
    for (name, kind), found in sorted(mentions.items()):
        ids = tuple(identity for identity, _ in found)
        entities.append(Entity(min(ids), document, name, kind, ids))
        for one, where in found:
            claims.append(Claim(one, cite(document, text, where), Mention(kind, min(ids)), "entities", "1"))
    reading = Reading(document, text, tuple(passages), "text", "1", "text", "en", f"Report {identity}")
    return reading, tuple(claims), tuple(entities)


def record(documents: int) -> Record:
    """A record of so many documents, a question for each twenty of them, and a join for each ten."""
    ids = [f"d{number:06}" for number in range(documents)]
    questions, joins = [], []
    for start in range(0, documents, 20):
        claims = tuple(
            claim.id for one in ids[start : start + 20] for claim in written(one)[1][:9] if claim.kind == "figure"
        )
        groups = tuple(claims[at : at + 3] for at in range(0, len(claims), 3))
        questions.append(Question(f"q-{claims[0]}", f"killings {start}", "killed", "people", None, claims, groups))
    for start in range(0, documents - 1, 10):
        a, b = ids[start], ids[start + 1]
        words = "what was seen from the quay that night was told again and again"
        sides = [cite(one, written(one)[0].text, _span(written(one)[0].text, words)) for one in (a, b)]
        joins.append(Join(f"j-{a}-{b}", a, b, Rule.SAME_WORDS, (Evidence(*sides),)))
    return Record(
        "An invented case",
        Account("0", None, "0" * 64),
        tuple(Document(one, f"{one}.txt", "0" * 64, 5000) for one in ids),
        Made(ids, lambda one: written(one)[0]),
        Made(ids, lambda one: written(one)[1]),
        Made(ids, lambda one: written(one)[2]),
        {one: Publication(one, f"{1990 + number % 30}") for number, one in enumerate(ids)},
        {},
        tuple(questions),
        tuple(joins),
    )


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))
