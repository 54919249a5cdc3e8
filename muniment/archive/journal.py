"""The journal: one file for each thing that was done to a case, each with the hash of the one before.

An entry is canonical JSON (keys sorted, no white space, UTF-8, one line end); its hash is the SHA-256 of its file. What
an entry speaks of (paths, custody, reasons) stands in *payloads*, files named by their own SHA-256, each with a random
salt inside: the journal alone gives nothing away, and a payload can be taken out while the chain still holds.

Linked hashes after Haber & Stornetta, "How to time-stamp a digital document", J. Cryptology 3 (1991). A chain without a
witness outside the case shows what was changed clumsily; who can write the folder can write it anew. Leave the head's
hash with somebody else.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from muniment import __version__
from muniment.archive.files import Places, canonical, make_folder, parse, place, settle
from muniment.archive.schema import SCHEMA
from muniment.errors import CaseDamaged, NotACase, UsageError

#: what may stand in the journal
KINDS = ("create", "build", "decision", "remove", "export")

_NAME = re.compile(r"\d{12}\.json")
_FIELDS = frozenset({"before", "body", "kind", "muniment", "number", "operator", "schema", "when"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the journal. `before` is the hash of the entry before it (None for the first), `hash` its own.

    `body` holds what is particular to its kind: digests, sizes, counts and versions, no names.
    """

    number: int
    hash: str
    before: str | None
    kind: str
    when: str
    operator: str
    muniment: str
    schema: int
    body: Mapping[str, Any]


def read(data: bytes, where: str) -> Entry:
    """The entry in a journal file's bytes.

    Raises `CaseDamaged` when it is none, and `NotACase` when a newer Muniment wrote it.
    """
    value = parse(data, where)
    if isinstance(value.get("schema"), int) and value["schema"] > SCHEMA:
        raise NotACase(
            f"{where} was written by Muniment {value.get('muniment')} (schema {value['schema']}); this one knows "
            f"schema {SCHEMA}: install that version or a newer one"
        )
    if value.keys() != _FIELDS or value["kind"] not in KINDS or not isinstance(value["body"], dict):
        raise CaseDamaged(f"{where} does not hold an entry; run muniment verify")
    return Entry(hash=hashlib.sha256(data).hexdigest(), **value)


def chain(places: Places) -> Iterator[Entry]:
    """All entries in order, each checked against the one before.

    Raises `CaseDamaged` at the first that is missing, changed or out of place; `muniment verify` then says more.
    """
    before: str | None = None
    found = places.journal.iterdir() if places.journal.is_dir() else ()
    names = sorted(path.name for path in found if _NAME.fullmatch(path.name))
    for number, name in enumerate(names, 1):
        where = f"journal/{name}"
        path = places.entry(number)
        if path.name != name:
            raise CaseDamaged(f"journal/{path.name} is missing; run muniment verify")
        entry = read(path.read_bytes(), where)
        if entry.number != number or entry.before != before:
            raise CaseDamaged(f"{where} does not follow the entry before it; run muniment verify")
        before = entry.hash
        yield entry


def write(
    places: Places, last: Entry | None, kind: str, body: Mapping[str, Any], *, operator: str, when: datetime
) -> Entry:
    """Append an entry: whole, forced to the disk, or not at all. Raises `DiskFull`, `UsageError` for a naive time."""
    if when.tzinfo is None:
        raise UsageError("an entry's time needs a time zone")
    number = last.number + 1 if last else 1
    value = {
        "before": last.hash if last else None,
        "body": body,
        "kind": kind,
        "muniment": __version__,
        "number": number,
        "operator": operator,
        "schema": SCHEMA,
        "when": when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    }
    data = canonical(value)
    target = places.entry(number)
    if target.exists():
        raise CaseDamaged(f"journal/{target.name} is there already; run muniment verify")
    place(target, data, scratch=places.scratch)
    settle(places.journal)
    return read(data, f"journal/{target.name}")


def keep_payload(places: Places, content: Mapping[str, Any]) -> str:
    """Write a payload and return its digest, which is its name. The salt inside is 128 random bits."""
    data = canonical({"salt": secrets.token_hex(16), **content})
    digest = hashlib.sha256(data).hexdigest()
    target = places.payload(digest)
    make_folder(target.parent)
    place(target, data, scratch=places.scratch)
    return digest


