"""Commands on a case: build, info, search, verify, export, diff, remove."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tqdm import tqdm

from muniment import archive, pages, pipeline
from muniment.archive import Archive
from muniment.errors import UsageError
from muniment.opening import open_record
from muniment.records import Custody
from muniment.settings import read_settings

Commands = Any


def add_to(commands: Commands) -> None:
    """Add these commands to the parser."""
    build = _command(commands, "build", "read documents into a case and write its pages", _build)
    build.add_argument(
        "documents",
        nargs="*",
        type=Path,
        metavar="DOCS",
        help="files, folders or ZIPs; none: read again what the case holds",
    )
    build.add_argument("--custody", type=Path, metavar="FILE.csv", help="how each file came (file, received_from, …)")
    for name in ("received-from", "collected-by", "obtained", "source-url", "captured", "restrictions", "consent"):
        build.add_argument(f"--{name}", metavar="TEXT", help=f"custody of all files given: {name.replace('-', ' ')}")
    build.add_argument("--operator", default="", metavar="LABEL", help="the label under which entries are written")
    build.add_argument("--title", default="", metavar="TEXT", help="the name of a new case, as its pages print it")
    build.add_argument("--processes", type=int, default=0, metavar="N", help="worker processes (default: one a core)")
    build.add_argument("--no-pages", action="store_true", help="do not write the pages")
    build.add_argument("--strict", action="store_true", help="exit 1 when a document could not be read")

    info = _command(commands, "info", "say what is in a case", _info)
    info.add_argument("--documents", action="store_true", help="list the documents with their ids")

    search = _command(commands, "search", "find words in the documents", _search)
    search.add_argument(
        "words", nargs="+", metavar="WORDS", help='all of them; "in quotes" as a phrase; begin* for any ending'
    )
    search.add_argument("--limit", type=int, default=20, metavar="N", help="most passages shown (default 20)")

    verify = _command(commands, "verify", "check every byte, entry and derived table of a case", _verify)
    verify.add_argument("--head", metavar="HASH", help="the head's hash as somebody outside has kept it")
    verify.add_argument("--rebuild", action="store_true", help="derive everything again and compare")

    export = _command(commands, "export", "write a case in another format", _export)
    export.add_argument("--format", default="jsonl", metavar="NAME", help="jsonl (default), csv, …")
    export.add_argument("--out", type=Path, metavar="DIR", help="folder for formats of several files")
    export.add_argument("--record", action="store_true", help="write the export's digest into the journal")
    export.add_argument("--note", default="", metavar="TEXT", help="with --record: to whom it is handed out, and why")
    export.add_argument("--operator", default="", metavar="LABEL", help="the label under which the entry is written")

    diff = commands.add_parser(
        "diff", help="say what differs between two cases", description="Say what differs between two cases."
    )
    diff.add_argument("a", type=Path, metavar="CASE_A", help="the case folder that is compared")
    diff.add_argument("b", type=Path, metavar="CASE_B", help="the case folder that it is compared with")
    diff.add_argument("--json", action="store_true", help="print JSON")
    diff.set_defaults(run=_diff)

    remove = _command(commands, "remove", "erase a document from a case, leaving its digest and the reason", _remove)
    remove.add_argument("document", metavar="DOC", help="its path or id, as `muniment info --documents` lists it")
    remove.add_argument("--reason", required=True, metavar="TEXT", help="why; kept in the case")
    remove.add_argument("--operator", default="", metavar="LABEL", help="the label under which the entry is written")


def _command(
    commands: Commands, name: str, what: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
    parser.add_argument(
        "--case", type=Path, default=Path("case"), metavar="DIR", help="the case folder (default: case)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)
    return parser


def clock() -> datetime:
    """The time that entries are written under."""
    return datetime.now(UTC)


# --- build


def _build(given: argparse.Namespace) -> int:
    for_all = {
        name: value
        for name in ("received_from", "collected_by", "obtained", "source_url", "captured", "restrictions", "consent")
        if (value := getattr(given, name))
    }
    if for_all and given.custody:
        raise UsageError("give either --custody FILE.csv or custody for all (--received-from, …), not both")
    if given.processes < 0:
        raise UsageError("--processes must be at least 0 (0: one a core)")
    if not given.documents and not (given.case / "journal").is_dir():
        raise UsageError(f"there is no case in {str(given.case)!r} yet; name the documents to build it from")
    order = pipeline.Order(
        given.case,
        tuple(given.documents),
        custody=Custody(**for_all) if for_all else given.custody,
        operator=given.operator,
        title=given.title,
        processes=given.processes,
        write_pages=not given.no_pages,
    )
    with _Bars() as bars:
        account = pipeline.build(order, now=clock, progress=bars)
    if given.json:
        print(json.dumps(_account(account), indent=1))
    else:
        _tell(account)
    return 1 if given.strict and account.failures else 0


class _Bars:
    """Progress bars on a terminal; nothing where output is no terminal."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._stage = ""

    def __enter__(self) -> _Bars:
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def __call__(self, stage: str, done: int, of: int) -> None:
        if not sys.stderr.isatty():
            return
        if stage != self._stage:
            if self._bar is not None:
                self._bar.close()
            self._bar = tqdm(desc=stage, total=of or None, unit="", leave=False, file=sys.stderr)
            self._stage = stage
        self._bar.update(done - self._bar.n)


