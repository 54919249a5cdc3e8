"""A list of persons in columns: what the linking compares, row by row, and the way back to each row."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from muniment.errors import TableError
from muniment.records import Interval, PersonRecord

Days = NDArray[np.int32]

#: day numbers (proleptic Gregorian ordinals); 0 is "not known"
NO_DAY = 0


@dataclass(frozen=True, slots=True, eq=False)
class PersonList:
    """Columns of equal length. Missing text is "", a missing number NaN, a missing day 0, a missing sex 0 (1 f, 2 m).

    `born` and `died` are [n, 2] first and last possible day. `identifiers` and `texts` are columns by name; two lists
    are compared on those that both have. `rows` are places in the file (1 is the first line); `cells` holds the rows as
    they stand, `header` the names of its columns. `duplicate_free` says that no person stands on the list twice.
    """

    name: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    other_names: tuple[str, ...]
    fathers: tuple[str, ...]
    sex: NDArray[np.int8]
    age: NDArray[np.float32]
    born: Days
    died: Days
    places: tuple[str, ...]
    identifiers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    texts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    accused: frozenset[int] = frozenset()
    duplicate_free: bool | None = None
    file: str = ""
    sheet: str = ""
    rows: tuple[int, ...] = ()
    header: tuple[str, ...] = ()
    cells: Sequence[Sequence[str]] = field(default=(), repr=False)
    notes: tuple[str, ...] = ()
    fates: tuple[tuple[int, str], ...] = ()

    def __post_init__(self) -> None:
        n = len(self.ids)
        for what in (self.names, self.other_names, self.fathers, self.sex, self.age, self.born, self.died, self.places):
            if len(what) != n:
                raise TableError(f"the list {self.name!r} has {n} ids and {len(what)} values in one of its columns")
        if len(set(self.ids)) != n:
            raise TableError(f"the list {self.name!r} has one id twice; every record is named by its list and its id")

    def __len__(self) -> int:
        return len(self.ids)

    def record(self, at: int) -> PersonRecord:
        """Row `at` (from 0) as a record."""
        return PersonRecord(
            list=self.name,
            id=self.ids[at],
            name=self.names[at],
            row=self.rows[at] if self.rows else at + 1,
            file=self.file,
            sheet=self.sheet,
            other_names=(self.other_names[at],) if self.other_names[at] else (),
            father=self.fathers[at],
            sex=("", "f", "m")[int(self.sex[at])],
            age=None if np.isnan(self.age[at]) else float(self.age[at]),
            born=_interval(self.born[at]),
            died=_interval(self.died[at]),
            place=self.places[at],
            identifiers=tuple(column[at] for _, column in self.identifiers if column[at]),
            accused=at in self.accused,
            cells=tuple(zip(self.header, self.cells[at], strict=False)) if len(self.cells) else (),
        )

    @staticmethod
    def of(records: Iterable[PersonRecord], *, duplicate_free: bool | None = None) -> tuple[PersonList, ...]:
        """The lists that `records` stand on, each in the order met: for persons named in claims, or made in a test."""
        by_list: dict[str, list[PersonRecord]] = {}
        for record in records:
            by_list.setdefault(record.list, []).append(record)
        return tuple(replace(_of(name, rows), duplicate_free=duplicate_free) for name, rows in by_list.items())


def _of(name: str, records: Sequence[PersonRecord]) -> PersonList:
    widest = max(len(record.identifiers) for record in records)
    return PersonList(
        name=name,
        ids=tuple(record.id for record in records),
        names=tuple(record.name for record in records),
        other_names=tuple(record.other_names[0] if record.other_names else "" for record in records),
        fathers=tuple(record.father for record in records),
        sex=np.array([{"f": 1, "m": 2}.get(record.sex, 0) for record in records], np.int8),
        age=np.array([np.nan if record.age is None else record.age for record in records], np.float32),
        born=days([record.born for record in records]),
        died=days([record.died for record in records]),
        places=tuple(record.place for record in records),
        identifiers=tuple(
            (f"identifier {at + 1}", tuple((*record.identifiers, *("",) * widest)[at] for record in records))
            for at in range(widest)
        ),
        accused=frozenset(at for at, record in enumerate(records) if record.accused),
        rows=tuple(record.row for record in records),
        file=records[0].file,
        sheet=records[0].sheet,
    )


def days(intervals: Sequence[Interval | None]) -> Days:
    """[n, 2] day numbers of intervals; an open or missing end is 0."""
    out = np.zeros((len(intervals), 2), np.int32)
    for at, one in enumerate(intervals):
        if one is not None and one.earliest and one.latest:
            out[at] = one.earliest.toordinal(), one.latest.toordinal()
    return out


def _interval(pair: Days) -> Interval | None:
    if pair[0] == NO_DAY:
        return None
    return Interval(datetime.date.fromordinal(int(pair[0])), datetime.date.fromordinal(int(pair[1])))