def settle_payload(places: Places, digest: str) -> None:
    """Force the name of a payload to the disk."""
    settle(places.payload(digest).parent)
    settle(places.payloads)


def payload(places: Places, digest: str) -> dict[str, Any] | None:
    """The payload with this digest; None when it has been taken out. Raises `CaseDamaged` when it was changed."""
    try:
        data = places.payload(digest).read_bytes()
    except FileNotFoundError:
        return None
    if hashlib.sha256(data).hexdigest() != digest:
        raise CaseDamaged(f"payloads/{digest[:2]}/{digest}.json was changed; run muniment verify")
    return parse(data, f"payloads/{digest[:2]}/{digest}.json")


@dataclass(frozen=True, slots=True)
class Received:
    """One file as a build's entry tells of it: digests and sizes only. `payload` holds its path and custody.

    `replaces` is the digest of the payload that this one stands for from now on; `beside` are kept companions
    (SHA-256, size).
    """

    sha256: str
    size: int
    payload: str
    beside: tuple[tuple[str, int], ...] = ()
    replaces: str | None = None

    def value(self) -> dict[str, Any]:
        """The file as it stands in an entry."""
        value: dict[str, Any] = {"payload": self.payload, "sha256": self.sha256, "size": self.size}
        if self.beside:
            value["beside"] = [{"sha256": sha256, "size": size} for sha256, size in self.beside]
        if self.replaces:
            value["replaces"] = self.replaces
        return value


def received(value: Mapping[str, Any]) -> Received:
    """The file that `Received.value` wrote into an entry."""
    beside = tuple((one["sha256"], one["size"]) for one in value.get("beside", ()))
    return Received(value["sha256"], value["size"], value["payload"], beside, value.get("replaces"))


class State:
    """What a chain of entries comes to: the files that are in the case, those removed, the last build."""

    def __init__(self) -> None:
        self.last: Entry | None = None
        self.build: Entry | None = None
        #: the last entry that holds digests of the derived tables
        self.tables: Entry | None = None
        self.create: Entry | None = None
        #: whether something was decided since the last build
        self.decided = False
        #: payload digest → the file it belongs to, for all files that are in the case
        self.files: dict[str, Received] = {}
        #: payload digest → number of the entry that speaks of it
        self.payloads: dict[str, int] = {}
        #: payload digest → number of the entry that erased it
        self.erased: dict[str, int] = {}
        #: SHA-256 → number of the entry by which the last document with these bytes was removed
        self.gone: dict[str, int] = {}
        self.removals: list[Entry] = []
        #: payload digest → the one it stands for
        self._replaced: dict[str, str] = {}

    def take(self, entry: Entry) -> None:
        """Follow one more entry."""
        self.last = entry
        body = entry.body
        for digest in body.get("payloads", ()):
            self.payloads[digest] = entry.number
        if entry.kind == "create":
            self.create = entry
        elif entry.kind == "build":
            self.build = self.tables = entry
            self.decided = False
            for value in body["files"]:
                file = received(value)
                self.payloads[file.payload] = entry.number
                if file.replaces:
                    self.files.pop(file.replaces, None)
                    self._replaced[file.payload] = file.replaces
                self.files[file.payload] = file
                for sha256 in (file.sha256, *(one for one, _ in file.beside)):
                    self.gone.pop(sha256, None)
        elif entry.kind == "decision":
            self.decided = True
        elif entry.kind == "remove":
            self.tables = entry
            self.removals.append(entry)
            removed = [self.files.pop(digest) for digest in body["erased"] if digest in self.files]
            self.erased |= dict.fromkeys(body["erased"], entry.number)
            still = self.wanted()
            for file in removed:
                for sha256 in (file.sha256, *(one for one, _ in file.beside)):
                    if sha256 not in still:
                        self.gone[sha256] = entry.number

    def history(self, payload: str) -> list[str]:
        """A payload's digest and those of all that it has replaced."""
        found = [payload]
        while found[-1] in self._replaced:
            found.append(self._replaced[found[-1]])
        return found

    def wanted(self) -> dict[str, int]:
        """SHA-256 → size of all originals and companions that must be there."""
        wanted: dict[str, int] = {}
        for file in self.files.values():
            wanted[file.sha256] = file.size
            wanted.update(file.beside)
        return wanted


def state_of(places: Places) -> State:
    """What the journal comes to. Raises `CaseDamaged` when the chain does not hold."""
    state = State()
    for entry in chain(places):
        state.take(entry)
    return state
