"""The overlap table: how many people stand on exactly these lists and on no other.

Every method takes a `CaptureTable`. It is made from what people have: a 0/1 table with counts, one row a person with
one column a list, a mapping of patterns to counts, persons with the names of their lists; as pandas, Polars or Arrow
frames, plain mappings, or a CSV file.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muniment.errors import TableError

#: a list is one bit of a 64-bit pattern, and the sign is kept free
MOST_LISTS = 62
#: more people than have been alive at once: a count beyond it is a slip of the keyboard
MOST_PEOPLE = 10**10


@dataclass(frozen=True, eq=False)
class CaptureTable:
    """`counts[c]` people (int64, > 0) stand on exactly the lists that row c of `patterns` (uint8, cells × lists) marks.

    Cells are distinct, ascending by `codes` (bit j is list j); the row of nobody's list does not exist. `population`,
    `period` and `place` say of whom, when and where. `notes` say what was done to the input.
    """

    lists: tuple[str, ...]
    patterns: NDArray[np.uint8]
    counts: NDArray[np.int64]
    population: str = ""
    period: str = ""
    place: str = ""
    notes: tuple[str, ...] = ()
    stratum: bool = False

    @cached_property
    def n(self) -> int:
        """People documented."""
        return int(self.counts.sum())

    @cached_property
    def codes(self) -> NDArray[np.int64]:
        """Each cell's pattern as a number: bit j is list j."""
        return encode(self.patterns)

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """People on each list."""
        return np.asarray(self.counts @ self.patterns.astype(np.int64))

    @cached_property
    def pairs(self) -> NDArray[np.int64]:
        """People on both of two lists, lists × lists; the diagonal is `sizes`."""
        wide = self.patterns.astype(np.int64)
        return np.asarray((wide * self.counts[:, None]).T @ wide)

    @cached_property
    def recaptured(self) -> int:
        """People on two or more lists."""
        return int(self.counts[self.patterns.sum(1) >= 2].sum())

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the lists and cells in their canonical writing: the input's name in every report."""
        rows = ["\t".join(self.lists)]
        rows += [f"{code}\t{count}" for code, count in zip(self.codes.tolist(), self.counts.tolist(), strict=True)]
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()

    def full(self) -> NDArray[np.int64]:
        """Counts of all 2^lists patterns by code (shape 2^lists, entry 0 is 0). Only for up to 20 lists."""
        if len(self.lists) > 20:
            raise TableError(f"{len(self.lists)} lists make too many patterns to write out; use latent-class")
        whole = np.zeros(1 << len(self.lists), np.int64)
        whole[self.codes] = self.counts
        return whole

    def components(self) -> list[list[int]]:
        """Lists joined by shared people, as groups of list numbers; one group when everything hangs together."""
        left, groups = set(range(len(self.lists))), []
        while left:
            todo, group = [left.pop()], []
            while todo:
                one = todo.pop()
                group.append(one)
                met = {other for other in left if self.pairs[one, other] > 0}
                left -= met
                todo += met
            groups.append(sorted(group))
        return sorted(groups)

    def without(self, name: str) -> CaptureTable:
        """The table as it would be had list `name` never been made."""
        return self._columns([[j] for j, other in enumerate(self.lists) if other != name], (f"without {name}",))

    def merged(self, first: str, second: str) -> CaptureTable:
        """The table with two lists taken as one."""
        a, b = self.lists.index(first), self.lists.index(second)
        columns = [[j, b] if j == a else [j] for j in range(len(self.lists)) if j != b]
        return self._columns(columns, (f"{first} and {second} as one",))

    def keeping(self, names: Collection[str]) -> CaptureTable:
        """The table of these lists only."""
        return self._columns([[j] for j, name in enumerate(self.lists) if name in names], ())

    def _columns(self, columns: list[list[int]], notes: tuple[str, ...]) -> CaptureTable:
        names = tuple("+".join(self.lists[j] for j in group) for group in columns)
        rows = np.stack([self.patterns[:, group].max(1) for group in columns], 1)
        return build(names, rows, self.counts, like=self, notes=(*self.notes, *notes), drop_empty=True)

    def with_counts(self, counts: NDArray[np.int64]) -> CaptureTable:
        """The same lists and cells with other counts (a bootstrap draw)."""
        return build(self.lists, self.patterns, counts, like=self, notes=self.notes)


