"""Events: what is said to have happened, of which kind, when, where, and who did what to whom.

Verbs and nouns of general families (`muniment.claims.triggers`) over the parse: a verb counts when it tells of what was
done (not what was wished, feared or planned), a noun when its words make it one event (a year, a name, an "of" part,
a verb that stages it). Kinds follow this project's guide; who and whom are given as written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from muniment import dates
from muniment.claims import headwords as heads
from muniment.claims import naming, triggers
from muniment.claims.analysis import Analysis, Paragraph
from muniment.records import Claim, Role, Span
from muniment.records.claims import Event
from muniment.records.times import TimeSaid

NAME = "events"
VERSION = "1"
LANGUAGES = ("en",)

EXAMPLES = (
    ("Soldiers killed twelve farmers in Paris on 3 May 1997.", (("killing", "1997-05-03"),)),
    ("The trial of the guards began in June 2004.", (("trial", "2004-06"),)),
    ("The ministry may arrest nobody, and wants no trial.", ()),
)

#: tokens of the longest citation of an event; a longer clause is cut at its end
LONGEST = 40

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis", "csubj"})
_WISHES = heads.words("would could may might should must will can shall 'd ’d 'll ’ll ought")
_IF = frozenset({"if", "unless", "whether", "lest"})


@dataclass(frozen=True, slots=True)
class _Found:
    """An event in a paragraph's parse: its trigger, its kind, and its first and last token (end exclusive)."""

    trigger: Token
    kind: str
    start: int
    end: int
    verb: Token | None


def extract(analysis: Analysis) -> Iterable[Claim]:
    """An `Event` claim for each event told, in text order, named by its trigger's characters."""
    names = naming.find(analysis)
    at = [[name for name in names.names if name.paragraph == number] for number in range(len(analysis.paragraphs))]
    told = _Told(analysis, names)
    made = (NAME, VERSION)
    for number, paragraph in enumerate(analysis.paragraphs):
        if paragraph.doc is None or paragraph.role is Role.HEADING:
            continue
        for found in _events(paragraph.doc):
            span = paragraph.span(paragraph.doc[found.start : found.end])
            trigger = paragraph.span(found.trigger)
            victims, perpetrators = _who(found)
            content = Event(
                found.kind,
                trigger,
                label=_label(at[number], span),
                when=told.when(number, found),
                where=_where(at[number], paragraph, found, names),
                victims=victims,
                perpetrators=perpetrators,
            )
            yield analysis.claim(content, span, trigger, made)


def _label(names: list[naming.Name], span: Span) -> str:
    return next((name.text for name in names if name.kind == "event" and name.span.meets(span)), "")


def _events(doc: Doc) -> Iterator[_Found]:
    """The events of a paragraph, in text order; a noun that a found verb stages is part of that verb's event."""
    found: list[_Found] = []
    taken: set[int] = set()
    for token in doc:
        if token.i in taken:
            continue
        if token.pos_ == "VERB":
            event = _by_verb(doc, token, taken)
        elif token.pos_ in ("NOUN", "PROPN"):
            event = _by_noun(doc, token)
        else:
            event = None
        if event is not None:
            found.append(event)
            taken.add(event.trigger.i)
    yield from sorted(found, key=lambda one: one.trigger.i)


# ---------------------------------------------------------------- verbs


def _by_verb(doc: Doc, verb: Token, taken: set[int]) -> _Found | None:
    lemma = verb.lemma_.lower()
    staged = _staged(verb) if lemma in triggers.LIGHT else None
    if staged is not None:
        if not _happened(verb):
            return None
        taken.add(staged.i)
        return _clause(doc, verb, triggers.NOUNS[staged.lemma_.lower()], trigger=staged if staged.i > verb.i else verb)
    kind = triggers.VERBS.get(lemma)
    if lemma == "open" and any(child.lemma_ == "fire" for child in verb.children):
        kind = "attack"
    if lemma == "put" and any(
        child.lower_ == "to" and any(g.lower_ == "death" for g in child.children) for child in verb.children
    ):
        kind = "killing"
    if lemma in ("shoot", "gun") and any(child.lower_ in ("dead", "down") for child in verb.children):
        kind = "killing"
    if kind is None or not _happened(verb) or not _fits(verb, kind):
        return None
    return _clause(doc, verb, kind, trigger=verb)


