"""Opening `record.db`, writing rows to it, and the digest of every derived table.

Settings are for USB sticks and kills: a rollback journal that is deleted (no `-wal`, no `-shm`), and every commit
forced to the disk with its folder (synchronous=EXTRA), because the journal's entry is written right after it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, create_engine, delete, insert, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from muniment.archive import columns, schema
from muniment.archive.rows import Rows
from muniment.errors import CannotRun, CaseDamaged, CaseLocked, DiskFull, MunimentError, RecordError

#: seconds that a reader waits while a writer commits; a batch takes less than one on a slow stick
_PATIENCE = 30.0

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=lambda value: {"bytes": value.hex()})


@contextmanager
def sql_errors(record: Path) -> Iterator[None]:
    """Turn what SQLite says into one of Muniment's errors."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise _plain(record, cause) from error


def _plain(record: Path, cause: BaseException | None) -> MunimentError:
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if isinstance(cause, sqlite3.IntegrityError):
        return RecordError(f"{record}: two records have one key, or one lacks a value ({cause}); nothing was written")
    if isinstance(cause, sqlite3.NotSupportedError | sqlite3.InterfaceError | sqlite3.ProgrammingError):
        return RecordError(f"{record}: a value cannot be kept ({cause})")
    unread = getattr(cause, "sqlite_errorcode", 0) in (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ)
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR) and not unread:
        return DiskFull(
            f"{record}: the disk (or a limit on it) refused a write; free some space or change the disk and run the "
            "same command again: nothing that was recorded is lost"
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CaseLocked(f"{record}: another program is using it; close that program and run this again")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return CannotRun(f"{record}: cannot be opened ({cause}); check the folder's permissions")
    return CaseDamaged(f"{record} is damaged ({cause}); delete it and run muniment build: it is made again")


def is_ours(record: Path) -> bool:
    """Whether `record` is there and holds our tables in this version.

    Raises `CaseDamaged` when it is there and no SQLite file can be made out.
    """
    if not record.exists():
        return False
    with sql_errors(record), closing(sqlite3.connect(record, timeout=_PATIENCE)) as opened:
        return bool(opened.execute("PRAGMA user_version").fetchone()[0] == schema.SCHEMA)


def connect(record: Path, *, write: bool) -> Connection:
    """A connection to `record`; a writer makes the file (mode 0600) and its tables where they are missing.

    Raises `CaseDamaged` when the file is no record of ours, `DiskFull`, or `CaseLocked`.
    """
    if write and not record.exists():
        os.close(os.open(record, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
    # What a killed build left half written is rolled back by whoever opens the file next, and that takes a write.
    hot = record.with_name(f"{record.name}-journal").exists()
    mode = "rw" if write or (hot and os.access(record, os.W_OK)) else "ro"
    address = f"{record.absolute().as_uri()}?mode={mode}"

    def make() -> sqlite3.Connection:
        opened = sqlite3.connect(address, uri=True, timeout=_PATIENCE)
        opened.execute("PRAGMA trusted_schema=OFF")
        opened.execute("PRAGMA temp_store=MEMORY")
        if write:
            opened.execute("PRAGMA journal_mode=DELETE")
            opened.execute("PRAGMA synchronous=EXTRA")
            opened.execute("PRAGMA secure_delete=ON")
            # 64 MiB: a batch fits, so that readers are kept out only while it is committed.
            opened.execute("PRAGMA cache_size=-65536")
        return opened

    with sql_errors(record):
        sql = create_engine("sqlite://", creator=make, poolclass=NullPool).connect()
        try:
            version = int(sql.exec_driver_sql("PRAGMA user_version").scalar_one())
            if write and version != schema.SCHEMA:
                _make_tables(sql)
            elif version != schema.SCHEMA:
                raise CaseDamaged(f"{record} is of another version; run muniment build: it is made again")
            sql.commit()
        except BaseException:
            sql.close()
            raise
    return sql


def _make_tables(sql: Connection) -> None:
    """Make the tables anew, all or none; whatever an older version left goes, for all of it can be made again."""
    sql.exec_driver_sql("BEGIN IMMEDIATE")
    names = sql.exec_driver_sql(
        "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' "
        "ORDER BY type = 'table', name LIKE 'passage_search_%'"
    ).all()
    for kind, name in names:
        if not name.startswith("passage_search_"):
            sql.exec_driver_sql(f'DROP {kind} "{name.replace(chr(34), chr(34) * 2)}"')
    schema.metadata.create_all(sql)
    sql.exec_driver_sql(schema.SEARCH)
    for view in schema.VIEWS:
        sql.exec_driver_sql(view)
    sql.exec_driver_sql(f"PRAGMA user_version={schema.SCHEMA}")


def add(sql: Connection, rows: Rows) -> int:
    """Insert rows, each with a value for every column; returns how many."""
    for table, values in rows.items():
        if values:
            # Straight to the driver: building parameters through the dialect takes three times as long.
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            marks = ", ".join("?" * len(table.columns))
            held = [columns.held(column, [row[column.name] for row in values]) for column in table.columns]
            sql.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', list(zip(*held, strict=True)))
    return sum(map(len, rows.values()))


def drop_of_document(sql: Connection, document: str) -> None:
    """Delete all that was read from one document, its search index included."""
    sql.execute(
        text("DELETE FROM passage_search WHERE rowid IN (SELECT id FROM searched WHERE document = :document)"),
        {"document": document},
    )
    for table in (schema.searched, *schema.OF_DOCUMENT):
        sql.execute(delete(table).where(table.c.document == document))
    sql.execute(
        delete(schema.failure).where(schema.failure.c.document == document, schema.failure.c.of_document.is_(True))
    )


def drop_of_all(sql: Connection) -> None:
    """Delete all that was made of all claims together."""
    for table in schema.OF_ALL:
        sql.execute(delete(table))
    sql.execute(delete(schema.failure).where(schema.failure.c.of_document.is_(False)))


def table_digests(sql: Connection, salt: str) -> dict[str, str]:
    """The digest of every derived table and of the layout of `record.db`: SHA-256, in hex, by name.

    Each is taken over `salt` and then one line of JSON for each row in key order, after one with the columns' names.
    Text is a JSON string, a number a number, and the few texts that UTF-8 cannot hold are `{"bytes": hex}`. The salt
    keeps a small table from being guessed from its digest.
    """
    derived = [table for table in schema.metadata.sorted_tables if table not in schema.BOOKKEEPING]
    digests = {
        table.name: _digest(sql, salt, _in_key_order(table)) for table in derived if table is not schema.searched
    }
    digests["passage_search"] = _digest(
        sql,
        salt,
        'SELECT s.document, s.start, s."end", f.words FROM searched s LEFT JOIN passage_search f ON f.rowid = s.id '
        'ORDER BY s.document, s.start, s."end"',
    )
    digests["layout of record.db"] = _digest(
        sql,
        salt,
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name",
    )
    return dict(sorted(digests.items()))


def _in_key_order(table: Table) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    keys = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
    return f'SELECT {columns} FROM "{table.name}" ORDER BY {keys}'


def _digest(sql: Connection, salt: str, query: str) -> str:
    sha = hashlib.sha256(f"{salt}\n".encode())
    raw = sql.connection.dbapi_connection
    assert raw is not None, "an open connection has one"
    cursor = raw.cursor()
    try:
        cursor.execute(query)
        sha.update((_ENCODER.encode([column[0] for column in cursor.description]) + "\n").encode())
        while rows := cursor.fetchmany(500):
            sha.update("".join(_ENCODER.encode(row) + "\n" for row in rows).encode())
    finally:
        cursor.close()
    return sha.hexdigest()


def head_in(sql: Connection) -> tuple[int, str] | None:
    """Number and hash of the journal's last entry as `record.db` knows it."""
    row = sql.execute(schema.journal_head.select().order_by(schema.journal_head.c.number.desc())).first()
    return None if row is None else (row.number, row.hash)


def set_head(sql: Connection, number: int, digest: str) -> None:
    """Write the journal's last entry into `record.db`."""
    sql.execute(delete(schema.journal_head))
    sql.execute(insert(schema.journal_head), [{"number": number, "hash": digest}])


def erase_free_space(sql: Connection) -> None:
    """Leave nothing of deleted rows in the file: merge the search index, then write the file anew."""
    sql.exec_driver_sql("INSERT INTO passage_search(passage_search) VALUES('optimize')")
    sql.commit()
    raw: Any = sql.connection.dbapi_connection
    raw.execute("VACUUM")
