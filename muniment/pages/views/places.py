"""Places: a map where areas show the precision, and a list beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from muniment.pages import gazetteer
from muniment.pages.gazetteer import Outline
from muniment.pages.language import N_
from muniment.pages.pictures import map as maps
from muniment.pages.pictures.drawing import Drawing
from muniment.pages.record import Place
from muniment.pages.survey import Name
from muniment.pages.views.claims import Views

#: places drawn on the map, those named in most documents; the list holds them all
MOST_DRAWN = 40


@dataclass(frozen=True, slots=True)
class Located:
    """A name of a place: the points that may be meant, or the country whose outline it is."""

    name: Name
    points: tuple[Place, ...]
    country: Outline | None

    @property
    def known(self) -> bool:
        return bool(self.points or self.country)


class Places:
    """What pages show of places."""

    def __init__(self, views: Views) -> None:
        self.views = views
        self.survey = views.survey
        self.language = views.language

    @cached_property
    def located(self) -> tuple[Located, ...]:
        """All names of places, in the order of the alphabet, each with what the gazetteer has under it."""
        names = self.views.names(("place", "facility"))
        record = self.survey.record
        given = {name.id: self._given(name) for name in names}
        found: list[Located] = []
        countries = {one.id: gazetteer.country(one.name) for one in names if one.kind == "place" and not given[one.id]}
        asked = [one.name for one in names if one.kind == "place" and not given[one.id] and not countries.get(one.id)]
        towns = gazetteer.towns(asked) if asked else {}
        for name in names:
            points = given[name.id] or towns.get(name.name, ())
            found.append(Located(name, points, countries.get(name.id)))
        return tuple(found) if record.documents else ()

    def _given(self, name: Name) -> tuple[Place, ...]:
        """A place that the record itself holds for this name."""
        held = self.survey.record.places
        keys = [name.name, *(standing.entity for standing in name.standings)]
        return next(((held[key],) for key in keys if key in held), ())

    def picture(self, *, width: int, root: str | None = None) -> Drawing | None:
        """The map, or None where no place was found."""
        known = sorted((one for one in self.located if one.known), key=lambda one: (-one.name.documents, one.name.id))
        drawn = known[:MOST_DRAWN]
        if not drawn:
            return None
        spots = [
            maps.Spot(
                one.name.name if len(one.points) == 1 else point.name,
                point.latitude,
                point.longitude,
                point.radius,
                len(one.points) > 1,
                None if root is None else f"{root}{one.name.href}",
            )
            for one in drawn
            for point in one.points[:4]
        ]
        named = [one.country for one in drawn if one.country]
        say = self.language.say
        words = maps.Words(
            say(N_("Places that are named")),
            say(
                N_(
                    "A map with %(count)s places. Each area is as large as the place is uncertain; dashed where "
                    "several places bear the name. The list has the same facts."
                ),
                count=self.language.number(len(drawn)),
            ),
            f"map-{width}",
        )
        return maps.draw(spots, named, gazetteer.outlines().values(), words, width=width)

    def where(self, one: Located) -> str:
        """Where a place lies and how precisely, in words."""
        say, number = self.language.say, self.language.number
        if one.country:
            return say(N_("a country; its whole area is drawn"))
        if not one.points:
            return say(N_("not found in the gazetteer; not drawn"))
        if len(one.points) > 1:
            return say(
                N_("%(count)s places bear this name; which is meant is not known"), count=number(len(one.points))
            )
        point = one.points[0]
        return say(
            N_("%(latitude)s, %(longitude)s; within about %(radius)s km (%(source)s)"),
            latitude=number(round(point.latitude, 2)),
            longitude=number(round(point.longitude, 2)),
            radius=number(round(point.radius, 1) if point.radius < 10 else round(point.radius)),
            source=point.source or say(N_("this record")),
        )

    def rows(self) -> Iterator[dict[str, object]]:
        """The places as a table, for download."""
        for one in self.located:
            for point in one.points or (None,):
                yield {
                    "name": one.name.name,
                    "kind": one.name.kind,
                    "documents": one.name.documents,
                    "meant": point.name if point else (one.country.name if one.country else None),
                    "latitude": point.latitude if point else None,
                    "longitude": point.longitude if point else None,
                    "radius_km": round(point.radius, 1) if point else None,
                    "precision": point.precision if point else ("country" if one.country else None),
                    "source": point.source if point else ("Natural Earth" if one.country else None),
                }
