"""Dates as lists have them: 1367/05/06, 67/5/6, 1367/00/00, year-only dates written as the first of January, imperial
years, dates that a spreadsheet has changed. A column is read as a whole: what one cell leaves open its neighbours tell.

What was guessed for a column (its calendar, which of day and month stands first, "year only" in disguise) is said in
`notes`, to be shown and asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muniment.dates import bounds, find
from muniment.dates.calendars import hijri, jalali
from muniment.errors import DateError
from muniment.records import Interval
from muniment.text import digits

CALENDARS = ("gregorian", "jalali", "hijri", "imperial")

#: a first-of-January (or 1 Farvardin) this much commoner than its share of days is a year in disguise
DISGUISE = 0.05
#: years of the imperial calendar of Iran (1976–1978): Jalali + 1180
IMPERIAL = range(2480, 2560)

_PARTS = re.compile(r"\s*(\d{1,4})\s*[-/.\s]\s*(\d{1,2}|[xX?]{1,2})\s*[-/.\s]\s*(\d{1,4}|[xX?]{1,2})(?:[T\s].*)?\s*")
_MONTH = re.compile(r"\s*(\d{4})\s*[-/.]\s*(\d{1,2})\s*")
_YEAR = re.compile(r"\s*(\d{2,4})(?:\.0)?\s*")
_EMPTY = frozenset(
    (
        "",
        "-",
        "--",
        "?",
        "0",
        "0000",
        "0000-00-00",
        "00/00/0000",
        "nan",
        "none",
        "null",
        "n/a",
        "unknown",
        "نامشخص",
        "مجهول",
    )
)


@dataclass(frozen=True, slots=True, eq=False)
class DateColumn:
    """`days` [n, 2] first and last possible day (0 unknown), `unread` the rows (from 0) that hold no date that can be
    read, and `notes` on what was guessed."""

    days: NDArray[np.int32]
    unread: tuple[int, ...]
    notes: tuple[str, ...]


def read_dates(values: Sequence[str], *, what: str = "date", calendar: str | None = None) -> DateColumn:
    """A column of dates. `calendar` None: each date by its year, two-figure years by the column's other dates."""
    cleaned = [digits(value).strip().strip("\u200e\u200f") for value in values]
    distinct = Counter(value for value in cleaned if value.lower() not in _EMPTY)
    usual = calendar or _usual(distinct)
    month_first = _month_first(distinct)
    notes: list[str] = []
    read = {value: _read(value, usual, calendar, month_first) for value in distinct}
    dated = {value: one for value, one in read.items() if one is not None}
    disguised = _disguised(distinct, dated)
    dated |= disguised
    if disguised:
        some = sum(distinct[value] for value in disguised)
        notes.append(f"{what}: {some:,} dates on the first day of a year are read as the year alone")
    damaged = _damaged(distinct, usual)
    if damaged:
        dated |= damaged
        some = sum(distinct[value] for value in damaged)
        notes.append(
            f"{what}: {some:,} dates look like Jalali dates that a spreadsheet changed to 19xx; both readings kept"
        )
    if usual != "gregorian" and dated:
        notes.append(f"{what}: two-figure years and years below 1450 are read as {usual}")
    out = np.zeros((len(values), 2), np.int32)
    unread = []
    for at, value in enumerate(cleaned):
        interval = dated.get(value)
        if interval is not None and interval.earliest and interval.latest:
            out[at] = interval.earliest.toordinal(), interval.latest.toordinal()
        elif value in distinct:
            unread.append(at)
    if unread:
        notes.append(f"{what}: {len(unread):,} cells hold no date that can be read (first in data row {unread[0] + 1})")
    return DateColumn(out, tuple(unread), tuple(notes))


def _usual(distinct: Counter[str]) -> str:
    """The calendar that most full years of the column are in."""
    votes: Counter[str] = Counter()
    for value, count in distinct.items():
        found = re.search(r"\d{4}", value)
        if found:
            votes[_calendar_of(int(found[0]))] += count
    return votes.most_common(1)[0][0] if votes else "gregorian"


def _calendar_of(year: int) -> str:
    if year in IMPERIAL:
        return "imperial"
    if 1200 <= year <= 1419:
        return "jalali"
    if 1420 <= year <= 1460:
        return "hijri"
    return "gregorian"


