"""Times: EDTF there and back, calendars against known days, expressions in text, and what they come to."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.dates import bounds, edtf, find, resolve
from muniment.dates.calendars import hijri, jalali
from muniment.errors import DateError
from muniment.records import Interval, TimeSaid

PUBLISHED = "2025-07-22"


def one(text: str, language: str = "en") -> TimeSaid:
    found = find(text, language=language)
    assert len(found) == 1, [it.text for it in found]
    return found[0]


# ---------------------------------------------------------------- notation


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1988", "1988-01-01", "1988-12-31"),
        ("1988-02", "1988-02-01", "1988-02-29"),
        ("1988-22", "1988-06-01", "1988-08-31"),
        ("1988-22/1988-23", "1988-06-01", "1988-11-30"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1988~", "1988-01-01", "1988-12-31"),
        ("2018-01/2018-02", "2018-01-01", "2018-02-28"),
    ],
)
def test_the_days_of_an_edtf(text: str, first: str, last: str) -> None:
    assert bounds(text) == Interval(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


def test_open_ends_stay_open() -> None:
    assert bounds("1988/..") == Interval(datetime.date(1988, 1, 1), None)
    assert bounds("../1988") == Interval(None, datetime.date(1988, 12, 31))
    assert edtf(Interval(None, None)) is None
    assert edtf(Interval(None, datetime.date(1988, 7, 19))) == "../1988-07-19"


@pytest.mark.parametrize(
    "text", ["", "88", "1988-13", "1988-02-30", "1988/1989/1990", "summer", "2025-54-22", "1989/1988", "۱۹۸۸"]
)
def test_what_is_not_edtf_is_refused(text: str) -> None:
    with pytest.raises(DateError, match="not an EDTF date|does not exist|ends before it begins"):
        bounds(text)


dates = st.dates(min_value=datetime.date(1, 1, 1), max_value=datetime.date(9999, 12, 31))


@given(dates, dates)
def test_edtf_round_trip(a: datetime.date, b: datetime.date) -> None:
    interval = Interval(min(a, b), max(a, b))
    assert bounds(edtf(interval) or "") == interval


@given(st.integers(1, 9999), st.integers(1, 12))
def test_whole_months_and_years_are_written_short(year: int, month: int) -> None:
    assert edtf(bounds(f"{year:04d}")) == f"{year:04d}"
    assert edtf(bounds(f"{year:04d}-{month:02d}")) == f"{year:04d}-{month:02d}"


# ---------------------------------------------------------------- calendars


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [
        (1403, 12, 30, "2025-03-20"),
        (1404, 1, 1, "2025-03-21"),
        (1357, 11, 22, "1979-02-11"),
        (1342, 3, 15, "1963-06-05"),
        (1367, 5, 6, "1988-07-28"),
        (1332, 5, 28, "1953-08-19"),
    ],
)
def test_known_jalali_days(year: int, month: int, day: int, gregorian: str) -> None:
    assert jalali(year, month, day) == Interval(*(datetime.date.fromisoformat(gregorian),) * 2)


def test_a_jalali_year_spans_two_gregorian_ones() -> None:
    assert jalali(1367) == Interval(datetime.date(1988, 3, 21), datetime.date(1989, 3, 20))


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [(1445, 9, 1, "2024-03-11"), (1400, 1, 1, "1979-11-20"), (1447, 1, 1, "2025-06-26")],
)
def test_known_hijri_days(year: int, month: int, day: int, gregorian: str) -> None:
    assert hijri(year, month, day) == Interval(*(datetime.date.fromisoformat(gregorian),) * 2)


def test_outside_the_tables_a_hijri_day_is_in_doubt_by_one() -> None:
    # 10 Muharram 61 is given as 10 October 680 Julian, 13 October Gregorian (Reingold and Dershowitz, civil epoch)
    days = hijri(61, 1, 10)
    assert days == Interval(datetime.date(680, 10, 12), datetime.date(680, 10, 14))


@given(st.integers(1, 1500), st.integers(1, 12))
def test_hijri_months_follow_one_another(year: int, month: int) -> None:
    first, then = hijri(year, month), hijri(*((year, month + 1) if month < 12 else (year + 1, 1)))
    assert first.latest and then.earliest
    assert -2 <= (then.earliest - first.latest).days - 1 <= 2


@pytest.mark.parametrize("numbers", [(1404, 12, 30), (1403, 13, 1), (1403, 0, 1), (0, 1, 1), (1403, 7, 31)])
def test_days_that_are_not(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(DateError, match="Jalali"):
        jalali(*numbers)
    with pytest.raises(DateError, match="Hijri"):
        hijri(numbers[0], numbers[1], 31)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2070, 1, 1)))
def test_jalali_days_lie_in_their_month_and_year(day: datetime.date) -> None:
    from persiantools.jdatetime import JalaliDate

    there = JalaliDate(day)
    assert jalali(there.year, there.month, there.day) == Interval(day, day)
    month, year = jalali(there.year, there.month), jalali(there.year)
    assert month.earliest and month.latest and month.earliest <= day <= month.latest
    assert year.earliest and year.latest and year.earliest <= day <= year.latest


# ---------------------------------------------------------------- expressions that need no other date

ENGLISH = [
    ("on 22 July 2025 in", "22 July 2025", "2025-07-22"),
    ("on July 22nd, 2025, in", "July 22nd, 2025", "2025-07-22"),
    ("Tuesday, 22 July 2025 01:54", "Tuesday, 22 July 2025", "2025-07-22"),
    ("dated 22/07/2025.", "22/07/2025", "2025-07-22"),
    ("dated 3/4/2025.", "3/4/2025", "2025-03-04/2025-04-03"),
    ("the Oct. 7, 2023, massacre", "Oct. 7, 2023", "2023-10-07"),
    ("in the summer of 1988", "summer of 1988", "1988-22"),
    ("the summer and autumn of 1988", "summer and autumn of 1988", "1988-22/1988-23"),
    ("winter of 1991–92", "winter of 1991–92", "1991-12/1992-02"),
    ("in November 2019", "November 2019", "2019-11"),
    ("during the 1980s", "the 1980s", "198X"),
    ("In the early 1980s,", "the early 1980s", "1980/1983"),
    ("the late '90s", "the late '90s", "1997/1999"),
    ("In 1988, many", "1988", "1988"),
    ("the 1988 executions", "1988", "1988"),
    ("signed 1988-07-19.", "1988-07-19", "1988-07-19"),
    ("on December 27 and 28, 2021.", "December 27 and 28, 2021", "2021-12-27/2021-12-28"),
    ("from 11 to 13 July 1995", "11 to 13 July 1995", "1995-07-11/1995-07-13"),
    ("between July and September 1995", "July and September 1995", "1995-07/1995-09"),
    ("the war of 1992-1995", "1992-1995", "1992/1995"),
    ("the first weeks of 2018", "first weeks of 2018", "2018-01-01/2018-01-21"),
    ("the last week of July 2020", "last week of July 2020", "2020-07-25/2020-07-31"),
    ("by late 2018 they", "late 2018", "2018-09/2018-12"),
    ("in mid-July 1995", "mid-July 1995", "1995-07-11/1995-07-20"),
    ("in Mordad 1367", "Mordad 1367", "1988-07-23/1988-08-22"),
    ("on 7 Saur 1357", "7 Saur 1357", "1978-04-27"),
    ("on 1 Ramadan 1445", "1 Ramadan 1445", "2024-03-11"),
    ("the post-1979 order", "1979", "1979"),
]


@pytest.mark.parametrize(("text", "words", "expected"), ENGLISH)
def test_dates_in_english(text: str, words: str, expected: str) -> None:
    said = one(text)
    assert (said.text, said.edtf) == (words, expected)


@pytest.mark.parametrize(
    "text",
    [
        "You may march in protest.", "May they rest.", "aged 30 and 45", "killed 1,500 people", "30000 prisoners",
        "1500 prisoners were shot", "about 2000 people fled", "2025-54-22", "on February 30, 2019", "call 555-1988",
        "section 1.1988", "paragraph 1,988", "the dead of 31/31/2019", "model AK-1974", "$1995", "June Smith said",
        "the fall of the city", "Good Friday prayers",
        "April said no", "2019 people", "12:30", "a 12-day war", "for two weeks",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert find(text) == ()


PERSIAN = [
    ("در ۱۵ خرداد ۱۳۴۲ کشته شدند", "۱۵ خرداد ۱۳۴۲", "1963-06-05", "jalali"),
    ("در مرداد ۱۳۶۷", "مرداد ۱۳۶۷", "1988-07-23/1988-08-22", "jalali"),
    ("در تاریخ ۱۳۶۷/۵/۶", "۱۳۶۷/۵/۶", "1988-07-28", "jalali"),
    ("مورخ 67/5/6 نوشته", "67/5/6", "1988-07-28", "jalali"),
    ("در تابستان ۶۷", "تابستان ۶۷", "1988-06-22/1988-09-22", "jalali"),
    ("در آبان ۹۸", "آبان ۹۸", "2019-10-23/2019-11-21", "jalali"),
    ("در دهه شصت", "دهه شصت", "1981-03-21/1991-03-20", "jalali"),
    ("در ۱۲ حمل ۱۴۰۰", "۱۲ حمل ۱۴۰۰", "2021-04-01", "jalali"),
    ("در ۵ ژانویه ۲۰۲۰", "۵ ژانویه ۲۰۲۰", "2020-01-05", "gregorian"),
    ("۳۰ اسفند ۱۴۰۳", "۳۰ اسفند ۱۴۰۳", "2025-03-20", "jalali"),
    ("بیست و سوم دی ۱۳۹۸", "بیست و سوم دی ۱۳۹۸", "2020-01-13", "jalali"),
]
ARABIC = [
    ("في 5 حزيران/يونيو 1967", "5 حزيران/يونيو 1967", "1967-06-05", "gregorian"),
    ("في كانون الثاني 2012", "كانون الثاني 2012", "2012-01", "gregorian"),
    ("في ٢١ آب ٢٠١٣", "٢١ آب ٢٠١٣", "2013-08-21", "gregorian"),
    ("صيف عام 1982", "صيف عام 1982", "1982-22", "gregorian"),
    ("ثمانينيات القرن الماضي", "ثمانينيات القرن الماضي", "198X", "gregorian"),
    ("في ١ رمضان ١٤٤٥ هـ", "١ رمضان ١٤٤٥ هـ", "2024-03-11", "hijri"),
    ("في جويلية 2011", "جويلية 2011", "2011-07", "gregorian"),
    ("في غشت 2011", "غشت 2011", "2011-08", "gregorian"),
]
SPANISH = [
    ("el 3 de mayo de 1982", "3 de mayo de 1982", "1982-05-03", "gregorian"),
    ("en septiembre de 1973", "septiembre de 1973", "1973-09", "gregorian"),
    ("la década de los 80", "la década de los 80", "198X", "gregorian"),
]


@pytest.mark.parametrize(
    ("language", "text", "words", "expected", "calendar"),
    [("fa", *row) for row in PERSIAN] + [("ar", *row) for row in ARABIC] + [("es", *row) for row in SPANISH],
)
def test_dates_in_other_languages(language: str, text: str, words: str, expected: str, calendar: str) -> None:
    said = one(text, language)
    assert (said.text, said.edtf, said.calendar) == (words, expected, calendar)


@pytest.mark.parametrize(
    "text", ["67/5/6", "۳۰ نفر کشته شدند", "در سال ۳۰ نفر", "می‌گوید ۳۰ تن", "آب ۲۰ لیتر", "قبل أن", "منذ بداية"]
)
def test_what_is_no_date_in_persian(text: str) -> None:
    assert find(text, language="fa") == ()


# ---------------------------------------------------------------- expressions that lean on another date

LEANING = [
    ("On Wednesday, July 16, he", "2025-07-16"),
    ("On Friday, November 19 in", "2021-11-19"),
    ("On Sunday morning, April 14, the", "2024-04-14"),
    ("on October 26 that", "2024-10-26"),
    ("will meet on October 26", "2025-10-26"),
    ("Last November, the", "2024-11"),
    ("last month", "2025-06"),
    ("last week", "2025-07-14/2025-07-20"),
    ("this year", "2025"),
    ("Earlier this month, he", "2025-07-01/2025-07-22"),
    ("over the past year", "2024-07-22/2025-07-22"),
    ("in recent weeks", "2025-05-27/2025-07-22"),
    ("over the past couple of weeks", "2025-07-08/2025-07-22"),
    ("In January, massive", "2025-01"),
    ("in early July", "2025-07-01/2025-07-10"),
    ("yesterday", "2025-07-21"),
    ("in November last year", "2024-11"),
    ("in March last year", "2024-03"),
    ("in March of this year", "2025-03"),
    ("three decades ago", "1995"),
    ("two weeks ago", "2025-07-05/2025-07-11"),
    ("last summer", "2024-06/2024-08"),
    ("On Monday the", "2025-07-21"),
    ("on the first anniversary of the", "2025-06-21/2025-08-22"),
]


@pytest.mark.parametrize(("text", "expected"), LEANING)
def test_what_leans_on_publication(text: str, expected: str) -> None:
    said = one(text)
    assert said.edtf is None
    assert resolve(said, published=bounds(PUBLISHED)) == expected
    assert resolve(said, published=None) is None


@pytest.mark.parametrize(
    ("language", "text", "words", "expected"),
    [
        ("fa", "در ۲۵ شهریور کشته شدند", "۲۵ شهریور", "2024-09-15"),
        ("fa", "در آبان گذشته", "آبان گذشته", "2024-10-22/2024-11-20"),
        ("fa", "در تیر ماه امسال", "تیر ماه امسال", "2025-06-22/2025-07-22"),
        ("fa", "در فروردین سال گذشته", "فروردین سال گذشته", "2024-03-20/2024-04-19"),
        ("fa", "جمعه ۲۷ تیر در", "جمعه ۲۷ تیر", "2025-07-18"),
        ("fa", "سه روز پیش", "سه روز پیش", "2025-07-19"),
        ("fa", "هفته گذشته", "هفته گذشته", "2025-07-14/2025-07-20"),
        ("ar", "في مارس الماضي", "مارس الماضي", "2025-03"),
        ("ar", "الجمعة 18 تموز", "الجمعة 18 تموز", "2025-07-18"),
        ("ar", "قبل ثلاثة أيام", "قبل ثلاثة أيام", "2025-07-19"),
        ("ar", "منذ أسبوعين", "منذ أسبوعين", "2025-07-05/2025-07-11"),
        ("ar", "في 10 رمضان", "10 رمضان", "2025-03-10"),
        ("fa", "در یک ماه گذشته", "یک ماه گذشته", "2025-06-22/2025-07-22"),
        ("fa", "هفتم و هشتم تیر", "هفتم و هشتم تیر", "2025-06-28/2025-06-29"),
        ("fa", "مهرماه سال گذشته", "مهرماه سال گذشته", "2024-09-22/2024-10-21"),
        ("fa", "اواخر دی ۱۴۰۱", "اواخر دی ۱۴۰۱", "2023-01-11/2023-01-20"),
        ("fa", "در شش ماه نخست سال ۱۴۰۲", "شش ماه نخست سال ۱۴۰۲", "2023-03-21/2023-09-22"),
        ("fa", "شب گذشته", "شب گذشته", "2025-07-21"),
        ("fa", "در ماه اسد سال روان", "اسد سال روان", "2025-07-23/2025-08-22"),
        ("ar", "مساء الخميس الماضي", "الخميس الماضي", "2025-07-17"),
        ("ar", "خلال الأسبوعين الماضيين", "الأسبوعين الماضيين", "2025-07-08/2025-07-22"),
        ("ar", "بين نيسان 2019 وحزيران 2020", "بين نيسان 2019 وحزيران 2020", "2019-04/2020-06"),
        ("ar", "بين عامي 2015 و2017", "بين عامي 2015 و2017", "2015/2017"),
        ("ar", "في الثاني عشر من أيلول 1982", "الثاني عشر من أيلول 1982", "1982-09-12"),
        ("ar", "من 3 إلى 7 آذار 2012", "من 3 إلى 7 آذار 2012", "2012-03-03/2012-03-07"),
    ],
)
def test_what_leans_on_publication_in_other_languages(language: str, text: str, words: str, expected: str) -> None:
    said = one(text, language)
    assert (said.text, resolve(said, published=bounds(PUBLISHED))) == (words, expected)


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("That summer, the", "1988", "1988-06/1988-08"),
        ("That same morning, he", "2025-07-16", "2025-07-16"),
        ("The following day", "1988-07-31", "1988-08-01"),
        ("two weeks later", "1988-07-19", "1988-07-30/1988-08-05"),
        ("seven years later", "1981-07", "1988-07"),
        ("that year", "1988-07-19", "1988"),
        ("on July 13 the", "1995-07-11", "1995-07-13"),
    ],
)
def test_what_leans_on_the_time_before(text: str, before: str, expected: str) -> None:
    got = resolve(one(text), published=bounds(PUBLISHED), previous=bounds(before))
    wanted, have = bounds(expected), bounds(got or "")
    assert have.earliest and have.latest and wanted.earliest and wanted.latest
    assert have.earliest <= wanted.earliest and wanted.latest <= have.latest
    assert (have.latest - have.earliest).days <= 366


def test_an_anniversary_of_a_year_needs_no_publication() -> None:
    said = one("on the tenth anniversary of the 1988 massacre")
    assert resolve(said, published=None) == "1998"


def test_a_doubtful_publication_gives_a_doubtful_time() -> None:
    assert resolve(one("last month"), published=bounds("2019-12/2020-12")) == "2019-11/2020-11"
    assert resolve(one("last month"), published=Interval(None, datetime.date(2020, 1, 1))) is None


# ---------------------------------------------------------------- any text

PIECES = (
    "July May March 16 , 2025 1988 - – / last week of the early mid- 1980s ago two days later summer and Mordad 1367 "
    "مرداد ۱۳۶۷ سال ۶۷ / ۵ روز بعد رمضان هـ \u200c \u00a0 \u0301 😀 Friday anniversary first س الماضي العام"
)
pieces = st.sampled_from(PIECES.split(" "))


@given(
    st.lists(st.one_of(pieces, st.text(max_size=4)), max_size=30),
    st.sampled_from([" ", ""]),
    st.sampled_from(["en", "fa", "ar", "es", None]),
)
def test_any_text_is_read(parts: list[str], glue: str, language: str | None) -> None:
    text = glue.join(parts)
    at = 0
    for said in find(text, language=language):
        assert text[said.start : said.end] == said.text
        assert said.start >= at
        at = said.end
        assert said.edtf is None or bounds(said.edtf)
        for published in (None, bounds(PUBLISHED), bounds("2019-12/2020-12")):
            came = resolve(said, published=published, previous=bounds("1988-07-19"))
            assert came is None or bounds(came)


@pytest.mark.parametrize(
    "run", ["1988 ", "July ", " ", "the last week of ", "سال ", "1/1/", "between ", "May" * 3, "9", "early "]
)
def test_time_grows_with_the_text(run: str) -> None:
    def cost(times: int) -> float:
        text = run * times
        started = time.process_time()
        find(text, language="fa")
        return time.process_time() - started

    cost(200)
    small, large = max(cost(1_000), 0.002), cost(10_000)
    assert large < 40 * small


@pytest.mark.parametrize(
    ("text", "edtf_said"),
    [
        ("on Monday, 8/4/2013", "2013-04-08"),
        ("on Sunday 8/4/2013", "2013-08-04"),
        ("on Friday, 8/4/2013", "2013-04-08/2013-08-04"),  # neither was a Friday
        ("on 8/4/2013", "2013-04-08/2013-08-04"),
        ("on 6.7.2012", "2012-07-06"),
        ("on 6.17.2012", "2012-06-17"),
    ],
)
def test_a_weekday_or_dots_decide_the_order_of_day_and_month(text: str, edtf_said: str) -> None:
    assert [one.edtf for one in find(text)] == [edtf_said]


@pytest.mark.parametrize(
    ("text", "edtf_said"),
    [
        ("heard on 6 Jul 09.", "2009-07-06"),
        ("born on 3 June ’78", "1978-06-03"),
        ("stamped 12-Mar-85", "1985-03-12"),
        ("between 12 May and 3 June 1998", "1998-05-12/1998-06-03"),
        ("from 12 December to 3 January 1998", "1997-12-12/1998-01-03"),
    ],
)
def test_short_years_and_spans_over_two_months(text: str, edtf_said: str) -> None:
    assert [one.edtf for one in find(text)] == [edtf_said]


def test_the_hour_behind_a_day_is_no_year() -> None:
    assert [one.edtf for one in find("on 6 July 09:30")] == [None]
