"""Written pages: what stands on each, where links lead, and what a second write touches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from muniment.errors import DiskFull, UsageError
from muniment.pages import write
from muniment.pages.record import Account, Record
from muniment.records import Rule
from tests.pages.make import record

MARK = "working copy – not reviewed – not for publication"


class Tags(HTMLParser):
    """The tags of a page with their attributes, its ids, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def ids(self) -> list[str]:
        return [str(attributes["id"]) for _, attributes in self.tags if "id" in attributes]

    def links(self) -> Iterator[str]:
        for _, attributes in self.tags:
            yield from (str(attributes[name]) for name in ("href", "src", "action") if attributes.get(name))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    write(record(), made)
    return made


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Tags]:
    return {
        path.relative_to(folder).as_posix(): Tags(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")
    }


def test_every_page_carries_the_mark_and_a_strict_policy(pages: dict[str, Tags]) -> None:
    for name, page in pages.items():
        assert MARK in page.text, name
        policy = next(a["content"] for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
        assert (
            policy is not None and policy.startswith("default-src 'none'; style-src 'self'") and "unsafe" not in policy
        )


def test_no_page_holds_script_style_or_an_address_that_fires(pages: dict[str, Tags]) -> None:
    for name, page in pages.items():
        for tag, attributes in page.tags:
            assert tag not in ("script", "style", "iframe", "object", "img", "base"), name
            assert not any(key.startswith("on") or key == "style" for key in attributes), name
        assert not any(re.match(r"(?i)\s*(https?:|//|javascript:|data:)", link) for link in page.links()), name


def test_no_link_is_dead_and_no_id_stands_twice(folder: Path, pages: dict[str, Tags]) -> None:
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links():
            path, fragment = urldefrag(link)
            target = (folder / name).parent / unquote(path) if path else folder / name
            assert target.is_file(), f"{name}: {link}"
            if fragment:
                held = pages[target.resolve().relative_to(folder.resolve()).as_posix()]
                assert unquote(fragment) in held.ids, f"{name}: {link}"


def test_the_text_stands_as_it_is_kept(folder: Path) -> None:
    case = record()
    for identity, reading in case.readings.items():
        html = (folder / "document" / f"{identity}.html").read_text(encoding="utf-8")
        shown = re.findall(r'<div class="words" dir="auto">(.*?)</div>', html, re.DOTALL)
        without_notes = [Tags(re.sub(r'<a class="ref".*?</a>', "", one)).text for one in shown]
        assert "\n".join(without_notes).split() == reading.text.split()


def test_every_claim_has_its_words_and_its_note(folder: Path, pages: dict[str, Tags]) -> None:
    case = record()
    for identity, claims in case.claims.items():
        ids = pages[f"document/{identity}.html"].ids
        for claim in claims:
            bare = claim.id.split("-", 1)[1]
            assert f"c-{bare}" in ids
            assert claim.kind == "mention" or f"n-{bare}" in ids


def test_who_is_accused_is_alleged_wherever_it_says_so(pages: dict[str, Tags]) -> None:
    accused = [page for page in pages.values() if "commanded · Coast Guard" in page.text]
    assert accused
    assert all("alleged" in page.text for page in accused)
    name = next(page for key, page in pages.items() if key.startswith("name/") and page.text.count("M. Dovan") > 3)
    headings = re.findall(r"Denied, contested, or before a court|Alleged", name.text)
    assert headings[0] == "Denied, contested, or before a court" and "Alleged" in headings


def test_possibly_the_same_is_shown_with_reasons_and_never_merged(pages: dict[str, Tags]) -> None:
    names = [page.text for key, page in pages.items() if key.startswith("name/") and "Possibly the same" in page.text]
    assert len(names) == 2
    for text in names:
        assert "same last name; first letter agrees; same body: Coast Guard" in text
        assert "No person has decided." in text


def test_a_question_says_the_sentence_and_names_who_is_absent(pages: dict[str, Tags]) -> None:
    question = record().questions[0]
    page = next(page for key, page in pages.items() if key == f"question/{question.id}.html")
    assert question.sentence in page.text
    assert "Nothing is said here by: court, other." in page.text
    assert "300 is asserted by one and denied by the other" in page.text
    # the share of a whole never stands among the counts
    assert "70 %" not in page.text


def test_words_for_families(pages: dict[str, Tags]) -> None:
    chrome = re.compile(r"\b(item|row|duplicate|confirmed|verified)s?\b", re.IGNORECASE)
    for name, page in pages.items():
        assert not chrome.search(page.text), name


def test_a_second_write_touches_nothing_and_stale_pages_go(tmp_path: Path) -> None:
    case = record()
    first = write(case, tmp_path)
    assert first.written > 20 and first.removed == 0
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    second = write(case, tmp_path)
    assert second.written == 0 and second.removed == 0
    assert times == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    fewer = replace(case, documents=case.documents[1:], questions=(), joins=(), possibly=())
    third = write(fewer, tmp_path)
    assert third.removed > 0
    assert not (tmp_path / "document" / f"{case.documents[0].id}.html").exists()
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_list_that_was_tampered_with_removes_nothing_outside(tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text("keep", encoding="utf-8")
    folder = tmp_path / "pages"
    write(record(), folder)
    (folder / "pages.txt").write_text("../outside.html\n/etc/hostname\n", encoding="utf-8")
    write(record(), folder)
    assert outside.read_text(encoding="utf-8") == "keep"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    with pytest.raises(DiskFull, match=r"index\.html could not be written"):
        write(record(), tmp_path)


def test_a_language_without_a_catalogue(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="known languages: en, ar, fa"):
        write(record(), tmp_path, language="xx")


def test_an_empty_case_has_pages(tmp_path: Path) -> None:
    write(Record("", Account("1")), tmp_path)
    assert "A case without a title" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_links_hold_where_lists_run_over_several_pages(tmp_path: Path) -> None:
    case = record()
    first = next(join for join in case.joins if join.question is None)
    many = tuple(replace(first, id=f"j-{number:03}", rule=rule) for number, rule in enumerate([*Rule] * 20))
    write(replace(case, joins=many), tmp_path)
    pages = {path.name: Tags(path.read_text(encoding="utf-8")) for path in tmp_path.glob("sources*.html")}
    assert len(pages) > 1
    links = [link for page in pages.values() for link in page.links() if "#join-" in link]
    assert any(link.startswith("sources.html#") for link in links)
    for link in links:
        path, fragment = urldefrag(link)
        assert fragment in pages[path].ids


def test_two_writes_give_the_same_bytes(tmp_path: Path, folder: Path) -> None:
    write(record(), tmp_path)
    for path in folder.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / path.relative_to(folder)).read_bytes()
