"""Roles: offices that named people hold or held, and parts in acts that they are said to have had.

Read around each name of a person: titles before it ("the regime's former president X"), appositions ("X, a deputy
prosecutor"), "X, who was then Y", "X served as Y", "appointed X as Y", "a council led by X". A part in an act of which
somebody is accused ("the henchman of the massacre", "who ordered the shooting") is never an office: it is `alleged`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from muniment.claims import headwords as heads
from muniment.claims import naming
from muniment.claims.analysis import Analysis, Paragraph
from muniment.records import Claim, Span
from muniment.records.claims import Involvement

NAME = "roles"
VERSION = "1"
LANGUAGES = ("en",)

EXAMPLES = (
    ("Anna Example, a deputy prosecutor, left.", (("Anna Example", "deputy prosecutor", False),)),
    ("The mayor of Paris, Anna Example, spoke.", (("Anna Example", "mayor of Paris", False),)),
    (
        "Anna Example was one of the perpetrators of the massacre.",
        (("Anna Example", "perpetrators of the massacre", True),),
    ),
    ("Anna Example left on Monday.", ()),
)

#: forms of address, which are no offices
_ADDRESS = heads.words(
    "mr mrs ms miss mx dr sir lady lord dame hon fr father sister brother rev reverend ayatollah hojjatoleslam"
    " hojatoleslam allamah sheikh shaikh sheik shaykh sayyid sayed seyed sayyed hajj haji hajji mullah mulla mollah"
    " mawlawi maulana don doña señor señora monsieur madame herr frau comrade imam"
)
_APPOINTING = heads.words(
    "appoint elect name install designate nominate select choose swear inaugurate promote reappoint re-elect reelect"
    " proclaim declare confirm pick crown anoint"
)
_APPOINTMENTS = heads.words(
    "appointment election selection installation nomination designation inauguration re-election choice promotion"
)
_SERVING = heads.words("serve act work emerge resign retire return")
_LEADING = heads.words("lead head command chair found direct oversee preside run govern rule co-found establish")
_LED = heads.words("led headed commanded chaired founded directed run governed ruled overseen established")
_ORDERING = heads.words("order mastermind orchestrate instigate authorise authorize perpetrate supervise")
_BE = frozenset({"be", "become", "remain"})
_ACCUSED = re.compile(
    r"\b(?:death|execution|torture|hit|killing)[ ]+(?:commissions?|committees?|squads?|panels?|units?)\b"
    r"|\binvolved in\b|\bimplicated\b|\bcomplicit\b|\baccused of\b|\bresponsible for\b|\bwanted for\b"
    r"|\bconvicted of\b|\bcharged with\b"
    r"|\bmass murder",
    re.IGNORECASE,
)
_PAST = re.compile(r"^(?:the |a |an |one of the |among the |one of |some of the )+", re.IGNORECASE)

#: tokens that a role's words may be made of before and after its head
_BEFORE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV"})
_LONGEST = 16
#: "one of the four …": words before the class that somebody is one of
_OF_SEVERAL = heads.words("one among some of the many several two three four five six seven eight nine ten")


@dataclass(frozen=True, slots=True)
class _Role:
    """A role as words of the parse: first and last token, and its head noun."""

    start: int
    end: int
    head: Token


@dataclass(frozen=True, slots=True)
class _Person:
    """A mention of a person in a paragraph's parse: first token, token after the last, and the fullest name."""

    start: int
    end: int
    name: str
    span: Span


def extract(analysis: Analysis) -> Iterable[Claim]:
    """An `Involvement` claim for each role of a named person, in text order; the citation holds name and role."""
    names = naming.find(analysis)
    made = (NAME, VERSION)
    by_paragraph: dict[int, list[naming.Name]] = {}
    for name in names.names:
        by_paragraph.setdefault(name.paragraph, []).append(name)
    for number, paragraph in enumerate(analysis.paragraphs):
        if paragraph.doc is None or number not in by_paragraph:
            continue
        people = list(_people(paragraph, by_paragraph[number], names))
        seen: set[tuple[str, int]] = set()
        for person, role in sorted(_roles(paragraph, people), key=lambda pair: (pair[1].start, pair[0].start)):
            span = _span(paragraph, role.start, role.end)
            words = _PAST.sub("", " ".join(span.of(analysis.reading.text).split()).strip("“”\"' "))
            if (person.name, role.head.i) in seen or not words:
                continue
            seen.add((person.name, role.head.i))
            whole = Span(min(span.start, person.span.start), max(span.end, person.span.end))
            places = [n for n in by_paragraph[number] if n.span.meets(span) and n.kind == "place"]
            bodies = [n for n in by_paragraph[number] if n.span.meets(span) and n.kind == "organisation"]
            content = Involvement(
                person.name,
                words,
                person.span,
                body=names.fullest[bodies[0].group] if bodies else None,
                where=names.fullest[places[0].group] if places else None,
                alleged=_accuses(role.head, words),
            )
            yield analysis.claim(content, whole, paragraph.span(role.head), made)


