"""Writes `muniment/pages/accuracy.json`, the figures that pages print beside each kind of claim.

    python benchmarks/claims/accuracy.py

For each language all gold sets that stand in this folder are scored together, the whole way from files to export.
"""

from __future__ import annotations

import json
from pathlib import Path

from gold import SETS, judge_all, read_export, summary

import muniment

OUT = Path(__file__).parents[2] / "muniment" / "pages" / "accuracy.json"
LANGUAGES = {"en": ("gold_en", "gold_en2"), "fa": ("gold_fa",), "ar": ("gold_ar",)}
KINDS = {
    "figures": "figure",
    "attributions": "attribution",
    "entity mentions": "mention",
    "events": "event",
    "roles": "role",
}


def main() -> None:
    """Score, and write the file in one order."""
    rows = []
    for language, names in LANGUAGES.items():
        judged = []
        for name in names:
            answers, documents = SETS[name]
            if any(answers.glob("*.json")):
                judged += judge_all(answers, documents, read_export(documents))
        if not judged:
            continue
        layers = summary(judged)["layers"]
        for layer, kind in KINDS.items():
            if layers[layer]["gold"]:
                rows.append(
                    {
                        "kind": kind,
                        "language": language,
                        "precision": round(layers[layer]["precision"], 3),
                        "recall": round(layers[layer]["recall"], 3),
                        "documents": len(judged),
                        "version": muniment.__version__,
                        "corpus": "invented documents, annotated by hand",
                    }
                )
    OUT.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
