"""A reading made ready for the extractors: paragraphs of analysis text with the model's parse.

Analysis text has the length of the original, so that offsets never move: footnote marks are blanked and every white
space character is a plain space. What is cited is always the original.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from muniment import text as texts
from muniment.claims.names import CaseNames
from muniment.errors import ModelMissing
from muniment.records import TELLING, Claim, Passage, Reading, Role, Span, cite, claim_id
from muniment.records.claims import KINDS, Content

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

Value = TypeVar("Value")

#: paragraphs are parsed in batches of this many; larger ones gain nothing in words per second
BATCH = 64
#: characters of the longest run given to the parser at once; a longer paragraph is parsed in pieces
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Model:
    """A language model that is ready to parse, with the label that stands in every claim it helped to make."""

    nlp: Language
    name: str
    version: str
    digest: str

    @property
    def label(self) -> str:
        return f"{self.name} {self.version} sha256:{self.digest[:16]}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One telling passage: where it stands, its role, its analysis text, and its parse (None without a model)."""

    start: int
    end: int
    role: Role
    text: str
    doc: Doc | None
    confidence: float | None = None

    def span(self, part: Token | DocSpan) -> Span:
        """Where a token or a run of tokens of this paragraph's parse stands in the document."""
        from spacy.tokens import Token

        if isinstance(part, Token):
            return Span(self.start + part.idx, self.start + part.idx + len(part))
        return Span(self.start + part.start_char, self.start + part.end_char)


@dataclass(frozen=True, slots=True)
class Analysis:
    """A reading and its telling paragraphs in text order. `model` is the model's label, None where none reads it.

    `names` are the case's own names (organisations, persons, places, parties), where it has a names file.
    """

    reading: Reading
    paragraphs: tuple[Paragraph, ...]
    model: str | None
    names: CaseNames | None = None
    _known: dict[object, object] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, make: Callable[[Analysis], Value]) -> Value:
        """`make(self)`, worked out once for all extractors that ask for it."""
        if make not in self._known:
            self._known[make] = make(self)
        return self._known[make]  # type: ignore[return-value]

    @property
    def document(self) -> str:
        return self.reading.document

    @property
    def language(self) -> str:
        return self.reading.language or "und"

    def claim(self, content: Content, span: Span, anchor: Span, maker: tuple[str, str], **more: object) -> Claim:
        """A claim about `span`, named by the characters of `anchor`; `maker` is the extractor's name and version.

        `more` are further fields of `Claim` (speakers, cue, stance, hedges, confidence).
        """
        citation = cite(self.document, self.reading.text, span, locator=self.reading.locate(span))
        name = claim_id(self.document, KINDS[type(content)], anchor)
        return Claim(name, citation, content, *maker, model=self.model, **more)  # type: ignore[arg-type]


def load_model(name: str) -> Model:
    """The spaCy model `name`, an installed package. Raises `ModelMissing` when it is not installed."""
    try:
        package = importlib.import_module(name)
    except ImportError as error:
        raise ModelMissing(f"the language model {name!r} is not installed; install it or change 'model'") from error
    nlp: Language = package.load()
    return Model(nlp, name, str(nlp.meta.get("version", "?")), _digest(Path(str(package.__file__)).parent))


def _digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of a model's files, in order of name (compiled Python left out)."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            whole.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def analyse(readings: Iterable[Reading], model: Model | None, *, names: CaseNames | None = None) -> Iterator[Analysis]:
    """Each reading's telling passages, parsed where `model` reads the language (English)."""
    for reading in readings:
        shown = texts.blank(reading.text, (Span(mark.start, mark.end) for mark in reading.marks))
        pieces = [piece for passage in reading.passages if passage.role in TELLING for piece in _pieces(shown, passage)]
        reads = model is not None and (reading.language in (None, "en"))
        docs: Iterable[Doc | None] = [None] * len(pieces)
        if model is not None and reads:
            docs = model.nlp.pipe([text for *_, text in pieces], batch_size=BATCH)
        paragraphs = tuple(
            Paragraph(start, start + len(text), role, text, doc, confidence)
            for (start, role, confidence, text), doc in zip(pieces, docs, strict=True)
        )
        yield Analysis(reading, paragraphs, model.label if model is not None and reads else None, names)


def _pieces(shown: str, passage: Passage) -> Iterator[tuple[int, Role, float | None, str]]:
    start = passage.start
    while start < passage.end:
        end = min(passage.end, start + LONGEST)
        if end < passage.end:
            space = shown.rfind(" ", start + 1, end)
            end = space if space > start else end
        text = "".join(" " if character.isspace() else character for character in shown[start:end])
        if text.strip():
            yield start, passage.role, passage.confidence, text
        start = end
