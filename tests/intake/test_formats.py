# ruff: noqa: E501 - pages in small, whose lines are as long as a page has them
"""HTML, PDF, Word and scans; the contract of every reader."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from muniment.errors import NotRead
from muniment.intake import Limits, available, read
from muniment.plugins import Plugin
from muniment.records import Role, Span
from tests.intake.making import document, docx, packed, pdf, reading, words

READERS = available()
PAGE = """<!doctype html><html lang="en-GB"><head><title>Eleven killed at the mill | Orm Post</title>
<meta property="og:site_name" content="Orm Post"><meta property="og:url" content="https://www.ormpost.example/a">
<meta property="article:published_time" content="2014-07-22T10:00:00+02:00"><meta name="date" content="2014-54-22">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":[{"name":"Ada Lorn"}],"dateModified":"2014-07-23"}]}</script>
<style>p {color: red}</style></head><body><nav><a href="/">Home</a> <a href="/n">News</a></nav>
<div class="teaser"><a href="/x">The new bridge opens on Friday after three years of work</a></div>
<article><h1>Eleven killed at the mill</h1><p class="byline">By Ada Lorn</p>
<figure><img src="a.jpg"><figcaption>The mill of Orm in an old picture</figcaption></figure>
<p>Eleven   people were killed when soldiers fired at the mill of Orm on Monday night,<sup><a href="#fn1">1</a></sup> the prosecutor
said, and&nbsp;others were taken away in lorries to a place that nobody would name.</p>
<script>document.write("nobody was killed")</script><h2>What the miller saw</h2>
<p>The miller said he had counted eleven bodies on the floor<br>before he was led away, and that
the officer who gave the order was known to everyone in the town of Orm.</p>
<p hidden>A hidden paragraph that no reader of the page has ever seen on it.</p>
<ol class="footnotes"><li id="fn1">Notice of the prosecutor, No. 14, of 22 July 2014.</li></ol></article>
<aside><h3>Most read</h3><p>A recipe for plum cake that has been in the family of our cook for years.</p></aside>
<footer>© 2014 Orm Post. All rights reserved.</footer></body></html>"""


@pytest.mark.parametrize("plugin", READERS, ids=lambda plugin: plugin.name)
def test_a_reader_keeps_its_contract(plugin: Plugin, request: pytest.FixtureRequest) -> None:
    if getattr(plugin.module, "NEEDS", None) == "tesseract":
        request.getfixturevalue("tesseract")
    assert plugin.module.KINDS and all(suffix.startswith(".") for suffix in plugin.module.SUFFIXES)
    assert any(not expected for _, expected in plugin.module.EXAMPLES), "one example yields nothing"
    for data, expected in plugin.module.EXAMPLES:
        made = plugin.module.read(data, limits=Limits())
        assert tuple(made.text[block.start : block.end] for block in made.blocks) == expected
        assert made.kind in plugin.module.KINDS


@pytest.mark.parametrize("plugin", READERS, ids=lambda plugin: plugin.name)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_reader_raises_nothing_but_not_read(plugin: Plugin, data: st.DataObject) -> None:
    seeds = [bytes(example) for example, _ in plugin.module.EXAMPLES]
    raw = bytearray(data.draw(st.sampled_from(seeds) | st.binary(max_size=300)))
    for _ in range(data.draw(st.integers(0, 4))):
        if raw:
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(raw)))
    try:
        plugin.module.read(bytes(raw[:cut] if data.draw(st.booleans()) else raw), limits=Limits())
    except NotRead as error:
        assert error.code and str(error)


def test_a_page_is_read_with_its_roles() -> None:
    made = reading(PAGE, "a.html")
    assert words(made, Role.HEADING) == ["Eleven killed at the mill", "What the miller saw"]
    body = words(made, Role.BODY)
    assert len(body) == 2 and body[0].startswith("Eleven people were killed") and "and\u00a0others" in body[0]
    assert words(made, Role.CAPTION) == ["The mill of Orm in an old picture"]
    assert words(made, Role.BYLINE) == ["By Ada Lorn"]
    furniture = " ".join(words(made, Role.FURNITURE))
    assert all(part in furniture for part in ("Home", "The new bridge", "plum cake", "All rights reserved"))
    assert "nobody was killed" not in made.text and "hidden paragraph" not in made.text and "color" not in made.text


def test_comments_that_the_markup_does_not_set_apart_are_no_text() -> None:
    said = "<p>The soldiers came to the mill of Orm in the morning and took eleven men away in two lorries, {}.</p>"
    page = "<html><body><h1>The mill of Orm</h1>" + "".join(map(said.format, ("said one", "said another", "said all")))
    page += "<p>Leave a Reply</p><p>marwen says:</p><p>I was there too, by the fountain, and I remember the bread.</p>"
    page += "<p>Your email address will not be published.</p></body></html>"
    made = reading(page, "a.html")
    assert len(words(made, Role.BODY)) == 3
    assert not any("fountain" in one for one in words(made, Role.BODY, Role.HEADING))


def test_a_page_says_who_and_when() -> None:
    made = reading(PAGE, "a.html")
    assert (made.title, made.author, made.publisher, made.site) == (
        "Eleven killed at the mill",
        "Ada Lorn",
        "Orm Post",
        "ormpost.example",
    )
    machine = {(one.place, one.edtf) for one in made.dates if one.place in ("machine", "malformed")}
    assert machine == {("machine", "2014-07-22"), ("machine", "2014-07-23"), ("malformed", None)}


def test_a_raised_mark_leads_to_its_note() -> None:
    made = reading(PAGE, "a.html")
    (mark,) = made.marks
    assert (made.text[mark.start : mark.end], mark.label) == ("1", "1")
    assert mark.note is not None and mark.note.of(made.text).startswith("Notice of the prosecutor")
    assert words(made, Role.FOOTNOTE) == ["Notice of the prosecutor, No. 14, of 22 July 2014."]


@pytest.mark.parametrize("depth", [300, 20_000])
def test_a_deeply_nested_page_keeps_its_words(depth: int) -> None:
    made = reading(
        "<html><script>no()</script>" + "<div>" * depth + "Two people were killed." + "</div>" * depth, "a.html"
    )
    assert "Two people were killed." in made.text and "no()" not in made.text
    assert "nested" in made.warnings[0]


@pytest.mark.parametrize(
    ("data", "path", "kind"),
    [
        (PAGE.encode(), "a.pdf", "html"),
        (b"Two people were killed in the town.", "a.html", "text"),
        (pdf([[(11, "Two people were killed in the town.")]]), "a.txt", "pdf"),
        (docx(("Normal", "Two people were killed in the town.")), "a.jpg", "docx"),
        (PAGE.encode("utf-16"), "a.html", "html"),
    ],
)
def test_the_format_is_what_the_bytes_say(data: bytes, path: str, kind: str) -> None:
    made = reading(data, path)
    assert made.kind == kind and "killed" in made.text


@pytest.mark.parametrize(
    ("data", "path", "said"),
    [
        (b"{\\rtf1 words}", "a.txt", "rich text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "old Office file"),
        (packed({"xl/workbook.xml": b"<x/>"}), "a.xlsx", "spreadsheet"),
        (packed({"a.txt": b"x"}), "a.zip", "ZIP"),
        (b"ID3" + b"\0" * 90, "a.mp3", "sound recording"),
    ],
)
def test_what_no_reader_reads_is_said_plainly(data: bytes, path: str, said: str) -> None:
    with pytest.raises(NotRead, match=said) as caught:
        reading(data, path)
    assert caught.value.code == "not-supported"


def test_a_locked_word_document_is_said_to_be_locked() -> None:
    with pytest.raises(NotRead, match="password") as caught:
        reading(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx")
    assert caught.value.code == "encrypted"


LONG = "The commission heard that the dead had been shot from the roof of the mill by men"


def test_a_pdf_has_pages_boxes_and_roles() -> None:
    page = [
        (8, "Orm Commission – Interim report"),
        (11, ""),
        (16, "What happened at the mill"),
        (11, ""),
        (11, LONG),
        (11, LONG),
        (11, "of the second company."),
    ]
    note = [(11, ""), (8, "1 Notice of the prosecutor, No. 14.")]
    others = [[*page[:4], (11, f"{number} {LONG}"), (11, f"{LONG} {number}.")] for number in ("One", "Two")]
    made = reading(pdf([page + note, *others]), "a.pdf")
    assert made.pages == 3 and made.kind == "pdf"
    assert words(made, Role.FURNITURE) == ["Orm Commission – Interim report"] * 3
    assert words(made, Role.HEADING)[0] == "What happened at the mill"
    assert words(made, Role.FOOTNOTE) == ["1 Notice of the prosecutor, No. 14."]
    body = next(one for one in made.passages if one.role is Role.BODY)
    assert made.text[body.start : body.end].count("\n") == 2
    at = made.text.index("second company")
    where = made.locate(Span(at, at + 6))
    assert where is not None and where.page == 1 and where.box is not None
    left, top, right, bottom = where.box
    assert 60 < left < right < 600 and 72 < top < bottom < 250


def test_a_locked_pdf_is_said_to_be_locked() -> None:
    with pytest.raises(NotRead, match="password") as caught:
        reading(pdf([[(11, LONG)]], encrypt="secret"), "a.pdf")
    assert caught.value.code == "encrypted"


def test_a_long_pdf_is_read_to_its_bound() -> None:
    made = reading(pdf([[(11, f"{LONG} {number}")] for number in range(12)]), "a.pdf", limits=Limits(most_pages=5))
    assert made.pages == 12 and "pages 6 to 12 were not read" in made.warnings[0]
    assert max(run.locator.page or 0 for run in made.runs) == 5


def test_a_word_document_has_headings_and_tables() -> None:
    made = reading(
        docx(("Heading 1", "Testimony"), ("Normal", LONG + "."), rows=[["Name", "Age"], ["Aron Velt", "34"]]), "a.docx"
    )
    assert made.kind == "docx" and words(made, Role.HEADING) == ["Testimony"]
    assert words(made, Role.BODY) == [LONG + ".", "Name\tAge", "Aron Velt\t34"]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_a_word_documents_notes_are_linked() -> None:
    body = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Eleven were killed,</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> he said in the court of Orm.</w:t></w:r></w:p></w:body></w:document>'
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>Notice No. 14.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    made = reading(
        packed(
            {
                "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/><Override PartName="/word/footnotes.xml" ContentType="{kind}.footnotes+xml"/></Types>'.encode(),
                "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>'.encode(),
                "word/_rels/document.xml.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{office}/footnotes" Target="footnotes.xml"/></Relationships>'.encode(),
                "word/document.xml": body.encode(),
                "word/footnotes.xml": notes.encode(),
            }
        ),
        "a.docx",
    )
    (mark,) = made.marks
    assert made.text[mark.start : mark.end] == "[1]" and mark.note is not None
    assert mark.note.of(made.text) == "1 Notice No. 14."


def scan(*lines: str) -> Image.Image:
    picture = Image.new("L", (1240, 700), "white")
    pen = ImageDraw.Draw(picture)
    letters = ImageFont.load_default(44)
    for at, line in enumerate(lines):
        pen.text((80, 80 + 90 * at), line, fill="black", font=letters)
    return picture


def saved(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, dpi=(150, 150))
    return out.getvalue()


def test_a_scan_is_read_with_boxes_and_confidence(tesseract: str) -> None:
    made = reading(saved(scan("Eleven people were killed", "at the mill of Orm."), "PNG"), "a.png")
    assert "Eleven people were killed" in made.text
    first = next(one for one in made.passages if "Eleven" in made.text[one.start : one.end])
    assert first.confidence is not None and 60 < first.confidence <= 100
    at = made.text.index("Eleven")
    where = made.locate(Span(at, at + 6))
    assert where is not None and where.page == 1 and where.box is not None
    assert abs(where.box[0] - 80 * 72 / 150) < 8


def test_a_pdf_without_text_is_read_as_a_scan(tesseract: str) -> None:
    made = reading(saved(scan("Eleven people were killed", "at the mill of Orm."), "PDF"), "a.pdf")
    assert made.kind == "pdf" and "Eleven people were killed" in made.text
    assert made.passages[0].confidence is not None


@pytest.mark.parametrize("kind", ["PNG", "PDF"])
def test_without_tesseract_a_scan_is_not_read(kind: str) -> None:
    raw = saved(scan("Eleven people"), kind)
    with pytest.raises(NotRead, match="needs Tesseract") as caught:
        reading(raw, f"a.{kind.lower()}", limits=Limits(tesseract="no-such-program"))
    assert caught.value.code == "needs-tesseract"


def test_languages_that_are_not_installed_are_left_out(tesseract: str) -> None:
    raw = saved(scan("Eleven people were killed"), "PNG")
    assert "Eleven" in reading(raw, "a.png", limits=Limits(ocr_languages="xxx+eng")).text
    with pytest.raises(NotRead, match="no Tesseract language"):
        reading(raw, "a.png", limits=Limits(ocr_languages="xxx"))


def test_a_strangers_reader_comes_in_by_its_suffix() -> None:
    class Module:
        NAME, VERSION, EXAMPLES, SUFFIXES = "upside", "1", (), (".up",)

        @staticmethod
        def read(data: bytes, *, limits: Limits) -> object:
            plain = next(one for one in READERS if one.name == "text")
            return plain.module.read(data[::-1], limits=limits)

    mine = Plugin("upside", "1", Module)  # type: ignore[arg-type]
    raw = b".dellik erew elpoep owT"
    made = read(document("a.up", raw), raw, readers=[*READERS, mine])
    assert made.text == "Two people were killed." and made.reader == "upside"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("The soldiers came in the morning and took the men away in lorries. " * 3, "en"),
        ("سربازان صبح آمدند و مردان را با کامیون بردند و دیگر کسی آنها را ندید. " * 3, "fa"),
        ("جاء الجنود في الصباح وأخذوا الرجال في شاحنات ولم يرهم أحد بعد ذلك. " * 3, "ar"),
        ("Los soldados llegaron por la mañana y se llevaron a los hombres en camiones. " * 3, "es"),
        ("سەربازەکان بەیانی هاتن و پیاوەکانیان بە لۆری برد و کەس ئەوانی نەبینییەوە. " * 3, "ckb"),
        ("سرتېري سهار راغلل او سړي یې په لاریو کې بوتلل او بیا چا ونه لیدل. " * 3, "ps"),
        ("Two dead.", None),
    ],
)
def test_the_language_is_found(said: str, code: str | None) -> None:
    assert reading(said).language == code
