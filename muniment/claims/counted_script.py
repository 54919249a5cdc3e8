"""Figures in Persian, Dari and Arabic, by patterns over folded text: bounds, unit, measure, share and stance.

There is no parse: what is told of those counted is the nearest word of a family, looked for behind the number first in
Persian (the verb comes last) and before it first in Arabic (the verb comes first).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from muniment.claims import script_duals as duals
from muniment.claims import script_measures as words
from muniment.claims.script_numbers import START, ScriptNumber, read
from muniment.claims.script_told import CLAUSE, EDGE, is_thing, sentence, told
from muniment.records import Qualifier, Stance, TimeSaid
from muniment.text import Folded, fold, folded, trim

#: measures that the counted word settles
_SURE = frozenset({"money", "duration", "places", "documents"})
#: …and those it settles unless nothing is told
_FATES = frozenset({"killed", "injured", "arrested", "disappeared", "acts", "signed"})


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
    (Qualifier.AT_LEAST, _before(
        "دست کم", "دستکم", "دست‌کم", "حداقل", "لااقل", "کم از کم", "نه کمتر از", "ما لا يقل عن", "لا يقل عن",
        "لا يقل عددهم عن", "على الأقل",
    )),
    (Qualifier.UP_TO, _before(
        "حداکثر", "تا", "حتی تا", "ما يصل إلى", "يصل إلى", "لا يتجاوز", "لا يزيد عن", "لا يزيد على", "حتى",
        "على الأكثر",
    )),
    (Qualifier.LESS_THAN, _before("کمتر از", "نزدیک به", "قریب به", "أقل من", "دون")),
    (Qualifier.MORE_THAN, _before(
        "بیش از", "بیشتر از", "افزون بر", "بالغ بر", "متجاوز از", "بالای", "أكثر من", "ما يزيد على", "ما يزيد عن",
        "يزيد على", "يزيد عن", "يزيد عددهم على", "تجاوز", "تجاوزت", "يتجاوز", "يفوق", "فاق", "أزيد من", "ما يربو على",
        "ما يفوق",
    )),
    (Qualifier.APPROXIMATELY, _before(
        "حدود", "در حدود", "حدودا", "تقریبا", "نحو", "حوالي", "قرابة", "زهاء", "ما يقارب", "ما يقرب من", "يقدر بنحو",
        "بنحو", "حوالی",
    )),
)  # fmt: skip
#: "no more than" with its noun between ("لا تتجاوز طاقته عشرين")
_NO_MORE = re.compile(r"(?<!\w)(?:لا|لم|لن)\s[یت](?:تجاوز|تعدی|تعد|زید|زد)(?:\s(?!ال)\w+)?\s(?:عن\s|علی\s)?$")
#: a negation about "more than" makes it "up to"
_NOT_FA = re.compile(
    rf"{folded('نمی')}|(?<!\w)(?:{folded('نبود')}|{folded('نشد')}|{folded('نکشید')}|{folded('ندارد')}|{folded('نداشت')})"
)
_NOT_AR = re.compile(r"(?<!\w)[وف]?(?:لم|لا|لن|ما)\s\w+(?:\s\w+){0,2}\s$")
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
_BARE_WHOLE = re.compile(r"\s([^\W\d_]+(?:\s[^\W\d_]+){0,2})")
#: "the rate of X": the whole stands before its share
_RATE = re.compile(rf"(?<!\w)و?(?:{folded('نسبة')}|{folded('معدل')}|{folded('نرخ')}|{folded('نسبت')})\s(\w+)")
_MONEY = re.compile(r"[$€£]\s?$")
_WORD = re.compile(r"\s*([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class _Page:
    """One text, folded, with its language and the folded spans of its time expressions in order."""

    text: str
    folding: Folded
    language: str
    taken: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A number as said, offsets in the folded text; `words` when it is one word that might be no number at all."""

    start: int
    end: int
    low: float | None
    high: float | None
    qualifier: Qualifier
    words: bool = False


