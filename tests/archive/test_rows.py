"""Every record comes back from the archive exactly as it went in, lone surrogates and NUL included."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from muniment.archive import Archive
from muniment.errors import RecordError
from muniment.records import (
    MEASURES,
    Citation,
    Claim,
    Custody,
    DateCandidate,
    Document,
    Entity,
    Failure,
    Figure,
    FootnoteMark,
    Incoming,
    Join,
    Locator,
    Mention,
    Notice,
    Passage,
    PlacedRun,
    Publication,
    Qualifier,
    Question,
    Reading,
    Role,
    Span,
    TimeSaid,
)
from muniment.records.claims import Content
from tests.archive.make import clock

#: any code point: lone surrogates, NUL, private use
WORDS = st.text(st.characters(), max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0)
PLACES = st.integers(0, 2**40)
#: examples are not made smaller: each costs writes to a disk, and the record that fails says enough
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(PLACES)
    return Span(start, start + draw(st.integers(0, 50)))


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    quote = draw(st.text(st.characters(), min_size=1, max_size=12))
    start = draw(PLACES)
    document, prefix, suffix, locator = draw(st.tuples(WORDS, WORDS, WORDS, st.none() | of(Locator)))
    return Citation(document, start, start + len(quote), quote, prefix, suffix, locator)


@st.composite
def times(draw: st.DrawFn) -> TimeSaid:
    text, start = draw(WORDS), draw(PLACES)
    edtf, relative = draw(st.tuples(WORDS, st.none() | WORDS) | st.tuples(st.none(), WORDS))
    return TimeSaid(start, start + len(text), text, edtf, relative, draw(WORDS))


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    low, high = draw(
        st.tuples(NUMBERS, st.none()) | st.tuples(st.none(), NUMBERS) | st.tuples(NUMBERS, NUMBERS).map(sorted)
    )
    made = draw(of(Figure, low=st.just(1.0), high=st.none(), measure=st.sampled_from(MEASURES)))
    return replace(made, low=low, high=high)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(st.text(st.characters(), max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    passages = tuple(
        replace(draw(of(Passage)), start=start, end=end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    return replace(draw(of(Reading, text=st.just(text), passages=st.just(()))), passages=passages)


def of(kind: Any, **given_: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A strategy for a record, made from its fields' types, so that a new field is tested without a word here."""
    hints = typing.get_type_hints(kind)
    return st.builds(
        kind,
        **{one.name: given_[one.name] if one.name in given_ else strategy(hints[one.name]) for one in fields(kind)},
    )


SPECIAL: dict[Any, Any] = {Span: spans, Citation: citations, TimeSaid: times, Figure: figures, Reading: readings}


def strategy(hint: Any) -> st.SearchStrategy[Any]:
    plain = {str: WORDS, int: PLACES, float: NUMBERS, bool: st.booleans(), type(None): st.none()}
    if hint in plain:
        return plain[hint]
    if hint in SPECIAL:
        return SPECIAL[hint]()
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return st.one_of(*map(strategy, typing.get_args(hint)))
    if typing.get_origin(hint) is tuple:
        parts = typing.get_args(hint)
        if parts[-1] is Ellipsis:
            return st.lists(strategy(parts[0]), max_size=3).map(tuple)
        return st.tuples(*map(strategy, parts))
    if issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    return of(hint)


@pytest.fixture(scope="module")
def archive(fast: Path) -> Iterator[Archive]:
    with Archive.open(fast / "case", create=True, now=clock) as opened:
        yield opened


@pytest.fixture(scope="module")
def document(archive: Archive) -> Document:
    return archive.keep(Incoming("one.txt", b"one"))


@FEW
@given(custody=of(Custody), modified=st.none() | WORDS, data=st.binary(max_size=5), path=WORDS, beside=WORDS)
def test_a_document_comes_back(
    archive: Archive, custody: Custody, modified: str | None, data: bytes, path: str, beside: str
) -> None:
    named = f"d{path.replace('/', '')}"
    before = {one.id for one in archive.documents()}
    document = archive.keep(Incoming(named, data, custody, modified, ((beside, b"beside"),)))
    assert archive.document(document.id) == document
    assert archive.original(document.id) == data
    assert beside in [one for one, _ in archive.companions(document.id)]
    if document.id not in before:
        assert (document.path, document.custody, document.modified) == (named, custody, modified)


@FEW
@given(reading=readings(), failures=st.lists(of(Failure), max_size=2))
def test_a_reading_comes_back(archive: Archive, document: Document, reading: Reading, failures: list[Failure]) -> None:
    reading = replace(reading, document=document.id)
    failures = [replace(one, document=document.id) for one in failures]
    archive.put(document.id, reading, made_by="m", failures=failures)
    assert archive.reading(document.id) == reading
    assert sorted(archive.failures(), key=repr) == sorted(failures, key=repr)


