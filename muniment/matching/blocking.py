"""Which pairs are compared at all: those that share a key that survives transliteration, typos and half a date.

A key is a number made of skeletons, years, days or values. A block (the records with one key) of more records than the
budget bears is not compared all against all: its records are sorted by their whole skeleton and birth and each is
compared with its next neighbours (sorted neighbourhood, Hernández & Stolfo 1995), so that a key shared by 50,000
records costs no memory. What blocking misses is estimated from how many keys found each link (`missed`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from muniment.matching.encoding import Encoded, Ints, Names

Keys = NDArray[np.uint64]
Pairs = NDArray[np.int32]

#: pairs for each record that all blocks together may cost; small lists get at least LEAST
PER_RECORD, LEAST = 40, 10_000_000
#: records of one block that are compared all against all at most
LARGEST = 1_000
#: neighbours that a record of a larger block is compared with
WINDOW = 6
#: families of keys; each link's count of families serves the estimate of what was missed
FAMILIES = ("two tokens", "token and birth", "token and father", "day of birth", "day of death", "place", "identifier")


@dataclass(frozen=True, slots=True, eq=False)
class Blocked:
    """`pairs` [k, 2] of record numbers, left < right, sorted; `families` [k] the bits of the families of keys that each
    shares; how many blocks were too large, and their largest."""

    pairs: Pairs
    families: NDArray[np.uint8]
    too_large: int
    largest: int


def block(records: Encoded, *, wanted: NDArray[np.bool_], new: NDArray[np.bool_] | None = None) -> Blocked:
    """The pairs to compare. `wanted` [lists, lists] says which lists are compared with which (symmetric; the diagonal:
    within a list); `new` [n] restricts them to pairs with a new record."""
    n = len(records)
    order = _order(records)
    fresh = np.ones(n, bool) if new is None else new
    budget = max(LEAST, PER_RECORD * n) // len(FAMILIES)
    found, marks = np.zeros(0, np.uint64), np.zeros(0, np.uint8)
    too_large, largest = 0, 0
    for family, name in enumerate(FAMILIES):
        keys, who = _gathered(name, records)
        if not len(keys):
            continue
        sorting = np.lexsort((order[who], keys))
        keys, who = keys[sorting], who[sorting]
        starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
        sizes = np.diff(np.r_[starts, len(keys)])
        cap = _cap(sizes, budget)
        too_large += int((sizes > cap).sum())
        largest = max(largest, int(sizes.max()))
        codes = np.unique(_enumerate(who, starts, sizes, cap, records.of_list, wanted, fresh))
        found, marks = _merged(found, marks, codes, np.uint8(1 << family))
    pairs = np.empty((len(found), 2), np.int32)
    pairs[:, 0], pairs[:, 1] = (
        (found >> np.uint64(32)).astype(np.int32),
        (found & np.uint64(0xFFFFFFFF)).astype(np.int32),
    )
    return Blocked(pairs, marks, too_large, largest)


def missed(families: NDArray[np.uint8], probability: NDArray[np.float64]) -> float:
    """How many true links no key found, estimated (Chao 1987): f1² / 2 f2, where f1 and f2 are the expected numbers of
    true links that one and two families of keys found. A lower bound where links differ in how easily they are found.
    """
    counts = np.bitwise_count(families)
    once, twice = float(probability[counts == 1].sum()), float(probability[counts == 2].sum())
    return once * max(0.0, once - 1) / (2 * (twice + 1))


def _cap(sizes: NDArray[np.int64], budget: int) -> int:
    """The largest block that is compared all against all, so that together they keep to the budget."""
    largest = np.arange(LARGEST + 1)
    counts = np.bincount(np.minimum(sizes, LARGEST + 1), minlength=LARGEST + 2)[: LARGEST + 1]
    cost = np.cumsum(counts * (largest * (largest - 1) // 2))
    return max(2, int(np.searchsorted(cost, budget, side="right")) - 1)


@numba.njit(cache=True)
def _enumerate(
    who: Ints, starts: NDArray[np.int64], sizes: NDArray[np.int64], cap: int, of_list: NDArray[np.int16],
    wanted: NDArray[np.bool_], fresh: NDArray[np.bool_],
) -> Keys:  # fmt: skip
    out = np.empty(1024, dtype=np.uint64)
    used = 0
    for b in range(len(starts)):
        s, size = starts[b], sizes[b]
        reach = size if size <= cap else WINDOW
        for i in range(s, s + size):
            a = who[i]
            for j in range(i + 1, min(s + size, i + 1 + reach)):
                c = who[j]
                if a == c or not wanted[of_list[a], of_list[c]] or not (fresh[a] or fresh[c]):
                    continue
                if used == len(out):
                    grown = np.empty(2 * used, dtype=np.uint64)
                    grown[:used] = out
                    out = grown
                low, high = min(a, c), max(a, c)
                out[used] = np.uint64(low) << np.uint64(32) | np.uint64(high)
                used += 1
    return out[:used]


def _merged(found: Keys, marks: NDArray[np.uint8], codes: Keys, mark: np.uint8) -> tuple[Keys, NDArray[np.uint8]]:
    if not len(found):
        return codes, np.full(len(codes), mark, np.uint8)
    at = np.minimum(np.searchsorted(found, codes), len(found) - 1)
    known = found[at] == codes
    marks[at[known]] |= mark
    fresh = codes[~known]
    joined = np.concatenate([found, fresh])
    order = np.argsort(joined, kind="stable")
    return joined[order], np.concatenate([marks, np.full(len(fresh), mark, np.uint8)])[order]


def _order(records: Encoded) -> NDArray[np.int64]:
    """Ranks of the records by whole skeleton, then birth and age: like beside like."""
    names = records.names
    keys = (
        np.where(names.tokens >= 0, names.keys[np.maximum(names.tokens, 0), 0], -1) if len(names.keys) else names.tokens
    )
    keys = np.sort(keys, axis=1)[:, ::-1]
    age = np.nan_to_num(records.age, nan=-1.0)
    order = np.lexsort((age, records.born[:, 0], *keys.T[::-1]))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank


def _gathered(family: str, records: Encoded) -> tuple[Keys, Ints]:
    keys, who = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
    for made, number in _keys(family, records):
        keys.append(made)
        who.append(number.astype(np.int32))
    return np.concatenate(keys), np.concatenate(who)


def _mix(*parts: NDArray[np.int64] | int) -> Keys:
    """A 64-bit number of several integers (splitmix64 finalisers)."""
    out: Any = np.uint64(0x9E3779B97F4A7C15)
    with np.errstate(over="ignore"):
        for part in parts:
            out = (out ^ np.asarray(part).astype(np.int64).view(np.uint64)) * np.uint64(0xBF58476D1CE4E5B9)
            out = out ^ (out >> np.uint64(29))
            out = out * np.uint64(0x94D049BB133111EB)
            out = out ^ (out >> np.uint64(32))
    return np.asarray(out, dtype=np.uint64)


def _skeletons(names: Names) -> NDArray[np.int64]:
    """[n, 6, 2] skeleton numbers, −1 where there is none."""
    if not len(names.keys):
        return np.full((*names.tokens.shape, 2), -1, np.int64)
    return np.where(names.tokens[:, :, None] >= 0, names.keys[np.maximum(names.tokens, 0)], -1).astype(np.int64)


def _pairwise(one: NDArray[np.int64], other: NDArray[np.int64]) -> Keys:
    return _mix(np.minimum(one, other), np.maximum(one, other))


def _years(records: Encoded) -> Iterator[tuple[NDArray[np.int64], NDArray[np.bool_]]]:
    """Coarse births: the two years that an interval of up to two years may touch, and two bands of age of two years."""
    low, high = records.born[:, 0], records.born[:, 1]
    known = (low > 0) & (high - low < 740)
    first, last = (low / 365.2425).astype(np.int64), (high / 365.2425).astype(np.int64)
    yield first, known
    yield last, known & (last != first)
    aged = ~np.isnan(records.age) & ~known
    age = np.nan_to_num(records.age, nan=0.0).astype(np.int64)
    yield 100_000 + age // 2, aged
    yield 200_000 + (age + 1) // 2, aged


def _keys(family: str, records: Encoded) -> Iterator[tuple[Keys, NDArray[np.int64]]]:
    own = _skeletons(records.names)
    if family == "two tokens":
        for skeleton in (own, _skeletons(records.others)):
            for i in range(skeleton.shape[1]):
                for j in range(i + 1, skeleton.shape[1]):
                    for x in (0, 1):
                        for y in (0, 1):
                            a, b = skeleton[:, i, x], skeleton[:, j, y]
                            here = np.flatnonzero((a >= 0) & (b >= 0))
                            yield _pairwise(a[here], b[here]), here
    elif family == "token and birth":
        for year, known in _years(records):
            for i in range(own.shape[1]):
                for x in (0, 1):
                    here = np.flatnonzero(known & (own[:, i, x] >= 0))
                    yield _mix(own[here, i, x], year[here], records.sex[here].astype(np.int64)), here
    elif family == "token and father":
        theirs = _skeletons(records.fathers)[:, 0, :]
        for i in range(own.shape[1]):
            for x in (0, 1):
                for y in (0, 1):
                    here = np.flatnonzero((own[:, i, x] >= 0) & (theirs[:, y] >= 0))
                    yield _mix(own[here, i, x], theirs[here, y]), here
    elif family in ("day of birth", "day of death"):
        days = records.born if family == "day of birth" else records.died
        exact = (days[:, 0] > 0) & (days[:, 0] == days[:, 1])
        for i in range(own.shape[1]) if family == "day of death" else (0,):
            here = np.flatnonzero(exact & (own[:, i, 0] >= 0)) if family == "day of death" else np.flatnonzero(exact)
            extra = own[here, i, 0] if family == "day of death" else records.sex[here].astype(np.int64)
            yield _mix(days[here, 0].astype(np.int64), extra), here
    elif family == "place":
        for i in range(own.shape[1]):
            here = np.flatnonzero((records.places > 0) & (own[:, i, 0] >= 0))
            yield _mix(own[here, i, 0], records.places[here].astype(np.int64)), here
    else:
        for number, (_, values, _) in enumerate(records.identifiers):
            here = np.flatnonzero(values > 0)
            yield _mix(values[here].astype(np.int64), number), here
