"""Footnote marks in running text, recognised with the help of the document's own notes.

A saved page loses the raised figures of its marks: "massacre,2", "Ashraf 31" (Ashraf 3, note 1), "sect”5". A glued
number is taken for a mark only where the document has notes, the number is one of theirs (or the one missing between
two of them), and the marks so found ascend in order of first use. Raised figures (², a `<sup>`) and "[3]" glued to a
word are marks by their form.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from muniment.records import FootnoteMark, Passage, Role, Span

#: a number glued to a word or to the punctuation after it; never behind a digit ("1,500") or a hyphen ("COVID-19")
_GLUED = re.compile(
    r"(?<=[^\W\d_])(?P<word>\d{1,3})(?![\w%°]|[.,:/-]\d)|"
    r"(?<=[^\W\d_][.,;:!?])(?P<point>\d{1,3})(?![\w%°]|[.,:/-]\d)|"
    r"(?<=[”’\"»)\]؟،])(?P<quote>\d{1,3})(?![\w%°]|[.,:/-]\d)|"
    r"(?<=[”’\"»)\]][.,;:!?])(?P<closed>\d{1,3})(?![\w%°]|[.,:/-]\d)"
)
#: a number behind a space and before a no-break space, whose last figures may be a mark: "Ashraf 31\u00a0in"
_SPLIT = re.compile(r"(?<=[^\W\d_][ \u00a0-])(?P<both>\d{2,4})(?=\u00a0)")
_BRACKET = re.compile(r"(?<=[^\s\[(])\[(\d{1,3})\](?!\()")
#: "(3)" glued to a word's end: a mark where the document has that note, else an article of a law
_PAREN = re.compile(r"(?<=[^\s\d(])\((\d{1,3})\)(?=\s|$|[.,;:!?)])")
_RAISED = re.compile(r"(?<=\S)[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3}(?![\w])")
_WORD_AND_FIGURE = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,40})[ \u00a0-]?(\d{1,4})(?!\d)")
#: candidates looked at in one document; a bound of time, several times the notes of a long report
_MOST = 1_500
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
#: units that a raised figure is a power of
_UNIT = re.compile(r"(?:\b|\d)(?:[kcmd]?m|ft|mi|in|yd|s|x|r|c|e)$", re.I)
#: names made of capitals and a figure ("M23", "MI6", "G7", "F16"); a mark behind them needs the no-break space
_CODE = re.compile(r"\b(?:[A-Z]{1,3}|[A-Z][a-z]?)$")


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    value: int
    weight: float


def find(text: str, passages: Sequence[Passage]) -> tuple[FootnoteMark, ...]:
    """The marks in the headings and body of `text`, in order, each with its note's span where it has one."""
    own = {passage.label: passage for passage in passages if passage.role is Role.FOOTNOTE and passage.label}
    bodies = [passage for passage in passages if passage.role in (Role.BODY, Role.HEADING)]
    found = {mark.start: mark for mark in _by_form(text, bodies, own)}
    if own:
        for mark in _glued(text, bodies, own):
            found.setdefault(mark.start, mark)
    return tuple(found[start] for start in sorted(found))


def _by_form(text: str, bodies: Sequence[Passage], own: dict[str, Passage]) -> list[FootnoteMark]:
    out = []
    for passage in bodies:
        for hit in _BRACKET.finditer(text, passage.start, passage.end):
            out.append(_mark(hit.start(), hit.end(), hit.group(1), own))
        for hit in _PAREN.finditer(text, passage.start, passage.end):
            if hit.group(1) in own:
                out.append(_mark(hit.start(), hit.end(), hit.group(1), own))
        for hit in _RAISED.finditer(text, passage.start, passage.end):
            if not _UNIT.search(text[max(passage.start, hit.start() - 4) : hit.start()]):
                out.append(_mark(hit.start(), hit.end(), hit.group().translate(_SUPER), own))
    return out


def _mark(start: int, end: int, label: str, own: dict[str, Passage]) -> FootnoteMark:
    note = own.get(label)
    return FootnoteMark(start, end, label, Span(note.start, note.end) if note else None)


