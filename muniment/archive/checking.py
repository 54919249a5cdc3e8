"""`verify`: every byte, entry, payload and derived table of a case against the journal, with no model loaded.

Nothing in the case is changed, and no content is quoted. What an interrupted run left is told from what was changed by
the mark that every run sets first (`marking`).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from muniment.archive import database, journal
from muniment.archive.files import Places, canonical, digest_of, parse, walk
from muniment.archive.journal import Entry, State
from muniment.archive.locking import Lock
from muniment.archive.marking import Mark, mark_in
from muniment.errors import CannotRun, CaseDamaged, CaseLocked, NotACase

_ENTRY = re.compile(r"\d{12}\.json")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that `verify` saw: `what` it is, `where` in the case folder, and what that means."""

    what: str
    where: str
    means: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.means}"


@dataclass(frozen=True, slots=True)
class Report:
    """What `verify` found. `findings` speak against the case, `notes` do not; `counts` say what was compared."""

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    counts: dict[str, int]
    head: str
    witness: str = ""
    tables_compared: bool = True

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    @property
    def sentence(self) -> str:
        """What this can show and what it cannot (DESIGN.md, "The command")."""
        witness = f"the head's hash given to verify ({self.witness[:16]}…)" if self.witness else "none"
        tables = "" if self.tables_compared else " The derived tables were not compared."
        if self.findings:
            first = (
                f"Not as this journal tells it: {len(self.findings)} finding{'s' if len(self.findings) > 1 else ''};"
            )
        else:
            first = "Bytes unchanged since intake as far as this journal shows;"
        return f"{first} outside witness: {witness}.{tables} This says nothing about whether the contents are true."


@dataclass(slots=True)
class _Seen:
    """What has been found so far."""

    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def against(self, what: str, where: str, means: str) -> None:
        self.findings.append(Finding(what, where, means))

    def note(self, what: str, where: str, means: str) -> None:
        self.notes.append(Finding(what, where, means))


_INTERRUPTED = "An interrupted run left it; run muniment build again."


def verify(folder: Path, *, head: str | None = None) -> Report:
    """Compare a case with its journal. `head` is a hash that was printed earlier and kept elsewhere.

    Raises `NotACase`, and `CaseLocked` while somebody writes the case.
    """
    places = Places(folder)
    if not places.journal.is_dir():
        places.require()
    lock = _lock(folder)
    try:
        seen = _Seen()
        mark = mark_in(places)
        state = _entries(places, seen)
        if state.last is None:
            seen.against("the journal holds no entry", "journal/", "Nothing here can be compared.")
        _head(places, state, head, seen)
        if mark is not None and state.last is not None and mark.number > state.last.number:
            seen.against(
                f"a {mark.doing} began after entry {mark.number}, which is not here",
                "scratch/interrupted.json",
                "Entries were removed from the end of the journal.",
            )
        elif mark is not None:
            seen.note(
                f"a {mark.doing} was interrupted after entry {mark.number}",
                "scratch/interrupted.json",
                "What it left is not told from other changes until muniment build has run again.",
            )
        _payloads(places, state, mark, seen)
        _originals(places, state, mark, seen)
        compared = _tables(places, state, mark, seen)
    finally:
        if lock is not None:
            lock.release()
    return Report(
        tuple(seen.findings),
        tuple(seen.notes),
        seen.counts,
        state.last.hash if state.last else "",
        head or "",
        compared,
    )


def _lock(folder: Path) -> Lock | None:
    """A shared lock, so that nobody writes meanwhile; None where the file system (a read-only share) has none."""
    try:
        return Lock(folder, exclusive=False)
    except CaseLocked:
        raise
    except CannotRun:
        return None


def _entries(places: Places, seen: _Seen) -> State:
    """Read the chain as far as it can be read; every break is a finding that names the file."""
    state = State()
    before: str | None = None
    expected = 1
    for path in sorted(places.journal.iterdir()):
        where = f"journal/{path.name}"
        if not _ENTRY.fullmatch(path.name) or path.is_symlink() or not path.is_file():
            seen.against("a file that is no entry", where, "Muniment writes only entries here.")
            continue
        number = int(path.stem)
        for missing in range(expected, min(number, expected + 1000)):
            seen.against("the entry is missing", f"journal/{missing:012}.json", "An entry was removed.")
        gap, expected = number > expected, number + 1
        entry = _entry(path, where, seen)
        if entry is None:
            before = hashlib.sha256(path.read_bytes()).hexdigest()
            continue
        if entry.number != number:
            seen.against(
                f"the entry says that it is number {entry.number}",
                where,
                "Entries were put in another order, or added.",
            )
        elif entry.before != before and not gap:
            seen.against(
                "the entry does not follow the one before it",
                where,
                f"Entry {number - 1} was changed after this one was written, or this one was added or changed.",
            )
        before = entry.hash
        try:
            state.take(entry)
        except (KeyError, TypeError, AttributeError):
            seen.against("the entry lacks what its kind must hold", where, "It was not written by Muniment.")
    seen.counts["entries"] = expected - 1
    return state


def _entry(path: Path, where: str, seen: _Seen) -> Entry | None:
    data = path.read_bytes()
    try:
        entry = journal.read(data, where)
    except CaseDamaged:
        seen.against("the entry cannot be read", where, "It was changed or cut short.")
        return None
    if canonical(parse(data, where)) != data:
        seen.against("the entry is not written as Muniment writes it", where, "It was changed.")
    return entry


