"""Times as they are said, and what they come to."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from muniment.errors import DateError


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """First and last day that a time may cover (inclusive). An open end is None: "not known", not "for ever"."""

    earliest: datetime.date | None
    latest: datetime.date | None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise DateError(f"an interval ends before it begins ({self.earliest} – {self.latest})")


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """A time expression as it stands in a text.

    `edtf` is what the words come to by themselves (EDTF, ISO 8601-2; Gregorian), or None when they need another date
    ("last November", "Wednesday, July 16", "two days later"). Then `relative` says how, in the small language of
    `muniment.dates.resolve`; other rooms only pass it on. `calendar` is the one it was written in.
    """

    start: int
    end: int
    text: str
    edtf: str | None = None
    relative: str | None = None
    calendar: str = "gregorian"

    def __post_init__(self) -> None:
        if self.edtf is None and self.relative is None:
            raise DateError(f"a time at {self.start}–{self.end} says neither a date nor what it is relative to")
        if len(self.text) != self.end - self.start:
            raise DateError(f"a time's words have {len(self.text)} characters, its span {self.end - self.start}")