def _glued(text: str, bodies: Sequence[Passage], own: dict[str, Passage]) -> list[FootnoteMark]:
    numbers = {int(label) for label in own if label.isdigit()}
    if not numbers:
        return []
    allowed = set(range(1, max(numbers) + 1))
    names = _names(text)
    candidates = [one for passage in bodies for one in _candidates(text, passage, allowed, names)][:_MOST]
    chosen = _ascending(candidates)
    if sum(one.value in numbers for one in chosen) < min(2, len(numbers)):
        return []
    return [_mark(one.start, one.end, str(one.value), own) for one in chosen]


def _candidates(text: str, passage: Passage, allowed: set[int], names: Counter[str]) -> list[_Candidate]:
    out = []
    for hit in _GLUED.finditer(text, passage.start, passage.end):
        value = int(hit.group())
        spaced = text[hit.end() : hit.end() + 1] == "\u00a0"
        if value not in allowed or hit.group().startswith("0"):
            continue
        before = text[max(passage.start, hit.start() - 12) : hit.start()]
        if hit.group("word") is not None and not spaced and (_CODE.search(before) or names[_token(text, hit)] > 1):
            continue
        out.append(_Candidate(hit.start(), hit.end(), value, 2.0 if spaced else 1.5))
    for hit in _SPLIT.finditer(text, passage.start, passage.end):
        for length in (1, 2):
            value = int(hit.group()[-length:])
            head = hit.group()[:-length]
            if head and value in allowed and hit.group()[-length] != "0" and _named(text, hit.start(), head, names):
                out.append(_Candidate(hit.end() - length, hit.end(), value, 1.0))
    return sorted(out, key=lambda one: one.start)


def _names(text: str) -> Counter[str]:
    """How often each word with a figure stands in the text, as "Ashraf3" for "Ashraf 3" and "Ashraf-3" too."""
    return Counter(hit.group(1) + hit.group(2) for hit in _WORD_AND_FIGURE.finditer(text))


def _token(text: str, hit: re.Match[str]) -> str:
    """The word that a glued figure stands at, with the figure: where it is one of several, it belongs to the name."""
    low = hit.start()
    while low > 0 and hit.start() - low < 40 and text[low - 1].isalpha():
        low -= 1
    return text[low : hit.end()]


def _named(text: str, start: int, head: str, names: Counter[str]) -> bool:
    """Whether the word before `start` stands elsewhere with the number `head` alone ("Ashraf-3", "Ashraf 3")."""
    word = re.search(r"([^\W\d_]+)[ \u00a0-]$", text[max(0, start - 40) : start])
    return word is not None and names[word.group(1) + head] > 0


def _ascending(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The heaviest run of candidates whose numbers ascend by small steps; a number used again may come back.

    Dynamic programming over (position, last new number): a step of one costs nothing, a longer one a little for each
    number left out, because notes are seldom passed over.
    """
    best: list[tuple[float, int]] = []
    for at, one in enumerate(candidates):
        score, before = one.weight - 0.4 * (one.value - 1), -1
        for earlier in range(at):
            step = one.value - candidates[earlier].value
            if step > 0 and candidates[earlier].end <= one.start:
                score, before = max((score, before), (best[earlier][0] + one.weight - 0.4 * (step - 1), earlier))
        best.append((score, before))
    if not best:
        return []
    at = max(range(len(best)), key=lambda place: (best[place][0], -place))
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = best[at][1]
    chain.reverse()
    return _with_repeats(candidates, chain)


def _with_repeats(candidates: Sequence[_Candidate], chain: list[_Candidate]) -> list[_Candidate]:
    """The chain and, behind a no-break space, later uses of a number that it already holds."""
    values = {one.value: one.start for one in chain}
    starts = [one.start for one in chain]
    out = list(chain)
    for one in candidates:
        again = one.value in values and one.start > values[one.value] and one.weight >= 2
        place = bisect_left(starts, one.start)
        if again and (place == len(starts) or starts[place] != one.start):
            out.append(one)
    return sorted(out, key=lambda one: one.start)
