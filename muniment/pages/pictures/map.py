"""A map: outlines of countries, and places as areas as large as their precision; never a false point.

Projection: equirectangular with true scale at the middle latitude (J. Snyder, “Map Projections: A Working Manual”,
USGS 1395, 1987, p. 90).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from muniment.pages.gazetteer import Outline
from muniment.pages.pictures.drawing import Drawing, isolated

#: kilometres in one degree of latitude
DEGREE = 111.2

#: points of an outline nearer to one another than this many pixels are drawn as one
FINE = 1.5


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map: a circle of `radius` km; `doubtful` where several places bear the name."""

    name: str
    latitude: float
    longitude: float
    radius: float
    doubtful: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says about itself."""

    title: str
    description: str
    key: str


@dataclass(frozen=True, slots=True)
class View:
    """The part of the world that is drawn, and how degrees become pixels."""

    west: float
    north: float
    across: float
    down: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - self.west) * self.across, (self.north - latitude) * self.down


def draw(
    spots: Sequence[Spot], named: Sequence[Outline], countries: Iterable[Outline], words: Words, *, width: int
) -> Drawing:
    """The map, `width` pixels wide, about the spots and the named countries."""
    west, south, east, north = _bounds(spots, named)
    middle = max(0.1, math.cos(math.radians((south + north) / 2)))
    tall = width * (1.1 if width < 480 else 0.62)
    if (north - south) * width / middle > tall * (east - west):
        # too tall for the page: more of the world to both sides
        more = ((north - south) * width / middle / tall - (east - west)) / 2
        west, east = west - more, east + more
    across = width / (east - west)
    view = View(west, north, across, across / middle)
    height = max(120, round((north - south) * view.down))
    made = Drawing(width, height, words.title, words.description, words.key)
    made.begin("svg", x=0, y=0, width=width, height=height, overflow="hidden")
    made.rect(0, 0, width, height, "back")
    for outline in countries:
        a, b, c, d = outline.bounds
        if a < east and c > west and b < north and d > south and (steps := _steps(outline, view, width, height)):
            made.path(steps, "land", width=1)
    for outline in named:
        if steps := _steps(outline, view, width, height):
            made.path(steps, "g0 area", width=1.4)
    taken: list[tuple[float, float]] = []
    for spot in sorted(spots, key=lambda one: -one.radius):
        _spot(made, spot, view, taken)
    made.end("svg")
    made.path(f"M0.5 0.5H{width - 0.5}V{height - 0.5}H0.5Z", "axis line", width=1)
    return made


def _bounds(spots: Sequence[Spot], named: Sequence[Outline]) -> tuple[float, float, float, float]:
    boxes = [_mainland(one) for one in named]
    for spot in spots:
        reach = max(spot.radius / DEGREE, 0.4)
        boxes.append((spot.longitude - reach, spot.latitude - reach, spot.longitude + reach, spot.latitude + reach))
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    wide, high = max((east - west) * 0.12, 2.5), max((north - south) * 0.12, 1.5)
    return west - wide, max(-85.0, south - high), east + wide, min(85.0, north + high)


def _mainland(outline: Outline) -> tuple[float, float, float, float]:
    """The bounds of a country's largest ring: far islands do not decide what the map shows."""

    def size(ring: tuple[tuple[float, float], ...]) -> float:
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        return (max(xs) - min(xs)) * (max(ys) - min(ys))

    ring = max(outline.rings, key=size)
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _steps(outline: Outline, view: View, width: float, height: float) -> str:
    steps: list[str] = []
    for ring in outline.rings:
        points = [view.at(*point) for point in ring]
        if not any(-width <= x <= 2 * width and -height <= y <= 2 * height for x, y in points):
            continue
        kept: list[tuple[float, float]] = []
        for x, y in points:
            # far outside the picture a corner is enough; the coordinates are held within three pictures
            x, y = min(max(x, -width), 2 * width), min(max(y, -height), 2 * height)
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINE:
                kept.append((x, y))
        if len(kept) > 2:
            # whole pixels, each step from the last: a third of the bytes, and no eye tells
            points = [(round(x), round(y)) for x, y in kept]
            moves = (f"{x - a} {y - b}" for (a, b), (x, y) in itertools.pairwise(points))
            steps.append(f"M{points[0][0]} {points[0][1]}l{' '.join(moves)}z")
    return "".join(steps)


def _spot(made: Drawing, spot: Spot, view: View, taken: list[tuple[float, float]]) -> None:
    x, y = view.at(spot.longitude, spot.latitude)
    radius = max(spot.radius / DEGREE * view.down, 4.0)
    made.begin("a", href=spot.href) if spot.href else made.begin("g")
    made.tip(isolated(spot.name))
    made.circle(x, y, radius, "g1 area", width=1.6, dash="4 3" if spot.doubtful else "")
    room = len(spot.name) * 7.5
    label = y + 4.5
    while any(abs(label - other) < 15 and abs(x - at) < room + 40 for at, other in taken) and label < made.height - 6:
        label += 15
    taken.append((x, label))
    before = x + radius + 5 + room > made.width
    made.text(
        x - radius - 5 if before else x + radius + 5, label, spot.name, 13, "strong", at="end" if before else "start"
    )
    made.end("a" if spot.href else "g")
