"""Numbers in running text: what they come to, how they are bounded, and which characters say so.

The grammar is that of written reports: digits with commas, spaces or Indian grouping, number words, "half a million",
"tens of thousands", "3,000–5,000", "between … and …", "no fewer than", "one in five", "90 percent". What is counted is
not decided here. GUIDE.md sets what an approximate number comes to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from muniment.claims.number_words import read_words
from muniment.records import Qualifier


class Kind(StrEnum):
    """What sort of number it is, as far as its own characters show."""

    COUNT = "count"
    SHARE = "share"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text. `start`–`end` are the number's own characters, `from_`–`to` take in its qualifier, currency
    and second half. An open end is None. `plain` is a single digit run or word without scale ("1988", "two")."""

    start: int
    end: int
    from_: int
    to: int
    low: float | None
    high: float | None
    qualifier: Qualifier
    kind: Kind = Kind.COUNT
    currency: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read at one place: its end, its value (two ends when vague), whether it had a scale word."""

    end: int
    low: float
    high: float
    vague: bool = False
    scaled: bool = False
    article: bool = False


_DIGITS = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:[ "
    r"\u00a0\u202f\u2009]\d{3})+(?![\d,.]\d|\d)|"
    r"\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d{1,3}\.000(?!\d)|\d+(?:\.\d+)?"
)
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5,
    "crore": 1e7, "crores": 1e7, "dozen": 12, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3, "m": 1e6,
}  # fmt: skip
_SCALE = re.compile(r"[\s-]?(hundred|thousand|million|billion|trillion|lakhs?|crores?|dozen|mn|bn|tn)\b|(k|m)\b", re.I)
_BILLION = re.compile(r"[bB]\b")
#: "hundreds" stands for 200–999 and so on (GUIDE.md)
_VAGUE = {
    "tens": (20, 99), "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999), "dozens of thousands": (24_000, 99_999),
    "hundreds of thousands": (200_000, 999_999), "millions": (2e6, 9_999_999), "tens of millions": (2e7, 99_999_999),
    "hundreds of millions": (2e8, 999_999_999), "billions": (2e9, 9_999_999_999),
    "tens of billions": (2e10, 99_999_999_999), "hundreds of billions": (2e11, 999_999_999_999),
    "trillions": (2e12, 9_999_999_999_999),
}  # fmt: skip
_VAGUE_WORDS = re.compile(
    r"(?:(?:tens|dozens|hundreds)\sof\s)(?:thousands|millions|billions)\b|"
    r"(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE,
)  # fmt: skip
_SEVERAL = re.compile(
    r"(?:several|a\sfew|many|a\scouple(?:\sof)?|some\sfew)\s(dozen|hundred|thousand|million|billion)\b", re.I
)
_HALF = re.compile(
    r"half\s(?:of\s)?(?:a\s|an\s)(dozen|hundred|thousand|million|billion|trillion)\b|"
    r"(?:a\s)?quarter\s(?:of\sa\s)?(million|billion)\b|an?\s(hundred|thousand|million|billion)\sand\sa\shalf\b",
    re.I,
)
_AND_A_HALF = re.compile(r"\sand\sa\shalf(?:\s(million|billion|thousand|trillion))?\b", re.I)
_ARTICLE = re.compile(r"an?\s(dozen|hundred|thousand|million|billion|trillion)\b", re.I)
_ONE_UNIT = re.compile(r"(an?)\s(?:century|decade|year|month|week|day|generation)(?:(['’]s\sworth)\b|\b)", re.I)
_FRACTION = re.compile(
    r"(?:(one|two|three|four)[\s-]|an?\s)(third|quarter|fifth|half)s?(?=\sof\b)|(half)(?=\s(?:of|the|its|their)\b)",
    re.I,
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5}
_PERCENT = re.compile(r"\s?%|[\s-]?(?:percent|per\scent|pct)(?:age\spoints?)?\b", re.I)
_START = re.compile(
    r"(?<![\w.,/:])\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|tens|dozens|"
    r"scores|hundreds|thousands|millions|billions|trillions|half|quarter|several|a|an|many)(?=[\s-])|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|tens|dozens|scores|hundreds|thousands|"
    r"millions|billions)\b", re.IGNORECASE,
)  # fmt: skip
#: signs and codes before a sum (ISO 4217, and the letters that countries write themselves)
_CURRENCY = re.compile(
    r"(?:\b(?:US|A|C|NZ|HK|CA|AU)|\bR)?[$€£¥₪₹₺﷼₦₱₫₭₸₴₽฿]\s?$|\b(?:USD|EUR|GBP|CHF|JPY|CNY|INR|PKR|BDT|LKR|NPR|AFN|MMK|"
    r"PHP|IDR|THB|VND|RUB|UAH|TRY|IRR|IQD|SYP|LBP|JOD|EGP|MAD|TND|LYD|YER|SAR|AED|KES|NGN|UGX|TZS|ETB|ZAR|XAF|XOF|CDF|RWF|"
    r"SDG|SSP|GTQ|HNL|NIO|COP|PEN|BRL|ARS|CLP|MXN|HTG|VES|CAD|AUD|Rs\.?|KSh\.?|Tk\.?|Bs\.?|FCFA|RM|Rp\.?)\s?$|"
    r"\b[QRKLB]\.?\s$"
)

_BEFORE = tuple(
    (qualifier, re.compile(rf"(?:^|(?<=[^\w])){pattern}\s*$", re.IGNORECASE))
    for qualifier, pattern in (
        (Qualifier.AT_LEAST, r"(?:at\s(?:the\svery\s)?least|no\s(?:fewer|less)\sthan|not\s(?:fewer|less)\sthan|"
            r"a\sminimum\sof|minimum)"),
        (Qualifier.UP_TO, r"(?:up\sto|as\s(?:many|much|high)\sas|(?:no|not)\smore\sthan|at\s(?:the\s)?most|"
            r"a\smaximum\sof|until)"),
        (Qualifier.LESS_THAN, r"(?:nearly|almost|close\sto|just\s(?:under|below)|(?:fewer|less)\sthan|under|"
            r"below|approaching|short\sof)"),
        (Qualifier.MORE_THAN, r"(?:(?:well\s|far\s|just\s|slightly\s|much\s)?(?:over|above|more\sthan|"
            r"in\sexcess\sof|exceeding|beyond|greater\sthan|higher\sthan|north\sof)|upwards?\sof|exceed(?:s|ed)|"
            r"surpass(?:es|ed|ing)|past\sthe)"),
        (Qualifier.APPROXIMATELY, r"(?:approximately|about|around|roughly|some|circa|ca?\.|an?\sestimated|"
            r"estimated(?:\sat)?|~|≈|probably|perhaps|in\sthe\sregion\sof|in\sthe\sneighbou?rhood\sof|"
            r"an\saverage\sof|approx\.?|more\sor\sless)"),
    )
)  # fmt: skip
_AFTER = tuple(
    (qualifier, re.compile(pattern, re.IGNORECASE))
    for qualifier, pattern in (
        (Qualifier.AT_LEAST, r"\+(?!\d)|-plus\b|\s(?:or|and)\smore\b|\sat\s(?:the\svery\s)?least\b|\sor\sabove\b"),
        (Qualifier.UP_TO, r"\s(?:or|and)\s(?:fewer|less)\b|\sat\s(?:the\s)?most\b"),
        (Qualifier.APPROXIMATELY, r"\sor\sso\b|\sapproximately\b|-odd\b|-ish\b"),
    )
)
#: a number that is said to be a least or a greatest one: "the minimum number of deaths is"
_BOUND_BEFORE = re.compile(
    r"\b(minimum|lowest|maximum|highest)\b(?:\s[\w’'-]+){0,8}?\s(?:is|was|at|of|to\sbe|stands?\sat|being)\s$", re.I
)
_LEAST = frozenset({"minimum", "lowest"})
#: "about" behind these words only says what of
_ABOUT = re.compile(
    r"\b(?:talk|speak|spoke|hear|ask|know|knew|learn|read|write|wrote|worry|worri|complain|concern|tell|told|"
    r"think|thought|report|"
    r"story|stories|information|news|truth|question)\w*\sabout\s$", re.IGNORECASE,
)  # fmt: skip
_TO = re.compile(
    r"[-–]|\s[–-]\s|\s(?:to|or)\s(?:as\s(?:many|much|high)\sas\s|perhaps\s|even\s)?|,?\sif\snot\s|\sand\s(?![a-z]+ly\b|perhaps|maybe|up\sto)|"
    r",?\s(?:and|or)\s(?:possibly|perhaps|maybe|probably|potentially|up\sto)\s"
    r"(?:as\s(?:many|much|high)\sas\s|up\sto\s)?",
    re.I,
)
_BETWEEN = re.compile(r"\bbetween\s(?:an?\sestimated\s|about\s|roughly\s|some\s)?$", re.I)
_FROM = re.compile(r"\b(rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying))?(?:\sanywhere)?\s?from\s$", re.I)
_IN = re.compile(r"\s(?:in|out\sof|of\severy|of(?=\s(?:10|ten|100)\b))\s(?:every\s|each\s)?", re.I)
#: the wholes of which people say "one in …"
_WHOLES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50, 100, 1000})
_REPEATED = re.compile(r"\s\((\d[\d,]*)\)")


def find(text: str) -> Iterator[Quantity]:
    """The quantities of an English text, in order. Years, ages, list numbers and the like are still among them."""
    at = 0
    while found := _START.search(text, at):
        start = found.start()
        read = _quantity(text, start)
        if read is None:
            at = found.end()
            continue
        yield from read
        at = max(one.to for one in read)


def _quantity(text: str, start: int) -> tuple[Quantity, ...] | None:
    fraction = _FRACTION.match(text, start)
    if fraction and not _HALF.match(text, start):
        return _share_of_words(text, fraction)
    number = read_number(text, start) or _one_unit(text, start)
    if number is None:
        return None
    return _share(text, start, number) or _range(text, start, number) or (_single(text, start, number),)


def read_number(text: str, start: int) -> Number | None:
    """The number at `start`, in digits or words, with its scale; None when there is none."""
    if text[start].isdigit():
        digits = _DIGITS.match(text, start)
        if digits is None:
            return None
        value = _value(digits.group())
        if _BILLION.match(text, digits.end()) and text[max(0, start - 1) : start] in ("$", "€", "£"):
            return Number(digits.end() + 1, *(value * 1e9,) * 2, scaled=True)
        return _scaled(text, digits.end(), value)
    if vague := _VAGUE_WORDS.match(text, start):
        low, high = _VAGUE[re.sub(r"\s+", " ", vague.group().lower())]
        return Number(vague.end(), low, high, vague=True, scaled=True)
    if several := _SEVERAL.match(text, start):
        low, high = _VAGUE[several[1].lower() + "s"]
        return Number(several.end(), low, high, vague=True, scaled=True)
    if half := _HALF.match(text, start):
        scale = SCALES[(half[1] or half[2] or half[3]).lower()]
        value = scale * (0.5 if half[1] else 0.25 if half[2] else 1.5)
        return Number(half.end(), value, value, scaled=True)
    if article := _ARTICLE.match(text, start):
        number = _scaled(text, article.end(), SCALES[article[1].lower()])  # "a hundred", "a hundred thousand"
        return replace(number, scaled=True, article=True)
    read = read_words(text, start)
    if read is None:
        return None
    end, value = read
    if part := _AND_A_HALF.match(text, end):
        value = (value + 0.5) * (SCALES[part[1].lower()] if part[1] else 1)
        return Number(part.end(), value, value, scaled=True)
    return replace(_scaled(text, end, value), scaled=True) if value >= 100 else _scaled(text, end, value)


def _one_unit(text: str, start: int) -> Number | None:
    """ "nearly a decade", "a century's worth": the article counts where something bounds it or "worth" follows."""
    found = _ONE_UNIT.match(text, start)
    if found is None:
        return None
    before = text[max(0, start - 40) : start]
    if found[2] or any(pattern.search(before) for _, pattern in _BEFORE):
        return Number(start + len(found[1]), 1, 1, scaled=True)
    return None


def _value(digits: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}\.000", digits):
        digits = digits.replace(".", "")
    return float(re.sub(r"[^\d.]", "", digits)[:300])


def _scaled(text: str, end: int, value: float) -> Number:
    scale = _SCALE.match(text, end)
    if scale is None:
        return Number(end, value, value)
    return Number(scale.end(), *(value * SCALES[(scale[1] or scale[2]).lower()],) * 2, scaled=True)


def _single(text: str, start: int, number: Number) -> Quantity:
    kind, currency, from_ = Kind.COUNT, "", start
    sign = _CURRENCY.search(text, max(0, start - 8), start)
    if sign and not (
        sign.group().strip(" .").isalpha() and len(sign.group().strip(" .")) == 1 and not _sum(text, number)
    ):
        kind, currency, from_ = Kind.MONEY, sign.group().strip(), sign.start()
    end = to = number.end
    if percent := _PERCENT.match(text, end):
        kind, end, to = Kind.SHARE, percent.end(), percent.end()
    elif (repeated := _REPEATED.match(text, end)) and _value(repeated[1]) == number.low:  # "thirty (30)"
        to = repeated.end()
    plain = not (number.scaled or number.vague) and kind is Kind.COUNT
    made = Quantity(start, end, from_, to, number.low, number.high, Qualifier.EXACT, kind, currency, plain)
    if number.vague:
        made = replace(made, qualifier=Qualifier.ORDER_OF)
    return _qualified(text, made)


def _sum(text: str, number: Number) -> bool:
    """Whether a number is written as sums of money are: with a scale or with grouped digits."""
    return number.scaled or "," in text[max(0, number.end - 4) : number.end]


def _qualified(text: str, made: Quantity) -> Quantity:
    before = text[max(0, made.from_ - 40) : made.from_]
    for qualifier, pattern in _BEFORE:
        if (found := pattern.search(before)) and not _ABOUT.search(before):
            from_ = made.from_ - len(before) + found.start()
            return _bounded(replace(made, from_=from_, plain=False), qualifier)
    bound = _BOUND_BEFORE.search(text, max(0, made.from_ - 80), made.from_)
    if bound and made.qualifier is Qualifier.EXACT:
        return _bounded(made, Qualifier.AT_LEAST if bound[1].lower() in _LEAST else Qualifier.UP_TO)
    for qualifier, pattern in _AFTER:
        if after := pattern.match(text, made.to):
            return _bounded(replace(made, to=after.end(), plain=False), qualifier)
    return made


def _bounded(made: Quantity, qualifier: Qualifier) -> Quantity:
    if qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST):
        return replace(made, high=None, qualifier=qualifier)
    if qualifier in (Qualifier.LESS_THAN, Qualifier.UP_TO):
        return replace(made, low=None, qualifier=qualifier)
    return made if made.qualifier in (Qualifier.ORDER_OF, Qualifier.BETWEEN) else replace(made, qualifier=qualifier)


def _range(text: str, start: int, first: Number) -> tuple[Quantity, ...] | None:
    """ "3,000–5,000", "between A and B", "two or three", "hundreds, if not thousands"; None when there is no second."""
    percent = _PERCENT.match(text, first.end)
    joint = _TO.match(text, percent.end() if percent else first.end)
    if joint is None or joint.end() >= len(text):
        return None
    at = joint.end()
    if sign := re.compile(r"(?:US|A|C)?[$€£₪]\s?").match(text, at):
        at = sign.end()
    second = read_number(text, at) if at < len(text) and not text[at].isspace() else None
    if second is None or second.article:
        return None
    low = first.low
    sign_before = _CURRENCY.search(text, max(0, start - 8), start)
    between = _BETWEEN.search(text, max(0, start - 30), sign_before.start() if sign_before else start)
    word = joint.group().strip(" ,").lower()
    word = word if word == "and" else word.split(" ")[0].replace("and", "to")
    if second.scaled and not (first.scaled or first.vague or second.vague) and low < 1000:
        scale = _SCALE.search(text, at, second.end)
        low *= SCALES[(scale[1] or scale[2]).lower()] if scale else 1
    if not low < second.high:
        return None
    if word == "and" and not between:
        return None
    if word == "or" and not (first.vague or second.low - low <= max(10, low)):
        return None
    moved = _FROM.search(text, max(0, start - 30), start)
    if word == "to" and moved and not moved[1]:
        return None  # "rose from 208 to 304": two figures
    kind, currency, from_ = Kind.COUNT, "", between.start() if between else moved.start() if moved else start
    if sign_before:
        kind, currency, from_ = Kind.MONEY, sign_before.group().strip(), min(from_, sign_before.start())
    end = second.end
    if last := _PERCENT.match(text, end):
        kind, end = Kind.SHARE, last.end()
    made = Quantity(start, end, from_, end, low, second.high, Qualifier.BETWEEN, kind, currency)
    if first.vague and second.vague:
        made = replace(made, qualifier=Qualifier.ORDER_OF)
    if between:
        return (made,)
    looked = _qualified(text, made)
    return (replace(looked, low=low, high=second.high, qualifier=made.qualifier),)


def _share(text: str, start: int, part: Number) -> tuple[Quantity, ...] | None:
    """ "one in five", "nine out of ten", as a percentage."""
    joint = _IN.match(text, part.end)
    if joint is None or joint.end() >= len(text) or part.vague:
        return None
    whole = read_number(text, joint.end())
    if whole is None or whole.low not in _WHOLES or not part.low < whole.low or part.low > 99:
        return None
    if joint.group().strip() == "in" and re.match(
        r"[\s-](?:days?|weeks?|months?|years?|hours?|attacks?)\b", text[whole.end : whole.end + 10]
    ):
        return None
    value = round(100 * part.low / whole.low, 2)
    made = Quantity(start, whole.end, start, whole.end, value, value, Qualifier.EXACT, Kind.SHARE)
    return (_qualified(text, made),)


def _share_of_words(text: str, found: re.Match[str]) -> tuple[Quantity, ...]:
    count = read_words(found[1], 0) if found[1] else None
    value = round(100 * (count[1] if count else 1) / _PARTS[(found[2] or found[3]).lower()], 2)
    made = Quantity(found.start(), found.end(), found.start(), found.end(), value, value, Qualifier.EXACT, Kind.SHARE)
    return (_qualified(text, made),)
