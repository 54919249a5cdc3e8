"""`verify` names what was changed: bytes, entries, payloads, tables, and a chain that was cut or written anew."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.archive import Archive, Report, verify
from muniment.archive.files import canonical
from muniment.errors import CaseDamaged, CaseLocked, NotACase
from tests.archive.make import FILES, build, clock

MORE = {**FILES, "more.txt": "In Karvina 12 people died."}


@pytest.fixture(scope="module")
def made(fast: Path) -> Path:
    """A case of five entries: create, build, decision, export, build."""
    folder = fast / "made"
    build(folder)
    with Archive.open(folder, write=True, now=clock) as archive:
        archive.append_decisions([{"claim": "x", "decision": "accepted", "who": "C", "why": "read it"}], operator="C")
        archive.record_export(form="jsonl", sha256="0" * 64, size=5, operator="C", note="for the court")
    build(folder, MORE)
    return folder


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to be harmed."""
    return Path(shutil.copytree(made, tmp_path / "case"))


def found(report: Report) -> set[str]:
    return {finding.where for finding in report.findings}


def entry(folder: Path, number: int) -> Path:
    return folder / "journal" / f"{number:012}.json"


def rewrite(folder: Path, number: int, **values: object) -> None:
    """Change an entry and write it as Muniment would."""
    path = entry(folder, number)
    path.write_bytes(canonical({**json.loads(path.read_bytes()), **values}))


def sql(folder: Path, *statements: str) -> None:
    opened = sqlite3.connect(folder / "record.db")
    for statement in statements:
        opened.execute(statement)
    opened.commit()
    opened.close()


def test_an_untouched_case_has_no_finding(case: Path) -> None:
    report = verify(case)
    assert (report.findings, report.notes, report.ok) == ((), (), True)
    assert report.counts["entries"] == 5
    assert (report.counts["documents"], report.counts["originals"], report.counts["payloads"]) == (4, 4, 7)
    assert report.sentence == (
        "Bytes unchanged since intake as far as this journal shows; outside witness: none. "
        "This says nothing about whether the contents are true."
    )
    with Archive.open(case) as archive:
        assert report.head == archive.head


def test_verify_changes_nothing(case: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in case.rglob("*")}
    verify(case)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in case.rglob("*")} == before


@pytest.mark.parametrize(
    ("harm", "what"),
    [
        (lambda data: bytes([data[0] ^ 1]) + data[1:], "the original was changed"),
        (lambda data: data[:-1] + bytes([data[-1] ^ 128]), "the original was changed"),
        (lambda data: data[:-1], "the original is cut short"),
        (lambda data: b"", "the original is cut short"),
        (lambda data: data + b"\n", "the original was changed"),
    ],
)
def test_an_original_that_was_changed(case: Path, harm: Callable[[bytes], bytes], what: str) -> None:
    for path in [path for path in (case / "originals").rglob("*") if path.is_file()]:
        data = path.read_bytes()
        path.write_bytes(harm(data))
        report = verify(case)
        assert [finding.what for finding in report.findings] == [what]
        assert found(report) == {path.relative_to(case).as_posix()}
        assert report.sentence.startswith("Not as this journal tells it: 1 finding;")
        path.write_bytes(data)


