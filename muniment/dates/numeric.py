"""Dates in digits alone: ISO 8601, and day, month and year in the orders that people write."""

from __future__ import annotations

import datetime
import re

from muniment.dates import calendars
from muniment.dates.notation import bounds
from muniment.dates.rules import Rule, Said, dated, spanned

#: Jalali years are in 1200–1450 (1821–2072 CE); a year so low before month and day is not a Gregorian one
JALALI_YEARS = range(1200, 1451)


def _year_first(found: re.Match[str]) -> Said | None:
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    if year in JALALI_YEARS:
        return spanned(calendars.jalali(year, month, day), "jalali")
    return dated(f"{year:04d}-{month:02d}-{day:02d}") if 1500 <= year <= 2100 else None


def _year_month(found: re.Match[str]) -> Said | None:
    return dated(f"{found['year']}-{found['month']}")


def year_last(found: re.Match[str], *, day_first: bool | None = None) -> Said | None:
    """Day and month before the year. Where either could be the day the interval covers both readings.

    A weekday written before it decides where only one reading falls on it ("Monday, 8/4/2013"); with dots between
    them the day stands first in every country that writes so (CLDR date patterns).
    """
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    day_first = day_first or (found["sep"] == "." and second <= 12)
    year += (1900 if year > 40 else 2000) if year < 100 else 0
    readings = [(first, second)] if day_first else [(first, second), (second, first)]
    days = sorted({f"{year:04d}-{month:02d}-{day:02d}" for day, month in readings if month <= 12})
    if year in JALALI_YEARS:
        return spanned(calendars.jalali(year, second, first), "jalali")
    real = [day for day in days if _exists(day)]
    weekday = (found.groupdict().get("weekday") or "")[:3].lower()
    if weekday and len(real) > 1:
        real = [day for day in real if _WEEKDAYS[datetime.date.fromisoformat(day).weekday()] == weekday] or real
    return dated("/".join(real)) if real else None


def _exists(day: str) -> bool:
    year, month, number = (int(part) for part in day.split("-"))
    return month >= 1 and 1 <= number <= int(str(bounds(day[:7]).latest)[-2:]) and year > 0


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?:\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s(?:the\s)?)?"
_START, _END = r"(?<![\w/.,:-])", r"(?![\w/]|[-.:,]\d)"
ISO = Rule(
    re.compile(
        rf"{_START}(?P<year>\d{{4}})(?P<sep>[-/.])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)(?:T[\d:.+Z-]{{2,30}})?{_END}"
    ),
    _year_first,
)
MONTH = Rule(re.compile(rf"{_START}(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>0[1-9]|1[0-2]){_END}"), _year_month)
YEAR_LAST = re.compile(
    rf"{_WEEKDAY}{_START}(?P<first>\d\d?)(?P<sep>[-/.])(?P<second>\d\d?)(?P=sep)(?P<year>1[2-9]\d\d|20\d\d){_END}"
)

NUMERIC: tuple[Rule, ...] = (ISO, MONTH, Rule(YEAR_LAST, year_last))
DAY_FIRST: tuple[Rule, ...] = (ISO, MONTH, Rule(YEAR_LAST, lambda found: year_last(found, day_first=True)))
