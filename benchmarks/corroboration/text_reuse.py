"""Text reuse at scale: seconds, peak memory, and what is found of the copies that were planted.

    python benchmarks/corroboration/text_reuse.py [--documents 100000] [--words 800] [--json FILE]

Every document is made up from pseudo-words with the frequencies of natural language (Zipf). Planted are: near-copies of
whole documents (one word in fifty changed), single paragraphs of 80 words taken over into another document, families of
sixty mirrors of one page, and a paragraph of boilerplate in one document of five; every thirty words stands one of
40,000 set phrases. The goal is 100,000 documents of 800
words in 15 minutes and 4 GB on two cores; one process is used.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import time
from pathlib import Path

from muniment.corroboration import find_origins
from muniment.records import Passage, Reading, Role, Rule

SYLLABLES = re.findall(
    r"\w+", "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za bre cla dro fli gra ple sto tri"
)
BOILERPLATE = 60
MIRRORS = 60
#: set phrases of five to eight words that any document may use
PHRASES = 40_000


class Corpus:
    """Made-up documents by number, and which pairs of them were made to share text."""

    def __init__(self, documents: int, words: int, seed: int = 1948) -> None:
        self.size, self.words = documents, words
        chance = random.Random(seed)
        self.vocabulary = list({"".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 4)))) for _ in range(60_000)})
        self.vocabulary.sort()
        total, self.weights = 0.0, []
        for rank in range(1, len(self.vocabulary) + 1):
            total += 1.0 / (rank + 2.7)
            self.weights.append(total)
        self.phrases = [
            chance.choices(self.vocabulary, cum_weights=self.weights, k=chance.randrange(5, 9))
            for _ in range(min(PHRASES, len(self.weights)))
        ]
        self.phrase_weights = self.weights[: len(self.phrases)]
        self.boilerplate = chance.choices(self.vocabulary, cum_weights=self.weights, k=BOILERPLATE)
        self.copies: dict[int, tuple[str, int]] = {}
        for at in range(documents):
            kind = chance.random()
            if at > 200 and kind < 0.03:
                self.copies[at] = ("copy", chance.randrange(at))
            elif at > 200 and kind < 0.06:
                self.copies[at] = ("paragraph", chance.randrange(at))
            elif at % 5000 < MIRRORS and at >= 5000:
                self.copies[at] = ("mirror", at - at % 5000 - 1)
        self.seed = seed

    def tokens(self, at: int) -> list[str]:
        """The words of document number `at`; of a copy of a copy, as of the copy's own first text."""
        chance = random.Random(self.seed * 1_000_003 + at)
        own = self._told(chance)
        kind, source = self.copies.get(at, ("", 0))
        if kind in ("copy", "mirror"):
            own = self._first(source)
            for place in range(0, len(own), 50):
                own[min(place + chance.randrange(50), len(own) - 1)] = chance.choice(self.vocabulary)
        elif kind == "paragraph":
            start = chance.randrange(self.words - 80)
            own[start : start + 80] = self._first(source)[start : start + 80]
        if at % 5 == 0:
            own[-BOILERPLATE:] = self.boilerplate
        return own

    def _first(self, at: int) -> list[str]:
        chance = random.Random(self.seed * 1_000_003 + at)
        return self._told(chance)

    def _told(self, chance: random.Random) -> list[str]:
        """Words by their frequency, with a set phrase about every thirty words."""
        own: list[str] = []
        while len(own) < self.words:
            own += chance.choices(self.vocabulary, cum_weights=self.weights, k=24)
            own += chance.choices(self.phrases, cum_weights=self.phrase_weights)[0]
        return own[: self.words]

    def reading(self, at: int) -> Reading:
        words = self.tokens(at)
        sentences = [" ".join(words[place : place + 20]) + "." for place in range(0, len(words), 20)]
        text = "\n".join(" ".join(sentences[place : place + 5]) for place in range(0, len(sentences), 5))
        passages, start = [], 0
        for line in text.split("\n"):
            passages.append(Passage(start, start + len(line), Role.BODY))
            start += len(line) + 1
        return Reading(f"d{at:06d}", text, tuple(passages), "made up", "1", "text")


def measure(documents: int, words: int) -> dict[str, float]:
    """Build the corpus (not timed), find the joins (timed), and count the planted ones among them."""
    corpus = Corpus(documents, words)
    readings = [corpus.reading(at) for at in range(documents)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started, used = time.perf_counter(), time.process_time()
    joins = find_origins((), readings, (), ())
    elapsed, cpu = time.perf_counter() - started, time.process_time() - used
    found = {(join.a, join.b) for join in joins if join.rule is Rule.SAME_WORDS}
    planted = {
        kind: {
            tuple(sorted((f"d{at:06d}", f"d{source:06d}")))
            for at, (name, source) in corpus.copies.items()
            if name == kind and corpus.copies.get(source, ("",))[0] not in ("copy", "mirror", "paragraph")
        }
        for kind in ("copy", "paragraph", "mirror")
    }
    related = _related(corpus)
    false = sum(not related(a, b) for a, b in found)
    row = {
        "documents": documents,
        "words": words,
        "seconds": round(elapsed, 1),
        "cpu_seconds": round(cpu, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "corpus_mb": round(before),
        "joins": len(found),
        "joins_of_unrelated": false,
    }
    for kind, pairs in planted.items():
        row[f"planted_{kind}"] = len(pairs)
        row[f"found_{kind}"] = len(pairs & found)
    return row


def _related(corpus: Corpus):  # type: ignore[no-untyped-def]
    """Whether two documents share a planted text: through any chain of copies."""
    parent = list(range(corpus.size))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for at, (_, source) in corpus.copies.items():
        parent[root(at)] = root(source)
    return lambda a, b: root(int(a[1:])) == root(int(b[1:]))


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--documents", type=int, default=100_000)
    args.add_argument("--words", type=int, default=800)
    args.add_argument("--json", type=Path, help="write the result as JSON")
    options = args.parse_args()
    row = measure(options.documents, options.words)
    for name, value in row.items():
        print(f"{name:<20} {value:>12,}")
    if options.json:
        options.json.write_text(json.dumps(row, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
