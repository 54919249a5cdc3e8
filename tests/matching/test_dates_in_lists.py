"""Dates as lists have them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.matching.dates_in_lists import read_dates


def days(value: str, *others: str) -> tuple[str, str]:
    first, last = read_dates([value, *others]).days[0].tolist()
    return datetime.date.fromordinal(first).isoformat(), datetime.date.fromordinal(last).isoformat()


@pytest.mark.parametrize(
    ("value", "others", "first", "last"),
    [
        ("1367/05/06", (), "1988-07-28", "1988-07-28"),
        ("۱۳۶۷/۰۵/۰۶", (), "1988-07-28", "1988-07-28"),
        ("67/5/6", ("1366/01/01", "1365/02/03"), "1988-07-28", "1988-07-28"),
        ("1367/00/00", (), "1988-03-21", "1989-03-20"),
        ("1367", (), "1988-03-21", "1989-03-20"),
        ("2535/01/05", (), "1976-03-25", "1976-03-25"),
        ("1988-07-19", (), "1988-07-19", "1988-07-19"),
        ("1988-07-19 00:00:00", (), "1988-07-19", "1988-07-19"),
        ("1988-07", (), "1988-07-01", "1988-07-31"),
        ("03/04/2019", (), "2019-03-04", "2019-04-03"),
        ("03/04/2019", ("25/12/2018",), "2019-04-03", "2019-04-03"),
        ("03/04/2019", ("12/25/2018",), "2019-03-04", "2019-03-04"),
        ("19 July 1988", (), "1988-07-19", "1988-07-19"),
    ],
)
def test_one_date(value: str, others: tuple[str, ...], first: str, last: str) -> None:
    assert days(value, *others) == (first, last)


def test_first_of_january_en_masse_is_a_year() -> None:
    column = [f"19{n}-01-01" for n in range(40, 60)] + [f"1950-03-{n:02d}" for n in range(1, 29)]
    read = read_dates(column)
    assert (read.days[0, 1] - read.days[0, 0]) == 365
    assert read.days[20, 0] == read.days[20, 1]
    assert any("year alone" in note for note in read.notes)


def test_dates_that_a_spreadsheet_changed_keep_both_readings() -> None:
    read = read_dates(["1967-05-06", "1367/05/07", "1366/02/03", "1365/09/10"])
    first, last = (datetime.date.fromordinal(int(day)) for day in read.days[0])
    assert first == datetime.date(1967, 5, 6)
    assert last == datetime.date(1988, 7, 28)
    assert any("spreadsheet" in note for note in read.notes)


def test_what_is_no_date_is_counted() -> None:
    read = read_dates(["soon", "", "1988-13-45", "unknown"])
    assert read.unread == (0, 2)
    assert not read.days.any()


@settings(deadline=None)
@given(st.lists(st.text(max_size=20), max_size=20))
def test_nothing_raises_and_every_interval_is_one(values: list[str]) -> None:
    read = read_dates(values)
    assert read.days.shape == (len(values), 2)
    assert (read.days[:, 0] <= read.days[:, 1]).all()


@settings(deadline=None)
@given(st.dates(datetime.date(1850, 1, 2), datetime.date(2040, 1, 1)))
def test_iso_days_are_exact(day: datetime.date) -> None:
    assert read_dates([day.isoformat()]).days[0].tolist() == [day.toordinal(), day.toordinal()]
