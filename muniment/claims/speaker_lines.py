"""Speakers named by the shape of a line: "NAME: words", "X said: words" without marks, "“words” ― NAME"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from muniment.claims import phrases
from muniment.claims.analysis import Paragraph
from muniment.claims.clauses import saying_of
from muniment.claims.cues import verb
from muniment.claims.quotations import Quotation
from muniment.claims.sayings import Saying
from muniment.records import Span

_STOPS = frozenset(".!?")
_SPEAKER_LINE = re.compile(
    r"^[\s“\"«]*(?P<name>(?:[A-Z][\w.’'-]*|of|the|de|al-\w+)(?: (?:[A-Z][\w.’'-]*|of|the|de|al-\w+)){0,5}) ?: +(?=\S)"
)
_SIGNED = re.compile(
    r"^\s*(?:[—–―-]+\s*)?(?P<name>[A-Z][\w.’'-]*(?: (?:[A-Z“\"][\w.’'”\"-]*|of|the|and|for|de)){0,8})[\s.,]*$"
)


def is_sentence(paragraph: Paragraph, quote: Quotation) -> bool:
    """Whether quoted words can stand as an utterance: four words or more with a verb, or closed by a sentence's end."""
    start, end = quote.inner.start - paragraph.start, min(quote.inner.end - paragraph.start, len(paragraph.text))
    words = paragraph.text[start:end]
    count = len(words.split())
    if count >= 3 and words.rstrip()[-1:] in ".!?" and words.lstrip("([ ")[:1].isupper():
        return True
    if paragraph.doc is None or count < 4:
        return False
    span = paragraph.doc.char_span(start, end, alignment_mode="contract")
    return span is not None and any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in span)


def signed(paragraph: Paragraph, quote: Quotation, pieces: tuple[Span, ...]) -> Saying | None:
    """A quotation that is signed: "“…” ― X", a caption's "“…” X"."""
    before = paragraph.text[: quote.outer.start - paragraph.start]
    after = paragraph.text[quote.outer.end - paragraph.start :]
    if not before.strip() and _is_sentence_or_long(paragraph, quote) and (signed := _SIGNED.match(after)):
        at = quote.outer.end + signed.start("name")
        name = Span(at, at + len(signed.group("name").rstrip(" .,")))
        dash = re.search("[—–―-]", after[: signed.start("name")])
        cue = Span(quote.outer.end + dash.start(), quote.outer.end + dash.end()) if dash is not None else None
        return Saying(pieces, "signed quotation", source=name, core=name, cue=cue, form="direct")
    return None


def _is_sentence_or_long(paragraph: Paragraph, quote: Quotation) -> bool:
    return is_sentence(paragraph, quote) or len(quote.inner) > 40


def line_sayings(paragraph: Paragraph, speakers: frozenset[str]) -> Iterator[Saying]:
    """ "NAME: words" at the head of a paragraph, where NAME is in capitals or one of the document's `speakers`."""
    found = _SPEAKER_LINE.match(paragraph.text)
    if found is None:
        return
    name = found.group("name")
    if not (name.isupper() and len(name) > 2) and name.rpartition(" ")[2].casefold() not in speakers:
        return
    start, end = found.end(), len(paragraph.text.rstrip())
    while start < end and paragraph.text[start] in '“"«':
        start += 1
    while end > start and paragraph.text[end - 1] in '”"»':
        end -= 1
    span = Span(paragraph.start + found.start("name"), paragraph.start + found.end("name"))
    colon = paragraph.text.index(":", found.end("name"))
    cue = Span(paragraph.start + colon, paragraph.start + colon + 1)
    content = Span(paragraph.start + start, paragraph.start + end)
    if len(content) > 1:
        yield Saying((content,), "speaker line", source=span, core=span, cue=cue, form="direct")


def colon_sayings(paragraph: Paragraph) -> Iterator[Saying]:
    """ "X said: Words without quotation marks. More words." – to the end of the paragraph."""
    doc = paragraph.doc
    if doc is None:
        return
    for token in doc:
        if token.text != ":" or token.i + 1 >= len(doc) or not (doc[token.i + 1].text[:1].isupper()):
            continue
        for back in range(token.i - 1, max(token.i - 9, -1), -1):
            cue = doc[back]
            if cue.text in _STOPS:
                break
            if cue.tag_.startswith("VB") and (kind := verb(phrases.lemma(cue), "q")) is not None and not kind.weak:
                speaker = phrases.subject(cue)
                if speaker is None or phrases.is_author(speaker):
                    break
                start = doc[token.i + 1].idx
                content = Span(paragraph.start + start, paragraph.start + len(paragraph.text.rstrip()))
                found = saying_of(paragraph, cue, speaker, (content,), kind.stance, "colon, no marks")
                yield replace(found, form="direct")
                return
