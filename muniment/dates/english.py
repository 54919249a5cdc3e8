"""Time expressions in English, and Jalali and Hijri dates in Latin letters.

Patterns follow TIMEX3 in what is one expression (Pustejovsky et al. 2003), durations and sets left out. Words that are
also names or verbs (May, March, April, fall) need a preposition, a day or a year beside them.
"""

from __future__ import annotations

import calendar
import re

from muniment.dates import other_calendars
from muniment.dates.english_words import (
    COUNTS,
    MONTHS,
    ORDINALS,
    RECENT,
    SEASON,
    UNITS,
    VAGUE,
    WEEKDAYS,
)
from muniment.dates.numeric import NUMERIC
from muniment.dates.rules import Rule, Said, dated, full_year, words

S = r"\s{1,3}"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)(?![\d%]|,\d{3}|\.\d)"
_Y = rf"(?P<year>{_YEAR})"
_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_ABBR = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
_CAPS = "JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
_MON = rf"(?:(?:{_FULL}|{_CAPS})\b|{_ABBR})"
#: months that are nothing else in English
_PLAIN = "January|February|July|September|October|November|December"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_D = rf"(?P<day>{_DAY})(?:st|nd|rd|th)?"
_D2 = rf"(?P<day2>{_DAY})(?:st|nd|rd|th)?"
_FULLDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TOD = rf"(?:{S}(?:morning|afternoon|evening|night))?"
_WD = rf"(?:(?P<weekday>{_FULLDAY}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?){_TOD},?{S}(?:the{S})?)?"
_SEP = rf"(?:\s?[-–—]\s?|{S}and{S}|{S}to{S}|{S}through{S}|{S}&{S})"
_THROUGH = rf"(?:\s?[-–—]\s?|{S}to{S}|{S}through{S})"
_PART = r"(?P<part>[Ee]arly|[Mm]id|[Ll]ate)(?:[-–]|\s)(?:in\s)?"
_EDGE = (
    rf"(?P<edge>(?:beginning|start|middle|end|close|first{S}weeks?|first{S}days?|second{S}week|third{S}week|"
    rf"(?:final|last){S}(?:days?|weeks?)|first{S}half|second{S}half|early{S}part|latter{S}part)){S}of{S}(?:the{S})?"
)
_NUM = rf"(?:\d{{1,3}}|{words(COUNTS)})"
_COUNT = rf"(?P<count>{_NUM}|{words(VAGUE)})"
_UNIT = r"(?P<unit>day|night|week|month|year|decade)s?\b"
#: words shortly before a day without a year that put it in the future
_AHEAD = re.compile(r"\b(?:will|scheduled|planned|due|upcoming|set|expected|deadline|no later than|until)\b", re.I)


