"""What is received, and what a reader made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from muniment.errors import RecordError
from muniment.records.spans import Citation, Locator, Span
from muniment.records.times import TimeSaid


class Role(StrEnum):
    """What a passage is on its page."""

    HEADING = "heading"
    BODY = "body"
    BYLINE = "byline"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"


#: the roles whose words are the document's own and are searched for claims
TELLING = frozenset({Role.HEADING, Role.BODY, Role.CAPTION, Role.FOOTNOTE})


@dataclass(frozen=True, slots=True)
class Custody:
    """How an original came into the case. What is None is printed as "not recorded"."""

    received_from: str | None = None
    collected_by: str | None = None
    obtained: str | None = None
    source_url: str | None = None
    captured: str | None = None
    restrictions: str | None = None
    consent: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file as it comes in: its bytes, and the path relative to the folder given (`a.zip/inner.txt` in an archive).

    `beside` are kept companions (`.tsr`, `.ots`, `.wacz`, and the ZIP a member came from): (relative path, bytes).
    `modified` is the file's own time stamp as ISO 8601, or None.
    """

    path: str
    data: bytes
    custody: Custody = Custody()
    modified: str | None = None
    beside: tuple[tuple[str, bytes], ...] = ()

    def __post_init__(self) -> None:
        if not self.path or self.path.startswith("/") or ".." in self.path.split("/"):
            raise RecordError("a document's path must be relative and stay inside the folder given")


@dataclass(frozen=True, slots=True)
class Document:
    """One original in the case. `id` is made of the digest and the path, so that two names of one file are two rows."""

    id: str
    path: str
    sha256: str
    size: int
    custody: Custody = Custody()
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a document's text with a role. `why` is the rule that gave the role; `label` a footnote's mark.

    `confidence` is the mean word confidence (0–100) of a passage read by OCR, else None.
    """

    start: int
    end: int
    role: Role
    why: str = ""
    label: str | None = None
    confidence: float | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """A footnote's mark in running text ("massacre,2") and the passage of its note, where the document has it."""

    start: int
    end: int
    label: str
    note: Span | None = None


@dataclass(frozen=True, slots=True)
class PlacedRun:
    """Where a run of the text stands in the original (page and box, sheet and row, …). Runs are in text order."""

    start: int
    end: int
    locator: Locator


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date that might be the publication date, where it stands and what it looks like.

    `place`: byline, signature, heading, caption, header, copyright, machine, malformed, relative, event, file, text.
    `said` is the expression (None for a machine-readable date outside the text, whose words are then in `text`).
    """

    place: str
    text: str
    edtf: str | None = None
    said: TimeSaid | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence in which a document says where it comes from: "first published by …" (`kind` republication),
    or by which it names its publisher (`kind` publisher) or author (`kind` author)."""

    kind: str
    name: str
    citation: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of an original: text, passages and what it saw about them.

    `text` is kept under its own digest with the reader's name and version; it is never normalised. `kind` is the file
    format as recognised ("text", "html", "pdf", "image", "docx"). `pages` counts pages of a paged original.
    """

    document: str
    text: str
    passages: tuple[Passage, ...]
    reader: str
    version: str
    kind: str
    language: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    site: str | None = None
    marks: tuple[FootnoteMark, ...] = ()
    runs: tuple[PlacedRun, ...] = ()
    dates: tuple[DateCandidate, ...] = ()
    notices: tuple[Notice, ...] = ()
    pages: int | None = None
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        at = 0
        for passage in self.passages:
            if passage.start < at or passage.end > len(self.text):
                raise RecordError(f"passages of {self.document} overlap or reach past the text at {passage.start}")
            at = passage.end

    def locate(self, span: Span) -> Locator | None:
        """Where the words of `span` stand in the original: the page and the box about the runs it touches."""
        touched = [run.locator for run in self.runs if run.start < span.end and span.start < run.end]
        if not touched:
            return None
        first = touched[0]
        boxes = [one.box for one in touched if one.page == first.page and one.box]
        if not boxes:
            return first
        about = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        return Locator(page=first.page, box=about)


@dataclass(frozen=True, slots=True)
class Failure:
    """A document (or one page or member of it) that could not be read, in plain words."""

    document: str
    path: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Publication:
    """When a document was published: EDTF day or closed interval `A/B`, or None; the reasons; what was rejected."""

    document: str
    edtf: str | None
    reasons: tuple[str, ...] = ()
    evidence: tuple[Citation, ...] = ()
    rejected: tuple[str, ...] = field(default=())
