"""Figures in Persian, Dari and Arabic, by patterns over folded text: bounds, unit, measure, share and stance.

There is no parse: what is told of those counted is the nearest word of a family, looked for behind the number first in
Persian (the verb comes last) and before it first in Arabic (the verb comes first).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from muniment.claims import script_measures as words
from muniment.claims.script_numbers import START, ScriptNumber, read
from muniment.records import Qualifier, Stance, TimeSaid
from muniment.text import Folded, fold, folded

#: characters of a clause looked through on either side of the number
NEAR = 90


@dataclass(frozen=True, slots=True)
class ScriptFigure:
    """One figure: offsets in the text as given, not folded."""

    start: int
    end: int
    number: tuple[int, int]
    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str
    measure: str
    share_of: str | None
    stance: Stance
    hedges: tuple[str, ...]


def _before(*phrases: str) -> re.Pattern[str]:
    joined = "|".join(
        re.escape(folded(phrase)).replace(r"\ ", r"\s") for phrase in sorted(phrases, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:[وفب])?(?:{joined})\s?(?:از\s|من\s)?$")


_BEFORE = (
    (Qualifier.AT_LEAST, _before("دست کم", "دستکم", "دست‌کم", "حداقل", "لااقل", "کم از کم", "نه کمتر از", "ما لا يقل عن", "لا يقل عن", "لا يقل عددهم عن", "على الأقل")),
    (Qualifier.UP_TO, _before("حداکثر", "تا", "حتی تا", "ما يصل إلى", "يصل إلى", "لا يتجاوز", "لا يزيد عن", "لا يزيد على", "حتى", "على الأكثر")),
    (Qualifier.LESS_THAN, _before("کمتر از", "نزدیک به", "قریب به", "أقل من", "دون")),
    (Qualifier.MORE_THAN, _before("بیش از", "بیشتر از", "افزون بر", "بالغ بر", "متجاوز از", "بالای", "أكثر من", "ما يزيد على", "ما يزيد عن", "يزيد على", "يزيد عن", "يزيد عددهم على", "تجاوز", "تجاوزت", "يتجاوز", "يفوق", "فاق", "أزيد من", "ما يربو على", "ما يفوق")),
    (Qualifier.APPROXIMATELY, _before("حدود", "در حدود", "حدودا", "تقریبا", "نحو", "حوالي", "قرابة", "زهاء", "ما يقارب", "ما يقرب من", "يقدر بنحو", "بنحو", "حوالی")),
)  # fmt: skip
_AFTER = (
    (Qualifier.AT_LEAST, re.compile(rf"\s(?:{'|'.join(map(folded, ('على الأقل', 'یا بیشتر', 'أو أكثر')))})")),
    (Qualifier.APPROXIMATELY, re.compile(rf"\s(?:{'|'.join(map(folded, ('تقريبا',)))})(?!\w)")),
)
_BETWEEN = re.compile(rf"(?<!\w)[وفب]?(?:{folded('بین')}|{folded('میان')}|{folded('ما بين')})\s$")
_TO = re.compile(rf"\s?[-–]\s?|\s(?:{folded('تا')}|{folded('إلى')}|{folded('الی')}|{folded('یا')}|{folded('أو')})\s")
_AND = re.compile(r"\s?و\s?")
_PERCENT = re.compile(
    rf"\s?%|\s?٪|\s?(?:{'|'.join(map(folded, ('درصد', 'بالمئة', 'بالمائة', 'في المئة', 'في المائة')))})(?!\w)"
)
_OF = re.compile(rf"\s(?:{folded('از')}|{folded('من')})\s((?:[^\s.،؛:!؟]+\s?){{1,4}})")
_MONEY = re.compile(r"[$€£]\s?$")
_WORD = re.compile(r"\s*([^\W\d_]+)")
_EDGE = re.compile(r"[.؟!?؛;\n]")
_CLAUSE = re.compile(r"[،,:()«»\"]")


def sentence(text: str, at: int) -> tuple[int, int]:
    """The sentence of `text` about `at`, as offsets."""
    start = max(
        (
            found.end()
            for found in _EDGE.finditer(text, max(0, at - 1000), at)
            if not _inside_number(text, found.start())
        ),
        default=max(0, at - 1000),
    )
    end = next(
        (found.end() for found in _EDGE.finditer(text, at) if not _inside_number(text, found.start())), len(text)
    )
    return start, end


def _inside_number(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()


def find(text: str, language: str, times: Sequence[TimeSaid]) -> Iterator[ScriptFigure]:
    """The figures of a text in the Arabic script; `times` are its time expressions, whose digits are no figures."""
    folding = fold(text)
    taken = [(folding.forward(time.start), folding.forward(time.end)) for time in times]
    at = 0
    language = language if language in ("fa", "ar") else ("ar" if re.search(r"[ةىيك]", text) else "fa")
    for dual in _duals(folding.text, language):
        yield _made(text, folding, language, dual, 2, 2, Qualifier.EXACT)
    while found := START.search(folding.text, at):
        number = read(folding.text, found.end())
        if number is None or number.end <= found.end():
            at = max(found.end(), at + 1)
            continue
        one, at = _figure(text, folding, language, (found.end(), number), taken)
        if one is not None:
            yield one


def _duals(text: str, language: str) -> Iterator[tuple[int, int]]:
    if language == "ar":
        for found in re.finditer(r"(?<!\w)[وب]?(\w+)", text):
            if found[1] in words.DUALS:
                yield found.span(1)


def _figure(
    text: str, folding: Folded, language: str, read_: tuple[int, ScriptNumber], taken: Sequence[tuple[int, int]]
) -> tuple[ScriptFigure | None, int]:
    plain = folding.text
    start, number = read_
    low, high, end = number.low, number.high, number.end
    qualifier = Qualifier.ORDER_OF if number.vague else Qualifier.EXACT
    if second := _second(plain, start, number):
        low, high, end, qualifier = second
    if any(start < stop and begin < end for begin, stop in taken):
        return None, end
    return _made(text, folding, language, (start, end), low, high, qualifier, words_only=number.words), end


def _second(text: str, start: int, first: ScriptNumber) -> tuple[float, float, int, Qualifier] | None:
    between = _BETWEEN.search(text, max(0, start - 12), start)
    joint = (_AND if between else _TO).match(text, first.end) or (_TO.match(text, first.end) if between else None)
    if joint is None:
        return None
    other = read(text, joint.end())
    if other is None:
        return None
    low = first.low
    if (
        other.low >= 1000 > low
        and not first.vague
        and other.low % 1000 == 0
        and text[joint.end() : other.end].count(" ")
    ):
        low *= 1000 if other.low < 1e6 else 1e6
    return (low, other.high, other.end, Qualifier.BETWEEN) if low < other.high else None


def _made(
    text: str, folding: Folded, language: str, place: tuple[int, int], low: float | None, high: float | None,
    qualifier: Qualifier, *, words_only: bool = False,
) -> ScriptFigure | None:  # fmt: skip
    plain = folding.text
    start, end = place
    number_end = end
    cited = start
    before = plain[max(0, start - 40) : start]
    bounded = _qualifier(before, plain, end)
    if bounded and qualifier is not Qualifier.BETWEEN:
        how, length = bounded
        cited = start - length
        low, high, qualifier = _bounds(low, high, qualifier, how)
    percent = _PERCENT.match(plain, end)
    if percent:
        number_end = end = percent.end()
    unit_start, unit_end, first = _unit(plain, end)
    said = words.unit_measure(first, language) if first else None
    if plain[start:end] in words.DUALS:
        said, unit_start, unit_end = words.unit_measure(plain[start:end], language), start, end
    elif _no_figure(plain, place, before, first, unit_end) or (
        words_only and not (said or first in words.PERSONS or percent or bounded)
    ):
        return None
    share_of = None
    if percent:
        whole = _OF.match(plain, end)
        if whole is None:
            return None
        unit_start, unit_end = whole.start(1), _whole_end(whole)
        share_of = folding.back(unit_start, unit_end).of(text)
        said = next((m for m, p in words.TOLD.items() if p.search(plain, unit_start, unit_end)), None)
    elif _MONEY.search(before):
        said = "money"
    measure = (
        said
        if said in ("money", "duration", "places", "documents")
        else _told(plain, start, max(unit_end, end), language) or said
    )
    if said in ("killed", "injured", "arrested", "disappeared", "acts"):
        measure = said
    span = folding.back(cited, max(unit_end, end))
    number = folding.back(start, number_end)
    unit = folding.back(unit_start, unit_end).of(text).strip() if unit_end > unit_start else ""
    around = plain[slice(*sentence(plain, start))]
    stance = Stance.DENIED if words.DENIED.search(around) else Stance.ASSERTED
    hedges = tuple(dict.fromkeys(found.group() for found in words.HEDGES.finditer(around)))
    return ScriptFigure(
        span.start, _trimmed(text, span.start, span.end), (number.start, number.end), low, high, qualifier,
        "percent" if percent else unit, measure or "other", share_of, stance, hedges,
    )  # fmt: skip


def _whole_end(found: re.Match[str]) -> int:
    """The end of the words of a whole: up to three, none of them a word that only binds or a verb at the end."""
    end = found.start(1)
    for count, word in enumerate(re.finditer(r"\S+", found[1])):
        if count and (word.group() in words.STOP or count > 2 or words.VERB.match(word.group())):
            break
        end = found.start(1) + word.end()
    return end


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _qualifier(before: str, text: str, end: int) -> tuple[Qualifier, int] | None:
    for how, pattern in _BEFORE:
        if found := pattern.search(before):
            return how, len(before) - found.start()
    for how, pattern in _AFTER:
        window = text[end : end + 40]
        if (found := pattern.search(window)) and not _EDGE.search(window[: found.start()]):
            return how, 0
    return None


def _bounds(
    low: float | None, high: float | None, made: Qualifier, how: Qualifier
) -> tuple[float | None, float | None, Qualifier]:
    if how in (Qualifier.MORE_THAN, Qualifier.AT_LEAST):
        return low, None, how
    if how in (Qualifier.LESS_THAN, Qualifier.UP_TO):
        return None, high, how
    return low, high, made if made is Qualifier.ORDER_OF else how


def _unit(text: str, end: int) -> tuple[int, int, str]:
    """The start and end of the counted words behind a number, and the first of them; «از», "من" are stepped over."""
    skipped = re.compile(rf"\s(?:{folded('از')}|{folded('من')})\s").match(text, end)
    at = start = skipped.end() - 1 if skipped else end
    first, last = "", end
    for _ in range(2):
        found = _WORD.match(text, at)
        if (
            found is None
            or found[1] in words.STOP
            or (first and any(p.match(text, found.start(1)) for p in words.TOLD.values()))
        ):
            break
        if first and (words.VERB.match(text, found.start(1)) or words.VERB.match(text[found.end() :].lstrip()[:12])):
            break
        if first and found[1][0] in "وب" and len(found[1]) > 3:
            break
        if not first:
            first, start = found[1], found.start(1)
        last = at = found.end()
    return start, last, first


def _no_figure(text: str, place: tuple[int, int], before: str, first: str, unit_end: int) -> bool:
    start, end = place
    if first in words.NOISE or words.LABEL.search(before) or words.AGE.search(text[end : end + 14]):
        return True
    if words.OFFSET.match(text, unit_end) and words.unit_measure(first, "fa") == "duration":
        return True
    following = text[end : end + 1]
    if following and (following in "/:" or following.isalpha()):
        return True
    value = text[start:end]
    return not first and value.isdigit() and (len(value) <= 2 or value[:2] in ("13", "14", "19", "20"))


def _told(text: str, start: int, end: int, language: str) -> str | None:
    """The measure of the nearest word of a family in the sentence, on the side where the language puts its verb."""
    left, right = sentence(text, start)
    behind = text[end : min(right, end + NEAR)]
    before = text[max(left, start - NEAR) : start]
    close = before[-25:] if language == "fa" else before
    order = ((behind, False), (close, True)) if language == "fa" else ((close, True), (behind, False))
    for window, backwards in order:
        found = [
            (match.start(), measure) for measure, pattern in words.TOLD.items() for match in pattern.finditer(window)
        ]
        if found:
            return (max(found) if backwards else min(found))[1]
    return None
