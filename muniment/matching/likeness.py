"""How alike two spelled names are: the transducer over whole names and over tokens, compiled.

The score of a pair is the larger of two readings, in nats for each target letter: the names read as one run of letters
(joins and spaces do not matter), and their tokens matched one to one in whatever order (swaps, missing second
surnames, initials). A reading that leaves tokens over pays for each of them. The constants were set on the development
half of the Persian–Latin and Latin–Latin pairs (`benchmarks/matching/names.py`).
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Letters = NDArray[np.uint8]
Ends = NDArray[np.int64]
Floats = NDArray[np.float32]

#: nats that a token pays which only one of the names has, and for each of its letters
LEFT_OVER, LEFT_OVER_LETTER = 8.0, 0.8
#: nats that both sides pay together when each has a token left over: two different words
BOTH_LEFT_OVER = 6.0
#: nats for each token out of order
SWAPPED = 1.5
#: most tokens that are matched in any order; names of more are read as one run of letters only
MOST_TOKENS = 6
#: a whole-name reading above this is good enough that tokens cannot change the answer
CERTAIN = 2.6
#: nats for a single letter that stands for a token beginning with it
INITIAL = 0.7
#: names of as many tokens on both sides lose so much for each nat by which their least alike token falls short: a
#: surname in common does not make up for another given name
UNLIKE, LIKE_ENOUGH = 1.0, 0.8
LOWEST = -20.0


@numba.njit(cache=True, nogil=True, fastmath=False)
def log_ratio(
    x: Letters, x0: int, x1: int, y: Letters, y0: int, y1: int, none: Floats, one: Floats, two: Floats,
    insert: Floats, stay: Floats, background: Floats, rows: NDArray[np.float64],
) -> float:  # fmt: skip
    """log P(y | x) − log P(y | background) for x[x0:x1] and y[y0:y1]; `rows` is scratch [2, letters + 1]."""
    m = y1 - y0
    start = none.shape[0]
    before, now = 0, 1
    rows[0, 0] = 1.0
    for j in range(1, m + 1):
        rows[0, j] = rows[0, j - 1] * insert[start, y[y0 + j - 1]]
    left = stay[start]
    for i in range(x0, x1):
        c = x[i]
        rows[now, 0] = rows[before, 0] * left * none[c]
        for j in range(1, m + 1):
            b = y[y0 + j - 1]
            p = rows[before, j] * none[c] + rows[before, j - 1] * one[c, b]
            if j >= 2:
                p += rows[before, j - 2] * two[c, y[y0 + j - 2], b]
            rows[now, j] = p * left + rows[now, j - 1] * insert[c, b]
        left = stay[c]
        before, now = now, before
    known = background[background.shape[0] - 1, y[y0]] if m else 0.0
    for j in range(y0 + 1, y1):
        known += background[y[j - 1], y[j]]
    if m:
        known += background[y[y1 - 1], background.shape[0] - 1]
    return float(np.log(rows[before, m] * left + 1e-300) - known)


@numba.njit(cache=True, nogil=True)
def score(
    x: Letters, x_ends: Ends, y: Letters, y_ends: Ends, none: Floats, one: Floats, two: Floats, insert: Floats,
    stay: Floats, background: Floats, rows: NDArray[np.float64], found: NDArray[np.float64], order: Ends,
) -> float:  # fmt: skip
    """The score of two names. `found` [MOST, MOST] gets the token ratios and `order` [MOST] which token of y each token
    of x was matched with (−1: none), or −2 in the first place when the names were read as one run of letters."""
    nx, ny = len(x_ends), len(y_ends)
    m = len(y)
    order[0] = -2
    if len(x) == 0 or m == 0:
        return LOWEST
    whole = log_ratio(x, 0, len(x), y, 0, m, none, one, two, insert, stay, background, rows) / m
    if none.shape[0] == background.shape[0] - 1 and np.array_equal(x, y):
        whole = max(whole, CERTAIN) + 0.1
    if whole > CERTAIN or (nx == 1 and ny == 1) or nx > MOST_TOKENS or ny > MOST_TOKENS:
        return max(whole, LOWEST)
    s0 = 0
    for i in range(nx):
        t0 = 0
        for j in range(ny):
            value = log_ratio(x, s0, x_ends[i], y, t0, y_ends[j], none, one, two, insert, stay, background, rows)
            if x_ends[i] - s0 == 1 or y_ends[j] - t0 == 1:
                first = log_ratio(x, s0, s0 + 1, y, t0, t0 + 1, none, one, two, insert, stay, background, rows)
                value = INITIAL if first > 0.5 else -BOTH_LEFT_OVER
            found[i, j] = value
            t0 = y_ends[j]
        s0 = x_ends[i]
    best = _match(x_ends, y_ends, found, order)
    unlike = 0.0
    if nx == ny:
        unlike = UNLIKE * max(0.0, LIKE_ENOUGH - _worst(y_ends, found, nx))
    if best <= whole:
        order[0] = -2
    return max(max(best, whole) - unlike, LOWEST)


@numba.njit(cache=True, nogil=True)
def _worst(y_ends: Ends, found: NDArray[np.float64], nx: int) -> float:
    """The lowest ratio a letter of any token of y with the token of x that is most like it."""
    worst = 100.0
    start = 0
    for j in range(len(y_ends)):
        top = found[0, j]
        for i in range(1, nx):
            top = max(top, found[i, j])
        worst = min(worst, top / (y_ends[j] - start))
        start = y_ends[j]
    return worst


@numba.njit(cache=True, nogil=True)
def _match(x_ends: Ends, y_ends: Ends, found: NDArray[np.float64], order: Ends) -> float:
    """The best one-to-one matching of tokens, in nats a letter of y; every subset of y's tokens is looked at."""
    nx, ny = len(x_ends), len(y_ends)
    full = 1 << ny
    value = np.full((nx + 1, full), -1e9)
    chosen = np.full((nx + 1, full), -3, dtype=np.int64)
    value[0, 0] = 0.0
    for i in range(nx):
        letters = x_ends[i] - (x_ends[i - 1] if i else 0)
        over = LEFT_OVER + LEFT_OVER_LETTER * letters
        for mask in range(full):
            here = value[i, mask]
            if here < -1e8:
                continue
            if here - over > value[i + 1, mask]:
                value[i + 1, mask] = here - over
                chosen[i + 1, mask] = -1
            for j in range(ny):
                if mask >> j & 1:
                    continue
                now = mask | 1 << j
                gain = here + found[i, j] - (SWAPPED if mask >> (j + 1) else 0.0)
                if gain > value[i + 1, now]:
                    value[i + 1, now] = gain
                    chosen[i + 1, now] = j
    best, at = -1e9, 0
    total = y_ends[ny - 1]
    for mask in range(full):
        here = value[nx, mask]
        if here < -1e8:
            continue
        matched = 0
        for j in range(ny):
            letters = y_ends[j] - (y_ends[j - 1] if j else 0)
            if mask >> j & 1:
                matched += 1
            else:
                here -= LEFT_OVER + LEFT_OVER_LETTER * letters
        if matched == 0:
            continue
        if matched < ny and matched < nx:
            here -= BOTH_LEFT_OVER * (min(nx, ny) - matched)
        if here > best:
            best, at = here, mask
    for i in range(nx, 0, -1):
        j = chosen[i, at]
        order[i - 1] = j
        if j >= 0:
            at &= ~(1 << j)
    return float(best / total)


