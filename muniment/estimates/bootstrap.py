"""Bias-corrected and accelerated bootstrap intervals of N."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from muniment.estimates.tables import CaptureTable

#: tables (B × cells of a table, in its order) → people on no list in each (B)
Refit = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def resample(table: CaptureTable, rng: np.random.Generator, times: int) -> NDArray[np.float64]:
    """Cell counts of `times` samples of the documented people, with replacement (times × cells)."""
    return rng.multinomial(table.n, table.counts / table.n, times).astype(float)


def leave_one_out(table: CaptureTable) -> NDArray[np.float64]:
    """Cell counts without one person, one row a cell that the person may come from (cells × cells)."""
    return np.asarray(table.counts[None, :] - np.eye(len(table.counts)))


def bca(
    point: float,
    replicates: NDArray[np.float64],
    jackknife: NDArray[np.float64],
    weights: NDArray[np.int64],
    level: float,
) -> tuple[float, float]:
    """The BCa interval (Efron 1987; DiCiccio and Efron, Statistical Science 11 (1996) 189–228).

    `jackknife` holds the estimate without one person of each cell and `weights` how many people that stands for.
    """
    below = (np.mean(replicates < point) + np.mean(replicates <= point)) / 2
    below = np.clip(below, 0.5 / len(replicates), 1 - 0.5 / len(replicates))
    bias = float(ndtri(below))
    mean = float((jackknife * weights).sum() / weights.sum())
    apart = mean - jackknife
    square = float((weights * apart**2).sum())
    bend = float((weights * apart**3).sum()) / (6 * square**1.5) if square > 0 else 0.0
    ends = []
    for share in ((1 - level) / 2, (1 + level) / 2):
        z = bias + float(ndtri(share))
        ends.append(float(np.quantile(replicates, ndtr(bias + z / max(1 - bend * z, 1e-3)))))
    return min(ends), max(ends)
