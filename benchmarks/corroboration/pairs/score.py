"""How often copied text is found, and how often unlike reports are joined: labelled pairs of invented texts.

    python benchmarks/corroboration/pairs/score.py [--json FILE] [--misses]

For each of twelve invented events (`stories.py`) a corpus of 26 documents: five agencies' own reports, an edited and a
reordered copy of each, each report with two sentences taken over from another agency, and an encyclopedia page with
five mirrors. A pair is labelled a copy where one text was made from the other or both from a third; all other pairs
tell of the same event, with the same names, figures and quoted statements, and are not copies. The texts and the labels
were written for this project, so that the rates say what the rules do on such texts, not how often they fail elsewhere.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from itertools import combinations
from pathlib import Path

from stories import AGENCIES, EVENTS, Story, edited, encyclopedia, reordered, taken_over, told_by

from muniment.corroboration import find_origins
from muniment.records import Passage, Reading, Role, Rule


def corpus(number: int) -> list[tuple[str, Story, frozenset[str]]]:
    """Kind, story and the texts it was made from, of each document on an event."""
    chance = random.Random(1948 + number)
    names = list(AGENCIES)
    own = {name: told_by(name, number) for name in names}
    made = [("own", story, frozenset({name})) for name, story in own.items()]
    for at, (name, story) in enumerate(own.items()):
        other = names[(at + 1) % len(names)]
        made.append(("edited", edited(story, chance), frozenset({name})))
        made.append(("reordered", reordered(story, chance), frozenset({name})))
        made.append(("taken over", taken_over(story, own[other], chance), frozenset({name, other})))
    page = encyclopedia(number)
    made.append(("own", page, frozenset({"page"})))
    made.extend(("mirror", edited(page, chance), frozenset({"page"})) for _ in range(5))
    return made


def as_reading(document: str, story: Story) -> Reading:
    passages, text = [], ""
    for at, words in enumerate((story.headline, *story.paragraphs, *story.furniture)):
        role = Role.HEADING if at == 0 else Role.BODY if at <= len(story.paragraphs) else Role.FURNITURE
        passages.append(Passage(len(text), len(text) + len(words), role))
        text += words + "\n\n"
    return Reading(document, text, tuple(passages), "made up", "1", "text", language="en")


def measure(*, misses: bool = False) -> dict[str, dict[str, int]]:
    """Kind of pair → how many there are, were joined by the same words, and were said to quote one source."""
    rows: dict[str, Counter[str]] = {}
    for number in range(len(EVENTS)):
        made = corpus(number)
        readings = [as_reading(f"d{at:02d}", story) for at, (_, story, _) in enumerate(made)]
        joins = find_origins((), readings, (), ())
        words = {(join.a, join.b) for join in joins if join.rule is Rule.SAME_WORDS}
        cited = {(join.a, join.b) for join in joins if join.rule is Rule.SAME_CITED_SOURCE}
        for (i, one), (j, other) in combinations(enumerate(made), 2):
            pair = (f"d{i:02d}", f"d{j:02d}")
            kind = _kind(one, other)
            row = rows.setdefault(kind, Counter())
            row["pairs"] += 1
            row["joined"] += pair in words
            row["cited"] += pair in cited
            if misses and (pair in words) != (kind != "not copies"):
                print(f"{'FALSE' if pair in words else 'MISSED'} {EVENTS[number][0]}: {kind}: {pair}")
    return {kind: dict(row) for kind, row in sorted(rows.items())}


def _kind(one: tuple[str, Story, frozenset[str]], other: tuple[str, Story, frozenset[str]]) -> str:
    shared = one[2] & other[2]
    if not shared:
        return "not copies"
    kinds = {one[0], other[0]} - {"own"}
    return " and ".join(sorted(kinds)) or "own"


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--json", type=Path, help="write the result as JSON")
    args.add_argument("--misses", action="store_true", help="list what was missed and what was joined falsely")
    options = args.parse_args()
    rows = measure(misses=options.misses)
    print(f"{'pairs of':<28}{'n':>6}{'joined':>8}{'one cited source':>18}")
    for kind, row in rows.items():
        print(f"{kind:<28}{row['pairs']:>6}{row['joined']:>8}{row['cited']:>18}")
    copies = [row for kind, row in rows.items() if kind != "not copies"]
    total, found = sum(row["pairs"] for row in copies), sum(row["joined"] for row in copies)
    unlike = rows["not copies"]
    print(f"missed: {total - found} of {total} copies ({(total - found) / total:.1%})")
    print(f"false:  {unlike['joined']} of {unlike['pairs']} other pairs ({unlike['joined'] / unlike['pairs']:.1%})")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
