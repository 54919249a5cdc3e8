"""Taking files in, and putting a case in order after a kill.

The order of writing is: mark, original, companions, payload, row, commit, entry, mark away. So whatever has a payload
is whole, and is taken up again; an original without one was never acknowledged, and stays only if it comes in again.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from muniment.archive import database, schema
from muniment.archive.files import Places, make_folder, place, plain_errors, settle, walk
from muniment.archive.journal import Received, State, keep_payload, payload
from muniment.archive.marking import Mark, clear_scratch, take_away
from muniment.archive.rows import document_from, document_row
from muniment.errors import CaseDamaged, NotACase
from muniment.records import Custody, Document, Incoming
from muniment.text import digest

#: what may lie in a folder that was on its way to become a case
_OURS = frozenset({"originals", "journal", "payloads", "scratch", "muniment.toml", "record.db", "record.db-journal"})


def document_id(sha256: str, path: str) -> str:
    """The first 16 hex digits of SHA-256 over the bytes' SHA-256 (hex), a line end and the path."""
    return digest(f"{sha256}\n{path}")[:16]


def start(folder: Path) -> None:
    """Make the folder of a new case (mode 0700). Raises `NotACase` when something else is in it."""
    Places(folder).require_no_file()
    with plain_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        others = sorted({path.name for path in folder.iterdir()} - _OURS)
        if others:
            raise NotACase(f"{folder} is not a case and not empty; name an empty or a new folder")
        if any(walk(folder / "originals")) or (folder / "record.db").exists():
            raise NotACase(f"{folder} was a case, but its journal is not here; put it back from a copy")
        folder.chmod(0o700)


