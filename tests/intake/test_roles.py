# ruff: noqa: E501 - pages in small, whose lines are as long as a page has them
"""Roles on invented pages: every line of `pages/*.txt` bears its own mark, see pages/README.md."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.intake.blocks import cut
from muniment.intake.roles import assign
from muniment.records import Role
from tests.intake.making import reading, words

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
MARKS = {
    "H": Role.HEADING,
    "B": Role.BODY,
    "Y": Role.BYLINE,
    "C": Role.CAPTION,
    "N": Role.FOOTNOTE,
    "F": Role.FURNITURE,
}
TEXT = (Role.BODY, Role.HEADING)


def marked(path: Path) -> tuple[str, dict[int, Role]]:
    """The page's text, and the role of each letter."""
    text, roles = "", {}
    for line in path.read_text(encoding="utf-8").splitlines():
        mark, shown = (line[0], line[2:]) if line else ("", "")
        if mark:
            roles.update({len(text) + at: MARKS[mark] for at in range(len(shown)) if shown[at].isalnum()})
        text += shown + "\n"
    return text, roles


def found(text: str) -> dict[int, Role]:
    made = reading(text)
    return {at: one.role for one in made.passages for at in range(one.start, one.end) if made.text[at].isalnum()}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_article_is_told_from_its_page(path: Path) -> None:
    text, wanted = marked(path)
    got = found(text)
    assert set(got) == set(wanted), "every letter lies in a passage"
    mine = {at for at, role in got.items() if role in TEXT}
    its = {at for at, role in wanted.items() if role in TEXT}
    assert 2 * len(mine & its) / (len(mine) + len(its)) >= 0.95, "one line of a short page may be taken for another"
    right = sum(got[at] == role or {got[at], role} <= set(TEXT) for at, role in wanted.items())
    assert right / len(wanted) >= 0.95


def test_all_pages_together_keep_their_floor() -> None:
    hit = both = 0
    for path in PAGES:
        text, wanted = marked(path)
        got = found(text)
        mine = {at for at, role in got.items() if role in TEXT}
        its = {at for at, role in wanted.items() if role in TEXT}
        hit, both = hit + len(mine & its), both + len(mine) + len(its)
    assert 2 * hit / both >= 0.995


def test_a_repeated_summary_after_the_text_is_no_text() -> None:
    said = "The council has never answered the letters that the families wrote to it over eleven years."
    page = f"Menu\n\nThe letters of Orm\n\nNobody opened the gate of the mill that night in March.\n\n{said}\n\n© 2020 Orm Post\n\n{said}\n"
    assert words(reading(page), Role.BODY).count(said) == 1


def test_a_title_repeated_in_the_breadcrumb_is_the_headline() -> None:
    page = (
        "HomeNewsRegionWhat the ferryman of Quill saw on the night of...\n\nWhat the ferryman of Quill saw on the night of the raid\n\n"
        "Another headline that stands nearer to it\n\nThe ferryman took eleven people over the river before the shooting began at the mill.\n"
    )
    assert reading(page).title == "What the ferryman of Quill saw on the night of the raid"


def test_a_letter_without_a_page_about_it_has_no_furniture() -> None:
    letter = "MINISTRY OF RIVERS\n\nStatement on the flood\n\nPort Ash, 3 May 1999\n\nThe Ministry states that nobody was killed by the flood in the lower town.\n\nPress Office\n"
    made = reading(letter)
    assert words(made, Role.FURNITURE) == []
    assert made.title == "Statement on the flood"


def test_a_real_article_keeps_sentences_that_speak_of_subscriptions() -> None:
    page = (
        "The club that kept the list\n\nSubscribers to the club's newsletter were arrested in March, the lawyer said, because the police had the list of names.\n\n"
        "More from the archive of the police was shown in court on Monday, when two of the officers were heard.\n"
    )
    assert len(words(reading(page), Role.BODY)) == 2


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab .,:|\n\r\u00a0\u2028«»“”()[]1٢۳سلامЖ#©-/"), max_size=300))
def test_passages_cover_every_letter_and_never_overlap(text: str) -> None:
    passages = assign(text, cut(text))
    covered = [at for one in passages for at in range(one.start, one.end)]
    assert len(covered) == len(set(covered))
    assert {at for at, character in enumerate(text) if character.isalnum()} <= set(covered)
    assert all(one.why for one in passages)
