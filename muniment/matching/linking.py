"""Lists in, links and presumed persons out: block, compare, weigh, join.

The engine is numpy and compiled loops on pre-scored pairs; docs/house.md says why it is not Splink's own path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from muniment.errors import TableError
from muniment.matching import blocking, clusters, weighing
from muniment.matching.comparisons import Comparison, compare_pairs
from muniment.matching.encoding import Encoded, encode
from muniment.matching.model import NameModel
from muniment.matching.person_lists import PersonList
from muniment.records import Link, LinkReason, MatchDecision, Person, RecordKey

Floats = NDArray[np.float64]

#: pairs below this probability are not kept
KEPT = 0.01
#: pairs that are compared at a time: bounds the memory
CHUNK = 2_000_000
#: pairs that the weights are fitted to at most; more change no weight in the second digit
FITTED = 2_000_000
#: pairs drawn at random for u
DRAWN = 200_000
#: a list with fewer expected duplicates for each record than this is taken to be free of them, and the report says so
FREE = 0.01

NAME_ALONE = "only the names speak for it"
ACCUSED = "an act is alleged of one of them"


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """What a user may choose. `duplicate_free` names lists that hold no person twice (None: judged from the list
    itself); `name_alone` lets records be joined across lists on name and sex only; `threshold` is the probability above
    which records are presumed one person."""

    threshold: float = 0.5
    duplicate_free: tuple[str, ...] | None = None
    name_alone: bool = False
    threads: int = 2
    seed: int = 0

    def __post_init__(self) -> None:
        if not 0.0 < self.threshold < 1.0:
            raise TableError(f"the threshold is {self.threshold}; it lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class Account:
    """What was done, for the report: records and pairs, what blocking left out, and what is expected of each list."""

    records: int
    pairs_compared: int
    pairs_possible: int
    blocks_too_large: int
    largest_block: int
    links_expected: float
    links_missed: float
    too_thin: int
    duplicate_free: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def blocking_recall(self) -> float:
        """The share of true links that blocking is estimated to have found (see `blocking.missed`)."""
        return self.links_expected / max(1e-9, self.links_expected + self.links_missed)


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """Links by arrays, weights, and the presumed persons. `pairs` [k, 2] are numbers of records, list after list."""

    lists: tuple[PersonList, ...]
    pairs: NDArray[np.int32]
    probability: Floats
    weight: Floats
    log_odds: Floats
    comparisons: tuple[Comparison, ...]
    barred: tuple[str, ...]
    weights: weighing.Weights
    people: tuple[Person, ...]
    redirects: Mapping[str, str]
    account: Account
    free_list: NDArray[np.int32]
    together: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    unplaced: tuple[MatchDecision, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.pairs)

    def key(self, number: int) -> RecordKey:
        """(list, id) of a record number."""
        for one in self.lists:
            if number < len(one):
                return one.name, one.ids[number]
            number -= len(one)
        raise IndexError(number)

    def reasons(self, at: int) -> tuple[LinkReason, ...]:
        """What speaks for and against pair `at`, comparison by comparison."""
        out = []
        for one in self.comparisons:
            level = int(one.levels[at])
            out.append(LinkReason(one.what, one.outcomes[level], float(self.weights.bits(one)[level])))
        return tuple(out)

    def link(self, at: int) -> Link:
        """Pair `at` as a record."""
        left, right = (self.key(int(number)) for number in self.pairs[at])
        return Link(left, right, float(self.probability[at]), float(self.weight[at]), self.reasons(at), self.barred[at])


def link(
    lists: Sequence[PersonList],
    model: NameModel,
    *,
    options: LinkOptions | None = None,
    decisions: Sequence[MatchDecision] = (),
    weights: weighing.Weights | None = None,
    known: Mapping[RecordKey, str] | None = None,
    tell: Callable[[str], None] = lambda sentence: None,
) -> Linked:
    """Links and presumed persons of one or more lists.

    `weights` of an earlier run are used as they are; `known` (record → person id, from an earlier people.csv) keeps its
    ids, and then only pairs with a record that is not in it are compared. Raises `TableError` when there is no list,
    two have one name, or `known` is of other lists.
    """
    options = options or LinkOptions()
    _check(lists, options)
    keys = tuple((one.name, id_) for one in lists for id_ in one.ids)
    numbers = {key: at for at, key in enumerate(keys)}
    clusters.check(known or {}, keys)
    together, apart, unplaced = clusters.decided(decisions, numbers)
    tell("reading names")
    records = encode(lists)
    new = _new(keys, known, apart)
    wanted = _wanted(lists, options)
    blocked = blocking.block(records, wanted=wanted, new=new)
    tell(f"comparing {len(blocked.pairs):,} pairs")
    groups, group_names, most, possible = _groups(records, lists, blocked.pairs)
    if weights is None:
        weights = _fitted(records, blocked.pairs, groups, group_names, (most, possible), model, options)
    else:
        weights = _with_shares(weights, group_names)
    kept = _scored(records, blocked, groups, group_names, weights, model)
    free = _free(lists, options, kept, records)
    return _joined(lists, records, blocked, kept, weights, free, options, (keys, known, new, together, apart, unplaced))


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """The pairs worth keeping, and what they are made of."""

    pairs: NDArray[np.int32]
    odds: Floats
    comparisons: tuple[Comparison, ...]
    families: NDArray[np.uint8]

    def chosen(self, where: NDArray[np.bool_] | NDArray[np.int64]) -> _Kept:
        comparisons = tuple(replace(one, levels=one.levels[where]) for one in self.comparisons)
        return _Kept(self.pairs[where], self.odds[where], comparisons, self.families[where])


def _check(lists: Sequence[PersonList], options: LinkOptions) -> None:
    if not lists:
        raise TableError("no list was given; give one or more tables of persons")
    names = [one.name for one in lists]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise TableError(f"two lists are called {twice[0]!r}; rename one of the files, links name lists by their files")
    unknown = [name for name in options.duplicate_free or () if name not in names]
    if unknown:
        raise TableError(f"no list is called {unknown[0]!r}; the lists are {', '.join(names)}")


def _new(
    keys: Sequence[RecordKey], known: Mapping[RecordKey, str] | None, apart: Sequence[tuple[int, int]]
) -> NDArray[np.bool_] | None:
    """Which records must be compared: those not known, and all of a known person whom a decision now parts."""
    if not known:
        return None
    parted = {known[keys[a]] for a, b in apart if known.get(keys[a], "") == known.get(keys[b], "-")}
    return np.array([key not in known or known[key] in parted for key in keys], bool)


def _wanted(lists: Sequence[PersonList], options: LinkOptions) -> NDArray[np.bool_]:
    wanted = np.ones((len(lists), len(lists)), bool)
    for at, one in enumerate(lists):
        if one.duplicate_free or one.name in (options.duplicate_free or ()):
            wanted[at, at] = False
    return wanted


def _groups(
    records: Encoded, lists: Sequence[PersonList], pairs: NDArray[np.int32]
) -> tuple[NDArray[np.int32], list[tuple[str, str]], Floats, Floats]:
    """The pair of lists of each pair, their names, how many matches each can hold, and its pairs."""
    a, b = records.of_list[pairs[:, 0]].astype(np.int32), records.of_list[pairs[:, 1]].astype(np.int32)
    names = [(x.name, y.name) for x in lists for y in lists]
    most = [len(x) * 0.6 if x is y else min(len(x), len(y)) * 1.0 for x in lists for y in lists]
    possible = [len(x) * (len(x) - 1) / 2 if x is y else len(x) * len(y) * 1.0 for x in lists for y in lists]
    return (a * len(lists) + b).astype(np.int32), names, np.array(most), np.maximum(np.array(possible), 1.0)


def _with_shares(weights: weighing.Weights, names: Sequence[tuple[str, str]]) -> weighing.Weights:
    """Weights of an earlier run for other lists: a pair of lists it has not seen gets the mean share."""
    usual = float(np.exp(np.mean(np.log(list(weights.shares.values()))))) if weights.shares else 0.01
    return replace(weights, shares={name: weights.shares.get(name, usual) for name in names})


def _fitted(
    records: Encoded, pairs: NDArray[np.int32], groups: NDArray[np.int32], names: Sequence[tuple[str, str]],
    sizes: tuple[Floats, Floats], model: NameModel, options: LinkOptions,
) -> weighing.Weights:  # fmt: skip
    random = np.random.default_rng(options.seed)
    share = 1.0
    if len(pairs) > FITTED:
        chosen = np.sort(random.choice(len(pairs), FITTED, replace=False))
        share = FITTED / len(pairs)
        pairs, groups = pairs[chosen], groups[chosen]
    n = len(records)
    drawn = _drawn(n, random)
    at_random = compare_pairs(records, drawn, model)
    alike = _alike(at_random[0])
    at_random = tuple(replace(one, levels=one.levels[~alike]) for one in at_random)
    compared = compare_pairs(records, pairs, model)
    return weighing.fit(compared, groups, names, at_random=at_random, most=sizes[0], possible=sizes[1], scale=1 / share)


def _drawn(n: int, random: np.random.Generator) -> NDArray[np.int32]:
    """Pairs at random, or all there are in a short list."""
    if n * (n - 1) // 2 <= DRAWN:
        return np.stack(np.triu_indices(n, 1), axis=1).astype(np.int32)
    drawn = random.integers(0, n, (DRAWN, 2))
    return np.sort(drawn[drawn[:, 0] != drawn[:, 1]], axis=1).astype(np.int32)


def _alike(names: Comparison) -> NDArray[np.bool_]:
    """Pairs drawn at random whose names agree: in a short list they are matches, and u is of pairs that are not."""
    size = len(names.outcomes) // 8
    return (names.levels >= size) & (names.levels < 3 * size)


def _scored(
    records: Encoded, blocked: blocking.Blocked, groups: NDArray[np.int32], names: Sequence[tuple[str, str]],
    weights: weighing.Weights, model: NameModel,
) -> _Kept:  # fmt: skip
    """Every blocked pair scored, a chunk at a time; those that may matter are kept."""
    parts: list[_Kept] = []
    outcomes: dict[str, Comparison] = {}
    for start in range(0, max(1, len(blocked.pairs)), CHUNK):
        part = slice(start, start + CHUNK)
        compared = [one for one in compare_pairs(records, blocked.pairs[part], model) if one.what in weights.m]
        odds = weighing.log_odds(weights, compared, groups[part], names)
        likely = odds > np.log(KEPT / (1 - KEPT))
        outcomes |= {one.what: one for one in compared}
        parts.append(_Kept(blocked.pairs[part], odds, tuple(compared), blocked.families[part]).chosen(likely))
    pairs = np.concatenate([part.pairs for part in parts])
    merged = []
    for what, shape in outcomes.items():
        levels = [
            next((one.levels for one in part.comparisons if one.what == what), np.zeros(len(part.pairs), np.int16))
            for part in parts
        ]
        merged.append(replace(shape, levels=np.concatenate(levels)))
    return _Kept(
        pairs,
        np.concatenate([part.odds for part in parts]),
        tuple(merged),
        np.concatenate([part.families for part in parts]),
    )


def _free(lists: Sequence[PersonList], options: LinkOptions, kept: _Kept, records: Encoded) -> NDArray[np.bool_]:
    """[lists] which lists hold no person twice: as told, else judged from the links within each."""
    if options.duplicate_free is not None:
        return np.array([one.name in options.duplicate_free or bool(one.duplicate_free) for one in lists])
    left, right = records.of_list[kept.pairs[:, 0]], records.of_list[kept.pairs[:, 1]]
    belief = 1 / (1 + np.exp(-kept.odds))
    sure = belief > 0.95
    out = []
    for at, one in enumerate(lists):
        within = (left == at) & (right == at) & sure
        out.append(
            bool(one.duplicate_free)
            if one.duplicate_free is not None
            else len(lists) > 1 and float(within.sum()) < FREE * len(one)
        )
    return np.array(out)


def _competing(kept: _Kept, records: Encoded, free: NDArray[np.bool_]) -> Floats:
    """Log odds after competition: a record has at most one match on a list that holds no person twice, so the odds of
    its candidates there are shared among them and "none of them"."""
    lists = len(free)
    left, right = kept.pairs[:, 0].astype(np.int64), kept.pairs[:, 1].astype(np.int64)
    of_left, of_right = records.of_list[left].astype(np.int64), records.of_list[right].astype(np.int64)
    odds = np.exp(np.clip(kept.odds, -30, 30))
    others = np.zeros(len(odds))
    for mine, theirs_list in ((left, of_right), (right, of_left)):
        total = np.zeros(len(records) * lists)
        place = mine * lists + theirs_list
        np.add.at(total, place, odds)
        others += np.where(free[theirs_list], np.maximum(0.0, total[place] - odds), 0.0)
    return np.asarray(np.log(odds) - np.log1p(others))


def _joined(
    lists: Sequence[PersonList], records: Encoded, blocked: blocking.Blocked, kept: _Kept, weights: weighing.Weights,
    free: NDArray[np.bool_], options: LinkOptions,
    decided: tuple[
        tuple[RecordKey, ...], Mapping[RecordKey, str] | None, NDArray[np.bool_] | None,
        list[tuple[int, int]], list[tuple[int, int]], list[MatchDecision],
    ],
) -> Linked:  # fmt: skip
    keys, known, new, together, apart, unplaced = decided
    left_list, right_list = records.of_list[kept.pairs[:, 0]], records.of_list[kept.pairs[:, 1]]
    kept = kept.chosen(~((left_list == right_list) & free[left_list]))
    odds = _competing(kept, records, free)
    likely = odds > np.log(KEPT / (1 - KEPT))
    kept, odds = kept.chosen(likely), odds[likely]
    probability = 1 / (1 + np.exp(-odds))
    barred = _barred(kept, records, options)
    may = np.array([not why for why in barred], bool)
    free_list = np.where(free[records.of_list], records.of_list, -1).astype(np.int32)
    held = _held(keys, known, new)
    lowest = clusters.cluster(
        kept.pairs[may],
        odds[may],
        free_list=free_list.tolist(),
        together=[*held, *together],
        apart=apart,
        threshold=float(np.log(options.threshold / (1 - options.threshold))),
    )
    people, redirects = clusters.persons(keys, lowest, known=known)
    weight = np.zeros(len(odds))
    for one in kept.comparisons:
        weight += weights.bits(one)[one.levels]
    within = sum(len(one) * (len(one) - 1) // 2 for one, yes in zip(lists, free, strict=True) if yes)
    account = Account(
        records=len(records),
        pairs_compared=len(blocked.pairs),
        pairs_possible=len(records) * (len(records) - 1) // 2 - within,
        blocks_too_large=blocked.too_large,
        largest_block=blocked.largest,
        links_expected=float(probability.sum()),
        links_missed=blocking.missed(kept.families, probability),
        too_thin=int((records.names.count < 1).sum()),
        duplicate_free=tuple(one.name for one, yes in zip(lists, free, strict=True) if yes),
        notes=tuple(note for one in lists for note in one.notes),
    )  # fmt: skip
    return Linked(
        tuple(lists), kept.pairs, probability, weight, odds, kept.comparisons, barred, weights, people, redirects,
        account, free_list, (*held, *together), tuple(apart), tuple(unplaced),
    )  # fmt: skip


def _held(
    keys: Sequence[RecordKey], known: Mapping[RecordKey, str] | None, new: NDArray[np.bool_] | None
) -> list[tuple[int, int]]:
    """Records of one known person stay together, unless a decision parts them."""
    first: dict[str, int] = {}
    held = []
    for at, key in enumerate(keys):
        if known and new is not None and key in known and not new[at]:
            before = first.setdefault(known[key], at)
            if before != at:
                held.append((before, at))
    return held


def _barred(kept: _Kept, records: Encoded, options: LinkOptions) -> tuple[str, ...]:
    """Why a pair must not be joined by its score, "" where it may be."""
    alone = records.of_list[kept.pairs[:, 0]] != records.of_list[kept.pairs[:, 1]]
    for one in kept.comparisons:
        if one.kind not in ("name", "sex"):
            alone = alone & (one.levels == 0)
    if options.name_alone:
        alone = np.zeros(len(alone), bool)
    accused = np.asarray(records.accused[kept.pairs].any(axis=1), bool) if len(kept.pairs) else np.zeros(0, bool)
    return tuple(
        ACCUSED if charged else NAME_ALONE if only else ""
        for charged, only in zip(accused.tolist(), alone.tolist(), strict=True)
    )
