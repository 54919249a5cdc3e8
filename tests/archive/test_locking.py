"""One writer at a time; the lock dies with its owner and no worker inherits it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
import warnings
from pathlib import Path

import pytest

from muniment.archive import Archive
from muniment.errors import CaseLocked
from tests.archive.make import build, clock, contents, incoming

HOLDER = textwrap.dedent(
    """
    import sys, time
    from datetime import datetime, UTC
    from pathlib import Path
    from muniment.archive import Archive
    with Archive.open(Path(sys.argv[1]), write=True, now=lambda: datetime.now(UTC)):
        print("held", flush=True)
        time.sleep(60)
    """
)


def is_locked(folder: Path) -> bool:
    try:
        Archive.open(folder, write=True, now=clock).close()
    except CaseLocked:
        return True
    return False


@pytest.fixture
def case(tmp_path: Path) -> Path:
    build(tmp_path / "case")
    return tmp_path / "case"


def test_another_process_is_kept_out_until_the_owner_is_killed(case: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(case)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        with pytest.raises(CaseLocked, match="another muniment is at work on this case; wait until it ends"):
            Archive.open(case, write=True, now=clock)
        assert len(contents(case)[0]) == 3, "reading needs no lock"  # type: ignore[arg-type]
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert not is_locked(case)
    assert not list(case.glob("*lock*"))


def test_a_second_writer_in_the_same_process_is_kept_out(case: Path) -> None:
    with Archive.open(case, write=True, now=clock):
        assert is_locked(case)
    assert not is_locked(case)


def test_an_error_lets_go_of_the_lock(case: Path) -> None:
    with pytest.raises(ZeroDivisionError), Archive.open(case, write=True, now=clock) as archive:
        archive.keep(incoming("x.txt", "x"))
        raise ZeroDivisionError
    assert not is_locked(case)
    assert len(contents(case)[0]) == 4, "what has a payload is taken up again"  # type: ignore[arg-type]


def test_a_forked_child_does_not_keep_the_lock_nor_harm_a_transaction(case: Path) -> None:
    archive = Archive.open(case, write=True, now=clock)
    archive.keep(incoming("x.txt", "In Karvina 5 people died."))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        archive.close()
        del archive
        gc.collect()
        time.sleep(60)
        os._exit(0)
    try:
        archive.flush()
        assert len(archive.documents()) == 4
        archive.close()
        assert not is_locked(case)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_a_spawned_worker_does_not_keep_the_lock(case: Path) -> None:
    with Archive.open(case, write=True, now=clock):
        worker = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,), daemon=True)
        worker.start()
    try:
        assert not is_locked(case)
    finally:
        worker.kill()
        worker.join()
