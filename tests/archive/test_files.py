"""Files are whole or absent, private, and a full disk is said in plain words."""

from __future__ import annotations

import json
import resource
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.archive import Archive, verify
from muniment.archive.files import canonical, parse, place
from muniment.errors import CannotRun, CaseDamaged, DiskFull
from muniment.records import Incoming
from tests.archive.make import FILES, build, clock, contents, read


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_a_file_is_whole_or_absent(tmp_path: Path) -> None:
    target = tmp_path / "file"
    place(target, b"x" * 1000, scratch=tmp_path)
    assert target.read_bytes() == b"x" * 1000
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with files_no_larger_than(500), pytest.raises(DiskFull, match="is full; free some space and run the same command"):
        place(target, b"y" * 1000, scratch=tmp_path)
    assert target.read_bytes() == b"x" * 1000
    assert list(tmp_path.iterdir()) == [target]


def test_an_original_that_does_not_fit_is_no_harm(tmp_path: Path) -> None:
    build(tmp_path / "case")
    with Archive.open(tmp_path / "case", write=True, now=clock) as archive:
        with files_no_larger_than(100_000), pytest.raises(DiskFull, match="originals"):
            archive.keep(Incoming("large.txt", b"x" * 200_000))
        assert len(archive.documents()) == 3
        archive.keep(Incoming("large.txt", b"x" * 200_000))
    build(tmp_path / "case")
    assert verify(tmp_path / "case").ok
    assert len(contents(tmp_path / "case")[0]) == 4  # type: ignore[arg-type]


def test_a_record_that_does_not_fit_is_no_harm(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    build(folder)
    expected = contents(folder)
    text = "In Karvina 17 people died. " * 4000
    with pytest.raises(DiskFull, match="refused a write"), Archive.open(folder, write=True, now=clock) as archive:
        document = archive.keep(Incoming("large.txt", text.encode()))
        with files_no_larger_than((folder / "record.db").stat().st_size):
            try:
                archive.put(document.id, read(document, text)[0], made_by="x")
                archive.flush()
            finally:
                with pytest.raises(CannotRun, match="run the same command again"):
                    archive.keep(Incoming("another.txt", b"x"))
    report = verify(folder)
    assert report.findings == ()
    assert "interrupted" in report.notes[0].what
    assert contents(folder)[2:] == expected[2:]
    build(folder, {**FILES, "large.txt": text})
    assert (verify(folder).findings, verify(folder).notes) == ((), ())


def test_a_case_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    build(folder)
    for path in (folder, *folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_canonical_json_is_one_form_and_comes_back(value: dict[str, object]) -> None:
    data = canonical(value)
    assert json.loads(data) == value
    assert canonical(dict(reversed(value.items()))) == canonical(parse(data, "x")) == data
    assert data.count(b"\n") == 1


def test_a_file_name_that_is_not_utf_8_stays_valid_json() -> None:
    data = canonical({"path": "caf\udce9.txt"})
    assert data == b'{"path":"caf\\udce9.txt"}\n'
    assert parse(data, "x") == {"path": "caf\udce9.txt"}


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b'"x"', b"[" * 100_000])
def test_what_is_no_object_is_damage(data: bytes) -> None:
    with pytest.raises(CaseDamaged, match=r"somewhere .*run muniment verify"):
        parse(data, "somewhere")
