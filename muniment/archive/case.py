"""A case that can be written: what comes in, what was read from it, and the entry that seals both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from muniment.archive import database, journal, receiving, schema, search
from muniment.archive.claim_rows import claim_rows
from muniment.archive.columns import bound
from muniment.archive.derived_rows import derived_rows
from muniment.archive.journal import Entry
from muniment.archive.rows import failure_rows, reading_rows
from muniment.archive.session import Session
from muniment.errors import CannotRun, RecordError, UsageError
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
#: what keeping a file counts for in a batch: two small files forced to the disk
_ROWS_OF_FILE = 100


class Archive(Session):
    """One case folder, open for reading or writing. Use it in a `with` statement.

        with Archive.open(folder, create=True, now=clock) as archive:
            document = archive.keep(incoming)
            archive.put(document.id, reading, claims, entities, made_by="text 1; figures 1")
            archive.put_derived(publications, times, questions, joins)
            archive.commit_build(operator="AB", made_with={"text": "1"})

    Until `commit_build` has returned, nothing is acknowledged: a kill leaves a mark, and the next build goes on where
    this one was. What is read comes back as records, in a stable order (`Contents`).
    """

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
        with self._whole():
            document, folder = receiving.register(self._places, self._sql, plan)
        self._unsettled |= {folder, self._places.payloads}
        self._step("payload written")
        self._count(_ROWS_OF_FILE)
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
        self._writable()
        with database.sql_errors(self._places.record):
            known = self._sql.exec_driver_sql("SELECT 1 FROM document WHERE id = ?", (bound(document),)).first()
            if known is None:
                raise UsageError(f"there is no document {document}; keep it first")
        self._start("build")
        with self._whole():
            if self.made_by(document) is not None:
                database.drop_of_document(self._sql, document)
            written = database.add(self._sql, rows)
            if isinstance(reading, Reading):
                written += search.index(self._sql, reading)
        self._step("reading put")
        self._count(max(written, _BATCH_ROWS // _BATCH_DOCUMENTS))

    def _count(self, rows: int) -> None:
        self._pending += rows
        if self._pending >= _BATCH_ROWS:
            self.flush()

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
        self._start("build")
        with self._whole():
            database.drop_of_all(self._sql)
            database.add(self._sql, rows)
        self.flush()
        self._step("derived put")

    # --- entries

    def commit_build(self, *, operator: str, made_with: Mapping[str, str]) -> Entry | None:
        """Seal a build: one entry with the files that came in and the digest of every derived table.

        `made_with` names what made it (plug-in, model, setting → version or digest); no paths. Returns None, and writes
        nothing, when files, tables and versions are those of the last build and nothing was decided since.
        """
        self._writable()
        state = self._state
        same = state.build is not None and state.build.body["made_with"] == dict(made_with) and not state.decided
        if same and not self._changed and not self._resumed:
            return None
        self._start("build")
        self.flush()
        self._settle()
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
            journal.settle_payload(self._places, digest)
            self._step("payload written")
            entry = self._append(kind, {**body, "payloads": [digest]}, operator)
            database.set_head(self._sql, entry.number, entry.hash)
            self._sql.commit()
        if mine:
            self._finish()
        return entry

    def remove(self, document: str, *, reason: str, operator: str) -> Entry:
        """Erase a document: its bytes unless another document has them, what was read from it, its custody.

        Everything made of all claims together goes too, and the working pages, for they may quote the document; build
        again to make them anew.
        The entry keeps the digest, who and when; the reason stands in a payload. What a disk's wear
        levelling keeps, and what was exported or copied before, is beyond our reach.
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
            journal.settle_payload(places, digest)
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
            receiving.erase_pages(places)
            self._step("bytes erased")
        self._finish()
        return entry
