"""What a command costs: CPU and peak memory of its whole process tree."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: seconds between two looks at the memory
EVERY = 0.5


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of CPU (user and system, with all children), and the peak of the tree's memory.

    Memory counts each shared page once (proportional set size); 0 where the system does not tell it.
    """

    seconds: float
    cpu: float
    peak: int


def run(*arguments: str | Path) -> Cost:
    """Run `muniment` with these arguments. Raises `CalledProcessError` when it does not end with 0."""
    command = [sys.executable, "-m", "muniment.cli", *map(str, arguments)]
    began = time.monotonic()
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1"})
    peaks, ended = [0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(started.pid, peaks, ended), daemon=True)
    watcher.start()
    _, status, usage = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    watcher.join()
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, command)
    return Cost(time.monotonic() - began, usage.ru_utime + usage.ru_stime, peaks[0])


def _watch(pid: int, peaks: list[int], ended: threading.Event) -> None:
    while not ended.wait(EVERY):
        peaks[0] = max(peaks[0], sum(map(_memory, _tree(pid))))


def _tree(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        for listed in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, listed.read_text().split())
            except OSError:
                continue
    return found


def _memory(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
