"""A CSV or XLSX file → a table of text cells that keeps its rows' places; what cannot be a table is refused plainly."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charset_normalizer import from_bytes
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from muniment.errors import TableError

#: characters of one cell that are kept for linking; a longer one is a paste by mistake, or hostile
LONGEST_CELL = 20_000
#: marks of direction and joiners that spreadsheets leave at the ends of cells
_MARKS = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Cells as text. `header` and every row have one width; `places` are the rows' lines in the file, from 1.
    `fates` say what became of rows that are not in `rows`: (line, why)."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[int, ...]
    sheet: str = ""
    fates: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()


def read_table(file: str, data: bytes, *, sheet: str | None = None) -> Table:
    """The table of a file (`file` is its name, for messages and for telling CSV from XLSX).

    Raises `TableError`: not a table, no header, a header twice, an encoding that cannot be told.
    """
    if not data.strip():
        raise TableError(f"{file} is empty; a list needs a header and rows")
    if data[:2] == b"PK" or file.lower().endswith((".xlsx", ".xlsm")):
        rows, sheet_name, notes = _workbook(file, data, sheet)
    else:
        rows, sheet_name, notes = _separated(file, data), "", ()
    return _table(file, rows, sheet_name, notes)


def _workbook(
    file: str, data: bytes, sheet: str | None
) -> tuple[Iterator[tuple[int, list[str]]], str, tuple[str, ...]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise TableError(
            f"{file} is not an XLSX workbook that can be read; save it again, or as CSV (UTF-8)"
        ) from error
    if sheet is not None and sheet not in book.sheetnames:
        raise TableError(f"{file} has no sheet {sheet!r}; it has {', '.join(book.sheetnames)}")
    chosen = sheet or book.sheetnames[0]
    notes: tuple[str, ...] = ()
    if sheet is None and len(book.sheetnames) > 1:
        notes = (f"{file}: sheet {chosen!r} is read, {len(book.sheetnames) - 1} others are not",)

    def rows() -> Iterator[tuple[int, list[str]]]:
        for number, row in enumerate(book[chosen].iter_rows(values_only=True), 1):
            yield number, [_cell(value) for value in row]

    return rows(), chosen, notes


def _cell(value: object) -> str:
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _separated(file: str, data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(file, data)
    if "\0" in text:
        raise TableError(f"{file} holds bytes that no text has; it is not a CSV file. Save it as CSV (UTF-8) or XLSX")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(max(csv.field_size_limit(), 10_000_000))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter if delimiter in first else ",")
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableError(f"{file}, line {line}: {error}; a quotation mark may be open") from error
        yield line, row


def _decoded(file: str, data: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise TableError(f"{file} says it is {encoding} and is not, at byte {error.start}") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        valid = sum(len(part) > 1 for part in _valid_runs(data))
        if valid:
            raise TableError(
                f"{file}, line {line}: this line is not UTF-8 and others are: the file mixes encodings. "
                "Open it in an editor, correct that line and save all as UTF-8"
            ) from error
    found = from_bytes(data, cp_isolation=["cp1256", "cp1252", "latin_1", "iso8859_6"]).best()
    if found is None:
        raise TableError(f"{file}: the encoding cannot be told; save it as UTF-8")
    return str(found)


def _valid_runs(data: bytes) -> Iterator[bytes]:
    """Lines with letters beyond ASCII that are good UTF-8: in a file that is not UTF-8, a sign of mixing."""
    for line in data.splitlines():
        if not line.isascii():
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                continue
            yield line


def _table(file: str, rows: Iterator[tuple[int, list[str]]], sheet: str, notes: tuple[str, ...]) -> Table:
    header: tuple[str, ...] | None = None
    kept: list[tuple[str, ...]] = []
    places: list[int] = []
    fates: list[tuple[int, str]] = []
    noted = list(notes)
    for line, raw in rows:
        row = [cell.strip().strip(_MARKS).strip() for cell in raw]
        if not any(row):
            if header is not None and raw:
                fates.append((line, "empty row"))
            continue
        if header is None:
            header = _header(file, line, row)
            continue
        if tuple(row[: len(header)]) == header:
            fates.append((line, "the header again"))
            continue
        if len(row) > len(header) and any(row[len(header) :]):
            raise TableError(
                f"{file}, line {line}, column {len(header) + 1}: {len(row)} cells under {len(header)} headers; "
                "a separator in a cell needs quotation marks around it"
            )
        if any(len(cell) > LONGEST_CELL for cell in row):
            at = next(k for k, cell in enumerate(row) if len(cell) > LONGEST_CELL)
            noted.append(f"{file}, line {line}, column {header[at]!r}: a cell of {len(row[at]):,} characters is cut")
            row = [cell[:LONGEST_CELL] for cell in row]
        kept.append((*row[: len(header)], *("",) * (len(header) - len(row))))
        places.append(line)
    if header is None:
        raise TableError(f"{file} is empty; a list needs a header and rows")
    return Table(_stem(file), header, tuple(kept), tuple(places), sheet, tuple(fates), tuple(noted))


def _header(file: str, line: int, row: Sequence[str]) -> tuple[str, ...]:
    while row and not row[-1]:
        row = row[:-1]
    twice = [title for title, count in Counter(filter(None, row)).items() if count > 1]
    if twice:
        at = len(row) - list(reversed(row)).index(twice[0])
        raise TableError(f"{file}, line {line}, column {at}: the header {twice[0]!r} stands there twice; rename one")
    for at, cell in enumerate(row, 1):
        if any(c.isdigit() for c in cell) and not any(c.isalpha() for c in cell):
            raise TableError(
                f"{file}, line {line}, column {at}: a number stands where a header should; "
                "put a line of headers on top (id, name, age, …)"
            )
    return tuple(title or f"column {at + 1}" for at, title in enumerate(row))


def _stem(file: str) -> str:
    name = file.replace("\\", "/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] if "." in name[1:] else name
