"""How well intake tells an article from its page, finds footnote marks and how fast it reads.

    python benchmarks/intake/roles.py [--json FILE]

Body text: letters in passages of role body or heading, against the gold line ranges of the real articles beside the
project (`../shared/gold/seeds`) and against the invented pages of the tests. Marks: false ones in news without notes
(`../shared/bench/attribution`), a million words being the unit. Speed: words per CPU second, dates included.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from muniment.intake import read  # noqa: E402
from muniment.records import Document, Reading, Role  # noqa: E402

SHARED = Path(os.environ.get("MUNIMENT_SHARED", ROOT.parent / "shared"))
BENCH = Path(os.environ.get("MUNIMENT_BENCH", SHARED / "bench"))
TEXT = (Role.BODY, Role.HEADING)


def reading(text: str, name: str = "a.txt") -> Reading:
    raw = text.encode("utf-8", "surrogatepass")
    return read(Document(name, name, "0" * 64, len(raw)), raw)


def letters(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, min(end, len(text))) if text[at].isalnum()}


def body(made: Reading) -> set[int]:
    return letters(made.text, ((one.start, one.end) for one in made.passages if one.role in TEXT))


def f1(hit: int, gold: int, got: int) -> dict[str, float]:
    precision, recall = hit / got if got else 0.0, hit / gold if gold else 0.0
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * hit / (gold + got), 4) if gold + got else 0.0,
    }


def on_seeds() -> dict[str, object]:
    hit = gold = got = 0
    found = 0
    for path in sorted((SHARED / "gold" / "seeds").glob("*.json")):
        answer = json.loads(path.read_text(encoding="utf-8"))
        with (SHARED / "corpus" / "seeds" / answer["document"]).open(encoding="utf-8", newline="") as file:
            text = file.read()
        starts = [0]
        for line in text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        wanted = letters(text, ((starts[a - 1], starts[min(b, len(starts) - 1)]) for a, b in answer["body"]))
        notes = letters(text, ((starts[a - 1], starts[min(b, len(starts) - 1)]) for a, b in answer["footnotes"]))
        made = reading(text)
        mine = body(made) - notes
        hit, gold, got = hit + len(mine & wanted), gold + len(wanted), got + len(mine)
        found += len(made.marks)
    return {**f1(hit, gold, got), "footnote marks": found}


def on_pages() -> dict[str, object]:
    hit = gold = got = pages = 0
    for path in sorted((ROOT / "tests" / "intake" / "pages").glob("*.txt")):
        text, wanted = "", set()
        for line in path.read_text(encoding="utf-8").splitlines():
            if line[:1] in ("H", "B"):
                wanted |= {len(text) + at for at, character in enumerate(line[2:]) if character.isalnum()}
            text += line[2:] + "\n"
        mine = body(reading(text))
        hit, gold, got, pages = hit + len(mine & wanted), gold + len(wanted), got + len(mine), pages + 1
    return {**f1(hit, gold, got), "pages": pages}


def on_news() -> dict[str, object]:
    words = marks = kept = whole = 0
    before = time.process_time()
    for line in (BENCH / "attribution" / "polnear_dev.jsonl").read_text(encoding="utf-8").splitlines():
        made = reading(json.loads(line)["text"])
        words += len(made.text.split())
        marks += len(made.marks)
        kept += len(body(made))
        whole += sum(map(str.isalnum, made.text))
    spent = time.process_time() - before
    return {
        "words": words,
        "false marks": marks,
        "letters kept as text": round(kept / whole, 4),
        "words per CPU second": round(words / spent),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    reading("A first sentence is read so that the models are there before the clock starts to run for the rest.")
    table: dict[str, object] = {"invented pages": on_pages()}
    table["five articles"] = on_seeds() if (SHARED / "gold" / "seeds").is_dir() else "not here"
    table["news (PolNeAR dev)"] = on_news() if (BENCH / "attribution").is_dir() else "not here"
    for name, row in table.items():
        print(f"{name:<20} {row}")
    if given.json:
        given.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
