"""Random numbers inside compiled code: the same draws for the same seed on every machine and with every NumPy.

xoshiro256++ (Blackman and Vigna, ACM Transactions on Mathematical Software 47 (2021) 36); normals by Marsaglia's polar
method, gammas by Marsaglia and Tsang (ACM TOMS 26 (2000) 363), binomial and Poisson numbers in constant time by
Hörmann's transformed rejection (Journal of Statistical Computation and Simulation 46 (1993) 101; Insurance:
Mathematics and Economics 12 (1993) 39). NumPy's generators cost more in compiled code, and Numba's own binomial takes
time in proportion to n·p.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

State = NDArray[np.uint64]


def new_state(seed: int, *path: int) -> State:
    """A generator's state (4 words) for `seed` and a path of numbers (chain, run, …)."""
    words = np.random.SeedSequence([seed & (2**64 - 1), *path]).generate_state(4, np.uint64)
    return np.asarray(words, np.uint64)


@njit(cache=True, inline="always")
def _bits(state: Any) -> Any:
    s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
    mixed = s0 + s3
    out = ((mixed << np.uint64(23)) | (mixed >> np.uint64(41))) + s0
    shifted = s1 << np.uint64(17)
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = (s3 << np.uint64(45)) | (s3 >> np.uint64(19))
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3
    return out


@njit(cache=True)
def uniform(state: Any) -> Any:
    """Uniform on (0, 1), never 0."""
    return (np.float64(_bits(state) >> np.uint64(11)) + 0.5) * (1.0 / 9007199254740992.0)


@njit(cache=True)
def normal(state: Any) -> Any:
    """Standard normal."""
    while True:
        u = 2.0 * uniform(state) - 1.0
        v = 2.0 * uniform(state) - 1.0
        s = u * u + v * v
        if 0.0 < s < 1.0:
            return u * math.sqrt(-2.0 * math.log(s) / s)


@njit(cache=True)
def log_gamma_draw(state: Any, shape: float) -> Any:
    """The logarithm of a gamma number with `shape` and scale 1 (in logs, as small shapes underflow)."""
    boost = 0.0
    if shape < 1.0:
        boost = math.log(uniform(state)) / shape
        shape += 1.0
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal(state)
        v = 1.0 + c * x
        if v <= 0.0:
            continue
        v = v * v * v
        u = uniform(state)
        if u < 1.0 - 0.0331 * x * x * x * x or math.log(u) < 0.5 * x * x + d * (1.0 - v + math.log(v)):
            return math.log(d * v) + boost


@njit(cache=True)
def poisson(state: Any, mean: float) -> Any:
    """A Poisson number, as a float (means up to 1e15)."""
    if mean < 10.0:
        limit = math.exp(-mean)
        k = -1
        product = 1.0
        while True:
            k += 1
            product *= uniform(state)
            if product <= limit:
                return float(k)
    root = math.sqrt(mean)
    b = 0.931 + 2.53 * root
    a = -0.059 + 0.02483 * b
    inverse = 1.1239 + 1.1328 / (b - 3.4)
    fast = 0.9277 - 3.6224 / (b - 2.0)
    logm = math.log(mean)
    while True:
        u = uniform(state) - 0.5
        v = uniform(state)
        us = 0.5 - abs(u)
        k = math.floor((2.0 * a / us + b) * u + mean + 0.43)
        if us >= 0.07 and v <= fast:
            return k
        if k < 0.0 or (us < 0.013 and v > us):
            continue
        if math.log(v * inverse / (a / (us * us) + b)) <= k * logm - mean - math.lgamma(k + 1.0):
            return k


@njit(cache=True)
def binomial(state: Any, n: float, p: float) -> Any:
    """A binomial number, as a float."""
    if n <= 0.0 or p <= 0.0:
        return 0.0
    if p >= 1.0:
        return n
    if p > 0.5:
        return n - _binomial(state, n, 1.0 - p)
    return _binomial(state, n, p)


@njit(cache=True)
def _binomial(state: Any, n: float, p: float) -> Any:
    q = 1.0 - p
    if n * p < 10.0:
        odds = p / q
        chance = math.exp(n * math.log(q))
        u = uniform(state)
        k = 0.0
        while u > chance and k < n:
            u -= chance
            k += 1.0
            chance *= odds * (n - k + 1.0) / k
        return k
    spread = math.sqrt(n * p * q)
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    c = n * p + 0.5
    fast = 0.92 - 4.2 / b
    alpha = (2.83 + 5.1 / b) * spread
    middle = math.floor((n + 1.0) * p)
    logodds = math.log(p / q)
    top = math.lgamma(middle + 1.0) + math.lgamma(n - middle + 1.0)
    while True:
        u = uniform(state) - 0.5
        v = uniform(state)
        us = 0.5 - abs(u)
        k = math.floor((2.0 * a / us + b) * u + c)
        if k < 0.0 or k > n:
            continue
        if us >= 0.07 and v <= fast:
            return k
        v = math.log(v * alpha / (a / (us * us) + b))
        if v <= top - math.lgamma(k + 1.0) - math.lgamma(n - k + 1.0) + (k - middle) * logodds:
            return k
