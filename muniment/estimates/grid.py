"""A discrete distribution of N on a log-spaced grid, without an upper limit that somebody must choose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: undocumented people up to here are each a grid point of their own
SINGLE = 60
#: cells to a factor of e beyond it: quantiles within .1 % of the full grid on the published tables
DENSITY = 120
#: undocumented people as a multiple of the documented at which the grid ends: beyond it a posterior with the tail
#: n0^−2 (the heaviest here, the saturated graph's) holds less than 1e−6
REACH = 1e6


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells [`edges[i]`, `edges[i+1]`) of the number n0 of undocumented people; `at` is where each is evaluated."""

    edges: NDArray[np.float64]
    at: NDArray[np.float64]

    @property
    def widths(self) -> NDArray[np.float64]:
        """Whole numbers in each cell."""
        return np.diff(self.edges)


def make_grid(n: int, *, missing: tuple[int, int] | None = None, density: int = DENSITY) -> Grid:
    """A grid for a table of `n` people; every whole number of the range when `missing` is short."""
    low, high = missing if missing is not None else (0, int(max(n, 100) * REACH))
    if high - low <= 20_000:
        edges = np.arange(low, high + 2, dtype=np.float64)
        return Grid(edges, edges[:-1])
    start = max(low, 0)
    singles = np.arange(start, start + SINGLE)
    steps = int(density * np.log((high + 1) / singles[-1])) + 1
    tail = np.unique(np.floor(np.geomspace(singles[-1] + 1, high + 1, steps)))
    edges = np.concatenate([singles, tail]).astype(np.float64)
    at = np.sqrt(np.maximum(edges[:-1], 1) * np.maximum(edges[1:] - 1, 1))
    at[np.diff(edges) == 1] = edges[:-1][np.diff(edges) == 1]
    return Grid(edges, at)


def quantiles(grid: Grid, weights: NDArray[np.float64], probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    """Quantiles of n0 whose cells have `weights` (summing to 1), linear within cells of several numbers."""
    below = np.concatenate([[0.0], np.cumsum(weights)])
    found = np.empty(len(probabilities))
    for place, probability in enumerate(probabilities):
        cell = min(int(np.searchsorted(below, probability, side="left")), len(weights)) - 1
        cell = max(cell, 0)
        width = grid.edges[cell + 1] - grid.edges[cell]
        share = (probability - below[cell]) / weights[cell] if weights[cell] > 0 else 0.0
        found[place] = grid.edges[cell] + (share * (width - 1) if width > 1 else 0.0)
    return found


def sample(grid: Grid, weights: NDArray[np.float64], rng: np.random.Generator, size: int) -> NDArray[np.float64]:
    """Draws of n0 (whole numbers)."""
    cells = rng.choice(len(weights), size, p=weights)
    return np.floor(grid.edges[cells] + rng.random(size) * grid.widths[cells])