def _month(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def _relative(found: re.Match[str], date: str, rest: str = "") -> Said:
    before = found.string[max(0, found.start() - 60) : found.start()]
    before = before[max(before.rfind(mark) for mark in ".;!?") + 1 :]
    how = "next" if _AHEAD.search(before) else "near"
    return Said(relative=f"{how} {date}{rest}")


def _day_month(found: re.Match[str]) -> Said | None:
    month = _month(found["month"])
    first = f"{month:02d}-{int(found['day']):02d}"
    groups = found.re.groupindex
    month2 = _month(found["month2"]) if "month2" in groups and found["month2"] else month
    second = f"{month2:02d}-{int(found['day2']):02d}" if "day2" in groups and found["day2"] else None
    if found["year"]:
        year = int(found["year"])
        if second is None:
            return dated(f"{year:04d}-{first}")
        return dated(f"{year - (month2 < month):04d}-{first}/{year:04d}-{second}")
    dated(f"2000-{first}")  # a leap year: the day must exist
    rest = ""
    if found["weekday"] and second is None:
        rest = f" weekday {WEEKDAYS[found['weekday'].lower().rstrip('.')]}"
    return _relative(found, f"--{first}" + (f"/--{second}" if second else ""), rest)


def _short_year(found: re.Match[str]) -> Said | None:
    """ "6 Jul 09", "3 June ’98", "12-Mar-85": two digits up to 40 are of this century."""
    month = _month(found["month"] or found["month2"] or found["month3"])
    digits = found["short"] or found["zero"] or found["hyphen"]
    year = int(digits) if len(digits) == 4 else int(digits) + (2000 if int(digits) <= 40 else 1900)
    return dated(f"{year:04d}-{month:02d}-{int(found['day']):02d}")


def _edge(edge: str | None, part: str | None) -> tuple[str | None, tuple[int, int] | None]:
    """A part ("early") or days of the month for words such as "the last week of"."""
    if part:
        return part.lower(), None
    if not edge:
        return None, None
    said = re.sub(r"\s+", " ", edge)
    if said in ("beginning", "start", "early part"):
        return "early", None
    if said == "middle":
        return "mid", None
    if said in ("end", "close", "latter part"):
        return "late", None
    days = {
        "first week": (1, 7), "first day": (1, 3), "first days": (1, 7), "second week": (8, 14), "third week": (15, 21),
        "first weeks": (1, 21), "first half": (1, 15), "second half": (16, 31),
    }  # fmt: skip
    return None, days.get(said, (25, 31))


def _month_year(found: re.Match[str]) -> Said | None:
    month, year = _month(found["month"]), found["year"]
    groups = found.re.groupindex
    part, days = _edge(found["edge"] if "edge" in groups else None, found["part"] if "part" in groups else None)
    month2 = _month(found["month2"]) if "month2" in groups and found["month2"] else None
    if year:
        if days:
            last = calendar.monthrange(int(year), month)[1]
            return dated(f"{year}-{month:02d}-{days[0]:02d}/{year}-{month:02d}-{min(days[1], last):02d}")
        if month2:
            return dated(f"{int(year) - (month2 < month):04d}-{month:02d}/{year}-{month2:02d}")
        return dated(f"{year}-{month:02d}", part)
    if days:
        last = min(days[1], 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)
        return _relative(found, f"--{month:02d}-{days[0]:02d}/--{month:02d}-{last:02d}")
    return _relative(found, f"--{month:02d}" + (f"/--{month2:02d}" if month2 else ""), f" {part}" if part else "")


def _which_month(found: re.Match[str]) -> Said:
    how = {"last": "last", "past": "last", "this": "this", "next": "next", "coming": "next"}
    word = found["which"].lower()
    if "weekday" in found.re.groupindex:
        day = WEEKDAYS[found["weekday"].lower()]
        return Said(relative=f"{'weekday' if word in ('this', 'that') else how[word] + ' weekday'} {day}")
    name = found["name"].lower()
    date = f"--{SEASON[name]}" if name in SEASON else f"--{_month(name):02d}"
    return Said(relative=f"{how.get(word, 'that')} {date}")


def _month_of_year(found: re.Match[str]) -> Said:
    how = {"last": "prior", "this": "this", "next": "next"}[found["which"]]
    return Said(relative=f"{how} --{_month(found['name']):02d}")


def _season_year(found: re.Match[str]) -> Said | None:
    season, year = SEASON[found["season"].lower()], int(found["year"])
    part = found["part"]
    if found["short"]:
        until = full_year(found["short"], year)
        return dated(f"{year}-12/{until}-02") if season == 24 else None
    if found["season2"]:
        return dated(f"{year}-{season}/{year}-{SEASON[found['season2'].lower()]}")
    return dated(f"{year}-{season}", part.lower() if part else None)


def _season(found: re.Match[str]) -> Said:
    return _relative(found, f"--{SEASON[found['season'].lower()]}")


def _bare_month(found: re.Match[str]) -> Said:
    month2 = f"/--{_month(found['month2']):02d}" if found["month2"] else ""
    return _relative(found, f"--{_month(found['month']):02d}{month2}")


def _decade(found: re.Match[str]) -> Said:
    first = int(found["decade"]) if found["decade"] else 1900 + int(found["short"])
    return dated(f"{first // 10}X", found["part"].lower() if found["part"] else None)


def _part_of_year(found: re.Match[str]) -> Said:
    part, _ = _edge(found["edge"], found["part"])
    year = found["year"]
    said = re.sub(r"\s+", " ", found["edge"] or "")
    if said == "first half":
        return dated(f"{year}-01/{year}-06")
    if said == "second half":
        return dated(f"{year}-07/{year}-12")
    if said.startswith("first "):
        return dated(f"{year}-01-01/{year}-01-{21 if said.endswith('weeks') else 7:02d}")
    if part is None:
        return dated(f"{year}-12-15/{year}-12-31")
    return dated(year, part)


#: what may stand right before a year of our era that a count of things would not have
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|during|from|to|and|by|of|the|after|before|through|between|late|early|circa|or|around|"
    r"year|years|as|post|pre|mid|its|his|her|their|this|that|into|throughout|on|for|a)[\s-]{1,3}|['’]s\s|^|"
    r"[(\[—–,;:“\"-]\s?)$",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"\b(?:about|approximately|over|nearly|almost|than|least|most|some|roughly|estimated|of\sup\sto|upwards\sof|"
    r"another|other|additional|only|all|these|those|first|last|killed|killing|executed|arrested|injured|wounded)\s{1,3}$",
    re.IGNORECASE,
)  # fmt: skip
#: nouns that make the number before them a count, not a year; events of a year ("the 1988 killings") are not here
_COUNTED = re.compile(
    r"\s{1,3}(?:[a-z-]{2,20}\s{1,3}){0,2}?(?:people|persons?|men|women|children|civilians|prisoners|protesters|protestors|"
    r"demonstrators|detainees|soldiers|troops|fighters|militants|families|dead|victims|houses|homes|villages|towns|"
    r"cities|bodies|cases|dollars|euros|pounds|members|refugees|miles|kilomet(?:er|re)s|km|met(?:er|re)s|feet|tons|"
    r"tonnes|words|pages|copies|documents|votes|years|months|days|hours|times|others|lives|students|workers|police|"
    r"officers|personnel|employees|jobs|activists|inmates|residents|inhabitants|calories|shares|points|percent|"
    r"per\scent|million|billion|thousand|hundred)\b|\s?%",
)
#: what happens in a year ("the 1988 massacre victims" were not counted)
_EVENT = re.compile(
    r"\s(?:[a-z-]+\s)?(?:massacres?|genocide|uprisings?|protests?|killings?|executions?|war|attacks?|bombings?|crackdowns?|"
    r"coup|revolution|elections?|census|riots?|siege|invasion|famine|earthquake|season|campaign|report|law|treaty)\b"
)
_STRONG = re.compile(r"\b(?:in|since|until|during|by|year|late|early|from|throughout|circa)[\s-]{1,3}$", re.IGNORECASE)


