"""How sure the presumed persons are: partitions of the records drawn from one distribution over whole partitions.

The distribution: a partition weighs exp(Σ (log odds + shift)) over the pairs of records that it puts together, a pair
that was not compared counting as `clusters.NOT_COMPARED`; a partition that breaks a decision or puts two records of a
list without duplicates together weighs nothing. `shift` is common to all pairs of a draw, normal around nought with
SHIFT: it stands for what the model itself may be off, which independent edges would average away. Groups of two are
drawn exactly, larger ones by Gibbs sampling over records (Neal 2000, algorithm 3, with these weights). Links that
blocking missed are drawn apart (Poisson around `Account.links_missed`) and lower the number of distinct persons, not
the partitions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muniment.errors import TableError
from muniment.matching.clusters import NOT_COMPARED
from muniment.matching.linking import Linked

#: standard deviation of the common shift of log odds: a guess that no benchmark has set yet; how often the interval
#: holds the truth has not been measured
SHIFT = 0.5
#: Gibbs sweeps for each draw
SWEEPS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """`partitions` [draws, records]: the lowest record number of each record's group; `persons` [draws] distinct
    persons, those that missed links would join taken off; `assumes` says what the draws rest on."""

    partitions: NDArray[np.int32]
    persons: NDArray[np.int64]
    assumes: str

    def interval(self, level: float = 0.95) -> tuple[int, int]:
        """The middle `level` of the number of distinct persons."""
        low, high = np.quantile(self.persons, [(1 - level) / 2, (1 + level) / 2])
        return int(np.floor(low)), int(np.ceil(high))


ASSUMES = (
    "that the match probabilities are right up to a common shift of log odds (normal, standard deviation "
    f"{SHIFT}), that pairs are evidence one by one, and that what blocking missed is as its keys suggest"
)


def draw(linked: Linked, *, draws: int, seed: int = 0) -> Draws:
    """`draws` partitions of the records of `linked`, in the order of its lists. The same seed gives the same draws.

    Pairs that are barred (an accused person; names alone across lists) are never put together. Raises `TableError` when
    `draws` is not positive.
    """
    if draws < 1:
        raise TableError(f"{draws} draws were asked for; ask for at least one")
    random = np.random.default_rng(seed)
    graph = _Graph(linked)
    n = len(linked.free_list)
    partitions = np.empty((draws, n), np.int32)
    persons = np.empty(draws, np.int64)
    shifts = random.normal(0.0, SHIFT, draws)
    state = np.array(graph.unit, np.int32)
    for at in range(draws):
        lowest = np.array(graph.unit, np.int32)
        _twos(graph, lowest, shifts[at], random)
        for component in graph.larger:
            _sweep(graph, component, state, shifts[at], random)
            _place(graph, component, state, lowest)
        partitions[at] = lowest[graph.unit]
        missed = random.poisson(linked.account.links_missed) if linked.account.links_missed > 0 else 0
        persons[at] = max(1, len(np.unique(partitions[at])) - missed) if n else 0
    return Draws(partitions, persons, ASSUMES)


class _Graph:
    """Units (records that a decision holds together), the pairs among them, and what must stay apart."""

    def __init__(self, linked: Linked) -> None:
        n = len(linked.free_list)
        parent = list(range(n))

        def root(one: int) -> int:
            while parent[one] != one:
                parent[one] = parent[parent[one]]
                one = parent[one]
            return one

        for a, b in linked.together:
            x, y = sorted((root(a), root(b)))
            parent[y] = x
        self.unit = np.array([root(one) for one in range(n)], np.int64)
        self.odds: dict[int, dict[int, float]] = defaultdict(dict)
        forbidden = {tuple(sorted((root(a), root(b)))) for a, b in linked.apart}
        self.lists: dict[int, set[int]] = defaultdict(set)
        for record, one in enumerate(linked.free_list.tolist()):
            if one >= 0:
                self.lists[int(self.unit[record])].add(one)
        for (a, b), weight, barred in zip(linked.pairs.tolist(), linked.log_odds.tolist(), linked.barred, strict=True):
            x, y = int(self.unit[a]), int(self.unit[b])
            if x == y or barred or (min(x, y), max(x, y)) in forbidden or self.clash(x, y):
                continue
            self.odds[x][y] = self.odds[y][x] = self.odds[x].get(y, 0.0) + weight
        self.forbidden: dict[int, set[int]] = defaultdict(set)
        for x, y in forbidden:
            self.forbidden[x].add(y)
            self.forbidden[y].add(x)
        self.twos, self.larger = self._components()
        self.two_odds = np.array([self.odds[a][b] for a, b in self.twos], float)
        self.two_pairs = np.array(self.twos, np.int64).reshape(-1, 2)

    def clash(self, x: int, y: int) -> bool:
        """Whether two units stand on one list that holds nobody twice."""
        mine, theirs = self.lists.get(x), self.lists.get(y)
        return bool(mine and theirs and mine & theirs)

    def _components(self) -> tuple[list[tuple[int, int]], list[list[int]]]:
        seen: set[int] = set()
        twos: list[tuple[int, int]] = []
        larger: list[list[int]] = []
        for start in sorted(self.odds):
            if start in seen:
                continue
            group, queue = [start], [start]
            seen.add(start)
            while queue:
                for other in self.odds[queue.pop()]:
                    if other not in seen:
                        seen.add(other)
                        group.append(other)
                        queue.append(other)
            if len(group) == 2:
                twos.append((min(group), max(group)))
            elif len(group) > 2:
                larger.append(sorted(group))
        return twos, larger


def _twos(graph: _Graph, lowest: NDArray[np.int32], shift: float, random: np.random.Generator) -> None:
    if len(graph.twos):
        chance = 1 / (1 + np.exp(-(graph.two_odds + shift)))
        joined = random.random(len(chance)) < chance
        lowest[graph.two_pairs[joined, 1]] = graph.two_pairs[joined, 0]


def _sweep(
    graph: _Graph, component: list[int], state: NDArray[np.int32], shift: float, random: np.random.Generator
) -> None:
    """Gibbs sweeps over the units of a component; `state` holds the label of each unit's group."""
    groups: dict[int, set[int]] = defaultdict(set)
    for unit in component:
        groups[int(state[unit])].add(unit)
    free = set(component) - set(groups)
    for _ in range(SWEEPS):
        for unit in component:
            label = int(state[unit])
            groups[label].discard(unit)
            if not groups[label]:
                del groups[label]
                free.add(label)
            labels, weights = [-1], [0.0]
            for other in {int(state[near]) for near in graph.odds[unit] if near != unit}:
                members = groups.get(other)
                if not members or members & graph.forbidden.get(unit, set()):
                    continue
                if any(graph.clash(unit, one) for one in members):
                    continue
                known = graph.odds[unit]
                labels.append(other)
                weights.append(sum(known[one] + shift if one in known else NOT_COMPARED for one in members))
            scaled = np.exp(np.array(weights) - max(weights))
            pick = int(np.searchsorted(np.cumsum(scaled), random.random() * scaled.sum(), side="right"))
            chosen = labels[min(pick, len(labels) - 1)]
            if chosen < 0:
                chosen = min(free)
                free.discard(chosen)
            groups[chosen].add(unit)
            state[unit] = chosen


def _place(graph: _Graph, component: list[int], state: NDArray[np.int32], lowest: NDArray[np.int32]) -> None:
    first: dict[int, int] = {}
    for unit in component:
        lowest[unit] = first.setdefault(int(state[unit]), unit)
