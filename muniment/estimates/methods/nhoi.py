"""No highest-order interaction: the identifying assumption by itself, with nothing else assumed.

Aleshin-Guendel, Sadinle and Wakefield, "The central role of the identifying assumption in population size estimation"
(arXiv 2101.09304); Bishop, Fienberg and Holland, Discrete Multivariate Analysis (1975), section 6.4. The people on no
list are n0 = ξ · ∏(cells of an odd number of lists) / ∏(cells of an even number), with ξ = 1 assumed. The posterior
takes the cells' shares under Jeffreys' Dirichlet prior and N under 1/N. N(ξ) for other ξ is the sensitivity curve.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from muniment.errors import Refused
from muniment.estimates.options import Options, Progress, silent
from muniment.estimates.tables import CaptureTable
from muniment.records import Estimate, Status

NAME = "nhoi"
VERSION = "1"
LISTS = (3, 12)
ASSUMES = (
    "there is no interaction among all lists at once: however the lists depend on each other among the documented, the "
    "people on no list follow the same pattern (ξ = 1); nothing in the data can test it"
)
DRAWS = 10_000
#: ξ from a quarter to four times what is assumed
CURVE = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
#: an expected count below this in any cell makes its logarithm, which the estimate adds up, nearly arbitrary
SMALL = 5

EXAMPLES = (
    (
        {"100": 200, "010": 200, "001": 200, "110": 100, "101": 100, "011": 100, "111": 50},
        {"near": 1350, "within": 0.02},
    ),
    ({"100": 40, "010": 30, "001": 20, "110": 6}, None),
)


def estimate(table: CaptureTable, options: Options, *, seed: int, progress: Progress = silent) -> Estimate:
    """The posterior of N under ξ = 1, its maximum-likelihood point and the curve N(ξ).

    Raises `Refused` when a cell is empty: the estimate multiplies and divides by every cell.
    """
    lists = len(table.lists)
    odd = table.patterns.sum(1) % 2 == 1
    empty = (1 << lists) - 1 - len(table.counts)
    if empty:
        raise Refused(
            (f"{empty} of {(1 << lists) - 1} patterns of lists hold nobody, and this estimate divides by every one",)
        )
    sign = np.where(odd, 1.0, -1.0)
    point = float(np.exp((sign * np.log(table.counts)).sum()))
    hidden = _draws(table.counts.astype(float), sign, table.n, np.random.default_rng(seed))
    tail = (1 - options.level) / 2
    low, median, high = table.n + np.quantile(hidden, [tail, 0.5, 1 - tail])
    curve = []
    for xi in CURVE:
        ends = np.quantile(xi * hidden, [tail, 0.5, 1 - tail])
        curve.append([xi, *(round(float(table.n + end), 1) for end in ends)])
    progress("posterior", 1.0)
    few = int((table.counts < SMALL).sum())
    warnings = (
        (f"{few} of {len(table.counts)} cells hold fewer than {SMALL} people, and each weighs fully",) if few else ()
    )
    return Estimate(
        NAME,
        table.n,
        table.lists,
        ASSUMES,
        float(median),
        "posterior median",
        float(low),
        float(high),
        options.level,
        Status.WARNING if warnings else Status.OK,
        warnings,
        draws=table.n + hidden,
        details={"maximum likelihood": table.n + point, "curve": curve},
    )


def _draws(
    counts: NDArray[np.float64], sign: NDArray[np.float64], n: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Draws of n0: the cells' shares from their Dirichlet posterior, then n0 | shares ~ negative binomial."""
    shares = rng.gamma(counts + 0.5, size=(DRAWS, len(counts)))
    shares /= shares.sum(1, keepdims=True)
    odds = np.exp(np.clip((sign * np.log(shares)).sum(1), -700, 30))
    return np.asarray(rng.poisson(np.minimum(rng.gamma(n, size=DRAWS) * odds, 1e15)), float)
