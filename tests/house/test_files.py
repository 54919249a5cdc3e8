"""Files do one thing, and the tree speaks of the project alone."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "muniment"
LONGEST = 400
NAMELESS = {"utils", "util", "common", "helpers", "helper", "manager", "misc", "core", "base"}
ADDRESS = re.compile(
    r"pypi\.org|pythonhosted|registry\.npmjs|(?<!no-emit-)index-url|deb\.debian|/work/|/root/|/home/[a-z]"
)


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=False, encoding="utf-8"
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_does_one_thing(path: Path) -> None:
    assert path.stem not in NAMELESS
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_no_registry_and_no_machine_is_named() -> None:
    here = Path(__file__)
    files = [path for path in tracked() if path.is_file() and path != here]
    if not files:
        pytest.skip("ability not tested: what git tracks (this is no checkout)")
    named = []
    for path in files:
        if path.suffix in {".pdf", ".png", ".jpg", ".docx", ".zip", ".npz", ".gz", ".bin"}:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if ADDRESS.search(line):
                named.append(f"{path.relative_to(ROOT)}:{number}")
    assert named == []


def test_every_requirement_is_pinned_by_hash() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8").replace("\\\n", " ")
        for line in text.splitlines():
            if line.strip() and not line.startswith("#"):
                assert "==" in line and "--hash=sha256:" in line, f"{path.name}: {line[:60]}"
