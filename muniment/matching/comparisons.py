"""What a pair of records agrees and disagrees on: one level for each kind of evidence.

Level 0 of every comparison is "missing on a side" and weighs nothing. Births and ages are one comparison (an age is
half a birth year), and so is a name in two spellings of one list: what a list derived from another column of its own is
not evidence twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from muniment.matching import name_evidence
from muniment.matching.encoding import Encoded
from muniment.matching.model import NameModel
from muniment.matching.name_evidence import name_levels

Levels = NDArray[np.int16]
Rows = NDArray[np.int32]
Flags = NDArray[np.bool_]

BORN = (
    "no birth or age on one side", "the same day of birth", "one part of the date of birth differs",
    "dates of birth that can be one", "born within a year", "born within five years", "born further apart",
    "the same age", "one year of age apart", "two or three years of age apart", "four to ten years of age apart",
    "ages further apart",
)  # fmt: skip
DIED = (
    "no date of death on one side", "the same day of death", "died within three days", "dates of death that can be one",
    "died within a month", "died within a year", "died further apart",
)  # fmt: skip
SEX = ("no sex on one side", "the same sex", "another sex")
PLACE = ("no place on one side", "the same place", "a place in common", "places spelled alike", "another place")
IDENTIFIER = ("no identifier on one side", "the same identifier", "nearly the same identifier", "another identifier")
TEXT = ("no text on one side", "the same text", "much the same text", "some words in common", "another text")
FATHER = (
    "no father's name on one side", "the same father's name, a very rare one", "the same father's name, a rare one",
    "the same father's name", "the same father's name, a very common one", "father's name in doubt",
    "another father's name",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """One kind of evidence: `what` it compares, a sentence for each of its `outcomes`, the `levels` of the pairs."""

    what: str
    kind: str
    outcomes: tuple[str, ...]
    levels: Levels


def compare_pairs(records: Encoded, pairs: Rows, model: NameModel) -> tuple[Comparison, ...]:
    """Every comparison that at least one pair has evidence for; names always."""
    found = [
        Comparison("name", "name", NAME, names(records, pairs, model)),
        Comparison("sex", "sex", SEX, _sex(records, pairs)),
        Comparison("birth", "birth", BORN, births(records, pairs)),
        Comparison("death", "death", DIED, deaths(records, pairs)),
        Comparison("father", "father", FATHER, _fathers(records, pairs, model)),
        Comparison("place", "place", PLACE, _by_value(records.places, records.place_names, pairs, _places)),
    ]
    for column, values, words in records.identifiers:
        found.append(Comparison(column, "identifier", IDENTIFIER, _by_value(values, words, pairs, _identifiers)))
    for column, values, words in records.texts:
        found.append(Comparison(column, "text", TEXT, _by_value(values, words, pairs, _texts)))
    return tuple(one for one in found if one.kind == "name" or one.levels.any())


def _name_outcomes() -> tuple[str, ...]:
    out = []
    edges = [0, *name_evidence.STEPS.tolist(), 99]
    for level in range(name_evidence.LEVELS):
        pattern, over, across, step = name_evidence.read_level(level)
        words = [pattern]
        if over:
            words.append("a token on one side only")
        if across:
            words.append("in two scripts")
        low, high = edges[step], edges[step + 1]
        words.append(f"agreement worth {low:g}+ nats" if high == 99 else f"agreement worth {low:g} to {high:g} nats")
        out.append("; ".join(words) if level >= 4 * len(edges[:-1]) else pattern)
    return tuple(out)


NAME = _name_outcomes()


def names(records: Encoded, pairs: Rows, model: NameModel) -> Levels:
    """The levels of the names; where a list gives a second spelling, the pair of one script is taken before the pair of
    two, and the second spelling is used only where the first gives nothing better: it is the same evidence."""
    levels = name_levels(records.names, records.names, pairs, model)
    if not (records.others.script > 0).any():
        return levels
    left, right = pairs[:, 0], pairs[:, 1]
    same = (records.names.script[left] == records.names.script[right]) & (levels >= 4 * (len(name_evidence.STEPS) + 1))
    for one, other in (
        (records.others, records.others),
        (records.others, records.names),
        (records.names, records.others),
    ):
        alike = (one.script[left] == other.script[right]) & (one.script[left] > 0) & ~same
        if alike.any():
            levels[alike] = name_levels(one, other, pairs[alike], model)
            same |= alike
    return levels


def _sex(records: Encoded, pairs: Rows) -> Levels:
    a, b = records.sex[pairs[:, 0]], records.sex[pairs[:, 1]]
    return np.where((a == 0) | (b == 0), 0, np.where(a == b, 1, 2)).astype(np.int16)


def births(records: Encoded, pairs: Rows) -> Levels:
    """Births where both have one; else ages where both do; else the birth against the years an age leaves open."""
    left, right = pairs[:, 0], pairs[:, 1]
    out = np.zeros(len(pairs), np.int16)
    known = (records.born[left, 0] > 0) & (records.born[right, 0] > 0)
    at = np.flatnonzero(known)
    out[at] = _born(records.born[left[at]], records.born[right[at]])
    a, b = records.age[left], records.age[right]
    aged = ~known & ~np.isnan(a) & ~np.isnan(b)
    gap = np.abs(a[aged] - b[aged])
    out[aged] = 7 + np.searchsorted([0.99, 1.99, 3.99, 10.99], gap, side="right")
    for dated, by_age in ((left, right), (right, left)):
        mixed = np.flatnonzero(~known & ~aged & (records.born[dated, 0] > 0) & ~np.isnan(records.age[by_age]))
        if len(mixed):
            end = np.where(records.died[by_age, 0] > 0, records.died[by_age, 1], _reference(records))[mixed]
            high = end - (records.age[by_age][mixed] * 365.2425).astype(np.int64)
            out[mixed] = _born(records.born[dated[mixed]], np.stack([high - 366, high], axis=1).astype(np.int32))
    return out


def _reference(records: Encoded) -> int:
    """The day that ages without a date of death are counted from: the latest death on any list, or the latest birth
    and the age beside it. No clock is read; an age is worth its years either way."""
    if (records.died[:, 1] > 0).any():
        return int(np.median(records.died[:, 1][records.died[:, 1] > 0]))
    both = (records.born[:, 0] > 0) & ~np.isnan(records.age)
    if both.any():
        return int(np.median(records.born[both, 1] + records.age[both] * 365.2425 + 183))
    return 738_000  # mid-2021: only years that no list fixes hang on it


def _born(a: Rows, b: Rows) -> Levels:
    exact = (a[:, 0] == a[:, 1]) & (b[:, 0] == b[:, 1])
    gap = np.maximum(0, np.maximum(a[:, 0] - b[:, 1], b[:, 0] - a[:, 1]))
    out = np.select([gap == 0, gap <= 366, gap <= 5 * 366], [3, 4, 5], 6).astype(np.int16)
    out[exact & (gap == 0)] = 1
    near = np.flatnonzero(exact & (gap > 0))
    if len(near):
        y, z = _parts(a[near, 0]), _parts(b[near, 0])
        equal = sum((y[k] == z[k]).astype(int) for k in range(3))
        swapped = (y[0] == z[0]) & (y[1] == z[2]) & (y[2] == z[1])
        out[near[(equal == 2) | swapped]] = 2
    return out


def _parts(days: NDArray[np.int32]) -> tuple[NDArray[np.int64], ...]:
    stamp = (days.astype(np.int64) - 719_163).astype("datetime64[D]")
    months = stamp.astype("datetime64[M]").astype(np.int64)
    return months // 12, months % 12 + 1, (stamp - stamp.astype("datetime64[M]")).astype(np.int64) + 1


def deaths(records: Encoded, pairs: Rows) -> Levels:
    """Dates of death: a day is rarely off by much, and a year alone only has to hold the other."""
    a, b = records.died[pairs[:, 0]], records.died[pairs[:, 1]]
    gap = np.maximum(0, np.maximum(a[:, 0] - b[:, 1], b[:, 0] - a[:, 1]))
    exact = (a[:, 0] == a[:, 1]) & (b[:, 0] == b[:, 1])
    levels = np.select([(gap == 0) & exact, gap == 0, gap <= 3, gap <= 31, gap <= 366], [1, 3, 2, 4, 5], 6)
    return np.where((a[:, 0] > 0) & (b[:, 0] > 0), levels, 0).astype(np.int16)


def _fathers(records: Encoded, pairs: Rows, model: NameModel) -> Levels:
    if not (records.fathers.script > 0).any():
        return np.zeros(len(pairs), np.int16)
    levels = name_levels(records.fathers, records.fathers, pairs, model)
    steps = len(name_evidence.STEPS) + 1
    pattern, step = levels // steps // 4, levels % steps
    out = np.select([pattern == 0, pattern <= 2, pattern <= 4], [0, 4, 5], 6)
    return np.where(out == 4, 4 - np.minimum(step, 3), out).astype(np.int16)


def _by_value(values: Rows, words: tuple[str, ...], pairs: Rows, judge) -> Levels:  # type: ignore[no-untyped-def]
    """Levels of a column of values: every pair of distinct values is judged once."""
    a, b = values[pairs[:, 0]].astype(np.int64), values[pairs[:, 1]].astype(np.int64)
    low, high = np.minimum(a, b), np.maximum(a, b)
    out = np.where(low == 0, 0, 1).astype(np.int16)
    differ = np.flatnonzero((low > 0) & (low != high))
    if len(differ):
        codes, back = np.unique(low[differ] << 32 | high[differ], return_inverse=True)
        judged = [judge(words[int(code >> 32)], words[int(code & 0xFFFFFFFF)]) for code in codes.tolist()]
        out[differ] = np.array(judged, np.int16)[back]
    return out


def _places(a: str, b: str) -> int:
    """Places as lists give them, from the village to the province: "Saqqez, Kurdistan"."""
    x, y = (
        tuple(part.strip() for part in one.replace("،", ",").replace("/", ",").replace("-", ",").split(","))
        for one in (a, b)
    )
    if x[0] == y[0] and x[0]:
        return 1 if len(x) == 1 or len(y) == 1 else 2
    if set(filter(None, x)) & set(filter(None, y)):
        return 2
    return 3 if fuzz.ratio(a, b, score_cutoff=80) else 4


def _identifiers(a: str, b: str) -> int:
    return 2 if min(len(a), len(b)) >= 5 and Levenshtein.distance(a, b, score_cutoff=1) <= 1 else 3


def _texts(a: str, b: str) -> int:
    alike = fuzz.token_sort_ratio(a, b)
    return 2 if alike >= 85 else 3 if alike >= 60 else 4
