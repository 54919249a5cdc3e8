"""The command that shows a case in a browser, with search: serve."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path
from typing import Any

from muniment.archive import Archive
from muniment.errors import CannotRun
from muniment.opening import open_record
from muniment.settings import read_settings


def add_to(commands: Any) -> None:
    """Add `serve` to the parser."""
    serve = commands.add_parser(
        "serve",
        help="show a case's pages in a browser, with search",
        description="Show a case's pages in a browser, with search, on this machine alone.",
    )
    serve.add_argument("--case", type=Path, default=Path("case"), metavar="DIR", help="the case folder (default: case)")
    serve.add_argument("--port", type=int, default=8765, metavar="N", help="port on this machine (default 8765)")
    serve.set_defaults(run=_serve)


def _serve(given: argparse.Namespace) -> int:
    try:
        web = importlib.import_module("muniment.pages.web")
    except ImportError as error:
        raise CannotRun(
            f"serving needs packages that are not installed ({error}); in Muniment's own folder run `make serve`"
        ) from error
    with Archive.open(given.case) as case:
        record = open_record(case, read_settings(case.settings))

        def announce(address: str) -> None:
            print(f"Open {address}\n(it works once, on this machine alone; Ctrl+C ends it)", flush=True)

        web.serve(record, lambda words, limit: case.search(words, limit=limit), announce=announce, port=given.port)
    return 0