def find(text: str, language: str, times: Sequence[TimeSaid]) -> Iterator[ScriptFigure]:
    """The figures of a text in the Arabic script; `times` are its time expressions, whose digits are no figures.

    `language` is "fa" (Persian and Dari) or "ar"; for any other the letters decide.
    """
    folding = fold(text)
    taken = tuple(
        (folding.forward(time.start), folding.forward(time.end))
        for time in times
        if not (time.relative or "").startswith("past")  # "the past two weeks" is a duration, too
    )
    if language not in ("fa", "ar"):
        language = "ar" if re.search(r"[ةىيك]", text) else "fa"
    page = _Page(text, folding, language, taken)
    whole = "other"
    for said in sorted((*_duals(page), *_numbers(page)), key=lambda one: one.start):
        one = _figure(page, said)
        if one is None:
            continue
        if one.measure == "other" and words.OF_THEM.search(_clause_of(page, said)):
            one = replace(one, measure=whole)  # "of these, 17 were women"
        if one.measure not in _SURE | {"acts", "signed"}:
            whole = one.measure
        yield one


def _clause_of(page: _Page, said: _Said) -> str:
    """The words just before a number and the two behind it."""
    before = page.folding.text[max(0, said.start - 24) : said.start]
    return before + " ".join(page.folding.text[said.end : said.end + 30].split()[:3])


def _duals(page: _Page) -> Iterator[_Said]:
    if page.language == "ar":
        for found in re.finditer(r"(?<!\w)(?:[وفبلک](?=\w{4}))?(\w+)", page.folding.text):
            before = page.folding.text[max(0, found.start() - 16) : found.start()].rstrip()
            word = next(
                (form for form in (found[1], found.group()) if form in duals.DUALS or form in duals.TIMES), None
            )
            if word is None or (last_of := before.split()[-1:]) and last_of[0] in duals.DUALS:
                continue  # «عربتين مدرعتين»: the second is an adjective
            if word in duals.DUALS or before.endswith(duals.LASTING):
                yield _Said(found.end() - len(word), found.end(), 2, 2, Qualifier.EXACT)


def _numbers(page: _Page) -> Iterator[_Said]:
    plain, at = page.folding.text, 0
    while found := START.search(plain, at):
        start = found.end()
        number = read(plain, start)
        if number is None or number.end <= start:
            at = max(start, at + 1)
            continue
        qualifier = Qualifier.ORDER_OF if number.vague else Qualifier.EXACT
        said = _Said(start, number.end, number.low, number.high, qualifier, number.words)
        if second := _second(plain, start, number):
            said = second
        at = said.end
        first = bisect_right(page.taken, (start, start)) - 1
        if not any(start < stop and begin < said.end for begin, stop in page.taken[max(0, first) : first + 3]):
            yield said


def _second(text: str, start: int, first: ScriptNumber) -> _Said | None:
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
    return _Said(start, other.end, low, other.high, Qualifier.BETWEEN) if low < other.high else None


def _figure(page: _Page, said: _Said) -> ScriptFigure | None:
    plain, folding = page.folding.text, page.folding
    before = plain[max(0, said.start - 40) : said.start]
    cited, low, high, qualifier = said.start, said.low, said.high, said.qualifier
    bounded = _qualifier(before, plain, said.end)
    if bounded and qualifier is not Qualifier.BETWEEN:
        how, length = bounded
        cited -= length
        low, high, qualifier = _bounds(low, high, qualifier, how)
    percent = _PERCENT.match(plain, said.end)
    end = percent.end() if percent else said.end
    counted = (
        (_whole(plain, end) or _whole_before(plain, said.start))
        if percent
        else _counted(page, said, before, sure=bounded is not None)
    )
    if counted is None:
        return None
    unit_start, unit_end, measure = counted
    if _MONEY.search(before):
        measure = "money"
    elif measure not in _SURE:
        if (thing := plain[unit_start:unit_end].split()[:1]) and is_thing(thing[0]):
            measure = "other"
        elif measure not in _FATES:
            measure = told(plain, said.start, max(unit_end, end), page.language) or measure
    unit = folding.back(unit_start, unit_end).of(page.text).strip() if unit_end > unit_start else ""
    around = plain[slice(*sentence(plain, said.start))]
    span = trim(page.text, folding.back(min(cited, unit_start), max(unit_end, end)))
    number = folding.back(said.start, end)
    return ScriptFigure(
        start=min(span.start, number.start),
        end=max(span.end, number.end),
        number=(number.start, number.end),
        low=low,
        high=high,
        qualifier=qualifier,
        unit="percent" if percent else unit,
        measure=measure or "other",
        share_of=unit if percent else None,
        stance=Stance.DENIED if words.DENIED.search(around) else Stance.ASSERTED,
        hedges=tuple(dict.fromkeys(found.group() for found in words.HEDGES.finditer(around))),
    )


