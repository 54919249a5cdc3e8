"""The way of a document, from top to bottom: read this first.

    files ─ intake ─▶ documents, passages ─ claims ─▶ claims ─ corroboration ─▶ dates, questions, origins, conflicts
                                  all of it ─ archive ─▶ a case ─ pages ─▶ what people read

`build` is a map over documents in worker processes (intake, claims: `muniment.reading`), then joins over all claims
(corroboration) in this one. What was read is kept under the names and versions of what read it, so that a second build
reads only what is new. Nothing is acknowledged before the journal holds its entry.
"""

from __future__ import annotations

import dataclasses
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from muniment import corroboration, intake, pages, reading, workers
from muniment.archive import Archive, Finding, diff
from muniment.errors import UsageError
from muniment.opening import open_record
from muniment.reading import Recipe, Task
from muniment.records import Custody, Document, Failure, Incoming
from muniment.settings import Settings, read_settings

#: the file beside the pages that says which head of the journal they were made from
MADE_FROM = "made-from.txt"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What a build is asked to do: take in `sources` (files, folders, ZIPs; none: only what the case holds already).

    `custody` is the path of a CSV, one `Custody` for all, or None. `processes` 0 means the setting's.
    """

    case: Path
    sources: tuple[Path, ...] = ()
    custody: Path | Custody | None = None
    operator: str = ""
    title: str = ""
    processes: int = 0
    write_pages: bool = True


@dataclass(frozen=True, slots=True)
class Account:
    """What a build did, in numbers and sentences."""

    taken_in: int
    read: int
    changed: bool
    info: dict[str, object]
    failures: tuple[Failure, ...]
    notes: tuple[str, ...]
    head: str
    index: Path | None


def quiet(stage: str, done: int, of: int) -> None:
    """The progress callback of those who do not watch. `of` is 0 while it is not known."""


def build(
    order: Order,
    *,
    now: Callable[[], datetime],
    progress: Progress = quiet,
    step: Callable[[str], None] = lambda point: None,
) -> Account:
    """Take in, read, resolve, weigh, seal, write pages. Run again after a kill, it goes on where it was.

    `progress` is told how far each stage is; `step` the name of each step of writing that has been done.

    Raises what `Archive.open` raises, `UsageError` and `SettingsError`; a document that fails is recorded instead.
    """
    with Archive.open(
        order.case,
        create=bool(order.sources),
        write=True,
        now=now,
        operator=order.operator,
        settings=_first_settings(order),
        step=step,
    ) as archive:
        settings = read_settings(archive.settings)
        recipe = reading.recipe(settings, names=_beside(archive, settings.names))
        before = _not_taken_in(archive)
        failures, taken_in = _take_in(archive, order, settings, progress)
        read = _read(archive, recipe, order.processes or settings.processes or reading.cores(), progress)
        made_with = _made_with(recipe, archive, settings)
        changed = bool(read) or failures != before or not _is_sealed(archive, made_with)
        if changed:
            progress("weighing", 0, 0)
            _corroborate(archive, failures, settings)
        archive.commit_build(operator=order.operator or settings.operator, made_with=made_with)
        index = _write_pages(archive, settings, progress) if order.write_pages else None
        return Account(
            taken_in,
            read,
            changed,
            archive.info(),
            archive.failures(),
            (*_notes(archive, order), *reading.missing()),
            archive.head,
            index,
        )


def _take_in(archive: Archive, order: Order, settings: Settings, progress: Progress) -> tuple[list[Failure], int]:
    """Keep every file that comes; returns what could not be taken in (now or before), and how many files are new."""
    removed, new = archive.removed(), 0
    failures = {failure.path: failure for failure in _not_taken_in(archive)}
    before = {document.id for document in archive.documents()}
    limits = reading.limits(settings)
    for number, found in enumerate(intake.walk(order.sources, custody=order.custody, limits=limits), 1):
        if isinstance(found, Failure):
            failures[found.path] = found
        elif entry := _removal(archive, found, removed):
            message = f"removed by entry {entry}; it was not taken in again"
            failures[found.path] = Failure(found.path, found.path, "removed", message)
        else:
            failures.pop(found.path, None)
            new += archive.keep(found).id not in before
        progress("taking in", number, 0)
    archive.flush()
    return [failures[path] for path in sorted(failures)], new


def _not_taken_in(archive: Archive) -> list[Failure]:
    """What earlier builds could not take in, by path."""
    found = [failure for failure in archive.failures() if failure.document == failure.path]
    return sorted(found, key=lambda failure: failure.path)


def _removal(archive: Archive, found: Incoming, removed: dict[str, int]) -> int | None:
    """The entry by which this file was removed from the case, if it was."""
    if not removed:
        return None
    sha256 = reading.sha256(found.data)
    return removed.get(sha256) or removed.get(archive.document_id(sha256, found.path))


def _read(archive: Archive, recipe: Recipe, processes: int, progress: Progress) -> int:
    """Read each document that nothing has read yet in this way; returns how many were read."""
    waiting = [document for document in archive.documents() if _is_stale(archive, document, recipe)]
    tasks = (Task(document, archive.original_path(document.id)) for document in waiting)
    answers = workers.work(
        reading.read_one,
        tasks,
        processes=min(processes, len(waiting)) or 1,
        prepare=reading.prepare,
        prepared=(recipe,),
    )
    if not waiting:
        return 0
    progress("reading", 0, len(waiting))
    for number, answer in enumerate(answers, 1):
        if isinstance(answer, workers.Lost):
            document = answer.task.document
            failure = Failure(document.id, document.path, "crashed", answer.why)
            archive.put(document.id, failure, made_by=recipe.label)
        else:
            archive.put(answer.document, answer.read, answer.claims, answer.entities, made_by=recipe.label)
        progress("reading", number, len(waiting))
    archive.flush()
    return len(waiting)


def _is_stale(archive: Archive, document: Document, recipe: Recipe) -> bool:
    return not archive.has_reading(document.id, recipe.label)


def _corroborate(
    archive: Archive, failures: Iterable[Failure], settings: Settings, *, beside: Archive | None = None
) -> None:
    """Date the documents, resolve times, ask the questions, find common sources and conflicts."""
    readings, claims = tuple(archive.readings()), tuple(archive.claims())
    documents = tuple(dataclasses.replace(document, modified=None) for document in archive.documents())
    publications = corroboration.date_documents(readings, claims, documents=documents)
    times = corroboration.resolve_times(claims, publications, readings)
    questions = corroboration.ask(claims, times, publications, readings)
    analyst = corroboration.read_origins(_beside(beside or archive, settings.origins), documents)
    joins = corroboration.find_origins(documents, readings, claims, questions, analyst=analyst)
    weighed = corroboration.grouped(questions, joins, claims)
    archive.put_derived(publications.values(), times, weighed, joins, failures=failures)


def rebuilt(folder: Path, *, now: Callable[[], datetime], progress: Progress = quiet) -> list[Finding]:
    """Derive everything again from the originals, in a scratch folder of the case; names what comes out different."""
    with Archive.open(folder) as case, tempfile.TemporaryDirectory(dir=folder, prefix="rebuild-") as scratch:
        settings = read_settings(case.settings)
        again = Path(scratch) / "case"
        with Archive.open(again, create=True, now=now, settings=case.settings) as fresh:
            for document in case.documents():
                fresh.keep(Incoming(document.path, case.original(document.id), document.custody, document.modified))
            recipe = reading.recipe(settings, names=_beside(case, settings.names))
            _read(fresh, recipe, settings.processes or reading.cores(), progress)
            _corroborate(fresh, _not_taken_in(case), settings, beside=case)
            fresh.commit_build(operator="", made_with=_made_with(recipe, case, settings))
        changes = diff(folder, again).changes
        made_with = [e.body["made_with"] for e in case.entries("build")][-1:]
        means = "The same versions derive something else from the originals; the derived tables were changed."
        if made_with and made_with[0] != _made_with(recipe, case, settings):
            means = "The case was built with other versions, another model or other settings than are installed now."
        return [Finding(f"{one.kind} {one.change} when derived again", one.id, means) for one in changes]


def _write_pages(archive: Archive, settings: Settings, progress: Progress) -> Path:
    """Write the working pages, unless they were made from this very head of the journal."""
    folder = archive.folder / "pages"
    stamp = folder / MADE_FROM
    made_from = _made_from(archive, settings)
    index = folder / "index.html"
    if index.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == made_from:
        return index
    stamp.unlink(missing_ok=True)
    record = open_record(archive, settings)
    done = 0

    def count(pages_done: int) -> None:
        nonlocal done
        done += pages_done
        progress("writing pages", done, 0)

    written = pages.write(record, folder, language=settings.language, progress=count)
    stamp.write_text(made_from, encoding="utf-8")
    return written.index


def changed_pages(folder: Path) -> list[Finding]:
    """The working pages that are not what the record gives, where they were made from the journal's present head."""
    stamp = folder / "pages" / MADE_FROM
    if not stamp.is_file():
        return []
    with Archive.open(folder) as archive:
        settings = read_settings(archive.settings)
        if stamp.read_text(encoding="utf-8", errors="replace") != _made_from(archive, settings):
            return []
        differ = pages.differing(open_record(archive, settings), folder / "pages", language=settings.language)
    means = "This page was changed, added or taken away after it was written; run muniment build to write it anew."
    return [Finding("not the page that the record gives", f"pages/{path}", means) for path in differ]


