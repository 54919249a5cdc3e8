"""What cannot both hold, what is a revision, and what merely differs."""

from __future__ import annotations

import pytest

from muniment.corroboration import find_conflicts
from muniment.records import Claim, Qualifier, Stance
from tests.corroboration.making import figure, published, reading

TEXT = reading("a", "One said 208. Another said 304. A third said at least 300. The fourth said about 310.")
LATER = reading("b", "One said 304 now.")


def one(quote: str, low: float | None, high: float | None, **more: object) -> Claim:
    return figure(TEXT, quote, quote.split()[-1], low, high, **more)  # type: ignore[arg-type]


def kinds(*claims: Claim) -> list[str]:
    return [conflict.kind for conflict in find_conflicts(claims)]


def test_exact_numbers_of_two_speakers_that_differ_are_a_conflict() -> None:
    assert kinds(one("said 208", 208, 208, speaker="A. Ren"), one("said 304", 304, 304, speaker="B. Sol")) == [
        "conflict"
    ]


def test_lower_bounds_that_differ_are_not() -> None:
    assert kinds(one("said 208", 208, None, speaker="A. Ren"), one("said 304", 304, None, speaker="B. Sol")) == []


def test_a_lower_bound_above_an_exact_number_is() -> None:
    assert kinds(one("said 208", 208, 208, speaker="A. Ren"), one("at least 300", 300, None, speaker="B. Sol")) == [
        "conflict"
    ]


def test_about_is_allowed_a_tenth() -> None:
    about = one("about 310", 310, 310, qualifier=Qualifier.APPROXIMATELY, speaker="A. Ren")
    assert kinds(about, one("said 304", 304, 304, speaker="B. Sol")) == []
    assert kinds(about, one("said 208", 208, 208, speaker="B. Sol")) == ["conflict"]


def test_a_source_that_revises_its_own_figure_is_no_conflict() -> None:
    early = one("said 208", 208, 208, speaker="Lena Orvel")
    late = figure(LATER, "304 now", "304", 304, 304, speaker="Orvel")
    days = {"a": published("a", "2020-05-01"), "b": published("b", "2019-05-01")}
    (found,) = find_conflicts([early, late], days)
    assert found.kind == "revision"
    assert (found.a, found.b) == (late.id, early.id)
    assert "304" in found.why


@pytest.mark.parametrize(("denier", "teller"), [("the ministry", "the rebels"), ("the rebels", "the ministry")])
def test_a_denial_is_a_conflict_whichever_side_denies(denier: str, teller: str) -> None:
    denied = one("said 304", 304, 304, speaker=denier, stance=Stance.DENIED)
    told = one("at least 300", 300, None, speaker=teller)
    (found,) = find_conflicts([denied, told])
    assert found.kind == "conflict"
    assert found.why == f"{denier} denies “said 304” and {teller} says “at least 300”"


def test_a_denial_of_another_number_is_none() -> None:
    assert kinds(one("said 208", 208, 208, stance=Stance.DENIED), one("said 304", 304, 304, speaker="B. Sol")) == []


def test_warnings_and_threats_are_no_tellings() -> None:
    assert kinds(one("said 208", 208, 208, stance=Stance.WARNED), one("said 304", 304, 304, speaker="B. Sol")) == []


def test_very_many_claims_are_compared_through_one_of_each_kind() -> None:
    many = [
        figure(reading(f"d{at:04d}", "They said 208."), "said 208", "208", 208, 208, speaker="A. Ren")
        for at in range(500)
    ]
    assert len(find_conflicts([*many, one("said 304", 304, 304, speaker="B. Sol")])) == 1
