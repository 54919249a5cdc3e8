"""Claims and entities as rows, and back: exact for every record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from muniment.archive import schema
from muniment.archive.rows import (
    Row,
    Rows,
    citation_from,
    citation_row,
    span_from,
    span_row,
    when_from,
    when_row,
)
from muniment.errors import RecordError
from muniment.records import (
    Attribution,
    Claim,
    Entity,
    Event,
    Figure,
    Involvement,
    Mention,
    Qualifier,
    Review,
    Span,
    Speaker,
    Stance,
)
from muniment.records.claims import Content

#: the table that holds what is particular to a kind of claim
_TABLES: dict[str, Table] = {
    "figure": schema.figure,
    "attribution": schema.attribution,
    "mention": schema.mention,
    "event": schema.event,
    "role": schema.role,
}


def _content_row(content: Content) -> dict[str, Any]:
    match content:
        case Figure():
            return {
                "number_start": content.number.start,
                "number_end": content.number.end,
                "low": content.low,
                "high": content.high,
                "qualifier": content.qualifier.value,
                "unit": content.unit,
                "measure": content.measure,
                "population": content.population,
                "share_of": content.share_of,
                "event": content.event,
                "where": list(content.where),
                **when_row(content.when),
            }
        case Attribution():
            return {
                **span_row("cue", content.cue),
                "form": content.form,
                "pieces": [[one.start, one.end] for one in content.pieces],
                **when_row(content.when),
            }
        case Mention():
            return {"kind": content.kind, "entity": content.entity}
        case Event():
            return {
                "kind": content.kind,
                "trigger_start": content.trigger.start,
                "trigger_end": content.trigger.end,
                "label": content.label,
                "where": list(content.where),
                "victims": list(content.victims),
                "perpetrators": list(content.perpetrators),
                **when_row(content.when),
            }
        case Involvement():
            return {
                "person": content.person,
                "role": content.role,
                **span_row("person", content.person_span),
                "body": content.body,
                "where": content.where,
                "alleged": content.alleged,
                **when_row(content.when),
            }


def _content_from(kind: str, row: Row) -> Content:
    match kind:
        case "figure":
            return Figure(
                number=Span(row["number_start"], row["number_end"]),
                low=row["low"],
                high=row["high"],
                qualifier=Qualifier(row["qualifier"]),
                unit=row["unit"],
                measure=row["measure"],
                population=row["population"],
                share_of=row["share_of"],
                event=row["event"],
                where=tuple(row["where"]),
                when=when_from(row),
            )
        case "attribution":
            return Attribution(
                cue=span_from(row, "cue"),
                form=row["form"],
                pieces=tuple(Span(start, end) for start, end in row["pieces"]),
                when=when_from(row),
            )
        case "mention":
            return Mention(row["kind"], row["entity"])
        case "event":
            return Event(
                kind=row["kind"],
                trigger=Span(row["trigger_start"], row["trigger_end"]),
                label=row["label"],
                when=when_from(row),
                where=tuple(row["where"]),
                victims=tuple(row["victims"]),
                perpetrators=tuple(row["perpetrators"]),
            )
        case _:
            return Involvement(
                person=row["person"],
                role=row["role"],
                person_span=span_from(row, "person"),
                body=row["body"],
                where=row["where"],
                when=when_from(row),
                alleged=row["alleged"],
            )


def claim_rows(document: str, claims: Iterable[Claim], entities: Iterable[Entity]) -> Rows:
    """A document's claims and entities as rows of their tables.

    Raises `RecordError` when one belongs to another document, or two have one id.
    """
    rows: Rows = {table: [] for table in (schema.claim, schema.claim_speaker, schema.entity, *_TABLES.values())}
    seen: set[str] = set()
    for claim in claims:
        if claim.document != document:
            raise RecordError(f"claim {claim.id} cites {claim.document}, not {document}, with which it was put")
        if claim.id in seen:
            raise RecordError(f"two claims are called {claim.id}; its extractor must name each by its own characters")
        seen.add(claim.id)
        of = {"claim": claim.id, "document": document}
        rows[schema.claim].append(
            {
                "id": claim.id,
                "kind": claim.kind,
                **citation_row(claim.citation),
                "speaker": claim.speaker,
                "stance": claim.stance.value,
                **span_row("cue", claim.cue),
                "hedges": list(claim.hedges),
                "confidence": claim.confidence,
                "review": claim.review.value,
                "extractor": claim.extractor,
                "version": claim.version,
                "model": claim.model,
            }
        )
        rows[schema.claim_speaker] += (
            {
                **of,
                "nr": nr,
                "name": one.name,
                "start": one.span.start if one.span is not None else None,
                "end": one.span.end if one.span is not None else None,
                "kind": one.kind,
            }
            for nr, one in enumerate(claim.speakers)
        )
        rows[_TABLES[claim.kind]].append({**of, **_content_row(claim.content)})
    for entity in entities:
        if entity.document != document:
            raise RecordError(f"entity {entity.id} belongs to {entity.document}, not {document}, with which it was put")
        if entity.id in seen and entity.id not in entity.mentions:
            raise RecordError(f"entity {entity.id} is named by a claim that is no mention of it")
        rows[schema.entity].append(
            {
                "id": entity.id,
                "document": document,
                "name": entity.name,
                "kind": entity.kind,
                "mentions": list(entity.mentions),
                "aliases": list(entity.aliases),
            }
        )
    if len({row["id"] for row in rows[schema.entity]}) < len(rows[schema.entity]):
        raise RecordError(f"two entities of {document} have one id")
    return rows


def claims_from(sql: Connection, documents: Sequence[str], kind: str | None) -> Iterator[Claim]:
    """The claims of some documents (of one kind, or all), in order of start, end and id within each document.

    Documents come in the order given. Memory is that of these documents' claims.
    """
    kinds = [kind] if kind else list(_TABLES)
    contents: dict[str, Row] = {}
    for one in kinds:
        table = _TABLES[one]
        for row in sql.execute(select(table).where(table.c.document.in_(documents))).mappings():
            contents[row["claim"]] = row
    speakers: dict[str, list[Speaker]] = {}
    spoken = schema.claim_speaker
    for row in sql.execute(select(spoken).where(spoken.c.document.in_(documents)).order_by(spoken.c.nr)).mappings():
        span = None if row["start"] is None else Span(row["start"], row["end"])
        speakers.setdefault(row["claim"], []).append(Speaker(row["name"], span, row["kind"]))
    table = schema.claim
    query = select(table).where(table.c.document.in_(documents), table.c.kind.in_(kinds))
    found: dict[str, list[Row]] = {document: [] for document in documents}
    for row in sql.execute(query.order_by(table.c.start, table.c.end, table.c.id)).mappings():
        found[row["document"]].append(row)
    for document in documents:
        for row in found[document]:
            citation = citation_from(row)
            assert citation is not None, "the column is NOT NULL"
            yield Claim(
                id=row["id"],
                citation=citation,
                content=_content_from(row["kind"], contents[row["id"]]),
                extractor=row["extractor"],
                version=row["version"],
                model=row["model"],
                speakers=tuple(speakers.get(row["id"], ())),
                cue=span_from(row, "cue"),
                stance=Stance(row["stance"]),
                hedges=tuple(row["hedges"]),
                confidence=row["confidence"],
                review=Review(row["review"]),
            )


def entities_from(sql: Connection, documents: Sequence[str]) -> Iterator[Entity]:
    """The entities of some documents: documents in the order given, then by id."""
    table = schema.entity
    found: dict[str, list[Row]] = {document: [] for document in documents}
    for row in sql.execute(select(table).where(table.c.document.in_(documents)).order_by(table.c.id)).mappings():
        found[row["document"]].append(row)
    for document in documents:
        for row in found[document]:
            yield Entity(row["id"], document, row["name"], row["kind"], tuple(row["mentions"]), tuple(row["aliases"]))
