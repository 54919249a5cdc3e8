"""An analyst's own joins: two documents that share a source, with the reason why somebody thinks so."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from muniment.errors import TableError
from muniment.records import Document, Evidence, Join, Rule
from muniment.text import digest

#: the columns that an origins file must have; `by` may name who decided
COLUMNS = ("a", "b", "reason")


def read_origins(text: str, documents: Iterable[Document]) -> tuple[Join, ...]:
    """The joins in a CSV with the columns a, b (paths or ids of documents), reason and, if wanted, by.

    Raises `TableError` that names the row for a missing column or reason and for a document that is not in the case.
    """
    if not text.strip():
        return ()
    known = {name: one.id for one in documents for name in (one.path, one.id)}
    rows = csv.DictReader(io.StringIO(text))
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise TableError(f"the origins file lacks the column {missing[0]!r}; its first line must name a, b and reason")
    joins = {join.id: join for number, row in enumerate(rows, 2) for join in (_join(row, number, known),)}
    return tuple(joins[name] for name in sorted(joins))


def _join(row: Mapping[str, str | None], number: int, known: Mapping[str, str]) -> Join:
    said = {column: (row.get(column) or "").strip() for column in (*COLUMNS, "by")}
    for side in ("a", "b"):
        if said[side] not in known:
            raise TableError(f"the origins file, row {number}: there is no document {said[side]!r} in this case")
    if not said["reason"]:
        raise TableError(f"the origins file, row {number}: a join needs a reason")
    a, b = sorted((known[said["a"]], known[said["b"]]))
    if a == b:
        raise TableError(f"the origins file, row {number}: a document cannot be joined with itself")
    note = said["reason"] + (f" ({said['by']})" if said["by"] else "")
    return Join(
        "join-" + digest(f"{a}|{b}|{Rule.ANALYST.value}|")[:16], a, b, Rule.ANALYST, (Evidence(None, None, note),)
    )
