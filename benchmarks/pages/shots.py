"""Pictures of every kind of page, to be looked at: desk and phone, light and dark, from left and from right, on paper.

    python -m benchmarks.pages.shots [--case DIR] [--to shots]

Without --case the small invented record of the tests is shown.
"""

from __future__ import annotations

import argparse
import base64
import tempfile
from pathlib import Path

from muniment.archive import Archive
from muniment.opening import open_record
from muniment.pages import write
from muniment.pages.record import Record
from muniment.settings import read_settings
from tests.pages.browser import HERE, Browser, browser
from tests.pages.make import record

LOOKS = {
    "desk": {"width": 1280, "dark": False},
    "desk-dark": {"width": 1280, "dark": True},
    "phone": {"width": 390, "dark": False},
    "phone-dark": {"width": 390, "dark": True},
}


def shown(folder: Path) -> dict[str, Path]:
    """One page of every kind: the longest document, question and name."""
    pages = {path.stem: path for path in folder.glob("*.html")}
    for kind in ("document", "question", "name"):
        found = sorted((folder / kind).glob("*.html"), key=lambda path: path.stat().st_size)
        if found:
            pages[kind] = found[-1]
    return pages


def shoot(record_: Record, to: Path) -> None:
    """Write all pictures of one record."""
    with browser() as eye, tempfile.TemporaryDirectory() as scratch:
        for code in ("en", "fa", "ar"):
            folder = Path(scratch) / code
            write(record_, folder, language=code)
            for look, options in LOOKS.items():
                if code != "en" and look in ("desk-dark", "phone-dark"):
                    continue
                eye.look(**options)  # type: ignore[arg-type]
                for name, path in shown(folder).items():
                    eye.open(path.as_uri())
                    eye.shoot(to / code / f"{name}-{look}.png", most=4000)
            print(f"{code}: {to / code}")
            if code == "en":
                on_paper(eye, shown(folder), to)


def on_paper(eye: Browser, pages: dict[str, Path], to: Path) -> None:
    """The pages as PDF, as a browser prints them."""
    eye.look(paper=True)
    for name in ("index", "document", "question", "name"):
        if name in pages:
            eye.open(pages[name].as_uri())
            pdf = eye.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})
            (to / f"{name}.pdf").write_bytes(base64.b64decode(pdf["data"]))


def main() -> None:
    """Write the pictures."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--case", type=Path)
    given.add_argument("--to", type=Path, default=Path("shots"))
    asked = given.parse_args()
    if not HERE:
        print("Chromium: not here")
        return
    asked.to.mkdir(parents=True, exist_ok=True)
    if asked.case:
        with Archive.open(asked.case) as case:
            shoot(open_record(case, read_settings(case.settings)), asked.to)
    else:
        shoot(record(), asked.to)


if __name__ == "__main__":
    main()
