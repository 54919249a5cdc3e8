# ruff: noqa: E501 - pages in small, whose lines are as long as a page has them
"""Date candidates and notices: each with the place it stands in."""

from __future__ import annotations

import pytest

from muniment.intake import dating
from muniment.records import Passage, Role, TimeSaid
from tests.intake.making import reading

PAGE = """Wednesday, February 8, 2023
HomeNewsRegionThe mill of Orm, as its last miller...

The mill of Orm, as its last miller tells it

By Ada Lorn Tuesday, 22 July 2014 01:54 PM

The mill in May 2009 (photo: archive)

The miller was arrested in November 2013 and freed last month, after he had named eleven men who were at the mill.

He said that he would speak again when the judges had returned to Orm.

This article was first published by The Orm Bulletin.
2014-54-22
© 2019 Orm Post. All rights reserved.
"""


def places(text: str) -> dict[str, list[str | None]]:
    out: dict[str, list[str | None]] = {}
    for one in reading(text).dates:
        out.setdefault(one.place, []).append(one.edtf or one.text)
    return out


def test_every_date_has_its_place() -> None:
    found = places(PAGE)
    assert found["header"] == ["2023-02-08"]
    assert found["byline"] == ["2014-07-22"]
    assert found["caption"] == ["2009-05"]
    assert found["event"] == ["2013-11"]
    assert found["relative"] == ["last month"]
    assert found["malformed"] == ["2014-54-22"]
    assert found["copyright"] == ["2019"]


def test_a_signature_dates_the_text() -> None:
    page = "The council's statement\n\nThe council condemns the killing of eleven people at the mill.\n\nSecretariat of the Council\nDecember 30, 2011\n\nThis statement was first published by orm-council\n"
    assert places(page)["signature"] == ["2011-12-30"]


def test_a_span_of_a_date_is_its_words() -> None:
    made = reading(PAGE)
    for one in made.dates:
        if one.said is not None:
            assert made.text[one.said.start : one.said.end] == one.said.text


def test_notices_name_where_it_comes_from() -> None:
    found = {(one.kind, one.name) for one in reading(PAGE).notices}
    assert ("republication", "Orm Bulletin") in found or ("republication", "The Orm Bulletin") in found
    assert ("author", "Ada Lorn") in found
    assert ("publisher", "Orm Post") in found


@pytest.mark.parametrize(
    ("line", "kind", "name"),
    [
        ("این مقاله نخستین بار در روزنامه ارم منتشر شد", "republication", "روزنامه ارم"),
        ("Source: Orm Radio", "republication", "Orm Radio"),
        ("Este artículo fue publicado originalmente en El Correo de Orm", "republication", "El Correo de Orm"),
    ],
)
def test_notices_in_other_languages(line: str, kind: str, name: str) -> None:
    page = f"The mill\n\nNobody opened the gate of the mill that night, and the families waited until the morning.\n\n{line}\n"
    assert (kind, name) in {(one.kind, one.name) for one in reading(page).notices}


def test_an_agency_stands_at_the_head_of_its_copy() -> None:
    page = "Eleven killed in Orm\n\nORM, May 3 (Reuters) - Eleven people were killed when soldiers fired at the mill.\n"
    assert [one.name for one in reading(page).notices if one.kind == "agency"] == ["Reuters"]


def test_a_book_first_published_elsewhere_is_no_notice() -> None:
    page = "The book of Orm\n\nThe novel was first published by Tarn House in 1951 and has been read by everyone in Orm since then.\n"
    assert reading(page).notices == ()


def test_the_middle_of_a_very_long_text_is_not_searched() -> None:
    calls: list[str] = []

    def find(text: str, *, language: str) -> tuple[TimeSaid, ...]:
        calls.append(text)
        return ()

    long = dating.MOST_SEARCHED
    spots = [
        Passage(0, 10, Role.BODY),
        Passage(long + 10, long + 20, Role.BODY),
        Passage(3 * long - 9, 3 * long, Role.BODY),
    ]
    dating.collect("x" * 3 * long, spots, language="en", find_times=find)
    assert len(calls) == 2


_MILL = "Eleven people were killed at the mill on Tuesday night, the miller said, and the judges have not come to Orm."


@pytest.mark.parametrize(
    ("head", "place", "when"),
    [
        (f"ORM (9 May 2011) – {_MILL}", "dateline", "2011-05-09"),
        (f"LOWER ORM, Orm Republic, May 9 (ONS) - {_MILL}", "dateline", "May 9"),
        (f"In May 2011 – {_MILL}", "event", "2011-05"),
        (f"Office of the Miller – 9 May 2011\n\n{_MILL}", "byline", "2011-05-09"),
        (f"Recorded: 9 May 2011, Orm. Transcript checked 12.06.2011\n\n{_MILL}", "byline", "2011-05-09"),
        (f"Recorded: 9 May 2011, Orm. Transcript checked 12.06.2011\n\n{_MILL}", "handled", "2011-06-12"),
    ],
)
def test_the_heads_of_texts_without_a_page(head: str, place: str, when: str) -> None:
    found = places(
        f"The council's statement on the mill of Orm\n\n{head}\n\nThe council waits for the judges of Orm.\n"
    )
    assert when in found[place]


def test_one_document_writes_its_days_in_one_order() -> None:
    text = f"Statement on the mill of Orm\nOrm Office – 11/04/2013\n\nOn Monday, 8/4/2013, the mill burned. {_MILL}\n"
    assert places(text)["byline"] == ["2013-04-11"]
    assert places(text.replace("Monday, ", ""))["byline"] == ["2013-04-11/2013-11-04"]


def test_a_place_and_date_stand_before_the_names_that_sign() -> None:
    text = f"Communiqué on the mill of Orm\n\n{_MILL}\n\n{_MILL} Again.\n\nOrm, 09 June 2022\n\nFor the Council,\n\nthe Clerk\nA. Miller\n"
    assert places(text)["signature"] == ["2022-06-09"]