def _account(account: pipeline.Account) -> dict[str, Any]:
    failures = [{"document": f.document, "code": f.code} for f in account.failures]
    return {
        "taken_in": account.taken_in,
        "read": account.read,
        "changed": account.changed,
        **account.info,
        "failed": failures,
        "notes": list(account.notes),
        "head": account.head,
        "index": str(account.index) if account.index else None,
    }


def _tell(account: pipeline.Account) -> None:
    info = account.info
    kinds: Any = info["claims"]
    named = {"figure": "figures", "attribution": "attributions", "mention": "names", "event": "events", "role": "roles"}
    print(f"{info['documents']} documents: {account.taken_in} new, {account.read} read now.")
    print(
        "Found: " + ", ".join(f"{kinds.get(kind, 0)} {plural}" for kind, plural in named.items()) + " (all unreviewed)."
    )
    print(
        f"{info['questions']} questions; {info['joins']} joins of documents by a common source, each with its evidence."
    )
    if not account.changed:
        print("Nothing has changed since the last build.")
    if account.failures:
        print(f"Not taken in or not read ({len(account.failures)}):")
        for failure in account.failures[:20]:
            print(f"  {shown(failure.path)}: {failure.message}")
        if len(account.failures) > 20:
            print(f"  … and {len(account.failures) - 20} more; the pages list all")
    for note in account.notes:
        print(f"Note: {note}.")
    print(f"Head of the journal: {account.head}")
    print("  (a receipt: leave it with somebody outside; `muniment verify --head` then finds a rewritten journal)")
    if account.index:
        print(f"Open {account.index}")


def shown(path: str) -> str:
    """Words as one line of a terminal: no control characters and no marks of direction; joiners are letters' own."""
    return "".join(character if character.isprintable() or character in "\u200c\u200d" else "�" for character in path)


# --- info, search


def _info(given: argparse.Namespace) -> int:
    with Archive.open(given.case) as case:
        info = {"title": read_settings(case.settings).title, **case.info()}
        documents = case.documents() if given.documents else ()
        if given.json:
            listed = [{"id": d.id, "path": d.path, "sha256": d.sha256, "size": d.size} for d in documents]
            print(json.dumps({**info, **({"document_list": listed} if given.documents else {})}, indent=1))
            return 0
    for name, value in info.items():
        if name == "claims" and isinstance(value, dict):
            value = ", ".join(f"{count} {kind}" for kind, count in value.items()) or "none"
        elif name == "last" and isinstance(value, dict):
            value = f"{value['kind']}, {value['when']}"
        print(f"{name}: {value if value not in ('', None) else 'not recorded'}")
    for document in documents:
        print(f"{document.id}  {shown(document.path)}")
    return 0


def _search(given: argparse.Namespace) -> int:
    if given.limit < 1:
        raise UsageError("--limit must be at least 1")
    with Archive.open(given.case) as case:
        words = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in given.words)
        hits = case.search(words, limit=given.limit)
    if given.json:
        print(
            json.dumps(
                [{"document": h.path, "id": h.document, "start": h.span.start, "end": h.span.end} for h in hits],
                indent=1,
            )
        )
        return 0
    for hit in hits:
        print(f"{shown(hit.path)} [{hit.span.start}–{hit.span.end}]")
        print(f"  {shown(hit.snippet.replace(chr(10), ' '))}")
    if not hits:
        print(
            "Nothing found. Words are matched without accents and in any Persian or Arabic letter form, in the script"
        )
        print("in which you write them: a name may stand in another script too; several words in quotes are a phrase.")
    return 0


