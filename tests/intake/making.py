"""Documents made for the tests of intake: bytes of every format, of an invented world."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from docx import Document as new_docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from muniment.intake import Limits, read
from muniment.records import Document, Reading, Role


def document(path: str, data: bytes) -> Document:
    return Document(path, path, "0" * 64, len(data), modified="2020-01-01T00:00:00+00:00")


def reading(data: bytes | str, path: str = "a.txt", limits: Limits | None = None) -> Reading:
    """What intake reads in `data`."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return read(document(path, raw), raw, limits=limits)


def words(made: Reading, *roles: Role) -> list[str]:
    """The words of the passages with these roles (all, when none is named)."""
    return [made.text[one.start : one.end] for one in made.passages if not roles or one.role in roles]


def pdf(pages: list[list[tuple[int, str]]], *, encrypt: str | None = None) -> bytes:
    """A PDF of pages of (size, line)."""
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=A4, encrypt=encrypt, invariant=1)
    for page in pages:
        y = A4[1] - 72
        for size, line in page:
            sheet.setFont("Helvetica", size)
            if line:
                sheet.drawString(72, y, line)
            y -= size * 1.3
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def packed(members: Mapping[str, bytes], *, compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(*paragraphs: tuple[str, str], rows: list[list[str]] | None = None) -> bytes:
    """A Word document of (style, text), with a table at its end."""
    made = new_docx()
    for style, text in paragraphs:
        made.add_paragraph(text, style=style)
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                table.cell(at, place).text = cell
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
