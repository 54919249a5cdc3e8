"""What a reader plug-in hands back: the text it made of an original, block by block."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.records import DateCandidate, FootnoteMark, PlacedRun, Role


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the text that is one paragraph, line or cell. Blocks are in text order and do not overlap.

    `role` is what the original's markup or layout says; None leaves it to `muniment.intake.roles`. `main` is whether
    the markup puts it in the article's main text (None: it does not say). `why` is the rule; `label` a footnote's mark;
    `confidence` the mean word confidence (0-100) of OCR.
    """

    start: int
    end: int
    role: Role | None = None
    why: str = ""
    label: str | None = None
    confidence: float | None = None
    main: bool | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of an original and what the reader saw about it. Spans count code points of `text`.

    `dates` holds machine-readable dates only (`place` "machine"); dates in the words are collected later, for every
    format alike. `language` is what the original declares, not a guess.
    """

    text: str
    blocks: tuple[Block, ...]
    kind: str
    runs: tuple[PlacedRun, ...] = ()
    marks: tuple[FootnoteMark, ...] = ()
    dates: tuple[DateCandidate, ...] = ()
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    site: str | None = None
    language: str | None = None
    pages: int | None = None
    warnings: tuple[str, ...] = ()
