"""Spans of time in Persian, Dari and Arabic: from … to …, the past so many months, the first half, early and late.

Read before the rules of single dates (`arabic_script`), of which these are made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from muniment.dates import calendars
from muniment.dates.notation import bounds
from muniment.dates.relative import part_of
from muniment.dates.rules import Said, spanned, words
from muniment.records.times import Interval
from muniment.text import folded


def _fold(row: str) -> list[str]:
    return [folded(word.replace("_", " ")) for word in row.split()]


S = r"\s{1,3}"
_E = r"(?!\w)"
_PARTS = {
    word: part
    for part, row in {
        "early": "اوایل اوائل ابتدای آغاز مطلع أوائل بداية",
        "mid": "اواسط نیمه نیمهٔ میانه منتصف أواسط",
        "late": "اواخر پایان نهاية أواخر",
    }.items()
    for word in _fold(row)
}
_UNITS = {
    word: unit
    for unit, row in {
        "D": "روز يوم يوما أيام الأيام", "W": "هفته أسبوع أسابيع الأسابيع", "M": "ماه شهر أشهر الأشهر شهور",
        "Y": "سال سنة سنوات السنوات أعوام الأعوام",
    }.items()
    for word in _fold(row)
}  # fmt: skip
_DUALS = dict(zip(_fold("اليومين الأسبوعين الشهرين العامين السنتين"), "DWMYY", strict=True))
_COUNTS = {
    word: number
    for number, row in enumerate(
        ("یک", "دو", "سه ثلاثة ثلاث الثلاثة الثلاث", "چهار أربعة أربع الأربعة الأربع", "پنج خمسة خمس الخمسة الخمس",
         "شش ستة ست الستة الست", "هفت سبعة سبع السبعة السبع", "هشت ثمانية ثماني الثمانية", "نه تسعة تسع التسعة",
         "ده عشرة عشر العشرة العشر", "یازده", "دوازده"), 1,
    )
    for word in _fold(row)
}  # fmt: skip
_HALVES = {word: half for half, row in ((0, "نخست اول الأول"), (1, "دوم الثاني")) for word in _fold(row)}
_COUNT = rf"(?P<count>\d{{1,3}}|{words(_COUNTS)})"
_PAST = words(_fold("گذشته اخیر الماضية الأخيرة المنصرمة الماضيين الأخيرين"))

#: "the past three months": «سه ماه گذشته», "الأشهر الثلاثة الماضية", "اليومين الماضيين"
PAST = re.compile(
    rf"(?<!\w)(?:{_COUNT}{S}(?P<unit>{words(_UNITS)}){S}(?:{_PAST}){_E}"
    rf"|(?P<unit2>{words(_UNITS)}){S}(?P<count2>\d{{1,3}}|{words(_COUNTS)}){S}(?:{_PAST}){_E}"
    rf"|(?P<dual>{words(_DUALS)}){S}(?:{_PAST}){_E})"
)
#: "the first six months of 1402", "the second half of 2020"
HALF = re.compile(
    rf"(?<!\w)(?:(?:شش|6){S}ماه{S}(?P<half>{words(_HALVES)})|(?:نیمه|النصف){S}(?P<half2>{words(_HALVES)}))"
    rf"(?:{S}(?:من))?(?:{S}(?:سال|عام|العام|سنه))?{S}(?P<year>(?:1[2-9]|20)\d\d)(?!\d)"
    rf"(?:{S}(?P<era>میلادی|خورشیدی|شمسی|هجری شمسی))?"
)
#: "between 1360 and 1364", "بين عامي 2015 و2017"
YEARS = re.compile(
    rf"(?<!\w)(?:(?:بین|میان|از|من|ما بین){S})?(?:سالهای|عامی|سنتی|الاعوام|الفتره){S}(?:(?:بین|من){S})?"
    rf"(?P<first>(?:1[2-9]|20)\d\d)\s{{0,3}}(?:تا|و|الی|-|–)\s{{0,3}}(?P<last>(?:1[2-9]|20)\d\d)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Spans:
    """What the matches mean in one language; `year_of` tells a year's calendar as the rules of single dates do."""

    language: str | None

    def _year(self, year: int, era: str | None = None) -> Interval:
        if year >= 1500 or era == "میلادی":
            return bounds(f"{year:04d}")
        return calendars.hijri(year) if self.language == "ar" else calendars.jalali(year)

    def past(self, found: re.Match[str]) -> Said:
        if found["dual"]:
            return Said(relative=f"past 2 {_DUALS[found['dual']]}")
        count, unit = found["count"] or found["count2"], found["unit"] or found["unit2"]
        return Said(relative=f"past {int(count) if count.isdigit() else _COUNTS[count]} {_UNITS[unit]}")

    def half(self, found: re.Match[str]) -> Said:
        year, second = int(found["year"]), _HALVES[found["half"] or found["half2"]]
        if year >= 1500 or found["era"] == "میلادی":
            return Said(edtf=f"{year}-07/{year}-12" if second else f"{year}-01/{year}-06")
        months = (7, 12) if second else (1, 6)
        return spanned(calendars.jalali(year, months[0], last_month=months[1]), "jalali")

    def years(self, found: re.Match[str]) -> Said | None:
        first, last = self._year(int(found["first"])), self._year(int(found["last"]))
        if first.earliest is None or last.latest is None or first.earliest > last.latest:
            return None
        return spanned(Interval(first.earliest, last.latest), "gregorian" if int(found["first"]) >= 1500 else "jalali")


def part(word: str, whole: Interval) -> Interval:
    """The early, middle or late part of `whole` that `word` names."""
    return part_of(whole, _PARTS[word])


#: words for a part of a month or year, before it
PART = rf"(?:(?P<part>{words(_PARTS)}){S}(?:من{S}|ماه{S}|شهر{S}|سال{S}|عام{S}|العام{S})?)"
#: a day before another one of the same month: "۳ تا ۷ آبان", «هفتم و هشتم مرداد»
TO_DAY = (
    rf"(?:(?:از|من|بین|ما بین){S})?(?P<from>3[01]|[12]\d|0?[1-9]|[^\W\d]{{2,12}})"
    rf"(?:{S}(?:تا|الی|و){S}|\s?[-–]\s?|{S}و(?=\d))"
)
