# ruff: noqa: E501 - pages in small, whose lines are as long as a page has them
"""Footnote marks glued to words, and numbers that are none."""

from __future__ import annotations

import pytest

from muniment.records import Role
from tests.intake.making import reading, words

PAGE = """The council holds its session

The council met in Orm on 27 and 28 March. Its members in Harbour 41\u00a0in the north took part, 1,500 in all, under Resolution 2231.

The chair called the killing at the mill,2\u00a0a crime, and the M23 men “a sect”3\u00a0of butchers. COVID-19 kept 12 members (of the old council),4\u00a0at home.

The petition of 1,600 prisoners5\u00a0was read, and Mr. Tarn6 spoke. In 1988, 30,000 people lived there. He spoke of Harbour7: it stands.

Notes

1 Harbour-4 in the north is home to hundreds of members. It was built in 1970.
2 The killing at the mill took place in the spring of 1951.
3 The word is used by the ministry for the group.
The fourth note has lost its number but says that the old council sat until 1969.
5 More than\u00a01,600 prisoners signed it.
7 See Harbour-4 above.
"""


def test_every_mark_is_found_and_no_number_is_taken_for_one() -> None:
    made = reading(PAGE)
    assert [made.text[mark.start : mark.end] for mark in made.marks] == list("1234567")
    assert [mark.label for mark in made.marks] == list("1234567")
    assert made.text[made.marks[0].start - 9 : made.marks[0].start] == "Harbour 4"


def test_marks_lead_to_their_notes_and_a_lost_number_is_filled_in() -> None:
    made = reading(PAGE)
    notes = {mark.label: mark.note for mark in made.marks}
    assert notes["4"] is not None and made.text[notes["4"].start :].startswith("The fourth note")
    assert notes["6"] is None, "the list has no sixth note"
    assert len(words(made, Role.FOOTNOTE)) == 7


@pytest.mark.parametrize(
    "said",
    [
        "The M23 and the F16 were seen; 1,500 people fled to Sector5 and B52 was heard. It cost 12 km² of land.",
        "Under article 4(2) of the law of 1992, and Resolution 2231, 90% of the 30,000 were freed.",
        "COVID-19 killed 40 in ward3 and ward4 on 1/2/2003.",
    ],
)
def test_a_text_without_notes_has_no_glued_marks(said: str) -> None:
    assert (
        reading(f"The week in Orm\n\n{said}\n\nThe council will meet again in the spring of next year.\n").marks == ()
    )


def test_brackets_and_raised_figures_are_marks_by_their_form() -> None:
    made = reading(
        "The count of Orm\n\nAt least 40 people were shot.[1] Others fled to the coast² and were not counted by anybody.\n"
    )
    assert [mark.label for mark in made.marks] == ["1", "2"]


def test_notes_in_brackets_without_a_heading() -> None:
    made = reading(
        "The Mission's report\n\nThe Mission found that 187 people were killed.(1) Others were taken away in lorries.(2)\n\n"
        "It asks that the graves be opened before the winter.\n\n(1) The figure counts deaths reported twice.\n\n(2) Notice of the hospital.\n"
    )
    assert [(mark.label, mark.note is not None) for mark in made.marks] == [("1", True), ("2", True)]
