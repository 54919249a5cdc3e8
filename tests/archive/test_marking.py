"""A kill at any step loses nothing, is told from tampering, and the next build ends where an unkilled one would."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.archive import Archive, verify
from muniment.errors import CaseDamaged
from tests.archive.make import FILES, build, clock, contents


def killed(work: Callable[[Callable[[str], None]], None], at: int | str) -> list[str]:
    """Do `work` in a child that kills itself when a step (by number or name) is done; returns the steps it reached."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        done = 0

        def step(point: str) -> None:
            nonlocal done
            os.write(writing, f"{point}\n".encode())
            done += 1
            if at in (done, point):
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            work(step)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        steps = pipe.read().split("\n")[:-1]
    os.waitpid(child, 0)
    return steps


def steps_of(folder: Path) -> list[str]:
    return killed(lambda step: build(folder, step=step), -1)


def leftovers(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"originals", "journal", "payloads", "record.db", "muniment.toml"}


def test_a_build_killed_at_each_step_goes_on_where_it_was(tmp_path: Path) -> None:
    steps = steps_of(tmp_path / "whole")
    assert {"mark set", "original written", "payload written", "batch committed", "entry written"} <= set(steps)
    expected = contents(tmp_path / "whole")
    for at in range(1, len(steps) + 1):
        folder = tmp_path / f"case{at}"
        assert killed(lambda step, folder=folder: build(folder, step=step), at) == steps[:at]
        if (folder / "journal").exists():
            report = verify(folder)
            assert report.findings == (), steps[at - 1]
            if 1 < at < len(steps) - 2:
                assert any("interrupted" in note.what for note in report.notes), steps[at - 1]
        build(folder)
        assert contents(folder) == expected, steps[at - 1]
        report = verify(folder)
        assert (report.findings, report.notes) == ((), ()), steps[at - 1]
        assert report.counts["entries"] == 2
        assert leftovers(folder) == set()


def test_what_a_killed_build_had_committed_is_not_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    killed(lambda step: build(folder, step=step), "derived put")
    with Archive.open(folder) as archive:
        assert [archive.made_by(document.id) for document in archive.documents()] == ["text 1; figures 1"] * 3


@pytest.mark.parametrize("seed", range(4))
def test_a_build_killed_at_any_moment_goes_on(tmp_path: Path, seed: int) -> None:
    files = {f"{nr}.txt": f"In Karvina {nr + 2} people died. " * 20 for nr in range(25)}
    build(tmp_path / "whole", files)
    folder = tmp_path / "case"
    moments = random.Random(seed)
    for _ in range(3):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            try:
                build(folder, files)
            finally:
                os._exit(0)
        time.sleep(moments.uniform(0.0, 0.4))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if any((folder / "journal").glob("*.json")):
            assert verify(folder).findings == ()
    build(folder, files)
    assert contents(folder) == contents(tmp_path / "whole")
    report = verify(folder)
    assert (report.findings, report.notes) == ((), ())
    assert leftovers(folder) == set()


def remove_first(folder: Path, step: Callable[[str], None] = lambda point: None) -> None:
    with Archive.open(folder, write=True, now=clock, step=step) as archive:
        if any(document.path == "a/first.txt" for document in archive.documents()):
            archive.remove("a/first.txt", reason="asked to", operator="AB")


def test_a_removal_killed_at_each_step_is_finished(tmp_path: Path) -> None:
    build(tmp_path / "whole")
    steps = killed(lambda step: remove_first(tmp_path / "whole", step), -1)
    assert {"entry written", "rows removed", "bytes erased"} <= set(steps)
    for at in range(1, len(steps) + 1):
        folder = tmp_path / f"case{at}"
        build(folder)
        (folder / "pages").mkdir()
        (folder / "pages" / "x.html").write_text("The army denied it.")
        killed(lambda step, folder=folder: remove_first(folder, step), at)
        assert verify(folder).findings == (), steps[at - 1]
        remove_first(folder)
        report = verify(folder)
        assert report.findings == (), steps[at - 1]
        assert [note.what.split(" on ")[0] for note in report.notes] == ["removed by entry 3"], steps[at - 1]
        assert b"army" not in b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
        assert leftovers(folder) == set()


