"""Origins: which claims share a source, by which named rule, on which words.

A rule joins claims, not documents: an article that quotes both the UN and an eyewitness does not chain the two. What
the rules find is a common source found; that two claims are not joined has not been shown to mean anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from muniment.corroboration.conflicts import same_name
from muniment.corroboration.copying import Copying, Library, Shared, Telling, compare, passages_touched
from muniment.corroboration.grouping import one_each
from muniment.corroboration.reuse import reused
from muniment.corroboration.sources import (
    Mark,
    aliases,
    is_named,
    name_key,
    parties,
    persons,
    publishers,
    republished,
    sites,
)
from muniment.corroboration.telling import content, sentence_about, stem, words
from muniment.records import Citation, Claim, Document, Evidence, Figure, Join, Question, Reading, Rule, Span, cite
from muniment.text import digest

#: documents that share one key beyond this many are joined to the first of them only, not pair by pair
PAIRWISE = 50
#: content stems that two sentences share, as a share of the smaller, to be offered as a paraphrase
PARAPHRASE = 0.5
#: … and so many of them at least
PARAPHRASE_STEMS = 5
#: claims of one question are compared for paraphrase up to this many
PARAPHRASED = 80

Pairs = tuple[tuple[str, str], ...]


def find_origins(
    documents: Iterable[Document],
    readings: Iterable[Reading],
    claims: Iterable[Claim],
    questions: Iterable[Question],
    analyst: Iterable[Join] = (),
) -> tuple[Join, ...]:
    """Every join between two documents, with its rule, its evidence and the pairs of claims it joins.

    `analyst` are joins that people decided (rule `analyst`, the reason in the evidence's note); they pass through.
    A paraphrase is only `offered`. A join holds for all questions unless it names one; `groups` makes the groups.
    """
    reads, said, asked = tuple(readings), tuple(claims), tuple(questions)
    case = _Case(reads, said, asked)
    joins: list[Join] = [_with_claims(case, join) for join in analyst]
    copied = list(_same_words(case))
    joins.extend(copied)
    joins.extend(_by_marks(case, sites(documents, reads), Rule.SAME_PUBLISHER, own_voice=True))
    joins.extend(_republications(case, {(join.a, join.b) for join in copied}))
    joins.extend(_speakers(case))
    joins.extend(_declared(case))
    joined = {pair for join in joins for pair in join.claims}
    joins.extend(_paraphrases(case, joined))
    return tuple(
        sorted(one_each(joins), key=lambda join: (join.a, join.b, join.rule.value, join.question or "", join.id))
    )


class _Case:
    """The claims, questions and texts at hand, by what they are looked up by."""

    def __init__(self, readings: Sequence[Reading], claims: Sequence[Claim], questions: Sequence[Question]) -> None:
        self.readings = {reading.document: reading for reading in readings}
        self.all_claims = claims
        self.claims = {claim.id: claim for claim in claims if isinstance(claim.content, Figure)}
        self.by_document: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self.by_document[claim.document].append(claim)
        self.question_of = {claim: question.id for question in questions for claim in question.claims}
        self.questions = questions
        self.in_document: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        for id_, question in self.question_of.items():
            if id_ in self.claims:
                claim = self.claims[id_]
                self.in_document[claim.document][question].append(claim)
        self.short = aliases(readings)

    def pairs(self, a: str, b: str) -> Iterator[tuple[Claim, Claim]]:
        """Claims of two documents that answer the same question."""
        ours, theirs = self.in_document.get(a, {}), self.in_document.get(b, {})
        for question in sorted(ours.keys() & theirs.keys()):
            for one in ours[question]:
                for other in theirs[question]:
                    yield one, other


def _with_claims(case: _Case, join: Join) -> Join:
    """An analyst's join of two documents with the claims that it joins, where it names none: those of one question
    that the documents tell in their own voice or of one speaker."""
    if join.claims:
        return join
    return replace(join, claims=tuple((x.id, y.id) for x, y in case.pairs(join.a, join.b) if _same_voice(x, y)))


def _join(a: str, b: str, rule: Rule, evidence: Iterable[Evidence], **more: object) -> Join:
    if a > b:
        a, b = b, a
        evidence = [Evidence(one.b, one.a, one.note) for one in evidence]
        if "claims" in more:
            pairs = more["claims"]
            more["claims"] = tuple((y, x) for x, y in pairs)  # type: ignore[attr-defined]
    question = more.get("question")
    id_ = "join-" + digest("|".join((a, b, rule.value, str(question or ""))))[:16]
    return replace(Join(id_, a, b, rule, tuple(evidence)), **more)  # type: ignore[arg-type]


def _same_words(case: _Case) -> Iterator[Join]:
    """Copied and reworded text; and quotations that both take from a third."""
    reuse, candidates = reused(case.readings.values())
    library = Library(case.readings.values(), case.by_document, reuse.vocabulary)
    for candidate in candidates:
        a, b = library[candidate.a], library[candidate.b]
        found = compare(a, b, boilerplate=reuse.is_boilerplate, whole=candidate.sketch)
        if found is None:
            continue
        if found.copied:
            pairs = tuple((x.id, y.id) for x, y in _claims_copied(case, a, b, found))
            yield _join(
                candidate.a,
                candidate.b,
                Rule.SAME_WORDS,
                [_evidence(a, b, one) for one in (*found.shared, *found.cited)] or [_whole(a, b)],
                claims=pairs,
                score=found.score,
            )
        quotes = [one for one in found.cited if one.words >= 8]
        if quotes:
            pairs = tuple(
                (x.id, y.id)
                for x, y in case.pairs(candidate.a, candidate.b)
                if any(one.a.meets(x.citation.span) and one.b.meets(y.citation.span) for one in quotes)
            )
            yield _join(
                candidate.a,
                candidate.b,
                Rule.SAME_CITED_SOURCE,
                [_evidence(a, b, one) for one in quotes],
                claims=pairs,
            )


def _evidence(a: Telling, b: Telling, one: Shared) -> Evidence:
    notes = {
        "run": f"the same {one.words} words",
        "reworded": f"reworded: {one.plain} words side by side",
        "quotation": "a quotation that both give" + (f", of {one.speaker}" if one.speaker else ""),
    }
    return Evidence(
        cite(a.reading.document, a.reading.text, one.a),
        cite(b.reading.document, b.reading.text, one.b),
        notes[one.kind],
    )


def _whole(a: Telling, b: Telling) -> Evidence:
    return Evidence(None, None, "the texts as wholes")


def _claims_copied(case: _Case, a: Telling, b: Telling, found: Copying) -> Iterator[tuple[Claim, Claim]]:
    """Claims of one question with the same bounds whose passages hold the shared words, or that stand in copies."""
    whole = found.score >= 0.5
    near_a = passages_touched(a, (one.a for one in (*found.shared, *found.cited)))
    near_b = passages_touched(b, (one.b for one in (*found.shared, *found.cited)))
    for x, y in case.pairs(a.reading.document, b.reading.document):
        if not _same_bounds(x, y) or not _same_voice(x, y):
            continue
        if whole or (
            any(span.holds(x.citation.span) for span in near_a) and any(span.holds(y.citation.span) for span in near_b)
        ):
            yield x, y


def _same_bounds(x: Claim, y: Claim) -> bool:
    a, b = x.content, y.content
    return isinstance(a, Figure) and isinstance(b, Figure) and bool({a.low, a.high} & {b.low, b.high} - {None})


def _same_voice(x: Claim, y: Claim) -> bool:
    if x.speaker is None or y.speaker is None:
        return True
    return same_name(x.speaker, y.speaker)


def _by_marks(case: _Case, marks: Iterable[Mark], rule: Rule, *, own_voice: bool) -> Iterator[Join]:
    """Joins between all documents that have a key in common (to the first only, where they are very many)."""
    by_key: dict[str, dict[str, Mark]] = defaultdict(dict)
    for mark in marks:
        by_key[mark.key].setdefault(mark.document, mark)
    evidence: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for key in sorted(by_key):
        for a, b in _paired(sorted(by_key[key])):
            x, y = by_key[key][a], by_key[key][b]
            evidence[(a, b)].append(Evidence(x.citation, y.citation, x.note))
    for (a, b), found in sorted(evidence.items()):
        pairs = tuple(
            (x.id, y.id) for x, y in case.pairs(a, b) if not own_voice or (x.speaker is None and y.speaker is None)
        )
        yield _join(a, b, rule, found[:4], claims=pairs)


def _paired(documents: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(documents) <= PAIRWISE:
        yield from combinations(documents, 2)
    else:
        yield from ((documents[0], other) for other in documents[1:])


def _republications(case: _Case, copied: Collection[tuple[str, str]]) -> Iterator[Join]:
    """Documents that say they come from one source, or one from the other's publisher.

    What another publisher first brought is a republication of the text that it shares words with; with that publisher's
    other texts it has no more than the publisher in common.
    """
    marks = list(republished(case.readings.values()))
    named = {mark.key for mark in marks}
    own = publishers(case.readings.values())
    for document, keys in own.items():
        for key in sorted(keys & named):
            marks.append(Mark(document, key, None, "it is the publisher or author named"))
    has_notice = {mark.document for mark in marks if mark.citation is not None}
    for join in _by_marks(case, marks, Rule.REPUBLICATION, own_voice=True):
        if (join.a in has_notice and join.b in has_notice) or (join.a, join.b) in copied:
            yield join
        elif join.a in has_notice or join.b in has_notice:
            yield _join(join.a, join.b, Rule.SAME_PUBLISHER, join.evidence, claims=join.claims)


def _speakers(case: _Case) -> Iterator[Join]:
    """Claims of one question that name the same speaker, or the same source further out in the chain."""
    people = persons(case.all_claims)
    own = publishers(case.readings.values())
    for question in case.questions:
        by_name: dict[str, list[tuple[Claim, int, str]]] = defaultdict(list)
        for id_ in question.claims:
            claim = case.claims.get(id_)
            if claim is None:
                continue
            for depth, speaker in enumerate(claim.speakers):
                if is_named(speaker.name):
                    by_name[name_key(speaker.name, case.short)].append((claim, depth, speaker.name))
            if not claim.speakers:
                for key in sorted(own.get(claim.document, ())):
                    by_name[key].append((claim, -1, key))
        yield from _speaker_joins(question, _merged(by_name), people)


def _merged(by_name: Mapping[str, list[tuple[Claim, int, str]]]) -> list[list[tuple[Claim, int, str]]]:
    """Names of which one is a part of the other together, longest first."""
    merged: list[tuple[str, list[tuple[Claim, int, str]]]] = []
    for name in sorted(by_name, key=lambda name: (-len(name.split()), name)):
        home = next((held for full, held in merged if same_name(full, name)), None)
        if home is None:
            merged.append((name, list(by_name[name])))
        else:
            home.extend(by_name[name])
    return [held for _, held in merged]


def _speaker_joins(
    question: Question, sources: Iterable[list[tuple[Claim, int, str]]], people: frozenset[str]
) -> Iterator[Join]:
    for source in sources:
        if all(depth < 0 for _, depth, _ in source):
            continue  # documents of one publisher: another rule's
        first: dict[str, list[tuple[Claim, int, str]]] = defaultdict(list)
        for entry in source:
            first[entry[0].document].append(entry)
        for a, b in _paired(sorted(first)):
            pairs = [(x, y) for x in first[a] for y in first[b] if not (x[1] < 0 and y[1] < 0)]
            if not pairs:
                continue
            person = all(name.casefold() in people or _is_person(name, people) for _, _, name in pairs[0])
            said = all(depth == 0 for pair in pairs for _, depth, _ in pair)
            rule = Rule.SAME_SPEAKER if said and person else Rule.SAME_CITED_SOURCE
            yield _join(
                a,
                b,
                rule,
                [Evidence(x[0].citation, y[0].citation, f"both stand on {_longest(x[2], y[2])}") for x, y in pairs[:4]],
                question=question.id,
                claims=tuple(dict.fromkeys((x[0].id, y[0].id) for x, y in pairs)),
            )


def _is_person(name: str, people: frozenset[str]) -> bool:
    return any(same_name(name, one) for one in people if one.split()[-1:] == name.casefold().split()[-1:])


def _longest(a: str, b: str) -> str:
    return max((a, b), key=lambda name: (len(name), name))


def _declared(case: _Case) -> Iterator[Join]:
    """Claims of one question whose speakers or publishers are said to belong to one side."""
    sides = parties(case.readings.values(), case.all_claims, case.short)
    if not sides:
        return
    own = publishers(case.readings.values())
    everyone = {party for found in sides.values() for party, _ in found}
    for question in case.questions:
        by_party: dict[str, dict[str, list[tuple[Claim, str, Mark | None]]]] = defaultdict(lambda: defaultdict(list))
        for id_ in question.claims:
            claim = case.claims.get(id_)
            if claim is None:
                continue
            names = {name_key(claim.speaker, case.short)} if claim.speaker else own.get(claim.document, frozenset())
            for name in sorted(names):
                if name in everyone:
                    by_party[name][claim.document].append((claim, name, None))
                for party, mark in sides.get(name, ()):
                    by_party[party][claim.document].append((claim, name, mark))
        for party in sorted(by_party):
            yield from _party_joins(question, by_party[party])


def _party_joins(question: Question, members: Mapping[str, list[tuple[Claim, str, Mark | None]]]) -> Iterator[Join]:
    for a, b in _paired(sorted(members)):
        pairs = [
            (x, y) for x in members[a] for y in members[b] if x[1] != y[1] and (x[2] is not None or y[2] is not None)
        ]
        if pairs:
            x, y = pairs[0]
            yield _join(
                a,
                b,
                Rule.DECLARED_PARTY,
                [Evidence(_says(x), _says(y), _why(x, y))],
                question=question.id,
                claims=tuple(dict.fromkeys((one[0].id, other[0].id) for one, other in pairs)),
            )


def _says(one: tuple[Claim, str, Mark | None]) -> Citation | None:
    return one[2].citation if one[2] is not None else one[0].citation


def _why(x: tuple[Claim, str, Mark | None], y: tuple[Claim, str, Mark | None]) -> str:
    return "; ".join(dict.fromkeys(one[2].note for one in (x, y) if one[2] is not None))


def _paraphrases(case: _Case, joined: set[tuple[str, str]]) -> Iterator[Join]:
    """Claims of one question told in much the same words without a common run: offered to review, joining nothing."""
    for question in case.questions:
        told = []
        for id_ in question.claims[:PARAPHRASED]:
            claim = case.claims.get(id_)
            if claim is not None and (reading := case.readings.get(claim.document)) is not None:
                sentence = sentence_about(reading, claim.citation.span)
                stems = {
                    stem(word)
                    for word in content(one.text for one in words(reading.text, sentence.start, sentence.end))
                }
                told.append((claim, sentence, frozenset(word for word in stems if not word[:1].isdigit())))
        for (x, span_x, stems_x), (y, span_y, stems_y) in combinations(told, 2):
            if x.document == y.document or not _same_bounds(x, y) or {(x.id, y.id), (y.id, x.id)} & joined:
                continue
            shared = stems_x & stems_y
            if len(shared) >= PARAPHRASE_STEMS and len(shared) >= PARAPHRASE * min(len(stems_x), len(stems_y)):
                yield _join(
                    x.document,
                    y.document,
                    Rule.PARAPHRASE,
                    [
                        Evidence(
                            _cited(case, x, span_x), _cited(case, y, span_y), "both say " + ", ".join(sorted(shared))
                        )
                    ],
                    question=question.id,
                    claims=((x.id, y.id),),
                    score=round(len(shared) / min(len(stems_x), len(stems_y)), 3),
                    offered=True,
                )


def _cited(case: _Case, claim: Claim, span: Span) -> Citation:
    return cite(claim.document, case.readings[claim.document].text, span)
