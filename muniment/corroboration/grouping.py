"""Groups of claims with a common source found, under one rule or under all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from muniment.records import Claim, Join, Question, Rule


def groups(
    question: Question,
    joins: Iterable[Join],
    rules: Iterable[Rule] | None = None,
    *,
    claims: Iterable[Claim] = (),
) -> tuple[tuple[str, ...], ...]:
    """The question's claims in groups with a common source found by `rules` (all, when None), in the claims' order.

    What is only `offered` joins nothing. With `claims` given, figures that one document tells in its own voice, or of
    one speaker, are a group from the start: a text does not support itself. A group is named by its first member.
    """
    wanted = None if rules is None else frozenset(rules)
    place = {id_: at for at, id_ in enumerate(question.claims)}
    parent = list(range(len(place)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def unite(a: str, b: str) -> None:
        if a in place and b in place:
            low, high = sorted((root(place[a]), root(place[b])))
            parent[high] = low

    voices: dict[tuple[str, str | None], str] = {}
    for claim in claims:
        if claim.id in place:
            unite(voices.setdefault((claim.document, claim.speaker), claim.id), claim.id)
    for join in joins:
        if join.offered or (wanted is not None and join.rule not in wanted):
            continue
        if join.question is None or join.question == question.id:
            for a, b in join.claims:
                unite(a, b)
    found: dict[int, list[str]] = defaultdict(list)
    for id_, at in place.items():
        found[root(at)].append(id_)
    return tuple(tuple(found[first]) for first in sorted(found))


def grouped(questions: Iterable[Question], joins: Iterable[Join], claims: Iterable[Claim]) -> tuple[Question, ...]:
    """The questions with their groups under all rules, every join looked at once."""
    asked: Sequence[Question] = tuple(questions)
    question_of = {claim: question.id for question in asked for claim in question.claims}
    joins_of: dict[str, list[Join]] = defaultdict(list)
    for join in joins:
        touched = {question_of[a] for a, b in join.claims if a in question_of and question_of.get(b) == question_of[a]}
        for question in touched:
            joins_of[question].append(join)
    claims_of: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.id in question_of:
            claims_of[question_of[claim.id]].append(claim)
    return tuple(
        replace(question, groups=groups(question, joins_of[question.id], claims=claims_of[question.id]))
        for question in asked
    )


def one_each(joins: Iterable[Join]) -> Iterator[Join]:
    """Joins of one rule between the same documents on one question as one, with all that speaks for it.

    Two documents may have two speakers in common, or two pairs of like sentences; a join's id names rule and documents.
    """
    by_id: dict[str, list[Join]] = defaultdict(list)
    for join in joins:
        by_id[join.id].append(join)
    for first, *more in by_id.values():
        scores = [one.score for one in (first, *more) if one.score is not None]
        yield replace(
            first,
            evidence=tuple(dict.fromkeys(said for one in (first, *more) for said in one.evidence)),
            claims=tuple(dict.fromkeys(pair for one in (first, *more) for pair in one.claims)),
            score=max(scores, default=None),
            offered=all(one.offered for one in (first, *more)),
        )
