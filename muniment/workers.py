"""Worker processes that end when their parent does, and survive a document that does not.

A task that crashes its worker, runs out of memory or takes too long costs itself only: it comes back as a `Lost` with
the reason in plain words, and the rest goes on. Workers are spawned, so they inherit no lock and no open file.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for
from typing import Generic, TypeVar

Task = TypeVar("Task")
Answer = TypeVar("Answer")

#: tasks handed out ahead for each worker: enough to keep it busy, few enough to keep memory bounded
AHEAD = 3


#: how many times its seconds a task may take that does not hear that they are over
DEAF = 2


@dataclass(frozen=True, slots=True)
class Lost(Generic[Task]):
    """A task whose worker died or gave up, with the reason in plain words."""

    task: Task
    why: str


class TookTooLong(BaseException):
    """Raised inside a worker when a task has used up its seconds. No `except Exception` on the way may swallow it."""


def work(
    do: Callable[[Task], Answer],
    tasks: Iterable[Task],
    *,
    processes: int,
    prepare: Callable[..., None],
    prepared: tuple[object, ...] = (),
) -> Iterator[Answer | Lost[Task]]:
    """The answer of `do` to each task, in the order of the tasks, from `processes` workers.

    Each worker first calls `prepare(*prepared)`. A task that kills its worker twice (the second time alone) comes back
    as `Lost`. Errors that `do` raises come out here.
    """
    waiting: list[Task] = []
    source = iter(tasks)
    while True:
        pool = _pool(processes, prepare, prepared)
        try:
            running: list[tuple[Task, Future[Answer]]] = []
            for task in _chain(waiting, source):
                running.append((task, pool.submit(do, task)))
                if len(running) >= processes * AHEAD:
                    wait([running[0][1]], return_when=FIRST_COMPLETED)
                    yield _take(running)
            while running:
                yield _take(running)
            return
        except BrokenProcessPool:
            unanswered = [task for task, _ in running]
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        for task in unanswered:
            yield _alone(do, task, prepare, prepared)


def _take(running: list[tuple[Task, Future[Answer]]]) -> Answer:
    answer = running[0][1].result()
    del running[0]
    return answer


def _chain(waiting: list[Task], source: Iterator[Task]) -> Iterator[Task]:
    while waiting:
        yield waiting.pop(0)
    yield from source


def _alone(
    do: Callable[[Task], Answer], task: Task, prepare: Callable[..., None], prepared: tuple[object, ...]
) -> Answer | Lost[Task]:
    """One task in a worker of its own: whichever task kills that one is the culprit."""
    pool = _pool(1, prepare, prepared)
    try:
        return pool.submit(do, task).result()
    except BrokenProcessPool:
        return Lost(task, "its reader crashed, hung or ran out of memory")
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(processes: int, prepare: Callable[..., None], prepared: tuple[object, ...]) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(prepare, prepared),
    )


def _begin(prepare: Callable[..., None], prepared: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True, name="end with parent").start()
    prepare(*prepared)


def _end_with_parent() -> None:
    """Waits until the parent is gone, by whatever signal, and ends this process at once."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def within(seconds: float, do: Callable[[Task], Answer], task: Task) -> Answer:
    """`do(task)`, or `TookTooLong` when it has not ended after `seconds`. Only in a process's main thread."""
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    # A library that does not come back to Python hears no signal: then the process ends, and the task is `Lost`.
    last = threading.Timer(seconds * DEAF, os._exit, (1,))
    last.daemon = True
    last.start()
    try:
        return do(task)
    finally:
        last.cancel()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_long(number: int, frame: object) -> None:
    raise TookTooLong
