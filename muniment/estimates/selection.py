"""Choosing among log-linear models with pairs of lists, for one table and for many resampled ones at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincc

from muniment.estimates.poisson import DOUBTFUL, Fits, design, exists, fit, identified, reduce, seen_together

#: all models of pairs are looked at for up to so many lists (32,768 models for 6)
EVERY_MODEL = 6
#: precision of the fits that are only compared; the chosen model is then fitted to the end
ROUGH = 1e-8


@dataclass(frozen=True, slots=True)
class Frame:
    """The design of all main effects and pairs of so many lists: column 0 the intercept, then `terms`."""

    lists: int
    terms: tuple[int, ...]
    x: NDArray[np.float64]

    def columns(self, chosen: NDArray[np.bool_], met: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Columns in each fit: the chosen terms with which somebody was seen (B × columns)."""
        return np.concatenate([np.ones((len(chosen), 1), bool), chosen & met], 1)

    def cells(self, chosen: NDArray[np.bool_], met: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Cells in each fit: those of no chosen term with which nobody was seen (B × cells)."""
        out = (chosen & ~met).astype(float) @ self.x[:, 1:].T
        return np.asarray(out == 0)


@lru_cache(maxsize=8)
def frame(lists: int) -> Frame:
    """The frame of `lists` lists."""
    terms = tuple(1 << j for j in range(lists)) + tuple(1 << a | 1 << b for a, b in combinations(range(lists), 2))
    return Frame(lists, terms, design(terms, lists))


def fit_models(here: Frame, counts: NDArray[np.float64], chosen: NDArray[np.bool_], start: Fits | None = None) -> Fits:
    """Fits of the models `chosen` (B × terms) to `counts` (B × cells) by extended maximum likelihood."""
    met = _met(here, counts)
    begin = None if start is None else start.theta
    return fit(here.x, counts, here.columns(chosen, met), here.cells(chosen, met), begin)


def stepwise(
    counts: NDArray[np.float64], lists: int, *, threshold: float, bic: bool = False
) -> tuple[NDArray[np.bool_], Fits]:
    """Forward selection of pairs for each of B tables (B × cells): the models (B × terms) and their fits.

    Each step adds the pair with the largest likelihood ratio while its p, on one degree of freedom, is below
    `threshold`, or while it lowers BIC. A pair that nobody was seen on has its maximum at minus infinity, so its p is
    the one-sided chance of seeing nobody, exp(−gain/2). A pair with which the model is not identified or has no maximum
    is passed over.
    """
    here = frame(lists)
    chosen = np.zeros((len(counts), len(here.terms)), bool)
    chosen[:, :lists] = True
    met = _met(here, counts)
    fits = fit_models(here, counts, chosen)
    theta, loglik, last = fits.theta.copy(), fits.loglik.copy(), fits.last.copy()
    rows = np.arange(len(counts))
    people = counts.sum(1)
    while len(rows):
        tried, owners = _candidates(chosen[rows], lists)
        if not len(owners):
            break
        table = rows[owners]
        columns, cells = here.columns(tried, met[table]), here.cells(tried, met[table])
        trial = fit(here.x, counts[table], columns, cells, theta[table], precision=ROUGH)
        gain = 2 * np.maximum(trial.loglik - loglik[table], 0.0)
        added = (tried & ~chosen[table])[:, lists:].argmax(1) + lists
        p = np.where(met[table, added], gammaincc(0.5, gain / 2), np.exp(-gain / 2))
        wanted = gain > np.log(people[table]) if bic else p < threshold
        moved = []
        for order in _by_owner(owners, p, gain):
            row = table[order[0]]
            for pick in order:
                if not wanted[pick]:
                    break
                if _sound(here, tried[pick], met[row], counts[row], trial.last[pick]):
                    chosen[row], theta[row] = tried[pick], trial.theta[pick]
                    loglik[row], last[row] = trial.loglik[pick], trial.last[pick]
                    moved.append(row)
                    break
        rows = np.array(sorted(moved), int)
    final = fit(here.x, counts, here.columns(chosen, met), here.cells(chosen, met), theta)
    return chosen, Fits(final.theta, final.loglik, last)


def all_models(lists: int) -> NDArray[np.bool_]:
    """Every model of main effects and pairs (models × terms)."""
    pairs = lists * (lists - 1) // 2
    bits = (np.arange(1 << pairs)[:, None] >> np.arange(pairs)) & 1
    return np.concatenate([np.ones((1 << pairs, lists), bool), bits.astype(bool)], 1)


def criterion(fits: Fits, chosen: NDArray[np.bool_], people: float) -> NDArray[np.float64]:
    """BIC: −2 log L + (parameters) log n, a term at minus infinity counted as a parameter."""
    return np.asarray(-2 * fits.loglik + (chosen.sum(1) + 1) * np.log(people))


def sound(here: Frame, chosen: NDArray[np.bool_], counts: NDArray[np.float64], last: float) -> bool:
    """Whether one model is identified and its maximum exists for one table."""
    return _sound(here, chosen, _met(here, counts[None])[0], counts, last)


def _met(here: Frame, counts: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray(counts @ here.x[:, 1:] > 0)


def _candidates(chosen: NDArray[np.bool_], lists: int) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    owners, terms = np.nonzero(~chosen[:, lists:])
    tried = chosen[owners].copy()
    tried[np.arange(len(owners)), terms + lists] = True
    return tried, owners


def _by_owner(owners: NDArray[np.int64], p: NDArray[np.float64], gain: NDArray[np.float64]) -> list[NDArray[np.int64]]:
    """The candidates of each table, best first."""
    order = np.lexsort((-gain, p, owners))
    breaks = np.flatnonzero(np.diff(owners[order])) + 1
    return np.split(order, breaks)


def _sound(
    here: Frame, chosen: NDArray[np.bool_], met: NDArray[np.bool_], counts: NDArray[np.float64], last: float
) -> bool:
    model = tuple(term for term, has in zip(here.terms, chosen, strict=True) if has)
    empty = tuple(term for term, has in zip(here.terms, met, strict=True) if not has)
    if not _told_apart(model, empty, here.lists):
        return False
    return last < DOUBTFUL or _maximum(model, here.lists, np.packbits(counts > 0).tobytes())


@lru_cache(maxsize=100_000)
def _told_apart(model: tuple[int, ...], empty: tuple[int, ...], lists: int) -> bool:
    met = np.ones(1 << lists, bool)
    met[list(empty)] = False
    return identified(reduce(frozenset(model), met, lists), lists)


@lru_cache(maxsize=100_000)
def _maximum(model: tuple[int, ...], lists: int, support: bytes) -> bool:
    """Existence depends on which cells hold anybody, not on how many."""
    full = np.zeros(1 << lists, np.int64)
    full[1:] = np.unpackbits(np.frombuffer(support, np.uint8))[: (1 << lists) - 1]
    return exists(reduce(frozenset(model), seen_together(full) > 0, lists), full, lists)
