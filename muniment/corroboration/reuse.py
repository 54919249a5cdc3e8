"""Text that documents share: which pairs to look at, among very many documents.

Two ways, for two kinds of copying. Near-copies of whole documents are found by MinHash over shingles of words and
banded locality-sensitive hashing (Broder 1997; Leskovec, Rajaraman & Ullman, *Mining of Massive Datasets*, ch. 3), with
the sketches made by `rensa`. A passage taken over into another text is found by winnowing (Schleimer, Wilkerson &
Aiken, SIGMOD 2003): any run of `GUARANTEED` words or more that two documents share is certain to be seen. What stands
in very many documents is boilerplate: it is dropped here and never becomes a pair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from muniment.corroboration.telling import fold_word, raw_words, telling
from muniment.records import Reading
from muniment.text import digest

#: words in a shingle: five are rarely shared by chance, and survive one changed word in eleven
SHINGLE = 5
#: shingles in a winnowing window; a shared run of SHINGLE + WINDOW - 1 words is certain to be seen
WINDOW = 2
GUARANTEED = SHINGLE + WINDOW - 1
#: numbers in a sketch, and rows in a band: pairs with a Jaccard similarity of .5 are found with p = .88, of .3 with .26
PERMUTATIONS = 128
ROWS = 4
#: one seed for all sketches, so that two builds find the same pairs
SEED = 1948
#: a shingle in more documents than this is boilerplate, unless the documents are copies as wholes
COMMON = 40
#: in a corpus of more documents than the first, a pair must share so many fingerprints: set phrases are shared by
#: chance in proportion to its size. A run of eight words has about three, one of fourteen six or more
ASKED = ((1000, 5), (200, 2), (0, 1))
#: in a corpus of more documents than this, a fingerprint of more documents than …
LARGE = 5000
#: … these pairs each with the next only
SHARED_BY_FEW = 6
#: documents in one LSH bucket beyond this many are paired with the bucket's first only (mirrors of one page)
BUCKET = 50
#: fingerprints are sorted in so many parts, so that no part needs much memory
PARTS = 16
#: documents sketched at once
BATCH = 2000

_PRIME = np.uint64(0x9E3779B97F4A7C15)
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two documents that may share text: how many fingerprints they share, and whether whole-document sketches met."""

    a: str
    b: str
    fingerprints: int
    sketch: bool


class Vocabulary:
    """Word as written → 64-bit number of the word as folded, the same in every process (no hash seed)."""

    __slots__ = ("_numbers",)

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, words_: Sequence[str]) -> Hashes:
        """The numbers of `words_` (shape: words)."""
        numbers = self._numbers
        for word in words_:
            if word not in numbers:
                numbers[word] = int(digest(fold_word(word))[:16], 16)
        return np.fromiter((numbers[word] for word in words_), dtype=np.uint64, count=len(words_))


def shingles(numbers: Hashes) -> Hashes:
    """The hash of each run of `SHINGLE` words (shape: words - SHINGLE + 1), by a rolling polynomial and a final mix."""
    count = len(numbers) - SHINGLE + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    out = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for at in range(SHINGLE):
            out = out * _PRIME + numbers[at : at + count]
        out ^= out >> np.uint64(31)
        out *= np.uint64(0xBF58476D1CE4E5B9)
        out ^= out >> np.uint64(29)
    return out


def winnowed(hashes: Hashes) -> Hashes:
    """The fingerprints: the smallest hash of each window of `WINDOW` shingles, each once."""
    if len(hashes) < WINDOW:
        return np.unique(hashes)
    windows = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW)
    return np.unique(windows.min(axis=1))


