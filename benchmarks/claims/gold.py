"""The whole way, from files to export, against gold answers: precision, recall, F1 per layer, and what was wrong.

    python benchmarks/claims/gold.py [--set NAME …] [--errors] [--export FILE] [--json FILE]

Sets: `gold_en`, `gold_en2`, `gold_fa`, `gold_ar` beside this script (invented documents, annotated from the documents
alone), and `seeds`, five articles under `../shared` beside the repository or `$MUNIMENT_SHARED`, which are not the
project's. A set that is not here is named and passed over. Intervals are 95 % percentile bootstrap intervals over
documents (Efron 1979), 2,000 resamples with a fixed seed: with a dozen documents they are wide, and tell only how far
a set misleads.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from scoring import Judged, judge

from muniment.cli import main as muniment

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("MUNIMENT_SHARED", HERE.parents[2] / "shared"))
#: per set: the folder of answers and the folder of documents
SETS = {
    **{
        name: (HERE / name / "answers", HERE / name / "documents")
        for name in ("gold_en", "gold_en2", "gold_fa", "gold_ar")
    },
    "seeds": (SHARED / "gold" / "seeds", SHARED / "corpus" / "seeds"),
}
RESAMPLES = 2000
Interval = tuple[float, float]


def read_export(documents: Path) -> list[dict[str, Any]]:
    """Build a case of a folder in a scratch place, in one process, and read its JSON Lines export."""
    with tempfile.TemporaryDirectory() as scratch:
        case, out = Path(scratch) / "case", Path(scratch) / "export.jsonl"
        for order in (
            ["build", str(documents), "--case", str(case), "--processes", "1", "--no-pages"],
            ["export", "--case", str(case), "--out", str(out)],
        ):
            with contextlib.redirect_stdout(io.StringIO()) as said:
                code = muniment(order)
            if code:
                raise SystemExit(f"muniment {order[0]} ended with {code}: {said.getvalue().strip()}")
        return load(out)


def load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def judge_all(answers: Path, documents: Path, rows: Sequence[dict[str, Any]]) -> list[Judged]:
    judged = []
    for path in sorted(answers.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (documents / gold["document"]).read_bytes().decode("utf-8")
        judged.append(judge(gold, text, rows))
    return judged


def scores(hit: int, gold: int, given: int) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    return hit / given if given else 0.0, hit / gold if gold else 0.0, 2 * hit / max(1, gold + given)


def f1_of(judged: Sequence[Judged], layer: str) -> float:
    return scores(*(sum(one.layers[layer][k] for one in judged) for k in range(3)))[2]


def share_of(judged: Sequence[Judged], question: str) -> float:
    given = [right for one in judged for right in one.answers.get(question, [])]
    return sum(given) / max(1, len(given))


def interval(judged: Sequence[Judged], measure: Callable[[Sequence[Judged]], float]) -> Interval:
    """The 2.5th and 97.5th percentile of the measure over resampled documents."""
    chance = random.Random(20)
    values = sorted(measure(chance.choices(judged, k=len(judged))) for _ in range(RESAMPLES))
    return values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES) - 1]


def summary(judged: Sequence[Judged]) -> dict[str, Any]:
    layers, questions = {}, {}
    for layer in judged[0].layers:
        counts = [sum(one.layers[layer][k] for one in judged) for k in range(3)]
        row: dict[str, Any] = dict(zip(("precision", "recall", "f1"), scores(*counts), strict=True))
        row["f1_interval"] = interval(judged, partial(f1_of, layer=layer))
        layers[layer] = row | dict(zip(("hit", "gold", "given"), counts, strict=True))
    for question in sorted({question for one in judged for question in one.answers}):
        right = [one for document in judged for one in document.answers.get(question, [])]
        row = {"right": sum(right), "of": len(right), "share": share_of(judged, question)}
        questions[question] = row | {"interval": interval(judged, partial(share_of, question=question))}
    return {"documents": len(judged), "layers": layers, "questions": questions}


def show(name: str, result: dict[str, Any]) -> None:
    print(f"\n{name}: {result['documents']} documents")
    print(f"{'layer':<21} {'P':>6} {'R':>6} {'F1':>6}  95 % of F1     hit  gold given")
    for layer, row in result["layers"].items():
        low, high = row["f1_interval"]
        figures = f"{row['precision']:6.3f} {row['recall']:6.3f} {row['f1']:6.3f}  {low:.3f}-{high:.3f}"
        print(f"{layer:<21} {figures} {row['hit']:6} {row['gold']:5} {row['given']:5}")
    for question, row in result["questions"].items():
        low, high = row["interval"]
        print(f"{question:<21} {row['share']:20.3f}  {low:.3f}-{high:.3f} {row['right']:6} {row['of']:5}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--set", nargs="+", choices=sorted(SETS), default=list(SETS), dest="sets")
    arguments.add_argument("--errors", action="store_true", help="print every error")
    arguments.add_argument("--export", type=Path, help="score this export instead of building (with one --set)")
    arguments.add_argument("--json", type=Path, help="write the result to this file")
    asked = arguments.parse_args()
    if asked.export and len(asked.sets) != 1:
        arguments.error("--export needs exactly one --set")
    results = {}
    for name in asked.sets:
        answers, documents = SETS[name]
        if not any(answers.glob("*.json")):
            print(f"not here: {name}", file=sys.stderr)
            continue
        judged = judge_all(answers, documents, load(asked.export) if asked.export else read_export(documents))
        results[name] = summary(judged)
        show(name, results[name])
        if asked.errors:
            for one in judged:
                print(f"\n{one.document}", *one.errors, sep="\n  ")
    if asked.json:
        asked.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
