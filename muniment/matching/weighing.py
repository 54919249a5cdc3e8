"""From levels to probabilities: Fellegi and Sunter's model, fitted by expectation–maximisation.

Fellegi & Sunter (1969), JASA 64:1183; Winkler (1988) for EM; Enamorado, Fifield & Imai (2019), APSR 113(2) for
fitting on the pairs that blocking left. Every comparison is independent of the others given that a pair is, or is
not, one person. Every pair of lists has its own share of matches; m and u are common to all. The prior of m and u
(`prior`) counts as so many pairs, so that a list of ten rows gets sensible weights and a list of ten thousand its
own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muniment.matching import name_evidence
from muniment.matching.comparisons import Comparison

Floats = NDArray[np.float64]

#: pairs that the prior of m and of u each count as
PRIOR = 60.0
#: nats that a pattern of names costs at least, by its number: a doubtful token, another word, two other words
COSTS = (0.0, 0.0, 0.3, 1.5, 1.5, 3.5, 2.5, 6.0)
SURE, LEAST = 1.5, 0.15
ROUNDS, ENOUGH = 60, 1e-5
#: at most so many of the true pairs have names of which the first token, another token or two tokens are other words.
#: Without this bound EM can take "of one age" for the better explanation of what blocking by age has brought together
MOST_UNLIKE = {5: 0.06, 6: 0.10, 7: 0.004}

#: what is expected of true pairs (m) and of other pairs (u), level 0 left out; general habits of lists, not of one
EXPECTED: Mapping[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "sex": ((0.985, 0.015), (0.56, 0.44)),
    "birth": (
        (0.45, 0.12, 0.30, 0.08, 0.03, 0.02, 0.62, 0.27, 0.05, 0.03, 0.03),
        (0.002, 0.008, 0.04, 0.10, 0.25, 0.60, 0.03, 0.06, 0.08, 0.18, 0.65),
    ),
    "death": ((0.62, 0.10, 0.20, 0.04, 0.02, 0.02), (0.01, 0.02, 0.06, 0.06, 0.15, 0.70)),
    "father": ((0.25, 0.27, 0.26, 0.10, 0.08, 0.04), (0.0005, 0.002, 0.01, 0.02, 0.04, 0.9275)),
    "place": ((0.60, 0.22, 0.06, 0.12), (0.06, 0.10, 0.03, 0.81)),
    "identifier": ((0.90, 0.06, 0.04), (0.0005, 0.0015, 0.998)),
    "text": ((0.55, 0.20, 0.10, 0.15), (0.005, 0.01, 0.08, 0.905)),
}


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """`m` and `u` [levels] of each comparison by name (level 0, missing, is 1 on both sides), and the share of matches
    among the blocked pairs of each pair of lists."""

    m: Mapping[str, Floats]
    u: Mapping[str, Floats]
    shares: Mapping[tuple[str, str], float]

    def bits(self, comparison: Comparison) -> Floats:
        """[levels] what each level weighs, log2 m/u."""
        return np.asarray(np.log2(self.m[comparison.what] / self.u[comparison.what]))


def _name_prior() -> tuple[Floats, Floats]:
    """m and u of the name's levels: the worst token decides, and rarity adds to it."""
    steps = len(name_evidence.STEPS) + 1
    m, u = np.zeros(name_evidence.LEVELS), np.zeros(name_evidence.LEVELS)
    of_m = (0, 0.50, 0.36, 0.03, 0.03, 0.03, 0.04, 0.01)
    of_u = (0, 0.004, 0.004, 0.004, 0.006, 0.10, 0.08, 0.80)
    rising = np.linspace(1.0, 3.0, steps) / np.linspace(1.0, 3.0, steps).sum()
    falling = 0.7 ** np.arange(steps) / (0.7 ** np.arange(steps)).sum()
    for pattern in range(1, len(name_evidence.PATTERNS)):
        for kind in range(4):
            at = (pattern * 4 + kind) * steps
            over = (0.88, 0.12)[kind % 2], (0.7, 0.3)[kind % 2]
            m[at : at + steps] = of_m[pattern] * over[0] * 0.5 * (rising if pattern < 5 else falling)
            u[at : at + steps] = of_u[pattern] * over[1] * 0.5 * falling
    return m / m.sum(), u / u.sum()


