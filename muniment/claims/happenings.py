"""Which words of a parse tell that something happened: triggers, their kinds, and the clause or phrase that tells.

A verb counts when its form tells of what was done (past, perfect, passive, a participle that hangs on one), not of what
was wished, feared, planned or denied; a noun when its own words or its verb make it one event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from muniment.claims import event_kinds, tense, triggers
from muniment.claims import headwords as heads

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: tokens of the longest citation of an event; a longer clause is cut at its end
LONGEST = 40

_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis", "csubj"})
_PARTS = frozenset(
    ["dobj", "nsubj", "nsubjpass", "agent", "aux", "auxpass", "prt", "oprd", "attr", "prep", "npadvmod", "acomp"]
)
_BELONGING = heads.words("of with without from than to")
_TOWARDS = heads.words("for of against about to from into on")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event in a paragraph's parse: its trigger, its kind, its first and last token (end exclusive), its verb (None
    for a noun by itself), and whether its words say nothing but its name ("the 1988 massacre")."""

    trigger: Token
    kind: str
    start: int
    end: int
    verb: Token | None
    bare: bool = False


def happenings(doc: Doc) -> list[Happening]:
    """The events of a parse, in text order; a noun that a found verb stages is part of that verb's event."""
    found: list[Happening] = []
    staged: set[int] = set()
    for token in doc:
        event = None
        if token.pos_ in ("VERB", "AUX"):
            event = _by_verb(doc, token)
        elif token.pos_ in ("NOUN", "PROPN"):
            event = _by_noun(token)
        if event is not None:
            found.append(event)
            if event.verb is not None and event.verb != event.trigger:
                staged.add(event.trigger.i)
    kept = [one for one in found if one.verb is not None or one.trigger.i not in staged]
    return sorted(_whole(kept), key=_place)


def _whole(found: list[Happening]) -> Iterator[Happening]:
    """The events, without those that only tell of one act in further words: the noun of "killed 20 people in an
    attack on the camp", and the participle of "dropped bombs, killing 20", which makes that a killing."""
    verbs = {one.verb.i: one for one in found if one.verb is not None}
    deadly: set[int] = set()
    parts: set[int] = set()
    for one in found:
        if one.verb is None:
            at = one.trigger
            inside = at.dep_ == "pobj" and at.head.lower_ in ("in", "during") and at.head.head.i in verbs
            if inside and one.kind in triggers.VIOLENT and verbs[at.head.head.i].kind in triggers.VIOLENT:
                parts.add(at.i)
        elif one.verb.tag_ == "VBG" and (head := _hangs_on(one.verb)) in verbs:
            over = verbs[head]
            if over.kind == "attack" and one.kind in ("killing", "attack") and over.trigger.i < one.verb.i:
                parts.add(one.trigger.i)
                deadly |= {over.trigger.i} if one.kind == "killing" else set()
    for one in found:
        if one.trigger.i not in parts:
            yield replace(one, kind="killing") if one.trigger.i in deadly else one


def _hangs_on(participle: Token) -> int:
    """The verb that a participle, or the one that it is joined to, hangs on; -1 where there is none."""
    at = participle
    while at.dep_ == "conj" and at.head.tag_ == "VBG":
        at = at.head
    return at.head.i if at.dep_ == "advcl" else -1


def _place(one: Happening) -> int:
    return one.trigger.i


# ---------------------------------------------------------------- verbs


def _by_verb(doc: Doc, verb: Token) -> Happening | None:
    lemma = triggers.lemma(verb.lemma_)
    staged = _staged(verb) if lemma in triggers.LIGHT else None
    if staged is not None:
        if not tense.happened(verb):
            return None
        return _clause(doc, verb, event_kinds.of_inquiry(verb, lemma) or _noun_kind(staged), trigger=staged)
    kind = event_kinds.of_phrase(verb, lemma) or triggers.VERBS.get(lemma)
    told = tense.happened(verb) or _left_dead(verb) or event_kinds.is_never_seen(verb)
    if kind is None or not told or not _fits(verb, lemma, kind):
        return None
    return _clause(doc, verb, event_kinds.sharper(verb, kind), trigger=verb)


