"""Full-text search over folded words, with hits in the original text.

Passages are indexed as they fold (`muniment.text.fold`): without case, accents and variants of Persian and Arabic
letters. A hit leads back through the offset map to the original's own characters. Ranking is BM25 as SQLite's FTS5
computes it (Robertson & Zaragoza 2009, k1 = 1.2, b = 0.75).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, insert, text

from muniment.archive import schema
from muniment.archive.columns import Words
from muniment.archive.rows import Row
from muniment.records import Reading, Span
from muniment.text import fold, fold_character

#: characters of a passage that are indexed as one piece, so that the offset map of a hit stays small
_PIECE = 20_000

#: characters of the original shown on either side of a hit
_AROUND = 80

_OPEN, _CLOSE = "\x01", "\x02"


class _Folding(dict[int, str]):
    """For `str.translate`: what each character folds to, with nothing that FTS5 or our marks would stumble over."""

    def __missing__(self, code: int) -> str:
        folded = "".join(" " if one < " " or "\ud800" <= one <= "\udfff" else one for one in fold_character(chr(code)))
        self[code] = folded
        return folded


_folding = _Folding()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that holds the words: its document's id and path, the span of the first match in the original text,
    the spans of all matches in the snippet, and the snippet, cut from the original text at `start`."""

    document: str
    path: str
    span: Span
    matches: tuple[Span, ...]
    start: int
    snippet: str


def pieces(reading: Reading) -> Iterator[tuple[Span, str]]:
    """The passages of a reading, long ones cut at white space, each with its folded words."""
    for passage in reading.passages:
        start = passage.start
        while start < passage.end:
            end = min(start + _PIECE, passage.end)
            if end < passage.end:
                blank = max(reading.text.rfind(" ", start, end), reading.text.rfind("\n", start, end))
                end = blank if blank > start else end
            yield Span(start, end), reading.text[start:end].translate(_folding)
            start = end


def index(sql: Connection, reading: Reading) -> int:
    """Add a reading's passages to the index; returns how many pieces."""
    found = list(pieces(reading))
    if not found:
        return 0
    first = int(sql.execute(text("SELECT coalesce(max(id), 0) + 1 FROM searched")).scalar_one())
    sql.execute(
        insert(schema.searched),
        [
            {"id": first + nr, "document": reading.document, "start": span.start, "end": span.end}
            for nr, (span, _) in enumerate(found)
        ],
    )
    sql.execute(
        text("INSERT INTO passage_search(rowid, words) VALUES (:id, :words)"),
        [{"id": first + nr, "words": words} for nr, (_, words) in enumerate(found)],
    )
    return len(found)


def expression(words: str) -> str:
    """`words` as an FTS5 query: each word quoted, so that nothing a user types is syntax; all must occur.

    Words in double quotes are a phrase; a star at a word's end stands for any ending. Empty when there is no word.
    """
    terms = []
    for phrase, word in re.findall(
        r'"([^"]*)"|([^\s"]+)', words.replace("\0", " ").replace("“", '"').replace("”", '"')
    ):
        folded = (phrase or word).translate(_folding)
        if any(one.isalnum() for one in folded):
            star = "*" if word.endswith("*") else ""
            terms.append('"' + folded.replace('"', '""').rstrip("*") + '"' + star)
    return " ".join(terms)


def search(sql: Connection, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """The best `limit` passages that hold all `words`, best first, then by path and place."""
    query = expression(words)
    if not query:
        return ()
    rows = sql.execute(
        text(
            'SELECT s.document, d.path, s.start, s."end", highlight(passage_search, 0, :open, :close) AS marked '
            "FROM passage_search JOIN searched s ON s.id = passage_search.rowid JOIN document d ON d.id = s.document "
            "WHERE passage_search MATCH :query ORDER BY round(bm25(passage_search), 6), d.path, s.document, s.start "
            "LIMIT :limit"
        ).columns(document=Words(), path=Words()),
        {"open": _OPEN, "close": _CLOSE, "query": query, "limit": limit},
    ).mappings()
    found = list(rows)
    texts = {document: _text(sql, document) for document in {row["document"] for row in found}}
    return tuple(_hit(row, texts[row["document"]]) for row in found)


def _text(sql: Connection, document: str) -> str:
    table = schema.reading
    return str(
        sql.execute(table.select().with_only_columns(table.c.text).where(table.c.document == document)).scalar_one()
    )


def _hit(row: Row, whole: str) -> Hit:
    folded = fold(whole[row["start"] : row["end"]])
    spans = []
    at = opened = 0
    for character in row["marked"]:
        if character == _OPEN:
            opened = at
        elif character == _CLOSE:
            back = folded.back(opened, at)
            spans.append(Span(row["start"] + back.start, row["start"] + back.end))
        else:
            at += 1
    first = spans[0] if spans else Span(row["start"], row["start"])
    start = _cut(whole, max(row["start"], first.start - _AROUND), first.start, back=False)
    end = _cut(whole, first.end, min(row["end"], first.end + _AROUND), back=True)
    window = Span(start, end)
    return Hit(
        row["document"],
        row["path"],
        first,
        tuple(span for span in spans if window.holds(span)),
        start,
        whole[start:end],
    )


def _cut(whole: str, start: int, end: int, *, back: bool) -> int:
    """Where to cut a snippet between `start` and `end` so that it does not part a word."""
    if back:
        if end == len(whole) or whole[end].isspace():
            return end
        return max((at for at in range(start, end) if whole[at].isspace()), default=end)
    if start == 0 or whole[start - 1].isspace():
        return start
    return next((at + 1 for at in range(start, end) if whole[at].isspace()), start)
