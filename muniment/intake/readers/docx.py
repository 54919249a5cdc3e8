"""Word documents (Office Open XML, ISO/IEC 29500), by python-docx: paragraphs, tables, foot- and endnotes.

A note's mark, which has no characters of its own in the file, is written as its number in square brackets; notes follow
the text. Headers and footers are furniture. Deleted text (tracked) is left out, inserted text kept.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx import Document as open_docx
from docx.opc.exceptions import OpcError
from lxml import etree

from muniment.errors import NotRead
from muniment.intake.limits import Limits
from muniment.intake.transcript import Block, Transcript
from muniment.records import DateCandidate, FootnoteMark, Role, Span

NAME = "docx"
VERSION = "1"
KINDS = ("docx",)
SUFFIXES = (".docx", ".docm")

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: bytes that a document's parts may unpack to, and for one packed byte; a page of XML packs about tenfold
_MOST_UNPACKED, _RATIO = 500_000_000, 300
_FAULTS = (
    OpcError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    RuntimeError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


def _packed(body: str) -> bytes:
    """A small Word document with this body, for the examples."""
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{_RELATIONS}"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_KIND}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f'<w:document xmlns:w="{_W[1:-1]}"><w:body>{body}</w:body></w:document>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


EXAMPLES = (
    (_packed("<w:p><w:r><w:t>Two people were killed.</w:t></w:r></w:p>"), ("Two people were killed.",)),
    (_packed("<w:p/>"), ()),
)


@dataclass(slots=True)
class _Writer:
    """The text as it grows."""

    out: list[str] = field(default_factory=list)
    at: int = 0
    blocks: list[Block] = field(default_factory=list)
    marks: list[tuple[int, int, str, str]] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)

    def add(
        self, pieces: list[tuple[str, str | None]], role: Role | None, why: str, label: str | None = None
    ) -> Span | None:
        """One block; a piece with a note's key is that note's mark."""
        text = "".join(piece for piece, _ in pieces)
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            return None
        start, at = self.at, self.at - lead
        for piece, key in pieces:
            if key is not None:
                self.marks.append((at, at + len(piece), piece.strip("[]"), key))
            at += len(piece)
        self.out.append(text)
        self.at += len(text) + 1
        self.blocks.append(Block(start, start + len(text), role, why, label))
        return Span(start, start + len(text))

    def mark(self, key: str) -> tuple[str, str]:
        label = self.used.setdefault(key, str(len(self.used) + 1))
        return f"[{label}]", key


def read(data: bytes, *, limits: Limits) -> Transcript:
    """The paragraphs of a Word document. Raises `NotRead` ("damaged", "too-large")."""
    try:
        _refuse_bombs(data)
        document = open_docx(io.BytesIO(data))
        return _read(document, limits)
    except _FAULTS as error:
        raise NotRead("damaged", "the Word document cannot be opened; it is damaged or locked") from error


def _refuse_bombs(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    if sum(info.file_size for info in infos) > _MOST_UNPACKED or any(
        info.file_size > 10_000_000 and info.file_size > _RATIO * max(1, info.compress_size) for info in infos
    ):
        raise NotRead(
            "too-large", "the Word document unpacks to far more than its size; save it again without pictures"
        )


def _read(document: object, limits: Limits) -> Transcript:
    part = document.part  # type: ignore[attr-defined]
    writer = _Writer()
    said: tuple[str, ...] = ()
    for element in document.element.body:  # type: ignore[attr-defined]
        _block(element, writer, document)
        if writer.at > limits.largest_text:
            said = ("the end of the document was not read; the text is longer than 'largest_text'",)
            break
    notes = _notes(part, writer)
    marks = tuple(FootnoteMark(start, end, label, notes.get(key)) for start, end, label, key in writer.marks)
    properties = document.core_properties  # type: ignore[attr-defined]
    return Transcript(
        "\n".join(writer.out),
        tuple(writer.blocks),
        "docx",
        marks=marks,
        dates=tuple(_dates(properties)),
        title=(properties.title or "").strip() or None,
        author=(properties.author or "").strip() or None,
        language=(properties.language or "").strip() or None,
        warnings=said,
    )


def _block(element: etree._Element, writer: _Writer, document: object) -> None:
    if element.tag == f"{_W}p":
        role, why = _style_role(element, document)
        writer.add(list(_pieces(element, writer)), role, why)
    elif element.tag == f"{_W}tbl":
        for row in element.iter(f"{_W}tr"):
            cells = []
            for cell in row.iterchildren(f"{_W}tc"):
                words = ["".join(piece for piece, _ in _pieces(one, writer)) for one in cell.iter(f"{_W}p")]
                cells.append(" ".join(" ".join(words).split()))
            writer.add([("\t".join(cells), None)], Role.BODY, "row of a table")
    elif element.tag in (f"{_W}sdt", f"{_W}ins", f"{_W}customXml"):
        for child in element.iterchildren():
            if child.tag in (f"{_W}sdtContent", f"{_W}p", f"{_W}tbl"):
                for one in child.iterchildren() if child.tag == f"{_W}sdtContent" else [child]:
                    _block(one, writer, document)


def _style_role(element: etree._Element, document: object) -> tuple[Role | None, str]:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    if style is None:
        return None, ""
    key = style.get(f"{_W}val") or ""
    named = {one.style_id: one.name for one in document.styles if one.name}  # type: ignore[attr-defined]
    name = str(named.get(key, key)).lower()
    if name.startswith(("heading", "title", "subtitle")):
        return Role.HEADING, f"style {name}"
    if name.startswith("caption"):
        return Role.CAPTION, "style caption"
    return None, ""


def _pieces(paragraph: etree._Element, writer: _Writer) -> Iterator[tuple[str, str | None]]:
    """The text of a paragraph, and its notes' marks with their keys."""
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            yield element.text or "", None
        elif element.tag == f"{_W}tab":
            parent = element.getparent()
            if parent is not None and parent.tag == f"{_W}r":
                yield "\t", None
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n", None
        elif element.tag == f"{_W}noBreakHyphen":
            yield "-", None
        elif element.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
            kind = "e" if element.tag.endswith("endnoteReference") else "f"
            yield writer.mark(f"{kind}{element.get(f'{_W}id')}")


def _notes(part: object, writer: _Writer) -> dict[str, Span]:
    """The notes that the text uses, written after it in their order of use."""
    bodies: dict[str, etree._Element] = {}
    for kind, suffix in (("f", "/footnotes"), ("e", "/endnotes")):
        for relation in part.rels.values():  # type: ignore[attr-defined]
            if relation.reltype.endswith(suffix) and not relation.is_external:
                parser = etree.XMLParser(resolve_entities=False, no_network=True)
                for note in etree.fromstring(relation.target_part.blob, parser):
                    bodies[f"{kind}{note.get(f'{_W}id')}"] = note
    out: dict[str, Span] = {}
    for key, label in list(writer.used.items()):
        if key in bodies:
            words = " ".join(
                "".join(piece for piece, _ in _pieces(one, writer)).strip() for one in bodies[key].iter(f"{_W}p")
            )
            span = writer.add([(f"{label} {words.strip()}", None)], Role.FOOTNOTE, "note of the document", label)
            if span is not None:
                out[key] = span
    return out


def _dates(properties: object) -> Iterator[DateCandidate]:
    for name in ("created", "modified"):
        value = getattr(properties, name, None)
        if value is not None:
            yield DateCandidate(
                "file", value.isoformat(), edtf=value.date().isoformat(), note=f"{name} (file's properties)"
            )
