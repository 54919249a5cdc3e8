"""Links to presumed persons: what was decided holds, one list may hold a person once, and ids stay.

Links are taken from the likeliest down. Two groups are joined when no decision and no list forbids it, and when the
mean log odds over all their pairs (one that was not compared counts as NOT_COMPARED) is above nought: one strong pair
does not chain two groups whose other pairs speak against it (average linkage; Bansal, Blum & Chawla 2004 on correlation
clustering).
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from muniment.errors import TableError
from muniment.records import MatchDecision, Person, RecordKey, Verdict

#: log odds of a pair in one group that blocking never brought together
NOT_COMPARED = -2.0


class _Groups:
    """Groups of record numbers that may be joined."""

    def __init__(self, n: int, free_list: Sequence[int]) -> None:
        self.group = list(range(n))
        self.members: dict[int, list[int]] = {}
        self.lists: dict[int, set[int]] = {}
        self.free_list = free_list

    def of(self, record: int) -> list[int]:
        return self.members.get(self.group[record], [record])

    def taken(self, record: int) -> set[int]:
        """The lists, free of duplicates, that a record's group already has a record of."""
        mine = self.free_list[record]
        return self.lists.get(self.group[record]) or ({mine} if mine >= 0 else set())

    def join(self, a: int, b: int) -> None:
        x, y = self.group[a], self.group[b]
        if x == y:
            return
        taken = self.taken(a) | self.taken(b)
        small, large = sorted((self.of(a), self.of(b)), key=len)
        into = self.group[large[0]]
        for one in small:
            self.group[one] = into
        joined = large + small
        self.members.pop(x, None)
        self.members.pop(y, None)
        self.members[into] = joined
        self.lists.pop(x, None)
        self.lists.pop(y, None)
        self.lists[into] = taken


def cluster(
    pairs: NDArray[np.int32],
    log_odds: NDArray[np.float64],
    *,
    free_list: Sequence[int],
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
    threshold: float = 0.0,
) -> NDArray[np.int32]:
    """[n] the lowest record number of each record's group.

    `pairs` [k, 2] with their `log_odds`; pairs below `threshold` (log odds) join nothing. `free_list` [n] is the number
    of a record's list where that list is free of duplicates, else −1. `together` and `apart` are what was decided.
    """
    n = len(free_list)
    groups = _Groups(n, free_list)
    forbidden: dict[int, set[int]] = defaultdict(set)
    for a, b in apart:
        forbidden[a].add(b)
        forbidden[b].add(a)
    for a, b in together:
        if any(two in forbidden[one] for one in groups.of(a) for two in groups.of(b)):
            continue  # a decision says otherwise of two records of these groups: see `contradictions`
        groups.join(a, b)
    weighed = {(int(a), int(b)): float(w) for (a, b), w in zip(pairs.tolist(), log_odds.tolist(), strict=True)}
    order = np.lexsort((pairs[:, 1], pairs[:, 0], -log_odds))
    for at in order.tolist():
        if log_odds[at] < threshold:
            break
        a, b = int(pairs[at, 0]), int(pairs[at, 1])
        if groups.group[a] == groups.group[b]:
            continue
        ours, theirs = groups.of(a), groups.of(b)
        if groups.taken(a) & groups.taken(b):
            continue
        if forbidden and any(two in forbidden.get(one, ()) for one in ours for two in theirs):
            continue
        if len(ours) * len(theirs) > 1:
            total = sum(
                weighed.get((one, two) if one < two else (two, one), NOT_COMPARED) for one in ours for two in theirs
            )
            if total <= threshold * len(ours) * len(theirs):
                continue
        groups.join(a, b)
    lowest = np.arange(n, dtype=np.int32)
    for members in groups.members.values():
        lowest[members] = min(members)
    return lowest


def decided(
    decisions: Sequence[MatchDecision], numbers: Mapping[RecordKey, int]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[MatchDecision]]:
    """(pairs to keep together, pairs to keep apart, decisions on records that are not here).

    The last decision of a pair counts; "unsure" keeps apart what is not otherwise joined, until somebody decides.
    """
    last: dict[tuple[RecordKey, RecordKey], MatchDecision] = {}
    for one in decisions:
        pair = (one.left, one.right) if one.left < one.right else (one.right, one.left)
        last.pop(pair, None)
        last[pair] = one
    together: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    elsewhere: list[MatchDecision] = []
    for (left, right), one in last.items():
        if left not in numbers or right not in numbers:
            elsewhere.append(one)
            continue
        here = numbers[left], numbers[right]
        (together if one.verdict is Verdict.SAME else apart).append(here)
    return together, apart, elsewhere


def contradictions(
    together: Sequence[tuple[int, int]], apart: Sequence[tuple[int, int]], n: int
) -> list[tuple[int, int]]:
    """Pairs decided apart whose records are joined by a chain of decisions "same": they contradict each other."""
    groups = _Groups(n, [-1] * n)
    for a, b in together:
        groups.join(a, b)
    return [(a, b) for a, b in apart if groups.group[a] == groups.group[b]]


def persons(
    keys: Sequence[RecordKey], lowest: NDArray[np.int32], *, known: Mapping[RecordKey, str] | None = None
) -> tuple[tuple[Person, ...], dict[str, str]]:
    """The presumed persons, by their first record, and redirects: ids of earlier runs → the id that now holds them.

    An id of `known` (record → id) stays with the group that holds most of its records (ties: the earliest record); a
    group takes the id most of its records had. New ids are a digest of the group's lowest record.
    """
    known = known or {}
    members: dict[int, list[int]] = defaultdict(list)
    for at, low in enumerate(lowest.tolist()):
        members[low].append(at)
    claims: Counter[tuple[str, int]] = Counter()
    if known:
        for low, group in members.items():
            for at in group:
                if keys[at] in known:
                    claims[known[keys[at]], low] += 1
    given: dict[int, str] = {}
    redirects: dict[str, str] = {}
    holder: dict[str, int] = {}
    for (old, low), _ in sorted(claims.items(), key=lambda item: (-item[1], item[0][1], item[0][0])):
        holder.setdefault(old, low)
        if holder[old] == low and low not in given:
            given[low] = old
    made = []
    for low, group in sorted(members.items()):
        name = given.get(low) or new_id(keys[low], taken=holder)
        given[low] = name
        made.append(Person(name, tuple(keys[at] for at in group)))
    for old, low in holder.items():
        if given[low] != old:
            redirects[old] = given[low]
    return tuple(made), redirects


def new_id(key: RecordKey, *, taken: Mapping[str, int] | None = None) -> str:
    """An id made of the lowest record's list and id; longer when an earlier run gave the short one to another group."""
    whole = hashlib.sha256("\0".join(key).encode("utf-8", "surrogatepass")).hexdigest()
    short = f"P{whole[:12]}"
    return short if not taken or short not in taken else f"P{whole[:20]}"


def check(known: Mapping[RecordKey, str], keys: Sequence[RecordKey]) -> None:
    """Raises `TableError` when none of the known records is on the lists: the wrong people.csv was given."""
    if known and not any(key in known for key in keys):
        raise TableError(
            "none of the records of the earlier people.csv is on these lists; give the lists it was made of too"
        )
