"""Time expressions in Persian, Dari and Arabic, over folded text (`muniment.text.fold`, digits ASCII).

Month names: Iranian and Afghan solar, lunar Hijri, and the Gregorian ones of Egypt, the Levant, Iraq, the Maghreb and
Iran (Unicode CLDR, "ar", "ar_SY", "ar_DZ", "ar_MA", "fa", "fa_AF"). Names that are also common words (تیر, مهر, آب, می)
need a day or a year beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from muniment.dates import arabic_spans as spans
from muniment.dates import calendars
from muniment.dates.arabic_names import DAYS, GREGORIAN, HIJRI, JALALI, SEASON, TENS, WEEKDAYS
from muniment.dates.notation import bounds
from muniment.dates.numeric import MONTH, YEAR_LAST, year_last
from muniment.dates.rules import Rule, Said, dated, spanned, words
from muniment.records.times import Interval
from muniment.text import folded

#: two-digit Jalali years: those below are of the 1400s
CENTURY_TURN = 20

S = r"\s{1,3}"
_END = r"(?!\w)"
_NAMES = words(GREGORIAN)
_BOTH = rf"(?:\s?/\s?(?:{_NAMES})|\s?\(\s?(?:{_NAMES})\s?\))?"
_M = rf"(?P<month>{words(JALALI | HIJRI | GREGORIAN)})(?=ماه(?!\w)|(?!\w)){_BOTH}"
_DAY = rf"(?P<day>(?:3[01]|[12]\d|0?[1-9])(?!\d)|{words(DAYS)})(?:\s?ام)?"
_ERAS = [folded(era) for era in (
    "شمسی", "خورشیدی", "هجری شمسی", "هجری خورشیدی", "ه.ش", "هـ.ش", "ه ش", "قمری", "هجری قمری", "هجری", "هجرية", "هجري",
    "ه.ق", "ه", "میلادی", "ميلادية", "ميلادي", "للميلاد", "م",
)]  # fmt: skip
_ERA = rf"(?:\s?(?P<era>{words(_ERAS)}){_END})?"
#: a number before one of these counts them and is no year
_COUNTED = r"(?!\s?(?:[%]|درصد|نفر|تن|هزار|میلیون|روز|ماه|سال|مورد|شخص|قتیل|الف|ملیون|یوم|شهر)(?!\w))"
_YEAR = rf"(?P<year>(?:1[2-9]|20)\d\d(?![\d%]|[.,]\d)|\d\d(?![\d%]|[.,]\d){_COUNTED})"
_OF = r"(?:\s{0,3}ماه(?!\w)|\s{1,3}(?:من|سال|عام|سنه|شهر)(?!\w))*"
_LEANS = {
    re.sub(r"\s+", " ", folded(words_)): how
    for how, row in {
        "last": ("گذشته", "الماضي", "المنصرم", "الفائت"),
        "prior": ("پارسال", "سال گذشته", "سال پیش", "من العام الماضي", "العام الماضي"),
        "this": (
            "امسال",
            "جاری",
            "سال جاری",
            "سال روان",
            "روان",
            "الجاري",
            "الحالي",
            "من هذا العام",
            "من العام الجاري",
        ),
        "that": ("همان سال", "من العام نفسه", "من العام ذاته", "من السنة نفسها"),
        "next": ("آینده", "المقبل", "القادم"),
    }.items()
    for words_ in row
}
_LEAN = rf"(?:\s?ماه)?{S}(?P<lean>{words(_LEANS)}){_END}"
#: month names that are ordinary words too: a day, a year or "month" stands beside them
_ALSO_WORDS = {folded(name) for name in (
    "مه", "می", "آب", "جون", "جوان", "ماي", "تیر", "مهر", "دی", "اسد", "میزان", "عقرب", "قوس", "ثور", "حمل", "سرطان",
    "دلو", "حوت", "جدی", "صفر", "آذر", "بهمن", "شعبان", "رجب", "أوت", "محرم", "سنبله", "جوزا", "اوت",
)}  # fmt: skip
_PLAIN = rf"(?P<month>{words((JALALI | GREGORIAN | HIJRI).keys() - _ALSO_WORDS)})"
_WEEKDAY = rf"(?:(?P<weekday>{words(WEEKDAYS)})[،,]?{S}(?:(?:صبح|شب|عصر|صباح|مساء){S})?)?"


def _month_kind(name: str) -> tuple[str, int]:
    for kind, table in (("jalali", JALALI), ("hijri", HIJRI), ("gregorian", GREGORIAN)):
        if name in table:
            return kind, table[name]
    raise ValueError(name)


#: what leans on publication or on the time named before
_LEANING = {
    folded(words_): relative
    for words_, relative in {
        "أول أمس": "shift -2 D", "أول من أمس": "shift -2 D", "مطلع الشهر": "begun M", "مطلع العام": "begun Y",
        "اليومين التاليين": "before +1 D", "الأيام التالية": "before +1 W", "روزهای بعد": "before +1 W",
        "العام نفسه": "before Y", "العام ذاته": "before Y", "الشهر نفسه": "before M", "همان ماه": "before M",
        "شب گذشته": "shift -1 D", "روز گذشته": "shift -1 D", "دیشب": "shift -1 D", "ليلة أمس": "shift -1 D",
        "الليلة الماضية": "shift -1 D", "البارحة": "shift -1 D",
        "امروز": "shift +0 D", "دیروز": "shift -1 D", "پریروز": "shift -2 D", "فردا": "shift +1 D",
        "امسال": "shift +0 Y",
        "پارسال": "shift -1 Y", "هفته گذشته": "shift -1 W", "هفته‌ی گذشته": "shift -1 W", "ماه گذشته": "shift -1 M",
        "سال گذشته": "shift -1 Y", "این هفته": "shift +0 W", "این ماه": "shift +0 M", "هفته پیش": "shift -1 W",
        "ماه پیش": "shift -1 M", "سال پیش": "shift -1 Y", "روز بعد": "before +1 D", "روز قبل": "before -1 D",
        "همان روز": "before", "همان سال": "before Y", "سال بعد": "before +1 Y",
        "اليوم": "shift +0 D", "أمس": "shift -1 D", "يوم أمس": "shift -1 D", "غدا": "shift +1 D",
        "الأسبوع الماضي": "shift -1 W", "الشهر الماضي": "shift -1 M", "العام الماضي": "shift -1 Y",
        "السنة الماضية": "shift -1 Y", "هذا العام": "shift +0 Y", "هذا الشهر": "shift +0 M",
        "هذا الأسبوع": "shift +0 W",
        "اليوم التالي": "before +1 D", "في اليوم نفسه": "before", "العام التالي": "before +1 Y",
    }.items()
}  # fmt: skip


#: units of time in Persian and Arabic (the duals are two)
_UNITS = {
    folded(name): unit
    for unit, row in {
        "D": "روز يوم يوما أيام يومين شب", "W": "هفته أسبوع أسبوعا أسابيع أسبوعين", "M": "ماه شهر شهرا أشهر شهرين",
        "Y": "سال سنة عام عاما أعوام سنوات سنتين عامين",
    }.items()
    for name in row.split()
}  # fmt: skip
_DUAL = frozenset(folded(name) for name in ("يومين", "أسبوعين", "شهرين", "سنتين", "عامين"))
_COUNTS = {
    folded(name): number
    for number, row in enumerate(
        ("یک", "دو", "سه ثلاثة ثلاث", "چهار أربعة أربع", "پنج خمسة خمس", "شش ستة ست", "هفت سبعة سبع",
         "هشت ثمانية ثماني", "نه تسعة تسع", "ده عشرة عشر"), 1,
    )
    for name in row.split()
}  # fmt: skip
_AGO = {folded(way): sign for way, sign in (("پیش", "-"), ("قبل", "-"), ("منذ", "-"), ("بعد", "+"))}


def _counted_off(found: re.Match[str]) -> Said:
    """ "سه روز پیش", "دو هفته بعد", "قبل ثلاثة أيام", "بعد يومين"."""
    word, unit = found["count"], _UNITS[found["unit"]]
    count = 2 if found["unit"] in _DUAL else 1 if not word else int(word) if word.isdigit() else _COUNTS[word]
    sign = _AGO[found["way"]]
    return Said(relative=f"shift -{count} {unit}" if sign == "-" else f"before +{count} {unit}")


def _leaning(found: re.Match[str]) -> Said:
    return Said(relative=_LEANING[re.sub(r"\s+", " ", found.group())])


#: what stands before a weekday that says when
_ON_A_DAY = [folded(word) for word in (
    "روز", "شب", "صبح", "عصر", "ظهر", "بامداد", "شامگاه", "شام", "غروب", "نیمه‌شب", "يوم", "ليل", "ليلة", "مساء", "صباح",
    "فجر", "ظهر", "عصر", "مسيرة", "تظاهرة", "أحداث", "منذ", "حتى",
)]  # fmt: skip


def _weekday(found: re.Match[str]) -> Said:
    """ "روز شنبه", "ليلة الأحد", "الأربعاء الماضي", "الخميس المقبل"."""
    lean = _LEANS[re.sub(r"\s+", " ", found["lean"])] if found["lean"] else ""
    ahead = {"next": "next ", "last": "last "}.get(lean, "")
    return Said(relative=f"{ahead}weekday {WEEKDAYS[re.sub(r' +', ' ', found['weekday'])]}")


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the matches mean in one language: the same digits are a Jalali year in Persian and a Hijri one in Arabic."""

    language: str | None

    def year_of(self, text: str, era: str | None, calendar: str = "") -> tuple[int, str]:
        """The year and the calendar it is in, by its digits, the era after it, its month's calendar, the language."""
        year, era = int(text), re.sub(r"\s+", " ", era or "")
        if era.startswith(("میلاد", "م", "للمیلاد")):
            return year, "gregorian"
        if len(text) == 2:
            return (1400 if year < CENTURY_TURN else 1300) + year, "jalali"
        if year >= 1500:
            return year, "gregorian"
        solar = "شمسی" in era or "خورشیدی" in era or era.endswith("ش")
        lunar = "قمری" in era or era.endswith("ق") or calendar == "hijri" or (self.language == "ar" and not solar)
        return year, "hijri" if lunar and calendar != "jalali" else "jalali"

    def day(self, found: re.Match[str]) -> Said | None:
        text = re.sub(r"\s+", " ", found["day"])
        return self.month_day(found, int(text) if text.isdigit() else DAYS[text])

    def month(self, found: re.Match[str]) -> Said | None:
        return self.month_day(found, None)

    def month_day(self, found: re.Match[str], day: int | None) -> Said | None:
        kind, number = _month_kind(re.sub(r"\s+", " ", found["month"]))
        if not found["year"]:
            return self.yearless(found, kind, number, day)
        year, calendar = self.year_of(found["year"], found["era"], kind)
        if kind != calendar:
            return None
        if kind == "jalali":
            return spanned(calendars.jalali(year, number, day), kind)
        if kind == "hijri":
            return spanned(calendars.hijri(year, number, day), kind)
        return dated(f"{year:04d}-{number:02d}" + (f"-{day:02d}" if day else ""))

    def yearless(self, found: re.Match[str], kind: str, number: int, day: int | None) -> Said | None:
        """A day or month without its year: "۲۵ شهریور", «آبان گذشته», "في مارس الماضي"."""
        groups = found.re.groupindex
        lean = _LEANS[re.sub(r"\s+", " ", found["lean"])] if found["lean"] else "near"
        if day is not None and lean == "last":
            lean = "near"  # "5 March last" is the latest 5 March
        if day is not None and kind == "gregorian":
            dated(f"2000-{number:02d}-{day:02d}")
        weekday = ""
        if "weekday" in groups and found["weekday"]:
            weekday = f" weekday {WEEKDAYS[re.sub(r' +', ' ', found['weekday'])]}"
        date = f"--{number:02d}" + (f"-{day:02d}" if day else "")
        calendar = "" if kind == "gregorian" else f" {kind}"
        return Said(relative=f"{lean} {date}{calendar}{weekday}", calendar=kind)

    def season(self, found: re.Match[str]) -> Said | None:
        (first, last), number = SEASON[found["season"]]
        year, calendar = self.year_of(found["year"], found["era"])
        if calendar == "jalali":
            return spanned(calendars.jalali(year, first, last_month=last), calendar)
        return dated(f"{year}-{number}") if calendar == "gregorian" else None

    def season_leaning(self, found: re.Match[str]) -> Said:
        """ "تابستان گذشته", "صيف العام الماضي", «پاییز همان سال»."""
        lean = _LEANS[re.sub(r"\s+", " ", found["lean"])]
        return Said(relative=f"{lean} --{SEASON[found['season']][1]}")

    def days(self, found: re.Match[str]) -> Said | None:
        """ "۳ تا ۷ آبان ۱۴۰۱", «هفتم و هشتم مرداد»: two days of one month."""
        first, last = (self.number(found[name]) for name in ("from", "day"))
        kind, month = _month_kind(re.sub(r"\s+", " ", found["month"]))
        if first is None or last is None or first >= last:
            return None
        if not found["year"]:
            calendar = "" if kind == "gregorian" else f" {kind}"
            return Said(relative=f"near --{month:02d}-{first:02d}/--{month:02d}-{last:02d}{calendar}", calendar=kind)
        year, calendar = self.year_of(found["year"], found["era"], kind)
        if kind != calendar:
            return None
        make = {"jalali": calendars.jalali, "hijri": calendars.hijri}.get(kind)
        if make is None:
            return dated(f"{year:04d}-{month:02d}-{first:02d}/{year:04d}-{month:02d}-{last:02d}")
        return spanned(Interval(make(year, month, first).earliest, make(year, month, last).latest), kind)

    def number(self, text: str) -> int | None:
        return int(text) if text.isdigit() else DAYS.get(re.sub(r"\s+", " ", text))

    def part(self, found: re.Match[str]) -> Said | None:
        """ "اواخر دی ۱۴۰۱", "منتصف آب 2013", "مطلع 2015"."""
        whole = self.month(found) if found["month"] else self.year(found)
        if whole is None or whole.edtf is None:
            return whole
        return spanned(spans.part(found["part"], bounds(whole.edtf)), whole.calendar)

    def months(self, found: re.Match[str]) -> Said | None:
        """ "از فروردین تا شهریور ۱۴۰۲", "بين نيسان 2019 وحزيران 2020"."""
        (kind, first), (other, last) = (_month_kind(re.sub(r"\s+", " ", found[name])) for name in ("month", "month2"))
        year2, calendar = self.year_of(found["year2"], None, other)
        year = self.year_of(found["year"], None, kind)[0] if found["year"] else year2 - (first > last)
        if kind != other or kind != calendar:
            return None
        make = {"jalali": calendars.jalali, "hijri": calendars.hijri}.get(kind)
        if make is None:
            return dated(f"{year:04d}-{first:02d}/{year2:04d}-{last:02d}")
        return spanned(Interval(make(year, first).earliest, make(year2, last).latest), kind)

    def year(self, found: re.Match[str]) -> Said | None:
        year, calendar = self.year_of(found["year"], found["era"])
        if calendar == "gregorian":
            return dated(f"{year:04d}")
        return spanned(calendars.jalali(year) if calendar == "jalali" else calendars.hijri(year), calendar)

    def decade(self, found: re.Match[str]) -> Said | None:
        text = found["tens"]
        first = int(text) if text.isdigit() else TENS[text]
        if first >= 1500:
            return dated(f"{first // 10}X")
        if first < 100 and (self.language == "ar" or found["century"]):
            return dated(f"19{first // 10}X")
        first += 1300 if first < 100 else 0
        return spanned(Interval(calendars.jalali(first).earliest, calendars.jalali(first + 9).latest), "jalali")

    def digits(self, found: re.Match[str]) -> Said | None:
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
        if year < 100:
            if not found["context"]:
                return None
            year += 1400 if year < CENTURY_TURN else 1300
        if year >= 1500:
            return dated(f"{year:04d}-{month:02d}-{day:02d}")
        if self.language == "ar":
            return spanned(calendars.hijri(year, month, day), "hijri")
        return spanned(calendars.jalali(year, month, day), "jalali")