def _staged(verb: Token) -> Token | None:
    """The event noun that a light verb stages: its subject ("a trial began") or object ("held a rally")."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        noun = child
        if (
            child.dep_ == "prep"
            and child.lower_ in ("in", "on", "out")
            and lemma in ("culminate", "carry", "break", "end")
        ):
            noun = next(iter(child.children), child)
        elif child.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr", "obj"):
            continue
        kind = triggers.NOUNS.get(noun.lemma_.lower())
        if kind is None or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        if noun.lemma_.lower() in triggers.THINGS and kind == "publication":
            if lemma in triggers.ISSUING and child.dep_ in ("dobj", "nsubjpass"):
                return noun
            continue
        if child.dep_ == "nsubj" and lemma in triggers.ISSUING | {
            "see",
            "confirm",
            "lead",
            "give",
            "follow",
            "join",
            "produce",
        }:
            continue
        if lemma == "take" and not any(c.lower_ == "place" for c in verb.children):
            continue
        return noun
    return None


def _happened(verb: Token) -> bool:
    """Whether a verb's form tells of what was done: past, perfect, passive, or a participle that hangs on one."""
    words = [child for child in verb.children if child.dep_ in ("aux", "auxpass", "neg", "mark")]
    low = {word.lower_ for word in words}
    if low & _WISHES or low & _IF or any(word.dep_ == "neg" for word in words):
        return False
    tag = verb.tag_
    if tag == "VBD":
        return True
    if tag == "VBN":
        if any(word.lemma_ in ("have", "be") for word in words):
            return "to" not in low
        if verb.dep_ == "acl":
            return any(child.dep_ in ("agent", "prep", "npadvmod") for child in verb.children)
        return verb.dep_ == "conj" and verb.head.pos_ == "VERB" and _happened(verb.head)
    if tag == "VBG":
        if any(word.lemma_ == "be" for word in words):
            return any(word.lower_ in ("was", "were", "been") for word in words)
        if verb.dep_ in ("advcl", "conj", "pcomp", "acl") and verb.head.pos_ in ("VERB", "AUX", "ADP", "NOUN"):
            head = verb.head
            while head.pos_ == "ADP" and head.head is not head:
                head = head.head
            objects = any(child.dep_ in ("dobj", "prep", "obj") for child in verb.children)
            return objects and (head.pos_ not in ("VERB", "AUX") or _happened(head))
        return False
    if tag == "VB" and "to" in low and verb.dep_ in ("xcomp", "ccomp", "advcl"):
        return verb.head.lemma_.lower() in triggers.DOING and _happened(verb.head)
    if tag == "VB" and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return _happened(verb.head)
    return False


def _fits(verb: Token, kind: str) -> bool:
    """Whether a verb's companions make it this kind of event: an office for "name", a document for "issue", …"""
    lemma = verb.lemma_.lower()
    children = {child.dep_: child for child in verb.children}
    objects = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "oprd")]
    if kind == "publication":
        return any(child.pos_ in ("NOUN", "PROPN") for child in objects) and not any(
            child.ent_type_ == "PERSON" or child.lemma_.lower() in ("prisoner", "detainee", "hostage")
            for child in objects
        )
    if kind == "appointment":
        if lemma in ("name", "select", "promote", "designate", "swear", "install"):
            return any(child.dep_ == "oprd" or child.lower_ in ("as", "to", "in") for child in verb.children)
        return bool(objects)
    if kind == "trial":
        if lemma in ("try", "charge", "sentence", "convict"):
            return "xcomp" not in children and bool(objects or verb.tag_ == "VBN")
        return True
    if lemma in (
        "gas",
        "starve",
        "abuse",
        "burn",
        "target",
        "fire",
        "down",
        "post",
        "air",
        "found",
        "form",
        "establish",
        "launch",
        "sign",
        "transfer",
        "seize",
        "destroy",
        "wound",
        "injure",
        "capture",
        "bury",
        "storm",
        "raid",
        "snatch",
    ):
        return (
            bool(objects)
            or lemma == "fire"
            and any(c.lower_ in ("on", "at", "into") for c in verb.children)
            or verb.tag_ == "VBN"
        )
    if kind == "meeting":
        return (
            any(child.dep_ in ("dobj", "prep", "nsubjpass", "npadvmod") for child in verb.children)
            and lemma != "gather"
            or lemma == "gather"
            and not objects
        )
    return True


