"""The record as plain rows, which every export writes in its own form.

Keys as in the design's “The JSON Lines export”. Order: documents by path, each followed by its claims in text order and
its named things by id; then joins, questions and decisions by id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from muniment.pages.record import Record
from muniment.records import (
    Attribution,
    Citation,
    Claim,
    Document,
    Entity,
    Event,
    Figure,
    Involvement,
    Join,
    Mention,
    Question,
    Span,
    TimeSaid,
)

Row = dict[str, Any]


def rows(record: Record) -> Iterator[Row]:
    """Every row of the export, in order."""
    paths = {document.id: document.path for document in record.documents}
    for document in record.in_order():
        yield from rows_of(record, document)
    for join in sorted(record.joins, key=lambda join: join.id):
        yield join_row(join, paths)
    for question in sorted(record.questions, key=lambda question: question.id):
        yield question_row(question)
    keys = sorted({key for decision in record.decisions for key in decision} - {"id", "type"})
    for place, decision in enumerate(record.decisions):
        row = {"type": "decision", "id": str(decision.get("id", place))}
        yield row | {key: decision.get(key) for key in keys}


def rows_of(record: Record, document: Document) -> Iterator[Row]:
    """A document's own rows: itself, its claims in text order, and its named things."""
    yield document_row(record, document)
    claims = record.claims_of(document.id)
    for claim in claims:
        if not isinstance(claim.content, Mention):
            yield claim_row(claim, document.path, record.times.get(claim.id))
    mentions = {claim.id: claim.citation for claim in claims if isinstance(claim.content, Mention)}
    for entity in record.entities_of(document.id):
        yield entity_row(entity, document.path, mentions)


def document_row(record: Record, document: Document) -> Row:
    """A document: where it stands, when it was published and why, and the roles of its passages."""
    reading = record.readings.get(document.id)
    publication = record.publications.get(document.id)
    return {
        "type": "document",
        "id": document.id,
        "document": document.path,
        "sha256": document.sha256,
        "size": document.size,
        "read": reading is not None,
        "published": publication.edtf if publication else None,
        "published_reasons": list(publication.reasons) if publication else [],
        "title": reading.title if reading else None,
        "author": reading.author if reading else None,
        "publisher": reading.publisher if reading else None,
        "language": reading.language if reading else None,
        "kind": reading.kind if reading else None,
        "custody": {field.name: getattr(document.custody, field.name) for field in fields(document.custody)},
        "passages": [
            {"start": passage.start, "end": passage.end, "role": str(passage.role)}
            for passage in (reading.passages if reading else ())
        ],
    }


def claim_row(claim: Claim, path: str, time: str | None) -> Row:
    """A figure, attribution, event or role with its citation, its speakers and what made it."""
    row: Row = {
        "type": claim.kind,
        "id": claim.id,
        "document": path,
        "start": claim.citation.start,
        "end": claim.citation.end,
        "quote": claim.citation.quote,
    }
    content = claim.content
    if isinstance(content, Figure):
        row |= _figure(content, time)
    elif isinstance(content, Attribution):
        row |= _attribution(claim, content, time)
    elif isinstance(content, Event):
        row |= _event(content, time)
    elif isinstance(content, Involvement):
        row |= _involvement(content, time)
    first = claim.speakers[0] if claim.speakers else None
    return row | {
        "speaker": claim.speaker,
        "speaker_start": first.span.start if first and first.span else None,
        "speaker_end": first.span.end if first and first.span else None,
        "speaker_chain": [{"name": one.name, "kind": one.kind} for one in claim.speakers],
        "cue_start": claim.cue.start if claim.cue else None,
        "cue_end": claim.cue.end if claim.cue else None,
        "stance": str(claim.stance),
        "hedges": list(claim.hedges),
        "prefix": claim.citation.prefix,
        "suffix": claim.citation.suffix,
        "locator": _locator(claim.citation),
        "extractor": claim.extractor,
        "version": claim.version,
        "model": claim.model,
        "confidence": claim.confidence,
        "review": str(claim.review),
    }


def _figure(figure: Figure, time: str | None) -> Row:
    return {
        "number_start": figure.number.start,
        "number_end": figure.number.end,
        "low": _number(figure.low),
        "high": _number(figure.high),
        "qualifier": str(figure.qualifier),
        "unit": figure.unit,
        "measure": figure.measure,
        "population": figure.population,
        "share_of": figure.share_of,
        "event": figure.event,
        "where": list(figure.where),
        "when": time or _said(figure.when),
        "when_said": figure.when.text if figure.when else None,
    }


