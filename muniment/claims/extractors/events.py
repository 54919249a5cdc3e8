"""Events: what is said to have happened, of which kind, when, where, and who did what to whom.

Verbs and nouns of general families (`muniment.claims.triggers`) over the parse (`muniment.claims.happenings`). Kinds
follow this project's guide, in the terms of HURIDOCS "who did what to whom"; who and whom are given as written. What is
told twice in one document lends its time to its other telling only where kind and a named person are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muniment.claims import circumstances, naming, triggers
from muniment.claims.analysis import Analysis, Paragraph
from muniment.claims.happenings import Happening, happenings, iter_words
from muniment.claims.script_events import ScriptEvent, script_events
from muniment.claims.told_times import times_told
from muniment.records import Claim, Role, Span, TimeSaid
from muniment.records.claims import Event

if TYPE_CHECKING:
    from spacy.tokens import Token

NAME = "events"
VERSION = "1"
LANGUAGES = ("en", "fa", "ar")

EXAMPLES = (
    ("Soldiers killed twelve farmers in Paris on 3 May 1997.", (("killing", "1997-05-03"),)),
    ("The trial of the guards began in June 2004.", (("trial", "2004-06"),)),
    ("سربازان در ۱۵ خرداد ۱۳۴۲ پنج نفر را بازداشت کردند.", (("arrest", "1963-06-05"),)),
    ("The ministry may arrest nobody, and wants no trial.", ()),
)


@dataclass(frozen=True, slots=True)
class _Told:
    """An event in its paragraph: where it stands, its time, and the groups of the people named in it."""

    number: int
    event: Happening
    span: Span
    when: TimeSaid | None
    sure: bool
    people: frozenset[int]


def extract(analysis: Analysis) -> Iterable[Claim]:
    """An `Event` claim for each event told, in text order, named by its trigger's characters."""
    names = analysis.once(naming.find)
    by_paragraph: dict[int, list[naming.Name]] = defaultdict(list)
    for name in names.names:
        by_paragraph[name.paragraph].append(name)
    times = analysis.once(times_told)
    told = []
    for number, paragraph in enumerate(analysis.paragraphs):
        if paragraph.doc is None or paragraph.role is Role.HEADING or naming.is_headline(paragraph):
            continue
        for event in happenings(paragraph.doc):
            span = paragraph.span(paragraph.doc[event.start : event.end])
            people = _people(paragraph, event, span, by_paragraph[number])
            told.append(_Told(number, event, span, *times.of(number, event), people))
    known = _known_times(told)
    for one in _without_bare(told):
        yield _claim(analysis, analysis.paragraphs[one.number], one, by_paragraph[one.number], names, known)
    for read in script_events(analysis.paragraphs, analysis.language):
        yield _script_claim(analysis, read, names)


def _script_claim(analysis: Analysis, event: ScriptEvent, names: naming.Names) -> Claim:
    """An event in Persian or Arabic, with the places its words or its sentence name; who and whom are not read."""
    places: tuple[str, ...] = ()
    for span in (event.span, event.sentence):
        inside = [name for name in names.within(span) if name.kind in ("place", "facility")]
        places = places or tuple(dict.fromkeys(names.fullest[name.group] for name in inside))
    return analysis.claim(
        Event(event.kind, event.trigger, when=event.when, where=places),
        event.span,
        event.trigger,
        (NAME, VERSION),
        stance=event.stance,
        hedges=event.hedges,
    )


def _people(paragraph: Paragraph, event: Happening, span: Span, names: list[naming.Name]) -> frozenset[int]:
    """The groups of the people named in an event's words; for "he" and "she", of the one named before."""
    people = [name for name in names if name.kind == "person"]
    inside = frozenset(name.group for name in people if name.span.meets(span))
    if inside or paragraph.doc is None:
        return inside
    pronouns = {"he", "she", "him", "his", "her"}
    if any(token.lower_ in pronouns for token in paragraph.doc[event.start : event.end]):
        before = {name.group for name in people if name.span.end <= span.start}
        return frozenset(before) if len(before) == 1 else inside
    return inside


def _known_times(told: Sequence[_Told]) -> dict[tuple[str, frozenset[int]], TimeSaid]:
    """(kind, people) → the one time that the document gives such an event of those people."""
    found: dict[tuple[str, frozenset[int]], dict[str, TimeSaid]] = defaultdict(dict)
    for one in told:
        if one.when is not None and one.sure and one.people:
            found[one.event.kind, one.people].setdefault(one.when.edtf or one.when.relative or "", one.when)
    return {key: next(iter(times.values())) for key, times in found.items() if len(times) == 1}


