"""Events in Persian, Dari and Arabic, by stems over folded text: kind, the clause that tells it, and its time.

There is no parse, so who did what to whom is not given (fields left empty), and a time is an event's when it stands in
its clause, or alone in its sentence, or was the story's last and nothing newer is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from muniment import dates
from muniment.claims import script_measures
from muniment.claims.analysis import Paragraph
from muniment.claims.script_cues import REPORTED
from muniment.claims.script_told import sentence
from muniment.claims.script_triggers import NO_EVENT, TRIGGERS, UNREAL
from muniment.records import Span, Stance, TimeSaid
from muniment.text import Folded, fold, folded, has_arabic_script, trim

#: where a clause ends, over folded text; the marks of quotations end it too
_CLAUSE = re.compile(r"[،,؛:()«»\"“”]|\s[-–—]\s|(?<!\w)(?:که|ان|انه|انها)(?=\s)")
#: "and" between two clauses, by itself or written with the next word (Arabic)
_AND = re.compile(r"\sو(?:\s|(?=\w{3}))")
#: openings that lead on from what was just told
_ANAPHOR = re.compile(
    rf"(?<!\w)(?:{folded('این')}|{folded('همان')}|{folded('همین')}|[وف]?هذا|[وف]?هذه|[وف]?تلک|[وف]?ذلک|نفسه|نفسها)(?!\w)"
)
#: characters of the longest clause cited
LONGEST = 240
#: kinds whose telling goes on with the time of the story told just before
_GOES_ON = frozenset({"killing", "arrest", "attack", "torture", "disappearance"})


@dataclass(frozen=True, slots=True)
class ScriptEvent:
    """One event: its kind, its citation and its trigger in the document, its time, and how its teller stands to it."""

    kind: str
    span: Span
    trigger: Span
    sentence: Span
    when: TimeSaid | None
    stance: Stance
    hedges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """A paragraph folded, with its time expressions (offsets in the paragraph as given)."""

    paragraph: Paragraph
    folding: Folded
    times: tuple[TimeSaid, ...]

    def time_places(self) -> list[tuple[int, int, TimeSaid]]:
        return [(self.folding.forward(time.start), self.folding.forward(time.end), time) for time in self.times]


def script_events(paragraphs: Sequence[Paragraph], language: str) -> Iterator[ScriptEvent]:
    """The events of the paragraphs in the Arabic script, in text order.

    What is told without a time (a headline, mostly) has that of the first of its kind that has one of its own, or the
    one time that all violence told in the document has.
    """
    found = list(_in_order(paragraphs, language))
    first: dict[str, TimeSaid] = {}
    violent: dict[str, TimeSaid] = {}
    for event, own in found:
        if own and event.when is not None:
            first.setdefault(event.kind, event.when)
            if event.kind in _GOES_ON:
                violent[event.when.edtf or event.when.relative or event.when.text] = event.when
    only = next(iter(violent.values())) if len(violent) == 1 else None
    for event, _ in found:
        if event.when is None and event.kind != "publication":
            lent = first.get(event.kind) or (only if event.kind in _GOES_ON else None)
            event = replace(event, when=lent)
        yield event


def _in_order(paragraphs: Sequence[Paragraph], language: str) -> Iterator[tuple[ScriptEvent, bool]]:
    """Each event, and whether its time stands in its own sentence."""
    story: TimeSaid | None = None
    for paragraph in paragraphs:
        if paragraph.doc is not None or not has_arabic_script(paragraph.text):
            continue
        page = _Page(paragraph, fold(paragraph.text), dates.find(paragraph.text, language=language))
        spoken = language if language in TRIGGERS else "ar" if re.search(r"[ةىيك]", paragraph.text) else "fa"
        for event, own in _told(page, spoken, story):
            if own and event.when is not None and event.kind in _GOES_ON and not _leans(event.when):
                story = event.when
            yield event, own


def _told(page: _Page, language: str, story: TimeSaid | None) -> Iterator[tuple[ScriptEvent, bool]]:
    """The events of one paragraph, each with whether its time stands in its own sentence."""
    text = page.folding.text
    taken: set[tuple[int, str]] = set()
    found = sorted(
        (match.start(), match.end(), kind)
        for kind, pattern in TRIGGERS[language].items()
        for match in pattern.finditer(text)
        if not NO_EVENT.match(text, match.start())
    )
    for number, (start, end, kind) in enumerate(found):
        around = sentence(text, start)
        clause = _clause(text, around, start, end)
        if (clause[0], kind) in taken or _is_unreal(text, clause, start, end, language):
            continue
        taken.add((clause[0], kind))
        before = max((one[1] for one in found[:number] if one[2] != kind), default=0)
        after = min((one[0] for one in found[number + 1 :] if one[2] != kind), default=len(text))
        clause = _parted(text, clause, (start, end), (before, after))
        when, own = _time(page, around, clause, start)
        if when is None and (kind in _GOES_ON or _ANAPHOR.search(text[slice(*around)])):
            when = story
        if own and when is not None and kind in _GOES_ON and not _leans(when):
            story = when
        yield _event(page, kind, (start, end), clause, around, when), own


def _leans(said: TimeSaid) -> bool:
    """Whether a time is told from the one before it ("the next day"): it is not lent on."""
    return said.relative is not None and said.relative.startswith(("before", "that"))


def _clause(text: str, around: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """The clause about a trigger, no longer than `LONGEST`."""
    edges = [match.span() for match in _CLAUSE.finditer(text, *around)]
    low = max((right for _, right in edges if right <= start), default=around[0])
    high = min((left for left, _ in edges if left >= end), default=around[1])
    return max(low, start - LONGEST // 2), min(high, end + LONGEST // 2)


def _parted(text: str, clause: tuple[int, int], trigger: tuple[int, int], others: tuple[int, int]) -> tuple[int, int]:
    """A clause cut at the "and" that parts its trigger from the ones before and after, of other kinds."""
    low, high = clause
    if low < others[0] <= trigger[0] and (cuts := list(_AND.finditer(text, others[0], trigger[0]))):
        low = cuts[-1].end()
    if trigger[1] <= others[1] < high and (cut := _AND.search(text, trigger[1], others[1])):
        high = cut.start()
    return low, high


def _is_unreal(text: str, clause: tuple[int, int], start: int, end: int, language: str) -> bool:
    """Whether the trigger's verb is negated, wished or still to come."""
    near = text[max(clause[0], start - 12) : min(clause[1], end + 8)]
    return UNREAL[language].search(near) is not None


