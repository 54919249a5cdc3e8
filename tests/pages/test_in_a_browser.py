"""Every kind of page in a real browser: nothing on the console, nothing asked of the network, nothing for axe."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from muniment.pages import write
from muniment.pages.finding import Asked, Finder
from muniment.pages.site import Site
from tests.pages.browser import HERE, Browser, browser
from tests.pages.make import finder, record

pytestmark = pytest.mark.skipif(not HERE, reason="ability not tested: pages in a browser (no Chromium)")


@pytest.fixture(scope="module")
def shown() -> Iterator[Browser]:
    with browser() as made:
        yield made


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {}
    for code in ("en", "fa"):
        made[code] = tmp_path_factory.mktemp(code)
        write(record(), made[code], language=code)
        case = record()
        site = Site(case, code=code, served=True)
        asked = Asked("dovan")
        found = Finder(site.survey, finder(case), site.names.count_disputed).find(asked)
        (made[code] / "search.html").write_bytes(site.search(asked, found))
    return made


def one_of_each(folder: Path) -> list[Path]:
    """One page of every kind; of documents, questions and names the longest."""
    largest = [
        max(folder.glob(f"{kind}/*.html"), key=lambda path: path.stat().st_size)
        for kind in ("document", "question", "name")
    ]
    return [*sorted(folder.glob("*.html")), *largest]


@pytest.mark.parametrize("code, width, dark", [("en", 1280, False), ("fa", 390, True)])
def test_pages(shown: Browser, folders: dict[str, Path], code: str, width: int, dark: bool) -> None:
    shown.look(width=width, dark=dark)
    found = []
    for path in one_of_each(folders[code]):
        shown.open(path.as_uri())
        found += [f"{path.name}: {message}" for message in shown.complaints()]
        found += [f"{path.name}: asks for {url}" for url in shown.asked_for() if not url.startswith("file:")]
        found += [f"{path.name}: {finding}" for finding in shown.findings()]
        if shown.size()[0] > width:
            found.append(f"{path.name}: wider than the screen")
    assert found == []


def test_a_script_in_a_document_never_runs(shown: Browser, folders: dict[str, Path]) -> None:
    case = record()
    hostile = next(document.id for document in case.documents if document.path.startswith("hostile"))
    shown.look()
    shown.open((folders["en"] / "document" / f"{hostile}.html").as_uri())
    assert shown.driver.title != "ran"
    assert "<script>document.title='ran'</script>" in shown.driver.title
    assert not [url for url in shown.asked_for() if "203.0.113.9" in url]


def test_pages_work_without_scripts_and_the_mark_stands_on_paper(shown: Browser, folders: dict[str, Path]) -> None:
    shown.look(script=False)
    shown.open(one_of_each(folders["en"])[-2].as_uri())
    assert "Port Selm killings" in shown.driver.page_source
    shown.look(paper=True)
    pdf = shown.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    printed = pdfium.PdfDocument(base64.b64decode(pdf["data"]))
    for page in printed:
        held = page.get_textpage()
        assert "not reviewed" in held.get_text_bounded()
        held.close()
        page.close()
    printed.close()
    shown.look()


def test_a_link_to_words_marks_them(shown: Browser, folders: dict[str, Path]) -> None:
    case = record()
    claim = next(one for claims in case.claims.values() for one in claims if one.kind == "figure")
    page = folders["en"] / "document" / f"{claim.document}.html"
    shown.look()
    shown.open(f"{page.as_uri()}#c-{claim.id.split('-', 1)[1]}")
    marked = shown.driver.execute_script("return document.querySelector(':target').textContent")
    assert claim.citation.quote in marked
