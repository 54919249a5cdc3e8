"""What claims have in common, and where they part."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from muniment.records.spans import Citation


class Rule(StrEnum):
    """The named rules by which two documents (or two claims) share a source."""

    SAME_WORDS = "same words"
    REPUBLICATION = "republication"
    SAME_PUBLISHER = "same publisher"
    SAME_CITED_SOURCE = "same cited source"
    SAME_SPEAKER = "same speaker"
    DECLARED_PARTY = "declared party"
    ANALYST = "analyst"
    PARAPHRASE = "paraphrase"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words on both sides that a join stands on; either side may be missing where the rule needs only one."""

    a: Citation | None
    b: Citation | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Join:
    """Documents `a` and `b` (ids, a < b) share a source by `rule`, with its evidence.

    `question` is the id of the question it holds for, or None where it holds for all. `claims` are the pairs of claim
    ids it joins within the question. `score` is the share of words in common where the rule measures one. A paraphrase
    is only offered to review: it joins nothing until a person decides (`offered`).
    """

    id: str
    a: str
    b: str
    rule: Rule
    evidence: tuple[Evidence, ...]
    question: str | None = None
    claims: tuple[tuple[str, str], ...] = ()
    score: float | None = None
    offered: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims of one question that, on this reading, cannot both hold (`kind` conflict), or a source that revises
    its own figure (`kind` revision); `why` says it in words."""

    a: str
    b: str
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """Claims about the same event, measure and population, and the groups of them with a common source found.

    `groups` lists all claims: one of a single claim is one for which no common source was found. `named_sources` counts
    claims that name a source of their own. `absent` are the kinds of speaker that say nothing here.
    """

    id: str
    event: str
    measure: str
    population: str
    when: str | None
    claims: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    conflicts: tuple[Conflict, ...] = ()
    named_sources: int = 0
    absent: tuple[str, ...] = ()
    part_of: str | None = None

    @property
    def sentence(self) -> str:
        """The only thing that is said of the claims' common sources (DESIGN.md, Origin)."""
        documents = len({claim.split("-", 1)[0] for claim in self.claims})
        if len(self.claims) == 1:
            return "1 claim in 1 document; no other claim was found to set beside it."
        return (
            f"{len(self.claims)} claim{_s(self.claims)} in {documents} document{'' if documents == 1 else 's'} "
            f"fall{'s' if len(self.claims) == 1 else ''} into {len(self.groups)} "
            f"group{_s(self.groups)} with a common source found; "
            "different groups have not been shown to be independent."
        )


def _s(things: tuple[object, ...]) -> str:
    return "" if len(things) == 1 else "s"
