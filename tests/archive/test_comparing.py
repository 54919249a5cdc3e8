"""What differs between two cases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from muniment.archive import Archive, Change, diff
from muniment.errors import NotACase
from muniment.records import Stance
from tests.archive.make import FILES, build, clock


def test_a_case_does_not_differ_from_itself_nor_from_its_twin(tmp_path: Path) -> None:
    build(tmp_path / "a")
    build(tmp_path / "b")
    assert diff(tmp_path / "a", tmp_path / "a").changes == ()
    assert diff(tmp_path / "a", tmp_path / "b").changes == ()


def test_documents_and_claims_that_came_went_or_changed(tmp_path: Path) -> None:
    build(tmp_path / "a")
    files = {**FILES, "a/first.txt": FILES["a/first.txt"] + " 7 people fled.", "z.txt": "In Karvina 3 people died."}
    del files["a/second.txt"]
    build(tmp_path / "b", files)
    difference = diff(tmp_path / "a", tmp_path / "b")
    assert difference.counts["document"] == {"changed": 1, "added": 1, "removed": 1}
    assert [(one.change, one.path) for one in difference.changes if one.kind == "document"] == [
        ("changed", "a/first.txt"),
        ("removed", "a/second.txt"),
        ("added", "z.txt"),
    ]
    assert difference.counts["claim"] == {"removed": 4, "added": 5}
    back = diff(tmp_path / "b", tmp_path / "a").counts
    assert back["claim"] == {"removed": 5, "added": 4}


def test_a_claim_that_is_read_otherwise_is_changed(tmp_path: Path) -> None:
    build(tmp_path / "a")
    build(tmp_path / "b")
    with Archive.open(tmp_path / "b", write=True, now=clock) as archive:
        document = archive.document("a/first.txt")
        reading = archive.reading(document.id)
        assert reading is not None
        first, *rest = archive.claims(document.id)
        claims = [replace(first, stance=Stance.DENIED), *rest]
        archive.put(document.id, reading, claims, list(archive.entities(document.id)), made_by="x")
        archive.put_derived(archive.publications()[1:], archive.times(), archive.questions(), archive.joins())
    assert diff(tmp_path / "a", tmp_path / "b").changes == (
        Change("claim", "changed", first.id, "a/first.txt"),
        Change("publication", "removed", document.id),
    )


def test_only_cases_are_compared(tmp_path: Path) -> None:
    build(tmp_path / "a")
    with pytest.raises(NotACase):
        diff(tmp_path / "a", tmp_path / "b")
