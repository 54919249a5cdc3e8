"""The tables of `record.db`, made to be read by people in a SQLite browser as well as by us.

Every value that is one has a column; lists of words and positions are small JSON arrays. All tables but `kept` and
`journal_head` are *derived*: their digests stand in the journal's last entry. Positions count Unicode code points of
the document's kept text, end exclusive.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Table

from muniment.archive import columns
from muniment.archive.columns import Words

#: raised with every change of the tables or of the journal's entries that an older Muniment could not read
SCHEMA = 1

metadata = MetaData()


# --- documents, and what a reader made of them

document = Table(
    "document",
    metadata,
    columns.key("id"),
    columns.words("path", needed=True),
    columns.words("sha256", needed=True),
    columns.whole_number("size", needed=True),
    *(
        columns.words(name)
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
    columns.reference("document", key=True),
    columns.key("path"),
    columns.words("sha256", needed=True),
    columns.whole_number("size", needed=True),
)

made = Table("made", metadata, columns.reference("document", key=True), columns.words("made_by", needed=True))

reading = Table(
    "reading",
    metadata,
    columns.reference("document", key=True),
    columns.words("reader", needed=True),
    columns.words("version", needed=True),
    columns.words("kind", needed=True),
    *(columns.words(name) for name in ("language", "title", "author", "publisher", "site")),
    columns.whole_number("pages"),
    columns.values("warnings"),
    columns.words("text_sha256", needed=True),
    columns.words("text", needed=True),
)

passage = Table(
    "passage",
    metadata,
    columns.reference("document", key=True),
    columns.position(),
    columns.whole_number("start", needed=True),
    columns.whole_number("end", needed=True),
    columns.words("role", needed=True),
    columns.words("why", needed=True),
    columns.words("label"),
    Column("confidence", Float),
)

footnote_mark = Table(
    "footnote_mark",
    metadata,
    columns.reference("document", key=True),
    columns.position(),
    columns.whole_number("start", needed=True),
    columns.whole_number("end", needed=True),
    columns.words("label", needed=True),
    columns.whole_number("note_start"),
    columns.whole_number("note_end"),
)

placed_run = Table(
    "placed_run",
    metadata,
    columns.reference("document", key=True),
    columns.position(),
    columns.whole_number("start", needed=True),
    columns.whole_number("end", needed=True),
    columns.whole_number("page"),
    columns.values("locator"),
)

date_candidate = Table(
    "date_candidate",
    metadata,
    columns.reference("document", key=True),
    columns.position(),
    columns.words("place", needed=True),
    columns.words("text", needed=True),
    columns.words("edtf"),
    columns.words("note", needed=True),
    *columns.when(),
)

notice = Table(
    "notice",
    metadata,
    columns.reference("document", key=True),
    columns.position(),
    columns.words("kind", needed=True),
    columns.words("name", needed=True),
    columns.whole_number("start", needed=True),
    columns.whole_number("end", needed=True),
)

failure = Table(
    "failure",
    metadata,
    columns.key("document"),
    columns.position(),
    columns.words("path", needed=True),
    columns.words("code", needed=True),
    columns.words("message", needed=True),
    Column("of_document", Boolean, primary_key=True),
)

# --- claims, one table for what all have and one for each kind

claim = Table(
    "claim",
    metadata,
    columns.key("id"),
    columns.words("kind", needed=True),
    *columns.citation(),
    columns.words("speaker"),
    columns.words("stance", needed=True),
    columns.whole_number("cue_start"),
    columns.whole_number("cue_end"),
    columns.values("hedges"),
    Column("confidence", Float),
    columns.words("review", needed=True),
    columns.words("extractor", needed=True),
    columns.words("version", needed=True),
    columns.words("model"),
    Index("claim_document", "document"),
)

claim_speaker = Table(
    "claim_speaker",
    metadata,
    columns.reference("document", key=True),
    columns.reference("claim", key=True),
    columns.position(),
    columns.words("name", needed=True),
    columns.whole_number("start"),
    columns.whole_number("end"),
    columns.words("kind"),
)

figure = Table(
    "figure",
    metadata,
    columns.reference("document", key=True),
    columns.reference("claim", key=True),
    columns.whole_number("number_start", needed=True),
    columns.whole_number("number_end", needed=True),
    Column("low", Float),
    Column("high", Float),
    columns.words("qualifier", needed=True),
    columns.words("unit", needed=True),
    columns.words("measure", needed=True),
    columns.words("population", needed=True),
    columns.words("share_of"),
    columns.words("event"),
    columns.values("where"),
    *columns.when(),
)

attribution = Table(
    "attribution",
    metadata,
    columns.reference("document", key=True),
    columns.reference("claim", key=True),
    columns.whole_number("cue_start"),
    columns.whole_number("cue_end"),
    columns.words("form", needed=True),
    columns.values("pieces"),
    *columns.when(),
)

mention = Table(
    "mention",
    metadata,
    columns.reference("document", key=True),
    columns.reference("claim", key=True),
    columns.words("kind", needed=True),
    columns.reference("entity"),
)

event = Table(
    "event",
    metadata,
    columns.reference("document", key=True),
    columns.reference("claim", key=True),
    columns.words("kind", needed=True),
    columns.whole_number("trigger_start", needed=True),
    columns.whole_number("trigger_end", needed=True),
    columns.words("label", needed=True),
    columns.values("where"),
    columns.values("victims"),
    columns.values("perpetrators"),
    *columns.when(),
)

role = Table(
    "role",
    metadata,
    columns.reference("document", key=True),
    columns.reference("claim", key=True),
    columns.words("person", needed=True),
    columns.words("role", needed=True),
    columns.whole_number("person_start"),
    columns.whole_number("person_end"),
    columns.words("body"),
    columns.words("where"),
    Column("alleged", Boolean, nullable=False),
    *columns.when(),
)

entity = Table(
    "entity",
    metadata,
    columns.key("id"),
    columns.reference("document"),
    columns.words("name", needed=True),
    columns.words("kind", needed=True),
    columns.values("mentions"),
    columns.values("aliases"),
    Index("entity_document", "document"),
)

# --- what was made of all claims together

publication = Table(
    "publication",
    metadata,
    columns.reference("document", key=True),
    columns.words("edtf"),
    columns.values("reasons"),
    columns.values("rejected"),
)

publication_evidence = Table(
    "publication_evidence",
    metadata,
    Column("publication", Words, ForeignKey("publication.document"), primary_key=True),
    columns.position(),
    *columns.citation(),
)

resolved_time = Table("resolved_time", metadata, columns.reference("claim", key=True), columns.words("edtf"))

question = Table(
    "question",
    metadata,
    columns.key("id"),
    columns.words("event", needed=True),
    columns.words("measure", needed=True),
    columns.words("population", needed=True),
    columns.words("when"),
    columns.whole_number("named_sources", needed=True),
    columns.values("absent"),
    columns.words("part_of"),
)

question_claim = Table(
    "question_claim", metadata, columns.reference("question", key=True), columns.position(), columns.reference("claim")
)

question_group = Table(
    "question_group",
    metadata,
    columns.reference("question", key=True),
    columns.position("group_nr"),
    columns.position(),
    columns.reference("claim", needed=False),
)

conflict = Table(
    "conflict",
    metadata,
    columns.reference("question", key=True),
    columns.position(),
    columns.reference("claim", "a"),
    columns.reference("claim", "b"),
    columns.words("kind", needed=True),
    columns.words("why", needed=True),
)

join_ = Table(
    "join_",
    metadata,
    columns.key("id"),
    columns.reference("document", "a"),
    columns.reference("document", "b"),
    columns.words("rule", needed=True),
    columns.reference("question", needed=False),
    Column("score", Float),
    Column("offered", Boolean, nullable=False),
)

join_claim = Table(
    "join_claim",
    metadata,
    columns.reference("join_", "join_", key=True),
    columns.position(),
    columns.reference("claim", "a"),
    columns.reference("claim", "b"),
)

evidence = Table(
    "evidence",
    metadata,
    columns.reference("join_", "join_", key=True),
    columns.position(),
    *columns.citation("a_", needed=False),
    *columns.citation("b_", needed=False),
    columns.words("note", needed=True),
)

# --- full-text search: pieces of passages; their folded words stand in `passage_search` (FTS5), rowid = id

searched = Table(
    "searched",
    metadata,
    Column("id", Integer, primary_key=True),
    columns.reference("document"),
    columns.whole_number("start", needed=True),
    columns.whole_number("end", needed=True),
    Index("searched_document", "document"),
)

# --- our own bookkeeping: which payload a document came with, and the journal's last entry as this file knows it

kept = Table(
    "kept",
    metadata,
    columns.reference("document", key=True),
    columns.words("payload", needed=True),
    columns.words("replaces"),
)
journal_head = Table("journal_head", metadata, columns.position("number"), columns.words("hash", needed=True))

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

for _table in metadata.tables.values():
    # One tree for a table and its key instead of two; not for long rows, nor for what FTS5 counts by row.
    _table.dialect_options["sqlite"]["with_rowid"] = _table in (reading, searched)

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
