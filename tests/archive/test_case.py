"""Opening and making cases, keeping files, removing documents."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from muniment.archive import Archive, verify
from muniment.errors import CannotRun, NotACase, RecordError, UsageError
from muniment.records import Custody, Failure, Incoming
from tests.archive.make import FILES, MADE_BY, build, clock, contents, derive, incoming, read


def test_a_case_is_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "case"
    with Archive.open(folder, create=True, now=clock, settings='title = "T"\n', operator="AB") as archive:
        assert archive.settings == 'title = "T"\n'
        assert [(entry.kind, entry.operator) for entry in archive.entries()] == [("create", "AB")]
    with Archive.open(folder, create=True, now=clock, settings="other") as archive:
        assert archive.settings == 'title = "T"\n'
        assert len(list(archive.entries())) == 1
        assert archive.documents() == () and archive.stale


def test_no_case_is_made_where_something_else_lies(tmp_path: Path) -> None:
    with pytest.raises(NotACase, match="there is no such folder; muniment build makes a case"):
        Archive.open(tmp_path / "nothing")
    with pytest.raises(NotACase, match="has no journal"):
        Archive.open(tmp_path)
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(NotACase, match="not a case and not empty"):
        Archive.open(tmp_path, create=True, now=clock)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_case_without_its_journal_is_not_begun_anew(tmp_path: Path) -> None:
    build(tmp_path / "case")
    for path in (tmp_path / "case" / "journal").iterdir():
        path.unlink()
    with pytest.raises(NotACase, match="its journal is not here; put it back"):
        Archive.open(tmp_path / "case", create=True, now=clock)


def test_reading_writes_nothing(tmp_path: Path) -> None:
    build(tmp_path / "case")
    with Archive.open(tmp_path / "case") as archive:
        with pytest.raises(UsageError, match="opened for reading"):
            archive.keep(incoming("x.txt", "x"))
        with pytest.raises(UsageError, match="opened for reading"):
            archive.commit_build(operator="", made_with={})
    with pytest.raises(UsageError, match="needs a clock"):
        Archive.open(tmp_path / "case", write=True)


def test_keeping_is_idempotent_and_exact(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "case", create=True, now=clock) as archive:
        came = Incoming("a.zip/ü.txt", b"\x00\xff", Custody(collected_by="M"), "2030", (("a.zip", b"zip"),))
        document = archive.keep(came)
        sha256 = hashlib.sha256(b"\x00\xff").hexdigest()
        assert document.id == hashlib.sha256(f"{sha256}\na.zip/ü.txt".encode()).hexdigest()[:16]
        assert document.id == archive.document_id(sha256, "a.zip/ü.txt")
        assert archive.original(document.id) == b"\x00\xff"
        assert archive.original_path(document.id) == archive.folder / "originals" / sha256[:2] / sha256
        assert archive.companions(document.id) == (("a.zip", hashlib.sha256(b"zip").hexdigest()),)
        assert archive.keep(came) == document
        other = archive.keep(Incoming("b.txt", b"\x00\xff"))
        assert other.id != document.id and other.sha256 == document.sha256
        assert [one.path for one in archive.documents()] == ["a.zip/ü.txt", "b.txt"]
        archive.keep(Incoming("a.zip/ü.txt", b"\x00\xff", beside=(("a.tsr", b"t"),)))
        assert [path for path, _ in archive.companions(document.id)] == ["a.tsr", "a.zip"]
        archive.commit_build(operator="", made_with={})
    assert verify(tmp_path / "case").counts["originals"] == 3


def test_one_that_could_not_be_read_is_not_tried_again(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "case", create=True, now=clock) as archive:
        document = archive.keep(incoming("x.pdf", "x"))
        failure = Failure(document.id, "x.pdf", "encrypted", "it needs a password")
        archive.put(document.id, failure, made_by="pdf 1")
        assert archive.reading(document.id) is None
        assert archive.has_reading(document.id, "pdf 1") and not archive.has_reading(document.id, "pdf 2")
        archive.put_derived([], {}, [], [], failures=[Failure("y", "y", "unreadable", "no permission")])
        assert [one.path for one in archive.failures()] == ["x.pdf", "y"]
        archive.put_derived([], {}, [], [])
        assert archive.failures() == (failure,)
        archive.put(document.id, read(document, "x")[0], made_by="pdf 2")
        assert archive.failures() == ()
        with pytest.raises(UsageError, match="keep it first"):
            archive.put("0" * 16, Failure("0" * 16, "x", "x", "x"), made_by="x")


def test_documents_are_named_by_id_or_path(tmp_path: Path) -> None:
    build(tmp_path / "case")
    with Archive.open(tmp_path / "case", write=True, now=clock) as archive:
        first = archive.document("a/first.txt")
        assert archive.document(first.id) == first
        with pytest.raises(UsageError, match="no such document"):
            archive.document("a/third.txt")
        archive.keep(incoming("a/first.txt", "changed"))
        with pytest.raises(UsageError, match="several documents have this path; name one by its id"):
            archive.document("a/first.txt")


def test_removing_leaves_no_word(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    build(folder)
    (folder / "pages" / "document").mkdir(parents=True)
    (folder / "pages" / "document" / "x.html").write_text("The army denied it.")
    with Archive.open(folder, write=True, now=clock) as archive:
        document = archive.document("a/first.txt")
        entry = archive.remove(document.id, reason="the witness asked", operator="AB")
        assert (entry.number, entry.body["sha256"]) == (3, document.sha256)
        assert archive.removed() == {document.sha256: 3, document.id: 3}
        assert archive.questions() == () and archive.stale
        assert archive.info()["removed"] == 1
        with pytest.raises(UsageError, match="no such document"):
            archive.remove(document.id, reason="again", operator="AB")
    for path in folder.rglob("*"):
        assert not path.is_file() or not any(word in path.read_bytes() for word in (b"army", b"first.txt"))
    build(folder)
    with Archive.open(folder, write=True, now=clock) as archive:
        assert [one.path for one in archive.documents()] == ["a/second.txt", "سوم.txt"]
        derive(archive)
        archive.commit_build(operator="AB", made_with={"text": "1"})
        assert not archive.stale
    assert verify(folder).findings == ()
    (folder / "record.db").unlink()
    build(folder)
    assert [document.path for document in contents(folder)[0]] == ["a/second.txt", "سوم.txt"]  # type: ignore[attr-defined]


def test_bytes_that_another_document_has_stay(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    text = FILES["a/first.txt"]
    build(folder, {**FILES, "copy.txt": text})
    with Archive.open(folder, write=True, now=clock) as archive:
        first, copy = archive.document("a/first.txt"), archive.document("copy.txt")
        archive.remove("a/first.txt", reason="one is enough", operator="AB")
        assert archive.removed() == {first.id: 3}
        assert archive.original(copy.id) == text.encode()
    report = verify(folder)
    assert report.findings == () and "another document has the same bytes" in report.notes[0].means
    with Archive.open(folder, write=True, now=clock) as archive:
        archive.remove("copy.txt", reason="that one too", operator="AB")
        assert archive.removed() == {first.id: 3, copy.id: 4, first.sha256: 4}
        kept_again = archive.keep(incoming("a/first.txt", text))
        assert archive.original(kept_again.id) == text.encode()
        archive.commit_build(operator="AB", made_with={"text": "1"})
        assert archive.removed() == {copy.id: 4}
    assert verify(folder).findings == ()


def test_nothing_is_removed_in_the_middle_of_a_build(tmp_path: Path) -> None:
    build(tmp_path / "case")
    with Archive.open(tmp_path / "case", write=True, now=clock) as archive:
        archive.keep(incoming("x.txt", "x"))
        with pytest.raises(CannotRun, match="a build was not finished; run muniment build"):
            archive.remove("a/first.txt", reason="r", operator="AB")


def test_a_newer_reading_takes_the_place_of_the_old(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    build(folder)
    before = contents(folder)
    build(folder, made_by="text 2")
    with Archive.open(folder) as archive:
        assert {archive.made_by(document.id) for document in archive.documents()} == {"text 2"} != {MADE_BY}
        assert archive.info()["claims"] == {"figure": 3, "mention": 2}
    assert contents(folder) == before
    assert verify(folder).findings == ()


def test_what_cannot_be_put_leaves_the_batch_as_it_was(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "case", create=True, now=clock) as archive:
        one, two = (archive.keep(incoming(path, text)) for path, text in list(FILES.items())[:2])
        reading, claims, entities = read(one, FILES["a/first.txt"])
        archive.put(one.id, reading, claims, entities, made_by="x")
        other, others, _ = read(two, FILES["a/second.txt"])
        stolen = [replace(others[0], id=claims[0].id), *others[1:]]
        with pytest.raises(RecordError, match="two records have one key"):
            archive.put(two.id, other, stolen, made_by="x")
        assert archive.reading(two.id) is None and not archive.has_reading(two.id, "x")
        assert archive.search("survivor") == ()
        assert archive.reading(one.id) == reading
        archive.put(two.id, other, others, made_by="x")
        assert archive.reading(two.id) == other
        archive.commit_build(operator="", made_with={})
    assert verify(tmp_path / "case").findings == ()
