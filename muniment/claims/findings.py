"""The way of one reading through this room: analyse, ask every extractor, say who speaks, put in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from muniment.claims import clusters
from muniment.claims.analysis import Analysis, Model, analyse
from muniment.claims.names import CaseNames
from muniment.claims.speakers import name_speakers
from muniment.plugins import Plugin
from muniment.records import Claim, Entity, Reading


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in one document: its claims in text order, and the things with a name that they mention."""

    document: str
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...] = ()


def extract(
    readings: Iterable[Reading], *, model: Model | None, extractors: tuple[Plugin, ...], names: CaseNames | None = None
) -> Iterator[Findings]:
    """What each reading says, in the order given: every claim `unreviewed`, cited, and with its speakers.

    Without a `model`, only what needs no parse is found. `names` are the case's own names. Claims stand in text order,
    each id once; the same reading, extractors and model give the same findings.
    """
    for analysis in analyse(readings, model, names=names):
        found = [claim for plugin in extractors if reads(plugin, analysis) for claim in plugin.module.extract(analysis)]
        claims = in_order(found)
        entities = clusters.entities(claims)
        yield Findings(analysis.document, name_speakers(analysis, claims, entities), entities)


def reads(plugin: Plugin, analysis: Analysis) -> bool:
    """Whether an extractor's `LANGUAGES` name the document's language. One without them, or with "*", reads all;
    a document of unknown language is shown to every extractor."""
    languages = getattr(plugin.module, "LANGUAGES", ("*",))
    return "*" in languages or analysis.language == "und" or analysis.language in languages


def in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """`claims` by (start, end, id); where two bear one id, the longer citation, then the first extractor's, stays."""
    kept: dict[str, Claim] = {}
    for claim in claims:
        other = kept.get(claim.id)
        if other is None or _rank(claim) < _rank(other):
            kept[claim.id] = claim
    return tuple(sorted(kept.values(), key=lambda claim: (claim.citation.start, claim.citation.end, claim.id)))


def _rank(claim: Claim) -> tuple[int, str, int]:
    return claim.citation.start - claim.citation.end, claim.extractor, claim.citation.start
