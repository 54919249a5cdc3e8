"""What differs between two cases: documents, claims, and the answers made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from muniment.archive.contents import Contents
from muniment.archive.files import Places
from muniment.records import Claim, Publication, Question

_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the kind of thing (document, claim, publication, question), its id, the path of its document
    where it has one, and whether it was added, removed or changed from the first case to the second."""

    kind: str
    change: str
    id: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes from one case to another, in order of kind and place, and their counts by kind and change."""

    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """Kind → change → how many."""
        counts: dict[str, dict[str, int]] = {}
        for one in self.changes:
            of = counts.setdefault(one.kind, {})
            of[one.change] = of.get(one.change, 0) + 1
        return counts


def diff(a: Path, b: Path) -> Difference:
    """What is in case `b` and not in `a`, the other way round, or in both and different.

    A document whose bytes changed under one path is *changed*. Memory is that of one document's claims and of the list
    of changes. Raises `NotACase`, or `CannotRun` when a `record.db` is missing.
    """
    Places(a).require()
    Places(b).require()
    first, second = Contents(a), Contents(b)
    try:
        changes = _documents(first, second)
        changes += _claims(first, second)
        changes += _whole("publication", first.publications(), second.publications())
        changes += _whole("question", first.questions(), second.questions())
    finally:
        first.close()
        second.close()
    return Difference(tuple(changes))


def _documents(first: Contents, second: Contents) -> list[Change]:
    ours = {document.id: document for document in first.documents()}
    theirs = {document.id: document for document in second.documents()}
    lost = {ours[one].path: one for one in ours.keys() - theirs.keys()}
    new = {theirs[one].path: one for one in theirs.keys() - ours.keys()}
    changes = [Change("document", "changed", new[path], path) for path in lost.keys() & new.keys()]
    changes += [Change("document", "removed", lost[path], path) for path in lost.keys() - new.keys()]
    changes += [Change("document", "added", new[path], path) for path in new.keys() - lost.keys()]
    changes += [
        Change("document", "changed", one, ours[one].path)
        for one in ours.keys() & theirs.keys()
        if ours[one] != theirs[one]
    ]
    return sorted(changes, key=lambda change: (change.path, change.id))


def _claims(first: Contents, second: Contents) -> list[Change]:
    paths = {document.id: document.path for contents in (second, first) for document in contents.documents()}
    changes: list[Change] = []
    for document in sorted(paths, key=lambda one: (paths[one], one)):
        ours, theirs = _by_id(first.claims(document)), _by_id(second.claims(document))
        changes += _between("claim", ours, theirs, paths[document])
    return changes


def _by_id(claims: Iterable[Claim]) -> dict[str, Claim]:
    return {claim.id: claim for claim in claims}


def _whole(kind: str, ours: Iterable[Publication | Question], theirs: Iterable[Publication | Question]) -> list[Change]:
    return _between(kind, {_id(one): one for one in ours}, {_id(one): one for one in theirs}, "")


def _id(one: Publication | Question) -> str:
    return one.document if isinstance(one, Publication) else one.id


def _between(kind: str, ours: Mapping[str, _Thing], theirs: Mapping[str, _Thing], path: str) -> list[Change]:
    changes = []
    for one in sorted(ours.keys() | theirs.keys()):
        if one not in theirs:
            changes.append(Change(kind, "removed", one, path))
        elif one not in ours:
            changes.append(Change(kind, "added", one, path))
        elif ours[one] != theirs[one]:
            changes.append(Change(kind, "changed", one, path))
    return changes
