"""A build killed at any instant: run again, it gives the same export, and nothing and nobody is left behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.story.test_example import ROOT, muniment

POINTS = [
    "mark set",
    "original written",
    "payload written",
    "reading put",
    "derived put",
    "tables digested",
    "entry written",
    "mark taken away",
]

#: a build that kills itself, and no worker of its own, when it has done the step named for the nth time
SCRIPT = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from muniment import pipeline

seen = 0

def step(point):
    global seen
    seen += point == sys.argv[3]
    if seen == int(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    order = pipeline.Order(Path(sys.argv[2]), (Path(sys.argv[1]),), processes=1)
    pipeline.build(order, now=lambda: datetime.now(UTC), step=step)
"""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kills") / "documents"
    folder.mkdir()
    for name in ("02-front-communique.txt", "03-front-revised-count.txt", "12-courier-retraction.txt"):
        (folder / name).write_bytes((ROOT / "examples" / "documents" / name).read_bytes())
    return folder


@pytest.fixture(scope="module")
def expected(documents: Path) -> str:
    """The export of a build that nobody killed."""
    case = documents.parent / "whole"
    muniment("build", documents, "--case", case, "--processes", "1")
    return muniment("export", "--case", case).stdout


def check_after_kill(documents: Path, case: Path, expected: str) -> None:
    """What must hold after any kill: the case is no ruin, and building again gives what was expected."""
    if (case / "journal").is_dir() and any((case / "journal").iterdir()):
        told = muniment("verify", "--case", case).stdout
        assert "FOUND" not in told
    muniment("build", documents, "--case", case, "--processes", "1")
    assert muniment("export", "--case", case).stdout == expected
    assert "FOUND" not in muniment("verify", "--case", case).stdout
    assert not list(case.glob("scratch/*"))
    left = subprocess.run(["pgrep", "-f", str(case)], capture_output=True, text=True, check=False).stdout.split()
    assert left == []


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_at_a_named_point_loses_nothing(point: str, documents: Path, expected: str, tmp_path: Path) -> None:
    script = tmp_path / "build.py"
    script.write_text(SCRIPT, encoding="utf-8")
    nth = "2" if point in ("original written", "reading put") else "1"
    ran = subprocess.run(
        [sys.executable, script, documents, tmp_path / "case", point, nth],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    check_after_kill(documents, tmp_path / "case", expected)


@pytest.mark.parametrize("number", range(4))
def test_a_kill_at_random_loses_nothing(number: int, documents: Path, expected: str, tmp_path: Path) -> None:
    case = tmp_path / "case"
    parent = subprocess.Popen(
        [sys.executable, "-m", "muniment.cli", "build", documents, "--case", case, "--processes", "2"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(random.Random(number).uniform(0.5, 6.0))
    parent.kill()
    parent.wait()
    check_after_kill(documents, case, expected)
