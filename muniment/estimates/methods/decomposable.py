"""Bayesian averaging over decomposable graphs of lists.

Madigan and York, "Bayesian methods for estimation of the size of a closed population", Biometrika 84 (1997) 19–31;
the marginal likelihood under the hyper-Dirichlet prior is that of Dawid and Lauritzen, Annals of Statistics 21 (1993)
1272–1317. Each graph says which lists depend on each other; every chordal graph of 3 to 6 lists is weighed in closed
form (one matrix product over a log-spaced grid of N), 7 and more by a search over graphs.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from muniment.errors import Refused
from muniment.estimates.chordal import chordal_graphs, neighbours, peel, written
from muniment.estimates.graphs import Score, search_graphs
from muniment.estimates.grid import Grid, make_grid, quantiles, sample
from muniment.estimates.models import pair_mask, parse_model
from muniment.estimates.options import Options, Prior, Progress, silent
from muniment.estimates.predictive import MOST, check
from muniment.estimates.tables import CaptureTable
from muniment.records import Estimate

NAME = "decomposable"
VERSION = "1"
LISTS = (3, 62)
ASSUMES = (
    "the lists depend on each other as some decomposable graph says, everybody of the population could be on each "
    "list with the same chances but for that, and the people on no list follow the same pattern as those on some; "
    "nothing in the data can test the last"
)
#: graphs beyond this are first screened on a coarse grid; those below SCREEN of the total weight are left out
MANY_GRAPHS = 2_000
SCREEN = 1e-7
#: draws of N that are kept for sums over strata and pooling over linkage draws
DRAWS = 10_000
#: draws of the predictive check: tail probabilities to .04
FIT = 150

EXAMPLES = (
    (
        {"100": 200, "010": 200, "001": 200, "110": 100, "101": 100, "011": 100, "111": 50},
        {"near": 1350, "within": 0.05},
    ),
    ({"100": 40, "010": 30, "001": 20, "110": 6}, None),
)


def estimate(table: CaptureTable, options: Options, *, seed: int, progress: Progress = silent) -> Estimate:
    """The posterior of N averaged over all decomposable graphs, or under the one graph of `options.model`.

    Raises `Refused` when the fixed model is the complete graph: it says nothing of the people on no list, so the prior
    alone would answer.
    """
    lists = len(table.lists)
    delta = options.delta if options.delta is not None else 2.0**-lists
    score = Score(table, delta)
    grid = make_grid(table.n, missing=options.prior.missing)
    if options.model is not None:
        masks = [_fixed(options.model, lists)]
    elif lists <= 6:
        masks = _screened(score, options.prior, lists)
    else:
        masks = search_graphs(score, options.prior, lists, seed=seed, progress=progress)
    weights = score.joint(masks, grid, options.prior)
    progress("weighing graphs", 1.0)
    over = weights.sum(0)
    tail = (1 - options.level) / 2
    low, point, high = table.n + quantiles(grid, over, np.array([tail, 0.5, 1 - tail]))
    return Estimate(
        NAME,
        table.n,
        table.lists,
        ASSUMES,
        float(point),
        "posterior median",
        float(low),
        float(high),
        options.level,
        draws=table.n + sample(grid, over, np.random.default_rng(seed), DRAWS),
        details={
            **_details(table, masks, weights, grid, delta),
            **_fit(score, masks, weights, grid, seed, options.check_fit),
        },
    )


def _fit(
    score: Score, masks: list[int], weights: NDArray[np.float64], grid: Grid, seed: int, wanted: bool
) -> dict[str, dict[str, Any]]:
    """The posterior predictive check, over draws of graph and n0."""
    if not wanted or len(score.table.lists) > MOST:
        return {}
    rng = np.random.default_rng([seed & (2**63 - 1), 1])
    picked = rng.choice(len(masks), FIT, p=weights.sum(1))
    hidden = np.array(
        [grid.at[np.searchsorted(np.cumsum(weights[g]), rng.random() * weights[g].sum())] for g in picked]
    )
    shares = score.draw_shares([masks[g] for g in picked], hidden, rng)
    return {"fit": check(score.table, shares, rng)}


def _fixed(model: str, lists: int) -> int:
    mask = pair_mask(parse_model(model, lists), lists)
    if peel(neighbours(mask, lists)) is None:
        raise Refused((f"the graph {model} is not decomposable (it has a ring of four or more lists without a chord)",))
    if mask == (1 << (lists * (lists - 1) // 2)) - 1:
        raise Refused((f"{model} is the saturated model: it says nothing of the people on no list",))
    return mask


def _screened(score: Score, prior: Prior, lists: int) -> list[int]:
    """All graphs of so few lists, without those that a coarse grid shows to weigh nothing."""
    found, _ = chordal_graphs(lists)
    masks: list[int] = found.tolist()
    if len(masks) <= MANY_GRAPHS:
        return masks
    coarse = score.joint(masks, make_grid(score.table.n, missing=prior.missing, density=6), prior).sum(1)
    return [mask for mask, weight in zip(masks, coarse.tolist(), strict=True) if weight > SCREEN / len(masks)]


def _details(
    table: CaptureTable, masks: list[int], weights: NDArray[np.float64], grid: Grid, delta: float
) -> dict[str, Any]:
    of_graph, over = weights.sum(1), weights.sum(0)
    lists = len(table.lists)
    best = np.argsort(-of_graph)[:10]
    complete = (1 << (lists * (lists - 1) // 2)) - 1
    saturated = float(of_graph[masks.index(complete)]) if complete in masks else 0.0
    return {
        "delta": delta,
        "models": [[written(masks[g], lists), round(float(of_graph[g]), 4)] for g in best if of_graph[g] > 5e-4],
        "graphs": len(masks),
        "mode": table.n + float(grid.at[int(np.argmax(over / grid.widths))]),
        "mean": table.n + float(over @ grid.at),
        "weight of the saturated graph, which only the prior informs": round(saturated, 4),
    }
