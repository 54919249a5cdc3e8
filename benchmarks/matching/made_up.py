"""Made-up lists with known truth, and how well they are linked: `python benchmarks/matching/made_up.py [--records N]`.

Names come from the lists written for the project (`training/names`). Of the records 40 % are in Persian script, 25 %
repeat a person who is there already, spelled anew, with typing errors in a tenth of the tokens, dates of birth of which
half are partial, and a father's name on two of three. Nobody in it has lived.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import resource
import time
from collections import Counter
from itertools import chain
from pathlib import Path

NAMES = Path(__file__).parents[2] / "training" / "names"
GIVEN = ("iranian_given.txt", "kurdish_baluch_azeri.txt", "arab_afghan.txt")


def pools() -> tuple[list[tuple[str, list[str]]], list[tuple[str, list[str]]]]:
    """(given names, surnames), each in Persian script with its Latin spellings."""
    out = []
    for files in (GIVEN, ("iranian_surnames.txt",)):
        lines = chain.from_iterable((NAMES / one).read_text(encoding="utf-8").splitlines() for one in files)
        pairs = [line.split(" : ") for line in lines if " : " in line and not line.startswith("#")]
        out.append([(script, latin.split()) for script, latin in pairs])
    return out[0], out[1]


def typed(text: str, chance: random.Random, alphabet: str) -> str:
    """The text with a letter dropped, doubled, exchanged or wrong."""
    if len(text) < 4:
        return text
    at = chance.randrange(1, len(text) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2:
        return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
    return text[:at] + chance.choice(alphabet) + text[at + 1 :]


def made_up(n: int, seed: int = 1, *, repeats: float = 0.25) -> tuple[str, dict[str, int]]:
    """(a CSV of `n` records, id → true person)."""
    chance = random.Random(seed)
    given, surnames = pools()
    common = [1 / (rank + 8) ** 0.7 for rank in range(len(given))]
    known = [1 / (rank + 12) ** 0.6 for rank in range(len(surnames))]
    people = n - round(n * repeats)
    firsts = chance.choices(given, common, k=people)
    fathers = chance.choices(given, common, k=people)
    lasts = chance.choices(surnames, known, k=people)
    born = [(chance.randrange(1925, 2000), chance.randrange(1, 13), chance.randrange(1, 29)) for _ in range(people)]
    sexes = chance.choices(("m", "f"), (0.7, 0.3), k=people)
    who = [*range(people), *(chance.randrange(people) for _ in range(n - people))]
    chance.shuffle(who)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "name", "father", "sex", "dob"])
    truth = {}
    for at, person in enumerate(who):
        persian = chance.random() < 0.4
        alphabet = "ابتدرسمنیو" if persian else "aeinrstlmo"

        def written(name: tuple[str, list[str]], persian: bool = persian, alphabet: str = alphabet) -> str:
            text = name[0] if persian else chance.choice(name[1])
            return typed(text, chance, alphabet) if chance.random() < 0.05 else text

        name = f"{written(firsts[person])} {written(lasts[person])}"
        father = written(fathers[person]) if chance.random() < 2 / 3 else ""
        year, month, day = born[person]
        if chance.random() < 0.03:
            year += chance.choice((-1, 1))
        kind = chance.random()
        date = (
            f"{year}-{month:02d}-{day:02d}"
            if kind < 0.5
            else f"{year}-{month:02d}"
            if kind < 0.65
            else f"{year}"
            if kind < 0.9
            else ""
        )
        sex = sexes[person] if chance.random() < 0.95 else ""
        writer.writerow([f"r{at}", name, father, sex, date])
        truth[f"r{at}"] = person
    return out.getvalue(), truth


def measured(n: int, seed: int = 1) -> dict[str, float]:
    """Pairs, time, memory, cluster precision, recall and F1, blocking recall and calibration of `n` made-up records."""
    from muniment.matching import load_model
    from muniment.matching.comparing import warm
    from muniment.matching.lists import link, link_files, read_list

    text, truth = made_up(n, seed)
    model = load_model()
    warm(model)
    small = read_list("warm.csv", made_up(300)[0].encode())[0]
    link([small], model)
    started = time.perf_counter(), time.process_time()
    people, _ = read_list("made_up.csv", text.encode())
    linked = link([people], model)
    files = link_files(linked)
    spent = time.perf_counter() - started[0], time.process_time() - started[1]
    sizes = Counter(truth.values())
    true_pairs = sum(k * (k - 1) // 2 for k in sizes.values())
    found = right = 0
    for person in linked.people:
        found += len(person.members) * (len(person.members) - 1) // 2
        inside = Counter(truth[key[1]] for key in person.members)
        right += sum(k * (k - 1) // 2 for k in inside.values())
    ids = people.ids
    true = [truth[ids[a]] == truth[ids[b]] for a, b in linked.pairs.tolist()]
    sums = [0.0] * 10
    for p, yes in zip(linked.probability.tolist(), true, strict=True):
        sums[min(9, int(p * 10))] += p - yes
    gap = sum(map(abs, sums)) / max(1, len(true))
    precision, recall = right / max(1, found), right / max(1, true_pairs)
    return {
        "records": n,
        "pairs_compared": linked.account.pairs_compared,
        "kept_recall": sum(true) / max(1, true_pairs),
        "blocking_recall_estimated": linked.account.blocking_recall,
        "precision": precision,
        "recall": recall,
        "cluster_f1": 2 * precision * recall / max(1e-9, precision + recall),
        "calibration_error": gap,
        "seconds": spent[0],
        "cpu_seconds": spent[1],
        "peak_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
        "links_csv_mb": len(files["links.csv"]) / 1e6,
    }


def main() -> None:
    """Print the figures; `--json FILE` writes them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--records", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--json", type=Path)
    told = asked.parse_args()
    figures = measured(told.records, told.seed)
    for name, value in figures.items():
        print(f"{name:28} {value:,.4f}" if isinstance(value, float) else f"{name:28} {value:,}")
    if told.json:
        told.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
