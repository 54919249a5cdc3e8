"""A weighted character transducer between two scripts, trained by expectation–maximisation.

Ristad & Yianilos (1998), "Learning string-edit distance", IEEE PAMI 20(5), extended: a source letter writes none, one
or two target letters, and target letters may be inserted after it (the short vowels that Arabic script leaves out). The
score of a pair is a log-likelihood ratio: how much better the transducer explains the target than a letter-bigram
model of names does that knows nothing of the source, for each target letter.

Letters are small integers (see `muniment.matching.letters`): sources 0…S-1, with S the start; targets 0…T-1, with T the
boundary. All arrays are float64; a word is a uint8 array.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Letters = NDArray[np.uint8]

#: pseudo-counts that keep an operation possible which the training pairs never showed
SMOOTH_ONE, SMOOTH_TWO, SMOOTH_NONE, SMOOTH_INSERT = 1e-3, 1e-5, 1e-2, 1e-2


@dataclass(frozen=True, slots=True)
class Transducer:
    """Probabilities of the operations: `none` [S], `one` [S, T], `two` [S, T, T], `insert` [S+1, T], and the
    background letter bigrams of the target, `bigram` [T+1, T+1]."""

    none: Floats
    one: Floats
    two: Floats
    insert: Floats
    bigram: Floats

    @property
    def stay(self) -> Floats:
        """[S+1]: the probability that nothing more is inserted after a source letter."""
        return np.asarray(1.0 - self.insert.sum(axis=1))


@numba.njit(cache=True, nogil=True)
def log_ratio(
    source: Letters, target: Letters, none: Floats, one: Floats, two: Floats, insert: Floats, bigram: Floats
) -> float:
    """log P(target | source) − log P(target | background) of two words, in nats."""
    n, m = len(source), len(target)
    start = none.shape[0]
    before = np.zeros(m + 1)
    now = np.zeros(m + 1)
    stay = 1.0
    for a in range(insert.shape[1]):
        stay -= insert[start, a]
    before[0] = 1.0
    for j in range(1, m + 1):
        before[j] = before[j - 1] * insert[start, target[j - 1]]
    for i in range(n):
        x = source[i]
        for j in range(m + 1):
            p = before[j] * stay * none[x]
            if j >= 1:
                p += before[j - 1] * stay * one[x, target[j - 1]]
                p += now[j - 1] * insert[x, target[j - 1]]
            if j >= 2:
                p += before[j - 2] * stay * two[x, target[j - 2], target[j - 1]]
            now[j] = p
        stay = 1.0
        for a in range(insert.shape[1]):
            stay -= insert[x, a]
        before, now = now, before
    background = 0.0
    last = bigram.shape[0] - 1
    for j in range(m):
        background += np.log(bigram[last, target[j]])
        last = target[j]
    background += np.log(bigram[last, bigram.shape[0] - 1])
    return float(np.log(before[m] * stay + 1e-300) - background)


@numba.njit(cache=True, nogil=True)
def _expect(
    sources: Letters,
    source_ends: NDArray[np.int64],
    targets: Letters,
    target_ends: NDArray[np.int64],
    weights: Floats,
    none: Floats,
    one: Floats,
    two: Floats,
    insert: Floats,
    c_none: Floats,
    c_one: Floats,
    c_two: Floats,
    c_insert: Floats,
    c_stay: Floats,
) -> float:
    """Adds the expected counts of every operation over all pairs; returns the weighted log-likelihood."""
    start = none.shape[0]
    stay = np.empty(start + 1)
    for x in range(start + 1):
        left = 1.0
        for a in range(insert.shape[1]):
            left -= insert[x, a]
        stay[x] = left
    total = 0.0
    s0 = 0
    t0 = 0
    for k in range(len(weights)):
        s1, t1 = source_ends[k], target_ends[k]
        n, m = s1 - s0, t1 - t0
        alpha = np.zeros((n + 1, m + 1))
        beta = np.zeros((n + 1, m + 1))
        alpha[0, 0] = 1.0
        for i in range(n + 1):
            here = start if i == 0 else sources[s0 + i - 1]
            before = start if i <= 1 else sources[s0 + i - 2]
            for j in range(m + 1):
                p = alpha[i, j]
                if j >= 1:
                    p += alpha[i, j - 1] * insert[here, targets[t0 + j - 1]]
                if i >= 1:
                    move = stay[before]
                    p += alpha[i - 1, j] * move * none[here]
                    if j >= 1:
                        p += alpha[i - 1, j - 1] * move * one[here, targets[t0 + j - 1]]
                    if j >= 2:
                        p += alpha[i - 1, j - 2] * move * two[here, targets[t0 + j - 2], targets[t0 + j - 1]]
                alpha[i, j] = p
        final = start if n == 0 else sources[s1 - 1]
        whole = alpha[n, m] * stay[final]
        if whole > 0.0:
            beta[n, m] = stay[final]
            for i in range(n, -1, -1):
                here = start if i == 0 else sources[s0 + i - 1]
                for j in range(m, -1, -1):
                    p = beta[i, j]
                    if j < m:
                        p += beta[i, j + 1] * insert[here, targets[t0 + j]]
                    if i < n:
                        x = sources[s0 + i]
                        move = stay[here]
                        p += beta[i + 1, j] * move * none[x]
                        if j < m:
                            p += beta[i + 1, j + 1] * move * one[x, targets[t0 + j]]
                        if j < m - 1:
                            p += beta[i + 1, j + 2] * move * two[x, targets[t0 + j], targets[t0 + j + 1]]
                    beta[i, j] = p
            w = weights[k] / whole
            total += weights[k] * np.log(whole)
            c_stay[final] += weights[k]
            for i in range(n + 1):
                here = start if i == 0 else sources[s0 + i - 1]
                for j in range(m + 1):
                    a = alpha[i, j] * w
                    if a == 0.0:
                        continue
                    if j < m:
                        c_insert[here, targets[t0 + j]] += a * insert[here, targets[t0 + j]] * beta[i, j + 1]
                    if i < n:
                        x = sources[s0 + i]
                        move = a * stay[here]
                        p = move * none[x] * beta[i + 1, j]
                        c_none[x] += p
                        c_stay[here] += p
                        if j < m:
                            p = move * one[x, targets[t0 + j]] * beta[i + 1, j + 1]
                            c_one[x, targets[t0 + j]] += p
                            c_stay[here] += p
                        if j < m - 1:
                            p = move * two[x, targets[t0 + j], targets[t0 + j + 1]] * beta[i + 1, j + 2]
                            c_two[x, targets[t0 + j], targets[t0 + j + 1]] += p
                            c_stay[here] += p
        s0, t0 = s1, t1
    return total


def train(
    pairs: list[tuple[Letters, Letters]],
    weights: Floats,
    *,
    source_letters: int,
    target_letters: int,
    rounds: int = 12,
    prior: Transducer | None = None,
    prior_weight: float = 0.0,
) -> Transducer:
    """A transducer fitted to word pairs by `rounds` of EM, from a flat start or from `prior`.

    `prior_weight` adds the prior's probabilities as pseudo-counts, that many for each letter: so a few hundred pairs of
    a user's own bend the shipped tables without forgetting them.
    """
    s, t = source_letters, target_letters
    flat_sources, source_ends = _flat([source for source, _ in pairs])
    flat_targets, target_ends = _flat([target for _, target in pairs])
    if prior is None:
        none, one = np.full(s, 0.15), np.full((s, t), 0.6 / t)
        two, insert = np.full((s, t, t), 0.25 / t**2), np.full((s + 1, t), 0.15 / t)
    else:
        none, one, two, insert = prior.none.copy(), prior.one.copy(), prior.two.copy(), prior.insert.copy()
    for _ in range(rounds):
        c_none, c_one = np.full(s, SMOOTH_NONE), np.full((s, t), SMOOTH_ONE)
        c_two, c_insert = np.full((s, t, t), SMOOTH_TWO), np.full((s + 1, t), SMOOTH_INSERT)
        c_stay = np.full(s + 1, 1.0)
        if prior is not None and prior_weight > 0:
            c_none += prior_weight * prior.none
            c_one += prior_weight * prior.one
            c_two += prior_weight * prior.two
            c_insert += prior_weight * prior.insert
            c_stay += prior_weight * prior.stay
        _expect(
            flat_sources,
            source_ends,
            flat_targets,
            target_ends,
            weights,
            none,
            one,
            two,
            insert,
            c_none,
            c_one,
            c_two,
            c_insert,
            c_stay,
        )
        written = c_none + c_one.sum(axis=1) + c_two.sum(axis=(1, 2))
        none, one = c_none / written, c_one / written[:, None]
        two = c_two / written[:, None, None]
        insert = c_insert / (c_insert.sum(axis=1) + c_stay)[:, None]
    return Transducer(none, one, two, insert, background(pairs, weights, target_letters, prior=prior))


def background(
    pairs: list[tuple[Letters, Letters]], weights: Floats, target_letters: int, *, prior: Transducer | None = None
) -> Floats:
    """Letter bigrams of the target words, with the boundary as the last letter; add-one smoothed towards `prior`."""
    t = target_letters
    counts = np.full((t + 1, t + 1), 1.0) if prior is None else 1000.0 * prior.bigram
    for (_, target), weight in zip(pairs, weights, strict=True):
        last = t
        for letter in target:
            counts[last, letter] += weight
            last = int(letter)
        counts[last, t] += weight
    return np.asarray(counts / counts.sum(axis=1, keepdims=True))


def _flat(words: list[Letters]) -> tuple[Letters, NDArray[np.int64]]:
    ends = np.cumsum([len(word) for word in words], dtype=np.int64)
    return np.concatenate([*words, np.zeros(0, np.uint8)]).astype(np.uint8), ends
