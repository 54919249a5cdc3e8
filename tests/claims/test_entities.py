"""Names in a document: found, typed, and joined only by what the text itself shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muniment.claims import Model, clusters
from muniment.claims.analysis import Analysis, analyse
from muniment.claims.extractors import entities
from muniment.claims.names import CaseName, CaseNames
from muniment.records import Entity, Reading

Read = Callable[..., Reading]


@pytest.fixture(scope="module")
def named(english: Model, read: Read) -> Callable[..., list[Entity]]:
    def find(*paragraphs: str, language: str = "en", names: CaseNames | None = None) -> list[Entity]:
        model = english if language == "en" else None
        analysis = next(analyse([read(*paragraphs, language=language)], model, names=names))
        return list(clusters.entities(entities.extract(analysis)))

    return find


def kinds(found: list[Entity]) -> dict[str, str]:
    return {form: entity.kind for entity in found for form in (entity.name, *entity.aliases)}


def group(found: list[Entity], form: str) -> set[str]:
    return next({entity.name, *entity.aliases} for entity in found if form in (entity.name, *entity.aliases))


Named = Callable[..., list[Entity]]


def test_heads_titles_and_places_give_the_kind(named: Named) -> None:
    found = kinds(
        named(
            "Colonel Marek Dovan of the Northern Defence Council met reporters at Karsk Prison near Sarajevo.",
            "The Treaty of Oslo was signed after the Bosnian War, said Judge Ilona Petrescu.",
        )
    )
    assert found["Marek Dovan"] == "person"
    assert found["Northern Defence Council"] == "organisation"
    assert found["Karsk Prison"] == "facility"
    assert found["Sarajevo"] == "place"
    assert found["Treaty of Oslo"] == "work"
    assert found["Bosnian War"] == "event"
    assert found["Ilona Petrescu"] == "person"
    assert not {"Colonel", "Judge", "The Treaty"} & set(found)


def test_a_title_anywhere_types_the_name_everywhere(named: Named) -> None:
    found = named("Dovan was absent. Nobody had seen Dovan in Vienna.", "On Monday Mr. Dovan came back.")
    assert kinds(found)["Dovan"] == "person"
    assert len(next(entity for entity in found if entity.name == "Dovan").mentions) == 3


def test_brackets_and_initials_join(named: Named) -> None:
    found = named(
        "The People's Front for the Valley (PFV/FPV) denied it. The PFV left.",
        "The Central Relief Bureau answered. Later the CRB closed.",
    )
    assert group(found, "PFV") == {"People's Front for the Valley", "PFV", "FPV"}
    assert group(found, "CRB") == {"Central Relief Bureau", "CRB"}


def test_an_acronym_goes_with_the_body_whose_letters_it_is(named: Named) -> None:
    found = named(
        "Written by the Secretariat of the National Front of Karsia (NFK) in May. The NFK met.",
        "The National Front of Karsia left.",
    )
    assert "Secretariat of the National Front of Karsia" not in group(found, "NFK")
    assert "National Front of Karsia" in group(found, "NFK")


def test_also_known_as_and_another_spelling_join(named: Named) -> None:
    found = named(
        "Marek Dovan, also known as Vulture, gave the order.",
        "Ilona Petrescu spoke first. Petresku then left with Vulture.",
    )
    assert group(found, "Vulture") == {"Marek Dovan", "Vulture"}
    assert group(found, "Petresku") == {"Ilona Petrescu", "Petresku"}


def test_a_last_name_that_two_people_bear_joins_neither(named: Named) -> None:
    found = named("Anna Kovan met Peter Kovan in Vienna. Kovan was accused of the killings.")
    assert group(found, "Kovan") == {"Kovan"}


def test_a_short_form_stands_for_the_one_body_that_it_can_mean(named: Named) -> None:
    found = named("The Commission for Missing Persons met in Vienna. Later the Commission published its list.")
    assert group(found, "Commission") == {"Commission for Missing Persons", "Commission"}


def test_two_prisons_in_one_phrase_are_two(named: Named) -> None:
    found = kinds(named("They were held at Karsk and Belmar Prisons for years."))
    assert found["Karsk"] == found["Belmar"] == "facility"


def test_a_headline_in_capitals_makes_no_names(named: Named) -> None:
    found = kinds(named("Rising Anger Over Forgotten Victims Grows Across Europe", "It rained in the afternoon."))
    assert set(found) == {"Europe"}


def test_peoples_days_and_sentence_openings_are_no_names(named: Named) -> None:
    assert named("However, many Bosnians left on Monday. Nobody returned in March. Winter came early.") == []


def test_possessives_and_footnotes_are_no_part_of_a_name(named: Named) -> None:
    found = kinds(named("Dovan’s lawyers and Marek Dovan's sister wrote to Vienna’s mayor."))
    assert {"Dovan", "Marek Dovan", "Vienna"} <= set(found)


def test_quoted_works_and_coined_bodies(named: Named) -> None:
    found = kinds(named("In the book “The Silent Valley,” she wrote of a “death committee” that sat in Vienna."))
    assert found["The Silent Valley"] == "work"
    assert found["death committee"] == "organisation"


def test_the_names_file_decides(named: Named) -> None:
    mine = CaseNames((CaseName("organisation", "Valley Union", ("the boys", "brigands")), CaseName("facility", "Mill")))
    found = named("The brigands of the Valley Union came to Mill at night.", names=mine)
    assert group(found, "brigands") == {"Valley Union", "brigands"}
    assert kinds(found)["Mill"] == "facility"


@pytest.mark.parametrize(
    ("language", "text", "kind", "name"),
    [
        ("fa", "به گفته آقای رضا نمونه‌ای در زندان کارسک کسی نبود.", "person", "رضا نمونه‌ای"),
        ("fa", "به گفته آقای رضا نمونه‌ای در زندان کارسک کسی نبود.", "facility", "زندان کارسک"),
        ("fa", "او در شهر شیراز زندگی می‌کرد.", "place", "شیراز"),
        ("fa", "داکتر نجیب نمونه در کابل است.", "person", "نجیب نمونه"),
        ("ar", "قال الرئيس السوري وليد مثال إنه سيعود.", "person", "وليد مثال"),
        ("ar", "أكدت منظمة العفو الدولية أن ثلاثين شخصا قتلوا.", "organisation", "منظمة العفو الدولية"),
        ("ar", "وصل إلى مدينة حلب أمس.", "place", "حلب"),
    ],
)
def test_persian_and_arabic_names(named: Named, language: str, text: str, kind: str, name: str) -> None:
    assert kinds(named(text, language=language))[name] == kind


def test_persian_without_names_has_none(named: Named) -> None:
    assert named("باران بارید و هیچ کس نیامد.", language="fa") == []


def test_an_entity_is_called_by_its_lowest_mention(english: Model, read: Read) -> None:
    analysis = next(analyse([read("Dovan left.", "Colonel Marek Dovan returned to Vienna.")], english))
    claims = list(entities.extract(analysis))
    for entity in clusters.entities(claims):
        assert entity.id == entity.mentions[0]
    assert [claim.citation.quote for claim in claims] == ["Dovan", "Marek Dovan", "Vienna"]


PIECES = ["Colonel Marek Dovan", "Vienna", "the National Front (NF)", "Dovan’s", "it rained", "\u00a0", "🙂", "e\u0301"]
PIECES += ["“death squad”", "1988 massacre", "(", ")", ".", "زندان اوین", "شلom", "U.S.", "St. Petersburg", "of the"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14), st.sampled_from(["fa", "ar", "und"]))
def test_mentions_quote_their_text_and_never_overlap(read: Read, pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    analysis = Analysis(read(text, language=language), next(analyse([read(text)], None)).paragraphs, None)
    at = 0
    for claim in entities.extract(analysis):
        assert claim.citation.start >= at
        assert claim.citation.quote == analysis.reading.text[claim.citation.start : claim.citation.end]
        at = claim.citation.end
