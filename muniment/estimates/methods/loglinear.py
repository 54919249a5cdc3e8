"""Log-linear Poisson models of the overlap table.

Fienberg, Biometrika 59 (1972) 591–603; for sparse tables Chan, Silverman and Vincent, Journal of the American
Statistical Association 116 (2021) 1297–1306: extended maximum likelihood, checks that the maximum exists and is
identified, forward selection, and bias-corrected accelerated bootstrap intervals that repeat the selection. With
`model` "Mt", "Mh Poisson2" or "Mth Poisson2" the heterogeneity models of Rivest and Baillargeon, Biometrics 63 (2007)
999–1006.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muniment.errors import Refused
from muniment.estimates.bootstrap import bca, leave_one_out, resample
from muniment.estimates.models import parse_model, write_model
from muniment.estimates.options import Options, Progress, silent
from muniment.estimates.poisson import DOUBTFUL, design, exists, fit, identified, reduce, seen_together
from muniment.estimates.selection import EVERY_MODEL, Frame, all_models, criterion, fit_models, frame, sound, stepwise
from muniment.estimates.tables import CaptureTable
from muniment.records import Estimate, Status

NAME = "loglinear"
VERSION = "1"
LISTS = (3, 10)
ASSUMES = (
    "lists depend on each other only through the terms of the model, all people not told apart by it had the same "
    "chances of being on each list, and there is no interaction among all lists at once; the data cannot test the last"
)
#: a model that weighs less than this by BIC on the table itself is not refitted in the bootstrap
WINDOW = 1e-3
#: with so many lists a refit is slow and the bootstrap is cut to FEWER replicates, which the result says
MANY_LISTS, FEWER = 7, 200

EXAMPLES = (
    (
        {"100": 200, "010": 200, "001": 200, "110": 100, "101": 100, "011": 100, "111": 50},
        {"near": 1350, "within": 1e-6},
    ),
    ({"100": 40, "010": 30, "001": 20, "110": 6}, None),
)

#: B tables over all patterns (B × 2^lists − 1) → people on no list (B)
Refit = Callable[[NDArray[np.float64]], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen on the table itself: the people on no list, the model's name, how to refit, remarks."""

    hidden: float
    model: str
    refit: Refit
    details: dict[str, Any]
    warnings: tuple[str, ...] = ()


def estimate(table: CaptureTable, options: Options, *, seed: int, progress: Progress = silent) -> Estimate:
    """The maximum-likelihood N of a fixed, selected or averaged model, with a BCa bootstrap interval.

    Raises `Refused` when the model is not identified, its maximum does not exist, or the search ends at the saturated
    model.
    """
    lists = len(table.lists)
    counts = table.full()[1:].astype(float)[None]
    if options.model is not None:
        chosen = _heterogeneity(options.model, lists, counts) or _fixed(options.model, lists, counts)
    elif options.selection == "average" or (options.selection == "bic" and lists <= EVERY_MODEL):
        chosen = _by_bic(lists, counts, average=options.selection == "average")
    else:
        chosen = _stepwise(lists, counts, options.threshold, bic=options.selection == "bic")
    point = table.n + chosen.hidden
    warnings = list(chosen.warnings)
    times = min(options.bootstraps, FEWER) if lists >= MANY_LISTS else options.bootstraps
    low = high = None
    if times:
        progress("bootstrap", 0.0)
        samples = np.concatenate([resample(table, np.random.default_rng(seed), times), leave_one_out(table)])
        tables = np.zeros((len(samples), counts.shape[1]))
        tables[:, table.codes - 1] = samples
        again = tables.sum(1) + chosen.refit(tables)
        low, high = bca(point, again[:times], again[times:], table.counts, options.level)
        far = float(np.mean(again[:times] > 100 * point))
        if far > 0.005:
            warnings.append(f"{far:.1%} of the bootstrap samples have no usable maximum; the interval is too short")
        progress("bootstrap", 1.0)
    return Estimate(
        NAME,
        table.n,
        table.lists,
        ASSUMES,
        point,
        "maximum likelihood",
        low,
        high,
        options.level,
        Status.WARNING if warnings else Status.OK,
        tuple(warnings),
        details={"model": chosen.model, "bootstraps": times, **chosen.details},
    )


def _fixed(model: str, lists: int, counts: NDArray[np.float64]) -> Chosen:
    terms = parse_model(model, lists)
    full = np.concatenate([[0], counts[0].astype(np.int64)])
    reduced = reduce(terms, seen_together(full) > 0, lists)
    if not identified(reduced, lists):
        raise Refused((f"the model {model} is not identified: several answers fit this table equally well",))
    if not exists(reduced, full, lists):
        raise Refused((f"the model {model} has no maximum-likelihood estimate for this table",))
    here = Frame(lists, tuple(sorted(terms)), design(tuple(sorted(terms)), lists))

    def refit(tables: NDArray[np.float64]) -> NDArray[np.float64]:
        return fit_models(here, tables, np.ones((len(tables), len(here.terms)), bool)).hidden

    warnings: tuple[str, ...] = ()
    if len(reduced.terms) + 1 >= len(reduced.cells):
        warnings = ("the model fits every cell exactly, so nothing in the table can speak against it",)
    details = {"terms at minus infinity": [write_model({term}, lists) for term in reduced.dropped]}
    return Chosen(float(refit(counts)[0]), write_model(terms, lists), refit, details, warnings)


