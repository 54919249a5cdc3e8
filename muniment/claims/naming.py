"""The names in one document: what is a name, of what kind, where each stands, and which are one thing.

What a form is called anywhere in a document it is called everywhere, and every further occurrence of a known form is a
mention: "one sense per discourse" (Gale, Church and Yarowsky 1992), for names. Measured in `benchmarks/claims`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from muniment.claims import aliases, gazetteer
from muniment.claims import candidates as seen
from muniment.claims import headwords as heads
from muniment.claims.analysis import Analysis, Paragraph
from muniment.claims.clusters import grouped
from muniment.claims.evidence import Form, gather
from muniment.claims.occurrences import index_of, scan
from muniment.records import Span


@dataclass(frozen=True, slots=True)
class Name:
    """One mention: its span in the document, its form, its kind, the number of its group, and its paragraph's."""

    span: Span
    text: str
    kind: str
    group: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Names:
    """All mentions in text order, and each group's fullest name."""

    names: tuple[Name, ...]
    fullest: tuple[str, ...]

    def within(self, span: Span) -> list[Name]:
        """The mentions that touch `span`, in text order."""
        return [name for name in self.names if name.span.meets(span)]


def find(analysis: Analysis) -> Names:
    """The names in a document, each mention with its kind and group."""
    parts = _parted([seen.words(paragraph.text) for paragraph in analysis.paragraphs], analysis.paragraphs)
    forms = gather(analysis, parts)
    small = {word.text for words in parts for word in words if not word.large}
    large = Counter(word.text for words in parts for word in words if word.large)
    kept = {key: form for key, form in forms.items() if _is_name(form, small)}
    _settle(kept)
    aliases.last_names(kept, large)
    pairs = aliases.case_aliases(analysis.names) + aliases.short_forms(kept, large, small)
    index = index_of(kept)
    for paragraph, words in zip(analysis.paragraphs, parts, strict=True):
        aliases.bracketed(paragraph.text, words, kept, index, pairs)
    aliases.variants(kept, large, small)
    index = index_of(kept)
    found = [
        (number, *_edges(paragraph, words, kept[name], first, last), name)
        for number, (paragraph, words) in enumerate(zip(analysis.paragraphs, parts, strict=True))
        for (first, last), name in scan(paragraph.text, words, index)
        if "short" not in kept[name].why or not (words[first].opener or seen.is_title_case(paragraph.text, words))
    ]
    kinds = {form.text: form.kind for form in kept.values()}
    groups, fullest = grouped(Counter(name for *_, name in found), kinds, pairs)
    names = []
    for number, start, end, name in found:
        at = analysis.paragraphs[number].start
        names.append(Name(Span(at + start, at + end), name, kinds[name], groups[name], number))
    return Names(tuple(names), fullest)


def is_headline(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a line in title case, in which capitals and tenses say little."""
    return seen.is_title_case(paragraph.text, seen.words(paragraph.text))


def _parted(parts: list[list[seen.Word]], paragraphs: tuple[Paragraph, ...]) -> list[list[seen.Word]]:
    """The words, with "(AAA-BBB)" parted in two where AAA or BBB stands alone elsewhere in the document."""
    alone = {word.text for words in parts for word in words if word.text.isupper() and "-" not in word.text}
    out = []
    for words, paragraph in zip(parts, paragraphs, strict=True):
        pieces: list[seen.Word] = []
        for word in words:
            first, hyphen, last = word.text.partition("-")
            inside = paragraph.text[word.start - 1 : word.start] == "(" if word.start else False
            if (
                hyphen
                and inside
                and word.text.isupper()
                and last.isalpha()
                and {first, last} & alone
                and len(first) > 1
            ):
                at = word.start + len(first)
                pieces.append(replace(word, end=at, text=first, low=first.casefold()))
                pieces.append(replace(word, start=at + 1, text=last, low=last.casefold()))
            else:
                pieces.append(word)
        out.append(pieces)
    return out


def _edges(paragraph: Paragraph, words: list[seen.Word], form: Form, first: int, last: int) -> tuple[int, int]:
    """Where a mention begins and ends; a quoted title ends with its own question or exclamation mark."""
    end = words[last - 1].end
    if "quoted" in form.why and form.text[-1] in "?!" and paragraph.text[end : end + 1] == form.text[-1]:
        end += 1
    return words[first].start, end


def _is_name(form: Form, small: set[str]) -> bool:
    """Whether what was seen of a form makes it a name."""
    if form.why & {"case", "quoted", "coined", "dated", "script"}:
        return True
    low = [word.casefold().rstrip(".") for word in form.words]
    if all(word in heads.NEVER or word in heads.DEMONYMS or word in heads.OPENERS or word.isdigit() for word in low):
        return False
    if all(heads.is_office(word) for word in low):
        return False
    if form.votes.get("people", 0.0) and form.votes.get("people", 0.0) * 2 >= sum(form.votes.values()):
        return False
    if "head" in form.why or re.fullmatch(r"[A-Z][a-z]{2,}-\d{1,3}", form.text):
        return True
    if low[0] in heads.NEVER and len(low) <= 2 and "gazetteer" not in form.why:
        return False
    if form.why & {"title", "office", "acronym"}:
        return len(form.text) > 1
    if "gazetteer" in form.why:
        return form.firm > 0 or low[-1] not in small and ("model" in form.why or _is_large(form.text))
    if len(low) > 1:
        # a second word written large inside a sentence names something, also where the first only opens it
        common = low[0] in heads.DEMONYMS and low[-1] in small or all(word in small for word in low)
        return not common and (form.firm > 0 or "model" in form.why or low[0] not in small)
    if low[0] in small or len(low[0]) < 2:
        return False
    firm = form.firm > 0 or form.weak > 1 or "model opener" in form.why
    return firm and bool(form.why & {"model", "after"})


def _is_large(name: str) -> bool:
    """Whether a name is a country's or region's, which no common word is that opens a sentence."""
    place = gazetteer.find(name)
    return place is not None and place.kind != "town"


def _settle(forms: dict[str, Form]) -> None:
    """Decides what is open: several words without a head, a place or an article are most likely a person."""
    for form in forms.values():
        form.votes.pop("people", None)
        plain = not form.why & {"head", "gazetteer", "dated", "coined", "quoted", "case", "script"}
        named = all(
            word[0].isupper()
            and word.isalpha()
            or "-" in word
            or "'" in word
            or "’" in word
            or word.casefold() in heads.PARTICLES
            for word in form.words
        )
        if len(form.words) > 1 and plain and named and not any(word.isupper() and len(word) > 1 for word in form.words):
            form.vote("person", 0.5 if "article" in form.why else 1.5)
        if not form.votes:
            form.vote("person" if len(form.words) > 1 else "organisation", 0.1)
