"""Running the latent class sampler: dispersed starts, a pilot, several chains, and stopping when they agree.

Every choice is made by counted work (gradients), never by the clock, so that a seed gives the same draws everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muniment.estimates.convergence import ess_bulk, ess_tail, mcse_median, rhat
from muniment.estimates.latent import Data, workspace
from muniment.estimates.options import Options, Progress
from muniment.estimates.randomness import new_state
from muniment.estimates.steps import walk

#: starting points that are walked a little before the chains begin; fewer missed one of two modes on some seeds
STARTS = 16
#: iterations of each start's walk, and of its pilot under each plan
EXPLORE, PILOT, ADAPT = 120, 150, 200
#: (sweep every so many iterations, most leapfrog steps): Gibbs alone, both each time, long trajectories
PLANS = ((1, 0), (1, 12), (10, 100))
#: Monte Carlo error of the median that is good enough, as a share of it
ERROR = 0.005
#: R-hat beyond which chains have not met
SAME = 1.01
#: R-hat of a first block that shows it to be warm-up
FAR = 1.05
#: a valley this deep between two peaks, each of so many of the draws, makes them separate modes
VALLEY, SHARE = 0.5, 0.02
#: draws a chain after which chains that sit apart are called separate modes rather than slow
PATIENCE = 3000


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the chains found: `log_n` and `p0` (chains × draws), the chains' last states (to start a neighbour's from),
    the plan, the step, the work done in gradients, and the diagnostics of log N (`mcse` as a share of N)."""

    log_n: NDArray[np.float64]
    p0: NDArray[np.float64]
    log_alpha: NDArray[np.float64]
    states: NDArray[np.float64]
    plan: tuple[int, int]
    step: NDArray[np.float64]
    cost: float
    rhat: float
    ess_bulk: float
    ess_tail: float
    mcse: float
    modes: tuple[tuple[float, float], ...]

    @property
    def agreed(self) -> bool:
        """Whether the draws sit in one place."""
        return len(self.modes) == 1