def _clause(doc: Doc, verb: Token, kind: str, *, trigger: Token) -> _Found:
    """The clause of a verb, without the clauses that hang on it, as first and last token."""
    start = end = verb.i
    for child in verb.children:
        if child.dep_ in _CLAUSES or child.dep_ in ("conj", "cc", "punct", "mark", "advmod") and child.i < verb.i - 1:
            continue
        if child.dep_ in ("punct", "conj", "cc"):
            continue
        left, right = _edges(child)
        if child.dep_ in (
            "dobj",
            "nsubj",
            "nsubjpass",
            "agent",
            "aux",
            "auxpass",
            "prt",
            "oprd",
            "attr",
            "prep",
            "npadvmod",
            "acomp",
            "xcomp",
            "dative",
            "pcomp",
        ):
            start, end = min(start, left), max(end, right)
    end = min(end, start + LONGEST)
    return _Found(trigger, kind, min(start, trigger.i), max(end, trigger.i) + 1, verb)


def _edges(token: Token) -> tuple[int, int]:
    """First and last token of a phrase, without relative and other clauses that hang on it."""
    left = right = token.i
    for child in token.children:
        if child.dep_ in _CLAUSES or child.dep_ in ("punct", "appos"):
            continue
        a, b = _edges(child)
        left, right = min(left, a), max(right, b)
    return left, right


# ---------------------------------------------------------------- nouns


def _by_noun(doc: Doc, noun: Token) -> _Found | None:
    lemma = noun.lemma_.lower()
    kind = triggers.NOUNS.get(lemma)
    if kind is None or noun.dep_ in ("compound", "nmod", "amod") or not _is_one(noun, lemma, kind):
        return None
    left, right = _edges(noun)
    return _Found(noun, kind, left, min(right, left + LONGEST) + 1, None)


def _is_one(noun: Token, lemma: str, kind: str) -> bool:
    """Whether a noun's own words make it one event."""
    children = list(noun.children)
    dated = any(child.ent_type_ == "DATE" or child.like_num and len(child.text) == 4 for child in children) or any(
        grand.ent_type_ == "DATE" for child in children if child.dep_ == "prep" for grand in child.children
    )
    owner = any(
        child.dep_ == "poss" and (child.ent_type_ in ("PERSON", "ORG", "GPE") or child.lower_ in ("his", "her"))
        for child in children
    )
    of = next((child for child in children if child.dep_ == "prep" and child.lower_ == "of"), None)
    if lemma in triggers.THINGS:
        return dated and (of is not None or owner or any(child.dep_ == "det" for child in children))
    if noun.tag_ in ("NNS", "NNPS") and not dated:
        return (
            of is not None
            and any(child.dep_ == "det" and child.lower_ == "the" for child in children)
            and kind in triggers.VIOLENT
            and any(grand.pos_ in ("NOUN", "PROPN") for grand in of.children)
        )
    if dated:
        return not _only_qualifies(noun)
    return (
        owner
        and kind != "publication"
        or of is not None
        and kind in ("killing", "trial", "arrest", "disappearance", "appointment")
    )