def _attribution(claim: Claim, attribution: Attribution, time: str | None) -> Row:
    cue = attribution.cue or claim.cue
    return {
        "form": attribution.form,
        "cue": _word(claim, cue),
        "content_spans": [[piece.start, piece.end] for piece in attribution.pieces]
        or [[claim.citation.start, claim.citation.end]],
        "when": time or _said(attribution.when),
        "when_said": attribution.when.text if attribution.when else None,
    }


def _event(event: Event, time: str | None) -> Row:
    return {
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "kind": event.kind,
        "label": event.label,
        "when": time or _said(event.when),
        "when_said": event.when.text if event.when else None,
        "where": list(event.where),
        "victims": list(event.victims),
        "alleged_perpetrators": list(event.perpetrators),
    }


def _involvement(role: Involvement, time: str | None) -> Row:
    return {
        "person": role.person,
        "role": role.role,
        "person_start": role.person_span.start if role.person_span else None,
        "person_end": role.person_span.end if role.person_span else None,
        "body": role.body,
        "where": role.where,
        "when": time or _said(role.when),
        "when_said": role.when.text if role.when else None,
        "alleged": role.alleged,
    }


def entity_row(entity: Entity, path: str, mentions: Mapping[str, Citation]) -> Row:
    """A named thing within one document, with every place where its name stands."""
    found = sorted((mentions[one] for one in entity.mentions if one in mentions), key=lambda cited: cited.start)
    return {
        "type": "entity",
        "id": entity.id,
        "document": path,
        "name": entity.name,
        "kind": entity.kind,
        "aliases": list(entity.aliases),
        "mentions": [{"document": path, "start": one.start, "end": one.end, "text": one.quote} for one in found],
    }


def join_row(join: Join, paths: Mapping[str, str]) -> Row:
    """Two documents that share a source, by which rule, with the words of both."""
    return {
        "type": "join",
        "id": join.id,
        "a": paths.get(join.a, join.a),
        "b": paths.get(join.b, join.b),
        "rule": str(join.rule),
        "question": join.question,
        "claims": [list(pair) for pair in join.claims],
        "score": join.score,
        "offered": join.offered,
        "evidence": [{"a": _cited(one.a, paths), "b": _cited(one.b, paths), "note": one.note} for one in join.evidence],
    }


def question_row(question: Question) -> Row:
    """A question, its claims, their groups with a common source found, and the pairs that conflict or revise."""
    return {
        "type": "question",
        "id": question.id,
        "event": question.event,
        "measure": question.measure,
        "population": question.population,
        "when": question.when,
        "part_of": question.part_of,
        "claims": list(question.claims),
        "groups": [list(group) for group in question.groups],
        "conflicts": [[one.a, one.b] for one in question.conflicts if one.kind == "conflict"],
        "revisions": [[one.a, one.b] for one in question.conflicts if one.kind == "revision"],
        "reasons": [{"a": one.a, "b": one.b, "kind": one.kind, "why": one.why} for one in question.conflicts],
        "named_sources": question.named_sources,
        "absent": list(question.absent),
        "sentence": question.sentence,
    }


def _cited(citation: Citation | None, paths: Mapping[str, str]) -> Row | None:
    if citation is None:
        return None
    return {
        "document": paths.get(citation.document, citation.document),
        "start": citation.start,
        "end": citation.end,
        "text": citation.quote,
    }


def _locator(citation: Citation) -> Row | None:
    where = citation.locator
    if where is None:
        return None
    found = {
        "page": where.page,
        "box": list(where.box) if where.box else None,
        "sheet": where.sheet,
        "row": where.row,
        "column": where.column,
        "time": where.time,
    }
    return {key: value for key, value in found.items() if value is not None}


def _word(claim: Claim, cue: Span | None) -> str | None:
    """The cue's own characters, where the citation or its context holds them."""
    if cue is None:
        return None
    cited = claim.citation
    around = cited.prefix + cited.quote + cited.suffix
    start = cue.start - (cited.start - len(cited.prefix))
    return around[start : start + len(cue)] if start >= 0 and start + len(cue) <= len(around) else None


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _said(when: TimeSaid | None) -> str | None:
    return when.edtf if when else None
