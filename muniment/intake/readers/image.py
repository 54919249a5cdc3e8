"""Scans and photographs of pages: PNG, JPEG, TIFF (of several pages), WebP, GIF; read by Tesseract.

Boxes are in points (1/72 inch) by the resolution that the picture declares, or one point a dot where it declares none.
"""

from __future__ import annotations

import base64
import io
import struct
import warnings

from PIL import Image, ImageOps

from muniment.errors import NotRead
from muniment.intake.layout import PrintedLine, lay_out
from muniment.intake.limits import Limits
from muniment.intake.ocr import MOST_PIXELS, read_picture
from muniment.intake.transcript import Transcript

NAME = "image"
VERSION = "1"
KINDS = ("image",)
SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".gif")
#: what needs Tesseract says so, so that a contract test can pass it over where it is missing
NEEDS = "tesseract"
EXAMPLES = (
    # a white page without words
    (
        base64.b64decode(
            "iVBORw0KGgoAAAANSUhEUgAAACgAAAAUAQAAAADXPUIWAAAAEklEQVR42mP8z8DAwMDEQG8SAIBhAScrgM5sAAAAAElFTkSuQmCC"
        ),
        (),
    ),
)
_FAULTS = (OSError, ValueError, TypeError, SyntaxError, EOFError, KeyError, IndexError, struct.error, OverflowError)


def read(data: bytes, *, limits: Limits) -> Transcript:
    """The words of a picture. Raises `NotRead` ("damaged", "too-large", "needs-tesseract", "slow")."""
    lines: list[PrintedLine] = []
    said: tuple[str, ...] = ()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data))
            frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            for page in range(min(frames, limits.most_pages)):
                picture.seek(page)
                lines.extend(_page(picture, page + 1, limits))
    except Image.DecompressionBombError as error:
        raise NotRead("too-large", "a picture of too many dots; make it smaller") from error
    except _FAULTS as error:
        raise NotRead("damaged", "the picture cannot be opened; it is damaged or of an unknown kind") from error
    if frames > limits.most_pages:
        said = (f"pages {limits.most_pages + 1} to {frames} were not read; raise 'most_pages'",)
    text, blocks, runs = lay_out(lines)
    return Transcript(text, blocks, "image", runs=runs, pages=frames, warnings=said)


def _page(picture: Image.Image, page: int, limits: Limits) -> list[PrintedLine]:
    if picture.width * picture.height > MOST_PIXELS:
        raise NotRead("too-large", f"a picture of {picture.width} by {picture.height} dots; make it smaller")
    declared = picture.info.get("dpi", (0, 0))
    dots = float(declared[0]) if isinstance(declared, tuple) and declared and declared[0] else 0.0
    scale = 72 / dots if 50 <= dots <= 2400 else 1.0
    upright = ImageOps.exif_transpose(picture)
    if upright.width < 10 or upright.height < 10:
        return []
    if upright.mode in ("RGBA", "LA", "P"):
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright.convert("RGBA"))
    return read_picture(upright, page=page, scale=scale, limits=limits)
