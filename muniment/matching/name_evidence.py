"""What two names of records say together: how their tokens fit, and how much that weighs given how rare they are.

For every token pair the transducer gives log P(y|x) − log P(y|letters); agreement is worth that many nats but never
more than the rarity of the token (term frequency on its skeleton). Tokens are matched one to one, best first. The
outcome of a pair is a pattern (the worst token: where, and how bad; was a token left over) and a weight, in steps of
nats.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from muniment.matching.encoding import ARABIC, LATIN, MOST_TOKENS, Names
from muniment.matching.likeness import log_ratio
from muniment.matching.model import NameModel, Packed

#: nats a letter: above SAME the tokens are spellings of one word, above ALIKE they may be, below they are two words
#: Within one script a letter more or less makes another name (احمد, محمد), so more is asked (the Gaza lists, where
#: brothers stand beside one another, set both)
SAME, ALIKE, DOUBTFUL = 1.9, 1.0, 0.2
ALIKE_IN_SCRIPT = 1.5
#: tokens that do not share this many consonant classes are two words without looking at the letters
UNLIKE = 4
#: the whole names read as one run of letters count as one name above this
JOINED = 2.0
#: patterns, in the order of their numbers; 0 is a missing name
PATTERNS = (
    "no name on one side", "every token the same", "every token alike", "the first token in doubt",
    "another token in doubt", "the first token differs", "another token differs", "two tokens differ",
)  # fmt: skip
#: lower edges of the steps of the weight, nats
STEPS = np.array([2.0, 4.0, 6.0, 7.5, 9.0, 10.5, 12.0, 14.0, 16.0, 19.0, 22.0])
#: pattern × (nothing left over, a token left over, other scripts ×2) × step
LEVELS = len(PATTERNS) * 4 * (len(STEPS) + 1)


def name_levels(
    left: Names, right: Names, pairs: NDArray[np.int32], model: NameModel, *, threads: int = 2
) -> NDArray[np.int16]:
    """[k] the level of each pair (rows of record numbers of `left` and `right`): see `read_level`."""
    out = np.zeros(len(pairs), np.int16)
    scripts = left.script[pairs[:, 0]], right.script[pairs[:, 1]]
    kinds = {
        "arabic-arabic": (scripts[0] == ARABIC) & (scripts[1] == ARABIC),
        "latin-latin": (scripts[0] == LATIN) & (scripts[1] == LATIN),
        "arabic-latin": (scripts[0] != scripts[1]) & (scripts[0] > 0) & (scripts[1] > 0),
    }
    for kind, chosen in kinds.items():
        where = np.flatnonzero(chosen)
        if not len(where) or kind not in model.tables:
            continue
        packed: Packed = model.tables[kind].packed
        parts = np.array_split(where, max(1, min(threads * 4, len(where) // 20_000 + 1)))
        across = kind == "arabic-latin"

        def work(part: NDArray[np.int64], packed: Packed = packed, across: bool = across) -> None:
            _fill(
                out, part, pairs, left.script, left.tokens, left.relation, left.rarity,
                right.script, right.tokens, right.relation, right.rarity,
                left.letters, left.ends, left.classes, across, packed, SAME, STEPS,
            )  # fmt: skip

        if len(parts) == 1:
            work(parts[0])
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(work, parts))
    return out


def read_level(level: int) -> tuple[str, bool, bool, int]:
    """(pattern, was a token left over, were the scripts different, step of the weight) of a level."""
    step = level % (len(STEPS) + 1)
    rest = level // (len(STEPS) + 1)
    return PATTERNS[rest // 4], bool(rest % 2), bool(rest // 2 % 2), step


@numba.njit(cache=True, nogil=True)
def _fill(
    out: Any, part: Any, pairs: Any, l_script: Any, l_tokens: Any, l_relation: Any, l_rarity: Any, r_script: Any,
    r_tokens: Any, r_relation: Any, r_rarity: Any, letters: Any, ends: Any, classes: Any, across: Any, packed: Any,
    same: Any, steps: Any,
) -> Any:  # fmt: skip
    none, one, two, insert, stay, background = packed
    rows = np.zeros((2, 1024))
    found = np.zeros((MOST_TOKENS, MOST_TOKENS))
    x, y = np.zeros(MOST_TOKENS, np.int32), np.zeros(MOST_TOKENS, np.int32)
    xs, ys = np.zeros(1024, np.uint8), np.zeros(1024, np.uint8)
    for k in part:
        a, b = pairs[k, 0], pairs[k, 1]
        swap = across and l_script[a] == 2
        nx = ny = 0
        for t in range(MOST_TOKENS):
            i, j = l_tokens[a, t], r_tokens[b, t]
            if swap:
                i, j = j, i
            if i >= 0:
                x[nx] = i
                nx += 1
            if j >= 0:
                y[ny] = j
                ny += 1
        pattern, over, weight = _pair(
            x[:nx], y[:ny], across, letters, ends, classes, l_rarity, r_rarity, found, rows, xs, ys,
            none, one, two, insert, stay, background, same,
        )  # fmt: skip
        if l_relation[a] != r_relation[b]:
            pattern = max(pattern, 5) if pattern != 6 else 7
        step = 0
        while step < len(steps) and weight >= steps[step]:
            step += 1
        out[k] = (pattern * 4 + (2 if across else 0) + (1 if over else 0)) * (len(steps) + 1) + step


@numba.njit(cache=True, nogil=True)
def _pair(
    x: Any, y: Any, across: Any, letters: Any, ends: Any, classes: Any, x_rarity: Any, y_rarity: Any, found: Any,
    rows: Any, xs: Any, ys: Any, none: Any, one: Any, two: Any, insert: Any, stay: Any, background: Any, same: Any,
) -> Any:  # fmt: skip
    """(pattern, whether a token was left over, weight in nats) of two names given by their token numbers."""
    nx, ny = len(x), len(y)
    settled = 0
    for i in range(min(nx, ny)):  # most true pairs have their tokens in the same order
        value = _token(x[i], y[i], across, letters, ends, classes, rows, none, one, two, insert, stay, background)
        found[i, i] = value
        if value > same:
            settled |= 1 << i
    for i in range(nx):
        for j in range(ny):
            if i == j:
                continue
            if settled >> i & 1 or settled >> j & 1:
                found[i, j] = -9.0
            else:
                found[i, j] = _token(
                    x[i], y[j], across, letters, ends, classes, rows, none, one, two, insert, stay, background
                )
    worst, worst_first, differ, weight, matched = 9.0, False, 0, 0.0, 0
    few = min(nx, ny)
    used_x = used_y = 0
    for _ in range(few):
        best, bi, bj = -1e9, 0, 0
        for i in range(nx):
            if used_x >> i & 1:
                continue
            for j in range(ny):
                if used_y >> j & 1:
                    continue
                value = found[i, j] - 0.05 * abs(i - j)
                if value > best:
                    best, bi, bj = value, i, j
        used_x |= 1 << bi
        used_y |= 1 << bj
        value = found[bi, bj]
        matched += 1
        rare = min(x_rarity[x[bi]], y_rarity[y[bj]])
        length = ends[y[bj]] - (ends[y[bj] - 1] if y[bj] else 0)
        weight += min(rare, max(value, -1.0) * length)
        if value < DOUBTFUL:
            differ += 1
        if value < worst:
            worst, worst_first = value, bi == 0 or bj == 0
    if nx != ny and differ <= 1:  # a name in two words on one side, in one on the other
        whole, total, longer = _whole(
            x, y, letters, ends, x_rarity, y_rarity, rows, xs, ys, none, one, two, insert, stay, background
        )
        if whole > JOINED and (across or longer <= 1):
            return (1 if whole > same else 2), False, total
    if worst > same:
        pattern = 1
    elif worst > (ALIKE if across else ALIKE_IN_SCRIPT):
        pattern = 2
    elif worst > DOUBTFUL:
        pattern = 3 if worst_first else 4
    elif differ > 1:
        pattern = 7
    else:
        pattern = 5 if worst_first else 6
    return pattern, nx != ny, weight


@numba.njit(cache=True, nogil=True)
def _token(
    p: Any, q: Any, across: Any, letters: Any, ends: Any, classes: Any, rows: Any, none: Any, one: Any, two: Any,
    insert: Any, stay: Any, background: Any,
) -> Any:  # fmt: skip
    """Nats a letter for two tokens by their numbers; the same token is beyond doubt; an initial says little."""
    if not across:
        if p == q:
            return 8.0
        if p > q:  # the same either way round
            p, q = q, p
    apart = classes[p] ^ classes[q]
    unlike = 0
    while apart:
        unlike += apart & 1
        apart >>= 1
    if unlike >= UNLIKE:
        return -2.0
    s0, s1 = (ends[p - 1] if p else 0), ends[p]
    t0, t1 = (ends[q - 1] if q else 0), ends[q]
    if s1 - s0 == 1 or t1 - t0 == 1:
        first = log_ratio(letters, s0, s0 + 1, letters, t0, t0 + 1, none, one, two, insert, stay, background, rows)
        return 1.2 if first > 0.5 else -3.0
    return log_ratio(letters, s0, s1, letters, t0, t1, none, one, two, insert, stay, background, rows) / (t1 - t0)


@numba.njit(cache=True, nogil=True)
def _whole(
    x: Any, y: Any, letters: Any, ends: Any, x_rarity: Any, y_rarity: Any, rows: Any, xs: Any, ys: Any, none: Any,
    one: Any, two: Any, insert: Any, stay: Any, background: Any,
) -> Any:  # fmt: skip
    """Nats a letter of the whole names as one run of letters, their weight (no more than the tokens' rarities), and by
    how many letters one is longer."""
    n = m = 0
    rare_x = rare_y = 0.0
    for i in x:
        for at in range(ends[i - 1] if i else 0, ends[i]):
            xs[n] = letters[at]
            n += 1
        rare_x += x_rarity[i]
    for j in y:
        for at in range(ends[j - 1] if j else 0, ends[j]):
            ys[m] = letters[at]
            m += 1
        rare_y += y_rarity[j]
    total = log_ratio(xs, 0, n, ys, 0, m, none, one, two, insert, stay, background, rows)
    return total / m, min(total, rare_x, rare_y), abs(n - m)
