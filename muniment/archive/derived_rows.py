"""Publication dates, resolved times, questions and joins as rows, and back: exact for every record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from muniment.archive import schema
from muniment.archive.rows import Row, Rows, citation_from, citation_row
from muniment.records import Conflict, Evidence, Join, Publication, Question, Rule


def derived_rows(
    publications: Iterable[Publication],
    times: Mapping[str, str | None],
    questions: Iterable[Question],
    joins: Iterable[Join],
) -> Rows:
    """Everything that is made of all claims together, as rows of its tables."""
    rows: Rows = {table: [] for table in schema.OF_ALL}
    rows[schema.resolved_time] = [{"claim": claim, "edtf": edtf} for claim, edtf in times.items()]
    for publication in publications:
        rows[schema.publication].append(
            {
                "document": publication.document,
                "edtf": publication.edtf,
                "reasons": list(publication.reasons),
                "rejected": list(publication.rejected),
            }
        )
        rows[schema.publication_evidence] += (
            {"publication": publication.document, "nr": nr, **citation_row(one)}
            for nr, one in enumerate(publication.evidence)
        )
    for question in questions:
        _add_question(rows, question)
    for join in joins:
        rows[schema.join_].append(
            {
                "id": join.id,
                "a": join.a,
                "b": join.b,
                "rule": join.rule.value,
                "question": join.question,
                "score": join.score,
                "offered": join.offered,
            }
        )
        rows[schema.join_claim] += (
            {"join_": join.id, "nr": nr, "a": a, "b": b} for nr, (a, b) in enumerate(join.claims)
        )
        rows[schema.evidence] += (
            {
                "join_": join.id,
                "nr": nr,
                **citation_row(one.a, "a_"),
                **citation_row(one.b, "b_"),
                "note": one.note,
            }
            for nr, one in enumerate(join.evidence)
        )
    return rows


def _add_question(rows: Rows, question: Question) -> None:
    of: dict[str, Any] = {"question": question.id}
    rows[schema.question].append(
        {
            "id": question.id,
            "event": question.event,
            "measure": question.measure,
            "population": question.population,
            "when": question.when,
            "named_sources": question.named_sources,
            "absent": list(question.absent),
            "part_of": question.part_of,
        }
    )
    rows[schema.question_claim] += ({**of, "nr": nr, "claim": one} for nr, one in enumerate(question.claims))
    for number, group in enumerate(question.groups):
        # A group without claims stands as a row without a claim.
        rows[schema.question_group] += (
            {**of, "group_nr": number, "nr": nr, "claim": one} for nr, one in enumerate(group or (None,))
        )
    rows[schema.conflict] += (
        {**of, "nr": nr, "a": one.a, "b": one.b, "kind": one.kind, "why": one.why}
        for nr, one in enumerate(question.conflicts)
    )


def _by(sql: Connection, table: Table, key: str) -> Mapping[str, list[Row]]:
    """All rows of `table` in key order, by the column `key`."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in sql.execute(select(table).order_by(*table.primary_key.columns)).mappings():
        found[row[key]].append(row)
    return found


def publications_from(sql: Connection) -> tuple[Publication, ...]:
    """All publication dates, in order of their documents' paths."""
    evidence = _by(sql, schema.publication_evidence, "publication")
    table, document = schema.publication, schema.document
    query = select(table).join(document, document.c.id == table.c.document, isouter=True)
    return tuple(
        Publication(
            row["document"],
            row["edtf"],
            tuple(row["reasons"]),
            tuple(one for one in map(citation_from, evidence.get(row["document"], ())) if one),
            tuple(row["rejected"]),
        )
        for row in sql.execute(query.order_by(document.c.path, table.c.document)).mappings()
    )


def times_from(sql: Connection) -> dict[str, str | None]:
    """Claim id → what its time comes to (EDTF), by id."""
    table = schema.resolved_time
    return {row.claim: row.edtf for row in sql.execute(select(table).order_by(table.c.claim))}


def questions_from(sql: Connection) -> tuple[Question, ...]:
    """All questions, by id."""
    claims = _by(sql, schema.question_claim, "question")
    grouped = _by(sql, schema.question_group, "question")
    conflicts = _by(sql, schema.conflict, "question")
    return tuple(
        Question(
            id=row["id"],
            event=row["event"],
            measure=row["measure"],
            population=row["population"],
            when=row["when"],
            claims=tuple(one["claim"] for one in claims.get(row["id"], ())),
            groups=_groups(grouped.get(row["id"], [])),
            conflicts=tuple(
                Conflict(one["a"], one["b"], one["kind"], one["why"]) for one in conflicts.get(row["id"], ())
            ),
            named_sources=row["named_sources"],
            absent=tuple(row["absent"]),
            part_of=row["part_of"],
        )
        for row in sql.execute(select(schema.question).order_by(schema.question.c.id)).mappings()
    )


def _groups(rows: list[Row]) -> tuple[tuple[str, ...], ...]:
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows:
        members = groups[row["group_nr"]]
        if row["claim"] is not None:
            members.append(row["claim"])
    return tuple(tuple(members) for members in groups.values())


def joins_from(sql: Connection) -> tuple[Join, ...]:
    """All joins, by id."""
    claims = _by(sql, schema.join_claim, "join_")
    evidence = _by(sql, schema.evidence, "join_")
    return tuple(
        Join(
            id=row["id"],
            a=row["a"],
            b=row["b"],
            rule=Rule(row["rule"]),
            evidence=tuple(
                Evidence(citation_from(one, "a_"), citation_from(one, "b_"), one["note"])
                for one in evidence.get(row["id"], ())
            ),
            question=row["question"],
            claims=tuple((one["a"], one["b"]) for one in claims.get(row["id"], ())),
            score=row["score"],
            offered=row["offered"],
        )
        for row in sql.execute(select(schema.join_).order_by(schema.join_.c.id)).mappings()
    )
