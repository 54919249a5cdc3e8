"""The calendars that sources write in, to Gregorian days.

Solar Hijri (Jalali; Iran and Afghanistan) by persiantools; lunar Hijri by hijridate (Umm al-Qura, 1343–1500 AH) and,
outside its tables, by the tabular civil calendar (Reingold and Dershowitz, *Calendrical Calculations*, ch. 7). Where a
table does not reach, the day may be off by one, and the interval says so.
"""

from __future__ import annotations

import datetime
from typing import Any

from hijridate import Hijri
from persiantools import jdatetime

from muniment.errors import DateError
from muniment.records.times import Interval

#: Jalali years for which the arithmetic and the astronomical leap years agree (Borkowski 1996, table for 1178–1633)
JALALI_SURE = range(1178, 1634)
#: first and last full year of the Umm al-Qura tables in hijridate
UMM_AL_QURA = range(1343, 1501)

JalaliDate: Any = jdatetime.JalaliDate  # the library has no types
_DAY = datetime.timedelta(days=1)
#: day number (proleptic Gregorian ordinal) of 1 Muharram 1 AH, civil epoch (16 July 622 Julian)
_HIJRI_EPOCH = 227015


def jalali(year: int, month: int | None = None, day: int | None = None, *, last_month: int | None = None) -> Interval:
    """The Gregorian days of a solar Hijri year, month (to `last_month`) or day. Raises `DateError` when there is none.

    A Jalali year begins at the March equinox and spans two Gregorian ones.
    """
    low, high = 1 if month is None else month, last_month or month or 12
    try:
        if day is not None:
            first: datetime.date = JalaliDate(year, low, day).to_gregorian()
            last: datetime.date = first
        else:
            first = JalaliDate(year, low, 1).to_gregorian()
            last = JalaliDate(year, high, JalaliDate.days_in_month(high, year)).to_gregorian()
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        raise DateError(f"there is no day {year}-{month}-{day} in the Jalali calendar") from error
    return Interval(first, last) if year in JALALI_SURE else _in_doubt(first, last)


def hijri(year: int, month: int | None = None, day: int | None = None) -> Interval:
    """The Gregorian days of a lunar Hijri year, month or day. Raises `DateError` when there is none."""
    low, high = (1, 12) if month is None else (month, month)
    if not (1 <= low <= 12 and 1 <= year <= 2000 and (day is None or 1 <= day <= 30)):
        raise DateError(f"there is no day {year}-{month}-{day} in the Hijri calendar")
    if year not in UMM_AL_QURA:
        first = _tabular(year, low, day or 1)
        last = first if day is not None else _tabular(year, high, _tabular_length(year, high))
        return _in_doubt(first, last)
    try:
        first = _gregorian(Hijri(year, low, day or 1))
        last = first if day is not None else _gregorian(Hijri(year, high, Hijri(year, high, 1).month_length()))
    except (ValueError, OverflowError) as error:
        raise DateError(f"there is no day {year}-{month}-{day} in the Hijri calendar") from error
    return Interval(first, last)


def year_of(day: datetime.date, calendar: str) -> int:
    """The year of `calendar` ("gregorian", "jalali", "hijri") that holds `day`; a lunar one by arithmetic."""
    if calendar == "jalali":
        return int(JalaliDate(day).year)
    if calendar == "hijri":
        return (30 * (day.toordinal() - _HIJRI_EPOCH) + 10646) // 10631
    return day.year


def _gregorian(day: Hijri) -> datetime.date:
    return datetime.date(*day.to_gregorian().datetuple())


def _tabular(year: int, month: int, day: int) -> datetime.date:
    before = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return datetime.date.fromordinal(_HIJRI_EPOCH + before + day - 1)


def _tabular_length(year: int, month: int) -> int:
    if month == 12:
        return 30 if (14 + 11 * year) % 30 < 11 else 29
    return 30 if month % 2 else 29


def _in_doubt(first: datetime.date, last: datetime.date) -> Interval:
    return Interval(first - _DAY, last + _DAY)