def _left_dead(verb: Token) -> bool:
    """ "which would leave 200 people dead": the future of a past is past."""
    aux = [child.lower_ for child in verb.children if child.dep_ == "aux"]
    return verb.lemma_ == "leave" and aux == ["would"]


def _noun_kind(noun: Token) -> str:
    return triggers.NOUNS.get(noun.lemma_.lower()) or triggers.NOUNS[noun.lower_]


def _staged(verb: Token) -> Token | None:
    """The event noun that a light verb stages: its subject ("a trial began") or object ("held a rally")."""
    lemma = triggers.lemma(verb.lemma_)
    if lemma == "take" and not any(child.lower_ == "place" for child in verb.children):
        return None
    only = triggers.STAGED_ONLY.get(lemma)
    for child, noun in _arguments(verb, lemma):
        word = noun.lemma_.lower() if noun.lemma_.lower() in triggers.NOUNS else noun.lower_
        kind = triggers.NOUNS.get(word)
        if kind is None or noun.pos_ not in ("NOUN", "PROPN") or only is not None and word not in only:
            continue
        if kind == "publication" and word in triggers.THINGS:
            if lemma in triggers.ISSUING and child.dep_ in ("dobj", "nsubjpass"):
                return noun
        elif child.dep_ != "nsubj" or lemma in triggers.HAPPENING:
            return noun
    return None


def _arguments(verb: Token, lemma: str) -> Iterator[tuple[Token, Token]]:
    """A verb's subjects and objects, each with the nouns joined to it; for "carry out" and the like also what follows
    the preposition."""
    for child in verb.children:
        noun = child
        if (
            child.dep_ == "prep"
            and child.lower_ in ("in", "on", "out")
            and lemma in ("culminate", "carry", "break", "end")
        ):
            noun = next(iter(child.children), child)
        elif child.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr"):
            continue
        if noun.lemma_.lower() in triggers.SORTS:
            noun = next(
                (aim for one in noun.children if one.dep_ == "prep" and one.lower_ == "of" for aim in one.children),
                noun,
            )
        yield child, noun
        yield from ((child, other) for other in noun.children if other.dep_ == "conj")


def _fits(verb: Token, lemma: str, kind: str) -> bool:
    """Whether a verb's companions make it this kind of event: an office for "name", a document for "issue", …"""
    objects = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "oprd")]
    if verb.dep_ == "acl" and verb.tag_ == "VBN" or verb.dep_ == "relcl" and not objects:
        objects.append(verb.head)
    low = {child.lemma_.lower() for child in objects}
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    if kind in ("trial", *triggers.VIOLENT) and _is_none(verb):
        return False
    if lemma == "fall":
        return any(child.dep_ == "nsubj" and child.lemma_.lower() in triggers.SHELLS for child in verb.children)
    if lemma == "hit" and any(
        child.dep_ == "nsubj" and child.lemma_.lower() in triggers.SHELLS for child in verb.children
    ):
        return True
    if only := triggers.OBJECTS.get(lemma):
        return bool(low & only)
    if lemma in triggers.NO_OBJECT:
        return not any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in verb.children)
    if kind == "publication":
        freed = low & {"prisoner", "detainee", "hostage", "captive", "man", "woman", "gas", "troop", "order", "threat"}
        return any(child.pos_ in ("NOUN", "PROPN") and child.ent_type_ != "PERSON" for child in objects) and not freed
    if kind == "appointment" and lemma in triggers.OFFICE_VERBS:
        ahead = verb.doc[verb.i + 1 : min(verb.i + 22, verb.sent.end)]
        return any(token.lower_ in ("as", "president", "minister", "head", "chief", "leader") for token in ahead)
    if kind == "trial" and lemma in ("try", "charge", "sentence", "convict"):
        return not any(child.dep_ == "xcomp" for child in verb.children) and bool(objects or verb.tag_ == "VBN")
    if kind == "meeting":
        if passive or lemma in ("gather", "assemble") and objects:
            return False
        return any(child.dep_ in ("dobj", "prep", "npadvmod") for child in verb.children)
    if lemma in triggers.NEEDS_OBJECT or kind in ("appointment",):
        fired = lemma == "fire" and any(child.lower_ in ("on", "at", "into", "upon") for child in verb.children)
        return bool(objects) or fired or verb.tag_ == "VBN"
    return True