def _month_first(distinct: Counter[str]) -> bool | None:
    """Whether month stands before day where the year is last: as the column's clear dates say; None when none does."""
    first = second = 0
    for value, count in distinct.items():
        found = _PARTS.fullmatch(value)
        if found and len(found[3]) == 4 and found[2].isdigit():
            first += count * (int(found[1]) > 12)
            second += count * (int(found[2]) > 12)
    if bool(first) == bool(second):
        return None
    return second > 0


def _read(value: str, usual: str, told: str | None, month_first: bool | None) -> Interval | None:
    try:
        if found := _PARTS.fullmatch(value):
            first, second, third = found.groups()
            if len(first) == 4 or (len(third) < 4 and (usual == "jalali" or int(first) > 31)):
                return _dated(_full(int(first), len(first), usual), second, third, told or usual)
            if len(third) == 4 and third.isdigit():
                return _year_last(int(third), first, second, told, month_first)
            if third.isdigit() and second.isdigit():
                year = int(third)
                return _year_last(year + (1900 if year > 30 else 2000), first, second, "gregorian", month_first)
            return None
        if found := _MONTH.fullmatch(value):
            return _dated(int(found[1]), found[2], "", told)
        if found := _YEAR.fullmatch(value):
            return _dated(_full(int(found[1]), len(found[1]), usual), "", "", told)
        said = [one for one in find(value, language=None) if one.edtf]
        return bounds(said[0].edtf) if len(said) == 1 and said[0].edtf else None
    except DateError:
        return None


def _full(year: int, figures: int, usual: str) -> int:
    if figures > 2:
        return year
    if usual in ("jalali", "imperial"):
        return 1300 + year if year > 9 else 1400 + year
    if usual == "hijri":
        return (1300 if year > 50 else 1400) + year
    return (1900 if year > 30 else 2000) + year


def _dated(year: int, month: str, day: str, told: str | None) -> Interval | None:
    m = int(month) if month.isdigit() and int(month) else None
    d = int(day) if day.isdigit() and int(day) and m else None
    kind = _calendar_of(year)
    if told in ("jalali", "hijri") and year < 1500:
        kind = told
    if kind == "imperial":
        return jalali(year - 1180, m, d)
    if kind == "jalali":
        return jalali(year, m, d)
    if kind == "hijri":
        return hijri(year, m, d)
    if not 1800 <= year <= 2100:
        return None
    return bounds(f"{year:04d}" + (f"-{m:02d}" if m else "") + (f"-{d:02d}" if d else ""))


def _year_last(year: int, first: str, second: str, told: str | None, month_first: bool | None) -> Interval | None:
    readings = []
    for day, month, order in ((first, second, False), (second, first, True)):
        if month_first is not None and month_first is not order:
            continue
        try:
            one = _dated(year, month, day, told)
        except DateError:
            continue
        if one is not None:
            readings.append(one)
    if not readings:
        return None
    return Interval(
        min(one.earliest for one in readings if one.earliest), max(one.latest for one in readings if one.latest)
    )


def _disguised(distinct: Counter[str], dated: dict[str, Interval]) -> dict[str, Interval]:
    """First days of a year, where there are far more of them than days can be."""
    total = sum(distinct[value] for value in dated)
    first: dict[str, Interval] = {}
    for value in dated:
        found = _PARTS.fullmatch(value)
        if found and int(found[1]) > 31 and found[2] in ("1", "01") and found[3] in ("1", "01"):
            year = _dated(int(found[1]), "", "", None) if len(found[1]) == 4 else None
            if year is not None:
                first[value] = year
    many = sum(distinct[value] for value in first)
    return first if total >= 20 and many > DISGUISE * total else {}


def _damaged(distinct: Counter[str], usual: str) -> dict[str, Interval]:
    """67/5/6 that a spreadsheet made 1967-05-06: in a Jalali column, both readings."""
    if usual != "jalali":
        return {}
    out: dict[str, Interval] = {}
    for value in distinct:
        found = _PARTS.fullmatch(value)
        if not found or not (len(found[1]) == 4 and 1930 <= int(found[1]) <= 1999):
            continue
        try:
            as_written = _dated(int(found[1]), found[2], found[3], "gregorian")
            as_meant = jalali(int(found[1]) - 600, int(found[2]), int(found[3]))
        except (DateError, ValueError):
            continue
        if as_written and as_written.earliest and as_written.latest and as_meant.earliest and as_meant.latest:
            out[value] = Interval(min(as_written.earliest, as_meant.earliest), max(as_written.latest, as_meant.latest))
    return out
