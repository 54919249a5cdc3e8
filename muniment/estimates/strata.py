"""Sums over strata and mixtures over linkage draws, made draw by draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muniment.records import Diagnostics, Estimate, Status

#: draws that a sum or a mixture is made of
DRAWS = 10_000


def add_up(parts: Sequence[Estimate]) -> Estimate:
    """The sum over strata: draws added one by one, so that the interval is that of the sum.

    Strata that were refused are named and left out, and the sum is then called partial. Where a method makes no draws
    (log-linear), the sum of the points is given with no interval.
    """
    first = parts[0]
    good = [part for part in parts if part.status is not Status.REFUSED]
    bad = [part for part in parts if part.status is Status.REFUSED]
    names = [_name(part) for part in bad]
    documented = sum(part.n_documented for part in parts)
    lists = tuple(dict.fromkeys(name for part in parts for name in part.lists))
    base: dict[str, Any] = {
        "method": first.method,
        "n_documented": documented,
        "lists": lists,
        "assumes": f"{first.assumes}; in every stratum apart, strata being independent of each other",
        "level": first.level,
        "population": "sum of the strata",
        "provenance": {**first.provenance, "input_sha256": [part.provenance.get("input_sha256") for part in parts]},
    }
    if not good:
        return Estimate(**base, status=Status.REFUSED, reasons=("every stratum was refused",))
    reasons = [f"in {_name(part)}: {reason}" for part in good for reason in part.reasons]
    if bad:
        base["population"] = "partial sum of the strata"
        reasons.insert(0, f"partial: without {', '.join(names)}, refused; people of these strata are not in the sum")
        base["n_documented"] = sum(part.n_documented for part in good)
    status = Status.WARNING if reasons else Status.OK
    if all(np.size(part.draws) for part in good):
        total = np.sum([_shuffled(part, number) for number, part in enumerate(good)], 0)
        low, point, high = _ends(total, first.level)
        return Estimate(
            **base,
            estimate=point,
            point_kind="posterior median",
            low=low,
            high=high,
            status=status,
            reasons=tuple(reasons),
            diagnostics=_worst(good),
            draws=total,
        )
    return Estimate(
        **base,
        estimate=float(sum(part.estimate or 0.0 for part in good)),
        point_kind=f"sum of {good[0].point_kind}",
        status=Status.WARNING,
        reasons=(*reasons, "this method makes no draws, so the sum has no interval"),
    )


def pool(replicates: Sequence[Estimate]) -> Estimate:
    """One estimate over linkage draws (or imputations): the mixture of their posteriors, every draw alike.

    Sadinle, "Bayesian propagation of record linkage uncertainty into population size estimation", Annals of Applied
    Statistics 12 (2018) 1013–1038. The shares of the variance of log N between and within draws are in `details`.
    """
    good = [one for one in replicates if one.status is not Status.REFUSED]
    first = (good or list(replicates))[0]
    lost = len(replicates) - len(good)
    if not good or lost > len(replicates) / 20 or not all(np.size(one.draws) for one in good):
        why = (
            f"{lost} of {len(replicates)} linkage draws were refused ({'; '.join(_reasons(replicates))})"
            if lost
            else f"{first.method} makes no draws, and only draws can be pooled"
        )
        return replace(
            first,
            estimate=None,
            low=None,
            high=None,
            point_kind="",
            status=Status.REFUSED,
            reasons=(why,),
            diagnostics=Diagnostics(),
            draws=(),
            n_runs=len(replicates),
        )
    size = max(DRAWS // len(good), 200)
    parts = [_shuffled(one, number)[:size] for number, one in enumerate(good)]
    logs = np.log(np.array(parts))
    between, within = float(logs.mean(1).var()), float(logs.var(1).mean())
    low, point, high = _ends(np.concatenate(parts), first.level)
    reasons = list(dict.fromkeys(reason for one in good for reason in one.reasons))
    if lost:
        reasons.append(f"{lost} of {len(replicates)} linkage draws were refused and are not in the mixture")
    documented = [one.n_documented for one in good]
    return replace(
        first,
        n_documented=round(float(np.median(documented))),
        estimate=point,
        low=low,
        high=high,
        status=Status.WARNING if reasons else Status.OK,
        reasons=tuple(reasons),
        diagnostics=_worst(good),
        draws=np.concatenate(parts),
        n_runs=len(replicates),
        details={
            **first.details,
            "linkage draws": len(good),
            "share of the uncertainty between linkage draws": round(between / max(between + within, 1e-300), 4),
            "share of the uncertainty within linkage draws": round(within / max(between + within, 1e-300), 4),
            "documented, least and most": [min(documented), max(documented)],
        },
    )


def pool_then_add(draws: Sequence[Sequence[Estimate]], add: Callable[[Sequence[Estimate]], Estimate]) -> Estimate:
    """Sums within each linkage draw (an inner sequence holds its strata), then the mixture of the sums."""
    return pool([add(strata) for strata in draws])


def _reasons(replicates: Sequence[Estimate]) -> list[str]:
    return list(dict.fromkeys(r for one in replicates if one.status is Status.REFUSED for r in one.reasons))[:3]


def _shuffled(part: Estimate, number: int) -> NDArray[np.float64]:
    """`DRAWS` draws in an order of their own, so that sums pair draws of different strata at random."""
    seed = [int(part.provenance.get("seed", 1)) & (2**63 - 1), number]
    flat = np.asarray(part.draws, float).ravel()
    return np.random.default_rng(seed).choice(flat, DRAWS, replace=len(flat) < DRAWS)


def _ends(draws: NDArray[np.float64], level: float) -> tuple[float, float, float]:
    low, point, high = np.quantile(draws, [(1 - level) / 2, 0.5, (1 + level) / 2])
    return float(low), float(point), float(high)


def _worst(parts: Sequence[Estimate]) -> Diagnostics:
    """The least trustworthy of the parts' diagnostics."""
    each = [part.diagnostics for part in parts if part.diagnostics.rhat is not None]
    if not each:
        return Diagnostics()
    return Diagnostics(
        max(one.rhat or 0.0 for one in each),
        min(one.ess_bulk or 0.0 for one in each),
        min(one.ess_tail or 0.0 for one in each),
        max(one.mcse or 0.0 for one in each),
        tuple(mode for one in each for mode in one.modes),
    )


def _name(part: Estimate) -> str:
    return ", ".join(filter(None, (part.population, part.period, part.place))) or "a stratum without a name"