def _accuses(head: Token, words: str) -> bool:
    low = head.lemma_.lower()
    return low in heads.ACCUSING and low not in ("agent",) or low in _ORDERING or _ACCUSED.search(words) is not None


def _span(paragraph: Paragraph, start: int, end: int) -> Span:
    doc = paragraph.doc
    assert doc is not None
    return paragraph.span(doc[start:end])


def _people(paragraph: Paragraph, found: list[naming.Name], names: naming.Names) -> Iterator[_Person]:
    doc = paragraph.doc
    assert doc is not None
    for name in found:
        if name.kind != "person":
            continue
        part = doc.char_span(
            name.span.start - paragraph.start, name.span.end - paragraph.start, alignment_mode="expand"
        )
        if part is not None:
            yield _Person(part.start, part.end, names.fullest[name.group], name.span)


def _roles(paragraph: Paragraph, people: list[_Person]) -> Iterator[tuple[_Person, _Role]]:
    doc = paragraph.doc
    assert doc is not None
    for person in people:
        yield from ((person, role) for role in _beside(doc, person))
    for token in doc:
        if token.pos_ in ("VERB", "AUX", "NOUN"):
            yield from _told(doc, token, people)


def _beside(doc: Doc, person: _Person) -> Iterator[_Role]:
    """Roles that stand right before or right after a name."""
    start = person.start
    while start > 0 and (doc[start - 1].lower_.rstrip(".") in _ADDRESS or doc[start - 1].text in ("“", '"')):
        start -= 1
    if role := _before(doc, start):
        yield role
    at = person.end
    if at < len(doc) and doc[at].text in ("’s", "'s", "’"):
        return
    if at < len(doc) and doc[at].text in (",", "—", "–", "(", "-", "--"):
        at += 1
        if at < len(doc) and doc[at].lower_ == "who":
            yield from _who(doc, at + 1)
        elif role := _after(doc, at):
            ends = (
                role.end >= len(doc)
                or doc[role.end].is_punct
                or doc[role.end].pos_ in ("VERB", "AUX", "SCONJ", "PRON", "CCONJ", "ADP")
            )
            if ends and not _is_name_list(doc, at):
                yield role
    elif at < len(doc) and doc[at].lower_ == "who":
        yield from _who(doc, at + 1)


def _is_name_list(doc: Doc, at: int) -> bool:
    """Whether what follows the comma is another titled person ("X, President Y and Z"), not a role of X."""
    return (
        doc[at].pos_ == "PROPN"
        and doc[at].lower_ in heads.TITLES
        and at + 1 < len(doc)
        and doc[at + 1].pos_ == "PROPN"
        and not (doc[at + 1].lower_ in heads.TITLES or doc[at + 1].lower_ in heads.OFFICES)
    )


def _who(doc: Doc, at: int) -> Iterator[_Role]:
    """ "who was then Y", "who served as Y", "who ordered the shooting"."""
    while at < len(doc) and doc[at].pos_ in ("ADV", "AUX") and doc[at].lemma_ not in _BE:
        at += 1
    if at >= len(doc):
        return
    if doc[at].lemma_ in _BE:
        at += 1
        while at < len(doc) and (
            doc[at].lower_ in ("then", "also", "once", "later", "now", "still", "been") or doc[at].lemma_ in _APPOINTING
        ):
            at += 1
        if role := _after(doc, at):
            yield role
    elif doc[at].lemma_ in _SERVING and at + 1 < len(doc) and doc[at + 1].lower_ == "as":
        if role := _after(doc, at + 2):
            yield role
    elif doc[at].lemma_ in _LEADING | _ORDERING:
        yield from _deed(doc, doc[at])


def _deed(doc: Doc, verb: Token) -> Iterator[_Role]:
    """ "ordered the shooting", "commanded the brigade": the verb and its object."""
    children = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "prep", "obj")]
    if not children:
        return
    first = children[0]
    if first.dep_ == "prep" and first.lower_ not in ("over", "of"):
        return
    end = min(_phrase_end(doc, first.i if first.dep_ != "prep" else first.i + 1), verb.i + _LONGEST)
    if end > verb.i + 1:
        yield _Role(verb.i, end, verb)


def _phrase_end(doc: Doc, at: int) -> int:
    """The token after a noun phrase that starts at or before `at`, with its "of" parts."""
    while at < len(doc) and (
        doc[at].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART")
        or doc[at].lower_ in ("of", "his", "her", "their", "its")
        or doc[at].text in ("-", "“", "”", '"', "’s", "'s", "’", "'")
    ):
        at += 1
    return at


