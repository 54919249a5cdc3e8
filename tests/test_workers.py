"""Workers answer in order, lose only the task that kills them, and never outlive their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from muniment.workers import Lost, TookTooLong, within, work


def nothing() -> None:
    """A worker that needs no preparation."""


def double_or_die(number: int) -> int:
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def test_answers_come_in_the_order_of_the_tasks() -> None:
    answers = list(work(double_or_die, [1, 2, 3, 4], processes=2, prepare=nothing))
    assert answers == [2, 4, 6, 8]


def test_a_task_that_kills_its_worker_costs_only_itself() -> None:
    answers = list(work(double_or_die, [3, 4, 5, 6, 7, 8, 9, 10, 11, 12], processes=2, prepare=nothing))
    assert answers == [6, 8, Lost(5, "its reader crashed, hung or ran out of memory"), 12, 14, 16, 18, 20, 22, 24]


def test_a_task_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(TookTooLong):
        within(0.05, time.sleep, 5)
    assert within(5, abs, -1) == 1


SCRIPT = """
import sys, time
from muniment.workers import work
from tests.test_workers import nothing, tell
if __name__ == "__main__":
    for _ in work(tell, [1, 2], processes=2, prepare=nothing):
        pass
"""


def tell(number: int) -> None:
    print(os.getpid(), flush=True)
    time.sleep(60)


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    script = tmp_path / "parent.py"
    script.write_text(SCRIPT, encoding="utf-8")
    parent = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(root)}
    )
    assert parent.stdout is not None
    workers = [int(parent.stdout.readline()) for _ in range(2)]
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 10
    while any(alive(worker) for worker in workers):
        assert time.monotonic() < deadline, "a worker outlived its parent"
        time.sleep(0.05)
    parent.stdout.close()


def alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