def test_a_decision_killed_at_each_step_is_there_or_not(tmp_path: Path) -> None:
    def decide(folder: Path, step: Callable[[str], None] = lambda point: None) -> None:
        with Archive.open(folder, write=True, now=clock, step=step) as archive:
            archive.append_decisions([{"claim": "x", "decision": "accepted"}], operator="AB")

    build(tmp_path / "whole")
    steps = killed(lambda step: decide(tmp_path / "whole", step), -1)
    for at in range(1, len(steps) + 1):
        folder = tmp_path / f"case{at}"
        build(folder)
        killed(lambda step, folder=folder: decide(folder, step), at)
        assert verify(folder).findings == (), steps[at - 1]
        with Archive.open(folder, write=True, now=clock) as archive:
            assert len(list(archive.decisions())) == ("entry written" in steps[:at])
        assert (verify(folder).findings, verify(folder).notes) == ((), ())


def test_an_original_changed_under_an_interrupted_build_is_still_found(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    build(folder)
    more = {**FILES, "d.txt": "In Karvina 9 people died."}
    killed(lambda step: build(folder, more, step=step), "batch committed")
    with Archive.open(folder) as archive:
        path = archive.original_path(archive.document("a/first.txt").id)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert [finding.what for finding in verify(folder).findings] == ["the original was changed"]
    assert "were not compared" in verify(folder).sentence


def test_a_mark_left_after_the_entry_excuses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    killed(lambda step: build(folder, step=step), "head set")
    assert verify(folder).findings == ()
    with sqlite3.connect(folder / "record.db") as sql:
        sql.execute("UPDATE figure SET low = low + 1")
    sql.close()
    assert [finding.where for finding in verify(folder).findings] == ["record.db, figure"]


def test_an_original_that_never_came_in_again_does_not_stay(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    killed(lambda step: build(folder, step=step), "original written")
    assert len(list((folder / "originals").rglob("*"))) == 2
    build(folder, {"other.txt": "One person died."})
    report = verify(folder)
    assert (report.findings, report.notes, report.counts["originals"]) == ((), (), 1)


def test_a_mark_that_speaks_of_an_entry_that_is_gone_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    build(folder)
    killed(lambda step: build(folder, {**FILES, "d.txt": "In Karvina 9 people died."}, step=step), "batch committed")
    (folder / "journal" / "000000000002.json").unlink()
    assert "scratch/interrupted.json" in {finding.where for finding in verify(folder).findings}
    with pytest.raises(CaseDamaged, match="entry 2 is not here"):
        Archive.open(folder, write=True, now=clock)


def test_what_a_killed_derivation_left_goes(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    build(folder)
    build(folder / "rebuild-x" / "case")
    (folder / "scratch").mkdir()
    (folder / "scratch" / "y.part").write_bytes(b"half")
    build(folder)
    assert leftovers(folder) == set()


@pytest.mark.parametrize("lost", ["originals", "payloads"])
def test_a_file_whose_name_a_loss_of_power_took_comes_in_again(tmp_path: Path, lost: str) -> None:
    folder = tmp_path / "case"
    killed(lambda step: build(folder, step=step), "derived put")
    spoken_of = {path.stem for path in (folder / "payloads").rglob("*.json") if b'"case":true' in path.read_bytes()}
    gone = next(path for path in sorted((folder / lost).rglob("*")) if path.is_file() and path.stem not in spoken_of)
    gone.unlink()
    build(folder)
    assert len(contents(folder)[0]) == 3  # type: ignore[arg-type]
    assert (verify(folder).findings, verify(folder).notes) == ((), ())
