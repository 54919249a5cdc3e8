"""The marginal likelihood of decomposable graphs of lists, jointly with N, and the search when graphs are too many."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from muniment.estimates.chordal import chordal_graphs, neighbours, peel
from muniment.estimates.grid import Grid, make_grid
from muniment.estimates.options import Prior, Progress
from muniment.estimates.tables import CaptureTable

#: Metropolis steps over graphs with 7 and more lists, and the graphs that are kept (Occam's window: lighter than
#: 1/WINDOW of the heaviest are left out; Madigan and Raftery 1994)
STEPS = 20_000
WINDOW = 1e5


@dataclass(frozen=True, eq=False)
class Score:
    """Log marginal likelihoods under the hyper-Dirichlet prior with `delta` in each cell of the whole table.

    h(S) of a set S of lists is log ∏ Γ(Y + d_S)/Γ(d_S) over the cells of its marginal table with d_S = δ·2^(lists−|S|);
    only the cell of nobody depends on n0, so h is a vector over the grid.
    """

    table: CaptureTable
    delta: float
    known: dict[tuple[int, int], NDArray[np.float64]] = field(default_factory=dict)

    def of_set(self, subset: int, grid: Grid) -> NDArray[np.float64]:
        """h of the lists in the bit mask `subset`, one value a grid point."""
        key = (subset, len(grid.at))
        if key not in self.known:
            own = self.delta * 2.0 ** (len(self.table.lists) - subset.bit_count())
            cells, where = np.unique(self.table.codes & subset, return_inverse=True)
            counts = np.bincount(where, weights=self.table.counts.astype(float))
            nobody = float(counts[cells == 0].sum())
            fixed = float((gammaln(counts[cells != 0] + own) - gammaln(own)).sum())
            self.known[key] = fixed + gammaln(grid.at + nobody + own) - gammaln(own)
        return self.known[key]

    def joint(self, masks: list[int], grid: Grid, prior: Prior) -> NDArray[np.float64]:
        """Posterior weights, graphs × grid cells, summing to 1 over `masks`."""
        lists = len(self.table.lists)
        if lists <= 6:
            every, coefficients = chordal_graphs(lists)
            sets = np.stack([self.of_set(subset, grid) for subset in range(1 << lists)])
            chosen = coefficients if len(masks) == len(every) else coefficients[np.searchsorted(every, masks)]
            log = chosen.astype(np.float64) @ sets
        else:
            log = np.stack([self.of_graph(mask, grid) for mask in masks])
        log += self.of_number(grid, prior)
        log -= log.max()
        np.exp(log, out=log)
        log /= log.sum()
        return np.asarray(log)

    def of_graph(self, mask: int, grid: Grid) -> NDArray[np.float64]:
        """The log marginal likelihood of one chordal graph over the grid, without what all graphs share."""
        steps = peel(neighbours(mask, len(self.table.lists)))
        if steps is None:
            return np.full(len(grid.at), -np.inf)
        total = np.zeros(len(grid.at))
        for clique, separator in steps:
            total += self.of_set(clique, grid) - self.of_set(separator, grid)
        return total

    def of_number(self, grid: Grid, prior: Prior) -> NDArray[np.float64]:
        """What all graphs share: the multinomial coefficient, the prior on N, the width of the cells."""
        number = grid.at + self.table.n
        return np.asarray(gammaln(number + 1) - gammaln(grid.at + 1) + prior.log(number) + np.log(grid.widths))

    def draw_shares(
        self, masks: list[int], hidden: NDArray[np.float64], rng: np.random.Generator
    ) -> NDArray[np.float64]:
        """Probabilities of all 2^lists patterns, one draw for each pair of a graph and an n0 (few lists only).

        Under the hyper-Dirichlet law each peeled list has, given its neighbours, beta-distributed chances of its own.
        """
        lists, patterns = len(self.table.lists), np.arange(1 << len(self.table.lists))
        shares = np.ones((len(masks), len(patterns)))
        for row, (mask, missing) in enumerate(zip(masks, hidden.tolist(), strict=True)):
            whole = self.table.full().astype(float)
            whole[0] = missing
            for clique, around in peel(neighbours(mask, lists)) or []:
                own = self.delta * 2.0 ** (lists - clique.bit_count())
                counts = np.bincount(patterns & clique, weights=whole, minlength=len(patterns))
                me = clique & ~around
                yes = rng.gamma(counts[(patterns & around) | me] + own)
                no = rng.gamma(counts[patterns & around] + own)
                first = np.unique(patterns & around, return_index=True, return_inverse=True)[1:]
                chance = (yes / (yes + no))[first[0]][first[1]]
                shares[row] *= np.where(patterns & me, chance, 1 - chance)
        return shares


def search_graphs(score: Score, prior: Prior, lists: int, *, seed: int, progress: Progress) -> list[int]:
    """The graphs that a Metropolis walk over single edges meets and Occam's window keeps, for 7 and more lists.

    Starts from the graph without edges; every second walk of four starts from the best graph so far.
    """
    rng = np.random.default_rng(seed)
    grid = make_grid(score.table.n, missing=prior.missing, density=8)
    shared = score.of_number(grid, prior)
    seen: dict[int, float] = {}

    def weigh(mask: int) -> float:
        if mask not in seen:
            log = score.of_graph(mask, grid) + shared
            top = log.max()
            seen[mask] = float(top + np.log(np.exp(log - top).sum())) if np.isfinite(top) else -np.inf
        return seen[mask]

    edges = lists * (lists - 1) // 2
    for walk in range(4):
        here = max(seen, key=lambda mask: seen[mask]) if walk % 2 else 0
        weight = weigh(here)
        for step in range(STEPS // 4):
            there = here ^ (1 << int(rng.integers(edges)))
            other = weigh(there)
            if np.log(rng.random()) < other - weight:
                here, weight = there, other
            if step % 500 == 0:
                progress("searching graphs", (walk * STEPS // 4 + step) / STEPS)
    best = max(seen.values())
    return sorted(mask for mask, weight in seen.items() if weight > best - np.log(WINDOW))
