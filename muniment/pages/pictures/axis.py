"""Axes: where a number or a day stands on a line, and the ticks beside it."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass

#: a logarithmic axis where the largest value is more than this many times the smallest: below it, a linear axis still
#: keeps the smallest mark apart from zero at the widths drawn here
RATIO = 40

#: a logarithmic axis never spans more than this ratio: smaller values stand at its lower end
MOST_DECADES = 1e9

#: values below it are drawn as nothing: what is counted here is people, places and per cent
SMALLEST = 1e-6


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of numbers from `left` to `right` pixels; `low` and `high` are the values at its ends."""

    left: float
    right: float
    low: float
    high: float
    logarithmic: bool
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Where `value` stands, in pixels; values beyond the ends stand at the ends."""
        if self.logarithmic:
            value = max(value, self.low)
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)


def axis(values: Iterable[float], left: float, right: float, *, most: float | None = None) -> Axis:
    """An axis that holds all `values`; logarithmic where they are far apart. `most` fixes its upper end (shares)."""
    found = [value for value in values if value >= 0] or [0.0]
    top = max(found) if max(found) > SMALLEST else 0.0
    least = min((value for value in found if value > SMALLEST), default=1.0)
    if most is None and top > 0 and top / least > RATIO and 0 not in found:
        low = 10.0 ** math.floor(math.log10(max(least, top / MOST_DECADES)))
        high = 10.0 ** math.ceil(math.log10(top * 1.0001))
        decades = round(math.log10(high / low))
        steps = (1,) if decades > 2 else (1, 2, 5)
        ticks = [low * 10**power * step for power in range(decades + 1) for step in steps]
        return Axis(left, right, low, high, True, tuple(tick for tick in ticks if tick <= high))
    step = nice((most or top * 1.08 or 1.0) / max(2, (right - left) / 90))
    high = most or step * math.ceil(top * 1.02 / step) or 1.0
    ticks = [step * number for number in range(int(high / step + 1e-9) + 1)]
    return Axis(left, right, 0.0, float(high), False, tuple(ticks))


def nice(step: float) -> float:
    """The next of 1, 2, 5 times a power of ten that is at least `step` (P. Heckbert, Graphics Gems, 1990)."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= step * 0.9999)


def years(
    first: datetime.date, last: datetime.date, left: float, right: float
) -> tuple[Axis, tuple[tuple[float, str], ...]]:
    """An axis of days from `first` to `last` with ticks at years, or at months where it is short: (place, EDTF)."""
    low, high = first.toordinal(), max(last.toordinal(), first.toordinal() + 27)
    days = high - low
    line = Axis(left, right, float(low), float(high), False, ())
    ticks: list[tuple[float, str]] = []
    room = max(2.0, (right - left) / 80)
    if days > 800:
        step = max(1, int(nice(days / 365.25 / room)))
        year = first.year - first.year % step
        while year <= min(last.year + 1, 9999):
            ticks.append((datetime.date(max(1, year), 1, 1).toordinal(), str(year)))
            year += step
    else:
        step = next((one for one in (1, 2, 3, 6, 12) if days / 30.4 / one <= room), 12)
        month = first.year * 12 + first.month - 1
        month -= month % step
        while month <= last.year * 12 + last.month and month < 9999 * 12:
            day = datetime.date(month // 12, month % 12 + 1, 1)
            ticks.append((day.toordinal(), f"{day.year}-{day.month:02}"))
            month += step
    return line, tuple((line.at(at), label) for at, label in ticks if low <= at <= high)
