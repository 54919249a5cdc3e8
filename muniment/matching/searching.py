"""Finding a name in a list: a quick look by skeleton, then the full comparison of the nearest.

The skeleton of a name is what survives transliteration: classes of consonants, no vowels, no doubled letters. The
`NEAREST` names by skeleton are compared in full; on the Persian–Latin pairs the right one is among the first hundred
in more than 99 of 100 cases (`benchmarks/matching/names.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from muniment.matching.comparing import Likeness, compare, score_table
from muniment.matching.model import NameModel
from muniment.matching.spelling import Spelling, spell

#: names that are compared in full for each search
NEAREST = 300

#: letters of either script → their class; vowels and what is often left out map to nothing
_LATIN = [
    ("kh", "x"), ("gh", "k"), ("zh", "j"), ("sh", "S"), ("ch", "S"), ("th", "s"), ("dh", "z"), ("ph", "f"), ("ts", "s"),
    ("ou", ""), ("oo", ""), ("ee", ""),
]  # fmt: skip
_CLASSES = str.maketrans(
    {
        **dict.fromkeys("aeiouywv", None), "h": "h", "q": "k", "g": "k", "c": "k", "k": "k", "d": "t", "t": "t",
        "s": "s", "z": "s", "j": "j", "b": "b", "p": "b", "f": "f", "m": "m", "n": "n", "l": "l", "r": "r", "x": "x",
        "S": "S",
        **dict.fromkeys("اعوییءئؤه", None), "ه": "h", "ح": "h", "ة": None, "خ": "x", "غ": "k", "ق": "k", "ک": "k",
        "گ": "k", "د": "t", "ت": "t", "ط": "t", "ث": "s", "س": "s", "ص": "s", "ذ": "s", "ز": "s", "ض": "s", "ظ": "s",
        "ژ": "j", "ج": "j", "ب": "b", "پ": "b", "ف": "f", "م": "m", "ن": "n", "ل": "l", "ر": "r", "ش": "S", "چ": "S",
    }
)  # fmt: skip


def skeleton(name: Spelling) -> str:
    """The consonant classes of a name's tokens, doubled ones once: "Khadijeh" and خدیجه both give `xtjh`."""
    tokens = []
    for token in name.tokens:
        word = token
        if name.script == "latin":
            for letters, one in _LATIN:
                word = word.replace(letters, one)
        word = re.sub(r"(.)\1+", r"\1", word.translate(_CLASSES))
        tokens.append(word or token[:1].translate(_CLASSES))
    return " ".join(token for token in tokens if token)


@dataclass(frozen=True, slots=True)
class Index:
    """Names ready to be searched: as written, and by skeleton with and without spaces."""

    names: tuple[str, ...]
    skeletons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the list (its place in it) and how alike it is."""

    place: int
    name: str
    likeness: Likeness


def index(names: Iterable[str]) -> Index:
    """`names` made ready for `search`."""
    kept = tuple(names)
    return Index(kept, tuple(skeleton(spell(name)) for name in kept))


def search(name: str, where: Index, model: NameModel, *, limit: int = 10) -> tuple[Match, ...]:
    """The `limit` names most like `name`, best first, each with its reasons; names that are missing are left out."""
    places = nearest(name, where)
    if not places:
        return ()
    scores = score_table([(name, where.names[place]) for place in places], model)
    order = sorted(range(len(places)), key=lambda at: (-scores[at], places[at]))[:limit]
    best = [places[at] for at in order]
    return tuple(Match(place, where.names[place], compare(name, where.names[place], model)) for place in best)


def nearest(name: str, where: Index, *, count: int = NEAREST) -> list[int]:
    """The places of the names nearest by skeleton."""
    spelled = spell(name)
    if spelled.missing:
        return []
    scores: Sequence[NDArray[np.float64]] = [
        process.cdist([skeleton(spelled)], where.skeletons, scorer=scorer, dtype=np.float32)[0]
        for scorer in (fuzz.ratio, fuzz.token_sort_ratio)
    ]
    both = np.maximum(scores[0], scores[1])
    keep = min(count, len(both))
    return sorted(int(place) for place in np.argsort(-both, kind="stable")[:keep] if both[place] > 0)
