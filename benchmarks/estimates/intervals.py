"""Do 95 % intervals hold the truth? Simulated lists of known size, sound designs and designs that break the assumption.

    python benchmarks/estimates/intervals.py [--draws 400] [--methods decomposable,latent-class] [--json FILE]

Sound designs are those of designs.csv (../shared/bench/mse or $MUNIMENT_BENCH/mse): groups of people, each with its own
chance on each list. The broken ones are made here: dependent lists, a group that no list reaches, drift in time, links
missed. There an interval is expected to miss, and the table shows by how much.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from muniment.estimates import estimate
from muniment.estimates.tables import CaptureTable, build
from muniment.records import Status

BENCH = Path(os.environ.get("MUNIMENT_BENCH", Path(__file__).parents[3] / "shared" / "bench")) / "mse"
PEOPLE = 2000
FIVE = np.array([0.25, 0.2, 0.3, 0.15, 0.2])

Draw = Callable[[np.random.Generator], NDArray[np.uint8]]


def designs() -> Iterator[tuple[str, bool, Draw]]:
    """(name, whether it is sound, people × lists of one simulation)."""
    path = BENCH / "designs.csv"
    groups: dict[str, list[tuple[int, NDArray[np.float64]]]] = {}
    if path.is_file():
        for row in csv.DictReader(path.open(encoding="utf-8")):
            chances = np.array([float(row[f"p{j}"]) for j in range(1, 6)])
            groups.setdefault(row["design"], []).append((int(row["size"]), chances))
    else:
        print("not here: designs.csv")
    for name, members in groups.items():

        def mixed(
            rng: np.random.Generator, members: list[tuple[int, NDArray[np.float64]]] = members
        ) -> NDArray[np.uint8]:
            return np.concatenate([(rng.random((size, 5)) < p).astype(np.uint8) for size, p in members])

        yield name, True, mixed
    yield "equal chances", True, lambda rng: (rng.random((PEOPLE, 5)) < FIVE).astype(np.uint8)
    yield "two lists share their sources", False, _dependent
    yield "a fifth that no list reaches", False, _unreached
    yield "lists drift apart in time", False, _drift
    yield "a tenth of the links missed", False, _missed


def _dependent(rng: np.random.Generator) -> NDArray[np.uint8]:
    rows = (rng.random((PEOPLE, 5)) < FIVE).astype(np.uint8)
    copied = rng.random(PEOPLE) < 0.6
    rows[copied, 1] = rows[copied, 0]
    return rows


def _unreached(rng: np.random.Generator) -> NDArray[np.uint8]:
    rows = (rng.random((PEOPLE, 5)) < FIVE).astype(np.uint8)
    rows[: PEOPLE // 5] = 0
    return rows


def _drift(rng: np.random.Generator) -> NDArray[np.uint8]:
    when = rng.random(PEOPLE)[:, None]
    early, late = np.array([0.5, 0.4, 0.3, 0.05, 0.02]), np.array([0.02, 0.05, 0.3, 0.3, 0.4])
    return (rng.random((PEOPLE, 5)) < early * (1 - when) + late * when).astype(np.uint8)


def _missed(rng: np.random.Generator) -> NDArray[np.uint8]:
    rows = (rng.random((PEOPLE, 5)) < FIVE).astype(np.uint8)
    split = (rows.sum(1) > 1) & (rng.random(PEOPLE) < 0.1)
    alone = np.zeros((int(split.sum()), 5), np.uint8)
    for row, own in enumerate(np.flatnonzero(split)):
        taken = rng.choice(np.flatnonzero(rows[own]))
        rows[own, taken] = 0
        alone[row, taken] = 1
    return np.concatenate([rows, alone])


def table_of(rows: NDArray[np.uint8]) -> CaptureTable:
    rows = rows[rows.any(1)]
    return build("ABCDE", rows, np.ones(len(rows), np.int64))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--draws", type=int, default=400)
    parser.add_argument("--methods", default="decomposable,latent-class")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    found = []
    print(f"N = {PEOPLE}; share of 95 % intervals that hold it, ± its Monte Carlo standard error")
    print(f"{'design':32} {'method':14} {'covered':>14} {'median':>8} {'width':>8} {'refused':>8} {'warned':>7}")
    for name, sound, draw in designs():
        for method in given.methods.split(","):
            held, points, widths, refused, warned = 0, [], [], 0, 0
            for number in range(given.draws):
                table = table_of(draw(np.random.default_rng([number, 17])))
                made = estimate(table, method=method, seed=number, effective=500)
                if made.status is Status.REFUSED or made.low is None or made.high is None or made.estimate is None:
                    refused += 1
                    continue
                warned += made.status is Status.WARNING
                held += made.low <= PEOPLE <= made.high
                points.append(made.estimate)
                widths.append(made.high - made.low)
            count = max(len(points), 1)
            share = held / count
            error = math.sqrt(share * (1 - share) / count)
            label = name if sound else f"BROKEN {name}"
            row = {
                "design": name,
                "sound": sound,
                "method": method,
                "covered": share,
                "error": error,
                "median": float(np.median(points)) if points else None,
                "width": float(np.median(widths)) if widths else None,
                "refused": refused / given.draws,
                "warned": warned / given.draws,
                "draws": given.draws,
            }
            print(
                f"{label[:32]:32} {method:14} {share:7.1%} ± {error:4.1%} {row['median'] or 0:8.0f} "
                f"{row['width'] or 0:8.0f} {row['refused']:8.1%} {row['warned']:7.1%}",
                flush=True,
            )
            found.append(row)
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