def _time(page: _Page, around: tuple[int, int], clause: tuple[int, int], at: int) -> tuple[TimeSaid | None, bool]:
    """The time in the clause, else the nearest in the sentence (one before it is nearer than one behind)."""
    told = _reporting(page.folding.text, around)
    places = [
        place
        for place in page.time_places()
        if around[0] <= place[0] < around[1] and (at < told or not around[0] <= place[0] < told)
    ]
    inside = [place for place in places if clause[0] <= place[0] < clause[1]]
    if not (candidates := inside or places):
        return None, False
    start, _, said = min(candidates, key=lambda place: (at - place[1]) if place[1] <= at else 2 * max(0, place[0] - at))
    moved = page.paragraph.start
    return replace(said, start=said.start + moved, end=said.end + moved), True


def _reporting(text: str, around: tuple[int, int]) -> int:
    """The end of the words that only say who tells, and when ("on Thursday the group said that"); their times are not
    the events'. The sentence's start where there are none."""
    found = REPORTED.search(text, *around)
    return found.end() if found else around[0]


def _event(
    page: _Page,
    kind: str,
    trigger: tuple[int, int],
    clause: tuple[int, int],
    around: tuple[int, int],
    when: TimeSaid | None,
) -> ScriptEvent:
    words = page.folding.text[slice(*around)]
    return ScriptEvent(
        kind,
        _span(page, clause),
        _span(page, trigger),
        _span(page, around),
        when,
        Stance.DENIED if script_measures.DENIED.search(words) else Stance.ASSERTED,
        tuple(dict.fromkeys(found.group() for found in script_measures.HEDGES.finditer(words))),
    )


def _span(page: _Page, place: tuple[int, int]) -> Span:
    """A folded place as a span of the document, without white space at its ends."""
    inside = trim(page.paragraph.text, page.folding.back(*place))
    return Span(page.paragraph.start + inside.start, page.paragraph.start + inside.end)
