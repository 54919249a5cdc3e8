"""Overlap tables out of data frames, mappings and CSV files, whole or by stratum."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muniment.errors import TableError
from muniment.estimates.tables import CaptureTable, build, from_patterns, from_persons, whole_numbers

#: names under which tables of the field keep their counts (LCMCR wants Freq, SparseMSE puts it last)
COUNTS = ("count", "counts", "freq", "frequency", "n")
#: the field's prefix for a column that says whether a record is on a list (verdata)
PREFIX = "in_"
#: columns of a long table: one row a record, with the person it is presumed to be and the list it stands on
LONG = frozenset({"person", "list"})

_YES_NO = {"0": 0, "1": 1, "0.0": 0, "1.0": 1, "false": 0, "true": 1, "no": 0, "yes": 1}

Columns = dict[str, NDArray[Any]]


def read_table(
    source: Any,
    *,
    lists: Sequence[str] | None = None,
    count: str | None = None,
    by: Sequence[str] = (),
    person: str | None = None,
) -> CaptureTable:
    """The overlap table of `source`, over all strata.

    `source` is a 0/1 table with a count column, a table with one row a person and one 0/1 column a list (columns that
    begin with `in_`, or all that hold only 0 and 1), a long table with the columns `person` and `list`, a mapping
    pattern → count, or a mapping person → names of lists; as a pandas, Polars or Arrow frame, a mapping of columns, or
    the path of a CSV file. `lists` names the list columns, `count` the count column, `person` a column of identifiers
    that must not repeat. Columns in `by` are strata.

    Raises `TableError` for whatever is not a table of people on lists: missing values, marks other than 0 and 1,
    negative or fractional counts, people on no list, two lists of one name.
    """
    if isinstance(source, CaptureTable):
        return source
    if isinstance(source, Mapping) and not _is_columns(source):
        if all(isinstance(on, (set, frozenset, list, tuple)) for on in source.values()) and source:
            return from_persons(source, lists=lists)
        return from_patterns(source, lists=lists)
    table, _ = _read(columns_of(source), lists=lists, count=count, by=by, person=person)
    return table


def read_strata(
    source: Any,
    by: Sequence[str],
    *,
    lists: Sequence[str] | None = None,
    count: str | None = None,
    person: str | None = None,
) -> tuple[CaptureTable, ...]:
    """One table for each value of the columns `by`, in order of the values. Raises `TableError` as `read_table` does.

    A missing value is a stratum of its own, "not stated". Columns called `period` and `place` fill those fields of the
    table; any other goes into `population`.
    """
    if isinstance(source, Mapping) and source and all(isinstance(one, CaptureTable) for one in source.values()):
        return tuple(replace(one, population=str(name), stratum=True) for name, one in source.items())
    return _read(columns_of(source), lists=lists, count=count, by=by, person=person)[1]


def columns_of(source: Any) -> Columns:
    """The columns of a frame, mapping or CSV file, by name. Raises `TableError` when it has none."""
    if isinstance(source, (str, Path)):
        return _csv(Path(source))
    if isinstance(source, Mapping):
        columns = {str(name): np.asarray(values, object) for name, values in source.items()}
    elif hasattr(source, "__arrow_c_stream__") or hasattr(source, "to_pydict"):
        columns = _arrow(source)
    else:
        raise TableError(
            f"cannot read a table from {type(source).__name__}; give a data frame, a mapping or a CSV file"
        )
    lengths = {len(values) for values in columns.values()}
    if len(lengths) > 1:
        raise TableError(f"columns of different lengths ({min(lengths)} and {max(lengths)} rows)")
    if not lengths or not max(lengths):
        raise TableError("the table has no rows")
    return columns


def _is_columns(source: Mapping[Any, Any]) -> bool:
    """Whether a mapping is a table by columns, and not patterns with counts or persons with the names of lists."""
    values = list(source.values())
    if not values or not all(isinstance(one, (list, tuple, np.ndarray)) for one in values):
        return False
    if set(source) >= LONG or any(str(name).casefold() in COUNTS or str(name).startswith(PREFIX) for name in source):
        return True
    return any(not isinstance(one, str) or one.casefold() in _YES_NO for column in values for one in column)


def _arrow(source: Any) -> Columns:
    import pyarrow

    if hasattr(source, "iloc"):
        table = pyarrow.Table.from_pandas(source, preserve_index=False)
    else:
        table = pyarrow.table(source)
    twice = [name for name in table.column_names if table.column_names.count(name) > 1]
    if twice:
        raise TableError(f"two columns are called {twice[0]!r}; give every list a name of its own")
    return {name: table.column(name).to_numpy() for name in table.column_names}


def _csv(path: Path) -> Columns:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise TableError(f"there is no file {path.name}; check the path") from error
    except IsADirectoryError as error:
        raise TableError(f"{path.name} is a folder; give a CSV file") from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name} is not UTF-8 text; save it as CSV (UTF-8)") from error
    head = text.split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=mark) if row]
    if len(rows) < 2:
        raise TableError(f"{path.name} has no rows under its heading")
    names = [name.strip() for name in rows[0]]
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise TableError(f"{path.name}: two columns are called {twice!r}; give every list a name of its own")
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(names):
            raise TableError(f"{path.name}, line {number}: {len(row)} values under {len(names)} headings")
    return {name: np.array([row[j].strip() for row in rows[1:]], object) for j, name in enumerate(names)}


def _read(
    columns: Columns,
    *,
    lists: Sequence[str] | None,
    count: str | None,
    by: Sequence[str],
    person: str | None,
) -> tuple[CaptureTable, tuple[CaptureTable, ...]]:
    for name in (*(lists or ()), *by, *([count] if count else ()), *([person] if person else ())):
        if name not in columns:
            raise TableError(f"there is no column {name!r}; the table has {', '.join(columns)}")
    if lists is None and set(columns) >= LONG:
        columns = _long(columns, by)
        person = None
    counted = count or next((name for name in columns if name.casefold() in COUNTS), None)
    names = _list_columns(columns, lists, {*by, *filter(None, (counted, person))}, counted is not None)
    if person:
        seen = [str(one) for one in columns[person]]
        if len(set(seen)) != len(seen):
            raise TableError(
                f"column {person!r} names one person in two rows, so strata or counts would overlap; "
                "link the records first, one row a person"
            )
    rows = np.stack([_yes_no(columns[name], name) for name in names], 1)
    counts = whole_numbers(columns[counted], counted) if counted else np.ones(len(rows), np.int64)
    left = [name for name in columns if name not in {*names, *by, counted, person}]
    notes = (f"columns that are not lists were left out: {', '.join(left)}",) if left else ()
    clean = [name.removeprefix(PREFIX) for name in names]
    whole = build(clean, rows, counts, notes=notes)
    return whole, _split(clean, rows, counts, {name: columns[name] for name in by}, notes) if by else (whole,)


def _list_columns(columns: Columns, lists: Sequence[str] | None, other: set[str], counted: bool) -> list[str]:
    if lists is not None:
        return list(lists)
    prefixed = [name for name in columns if name.startswith(PREFIX)]
    if prefixed:
        return prefixed
    found = []
    for name, values in columns.items():
        if name in other:
            continue
        if not counted and _is_words(values):
            continue
        found.append(name)
    return found


def _is_words(values: NDArray[Any]) -> bool:
    """Whether a column of a record table is a name or an identifier in letters rather than marks."""
    texts = {value for value in values.tolist() if isinstance(value, str)}
    return bool(texts) and not any(text.casefold() in _YES_NO for text in texts)


def _yes_no(values: NDArray[Any], name: str) -> NDArray[np.uint8]:
    marks = np.zeros(len(values), np.uint8)
    known: dict[Any, int | None] = {}
    for row, value in enumerate(values.tolist()):
        mark = known.get(value, -1)
        if mark == -1:
            mark = known[value] = _YES_NO.get(str(value).casefold())
        if mark is None:
            blank = value is None or value != value or value == ""
            what = "is missing (NaN)" if blank else "holds something other than 0 and 1"
            raise TableError(f"row {row + 1} of column {name!r} {what}; if it is not a list, name the lists (lists=…)")
        marks[row] = mark
    return marks


def _long(columns: Columns, by: Sequence[str]) -> Columns:
    """A long table (person, list) as one row a person."""
    on: dict[str, set[str]] = {}
    strata: dict[str, tuple[str, ...]] = {}
    for row, (who, name) in enumerate(zip(columns["person"].tolist(), columns["list"].tolist(), strict=True)):
        if not str(name).strip() or name is None or not str(who).strip() or who is None:
            raise TableError(f"row {row + 1} lacks a person or a list")
        on.setdefault(str(who), set()).add(str(name))
        here = tuple(str(columns[column][row]) for column in by)
        if strata.setdefault(str(who), here) != here:
            raise TableError(f"row {row + 1}: one person stands in two strata; strata must not overlap")
    names = sorted({name for found in on.values() for name in found})
    wide: Columns = {PREFIX + name: np.array([int(name in found) for found in on.values()], object) for name in names}
    for place, column in enumerate(by):
        wide[column] = np.array([strata[who][place] for who in on], object)
    return wide


def _split(
    names: list[str],
    rows: NDArray[np.uint8],
    counts: NDArray[np.int64],
    by: Mapping[str, NDArray[Any]],
    notes: tuple[str, ...],
) -> tuple[CaptureTable, ...]:
    values = list(zip(*(map(_stated, column.tolist()) for column in by.values()), strict=True))
    found = []
    for value in sorted(set(values)):
        here = np.array([one == value for one in values])
        if not counts[here].sum():
            continue
        said = dict(zip(by, value, strict=True))
        population = ", ".join(f"{name} {one}" for name, one in said.items() if name not in ("period", "place"))
        table = build(names, rows[here], counts[here], notes=notes)
        found.append(
            replace(
                table,
                population=population,
                period=said.get("period", ""),
                place=said.get("place", ""),
                stratum=True,
            )
        )
    return tuple(found)


def _stated(value: Any) -> str:
    return "not stated" if value is None or value != value or not str(value).strip() else str(value).strip()
