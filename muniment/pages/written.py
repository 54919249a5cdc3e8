"""Writing the pages to a folder: only what changed, each file whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from muniment.errors import DiskFull
from muniment.pages.lasting import Lost, anchors, listed, still_lost
from muniment.pages.record import Record
from muniment.pages.site import LOST, Page, Site

#: lists the files that were written here, so that stale pages can be removed and nothing else ever is
LIST = "pages.txt"

#: what a line of that list may look like: one of our own paths, at most one folder deep
_OURS = re.compile(r"(?:[a-z]+/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,130}")


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: how many pages were written, left as they were, and removed."""

    index: Path
    written: int
    unchanged: int
    removed: int
    untranslated: tuple[str, ...] = ()


def write(
    record: Record,
    folder: Path,
    *,
    language: str = "en",
    progress: Callable[[int], None] | None = None,
) -> Written:
    """Write the pages of `record` into `folder`, which is made where it is missing.

    A page whose bytes have not changed is not touched; pages of an earlier write that no longer exist are removed;
    other files in the folder are left alone. `progress` is called with 1 after each page. Raises `DiskFull` when a
    page cannot be written and `UsageError` for a language without a catalogue.
    """
    site = Site(record, code=language)
    folder.mkdir(parents=True, exist_ok=True)
    before = _listed(folder)
    lasting = _Lasting(site, folder)
    now: list[str] = []
    counts = [0, 0]
    for page in site.pages():
        now.append(page.path)
        counts[_put(folder / page.path, lasting.page(page))] += 1
        if progress:
            progress(1)
    now.append(LOST)
    counts[_put(folder / LOST, lasting.list())] += 1
    removed = 0
    for path in sorted(before - set(now)):
        (folder / path).unlink(missing_ok=True)
        removed += 1
    _put(folder / LIST, "".join(f"{path}\n" for path in sorted(now)).encode())
    return Written(folder / "index.html", counts[0], counts[1], removed, site.language.missing)


def differing(record: Record, folder: Path, *, language: str = "en") -> tuple[str, ...]:
    """The pages in `folder` that are not what `write` would put there now: changed, missing, or not of this record.

    Nothing is written. Raises `UsageError` for a language without a catalogue.
    """
    site = Site(record, code=language)
    lasting = _Lasting(site, folder)
    found, known = [], {LOST}
    for page in site.pages():
        known.add(page.path)
        path = folder / page.path
        if not path.is_file() or path.read_bytes() != lasting.page(page):
            found.append(page.path)
    here = {str(path.relative_to(folder)) for path in folder.rglob("*.html")}
    return tuple(sorted([*found, *(here - known)]))


class _Lasting:
    """Sees to it that links to words outlast the pages that are replaced."""

    def __init__(self, site: Site, folder: Path) -> None:
        self._site = site
        self._folder = folder
        self._documents = site.documents()
        self._lost: list[Lost] = []
        self._held: dict[str, set[str]] = {}

    def page(self, page: Page) -> bytes:
        """The page's bytes; a document's page with the anchors that its predecessor had."""
        data = page.make()
        document = self._documents.get(page.path)
        old = self._read(page.path) if document else ""
        if document is None or not old or old == data.decode("utf-8", "replace"):
            return data
        held = set(anchors(data.decode("utf-8", "replace")))
        gone = {anchor: words for anchor, words in anchors(old).items() if anchor not in held}
        if gone:
            data, lost = self._site.lasting(document, gone)
            self._lost += [Lost(document, anchor, words) for anchor, words in lost]
            held = set(anchors(data.decode("utf-8", "replace")))
        self._held[document] = held
        return data

    def list(self) -> bytes:
        """The page that lists what was lost, now and before, of documents that are still in the case."""
        known = set(self._documents.values())
        before = [one for one in listed(self._read(LOST)) if one.document in known]
        return self._site.lost_words(still_lost(before, self._lost, self._held))

    def _read(self, path: str) -> str:
        try:
            return (self._folder / path).read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, IsADirectoryError):
            return ""


def _listed(folder: Path) -> set[str]:
    """The paths that an earlier write listed; whatever else the list holds is passed over."""
    try:
        lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return set()
    return {line for line in lines if _OURS.fullmatch(line)}


def _put(path: Path, data: bytes) -> int:
    """Write `data` to `path` at once, or leave it (1) when it holds these bytes already."""
    part = path.with_name(f".{path.name}.part")
    try:
        if path.is_file() and path.read_bytes() == data:
            return 1
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DiskFull(f"the page {path.name} could not be written ({error.strerror}); free some space") from error
    return 0