def _is_none(verb: Token) -> bool:
    """Whether nobody is the one: "no one has been tried", "neither man was charged"."""
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    near = [token for one in subjects for token in (one, *(child for child in one.children if child.i < one.i))]
    return any(token.lower_ in ("no", "neither", "nobody", "none", "not") for token in near)


def _clause(doc: Doc, verb: Token, kind: str, *, trigger: Token) -> Happening:
    """The clause of a verb, without the clauses that hang on it, as first and last token."""
    start = end = verb.i
    for child in verb.children:
        if child.dep_ in _PARTS:
            left, right = edges(child)
            start, end = min(start, left), max(end, right)
    start = max(start, verb.i - LONGEST // 2)
    end = min(end, start + LONGEST)
    return Happening(trigger, kind, min(start, trigger.i), max(end, trigger.i) + 1, verb)


def edges(token: Token, *, shallow: bool = False) -> tuple[int, int]:
    """First and last token of a phrase, without relative and other clauses that hang on it.

    A `shallow` phrase is also without where and when ("thirty villagers" of "thirty villagers near the river").
    """
    left = right = token.i
    for child in token.children:
        if child.dep_ in _CLAUSES or child.dep_ in ("punct", "appos"):
            continue
        if shallow and (child.dep_ == "npadvmod" or child.dep_ == "prep" and child.lower_ not in _BELONGING):
            continue
        a, b = edges(child)
        left, right = min(left, a), max(right, b)
    return left, right


# ---------------------------------------------------------------- nouns


def _by_noun(noun: Token) -> Happening | None:
    lemma = noun.lemma_.lower()
    if lemma not in triggers.NOUNS:
        lemma = noun.lower_
    kind = triggers.NOUNS.get(lemma)
    if (
        kind is None
        or noun.dep_ in ("compound", "nmod", "amod")
        or noun.ent_type_ == "DATE"
        or not _is_one(noun, lemma, kind)
    ):
        return None
    left, right = edges(noun)
    clauses = [child for child in noun.children if child.dep_ in ("relcl", "acl")]
    if clauses:
        right = min(right, max(noun.i, min(edges(child)[0] for child in clauses) - 1))
    bare = not any(child.dep_ in ("prep", "poss", "acl", "relcl", "agent") for child in noun.children)
    return Happening(noun, kind, left, min(max(right, noun.i), left + LONGEST) + 1, None, bare)


def _is_one(noun: Token, lemma: str, kind: str) -> bool:
    """Whether a noun's own words, or the verb over it, make it one event."""
    if _is_wished(noun):
        return False
    children = list(noun.children)
    determiner = next((child.lower_ for child in children if child.dep_ == "det"), "")
    if determiner in ("no", "any", "every", "each"):
        return False
    dated = _is_dated(children) or noun.dep_ == "conj" and noun.head.ent_type_ == "DATE"
    owned = any(
        child.dep_ == "poss" and (child.ent_type_ in ("PERSON", "ORG", "GPE") or child.lower_ in ("his", "her"))
        for child in children
    )
    of = next((child for child in children if child.dep_ == "prep" and child.lower_ == "of"), None)
    told = [
        grand.lemma_.lower()
        for child in children
        if child.dep_ == "prep" and child.lower_ == "of"
        for grand in child.children
    ]
    if kind == "publication" and lemma in triggers.RELEASES:
        return any(word in triggers.RECORDINGS or triggers.NOUNS.get(word) == "publication" for word in told)
    if lemma in triggers.THINGS:
        return _speaks(noun, lemma, determiner) or dated and (of is not None or owned or bool(determiner))
    if noun.pos_ == "PROPN" and kind in ("killing", "protest") and _is_named(children):
        return True
    several = noun.tag_ in ("NNS", "NNPS")
    if several and not dated:
        located = determiner == "the" and kind in ("meeting", "protest") and _is_located(children)
        return located or of is not None and determiner == "the" and kind in triggers.VIOLENT and bool(told)
    if dated:
        return of is not None or owned or not _only_qualifies(noun)
    if owned and kind != "publication" or of is not None and kind in triggers.OF_KINDS and determiner != "":
        return True
    if determiner in ("a", "an", "another") or determiner and _is_located(children):
        return kind in ("protest", "attack", "killing", "meeting") and _told_of(noun)
    return False


def _is_named(children: list[Token]) -> bool:
    """Whether a capitalised noun is the end of an event's name: "the Sela Massacre"."""
    return any(child.dep_ == "compound" and child.pos_ == "PROPN" and child.text[:1].isupper() for child in children)


def _is_dated(children: list[Token]) -> bool:
    """Whether a noun bears its own time: "the 2009 uprising", "the protests of May 1968"."""
    for child in children:
        parts = child.children if child.dep_ == "prep" else (child,)
        for part in parts:
            year = part.like_num and len(part.text) == 4 and part.text[:2] in ("18", "19", "20")
            if year or part.ent_type_ == "DATE" and not _recurs(part):
                return True
    return False


def _recurs(token: Token) -> bool:
    return any(other.lower_ in ("every", "each", "daily", "weekly") for other in token.subtree) or token.lower_ in (
        "daily", "weekly", "annual", "day", "days", "week", "weeks", "month", "months", "years",
    )  # fmt: skip


def _is_located(children: list[Token]) -> bool:
    return any(
        child.dep_ == "prep"
        and child.lower_ in ("in", "at", "near", "across", "on")
        and any(grand.ent_type_ in ("GPE", "LOC", "FAC") or grand.pos_ == "PROPN" for grand in child.children)
        for child in children
    )


def _told_of(noun: Token) -> bool:
    """Whether the verb over a noun tells of what was done, or the noun's own clause does."""
    if any(child.dep_ in ("relcl", "acl") for child in noun.children):
        return True
    verb = next((token for token in noun.ancestors if token.pos_ in ("VERB", "AUX")), None)
    return verb is None or tense.happened(verb) or verb.tag_ == "VBG" and not tense.is_wished(verb)


def _speaks(noun: Token, lemma: str, determiner: str) -> bool:
    """Whether a document is what somebody spoke in: "In a letter, the prisoners said"; "A UN report found"."""
    if triggers.NOUNS[lemma] != "publication" or determiner not in ("a", "an", "another"):
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.dep_ == "prep":
        verb = noun.head.head
        return verb.lemma_.lower() in triggers.SAYING and verb.pos_ == "VERB"
    return noun.dep_ == "nsubj" and noun.head.lemma_.lower() in triggers.SAYING and tense.happened(noun.head)


def _is_wished(noun: Token) -> bool:
    """Whether a noun stands under a wish, a fear, a plan or a denial ("calls for the prosecution of …")."""
    at = noun
    for _ in range(3):
        if at.dep_ == "conj":
            at = at.head
            continue
        if at.dep_ == "prep" and at.lower_ not in _TOWARDS:
            break
        if at.dep_ in ("pobj", "prep", "dobj") and at.head != at:
            at = at.head
            if at.lemma_.lower() in triggers.WISHING:
                return True
        else:
            break
    return False


def _only_qualifies(noun: Token) -> bool:
    """Whether a noun only says which people, things or days are meant ("victims of the 1991 massacre")."""
    if noun.dep_ != "pobj":
        return False
    return (
        noun.head.lower_ in ("of", "in", "for", "from")
        and noun.head.head.pos_ in ("NOUN", "PROPN")
        or noun.head.lower_ == "during"
    )


def iter_words(tokens: list[Token]) -> Iterator[str]:
    """Phrases as written, without the clauses that hang on them; pronouns and events are left out."""
    for token in tokens:
        if token.pos_ in ("PRON", "DET") or token.lemma_.lower() in triggers.NOUNS:
            continue
        left, right = edges(token, shallow=True)
        yield " ".join(token.doc[left : right + 1].text.split())
