"""Roles: offices, and parts in acts of which somebody is accused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from muniment.claims import Model
from muniment.claims.analysis import analyse
from muniment.claims.extractors import roles
from muniment.records import Claim, Involvement, Reading, Stance

Claimed = Callable[..., list[Claim]]


@pytest.fixture(scope="module")
def claimed(english: Model, read: Callable[..., Reading]) -> Claimed:
    return lambda *paragraphs: list(roles.extract(next(analyse([read(*paragraphs)], english))))


def held(claims: list[Claim]) -> list[tuple[str, str, bool]]:
    found = [claim.content for claim in claims if isinstance(claim.content, Involvement)]
    return [(role.person, role.role, role.alleged) for role in found]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Former Foreign Minister Marek Dovan spoke.", "Former Foreign Minister"),
        ("The regime’s founder Marek Dovan spoke.", "regime’s founder"),
        ("Marek Dovan, the party’s president-elect, spoke.", "party’s president-elect"),
        ("Marek Dovan, who was then deputy governor of the province, spoke.", "deputy governor of the province"),
        ("The king appointed Marek Dovan as governor of the province.", "governor of the province"),
        ("Marek Dovan was appointed prosecutor of the tribunal.", "prosecutor of the tribunal"),
        ("Marek Dovan served as director of the prison for two years.", "director of the prison"),
        ("Marek Dovan is a deputy prosecutor.", "deputy prosecutor"),
        ("The election of Marek Dovan as president surprised nobody.", "president"),
        ("Secretary of State Marek Dovan spoke.", "Secretary of State"),
        ("The panel, chaired by Marek Dovan, met.", "panel, chaired"),
        ("Its leader, Marek Dovan, left.", "leader"),
    ],
)
def test_an_office_is_no_accusation(claimed: Claimed, text: str, role: str) -> None:
    assert held(claimed(text)) == [("Marek Dovan", role, False)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Marek Dovan, the henchman of the massacre, fled.", "henchman of the massacre"),
        ("Marek Dovan was a member of the death commission.", "member of the death commission"),
        ("Marek Dovan, who ordered the shooting of prisoners, fled.", "ordered the shooting of prisoners"),
        ("She accuses Marek Dovan of running a secret prison.", "running a secret prison"),
        ("Marek Dovan is a prosecutor involved in the executions.", "prosecutor involved in the executions"),
    ],
)
def test_a_part_in_an_act_is_alleged(claimed: Claimed, text: str, role: str) -> None:
    assert ("Marek Dovan", role, True) in held(claimed(text))


def test_a_denied_part_is_denied(claimed: Claimed) -> None:
    found = claimed("Marek Dovan was never a member of the death commission.")
    assert held(found) == [("Marek Dovan", "member of the death commission", True)]
    assert found[0].stance is Stance.DENIED


def test_a_pronoun_is_the_last_person_named(claimed: Claimed) -> None:
    found = held(claimed("Marek Dovan returned to Vienna. He was appointed governor of the province in 1991."))
    assert found == [("Marek Dovan", "governor of the province", False)]


def test_a_role_has_its_time_and_body(claimed: Claimed) -> None:
    role = claimed("Marek Dovan was appointed director of the Karsk Relief Bureau in May 1991.")[0].content
    assert isinstance(role, Involvement)
    assert role.when is not None and role.when.edtf == "1991-05"
    assert role.body == "Karsk Relief Bureau"


def test_an_office_told_again_is_claimed_once_and_an_accusation_each_time(claimed: Claimed) -> None:
    found = held(
        claimed(
            "President Marek Dovan spoke. Later President Dovan left.",
            "Dovan, the butcher of Karsk, slept. Dovan, the butcher of Karsk, woke.",
        )
    )
    assert [role for *_, alleged in found for role in [alleged]] == [False, True, True]


@pytest.mark.parametrize("text", ["Marek Dovan left on Monday.", "The president left.", "Mr. Dovan slept."])
def test_no_role_where_none_is_said(claimed: Claimed, text: str) -> None:
    assert claimed(text) == []


def test_no_deed_is_laid_to_somebody_by_a_pronoun(claimed: Claimed) -> None:
    text = "Marek Dovan was tried. His lawyer, Ilona Petrescu, said he had not ordered any killings."
    assert [role for role in held(claimed(text)) if role[2]] == []


def test_a_pronoun_after_two_people_is_nobody(claimed: Claimed) -> None:
    text = "Marek Dovan met Peter Kovan in Vienna. He was appointed governor of the province."
    assert held(claimed(text)) == []
