"""Documents and readings as rows, and back: exact for every record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from muniment.archive import schema
from muniment.records import (
    Citation,
    Custody,
    DateCandidate,
    Document,
    Failure,
    FootnoteMark,
    Locator,
    Notice,
    Passage,
    PlacedRun,
    Reading,
    Role,
    Span,
    TimeSaid,
)
from muniment.text import digest

Row = RowMapping
Rows = dict[Table, list[dict[str, Any]]]

CUSTODY = ("received_from", "collected_by", "obtained", "source_url", "captured", "restrictions", "consent")
_LOCATOR = ("page", "box", "sheet", "row", "column", "time")


def locator_value(locator: Locator | None) -> dict[str, Any] | None:
    """What a locator knows, by name; None for no locator."""
    if locator is None:
        return None
    known = {name: getattr(locator, name) for name in _LOCATOR}
    return {name: value for name, value in known.items() if value is not None}


def locator_from(value: Mapping[str, Any] | None) -> Locator | None:
    """The locator that `locator_value` was given."""
    if value is None:
        return None
    box = value.get("box")
    return Locator(**{**value, "box": tuple(box)} if box is not None else value)


def citation_row(citation: Citation | None, prefix: str = "") -> dict[str, Any]:
    """The columns of a citation, each name after `prefix`; all None for no citation."""
    if citation is None:
        names = ("document", "start", "end", "quote", "prefix", "suffix", "page", "locator")
        return {f"{prefix}{name}": None for name in names}
    return {
        f"{prefix}document": citation.document,
        f"{prefix}start": citation.start,
        f"{prefix}end": citation.end,
        f"{prefix}quote": citation.quote,
        f"{prefix}prefix": citation.prefix,
        f"{prefix}suffix": citation.suffix,
        f"{prefix}page": citation.locator.page if citation.locator else None,
        f"{prefix}locator": locator_value(citation.locator),
    }


def citation_from(row: Row, prefix: str = "") -> Citation | None:
    """The citation in `row`, or None."""
    if row[f"{prefix}document"] is None:
        return None
    return Citation(
        row[f"{prefix}document"],
        row[f"{prefix}start"],
        row[f"{prefix}end"],
        row[f"{prefix}quote"],
        row[f"{prefix}prefix"],
        row[f"{prefix}suffix"],
        locator_from(row[f"{prefix}locator"]),
    )


def when_row(when: TimeSaid | None) -> dict[str, Any]:
    """The columns of a time as said."""
    if when is None:
        return dict.fromkeys(f"when_{name}" for name in ("start", "end", "text", "edtf", "relative", "calendar"))
    return {
        "when_start": when.start,
        "when_end": when.end,
        "when_text": when.text,
        "when_edtf": when.edtf,
        "when_relative": when.relative,
        "when_calendar": when.calendar,
    }


def when_from(row: Row) -> TimeSaid | None:
    """The time as said in `row`, or None."""
    if row["when_start"] is None:
        return None
    return TimeSaid(
        row["when_start"],
        row["when_end"],
        row["when_text"],
        row["when_edtf"],
        row["when_relative"],
        row["when_calendar"],
    )


def span_row(name: str, span: Span | None) -> dict[str, int | None]:
    """The columns `<name>_start` and `<name>_end`."""
    return {
        f"{name}_start": span.start if span is not None else None,
        f"{name}_end": span.end if span is not None else None,
    }


def span_from(row: Row, name: str) -> Span | None:
    """The span in the columns `<name>_start` and `<name>_end`, or None."""
    return None if row[f"{name}_start"] is None else Span(row[f"{name}_start"], row[f"{name}_end"])


def document_row(document: Document) -> dict[str, Any]:
    """A document's columns."""
    return {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "size": document.size,
        **{name: getattr(document.custody, name) for name in CUSTODY},
        "modified": document.modified,
    }


def document_from(row: Row) -> Document:
    """The document in `row`."""
    custody = Custody(**{name: row[name] for name in CUSTODY})
    return Document(row["id"], row["path"], row["sha256"], row["size"], custody, row["modified"])


