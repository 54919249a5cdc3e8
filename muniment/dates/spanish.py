"""Time expressions in Spanish: days, months, seasons, decades, and the commonest ones that lean on publication."""

from __future__ import annotations

import re

from muniment.dates.numeric import DAY_FIRST
from muniment.dates.rules import Rule, Said, dated, words

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre,setiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ),
        1,
    )
    for name in names.split(",")
}
SEASON = {"primavera": 21, "verano": 22, "otoño": 23, "invierno": 24}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("lunes", "martes", "miércoles,miercoles", "jueves", "viernes", "sábado,sabado", "domingo"), 1
    )
    for name in names.split(",")
}
PART = {
    "principios": "early",
    "comienzos": "early",
    "inicios": "early",
    "mediados": "mid",
    "fines": "late",
    "finales": "late",
}

S = r"\s{1,3}"
_M = rf"(?P<month>{words(MONTHS)})\b"
_Y = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|[.,]\d)"
_D = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:º|°)?"
_PART = rf"(?:(?P<part>{words(PART)}){S}(?:de{S}|del{S}))"


def _day(found: re.Match[str]) -> Said:
    first = f"{MONTHS[found['month'].lower()]:02d}-{int(found['day']):02d}"
    second = f"{MONTHS[found['month'].lower()]:02d}-{int(found['day2']):02d}" if found["day2"] else None
    if found["year"]:
        return dated(f"{found['year']}-{first}" + (f"/{found['year']}-{second}" if second else ""))
    dated(f"2000-{first}")
    weekday = f" weekday {WEEKDAYS[found['weekday'].lower()]}" if found["weekday"] and not second else ""
    return Said(relative=f"near --{first}" + (f"/--{second}" if second else "") + weekday)


def _month(found: re.Match[str]) -> Said:
    part = PART[found["part"].lower()] if found["part"] else None
    month = MONTHS[found["month"].lower()]
    if found["year"]:
        return dated(f"{found['year']}-{month:02d}", part)
    return Said(relative=f"near --{month:02d}" + (f" {part}" if part else ""))


def _season(found: re.Match[str]) -> Said:
    return dated(f"{found['year']}-{SEASON[found['season'].lower()]}")


def _decade(found: re.Match[str]) -> Said:
    digits = found["decade"]
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return dated(f"{first // 10}X", PART[found["part"].lower()] if found["part"] else None)


def _year(found: re.Match[str]) -> Said:
    return dated(found["year"], PART[found["part"].lower()] if found["part"] else None)


_UNIT = {"día": "D", "dia": "D", "semana": "W", "mes": "M", "año": "Y"}


def _last_unit(found: re.Match[str]) -> Said:
    way = found["way"].lower()
    count = "-1" if way.startswith("pasad") else "+1"
    return Said(relative=f"shift {count} {_UNIT[found['unit'].lower()]}")


_DEICTIC = {"hoy": "shift +0 D", "ayer": "shift -1 D", "anteayer": "shift -2 D", "mañana": "shift +1 D"}


def _deictic(found: re.Match[str]) -> Said:
    return Said(relative=_DEICTIC[found["what"].lower()])


RULES: tuple[Rule, ...] = (
    *DAY_FIRST,
    Rule(
        re.compile(
            rf"\b(?:(?P<weekday>{words(WEEKDAYS)}),?{S})?{_D}(?:{S}(?:y|al?){S}(?P<day2>3[01]|[12]\d|0?[1-9]))?"
            rf"{S}de{S}{_M}(?:,?{S}del?{S}{_Y})?", re.IGNORECASE,
        ), _day,
    ),
    Rule(re.compile(rf"\b{_PART}?{_M},?{S}(?:del?{S})?{_Y}", re.IGNORECASE), _month),
    Rule(
        re.compile(
            rf"\b(?:en|desde|hasta|durante|de|a){S}(?P<time>{_PART}?{_M})(?P<year>)(?!,?\s(?:del?\s)?\d)", re.IGNORECASE
        ), _month,
    ),
    Rule(re.compile(rf"\b(?P<season>{words(SEASON)}){S}(?:austral{S})?(?:del?{S})?{_Y}", re.IGNORECASE), _season),
    Rule(
        re.compile(
            rf"\b(?:{_PART}(?:los{S})?|los{S}|la{S})?(?:década{S}de{S}(?:los{S})?|años{S})(?P<decade>1[5-9]\d0|[2-9]0)\b",
            re.IGNORECASE,
        ), _decade,
    ),
    Rule(
        re.compile(
            rf"\b(?:en|desde|hasta|durante|año|de|del|para|entre|y)\s(?P<time>(?P<part>){_Y})"
            r"(?!\s(?:personas|víctimas|muertos))", re.IGNORECASE,
        ), _year,
    ),
    Rule(re.compile(rf"\b{_PART}{_Y}", re.IGNORECASE), _year),
    Rule(re.compile(rf"\b(?:el|la){S}(?P<unit>{words(_UNIT)}){S}(?P<way>pasad[oa]|próxim[oa])\b", re.I), _last_unit),
    Rule(re.compile(r"\b(?P<what>hoy|anteayer|ayer)\b", re.IGNORECASE), _deictic),
)  # fmt: skip
