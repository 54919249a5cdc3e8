"""Speakers: the fullest name, pronouns, descriptions, continuations, chains, and figures inside what is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from muniment.claims import Model, available, extract
from muniment.records import Claim, Reading, Stance

Said = Callable[..., list[Claim]]
Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("paragraphs", "wanted"),
    [
        pytest.param(
            ("Colonel Amra Example arrived on Monday.", "Example said that the road was mined."),
            ["Amra Example"],
            id="a last name",
        ),
        pytest.param(
            ("Amra Example arrived on Monday.", "She said that the road was mined."), ["Amra Example"], id="she"
        ),
        pytest.param(
            ("Mr. Juan Ejemplo met Mrs. Amra Example on Monday.", "She said that the road was mined."),
            ["Amra Example"],
            id="a form of address tells who she is",
        ),
        pytest.param(
            ("“We left at dawn,” Juan Ejemplo said.", "“Nobody stopped us,” he added."),
            ["Juan Ejemplo", "Juan Ejemplo"],
            id="who spoke last goes on",
        ),
        pytest.param(
            ("“We left at dawn,” said Juan Ejemplo, a lawmaker from Sela.", "“Nobody stopped us,” the lawmaker added."),
            ["Juan Ejemplo", "Juan Ejemplo"],
            id="a description by an apposition",
        ),
        pytest.param(
            ("“We left at dawn,” Juan Ejemplo said.", "“Nobody stopped us that night, and nobody asked.”"),
            ["Juan Ejemplo", "Juan Ejemplo"],
            id="an unmarked continuation",
        ),
        pytest.param(
            ("“We left at dawn,” Juan Ejemplo said. “Nobody stopped us that night.”",),
            ["Juan Ejemplo", "Juan Ejemplo"],
            id="a continuation in the paragraph",
        ),
        pytest.param(
            ("The judge, Amra Example, warned:", "“The court will not wait.”"), ["Amra Example"], id="a colon before"
        ),
        pytest.param(
            ("The Sela Relief Committee (SRC) came in May.", "The SRC said that wells were dry."),
            ["Sela Relief Committee"],
            id="initials",
        ),
        pytest.param(
            ("Villagers fled over the bridge.", "They said that soldiers had burned the mill."),
            ["Villagers"],
            id="they",
        ),
        pytest.param(
            ("“A guard shouted that we must leave,” Amra Example said.", "“We left,” she added."),
            ["Amra Example", "A guard", "Amra Example"],
            id="whoever is quoted inside a quotation does not go on",
        ),
        pytest.param(
            ("Juan Ejemplo left. A spokeswoman for the Land Office, Irena Kolar, came. She said that it was sold.",),
            ["Irena Kolar"],
            id="a name that closes a subject",
        ),
        pytest.param(
            ("A rebel, who gave his name as Captain Lobo, denied the charge. “We were far away,” he said.",),
            ["Lobo", "Lobo"],
            id="a name that somebody gave",
        ),
        pytest.param(
            ("In a letter, the Permanent Envoy of Tarnia, Ser Aldo Brenk, stated that the road was closed.",),
            ["Ser Aldo Brenk"],
            id="an apposition behind where the office is held",
        ),
        pytest.param(
            (
                "The Special Rapporteur on secret, arbitrary and prolonged detention, Lena Ostrova, came in May.",
                "The Special Rapporteur met the mayor. She urged the state to open the prisons.",
            ),
            ["Lena Ostrova"],
            id="she, of a long office named again",
        ),
        pytest.param(
            ("The centre published a register, according to which the mill was burned.",),
            ["The centre"],
            id="according to which",
        ),
        pytest.param(
            ("“Half of us do not know,” said its vice-president, Estela Ramos.",), ["Estela Ramos"], id="a hyphen"
        ),
        pytest.param(
            (
                "A villager recalled that Lieutenant Juan Ejemplo had led the raid.",
                "“He said that all must leave,” the witness told us.",
            ),
            ["A villager", "A villager", "Juan Ejemplo"],
            id="the witness who was told of, and he in what is quoted",
        ),
        pytest.param(
            ("The Commission for Lost Names met in May.", "The commission said that the list was long."),
            ["Commission for Lost Names"],
            id="a body headed by its first word",
        ),
        pytest.param(
            ("REPORTER: The vice-governor, Ms. Amra Example, said that the road was closed.",),
            ["REPORTER", "Amra Example"],
            id="who stands behind the line's name",
        ),
        pytest.param(
            ("A spokeswoman for the Land Office, Irena Kolar, rejected the report.",),
            ["Irena Kolar"],
            id="a closing name",
        ),
        pytest.param(("It rained.", "He said that the road was mined."), ["He"], id="nobody to mean"),
    ],
)
def test_who_speaks(said: Said, paragraphs: tuple[str, ...], wanted: list[str]) -> None:
    assert [claim.speaker for claim in said(*paragraphs)] == wanted


def test_a_speaker_who_cites_another_makes_a_chain(said: Said) -> None:
    (claim,) = said("The commissioner, citing the hospital register, said that nine children had died.")
    assert [speaker.name for speaker in claim.speakers] == ["The commissioner", "the hospital register"]


def figures(text: str, model: Model, read: Read) -> list[Claim]:
    findings = next(extract([read(text)], model=model, extractors=available()))
    return [claim for claim in findings.claims if claim.kind == "figure"]


def test_a_figure_takes_the_speaker_of_what_it_stands_in(english: Model, read: Read) -> None:
    inside, outside = figures("The mayor said that 40 people were killed. Later 300 people fled.", english, read)
    assert inside.speaker == "The mayor" and outside.speaker is None


def test_a_figure_in_a_quotation_takes_its_speaker(english: Model, read: Read) -> None:
    (inside,) = figures("“At least 40 people were killed,” said the nurse Amra Example.", english, read)
    assert inside.speaker == "Amra Example"


def test_a_figure_in_a_denial_is_a_denied_figure(english: Model, read: Read) -> None:
    (denied,) = figures("The army denied that 40 people had been killed.", english, read)
    assert denied.speaker == "The army" and denied.stance is Stance.DENIED


def test_a_figure_two_say_has_both_the_inner_one_first(english: Model, read: Read) -> None:
    text = "Amra Example said: According to the hospital, 40 people were killed. Nobody was charged."
    (both,) = figures(text, english, read)
    assert [speaker.name for speaker in both.speakers] == ["the hospital", "Amra Example"]


def test_an_order_is_no_report_of_its_figures(english: Model, read: Read) -> None:
    (ordered,) = figures("The general ordered his men to arrest 40 people.", english, read)
    assert ordered.speakers == ()


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("The UN commissioner", "un"),
        ("A survivor", "survivor"),
        ("The prosecutor", "court"),
        ("The interior ministry", "state"),
        ("An opposition group", "opposition"),
        ("Eyewitnesses", "witness"),
        ("The farmer", None),
    ],
)
def test_the_kind_of_speaker_is_told_by_its_words_alone(said: Said, phrase: str, kind: str | None) -> None:
    (claim,) = said(f"{phrase} said that the bridge had fallen.")
    assert claim.speakers[0].kind == kind


def test_the_parties_exchanged_give_the_same_record_mirrored(said: Said) -> None:
    text = "{a} said that {b} had shelled the market. {b} denied that it had fired, and accused {a} of lying."
    one = said(text.format(a="The government", b="The rebel front"))
    other = said(text.format(a="The rebel front", b="The government"))
    swap = {"The government": "The rebel front", "The rebel front": "The government"}
    assert len(one) == len(other) >= 2
    assert [(claim.stance, swap[str(claim.speaker)]) for claim in one] == [
        (claim.stance, claim.speaker) for claim in other
    ]
