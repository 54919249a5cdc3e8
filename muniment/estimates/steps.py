"""The steps that walk the latent class posterior, compiled: Hamiltonian trajectories, Gibbs sweeps, label swaps."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from muniment.estimates.latent import FAST, forward, gradient, log_prior
from muniment.estimates.randomness import binomial, log_gamma_draw, normal, poisson, uniform

#: what a Gibbs sweep costs in gradients (benchmarks/estimates/steps.py)
SWEEP = 8.0


@njit(cache=True, fastmath=FAST, error_model="numpy")
def leap(x: Any, data: Any, work: Any, state: Any, box: Any, step: float, most: int, power: float) -> Any:
    """One Hamiltonian trajectory (Neal 2011) of 1 to `most` steps from `x`, accepted or not.

    `box` (4 × parameters) is scratch. Returns the probability of acceptance and the number of gradients taken.
    """
    size = len(x)
    here, momentum, slope, drift = box[0], box[1], box[2], box[3]
    before = power * forward(x, data, work, True) + log_prior(x, data)
    for i in range(size):
        here[i] = x[i]
        momentum[i] = normal(state)
        before -= 0.5 * momentum[i] * momentum[i]
    steps = 1 + int(uniform(state) * most)
    step *= 0.9 + 0.2 * uniform(state)
    gradient(here, data, work, slope, power)
    for t in range(steps):
        half = step if t else 0.5 * step
        for i in range(size):
            momentum[i] += half * slope[i]
            here[i] += step * momentum[i]
        gradient(here, data, work, slope, power)
    after = power * forward(here, data, work, True) + log_prior(here, data)
    for i in range(size):
        last = momentum[i] + 0.5 * step * slope[i]
        after -= 0.5 * last * last
    drift[0] = after - before
    chance = math.exp(min(0.0, after - before)) if math.isfinite(after) else 0.0
    if uniform(state) < chance:
        for i in range(size):
            x[i] = here[i]
    return chance, steps + 1


@njit(cache=True, error_model="numpy")
def hidden_people(state: Any, n: float, none: float) -> Any:
    """n0 given that a share `none` of the people is on no list: negative binomial."""
    odds = none / (1.0 - none)
    return poisson(state, min(math.exp(log_gamma_draw(state, n)) * odds, 1e15))


@njit(cache=True, error_model="numpy")
def sweep(x: Any, data: Any, work: Any, state: Any) -> None:
    """One Gibbs sweep (Manrique-Vallier 2016): n0, the class of everybody, λ, the sticks, label swaps and α."""
    lists, classes = data.lists, data.classes
    forward(x, data, work, False)
    at, blocks = lists * classes, len(data.first)
    members, on_list = work.in_class, work.on_list
    for k in range(classes):
        members[k] = 0.0
        for j in range(lists):
            on_list[j, k] = 0.0
    order = np.argsort(-work.nu)
    missing = hidden_people(state, data.n, work.fill[0])
    for c in range(len(data.counts) + 1):
        unseen = c == len(data.counts)
        if unseen:
            row = work.missed
        elif blocks > 1:
            row = work.joint[c]
        else:
            row = work.tables[0, data.codes[0, c]]
        people = missing if unseen else data.counts[c]
        total = 0.0
        for k in range(classes):
            total += row[k]
        for k in order:
            if people <= 0.0:
                break
            share = row[k] / total if total > 0.0 else 1.0
            here = binomial(state, people, min(share, 1.0))
            total -= row[k]
            people -= here
            if here > 0.0:
                members[k] += here
                if not unseen:
                    for b in range(len(data.first)):
                        code = data.codes[b, c]
                        for i in range(data.size[b]):
                            if (code >> i) & 1:
                                on_list[data.first[b] + i, k] += here
        members[order[0]] += people
        if people > 0.0 and not unseen:
            for b in range(len(data.first)):
                code = data.codes[b, c]
                for i in range(data.size[b]):
                    if (code >> i) & 1:
                        on_list[data.first[b] + i, order[0]] += people
    for j in range(lists):
        for k in range(classes):
            yes = log_gamma_draw(state, 1.0 + on_list[j, k])
            no = log_gamma_draw(state, 1.0 + members[k] - on_list[j, k])
            x[j * classes + k] = yes - no
    alpha = max(math.exp(x[at + classes - 1]), 1e-300)
    later = 0.0
    for k in range(classes - 1, 0, -1):
        later += members[k]
        yes = log_gamma_draw(state, 1.0 + members[k - 1])
        no = log_gamma_draw(state, alpha + later)
        # −log(1 − V) with V = yes/(yes + no)
        stick = yes - no + math.log1p(math.exp(no - yes)) if yes > no else math.log1p(math.exp(yes - no))
        work.sticks[k - 1] = max(stick, 1e-300)
    swap(x, data, work, state, alpha)
    sum_sticks = 0.0
    for k in range(classes - 1):
        sum_sticks += work.sticks[k]
    a = log_gamma_draw(state, data.shape + classes - 1.0) - math.log(data.rate + sum_sticks)
    x[at + classes - 1] = a
    for k in range(classes - 1):
        x[at + k] = math.log(work.sticks[k]) + a


@njit(cache=True, error_model="numpy")
def swap(x: Any, data: Any, work: Any, state: Any, alpha: float) -> None:
    """Swaps of two whole classes, accepted on the stick prior alone, as the likelihood does not change.

    With R_k = 1 − ν_1 − … − ν_k the prior of ν is ∝ ν_K^(α−1) / ∏_{k<K−1} R_k. Reads and writes `work.sticks`.
    """
    lists, classes = data.lists, data.classes
    nu, rest = work.nu, work.fill
    left = 1.0
    for k in range(classes - 1):
        out = math.exp(-work.sticks[k])
        nu[k] = left * -math.expm1(-work.sticks[k])
        left *= out
        rest[k] = left
    nu[classes - 1] = left
    for _ in range(classes):
        a = int(uniform(state) * classes)
        b = int(uniform(state) * classes)
        if a > b:
            a, b = b, a
        if a == b or nu[a] <= 0.0 or nu[b] <= 0.0:
            continue
        # only R_a … R_{b−1} change, by ν_a − ν_b; the last class also enters by its power
        shift = nu[a] - nu[b]
        change = 0.0
        for k in range(a, b):
            # a difference that rounding has eaten up cannot be decided, in either direction
            if rest[k] + shift < 1e-10 * rest[k] or rest[k] < 1e-10 * (rest[k] + shift):
                change = -np.inf
                break
            if k < classes - 2:
                change += math.log(rest[k] / (rest[k] + shift))
        if b == classes - 1:
            change += (alpha - 1.0) * (math.log(nu[a]) - math.log(nu[b]))
        if math.log(uniform(state)) < change:
            nu[a], nu[b] = nu[b], nu[a]
            moved = 0.0
            for k in range(a, b):
                now = math.log1p(shift / rest[k])
                work.sticks[k] = max(work.sticks[k] + moved - now, 1e-300)
                moved = now
                rest[k] += shift
            if b < classes - 1:
                work.sticks[b] = max(work.sticks[b] + moved, 1e-300)
            for j in range(lists):
                x[j * classes + a], x[j * classes + b] = x[j * classes + b], x[j * classes + a]


@njit(cache=True, error_model="numpy")
def walk(x: Any, data: Any, state: Any, work: Any, tuning: Any, plan: Any, draws: Any) -> Any:
    """One chain of `len(draws)` iterations from `x` (changed in place); returns its cost in gradients.

    `plan` is (gibbs every so many iterations, most leapfrog steps or 0 for none, adapt 0/1); `tuning` is (log step,
    averaged log step, H̄, iteration) of Nesterov's dual averaging (Hoffman and Gelman 2014). A row of `draws` is
    log N, p0, log α, people in the largest class as a share, the log likelihood.
    """
    every, most, adapt = plan[0], plan[1], plan[2]
    box = np.zeros((4, len(x)))
    cost = 0.0
    for t in range(len(draws)):
        if most > 0:
            step = math.exp(tuning[0] if adapt else tuning[1])
            chance, used = leap(x, data, work, state, box, step, most, 1.0)
            cost += used
            if adapt:
                tuning[3] += 1.0
                m = tuning[3]
                tuning[2] += (0.8 - chance - tuning[2]) / (m + 10.0)
                tuning[0] = tuning[4] - math.sqrt(m) / 0.05 * tuning[2]
                weight = m**-0.75
                tuning[1] = weight * tuning[0] + (1.0 - weight) * tuning[1]
        if every > 0 and t % every == 0:
            sweep(x, data, work, state)
            cost += SWEEP
        value = forward(x, data, work, True)
        none = work.fill[0]
        draws[t, 0] = math.log(data.n + hidden_people(state, data.n, none))
        draws[t, 1] = none
        draws[t, 2] = x[len(x) - 1]
        draws[t, 3] = value
    return cost
