"""The read-only JSON API of the served pages; rows have the keys of the export."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from muniment.pages.exports.rows import claim_row, document_row, join_row, question_row, rows_of
from muniment.pages.finding import Asked, Finder
from muniment.pages.record import Record
from muniment.pages.survey import Survey

#: rows in one answer unless fewer are asked for
MOST = 500

Body = dict[str, Any]


class _Wrong(ValueError):
    """A parameter that cannot be used; its words go into the answer."""


class Api:
    """Answers for paths beneath /api/."""

    def __init__(self, record: Record, survey: Survey, finder: Finder) -> None:
        self._record = record
        self._survey = survey
        self._finder = finder
        self._paths = {document.id: document.path for document in record.documents}
        self._documents = {document.id: document for document in record.in_order()}
        self._joins = {join.id: join for join in sorted(record.joins, key=lambda join: join.id)}

    def answer(self, path: str, query: Mapping[str, str]) -> tuple[int, Body]:
        """The status and body of an answer."""
        first, _, rest = path.partition("/")
        answers: dict[str, Callable[[str, Mapping[str, str]], Body | None]] = {
            "info": self._info,
            "documents": self._document if rest else self._document_list,
            "questions": self._question if rest else self._question_list,
            "joins": self._join_list,
            "search": self._search,
        }
        if first not in answers or (rest and first not in ("documents", "questions")):
            return 404, {"error": "there is no such address; see /openapi.json"}
        try:
            body = answers[first](rest, query)
        except _Wrong as wrong:
            return 400, {"error": str(wrong)}
        return (200, body) if body is not None else (404, {"error": f"there is no such {first.removesuffix('s')}"})

    def _info(self, rest: str, query: Mapping[str, str]) -> Body:
        account = self._record.account
        return {
            "title": self._record.title,
            "version": account.version,
            "built": account.built,
            "head": account.head,
            "documents": len(self._documents),
            "questions": len(self._survey.questions),
            "joins": len(self._joins),
            "status": "working copy – not reviewed – not for publication",
        }

    def _document_list(self, rest: str, query: Mapping[str, str]) -> Body:
        found, start = _part(list(self._documents.values()), query)
        return _list([document_row(self._record, one) for one in found], start, len(self._documents))

    def _document(self, identity: str, query: Mapping[str, str]) -> Body | None:
        document = self._documents.get(identity)
        return {"rows": list(rows_of(self._record, document))} if document else None

    def _question_list(self, rest: str, query: Mapping[str, str]) -> Body:
        found, start = _part(list(self._survey.questions.values()), query)
        return _list([question_row(one) for one in found], start, len(self._survey.questions))

    def _question(self, identity: str, query: Mapping[str, str]) -> Body | None:
        question = self._survey.questions.get(identity)
        if question is None:
            return None
        claims = self._survey.by_saying(question.claims)
        times = self._record.times
        rows = [claim_row(one, self._paths[one.document], times.get(one.id)) for one in claims]
        return {"rows": [question_row(question), *rows]}

    def _join_list(self, rest: str, query: Mapping[str, str]) -> Body:
        found, start = _part(list(self._joins.values()), query)
        return _list([join_row(one, self._paths) for one in found], start, len(self._joins))

    def _search(self, rest: str, query: Mapping[str, str]) -> Body:
        asked = Asked(
            words=query.get("q", "")[:400],
            **{name: query.get(name, "")[:400] for name in Asked.__dataclass_fields__ if name != "words"},
        )
        answer = self._finder.find(asked, limit=_number(query, "limit", 30, 200))
        times = self._record.times
        return {
            "passages": [
                {"document": one.card.path, "id": one.card.id, "href": one.href, "words": one.words.striptags()}
                for one in answer.passages
            ],
            "claims": [claim_row(one, self._paths[one.document], times.get(one.id)) for one in answer.claims],
            "names": [
                {
                    "name": one.name.name,
                    "kind": one.name.kind,
                    "href": one.name.href,
                    "documents": one.name.documents,
                    "accusations_alleged": one.accusations,
                    "denied_contested_or_before_a_court": one.denials,
                }
                for one in answer.names
            ],
            "more": answer.more,
        }


def _number(query: Mapping[str, str], name: str, default: int, most: int) -> int:
    value = query.get(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise _Wrong(f"{name} must be a whole number from 0")
    return min(int(value), most)


def _part(things: list[Any], query: Mapping[str, str]) -> tuple[list[Any], int]:
    start = _number(query, "start", 0, 10**9)
    return things[start : start + _number(query, "limit", MOST, MOST)], start


def _list(rows: list[Body], start: int, of: int) -> Body:
    return {"rows": rows, "start": start, "of": of}


def openapi() -> Body:
    """The API's description (OpenAPI 3.1)."""

    def parameter(name: str, where: str, about: str, kind: str = "string") -> Body:
        schema: Body = {"type": kind, "minimum": 0} if kind == "integer" else {"type": kind}
        return {"name": name, "in": where, "required": where == "path", "description": about, "schema": schema}

    start = parameter("start", "query", "first row of the answer, from 0", "integer")
    limit = parameter("limit", "query", "most rows of the answer", "integer")
    identity = parameter("id", "path", "the id, as in the export")
    filters = [
        parameter("q", "query", 'words; "quoted" for a phrase; a star for any ending'),
        *(parameter(name, "query", f"claims with this {name}") for name in ("kind", "speaker", "stance", "place")),
        parameter("group", "query", "claims that have a common source found with this claim"),
        parameter("first", "query", "claims about this time (EDTF) or later"),
        parameter("last", "query", "claims about this time (EDTF) or earlier"),
    ]

    def get(about: str, *parameters: Body) -> Body:
        answers = {
            "200": {"description": "rows with the keys of the export", "content": {"application/json": {}}},
            "400": {"description": "a parameter cannot be used", "content": {"application/json": {}}},
            "404": {"description": "there is no such thing", "content": {"application/json": {}}},
            "403": {"description": "not opened with the printed address"},
        }
        return {"get": {"summary": about, "parameters": list(parameters), "responses": answers}}

    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Muniment",
            "version": "1",
            "description": "Read only. Working copy – not reviewed – not for publication. Accused people are alleged.",
        },
        "paths": {
            "/api/info": get("the case, its version and the journal's head"),
            "/api/documents": get("documents", start, limit),
            "/api/documents/{id}": get("one document with all its claims and names", identity),
            "/api/questions": get("questions", start, limit),
            "/api/questions/{id}": get("one question with its claims", identity),
            "/api/joins": get("documents that share a source", start, limit),
            "/api/search": get("passages, claims and names", *filters, limit),
        },
    }
