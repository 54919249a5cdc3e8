"""Poisson log-linear fits of overlap tables: many count vectors at once, with extended maximum likelihood.

Chan, Silverman and Vincent, "Multiple systems estimation for sparse capture data: inferential challenges when there
are nonoverlapping lists", Journal of the American Statistical Association 116 (2021) 1297–1306; Fienberg and Rinaldo,
"Maximum likelihood estimation in log-linear models", Annals of Statistics 40 (2012) 996–1023. A term with which nobody
was seen has its maximum at minus infinity: its cells are fitted as zero and taken out together with it. Whether the
rest has a maximum at all is a linear programme.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

#: iterations of Newton's method; a maximum that exists is met in fewer than 15 on every published table
ITERATIONS = 60
#: relative change of the log-likelihood at which Newton's method stops
PRECISION = 1e-11
#: a last step of Newton's method beyond this means that it was still climbing towards infinity (steps there tend to 1;
#: where a maximum exists the last one is below .01), so that the linear programme must say whether a maximum exists
DOUBTFUL = 0.1
#: fits that are worked on at once: about 100 MB for 8 lists
BATCH = 4096


@dataclass(frozen=True, slots=True)
class Fits:
    """B fits: `theta` (B × columns, intercept first), `loglik` (B), and the largest `last` step taken (B)."""

    theta: NDArray[np.float64]
    loglik: NDArray[np.float64]
    last: NDArray[np.float64]

    @property
    def hidden(self) -> NDArray[np.float64]:
        """People on no list: exp(intercept)."""
        return np.asarray(np.exp(np.clip(self.theta[:, 0], -60, 60)))


@lru_cache(maxsize=64)
def design(terms: tuple[int, ...], lists: int) -> NDArray[np.float64]:
    """The design over all patterns 1 … 2^lists − 1: an intercept and one column a term (pattern ⊇ term)."""
    patterns = np.arange(1, 1 << lists)
    columns = [np.ones(len(patterns))] + [((patterns & term) == term).astype(float) for term in terms]
    return np.stack(columns, 1)


def fit(
    x: NDArray[np.float64],
    counts: NDArray[np.float64],
    columns: NDArray[np.bool_] | None = None,
    cells: NDArray[np.bool_] | None = None,
    start: NDArray[np.float64] | None = None,
    *,
    precision: float = PRECISION,
) -> Fits:
    """Maximum likelihood of Poisson counts (B × cells) with log mean `x` @ θ, by Newton's method on all B at once.

    `columns` (B × columns) and `cells` (B × cells) say which columns and cells are in each fit. `start` is θ to begin
    from, `precision` the relative change of the log-likelihood to stop at. A likelihood without a maximum is climbed
    until it stops rising; ask `exists`.
    """
    several = len(counts)
    columns = np.ones((several, x.shape[1]), bool) if columns is None else columns
    cells = np.ones(counts.shape, bool) if cells is None else cells
    parts = []
    for low in range(0, several, BATCH):
        part = slice(low, low + BATCH)
        begin = None if start is None else start[part]
        parts.append(_fit(x, counts[part], columns[part], cells[part], begin, precision))
    return Fits(
        np.concatenate([part.theta for part in parts]),
        np.concatenate([part.loglik for part in parts]),
        np.concatenate([part.last for part in parts]),
    )


def _fit(
    x: NDArray[np.float64],
    counts: NDArray[np.float64],
    columns: NDArray[np.bool_],
    cells: NDArray[np.bool_],
    start: NDArray[np.float64] | None,
    precision: float,
) -> Fits:
    width = x.shape[1]
    low, high = np.tril_indices(width)
    outer = x[:, low] * x[:, high]
    used, inside, seen = columns.T.astype(float), cells.astype(float), counts * cells
    if start is None:
        smooth = (seen + 0.5) * inside
        theta = _solve(smooth @ outer, ((smooth * np.log(seen + 0.5)) @ x).T * used, used)
    else:
        theta = start.T * used
    loglik, last = np.full(len(counts), -np.inf), np.full(len(counts), np.inf)
    live = np.arange(len(counts))
    for _ in range(ITERATIONS):
        eta = np.clip(theta[:, live].T @ x.T, -60, 60)
        mean = np.exp(eta) * inside[live]
        now = (seen[live] * eta - mean).sum(1)
        worse = now < loglik[live] - 1e-7 * np.abs(now)
        done = (np.abs(now - loglik[live]) <= precision * (np.abs(now) + 1)) & ~worse
        loglik[live] = now
        live, mean = live[~done], mean[~done]
        if not len(live):
            break
        right = ((seen[live] - mean) @ x).T * used[:, live]
        step = np.clip(_solve(mean @ outer, right, used[:, live]), -3, 3)
        theta[:, live] += step
        last[live] = np.abs(step).max(0)
    return Fits(theta.T, loglik, last)


def _solve(
    information: NDArray[np.float64], right: NDArray[np.float64], used: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Solutions of B small systems, columns × B, by Cholesky with the batch innermost.

    `information` holds the lower triangles (B × pairs); unused columns get an identity row and a zero solution.
    """
    width, several = right.shape
    low, high = np.tril_indices(width)
    lower = np.zeros((width, width, several))
    lower[low, high] = information.T * used[low] * used[high]
    own = np.arange(width)
    # the ridge is far below the information of one countable person: it only keeps a flat direction from dividing by 0
    lower[own, own] += 1e-9 + (1 - used)
    for j in range(width):
        if j:
            lower[j:, j] -= (lower[j:, :j] * lower[j, :j]).sum(1)
        lower[j, j] = np.sqrt(np.maximum(lower[j, j], 1e-12))
        if j + 1 < width:
            lower[j + 1 :, j] /= lower[j, j]
    answer = right.copy()
    for j in range(width):
        if j:
            answer[j] -= (lower[j, :j] * answer[:j]).sum(0)
        answer[j] /= lower[j, j]
    for j in reversed(range(width)):
        if j + 1 < width:
            answer[j] -= (lower[j + 1 :, j] * answer[j + 1 :]).sum(0)
        answer[j] /= lower[j, j]
    return answer * used


