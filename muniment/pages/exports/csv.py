"""CSV: one file per type of row (`document.csv`, `figure.csv`, …), in a folder.

Source: RFC 4180 (comma, double quotes, CR LF), UTF-8 with a byte-order mark so that spreadsheets read other scripts.
A cell that a spreadsheet would take for a formula is given a leading apostrophe (OWASP, “CSV Injection”: cells that
begin with = + - @, tab or carriage return); a cell that begins so after white space, and full-width forms, too.
Lists are written as JSON. Lone surrogates, which UTF-8 cannot hold, are written as `\\udXXX`.
"""

from __future__ import annotations

import csv
import json
import re
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from muniment.pages.exports.rows import rows
from muniment.pages.record import Account, Record

NAME = "csv"
VERSION = "1"
TO = "folder"

#: what spreadsheets take for the start of a formula; white space before it is passed over
_FORMULA = re.compile(r"\s*[=+\-@\t\r|%＝＋－＠]")
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_SURROGATE = re.compile("[\ud800-\udfff]")

#: a cell → what is written; the record that has no rows writes no files
EXAMPLES: tuple[tuple[Record, dict[str, str]], ...] = ((Record("Nothing", Account("1")), {}),)


def export(record: Record, out: Path) -> None:
    """Write `record` as CSV files into the folder `out`, which is made where it is missing."""
    out.mkdir(parents=True, exist_ok=True)
    writers: dict[str, tuple[Any, list[str]]] = {}
    with ExitStack() as files:
        for row in rows(record):
            kind = row["type"]
            if kind not in writers:
                writers[kind] = _open(files, out / f"{kind}.csv", row)
            writer, columns = writers[kind]
            writer.writerow([cell(row.get(column)) for column in columns])


def _open(files: ExitStack, path: Path, row: dict[str, Any]) -> tuple[Any, list[str]]:
    file: IO[str] = files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
    writer = csv.writer(file)
    columns = list(row)
    writer.writerow(columns)
    return writer, columns


def cell(value: Any) -> str:
    """What stands in a cell for `value`: never something that a spreadsheet runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = str(value)
    text = _SURROGATE.sub(lambda lone: f"\\u{ord(lone.group()):04x}", text.replace("\x00", "\ufffd"))
    if _FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text):
        return "'" + text
    return text