def prior(comparison: Comparison) -> tuple[Floats, Floats]:
    """The expected m and u of a comparison's levels; level 0 is nought in both."""
    if comparison.kind == "name":
        return _name_prior()
    m, u = EXPECTED[comparison.kind]
    return np.array([0.0, *m]) / sum(m), np.array([0.0, *u]) / sum(u)


def fit(
    comparisons: Sequence[Comparison],
    groups: NDArray[np.int32],
    group_names: Sequence[tuple[str, str]],
    *,
    at_random: Sequence[Comparison],
    most: Floats,
    possible: Floats,
    scale: float = 1.0,
) -> Weights:
    """Weights fitted to blocked pairs. `groups` [k] is the pair of lists of each pair, `possible` [groups] all pairs
    that there are and `most` [groups] how many matches they can hold; each pair given stands for `scale` pairs.

    Everything is on the scale of all pairs, not of blocked ones: a block holds pairs that agree on what made the block,
    and EM would take that for matching. So u of all but names comes from pairs drawn at random (`at_random`, the same
    comparisons); u of names is the larger of their rate at random, the rate at which blocked pairs that do not match
    show the level among all pairs (brothers share most of a name), and what rarity allows (`CAPS`).
    """
    patterns, counts = _patterns(comparisons, groups)
    counts = counts * scale
    priors = [prior(one) for one in comparisons]
    m, u = [a.copy() for a, _ in priors], [b.copy() for _, b in priors]
    drawn = {one.what: one for one in at_random}
    for at, one in enumerate(comparisons):
        levels = drawn[one.what].levels.astype(np.int64) if one.what in drawn else np.zeros(0, np.int64)
        if one.kind == "name":
            seen = np.bincount(levels, minlength=len(m[at])).astype(float)
            random_names = seen / max(1.0, seen.sum())
            u[at] = _of_names(m[at], random_names)
        else:
            u[at] = _updated(levels, np.ones(len(levels)), priors[at][1])
    ceiling = np.clip(most / np.maximum(possible, 1.0), 1e-12, 0.95)
    expected = np.minimum(ceiling / 4, 0.2)
    share = expected.copy()
    for _ in range(ROUNDS):
        odds = _log_odds(patterns, m, u) + np.log(share / (1 - share))[patterns[:, 0]]
        belief = 1 / (1 + np.exp(-np.clip(odds, -500, 500)))
        before = share
        hits = np.bincount(patterns[:, 0], weights=counts * belief, minlength=len(share))
        share = np.clip((hits + expected * 5) / (possible + 5), 1e-12, ceiling)
        for at, (prior_m, _) in enumerate(priors):
            m[at] = _updated(patterns[:, at + 1], counts * belief, prior_m)
            if comparisons[at].kind == "name":
                m[at] = _bounded(m[at])
                others = np.bincount(patterns[:, at + 1], weights=counts * (1 - belief), minlength=len(m[at]))
                everything = max(1.0, float(possible.sum()))
                u[at] = _of_names(m[at], np.maximum(random_names, others / everything), everything)
        if np.abs(share - before).max() < ENOUGH * max(1e-12, float(share.max())):
            break
    names = [one.what for one in comparisons]
    for values in (*m, *u):
        values[values == 0] = 1e-12
        values[: _missing(len(values))] = 1.0
    return Weights(
        dict(zip(names, m, strict=True)),
        dict(zip(names, u, strict=True)),
        {name: float(value) for name, value in zip(group_names, share, strict=True)},
    )


def _missing(levels: int) -> int:
    """How many of the first levels say "missing": of a name's all that have no pattern, else one."""
    return 4 * (len(name_evidence.STEPS) + 1) if levels == name_evidence.LEVELS else 1