def _year(found: re.Match[str]) -> Said | None:
    text, start, end = found.string, found.start(), found.end()
    before, after = text[max(0, start - 24) : start], text[end : end + 60]
    year = int(found["year"])
    strong = _STRONG.search(before)
    counted = _COUNTED.match(after) and not _EVENT.match(after)
    if _QUANTITY.search(before) or (counted and not (strong and 1900 <= year < 2100)):
        return None
    if found["until"]:
        until = found["until"]
        last = int(until) if len(until) == 4 else full_year(until, year)
        return dated(f"{year}/{last}") if year < last <= year + 150 else None
    if 1900 <= year < 2100:
        return dated(str(year)) if strong or _BEFORE_YEAR.search(before) or year >= 1930 else None
    return dated(str(year)) if strong and year >= 1500 else None


def _count(word: str) -> int:
    word = re.sub(r"\s+", " ", word.lower())
    if word.isdigit():
        return int(word)
    return COUNTS.get(word) or VAGUE[word]


def _unit(found: re.Match[str], count: int) -> tuple[int, str]:
    unit = found["unit"].lower()
    return (count * 10 if unit == "decade" else count), UNITS[unit]


def _ago(found: re.Match[str]) -> Said:
    count, unit = _unit(found, _count(found["count"]))
    way = found["way"].lower().split()[0]
    if way == "ago":
        return Said(relative=f"shift -{count} {unit}")
    sign = "+" if way in ("later", "after", "afterwards", "afterward") else "-"
    return Said(relative=f"before {sign}{count} {unit}")


def _past(found: re.Match[str]) -> Said:
    count, unit = _unit(found, _count(found["count"]) if found["count"] else 1)
    coming = found["way"].lower() in ("coming", "next", "following", "upcoming")
    return Said(relative=f"{'coming' if coming else 'past'} {count} {unit}")


def _recent(found: re.Match[str]) -> Said:
    unit = UNITS[found["unit"].lower().rstrip("s")]
    count = 30 if found["unit"].lower() == "decades" else RECENT[unit]
    return Said(relative=f"past {count} {unit}")


def _weekday(found: re.Match[str]) -> Said:
    return Said(relative=f"weekday {WEEKDAYS[found['weekday'].lower()]}")


