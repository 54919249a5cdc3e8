"""Where the published tables are, and how a test reads one or says that it is not here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from muniment.estimates import read_table
from muniment.estimates.tables import CaptureTable

BENCH = Path(os.environ.get("MUNIMENT_BENCH", Path(__file__).parents[3] / "shared" / "bench")) / "mse"


def published(name: str) -> CaptureTable:
    """The published table `name`, or a skip with the reason."""
    path = BENCH / f"{name}.csv"
    if not path.is_file():
        pytest.skip(f"not here: {name}.csv (set MUNIMENT_BENCH)")
    return read_table(path)
