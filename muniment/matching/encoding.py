"""All records of all lists as arrays: tokens, letters, skeletons, rarities, days. Made once for a run of linking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muniment.matching.model import letters
from muniment.matching.person_lists import PersonList
from muniment.matching.skeletons import CLASSES, skeletons
from muniment.matching.spelling import RELATIONS, spell
from muniment.text import folded

Ints = NDArray[np.int32]

ARABIC, LATIN = 1, 2
#: tokens of a name that are compared; of longer ones the first three and the last three
MOST_TOKENS = 6
#: names beyond the lists that the shares of skeletons count with, one of them holding each: in a list of ten names
#: none is common, and none beyond doubt
UNSEEN = 300.0
_KINDS = {kind: code for code, kind in enumerate(sorted(set(RELATIONS.values())), 1)}


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """A column of names. `script` [n] (0 missing), `tokens` [n, 6] of token numbers (−1 none), `relation` [n].

    By token: `letters` with `ends`, the two skeletons `keys` [t, 2] (−1 none) and `rarity` [t], −log of the share of
    records whose name holds the token's (commoner) skeleton: no agreement on it can weigh more; and `classes` [t], the
    set of its consonant classes as bits.
    """

    script: NDArray[np.int8]
    tokens: Ints
    relation: NDArray[np.int8]
    vocabulary: tuple[str, ...]
    letters: NDArray[np.uint8]
    ends: NDArray[np.int64]
    keys: Ints
    rarity: NDArray[np.float32]
    classes: NDArray[np.uint16]

    @property
    def count(self) -> NDArray[np.int64]:
        """[n] tokens of each name."""
        return np.asarray((self.tokens >= 0).sum(axis=1), dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Every record of every list: `of_list` [n] and `row` [n] say whose it is. `places` [n] and the columns of
    `identifiers` and `texts` are numbers of values (0 missing) with the values beside them."""

    of_list: NDArray[np.int16]
    row: Ints
    names: Names
    others: Names
    fathers: Names
    sex: NDArray[np.int8]
    age: NDArray[np.float32]
    born: Ints
    died: Ints
    places: Ints
    place_names: tuple[str, ...]
    identifiers: tuple[tuple[str, Ints, tuple[str, ...]], ...]
    texts: tuple[tuple[str, Ints, tuple[str, ...]], ...]
    accused: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.of_list)


class _Vocabulary:
    """Numbers for tokens and skeletons, in the order met."""

    def __init__(self) -> None:
        self.tokens: dict[tuple[int, str], int] = {}
        self.skeletons: dict[str, int] = {}
        self.keys: list[tuple[int, int]] = []
        self.flat: list[NDArray[np.uint8]] = []

    def token(self, script: int, token: str) -> int:
        known = self.tokens.get((script, token))
        if known is not None:
            return known
        name = "arabic" if script == ARABIC else "latin"
        coded = letters(token, name)
        found = [self.skeletons.setdefault(one, len(self.skeletons)) for one in skeletons(token, name)]
        number = self.tokens[script, token] = len(self.tokens)
        self.flat.append(coded)
        self.keys.append((found[0], found[1] if len(found) > 1 else -1))
        return number