def _last_unit(found: re.Match[str]) -> Said:
    count, unit = _unit(found, 1)
    way = found["way"].lower()
    if found["begun"]:
        return Said(relative=f"begun {unit}")
    if way == "this":
        return Said(relative=f"shift +0 {unit}")
    return Said(relative=f"shift {'-' if way in ('last', 'past') else '+'}{count} {unit}")


def _before_unit(found: re.Match[str]) -> Said:
    count, unit = _unit(found, 1)
    way = re.sub(r"\s+", " ", found["way"].lower())
    if way in ("that", "that same", "the same", "same"):
        return Said(relative="before" if unit == "D" else f"before {unit}")
    return Said(
        relative=f"before {'-' if 'previous' in way or 'preceding' in way or way == 'the prior' else '+'}{count} {unit}"
    )


_DEICTIC = {
    "today": "shift +0 D", "tonight": "shift +0 D", "this morning": "shift +0 D", "this afternoon": "shift +0 D",
    "this evening": "shift +0 D", "yesterday": "shift -1 D", "last night": "shift -1 D", "tomorrow": "shift +1 D",
    "the day before yesterday": "shift -2 D", "the day before": "before -1 D", "the day after": "before +1 D",
}  # fmt: skip


def _deictic(found: re.Match[str]) -> Said:
    return Said(relative=_DEICTIC[re.sub(r"\s+", " ", found["what"].lower())])


def _anniversary(found: re.Match[str]) -> Said:
    word = found["nth"].lower()
    count = ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word))
    return Said(relative=f"anniversary {count}" + (f" {found['of']}" if found["of"] else ""))


def _rule(pattern: str, make: object, flags: int = 0) -> Rule:
    return Rule(re.compile(pattern, flags), make)  # type: ignore[arg-type]


_SEASONS = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
_IN = (
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring|[Tt]hrough|[Ff]rom|[Bb]y|[Oo]f|[Ll]ate|[Ee]arly|[Tt]hroughout|[Ii]nto|"
    r"[Bb]efore|[Aa]fter|[Bb]etween|[Tt]o)\s"
)

