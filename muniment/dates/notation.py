"""EDTF (ISO 8601-2:2019, level 1 and the parts of level 2 that sources need) to days and back."""

from __future__ import annotations

import calendar
import datetime
import re

from muniment.errors import DateError
from muniment.records.times import Interval

#: EDTF level 1 season → first and last month (northern hemisphere, as GUIDE.md scores them)
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}

_ONE = re.compile(r"(\d{3}[\dX]|\d{2}XX)(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


def bounds(edtf: str) -> Interval:
    """First and last day of an EDTF date or interval (level 1: seasons, `198X`, `~`, `?`, `A/B`, `A/..`).

    Raises `DateError` when it is not one.
    """
    parts = edtf.split("/")
    if not 1 <= len(parts) <= 2 or edtf.strip() == "":
        raise DateError(f"{edtf!r} is not an EDTF date; write 1988, 1988-07, 1988-07-19, 1988-22 or A/B")
    first, last = _one(parts[0], edtf), _one(parts[-1], edtf)
    return Interval(first.earliest, last.latest)


def _one(part: str, whole: str) -> Interval:
    part = part.strip().rstrip("~?%")
    if part in ("", ".."):
        return Interval(None, None)
    found = _ONE.fullmatch(part)
    if not found:
        raise DateError(f"{whole!r} is not an EDTF date; write 1988, 1988-07, 1988-07-19, 1988-22 or A/B")
    year, month, day = found.groups()
    try:
        if "X" in year:
            return Interval(
                datetime.date(int(year.replace("X", "0")), 1, 1), datetime.date(int(year.replace("X", "9")), 12, 31)
            )
        low, high = 1, 12
        if month is not None:
            low, high = SEASONS.get(int(month), (int(month), int(month)))
        if day is not None:
            return Interval(*(datetime.date(int(year), low, int(day)),) * 2)
        end = calendar.monthrange(int(year), high)[1]
        return Interval(datetime.date(int(year), low, 1), datetime.date(int(year), high, end))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise DateError(f"{whole!r} names a day that does not exist") from error


def edtf(interval: Interval) -> str | None:
    """The shortest EDTF for an interval of days: a year, a month, a day or `A/B`; None when both ends are open.

    `bounds(edtf(interval)) == interval` for every interval with an end.
    """
    first, last = interval.earliest, interval.latest
    if first is None and last is None:
        return None
    if first is None or last is None:
        return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        width = 4
    elif first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        width = 7
    else:
        width = 10
    ends = first.isoformat()[:width], last.isoformat()[:width]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)