@numba.njit(cache=True, nogil=True)
def score_pairs(
    x: Letters, x_tokens: Ends, x_names: Ends, y: Letters, y_tokens: Ends, y_names: Ends, pairs: NDArray[np.int64],
    none: Floats, one: Floats, two: Floats, insert: Floats, stay: Floats, background: Floats,
) -> NDArray[np.float64]:  # fmt: skip
    """The score of each pair (row of `pairs`: name of x, name of y). `x` holds all letters; `x_tokens` the end of each
    token in `x`; `x_names` the end of each name in `x_tokens`; likewise y."""
    out = np.empty(len(pairs))
    rows = np.zeros((2, 512))
    found = np.zeros((MOST_TOKENS, MOST_TOKENS))
    order = np.zeros(MOST_TOKENS, dtype=np.int64)
    for k in range(len(pairs)):
        a, b = pairs[k, 0], pairs[k, 1]
        i0, i1 = (x_names[a - 1] if a else 0), x_names[a]
        j0, j1 = (y_names[b - 1] if b else 0), y_names[b]
        s0 = x_tokens[i0 - 1] if i0 else 0
        t0 = y_tokens[j0 - 1] if j0 else 0
        if i0 == i1 or j0 == j1:
            out[k] = LOWEST
            continue
        out[k] = score(
            x[s0 : x_tokens[i1 - 1]], x_tokens[i0:i1] - s0, y[t0 : y_tokens[j1 - 1]], y_tokens[j0:j1] - t0,
            none, one, two, insert, stay, background, rows, found, order,
        )  # fmt: skip
    return out
