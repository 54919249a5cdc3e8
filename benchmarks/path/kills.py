"""A build killed at random instants, over and over: run again, it must give the same export and leave nothing behind.

    python -m benchmarks.path.kills [--kills 50] [--seed N] [--json FILE]

What must hold after each kill is what `tests/story/test_kills.py` checks.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.path.measuring import ROOT
from tests.story.test_example import muniment
from tests.story.test_kills import check_after_kill

NAMES = ("02-front-communique.txt", "03-front-revised-count.txt", "12-courier-retraction.txt")


def build(documents: Path, case: Path) -> subprocess.Popen[bytes]:
    """A build with workers running, in a process of its own."""
    command = [sys.executable, "-m", "muniment.cli", "build", documents, "--case", case, "--processes", "2"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measure(kills: int, seed: int, folder: Path) -> dict[str, int | float]:
    """How many kills there were, how many hit a build under way, and how many cases were ruined."""
    documents = folder / "documents"
    documents.mkdir()
    for name in NAMES:
        (documents / name).write_bytes((ROOT / "examples" / "documents" / name).read_bytes())
    began = time.monotonic()
    whole = build(documents, folder / "whole")
    whole.wait()
    lasts = time.monotonic() - began
    expected = muniment("export", "--case", folder / "whole").stdout
    chance, under_way, ruined = random.Random(seed), 0, 0
    for number in range(kills):
        case = folder / f"case {number}"
        parent = build(documents, case)
        after = chance.uniform(0.1, 1.05 * lasts)
        time.sleep(after)
        under_way += parent.poll() is None
        parent.kill()
        parent.wait()
        try:
            check_after_kill(documents, case, expected)
        except AssertionError as error:
            ruined += 1
            print(f"kill {number}, after {after:.2f} s: {str(error)[:300]}", flush=True)
    return {"kills": kills, "kills of a build under way": under_way, "cases ruined or unlike": ruined}


def main() -> None:
    """Kill, check, print; ends with 1 when a case was ruined."""
    given = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    given.add_argument("--kills", type=int, default=50)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--json", type=Path)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        told = measure(asked.kills, asked.seed, Path(scratch))
    for name, value in told.items():
        print(f"{name:<30} {value:>6}")
    if asked.json:
        asked.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    sys.exit(1 if told["cases ruined or unlike"] else 0)


if __name__ == "__main__":
    main()