def furnish(places: Places, settings: str) -> None:
    """Make the folders of a new case and write its settings, unless they are there."""
    for folder in (places.originals, places.journal, places.payloads, places.scratch):
        make_folder(folder)
    for path in list(walk(places.payloads)):
        path.unlink()  # a kill left it before the first entry
    if not places.settings.exists():
        place(places.settings, settings.encode(), scratch=places.scratch)
    settle(places.folder)


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be written for a file: its document, its companions (path, SHA-256, size) and the payload that its
    new one stands for."""

    document: Document
    beside: tuple[tuple[str, str, int], ...]
    replaces: str | None
    stale: str | None


def plan(places: Places, sql: Connection, state: State, incoming: Incoming) -> Plan | Document:
    """What has to be written for `incoming`, or its document when all of it is in the case."""
    sha256 = digest(incoming.data)
    document = Document(
        document_id(sha256, incoming.path),
        incoming.path,
        sha256,
        len(incoming.data),
        incoming.custody,
        incoming.modified,
    )
    beside = {path: (digest(data), len(data)) for path, data in incoming.beside}
    table = schema.document
    row = sql.execute(select(table).where(table.c.id == document.id)).mappings().first()
    replaces = stale = None
    if row is not None:
        before = document_from(row)
        document = replace(before, custody=_merged(before.custody, incoming.custody))
        companions = schema.companion
        query = select(companions).where(companions.c.document == document.id)
        had = {one.path: (one.sha256, one.size) for one in sql.execute(query)}
        beside = {**had, **beside}
        whole = all(_has(places, one, size) for one, size in ((document.sha256, document.size), *beside.values()))
        if document == before and beside == had and whole:
            return before
        replaces = _payload_of(sql, document.id)
        if replaces is not None and replaces not in state.payloads:
            content = payload(places, replaces)
            stale, replaces = replaces, (content["replaces"] if content and "replaces" in content else None)
    listed = tuple((path, *beside[path]) for path in sorted(beside))
    return Plan(document, listed, replaces, stale)


def _merged(before: Custody, now: Custody) -> Custody:
    """Custody with what is said now, and where nothing is said, what was recorded."""
    return Custody(**{name: new if new is not None else asdict(before)[name] for name, new in asdict(now).items()})


def _has(places: Places, sha256: str, size: int) -> bool:
    try:
        return places.original(sha256).stat().st_size == size
    except FileNotFoundError:
        return False


def _payload_of(sql: Connection, document: str) -> str | None:
    found = sql.execute(select(schema.kept.c.payload).where(schema.kept.c.document == document)).scalar()
    return None if found is None else str(found)


def write_originals(places: Places, todo: Plan, incoming: Incoming) -> set[Path]:
    """Write the bytes of a file and its companions where they are missing; returns the folders to settle."""
    folders = set()
    make_folder(places.scratch)
    digests = {path: sha256 for path, sha256, _ in todo.beside}
    wanted = [(todo.document.sha256, incoming.data), *((digests[path], data) for path, data in incoming.beside)]
    for sha256, data in wanted:
        if not _has(places, sha256, len(data)):
            target = places.original(sha256)
            make_folder(target.parent)
            place(target, data, scratch=places.scratch)
            folders |= {target.parent, places.originals}
    return folders


def register(places: Places, sql: Connection, todo: Plan) -> tuple[Document, Path]:
    """Write a document's payload and its rows; returns it and the payload's folder, to settle."""
    document = todo.document
    content: dict[str, Any] = {
        "document": {**asdict(document)},
        "beside": [{"path": path, "sha256": sha256, "size": size} for path, sha256, size in todo.beside],
    }
    if todo.replaces:
        content["replaces"] = todo.replaces
    named = keep_payload(places, content)
    _insert(sql, document, todo.beside, named, todo.replaces)
    if todo.stale:
        places.payload(todo.stale).unlink(missing_ok=True)
    return document, places.payload(named).parent


def _insert(
    sql: Connection, document: Document, beside: tuple[tuple[str, str, int], ...], named: str, replaces: str | None
) -> None:
    for table in (schema.companion, schema.kept):
        sql.execute(delete(table).where(table.c.document == document.id))
    sql.execute(delete(schema.document).where(schema.document.c.id == document.id))
    sql.execute(insert(schema.document), [document_row(document)])
    sql.execute(insert(schema.kept), [{"document": document.id, "payload": named, "replaces": replaces}])
    if beside:
        rows = [{"document": document.id, "path": path, "sha256": sha, "size": size} for path, sha, size in beside]
        sql.execute(insert(schema.companion), rows)


def _take_up(places: Places, sql: Connection, named: str, content: Mapping[str, Any]) -> bool:
    """Make the rows of a document from its payload; False when its bytes are not all there."""
    value = content["document"]
    document = Document(**{**value, "custody": Custody(**value["custody"])})
    beside = tuple((one["path"], one["sha256"], one["size"]) for one in content["beside"])
    if not all(
        _has(places, sha256, size) for sha256, size in ((document.sha256, document.size), *(b[1:] for b in beside))
    ):
        return False
    _insert(sql, document, beside, named, content.get("replaces"))
    return True


def restore(places: Places, sql: Connection, state: State) -> None:
    """Make the document rows of a new `record.db` from the journal and its payloads.

    A document whose payload was taken out, or whose bytes are missing, cannot be: `muniment verify` names it.
    """
    for named in sorted(state.files):
        content = payload(places, named)
        if content is not None:
            _take_up(places, sql, named, content)


def recover(places: Places, sql: Connection, state: State, mark: Mark) -> None:
    """After a kill: finish a removal that has an entry, and take up the files that have a payload but no row."""
    held = {row.payload: row.document for row in sql.execute(select(schema.kept))}
    unfinished = [held[named] for named in state.erased if named in held]
    for document in unfinished:
        forget(sql, document)
        database.drop_of_all(sql)
    if mark.doing == "remove":
        erase_pages(places)
        sql.commit()
        database.erase_free_space(sql)
    erase(places, state)
    for file in unsealed(sql, state):
        # A loss of power may have kept the row and lost the name of a file: then it has to come in again.
        if not all(_has(places, sha256, size) for sha256, size in ((file.sha256, file.size), *file.beside)) or (
            not places.payload(file.payload).exists()
        ):
            forget(sql, held.pop(file.payload))
    for path in list(walk(places.payloads)):
        named = path.stem
        if named in state.payloads or named in held:
            continue
        content = payload(places, named) if path == places.payload(named) else None
        if content is None or "document" not in content or not isinstance(content["document"], dict):
            path.unlink()  # of an entry that was never written
        elif not _take_up(places, sql, named, content):
            path.unlink()


def sweep(places: Places, *, keep_mark: bool) -> None:
    """Clear the scratch folder; the mark of a build that is to be finished stays."""
    if keep_mark:
        clear_scratch(places)
    else:
        take_away(places)


def sweep_originals(places: Places, sql: Connection, state: State) -> None:
    """Delete originals that an interrupted build left, that have no payload and did not come in again."""
    wanted = set(state.wanted())
    for table in (schema.document, schema.companion):
        wanted |= {row.sha256 for row in sql.execute(select(table.c.sha256))}
    for path in list(walk(places.originals)):
        if path.name not in wanted:
            path.unlink()


def unsealed(sql: Connection, state: State) -> list[Received]:
    """The files that no entry speaks of yet, by digest."""
    beside: dict[str, list[tuple[str, int]]] = {}
    companions = schema.companion
    for row in sql.execute(select(companions).order_by(companions.c.path)):
        beside.setdefault(row.document, []).append((row.sha256, row.size))
    table = schema.document
    query = select(table.c.id, table.c.sha256, table.c.size, schema.kept.c.payload, schema.kept.c.replaces).join(
        schema.kept, schema.kept.c.document == table.c.id
    )
    found = [
        Received(row.sha256, row.size, row.payload, tuple(beside.get(row.id, ())), row.replaces)
        for row in sql.execute(query)
        if row.payload not in state.files
    ]
    return sorted(found, key=lambda file: (file.sha256, file.payload))


def file_of(sql: Connection, state: State, document: str) -> Received:
    """The file of a document as the journal knows it. Raises `CaseDamaged` when it does not."""
    named = _payload_of(sql, document)
    if named is None or named not in state.files:
        raise CaseDamaged(f"the journal does not speak of document {document}; run muniment verify")
    return state.files[named]


def erase_pages(places: Places) -> None:
    """Erase the working pages, which quote what was removed; a build writes them again."""
    with plain_errors(places.pages):
        if places.pages.is_dir() and not places.pages.is_symlink():
            shutil.rmtree(places.pages)
            settle(places.folder)


def forget(sql: Connection, document: str) -> None:
    """Delete every row of a document."""
    database.drop_of_document(sql, document)
    for table in (schema.companion, schema.kept):
        sql.execute(delete(table).where(table.c.document == document))
    sql.execute(delete(schema.document).where(schema.document.c.id == document))


def erase(places: Places, state: State) -> None:
    """Erase the bytes and payloads that the journal says were removed, where they are still there."""
    wanted = state.wanted()
    for path in (
        *(places.payload(named) for named in state.erased),
        *(places.original(sha256) for sha256 in state.gone if sha256 not in wanted),
    ):
        with plain_errors(path):
            path.unlink(missing_ok=True)
            if path.parent.is_dir():
                settle(path.parent)
