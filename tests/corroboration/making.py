"""Builders for small invented documents and claims."""

from __future__ import annotations

from typing import Any

from muniment import dates
from muniment.records import (
    Attribution,
    Claim,
    DateCandidate,
    Figure,
    Notice,
    Passage,
    Publication,
    Qualifier,
    Reading,
    Role,
    Span,
    Speaker,
    Stance,
    TimeSaid,
    cite,
    claim_id,
)


def reading(document: str, *passages: str | tuple[Role, str], **more: Any) -> Reading:
    """A document of passages, body where no role is said, parted by an empty line."""
    text, made = "", []
    for passage in passages:
        role, words = (Role.BODY, passage) if isinstance(passage, str) else passage
        made.append(Passage(len(text), len(text) + len(words), role))
        text += words + "\n\n"
    return Reading(document, text, tuple(made), "made", "1", "text", **{"language": "en", **more})


def span(of: Reading, words: str) -> Span:
    at = of.text.index(words)
    return Span(at, at + len(words))


def candidate(of: Reading, place: str, words: str, edtf: str | None = None) -> DateCandidate:
    """A date candidate that stands in the text."""
    at = span(of, words)
    day = edtf or next(iter(dates.find(words)), None)
    found = day if isinstance(day, str) or day is None else day.edtf
    said = TimeSaid(at.start, at.end, words, found) if found else None
    return DateCandidate(place, words, found, said)


def figure(
    of: Reading,
    quote: str,
    number: str,
    low: float | None,
    high: float | None = None,
    *,
    measure: str = "killed",
    unit: str = "people",
    speaker: str | tuple[str, ...] = (),
    stance: Stance = Stance.ASSERTED,
    **more: Any,
) -> Claim:
    """A figure claim; `high` is `low` where `number` is exact and neither bound is open (give None for open)."""
    whole = span(of, quote)
    at = whole.start + quote.index(number)
    where = Span(at, at + len(number))
    speakers = (speaker,) if isinstance(speaker, str) else speaker
    qualifier = more.pop("qualifier", Qualifier.EXACT if low == high else Qualifier.MORE_THAN)
    said = next(iter(dates.find(quote)), None)
    when = more.pop("when", None)
    if when is None and said is not None:
        when = TimeSaid(whole.start + said.start, whole.start + said.end, said.text, said.edtf, said.relative)
    content = Figure(where, low, high, qualifier, unit, measure, when=when, **more)
    return Claim(
        claim_id(of.document, "figure", where),
        cite(of.document, of.text, whole),
        content,
        "made",
        "1",
        speakers=tuple(Speaker(name) for name in speakers),
        stance=stance,
    )


def attribution(of: Reading, quote: str, speaker: str, form: str = "direct") -> Claim:
    at = span(of, quote)
    return Claim(
        claim_id(of.document, "attribution", at),
        cite(of.document, of.text, at),
        Attribution(None, form),
        "made",
        "1",
        speakers=(Speaker(speaker),),
    )


def published(document: str, edtf: str | None) -> Publication:
    return Publication(document, edtf)


def notice(of: Reading, words: str, name: str) -> Notice:
    return Notice("republication", name, span(of, words))
