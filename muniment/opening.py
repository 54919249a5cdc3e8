"""A case opened for pages and exports: the archive's contents as one read-only `Record`, loaded as it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import muniment
from muniment import reading
from muniment.archive import Archive
from muniment.pages import Account, Record
from muniment.pages.accuracy import measured
from muniment.records import Claim, Entity, Reading
from muniment.settings import Settings

Value = TypeVar("Value")


class _Loaded(Mapping[str, Value]):
    """Values by document id, each loaded when it is asked for; the last one is kept, since pages ask in order."""

    def __init__(self, ids: tuple[str, ...], load: Callable[[str], Value]) -> None:
        self._ids = dict.fromkeys(ids)
        self._load = load
        self._last: tuple[str, Value] | None = None

    def __getitem__(self, document: str) -> Value:
        if document not in self._ids:
            raise KeyError(document)
        if self._last is None or self._last[0] != document:
            self._last = (document, self._load(document))
        return self._last[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def open_record(archive: Archive, settings: Settings) -> Record:
    """Everything pages and exports need to know of a case."""
    documents = archive.documents()
    ids = tuple(document.id for document in documents)
    failed = {failure.document for failure in archive.failures()}
    read = tuple(one for one in ids if one not in failed or archive.reading(one) is not None)
    last = None
    count = 0
    for entry in archive.entries():
        count = entry.number
        if entry.kind == "build":
            last = entry
    return Record(
        title=settings.title,
        account=Account(
            version=muniment.__version__,
            built=last.when if last else None,
            head=archive.head,
            entries=count,
            untested=reading.missing(),
        ),
        documents=documents,
        readings=_Loaded[Reading](read, lambda one: _there(archive.reading(one))),
        claims=_Loaded[tuple[Claim, ...]](ids, lambda one: tuple(archive.claims(one))),
        entities=_Loaded[tuple[Entity, ...]](ids, lambda one: tuple(archive.entities(one))),
        publications={publication.document: publication for publication in archive.publications()},
        times={claim: time for claim, time in archive.times().items() if time},
        questions=archive.questions(),
        joins=archive.joins(),
        failures=archive.failures(),
        decisions=tuple(decision for _, decision in archive.decisions()),
        accuracy=measured(),
    )


def _there(reading: Reading | None) -> Reading:
    if reading is None:
        raise KeyError("a document that was not read has no reading")
    return reading
