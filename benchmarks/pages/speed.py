"""How long pages take, how large they are, and how fast they are served.

    python -m benchmarks.pages.speed [--documents 1000] [--json FILE]

Goals: pages of 1,000 documents written in at most 30 s and 500 MB; no page over 300 kB but for long documents; a page
that was never asked for in at most 50 ms. The time to invent the documents is taken off.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path

from benchmarks.pages.invented import record, written
from muniment.pages import write
from muniment.pages.site import Site


def main() -> None:
    """Measure, print a table, and write JSON where asked."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--documents", type=int, default=1000)
    given.add_argument("--json", type=Path)
    asked = given.parse_args()
    case = record(asked.documents)
    started = time.process_time()
    for document in case.documents:
        written(document.id)
    inventing = time.process_time() - started
    figures: dict[str, float] = {"documents": asked.documents}
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        done = write(case, Path(folder))
        spent = time.process_time() - started
        # each document is invented three times while pages are written: for its card, its claims and its page
        figures["seconds to write"] = round(spent - 2 * inventing, 1)
        figures["pages"] = done.written
        started = time.process_time()
        write(case, Path(folder))
        figures["seconds to write again, unchanged"] = round(time.process_time() - started - 2 * inventing, 1)
        sizes = sorted(path.stat().st_size for path in Path(folder).rglob("*.html"))
        figures["largest page, kB"] = round(sizes[-1] / 1000)
        figures["all pages, MB"] = round(sum(sizes) / 1e6, 1)
    figures["peak memory, MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
    site = Site(case)
    for kind in ("document", "question", "name", "timeline.html", "index.html", "people.html", "sources.html"):
        times = []
        for page in [one for one in site.pages() if one.path.startswith(kind) and one.path.endswith(".html")][:40]:
            started = time.perf_counter()
            page.make()
            times.append(time.perf_counter() - started)
        figures[f"ms a page, {kind}"] = round(sorted(times)[len(times) // 2] * 1000, 1)
    for name, value in figures.items():
        print(f"{name:<40} {value:>10}")
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
