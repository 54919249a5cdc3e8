"""What two texts share, word by word: exact runs, and reworded passages, with where they stand in both.

A run is a longest row of the same folded words. Reworded reporting is two stretches of text whose stems go side by side
in the same order with few gaps (local alignment, Smith & Waterman 1981, over stems and only around shared runs).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from muniment.corroboration.telling import FUNCTION, Word, stem
from muniment.records import Span

#: the shortest run that is looked at
SHORTEST = 5
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


def runs(a: Sequence[Word], b: Sequence[Word], shortest: int = SHORTEST) -> list[Run]:
    """The longest shared runs of at least `shortest` words, each word of `a` in one run at most, by place in `a`."""
    texts_a, texts_b = [word.text for word in a], [word.text for word in b]
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(texts_b) - shortest + 1):
        key = tuple(texts_b[at : at + shortest])
        if len(where[key]) < REPEATS:
            where[key].append(at)
    found: list[Run] = []
    at = 0
    while at <= len(texts_a) - shortest:
        best = (0, 0)
        for other in where.get(tuple(texts_a[at : at + shortest]), ()):
            length = shortest
            while (
                at + length < len(texts_a)
                and other + length < len(texts_b)
                and texts_a[at + length] == texts_b[other + length]
            ):
                length += 1
            best = max(best, (length, -other))
        if best[0]:
            found.append(_run(a, b, at, -best[1], best[0]))
            at += best[0]
        else:
            at += 1
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