def _head(places: Places, state: State, head: str | None, seen: _Seen) -> None:
    if head is None or state.last is None:
        return
    wanted = head.strip().lower()
    if state.last.hash == wanted:
        return
    hashes = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in places.journal.glob("*.json")}
    if wanted in hashes:
        seen.note(
            "the hash given is that of an earlier entry",
            f"journal/{hashes[wanted].name}",
            "The chain goes on from it: entries after it were added since.",
        )
        return
    seen.against(
        "no entry has the hash given to verify",
        f"journal/{state.last.number:012}.json",
        "The chain was cut at its end or written anew since that hash was printed, or the hash is another case's.",
    )


def _payloads(places: Places, state: State, mark: Mark | None, seen: _Seen) -> None:
    seen.counts["payloads"] = len(state.payloads)
    for digest, number in sorted(state.payloads.items()):
        path = places.payload(digest)
        where = f"payloads/{digest[:2]}/{digest}.json"
        if digest in state.erased:
            if path.exists():
                _still_there(where, state.erased[digest], mark, seen)
            continue
        if path.is_symlink() or not path.is_file():
            seen.against(
                f"the payload of entry {number} is not here",
                where,
                "It was taken out, to be protected or by mistake, and no entry says so.",
            )
        elif digest_of(path)[0] != digest:
            seen.against(f"the payload of entry {number} was changed", where, "It is not what the entry speaks of.")
    for path in walk(places.payloads):
        if path.stem not in state.payloads or path != places.payload(path.stem):
            _extra(path.relative_to(places.folder).as_posix(), mark, seen)


def _originals(places: Places, state: State, mark: Mark | None, seen: _Seen) -> None:
    wanted = state.wanted()
    seen.counts["documents"] = len(state.files)
    seen.counts["originals"] = len(wanted)
    for sha256, size in sorted(wanted.items()):
        path = places.original(sha256)
        where = f"originals/{sha256[:2]}/{sha256}"
        if path.is_symlink() or not path.is_file():
            seen.against("the original is missing", where, "A document that an entry speaks of is not here.")
            continue
        try:
            found, length = digest_of(path)
        except OSError as error:
            seen.against(f"the original cannot be read ({error.strerror})", where, "Nothing can be said of its bytes.")
            continue
        if found != sha256:
            what = "the original is cut short" if length < size else "the original was changed"
            seen.against(what, where, f"Its bytes ({length} of {size}) are not those that came in.")
    for entry in state.removals:
        seen.note(
            f"removed by entry {entry.number} on {entry.when} by {entry.operator or 'no label'}",
            f"originals/{entry.body['sha256'][:2]}/{entry.body['sha256']}",
            "The document was erased on purpose; the reason stands in the entry's payload."
            if entry.body["sha256"] not in wanted
            else "The document was erased on purpose; another document has the same bytes, so they are still here.",
        )
    for path in walk(places.originals):
        sha256 = path.name
        if sha256 in wanted and path == places.original(sha256):
            continue
        where = path.relative_to(places.folder).as_posix()
        if sha256 in state.gone:
            _still_there(where, state.gone[sha256], mark, seen)
        else:
            _extra(where, mark, seen)


def _still_there(where: str, number: int, mark: Mark | None, seen: _Seen) -> None:
    what = f"entry {number} says that it was erased, and it is still here"
    if mark is not None:
        seen.note(what, where, _INTERRUPTED)
    else:
        seen.against(what, where, "It was put back, or the removal was not finished; run muniment build.")


def _extra(where: str, mark: Mark | None, seen: _Seen) -> None:
    if mark is not None:
        seen.note("no entry speaks of it", where, _INTERRUPTED)
    else:
        seen.against("no entry speaks of it", where, "It was added to the case without Muniment.")


def _tables(places: Places, state: State, mark: Mark | None, seen: _Seen) -> bool:
    """Compare the derived tables; returns whether that could be done."""
    if state.tables is None and mark is None and not _has_tables(places):
        return True
    if mark is not None and mark.touches_tables(state):
        seen.note("the derived tables are those of an interrupted run", "record.db", _INTERRUPTED)
        return False
    if not places.record.exists():
        seen.against("it is missing", "record.db", "Nothing is lost: muniment build makes it again.")
        return False
    try:
        salt = _salt(places, state)
        sql = database.connect(places.record, write=False)
    except CannotRun as error:
        if isinstance(error, CaseLocked | NotACase):
            raise
        seen.against("it cannot be read", "record.db", str(error))
        return False
    try:
        _compare(sql, salt, state, mark, seen, places)
    except CaseDamaged:
        seen.against("it is damaged", "record.db", "Delete it and run muniment build: it is made again.")
        return False
    finally:
        sql.close()
    return True


def _has_tables(places: Places) -> bool:
    try:
        return database.is_ours(places.record)
    except CaseDamaged:
        return True


def _salt(places: Places, state: State) -> str:
    content = journal.payload(places, state.create.body["payloads"][0]) if state.create else None
    if content is None:
        raise CaseDamaged("the payload of entry 1, which holds the salt of the tables' digests, is not here")
    return str(content["salt"])


def _compare(sql: Connection, salt: str, state: State, mark: Mark | None, seen: _Seen, places: Places) -> None:
    with database.sql_errors(places.record):
        if state.tables is not None:
            found = database.table_digests(sql, salt)
            told = state.tables.body["tables"]
            seen.counts["tables"] = len(told)
            for name in sorted(told.keys() | found.keys()):
                if found.get(name) != told.get(name):
                    seen.against(
                        "the table was changed" if " " not in name else "it was changed",
                        f"record.db, {name}",
                        f"It is not as entry {state.tables.number} sealed it.",
                    )
        known = database.head_in(sql)
    if state.last and mark is None and known != (state.last.number, state.last.hash) and state.last.number > 1:
        seen.against(
            "the last entry is not the one that record.db was written with",
            f"journal/{state.last.number:012}.json",
            "The last entry was changed or added, or entries after it were removed.",
        )