def _only_qualifies(noun: Token) -> bool:
    """Whether a noun only says which people or things are meant ("victims of the 1991 massacre")."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("of", "in", "for", "from")
        and noun.head.head.pos_ in ("NOUN", "PROPN")
    )


# ---------------------------------------------------------------- when, where, who


class _Told:
    """The times of a document's paragraphs, and which of them an event has."""

    def __init__(self, analysis: Analysis, names: naming.Names) -> None:
        self.paragraphs = analysis.paragraphs
        self.times = [
            tuple(dates.find(paragraph.text, language=analysis.reading.language)) if paragraph.doc is not None else ()
            for paragraph in analysis.paragraphs
        ]
        self.named = self._named(names)

    def _named(self, names: naming.Names) -> dict[str, TimeSaid]:
        """Head noun of the one named and dated event ("1988 massacre") → its time, moved to its place."""
        years: dict[str, dict[str, TimeSaid]] = {}
        for name in names.names:
            if name.kind == "event":
                start = self.paragraphs[name.paragraph].start
                for said in self.times[name.paragraph]:
                    if said.edtf and name.span.start <= said.start + start < name.span.end:
                        years.setdefault(name.text.split()[-1].lower(), {}).setdefault(said.edtf, _moved(said, start))
        return {head: next(iter(found.values())) for head, found in years.items() if len(found) == 1}

    def when(self, number: int, found: _Found) -> TimeSaid | None:
        """The time of an event: in its own words, in its clause, in its sentence, of its name, or told just before."""
        paragraph = self.paragraphs[number]
        doc = found.trigger.doc
        at = found.trigger.idx
        own = _within(self.times[number], doc, found.start, found.end)
        sentence = found.trigger.sent
        said = _nearest(own, at)
        if said is None:
            inside = _within(self.times[number], doc, sentence.start, sentence.end)
            said = _nearest([one for one in inside if one.start < at], at) or _nearest(inside, at)
            named = self.named.get(found.trigger.lemma_.lower())
            if named is not None and (said is None or said.edtf is None):
                return named
        if said is None:
            said = self._before(number, sentence.start, doc)
        return None if said is None else _moved(said, paragraph.start)

    def _before(self, number: int, start: int, doc: Doc) -> TimeSaid | None:
        """The last time told in the two sentences before, in the same paragraph."""
        at = start
        for _ in range(2):
            if at == 0:
                return None
            sentence = doc[at - 1].sent
            if found := _within(self.times[number], doc, sentence.start, sentence.end):
                return found[-1]
            at = sentence.start
        return None


def _within(times: Sequence[TimeSaid], doc: Doc, start: int, end: int) -> list[TimeSaid]:
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    return [said for said in times if first <= said.start < last]


def _nearest(times: Sequence[TimeSaid], at: int) -> TimeSaid | None:
    return min(times, key=lambda said: min(abs(said.start - at), abs(said.end - at)), default=None)


def _moved(said: TimeSaid, by: int) -> TimeSaid:
    return TimeSaid(said.start + by, said.end + by, said.text, said.edtf, said.relative, said.calendar)


def _where(names: list[naming.Name], paragraph: Paragraph, found: _Found, all_names: naming.Names) -> tuple[str, ...]:
    """Places and facilities in the event's words, else in its sentence."""
    doc = found.trigger.doc
    for part in (doc[found.start : found.end], found.trigger.sent):
        span = paragraph.span(part)
        places = [
            all_names.fullest[name.group]
            for name in names
            if name.kind in ("place", "facility") and span.holds(name.span)
        ]
        if places:
            return tuple(dict.fromkeys(places))
    return ()


def _who(found: _Found) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Victims and perpetrators, as written."""
    if found.kind not in triggers.VIOLENT:
        return (), ()
    victims: list[Token] = []
    perpetrators: list[Token] = []
    if found.verb is None:
        for child in found.trigger.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "against", "on"):
                victims.extend(grand for grand in child.children if grand.dep_ == "pobj")
            elif child.dep_ in ("prep", "agent") and child.lower_ == "by":
                perpetrators.extend(grand for grand in child.children if grand.dep_ == "pobj")
            elif child.dep_ == "poss":
                (victims if found.kind in ("arrest", "disappearance") else perpetrators).append(child)
    else:
        for child in found.verb.children:
            if child.dep_ == "nsubjpass" or child.dep_ == "dobj":
                victims.append(child)
            elif child.dep_ == "nsubj":
                perpetrators.append(child)
            elif child.dep_ == "agent":
                perpetrators.extend(grand for grand in child.children if grand.dep_ == "pobj")
    return _words(victims), _words(perpetrators)


def _words(tokens: list[Token]) -> tuple[str, ...]:
    out = []
    for token in tokens:
        if token.pos_ in ("PRON", "DET") or token.lemma_.lower() in triggers.NOUNS:
            continue
        left, right = _edges(token)
        out.append(" ".join(token.doc[left : right + 1].text.split()))
    return tuple(dict.fromkeys(out))
