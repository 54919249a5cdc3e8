"""EDTF times in the words of the reader's language; the EDTF itself stays beside them."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from muniment.pages.language import N_, Language

SEASONS = {
    "21": N_("spring %(year)s"),
    "22": N_("summer %(year)s"),
    "23": N_("autumn %(year)s"),
    "24": N_("winter %(year)s"),
}

_PART = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_DECADE = re.compile(r"(\d{3})X")


@lru_cache(maxsize=16384)
def in_words(language: Language, edtf: str) -> str:
    """An EDTF time as a person would say it (“summer 1988”, “May 2022 to December 2022”)."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(language, first) or edtf
    if first in ("", ".."):
        return language.say(N_("until %(time)s"), time=_one(language, last) or last)
    if last in ("", ".."):
        return language.say(N_("from %(time)s"), time=_one(language, first) or first)
    return language.say(
        N_("%(first)s to %(last)s"), first=_one(language, first) or first, last=_one(language, last) or last
    )


def _one(language: Language, part: str) -> str | None:
    bare = part.rstrip("~?%")
    words = _plain(language, bare)
    if words is None:
        return None
    if part.endswith("~"):
        words = language.say(N_("about %(time)s"), time=words)
    elif part.endswith(("?", "%")):
        words = language.say(N_("%(time)s (uncertain)"), time=words)
    return words


def _plain(language: Language, part: str) -> str | None:
    if decade := _DECADE.fullmatch(part):
        return language.say(N_("the %(year)ss"), year=_year(language, int(decade.group(1)) * 10))
    found = _PART.fullmatch(part)
    if not found:
        return None
    year, month, day = found.groups()
    if month is None:
        return _year(language, int(year))
    if month in SEASONS:
        return language.say(SEASONS[month], year=_year(language, int(year)))
    try:
        date = datetime.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    if day:
        return _digits(language, str(format_date(date, "d MMMM y", locale=language.code)))
    return _digits(language, str(format_skeleton("yMMMM", date, locale=language.code)))


def _year(language: Language, year: int) -> str:
    return _digits(language, str(year))


def _digits(language: Language, text: str) -> str:
    """`text` with the digits of the language's own numbers."""
    return re.sub(r"[0-9]", lambda digit: language.number(int(digit.group())), text)