def test_an_original_that_is_missing_or_a_link_or_extra(case: Path, tmp_path: Path) -> None:
    one, two, *_ = sorted(path for path in (case / "originals").rglob("*") if path.is_file())
    one.unlink()
    moved = tmp_path / "elsewhere"
    two.rename(moved)
    two.symlink_to(moved)
    extra = case / "originals" / "ab" / ("ab" * 32)
    extra.parent.mkdir(exist_ok=True)
    extra.write_bytes(b"extra")
    report = verify(case)
    assert found(report) >= {path.relative_to(case).as_posix() for path in (one, two, extra)}
    assert "no entry speaks of it" in [finding.what for finding in report.findings]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_an_entry_that_was_changed(case: Path, number: int) -> None:
    rewrite(case, number, operator="somebody else")
    assert found(verify(case)) == {entry(case, min(number + 1, 5)).relative_to(case).as_posix()}
    assert any(
        f"Entry {number} was changed" in str(f) or "last entry was changed" in str(f) for f in verify(case).findings
    )


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_an_entry_that_was_cut_short_or_spaced(case: Path, number: int) -> None:
    path = entry(case, number)
    data = path.read_bytes()
    path.write_bytes(data[:-9])
    assert path.relative_to(case).as_posix() in found(verify(case))
    path.write_bytes(data[:-1] + b" \n")
    assert path.relative_to(case).as_posix() in found(verify(case))
    path.write_bytes(b"")
    assert path.relative_to(case).as_posix() in found(verify(case))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_an_entry_that_was_removed(case: Path, number: int) -> None:
    entry(case, number).unlink()
    assert entry(case, number).relative_to(case).as_posix() in found(verify(case))


def test_the_last_entry_removed_is_missed_by_record_db(case: Path) -> None:
    with Archive.open(case, write=True, now=clock) as archive:
        archive.record_export(form="csv", sha256="1" * 64, size=5, operator="C")
    entry(case, 6).unlink()
    assert "journal/000000000005.json" in found(verify(case))


def test_entries_in_another_order(case: Path) -> None:
    three, four = entry(case, 3), entry(case, 4)
    three.rename(case / "waiting")
    four.rename(three)
    (case / "waiting").rename(four)
    assert {"journal/000000000003.json", "journal/000000000004.json"} <= found(verify(case))


def test_an_entry_that_was_added(case: Path) -> None:
    value = json.loads(entry(case, 3).read_bytes()) | {"number": 6, "before": verify(case).head}
    shutil.copy(entry(case, 3), entry(case, 6))
    assert "journal/000000000006.json" in found(verify(case))
    entry(case, 6).unlink()
    entry(case, 6).write_bytes(canonical(value))
    assert "journal/000000000006.json" in found(verify(case))
    entry(case, 6).rename(case / "journal" / "note.txt")
    assert found(verify(case)) == {"journal/note.txt"}


def test_a_payload_that_was_changed_taken_out_or_added(case: Path) -> None:
    for path in [path for path in (case / "payloads").rglob("*") if path.is_file()]:
        where, data = path.relative_to(case).as_posix(), path.read_bytes()
        path.write_bytes(data.replace(b"a", b"b", 1))
        assert where in found(verify(case))
        path.unlink()
        assert where in found(verify(case))
        path.write_bytes(data)
    (case / "payloads" / "aa").mkdir(exist_ok=True)
    (case / "payloads" / "aa" / "x.json").write_text("{}")
    assert found(verify(case)) == {"payloads/aa/x.json"}


TABLES = [
    ("figure", "UPDATE figure SET low = low + 1"),
    ("document", "UPDATE document SET received_from = 'an enemy'"),
    ("claim", "UPDATE claim SET stance = 'denied'"),
    ("claim_speaker", "DELETE FROM claim_speaker"),
    ("reading", "UPDATE reading SET text = text || ' '"),
    ("passage", "UPDATE passage SET role = 'furniture'"),
    ("publication", "UPDATE publication SET edtf = NULL"),
    ("question_group", "UPDATE question_group SET group_nr = group_nr + 100"),
    ("conflict", "DELETE FROM conflict"),
    ("evidence", "UPDATE evidence SET note = 'x'"),
    ("resolved_time", "DELETE FROM resolved_time"),
    ("passage_search", "UPDATE passage_search SET words = 'nothing'"),
    ("made", "UPDATE made SET made_by = 'x'"),
    ("layout of record.db", "CREATE TABLE x (y)"),
    ("layout of record.db", "CREATE TRIGGER t AFTER INSERT ON figure BEGIN SELECT 1; END"),
]


