"""No accuracy falls under its floor unseen: `python -m benchmarks.floors --lower` is how one is let down."""

from __future__ import annotations

import pytest

from benchmarks import floors


@pytest.mark.parametrize("name", sorted(floors.read()))
def test_accuracy_stays_above_its_floor(name: str) -> None:
    if name not in floors.here():
        pytest.skip(f"ability not tested: accuracy on “{name}” (its answers are not beside this checkout)")
    known = floors.read()[name]
    assert floors.corpus(name) == known["corpus"], "other documents or answers: python -m benchmarks.floors --lower"
    assert floors.below(known["floors"], floors.measured(name)) == []


def test_there_are_floors() -> None:
    assert {"gold_en", "gold_fa", "gold_ar", "seeds"} <= set(floors.read())


def test_what_is_lower_is_named() -> None:
    assert floors.below({"figures: F1": 0.9, "events: F1": 0.5}, {"figures: F1": 0.89, "events: F1": 0.5}) == [
        "figures: F1 is 0.890, under its floor of 0.90"
    ]
    assert floors.below({"roles: F1": 0.2}, {}) == ["roles: F1 is 0.000, under its floor of 0.20"]
