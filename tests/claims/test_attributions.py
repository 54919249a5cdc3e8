"""Attributions: a table of invented sentences, and what runs over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.records import Attribution, Claim

TABLE = Path(__file__).with_name("attributions_table.txt")


def rows() -> list[tuple[str, list[str]]]:
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, *wanted = line.split(" | ")
            found.append((text, [] if wanted == ["-"] else wanted))
    return found


def shown(claim: Claim) -> str:
    assert isinstance(claim.content, Attribution)
    text, at = claim.citation.quote, claim.citation.start
    inside = [piece for piece in claim.content.pieces if piece.start < claim.citation.end]
    if len(inside) > 1:
        parts = [text[max(0, piece.start - at) : piece.end - at].strip("“”") for piece in inside]
        text = " … ".join(parts)
    return f"{claim.speaker or ''} / {claim.stance} / {text}"


@pytest.mark.parametrize(("text", "wanted"), rows(), ids=[text[:40] for text, _ in rows()])
def test_a_sentence(said: Callable[..., list[Claim]], text: str, wanted: list[str]) -> None:
    assert [shown(claim) for claim in said(text)] == [each.strip(" ") if each[0] != " " else each for each in wanted]
