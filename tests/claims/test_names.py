"""A case's names file."""

from __future__ import annotations

import pytest

from muniment.claims.names import CaseName, CaseNames, read_names
from muniment.errors import SettingsError


def test_a_names_file_is_read() -> None:
    names = read_names(
        '[organisations]\n"Valley Front" = { forms = ["VF"], party = "opposition" }\n'
        '[facilities]\n"Old Mill" = { latitude = 1.5, longitude = 30 }\n[persons]\n"Anna Example" = ["A. Example"]\n'
    )
    assert names == CaseNames(
        (
            CaseName("organisation", "Valley Front", ("VF",), "opposition"),
            CaseName("facility", "Old Mill", (), None, 1.5, 30.0),
            CaseName("person", "Anna Example", ("A. Example",)),
        )
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[cities]\n", "no table 'cities'"),
        ("persons = 3\n", "'persons' must be a table"),
        ('[persons]\n"A" = 3\n', "'A' must have a list of forms"),
        ('[persons]\n"A" = { form = ["B"] }\n', "'A' has 'form'; known: forms"),
        ('[persons]\n"A" = [1]\n', "forms of 'A' must be a list of words"),
        ('[persons]\n"A" = { party = 2 }\n', "party of 'A' must be a word"),
        ('[places]\n"A" = { latitude = "north" }\n', "latitude of 'A' must be a number"),
        ("[persons\n", "not TOML"),
    ],
)
def test_what_is_wrong_with_a_names_file_is_said(text: str, complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        read_names(text)