@dataclass(frozen=True, slots=True)
class Reduced:
    """A model without the terms that met nobody: the `terms` left, the `cells` left (patterns), what was `dropped`."""

    terms: tuple[int, ...]
    cells: NDArray[np.int64]
    dropped: tuple[int, ...]


def reduce(terms: frozenset[int], met: NDArray[np.bool_], lists: int) -> Reduced:
    """The model as extended maximum likelihood fits it. `met[s]` says whether anybody was seen on all lists of s."""
    patterns = np.arange(1, 1 << lists)
    dropped = tuple(sorted(term for term in terms if not met[term]))
    kept = np.ones(len(patterns), bool)
    for term in dropped:
        kept &= (patterns & term) != term
    return Reduced(tuple(sorted(term for term in terms if met[term])), patterns[kept], dropped)


def seen_together(full: NDArray[np.int64]) -> NDArray[np.int64]:
    """People on all lists of each subset s (… × 2^lists), from the counts by exact pattern."""
    sums = full.copy()
    lists = int(full.shape[-1]).bit_length() - 1
    for j in range(lists):
        view = sums.reshape(*full.shape[:-1], -1, 2, 1 << j)
        view[..., 0, :] += view[..., 1, :]
    return sums


def identified(reduced: Reduced, lists: int) -> bool:
    """Whether the model's parameters can be told apart on the cells it is fitted to."""
    x = design(reduced.terms, lists)[reduced.cells - 1]
    return bool(np.linalg.matrix_rank(x) == x.shape[1])


def exists(reduced: Reduced, full: NDArray[np.int64], lists: int) -> bool:
    """Whether the likelihood has a maximum (after the extended terms were taken out).

    It has one exactly when some table with the same sufficient statistics is positive in every cell (Haberman 1974):
    the largest smallest cell is found by linear programming.
    """
    # imported late: most tables never come here, and a first answer should not wait for it
    from scipy.linalg import null_space
    from scipy.optimize import linprog

    counts = full[reduced.cells].astype(float)
    if (counts > 0).all():
        return True
    x = design(reduced.terms, lists)[reduced.cells - 1]
    free = null_space(x.T)
    if free.shape[1] == 0:
        return False
    cells = len(counts)
    answer = linprog(
        np.concatenate([np.zeros(free.shape[1]), [-1.0]]),
        A_ub=np.hstack([-free, np.ones((cells, 1))]),
        b_ub=counts,
        bounds=[(None, None)] * free.shape[1] + [(None, 1.0)],
        method="highs",
    )
    return bool(answer.status == 0 and answer.x is not None and answer.x[-1] > 1e-7)
