"""Where a document says it comes from, who publishes it and who wrote it, with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from muniment.intake import phrases
from muniment.records import Notice, Passage, Role, Span

_MOST_LINE = 400
#: characters of one passage that are searched; a longer passage is no paragraph, and a notice is a sentence
MOST_SEARCHED = 20_000


def collect(text: str, passages: Sequence[Passage]) -> tuple[Notice, ...]:
    """The notices of a text, in text order: republication, agency, publisher, author."""
    found: dict[tuple[str, str, int], Notice] = {}
    started = False
    for passage in passages:
        for notice in _in_passage(text, passage, first=not started and passage.role is Role.BODY):
            found.setdefault((notice.kind, notice.name, notice.citation.start), notice)
        started = started or passage.role is Role.BODY
    return tuple(sorted(found.values(), key=lambda one: (one.citation, one.kind)))


def _in_passage(text: str, passage: Passage, *, first: bool) -> Iterator[Notice]:
    line = text[passage.start : min(passage.end, passage.start + MOST_SEARCHED)]
    if first and (hit := phrases.DATELINE.match(line)):
        yield _notice("agency", hit, "name", passage)
    for hit in phrases.REPUBLISHED.finditer(line):
        if passage.role is not Role.BODY or _speaks_of_itself(hit.group()):
            yield _notice("republication", hit, "name", passage)
    if len(line) > _MOST_LINE:
        return
    if hit := phrases.SOURCED.search(line.strip()):
        yield _named("republication", line, hit, passage)
    if passage.role in (Role.BYLINE, Role.FURNITURE):
        if passage.role is Role.BYLINE and (hit := phrases.BYLINE.match(line.strip())):
            yield _named("author", line, hit, passage)
        if (hit := phrases.COPYRIGHT.search(line)) and hit.group("name"):
            yield _notice("publisher", hit, "name", passage)


def _speaks_of_itself(words: str) -> bool:
    """In running text "was first published by" is mostly about a book; "this article was …" is about itself."""
    return (
        re.match(
            r"this\s+(?:article|story|piece|post|report|text|interview|statement|op-?ed|commentary|essay|blog|item)\b",
            words,
            re.I,
        )
        is not None
    )


def _notice(kind: str, hit: re.Match[str], group: str, passage: Passage) -> Notice:
    name = " ".join(hit.group(group).split()).strip(' .,:;–-“”"')
    return Notice(kind, name, Span(passage.start + hit.start(), passage.start + hit.end()))


def _named(kind: str, line: str, hit: re.Match[str], passage: Passage) -> Notice:
    name = next((value for value in hit.groupdict().values() if value), hit.group())
    lead = len(line) - len(line.lstrip())
    name = " ".join(name.split()).strip(" .,:;–-|•·")
    return Notice(kind, name, Span(passage.start + lead + hit.start(), passage.start + lead + hit.end()))
