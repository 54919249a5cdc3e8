"""Links to words: they hold after a rebuild and after a newer reading, or are listed as lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from muniment.pages import write
from muniment.pages.lasting import anchors, listed
from muniment.pages.record import Record
from muniment.records import Citation, Claim, Figure, Passage, Reading, Span, claim_id
from tests.pages.make import record

MOVED_BY = 9


def page_of(folder: Path, identity: str) -> str:
    return (folder / "document" / f"{identity}.html").read_text(encoding="utf-8")


def read_newly(case: Record, identity: str, *, drop: str = "") -> Record:
    """The case as a newer reader sees it: everything a few characters later, and some words gone."""
    old = case.readings[identity]
    text = "A header" + "\n" + old.text.replace(drop, " " * len(drop)) if drop else "A header\n" + old.text
    passages = (
        Passage(0, 8, old.passages[0].role),
        *(replace(one, start=one.start + MOVED_BY, end=one.end + MOVED_BY) for one in old.passages),
    )
    reading: Reading = replace(old, text=text, passages=passages, version="2")
    claims = tuple(_moved(claim) for claim in case.claims[identity] if not drop or drop not in claim.citation.quote)
    return replace(
        case,
        readings={**case.readings, identity: reading},
        claims={**case.claims, identity: claims},
        entities={**case.entities, identity: ()},
        questions=(),
        joins=(),
        possibly=(),
    )


def _moved(claim: Claim) -> Claim:
    at = claim.citation
    span = Span(at.start + MOVED_BY, at.end + MOVED_BY)
    content = claim.content
    if isinstance(content, Figure):
        number = Span(content.number.start + MOVED_BY, content.number.end + MOVED_BY)
        content = replace(content, number=number)
        identity = claim_id(claim.document, "figure", number)
    else:
        identity = claim_id(claim.document, claim.kind, span)
    cited = Citation(at.document, span.start, span.end, at.quote, at.prefix, at.suffix)
    return replace(claim, id=identity, citation=cited, content=content)


def test_an_anchor_has_the_words_at_it(tmp_path: Path) -> None:
    case = record()
    write(case, tmp_path)
    for identity, claims in case.claims.items():
        found = anchors(page_of(tmp_path, identity))
        for claim in claims:
            assert " ".join(claim.citation.quote.split()).startswith(" ".join(found[f"c-{claim.id[13:]}"].split())[:20])


def test_a_link_holds_after_a_rebuild_and_after_a_newer_reading(tmp_path: Path) -> None:
    case = record()
    identity = next(one.id for one in case.documents if one.path == "ministry.txt")
    write(case, tmp_path)
    before = anchors(page_of(tmp_path, identity))
    write(read_newly(case, identity), tmp_path)
    after = page_of(tmp_path, identity)
    lost = {one.anchor for one in listed((tmp_path / "lost-words.html").read_text(encoding="utf-8"))}
    for anchor in before:
        assert f'id="{anchor}"' in after or anchor in lost
    held = [claim.id for claim in case.claims[identity] if claim.kind == "figure"]
    assert all(f'id="c-{one.split("-", 1)[1]}"' in after for one in held)
    # and again: nothing is forgotten by a third write
    write(read_newly(case, identity), tmp_path)
    assert page_of(tmp_path, identity) == after


def test_words_that_are_gone_are_listed_and_stay_listed(tmp_path: Path) -> None:
    case = record()
    identity = next(one.id for one in case.documents if one.path == "ministry.txt")
    write(case, tmp_path)
    gone = "12 rioters died"
    for _ in range(2):
        write(read_newly(case, identity, drop=gone), tmp_path)
        lost = list(listed((tmp_path / "lost-words.html").read_text(encoding="utf-8")))
        assert [one for one in lost if one.words == gone and one.document == identity]
    write(
        replace(case, documents=[one for one in case.documents if one.id != identity], questions=(), joins=()), tmp_path
    )
    assert not list(listed((tmp_path / "lost-words.html").read_text(encoding="utf-8")))
