"""PDF (ISO 32000), by PDFium: each line with its page and box; a page without text is read as a scan.

Boxes are in points from the page's top left corner.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from muniment.errors import NotRead
from muniment.intake import ocr
from muniment.intake.layout import PrintedLine, lay_out
from muniment.intake.limits import Limits
from muniment.intake.transcript import Transcript

NAME = "pdf"
VERSION = "1"
KINDS = ("pdf",)
SUFFIXES = (".pdf",)

_TINY = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length %d>>stream
%s
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%%%EOF
"""
_WORDS = b"BT /F 12 Tf 20 50 Td (Two people were killed.) Tj ET"
EXAMPLES = ((_TINY % (len(_WORDS), _WORDS), ("Two people were killed.",)), (_TINY % (0, b""), ()))

#: letters below which a page with a picture on it counts as a scan (a stamp or a page number is no text layer)
_LEAST_LETTERS = 12
#: PDFium's error for a document that wants a password
_PASSWORD = 4


def read(data: bytes, *, limits: Limits) -> Transcript:
    """The lines of a PDF. Raises `NotRead` ("encrypted", "damaged", "needs-tesseract", …)."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == _PASSWORD or "password" in str(error).lower():
            raise NotRead("encrypted", "the PDF is locked with a password; save it without one") from error
        raise NotRead("damaged", "the PDF cannot be opened; it is damaged") from error
    try:
        return _read(document, limits)
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, limits: Limits) -> Transcript:
    count = len(document)
    lines: list[PrintedLine] = []
    said: list[str] = []
    unread: list[int] = []
    missing: NotRead | None = None
    letters = 0
    for number in range(1, min(count, limits.most_pages) + 1):
        try:
            found = _page(document, number, limits)
        except pdfium.PdfiumError:
            unread.append(number)
            continue
        except NotRead as error:
            missing = missing or error
            unread.append(number)
            continue
        letters += sum(len(line.text) + 1 for line in found)
        lines.extend(found)
        if letters > limits.largest_text:
            said.append(f"pages from {number + 1} on were not read; the text is longer than 'largest_text'")
            break
    if missing is not None and not lines:
        raise missing
    if count > limits.most_pages:
        said.append(f"pages {limits.most_pages + 1} to {count} were not read; raise 'most_pages'")
    if unread:
        why = str(missing) if missing else "damaged"
        said.append(f"{len(unread)} pages were not read ({why}); the first is page {unread[0]}")
    text, blocks, runs = lay_out(lines)
    return Transcript(text, blocks, "pdf", runs=runs, pages=count, warnings=tuple(said))


def _page(document: pdfium.PdfDocument, number: int, limits: Limits) -> list[PrintedLine]:
    page = document[number - 1]
    try:
        words = page.get_textpage()
        try:
            lines = list(_lines(words, number, page))
        finally:
            words.close()
        letters = sum(character.isalnum() for line in lines for character in line.text)
        if letters >= _LEAST_LETTERS or not _has_picture(page):
            return lines
        return _scan(page, number, limits) or lines
    finally:
        page.close()


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3))


def _scan(page: pdfium.PdfPage, number: int, limits: Limits) -> list[PrintedLine]:
    width, height = page.get_size()
    scale = ocr.DPI / 72
    area = width * height * scale * scale
    if area > ocr.MOST_PIXELS:
        scale *= (ocr.MOST_PIXELS / area) ** 0.5 * 0.99
    picture = page.render(scale=scale).to_pil()
    return ocr.read_picture(picture, page=number, scale=1 / scale, limits=limits)


def _lines(words: pdfium.PdfTextPage, number: int, page: pdfium.PdfPage) -> Iterator[PrintedLine]:
    """The lines of a page's text layer, in PDFium's order."""
    count = words.count_chars()
    if count <= 0:
        return
    whole = words.get_text_range(errors="replace")
    left, _, _, top = page.get_bbox()
    place = 0
    for piece in whole.split("\n"):
        units = len(piece.encode("utf-16-le", "surrogatepass")) // 2
        text = piece.replace("\r", "").replace("\x02", "-").replace("\ufffe", "-").replace("\0", "")
        shown = text.strip()
        if shown:
            lead = len(text) - len(text.lstrip())
            box, size = _box(words, place + lead, units - lead, (left, top))
            yield PrintedLine(shown, number, box, size)
        place += units + 1


def _box(
    words: pdfium.PdfTextPage, start: int, units: int, corner: tuple[float, float]
) -> tuple[tuple[float, float, float, float] | None, float]:
    """The box about the characters that the text's units [start, start+units) came from, and their font size."""
    first = raw.FPDFText_GetCharIndexFromTextIndex(words, start)
    last = raw.FPDFText_GetCharIndexFromTextIndex(words, start + max(0, units - 2))
    if first < 0:
        return None, 0.0
    last = max(first, last)
    size = float(raw.FPDFText_GetFontSize(words, first))
    rects = raw.FPDFText_CountRects(words, first, last - first + 1)
    sides = [ctypes.c_double() for _ in range(4)]
    boxes = []
    for at in range(max(0, rects)):
        if raw.FPDFText_GetRect(words, at, *(ctypes.byref(side) for side in sides)):
            boxes.append(tuple(side.value for side in sides))  # left, top, right, bottom; y grows upward
    if not boxes:
        return None, size
    x, y = corner
    box = (
        round(min(b[0] for b in boxes) - x, 2),
        round(y - max(b[1] for b in boxes), 2),
        round(max(b[2] for b in boxes) - x, 2),
        round(y - min(b[3] for b in boxes), 2),
    )
    return box, round(size if size > 1.5 else box[3] - box[1], 1)
