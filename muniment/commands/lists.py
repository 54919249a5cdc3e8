"""The command that links lists of persons: link. It needs no case."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from muniment.errors import UsageError


def add_to(commands: Any) -> None:
    """Add `link` to the parser."""
    what = "link lists of persons across spellings and scripts, with reasons"
    link = commands.add_parser("link", help=what, description=f"{what[0].upper()}{what[1:]}.")
    link.add_argument("lists", nargs="+", type=Path, metavar="LIST", help="CSV or XLSX; named by their file stem")
    link.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where links.csv, people.csv, report.html go"
    )
    link.add_argument(
        "--mapping",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE.toml",
        help="what the columns are, a file for each list",
    )
    link.add_argument("--yes", action="store_true", help="take the guessed columns and calendars without asking")
    link.add_argument(
        "--threshold",
        type=float,
        default=0.5,
        metavar="P",
        help="probability above which records are presumed one person",
    )
    link.add_argument(
        "--duplicate-free",
        nargs="*",
        metavar="NAME",
        help="lists that hold no person twice (default: judged from the list)",
    )
    link.add_argument("--name-alone", action="store_true", help="join across lists on name and sex only")
    link.add_argument(
        "--decisions", type=Path, metavar="FILE.csv", help="what people decided of pairs: same, different, unsure"
    )
    link.add_argument(
        "--people", type=Path, metavar="people.csv", help="of an earlier run: its ids stay, only new records are linked"
    )
    link.add_argument("--weights", type=Path, metavar="model.json", help="of an earlier run: used as they are")
    link.add_argument("--model", type=Path, metavar="MODEL.npz", help="a name model that `names train` wrote")
    link.add_argument(
        "--draws", type=int, default=0, metavar="N", help="write N partitions drawn from what the links leave open"
    )
    link.add_argument("--seed", type=int, default=0, metavar="N", help="the same seed gives the same files")
    link.set_defaults(run=_link)


def _link(given: argparse.Namespace) -> int:
    from muniment import matching  # numba and SciPy: seconds that other commands need not wait for
    from muniment.matching import lists as sides

    if given.mapping and len(given.mapping) != len(given.lists):
        raise UsageError(
            f"{len(given.mapping)} mappings for {len(given.lists)} lists; give one for each, in their order"
        )
    if given.draws < 0:
        raise UsageError("--draws must not be negative")
    taken, mappings = [], {}
    for number, path in enumerate(given.lists):
        kept = given.mapping[number] if given.mapping else None
        mapping = sides.from_toml(_bytes(kept).decode("utf-8", "replace"), file=kept.name) if kept else None
        one, mapping = sides.read_list(path.name, _bytes(path), mapping=mapping)
        guessed = sides.as_toml(mapping)
        if kept is None:
            _ask(path, guessed, doubtful=bool(mapping.calendars), yes=given.yes)
        mappings[f"{path.stem}.mapping.toml"] = guessed
        taken.append(one)
    free = None if given.duplicate_free is None else tuple(given.duplicate_free)
    options = sides.LinkOptions(
        threshold=given.threshold, duplicate_free=free, name_alone=given.name_alone, seed=given.seed
    )
    linked = sides.link(
        taken,
        matching.load_model(_bytes(given.model) if given.model else None),
        options=options,
        decisions=sides.read_decisions(_text(given.decisions)) if given.decisions else (),
        weights=sides.read_model(_text(given.weights)) if given.weights else None,
        known=sides.read_people(_text(given.people)) if given.people else None,
        tell=_tell,
    )
    draws = sides.draw(linked, draws=given.draws, seed=given.seed) if given.draws else None
    files = {**sides.link_files(linked, draws=draws), **mappings}
    given.out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        part = given.out / f".{name}.part"
        part.write_text(text, encoding="utf-8")
        part.replace(given.out / name)
    account = linked.account
    print(f"{account.records:,} records, {account.pairs_compared:,} pairs compared, {len(linked):,} links written.")
    print(f"{len(linked.people):,} presumed persons; {account.too_thin:,} rows too thin to link, counted apart.")
    print(f"Blocking is estimated to have found {account.blocking_recall:.1%} of the links.")
    for note in account.notes:
        print(f"Note: {note}")
    print(f"Open {given.out / 'report.html'}")
    return 0


def _ask(path: Path, guessed: str, *, doubtful: bool, yes: bool) -> None:
    """Show what the columns were taken for; on a terminal ask, and never take a guessed calendar silently."""
    print(f"{path.name}: the columns were taken for", file=sys.stderr)
    print("".join(f"    {line}\n" for line in guessed.splitlines() if line), end="", file=sys.stderr)
    if yes:
        return
    if sys.stdin.isatty() and sys.stderr.isatty():
        print("Is this right? [y/n] ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            raise UsageError(f"save those lines as a file, mend them, and give it with --mapping for {path.name}")
    elif doubtful:
        raise UsageError(f"{path.name}: a calendar was guessed; give --mapping FILE.toml, or --yes to take the guess")


def _tell(sentence: str) -> None:
    if sys.stderr.isatty():
        print(f"{sentence} …", file=sys.stderr)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check the path") from error


def _text(path: Path) -> str:
    return _bytes(path).decode("utf-8-sig", "replace")
