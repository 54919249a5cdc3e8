"""The command that estimates how many were never documented: estimate. It needs no case."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

#: options that go to the room by their own names
PASSED = (
    "method", "seed", "by", "level", "k", "alpha", "delta", "model", "selection", "threshold", "bootstraps",
    "lists", "count", "person", "list_facts", "draws", "planned", "quick", "parquet",
)  # fmt: skip


def add_to(commands: Any) -> None:
    """Add `estimate` to the parser."""
    what = "estimate how many were never documented, from lists that overlap"
    estimate = commands.add_parser("estimate", help=what, description=f"{what[0].upper()}{what[1:]}.")
    estimate.add_argument(
        "table", type=Path, metavar="TABLE.csv", help="0/1 columns, one a list, with or without a count"
    )
    estimate.add_argument("--method", default="latent-class", metavar="NAME",
                          help="latent-class (default), decomposable, loglinear, nhoi, chapman or all")  # fmt: skip
    estimate.add_argument("--seed", type=int, metavar="N", help="the same seed gives the same numbers")
    estimate.add_argument(
        "--by", nargs="+", metavar="COLUMN", help="fit apart for each value of these columns, and add up"
    )
    estimate.add_argument("--level", type=float, metavar="P", help="of the interval (default .95)")
    estimate.add_argument("--k", type=int, metavar="N", help="latent classes at most (default 10)")
    estimate.add_argument("--alpha", metavar="N|SHAPE,RATE", help="prior of the latent classes (default .25,.25)")
    estimate.add_argument(
        "--delta", type=float, metavar="N", help="prior of the decomposable graphs (default 2^-lists)"
    )
    estimate.add_argument("--model", metavar="[12,3]", help="one log-linear model, its lists by number")
    estimate.add_argument(
        "--selection", metavar="NAME", help="how log-linear models are chosen: stepwise (default), bic, average"
    )
    estimate.add_argument("--threshold", type=float, metavar="P", help="p at which stepwise adds a pair (default .02)")
    estimate.add_argument("--bootstraps", type=int, metavar="N", help="replications of the BCa interval")
    estimate.add_argument(
        "--lists", nargs="+", metavar="COLUMN", help="which columns are lists (default: all of 0 and 1)"
    )
    estimate.add_argument("--count", metavar="COLUMN", help="the column of counts (default: count)")
    estimate.add_argument("--person", metavar="COLUMN", help="a column that names the person of a record")
    estimate.add_argument("--list-facts", metavar="lists.toml", help="what the lists are (default: beside the table)")
    estimate.add_argument("--draws", metavar="DIR", help="tables of linkage draws, pooled as a mixture")
    estimate.add_argument(
        "--planned", action=argparse.BooleanOptionalAction, help="whether the run was planned before the data were seen"
    )
    estimate.add_argument("--quick", action="store_true", default=None, help="with --out: no sensitivity runs")
    estimate.add_argument("--parquet", action="store_true", default=None, help="with --out: the draws as Parquet too")
    estimate.add_argument("--json", action="store_true", help="print JSON")
    estimate.add_argument(
        "--out", type=Path, metavar="DIR", help="write a report page, draws and JSON into this folder"
    )
    estimate.add_argument("--strict", action="store_true", help="exit 1 on a refusal")
    estimate.set_defaults(run=_estimate)


def _estimate(given: argparse.Namespace) -> int:
    from muniment import estimates  # numba and SciPy: seconds that other commands need not wait for

    options = {name: getattr(given, name) for name in PASSED}
    found = estimates.estimate_command(given.table, options, given.out, progress=_tell)
    several = (found,) if isinstance(found, estimates.Estimate) else found
    if given.json:
        shown: Any = (
            estimates.as_json(found)
            if isinstance(found, estimates.Estimate)
            else [estimates.as_json(one) for one in found]
        )
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(str(one) for one in several))
        if given.out:
            print(f"\nOpen {given.out / 'report.html'}")
    return 1 if given.strict and any(one.status == "refused" for one in several) else 0


def _tell(*said: object) -> None:
    """Progress to a terminal; nothing where output is no terminal."""
    if sys.stderr.isatty():
        print(" ".join(map(str, said)), end="\r", file=sys.stderr, flush=True)