def build(
    lists: Sequence[str],
    rows: NDArray[np.uint8],
    counts: NDArray[np.int64],
    *,
    like: CaptureTable | None = None,
    notes: tuple[str, ...] = (),
    drop_empty: bool = False,
) -> CaptureTable:
    """A table from rows (any order, repeats summed, zero counts dropped). Raises `TableError` where it is not one."""
    names = tuple(str(name) for name in lists)
    if len(set(names)) != len(names):
        twice = [name for name, times in Counter(names).items() if times > 1]
        raise TableError(f"two lists are called {twice[0]!r}; give every list a name of its own")
    if not 2 <= len(names) <= MOST_LISTS:
        raise TableError(f"the table has {len(names)} lists; an estimate needs from 2 to {MOST_LISTS}")
    codes = encode(rows)
    if np.any(counts < 0):
        raise TableError("a count is negative; counts are numbers of people")
    nobody = (codes == 0) & (counts > 0)
    if nobody.any() and not drop_empty:
        raise TableError(
            f"{int(counts[nobody].sum())} people stand on no list at all (a row of zeros); "
            "leave that row out: how many stand on no list is what is estimated"
        )
    total = float(counts.astype(float).sum())
    if total > MOST_PEOPLE:
        raise TableError(f"the counts add up to {total:.3g}, more people than have lived at one time; check the counts")
    kept, where = np.unique(codes, return_inverse=True)
    sums = np.zeros(len(kept), np.int64)
    np.add.at(sums, where, counts)
    here = (sums > 0) & (kept > 0)
    if not here.any():
        raise TableError("the table holds nobody; check that the counts are in the count column")
    patterns = ((kept[here, None] >> np.arange(len(names))) & 1).astype(np.uint8)
    patterns.flags.writeable = False
    final = sums[here]
    final.flags.writeable = False
    if like is None:
        return CaptureTable(names, patterns, final, notes=notes)
    return CaptureTable(names, patterns, final, like.population, like.period, like.place, notes, like.stratum)


def encode(rows: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Rows of 0/1 as numbers: bit j is column j."""
    return np.asarray(rows.astype(np.int64) @ (np.int64(1) << np.arange(rows.shape[1], dtype=np.int64)))


def from_persons(persons: Mapping[Hashable, Collection[str]], *, lists: Sequence[str] | None = None) -> CaptureTable:
    """The table of `persons`: presumed person → names of the lists that hold a record of them.

    `lists` fixes the lists and their order; otherwise they are those met, sorted. Raises `TableError` for a person
    on a list that is not among `lists`.
    """
    names = sorted({name for on in persons.values() for name in on}) if lists is None else list(lists)
    place = {name: j for j, name in enumerate(names)}
    found: Counter[tuple[int, ...]] = Counter()
    for on in persons.values():
        unknown = [name for name in on if name not in place]
        if unknown:
            raise TableError(f"a person stands on the list {unknown[0]!r}, which is not among {', '.join(names)}")
        found[tuple(sorted({place[name] for name in on}))] += 1
    rows = np.zeros((len(found), len(names)), np.uint8)
    for row, on_lists in enumerate(found):
        rows[row, list(on_lists)] = 1
    return build(names, rows, np.array(list(found.values()), np.int64))


def from_patterns(cells: Mapping[Any, Any], *, lists: Sequence[str] | None = None) -> CaptureTable:
    """The table of a mapping pattern → count.

    A pattern is a string or tuple of 0 and 1 ("101", (1, 0, 1)) in the lists' order, or a tuple or frozenset of list
    names. Raises `TableError` when patterns differ in length or a count is not a whole number.
    """
    if not cells:
        raise TableError("the mapping of patterns to counts is empty")
    keys = list(cells)
    binary = [_binary_key(key) for key in keys]
    if all(key is not None for key in binary):
        width = {len(key) for key in binary if key is not None}
        if len(width) != 1:
            raise TableError(f"patterns of different lengths ({min(width)} and {max(width)}); one place a list")
        names = list(lists) if lists is not None else [f"L{j + 1}" for j in range(width.pop())]
        rows = np.array(binary, np.uint8)
    else:
        sets = [frozenset([key] if isinstance(key, str) else key) for key in keys]
        names = list(lists) if lists is not None else sorted({name for names_ in sets for name in names_})
        unknown = sorted({str(name) for names_ in sets for name in names_} - set(names))
        if unknown:
            raise TableError(f"a pattern names {unknown[0]!r}, which is not among the lists {', '.join(names)}")
        rows = np.array([[name in names_ for name in names] for names_ in sets], np.uint8)
    if rows.shape[1] != len(names):
        raise TableError(f"patterns have {rows.shape[1]} places for {len(names)} lists")
    return build(names, rows, whole_numbers(np.array([cells[key] for key in keys], object), "count"))


def _binary_key(key: Any) -> tuple[int, ...] | None:
    if isinstance(key, (str, tuple)) and len(key) > 0 and all(str(mark) in ("0", "1") for mark in key):
        return tuple(int(mark) for mark in key)
    return None


def whole_numbers(values: NDArray[Any], column: str) -> NDArray[np.int64]:
    """`values` as int64. Raises `TableError` for a missing, negative, fractional or unreadable one, and says where."""
    try:
        numbers = values.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise TableError(f"column {column!r} holds something that is not a number; counts are whole numbers") from error
    for wrong, what in (
        (np.isnan(numbers), "is missing (NaN); write 0 or leave the row out"),
        (np.isinf(numbers) | (np.abs(numbers) > MOST_PEOPLE), "is larger than the number of people alive; check it"),
        (numbers < 0, "is negative; counts are numbers of people"),
        (numbers != np.floor(numbers), "is not a whole number; counts are numbers of people"),
    ):
        if wrong.any():
            raise TableError(f"the count in row {int(np.argmax(wrong)) + 1} of column {column!r} {what}")
    return numbers.astype(np.int64)
