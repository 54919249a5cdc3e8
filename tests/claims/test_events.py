"""Events: what happened, not what was wished; when, where and who did what to whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.claims import Model
from muniment.claims.analysis import analyse
from muniment.claims.extractors import events
from muniment.records import Claim, Event, Reading, Stance

Found = Callable[..., list[Event]]
PHRASES = Path(__file__).with_name("events_of_phrases.txt")


@pytest.fixture(scope="module")
def claimed(english: Model, read: Callable[..., Reading]) -> Callable[..., list[Claim]]:
    return lambda *paragraphs: list(events.extract(next(analyse([read(*paragraphs)], english))))


@pytest.fixture(scope="module")
def happened(claimed: Callable[..., list[Claim]]) -> Found:
    return lambda *paragraphs: [claim.content for claim in claimed(*paragraphs) if isinstance(claim.content, Event)]


@pytest.mark.parametrize(
    ("text", "kind", "edtf"),
    [
        ("Soldiers executed twelve farmers on 3 May 1997.", "killing", "1997-05-03"),
        ("The police opened fire on the crowd in June 2011.", "attack", "2011-06"),
        ("Three teachers were arrested in 1984.", "arrest", "1984"),
        ("Guards beat the prisoners in March 1990.", "torture", "1990-03"),
        ("Her brother disappeared in 1977.", "disappearance", "1977"),
        ("He was taken to an unknown location in May 1986.", "disappearance", "1986-05"),
        ("A large demonstration took place in Vienna on 4 July 1990.", "protest", "1990-07-04"),
        ("The trial of the two officers began in 2004.", "trial", "2004"),
        ("The ministry issued a statement on 5 May 2015.", "publication", "2015-05-05"),
        ("The commission held a meeting in Oslo in May 2001.", "meeting", "2001-05"),
        ("She was elected president in 1999.", "appointment", "1999"),
        ("Both sides accepted a ceasefire in 1993.", "other", "1993"),
        ("The massacre of villagers in May 1982 was never investigated.", "killing", "1982-05"),
        ("He was placed under house arrest in 1989.", "arrest", "1989"),
        ("In May 1995 forty men were put to death.", "killing", "1995-05"),
    ],
)
def test_an_event_has_its_kind_and_time(happened: Found, text: str, kind: str, edtf: str) -> None:
    found = happened(text)
    assert [(event.kind, event.when.edtf if event.when else None) for event in found] == [(kind, edtf)]


@pytest.mark.parametrize(
    "text",
    [
        "The families want a trial and fear a massacre.",
        "Soldiers may kill the witnesses.",
        "They called for the prosecution of the officers.",
        "If they arrest him, the others will flee.",
        "The army kills to stay in power.",
        "The victims of the 1982 massacre have no graves.",
        "Protests are a right.",
    ],
)
def test_what_did_not_happen_is_no_event(happened: Found, text: str) -> None:
    assert happened(text) == []


def test_who_did_what_to_whom(happened: Found) -> None:
    active = happened("Militiamen killed thirty villagers near Sarajevo in 1993.")[0]
    assert (active.perpetrators, active.victims) == (("Militiamen",), ("thirty villagers",))
    assert active.where == ("Sarajevo",)
    passive = happened("Thirty villagers were killed by militiamen in 1993.")[0]
    assert (passive.perpetrators, passive.victims) == (("militiamen",), ("Thirty villagers",))
    noun = happened("The massacre of villagers by soldiers in 1993 was filmed.")[0]
    assert (noun.perpetrators, noun.victims) == (("soldiers",), ("villagers",))


def test_a_denied_event_is_denied(claimed: Callable[..., list[Claim]]) -> None:
    found = claimed("The ministry denied that soldiers killed the farmers in 1997.")
    assert [claim.stance for claim in found] == [Stance.DENIED]


def test_a_time_of_another_event_is_not_taken(happened: Found) -> None:
    found = happened("The murderer of the 1988 massacre was arrested.")
    assert [(event.kind, event.when) for event in found] == [("arrest", None)]
    found = happened("The minister, who had fled during the war of 1991, was arrested.")
    assert [event.when for event in found if event.kind == "arrest"] == [None]


def test_a_named_event_lends_its_year(happened: Found) -> None:
    found = happened("Few know of the 1988 massacre.", "The massacre of prisoners claimed many lives.")
    assert any(event.when is not None and event.when.edtf == "1988" for event in found if event.kind == "killing")


def test_the_same_event_told_elsewhere_lends_its_time(happened: Found) -> None:
    found = happened("Marek Dovan was arrested in May 2003.", "Dovan’s arrest surprised his family.")
    assert [event.when.edtf if event.when else None for event in found] == ["2003-05", "2003-05"]


def test_until_is_no_time_of_the_event(happened: Found) -> None:
    found = happened("He was placed under house arrest until 2009.")
    assert [event.when for event in found] == [None]


def test_the_narrative_time_is_kept_within_a_paragraph(happened: Found) -> None:
    found = happened("In May 1992 the army shelled the town. Forty people were killed.")
    assert [event.when.edtf if event.when else None for event in found] == ["1992-05", "1992-05"]


def test_a_citation_is_the_clause_and_the_id_its_trigger(claimed: Callable[..., list[Claim]]) -> None:
    claim = claimed("Soldiers killed farmers in Vienna, which shocked nobody.")[0]
    assert claim.citation.quote == "Soldiers killed farmers in Vienna"
    assert isinstance(claim.content, Event)
    assert claim.id.endswith(f"-event-{claim.content.trigger.start}-{claim.content.trigger.end}")


def phrases() -> list[list[str]]:
    lines = PHRASES.read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "kinds"), phrases(), ids=[text[:40] for text, _ in phrases()])
def test_what_verbs_tell_with_their_objects(happened: Found, text: str, kinds: str) -> None:
    assert [event.kind for event in happened(text)] == [kind for kind in kinds.split() if kind != "-"]
