"""What a rule for time expressions is, and the numbers and names that the rules of several languages share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from muniment.dates.notation import bounds, edtf
from muniment.dates.relative import part_of
from muniment.errors import DateError
from muniment.records.times import Interval


@dataclass(frozen=True, slots=True)
class Said:
    """What an expression says: EDTF, or how it leans on another date (`muniment.dates.relative`)."""

    edtf: str | None = None
    relative: str | None = None
    calendar: str = "gregorian"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what its match says; None when the match is no time after all."""

    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], Said | None]


def read(text: str, rules: Iterable[Rule]) -> Iterator[tuple[int, int, Said | None]]:
    """What each rule finds in `text`; a group called `time` narrows the span.

    A day that does not exist ("February 30, 2019") comes with None, so that its year is not taken for a date.
    """
    for rule in rules:
        for found in rule.pattern.finditer(text):
            said: Said | None
            try:
                said = rule.make(found)
                if said is None:
                    continue
            except (ValueError, OverflowError, DateError):
                said = None
            start, end = found.span("time") if "time" in rule.pattern.groupindex else found.span()
            yield start, end, said


def words(names: Iterable[str]) -> str:
    """A pattern for any of `names`, longest first, so that none hides a longer one."""
    return "|".join(re.escape(name).replace(r"\ ", r"\s") for name in sorted(names, key=len, reverse=True))


def full_year(short: str, near: int) -> int:
    """The year that "88" means beside the year `near` ("1987–88")."""
    span = 100 if len(short) == 2 else 10_000
    year = near // span * span + int(short)
    return year if year >= near else year + span


def dated(text: str, part: str | None = None, calendar: str = "gregorian") -> Said:
    """A `Said` that needs no other date; `part` is early, mid or late. Raises `DateError` when there is no such day."""
    whole = bounds(text)
    return Said(edtf=edtf(part_of(whole, part)) if part else text, calendar=calendar)


def spanned(interval: Interval, calendar: str = "gregorian") -> Said:
    """A `Said` of an interval of days."""
    return Said(edtf=edtf(interval), calendar=calendar)
