"""The example case from files to pages: the same every time, and what it says is what its documents say."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "example.jsonl"


def muniment(*arguments: str | Path, seed: str = "0", code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, and expect its exit code."""
    ran = subprocess.run(
        [sys.executable, "-m", "muniment.cli", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONWARNINGS": "default"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == code, ran.stderr
    return ran


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's documents without its scan: golden files never hold the text of a live OCR."""
    folder = tmp_path_factory.mktemp("example") / "documents"
    shutil.copytree(ROOT / "examples" / "documents", folder)
    (folder / "11-hospital-notice.png").unlink()
    return folder


@pytest.fixture(scope="module")
def case(documents: Path) -> Iterator[Path]:
    """The example built by the command, with two processes."""
    folder = documents.parent / "case"
    muniment("build", documents, "--case", folder, "--custody", ROOT / "examples" / "custody.csv", "--processes", "2")
    yield folder


@pytest.fixture(scope="module")
def rows(case: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in muniment("export", "--case", case).stdout.splitlines()]


def test_the_export_is_the_golden_one(case: Path, golden: bool) -> None:
    exported = muniment("export", "--case", case).stdout
    if golden:
        GOLDEN.write_text(exported, encoding="utf-8")
    assert exported == GOLDEN.read_text(encoding="utf-8")


def test_one_process_and_another_hash_seed_give_the_same_bytes(documents: Path, case: Path, tmp_path: Path) -> None:
    custody = ROOT / "examples" / "custody.csv"
    muniment("build", documents, "--case", tmp_path / "c", "--custody", custody, "--processes", "1", seed="77")
    assert muniment("export", "--case", tmp_path / "c").stdout == muniment("export", "--case", case, seed="5").stdout


def test_every_quote_is_the_text_of_its_document(case: Path, rows: list[dict[str, Any]]) -> None:
    from muniment.archive import Archive

    with Archive.open(case) as archive:
        texts = {reading.document: reading.text for reading in archive.readings()}
        for claim in archive.claims():
            cited = claim.citation
            assert texts[cited.document][cited.start : cited.end] == cited.quote
    assert any(row["type"] == "figure" for row in rows)


def figures(rows: list[dict[str, Any]], document: str) -> set[tuple[float | None, float | None, str]]:
    return {
        (row["low"], row["high"], row["measure"])
        for row in rows
        if row["type"] == "figure" and row["document"] == document
    }


def test_each_side_is_heard(rows: list[dict[str, Any]]) -> None:
    assert (14, 14, "killed") in figures(rows, "01-ministry-statement.txt")
    assert (208, None, "killed") in figures(rows, "02-front-communique.txt")
    assert (187, None, "killed") in figures(rows, "04-un-mission-report.pdf")
    assert (187, None, "killed") in figures(rows, "10-radio-persian.txt")
    assert (41, None, "killed") in figures(rows, "09-judgment.docx")


def test_dates_are_the_documents_own(rows: list[dict[str, Any]]) -> None:
    published = {row["document"]: row["published"] for row in rows if row["type"] == "document"}
    assert published["01-ministry-statement.txt"] == "2011-06-11"
    assert published["05-courier-shooting.html"] == "2011-06-13"
    assert published["07-herald-anniversary.html"] == "2012-06-09"
    assert published["10-radio-persian.txt"] == "2011-10-02"


def test_the_copy_is_joined_with_its_source_and_the_rest_is_not_called_independent(rows: list[dict[str, Any]]) -> None:
    paths = {row["id"]: row["document"] for row in rows if row["type"] == "document"}
    joins = {
        (frozenset((paths.get(row["a"], row["a"]), paths.get(row["b"], row["b"]))), row["rule"])
        for row in rows
        if row["type"] == "join"
    }
    copies = frozenset(("05-courier-shooting.html", "06-northern-post.html"))
    assert (copies, "same words") in joins
    assert (copies, "republication") in joins


def test_the_pages_are_marked_and_say_nothing_of_truth(case: Path) -> None:
    written = sorted((case / "pages").rglob("*.html"))
    assert len(written) > 20
    for page in written:
        text = page.read_text(encoding="utf-8")
        assert "working copy" in text.lower(), page
        assert "<script" not in text.lower(), page
        assert "Content-Security-Policy" in text, page


def test_a_second_build_changes_nothing(case: Path, documents: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (case / "pages").rglob("*") if path.is_file()}
    head = json.loads(muniment("info", "--case", case, "--json").stdout)["head"]
    told = muniment("build", documents, "--case", case, "--custody", ROOT / "examples" / "custody.csv")
    assert "0 new, 0 read now" in told.stdout
    assert "Nothing has changed" in told.stdout
    assert json.loads(muniment("info", "--case", case, "--json").stdout)["head"] == head
    assert {path: path.stat().st_mtime_ns for path in (case / "pages").rglob("*") if path.is_file()} == before


def test_verify_passes_and_derives_the_same_again(case: Path) -> None:
    told = muniment("verify", "--case", case, "--rebuild").stdout
    assert "the tables are the same" in told
    assert "This says nothing about whether the contents are true." in told


def test_search_shows_the_original_words(case: Path) -> None:
    assert "10-radio-persian.txt" in muniment("search", "كشتار", "--case", case).stdout
    assert "Sarn Bridge" in muniment("search", "sarn bridge", "--case", case).stdout