RULES: tuple[Rule, ...] = (
    *NUMERIC,
    *other_calendars.RULES,
    _rule(
        rf"\b{_WD}\b{_D}(?:{_SEP}{_D2})?{S}(?:of{S})?(?P<month>{_MON})(?:,?{S}{_Y}|(?![\d]))", _day_month,
    ),
    _rule(
        rf"\b{_D}(?:{S}(?P<month>{_MON}){S}['’](?P<short>\d\d)|{S}(?P<month2>{_MON}){S}(?P<zero>0\d)|"
        rf"-(?P<month3>{_MON})-(?P<hyphen>\d\d(?:\d\d)?))(?![\d:.-]\d|\d|%)", _short_year,
    ),
    _rule(
        rf"\b(?:[Bb]etween|[Ff]rom){S}(?P<time>{_D}{S}(?P<month>{_MON})(?:{S}and{S}|{_THROUGH}){_D2}{S}"
        rf"(?P<month2>{_MON}),?{S}{_Y})", _day_month,
    ),
    _rule(
        rf"\b{_WD}\b(?P<month>{_MON}){S}(?:the{S})?{_D}(?![\d%:]|[,.]\d|\s(?:percent|million|people)\b)"
        rf"(?:(?:{_SEP}|{_THROUGH}(?P<month2>{_MON}){S}){_D2}(?![\d%:]|[,.]\d))?(?:,?{S}{_Y})?", _day_month,
    ),
    _rule(rf"\b(?:{_PART}|{_EDGE})(?P<month>{_MON})(?:,?{S}(?:of{S})?{_Y})?", _month_year),
    _rule(rf"\b(?P<month>{_MON})(?:{_SEP}(?P<month2>{_MON}))?,?{S}(?:of{S})?{_Y}", _month_year),
    _rule(
        rf"\b(?P<month>{_PLAIN})\b(?:{_SEP}(?P<month2>{_FULL})\b)?"
        rf"(?!,?{S}(?:of{S})?{_DAY}\b)(?!,?\s(?:of\s)?\d{{4}})", _bare_month,
    ),
    _rule(
        rf"{_IN}(?P<time>(?P<month>March|April|May|June|August)\b(?:{_SEP}(?P<month2>{_FULL})\b)?)"
        r"(?!,?\s(?:of\s)?\d)(?!\s[A-Z][a-z])", _bare_month,
    ),
    _rule(r"\b[Tt]he\s(?P<time>(?P<month>April|May|June|August))\b(?P<month2>)(?=\s[a-z]{4,})", _bare_month),
    _rule(
        rf"\b(?P<which>last|this|next|past|that|the\ssame|coming){S}"
        rf"(?P<name>(?-i:{_FULL})|spring|summer|autumn|fall|winter)\b(?!,?\s\d)", _which_month, re.I,
    ),
    _rule(rf"\b(?P<name>{_FULL}){S}(?:of{S})?(?P<which>last|this|next){S}year\b", _month_of_year),
    _rule(
        rf"\b(?P<which>last|this|next|past|coming){S}(?P<weekday>(?-i:{_FULLDAY}))\b{_TOD}(?!,?\s{_MON})",
        _which_month, re.I,
    ),
    _rule(
        rf"\b(?:{_PART})?{_SEASONS}(?:\s(?:and|or|to)\s(?P<season2>spring|summer|autumn|fall|winter))?,?{S}"
        rf"(?:of{S})?{_Y}(?:[-–/](?P<short>\d\d(?:\d\d)?)\b)?", _season_year,
    ),
    _rule(rf"\b[Ii]n\s(?:the\s)?(?P<time>{_SEASONS})\b(?=[\s,.;])(?!\s(?:of|and)\b)(?!,?\s\d)", _season),
    _rule(
        rf"(?:\b[Tt]he\s)?(?:\b{_PART})?(?:\b(?P<decade>1[5-9]\d0|20[0-4]0)|['’‘](?P<short>[2-9]0))['’]?s\b", _decade,
    ),
    _rule(rf"\b(?:{_PART}|{_EDGE}){_Y}(?![-–/]?\d)(?!['’]?s\b)", _part_of_year),
    _rule(
        rf"(?<![\w.,/$€£#+])(?<!\d[-–:])(?<![A-Z][-–]){_Y}(?:[-–/](?P<until>\d{{4}}|\d\d)\b)?"
        r"(?![-–/.:,]?\d)(?!['’]?s\b)(?![A-Za-z])", _year,
    ),
    _rule(
        rf"\b(?<!Good\s)(?<!Black\s)(?<!Bloody\s)(?P<weekday>{_FULLDAY})\b{_TOD}"
        rf"(?!,?\s(?:the\s)?(?:{_MON}|\d))(?!\s[Pp]rayer)", _weekday,
    ),
    _rule(
        rf"\b{_COUNT}{S}{_UNIT}{S}(?P<way>ago|later|earlier|(?:before|after(?:wards?)?)(?!\s(?:the|his|her|its|their|a)\b))\b",
        _ago, re.I,
    ),
    _rule(rf"\b(?:the{S})?(?P<way>past|last|previous|coming|next){S}{_COUNT}{S}{_UNIT}", _past, re.I),
    _rule(
        rf"\b(?:the|this){S}(?P<way>past|coming)(?P<count>){S}(?P<unit>week|month|year|decade|weekend)\b", _past, re.I
    ),
    _rule(rf"\brecent{S}(?P<unit>days|weeks|months|years|decades)\b", _recent, re.I),
    _rule(rf"\b(?P<begun>earlier{S})?(?P<way>last|this|next){S}(?P<unit>week|weekend|month|year)\b", _last_unit, re.I),
    _rule(
        rf"\b(?P<way>that(?:{S}same)?|the{S}same|the{S}(?:following|next|previous|preceding|ensuing)){S}"
        r"(?P<unit>day|night|morning|afternoon|evening|week|month|year)\b", _before_unit, re.I,
    ),
    _rule(
        rf"\b(?P<what>the{S}day{S}before{S}yesterday|today|tonight|yesterday|tomorrow|last{S}night|"
        rf"this{S}(?:morning|afternoon|evening))\b(?!['’]s\s[a-z]{{1,20}}s\b)", _deictic, re.I,
    ),
    _rule(
        rf"(?:^|[.;,]\s|\b[Oo]n\s)(?P<time>(?P<what>[Tt]he{S}day{S}(?:before|after)))(?=[\s,.;])"
        rf"(?!{S}(?:the|yesterday|tomorrow|his|her|a)\b)", _deictic,
    ),
    _rule(
        rf"\b(?:the{S})?(?P<nth>{words(ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th)){S}anniversary\b"
        rf"(?:{S}of{S}(?:[\w’'.-]+\s){{0,5}}?(?P<of>{_YEAR}))?", _anniversary, re.I,
    ),
)  # fmt: skip