def reading_rows(reading: Reading) -> Rows:
    """A reading as rows of its tables."""
    of = {"document": reading.document}
    return {
        schema.reading: [
            {
                **of,
                "reader": reading.reader,
                "version": reading.version,
                "kind": reading.kind,
                "language": reading.language,
                "title": reading.title,
                "author": reading.author,
                "publisher": reading.publisher,
                "site": reading.site,
                "pages": reading.pages,
                "warnings": list(reading.warnings),
                "text_sha256": digest(reading.text),
                "text": reading.text,
            }
        ],
        schema.passage: [
            {
                **of,
                "nr": nr,
                "start": one.start,
                "end": one.end,
                "role": one.role.value,
                "why": one.why,
                "label": one.label,
                "confidence": one.confidence,
            }
            for nr, one in enumerate(reading.passages)
        ],
        schema.footnote_mark: [
            {**of, "nr": nr, "start": one.start, "end": one.end, "label": one.label, **span_row("note", one.note)}
            for nr, one in enumerate(reading.marks)
        ],
        schema.placed_run: [
            {
                **of,
                "nr": nr,
                "start": one.start,
                "end": one.end,
                "page": one.locator.page,
                "locator": locator_value(one.locator),
            }
            for nr, one in enumerate(reading.runs)
        ],
        schema.date_candidate: [
            {
                **of,
                "nr": nr,
                "place": one.place,
                "text": one.text,
                "edtf": one.edtf,
                "note": one.note,
                **when_row(one.said),
            }
            for nr, one in enumerate(reading.dates)
        ],
        schema.notice: [
            {**of, "nr": nr, "kind": one.kind, "name": one.name, "start": one.citation.start, "end": one.citation.end}
            for nr, one in enumerate(reading.notices)
        ],
    }


def failure_rows(failures: Iterable[Failure], *, of_document: bool) -> list[dict[str, Any]]:
    """Failures as rows; `of_document` tells those cached with a document from those of a whole build."""
    return [
        {
            "document": one.document,
            "nr": nr,
            "path": one.path,
            "code": one.code,
            "message": one.message,
            "of_document": of_document,
        }
        for nr, one in enumerate(failures)
    ]


def failure_from(row: Row) -> Failure:
    """The failure in `row`."""
    return Failure(row["document"], row["path"], row["code"], row["message"])


def of_document(sql: Connection, table: Table, document: str) -> list[Row]:
    """A document's rows of `table`, in order of their number where they have one."""
    query = select(table).where(table.c.document == document)
    if "nr" in table.c:
        query = query.order_by(table.c.nr)
    return list(sql.execute(query).mappings())


def reading_from(sql: Connection, document: str) -> Reading | None:
    """The reading of a document, or None when it has none."""
    found = of_document(sql, schema.reading, document)
    if not found:
        return None
    row = found[0]
    return Reading(
        document=document,
        text=row["text"],
        passages=tuple(
            Passage(one["start"], one["end"], Role(one["role"]), one["why"], one["label"], one["confidence"])
            for one in of_document(sql, schema.passage, document)
        ),
        reader=row["reader"],
        version=row["version"],
        kind=row["kind"],
        language=row["language"],
        title=row["title"],
        author=row["author"],
        publisher=row["publisher"],
        site=row["site"],
        marks=tuple(
            FootnoteMark(one["start"], one["end"], one["label"], span_from(one, "note"))
            for one in of_document(sql, schema.footnote_mark, document)
        ),
        runs=tuple(
            PlacedRun(one["start"], one["end"], locator_from(one["locator"]) or Locator())
            for one in of_document(sql, schema.placed_run, document)
        ),
        dates=tuple(
            DateCandidate(one["place"], one["text"], one["edtf"], when_from(one), one["note"])
            for one in of_document(sql, schema.date_candidate, document)
        ),
        notices=tuple(
            Notice(one["kind"], one["name"], Span(one["start"], one["end"]))
            for one in of_document(sql, schema.notice, document)
        ),
        pages=row["pages"],
        warnings=tuple(row["warnings"]),
    )