def run_chains(
    data: Data, options: Options, *, seed: int, progress: Progress, begin: Posterior | None = None
) -> Posterior:
    """Chains until they agree and hold `options.effective` draws, or until `options.longest` iterations each.

    `begin` starts them from the posterior of a table much like this one (the next linkage draw) without exploring.
    """
    chains = options.chains
    progress("making the sampler ready (the first time on a machine it is compiled, for up to half a minute)", 0.0)
    if begin is not None and begin.states.shape[1] == data.lists * data.classes + data.classes:
        states, plan = begin.states.copy(), begin.plan
        tuning = np.tile(_tuning(float(np.exp(begin.step.mean()))), (chains, 1))
        warm = ADAPT // 2
    else:
        states, tuning = _explore(data, chains, seed, progress)
        plan = _pilot(data, states, tuning, seed)
        tuning = np.tile(_tuning(float(np.exp(tuning[:, 1].mean()))), (chains, 1))
        warm = ADAPT
    scratch = workspace(data)
    random = [new_state(seed, 2, chain) for chain in range(chains)]
    cost = 0.0
    for chain in range(chains):
        burn = np.zeros((warm, 4))
        cost += walk(states[chain], data, random[chain], scratch, tuning[chain], (*plan, 1), burn)
    block, kept, thrown = max(250, options.effective // 8), np.zeros((chains, 0, 4)), 0
    while True:
        fresh = np.zeros((chains, block, 4))
        for chain in range(chains):
            cost += walk(states[chain], data, random[chain], scratch, tuning[chain], (*plan, 0), fresh[chain])
        kept = np.concatenate([kept, fresh], 1)
        found = _judge(kept, states, plan, tuning, cost)
        if found.rhat > FAR and thrown < 3:
            # not there yet: what was walked so far was warm-up, and long trajectories find the way soonest
            thrown, kept, plan = thrown + 1, kept[:, :0], PLANS[-1]
            continue
        done = min(found.ess_bulk, found.ess_tail) / options.effective
        progress("chains", min(done, 0.99))
        good = found.rhat <= SAME and done >= 1 and found.mcse <= ERROR
        apart = not found.agreed and kept.shape[1] >= PATIENCE and thrown > 0
        if good or apart or kept.shape[1] >= options.longest:
            return found
        ahead = kept.shape[1] * (1 / max(done, 0.05) - 1) * 1.1
        block = int(np.clip(ahead, 100, min(2 * kept.shape[1], options.longest - kept.shape[1] + 1)))


def keep_states(data: Data, found: Posterior, *, seed: int, each: int = 50, apart: int = 10) -> NDArray[np.float64]:
    """States walked on from where the chains ended, `each` a chain and `apart` iterations between them."""
    scratch, kept = workspace(data), []
    for chain, begun in enumerate(found.states):
        x, random = begun.copy(), new_state(seed, 4, chain)
        tuning = _tuning(float(np.exp(found.step[chain])))
        for _ in range(each):
            walk(x, data, random, scratch, tuning, (*found.plan, 0), np.zeros((apart, 4)))
            kept.append(x.copy())
    return np.array(kept)


def _judge(
    kept: NDArray[np.float64],
    states: NDArray[np.float64],
    plan: tuple[int, int],
    tuning: NDArray[np.float64],
    cost: float,
) -> Posterior:
    log_n = kept[:, :, 0]
    return Posterior(
        log_n,
        kept[:, :, 1],
        kept[:, :, 2],
        states,
        plan,
        tuning[:, 1],
        cost,
        rhat(log_n),
        ess_bulk(log_n),
        ess_tail(log_n),
        mcse_median(log_n),
        modes_of(log_n),
    )


def modes_of(log_n: NDArray[np.float64]) -> tuple[tuple[float, float], ...]:
    """The ranges (of log N) of separate modes, lowest first; one that reaches over everything when there is one.

    Modes are peaks of a kernel density over all draws, each with at least `SHARE` of them, between which the density
    falls below `VALLEY` of the lower peak.
    """
    draws = np.sort(log_n.ravel())
    whole = (float("-inf"), float("inf"))
    low, high = np.quantile(draws, [0.002, 0.998])
    if high - low < 1e-6:
        return (whole,)
    heights, edges = np.histogram(draws, 256, (low, high))
    middle = float(np.subtract(*np.quantile(draws, [0.75, 0.25]))) / 1.34
    chain_wide = float(np.median(log_n.std(1)))
    # Silverman's rule for 1,000 effective draws, in bins
    wide = 0.9 * min(middle, chain_wide if chain_wide > 0 else middle) * 1000 ** (-0.2) * 256 / (high - low)
    kernel = np.exp(-0.5 * (np.arange(-100, 101) / max(wide, 2.0)) ** 2)
    density = np.convolve(heights, kernel / kernel.sum(), mode="same")
    cuts: list[float] = []
    while True:
        bounds = [low, *cuts, high]
        best: tuple[float, float] | None = None
        for left, right in zip(bounds, bounds[1:], strict=False):
            inside = np.flatnonzero((edges[:-1] >= left) & (edges[:-1] < right))
            for cut in inside[1:-1]:
                before, after = inside[inside < cut], inside[inside >= cut]
                depth = density[cut] / max(min(density[before].max(), density[after].max()), 1e-12)
                least = min(heights[before].sum(), heights[after].sum()) / heights.sum()
                if depth < VALLEY and least >= SHARE and (best is None or depth < best[0]):
                    best = (depth, float(edges[cut]))
        if best is None or len(cuts) == 4:
            break
        cuts = sorted([*cuts, best[1]])
    return tuple(zip([whole[0], *cuts], [*cuts, whole[1]], strict=True))


def _tuning(step: float) -> NDArray[np.float64]:
    """Dual averaging, before its first step (Hoffman and Gelman 2014): it is drawn towards ten times the start."""
    return np.array([np.log(step), np.log(step), 0.0, 0.0, np.log(10 * step)])


def _explore(data: Data, chains: int, seed: int, progress: Progress) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """States of `chains` chains spread over all that the starts came to, from the least N to the greatest."""
    scratch = workspace(data)
    rng = np.random.default_rng([seed & (2**63 - 1), 1])
    states, tunings, where = [], [], []
    for start in range(STARTS):
        x = _start(data, start, rng)
        tuning = _tuning(0.05)
        state = new_state(seed, 1, start)
        draws = np.zeros((EXPLORE, 4))
        walk(x, data, state, scratch, tuning, (1, 0, 0), draws[:20])
        walk(x, data, state, scratch, tuning, (1, 20, 1), draws)
        states.append(x)
        tunings.append(tuning)
        where.append(float(np.median(draws[EXPLORE // 2 :, 0])))
        progress("exploring", (start + 1) / STARTS)
    order = np.argsort(where)
    chosen = order[np.round(np.linspace(0, STARTS - 1, chains)).astype(int)]
    return np.array([states[one] for one in chosen]), np.array([tunings[one] for one in chosen])


def _start(data: Data, number: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """One dispersed start: four supposed numbers of people times four kinds of classes."""
    lists, classes = data.lists, data.classes
    people = (1.05, 2.0, 6.0, 30.0)[number % 4]
    kind = number // 4
    weight = data.counts / data.n
    bits = _bits(data)
    seen = np.clip(weight @ bits / people, 1e-4, 0.95)
    lam = np.tile(seen[:, None], (1, classes)) * rng.uniform(0.7, 1.3, (lists, classes))
    nu = np.full(classes, 0.02 / classes)
    if kind == 0:
        nu[0] = 1.0
    elif kind == 1:
        used = min(lists + 1, classes)
        for k in range(min(lists, classes)):
            lam[k, k] = 0.6
        nu[:used] = 1.0
    elif kind == 2:
        used = min(3, classes)
        share = np.sort(rng.dirichlet(np.ones(used)))[::-1]
        on = bits.sum(1)
        for k in range(used):
            picked = weight * (np.abs(on - np.quantile(on, k / used)) < 1.5)
            lam[:, k] = (picked @ bits + 0.01) / (picked.sum() + 0.02) / (people if k == 0 else 1.0)
        nu[:used] = share + 0.05
    else:
        lam = rng.beta(0.8, 0.8 * people + 0.5, (lists, classes))
        nu = rng.dirichlet(np.ones(classes) * 0.7) + 1e-4
    lam = np.clip(lam, 1e-3, 0.97)
    nu /= nu.sum()
    rest = np.maximum(1 - np.cumsum(nu)[:-1], 1e-9)
    before = np.concatenate([[1.0], rest[:-1]])
    sticks = np.maximum(np.log(before) - np.log(rest), 1e-6)
    return np.concatenate([(np.log(lam) - np.log1p(-lam)).ravel(), np.log(sticks), [0.0]])


def _bits(data: Data) -> NDArray[np.float64]:
    columns = [(data.codes[block] >> i) & 1 for block, size in enumerate(data.size) for i in range(int(size))]
    return np.stack(columns, 1).astype(float)


def _pilot(data: Data, states: NDArray[np.float64], tuning: NDArray[np.float64], seed: int) -> tuple[int, int]:
    """The plan with the most effective draws to the gradient, tried briefly on all chains together.

    Chains that a plan does not bring together count against it. The longest trajectories go first, as warm-up for all.
    """
    scratch = workspace(data)
    best, rate = PLANS[0], -1.0
    begun = states.copy()
    for number, plan in reversed(list(enumerate(PLANS))):
        spent, parts = 0.0, []
        for chain in range(len(states)):
            x = begun[chain].copy()
            own = _tuning(float(np.exp(tuning[chain, 1])))
            state = new_state(seed, 3, number, chain)
            draws = np.zeros((PILOT, 4))
            walk(x, data, state, scratch, own, (*plan, 1), draws[: PILOT // 3])
            spent += walk(x, data, state, scratch, own, (*plan, 0), draws)
            parts.append(draws[:, 0])
            if number == len(PLANS) - 1:
                states[chain] = begun[chain] = x
        each = np.array(parts)
        effective = ess_bulk(each)
        if effective / spent > rate:
            best, rate = plan, effective / spent
    return best
