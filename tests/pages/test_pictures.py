"""Pictures: shapes say what colours say, open ends stay open, and nothing runs off the paper."""

from __future__ import annotations

import datetime
import math
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.pages.pictures import arcs, ranges, spans
from muniment.pages.pictures.axis import axis, nice, years
from muniment.pages.pictures.drawing import Drawing
from muniment.pages.site import Site
from muniment.records import Qualifier
from tests.pages.make import record

SVG = "{http://www.w3.org/2000/svg}"
WORDS = ranges.Words("title", "description", "number said", "k")


def row(low: float | None, high: float | None, qualifier: Qualifier, *, denied: bool = False) -> ranges.Row:
    return ranges.Row("somebody", "then", "about", low, high, qualifier, denied, "g0")


def drawn(*rows: ranges.Row, width: int = 880) -> str:
    return "".join(ranges.draw([ranges.Band("group", rows, "g0")], WORDS, width=width).parts)


def test_every_qualifier_has_its_own_shape() -> None:
    shapes = {}
    for qualifier, low, high in (
        (Qualifier.EXACT, 5.0, 5.0),
        (Qualifier.APPROXIMATELY, 5.0, 5.0),
        (Qualifier.MORE_THAN, 5.0, None),
        (Qualifier.AT_LEAST, 5.0, None),
        (Qualifier.LESS_THAN, None, 5.0),
        (Qualifier.UP_TO, None, 5.0),
        (Qualifier.BETWEEN, 2.0, 5.0),
        (Qualifier.ORDER_OF, 2.0, 5.0),
    ):
        # without colours: only the kinds of mark, their dashes and whether they are hollow
        marks = re.findall(r"<(line|circle|path|rect)([^>]*)/>", drawn(row(low, high, qualifier)))
        shapes[qualifier] = str(
            [(m, "dasharray" in a, "hollow" in a, re.findall(r'd="M[^"]*"', a)) for m, a in marks if "grid" not in a]
        )
    assert len(set(shapes.values())) == len(shapes)


def test_a_denied_number_is_crossed() -> None:
    assert drawn(row(5, 5, Qualifier.EXACT, denied=True)).count("ink line") == 1
    assert "ink line" not in drawn(row(5, 5, Qualifier.EXACT))


def test_an_open_end_is_given_no_number() -> None:
    """The axis ends where the numbers said end; an arrow leads to its edge."""
    made = drawn(row(300, None, Qualifier.MORE_THAN))
    labels = [int(text.strip("\u2068\u2069").replace(",", "")) for text in re.findall(r">(⁨[\d,]+⁩)<", made)]
    assert max(labels) <= 400


def test_no_type_under_twelve_pixels_on_a_phone() -> None:
    site = Site(record())
    for page in site.pages():
        if page.path.endswith(".html"):
            for picture in re.findall(r'<svg class="picture (?:narrow|).*?</svg>', page.make().decode()):
                width = float(re.search(r'width="([\d.]+)"', picture).group(1))  # type: ignore[union-attr]
                for size in re.findall(r'font-size="([\d.]+)"', picture):
                    if width <= 340:
                        assert float(size) >= 12, page.path


def test_downloads_are_svg_with_citation_and_mark() -> None:
    site = Site(record())
    pictures = [page for page in site.pages() if page.path.endswith(".svg")]
    assert len(pictures) >= 4
    for page in pictures:
        root = ElementTree.fromstring(page.make())
        texts = " ".join(element.text or "" for element in root.iter(f"{SVG}text"))
        assert "working copy – not reviewed – not for publication" in texts
        assert "journal head" in texts and "Muniment 0.1.0" in texts
        assert root.find(f"{SVG}title") is not None and root.find(f"{SVG}desc") is not None


def test_tables_are_csv_with_citation_and_mark() -> None:
    site = Site(record())
    for page in site.pages():
        if page.path.endswith(".csv"):
            lines = page.make().decode("utf-8-sig").splitlines()
            assert lines[0].endswith("citation,status")
            assert all("not for publication" in line for line in lines[1:] if line.endswith("publication"))


@given(st.lists(st.floats(0, 1e9, allow_nan=False), min_size=1, max_size=8))
def test_an_axis_holds_its_values(values: list[float]) -> None:
    scale = axis(values, 10, 500)
    assert all(10 <= scale.at(value) <= 500 for value in values)
    ordered = sorted(values)
    assert [scale.at(one) for one in ordered] == sorted(scale.at(one) for one in values)
    assert 2 <= len(scale.ticks) <= 40


def test_values_far_apart_stand_on_a_logarithmic_axis() -> None:
    scale = axis([12, 30000], 0, 100)
    assert scale.logarithmic
    assert math.isclose(scale.at(1000) - scale.at(100), scale.at(10000) - scale.at(1000), rel_tol=1e-9)
    assert not axis([12, 300], 0, 100).logarithmic


@pytest.mark.parametrize("step, found", [(0.9, 1), (1, 1), (1.1, 2), (3, 5), (7, 10), (34, 50)])
def test_nice_steps(step: float, found: float) -> None:
    assert nice(step) == found


def test_years_and_months_as_ticks() -> None:
    line, ticks = years(datetime.date(1980, 1, 1), datetime.date(2020, 1, 1), 0, 400)
    assert [label for _, label in ticks] == ["1980", "1990", "2000", "2010", "2020"]
    _, months = years(datetime.date(1994, 4, 1), datetime.date(1994, 9, 30), 0, 400)
    assert [label for _, label in months] == ["1994-05", "1994-07", "1994-09"]


def test_a_doubtful_time_is_as_long_as_its_doubt() -> None:
    words = spans.Words("t", "d", "alleged", "k")

    def length(edtf: str) -> float:
        other = spans.Row("frame", "", "1980/2000", ())
        made = spans.draw([other, spans.Row("what", "", edtf, ())], words, width=880)
        bars = [part for part in made.parts if part.startswith("<rect")]
        return float(re.search(r'width="([\d.]+)"', bars[1]).group(1))  # type: ignore[union-attr]

    assert length("1988") > 6 * length("1988-07")
    assert length("198X") > 9 * length("1988")


def test_arcs_that_would_meet_lie_in_lanes_of_their_own() -> None:
    nodes = [arcs.Node(one, one, "") for one in "abcd"]
    lines = [
        arcs.Arc("a", "c", "same words"),
        arcs.Arc("b", "d", "same publisher"),
        arcs.Arc("a", "b", "republication"),
    ]
    made = arcs.draw(nodes, lines, arcs.Words("t", "d", "k"), width=600)
    reaches = re.findall(r"H([\d.]+)Q", "".join(made.parts))
    assert len(reaches) == 3 and len(set(reaches)) == 2


@given(st.text())
def test_a_drawing_is_xml_whatever_the_words(words: str) -> None:
    made = Drawing(100, 50, words, words, "k")
    made.text(0, 0, words, 12)
    made.begin("a", href=words)
    made.tip(words)
    made.end("a")
    ElementTree.fromstring(made.alone(words, "mark"))
