"""Trains the shipped name model: `python training/names/train.py FOLDER` with the folder of the redistributable pairs.

FOLDER holds `google_ar2en/ar2en-train.txt` (Apache-2.0). The rest are the names in this folder, written for the
project. Comes out the same every time; writes `muniment/matching/weights/names.npz` and prints its size.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from muniment.matching.comparing import score_table
from muniment.matching.letters import ARABIC, LATIN, arabic_letters, latin_letters
from muniment.matching.model import NameModel, Tables, pack, read_lexicon, save_model
from muniment.matching.transducer import Transducer, train

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "muniment" / "matching" / "weights" / "names.npz"

#: one name written for this project counts for so many of the general Arabic ones, which follow other habits
OWN = 100.0
#: a spelling beside itself counts less than beside another, or variants would never be learned
ITSELF = 0.3

Word = NDArray[np.uint8]


def own() -> Iterator[tuple[str, str]]:
    """(name in Arabic script, Latin spelling) from the lists in this folder."""
    for path in sorted(HERE.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if " : " in line and not line.startswith("#"):
                script, latin = line.split(" : ")
                yield from ((script, spelling) for spelling in latin.split())


def general(folder: Path) -> Iterator[tuple[str, str]]:
    """(name in Arabic script, Latin spelling) from the redistributable pairs."""
    for line in (folder / "google_ar2en" / "ar2en-train.txt").read_text(encoding="utf-8").splitlines():
        script, latin = line.split("\t")[:2]
        yield script, latin


def lexicon() -> dict[str, frozenset[str]]:
    """Which tokens are known spellings of which name, from the lists in this folder."""
    return read_lexicon("\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.txt"))))


def across(folder: Path) -> Transducer:
    """Arabic script → Latin."""
    pairs: list[tuple[Word, Word]] = []
    weights: list[float] = []
    for source, weight in ((own(), OWN), (general(folder), 1.0)):
        for script, latin in source:
            a, b = arabic_letters(script), latin_letters(latin)
            if len(a) and len(b):
                pairs.append((a, b))
                weights.append(weight)
    return train(pairs, np.array(weights), source_letters=len(ARABIC), target_letters=len(LATIN))


def within(*, latin: bool) -> Transducer:
    """Spellings of one name in one script: Latin ones that share an Arabic form, or the other way round."""
    by: dict[bytes, set[bytes]] = defaultdict(set)
    for script, spelling in own():
        a, b = arabic_letters(script).tobytes(), latin_letters(spelling).tobytes()
        by[a if latin else b].add(b if latin else a)
    pairs, weights = [], []
    for key in sorted(by):
        for x in sorted(by[key]):
            for y in sorted(by[key]):
                pairs.append((np.frombuffer(x, np.uint8), np.frombuffer(y, np.uint8)))
                weights.append(ITSELF if x == y else 1.0)
    size = len(LATIN) if latin else len(ARABIC)
    return train(pairs, np.array(weights), source_letters=size, target_letters=size)


def made_up(kind: str, *, size: int = 6000, seed: int = 20) -> tuple[list[tuple[str, str]], NDArray[np.float64]]:
    """Full names made of the lists, as pairs of spellings: half of them one name, half two that look alike."""
    chance = random.Random(seed)
    spellings = defaultdict(list)
    for script, latin in own():
        spellings[script].append(latin)
    scripts = sorted(spellings)
    by_start = defaultdict(list)
    for script in scripts:
        by_start[script[:2]].append(script)
    pairs, same = [], []
    for _ in range(size):
        name = [chance.choice(scripts), chance.choice(scripts)]
        one = chance.random() < 0.5
        other = list(name)
        if not one:
            at = chance.randrange(2)
            near = [s for s in by_start[name[at][:2]] if s != name[at]] or [s for s in scripts if s != name[at]]
            other[at] = chance.choice(near)
        pairs.append(
            (_write(name, kind.split("-")[1], spellings, chance), _write(other, kind.split("-")[0], spellings, chance))
        )
        same.append(float(one))
    return pairs, np.array(same)


def _write(name: list[str], script: str, spellings: dict[str, list[str]], chance: random.Random) -> str:
    return " ".join(part if script == "arabic" else chance.choice(spellings[part]) for part in name)


def calibrated(kind: str, tables: Tables, known: Mapping[str, frozenset[str]]) -> Tables:
    """The logistic of a score, fitted by Newton's method to made-up names."""
    pairs, same = made_up(kind)
    model = NameModel("", {kind: tables}, known)
    scores = score_table(pairs, model)
    slope, offset = 1.0, 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(slope * scores + offset, -40, 40)))
        weight = np.maximum(p * (1 - p), 1e-9)
        design = np.stack([scores, np.ones_like(scores)], axis=1)
        step = np.linalg.solve(design.T @ (design * weight[:, None]) + 1e-6 * np.eye(2), design.T @ (same - p))
        slope, offset = slope + step[0], offset + step[1]
    return replace(tables, slope=float(slope), middle=float(-offset / slope))


def main() -> None:
    """Train, calibrate and write the model."""
    folder = Path(sys.argv[1])
    fitted = {"arabic-latin": across(folder), "latin-latin": within(latin=True), "arabic-arabic": within(latin=False)}
    tables = {kind: Tables(transducer, pack(transducer), 1.0, 0.0) for kind, transducer in fitted.items()}
    known = lexicon()
    tables = {kind: calibrated(kind, one, known) for kind, one in tables.items()}
    OUT.parent.mkdir(exist_ok=True)
    data = save_model(NameModel("names 1", tables, known))
    OUT.write_bytes(data)
    print(f"{OUT.name}: {len(data)} bytes")
    for kind, one in tables.items():
        print(f"{kind}: a score of {one.middle:.2f} is even odds (slope {one.slope:.2f})")


if __name__ == "__main__":
    main()
