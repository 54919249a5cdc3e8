"""The side-car `custody.csv`: how each file came to whoever makes the case."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from muniment.errors import TableError
from muniment.records import Custody

#: the columns of a side-car; only `file` must be there
COLUMNS = (
    "file",
    "received_from",
    "collected_by",
    "obtained",
    "source_url",
    "captured",
    "restrictions",
    "consent",
)


def read_custody(text: str) -> Mapping[str, Custody]:
    """The rows of a `custody.csv`, by the file's path relative to the folder of the side-car (with `/`).

    Columns: `COLUMNS`, in any order; comma or semicolon; an empty cell is "not recorded". A file named `*` speaks for
    all files that have no row of their own. Raises `TableError` for an unknown or missing column or a file named
    twice.
    """
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        table = [[cell.strip() for cell in row] for row in rows]
    except csv.Error as error:
        raise TableError(f"custody.csv, line {rows.line_num}: not a CSV row ({error}); mend that line") from error
    if not table:
        return {}
    head = [name.lower().replace(" ", "_") for name in table[0]]
    if unknown := [name for name in head if name not in COLUMNS]:
        raise TableError(f"custody.csv: there is no column {unknown[0]!r}; known: {', '.join(COLUMNS)}")
    if "file" not in head or len(set(head)) != len(head):
        raise TableError("custody.csv: needs one column 'file', and no column twice")
    return _records(head, table[1:])


def _records(head: list[str], rows: list[list[str]]) -> dict[str, Custody]:
    out: dict[str, Custody] = {}
    for number, row in enumerate(rows, 2):
        if not any(row):
            continue
        if len(row) > len(head):
            raise TableError(f"custody.csv, row {number}: more cells than columns; put quotes about cells with commas")
        cells = dict(zip(head, row, strict=False))
        name = cells.pop("file", "").replace("\\", "/").removeprefix("./")
        if not name:
            raise TableError(f"custody.csv, row {number}: no file named; fill in the column 'file'")
        if name in out:
            raise TableError(
                f"custody.csv, row {number}: a file that an earlier row names; leave one row for each file"
            )
        out[name] = Custody(**{key: value or None for key, value in cells.items()})
    return out


@dataclass(frozen=True, slots=True)
class Provenance:
    """How the files of a walk came: by path, and what holds for all of them.

    A file's own row counts, then that of the ZIP or folder it stands in, then the row `*`; `rows`, which were given, go
    before those of `sidecars`. What they leave blank is filled from `for_all`, which was given for every file.
    """

    rows: Mapping[str, Custody] = field(default_factory=dict)
    for_all: Custody = Custody()
    sidecars: Mapping[str, Custody] = field(default_factory=dict)

    def of(self, path: str) -> Custody:
        """The custody of the file with this relative path."""
        found = self._row(path)
        filled = {one.name: getattr(found, one.name) or getattr(self.for_all, one.name) for one in fields(Custody)}
        return Custody(**filled)

    def _row(self, path: str) -> Custody:
        places = [path]
        while "/" in places[-1]:
            places.append(places[-1].rpartition("/")[0])
        for place in (*places, "*"):
            for rows in (self.rows, self.sidecars):
                if place in rows:
                    return rows[place]
        return Custody()

    def over(self, prefix: str, sidecar: Mapping[str, Custody]) -> Provenance:
        """With the rows of a side-car, whose paths count from the folder `prefix`; a deeper one goes first."""
        added = {name if name == "*" else prefix + name: custody for name, custody in sidecar.items()}
        return Provenance(self.rows, self.for_all, {**self.sidecars, **added})