def _counted(page: _Page, said: _Said, before: str, *, sure: bool) -> tuple[int, int, str | None] | None:
    """The folded span of the counted words and what they measure by themselves; None when it is no figure."""
    plain = page.folding.text
    dual = plain[said.start : said.end]
    if noun := duals.DUALS.get(dual) or duals.TIMES.get(dual):
        return said.start, said.end, words.unit_measure(dual, page.language) or words.unit_measure(noun, page.language)
    start, end, first = _unit(plain, said.end)
    measure = words.unit_measure(first, page.language) if first else None
    if _no_figure(plain, (said.start, said.end), before, first, start + len(first) if first else end):
        return None
    if said.words and words.EACH.search(before):
        return None  # "both went"
    if said.words and not (measure or sure or words.is_person(first) or _counts(page, said, before, first)):
        return None
    return start, end, measure


def _counts(page: _Page, said: _Said, before: str, first: str) -> bool:
    """Whether a number in one word counts the noun behind it, whatever it is ("ست قذائف", "سه عراده")."""
    text = page.folding.text
    if said.low is None or said.low < 2 or text[said.start : said.end] in words.AMBIGUOUS:
        return False
    if not first:
        following = _WORD.match(text, said.end)
        return page.language == "ar" and following is not None and following[1] in words.ALONE
    return len(first) > 2 and not words.VERB.match(first)


def _whole_before(text: str, start: int) -> tuple[int, int, str | None] | None:
    """The whole named before a share ("نسبة البطالة … 34 بالمائة", «نرخ بیکاری ۳۴ درصد»)."""
    left, _ = sentence(text, start)
    found = list(_RATE.finditer(text, max(left, start - 60), start))
    return (*found[-1].span(1), None) if found else None


def _whole(text: str, end: int) -> tuple[int, int, str | None] | None:
    """The folded span of the whole of a share and what befell it; None for a share of nothing named."""
    whole = _OF.match(text, end) or _BARE_WHOLE.match(text, end)
    if whole is None or whole[1].split()[0] in words.STOP or words.VERB.match(whole[1]):
        return None
    start, stop = whole.start(1), _whole_end(whole)
    return start, stop, next((kind for kind, pattern in words.TOLD.items() if pattern.search(text, start, stop)), None)


def _whole_end(found: re.Match[str]) -> int:
    """The end of the words of a whole: up to three, none of them a word that only binds or a verb at the end."""
    end = found.start(1)
    for count, word in enumerate(re.finditer(r"\S+", found[1])):
        if count and (word.group() in words.STOP or count > 2 or words.VERB.match(word.group())):
            break
        end = found.start(1) + word.end()
    return end


def _qualifier(before: str, text: str, end: int) -> tuple[Qualifier, int] | None:
    if found := _NO_MORE.search(before):
        return Qualifier.UP_TO, len(before) - found.start()
    for how, pattern in _BEFORE:
        if found := pattern.search(before):
            if how is Qualifier.MORE_THAN and _is_negated(before[: found.start()], text, end):
                how = Qualifier.UP_TO
            return how, len(before) - found.start()
    for how, pattern in _AFTER:
        window = text[end : end + 40]
        if (found := pattern.search(window)) and not EDGE.search(window[: found.start()]):
            return how, 0
    return None


def _is_negated(before: str, text: str, end: int) -> bool:
    """Whether "more than" stands under a negation ("it took no more than three minutes")."""
    behind = text[end : end + 30]
    edge = min((found.start() for found in (EDGE.search(behind), CLAUSE.search(behind)) if found), default=30)
    return _NOT_AR.search(before) is not None or _NOT_FA.search(behind[:edge]) is not None


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
    if words.AGE_BEFORE.search(before) and words.unit_measure(first, "ar") == "duration":
        return True
    lasting = "duration" in (words.unit_measure(first, "fa"), words.unit_measure(first, "ar"))
    if lasting and (words.OFFSET.match(text, unit_end) or words.OFF_BEFORE.search(before)):
        return True
    if lasting and words.AGED.match(text, unit_end):
        return True
    following = text[end : end + 1]
    if following and (following in "/:" or following.isalpha()):
        return True
    value = text[start:end]
    return not first and value.isdigit() and (len(value) <= 2 or value[:2] in ("13", "14", "19", "20"))
