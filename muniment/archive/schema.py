"""The tables of `record.db`, made to be read by people in a SQLite browser as well as by us.

Every value that is one has a column; lists of words and positions are small JSON arrays. All tables but `kept` and
`journal_head` are *derived*: their digests stand in the journal's last entry. Positions count Unicode code points of
the document's kept text, end exclusive.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
)

#: raised with every change of the tables or of the journal's entries that an older Muniment could not read
SCHEMA = 1

metadata = MetaData()


def bound(value: str) -> str | bytes:
    """`value` as SQLite can hold it: text, or for lone surrogates (which UTF-8 has no form for) bytes."""
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")
    return value


def unbound(value: str | bytes) -> str:
    """The text that `bound` was given."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def written(value: Any) -> str | bytes | None:
    """A small list or mapping as SQLite holds it: JSON that people can read."""
    return None if value is None else bound(json.dumps(value, ensure_ascii=False))


def maker(column: Column[Any]) -> Callable[[Any], Any]:
    """What turns a Python value into what the column's `Words`, `Values` or plain type would bind."""
    if isinstance(column.type, Words):
        return lambda value: None if value is None else bound(value)
    return written if isinstance(column.type, Values) else lambda value: value


class Words(TypeDecorator[str]):
    """Text, exact for every Python string: lone surrogates are kept as bytes in the same column."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else bound(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else unbound(value)


class Values(TypeDecorator[Any]):
    """A small list (or mapping) as JSON text that people can read."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return written(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else json.loads(unbound(value))


def _words(name: str, *, needed: bool = False) -> Column[str]:
    return Column(name, Words, nullable=not needed)


def _number(name: str, *, needed: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=not needed)


def _values(name: str) -> Column[Any]:
    return Column(name, Values, nullable=False)


def _key(name: str) -> Column[str]:
    return Column(name, Words, primary_key=True)


def _nr(name: str = "nr") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _of(table: str, name: str | None = None, *, key: bool = False, needed: bool = True) -> Column[str]:
    return Column(name or table, Words, ForeignKey(f"{table}.id"), primary_key=key, nullable=not needed)


def _citation(prefix: str = "", *, needed: bool = True) -> list[Column[Any]]:
    return [
        _words(f"{prefix}document", needed=needed),
        _number(f"{prefix}start", needed=needed),
        _number(f"{prefix}end", needed=needed),
        _words(f"{prefix}quote", needed=needed),
        _words(f"{prefix}prefix", needed=needed),
        _words(f"{prefix}suffix", needed=needed),
        _number(f"{prefix}page"),
        Column(f"{prefix}locator", Values),
    ]


def _when() -> list[Column[Any]]:
    return [
        _number("when_start"),
        _number("when_end"),
        *(_words(f"when_{name}") for name in ("text", "edtf", "relative", "calendar")),
    ]


# --- documents, and what a reader made of them

document = Table(
    "document",
    metadata,
    _key("id"),
    _words("path", needed=True),
    _words("sha256", needed=True),
    _number("size", needed=True),
    *(
        _words(name)
        for name in (
            "received_from",
            "collected_by",
            "obtained",
            "source_url",
            "captured",
            "restrictions",
            "consent",
            "modified",
        )
    ),
    Index("document_path", "path"),
)

companion = Table(
    "companion",
    metadata,
    _of("document", key=True),
    _key("path"),
    _words("sha256", needed=True),
    _number("size", needed=True),
)

made = Table("made", metadata, _of("document", key=True), _words("made_by", needed=True))

reading = Table(
    "reading",
    metadata,
    _of("document", key=True),
    _words("reader", needed=True),
    _words("version", needed=True),
    _words("kind", needed=True),
    *(_words(name) for name in ("language", "title", "author", "publisher", "site")),
    _number("pages"),
    _values("warnings"),
    _words("text_sha256", needed=True),
    _words("text", needed=True),
)

passage = Table(
    "passage",
    metadata,
    _of("document", key=True),
    _nr(),
    _number("start", needed=True),
    _number("end", needed=True),
    _words("role", needed=True),
    _words("why", needed=True),
    _words("label"),
    Column("confidence", Float),
)

footnote_mark = Table(
    "footnote_mark",
    metadata,
    _of("document", key=True),
    _nr(),
    _number("start", needed=True),
    _number("end", needed=True),
    _words("label", needed=True),
    _number("note_start"),
    _number("note_end"),
)

placed_run = Table(
    "placed_run",
    metadata,
    _of("document", key=True),
    _nr(),
    _number("start", needed=True),
    _number("end", needed=True),
    _number("page"),
    _values("locator"),
)

date_candidate = Table(
    "date_candidate",
    metadata,
    _of("document", key=True),
    _nr(),
    _words("place", needed=True),
    _words("text", needed=True),
    _words("edtf"),
    _words("note", needed=True),
    *_when(),
)

notice = Table(
    "notice",
    metadata,
    _of("document", key=True),
    _nr(),
    _words("kind", needed=True),
    _words("name", needed=True),
    _number("start", needed=True),
    _number("end", needed=True),
)

failure = Table(
    "failure",
    metadata,
    _key("document"),
    _nr(),
    _words("path", needed=True),
    _words("code", needed=True),
    _words("message", needed=True),
    Column("of_document", Boolean, primary_key=True),
)

# --- claims, one table for what all have and one for each kind

claim = Table(
    "claim",
    metadata,
    _key("id"),
    _words("kind", needed=True),
    *_citation(),
    _words("speaker"),
    _words("stance", needed=True),
    _number("cue_start"),
    _number("cue_end"),
    _values("hedges"),
    Column("confidence", Float),
    _words("review", needed=True),
    _words("extractor", needed=True),
    _words("version", needed=True),
    _words("model"),
    Index("claim_document", "document"),
)

