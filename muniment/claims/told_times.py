"""Which of a document's time expressions an event has: by the parse, by its name, by what was told just before.

A wrong date is worse than none: a time that hangs on another clause ("whose fall after the 2009 uprising …") or stands
inside another event's name ("a henchman of the 1988 massacre") is not taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from muniment import dates
from muniment.claims import headwords as heads
from muniment.claims import naming, triggers
from muniment.claims.analysis import Analysis
from muniment.claims.happenings import Happening
from muniment.records import TimeSaid

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: sentences before an event's own in which the narrative's time is looked for, within its paragraph
BACK = 3
#: how far a time's clause may lie from an event's, in steps up and down the parse; beyond, it is another's time
FARTHEST = 3


#: openings of a sentence that leave the time of the one before
_TURNS = heads.words("however later subsequently following since meanwhile eventually today now earlier before")
#: words between an event and the clause that begins it ("the trial of …, one of …, which began in May")
_APART = 20
#: what "recently" comes to: the quarter before publication. An interval, since no writer means less
RECENTLY = "past 3 M"
_OF_PUBLICATION = {"recently": RECENTLY, "lately": RECENTLY, "ongoing": "shift 0 M"}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A time expression and the token that it hangs on: its nearest verb, or the event noun it dates."""

    said: TimeSaid
    token: Token
    owner: Token


class Times:
    """The time expressions of a document, ready to be given to its events."""

    def __init__(self, analysis: Analysis, names: naming.Names) -> None:
        self._starts = [paragraph.start for paragraph in analysis.paragraphs]
        self._told = list(_placed_times(analysis))
        self._inside: list[set[int]] = [set() for _ in analysis.paragraphs]
        self._named: dict[str, TimeSaid] = self._names(names)

    def _names(self, names: naming.Names) -> dict[str, TimeSaid]:
        """Head noun of the one named and dated event ("1988 massacre") → its time; and which times stand in names."""
        years: dict[str, dict[str, TimeSaid]] = {}
        for name in names.names:
            if name.kind != "event":
                continue
            start = self._starts[name.paragraph]
            for placed in self._told[name.paragraph]:
                said = placed.said
                if name.span.start <= said.start + start < name.span.end:
                    self._inside[name.paragraph].add(said.start)
                    if said.edtf:
                        years.setdefault(name.text.split()[-1].lower(), {}).setdefault(said.edtf, _moved(said, start))
        return {head: next(iter(found.values())) for head, found in years.items() if len(found) == 1}

    def of(self, number: int, event: Happening) -> tuple[TimeSaid | None, bool]:
        """The time of an event in paragraph `number`, moved to its place in the document, and whether it is the event's
        own (in its clause, or in those over it) and not only its name's or its narrative's."""
        trigger, start = event.trigger, self._starts[number]
        sentence, inside = trigger.sent, self._inside[number]
        own = [
            placed
            for placed in self._told[number]
            if sentence.start <= placed.token.i < sentence.end
            and not _is_end(placed, trigger)
            and (placed.said.start not in inside or placed.owner == trigger or _names_it(placed, trigger))
        ]
        ranked = sorted((_distance(placed, event), abs(placed.token.i - trigger.i), i) for i, placed in enumerate(own))
        if ranked and ranked[0][0] <= FARTHEST:
            return _moved(_turned(own[ranked[0][2]], trigger), start), True
        named = self._named.get(trigger.lemma_.lower())
        if named is not None:
            return named, False
        if _is_of_now(event):
            return None, False
        if event.kind == "publication":
            return None, False
        only = {placed.said.text: placed.said for placed in own if not _leans(placed.said) and _is_main(placed.owner)}
        if len(only) == 1:
            return _moved(next(iter(only.values())), start), False
        told = any(
            sentence.start <= placed.token.i < sentence.end and placed.said.edtf and placed.said.start not in inside
            for placed in self._told[number]
        )
        if told or sentence[0].lower_ in _TURNS:
            return None, False
        before = self._before(number, sentence.start, trigger.doc)
        return None if before is None else _moved(before, start), False

    def _before(self, number: int, start: int, doc: Doc) -> TimeSaid | None:
        """The time of the narrative: the last that a main clause of the sentences before told, in the paragraph; else
        the last that they told at all."""
        at = start
        others: list[TimeSaid] = []
        for _ in range(BACK):
            if at == 0:
                break
            sentence = doc[at - 1].sent
            told = [
                placed
                for placed in self._told[number]
                if sentence.start <= placed.token.i < sentence.end
                and placed.said.start not in self._inside[number]
                and not _leans(placed.said)
                and not _is_end(placed, None)
            ]
            main = [placed.said for placed in told if _is_main(placed.owner)]
            if main:
                return main[-1]
            others.extend(placed.said for placed in reversed(told))
            at = sentence.start
        return others[0] if others else None


def times_told(analysis: Analysis) -> Times:
    """The time expressions of a document."""
    return Times(analysis, analysis.once(naming.find))


def _leans(said: TimeSaid) -> bool:
    """Whether a time leans on the one named before it, so that it serves its own sentence only ("that night")."""
    return said.relative is not None and said.relative.split()[0] in ("before", "anniversary")


