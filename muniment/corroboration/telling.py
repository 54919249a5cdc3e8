"""Words and sentences of what a document tells, with the way back to its text.

Words are compared folded (`muniment.text`); sentences end where a full stop, question or exclamation mark (also the
Arabic ones) is followed by white space, except after initials and common abbreviations. Good enough to say which words
stand together; nothing here changes a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from muniment.records import TELLING, Passage, Reading, Span
from muniment.text import folded

_WORD = re.compile(r"[^\W_]+(?:[.,٫٬](?=\d)\d+)*", re.UNICODE)
_STOP = re.compile(r"[.!?؟۔。…]+[\"'”’»)\]]*(?=\s|$)")
#: a full stop after one of these does not end a sentence
_SHORT_WORDS = """
mr mrs ms dr prof gen col lt sgt capt gov sen rep st no nos vs etc e.g i.e jan feb mar apr jun jul aug sep sept oct
nov dec a.m p.m u.s u.n u.k inc ltd co corp approx ca fig vol art
"""
_SHORT = frozenset(_SHORT_WORDS.split())
#: words that say nothing about which event or text is meant; function words of English, Persian and Arabic
FUNCTION_WORDS = """
a an and any are as at be been being but by can could did do does during each for from had has have he her his how i
if in into is it its itself just may might more most much must no nor not now of off on one only or other our out
over own same she should since so some such than that the their them then there these they this those through to too
under until up upon very was we were what when where which while who whom whose why will with within without would
you your s t also about after again all among around because before between both further however still even ever
many several including according said says say told و در به از که این آن را با است برای یک تا بر هم خود های می بود
شد شده کرد کرده گفت نیز بین پس پیش اما یا هر في من على إلى عن أن إن التي الذي هذا هذه ذلك كان كانت قد لا ما مع بعد
قبل بين كل أو ثم قال هو هي لم لن
"""
FUNCTION = frozenset(folded(word) for word in FUNCTION_WORDS.split())


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """One word folded; remembered, for a corpus has few different words."""
    return folded(word)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A folded word without its commonest English endings, so that *interrogating* and *interrogate* meet.

    Much weaker than a real stemmer on purpose: it is only ever used to see that two sentences go side by side.
    """
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ions", "ion", "ers", "ors", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)].rstrip("e")
    if word.endswith("es") and len(word) > 5:
        return word[:-2].rstrip("e")
    if word.endswith("s") and len(word) > 4 and not word.endswith("ss"):
        return word[:-1].rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


class Word(NamedTuple):
    """A word as folded and where it stands (a tuple: a corpus has very many of them)."""

    text: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]`, folded, with their offsets in `text`; marks and glued signs fall away."""
    return [
        Word(fold_word(found.group()), found.start(), found.end())
        for found in _WORD.finditer(text, start, len(text) if end is None else end)
    ]


def raw_words(text: str, start: int, end: int) -> list[str]:
    """The words of `text[start:end]` as written."""
    return _WORD.findall(text, start, end)


def content(words_: Iterable[str]) -> list[str]:
    """The words that say something about what is told: no function words, no single letters."""
    return [word for word in words_ if word not in FUNCTION and (len(word) > 1 or word.isdigit())]


def sentences(text: str, passage: Span) -> Iterator[Span]:
    """The sentences of a passage, as spans of `text`, without white space at their ends."""
    start = passage.start
    for found in _STOP.finditer(text, passage.start, passage.end):
        before = text[max(start, found.start() - 8) : found.start()].split()
        last = before[-1].casefold().lstrip("(\"'“‘") if before else ""
        if found.group()[0] == "." and (last in _SHORT or (len(last) == 1 and last.isalpha())):
            continue
        yield from _trimmed(text, start, found.end())
        start = found.end()
    yield from _trimmed(text, start, passage.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def telling(reading: Reading) -> Iterator[Passage]:
    """The passages whose words are the document's own."""
    return (passage for passage in reading.passages if passage.role in TELLING)


def sentence_about(reading: Reading, at: Span) -> Span:
    """The sentence that `at` stands in (the passage's whole, or `at` itself, where none can be told)."""
    passage = passage_about(reading, at)
    if passage is None:
        return at
    for one in sentences(reading.text, passage.span):
        if one.start <= at.start < one.end:
            return Span(one.start, max(one.end, min(at.end, passage.end)))
    return passage.span


def passage_about(reading: Reading, at: Span) -> Passage | None:
    """The passage that `at` begins in, or None."""
    low, high = 0, len(reading.passages)
    while low < high:
        middle = (low + high) // 2
        if reading.passages[middle].end <= at.start:
            low = middle + 1
        else:
            high = middle
    if low < len(reading.passages) and reading.passages[low].start <= at.start < reading.passages[low].end:
        return reading.passages[low]
    return None
