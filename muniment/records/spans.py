"""Where words stand: spans, citations and locators."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.errors import RecordError

#: characters kept on either side of a quote (W3C Web Annotation, TextQuoteSelector prefix/suffix)
CONTEXT = 32


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of a text, in Unicode code points, end exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise RecordError(f"a span must not end before it begins ({self.start}–{self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of `text` that this span holds."""
        return text[self.start : self.end]

    def meets(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a run of text stands in the original, in terms that a court can use.

    `page` is 1-based; `box` is (left, top, right, bottom) in points (1/72 inch) from the page's top left corner;
    `sheet`, `row`, `column` for tables; `time` in seconds for a recording.
    """

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    time: float | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Exact words in a document: the W3C Web Annotation text selectors and a locator.

    `start` and `end` count Unicode code points of the document's kept text, end exclusive; `prefix` and `suffix` are
    the characters (at most `CONTEXT`) before and after.
    """

    document: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    locator: Locator | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise RecordError(f"a citation needs at least one character ({self.start}–{self.end})")
        if len(self.quote) != self.end - self.start:
            raise RecordError(f"the quote has {len(self.quote)} characters where its span has {self.end - self.start}")

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def cite(document: str, text: str, span: Span, *, locator: Locator | None = None) -> Citation:
    """The citation of `span` in `text`, which is the kept text of `document`.

    Raises `RecordError` when the span is empty or reaches past the text.
    """
    if span.end > len(text):
        raise RecordError(f"a span ends at {span.end} where the text ends at {len(text)}")
    return Citation(
        document,
        span.start,
        span.end,
        span.of(text),
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.end : span.end + CONTEXT],
        locator,
    )