def _is_office(token: Token) -> bool:
    low = token.lemma_.lower()
    known = heads.OFFICES | heads.ACCUSING
    low = low.removeprefix("ex-").removeprefix("then-").removeprefix("vice-")
    return (
        low in known
        or token.lower_ in known
        or token.lower_.removesuffix("s") in known
        or low.removesuffix("man") in ("chair", "spokes")
    )


def _before(doc: Doc, end: int) -> _Role | None:
    """The role whose words end right before token `end` (a name): "the regime's former president"."""
    at = end - 1
    if at >= 0 and doc[at].text == ",":
        at -= 1
        return _inverted(doc, at)
    if at < 0 or not _is_office(doc[at]):
        return None
    head = doc[at]
    start = at
    while start > 0 and end - start < 10 and _may_precede(doc, start - 1):
        start -= 1
    while start < head.i and (
        doc[start].is_punct or doc[start].text in ("’s", "'s", "’", "'") or doc[start].pos_ in ("CCONJ",)
    ):
        start += 1
    return _Role(start, end if head.i + 1 == end else head.i + 1, head)


def _may_precede(doc: Doc, at: int) -> bool:
    token = doc[at]
    if token.pos_ in _BEFORE and token.ent_type_ not in ("DATE", "TIME"):
        return token.pos_ != "ADV" or token.lower_ in ("then", "now", "newly")
    if token.text in ("-", "’s", "'s", "’", "'"):
        return True
    return token.lower_ == "and" and at > 0 and _is_office(doc[at - 1])


def _inverted(doc: Doc, last: int) -> _Role | None:
    """ "then-Supreme Leader of the regime, X": a phrase with its head and "of" part before a comma."""
    start = last
    while (
        start > 0
        and last - start < 12
        and (
            doc[start - 1].pos_ in _BEFORE
            or doc[start - 1].pos_ == "DET"
            or doc[start - 1].text in ("-", "’s", "'s", "’", "'", "and")
            or doc[start - 1].lower_ in ("of", "for", "in", "at", "his", "her", "their")
        )
    ):
        start -= 1
    role = None
    while start <= last and role is None:
        role = _after(doc, start)
        if role is not None and role.end == last + 1:
            sentence = doc[start].sent.start
            led = (
                start == sentence
                or doc[start - 1].lower_ in ("by", "with", "against", "from", "to", ",", "that", "and", "when")
                or doc[start].pos_ == "DET"
            )
            return role if led and doc[start].pos_ in ("DET", "NOUN", "PROPN", "ADJ") else None
        role, start = None, start + 1
    return None


def _after(doc: Doc, at: int) -> _Role | None:
    """The role whose words begin at token `at`: an article, words before the head, the head, its "of" part."""
    start = at
    limit = min(len(doc), at + _LONGEST)
    if at < limit and doc[at].lower_ in ("one", "among", "some"):
        while at < limit and doc[at].lower_ in _OF_SEVERAL:
            at += 1
    while at < limit and (doc[at].pos_ == "DET" or doc[at].lower_ in ("his", "her", "their", "its")):
        at += 1
    head = None
    while at < limit:
        token = doc[at]
        if (
            token.pos_ in _BEFORE
            or token.text in ("-", "’s", "'s", "’", "“", "”")
            or token.lower_ == "and"
            and head is not None
            and _plain(doc, at)
        ):
            if _is_office(token) and not (at + 1 < limit and doc[at + 1].text in ("’s", "'s", "’")):
                head = token
            elif (
                head is not None
                and token.pos_ in ("NOUN", "PROPN")
                and not _is_office(token)
                and doc[at - 1].i == head.i
            ):
                head = None
            at += 1
        else:
            break
    if head is None:
        return None
    at = head.i + 1
    if at + 1 < limit and doc[at].lower_ == "and" and _plain(doc, at):
        more = at + 1
        while more < limit and doc[more].pos_ in _BEFORE:
            more += 1
        if _is_office(doc[more - 1]):
            at = more
    return _Role(start, _complement(doc, at, limit), head)


def _plain(doc: Doc, at: int) -> bool:
    return at + 1 < len(doc) and doc[at + 1].pos_ in ("ADJ", "NOUN", "PROPN") and doc[at + 1].ent_type_ != "PERSON"


