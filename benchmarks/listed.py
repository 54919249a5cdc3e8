"""Which benchmarks there are: the script, its sizes, the data it needs, and the goals of its figures."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

#: data that are not the project's, beside the checkout or where the environment says
BENCH = Path(os.environ.get("MUNIMENT_BENCH", "../shared/bench"))
SHARED = Path(os.environ.get("MUNIMENT_SHARED", "../shared"))


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark. `keep` is a pattern of the figures that stand in the table; `goals` maps patterns to goals.

    `needs` names a file or folder, relative to `SHARED` or (with "bench:") to `BENCH`, without which it is "not here".
    """

    name: str
    script: str
    what: str
    full: tuple[str, ...] = ()
    quick: tuple[str, ...] = ()
    needs: str = ""
    keep: str = ""
    goals: dict[str, str] = field(default_factory=dict)

    def places(self) -> list[Path]:
        """Where the data that are needed must be."""
        inside = self.needs.removeprefix("bench:")
        return [(BENCH if self.needs.startswith("bench:") else SHARED) / inside]

    def goal(self, figure: str) -> str:
        """The goal of a figure, or nothing."""
        return next((goal for pattern, goal in self.goals.items() if re.search(pattern, figure)), "")


_LAYERS = r"layers, .*, (f1|precision|recall)$|questions, .*, share$|documents$"

BENCHMARKS = (
    Benchmark(
        "path",
        "benchmarks/path/speed.py",
        "The whole chain through the command, on one process and invented documents.",
        full=("--documents", "2000"),
        quick=("--documents", "60"),
    ),
    Benchmark(
        "kills",
        "benchmarks/path/kills.py",
        "A build killed at random instants: run again, it gives the same export, and nothing is left behind.",
        full=("--kills", "50"),
        quick=("--kills", "5"),
        goals={"unlike|ruined": "0"},
    ),
    Benchmark(
        "gold",
        "benchmarks/claims/gold.py",
        "What an export gets right of gold answers: invented documents in three languages.",
        full=("--set", "gold_en", "gold_fa", "gold_ar"),
        quick=("--set", "gold_en"),
        keep=_LAYERS,
    ),
    Benchmark(
        "seeds",
        "benchmarks/claims/gold.py",
        "The same on five real articles, saved as text.",
        full=("--set", "seeds"),
        quick=("--set", "seeds"),
        needs="gold/seeds",
        keep=_LAYERS,
        goals={
            "body.*f1": "0.97",
            "figures?, f1": "0.80",
            "attributions?, f1": "0.50",
            "(entit|mention).*f1": "0.75",
            "events?, f1": "0.40",
        },
    ),
    Benchmark(
        "attributions",
        "benchmarks/claims/polnear.py",
        "Attributions in 84 news articles that others annotated (PolNeAR dev).",
        needs="bench:attribution/polnear_dev.jsonl",
    ),
    Benchmark("roles of passages", "benchmarks/intake/roles.py", "Main text and furniture told apart."),
    Benchmark(
        "archive",
        "benchmarks/archive/speed.py",
        "A case kept, sealed, searched and verified.",
        quick=("--documents", "100"),
    ),
    Benchmark(
        "copies",
        "benchmarks/corroboration/text_reuse.py",
        "Copied reporting found among many documents.",
        full=("--documents", "100000"),
        quick=("--documents", "2000"),
    ),
    Benchmark("copied reports", "benchmarks/corroboration/pairs/score.py", "Labelled pairs of invented reports."),
    Benchmark(
        "names",
        "benchmarks/matching/names.py",
        "Names matched across scripts and spellings.",
        needs="bench:names",
    ),
    Benchmark("lists", "benchmarks/matching/lists.py", "Two lists of victims linked.", needs="bench:lists"),
    Benchmark("estimates", "benchmarks/estimates/speed.py", "How long each estimate takes."),
    Benchmark(
        "published estimates", "benchmarks/estimates/published.py", "Published studies done again.", needs="bench:mse"
    ),
    Benchmark("coverage", "benchmarks/estimates/coverage.py", "How often an interval holds the truth, on made tables."),
    Benchmark("calibration", "benchmarks/estimates/calibration.py", "Ranks of the truth among the draws."),
    Benchmark(
        "pages", "benchmarks/pages/speed.py", "Pages written from an invented record.", quick=("--documents", "100")
    ),
    Benchmark(
        "serving",
        "benchmarks/pages/serving.py",
        "Pages served to many at once.",
        quick=("--documents", "200", "--connections", "50", "--seconds", "5"),
    ),
)
