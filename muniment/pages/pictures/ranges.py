"""Claims of one question as ranges on one axis: no mean, no merged band, no vote.

A claim is told apart by shape as well as colour: a dot for an exact number, a hollow dot for an approximate one, a bar
with an open arrow where one end is open, a bar with closed ends for “between”, a dashed one for an order of size; a
cross over the mark where the number is denied. Rows stand by date of saying within groups with a common source found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from muniment.pages.pictures.axis import Axis, axis
from muniment.pages.pictures.drawing import Drawing, lines_of, shortened
from muniment.records import Qualifier


@dataclass(frozen=True, slots=True)
class Row:
    """One claim in the picture. `colour` is a class of the drawing ("g0" … or "ink")."""

    who: str
    when: str
    amount: str
    low: float | None
    high: float | None
    qualifier: Qualifier
    denied: bool
    colour: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of one group with a common source found, under one heading."""

    heading: str
    rows: tuple[Row, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says about itself: title, description, the axis's name, and its unique key."""

    title: str
    description: str
    axis: str
    key: str


#: pixels of a row and of a group's heading, wide and narrow
ROW, ROW_NARROW, HEAD = 46, 78, 30
#: below this width labels stand above the marks instead of beside them
NARROW = 480


def draw(bands: Sequence[Band], words: Words, *, width: int, share: bool = False) -> Drawing:
    """The picture, `width` pixels wide; `share` puts it on an axis from 0 to 100."""
    narrow = width < NARROW
    left, right = (10, width - 14) if narrow else (300, width - 170)
    values = [value for band in bands for row in band.rows for value in (row.low, row.high) if value is not None]
    scale = axis(values, left + 12, right - 12, most=100 if share else None)
    step = ROW_NARROW if narrow else ROW
    height = 34 + sum(HEAD + step * len(band.rows) for band in bands) + 46
    made = Drawing(width, height, words.title, words.description, words.key)
    _grid(made, scale, 26, height - 40, words.axis)
    y = 30
    for band in bands:
        made.rect(0, y + 4, width, HEAD - 6, "band")
        made.rect(0, y + 4, 4, HEAD - 6 + step * len(band.rows), band.colour)
        made.text(12, y + 20, shortened(band.heading, width - 24, 13), 13, "strong")
        y += HEAD
        for row in band.rows:
            _row(made, row, scale, y, narrow)
            y += step
    return made


def small(bands: Sequence[Band], words: Words, *, width: int = 320) -> Drawing:
    """The picture without labels, for a first look: marks on an axis."""
    values = [value for band in bands for row in band.rows for value in (row.low, row.high) if value is not None]
    scale = axis(values, 16, width - 16)
    rows = [row for band in bands for row in band.rows][:24]
    height = 30 + 14 * len(rows)
    made = Drawing(width, height, words.title, words.description, words.key)
    _grid(made, scale, 6, height - 24, "")
    for number, row in enumerate(rows):
        _mark(made, row, scale, 14 + 14 * number, 4.5)
    return made


def _grid(made: Drawing, scale: Axis, top: float, bottom: float, name: str) -> None:
    shown: float = -1e9
    for tick in scale.ticks:
        x = scale.at(tick)
        made.line(x, top, x, bottom, "grid")
        label = f"{tick:,.0f}" if tick >= 1 or tick == 0 else f"{tick:g}"
        room = len(label) * 7.5 + 10
        if x - shown >= room and x + room / 2 <= made.width + 6:
            made.text(x, bottom + 16, label, 12, "quiet", at="middle")
            shown = x
    made.line(scale.left - 12, bottom, scale.right + 12, bottom, "axis")
    if name:
        made.text(scale.left - 10, bottom + 34, shortened(name, made.width - scale.left, 12), 12, "quiet")


def _row(made: Drawing, row: Row, scale: Axis, y: float, narrow: bool) -> None:
    if row.href:
        made.begin("a", href=row.href)
    else:
        made.begin("g")
    made.tip(f"{row.who}: {row.amount} ({row.when})")
    if narrow:
        made.text(12, y + 16, shortened(row.who, made.width - 20, 13), 13, "strong")
        made.text(12, y + 34, shortened(f"{row.amount} · {row.when}", made.width - 20, 13), 13, "quiet")
        _mark(made, row, scale, y + 54, 7)
    else:
        made.text(14, y + 19, shortened(row.who or "–", 280, 13), 13, "strong")
        made.text(14, y + 36, shortened(row.when, 280, 12), 12, "quiet")
        _mark(made, row, scale, y + 24, 7)
        for number, line in enumerate(lines_of(row.amount, 146, 13, 2)):
            made.text(scale.right + 26, y + 28 + 16 * number, line, 13)
    made.end("a" if row.href else "g")


def _mark(made: Drawing, row: Row, scale: Axis, y: float, size: float) -> None:
    """The claim's shape at height `y`."""
    low, high, colour = row.low, row.high, row.colour
    start = scale.at(low) if low is not None else scale.left - 12
    end = scale.at(high) if high is not None else scale.right + 12
    dash = "5 4" if row.qualifier == Qualifier.ORDER_OF else ""
    if low is None or high is None:
        made.line(start, y, end, y, colour, width=size / 2.4)
        closed, opened, way = (start, end, -1) if high is None else (end, start, 1)
        made.line(closed, y - size, closed, y + size, colour, width=size / 2.4)
        made.path(
            f"M{opened + way * size:.1f} {y - size:.1f}L{opened:.1f} {y:.1f}L{opened + way * size:.1f} {y + size:.1f}",
            f"{colour} line",
            width=size / 3,
        )
        if row.qualifier in (Qualifier.MORE_THAN, Qualifier.LESS_THAN):
            made.circle(closed, y, size * 0.55, f"{colour} hollow", width=1.6)
    elif start == end:
        hollow = row.qualifier != Qualifier.EXACT
        made.circle(
            start,
            y,
            size * 0.85,
            f"{colour} hollow" if hollow else colour,
            width=size / 3,
            dash="3 2" if hollow else "",
        )
    else:
        made.line(start, y, end, y, colour, width=size, dash=dash)
        if not dash:
            made.line(start, y - size, start, y + size, colour, width=2)
            made.line(end, y - size, end, y + size, colour, width=2)
    if row.denied:
        middle = (start + end) / 2
        arm = size * 1.15
        made.path(
            f"M{middle - arm:.1f} {y - arm:.1f}L{middle + arm:.1f} {y + arm:.1f}"
            f"M{middle + arm:.1f} {y - arm:.1f}L{middle - arm:.1f} {y + arm:.1f}",
            "ink line",
            width=size / 2.6,
        )


def key(words: Sequence[tuple[Qualifier, bool, str]]) -> list[tuple[Drawing, str]]:
    """The shapes with their names, for the key beneath the picture: (qualifier, denied, words)."""
    found = []
    for number, (qualifier, denied, name) in enumerate(words):
        made = Drawing(64, 22, name, name, f"key-{number}")
        low, high = {
            Qualifier.MORE_THAN: (1.0, None),
            Qualifier.AT_LEAST: (1.0, None),
            Qualifier.LESS_THAN: (None, 2.0),
            Qualifier.UP_TO: (None, 2.0),
            Qualifier.BETWEEN: (1.0, 2.0),
            Qualifier.ORDER_OF: (1.0, 2.0),
        }.get(qualifier, (1.5, 1.5))
        scale = Axis(20, 44, 1.0, 2.0, False, ())
        _mark(made, Row("", "", "", low, high, qualifier, denied, "ink"), scale, 11, 6)
        found.append((made, name))
    return found
