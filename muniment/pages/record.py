"""The one read-only value that pages and exports are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from muniment.records import Claim, Document, Entity, Failure, Join, Publication, Question, Reading


@dataclass(frozen=True, slots=True)
class Account:
    """How the record came about: the version that built it, when (ISO 8601, or None), and the journal's head hash.

    `entries` counts the journal's entries; `witness` is the receipt of an outside witness of the head, or None;
    `untested` are sentences about what this build could not do ("scans were not read: Tesseract is not installed").
    """

    version: str
    built: str | None = None
    head: str | None = None
    entries: int | None = None
    witness: str | None = None
    untested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often one kind of claim is right and how much is missed, as measured against people's readings.

    `kind` is a claim's kind ("figure", …); `precision` and `recall` are shares between 0 and 1, on `documents`
    documents in `language`, with `version` of the extractor; `corpus` names them.
    """

    kind: str
    language: str
    precision: float
    recall: float
    documents: int
    version: str
    corpus: str = ""


@dataclass(frozen=True, slots=True)
class PossiblySame:
    """Two entities (ids) that may be one: a score between 0 and 1 that never stands without its reasons.

    `decision` is what a person decided ("same", "different", "unsure"), or None. Nothing is joined by it here.
    """

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A named place: latitude and longitude in degrees, and the radius in km within which it may lie.

    `precision` says what the point stands for: "country", "region", "town" or "site".
    """

    name: str
    latitude: float
    longitude: float
    radius: float
    precision: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known of a case, as pages and exports read it.

    `readings`, `claims` and `entities` are mappings by document id that may load each value when it is asked for:
    nobody holds more than one document's reading at a time. A document that could not be read has no reading.
    `times` gives EDTF by claim id; `publications` by document id. `places` gives a place by entity id or by its name
    as written. `decisions` are the journal's, as plain mappings.
    """

    title: str
    account: Account
    documents: Sequence[Document] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)
    claims: Mapping[str, Sequence[Claim]] = field(default_factory=dict)
    entities: Mapping[str, Sequence[Entity]] = field(default_factory=dict)
    publications: Mapping[str, Publication] = field(default_factory=dict)
    times: Mapping[str, str] = field(default_factory=dict)
    questions: Sequence[Question] = ()
    joins: Sequence[Join] = ()
    failures: Sequence[Failure] = ()
    decisions: Sequence[Mapping[str, Any]] = ()
    accuracy: Sequence[Accuracy] = ()
    possibly: Sequence[PossiblySame] = ()
    places: Mapping[str, Place] = field(default_factory=dict)

    def in_order(self) -> Iterator[Document]:
        """The documents by path, then id: the order of every list and export."""
        yield from sorted(self.documents, key=lambda document: (document.path, document.id))

    def claims_of(self, document: str) -> tuple[Claim, ...]:
        """A document's claims in text order."""
        found = self.claims.get(document, ())
        return tuple(sorted(found, key=lambda claim: (claim.citation.start, claim.citation.end, claim.kind, claim.id)))

    def entities_of(self, document: str) -> tuple[Entity, ...]:
        """A document's named things, by id."""
        return tuple(sorted(self.entities.get(document, ()), key=lambda entity: entity.id))


def document_of(claim: str) -> str:
    """The id of the document that a claim's (or entity's) id belongs to."""
    return claim.split("-", 1)[0]