CONTENTS = st.one_of(*(SPECIAL.get(one, lambda one=one: of(one))() for one in typing.get_args(Content)))


@FEW
@given(claims=st.lists(of(Claim, content=CONTENTS), max_size=4), entities=st.lists(of(Entity), max_size=3))
def test_claims_and_entities_come_back(
    archive: Archive, document: Document, claims: list[Claim], entities: list[Entity]
) -> None:
    claims = [
        replace(one, id=f"{nr}{one.id}", citation=replace(one.citation, document=document.id))
        for nr, one in enumerate(claims)
    ]
    entities = [replace(one, id=f"e{nr}{one.id}", document=document.id) for nr, one in enumerate(entities)]
    reading = Reading(document.id, "", (), "text", "1", "text")
    archive.put(document.id, reading, claims, entities, made_by="m")
    found = list(archive.claims(document.id))
    assert {one.id: one for one in found} == {one.id: one for one in claims}
    assert [(one.citation.start, one.citation.end) for one in found] == sorted(
        (one.citation.start, one.citation.end) for one in claims
    )
    assert {one.id: one for one in archive.entities(document.id)} == {one.id: one for one in entities}
    for kind in ("figure", "mention"):
        assert {one.id for one in archive.claims(kind=kind)} == {one.id for one in claims if one.kind == kind}


@FEW
@given(
    publications=st.lists(of(Publication), max_size=3, unique_by=lambda one: one.document),
    times=st.dictionaries(WORDS, st.none() | WORDS, max_size=3),
    questions=st.lists(of(Question), max_size=3, unique_by=lambda one: one.id),
    joins=st.lists(of(Join), max_size=3, unique_by=lambda one: one.id),
    failures=st.lists(of(Failure), max_size=2),
)
def test_what_is_made_of_all_claims_comes_back(
    archive: Archive,
    publications: list[Publication],
    times: dict[str, str | None],
    questions: list[Question],
    joins: list[Join],
    failures: list[Failure],
) -> None:
    archive.put_derived(publications, times, questions, joins, failures=failures)
    assert {one.document: one for one in archive.publications()} == {one.document: one for one in publications}
    assert archive.times() == times
    assert {one.id: one for one in archive.questions()} == {one.id: one for one in questions}
    assert {one.id: one for one in archive.joins()} == {one.id: one for one in joins}


def test_every_record_of_a_reading_is_tried() -> None:
    tried = {Passage, FootnoteMark, PlacedRun, DateCandidate, Notice}
    hints = typing.get_type_hints(Reading)
    lists = {typing.get_args(hint)[0] for hint in hints.values() if typing.get_origin(hint) is tuple} - {str}
    assert lists == tried


def test_two_claims_of_one_id_are_refused_and_change_nothing(archive: Archive, document: Document) -> None:
    reading = Reading(document.id, "ab", (Passage(0, 2, Role.BODY),), "text", "1", "text")
    claim = Claim("x", Citation(document.id, 0, 1, "a"), Mention("place", "x"), "e", "1")
    archive.put(document.id, reading, [claim], made_by="m")
    with pytest.raises(RecordError, match="two claims are called x"):
        archive.put(document.id, reading, [claim, claim], made_by="n")
    with pytest.raises(RecordError, match="cites other"):
        archive.put(document.id, reading, [replace(claim, citation=Citation("other", 0, 1, "a"))], made_by="n")
    assert list(archive.claims(document.id)) == [claim]
    assert archive.has_reading(document.id, "m")


@pytest.mark.parametrize("low", [float("nan"), 10**400])
def test_a_number_that_cannot_be_kept_is_refused(archive: Archive, document: Document, low: float) -> None:
    figure = replace(Figure(Span(0, 1), 1.0, None, Qualifier.EXACT, "people", "killed"), low=low)
    claim = Claim("n", Citation(document.id, 0, 1, "a"), figure, "e", "1")
    with pytest.raises(RecordError, match="too large to be kept|is none"):
        archive.put(document.id, Reading(document.id, "a", (), "t", "1", "text"), [claim], made_by="m")
    archive.put(document.id, Reading(document.id, "a", (), "t", "1", "text"), [], made_by="m")
    assert list(archive.claims(document.id)) == []


def test_infinity_and_whole_numbers_come_back(archive: Archive, document: Document) -> None:
    figure = Figure(Span(0, 1), 30_000, float("inf"), Qualifier.EXACT, "people", "killed")
    claim = Claim("n", Citation(document.id, 0, 1, "a"), figure, "e", "1")
    archive.put(document.id, Reading(document.id, "a", (), "t", "1", "text"), [claim], made_by="m")
    assert list(archive.claims(document.id)) == [claim]
