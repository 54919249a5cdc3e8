"""One writer at a time: a lock that dies with its owner, and that no worker inherits.

The lock is an advisory `flock` on the case folder itself, so there is no lock file that could be left behind. Its
descriptor closes on exec, and a forked child closes its copy before it runs anything, so that a worker that outlives
its parent keeps nobody out.
"""

from __future__ import annotations

import errno
import fcntl
import os
import weakref
from pathlib import Path

from muniment.errors import CannotRun, CaseLocked

_held: weakref.WeakSet[Lock] = weakref.WeakSet()
_never_closed: list[object] = []


class Lock:
    """The lock on a case folder, exclusive for a writer or shared for whoever must not see a case change.

    Raises `CaseLocked` at once when somebody else holds it.
    """

    def __init__(self, folder: Path, *, exclusive: bool) -> None:
        self._handle: int | None = None
        try:
            self._handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise CannotRun(f"{folder} cannot be opened ({error.strerror}); check its permissions") from error
        try:
            fcntl.flock(self._handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError as error:
            self.release()
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                raise CaseLocked(
                    f"{folder}: another muniment is at work on this case; wait until it ends, then run this again"
                ) from error
            raise CannotRun(f"{folder}: this file system cannot lock a folder ({error.strerror})") from error
        #: what a forked child must not close, for closing it would roll back its parent's transaction
        self.guards: object = None
        _held.add(self)

    def release(self) -> None:
        """Let go of the lock; harmless when that has been done."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _let_go() -> None:
    # In a forked child: closing this copy leaves the parent's lock alone.
    for lock in list(_held):
        _never_closed.append(lock.guards)
        lock.release()


os.register_at_fork(after_in_child=_let_go)
