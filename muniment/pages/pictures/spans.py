"""Times as spans on one axis: what is doubtful is drawn as long as the doubt.

A bar runs from the first to the last day that a time may mean; an open end is dashed and has an arrow. The day of
saying is a hollow diamond, told apart from the day of the event by its shape.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from muniment import dates
from muniment.errors import DateError
from muniment.pages.pictures.axis import Axis, years
from muniment.pages.pictures.drawing import Drawing, lines_of, shortened
from muniment.records import Interval


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in time: what, a second line, when (EDTF), and when it was said (EDTF, once or several times)."""

    what: str
    second: str
    when: str | None
    said: tuple[str, ...]
    alleged: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says about itself."""

    title: str
    description: str
    alleged: str
    key: str


ROW, ROW_NARROW = 44, 70
#: rows beyond which the years stand above the picture as well
LONG = 12
NARROW = 480


def interval(edtf: str | None) -> Interval | None:
    """The days that an EDTF time may mean, or None."""
    if not edtf:
        return None
    try:
        found = dates.bounds(edtf)
    except DateError:
        return None
    return found if found.earliest or found.latest else None


def draw(rows: Sequence[Row], words: Words, *, width: int) -> Drawing:
    """The picture, `width` pixels wide; rows stand in the order given."""
    narrow = width < NARROW
    left, right = (16, width - 20) if narrow else (320, width - 24)
    found = [(row, interval(row.when), [one for one in map(interval, row.said) if one]) for row in rows]
    spans = [one for _, when, said in found for one in (when, *said) if one]
    days = [day for one in spans for day in (one.earliest, one.latest) if day]
    days = days or [datetime.date(2000, 1, 1)]
    scale, ticks = years(min(days), max(days), left + 8, right - 8)
    step = ROW_NARROW if narrow else ROW
    top = 26 if len(rows) > LONG else 14
    height = top + step * len(rows) + 34
    made = Drawing(width, height, words.title, words.description, words.key)
    last = -1e9
    for x, label in ticks:
        made.line(x, top - 6, x, height - 30, "grid")
        if x - last >= 9 * len(label) + 8:
            made.text(x, height - 12, label, 12, "quiet", at="middle")
            if len(rows) > LONG:
                made.text(x, 12, label, 12, "quiet", at="middle")
            last = x
    made.line(left, height - 30, right, height - 30, "axis")
    for number, (row, when, said) in enumerate(found):
        y = top + step * number
        made.begin("a", href=row.href) if row.href else made.begin("g")
        made.tip(f"{row.what}: {row.second} ({', '.join(row.said) or '–'})")
        when_words = f"{row.second} · {words.alleged}" if row.alleged else row.second
        room = width - 24 if narrow else 300
        if narrow:
            made.text(12, y + 16, shortened(row.what, room, 13), 13, "strong")
            made.text(12, y + 33, shortened(when_words, room, 12), 12, "quiet")
            middle = y + 50
        else:
            for place, line in enumerate(lines_of(row.what, room, 13, 1)):
                made.text(12, y + 17 + 16 * place, line, 13, "strong")
            made.text(12, y + 33, shortened(when_words, room, 12), 12, "quiet")
            middle = y + 22
        if when:
            _span(made, scale, when, middle)
        for one in said:
            _said(made, scale, one, middle)
        made.end("a" if row.href else "g")
    return made


def _span(made: Drawing, scale: Axis, when: Interval, y: float) -> None:
    first, last = when.earliest or when.latest, when.latest or when.earliest
    if first is None or last is None:
        return
    start, end = scale.at(first.toordinal()), scale.at(last.toordinal() + 1)
    made.rect(start, y - 5, max(end - start, 4), 10, "g0", round_=2)
    if when.latest is None:
        made.line(end, y, scale.right + 8, y, "g0", width=3, dash="5 4")
        made.path(
            f"M{scale.right + 2:.1f} {y - 6}L{scale.right + 8:.1f} {y}L{scale.right + 2:.1f} {y + 6}",
            "g0 line",
            width=2,
        )
    if when.earliest is None:
        made.line(scale.left - 8, y, start, y, "g0", width=3, dash="5 4")
        made.path(
            f"M{scale.left - 2:.1f} {y - 6}L{scale.left - 8:.1f} {y}L{scale.left - 2:.1f} {y + 6}", "g0 line", width=2
        )


def _said(made: Drawing, scale: Axis, said: Interval, y: float) -> None:
    first, last = said.earliest or said.latest, said.latest or said.earliest
    if first is None or last is None:
        return
    start, end = scale.at(first.toordinal()), scale.at(last.toordinal())
    if end - start > 6:
        made.line(start, y, end, y, "g1", width=1.5, dash="2 3")
    middle = (start + end) / 2
    made.path(f"M{middle:.1f} {y - 6}l6 6l-6 6l-6 -6z", "g1 hollow", width=2)
