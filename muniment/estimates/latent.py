"""The posterior of the latent class model, compiled: its density and gradient, and the steps that walk it.

The parameters stand in one vector: logit λ (lists × classes, classes innermost), log E (classes − 1), log α, with the
sticks V_k = 1 − exp(−E_k/α), E_k ~ Exp(1), which makes V_k ~ Beta(1, α) (Sethuraman 1994) and E free of α. N is
integrated out under p(N) ∝ 1/N, so that the likelihood is ∏ [p_c/(1−p_0)]^{f_c} over the cells that hold people.

Probabilities of patterns are built by blocks of at most 4 lists (5 for tables of 5): all patterns of a block by
doubling, a cell's probability as the product over blocks. No table of 2^lists is made and nothing overflows.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from muniment.estimates.randomness import binomial, log_gamma_draw, normal, poisson, uniform
from muniment.estimates.tables import CaptureTable

#: reassociation and fused products only: tests for infinity must keep working
FAST = {"reassoc", "contract", "nsz", "arcp"}
BLOCK = 4
#: what a Gibbs sweep costs in gradients (benchmarks/estimates/steps.py)
SWEEP = 8.0


class Data(NamedTuple):
    """A table as compiled code reads it: `codes` (blocks × cells, the pattern within each block), `first` list of each
    block and its `size`, `counts` (cells), the people `n`, `lists`, `classes`, the prior of α (shape, rate), and the
    power that the likelihood is raised to (1 but when tempering)."""

    codes: NDArray[np.int32]
    first: NDArray[np.int32]
    size: NDArray[np.int32]
    counts: NDArray[np.float64]
    n: float
    lists: int
    classes: int
    shape: float
    rate: float


class Work(NamedTuple):
    """Scratch space of one chain."""

    lam: NDArray[np.float64]
    out: NDArray[np.float64]
    odds: NDArray[np.float64]
    nu: NDArray[np.float64]
    tables: NDArray[np.float64]
    folded: NDArray[np.float64]
    joint: NDArray[np.float64]
    missed: NDArray[np.float64]
    in_class: NDArray[np.float64]
    on_list: NDArray[np.float64]
    sticks: NDArray[np.float64]
    fill: NDArray[np.float64]
    bits: NDArray[np.int64]
    powers: NDArray[np.float64]
    exps: NDArray[np.float64]
    rest: NDArray[np.float64]


def prepare(table: CaptureTable, classes: int, alpha: tuple[float, float]) -> Data:
    """A table ready for the sampler."""
    lists = len(table.lists)
    width = lists if lists <= BLOCK + 1 else BLOCK
    first = np.arange(0, lists, width, dtype=np.int32)
    size = np.minimum(width, lists - first).astype(np.int32)
    codes = np.stack([(table.codes >> int(a)) & ((1 << int(w)) - 1) for a, w in zip(first, size, strict=True)])
    counts = table.counts.astype(np.float64)
    return Data(codes.astype(np.int32), first, size, counts, float(table.n), lists, classes, alpha[0], alpha[1])


def workspace(data: Data) -> Work:
    """Scratch space for one chain on `data`."""
    k, square = data.classes, (data.lists, data.classes)
    tables = (len(data.first), 1 << int(data.size.max()), k)
    bits = np.zeros((data.lists + 1) * k, np.int64)
    shapes = (square, square, square, (k,), tables, tables, (len(data.counts), k), (k,), (k,), square, (k,), (k,))
    exps = np.zeros(len(bits))
    return Work(*(np.zeros(shape) for shape in shapes), bits, bits.view(np.float64), exps, np.zeros(k))


@njit(cache=True, fastmath=FAST, error_model="numpy")
def exponentials(x: Any, size: int, bits: Any, powers: Any, out: Any) -> None:
    """exp(−x) for `size` values at once: 2^k times a polynomial in the rest (Cody and Waite 1980), error 1e−15.

    Written so that the compiler works on several at a time, which it does not for calls of `math.exp`.
    """
    for i in range(size):
        v = min(max(-x[i], -700.0), 700.0)
        k = math.floor(v * 1.4426950408889634 + 0.5)
        r = v - k * 0.693147180369123816490 - k * 1.90821492927058770002e-10
        bits[i] = (np.int64(k) + 1023) << 52
        p = 1.0 / 6227020800.0
        p = p * r + 1.0 / 479001600.0
        p = p * r + 1.0 / 39916800.0
        p = p * r + 1.0 / 3628800.0
        p = p * r + 1.0 / 362880.0
        p = p * r + 1.0 / 40320.0
        p = p * r + 1.0 / 5040.0
        p = p * r + 1.0 / 720.0
        p = p * r + 1.0 / 120.0
        p = p * r + 1.0 / 24.0
        p = p * r + 1.0 / 6.0
        p = p * r + 0.5
        p = p * r + 1.0
        out[i] = p * r + 1.0
    for i in range(size):
        out[i] *= powers[i]


@njit(cache=True, fastmath=FAST, error_model="numpy")
def forward(x: Any, data: Any, work: Any, with_log: bool) -> Any:
    """Fills `work` with λ, ν and each cell's joint probability with each class; the log likelihood if wanted.

    Afterwards `joint[c, k]` is ν_k q_ck, `missed[k]` is ν_k q_0k and `fill[0]` is p_0.
    """
    lists, classes = data.lists, data.classes
    at = lists * classes
    exponentials(x, at + classes, work.bits, work.powers, work.exps)
    rate = work.exps[at + classes - 1]
    for k in range(classes - 1):
        work.sticks[k] = rate / work.exps[at + k]
    exponentials(work.sticks, classes - 1, work.bits, work.powers, work.rest)
    left = 1.0
    for k in range(classes - 1):
        rest = work.rest[k]
        work.nu[k] = left * (1.0 - rest) if work.sticks[k] > 1e-5 else left * work.sticks[k]
        left *= rest
    work.nu[classes - 1] = left
    for j in range(lists):
        for k in range(classes):
            e = work.exps[j * classes + k]
            inside = 1.0 / (1.0 + e)
            work.lam[j, k] = inside
            work.out[j, k] = e * inside
            work.odds[j, k] = 1.0 / e
    blocks, tables = len(data.first), work.tables
    for b in range(blocks):
        for k in range(classes):
            tables[b, 0, k] = work.nu[k] if b == 0 else 1.0
        for i in range(data.size[b]):
            j = data.first[b] + i
            for k in range(classes):
                tables[b, 0, k] *= work.out[j, k]
        for i in range(data.size[b]):
            j = data.first[b] + i
            half = 1 << i
            for s in range(half):
                for k in range(classes):
                    tables[b, s + half, k] = tables[b, s, k] * work.odds[j, k]
    none = 0.0
    for k in range(classes):
        missed = tables[0, 0, k]
        for b in range(1, blocks):
            missed *= tables[b, 0, k]
        work.missed[k] = missed
        none += missed
    work.fill[0] = none
    if blocks > 1:
        for c in range(len(data.counts)):
            s = data.codes[0, c]
            for k in range(classes):
                work.joint[c, k] = tables[0, s, k]
            for b in range(1, blocks):
                s = data.codes[b, c]
                for k in range(classes):
                    work.joint[c, k] *= tables[b, s, k]
    total = 0.0
    if with_log:
        for c in range(len(data.counts)):
            p = 0.0
            if blocks > 1:
                for k in range(classes):
                    p += work.joint[c, k]
            else:
                s = data.codes[0, c]
                for k in range(classes):
                    p += tables[0, s, k]
            total += data.counts[c] * math.log(p)
        total -= data.n * math.log1p(-none)
    return total


@njit(cache=True, fastmath=FAST, error_model="numpy")
def log_prior(x: Any, data: Any) -> Any:
    """log prior density of the parameters as they stand in `x` (Jacobians in), up to a constant."""
    lists, classes = data.lists, data.classes
    total = 0.0
    for i in range(lists * classes):
        total -= abs(x[i]) + 2.0 * math.log1p(math.exp(-abs(x[i])))
    for k in range(classes - 1):
        e = x[lists * classes + k]
        total += e - math.exp(e)
    a = x[lists * classes + classes - 1]
    return total + data.shape * a - data.rate * math.exp(a)


@njit(cache=True, fastmath=FAST, error_model="numpy")
def gradient(x: Any, data: Any, work: Any, slope: Any, power: float) -> None:
    """The gradient of the log posterior (likelihood to the `power`) into `slope`."""
    lists, classes = data.lists, data.classes
    forward(x, data, work, False)
    blocks = len(data.first)
    folded, tables, joint = work.folded, work.tables, work.joint
    for b in range(blocks):
        for s in range(folded.shape[1]):
            for k in range(classes):
                folded[b, s, k] = 0.0
    unseen = power * data.n / (1.0 - work.fill[0])
    for k in range(classes):
        work.in_class[k] = unseen * work.missed[k]
    for c in range(len(data.counts)):
        p = 0.0
        if blocks == 1:
            s = data.codes[0, c]
            for k in range(classes):
                p += tables[0, s, k]
            weight = power * data.counts[c] / p
            for k in range(classes):
                folded[0, s, k] = weight * tables[0, s, k]
        else:
            for k in range(classes):
                p += joint[c, k]
            weight = power * data.counts[c] / p
            for b in range(blocks):
                s = data.codes[b, c]
                for k in range(classes):
                    folded[b, s, k] += weight * joint[c, k]
    for b in range(blocks):
        for i in range(data.size[b] - 1, -1, -1):
            half = 1 << i
            j = data.first[b] + i
            for k in range(classes):
                work.on_list[j, k] = 0.0
            for s in range(half):
                for k in range(classes):
                    upper = folded[b, s + half, k]
                    work.on_list[j, k] += upper
                    folded[b, s, k] += upper
        if b == 0:
            for k in range(classes):
                work.in_class[k] += folded[0, 0, k]
    for j in range(lists):
        for k in range(classes):
            slope[j * classes + k] = work.on_list[j, k] + 1.0 - (work.in_class[k] + 2.0) * work.lam[j, k]
    later = work.in_class[classes - 1]
    of_alpha = 0.0
    at = lists * classes
    for k in range(classes - 2, -1, -1):
        stick = work.sticks[k]
        # t·e^−t/(1−e^−t) → 1 as t → 0
        rest = work.rest[k]
        ratio = stick * rest / (1.0 - rest) if stick > 1e-5 else 1.0 - 0.5 * stick
        pull = work.in_class[k] * ratio - stick * later
        of_alpha -= pull
        slope[at + k] = pull + 1.0 - 1.0 / work.exps[at + k]
        later += work.in_class[k]
    slope[at + classes - 1] = of_alpha + data.shape - data.rate / work.exps[at + classes - 1]


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
    """One Gibbs sweep: n0, the class of everybody, then λ, the sticks and α (Manrique-Vallier 2016), and label swaps."""
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
def walk(
    x: Any, data: Any, state: Any, work: Any, tuning: Any, plan: Any, draws: Any
) -> Any:
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
