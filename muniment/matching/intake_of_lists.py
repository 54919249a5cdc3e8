"""A table and its mapping → a list of persons, and what became of every row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from muniment.errors import TableError
from muniment.matching.columns import ColumnMapping, guess
from muniment.matching.dates_in_lists import read_dates
from muniment.matching.person_lists import PersonList
from muniment.matching.spelling import spell
from muniment.matching.tables import Table, read_table
from muniment.text import digits, folded

_FEMALE = frozenset(
    [
        "f",
        "female",
        "woman",
        "girl",
        "fem",
        "w",
        "زن",
        "دختر",
        "خانم",
        "مونث",
        "انثی",
        "انثا",
        "انثه",
        "mujer",
        "femenino",
        "hembra",
    ]
)
_MALE = frozenset(
    ["m", "male", "man", "boy", "masc", "مرد", "پسر", "مذکر", "ذکر", "آقا", "اقا", "hombre", "masculino", "varon", "h"]
)
_NUMBER = re.compile(r"(\d{1,3})(?:[.,]\d+)?")
_MONTHS = re.compile(
    r"(\d{1,2})\s*(?:m|mo|mos|months?|ماه|ماهه|شهر|اشهر|شهور|meses|mes|d|days?|روز|روزه|یوم|ایام|dias)\b"
)

THIN = "kept, but too thin to link: no name that can be read"
LINKED = "read"


def read_list(
    file: str,
    data: bytes,
    *,
    mapping: ColumnMapping | None = None,
    sheet: str | None = None,
    duplicate_free: bool | None = None,
) -> tuple[PersonList, ColumnMapping]:
    """The list in a CSV or XLSX file and the mapping it was read by (the guess, when none is given).

    Raises `TableError`, naming file, row and column, for what is no table, a mapping that names a column which is not
    there, no column of names, and an id that stands twice.
    """
    table = read_table(file, data, sheet=sheet)
    mapping = mapping or guess(table.header, table.rows)
    for role, columns in mapping.roles.items():
        for column in columns:
            if column not in table.header:
                raise TableError(f"{file} has no column {column!r}, which the mapping reads as {role}")
    if not any(mapping.columns(role) for role in ("name", "given", "surname")):
        raise TableError(
            f"{file}, line 1: no column of names is known among {', '.join(table.header[:8])}; "
            'say which it is in the mapping: name = ["…"]'
        )
    return _list(file, table, mapping, duplicate_free), mapping


def _list(file: str, table: Table, mapping: ColumnMapping, duplicate_free: bool | None) -> PersonList:
    notes = [*table.notes, *(f"{table.name}: {one}" for one in mapping.guesses)]
    names = _names(table, mapping)
    ids = _ids(file, table, mapping)
    born = read_dates(_first(table, mapping, "born"), what="birth", calendar=mapping.calendars.get("born"))
    died = read_dates(_first(table, mapping, "died"), what="death", calendar=mapping.calendars.get("died"))
    age, age_notes = _ages(_first(table, mapping, "age"))
    sexes = _first(table, mapping, "sex")
    sex = np.array([_sex(cell) for cell in sexes], np.int8)
    unread = sum(1 for cell, code in zip(sexes, sex, strict=True) if cell and not code)
    if unread:
        notes.append(f"{table.name}: {unread:,} cells of sex are neither f nor m and count as not known")
    notes += [f"{table.name}: {one}" for one in (*born.notes, *died.notes, *age_notes)]
    thin = [at for at, name in enumerate(names) if spell(name).missing]
    fates = dict(zip(table.places, [LINKED] * len(names), strict=True))
    fates |= {table.places[at]: THIN for at in thin}
    if thin:
        notes.append(
            f"{table.name}: {len(thin):,} rows have no name that can be read; they are kept and not linked by name"
        )
    return PersonList(
        name=table.name,
        ids=ids,
        names=names,
        other_names=_first(table, mapping, "other_name"),
        fathers=_first(table, mapping, "father"),
        sex=sex,
        age=age,
        born=born.days,
        died=died.days,
        places=_places(table, mapping),
        identifiers=_several(table, mapping, "identifier"),
        texts=_several(table, mapping, "text"),
        duplicate_free=duplicate_free,
        file=file,
        sheet=table.sheet,
        rows=table.places,
        header=table.header,
        cells=table.rows,
        notes=tuple(notes),
        fates=tuple(sorted([*fates.items(), *table.fates])),
    )


def _column(table: Table, header: str) -> tuple[str, ...]:
    at = table.header.index(header)
    return tuple(row[at] for row in table.rows)


def _first(table: Table, mapping: ColumnMapping, role: str) -> tuple[str, ...]:
    columns = mapping.columns(role)
    return _column(table, columns[0]) if columns else ("",) * len(table.rows)


def _several(table: Table, mapping: ColumnMapping, role: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((_plain(column), _column(table, column)) for column in mapping.columns(role))


def _plain(header: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", folded(header)).split()) or header


def _names(table: Table, mapping: ColumnMapping) -> tuple[str, ...]:
    if mapping.columns("name"):
        whole = _first(table, mapping, "name")
        if not mapping.columns("surname"):
            return whole
        surnames = _first(table, mapping, "surname")  # «نام» with «نام خانوادگی»: the name is the given name
        return tuple(
            f"{a} {b}".strip() if folded(b) not in folded(a) else a for a, b in zip(whole, surnames, strict=True)
        )
    given, surnames = _first(table, mapping, "given"), _first(table, mapping, "surname")
    return tuple(f"{a} {b}".strip() for a, b in zip(given, surnames, strict=True))


def _ids(file: str, table: Table, mapping: ColumnMapping) -> tuple[str, ...]:
    if not mapping.columns("id"):
        return tuple(str(place) for place in table.places)
    ids = _first(table, mapping, "id")
    header = mapping.columns("id")[0]
    seen: dict[str, int] = {}
    for one, place in zip(ids, table.places, strict=True):
        if not one:
            raise TableError(
                f"{file}, line {place}, column {header!r}: the id is missing; give every row one, or map no id"
            )
        if one in seen:
            raise TableError(
                f"{file}, line {place}, column {header!r}: the id stands on line {seen[one]} already; ids must differ, "
                "or map no id and rows are named by their lines"
            )
        seen[one] = place
    return ids


def _places(table: Table, mapping: ColumnMapping) -> tuple[str, ...]:
    """Places from the narrowest to the widest, as the columns stand."""
    columns = [_column(table, column) for column in mapping.columns("place")]
    if not columns:
        return ("",) * len(table.rows)
    return tuple(", ".join(filter(None, parts)) for parts in zip(*columns, strict=True))


def _sex(cell: str) -> int:
    word = folded(cell).strip(" .")
    return 1 if word in _FEMALE else 2 if word in _MALE else 0


def _ages(cells: Sequence[str]) -> tuple[NDArray[np.float32], tuple[str, ...]]:
    """Ages in years; months and days are nought. A negative age, one over 120 and a value that stands far too often are
    not known."""
    out = np.full(len(cells), np.nan, np.float32)
    for at, cell in enumerate(cells):
        text = folded(digits(cell)).strip()
        if not text or text.startswith("-"):
            continue
        if _MONTHS.search(text):
            out[at] = 0
        elif found := _NUMBER.search(text):
            years = int(found[1])
            if years <= 120:
                out[at] = years
    counts = Counter(out[~np.isnan(out)].astype(int).tolist())
    notes = []
    total = sum(counts.values())
    for years in (0, 99, 100, 120):
        near = max(counts[years - 1], counts[years + 1], counts[years + 2])
        if total >= 200 and counts[years] > 0.03 * total and counts[years] > 4 * near:
            out[out == years] = np.nan
            notes.append(f"age: {counts[years]:,} rows say {years}, far more than any age beside it: read as not known")
    return out, tuple(notes)
