"""Places of the world by name."""

from __future__ import annotations

import pytest

from muniment.claims import gazetteer


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Rwanda", "country"),
        ("the Netherlands", "country"),
        ("West Bank", "region"),
        ("Sarajevo", "town"),
        ("San José", "town"),
        ("ایران", "country"),
        ("العراق", "country"),
        ("شیراز", "town"),
    ],
)
def test_a_place_is_known_in_its_scripts(name: str, kind: str) -> None:
    place = gazetteer.find(name)
    assert place is not None and place.kind == kind


def test_a_name_that_several_countries_have_says_so() -> None:
    place = gazetteer.find("Tripoli")
    assert place is not None and {"LY", "LB"} <= place.countries


def test_what_is_no_place_is_not_found() -> None:
    assert gazetteer.find("Marek Dovan") is None
