"""Attributions: what people and papers are said to have said, written or thought, by whom and with which word.

Direct, indirect and mixed speech, "according to", calls and demands, slogans, speaker lines and signed quotations, in
English by a parse; direct quotations in Persian and Arabic by patterns. The form of the answer follows PolNeAR's
source, cue and content (Newell, Margolin, Ruths, LREC 2018). The document's own voice ("I", "we") is no attribution.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from muniment.claims import phrases
from muniment.claims.analysis import Analysis, Paragraph
from muniment.claims.clauses import clause_sayings
from muniment.claims.listed_items import item_sayings
from muniment.claims.quotations import quotations
from muniment.claims.quoted import quoted_sayings
from muniment.claims.sayings import Saying
from muniment.claims.script_quoted import script_sayings
from muniment.claims.speaker_lines import colon_sayings, line_sayings
from muniment.claims.tellings import ALONE, told_after_that, told_at_the_end, told_in_numbers
from muniment.records import Attribution, Claim, Span, Speaker

NAME = "attributions"
VERSION = "1"
LANGUAGES = ("en", "fa", "ar")
#: text → "speaker: what is said"
EXAMPLES = (
    (
        "The minister denied that prisoners had been beaten.",
        ("The minister: prisoners had been beaten",),
    ),
    (
        "“They came at night and took my brother,” said Amra Example.",
        ("Amra Example: They came at night and took my brother,",),
    ),
    ("According to the report, two villages burned.", ("the report: two villages burned",)),
    ("The river rose in spring, and the bridge was closed for a week.", ()),
)


def extract(analysis: Analysis) -> Iterator[Claim]:
    """One claim for each saying: its citation is what is said, its first speaker who is named there."""
    for saying in sayings(analysis):
        yield _claim(analysis, saying)


def sayings(analysis: Analysis) -> list[Saying]:
    """All sayings of a document, in text order."""
    quotes = quotations(analysis.paragraphs)
    speakers = frozenset(
        token.lower_
        for paragraph in analysis.paragraphs
        if paragraph.doc is not None
        for token in paragraph.doc
        if token.ent_type_ in ("PERSON",)
    )
    clauses: list[list[Saying]] = []
    points: dict[int, list[Saying]] = {}
    for index, point in item_sayings(analysis.paragraphs if analysis.model is not None else ()):
        points.setdefault(index, []).append(point)
    for index, paragraph in enumerate(analysis.paragraphs):
        lines = list(line_sayings(paragraph, speakers))
        colons = list(colon_sayings(paragraph))
        numbers = list(told_in_numbers(paragraph))
        told = [*points.get(index, ()), *(one for one in numbers if one.rule == ALONE), *clause_sayings(paragraph)]
        told = [_behind_the_line(paragraph, one, lines) for one in told]
        told += [*told_at_the_end(paragraph), *numbers, *told_after_that(paragraph)]
        found = [one for one in told if not any(_same_cue(one, other) for other in colons)]
        clauses.append([*lines, *colons, *_once(found)])
    found = [*quoted_sayings(analysis.paragraphs, quotes, clauses), *script_sayings(analysis.paragraphs, quotes)]
    return _distinct(found, [paragraph.start for paragraph in analysis.paragraphs])


def _behind_the_line(paragraph: Paragraph, saying: Saying, lines: Sequence[Saying]) -> Saying:
    """A saying whose speaker the parser took from "NAME:" at the head of the line, with who stands before its cue."""
    for line in lines:
        if not (saying.core and saying.cue and line.source and paragraph.doc and line.source.meets(saying.core)):
            continue
        start, end = line.span.start - paragraph.start, saying.cue.start - paragraph.start
        between = paragraph.doc.char_span(start, end, alignment_mode="contract") if start < end else None
        nouns = [one for one in between or () if one.pos_ in ("NOUN", "PROPN", "PRON") and one.dep_ != "compound"]
        if saying.cue.start > line.span.start and nouns:
            core = paragraph.span(phrases.core(nouns[0]))
            return replace(saying, core=core, source=Span(core.start, max(core.end, saying.cue.start - 1)))
    return saying


def _once(found: Sequence[Saying]) -> list[Saying]:
    """Of the sayings that share a cue the first: the surer rules come first."""
    kept: list[Saying] = []
    for saying in found:
        if not any(_same_cue(saying, other) for other in kept):
            kept.append(saying)
    return kept


def _same_cue(one: Saying, other: Saying) -> bool:
    return one.cue is not None and other.cue is not None and one.cue.meets(other.cue)


def _distinct(found: Iterable[Saying], starts: Sequence[int]) -> list[Saying]:
    """Sayings in text order; of two with one cue or the same words, the direct or the longer stays.

    `starts` are where the paragraphs begin: only sayings that share one are held against each other.
    """
    kept: list[Saying] = []
    near: dict[int, list[Saying]] = {}
    for saying in sorted(found, key=lambda one: (one.form != "direct", one.span.start - one.span.end, one.span.start)):
        places = {bisect_right(starts, saying.span.start), bisect_right(starts, (saying.cue or saying.span).start)}
        if not any(_same(saying, other) for place in places for other in near.get(place, ())):
            kept.append(saying)
            for place in places:
                near.setdefault(place, []).append(saying)
    return sorted(kept, key=lambda one: (one.span.start, one.span.end))


def _same(one: Saying, other: Saying) -> bool:
    """Whether two sayings are one: the same cue, or the same words and neither inside what the other says."""
    if one.cue is not None and other.cue is not None:
        if one.cue.meets(other.cue):
            return True
        if one.span.meets(other.cue) or other.span.meets(one.cue):
            return False
    shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    return shared > 0.8 * max(len(one.span), len(other.span))


def _claim(analysis: Analysis, saying: Saying) -> Claim:
    text = analysis.reading.text
    speakers: tuple[Speaker, ...] = ()
    if saying.core is not None:
        speakers = (
            Speaker(_name(text, saying.core), saying.source),
            *(Speaker(_name(text, via), via) for via in saying.via),
        )
    runs = tuple(_as_written(text, piece) for piece in (*saying.pieces, *saying.further))
    content = Attribution(saying.cue, saying.form, runs)
    anchor = saying.cue or saying.span
    return analysis.claim(
        content,
        saying.span,
        anchor,
        (NAME, VERSION),
        speakers=speakers,
        cue=saying.cue,
        stance=saying.stance,
        hedges=saying.hedges,
    )


def _as_written(text: str, piece: Span) -> Span:
    """A run of the content with the quotation marks or the "that" it stands with."""
    start, end = piece.start, piece.end
    before = text[max(0, start - 5) : start]
    start -= next((len(lead) for lead in ("''", "“", '"', "«", "that ") if before.endswith(lead)), 0)
    end += next((len(close) for close in ("''", "”", '"', "»") if text.startswith(close, end)), 0)
    return Span(start, end)


def _name(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())
