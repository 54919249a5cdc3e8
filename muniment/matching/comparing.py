"""Comparing names: one pair with its reasons, or very many pairs at once."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from muniment.matching import likeness
from muniment.matching.model import SCRIPTS, NameModel, letters, orient
from muniment.matching.spelling import Spelling, spell

#: a token ratio above this (nats for each letter) is called a match in the reasons
ALIKE = 0.8

#: nats a letter that a pair loses when a relation ("infant of") stands on one side only, and for each token that is a
#: known spelling of another name; set on the development pairs (benchmarks/matching/names.py)
OTHER_PERSON, OTHER_NAME = 3.0, 0.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are: `score` in nats for each letter (finite; higher is more alike), `probability` that they
    are spellings of one name at even odds beforehand, and the reasons in words. It says nothing of persons."""

    score: float
    probability: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Encoded:
    """Names as flat arrays: all letters, the end of each token, the end of each name in tokens."""

    letters: NDArray[np.uint8]
    tokens: NDArray[np.int64]
    names: NDArray[np.int64]


def compare(a: str, b: str, model: NameModel) -> Likeness:
    """How alike two names are, with reasons: which tokens matched how, and what was left over."""
    x, y = spell(a), spell(b)
    if x.missing or y.missing:
        return Likeness(likeness.LOWEST, 0.0, ("no name is known on one side",))
    kind, source, target = orient(x, y)
    if kind not in model.tables:
        return Likeness(likeness.LOWEST, 0.0, ("no comparison for these scripts",))
    forward, order, found = _scored(kind, source, target, model)
    score = forward
    if kind != "arabic-latin":
        score = (forward + _scored(kind, target, source, model)[0]) / 2
    score, apart = _adjusted(score, x, y, model)
    shown = _reasons(_lettered(source), _lettered(target), order, found)
    return Likeness(score, model.tables[kind].probability(score), (*shown, *apart))


def _lettered(name: Spelling) -> Spelling:
    """A name without the tokens that hold no letter of its script: those were not compared."""
    return replace(name, tokens=tuple(token for token in name.tokens if len(letters(token, name.script))))


def _adjusted(score: float, x: Spelling, y: Spelling, model: NameModel) -> tuple[float, tuple[str, ...]]:
    """What letters cannot tell: an "infant of X" is not X, and some spellings are known to be of different names."""
    said: tuple[str, ...] = ()
    if x.relation != y.relation:
        words = " and ".join(f"“{one}”" if one else "none" for one in (x.relation, y.relation))
        score, said = score - OTHER_PERSON, (f"a relation stands on one side only ({words})",)
    if x.script != y.script and len(x.tokens) == len(y.tokens):
        for a, b in zip(x.tokens, y.tokens, strict=True):
            if a != b and model.different(a, b):
                score, said = score - OTHER_NAME, (*said, f"{a} and {b} are known spellings of different names")
    return max(score, likeness.LOWEST), said


def _scored(
    kind: str, source: Spelling, target: Spelling, model: NameModel
) -> tuple[float, NDArray[np.int64], NDArray[np.float64]]:
    scripts = SCRIPTS[kind]
    x, y = _encode([source], scripts[0]), _encode([target], scripts[1])
    rows, found = np.zeros((2, 512)), np.zeros((likeness.MOST_TOKENS,) * 2)
    order = np.full(likeness.MOST_TOKENS, -2, dtype=np.int64)
    none, one, two, insert, stay, background = model.tables[kind].packed
    score = likeness.score(
        x.letters, x.tokens, y.letters, y.tokens, none, one, two, insert, stay, background, rows, found, order
    )
    return float(score), order, found


def _reasons(
    source: Spelling, target: Spelling, order: NDArray[np.int64], found: NDArray[np.float64]
) -> tuple[str, ...]:
    if order[0] == -2:
        if "".join(source.tokens) == "".join(target.tokens):
            return ("the same letters",)
        return (f"letter by letter as one: {' '.join(source.tokens)} ~ {' '.join(target.tokens)}",)
    reasons, used = [], set()
    for i, token in enumerate(source.tokens):
        j = int(order[i])
        if j < 0:
            reasons.append(f"only one side has {token}")
            continue
        used.add(j)
        weight = found[i, j] / max(1, len(target.tokens[j]))
        word = "matches" if weight >= ALIKE else "does not match"
        reasons.append(f"{token} {word} {target.tokens[j]} ({weight:+.1f} a letter)")
    reasons += [f"only one side has {token}" for j, token in enumerate(target.tokens) if j not in used]
    matched = [int(j) for j in order[: len(source.tokens)] if j >= 0]
    if matched != sorted(matched):
        reasons.append("in another order")
    return tuple(reasons)


def score_table(pairs: Sequence[tuple[str, str]], model: NameModel) -> NDArray[np.float64]:
    """The score of each pair, all at once: the numbers that `compare` gives. Pairs of missing names get the lowest."""
    spelled = [(spell(a), spell(b)) for a, b in pairs]
    out = np.full(len(pairs), likeness.LOWEST)
    chosen: dict[str, list[int]] = {}
    for at, (x, y) in enumerate(spelled):
        if not x.missing and not y.missing:
            chosen.setdefault(orient(x, y)[0], []).append(at)
    for kind, places in chosen.items():
        if kind not in model.tables:
            continue
        turned = [orient(*spelled[at])[1:] for at in places]
        scores = _batch(kind, turned, model)
        if kind != "arabic-latin":
            scores = (scores + _batch(kind, [(y, x) for x, y in turned], model)) / 2
        for at, score in zip(places, scores, strict=True):
            out[at] = _adjusted(float(score), *spelled[at], model)[0]
    return out


def _batch(kind: str, pairs: Sequence[tuple[Spelling, Spelling]], model: NameModel) -> NDArray[np.float64]:
    scripts = SCRIPTS[kind]
    x, y = _encode((a for a, _ in pairs), scripts[0]), _encode((b for _, b in pairs), scripts[1])
    rows = np.repeat(np.arange(len(pairs), dtype=np.int64)[:, None], 2, axis=1)
    return np.asarray(
        likeness.score_pairs(
            x.letters, x.tokens, x.names, y.letters, y.tokens, y.names, rows, *model.tables[kind].packed
        )
    )


def _encode(names: Iterable[Spelling], script: str) -> _Encoded:
    flat: list[NDArray[np.uint8]] = []
    tokens, ends = [], []
    total = 0
    for name in names:
        for token in name.tokens:
            coded = letters(token, script)
            if len(coded):
                flat.append(coded)
                total += len(coded)
                tokens.append(total)
        ends.append(len(tokens))
    joined = np.concatenate([*flat, np.zeros(0, np.uint8)]).astype(np.uint8)
    return _Encoded(joined, np.array(tokens, dtype=np.int64), np.array(ends, dtype=np.int64))


def warm(model: NameModel, *, tell: Callable[[str], None] = lambda sentence: None) -> None:
    """Compile what is compiled once, telling the user why nothing seems to happen."""
    tell("compiling the name comparison (once; some seconds)")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        compare("Warm Up", "Warm Upp", model)
