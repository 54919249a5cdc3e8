"""A case's own names file: organisations, people, places, facilities, works and events that only this case knows.

TOML, one table a kind, each name with its other forms; a party says to which side an organisation or person belongs:

    [organisations]
    "Front for the Valley" = { forms = ["FFV", "valley boys"], party = "opposition" }
    [facilities]
    "Old Mill Prison" = { forms = ["the Mill"], latitude = 1.25, longitude = 30.5 }
    [persons]
    "Anna Example" = ["A. Example"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from muniment.errors import SettingsError

#: table of the file → kind of entity
TABLES = {
    "persons": "person",
    "organisations": "organisation",
    "places": "place",
    "facilities": "facility",
    "works": "work",
    "events": "event",
}

_KEYS = frozenset({"forms", "party", "latitude", "longitude"})


@dataclass(frozen=True, slots=True)
class CaseName:
    """One thing that a case names: its kind, its full name, its other forms, the side it belongs to, and where it is
    (degrees, WGS 84)."""

    kind: str
    name: str
    forms: tuple[str, ...] = ()
    party: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class CaseNames:
    """The names of one case, in the order of its file."""

    names: tuple[CaseName, ...] = ()


def read_names(toml: str) -> CaseNames:
    """The names in the text of a names file.

    Raises `SettingsError` when it is not TOML, or a table, key or value is not known.
    """
    try:
        tables = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"the names file is not TOML ({error}); mend that line") from error
    names: list[CaseName] = []
    for table, rows in tables.items():
        if table not in TABLES:
            raise SettingsError(f"names file: there is no table {table!r}; known: {', '.join(TABLES)}")
        if not isinstance(rows, Mapping):
            raise SettingsError(f"names file: {table!r} must be a table of names")
        names.extend(_name(TABLES[table], name, row) for name, row in rows.items())
    return CaseNames(tuple(names))


def _name(kind: str, name: str, row: Any) -> CaseName:
    fields = {"forms": row} if isinstance(row, list) else row
    if not isinstance(fields, Mapping) or not name.strip():
        raise SettingsError(f"names file: {name!r} must have a list of forms, or {{ forms = […], party = … }}")
    if unknown := sorted(set(fields) - _KEYS):
        raise SettingsError(f"names file: {name!r} has {unknown[0]!r}; known: {', '.join(sorted(_KEYS))}")
    forms = fields.get("forms", [])
    if not isinstance(forms, list) or not all(isinstance(form, str) and form.strip() for form in forms):
        raise SettingsError(f"names file: the forms of {name!r} must be a list of words")
    party = fields.get("party")
    if party is not None and not isinstance(party, str):
        raise SettingsError(f"names file: the party of {name!r} must be a word")
    return CaseName(
        kind, name, tuple(forms), party, _degrees(name, fields, "latitude"), _degrees(name, fields, "longitude")
    )


def _degrees(name: str, fields: Mapping[str, Any], key: str) -> float | None:
    value = fields.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SettingsError(f"names file: the {key} of {name!r} must be a number of degrees")
    return float(value)
