"""The latent class model: a Dirichlet-process mixture of kinds of people, each with its own chance on each list.

Manrique-Vallier, "Bayesian population size estimation using Dirichlet process mixtures", Biometrics 72 (2016)
1246–1254: K classes at most, stick-breaking weights with α ~ Gamma(.25, .25), uniform chances, p(N) ∝ 1/N. N is
integrated out exactly and drawn afterwards; the rest is walked by Hamiltonian and Gibbs steps in several chains.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from muniment.errors import Refused
from muniment.estimates.options import Options, Prior, Progress, silent
from muniment.estimates.predictive import MOST, check
from muniment.estimates.tables import CaptureTable
from muniment.records import Diagnostics, Estimate, Mode, Status

if TYPE_CHECKING:
    from muniment.estimates.chains import Posterior

# What is compiled is imported inside the functions: a first answer by another method should not wait for the compiler.

NAME = "latent-class"
VERSION = "1"
LISTS = (3, 62)
ASSUMES = (
    "everybody belongs to one of a few unseen kinds of people, within a kind being on one list says nothing about "
    "being on another, and nobody is of a kind that no list could reach; with many classes the data leave the number "
    "of unseen people partly to the prior, and nothing in the data can test it"
)
#: fewer effective draws than this do not carry an interval's ends (Vehtari and others 2021)
FEWEST = 400

EXAMPLES = (
    (
        {"100": 200, "010": 200, "001": 200, "110": 100, "101": 100, "011": 100, "111": 50},
        {"near": 1350, "within": 0.03},
    ),
    ({"100": 40, "010": 30, "001": 20, "110": 6}, None),
)


def estimate(table: CaptureTable, options: Options, *, seed: int, progress: Progress = silent) -> Estimate:
    """The posterior of N with its chains' diagnostics; separate modes are named in a warning.

    Raises `Refused` for a prior on N other than 1/N, which is not integrated out here.
    """
    from muniment.estimates.chains import keep_states
    from muniment.estimates.latent import pattern_shares, prepare

    found = posterior(table, options, seed=seed, progress=progress)
    made = judge(table, options, found)
    if not options.check_fit or len(table.lists) > MOST:
        return made
    data = prepare(table, options.classes, options.alpha)
    shares = pattern_shares(keep_states(data, found, seed=seed), len(table.lists), options.classes)
    return replace(made, details={**made.details, "fit": check(table, shares, np.random.default_rng(seed))})


def posterior(
    table: CaptureTable,
    options: Options,
    *,
    seed: int,
    progress: Progress = silent,
    begin: Posterior | None = None,
) -> Posterior:
    """The chains themselves; `begin` from those of a table much like this one."""
    from muniment.estimates.chains import run_chains
    from muniment.estimates.latent import prepare

    if options.prior != Prior():
        raise Refused(("latent-class integrates N out under p(N) ∝ 1/N and takes no other prior on N",))
    return run_chains(
        prepare(table, options.classes, options.alpha), options, seed=seed, progress=progress, begin=begin
    )


def judge(table: CaptureTable, options: Options, found: Posterior) -> Estimate:
    """The estimate that the chains support, with what is wrong with them."""
    from muniment.estimates.chains import SAME

    number = np.exp(found.log_n)
    tail = (1 - options.level) / 2
    ends = [tail, 0.5, 1 - tail]
    reasons: list[str] = []
    modes: tuple[Mode, ...] = ()
    met = found.rhat <= SAME and min(found.ess_bulk, found.ess_tail) >= FEWEST
    if not found.agreed:
        modes = tuple(_mode(found, low, high, ends, weighed=met) for low, high in found.modes)
        named = " and ".join(f"{mode.point:,.0f} ({mode.low:,.0f} to {mode.high:,.0f})" for mode in modes)
        said = f"there are separate answers, near {named}"
        if met:
            shares = ", ".join(f"{mode.weight:.0%}" for mode in modes)
            reasons.append(f"{said}, of weight {shares} by chains that went back and forth and agree")
        else:
            reasons.append(
                f"{said}; weight not determined: how often the chains came to one says nothing of its probability, so "
                "the point is of no use and the interval reaches over all of them"
            )
    if found.rhat > SAME:
        reasons.append(f"the chains do not agree (R-hat {found.rhat:.3f}, above {SAME})")
    if min(found.ess_bulk, found.ess_tail) < FEWEST:
        least = min(found.ess_bulk, found.ess_tail)
        reasons.append(f"only {least:.0f} effective draws, fewer than {FEWEST}")
    low, point, high = np.quantile(number, ends)
    if modes and not met:
        low, high = min(mode.low for mode in modes), max(mode.high for mode in modes)
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
        Status.WARNING if reasons else Status.OK,
        tuple(reasons),
        Diagnostics(found.rhat, found.ess_bulk, found.ess_tail, found.mcse, modes),
        draws=number,
        details=_details(found),
    )


def _mode(found: Posterior, low: float, high: float, ends: list[float], *, weighed: bool) -> Mode:
    here = (found.log_n >= low) & (found.log_n < high)
    first, middle, last = np.quantile(np.exp(found.log_n[here]), ends)
    return Mode(
        float(middle), float(first), float(last), int(here.any(1).sum()), float(here.mean()) if weighed else None
    )


def _details(found: Posterior) -> dict[str, Any]:
    sweep, most = found.plan
    return {
        "chains": found.log_n.shape[0],
        "draws of each chain": found.log_n.shape[1],
        "steps": "Gibbs" if not most else f"HMC up to {most} steps, Gibbs every {sweep}",
        "share of people on no list": [round(float(q), 4) for q in np.quantile(found.p0, [0.025, 0.5, 0.975])],
        "gradients": round(found.cost),
    }
