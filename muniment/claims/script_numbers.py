"""Numbers in Persian, Dari and Arabic, over folded text (`muniment.text.fold`): digits, number words, vague plurals.

"هزار و پانصد", "ألف وخمسمئة", «ده‌ها», «عشرات الآلاف», "۱٫۵ میلیون". GUIDE.md sets what a vague plural comes to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from muniment.text import folded


def _values(rows: dict[float, str]) -> dict[str, float]:
    return {folded(word.replace("_", " ")): value for value, row in rows.items() for word in row.split()}


_SMALL = _values(
    {
        1: "یک واحد واحدة", 2: "دو اثنان اثنين اثنتان اثنتين", 3: "سه ثلاثة ثلاث", 4: "چهار أربعة أربع",
        5: "پنج خمسة خمس",
        6: "شش ستة ست", 7: "هفت سبعة سبع", 8: "هشت ثمانية ثماني ثمان", 9: "نه تسعة تسع", 10: "ده عشرة عشر",
        11: "یازده أحد_عشر إحدى_عشرة", 12: "دوازده اثنا_عشر اثني_عشر اثنتا_عشرة اثنتي_عشرة",
        13: "سیزده ثلاثة_عشر ثلاث_عشرة",
        14: "چهارده أربعة_عشر أربع_عشرة", 15: "پانزده خمسة_عشر خمس_عشرة", 16: "شانزده ستة_عشر ست_عشرة",
        17: "هفده سبعة_عشر سبع_عشرة", 18: "هجده هیجده ثمانية_عشر ثماني_عشرة", 19: "نوزده تسعة_عشر تسع_عشرة",
        20: "بیست عشرون عشرين", 30: "سی ثلاثون ثلاثين", 40: "چهل أربعون أربعين", 50: "پنجاه خمسون خمسين",
        60: "شصت ستون ستين", 70: "هفتاد سبعون سبعين", 80: "هشتاد ثمانون ثمانين", 90: "نود تسعون تسعين",
        100: "صد یکصد مئة مائة", 200: "دویست دوصد مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي",
        300: "سیصد سه‌صد ثلاثمئة ثلاثمائة",
        400: "چهارصد أربعمئة أربعمائة", 500: "پانصد پنج‌صد خمسمئة خمسمائة", 600: "ششصد ستمئة ستمائة",
        700: "هفتصد سبعمئة سبعمائة",
        800: "هشتصد ثمانمئة ثمانمائة ثمانيمئة", 900: "نهصد تسعمئة تسعمائة",
        2_000: "ألفان ألفين ألفي", 2_000_000: "مليونان مليونين مليوني",
    }
)  # fmt: skip
#: the dual before its noun ("ألفا قتيل", 2,000) is written like the accusative ("ثلاثون ألفا", "ألفا وخمسمئة")
_DUALS = frozenset(folded(word) for word in ("ألفا", "مليونا"))
_SCALES = _values(
    {
        1e3: "هزار ألف آلاف ألفا الآلاف",
        1e6: "میلیون مليون ملايين مليونا",
        1e9: "میلیارد بیلیون مليار مليارات مليارا",
        1e12: "تریلیون تريليون",
    }
)
_HALVES = _values({0.5: "نیم نصف"})
_VAGUE = {
    re.sub(r"\s+", " ", folded(words)): bounds
    for words, bounds in {
        "ده‌ها": (20, 99), "ده ها": (20, 99), "صدها": (200, 999), "صد ها": (200, 999), "هزاران": (2_000, 9_999),
        "هزارها": (2_000, 9_999), "هزار ها": (2_000, 9_999), "ده‌ها هزار": (20_000, 99_999),
        "ده ها هزار": (20_000, 99_999),
        "صدها هزار": (200_000, 999_999), "صد ها هزار": (200_000, 999_999), "میلیون‌ها": (2e6, 9_999_999),
        "میلیون ها": (2e6, 9_999_999), "ده‌ها میلیون": (2e7, 99_999_999), "چند صد": (200, 999), "چندصد": (200, 999),
        "چند هزار": (2_000, 9_999), "چندین هزار": (2_000, 9_999), "چندین صد": (200, 999), "چند ده": (20, 99),
        "عشرات": (20, 99), "العشرات": (20, 99), "مئات": (200, 999), "المئات": (200, 999), "آلاف": (2_000, 9_999),
        "الآلاف": (2_000, 9_999), "عشرات الآلاف": (20_000, 99_999), "عشرات آلاف": (20_000, 99_999),
        "مئات الآلاف": (200_000, 999_999), "مئات آلاف": (200_000, 999_999), "ملايين": (2e6, 9_999_999),
        "الملايين": (2e6, 9_999_999), "عشرات الملايين": (2e7, 99_999_999), "بضع مئات": (200, 999),
        "بضعة آلاف": (2_000, 9_999),
    }.items()
}  # fmt: skip


def _any(table: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(table, key=len, reverse=True))


_DIGITS = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d{1,3}\.000(?!\d)|\d+(?:\.\d+)?"
)
_WORD = re.compile(rf"(?:{_any(_SMALL)})(?!\w)")
_SCALE = re.compile(rf"\s?({_any(_SCALES)})(?!\w)")
_HALF = re.compile(rf"(?:{_any(_HALVES)})\s({_any(_SCALES)})(?!\w)")
_AND_HALF = re.compile(rf"\s?و\s?(?:{_any(_HALVES)})(?:\s({_any(_SCALES)}))?(?!\w)")
_VAGUE_WORDS = re.compile(rf"(?:{_any(_VAGUE)})(?!\w)")
_AND = re.compile(r"\s+و\s?|\s?و(?=\s)\s")
#: where a number may begin: at a digit, or at a word (after the Arabic "and", "by", "for" written with it)
START = re.compile(
    rf"(?<![\w.,/:])(?:[وبلفك]ـ?)?(?:(?=\d)|(?=(?:{_any(_VAGUE)}|{_any(_SMALL)}|{_any(_SCALES)}|"
    rf"{_any(_HALVES)})(?!\w)))"
)


@dataclass(frozen=True, slots=True)
class ScriptNumber:
    """A number at one place of a folded text; `words` when it is written without digits and without a scale."""

    end: int
    low: float
    high: float
    vague: bool = False
    words: bool = False


def read(text: str, start: int) -> ScriptNumber | None:
    """The number at `start` of a folded text; None when there is none."""
    if start >= len(text):
        return None
    if text[start].isdigit():
        digits = _DIGITS.match(text, start)
        return None if digits is None else _after_digits(text, digits)
    if vague := _VAGUE_WORDS.match(text, start):
        low, high = _VAGUE[re.sub(r"\s+", " ", vague.group())]
        return ScriptNumber(vague.end(), low, high, vague=True)
    if half := _HALF.match(text, start):
        value = 0.5 * _SCALES[half[1]]
        return ScriptNumber(half.end(), value, value)
    return _words(text, start)


def _after_digits(text: str, found: re.Match[str]) -> ScriptNumber:
    digits = found.group()
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}\.000", digits):
        digits = digits.replace(".", "")
    value, end = float(re.sub(r"[^\d.]", "", digits)[:300]), found.end()
    if half := _AND_HALF.match(text, end):
        value, end = (value + 0.5) * (_SCALES[half[1]] if half[1] else 1), half.end()
    elif scale := _SCALE.match(text, end):
        value, end = value * _SCALES[scale[1]], scale.end()
        rest = _AND.match(text, end)
        if rest and (more := re.compile(r"\d{1,3}(?!\d|[.,]\d)").match(text, rest.end())) and value < 1e6:
            value, end = value + float(more.group()), more.end()  # «۲ هزار و ۵۰۰»
    return ScriptNumber(end, value, value)


def _words(text: str, start: int) -> ScriptNumber | None:
    total, group, at = 0.0, 0.0, start
    end = None
    count = 0
    scaled = False
    while True:
        scale = re.compile(rf"(?:{_any(_SCALES)})(?!\w)").match(text, at)
        small = _WORD.match(text, at)
        if scale and (group or not small):
            dual = scale.group() in _DUALS and not group and text[scale.end() : scale.end() + 2] not in ("", " و")
            total, group = total + (group or (2 if dual else 1)) * _SCALES[scale.group()], 0.0
            end, scaled = scale.end(), True
        elif small:
            value = _SMALL[re.sub(r"\s+", " ", small.group())]
            if value >= 2_000:
                total, scaled = total + value, True
            else:
                group = group * 100 if value == 100 and 1 < group < 10 else group + value
            end = small.end()
        else:
            break
        count += 1
        joint = _AND.match(text, end)
        follows = _SCALE.match(text, end)
        if follows and group:
            at = follows.start(1)
        elif joint is not None:
            at = joint.end()
        else:
            break
    if end is None:
        return None
    value = total + group
    return ScriptNumber(end, value, value, words=not scaled and count == 1 and value < 100)
