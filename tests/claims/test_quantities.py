"""The number grammar against number words made independently, and a table of bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.claims import quantities
from muniment.claims.quantities import Kind
from muniment.claims.script_numbers import read
from muniment.text import folded

SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
SMALL += [f"{stem}teen" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(number: int, link: str) -> str:
    """`number` in English words; `link` stands after "hundred" ("" or "and ")."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= size:
            rest = number % size
            glue = f" {link}" if link and rest < 100 else " "
            return f"{spell(number // size, link)} {name}" + (glue + spell(rest, link) if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{SMALL[number // 100]} hundred" + (f" {link}{spell(rest, link)}" if rest else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    return SMALL[number]


@given(st.integers(1, 10**12 - 1), st.sampled_from(["", "and "]))
def test_number_words(number: int, link: str) -> None:
    text = spell(number, link)
    (found,) = quantities.find(f"There were {text} people.")
    assert (found.low, found.high) == (number, number)
    assert found.end - found.start == len(text)


PERSIAN = "صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده".split()  # noqa: SIM905
PERSIAN_TENS = "- - بیست سی چهل پنجاه شصت هفتاد هشتاد نود".split()  # noqa: SIM905
PERSIAN_HUNDREDS = "- صد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد".split()  # noqa: SIM905


def persian(number: int) -> str:
    parts = []
    for size, name in ((10**6, "میلیون"), (1000, "هزار")):
        if number >= size:
            count = number // size
            parts.append(name if count == 1 and size == 1000 else f"{persian(count)} {name}")
            number %= size
    if number >= 100:
        parts.append(PERSIAN_HUNDREDS[number // 100])
        number %= 100
    if number >= 20:
        parts.append(PERSIAN_TENS[number // 10])
        number %= 10
    if number:
        parts.append(PERSIAN[number])
    return " و ".join(parts)


@given(st.integers(1, 10**9 - 1))
def test_persian_number_words(number: int) -> None:
    text = folded(persian(number))
    found = read(text, 0)
    assert found is not None
    assert (found.low, found.end) == (number, len(text))


@given(st.integers(1000, 10**10), st.sampled_from([",", " ", "\u00a0", "\u202f"]))
def test_grouped_digits(number: int, mark: str) -> None:
    text = f"{number:,}".replace(",", mark)
    (found,) = quantities.find(f"In all {text} people.")
    assert (found.low, found.high, found.end - found.start) == (number, number, len(text))


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier", "kind"),
    [
        ("over 30,000", 30000, None, "more_than", "count"),
        ("upwards of 30,000", 30000, None, "more_than", "count"),
        ("in excess of 30,000", 30000, None, "more_than", "count"),
        ("no fewer than 12", 12, None, "at_least", "count"),
        ("30,000 or more", 30000, None, "at_least", "count"),
        ("1,500+", 1500, None, "at_least", "count"),
        ("as many as 45", None, 45, "up_to", "count"),
        ("no more than 45", None, 45, "up_to", "count"),
        ("nearly three", None, 3, "less_than", "count"),
        ("fewer than 9", None, 9, "less_than", "count"),
        ("roughly 200", 200, 200, "approximately", "count"),
        ("an estimated 200", 200, 200, "approximately", "count"),
        ("between 3,000 and 5,000", 3000, 5000, "between", "count"),
        ("3,000–5,000", 3000, 5000, "between", "count"),
        ("2 to 3 million", 2e6, 3e6, "between", "count"),
        ("half a million", 5e5, 5e5, "exact", "count"),
        ("a quarter of a million", 25e4, 25e4, "exact", "count"),
        ("two and a half million", 25e5, 25e5, "exact", "count"),
        ("tens of thousands", 20000, 99999, "order_of", "count"),
        ("hundreds", 200, 999, "order_of", "count"),
        ("dozens", 24, 99, "order_of", "count"),
        ("scores", 40, 99, "order_of", "count"),
        ("several hundred", 200, 999, "order_of", "count"),
        ("hundreds, if not thousands", 200, 9999, "order_of", "count"),
        ("90%", 90, 90, "exact", "share"),
        ("more than 90 per cent", 90, None, "more_than", "share"),
        ("one in five", 20, 20, "exact", "share"),
        ("nine out of ten", 90, 90, "exact", "share"),
        ("$1.2 billion", 12e8, 12e8, "exact", "money"),
        ("between $30,000 and $60,000", 30000, 60000, "between", "money"),
        ("1,20,000", 120000, 120000, "exact", "count"),
        ("30.000", 30000, 30000, "exact", "count"),
        ("talk about 200", 200, 200, "exact", "count"),
    ],
)  # fmt: skip
def test_bounds(text: str, low: float | None, high: float | None, qualifier: str, kind: str) -> None:
    (found,) = quantities.find(f"They {text}")
    assert (found.low, found.high, found.qualifier.value, found.kind) == (low, high, qualifier, Kind(kind))


def test_a_figure_that_changed_is_two_figures() -> None:
    assert [found.low for found in quantities.find("rose from 208 to 304 people")] == [208, 304]


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    at = 0
    for found in quantities.find(text):
        assert at <= found.from_ <= found.start < found.end <= found.to <= len(text) or found.from_ >= 0
        assert found.low is not None or found.high is not None
        at = found.end
