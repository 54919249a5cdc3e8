"""The posterior of the latent class model, compiled: its density and gradient.

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

from muniment.estimates.tables import CaptureTable

#: reassociation and fused products only: tests for infinity must keep working
FAST = {"reassoc", "contract", "nsz", "arcp"}
BLOCK = 4


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
    row, exps = np.zeros(k), np.zeros(len(bits))
    return Work(
        lam=np.zeros(square),
        out=np.zeros(square),
        odds=np.zeros(square),
        nu=row,
        tables=np.zeros(tables),
        folded=np.zeros(tables),
        joint=np.zeros((len(data.counts), k)),
        missed=row.copy(),
        in_class=row.copy(),
        on_list=np.zeros(square),
        sticks=row.copy(),
        fill=row.copy(),
        bits=bits,
        powers=bits.view(np.float64),
        exps=exps,
        rest=row.copy(),
    )


def pattern_shares(states: NDArray[np.float64], lists: int, classes: int) -> NDArray[np.float64]:
    """Probabilities of all 2^lists patterns (by code) in each state: states × 2^lists."""
    at = lists * classes
    lam = 1 / (1 + np.exp(-states[:, :at].reshape(-1, lists, classes)))
    sticks = np.exp(states[:, at:-1] - states[:, -1:])
    left = np.concatenate([np.ones((len(states), 1)), np.exp(-np.cumsum(sticks, 1))], 1)
    nu = left * np.concatenate([-np.expm1(-sticks), np.ones((len(states), 1))], 1)
    tables = nu[:, None, :]
    for j in range(lists):
        tables = np.concatenate([tables * (1 - lam[:, j, None]), tables * lam[:, j, None]], 1)
    return np.asarray(tables.sum(2))


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