def _day_first(found: re.Match[str]) -> Said | None:
    return year_last(found, day_first=True)


@cache
def rules(language: str | None) -> tuple[Rule, ...]:
    """The rules for folded text in `language` ("fa", "ar"; anything else reads years below 1500 as Jalali)."""
    reader, told = _Reader(language), spans.Spans(language)
    month2, year2 = _M.replace("<month>", "<month2>"), _YEAR.replace("<year>", "<year2>")
    patterns = (
        (rf"(?<![\w/.]){spans.TO_DAY}{_DAY}{_OF}{S}{_M}(?:[،,]?{_OF}{S}{_YEAR}{_ERA})?", reader.days),
        (
            rf"(?<!\w)(?:از|من|بین|ما بین){S}{_M}(?:{_OF}{S}{_YEAR})?{S}(?:تا{S}|الی{S}|و\s?)"
            rf"{month2}{_OF}{S}{year2}",
            reader.months,
        ),
        (rf"(?<!\w){spans.PART}{_M}{_OF}{S}{_YEAR}{_ERA}", reader.part),
        (rf"(?<!\w){spans.PART}(?P<month>){_YEAR}{_ERA}(?!\w)", reader.part),
        (spans.PAST.pattern, told.past),
        (spans.HALF.pattern, told.half),
        (spans.YEARS.pattern, told.years),
        (rf"(?<![\w/.]){_WEEKDAY}{_DAY}{_OF}{S}{_M}(?:{_LEAN}|[،,]?{_OF}{S}{_YEAR}{_ERA}|)", reader.day),
        (rf"(?<!\w)(?:[بلو])?{_M}(?:{_LEAN}|{_OF}[،,]?{S}{_YEAR}{_ERA})", reader.month),
        (rf"(?<!\w)(?:در|فی|منذ|خلال|از){S}(?P<time>{_PLAIN}(?:\s?ماه)?){_END}(?P<year>)(?P<lean>)", reader.month),
        (rf"(?<!\w){_M}(?:\s?ماه){_END}(?!{_OF}[،,]?{S}\d)(?P<year>)(?P<lean>)", reader.month),
        (rf"(?<!\w)(?:[وبل]?ال)?(?P<time>(?P<season>{words(SEASON)}){_OF}{S}{_YEAR}{_ERA})", reader.season),
        (rf"(?<!\w)(?:ماه|شهر){S}(?P<time>{_M})(?!{_OF}[،,]?{S}\d)(?:{_LEAN}|(?P<year>))", reader.month),
        (rf"(?<!\w)(?P<season>{words(SEASON)}){S}(?P<lean>{words(_LEANS)}){_END}", reader.season_leaning),
        (
            rf"(?<!\w)[وبلف]?(?:سال|سالهای|عام(?={S}\d{{4}})|العام(?={S}\d{{4}})|سنه|السنه){S}{_YEAR}{_ERA}(?!\s?(?:زندان|حبس))",
            reader.year,
        ),
        (
            rf"(?<![\w.,/:-])(?P<year>1[23]\d\d|14[0-4]\d|19\d\d|20[0-4]\d)(?!\d|[.,/:-]\d)\s?(?P<era>{words(_ERAS)}){_END}",
            reader.year,
        ),
        (
            rf"(?<!\w)(?:ال|دهه{S})(?P<tens>{words(TENS)}|1[2-9]\d0|20\d0|[2-9]0)(?P<century>{S}(?:القرن{S}(?:الماضی|العشرین)|میلادی))?{_END}",
            reader.decade,
        ),
        (rf"(?<!\w)(?P<tens>{words(TENS)})(?P<century>{S}القرن{S}(?:الماضی|العشرین)){_END}", reader.decade),
        (
            r"(?P<context>(?:مورخ|مورخه|تاریخ|بتاریخ)\s{1,3})?(?<![\w/.,-])"
            r"(?P<time>(?P<year>1[2-4]\d\d|20\d\d|19\d\d|\d\d)/(?P<month>\d\d?)/(?P<day>\d\d?))(?![\w/])",
            reader.digits,
        ),
        (YEAR_LAST.pattern, _day_first),
        (rf"(?<!\w)(?:{words(_LEANING)}){_END}", _leaning),
        (
            rf"(?<!\w)(?P<count>\d{{1,2}}|{words(_COUNTS)}){S}(?P<unit>{words(_UNITS)}){S}(?P<way>پیش|قبل|بعد){_END}(?!{S}از)",
            _counted_off,
        ),
        (
            rf"(?<!\w)و?(?P<way>قبل|منذ|بعد){S}(?:(?P<count>\d{{1,2}}|{words(_COUNTS)}){S})?(?P<unit>{words(_UNITS)}){_END}(?!{S}(?:من|\d))",
            _counted_off,
        ),
        (
            rf"(?<!\w)(?:{words(_ON_A_DAY)}){S}(?P<time>(?P<weekday>{words(WEEKDAYS)})(?:{S}(?P<lean>{words(_LEANS)}))?){_END}",
            _weekday,
        ),
        (rf"(?<!\w)(?P<time>(?P<weekday>{words(WEEKDAYS)}){S}(?P<lean>{words(_LEANS)})){_END}", _weekday),
        (rf"(?<=، )(?P<time>(?P<weekday>{words(WEEKDAYS)}))(?P<lean>)(?=،)", _weekday),
    )
    return tuple(Rule(re.compile(pattern), make) for pattern, make in patterns) + (MONTH,)