def _made_from(archive: Archive, settings: Settings) -> str:
    return f"{archive.head} {reading.version()} {settings.language}\n"


def _is_sealed(archive: Archive, made_with: dict[str, str]) -> bool:
    """Whether the last build was finished, with the same plug-ins, model and settings, and nothing decided since."""
    sealed = False
    for entry in archive.entries():
        if entry.kind == "build":
            sealed = entry.body["made_with"] == made_with
        elif entry.kind in ("decision", "remove"):
            sealed = False
    return sealed and not archive.stale


def _made_with(recipe: Recipe, archive: Archive, settings: Settings) -> dict[str, str]:
    return {**recipe.parts, "origins": reading.sha256((_beside(archive, settings.origins) or "").encode())[:16]}


def _beside(archive: Archive, name: str) -> str:
    """The text of a file of the case that the settings name; empty when they name none."""
    if not name:
        return ""
    path = archive.folder / name
    if not path.resolve().is_relative_to(archive.folder.resolve()):
        raise UsageError(f"muniment.toml names a file outside the case folder ({name}); put it into the case")
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"muniment.toml names {name!r}, which cannot be read as UTF-8; put it into the case"
        ) from error


def _notes(archive: Archive, order: Order) -> Iterator[str]:
    paths = [document.path for document in archive.documents()]
    if not paths:
        yield "no documents were found; the case is empty"
    if isinstance(order.custody, Path):
        named = set(intake.read_custody(order.custody.read_text(encoding="utf-8-sig"))) - {"*"}
        absent = sorted(
            name for name in named if not any(path == name or path.startswith(f"{name}/") for path in paths)
        )
        if absent:
            yield f"{order.custody.name} speaks of files that are not in the case: {', '.join(absent[:5])}"
    if again := sorted({path for path in paths if paths.count(path) > 1} if len(paths) < 5000 else ()):
        yield f"{len(again)} file{'s' if len(again) > 1 else ''} changed since an earlier build; every version is kept"


def _first_settings(order: Order) -> str:
    """The settings of a new case: the title and the operator's label, if they were given."""
    given = {"title": order.title, "operator": order.operator}
    return "".join(f"{name} = {_toml(value)}\n" for name, value in given.items() if value)


def _toml(value: str) -> str:
    """A JSON string is a TOML string, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
