"""Makes the PDF, DOCX and scanned documents of the example case from their texts in `sources/`.

Run with the project's own Python: `.venv/bin/python examples/make.py`. The files come out the same every time.
"""

from __future__ import annotations

import datetime
import random
import zipfile
from io import BytesIO
from pathlib import Path

import docx
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

HERE = Path(__file__).parent
WHEN = datetime.datetime(2012, 1, 1, 12, 0, 0)


def main() -> None:
    """Write every made document into `documents/`."""
    make_pdf("04-un-mission-report")
    for name in ("08-testimony", "09-judgment"):
        make_docx(name)
    make_scan("11-hospital-notice")


def lines(name: str) -> list[str]:
    text = (HERE / "sources" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line]


def make_pdf(name: str) -> None:
    styles = getSampleStyleSheet()
    story = []
    for line in lines(name):
        style = styles["Heading2"] if line.startswith("# ") else styles["BodyText"]
        text = line.removeprefix("# ")
        if line.startswith("("):
            style = styles["Italic"]
        story.append(Paragraph(text, style))
    out = HERE / "documents" / f"{name}.pdf"
    SimpleDocTemplate(str(out), pagesize=A4, invariant=1, title="Report on the events at the Sarn Bridge").build(story)


def make_docx(name: str) -> None:
    document = docx.Document()
    for line in lines(name):
        if line.startswith("# "):
            document.add_heading(line.removeprefix("# "), level=1)
        else:
            document.add_paragraph(line)
    properties = document.core_properties
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = WHEN
    packed = BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as made, zipfile.ZipFile(HERE / "documents" / f"{name}.docx", "w") as out:
        for member in made.namelist():
            out.writestr(zipfile.ZipInfo(member, WHEN.timetuple()[:6]), made.read(member), zipfile.ZIP_DEFLATED)


def make_scan(name: str) -> None:
    """A page as a telephone would photograph it: a little turned, a little noisy."""
    chance = random.Random(1)
    page = Image.new("L", (1240, 1100), 247)
    draw = ImageDraw.Draw(page)
    y = 120
    for number, line in enumerate((HERE / "sources" / f"{name}.txt").read_text(encoding="utf-8").splitlines()):
        draw.text((130, y), line, fill=25, font=ImageFont.load_default(size=44 if number < 2 else 36))
        y += 72 if line else 40
    page = page.rotate(0.6, fillcolor=247, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.6))
    for _ in range(2500):
        page.putpixel((chance.randrange(page.width), chance.randrange(page.height)), chance.randrange(120, 230))
    page.save(HERE / "documents" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
