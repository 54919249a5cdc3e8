"""How long the archive takes, and how much memory: 1,000 invented documents of 40 claims each.

    python benchmarks/archive/speed.py [--documents 1000] [--json FILE]

Goals: kept, put and sealed in a few seconds; opened again with nothing changed well under 1; all digests within 1.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from muniment.archive import Archive, verify
from muniment.records import (
    Claim,
    Custody,
    Figure,
    Incoming,
    Passage,
    Publication,
    Qualifier,
    Reading,
    Role,
    Span,
    Speaker,
    cite,
    claim_id,
)

CLAIMS = 40


def text_of(number: int) -> str:
    sentences = (f"In ward {at} more than {100 + at} people were killed, said witness {at}." for at in range(CLAIMS))
    return f"Report {number}. {' '.join(sentences)}"


def read(document: str, text: str) -> tuple[Reading, list[Claim]]:
    claims, at = [], 0
    for nr in range(CLAIMS):
        start = text.index(f"{100 + nr} people", at)
        at = start + 3
        span = Span(start, at)
        figure = Figure(span, 100 + nr, None, Qualifier.MORE_THAN, "people", "killed")
        citation = cite(document, text, span)
        speakers = (Speaker(f"witness {nr}", kind="witness"),)
        claims.append(Claim(claim_id(document, "figure", span), citation, figure, "figures", "1", speakers=speakers))
    return Reading(document, text, (Passage(0, len(text), Role.BODY),), "text", "1", "text"), claims


def clock() -> datetime:
    return datetime.now(UTC)


def build(folder: Path, documents: int) -> None:
    with Archive.open(folder, create=True, now=clock) as archive:
        for number in range(documents):
            text = text_of(number)
            kept = archive.keep(Incoming(f"{number}.txt", text.encode(), Custody(received_from="a friend")))
            if not archive.has_reading(kept.id, "figures 1"):
                archive.put(kept.id, *read(kept.id, text), made_by="figures 1")
        if archive.stale:
            archive.put_derived([Publication(one.id, "2030") for one in archive.documents()], {}, [], [])
        archive.commit_build(operator="AB", made_with={"figures": "1"})


def digests(folder: Path) -> None:
    with Archive.open(folder) as archive:
        archive.digests("salt")


def read_all(folder: Path) -> None:
    with Archive.open(folder) as archive:
        assert sum(1 for _ in archive.claims())


def search(folder: Path) -> None:
    with Archive.open(folder) as archive:
        assert archive.search("ward witness", limit=20)


def open_and_seal_nothing(folder: Path) -> None:
    with Archive.open(folder, write=True, now=clock) as archive:
        assert not archive.stale
        assert archive.commit_build(operator="AB", made_with={"figures": "1"}) is None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    figures: dict[str, float] = {"documents": given.documents, "claims": given.documents * CLAIMS}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "case"
        steps: dict[str, Callable[[], object]] = {
            "keep, put, seal": lambda: build(folder, given.documents),
            "the same again": lambda: build(folder, given.documents),
            "open, nothing to seal": lambda: open_and_seal_nothing(folder),
            "digests of all tables": lambda: digests(folder),
            "read all claims": lambda: read_all(folder),
            "search, 20 hits": lambda: search(folder),
            "verify": lambda: verify(folder),
        }
        print(f"{given.documents} documents, {given.documents * CLAIMS} claims")
        for name, do in steps.items():
            wall, cpu = time.perf_counter(), time.process_time()
            do()
            figures[f"{name}: seconds"] = round(time.perf_counter() - wall, 2)
            figures[f"{name}: CPU seconds"] = round(time.process_time() - cpu, 2)
            print(f"{name:24} {figures[f'{name}: seconds']:8.2f} s {figures[f'{name}: CPU seconds']:8.2f} s CPU")
        originals = sum(path.stat().st_size for path in (folder / "originals").rglob("*") if path.is_file())
        figures["record / originals"] = round((folder / "record.db").stat().st_size / originals, 1)
    figures["peak memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{'record.db / originals':24} {figures['record / originals']:8.1f}")
    print(f"{'peak memory':24} {figures['peak memory, MB']:8.0f} MB")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
