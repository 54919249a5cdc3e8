"""Highlights: whatever overlaps, the text stays what it is and every piece is closed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from muniment.pages.highlight import Close, Open, Words, tokens
from muniment.records import Span

TEXT = "in Port Selm at least 300 people died, said a witness"


def shown(claims: list[tuple[Span, str]], within: Span | None = None) -> str:
    """Pieces as brackets: `[a` opens, `]` closes."""
    out = ""
    for token in tokens(TEXT, within or Span(0, len(TEXT)), claims):
        out += token.text if isinstance(token, Words) else f"[{token.claim}:" if isinstance(token, Open) else "]"
    return out


def test_one_inside_another() -> None:
    assert shown([(Span(13, 37), "s"), (Span(13, 25), "f")]) == (
        "in Port Selm [s:[f:at least 300] people died], said a witness"
    )


def test_claims_that_cross_are_split() -> None:
    assert shown([(Span(3, 15), "a"), (Span(8, 25), "b")]) == (
        "in [a:Port [b:Selm at]][b: least 300] people died, said a witness"
    )


def test_a_claim_that_reaches_past_its_passage_is_cut() -> None:
    assert shown([(Span(0, 30), "a")], Span(3, 12)) == "[a:Port Selm]"


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))


@given(st.text(min_size=40, max_size=40), SPANS, st.lists(SPANS, max_size=12))
def test_text_and_nesting_hold_for_any_spans(text: str, within: Span, spans: list[Span]) -> None:
    claims = [(span, str(number)) for number, span in enumerate(spans)]
    words, opened, covered = "", [], dict.fromkeys(range(len(spans)), 0)
    firsts, lasts = dict.fromkeys(covered, 0), dict.fromkeys(covered, 0)
    for token in tokens(text, within, claims):
        if isinstance(token, Words):
            words += token.text
            for one in opened:
                covered[int(one)] += len(token.text)
        elif isinstance(token, Open):
            opened.append(token.claim)
            firsts[int(token.claim)] += token.first
        else:
            assert isinstance(token, Close) and opened.pop() == token.claim
            lasts[int(token.claim)] += token.last
    assert words == within.of(text) and not opened
    for number, span in enumerate(spans):
        inside = max(0, min(span.end, within.end) - max(span.start, within.start))
        assert covered[number] == inside
        assert firsts[number] == (inside > 0 and span.start >= within.start)
        assert lasts[number] == (inside > 0 and span.end <= within.end)
