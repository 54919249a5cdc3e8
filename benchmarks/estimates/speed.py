"""CPU seconds and effective draws a second of the methods on the published tables, whole calls, medians of 5 seeds.

    python benchmarks/estimates/speed.py [--json FILE] [--seeds 5]

Compilation is left out (each call is made once before), warm-up is in. Tables are read from ../shared/bench/mse or
$MUNIMENT_BENCH/mse; one that is missing is printed as "not here".
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from muniment.estimates import estimate, read_table
from muniment.records import Estimate

BENCH = Path(os.environ.get("MUNIMENT_BENCH", Path(__file__).parents[3] / "shared" / "bench")) / "mse"

#: what, table, options, what is measured ("ess/s" or "s"), the goal
ROWS: tuple[tuple[str, str, dict[str, Any], str, float], ...] = (
    ("latent class", "kosovo", {}, "ess/s", 1700),
    ("latent class", "sim5_100k", {}, "ess/s", 4000),
    ("latent class", "uk_5", {}, "ess/s", 1400),
    ("latent class", "new_orleans_5_cran", {}, "ess/s", 1500),
    ("latent class", "new_orleans_8_cran", {}, "ess/s", 1500),
    ("latent class", "snowshoe_hare_6", {}, "ess/s", 1500),
    ("latent class, 1,000 draws", "sim5_1m", {"effective": 1000}, "s", 5.0),
    ("latent class K=15, 1,000 draws", "kosovo", {"effective": 1000, "classes": 15}, "s", 4.0),
    ("decomposable", "uk_5", {"method": "decomposable"}, "s", 0.05),
    ("decomposable", "uk_6", {"method": "decomposable"}, "s", 0.5),
    ("log-linear, 1,000 BCa", "uk_5", {"method": "loglinear"}, "s", 5.0),
)


def measure(run: Callable[[int], Estimate], what: str, seeds: int) -> tuple[float, list[float], float]:
    """The median over seeds, all values, and the largest R-hat."""
    run(0)
    values, worst = [], 1.0
    for seed in range(1, seeds + 1):
        begun = time.process_time()
        made = run(seed)
        spent = time.process_time() - begun
        values.append(spent if what == "s" else (made.diagnostics.ess_bulk or 0.0) / spent)
        worst = max(worst, made.diagnostics.rhat or 1.0)
    return statistics.median(values), values, worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    given = parser.parse_args()
    found = []
    print(f"{'method':32} {'table':20} {'measured':>12} {'goal':>10}  worst R-hat")
    for name, file, options, what, goal in ROWS:
        path = BENCH / f"{file}.csv"
        if not path.is_file():
            print(f"{name:32} {file:20} not here")
            continue
        table = read_table(path)

        def run(seed: int, table: Any = table, options: dict[str, Any] = options) -> Any:
            return estimate(table, seed=seed, **options)

        middle, values, worst = measure(run, what, given.seeds)
        met = "" if (middle >= goal if what == "ess/s" else middle <= goal) else "  missed"
        print(f"{name:32} {file:20} {middle:8.3g} {what:>5} {goal:8.3g}   {worst:.3f}{met}", flush=True)
        found.append({"method": name, "table": file, "unit": what, "median": middle, "values": values, "goal": goal})
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
