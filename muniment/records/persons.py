"""Rows of lists and named persons, scored pairs of them, and who they may be together."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from muniment.errors import RecordError
from muniment.records.times import Interval

#: (list, id): a record's name among all lists
RecordKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A row of a list, or a named person in a claim, as it stands; `cells` keeps the original header and text.

    `row` counts from 1 in the file, header rows included. `accused` is True when any act or accusing role is alleged
    of this person: such a record is never joined by score alone.
    """

    list: str
    id: str
    name: str
    row: int = 0
    file: str = ""
    sheet: str = ""
    other_names: tuple[str, ...] = ()
    father: str = ""
    sex: str = ""
    age: float | None = None
    born: Interval | None = None
    died: Interval | None = None
    place: str = ""
    identifiers: tuple[str, ...] = ()
    accused: bool = False
    cells: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if not self.list or not self.id:
            raise RecordError(f"a record in row {self.row} has no list or no id; every record is named by both")
        if self.sex not in ("", "f", "m"):
            raise RecordError(f"the sex of record {self.id} is {self.sex!r}; write f, m or nothing")

    @property
    def key(self) -> RecordKey:
        """(list, id)."""
        return self.list, self.id


@dataclass(frozen=True, slots=True)
class LinkReason:
    """One comparison of a pair: what was compared, how it came out, and its share of the weight, in bits."""

    what: str
    outcome: str
    weight: float


@dataclass(frozen=True, slots=True)
class Link:
    """A scored pair. `probability` that both are one person under the model; `weight` is the sum of the reasons' bits
    without the prior. `barred` says why the pair is not joined by score ("" when it may be)."""

    left: RecordKey
    right: RecordKey
    probability: float
    weight: float
    reasons: tuple[LinkReason, ...]
    barred: str = ""

    def __post_init__(self) -> None:
        if not 0.0 <= self.probability <= 1.0:
            raise RecordError(f"a link has the probability {self.probability}; it lies between 0 and 1")
        if not self.reasons:
            raise RecordError("a link has no reasons; a score never travels without them")


@dataclass(frozen=True, slots=True)
class Person:
    """A presumed person: the records that may be one. The id is that of an earlier run where there was one."""

    id: str
    members: tuple[RecordKey, ...]

    def __post_init__(self) -> None:
        if not self.members:
            raise RecordError(f"the presumed person {self.id} has no record")


class Verdict(StrEnum):
    """What somebody decided of a pair."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class MatchDecision:
    """What a person decided of a pair of records, when and why; a later decision of the same pair replaces it."""

    left: RecordKey
    right: RecordKey
    verdict: Verdict
    who: str = ""
    when: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        if self.left == self.right:
            raise RecordError(f"a decision compares record {self.left[1]} of {self.left[0]} with itself")