def encode(lists: Sequence[PersonList]) -> Encoded:
    """The arrays of all records, list after list."""
    vocabulary = _Vocabulary()
    columns = {
        "names": [name for one in lists for name in one.names],
        "others": [name for one in lists for name in one.other_names],
        "fathers": [name for one in lists for name in one.fathers],
    }
    raw = {what: _tokens(column, vocabulary) for what, column in columns.items()}
    keys = np.array(vocabulary.keys, np.int32).reshape(-1, 2)
    ends = np.cumsum([len(one) for one in vocabulary.flat], dtype=np.int64)
    flat = np.concatenate([*vocabulary.flat, np.zeros(0, np.uint8)]).astype(np.uint8)
    words = tuple(word for _, word in vocabulary.tokens)
    sets = [sum(1 << CLASSES.index(one) for one in set(skeleton)) for skeleton in vocabulary.skeletons]
    classes = np.array(sets, np.uint16)[keys[:, 0]] if len(keys) else np.zeros(0, np.uint16)
    names = {}
    for what, (script, tokens, relation) in raw.items():
        rarity = _rarity(tokens, keys, len(vocabulary.skeletons))
        names[what] = Names(script, tokens, relation, words, flat, ends, keys, rarity, classes)
    places, place_names = _numbered([_plain(place) for one in lists for place in one.places])
    return Encoded(
        of_list=np.repeat(np.arange(len(lists), dtype=np.int16), [len(one) for one in lists]),
        row=np.concatenate([np.arange(len(one), dtype=np.int32) for one in lists] or [np.zeros(0, np.int32)]),
        **names,
        sex=np.concatenate([one.sex for one in lists] or [np.zeros(0, np.int8)]),
        age=np.concatenate([one.age for one in lists] or [np.zeros(0, np.float32)]),
        born=np.concatenate([one.born for one in lists] or [np.zeros((0, 2), np.int32)]),
        died=np.concatenate([one.died for one in lists] or [np.zeros((0, 2), np.int32)]),
        places=places,
        place_names=place_names,
        identifiers=_columns(lists, "identifiers"),
        texts=_columns(lists, "texts"),
        accused=np.concatenate(
            [np.isin(np.arange(len(one)), sorted(one.accused)) for one in lists] or [np.zeros(0, bool)]
        ).astype(bool),
    )


def _tokens(column: list[str], vocabulary: _Vocabulary) -> tuple[NDArray[np.int8], Ints, NDArray[np.int8]]:
    script, relation = np.zeros(len(column), np.int8), np.zeros(len(column), np.int8)
    tokens = np.full((len(column), MOST_TOKENS), -1, np.int32)
    for at, name in enumerate(column):
        if not name:
            continue
        spelled = spell(name)
        if spelled.missing:
            continue
        code = ARABIC if spelled.script == "arabic" else LATIN
        kept = spelled.tokens
        if len(kept) > MOST_TOKENS:
            kept = kept[:3] + kept[-3:]
        place = 0
        for token in kept:
            number = vocabulary.token(code, token)
            if len(vocabulary.flat[number]):
                tokens[at, place] = number
                place += 1
        if place:
            script[at] = code
            relation[at] = _KINDS[spelled.relation] if spelled.relation else 0
    return script, tokens, relation


def _rarity(tokens: Ints, keys: Ints, skeleton_count: int) -> NDArray[np.float32]:
    """−log of the share of names that hold the skeleton of each token; see UNSEEN."""
    held = tokens[tokens >= 0]
    counts = np.bincount(keys[held, 0], minlength=skeleton_count).astype(np.float64)
    total = max(1, int((tokens[:, 0] >= 0).sum()))
    first = counts[keys[:, 0]] if len(keys) else np.zeros(0)
    second = np.where(keys[:, 1] >= 0, counts[keys[:, 1]], 0.0) if len(keys) else np.zeros(0)
    share = (np.maximum(first, second) + 1.0) / (total + UNSEEN)
    return np.asarray(np.clip(-np.log(share), 0.1, 12.0), dtype=np.float32)


def _plain(text: str) -> str:
    return " ".join(folded(text).split())


def _numbered(values: list[str]) -> tuple[Ints, tuple[str, ...]]:
    numbers: dict[str, int] = {"": 0}
    out = np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int32)
    return out, tuple(numbers)


def _columns(lists: Sequence[PersonList], kind: str) -> tuple[tuple[str, Ints, tuple[str, ...]], ...]:
    found = dict.fromkeys(name for one in lists for name, _ in getattr(one, kind))
    out = []
    for column in found:
        values: list[str] = []
        for one in lists:
            mine = dict(getattr(one, kind)).get(column)
            values += [_plain(value) for value in mine] if mine else [""] * len(one)
        out.append((column, *_numbered(values)))
    return tuple(out)
