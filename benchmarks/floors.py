"""Floors under the accuracy: what extraction got right once, it must go on getting right.

    python -m benchmarks.floors [--raise | --lower] [--set NAME …]

The floors stand in `floors.json` beside this file, each set with the SHA-256 of its documents and answers, and are
checked by `tests/house/test_floors.py` where the data are. `--raise` lifts those that are surpassed; only `--lower`
lets one down, or takes another corpus. A floor lies `SLACK` under what was measured: other processors round the
model's numbers otherwise, and a rule that helps elsewhere may cost one claim here.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import math
import sys
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.01
#: questions and layers with fewer gold answers than this have no floor: one claim would move it too far
FEWEST = 10


def gold() -> Any:
    """The scorer of gold answers, a script beside its data."""
    folder = str(Path(__file__).parent / "claims")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module("gold")


def here() -> list[str]:
    """The sets whose answers are here."""
    return [name for name, (answers, _) in gold().SETS.items() if any(answers.glob("*.json"))]


def corpus(name: str) -> str:
    """SHA-256 over names and bytes of a set's documents and answers, in order of name."""
    sha = hashlib.sha256()
    for folder in gold().SETS[name]:
        for path in sorted(folder.iterdir()):
            if path.is_file():
                sha.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return sha.hexdigest()


def measured(name: str) -> dict[str, float]:
    """Build the set's documents and score the export: F1 of each layer, and the share right of each question."""
    scorer = gold()
    answers, documents = scorer.SETS[name]
    judged = scorer.judge_all(answers, documents, scorer.read_export(documents))
    found = {}
    for layer in judged[0].layers:
        counts = [sum(one.layers[layer][at] for one in judged) for at in range(3)]
        if counts[1] >= FEWEST:
            found[f"{layer}: F1"] = scorer.scores(*counts)[2]
    for question in sorted({question for one in judged for question in one.answers}):
        if sum(len(one.answers.get(question, [])) for one in judged) >= FEWEST:
            found[f"{question}: share right"] = scorer.share_of(judged, question)
    return found


def read() -> dict[str, dict[str, Any]]:
    """The floors: set → corpus and floors."""
    return json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}


def below(floors: dict[str, float], now: dict[str, float]) -> list[str]:
    """What lies under its floor, in sentences."""
    return [
        f"{what} is {now.get(what, 0.0):.3f}, under its floor of {floor:.2f}"
        for what, floor in sorted(floors.items())
        if now.get(what, 0.0) < floor
    ]


def main() -> int:
    """Compare; write the floors anew where that was asked for."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.floors", description="Floors under the accuracy.")
    given.add_argument("--raise", action="store_true", dest="lift", help="lift the floors that are surpassed")
    given.add_argument("--lower", action="store_true", help="write what is measured, also where it is less")
    given.add_argument("--set", nargs="+", choices=here(), default=here(), dest="sets")
    asked = given.parse_args()
    floors, bad = read(), []
    for name in asked.sets:
        now, known = measured(name), floors.get(name, {"corpus": corpus(name), "floors": {}})
        same = known["corpus"] == corpus(name)
        under = below(known["floors"], now) if same else ["its documents or answers are not those of the floors"]
        for what, value in now.items():
            print(f"{name:<8} {what:<34} {value:.3f}  floor {known['floors'].get(what, 0.0):.2f}")
        bad += [f"{name}: {one}" for one in under]
        if asked.lower or (asked.lift and not under):
            lowest = {what: max(0.0, math.floor((value - SLACK) * 100) / 100) for what, value in now.items()}
            if not asked.lower:
                lowest = {what: max(value, known["floors"].get(what, 0.0)) for what, value in lowest.items()}
            floors[name] = {"corpus": corpus(name), "floors": dict(sorted(lowest.items()))}
    if asked.lower or asked.lift:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for one in bad:
        print(one, file=sys.stderr)
    return 1 if bad and not asked.lower else 0


if __name__ == "__main__":
    sys.exit(main())
