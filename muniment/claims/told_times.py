"""Which of a document's time expressions an event has: by the parse, by its name, by what was told just before.

A wrong date is worse than none: a time that hangs on another clause ("whose fall after the 2009 uprising …") or stands
inside another event's name ("a henchman of the 1988 massacre") is not taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from muniment import dates
from muniment.claims import naming
from muniment.claims.analysis import Analysis
from muniment.claims.happenings import Happening
from muniment.records import TimeSaid

#: sentences before an event's own in which the narrative's time is looked for, within its paragraph
BACK = 3
#: how far a time's clause may lie from an event's, in steps up and down the parse; beyond, it is another's time
FARTHEST = 3


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
        language = analysis.reading.language
        self._told: list[list[_Placed]] = []
        for paragraph in analysis.paragraphs:
            found = dates.find(paragraph.text, language=language) if paragraph.doc is not None else ()
            self._told.append(
                [one for said in found if paragraph.doc is not None and (one := _place(paragraph.doc, said))]
            )
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

    def of(self, number: int, event: Happening) -> TimeSaid | None:
        """The time of an event in paragraph `number`, moved to its place in the document; None when it has none."""
        trigger, start = event.trigger, self._starts[number]
        sentence = trigger.sent
        inside = self._inside[number]
        own = [
            placed
            for placed in self._told[number]
            if sentence.start <= placed.token.i < sentence.end
            and (placed.said.start not in inside or placed.owner == trigger or _names_it(placed, trigger))
        ]
        ranked = sorted(
            ((_distance(placed, event), abs(placed.token.i - trigger.i), i) for i, placed in enumerate(own))
        )
        if ranked and ranked[0][0] <= FARTHEST:
            return _moved(_turned(own[ranked[0][2]], trigger), start)
        named = self._named.get(trigger.lemma_.lower())
        if named is not None:
            return named
        if _is_of_now(event):
            return None
        before = self._before(number, sentence.start, trigger.doc)
        return None if before is None else _moved(before, start)

    def _before(self, number: int, start: int, doc: Doc) -> TimeSaid | None:
        """The time of the narrative: the last that a main clause of the sentences before told, in the paragraph."""
        at = start
        for _ in range(BACK):
            if at == 0:
                return None
            sentence = doc[at - 1].sent
            told = [
                placed
                for placed in self._told[number]
                if sentence.start <= placed.token.i < sentence.end
                and placed.said.start not in self._inside[number]
                and _is_main(placed.owner)
            ]
            if told:
                return told[-1].said
            at = sentence.start
        return None


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


def _names_it(placed: _Placed, trigger: Token) -> bool:
    return placed.token.head == trigger or placed.token in trigger.children


def _distance(placed: _Placed, event: Happening) -> int:
    """How far a time hangs from an event: 0 in its own words, then up its clauses; large where it is another's."""
    trigger, verb, owner = event.trigger, event.verb, placed.owner
    if owner in (trigger, verb) or event.start <= placed.token.i < event.end and not _parted(placed, event):
        return 0
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


def earliest(times: Sequence[TimeSaid]) -> TimeSaid | None:
    """The first of several times in text order, or None."""
    return min(times, key=lambda said: said.start, default=None)
