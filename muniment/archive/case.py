"""A case that can be written: what comes in, what was read from it, and the entry that seals both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import select

from muniment.archive import database, journal, receiving, schema, search
from muniment.archive.claim_rows import claim_rows
from muniment.archive.contents import Contents
from muniment.archive.derived_rows import derived_rows
from muniment.archive.files import Places, make_folder, settle
from muniment.archive.journal import Entry
from muniment.archive.locking import Lock
from muniment.archive.marking import Mark, mark_in, set_mark, take_away
from muniment.archive.rows import failure_rows, reading_rows
from muniment.errors import CannotRun, CaseDamaged, RecordError, UsageError
from muniment.records import (
    Claim,
    Document,
    Entity,
    Failure,
    Incoming,
    Join,
    Publication,
    Question,
    Reading,
)

#: rows, or documents, after which a batch is committed: about a second's work, which is what a kill costs
_BATCH_ROWS = 20_000
_BATCH_DOCUMENTS = 64


def _nothing(point: str) -> None:
    """The step callback of those who do not watch."""


class Archive(Contents):
    """One case folder, open for reading or writing. Use it in a `with` statement.

        with Archive.open(folder, create=True, now=clock) as archive:
            document = archive.keep(incoming)
            archive.put(document.id, reading, claims, entities, made_by="text 1; figures 1")
            archive.put_derived(publications, times, questions, joins)
            archive.commit_build(operator="AB", made_with={"text": "1"})

    Until `commit_build` has returned, nothing is acknowledged: a kill leaves a mark, and the next build goes on where
    this one was. What is read comes back as records, in a stable order (`Contents`).
    """

    def __init__(self, folder: Path, *, lock: Lock | None, now: Callable[[], datetime], step: Callable[[str], None]):
        super().__init__(folder)
        self._lock = lock
        self._now = now
        self._step = step
        self._mark: Mark | None = None
        self._resumed = False
        self._changed = False
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
        if state.last is None:
            receiving.furnish(places, settings)
            digest = journal.keep_payload(places, {"case": True})
            settle(places.payload(digest).parent)
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

    @property
    def stale(self) -> bool:
        """Whether what is made of all claims together may not be made of the claims that are there now.

        So after a build that was interrupted, a removal, or anything kept or put since: then derive it anew, even when
        no document has to be read again.
        """
        state = self._state
        return self._resumed or self._changed or state.tables is None or state.tables.kind == "remove"

    def _writable(self) -> None:
        if self._lock is None:
            raise UsageError("this case was opened for reading; open it with write=True")

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

    # --- what comes in, and what was read from it

    @staticmethod
    def document_id(sha256: str, path: str) -> str:
        """The id of the document with these bytes (SHA-256 in hex) under this path: 16 hex digits."""
        return receiving.document_id(sha256, path)

    def keep(self, incoming: Incoming) -> Document:
        """Keep a file's bytes and companions unchanged; returns its document. Doing it again changes nothing.

        What custody says anew replaces what it said; what it leaves out stays as it was recorded. The first time stamp
        stands. Raises `DiskFull`.
        """
        self._writable()
        with database.sql_errors(self._places.record):
            plan = receiving.plan(self._places, self._sql, self._state, incoming)
            if isinstance(plan, Document):
                return plan
            self._start("build")
            self._unsettled |= receiving.write_originals(self._places, plan, incoming)
            self._step("original written")
            document, folder = receiving.register(self._places, self._sql, plan)
            self._unsettled.add(folder)
            self._step("payload written")
            self._changed = True
            self._count(100)
            return document

    def put(
        self,
        document: str,
        reading: Reading | Failure,
        claims: Iterable[Claim] = (),
        entities: Iterable[Entity] = (),
        *,
        made_by: str,
        failures: Iterable[Failure] = (),
    ) -> None:
        """Put what was read from a document in the place of whatever was read from it before.

        `reading` is a failure when it could not be read at all; `failures` are those of single pages or members.
        `made_by` names plug-ins, versions, model and settings. Committed in batches (`flush` commits at once).
        Raises `RecordError` when a record belongs to another document or two have one id: then nothing is changed.
        """
        lost = [reading, *failures] if isinstance(reading, Failure) else list(failures)
        if any(one.document != document for one in lost) or reading.document != document:
            raise RecordError(f"what is put with {document} must be of that document")
        rows = {} if isinstance(reading, Failure) else reading_rows(reading)
        rows |= claim_rows(document, claims, entities)
        rows[schema.failure] = failure_rows(lost, of_document=True)
        rows[schema.made] = [{"document": document, "made_by": made_by}]
        with database.sql_errors(self._places.record):
            if self._sql.execute(select(schema.document.c.id).where(schema.document.c.id == document)).first() is None:
                raise UsageError(f"there is no document {document}; keep it first")
            self._start("build")
            if self.made_by(document) is not None:
                database.drop_of_document(self._sql, document)
            written = database.add(self._sql, rows)
            if isinstance(reading, Reading):
                written += search.index(self._sql, reading)
            self._changed = True
            self._step("reading put")
            self._count(max(written, _BATCH_ROWS // _BATCH_DOCUMENTS))

    def _count(self, rows: int) -> None:
        self._pending += rows
        if self._pending >= _BATCH_ROWS:
            self.flush()

    def flush(self) -> None:
        """Commit what was kept and put so far; a build that is killed after this goes on from here."""
        self._writable()
        for folder in sorted(self._unsettled):
            settle(folder)
        self._unsettled.clear()
        with database.sql_errors(self._places.record):
            self._sql.commit()
        if self._pending:
            self._step("batch committed")
        self._pending = 0

    def put_derived(
        self,
        publications: Iterable[Publication],
        times: Mapping[str, str | None],
        questions: Iterable[Question],
        joins: Iterable[Join],
        *,
        failures: Iterable[Failure] = (),
    ) -> None:
        """Put what was made of all claims together in the place of what was made before.

        `times` is claim id → EDTF; `failures` are those of the build that belong to no kept document.
        """
        rows = derived_rows(publications, times, questions, joins)
        rows[schema.failure] = failure_rows(failures, of_document=False)
        with database.sql_errors(self._places.record):
            self._start("build")
            database.drop_of_all(self._sql)
            database.add(self._sql, rows)
        self._changed = True
        self.flush()
        self._step("derived put")

    # --- entries

    def commit_build(self, *, operator: str, made_with: Mapping[str, str]) -> Entry | None:
        """Seal a build: one entry with the files that came in and the digest of every derived table.

        `made_with` names what made it (plug-in, model, setting → version or digest); no paths. Returns None, and writes
        nothing, when files, tables and versions are those of the last build.
        """
        self._writable()
        state = self._state
        same = state.build is not None and state.build.body["made_with"] == dict(made_with)
        if same and not self._changed and not self._resumed:
            return None
        self._start("build")
        self.flush()
        with database.sql_errors(self._places.record):
            if self._resumed:
                receiving.sweep_originals(self._places, self._sql, state)
            files = receiving.unsealed(self._sql, state)
            tables = database.table_digests(self._sql, self._salt())
            self._step("tables digested")
            entry = None
            if not (same and not files and state.tables and state.tables.body["tables"] == tables):
                body = {
                    "documents": len(self.documents()),
                    "files": [file.value() for file in files],
                    "made_with": dict(made_with),
                    "resumed": self._resumed,
                    "tables": tables,
                }
                entry = self._append("build", body, operator)
                database.set_head(self._sql, entry.number, entry.hash)
                self._sql.commit()
                self._step("head set")
        self._changed = self._resumed = False
        self._finish()
        return entry

    def append_decisions(self, decisions: Sequence[Mapping[str, Any]], *, operator: str) -> Entry:
        """Append what people decided, in one entry; their content stands in a payload. Raises `UsageError` for none."""
        if not decisions:
            raise UsageError("there is no decision to append")
        content = {"decisions": [dict(one) for one in decisions]}
        return self._append_alone("decision", content, {"decisions": len(decisions)}, operator)

    def record_export(self, *, form: str, sha256: str, size: int, operator: str, note: str = "") -> Entry:
        """Record that an export was handed out: its format, digest and size; to whom and why (`note`) in a payload."""
        body = {"format": form, "sha256": sha256, "size": size}
        return self._append_alone("export", {"note": note}, body, operator)

    def _append_alone(self, kind: str, content: Mapping[str, Any], body: Mapping[str, Any], operator: str) -> Entry:
        self._writable()
        self.flush()
        with database.sql_errors(self._places.record):
            mine = self._start(kind)
            digest = journal.keep_payload(self._places, content)
            settle(self._places.payload(digest).parent)
            self._step("payload written")
            entry = self._append(kind, {**body, "payloads": [digest]}, operator)
            database.set_head(self._sql, entry.number, entry.hash)
            self._sql.commit()
        if mine:
            self._finish()
        return entry

    def remove(self, document: str, *, reason: str, operator: str) -> Entry:
        """Erase a document: its bytes unless another document has them, what was read from it, its custody.

        Everything made of all claims together goes too, for it may quote the document; build again to make it anew.
        The entry keeps the digest, who and when; the reason stands in a payload. Pages written before still hold the
        document's words until they are written again. What a disk's wear levelling keeps is beyond our reach.
        Raises `UsageError` for an unknown document, `CannotRun` while an interrupted build waits to be finished.
        """
        self._writable()
        found = self.document(document)
        self.flush()
        if self._resumed or self._changed:
            raise CannotRun(f"{self.folder}: a build was not finished; run muniment build, then remove the document")
        state, places = self._state, self._places
        with database.sql_errors(places.record):
            file = receiving.file_of(self._sql, state, found.id)
            self._start("remove")
            digest = journal.keep_payload(places, {"document": found.id, "reason": reason})
            settle(places.payload(digest).parent)
            receiving.forget(self._sql, found.id)
            database.drop_of_all(self._sql)
            body = {
                "erased": state.history(file.payload),
                "payloads": [digest],
                "sha256": file.sha256,
                "size": file.size,
                "tables": database.table_digests(self._sql, self._salt()),
            }
            entry = self._append("remove", body, operator)
            database.set_head(self._sql, entry.number, entry.hash)
            self._sql.commit()
            self._step("rows removed")
            database.erase_free_space(self._sql)
            receiving.erase(places, state)
            self._step("bytes erased")
        self._finish()
        return entry


def _no_clock() -> datetime:
    raise UsageError("this case was opened for reading; open it with write=True")
