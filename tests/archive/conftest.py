"""Folders in memory where the machine has them: the archive forces every file to the disk, and tests make thousands."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def fast() -> Iterator[Path]:
    """A folder for the tests of one module."""
    where = MEMORY if os.access(MEMORY, os.W_OK | os.X_OK) else None
    with tempfile.TemporaryDirectory(dir=where, prefix="archive-tests-") as folder:
        yield Path(folder)


@pytest.fixture
def tmp_path(fast: Path) -> Path:
    """A new folder for one test."""
    return Path(tempfile.mkdtemp(dir=fast))
