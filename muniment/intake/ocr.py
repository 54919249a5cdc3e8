"""Scans read by Tesseract (Smith 2007), through its own command: an argument list, a time limit, no file written.

The picture goes in by standard input and the words come out by standard output as TSV, so that nothing of a document
lies in a scratch folder; on Linux the process ends with the one that started it.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from functools import cache

from PIL import Image

from muniment.errors import NotRead
from muniment.intake.layout import Box, PrintedLine, Word
from muniment.intake.limits import Limits

#: pixels of the largest picture that is read: an A3 page at 600 dots an inch has 70 million
MOST_PIXELS = 100_000_000
#: dots per inch at which a page is rendered; Tesseract's documentation asks for 300
DPI = 300
#: words of less confidence are noise of the paper more often than words
LEAST_CONFIDENCE = 0.0
_MISSING = "reading a scan needs Tesseract; install tesseract-ocr with the languages wanted (tesseract-ocr-fas, -ara)"


def read_picture(picture: Image.Image, *, page: int, scale: float, limits: Limits) -> list[PrintedLine]:
    """The lines of a page's picture; `scale` is points per pixel.

    Raises `NotRead`: "needs-tesseract" where it is missing, "too-large", "slow" past the time limit, "damaged" when
    Tesseract refuses the picture.
    """
    if picture.width * picture.height > MOST_PIXELS:
        raise NotRead("too-large", f"a picture of {picture.width} by {picture.height} dots; make it smaller")
    languages = _languages(limits)
    data = io.BytesIO()
    picture.convert("L").save(data, "PNG", compress_level=1)
    command = [*_before(limits.tesseract), "stdin", "stdout", "-l", languages, "--dpi", str(round(72 / scale)), "tsv"]
    try:
        done = subprocess.run(
            command, input=data.getvalue(), capture_output=True, timeout=limits.seconds_per_page, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NotRead("slow", f"Tesseract took more than {limits.seconds_per_page} seconds for page {page}") from error
    except OSError as error:
        raise NotRead("needs-tesseract", _MISSING) from error
    if done.returncode != 0:
        raise NotRead("damaged", f"Tesseract could not read page {page} (exit {done.returncode})")
    return _lines(done.stdout.decode("utf-8", "replace"), page, scale)


def _before(tesseract: str) -> list[str]:
    """One thread (several are slower and starve other workers), and an end with its parent where the system can."""
    path = shutil.which(tesseract)
    if path is None:
        raise NotRead("needs-tesseract", _MISSING)
    env, setpriv = shutil.which("env"), shutil.which("setpriv")
    before = [env, "OMP_THREAD_LIMIT=1"] if env else []
    return [*before, *([setpriv, "--pdeathsig", "KILL"] if setpriv else []), path]


@cache
def _installed(tesseract: str) -> frozenset[str]:
    try:
        listed = subprocess.run([tesseract, "--list-langs"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotRead("needs-tesseract", _MISSING) from error
    return frozenset(line.strip() for line in listed.stdout.decode("utf-8", "replace").splitlines()[1:])


def _languages(limits: Limits) -> str:
    """The languages of the settings that are installed, in their order."""
    installed = _installed(limits.tesseract)
    chosen = [code for code in limits.ocr_languages.split("+") if code in installed and code.replace("_", "").isalnum()]
    if not chosen:
        raise NotRead("needs-tesseract", f"no Tesseract language of {limits.ocr_languages!r} is installed; install one")
    return "+".join(chosen)


def _lines(tsv: str, page: int, scale: float) -> list[PrintedLine]:
    """Lines from Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, conf, text."""
    groups: dict[tuple[int, int, int], list[Word]] = {}
    for row in tsv.split("\n")[1:]:
        cells = row.rstrip("\r").split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        try:
            block, paragraph, line, _, left, top, width, height = (int(cell) for cell in cells[2:10])
            confidence = float(cells[10])
        except ValueError:
            continue
        if confidence < LEAST_CONFIDENCE:
            continue
        box = (left * scale, top * scale, (left + width) * scale, (top + height) * scale)
        word = Word("".join(cells[11].split()), box, confidence)
        groups.setdefault((block, paragraph, line), []).append(word)
    numbers: dict[tuple[int, int], int] = {}
    out = []
    for (block, paragraph, _), words in groups.items():
        number = numbers.setdefault((block, paragraph), len(numbers))
        out.append(PrintedLine(" ".join(word.text for word in words), page, _about(words), 0.0, number, tuple(words)))
    return out


def _about(words: list[Word]) -> Box:
    boxes = [word.box for word in words]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
