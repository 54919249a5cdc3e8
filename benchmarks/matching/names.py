"""Names across scripts and spellings, on the pairs in `../shared/bench/names`: `python -m benchmarks.matching.names`.

Thresholds are chosen on the development half and reported on the test half. Nothing is learned from either.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from muniment.matching import NameModel, index, load_model, score_table, search, train_names
from muniment.matching.comparing import _batch
from muniment.matching.model import orient
from muniment.matching.searching import nearest
from muniment.matching.spelling import spell

ROOT = Path(__file__).parents[2]
BENCH = Path(os.environ.get("MUNIMENT_BENCH", ROOT.parent / "shared" / "bench")) / "names"


def rows_of(name: str) -> list[dict[str, str]]:
    with (BENCH / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def scored(rows: list[dict[str, str]], model: NameModel) -> list[tuple[float, int]]:
    scores = score_table([(row["a"], row["b"]) for row in rows], model)
    return [(float(score), int(row["y"])) for score, row in zip(scores, rows, strict=True)]


def best_cut(rows: list[tuple[float, int]]) -> float:
    """The threshold with the best F1."""
    rows = sorted(rows, reverse=True)
    total, hit, top, cut = sum(y for _, y in rows), 0, 0.0, 0.0
    for n, (score, y) in enumerate(rows, 1):
        hit += y
        f = 2 * hit / (n + total)
        if f > top and (n == len(rows) or rows[n][0] < score):
            top, cut = f, score
    return cut


def f1(rows: list[tuple[float, int]], cut: float) -> float:
    got = sum(score >= cut for score, _ in rows)
    return 2 * sum(y for score, y in rows if score >= cut) / (got + sum(y for _, y in rows))


def pairs_f1(kind: str, model: NameModel) -> float:
    return f1(
        scored(rows_of(f"pairs_{kind}_test.csv"), model), best_cut(scored(rows_of(f"pairs_{kind}_dev.csv"), model))
    )


def retrieval(model: NameModel, *, asked: int = 1000) -> tuple[float, float]:
    """Hit at 1 and in the first 100, of a sample of test names among all distinct Persian names of test and dev."""
    test = [row for row in rows_of("pairs_fa_la_test.csv") if row["y"] == "1"]
    names = sorted(
        {row["b"] for row in test}
        | {row["b"] for row in rows_of("pairs_fa_la_dev.csv")}
        | {row["b"] for row in rows_of("pairs_fa_la_test.csv")}
    )
    where = index(names)
    first = hundred = 0
    for row in random.Random(1).sample(test, asked):
        found = search(row["a"], where, model, limit=100)
        first += bool(found) and found[0].name == row["b"]
        hundred += any(match.name == row["b"] for match in found)
        nearest(row["a"], where)
    return first / asked, hundred / asked


def opensanctions(model: NameModel) -> float:
    """F1 over the persons of the OpenSanctions name pairs, at the best threshold on the pairs themselves."""
    with (BENCH / "opensanctions_name_bench" / "cases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = rows[0].keys()
    kind = next((name for name in columns if "schema" in name or "type" in name), None)
    a, b, y = (
        _column(columns, *names)
        for names in (
            ("name1", "left", "query", "a"),
            ("name2", "right", "result", "b"),
            ("is_match", "match", "label", "y"),
        )
    )
    kept = [row for row in rows if kind is None or row[kind].lower().startswith("person")]
    said = [(row[a], row[b]) for row in kept]
    got = list(
        zip(
            score_table(said, model),
            [int(row[y].strip().lower() in ("1", "true", "yes", "match")) for row in kept],
            strict=True,
        )
    )
    pairs = [(float(score), label) for score, label in got]
    return f1(pairs, best_cut(pairs))


def _column(columns: object, *wanted: str) -> str:
    names = list(columns)  # type: ignore[call-overload]
    return next(name for want in wanted for name in names if name.lower() == want or want in name.lower())


def speed(model: NameModel) -> float:
    """Distinct Persian–Latin pairs a second of CPU, warm, on one core, names encoded beforehand included."""
    rows = rows_of("pairs_fa_la_test.csv")
    turned = [orient(spell(row["a"]), spell(row["b"]))[1:] for row in rows]
    _batch("arabic-latin", turned[:10], model)
    start = time.process_time()
    _batch("arabic-latin", turned, model)
    return len(turned) / (time.process_time() - start)


def calibration(model: NameModel) -> float:
    """Expected calibration error (ten bins) of the probabilities, on made-up names that the logistic has not seen."""
    from training.names import train as makers  # noqa: PLC0415

    worst = 0.0
    for kind, seed_size in (("arabic-latin", 5000), ("latin-latin", 5000)):
        pairs, same = makers.made_up(kind, size=seed_size, seed=77)
        scores = score_table(pairs, model)
        given = np.array([model.tables[kind].probability(float(score)) for score in scores])
        bins = np.minimum((given * 10).astype(int), 9)
        error = sum(
            abs(given[bins == k].mean() - same[bins == k].mean()) * (bins == k).mean()
            for k in range(10)
            if (bins == k).any()
        )
        worst = max(worst, float(error))
    return worst


def main() -> None:
    """Print the table; `--json FILE` writes it too."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--json", type=Path)
    given = args.parse_args()
    if not BENCH.is_dir():
        print("names: the benchmark data are not here")
        return
    model = load_model()
    own = train_names([(row["a"], row["b"]) for row in rows_of("pairs_fa_la_train_1000.csv")], model)
    measures: list[tuple[str, str, Callable[[], float]]] = [
        ("Persian–Latin names, test F1, as shipped", "≥ .965", lambda: pairs_f1("fa_la", model)),
        ("the same after learning 1,000 pairs", "≥ .980", lambda: pairs_f1("fa_la", own)),
        ("Latin spelling variants, test F1", "≥ .95", lambda: pairs_f1("la_la", model)),
        ("OpenSanctions name pairs, persons, F1", "≥ .75", lambda: opensanctions(model)),
        ("pairs a CPU second, warm, one core", "≥ 100,000", lambda: speed(model)),
        ("calibration error of name probabilities", "≤ .02", lambda: calibration(model)),
    ]
    table = [(name, goal, round(measure(), 4)) for name, goal, measure in measures]
    first, hundred = retrieval(model)
    table += [
        ("hit at 1 among all distinct Persian names", "≥ .985", first),
        ("hit in the first 100", "≥ .995", hundred),
    ]
    for name, goal, got in table:
        print(f"{name:<46} {goal:>10} {got:>12}", flush=True)
    if given.json:
        given.json.write_text(
            json.dumps([{"what": n, "goal": g, "got": v} for n, g, v in table], indent=1), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
