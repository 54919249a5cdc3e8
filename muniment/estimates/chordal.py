"""Chordal (decomposable) graphs of a few lists, and the cliques and separators that a score is summed over.

A graph on p lists is a bit mask over the pairs (0,1), (0,2), …, (p−2,p−1). Peeling off a simplicial vertex v (one
whose remaining neighbours form a clique) until nothing is left proves a graph chordal, and the score of a decomposable
model is then the sum over the peeled v of h({v} ∪ neighbours) − h(neighbours) (Lauritzen 1996, section 2.1).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray


@lru_cache(maxsize=8)
def chordal_graphs(lists: int) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """All chordal graphs of 2 to 6 lists: their masks (shape graphs) and coefficients (graphs × 2^lists).

    A coefficient says how often h of that subset of lists is added (cliques) or taken away (separators; the empty
    subset too). There are 2, 8, 61, 822 and 18,154 graphs.
    """
    pairs = list(combinations(range(lists), 2))
    masks = np.arange(1 << len(pairs), dtype=np.int64)
    near = np.zeros((lists, len(masks)), np.int64)
    for bit, (a, b) in enumerate(pairs):
        joined = (masks >> bit) & 1
        near[a] |= joined << b
        near[b] |= joined << a
    chosen = np.zeros((len(masks), 1 << lists), np.int8)
    rows = np.arange(len(masks))
    left = np.full(len(masks), (1 << lists) - 1, np.int64)
    for _ in range(lists):
        peeled = np.full(len(left), -1, np.int64)
        around = np.zeros(len(left), np.int64)
        for v in range(lists):
            mine = near[v] & left
            simplicial = ((left >> v) & 1).astype(bool) & (peeled < 0)
            for u in range(lists):
                if u != v:
                    simplicial &= (((mine >> u) & 1) == 0) | ((mine & ~near[u] & ~(1 << u)) == 0)
            peeled[simplicial] = v
            around[simplicial] = mine[simplicial]
        good = peeled >= 0
        rows, left, near = rows[good], left[good], near[:, good]
        vertex, around = peeled[good], around[good]
        chosen[rows, around | (1 << vertex)] += 1
        chosen[rows, around] -= 1
        left &= ~(1 << vertex)
    chordal = masks[rows]
    coefficients = chosen[rows]
    chordal.flags.writeable = False
    coefficients.flags.writeable = False
    return chordal, coefficients


def peel(near: list[int]) -> list[tuple[int, int]] | None:
    """(clique, separator) of each peeled vertex of the graph whose neighbour masks are `near`; None if not chordal."""
    left, found = (1 << len(near)) - 1, []
    while left:
        for v in range(len(near)):
            if not left >> v & 1:
                continue
            mine = near[v] & left
            if all(not (mine & ~near[u] & ~(1 << u)) for u in range(len(near)) if mine >> u & 1):
                found.append((mine | 1 << v, mine))
                left &= ~(1 << v)
                break
        else:
            return None
    return found


def neighbours(mask: int, lists: int) -> list[int]:
    """The neighbour masks of each list in the graph `mask`."""
    near = [0] * lists
    for bit, (a, b) in enumerate(combinations(range(lists), 2)):
        if mask >> bit & 1:
            near[a] |= 1 << b
            near[b] |= 1 << a
    return near


def written(mask: int, lists: int) -> str:
    """The graph as its maximal cliques, in the field's writing: "[12,23]" (1 is the first list)."""
    steps = peel(neighbours(mask, lists)) or []
    cliques = {clique for clique, _ in steps}
    greatest = [one for one in cliques if not any(one != other and one & other == one for other in cliques)]
    join = "" if lists < 10 else "."
    return "[" + ",".join(sorted(join.join(str(j + 1) for j in range(lists) if one >> j & 1) for one in greatest)) + "]"