def _stepwise(lists: int, counts: NDArray[np.float64], threshold: float, *, bic: bool) -> Chosen:
    here = frame(lists)
    models, fits = stepwise(counts, lists, threshold=threshold, bic=bic)
    if not sound(here, models[0], counts[0], float(fits.last[0])):
        raise Refused(("not even the model without interactions has a maximum-likelihood estimate for this table",))
    if models[0].sum() + 1 >= counts.shape[1]:
        raise Refused(
            (
                "the search ends at the saturated model, which fits every cell exactly: nothing in the table can "
                "speak against it; nhoi gives the same number under its own name",
            )
        )

    def refit(tables: NDArray[np.float64]) -> NDArray[np.float64]:
        return stepwise(tables, lists, threshold=threshold, bic=bic)[1].hidden

    name = _name(here, models[0])
    search = "forward by BIC" if bic else f"forward, p < {threshold:g} by likelihood ratio"
    return Chosen(float(fits.hidden[0]), name, refit, {"search": search})


def _by_bic(lists: int, counts: NDArray[np.float64], *, average: bool) -> Chosen:
    if lists > EVERY_MODEL:
        raise Refused((f"all models of {lists} lists are too many to average; take selection bic or stepwise",))
    here, models = frame(lists), all_models(lists)
    if lists == 3:
        models = models[:-1]
    weight, hidden = _weigh(here, counts[0], models)
    good = np.array([g for g in np.argsort(-weight) if weight[g] > WINDOW])
    good = good[[sound(here, models[g], counts[0], DOUBTFUL) for g in good]]
    if not len(good):
        raise Refused(("no model of pairs has a maximum-likelihood estimate for this table",))
    kept = models[good]

    def refit(tables: NDArray[np.float64]) -> NDArray[np.float64]:
        answers = np.empty(len(tables))
        fits = fit_models(here, np.repeat(tables, len(kept), 0), np.tile(kept, (len(tables), 1)))
        logs = fits.loglik.reshape(len(tables), -1)
        for row, one in enumerate(logs):
            bic = -2 * one + (kept.sum(1) + 1) * np.log(tables[row].sum())
            share = np.exp((bic.min() - bic) / 2)
            found = fits.hidden.reshape(len(tables), -1)[row]
            answers[row] = found @ share / share.sum() if average else found[int(np.argmin(bic))]
        return answers

    shares = [[_name(here, models[g]), round(float(weight[g]), 4)] for g in good[:10]]
    point = float(refit(counts)[0])
    details = {"search": "all models of pairs by BIC", "models": shares, "kept for the bootstrap": len(good)}
    return Chosen(point, "average of models" if average else _name(here, models[good[0]]), refit, details)


def _weigh(
    here: Frame, counts: NDArray[np.float64], models: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    fits = fit_models(here, np.repeat(counts[None], len(models), 0), models)
    bic = criterion(fits, models, float(counts.sum()))
    bic[~np.isfinite(bic)] = np.inf
    share = np.exp((bic.min() - bic) / 2)
    return share / share.sum(), fits.hidden


def _heterogeneity(model: str, lists: int, counts: NDArray[np.float64]) -> Chosen | None:
    """Mt, Mh or Mth with the Poisson form h(k) = a^k − 1 of how likely people differ, or None for another model."""
    found = re.fullmatch(r"m(t|h|th)\s*(?:poisson\s*([\d.]+)?)?", model.strip().casefold())
    if not found:
        return None
    patterns = np.arange(1, 1 << lists)
    marks = ((patterns[:, None] >> np.arange(lists)) & 1).astype(float)
    on = marks.sum(1)
    columns = [np.ones(len(patterns))]
    columns += list(marks.T) if "t" in found[1] else [on]
    if "h" in found[1]:
        columns.append(float(found[2] or 2) ** on - 1)
    x = np.stack(columns, 1)
    if fit(x, counts).last[0] > DOUBTFUL:
        raise Refused((f"the model {model} has no maximum-likelihood estimate for this table",))

    def refit(tables: NDArray[np.float64]) -> NDArray[np.float64]:
        return fit(x, tables).hidden

    return Chosen(float(refit(counts)[0]), model.strip(), refit, {})


def _name(here: Frame, chosen: NDArray[np.bool_]) -> str:
    return write_model({term for term, has in zip(here.terms, chosen, strict=True) if has}, here.lists)