# --- verify, export, diff, remove


def _verify(given: argparse.Namespace) -> int:
    report = archive.verify(given.case, head=given.head)
    findings = [*report.findings]
    notes = [*report.notes]
    if report.ok and report.tables_compared:
        findings += pipeline.changed_pages(given.case)
    if given.rebuild:
        findings += pipeline.rebuilt(given.case, now=clock)
    if given.json:
        print(
            json.dumps(
                {
                    "ok": not findings,
                    "findings": [vars_of(finding) for finding in findings],
                    "notes": [vars_of(note) for note in notes],
                    "counts": report.counts,
                    "head": report.head,
                    "says": report.sentence,
                },
                indent=1,
            )
        )
        return 1 if findings else 0
    for finding in findings:
        print(f"FOUND {finding}")
    for note in notes:
        print(f"note  {note}")
    print("Compared: " + ", ".join(f"{count} {what}" for what, count in report.counts.items()) + ".")
    if given.rebuild and not findings:
        print("Everything was derived again from the originals: the tables are the same.")
    print(report.sentence)
    print(f"Head of the journal: {report.head}")
    return 1 if findings else 0


def vars_of(finding: archive.Finding) -> dict[str, str]:
    """A finding as a plain mapping."""
    return {"what": finding.what, "where": finding.where, "means": finding.means}


def _export(given: argparse.Namespace) -> int:
    formats = {plugin.name: plugin.module for plugin in pages.exports()}
    if given.format not in formats:
        raise UsageError(f"there is no format {given.format!r}; known: {', '.join(sorted(formats))}")
    module = formats[given.format]
    to_folder = module.TO == "folder"
    if to_folder and not given.out:
        raise UsageError(f"{given.format} writes several files; name a folder with --out DIR")
    with Archive.open(given.case, write=given.record, now=clock if given.record else None) as case:
        settings = read_settings(case.settings)
        record = open_record(case, settings)
        if to_folder:
            module.export(record, given.out)
            written = b"".join(path.read_bytes() for path in sorted(given.out.iterdir()) if path.is_file())
        else:
            with given.out.open("w", encoding="utf-8", newline="") if given.out else nullcontext(sys.stdout) as to:
                out = _Counted(to)
                module.export(record, out)
                out.flush()
            written = b""
        if given.record:
            sha256 = hashlib.sha256(written).hexdigest() if to_folder else out.digest.hexdigest()
            size = len(written) if to_folder else out.size
            entry = case.record_export(
                form=given.format,
                sha256=sha256,
                size=size,
                operator=given.operator or settings.operator,
                note=given.note,
            )
            print(f"Recorded as entry {entry.number}: sha256 {sha256}", file=sys.stderr)
    return 0


class _Counted(io.TextIOBase):
    """A text stream that counts and hashes what goes through it."""

    def __init__(self, to: Any) -> None:
        self._to = to
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, text: str) -> int:
        data = text.encode("utf-8")
        self.digest.update(data)
        self.size += len(data)
        self._to.write(text)
        return len(text)

    def flush(self) -> None:
        self._to.flush()


def _diff(given: argparse.Namespace) -> int:
    difference = archive.diff(given.a, given.b)
    if given.json:
        changes = [{"kind": c.kind, "change": c.change, "id": c.id} for c in difference.changes]
        print(json.dumps({"counts": difference.counts, "changes": changes}, indent=1))
        return 0
    for change in difference.changes:
        print(f"{change.change:<8} {change.kind:<12} {change.id}  {shown(change.path)}")
    print(
        "; ".join(
            f"{kind}: {', '.join(f'{n} {what}' for what, n in counts.items())}"
            for kind, counts in difference.counts.items()
        )
        or "No difference."
    )
    return 0


def _remove(given: argparse.Namespace) -> int:
    if not given.reason.strip():
        raise UsageError("--reason must say why the document is removed")
    with Archive.open(given.case, write=True, now=clock) as case:
        document = case.document(given.document)
        operator = given.operator or read_settings(case.settings).operator
        entry = case.remove(document.id, reason=given.reason, operator=operator)
    if given.json:
        print(json.dumps({"entry": entry.number, "head": entry.hash}))
        return 0
    print(f"Removed by entry {entry.number}. Its digest, who, when and why stay in the journal.")
    print("The pages were erased with it: run `muniment build` to derive questions and pages without it.")
    return 0
