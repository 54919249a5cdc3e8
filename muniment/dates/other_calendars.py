"""Jalali and Hijri dates in Latin letters: "6 Mordad 1367", "7 Saur 1357", "1 Ramadan 1445", "1367 SH"."""

from __future__ import annotations

import re

from muniment.dates import calendars
from muniment.dates.english_words import HIJRI, JALALI
from muniment.dates.rules import Rule, Said, spanned, words

S = r"\s{1,3}"
_DAY_OF = rf"\b(?:(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?{S}(?:of{S})?)?"
_HIJRI = words(HIJRI).replace("'", "['’‘]")


def _jalali(found: re.Match[str]) -> Said:
    day = int(found["day"]) if found["day"] else None
    return spanned(calendars.jalali(int(found["year"]), JALALI[found["month"].lower()], day), "jalali")


def _hijri(found: re.Match[str]) -> Said:
    day = int(found["day"]) if found["day"] else None
    name = re.sub(r"\s+", " ", found["month"].lower().replace("’", "'").replace("‘", "'"))
    return spanned(calendars.hijri(int(found["year"]), HIJRI[name], day), "hijri")


def _era_year(found: re.Match[str]) -> Said:
    year = int(found["year"])
    if found["era"].lower().replace(".", "") in ("ah", "hijri", "a h"):
        return spanned(calendars.hijri(year), "hijri")
    return spanned(calendars.jalali(year), "jalali")


RULES: tuple[Rule, ...] = (
    Rule(re.compile(rf"{_DAY_OF}(?P<month>{words(JALALI)}),?{S}(?:of{S})?(?P<year>1[2-4]\d\d)\b", re.I), _jalali),
    Rule(re.compile(rf"{_DAY_OF}(?P<month>{_HIJRI}),?{S}(?P<year>1[0-4]\d\d|[4-9]\d\d)\b", re.I), _hijri),
    Rule(
        re.compile(r"\b(?P<year>1[0-4]\d\d)\s{1,3}(?P<era>SH|A\.?H\.?S\.?|A\.?P\.?|A\.?H\.?|[Hh]ijri)(?!\w)"), _era_year
    ),
)
