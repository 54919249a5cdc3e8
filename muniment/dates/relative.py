"""Times that lean on another date: the small language of `TimeSaid.relative`, and what it comes to.

One line of words, the first says how:

| words | said as | comes to |
|---|---|---|
| `near --07-16 [weekday 3]` | "Wednesday, July 16", "in July" | in the latest year that begins it by publication |
| `next --07-16` | "next July", "will … on July 16" | the first after publication |
| `last --11` | "last November" | the latest that ended before publication |
| `prior --11` | "November last year" | in the year before that of publication |
| `this --11` | "this November" | in the year of publication |
| `that --22` | "that summer" | in the year of the time named before |
| `weekday 3`, `next weekday 3` | "on Wednesday" | the latest such day at or before publication; the first after it |
| `shift -1 M` | "last month", "two weeks ago" | the calendar unit of publication moved by so many (D, W, M, Y) |
| `past 2 W`, `coming 2 W` | "over the past two weeks" | from then to publication; from publication to then |
| `begun M` | "earlier this month" | from the unit's beginning to publication |
| `before`, `before +2 W` | "that day", "two weeks later" | the time named before; moved |
| `before Y` | "that year" | the whole year (W, M) that holds the time named before |
| `anniversary 1 [1988]` | "on the first anniversary of …" | so many years after that; else about publication |

`near` also looks for a year in which the weekday fits, and in a narrative of days takes the year of the time named just
before. A date without a year is `--MM`, `--MM-DD` or a season `--21` … `--24`, two of them joined by `/`; after it may
stand `early`, `mid` or `late`, and `jalali` or `hijri` when its month and day are of that calendar. Where publication
is an interval, both its ends are resolved and the answer covers both.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from muniment.dates import calendars
from muniment.dates.notation import bounds, edtf
from muniment.errors import DateError
from muniment.records.times import Interval, TimeSaid

#: a day without a year follows the narrative only when it comes this soon after the time named before
NARRATIVE_DAYS = 60
#: …and when that time lies at least this long before publication: nearer ones are dated from publication
NARRATIVE_AGE_DAYS = 300
#: "on the first anniversary of" is written close to the day
ANNIVERSARY_DAYS = 31

_PARTIAL = re.compile(r"--(\d\d)(?:-(\d\d))?", re.ASCII)


def resolve(said: TimeSaid, *, published: Interval | None, previous: Interval | None = None) -> str | None:
    """What `said` comes to as EDTF when its document was `published` then and the last time named before it was
    `previous`; None when that cannot be told."""
    if said.edtf is not None or said.relative is None:
        return said.edtf
    words = said.relative.split()
    try:
        found = _resolve(words, published, previous)
    except (ValueError, OverflowError, DateError, IndexError):
        return None
    return edtf(found) if found is not None else None


def _resolve(words: list[str], published: Interval | None, previous: Interval | None) -> Interval | None:
    if words[0] in ("before", "that"):
        return _from_before(words, previous)
    if words[0] == "anniversary" and len(words) > 2:
        return _moved(bounds(words[2]), int(words[1]), "Y", exact=True)
    if words[0] == "near" and (told := _in_narrative(words, published, previous)):
        return told
    if published is None or published.earliest is None or published.latest is None:
        return None
    answers = [_from_published(words, day) for day in dict.fromkeys((published.earliest, published.latest))]
    kept = [answer for answer in answers if answer is not None]
    if len(kept) < len(answers):
        return None
    firsts, lasts = [one.earliest for one in kept], [one.latest for one in kept]
    return Interval(
        None if None in firsts else min(day for day in firsts if day), max(day for day in lasts if day is not None)
    )


def _from_before(words: list[str], previous: Interval | None) -> Interval | None:
    if previous is None:
        return None
    if words[0] == "that":
        day = previous.latest or previous.earliest
        partial = _Partial.read(words[1], words[2:])
        return partial.in_year(calendars.year_of(day, partial.calendar)) if day else None
    if len(words) == 1:
        return previous
    if len(words) == 2:
        first, last = previous.earliest, previous.latest
        if first is None or last is None:
            return None
        return Interval(_unit(first, words[1]).earliest, _unit(last, words[1]).latest)
    return _moved(previous, int(words[1]), words[2], exact=False)


def _from_published(words: list[str], day: datetime.date) -> Interval | None:
    how = words[0]
    if how in ("near", "last", "prior", "this", "next") and words[1] != "weekday":
        return _dated(how, _Partial.read(words[1], words[2:]), day)
    if how == "weekday":
        return _days(day - datetime.timedelta(days=(day.isoweekday() - int(words[1])) % 7))
    if how == "last" and words[1] == "weekday":
        return _days(day - datetime.timedelta(days=(day.isoweekday() - int(words[2]) - 1) % 7 + 1))
    if how == "next" and words[1] == "weekday":
        return _days(day + datetime.timedelta(days=(int(words[2]) - day.isoweekday() - 1) % 7 + 1))
    if how == "shift":
        return _shifted(day, int(words[1]), words[2])
    if how == "past":
        return Interval(_step(day, -int(words[1]), words[2]), day)
    if how == "coming":
        return Interval(day, _step(day, int(words[1]), words[2]))
    if how == "begun":
        return Interval(_unit(day, words[1]).earliest, day)
    if how == "anniversary":
        near = datetime.timedelta(days=ANNIVERSARY_DAYS)
        return Interval(day - near, day + near)
    return None


@dataclass(frozen=True, slots=True)
class _Partial:
    """A date without a year: one or two (month or season, day) ends, a part of it, and a weekday that must fit."""

    ends: tuple[tuple[int, int | None], ...]
    part: str | None = None
    weekday: int | None = None
    calendar: str = "gregorian"

    @classmethod
    def read(cls, text: str, rest: list[str]) -> _Partial:
        ends = []
        for one in text.split("/"):
            found = _PARTIAL.fullmatch(one)
            if not found:
                raise DateError(f"{text!r} is not a date without a year")
            ends.append((int(found[1]), int(found[2]) if found[2] else None))
        part = next((word for word in rest if word in ("early", "mid", "late")), None)
        weekday = int(rest[rest.index("weekday") + 1]) if "weekday" in rest else None
        calendar = next((word for word in rest if word in ("jalali", "hijri")), "gregorian")
        return cls(tuple(ends), part, weekday, calendar)

    def in_year(self, year: int) -> Interval | None:
        """The days it means in `year`; an end that comes round before its beginning lies in the next. None: no such."""
        first, last = self.ends[0], self.ends[-1]
        if self.calendar != "gregorian":
            days = calendars.jalali if self.calendar == "jalali" else calendars.hijri
            try:
                return Interval(days(year, *first).earliest, days(year, *last).latest)
            except DateError:
                return None
        turn = year + 1 if last[0] < first[0] <= 12 else year
        try:
            whole = Interval(_end(year, first).earliest, _end(turn, last).latest)
        except (DateError, ValueError):
            return None
        return part_of(whole, self.part) if self.part else whole

    def fits(self, interval: Interval) -> bool:
        return self.weekday is None or (
            interval.earliest is not None and interval.earliest.isoweekday() == self.weekday
        )


def _end(year: int, end: tuple[int, int | None]) -> Interval:
    month, day = end
    if month == 24 and day is None:  # a winter said without a year runs on to the end of February
        return Interval(datetime.date(year, 12, 1), datetime.date(year + 1, 3, 1) - datetime.timedelta(days=1))
    return bounds(f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else ""))


def _dated(how: str, partial: _Partial, day: datetime.date) -> Interval | None:
    if how in ("this", "prior"):
        return partial.in_year(calendars.year_of(day, partial.calendar) - (how == "prior"))
    if how == "next":
        return next((one for one in _years(partial, day, 0, 9) if one.earliest and one.earliest > day), None)
    before = [one for one in _years(partial, day, -9, 1) if one.earliest and one.earliest <= day]
    if how == "last":
        month = day.replace(day=1)
        before = [one for one in before if one.latest and one.latest < month] or before
    if partial.weekday is None or before:
        return before[-1] if before else None
    return None


def _years(partial: _Partial, day: datetime.date, first: int, last: int) -> list[Interval]:
    """The readings in the years about `day`, in order, the weekday fitting. A weekday may also lie shortly ahead."""
    about = calendars.year_of(day, partial.calendar)
    found = [partial.in_year(about + step) for step in range(first, last + 1) if 1 <= about + step <= 9998]
    fitting = [one for one in found if one is not None and partial.fits(one)]
    if fitting or partial.weekday is None:
        return fitting
    return [one for one in found if one is not None]  # a weekday that fits no year near was a slip of the writer


def _in_narrative(words: list[str], published: Interval | None, previous: Interval | None) -> Interval | None:
    """A day (or a later month) without a year in a story about the past takes the year of the time named before."""
    if previous is None or previous.earliest is None or previous.latest is None:
        return None
    if (previous.latest - previous.earliest).days > 31:
        return None
    if published and published.earliest and (published.earliest - previous.latest).days < NARRATIVE_AGE_DAYS:
        return None
    partial = _Partial.read(words[1], words[2:])
    gregorian = partial.calendar == "gregorian"
    if partial.ends[0][1] is None and not (gregorian and partial.ends[0][0] > previous.latest.month):
        return None
    year = calendars.year_of(previous.earliest, partial.calendar)
    for told in (partial.in_year(year), partial.in_year(year + 1)):
        if told and told.earliest and partial.fits(told):
            gap = (told.earliest - previous.earliest).days
            if 0 <= gap <= NARRATIVE_DAYS:
                return told
    return None


def _shifted(day: datetime.date, count: int, unit: str) -> Interval | None:
    moved = _step(day, count, unit)
    if unit == "W" and abs(count) > 1:
        about = datetime.timedelta(days=3)
        return Interval(moved - about, moved + about)
    return _unit(moved, unit)


def _moved(interval: Interval, count: int, unit: str, *, exact: bool) -> Interval | None:
    """`interval` moved. "Two weeks later" is not a day: weeks spread by three days, months and years to whole ones."""
    if interval.earliest is None or interval.latest is None:
        return None
    first, last = _step(interval.earliest, count, unit), _step(interval.latest, count, unit)
    if exact or unit == "D":
        return Interval(first, last)
    if unit == "W":
        about = datetime.timedelta(days=3)
        return Interval(first - about, last + about)
    return Interval(_unit(first, unit).earliest, _unit(last, unit).latest)


def _step(day: datetime.date, count: int, unit: str) -> datetime.date:
    if unit == "D":
        return day + datetime.timedelta(days=count)
    if unit == "W":
        return day + datetime.timedelta(weeks=count)
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    ends_month = day.day == calendar.monthrange(day.year, day.month)[1]
    length = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, length if ends_month and unit == "M" else min(day.day, length))


def _unit(day: datetime.date, unit: str) -> Interval:
    """The whole day, week (Monday to Sunday), month or year that holds `day`."""
    if unit == "D":
        return _days(day)
    if unit == "W":
        monday = day - datetime.timedelta(days=day.weekday())
        return Interval(monday, monday + datetime.timedelta(days=6))
    if unit == "M":
        return bounds(f"{day.year:04d}-{day.month:02d}")
    if unit == "Y":
        return bounds(f"{day.year:04d}")
    raise DateError(f"there is no unit of time {unit!r}")


def _days(day: datetime.date) -> Interval:
    return Interval(day, day)


#: where the early, middle and late part begin: days of a month, months of a year, years of a decade
_CUTS = {"D": (10, 20), "M": (4, 8), "Y": (4, 7)}


def part_of(interval: Interval, part: str) -> Interval:
    """The early, middle or late part of a month (in tens of days), a season (thirds), a year (four months each) or a
    decade (0–3, 4–6, 7–9)."""
    first, last = interval.earliest, interval.latest
    if first is None or last is None:
        return interval
    length = (last - first).days + 1
    unit = "Y" if length > 3000 else "M" if 300 < length < 400 else "D"
    early, late = _CUTS[unit] if unit != "D" or length <= 31 else (round(length / 3), round(2 * length / 3))
    day = datetime.timedelta(days=1)
    if part == "early":
        return Interval(first, _step(first, early, unit) - day)
    if part == "mid":
        return Interval(_step(first, early, unit), _step(first, late, unit) - day)
    return Interval(_step(first, late, unit), last)
