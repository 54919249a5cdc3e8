"""Times as they are told in a text, with the words and numbers that are told along with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from muniment import dates
from muniment.corroboration.telling import content, sentence_about, stem, telling, words
from muniment.corroboration.times import interval_of
from muniment.records import Citation, Interval, Reading, Span, TimeSaid

_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[,٬ \u00a0]\d{3})+(?![\d])|(?<![\d.,])\d{2,7}(?![\d,.]\d|\d)")


@dataclass(frozen=True, slots=True)
class TimeTold:
    """A time in a telling, and what is told with it: its own sentence, and the rest of the passage for numbers."""

    document: str
    said: TimeSaid
    sentence: Span
    stems: frozenset[str]
    numbers: frozenset[int]
    names: frozenset[str]
    days: Interval | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Days on which a document may have been published, why, and the words it stands on."""

    published: Interval
    why: str
    evidence: tuple[Citation, ...] = ()


def times_told(reading: Reading) -> Iterator[TimeTold]:
    """Every time in the telling passages of a document with the words told along with it."""
    for passage in telling(reading):
        words_of = reading.text[passage.start : passage.end]
        found = dates.find(words_of, language=reading.language)
        for said in found:
            moved = TimeSaid(
                said.start + passage.start,
                said.end + passage.start,
                said.text,
                said.edtf,
                said.relative,
                said.calendar,
            )
            yield _told(reading, moved, passage.end)


def _told(reading: Reading, said: TimeSaid, passage_end: int) -> TimeTold:
    sentence = sentence_about(reading, Span(said.start, said.end))
    here = words(reading.text, sentence.start, sentence.end)
    own = {word.text for word in here if said.start <= word.start < said.end}
    stems = {stem(word) for word in content(word.text for word in here) if word not in own}
    names = {
        word.text
        for word in here
        if reading.text[word.start].isupper() and word.start > sentence.start and len(word.text) > 2
    } - own
    rest = reading.text[sentence.start : passage_end]
    return TimeTold(
        reading.document,
        said,
        sentence,
        frozenset(stems),
        frozenset(numbers_in(rest)),
        frozenset(names),
        interval_of(said.edtf),
    )


def numbers_in(text: str) -> Iterator[int]:
    """Numbers that may be figures: two digits or more, no years."""
    for found in _NUMBER.finditer(text):
        value = int(re.sub(r"\D", "", found.group()))
        if value >= 10 and not (found.group().isdigit() and 1300 <= value <= 2100):
            yield value


def wide(days: Interval) -> bool:
    """Whether an interval is too wide to date anything by."""
    return days.earliest is None or days.latest is None or (days.latest - days.earliest).days > 366