claim_speaker = Table(
    "claim_speaker",
    metadata,
    _of("claim", key=True),
    _nr(),
    _of("document"),
    _words("name", needed=True),
    _number("start"),
    _number("end"),
    _words("kind"),
    Index("claim_speaker_document", "document"),
)

figure = Table(
    "figure",
    metadata,
    _of("claim", key=True),
    _of("document"),
    _number("number_start", needed=True),
    _number("number_end", needed=True),
    Column("low", Float),
    Column("high", Float),
    _words("qualifier", needed=True),
    _words("unit", needed=True),
    _words("measure", needed=True),
    _words("population", needed=True),
    _words("share_of"),
    _words("event"),
    _values("where"),
    *_when(),
    Index("figure_document", "document"),
)

attribution = Table(
    "attribution",
    metadata,
    _of("claim", key=True),
    _of("document"),
    _number("cue_start"),
    _number("cue_end"),
    _words("form", needed=True),
    _values("pieces"),
    *_when(),
    Index("attribution_document", "document"),
)

mention = Table(
    "mention",
    metadata,
    _of("claim", key=True),
    _of("document"),
    _words("kind", needed=True),
    _of("entity"),
    Index("mention_document", "document"),
)

event = Table(
    "event",
    metadata,
    _of("claim", key=True),
    _of("document"),
    _words("kind", needed=True),
    _number("trigger_start", needed=True),
    _number("trigger_end", needed=True),
    _words("label", needed=True),
    _values("where"),
    _values("victims"),
    _values("perpetrators"),
    *_when(),
    Index("event_document", "document"),
)

role = Table(
    "role",
    metadata,
    _of("claim", key=True),
    _of("document"),
    _words("person", needed=True),
    _words("role", needed=True),
    _number("person_start"),
    _number("person_end"),
    _words("body"),
    _words("where"),
    Column("alleged", Boolean, nullable=False),
    *_when(),
    Index("role_document", "document"),
)

entity = Table(
    "entity",
    metadata,
    _key("id"),
    _of("document"),
    _words("name", needed=True),
    _words("kind", needed=True),
    _values("mentions"),
    _values("aliases"),
    Index("entity_document", "document"),
)

# --- what was made of all claims together

publication = Table(
    "publication",
    metadata,
    _of("document", key=True),
    _words("edtf"),
    _values("reasons"),
    _values("rejected"),
)

publication_evidence = Table(
    "publication_evidence",
    metadata,
    Column("publication", Words, ForeignKey("publication.document"), primary_key=True),
    _nr(),
    *_citation(),
)

resolved_time = Table("resolved_time", metadata, _of("claim", key=True), _words("edtf"))

question = Table(
    "question",
    metadata,
    _key("id"),
    _words("event", needed=True),
    _words("measure", needed=True),
    _words("population", needed=True),
    _words("when"),
    _number("named_sources", needed=True),
    _values("absent"),
    _words("part_of"),
)

question_claim = Table("question_claim", metadata, _of("question", key=True), _nr(), _of("claim"))

question_group = Table(
    "question_group",
    metadata,
    _of("question", key=True),
    _nr("group_nr"),
    _nr(),
    _of("claim", needed=False),
)

conflict = Table(
    "conflict",
    metadata,
    _of("question", key=True),
    _nr(),
    _of("claim", "a"),
    _of("claim", "b"),
    _words("kind", needed=True),
    _words("why", needed=True),
)

join_ = Table(
    "join_",
    metadata,
    _key("id"),
    _of("document", "a"),
    _of("document", "b"),
    _words("rule", needed=True),
    _of("question", needed=False),
    Column("score", Float),
    Column("offered", Boolean, nullable=False),
)

join_claim = Table("join_claim", metadata, _of("join_", "join_", key=True), _nr(), _of("claim", "a"), _of("claim", "b"))

evidence = Table(
    "evidence",
    metadata,
    _of("join_", "join_", key=True),
    _nr(),
    *_citation("a_", needed=False),
    *_citation("b_", needed=False),
    _words("note", needed=True),
)

# --- full-text search: pieces of passages; their folded words stand in `passage_search` (FTS5), rowid = id

searched = Table(
    "searched",
    metadata,
    Column("id", Integer, primary_key=True),
    _of("document"),
    _number("start", needed=True),
    _number("end", needed=True),
    Index("searched_document", "document"),
)

# --- our own bookkeeping: which payload a document came with, and the journal's last entry as this file knows it

kept = Table("kept", metadata, _of("document", key=True), _words("payload", needed=True), _words("replaces"))
journal_head = Table("journal_head", metadata, _nr("number"), _words("hash", needed=True))

#: made from one document by intake and claims, in an order in which each may be deleted
OF_DOCUMENT = (
    made, reading, passage, footnote_mark, placed_run, date_candidate, notice,
    claim_speaker, figure, attribution, mention, event, role, claim, entity,
)  # fmt: skip

#: made from all claims together
OF_ALL = (
    publication_evidence, publication, resolved_time, conflict, question_group, question_claim, evidence, join_claim,
    join_, question,
)  # fmt: skip

#: not derived, and so in no digest
BOOKKEEPING = (kept, journal_head)

#: what makes `record.db` whole beside the tables above
SEARCH = (
    "CREATE VIRTUAL TABLE passage_search USING fts5("
    "words, tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* Co Mc Mn'\")"
)
VIEWS = (
    'CREATE VIEW passage_text AS SELECT p.document, p.nr, p.role, p.start, p."end", '
    'substr(r.text, p.start + 1, p."end" - p.start) AS text FROM passage p JOIN reading r ON r.document = p.document',
)
