"""What two texts share, word by word: exact runs, and reworded passages, with where they stand in both.

A run is a longest row of the same folded words. Reworded reporting is two stretches of text whose stems go side by side
in the same order with few gaps (local alignment, Smith & Waterman 1981, over stems and only around shared runs).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from muniment.corroboration.reuse import SHINGLE, Hashes
from muniment.corroboration.telling import FUNCTION, Word, stem
from muniment.records import Span

#: words on either side of a shared run in which rewording is looked for
AROUND = 14
#: a run of words that occurs so often in one text is not followed further (lists, refrains)
REPEATS = 8


@dataclass(frozen=True, slots=True)
class Run:
    """The same words in both texts: word positions and spans (code points) in `a` and in `b`; `length` in words."""

    a: int
    b: int
    length: int
    span_a: Span
    span_b: Span


@dataclass(frozen=True, slots=True)
class Reworded:
    """Two stretches that tell the same in nearly the same words: spans, and the stems they share in order."""

    span_a: Span
    span_b: Span
    stems: tuple[str, ...]
    width: int

    @property
    def share(self) -> float:
        """Shared stems over the words of the shorter stretch."""
        return len(self.stems) / self.width if self.width else 0.0


def runs(a: Sequence[Word], b: Sequence[Word], hashes_a: Hashes, hashes_b: Hashes) -> list[Run]:
    """The longest shared runs of at least `SHINGLE` words, each word of `a` in one run at most, by place in `a`.

    `hashes_a` and `hashes_b` are the texts' `shingles` (shape: words - SHINGLE + 1, or none).
    """
    order = np.argsort(hashes_b, kind="stable")
    ordered = hashes_b[order]
    firsts = np.searchsorted(ordered, hashes_a, "left")
    lasts = np.searchsorted(ordered, hashes_a, "right")
    found: list[Run] = []
    until = 0
    for at in np.flatnonzero(lasts > firsts).tolist():
        if at < until:
            continue
        best = (0, 0)
        for other in order[firsts[at] : min(lasts[at], firsts[at] + REPEATS)].tolist():
            length = 0
            while at + length < len(a) and other + length < len(b) and a[at + length].text == b[other + length].text:
                length += 1
            best = max(best, (length, -other))
        if best[0] >= SHINGLE:
            found.append(_run(a, b, at, -best[1], best[0]))
            until = at + best[0]
    return found


def _run(a: Sequence[Word], b: Sequence[Word], at: int, other: int, length: int) -> Run:
    return Run(
        at,
        other,
        length,
        Span(a[at].start, a[at + length - 1].end),
        Span(b[other].start, b[other + length - 1].end),
    )


def reworded(a: Sequence[Word], b: Sequence[Word], run: Run) -> Reworded | None:
    """The stretches about a shared run whose stems go side by side; None where nothing but the run is shared.

    Stretches are cut at the outermost shared content stems, so that what surrounds them is left out.
    """
    first_a, last_a = max(0, run.a - AROUND), min(len(a), run.a + run.length + AROUND)
    first_b, last_b = max(0, run.b - AROUND), min(len(b), run.b + run.length + AROUND)
    stems_a = [stem(word.text) for word in a[first_a:last_a]]
    stems_b = [stem(word.text) for word in b[first_b:last_b]]
    pairs = [
        (i, j)
        for i, j in _side_by_side(stems_a, stems_b)
        if stems_a[i] not in FUNCTION or run.a <= first_a + i < run.a + run.length
    ]
    if len(pairs) <= run.length:
        return None
    (i, j), (k, m) = pairs[0], pairs[-1]
    content = tuple(stems_a[at] for at, _ in pairs if stems_a[at] not in FUNCTION)
    return Reworded(
        Span(a[first_a + i].start, a[first_a + k].end),
        Span(b[first_b + j].start, b[first_b + m].end),
        content,
        sum(stems_a[at] not in FUNCTION for at in range(i, k + 1))
        if k - i <= m - j
        else sum(stems_b[at] not in FUNCTION for at in range(j, m + 1)),
    )


def _side_by_side(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Positions of the stems that stand in the same order in both."""
    for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        for at in range(block.size):
            yield block.a + at, block.b + at
