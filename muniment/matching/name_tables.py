"""Tables of names: pairs in, scores with reasons out; every column and row of the user's table kept in order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from muniment.errors import TableError
from muniment.matching.comparing import compare, score_table
from muniment.matching.model import NameModel

ADDED = ("score", "probability", "reasons")

#: rows that are in memory at one time
CHUNK = 20_000


def read_rows(text: str, wanted: Sequence[str], what: str) -> tuple[list[str], list[dict[str, str]]]:
    """The header and rows of a CSV that must have the columns `wanted`.

    Raises `TableError` naming the file (`what`), the row and the column.
    """
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = next(reader, [])
        header = [name.lstrip("\ufeff").strip() for name in header]
        for column in wanted:
            if column not in header:
                raise TableError(
                    f"{what}: there is no column {column!r}; its first line must name {' and '.join(wanted)}"
                )
        if len(set(header)) != len(header):
            twice = next(name for name in header if header.count(name) > 1)
            raise TableError(f"{what}: two columns are called {twice!r}; rename one of them")
        rows = []
        for row in reader:
            if not row:
                continue
            if len(row) > len(header):
                raise TableError(f"{what}, line {reader.line_num}: {len(row)} cells under {len(header)} columns")
            rows.append(dict(zip(header, [*row, *[""] * (len(header) - len(row))], strict=True)))
    except csv.Error as error:
        raise TableError(f"{what}, line {reader.line_num}: it cannot be read as CSV ({error})") from error
    return header, rows


def compare_table(text: str, model: NameModel, *, what: str = "the table") -> Iterator[str]:
    """A CSV with columns a and b, and the same with score, probability and reasons added, line by line.

    Every cell of the input comes out as it was. Raises `TableError`.
    """
    header, rows = read_rows(text, ("a", "b"), what)
    clash = [name for name in ADDED if name in header]
    kept = [name for name in header if name not in clash]
    yield _line([*kept, *ADDED])
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        pairs = [(row["a"], row["b"]) for row in chunk]
        for row, pair, score in zip(chunk, pairs, score_table(pairs, model), strict=True):
            found = compare(*pair, model)
            added = [f"{score:.6f}", f"{found.probability:.6f}", _plain("; ".join(found.reasons))]
            yield _line([*(row[name] for name in kept), *added])


def _plain(cell: str) -> str:
    """A cell of our own that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" else cell


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def name_column(rows: Sequence[Mapping[str, str]], header: Sequence[str]) -> str:
    """The column that holds the names: `name`, or the only column, or the first with "name" in its heading."""
    for wanted in ("name", "full_name", "fullname", "نام", "الاسم", "nombre"):
        for column in header:
            if column.strip().lower() == wanted:
                return column
    if len(header) == 1:
        return header[0]
    for column in header:
        if "name" in column.lower() or "نام" in column or "اسم" in column:
            return column
    raise TableError("no column of names was found; call it 'name'")
