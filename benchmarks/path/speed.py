"""The whole chain through the command, on one process: how fast, how much memory, how large.

    python -m benchmarks.path.speed [--documents 300] [--again 1000] [--json FILE]

Goals: 1,500 words a CPU second (user and system time of all processes together); 5 seconds to build again with 1,000
unchanged documents; 1.5 GB at the peak on 1,000 documents. The documents are invented (`benchmarks.path.documents`).
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import re
import tempfile
from pathlib import Path

from benchmarks.path import documents
from benchmarks.path.measuring import ROOT, run


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def installed() -> int:
    """Bytes that the distributions of requirements/run.txt take where they are installed."""
    total = 0
    for name in re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==", (ROOT / "requirements/run.txt").read_text(), re.M):
        try:
            files = importlib.metadata.files(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        for file in files:
            path = Path(str(file.locate()))
            total += path.stat().st_size if path.is_file() else 0
    return total


def measure(number: int, again: int, folder: Path) -> list[dict[str, object]]:
    """The rows of the table: what, goal, figure."""
    words = documents.write(folder / "documents", number)
    case = folder / "case"
    first = run("build", folder / "documents", "--case", case, "--processes", "1")
    unchanged = run("build", folder / "documents", "--case", case, "--processes", "1")
    originals, record, pages = size_of(case / "originals"), (case / "record.db").stat().st_size, size_of(case / "pages")
    return [
        {"what": f"words a CPU second, {number} documents", "goal": "1,500", "figure": round(words / first.cpu)},
        {"what": f"CPU seconds for {words} words", "goal": "", "figure": round(first.cpu, 1)},
        {
            "what": f"seconds to build again, {number} unchanged documents",
            "goal": f"5 with {again}",
            "figure": f"{unchanged.seconds:.1f} ({unchanged.cpu:.1f} of CPU)",
        },
        {"what": "peak memory, GB", "goal": "1.5", "figure": round(max(first.peak, unchanged.peak) / 1e9, 2)},
        {"what": "record.db, times the originals", "goal": "", "figure": round(record / originals, 1)},
        {"what": "pages, times the originals", "goal": "", "figure": round(pages / originals, 1)},
        {"what": "installed base, MB", "goal": "", "figure": round(installed() / 1e6)},
    ]


def main() -> None:
    """Print the table; `--json FILE` writes it too."""
    given = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    given.add_argument("--documents", type=int, default=300)
    given.add_argument("--again", type=int, default=1000, help="documents that the goal for a second build speaks of")
    given.add_argument("--json", type=Path)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        rows = measure(asked.documents, asked.again, Path(scratch))
    for row in rows:
        print(f"{row['what']:<55} {row['goal']!s:>12} {row['figure']!s:>24}")
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
