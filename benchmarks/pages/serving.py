"""How fast searches are answered, and whether the server holds when a thousand ask at once.

    python -m benchmarks.pages.serving [--documents 10000] [--connections 1000] [--seconds 60] [--json FILE]

Goals: search p95 under 100 ms over 10,000 documents; a thousand connections to a question's page for a minute without
an error (as `wrk -t1 -c1000 -d60s --timeout 10s`); schemathesis, where it is installed, finds no 5xx in the API.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from benchmarks.pages.invented import record, written
from muniment.archive import Archive
from muniment.pages.finding import Asked, Finder
from muniment.pages.record import Record
from muniment.pages.site import Site
from muniment.pages.web import COOKIE, Session, app
from muniment.records import Incoming

SECRET = "benchmark"
QUERIES = ('"then commander"', "survivor", "killed 300", "quay", "ba", "commander tavka", "lemnor", "30000 people 1994")


def kept(folder: Path, documents: int) -> None:
    """A case on disk with the invented documents' readings, for its search."""
    case = record(documents)
    with Archive.open(folder, create=True, write=True, now=lambda: datetime.now(UTC)) as archive:
        for document in case.documents:
            reading, _, _ = written(document.id)
            real = archive.keep(Incoming(document.path, reading.text.encode()))
            own = type(reading)(real.id, reading.text, reading.passages, "text", "1", "text", "en")
            archive.put(real.id, own, (), (), made_by="benchmark")
        archive.commit_build(operator="benchmark", made_with={})


def searched(folder: Path, case: Record) -> dict[str, float]:
    """Search timings over the kept case."""
    chance = random.Random(1)
    site = Site(case)
    times = []
    with Archive.open(folder) as archive:
        own = {document.path: document.id for document in case.documents}

        def hits(words: str, limit: int) -> list[object]:
            found = archive.search(words, limit=limit)
            return [type(hit)(own[hit.path], hit.path, hit.span, hit.matches, hit.start, hit.snippet) for hit in found]

        finder = Finder(site.survey, hits, site.names.count_disputed)  # type: ignore[arg-type]
        for _ in range(200):
            asked = Asked(words=chance.choice(QUERIES))
            started = time.perf_counter()
            site.search(asked, finder.find(asked))
            times.append((time.perf_counter() - started) * 1000)
    times.sort()
    return {"search p50, ms": round(times[100], 1), "search p95, ms": round(times[190], 1)}


async def ask(port: int, path: str, connections: int, seconds: float) -> tuple[int, int]:
    """Answers and errors of so many connections that ask again and again."""
    request = f"GET /{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {COOKIE}={SECRET}\r\n\r\n".encode()
    end = time.monotonic() + seconds
    good = bad = 0

    async def one() -> None:
        nonlocal good, bad
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            while time.monotonic() < end:
                writer.write(request)
                head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
                length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                await asyncio.wait_for(reader.readexactly(length), 10)
                good += b" 200 " in head[:15]
                bad += b" 200 " not in head[:15]
        except (TimeoutError, OSError, asyncio.IncompleteReadError):
            bad += 1
        finally:
            writer.close()

    await asyncio.gather(*(one() for _ in range(connections)))
    return good, bad


def loaded(case: Record, connections: int, seconds: float) -> dict[str, float]:
    """The server under load, and schemathesis against its API."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    session = Session("benchmark", SECRET)
    serving = app(case, lambda words, limit: [], session=session, hosts=frozenset({f"127.0.0.1:{port}"}))
    server = uvicorn.Server(uvicorn.Config(serving, port=port, log_level="error", backlog=4096))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    question = f"question/{case.questions[0].id}.html"
    good, bad = asyncio.run(ask(port, question, connections, seconds))
    figures: dict[str, float] = {"answers a second": round(good / seconds), "errors": bad}
    if tool := shutil.which("schemathesis"):
        command = [tool, "run", f"http://127.0.0.1:{port}/openapi.json", "-H", f"Cookie: {COOKIE}={SECRET}"]
        done = subprocess.run([*command, "--checks", "not_a_server_error"], check=False, capture_output=True)
        figures["schemathesis: 1 when it finds a 5xx"] = done.returncode
    else:
        print("schemathesis: not here")
    server.should_exit = True
    thread.join(10)
    return figures


def main() -> None:
    """Measure, print a table, and write JSON where asked."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--documents", type=int, default=10_000)
    given.add_argument("--connections", type=int, default=1000)
    given.add_argument("--seconds", type=float, default=60)
    given.add_argument("--json", type=Path)
    asked = given.parse_args()
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, limit[1]), limit[1]))
    figures: dict[str, float] = {"documents": asked.documents}
    with tempfile.TemporaryDirectory() as folder:
        kept(Path(folder) / "case", asked.documents)
        figures |= searched(Path(folder) / "case", record(asked.documents))
    figures |= loaded(record(200), asked.connections, asked.seconds)
    for name, value in figures.items():
        print(f"{name:<40} {value:>10}")
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