def _placed_times(analysis: Analysis) -> Iterator[list[_Placed]]:
    """The time expressions of each paragraph. "That same morning" is the day told last, with an event or without."""
    last: TimeSaid | None = None
    for paragraph in analysis.paragraphs:
        doc = paragraph.doc
        placed: list[_Placed] = []
        if doc is not None:
            found = (*dates.find(paragraph.text, language=analysis.reading.language), *_recent(doc))
            for said in sorted(found, key=lambda one: one.start):
                if said.relative == "before" and last is not None:
                    said = replace(said, edtf=last.edtf, relative=last.relative, calendar=last.calendar)
                one = _place(doc, said)
                if one is not None:
                    placed.append(one)
                    last = said if _is_main(one.owner) and not _leans(said) and _is_of_days(said) else last
        yield placed


def _is_of_days(said: TimeSaid) -> bool:
    """Whether a time names a day or a month, so that "that morning" and "that day" can mean it."""
    return "-" in (said.edtf or "") or (said.relative or "").split()[:1] in (["near"], ["weekday"], ["last"], ["this"])


def _recent(doc: Doc) -> Iterator[TimeSaid]:
    """ "recently": within the months before publication; "ongoing": in its month."""
    for token in doc:
        relative = _OF_PUBLICATION.get(token.lower_)
        if relative is not None:
            yield TimeSaid(token.idx, token.idx + len(token), token.text, relative=relative)


def _place(doc: Doc, said: TimeSaid) -> _Placed | None:
    span = doc.char_span(said.start, said.end, alignment_mode="expand")
    if span is None:
        return None
    token: Token = span.root
    owner = token
    while owner.head != owner:
        owner = owner.head
        if (
            owner.pos_ in ("VERB", "AUX")
            or owner.pos_ in ("NOUN", "PROPN")
            and not (span.start <= owner.i < span.end)
            and owner.dep_ != "pobj"
        ):
            break
        if owner.pos_ in ("NOUN", "PROPN") and not (span.start <= owner.i < span.end):
            break
    return _Placed(said, token, owner)


def _is_end(placed: _Placed, trigger: Token | None) -> bool:
    """Whether a time only says until when something lasted, and not when what ended it ("until his death in 1989")."""
    until = [token for token in placed.token.ancestors if token.lower_ in ("until", "till")]
    return any(trigger is None or token not in trigger.ancestors for token in until)


def _names_it(placed: _Placed, trigger: Token) -> bool:
    return placed.token.head == trigger or placed.token in trigger.children


def _distance(placed: _Placed, event: Happening) -> int:
    """How far a time hangs from an event: 0 in its own words, then up its clauses; large where it is another's."""
    trigger, verb, owner = event.trigger, event.verb, placed.owner
    if owner in (trigger, verb) or event.start <= placed.token.i < event.end and not _parted(placed, event):
        return 0
    # "the trial …, which began in May": the clause that begins it, wherever the parse hangs it
    begins = owner.dep_ == "relcl" and triggers.lemma(owner.lemma_) in triggers.HAPPENING
    if begins and (
        trigger in owner.ancestors
        or verb is None
        and owner.sent == trigger.sent
        and owner.i - event.end < _APART
        and owner.i > trigger.i
    ):
        return 1
    climbing = trigger if verb is None else verb
    steps = 0
    for ancestor in climbing.ancestors:
        if ancestor.pos_ in ("VERB", "AUX"):
            steps += 1
            if owner == ancestor:
                return steps
        elif owner == ancestor:
            return steps + 1
    # a time in front of the sentence dates what follows it
    if placed.token.i < climbing.i and owner.dep_ in ("ROOT",) and steps <= 2:
        return steps + 1
    for sibling in (*climbing.children, *climbing.head.children):
        if owner == sibling and sibling.dep_ in ("conj", "advcl", "prep", "npadvmod"):
            return 2
    return FARTHEST + 1


def _parted(placed: _Placed, event: Happening) -> bool:
    """Whether a clause of its own lies between an event's trigger and a time in its words."""
    at = placed.token
    while at.head != at and at not in (event.trigger, event.verb):
        if at.dep_ in ("relcl", "acl", "advcl", "ccomp"):
            return True
        at = at.head
    return False


def _turned(placed: _Placed, trigger: Token) -> TimeSaid:
    """ "On the first anniversary of the election": the election was a year before."""
    said = placed.said
    words = (said.relative or "").split()
    if words[:1] == ["anniversary"] and len(words) == 2 and any(trigger in token.subtree for token in [placed.token]):
        return replace(said, relative=f"shift -{words[1]} Y")
    return said


def _is_of_now(event: Happening) -> bool:
    """Whether an event is told of as new ("has issued a statement"): no earlier time is its own."""
    verb = event.verb
    return verb is not None and any(child.dep_ == "aux" and child.lower_ in ("has", "have") for child in verb.children)


def _is_main(owner: Token) -> bool:
    return not any(token.dep_ in ("relcl", "acl", "ccomp") for token in (owner, *owner.ancestors))


def _moved(said: TimeSaid, by: int) -> TimeSaid:
    return replace(said, start=said.start + by, end=said.end + by)
