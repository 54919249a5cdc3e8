"""Entries hold digests and no names; the chain holds, and nothing is written when nothing changed."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from muniment import __version__
from muniment.archive import Archive, verify
from muniment.archive.files import canonical
from muniment.errors import CaseDamaged, NotACase, UsageError
from muniment.records import Custody, Incoming
from tests.archive.make import FILES, build, clock, incoming


@pytest.fixture
def case(tmp_path: Path) -> Path:
    build(tmp_path / "case")
    return tmp_path / "case"


def test_each_entry_holds_the_hash_of_the_one_before(case: Path) -> None:
    build(case, {**FILES, "more.txt": "In Karvina 12 people died."})
    before = None
    with Archive.open(case) as archive:
        entries = list(archive.entries())
        assert [entry.kind for entry in entries] == ["create", "build", "build"]
        for number, entry in enumerate(entries, 1):
            data = (case / "journal" / f"{number:012}.json").read_bytes()
            assert (entry.number, entry.before, entry.hash) == (number, before, hashlib.sha256(data).hexdigest())
            assert (entry.muniment, entry.schema, entry.when) == (__version__, 1, "2031-05-06T07:08:09Z")
            before = entry.hash
        assert archive.head == before
        assert [len(entry.body.get("files", ())) for entry in entries] == [0, 3, 1]
        assert entries[2].body["documents"] == 4


def test_nothing_is_written_when_nothing_changed(case: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in case.rglob("*") if path.is_file()}
    build(case)
    build(case)
    assert {path: path.stat().st_mtime_ns for path in case.rglob("*") if path.is_file()} == before
    with Archive.open(case, write=True, now=clock) as archive:
        archive.put_derived(archive.publications(), archive.times(), archive.questions(), archive.joins())
        assert archive.commit_build(operator="CD", made_with={"text": "1"}) is None, "the same tables again"
        entry = archive.commit_build(operator="CD", made_with={"text": "2"})
        assert entry is not None and (entry.number, entry.operator) == (3, "CD")


def test_the_journal_names_nobody_and_no_path(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    with Archive.open(folder, create=True, now=clock) as archive:
        custody = Custody(received_from="Mira", restrictions="none", source_url="https://example.org/x")
        document = archive.keep(Incoming("secret/name.txt", b"words", custody, "2030-01-01T00:00:00Z"))
        archive.commit_build(operator="AB", made_with={})
        archive.append_decisions([{"claim": "x", "why": "Mira said so"}], operator="AB")
        archive.record_export(form="csv", sha256="0" * 64, size=1, operator="AB", note="to Mira")
        archive.remove(document.id, reason="Mira asked", operator="AB")
    journal = b"".join(path.read_bytes() for path in (folder / "journal").iterdir())
    for word in (b"Mira", b"secret", b"name.txt", b"example.org", b"2030", document.id.encode(), b"words"):
        assert word not in journal
    everything = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert str(tmp_path).encode() not in everything


def test_the_payload_holds_what_the_entry_does_not(case: Path) -> None:
    with Archive.open(case) as archive:
        (build_entry,) = archive.entries("build")
        payloads = [file["payload"] for file in build_entry.body["files"]]
    found = {}
    for digest in payloads:
        data = (case / "payloads" / digest[:2] / f"{digest}.json").read_bytes()
        assert hashlib.sha256(data).hexdigest() == digest
        value = json.loads(data)
        assert re.fullmatch("[0-9a-f]{32}", value["salt"])
        found[value["document"]["path"]] = value["document"]["custody"]["received_from"]
    assert found == dict.fromkeys(FILES, "a friend")


def test_custody_that_is_said_anew_is_recorded_beside_the_old(case: Path) -> None:
    path, text = next(iter(FILES.items()))
    with Archive.open(case, write=True, now=clock) as archive:
        document = archive.keep(incoming(path, text, consent="given"))
        assert (document.custody.received_from, document.custody.consent) == ("a friend", "given")
        again = archive.keep(incoming(path, text, consent="given later"))
        assert again.custody.consent == "given later"
        assert archive.keep(incoming(path, text)) == again, "what is left out does not erase what was recorded"
        entry = archive.commit_build(operator="AB", made_with={"text": "1"})
        assert entry is not None and len(entry.body["files"]) == 1 and "replaces" in entry.body["files"][0]
    report = verify(case)
    assert (report.findings, report.counts["payloads"], report.counts["documents"]) == ((), 5, 3)
    with Archive.open(case, write=True, now=clock) as archive:
        archive.remove(path, reason="asked", operator="AB")
    assert not any(b"given" in payload.read_bytes() for payload in (case / "payloads").rglob("*.json"))
    assert verify(case).findings == ()


def test_decisions_come_back_in_order(case: Path) -> None:
    with Archive.open(case, write=True, now=clock) as archive:
        archive.append_decisions([{"claim": "a", "decision": "accepted"}, {"claim": "b"}], operator="CD")
        archive.append_decisions([{"claim": "a", "decision": "rejected", "nested": {"list": [1, None]}}], operator="EF")
        with pytest.raises(UsageError, match="no decision"):
            archive.append_decisions([], operator="EF")
    with Archive.open(case) as archive:
        assert [(entry.number, entry.operator, dict(decision)) for entry, decision in archive.decisions()] == [
            (3, "CD", {"claim": "a", "decision": "accepted"}),
            (3, "CD", {"claim": "b"}),
            (4, "EF", {"claim": "a", "decision": "rejected", "nested": {"list": [1, None]}}),
        ]


def test_an_entry_is_appended_in_the_middle_of_a_build(case: Path) -> None:
    with Archive.open(case, write=True, now=clock) as archive:
        archive.keep(incoming("x.txt", "x"))
        archive.append_decisions([{"claim": "a"}], operator="CD")
        assert (case / "scratch" / "interrupted.json").exists()
        archive.commit_build(operator="AB", made_with={"text": "1"})
    assert (verify(case).findings, verify(case).notes) == ((), ())


def test_a_build_after_a_decision_is_sealed_once(case: Path) -> None:
    with Archive.open(case, write=True, now=clock) as archive:
        assert not archive.stale
        archive.append_decisions([{"claim": "a"}], operator="CD")
        assert archive.stale
        archive.put_derived(archive.publications(), archive.times(), archive.questions(), archive.joins())
        entry = archive.commit_build(operator="AB", made_with={"text": "1"})
        assert entry is not None and entry.number == 4
        assert not archive.stale
        assert archive.commit_build(operator="AB", made_with={"text": "1"}) is None


def test_times_are_written_in_utc_and_need_a_zone(tmp_path: Path) -> None:
    zone = timezone(timedelta(hours=3, minutes=30))
    with Archive.open(tmp_path / "a", create=True, now=lambda: datetime(2031, 1, 1, 1, 0, tzinfo=zone)) as archive:
        assert [entry.when for entry in archive.entries()] == ["2030-12-31T21:30:00Z"]
    with pytest.raises(UsageError, match="needs a time zone"):
        Archive.open(tmp_path / "b", create=True, now=lambda: datetime(2031, 1, 1))  # noqa: DTZ001


def test_a_newer_schema_is_said_plainly(case: Path) -> None:
    path = case / "journal" / "000000000002.json"
    path.write_bytes(canonical({**json.loads(path.read_bytes()), "schema": 7, "muniment": "9.1"}))
    for attempt in (lambda: verify(case), lambda: Archive.open(case, write=True, now=clock)):
        with pytest.raises(NotACase, match=r"written by Muniment 9\.1 \(schema 7\); this one knows schema 1: install"):
            attempt()


def test_a_broken_chain_is_not_written_on(case: Path) -> None:
    path = case / "journal" / "000000000001.json"
    path.write_bytes(canonical({**json.loads(path.read_bytes()), "operator": "x"}))
    with pytest.raises(
        CaseDamaged, match=r"000000000002\.json does not follow the entry before it; run muniment verify"
    ):
        Archive.open(case, write=True, now=clock)
    path.unlink()
    with pytest.raises(CaseDamaged, match=r"000000000001\.json is missing"):
        Archive.open(case, write=True, now=clock)


def test_tables_have_the_same_digests_in_two_cases_of_one_salt(tmp_path: Path) -> None:
    """Only the salt parts the digests of two builds from the same files."""
    tables = []
    for name, files in (("a", FILES), ("b", dict(reversed(FILES.items())))):
        build(tmp_path / name, files)
        with Archive.open(tmp_path / name) as archive:
            tables.append(archive.digests("the same salt"))
            assert list(archive.entries("build"))[0].body["tables"] != tables[-1]
    assert tables[0] == tables[1]
