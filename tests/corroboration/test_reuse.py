"""Text reuse: what is certain to be seen, what is not, and against a plain comparison of all runs."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.corroboration.alignment import runs
from muniment.corroboration.reuse import GUARANTEED, SHINGLE, TextReuse, Vocabulary, shingles, winnowed
from muniment.corroboration.telling import sentences, words
from muniment.records import Span

FEW_WORDS = st.lists(st.sampled_from("red blue green stone water iron grass".split()), max_size=40)  # noqa: SIM905


def longest(a: list[str], b: list[str]) -> int:
    """The longest common run of two lists, by trying them all."""
    best = 0
    for i in range(len(a)):
        for j in range(len(b)):
            length = 0
            while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                length += 1
            best = max(best, length)
    return best


@settings(max_examples=150, deadline=None)
@given(FEW_WORDS, FEW_WORDS)
def test_every_run_long_enough_is_seen_and_its_length_is_right(a: list[str], b: list[str]) -> None:
    found = TextReuse()
    found.add("a", a)
    found.add("b", b)
    shared = longest(a, b)
    candidates = found.candidates()
    if shared >= GUARANTEED:
        assert [(one.a, one.b) for one in candidates] == [("a", "b")]
    if shared < SHINGLE:
        assert candidates == []
    number = Vocabulary()
    text_a, text_b = " ".join(a), " ".join(b)
    got = runs(words(text_a), words(text_b), shingles(number.of(a)), shingles(number.of(b)))
    assert max((run.length for run in got), default=0) == (shared if shared >= SHINGLE else 0)
    for run in got:
        assert run.span_a.of(text_a).split() == run.span_b.of(text_b).split()


def test_shingles_are_the_same_in_every_process() -> None:
    assert shingles(Vocabulary().of(["Five", "words", "make", "one", "shingle"])).tolist() == [15319029673478784286]


def test_case_and_accents_do_not_matter() -> None:
    number = Vocabulary()
    assert number.of(["Élan"]).tolist() == number.of(["elan"]).tolist()


def test_a_window_gives_its_smallest_hash() -> None:
    assert winnowed(np.array([5, 3, 9, 1], dtype=np.uint64)).tolist() == [1, 3]


def test_near_copies_meet_though_one_word_in_thirty_is_changed() -> None:
    text = [f"word{at}" for at in range(400)]
    changed = [f"other{at}" if at % 29 == 0 else word for at, word in enumerate(text)]
    found = TextReuse()
    found.add("a", text)
    found.add("b", changed)
    (one,) = found.candidates()
    assert one.sketch


def test_what_very_many_hold_pairs_nobody_and_is_named_as_boilerplate() -> None:
    plea = "please become a member of our circle of friends today".split()  # noqa: SIM905
    found = TextReuse()
    for at in range(60):
        found.add(f"d{at:02d}", [*(f"w{at}x{place}" for place in range(30)), *plea])
    assert found.candidates() == []
    assert found.is_boilerplate(plea)
    assert not found.is_boilerplate([f"w3x{place}" for place in range(30)])


@given(st.text(max_size=200))
def test_sentences_are_parts_of_the_text_in_order(text: str) -> None:
    at = 0
    for one in sentences(text, Span(0, len(text))):
        assert at <= one.start < one.end
        assert not one.of(text)[0].isspace()
        at = one.end


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "Mr. T. Reval spoke on Jan. 4. He left. کشته شدند؟ آری."
    assert [one.of(text) for one in sentences(text, Span(0, len(text)))] == [
        "Mr. T. Reval spoke on Jan. 4.",
        "He left.",
        "کشته شدند؟",
        "آری.",
    ]