class TextReuse:
    """Collects documents one by one (`add`) and then names the pairs worth aligning (`candidates`).

    Keeps about 4 kilobytes for a document of 800 words.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.boilerplate: set[int] = set()
        self.vocabulary = Vocabulary()
        self._fingerprints: list[Hashes] = []
        self._batch: list[Hashes] = []
        self._sketches: list[npt.NDArray[np.uint32]] = []

    def add(self, document: str, words_: Sequence[str]) -> None:
        """Take in a document's telling words, as written, in order."""
        hashes = shingles(self.vocabulary.of(words_))
        self.ids.append(document)
        self._fingerprints.append(winnowed(hashes))
        self._batch.append(np.unique(hashes))
        if len(self._batch) >= BATCH:
            self._sketch()

    def _sketch(self) -> None:
        if not self._batch:
            return
        offsets = np.zeros(len(self._batch) + 1, dtype=np.uint64)
        offsets[1:] = np.cumsum([len(one) for one in self._batch])
        flat = np.concatenate(self._batch)
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, PERMUTATIONS, SEED)
        self._sketches.append(np.array(matrix.to_rows(), dtype=np.uint32))
        self._batch = []

    def candidates(self) -> list[Candidate]:
        """Pairs that share fingerprints that are no boilerplate, or whose sketches meet in a band; by their ids.

        The larger the corpus, the more fingerprints are asked of a pair (`ASKED`).
        """
        self._sketch()
        codes, counts = self._by_fingerprint()
        least = next(number for size, number in ASKED if len(self.ids) > size or not size)
        codes, counts = codes[counts >= least], counts[counts >= least]
        size = len(self.ids)
        shared = dict(zip(codes.tolist(), counts.tolist(), strict=True))
        sketched = {a * size + b for a, b in self._by_sketch()}
        out = []
        for code in shared.keys() | sketched:
            low, high = sorted((self.ids[code // size], self.ids[code % size]))
            out.append(Candidate(low, high, shared.get(code, 0), code in sketched))
        return sorted(out, key=lambda one: (one.a, one.b))

    def is_boilerplate(self, words_: Sequence[str]) -> bool:
        """Whether a run of words (known after `candidates`) stands in very many documents: a third of its shingles,
        about half of which are fingerprints."""
        if not self.boilerplate:
            return False
        hashes = shingles(self.vocabulary.of(words_)).tolist()
        return 3 * sum(one in self.boilerplate for one in hashes) > len(hashes)

    def _by_fingerprint(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Pairs (coded as first × documents + second) and how many fingerprints each shares."""
        found: list[npt.NDArray[np.int64]] = []
        step = 2**64 // PARTS
        for part in range(PARTS):
            low = np.uint64(part * step)
            high = np.uint64(2**64 - 1 if part == PARTS - 1 else (part + 1) * step - 1)
            hashes, owners = self._part(low, high)
            if not len(hashes):
                continue
            order = np.argsort(hashes, kind="stable")
            hashes, owners = hashes[order], owners[order]
            starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
            sizes = np.append(starts[1:], len(hashes)) - starts
            self.boilerplate.update(hashes[starts[sizes > COMMON]].tolist())
            for size in np.unique(sizes[(sizes >= 2) & (sizes <= COMMON)]).tolist():
                rows = owners[starts[sizes == size][:, None] + np.arange(size)]
                found.extend(self._pairs_in(rows.astype(np.int64)))
        if not found:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        return np.unique(np.concatenate(found), return_counts=True)

    def _pairs_in(self, rows: npt.NDArray[np.int64]) -> Iterator[npt.NDArray[np.int64]]:
        """The codes of the pairs within each row (shape: fingerprints × documents, each row ascending): all of them,
        or, in a large corpus, of neighbours only where many documents share one fingerprint."""
        size = rows.shape[1]
        neighbours = len(self.ids) > LARGE and size > SHARED_BY_FEW
        for i in range(size):
            for j in range(i + 1, i + 2 if neighbours else size):
                if j < size:
                    yield rows[:, i] * len(self.ids) + rows[:, j]

    def _part(self, low: np.uint64, high: np.uint64) -> tuple[Hashes, npt.NDArray[np.int32]]:
        """The fingerprints between two bounds, and the documents they are of; fingerprints are sorted already."""
        hashes, owners = [], []
        for at, own in enumerate(self._fingerprints):
            first, last = np.searchsorted(own, low, "left"), np.searchsorted(own, high, "right")
            if last > first:
                hashes.append(own[first:last])
                owners.append(np.full(last - first, at, dtype=np.int32))
        if not hashes:
            return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int32)
        return np.concatenate(hashes), np.concatenate(owners)

    def _by_sketch(self) -> Iterator[tuple[int, int]]:
        if not self._sketches:
            return
        sketches = np.concatenate(self._sketches)
        empty = np.array([len(one) == 0 for one in self._fingerprints])
        for band in range(0, PERMUTATIONS, ROWS):
            buckets: dict[bytes, list[int]] = defaultdict(list)
            for at, key in enumerate(np.ascontiguousarray(sketches[:, band : band + ROWS])):
                if not empty[at]:
                    buckets[key.tobytes()].append(at)
            for bucket in buckets.values():
                if len(bucket) < 2:
                    continue
                if len(bucket) > BUCKET:
                    yield from ((bucket[0], other) for other in bucket[1:])
                else:
                    yield from ((a, b) for i, a in enumerate(bucket) for b in bucket[i + 1 :])


def reused(readings: Iterable[Reading]) -> tuple[TextReuse, list[Candidate]]:
    """The pairs of documents among `readings` that may share text, and what very many of them share."""
    found = TextReuse()
    for reading in readings:
        found.add(
            reading.document,
            [word for passage in telling(reading) for word in raw_words(reading.text, passage.start, passage.end)],
        )
    return found, found.candidates()