@pytest.mark.parametrize(("table", "statement"), TABLES, ids=[statement[:40] for _, statement in TABLES])
def test_a_derived_table_that_was_changed(case: Path, table: str, statement: str) -> None:
    sql(case, statement)
    assert found(verify(case)) == {f"record.db, {table}"}
    with (
        Archive.open(case, write=True, now=clock) as archive,
        pytest.raises(CaseDamaged, match=f"was changed since entry 5 .*{table}"),
    ):
        archive.put_derived([], {}, [], [])


def test_a_record_that_is_missing_or_broken_is_made_again(case: Path) -> None:
    record = case / "record.db"
    record.unlink()
    assert found(verify(case)) == {"record.db"}
    build(case, MORE)
    report = verify(case)
    assert (report.findings, report.notes, report.counts["entries"]) == ((), (), 5)
    data = record.read_bytes()
    record.write_bytes(data[: len(data) // 2])
    assert found(verify(case)) >= {"record.db"}
    record.write_bytes(b"no database at all" * 100)
    assert found(verify(case)) == {"record.db"}
    with pytest.raises(CaseDamaged, match="delete it and run muniment build"):
        Archive.open(case, write=True, now=clock)


def test_a_case_is_made_again_from_journal_and_originals_alone(case: Path) -> None:
    (case / "record.db").unlink()
    build(case, {})
    assert verify(case).findings == ()
    with Archive.open(case) as archive:
        assert {document.path for document in archive.documents()} == set(MORE)


def test_head_shows_a_chain_cut_at_its_end(case: Path) -> None:
    receipt = verify(case).head
    assert verify(case, head=receipt.upper() + "\n").findings == ()
    earlier = json.loads(entry(case, 5).read_bytes())["before"]
    report = verify(case, head=earlier)
    assert [note.where for note in report.notes] == ["journal/000000000004.json"]
    assert report.ok
    # Cut as well as can be: the last entry, its payload, its original and the record go together.
    entry(case, 5).unlink()
    (case / "record.db").unlink()
    for path in (case / "originals").rglob("*"):
        if path.is_file() and path.read_bytes() == MORE["more.txt"].encode():
            path.unlink()
    for path in (case / "payloads").rglob("*.json"):
        if b"more.txt" in path.read_bytes():
            path.unlink()
    build(case)
    assert verify(case).ok, "without a witness nothing shows"
    report = verify(case, head=receipt)
    assert [finding.what for finding in report.findings] == ["no entry has the hash given to verify"]
    assert "outside witness: the head's hash given to verify" in report.sentence


def test_head_shows_a_chain_written_anew(case: Path, tmp_path: Path) -> None:
    receipt = verify(case).head
    shutil.rmtree(case)
    build(case, MORE)
    assert verify(case).ok
    assert not verify(case, head=receipt).ok


def test_removed_is_told_and_stays_removed(case: Path) -> None:
    with Archive.open(case, write=True, now=clock) as archive:
        path = archive.original_path(archive.document("a/second.txt").id)
        data = path.read_bytes()
        archive.remove("a/second.txt", reason="the witness asked", operator="AB")
    report = verify(case)
    assert report.findings == ()
    assert [note.what for note in report.notes] == ["removed by entry 6 on 2031-05-06T07:08:09Z by AB"]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    assert [finding.what for finding in verify(case).findings] == [
        "entry 6 says that it was erased, and it is still here"
    ]


def test_no_case_and_a_case_that_is_being_written(case: Path, tmp_path: Path) -> None:
    with pytest.raises(NotACase, match="there is no such folder"):
        verify(tmp_path / "nothing")
    with pytest.raises(NotACase, match="has no journal"):
        verify(tmp_path)
    with Archive.open(case, write=True, now=clock), pytest.raises(CaseLocked, match="another muniment is at work"):
        verify(case)


def test_findings_quote_no_content(case: Path) -> None:
    for path in (case / "originals").rglob("*"):
        if path.is_file():
            path.write_bytes(b"x")
    sql(case, *(statement for _, statement in TABLES))
    text = "\n".join(map(str, verify(case).findings))
    assert "Karvina" not in text and "friend" not in text and "first.txt" not in text
