"""Reading a case: its documents, readings, claims and what was made of them, as records and in a stable order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, text

from muniment.archive import schema, search
from muniment.archive.claim_rows import claims_from, entities_from
from muniment.archive.columns import bound, unbound
from muniment.archive.database import connect, sql_errors, table_digests
from muniment.archive.derived_rows import joins_from, publications_from, questions_from, times_from
from muniment.archive.files import Places
from muniment.archive.journal import Entry, State, chain, payload, state_of
from muniment.archive.rows import document_from, failure_from, reading_from
from muniment.errors import CannotRun, UsageError
from muniment.records import Claim, Document, Entity, Failure, Join, Publication, Question, Reading

#: documents whose claims are in memory at one time; more makes fewer queries
_DOCUMENTS = 50


class Contents:
    """What can be read from a case. Documents come in order of path, then id."""

    def __init__(self, folder: Path) -> None:
        self._places = Places(folder)
        self._opened: Connection | None = None
        self._owner = os.getpid()

    @property
    def folder(self) -> Path:
        """The case's folder."""
        return self._places.folder

    @property
    def settings(self) -> str:
        """The text of `muniment.toml`; empty when there is none."""
        try:
            return self._places.settings.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise CannotRun(f"{self._places.settings} cannot be read; mend it or take it away") from error

    def close(self) -> None:
        """Close `record.db`. In a forked child it is left alone, or its parent's transaction would be rolled back."""
        if self._opened is not None:
            if os.getpid() == self._owner:
                self._opened.close()
            self._opened = None

    @property
    def _sql(self) -> Connection:
        if self._opened is None:
            if not self._places.record.exists():
                raise CannotRun(f"{self._places.record} is not there; run muniment build: it is made again")
            self._opened = connect(self._places.record, write=False)
        return self._opened

    @cached_property
    def _state(self) -> State:
        return state_of(self._places)

    # --- documents

    def documents(self) -> tuple[Document, ...]:
        """All documents in the case."""
        table = schema.document
        with sql_errors(self._places.record):
            rows = self._sql.execute(select(table).order_by(table.c.path, table.c.id)).mappings()
            return tuple(map(document_from, rows))

    def document(self, document: str) -> Document:
        """The document with this id, or the only one with this path. Raises `UsageError` when there is none."""
        table = schema.document
        with sql_errors(self._places.record):
            query = select(table).where((table.c.id == document) | (table.c.path == document)).order_by(table.c.id)
            found = [document_from(row) for row in self._sql.execute(query).mappings()]
        if not found:
            raise UsageError("there is no such document in this case; muniment info --documents lists them")
        if len(found) > 1:
            raise UsageError(f"several documents have this path; name one by its id: {', '.join(d.id for d in found)}")
        return found[0]

    def original(self, document: str) -> bytes:
        """The bytes of a document, as they came in. Raises `UsageError`, or `CannotRun` when they cannot be read."""
        path = self.original_path(document)
        try:
            return path.read_bytes()
        except OSError as error:
            raise CannotRun(f"{path} cannot be read ({error.strerror}); run muniment verify") from error

    def original_path(self, document: str) -> Path:
        """Where the bytes of a document are kept. They must never be written to."""
        return self._places.original(self.document(document).sha256)

    def companions(self, document: str) -> tuple[tuple[str, str], ...]:
        """What is kept with a document: (relative path, SHA-256), by path."""
        table = schema.companion
        query = select(table.c.path, table.c.sha256).where(table.c.document == document).order_by(table.c.path)
        with sql_errors(self._places.record):
            return tuple((row.path, row.sha256) for row in self._sql.execute(query))

    # --- what was read

    def has_reading(self, document: str, made_by: str) -> bool:
        """Whether what `made_by` makes of this document (a reading or a failure) is in the case."""
        with sql_errors(self._places.record):
            return self.made_by(document) == made_by

    def made_by(self, document: str) -> str | None:
        """What made the reading that is in the case; None when there is none."""
        with sql_errors(self._places.record):
            found = self._sql.exec_driver_sql(
                "SELECT made_by FROM made WHERE document = ?", (bound(document),)
            ).scalar()
        return None if found is None else unbound(found)

    def reading(self, document: str) -> Reading | None:
        """The reading of a document; None when it was not read."""
        with sql_errors(self._places.record):
            return reading_from(self._sql, document)

    def readings(self) -> Iterator[Reading]:
        """All readings, one in memory at a time."""
        for document in self.documents():
            if reading := self.reading(document.id):
                yield reading

    def claims(self, document: str | None = None, *, kind: str | None = None) -> Iterator[Claim]:
        """The claims of a document or of all, of one kind or of all: by document, start, end, id."""
        if kind is not None and kind not in ("figure", "attribution", "mention", "event", "role"):
            raise UsageError(f"there is no kind of claim {kind!r}")
        for some in self._some(document):
            with sql_errors(self._places.record):
                yield from claims_from(self._sql, some, kind)

    def entities(self, document: str | None = None) -> Iterator[Entity]:
        """The entities of a document or of all: by document, id."""
        for some in self._some(document):
            with sql_errors(self._places.record):
                yield from entities_from(self._sql, some)

    def _some(self, document: str | None) -> Iterator[tuple[str, ...]]:
        ids = [one.id for one in self.documents()] if document is None else [document]
        yield from (tuple(ids[at : at + _DOCUMENTS]) for at in range(0, len(ids), _DOCUMENTS))

    def failures(self) -> tuple[Failure, ...]:
        """All that could not be read, by path."""
        table = schema.failure
        query = select(table).order_by(table.c.path, table.c.document, table.c.of_document, table.c.nr)
        with sql_errors(self._places.record):
            return tuple(map(failure_from, self._sql.execute(query).mappings()))

    # --- what was made of all claims together

    def publications(self) -> tuple[Publication, ...]:
        """The publication date of each document that was dated, in order of the documents."""
        with sql_errors(self._places.record):
            return publications_from(self._sql)

    def times(self) -> dict[str, str | None]:
        """Claim id → what its time comes to (EDTF)."""
        with sql_errors(self._places.record):
            return times_from(self._sql)

    def questions(self) -> tuple[Question, ...]:
        """All questions, by id."""
        with sql_errors(self._places.record):
            return questions_from(self._sql)

    def joins(self) -> tuple[Join, ...]:
        """All joins, by id."""
        with sql_errors(self._places.record):
            return joins_from(self._sql)

    def search(self, words: str, *, limit: int = 20) -> tuple[search.Hit, ...]:
        """The best `limit` passages that hold all `words`; "words in quotes" are a phrase, `word*` any ending."""
        with sql_errors(self._places.record):
            return search.search(self._sql, words, limit=limit)

    # --- the journal

    @property
    def head(self) -> str:
        """The hash of the journal's last entry: a receipt to leave with a third party."""
        last = self._state.last
        return last.hash if last else ""

    def entries(self, kind: str | None = None) -> Iterator[Entry]:
        """The journal's entries in order, of one kind or of all. Raises `CaseDamaged` when the chain does not hold."""
        return (entry for entry in chain(self._places) if kind in (None, entry.kind))

    def decisions(self) -> Iterator[tuple[Entry, Mapping[str, Any]]]:
        """Every decision in the order in which it was made, with the entry that holds it; erased ones are left out."""
        for entry in self.entries("decision"):
            for digest in entry.body["payloads"]:
                content = payload(self._places, digest)
                if content is not None:
                    yield from ((entry, decision) for decision in content["decisions"])

    def removed(self) -> dict[str, int]:
        """What was removed → the number of its entry: document ids, and the SHA-256 of bytes no document has any more.

        What comes in again under either is not taken in without asking.
        """
        found = dict(self._state.gone)
        here = {document.id for document in self.documents()}
        for entry in self._state.removals:
            for digest in entry.body["payloads"]:
                content = payload(self._places, digest)
                if content is not None and content["document"] not in here:
                    found[content["document"]] = entry.number
        return found

    def digests(self, salt: str) -> dict[str, str]:
        """The digest of every derived table under `salt`; two cases compare under the same one."""
        with sql_errors(self._places.record):
            return table_digests(self._sql, salt)

    def info(self) -> dict[str, Any]:
        """Counts of what is in the case, by name; `claims` by kind; `head`, `entries` and `last` (kind and time)."""
        state = self._state
        counts: dict[str, Any] = {}
        with sql_errors(self._places.record):
            for name in ("document", "reading", "passage", "failure", "entity", "question", "join_", "conflict"):
                counts[_plural(name)] = self._sql.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
            kinds = self._sql.execute(text("SELECT kind, count(*) FROM claim GROUP BY kind ORDER BY kind"))
            counts["claims"] = {row[0]: row[1] for row in kinds}
        counts["removed"] = len(state.removals)
        counts["entries"] = state.last.number if state.last else 0
        counts["last"] = {"kind": state.last.kind, "when": state.last.when} if state.last else None
        counts["head"] = self.head
        return counts


def _plural(name: str) -> str:
    name = name.rstrip("_")
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
