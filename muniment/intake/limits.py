"""What intake may spend on one file, and which languages a scan is read in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of time and memory, and the OCR languages; made from the settings of the same names.

    `largest_file` in bytes, `largest_text` in characters; `most_pages` of a PDF and `most_members` of a ZIP are read,
    the rest is recorded; `ocr_languages` are Tesseract's codes joined by `+`, of which those installed are used;
    `seconds_per_page` bounds one run of Tesseract, whose command is `tesseract`.
    """

    largest_file: int = 200_000_000
    largest_text: int = 20_000_000
    most_pages: int = 2_000
    most_members: int = 100_000
    ocr_languages: str = "eng+fas+ara"
    seconds_per_page: int = 60
    tesseract: str = "tesseract"
