"""Search finds words across cases, accents and letter variants, and shows the original's own characters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muniment.archive import Archive, Hit
from muniment.archive.search import expression, pieces
from muniment.records import Incoming, Passage, Reading, Role
from muniment.text import folded
from tests.archive.make import clock

TEXTS = {
    "en.txt": "MENU\nThe Commander of Évin ordered it, said 1,500 witnesses. The commander denied it.\n"
    "NUL\0 and \ud800 end",
    "fa.txt": "منو\nدر سال ۱۳۶۷ زندانيان را می‌كشتند؛ زندانیانِ دیگر گواه بودند.",
    "ar.txt": "قتل الأطفال في المدرسة\nكانت المدرسة مغلقة",
    "long.txt": "MENU\n" + "word " * 9000 + "needle " + "word " * 500,
}


@pytest.fixture(scope="module")
def archive(fast: Path) -> Iterator[Archive]:
    with Archive.open(fast / "case", create=True, now=clock) as opened:
        for path, text in TEXTS.items():
            document = opened.keep(Incoming(path, text.encode("utf-8", "surrogatepass")))
            head = text.index("\n")
            passages = (Passage(0, head, Role.HEADING), Passage(head + 1, len(text), Role.BODY))
            opened.put(document.id, Reading(document.id, text, passages, "text", "1", "text"), made_by="m")
        yield opened


def shown(hit: Hit) -> list[str]:
    text = TEXTS[hit.path]
    assert text[hit.start : hit.start + len(hit.snippet)] == hit.snippet
    assert hit.span.of(text) and hit.span == hit.matches[0]
    return [span.of(text) for span in hit.matches]


@pytest.mark.parametrize(
    ("words", "path", "matches"),
    [
        ("COMMANDER evin", "en.txt", ["Commander", "Évin", "commander"]),
        ("Évin", "en.txt", ["Évin"]),
        ('"commander denied"', "en.txt", ["commander denied"]),
        ("“commander denied”", "en.txt", ["commander denied"]),
        ("1,500", "en.txt", ["1,500"]),
        ("wit*", "en.txt", ["witnesses"]),
        ("nul end", "en.txt", ["NUL", "end"]),
        ("1367", "fa.txt", ["۱۳۶۷"]),
        ("زندانیان", "fa.txt", ["زندانيان", "زندانیانِ"]),
        ("می‌کشتند", "fa.txt", ["می‌كشتند"]),
        ("اطفال*", "ar.txt", []),
        ("الاطفال المدرسه", "ar.txt", ["الأطفال", "المدرسة"]),
        ("needle", "long.txt", ["needle"]),
    ],
)
def test_words_are_found_as_they_stand(archive: Archive, words: str, path: str, matches: list[str]) -> None:
    hits = archive.search(words)
    if not matches:
        assert hits == ()
        return
    assert [hit.path for hit in hits] == [path]
    assert shown(hits[0]) == matches


@pytest.mark.parametrize("words", ["", "   ", "zebra", "commander zebra", '"denied commander"', "*", '""', "؛", "\0"])
def test_what_is_not_there_is_not_found(archive: Archive, words: str) -> None:
    assert archive.search(words) == ()


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters() | st.sampled_from('"*^:()-+{}AND OR NOT NEAR witness commander'), max_size=30))
def test_nothing_that_is_typed_is_syntax(archive: Archive, words: str) -> None:
    for hit in archive.search(words):
        shown(hit)


def test_limit_and_order(archive: Archive) -> None:
    assert [hit.path for hit in archive.search("menu", limit=9)] == ["en.txt", "long.txt"]
    assert len(archive.search("menu", limit=1)) == 1
    assert len(archive.search("word", limit=2)) == 2


def test_a_removed_reading_is_not_found(archive: Archive) -> None:
    document = archive.keep(Incoming("new.txt", b"unicorn"))
    archive.put(
        document.id, Reading(document.id, "unicorn", (Passage(0, 7, Role.BODY),), "t", "1", "text"), made_by="a"
    )
    assert len(archive.search("unicorn")) == 1
    archive.put(document.id, Reading(document.id, "horse", (Passage(0, 5, Role.BODY),), "t", "2", "text"), made_by="b")
    assert archive.search("unicorn") == ()
    assert len(archive.search("horse")) == 1


@given(st.text(st.characters(), max_size=80))
def test_what_is_indexed_is_folded_and_keeps_its_length(text: str) -> None:
    reading = Reading("d", text, (Passage(0, len(text), Role.BODY),), "t", "1", "text")
    for span, words in pieces(reading):
        assert len(words) == len(folded(span.of(text)))
        assert not any(one < " " or "\ud800" <= one <= "\udfff" for one in words)


@given(st.lists(st.integers(1, 60_000), min_size=1, max_size=4))
def test_pieces_cover_a_passage_and_do_not_part_words(lengths: list[int]) -> None:
    text = " ".join("x" * length for length in lengths)
    reading = Reading("d", text, (Passage(0, len(text), Role.BODY),), "t", "1", "text")
    found = [span for span, _ in pieces(reading)]
    assert "".join(span.of(text) for span in found) == text
    assert all(len(span) <= 20_000 for span in found)


def test_an_expression_quotes_every_word() -> None:
    assert expression('a "b c" d* NEAR(x) e"') == '"a" "b c" "d"* "near(x)" "e"'