def _complement(doc: Doc, at: int, limit: int) -> int:
    """The token after "of the …", "for …", "on …", "involved in …" that follow a head."""
    while at < limit and (
        doc[at].lower_
        in ("of", "for", "on", "in", "at", "to", "from", "general", "elect", "involved", "responsible", "emeritus")
        or doc[at].text == "-"
        and at + 1 < limit
        and doc[at + 1].lower_ in ("elect", "general", "in", "designate")
    ):
        follow = at + 1
        while follow < limit and (
            doc[follow].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART")
            or doc[follow].text in ("-", "“", "”", '"', "’s", "'s", "’", "/", "&")
            or doc[follow].lower_ in ("his", "her", "its", "their")
            or doc[follow].lower_ == "and"
            and doc[follow - 1].pos_ == "PROPN"
            and follow + 1 < limit
            and doc[follow + 1].pos_ == "PROPN"
        ):
            follow += 1
        if follow == at + 1 and doc[at].pos_ == "ADP" and not (follow < limit and doc[follow].pos_ == "ADP"):
            return at
        at = follow
    return at


def _told(doc: Doc, token: Token, people: list[_Person]) -> Iterator[tuple[_Person, _Role]]:
    """Roles that a verb or a noun of appointing tells: "X served as Y", "was elected Y", "the selection of X as Y"."""
    lemma = token.lemma_.lower()
    if lemma in _BE and token.pos_ in ("AUX", "VERB"):
        person = _subject(token, people)
        if person and (role := _attribute(doc, token)):
            yield person, role
    elif lemma in _SERVING and token.pos_ == "VERB":
        person = _subject(token, people)
        role = _as(doc, token)
        if person and role:
            yield person, role
    elif lemma in _APPOINTING and token.pos_ == "VERB" or lemma in _APPOINTMENTS and token.pos_ == "NOUN":
        yield from _appointed(doc, token, people)
    elif lemma in _LEADING | _ORDERING and token.pos_ == "VERB":
        if token.lower_ in _LED and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "by":
            yield from _led_by(doc, token, people)
        elif token.dep_ not in ("xcomp", "acl", "amod") and (person := _subject(token, people)):
            yield from ((person, role) for role in _deed(doc, token))
    elif lemma in ("role", "capacity", "position", "post", "career", "tenure", "work") and token.pos_ == "NOUN":
        person = next((p for p in reversed(people) if p.end <= token.i and doc[p.start].sent == token.sent), None)
        if person and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "as" and (role := _after(doc, token.i + 2)):
            yield person, role


def _attribute(doc: Doc, verb: Token) -> _Role | None:
    at = verb.i + 1
    while at < len(doc) and (doc[at].pos_ == "ADV" or doc[at].lower_ in ("then", "also", "once", "been")):
        at += 1
    return _after(doc, at)


def _as(doc: Doc, verb: Token) -> _Role | None:
    for at in range(verb.i + 1, min(verb.i + 4, len(doc) - 1)):
        if doc[at].lower_ == "as":
            return _after(doc, at + 1)
    return None


def _appointed(doc: Doc, token: Token, people: list[_Person]) -> Iterator[tuple[_Person, _Role]]:
    passive = token.pos_ == "VERB" and any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
    sentence = token.sent
    if passive:
        person = _subject(token, people)
        at = token.i + 1
        if at < len(doc) and doc[at].lower_ in ("as", "to"):
            at += 1
        role = _after(doc, at) or _as(doc, token)
    else:
        person = next((p for p in people if token.i < p.start <= token.i + 8 and p.start < sentence.end), None)
        role = None
        if person is not None:
            limit = min(sentence.end - 1, person.end + 14)
            marks = [i for i in range(person.end, limit) if doc[i].lower_ == "as"]
            role = next((found for i in marks if (found := _after(doc, i + 1))), None)
            if role is None and token.pos_ == "VERB" and person.end < len(doc):
                role = _after(doc, person.end)
    if person and role:
        yield person, role


def _led_by(doc: Doc, token: Token, people: list[_Person]) -> Iterator[tuple[_Person, _Role]]:
    person = next((p for p in people if token.i + 2 <= p.start <= token.i + 6), None)
    start = token.i
    while (
        start > 0
        and token.i - start < 8
        and (doc[start - 1].pos_ in ("DET", "ADJ", "NOUN", "PROPN") or doc[start - 1].text in ("-", "’s"))
    ):
        start -= 1
    if person and start < token.i:
        yield person, _Role(start, token.i + 1, token)


def _subject(verb: Token, people: list[_Person]) -> _Person | None:
    """Whom a verb is about: the named subject, or for "he" and "she" the last person named before."""
    at: Token | None = verb
    subject = None
    while at is not None and subject is None:
        subject = next((c for c in at.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i), None)
        at = at.head if at.dep_ in ("conj", "xcomp") and at.head != at else None
    if subject is None:
        return None
    inside = [p for p in people if p.start <= subject.i < p.end]
    if inside:
        return inside[0]
    if subject.lower_ in ("he", "she"):
        return next((p for p in reversed(people) if p.end <= subject.i), None)
    return None
