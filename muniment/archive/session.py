"""A case held open: the lock, the mark, putting things in order after a kill, and appending to the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from muniment.archive import database, journal, receiving
from muniment.archive.contents import Contents
from muniment.archive.files import Places, make_folder, settle
from muniment.archive.journal import Entry
from muniment.archive.locking import Lock
from muniment.archive.marking import Mark, mark_in, set_mark, take_away
from muniment.errors import CannotRun, CaseDamaged, UsageError


def _nothing(point: str) -> None:
    """The step callback of those who do not watch."""


def _no_clock() -> datetime:
    raise UsageError("this case was opened for reading; open it with write=True")


class Session(Contents):
    """A case open for reading or writing: what `Archive` stands on."""

    def __init__(self, folder: Path, *, lock: Lock | None, now: Callable[[], datetime], step: Callable[[str], None]):
        super().__init__(folder)
        self._lock = lock
        self._now = now
        self._step = step
        self._mark: Mark | None = None
        self._resumed = False
        self._changed = False
        self._broken = False
        self._pending = 0
        self._unsettled: set[Path] = set()

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        write: bool = False,
        create: bool = False,
        now: Callable[[], datetime] | None = None,
        settings: str = "",
        operator: str = "",
        step: Callable[[str], None] = _nothing,
    ) -> Self:
        """Open the case in `folder`; `create` makes one where there is none (and opens it for writing).

        `now` gives the time of entries, with a time zone. `settings` is the text of a new case's `muniment.toml`.
        `step` is called with the name of each step of writing that has been done.

        Raises `NotACase`, `CaseLocked` when somebody else writes it, `CaseDamaged` when the journal does not hold
        together or `record.db` cannot be read, `DiskFull`.
        """
        if not create:
            Places(folder).require()
        elif not Places(folder).has_entries():
            receiving.start(folder)
        if not (write or create):
            return cls(folder, lock=None, now=_no_clock, step=step)
        if now is None:
            raise UsageError("a case that is opened for writing needs a clock")
        archive = cls(folder, lock=Lock(folder, exclusive=True), now=now, step=step)
        try:
            archive._begin_writing(settings, operator)
        except BaseException:
            archive.close()
            raise
        return archive

    def _begin_writing(self, settings: str, operator: str) -> None:
        places, state = self._places, self._state
        mark = mark_in(places)
        if mark is not None and state.last is not None and mark.number > state.last.number:
            raise CaseDamaged(f"{places.journal}: entry {mark.number} is not here; run muniment verify")
        if state.last is None:
            receiving.furnish(places, settings)
            digest = journal.keep_payload(places, {"case": True})
            journal.settle_payload(places, digest)
            self._append("create", {"payloads": [digest]}, operator)
        fresh = not database.is_ours(places.record)
        self._opened = database.connect(places.record, write=True)
        if self._lock is not None:
            self._lock.guards = self._opened
        with database.sql_errors(places.record):
            if fresh and state.tables is not None and mark is None:
                set_mark(places, mark := Mark("build", state.last.number if state.last else 0))
            if fresh:
                receiving.restore(places, self._sql, state)
            if mark is not None:
                receiving.recover(places, self._sql, state, mark)
            if mark is not None and mark.doing == "build" and mark.touches_tables(state):
                self._mark, self._resumed = mark, True
            if state.last and database.head_in(self._sql) != (state.last.number, state.last.hash):
                if mark is None and not fresh and state.last.number > 1:
                    raise CaseDamaged(
                        f"{places.journal}: the last entry is not the one {places.record.name} was written with; "
                        "run muniment verify"
                    )
                database.set_head(self._sql, state.last.number, state.last.hash)
            self._sql.commit()
        receiving.sweep(places, keep_mark=self._resumed)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None and self._lock is not None:
                self.flush()
        finally:
            self.close()

    def close(self) -> None:
        """Close the case; what was not flushed is rolled back. The lock goes with it."""
        super().close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def flush(self) -> None:
        """Commit what was kept and put so far; a build that is killed after this goes on from here."""
        self._writable()
        self._broken = True  # unless the commit below goes well
        with database.sql_errors(self._places.record):
            self._sql.commit()
        self._broken = False
        if self._pending:
            self._step("batch committed")
        self._pending = 0

    def _settle(self) -> None:
        """Force the names of what came in to the disk, those too that an interrupted build left."""
        places = self._places
        if self._resumed:
            self._unsettled |= {places.originals, places.payloads}
            self._unsettled |= {path for top in (places.originals, places.payloads) for path in top.iterdir()}
        for folder in sorted(self._unsettled):
            settle(folder)
        self._unsettled.clear()

    @property
    def stale(self) -> bool:
        """Whether what is made of all claims together may not be made of the claims that are there now.

        So after a build that was interrupted, a removal, a decision, or anything kept or put since: then derive it
        anew, even when no document has to be read again.
        """
        state = self._state
        sealed = state.tables is not None and state.tables.kind == "build" and not state.decided
        return self._resumed or self._changed or not sealed

    def _writable(self) -> None:
        if self._lock is None:
            raise UsageError("this case was opened for reading; open it with write=True")
        if self._broken:
            raise CannotRun(f"{self._places.record}: a write failed; run the same command again, it goes on from there")

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """What is written to `record.db` inside is written whole or not at all, within the batch that is open."""
        with database.sql_errors(self._places.record):
            raw: Any = self._sql.connection.dbapi_connection
            if not raw.in_transaction:
                self._sql.exec_driver_sql("BEGIN")
            self._sql.exec_driver_sql("SAVEPOINT whole")
            try:
                yield
            except BaseException:
                # A full disk makes SQLite roll back by itself, and with it what the batch held before.
                self._broken = not raw.in_transaction
                if raw.in_transaction:
                    self._sql.exec_driver_sql("ROLLBACK TO whole")
                    self._sql.exec_driver_sql("RELEASE whole")
                raise
            self._sql.exec_driver_sql("RELEASE whole")
            self._changed = True

    def _start(self, doing: str) -> bool:
        """Before the first change: check that the tables are those of the last entry, and set the mark.

        Returns whether the mark was set now, so that who sets it takes it away.
        """
        self._writable()
        if self._mark is not None:
            return False
        state = self._state
        if state.tables is not None and doing in ("build", "remove"):
            found = database.table_digests(self._sql, self._salt())
            wrong = sorted(name for name, digest in state.tables.body["tables"].items() if found.get(name) != digest)
            if wrong:
                raise CaseDamaged(
                    f"{self._places.record} was changed since entry {state.tables.number} ({', '.join(wrong)}); "
                    "delete it and run muniment build: it is made again from the originals"
                )
        mark = Mark(doing, state.last.number if state.last else 0)
        set_mark(self._places, mark)
        self._mark = mark
        self._step("mark set")
        return True

    def _finish(self) -> None:
        take_away(self._places)
        self._mark = None
        self._step("mark taken away")

    def _append(self, kind: str, body: Mapping[str, Any], operator: str) -> Entry:
        make_folder(self._places.scratch)
        entry = journal.write(self._places, self._state.last, kind, body, operator=operator, when=self._now())
        self._state.take(entry)
        self._step("entry written")
        return entry

    def _salt(self) -> str:
        create = self._state.create
        content = journal.payload(self._places, create.body["payloads"][0]) if create else None
        if content is None:
            raise CaseDamaged(f"{self._places.payloads}: the payload of entry 1 is not here; put it back")
        return str(content["salt"])
