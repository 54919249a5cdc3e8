"""A small invented case for the archive's tests, and a builder that writes it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from muniment.archive import Archive
from muniment.records import (
    Claim,
    Conflict,
    Custody,
    Document,
    Entity,
    Evidence,
    Figure,
    Incoming,
    Join,
    Mention,
    Passage,
    Publication,
    Qualifier,
    Question,
    Reading,
    Role,
    Rule,
    Span,
    Speaker,
    cite,
    claim_id,
)

WHEN = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
MADE_BY = "text 1; figures 1"

FILES = {
    "a/first.txt": "In Karvina at least 40 people were killed, said the Red Bridge Committee.\nThe army denied it.",
    "a/second.txt": "About 60 people died in Karvina, a survivor told the court.",
    "سوم.txt": "در کاروینا بیش از ۵۰ نفر كشته شدند و برخی می‌گریختند.",
}


def clock() -> datetime:
    return WHEN


def incoming(path: str, text: str, **custody: str) -> Incoming:
    return Incoming(path, text.encode(), Custody(**custody), modified="2030-01-01T00:00:00Z")


def read(document: Document, text: str) -> tuple[Reading, list[Claim], list[Entity]]:
    """A reading with one passage, a figure for each number in the text, and a name."""
    reading = Reading(document.id, text, (Passage(0, len(text), Role.BODY, "whole"),), "text", "1", "text", title="T")
    claims: list[Claim] = []
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        if word.isdigit():
            number = Span(start, at)
            content = Figure(number, float(word), None, Qualifier.AT_LEAST, "people", "killed")
            claims.append(
                Claim(
                    claim_id(document.id, "figure", number),
                    cite(document.id, text, number),
                    content,
                    "figures",
                    "1",
                    speakers=(Speaker("the Red Bridge Committee", Span(0, 2), "ngo"),),
                )
            )
    entities = []
    if "Karvina" in text:
        span = Span(text.index("Karvina"), text.index("Karvina") + 7)
        name = claim_id(document.id, "mention", span)
        claims.append(Claim(name, cite(document.id, text, span), Mention("place", name), "entities", "1"))
        entities.append(Entity(name, document.id, "Karvina", "place", (name,)))
    return reading, claims, entities


def derive(archive: Archive) -> None:
    """Put a question, a join and a date made of what is in the archive."""
    figures = [claim.id for claim in archive.claims(kind="figure")]
    documents = [document.id for document in archive.documents()]
    questions, joins = [], []
    if len(figures) > 1:
        conflict = Conflict(figures[0], figures[1], "conflict", "both cannot hold")
        groups = tuple((one,) for one in figures)
        questions = [Question("q1", "Karvina", "killed", "people", "2030", tuple(figures), groups, (conflict,), 1)]
        a, b = sorted(documents[:2])
        words = cite(a, archive.reading(a).text, Span(0, 2))  # type: ignore[union-attr]
        joins = [
            Join("j1", a, b, Rule.SAME_WORDS, (Evidence(words, None, "note"),), "q1", ((figures[0], figures[1]),), 0.5)
        ]
    archive.put_derived(
        [Publication(one, "2030-01", ("the byline says so",)) for one in documents],
        dict.fromkeys(figures, "2030"),
        questions,
        joins,
    )


def build(
    folder: Path,
    files: dict[str, str] = FILES,
    *,
    step: Callable[[str], None] = lambda point: None,
    made_by: str = MADE_BY,
) -> None:
    """Build a case as the pipeline does, in several batches."""
    with Archive.open(folder, create=True, now=clock, step=step) as archive:
        removed = archive.removed()
        for path, text in files.items():
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            if sha256 in removed or archive.document_id(sha256, path) in removed:
                continue
            archive.keep(incoming(path, text, received_from="a friend"))
        changed = False
        for document in archive.documents():
            if not archive.has_reading(document.id, made_by):
                changed = True
                text = archive.original(document.id).decode()
                reading, claims, entities = read(document, text)
                archive.put(document.id, reading, claims, entities, made_by=made_by)
                archive.flush()
        if changed or not archive.publications():
            derive(archive)
        archive.commit_build(operator="AB", made_with={"text": "1"})


def contents(folder: Path) -> list[object]:
    """All that a case holds, as records."""
    with Archive.open(folder) as archive:
        return [
            archive.documents(),
            list(archive.readings()),
            list(archive.claims()),
            list(archive.entities()),
            archive.publications(),
            archive.times(),
            archive.questions(),
            archive.joins(),
            archive.failures(),
        ]
