"""Commands on names: compare, search, train. They need no case."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muniment.errors import TableError, UsageError

if TYPE_CHECKING:
    from muniment import matching


def add_to(commands: Any) -> None:
    """Add `names` and its parts to the parser."""
    what = "compare, search and learn names across scripts and spellings"
    names = commands.add_parser("names", help=what, description=f"{what[0].upper()}{what[1:]}.")
    parts = names.add_subparsers(dest="part", metavar="PART", required=True)

    compare = _part(parts, "compare", "score each pair of names in a table (columns a and b)")
    compare.add_argument("table", type=Path, metavar="PAIRS.csv", help="the table, UTF-8 or UTF-16")
    compare.add_argument("--out", type=Path, metavar="SCORED.csv", help="where to write (default: standard output)")

    search = _part(parts, "search", "find a name in a list")
    search.add_argument("name", metavar="NAME", help="the name, in any of the scripts")
    search.add_argument("list", type=Path, metavar="LIST.csv", help="the list, UTF-8 or UTF-16")
    search.add_argument("--column", metavar="NAME", help="the column of names (default: found by its heading)")
    search.add_argument("--limit", type=int, default=10, metavar="N", help="most names shown (default 10)")
    search.add_argument("--json", action="store_true", help="print JSON")

    train = _part(parts, "train", "learn from your own bilingual list (columns a and b, one name in two spellings)")
    train.add_argument("table", type=Path, metavar="PAIRS.csv", help="the list, UTF-8 or UTF-16")
    train.add_argument("--out", type=Path, required=True, metavar="MODEL.npz", help="where to write the model")
    for part in (compare, search, train):
        part.add_argument(
            "--model",
            type=Path,
            metavar="MODEL.npz",
            help="a model that `names train` wrote (default: the shipped one)",
        )
    compare.set_defaults(run=_compare)
    search.set_defaults(run=_search)
    train.set_defaults(run=_train)


def _part(parts: Any, name: str, what: str) -> argparse.ArgumentParser:
    part: argparse.ArgumentParser = parts.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
    return part


def read_text(path: Path) -> str:
    """The text of a table, UTF-8 or UTF-16 with a byte-order mark. Raises `TableError`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise TableError(f"{path}, line {line}: it is not UTF-8; save the table as UTF-8") from error


def _model(given: argparse.Namespace) -> matching.NameModel:
    # imported here: other commands need not wait for compiled comparisons
    from muniment import matching

    return matching.load_model(given.model.read_bytes() if given.model else None)


def _compare(given: argparse.Namespace) -> int:
    from muniment import matching

    lines = matching.compare_table(read_text(given.table), _model(given), what=given.table.name)
    if given.out is None:
        sys.stdout.writelines(lines)
        return 0
    part = given.out.with_name(f".{given.out.name}.part")
    with part.open("w", encoding="utf-8", newline="") as out:
        out.writelines(lines)
    part.replace(given.out)
    return 0


def _search(given: argparse.Namespace) -> int:
    from muniment import matching
    from muniment.matching.name_tables import name_column, read_rows

    if given.limit < 1:
        raise UsageError("--limit must be at least 1")
    header, rows = read_rows(read_text(given.list), (given.column,) if given.column else (), given.list.name)
    column = given.column or name_column(rows, header)
    where = matching.index(row[column] for row in rows)
    found = matching.search(given.name, where, _model(given), limit=given.limit)
    if given.json:
        listed = [
            {"row": m.place + 2, "name": m.name, "score": round(m.likeness.score, 4),
             "probability": round(m.likeness.probability, 4), "reasons": list(m.likeness.reasons)}
            for m in found
        ]  # fmt: skip
        print(json.dumps(listed, indent=1, ensure_ascii=False))
        return 0
    for match in found:
        print(f"{match.likeness.probability:.2f}  row {match.place + 2}: {match.name}")
        print(f"      {'; '.join(match.likeness.reasons)}")
    print("Alike in spelling only: this says nothing of whether two records are one person.")
    return 0


def _train(given: argparse.Namespace) -> int:
    from muniment import matching
    from muniment.matching.name_tables import read_rows

    _, rows = read_rows(read_text(given.table), ("a", "b"), given.table.name)
    model = matching.train_names([(row["a"], row["b"]) for row in rows], _model(given))
    given.out.write_bytes(matching.save_model(model))
    print(f"{model.label}: written to {given.out}")
    return 0