def log_odds(
    weights: Weights,
    comparisons: Sequence[Comparison],
    groups: NDArray[np.int32],
    group_names: Sequence[tuple[str, str]],
) -> Floats:
    """[k] the natural log odds of each pair being one person."""
    out = np.zeros(len(groups))
    for one in comparisons:
        out += (weights.bits(one) * np.log(2))[one.levels]
    shares = np.array([weights.shares[name] for name in group_names])
    return np.asarray(out + np.log(shares / (1 - shares))[groups])


def _patterns(comparisons: Sequence[Comparison], groups: NDArray[np.int32]) -> tuple[NDArray[np.int64], Floats]:
    code = groups.astype(np.int64)
    sizes = [len(one.outcomes) for one in comparisons]
    for one, size in zip(comparisons, sizes, strict=True):
        code = code * size + one.levels
    unique, counts = np.unique(code, return_counts=True)
    out = np.empty((len(unique), len(comparisons) + 1), np.int64)
    for at in range(len(comparisons), 0, -1):
        unique, out[:, at] = np.divmod(unique, sizes[at - 1])
    out[:, 0] = unique
    return out, counts.astype(np.float64)


def _log_odds(patterns: NDArray[np.int64], m: Sequence[Floats], u: Sequence[Floats]) -> Floats:
    out = np.zeros(len(patterns))
    for at, (a, b) in enumerate(zip(m, u, strict=True)):
        ratio = np.log(np.maximum(a, 1e-12)) - np.log(np.maximum(b, 1e-12))
        ratio[: _missing(len(a))] = 0.0
        out += ratio[patterns[:, at + 1]]
    return out


def _updated(levels: NDArray[np.int64], counts: Floats, expected: Floats) -> Floats:
    seen = np.bincount(levels, weights=counts, minlength=len(expected))
    seen[: _missing(len(expected))] = 0.0
    total = seen + PRIOR * expected
    return np.asarray(total / max(1e-300, total.sum()))


def _caps() -> Floats:
    """[levels] the most nats that a name's level may count: what its agreement is worth, less what its pattern costs.

    Rarity already says how much agreement on these tokens is worth among pairs at random, and pairs in a block agree on
    more than those; a fit that gives more has taken something else for matching.
    """
    steps = name_evidence.STEPS
    upper = np.array([steps[0] / 2, *((steps[1:] + steps[:-1]) / 2), steps[-1] + 2.0])
    caps = np.zeros(name_evidence.LEVELS)
    for level in range(name_evidence.LEVELS):
        step = level % len(upper)
        pattern, over = level // len(upper) // 4, level // len(upper) % 2
        caps[level] = upper[step] - COSTS[pattern] - (0.5 if over else 0.0)
    return caps


CAPS = _caps()


def _of_names(m: Floats, rate: Floats, possible: float = 0.0) -> Floats:
    """u of names: what rarity allows, brought towards the rate at which pairs that do not match were seen to agree so.

    Gamma–Poisson with what rarity allows as the mean, worth SURE pairs: a skeleton is shared by several names, so
    rarity asks too much where the list is long enough to show it. Never below LEAST of what rarity allows.
    """
    allowed = m / np.exp(CAPS)
    drawn_in = allowed * np.clip((SURE + rate * possible) / (SURE + allowed * possible), LEAST, None)
    size = 4 * (len(name_evidence.STEPS) + 1)
    agreeing = np.arange(len(m)) // size
    return np.asarray(np.where((agreeing == 1) | (agreeing == 2), drawn_in, np.maximum(rate, allowed)))


def _bounded(m: Floats) -> Floats:
    """m of the name's levels with the patterns of other words held to what they are at most."""
    size = 4 * (len(name_evidence.STEPS) + 1)
    out = m.copy()
    for pattern, most in MOST_UNLIKE.items():
        part = slice(pattern * size, (pattern + 1) * size)
        if (total := out[part].sum()) > most:
            out[part] *= most / total
    return np.asarray(out / out.sum())
