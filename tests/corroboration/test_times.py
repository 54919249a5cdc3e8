"""Times of claims, resolved once the documents are dated."""

from __future__ import annotations

from muniment.corroboration import resolve_times
from muniment.records import TimeSaid
from tests.corroboration.making import figure, published, reading, span


def said(of, words: str, relative: str) -> TimeSaid:  # type: ignore[no-untyped-def]
    at = span(of, words)
    return TimeSaid(at.start, at.end, words, None, relative)


def test_relative_words_lean_on_publication() -> None:
    one = reading("a", "Last November 40 people were killed.")
    claim = figure(one, "40 people", "40", 40, 40, when=said(one, "Last November", "last --11"))
    assert resolve_times([claim], {"a": published("a", "2020-03-02")}) == {claim.id: "2019-11"}
    assert resolve_times([claim], {"a": published("a", None)}) == {}


def test_that_summer_leans_on_the_text_even_where_no_claim_was_made_of_it() -> None:
    one = reading("a", "It was opened in June 2025.", "It recalled the summer of 1988.", "That summer 40 were shot.")
    claim = figure(one, "40 were shot", "40", 40, 40, when=said(one, "That summer", "that --22"))
    assert resolve_times([claim], {}, [one]) == {claim.id: "1988-06/1988-08"}


def test_an_event_named_with_its_year_has_that_year() -> None:
    one = reading("a", "The massacre took 40 lives.")
    assert list(resolve_times([figure(one, "40 lives", "40", 40, 40, event="1988 massacre")], {}).values()) == ["1988"]
    assert resolve_times([figure(one, "40 lives", "40", 40, 40, event="the massacre")], {}) == {}


def test_two_readings_of_the_same_words_resolve_alike_in_every_order() -> None:
    one = reading("a", "Last November 40 people were killed and 90 injured.")
    at = span(one, "Last November")
    readings_of_it = [
        TimeSaid(at.start, at.end, "Last November", edtf, relative)
        for edtf, relative in ((None, "last --11"), ("2011-11", None), (None, "near --11"))
    ]
    claims = [
        figure(one, "40 people", "40", 40, 40, when=readings_of_it[0]),
        figure(one, "90 injured", "90", 90, 90, when=readings_of_it[1], measure="injured"),
        figure(one, "and 90", "90", 90, 90, when=readings_of_it[2], measure="arrested"),
    ]
    days = {"a": published("a", "2020-03-02")}
    answers = {
        tuple(sorted(resolve_times(order, days).items())) for order in (claims, claims[::-1], claims[1:] + claims[:1])
    }
    assert len(answers) == 1