def _without_bare(told: Sequence[_Told]) -> Iterable[_Told]:
    """The events, without those that only name one already told ("the 1988 massacre" once more)."""
    full = {(one.event.kind, one.event.trigger.lemma_.lower()) for one in told if not one.event.bare}
    kinds = {one.event.kind for one in told if not one.event.bare}
    seen: set[str] = set()
    for one in told:
        lemma = one.event.trigger.lemma_.lower()
        if one.event.bare and one.event.verb is None:
            determiner = next((child.lower_ for child in one.event.trigger.children if child.dep_ == "det"), "")
            again = (
                (one.event.kind, lemma) in full
                or lemma in seen
                or one.event.kind in kinds
                and one.event.kind == "killing"
            )
            if again and determiner not in ("a", "an", "another"):
                continue
            seen.add(lemma)
        yield one


def _claim(
    analysis: Analysis,
    paragraph: Paragraph,
    one: _Told,
    names: list[naming.Name],
    all_names: naming.Names,
    known: dict[tuple[str, frozenset[int]], TimeSaid],
) -> Claim:
    event = one.event
    when = one.when
    if not one.sure:
        alone = (known[key] for group in sorted(one.people) if (key := (event.kind, frozenset({group}))) in known)
        when = known.get((event.kind, one.people)) or next(alone, when)
    victims, perpetrators = _who(event)
    trigger = paragraph.span(event.trigger)
    content = Event(
        event.kind,
        trigger,
        label=next((name.text for name in names if name.kind == "event" and name.span.holds(trigger)), ""),
        when=when,
        where=_where(names, paragraph, one, all_names),
        victims=victims,
        perpetrators=perpetrators,
    )
    return analysis.claim(
        content,
        one.span,
        trigger,
        (NAME, VERSION),
        stance=circumstances.stance(event.trigger, "acts"),
        hedges=circumstances.hedges(event.trigger),
    )


def _where(names: list[naming.Name], paragraph: Paragraph, one: _Told, all_names: naming.Names) -> tuple[str, ...]:
    """Places and facilities in the event's words, else in its sentence."""
    for span in (one.span, paragraph.span(one.event.trigger.sent)):
        inside = [name for name in names if name.kind in ("place", "facility") and span.holds(name.span)]
        if inside:
            return tuple(dict.fromkeys(all_names.fullest[name.group] for name in inside))
    return ()


def _who(event: Happening) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Victims and perpetrators, as written."""
    if event.kind not in triggers.VIOLENT:
        return (), ()
    victims: list[Token] = []
    perpetrators: list[Token] = []
    if event.verb is None or event.verb != event.trigger:
        for child in event.trigger.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "against", "on"):
                victims.extend(grand for grand in child.children if grand.dep_ == "pobj")
            elif child.dep_ in ("prep", "agent") and child.lower_ == "by":
                perpetrators.extend(grand for grand in child.children if grand.dep_ == "pobj")
            elif child.dep_ == "poss":
                (victims if event.kind in ("arrest", "disappearance") else perpetrators).append(child)
        if event.verb is not None:
            perpetrators.extend(
                child for child in event.verb.children if child.dep_ in ("nsubj", "agent") and child != event.trigger
            )
    else:
        verb = event.verb
        if verb.dep_ == "relcl" and verb.head.pos_ in ("NOUN", "PROPN"):
            passive = any(child.dep_ == "auxpass" for child in verb.children)
            subject = any(
                child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in ("who", "that", "which")
                for child in verb.children
            )
            if subject:
                (victims if passive or verb.lemma_ in triggers.SUFFERED else perpetrators).append(verb.head)
        elif verb.dep_ == "acl" and verb.tag_ == "VBN":
            victims.append(verb.head)
        for child in verb.children:
            if child.dep_ in ("nsubjpass", "dobj"):
                victims.append(child)
            elif child.dep_ == "nsubj":
                (victims if verb.lemma_ in triggers.SUFFERED else perpetrators).append(child)
            elif child.dep_ == "agent":
                perpetrators.extend(grand for grand in child.children if grand.dep_ == "pobj")
    return tuple(dict.fromkeys(iter_words(victims))), tuple(dict.fromkeys(iter_words(perpetrators)))
