"""Quotation marks: pairs of every kind, apostrophes that are none, quotations over paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.claims.analysis import Paragraph
from muniment.claims.quotations import quotations
from muniment.records import Role


def paragraphs(*texts: str) -> list[Paragraph]:
    out, at = [], 0
    for text in texts:
        out.append(Paragraph(at, at + len(text), Role.BODY, text, None))
        at += len(text) + 2
    return out


def inner(*texts: str) -> list[str]:
    whole = "\n\n".join(texts)
    return [quotation.inner.of(whole) for quotation in quotations(paragraphs(*texts))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “no” and left.", ["no"]),
        ('He said "no" and "yes".', ["no", "yes"]),
        ("«نه»، گفت او.", ["نه"]),
        ("Er sagte: „Nein“.", ["Nein"]),
        ("''It does,'' he said. ''It must.''", ["It does,", "It must."]),
        ("‘It’s the farmers’ land,’ she said.", ["It’s the farmers’ land,"]),
        ("It’s the farmers’ land.", []),
        ("The '90s ended.", []),
        ("“He cried ‘help’ twice,” she said.", ["He cried ‘help’ twice,"]),
        ("“He called it “mine” first,” she said.", ["He called it “mine” first,"]),
        ('A 5" pipe and a 6" pipe.', []),
        ("", []),
        ("“", []),
    ],
)
def test_one_paragraph(text: str, wanted: list[str]) -> None:
    assert inner(text) == wanted


def test_a_quotation_over_paragraphs_is_one_chain() -> None:
    found = quotations(
        paragraphs("She said: “We left.", "“We came back.", "“We stayed.” It rained.", "“New,” he said.")
    )
    assert [quotation.chain for quotation in found] == [0, 0, 0, found[3].chain]
    assert found[3].chain != 0
    assert [quotation.closed for quotation in found] == [False, False, True, True]


def test_an_opened_paragraph_without_a_next_one_ends_with_its_paragraph() -> None:
    texts = ("“We left in the night.", "It rained.")
    found = quotations(paragraphs(*texts))
    assert [(quotation.closed, quotation.inner.of("\n\n".join(texts))) for quotation in found] == [
        (False, "We left in the night.")
    ]


@given(st.lists(st.text(alphabet="ab .,!“”\"'’‘«»`", max_size=40), max_size=5))
def test_any_marks_give_spans_that_lie_in_their_paragraph_and_never_overlap(texts: list[str]) -> None:
    made = paragraphs(*texts)
    at = 0
    for quotation in quotations(made):
        about = made[quotation.paragraph]
        assert about.start <= quotation.outer.start < quotation.outer.end <= about.end
        assert quotation.outer.holds(quotation.inner) and len(quotation.inner) > 0
        assert quotation.outer.start >= at
        at = quotation.outer.end
