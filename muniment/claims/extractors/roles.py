"""Roles: offices that named people hold or held, and parts in acts that they are said to have had.

Read around each name of a person: titles before it ("the regime's former president X"), appositions ("X, a deputy
prosecutor"), "X, who was then Y", "X served as Y", "appointed X as Y", "a council led by X". A part in an act of which
somebody is accused ("the henchman of the massacre", "who ordered the shooting") is never an office: it is `alleged`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muniment.claims import circumstances, naming, offices, triggers
from muniment.claims import headwords as heads
from muniment.claims.analysis import Analysis, Paragraph
from muniment.claims.happenings import Happening, edges
from muniment.claims.offices import LONGEST, RolePhrase
from muniment.claims.told_times import Times, times_told
from muniment.records import Claim, Span, Stance
from muniment.records.claims import Involvement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

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
_ACCUSING_VERBS = heads.words("accuse suspect charge convict indict")
_BE = frozenset({"be", "become", "remain"})
_ACCUSED = re.compile(
    r"\b(?:death|execution|torture|hit|killing)[ ]+(?:commissions?|committees?|squads?|panels?|units?)\b"
    r"|\binvolved in\b|\bimplicated\b|\bcomplicit\b|\baccused of\b|\bresponsible for\b|\bwanted for\b"
    r"|\bconvicted of\b|\bcharged with\b"
    r"|\bmass murder",
    re.IGNORECASE,
)
_ARTICLES = re.compile(
    r"^(?:the |a |an |one of the |among the |one of |some of the |its |his |her |their )+", re.IGNORECASE
)
#: kinds of names that a role's words may bear: the body that it is held in, and where
_BEARERS = ("organisation", "place")


@dataclass(frozen=True, slots=True)
class _Person:
    """A mention of a person in a paragraph's parse: first token, token after the last, and the fullest name."""

    start: int
    end: int
    name: str
    span: Span


def extract(analysis: Analysis) -> Iterable[Claim]:
    """An `Involvement` claim for each role of a named person, in text order; the citation holds name and role.

    A plain office that a document gives a person again in the same or fewer words is claimed once; what accuses is
    claimed wherever it is said.
    """
    names = analysis.once(naming.find)
    by_paragraph: dict[int, list[naming.Name]] = defaultdict(list)
    for name in names.names:
        by_paragraph[name.paragraph].append(name)
    times = analysis.once(times_told)
    held: dict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    for number, paragraph in enumerate(analysis.paragraphs):
        if paragraph.doc is None or not by_paragraph[number]:
            continue
        people = list(_people(paragraph, paragraph.doc, by_paragraph[number], names))
        for person, role in _in_order(_roles(paragraph.doc, people)):
            claim = _claim(analysis, number, person, role, by_paragraph[number], names, times)
            content = claim.content
            if not isinstance(content, Involvement):
                continue
            words = frozenset(content.role.casefold().split())
            before = held[content.person, role.head.lemma_.lower()]
            if not content.alleged and content.when is None and any(words <= known for known in before):
                continue
            before.append(words)
            yield claim


def _in_order(found: Iterable[tuple[_Person, RolePhrase]]) -> Iterator[tuple[_Person, RolePhrase]]:
    """Each person and role once, in text order; where two phrases share their head, the longer."""
    kept: dict[tuple[str, int], tuple[_Person, RolePhrase]] = {}
    for person, role in found:
        known = kept.get((person.name, role.head.i))
        if known is None or role.end - role.start > known[1].end - known[1].start:
            kept[person.name, role.head.i] = person, role
    yield from sorted(kept.values(), key=lambda pair: (pair[1].start, pair[0].start))


def _claim(
    analysis: Analysis,
    number: int,
    person: _Person,
    role: RolePhrase,
    found: list[naming.Name],
    names: naming.Names,
    times: Times,
) -> Claim:
    paragraph = analysis.paragraphs[number]
    span = paragraph.span(role.head.doc[role.start : role.end])
    written = paragraph.text[span.start - paragraph.start : span.end - paragraph.start]
    words = _ARTICLES.sub("", " ".join(written.split()).strip("“”\"' ,"))
    when, sure = times.of(number, Happening(role.head, "publication", role.start, role.end, None))
    inside = {kind: [name for name in found if name.kind == kind and name.span.meets(span)] for kind in _BEARERS}
    content = Involvement(
        person.name,
        words,
        person.span,
        body=next((names.fullest[name.group] for name in inside["organisation"]), None),
        where=next((names.fullest[name.group] for name in inside["place"]), None),
        when=when if sure else None,
        alleged=_accuses(role.head, words),
    )
    return analysis.claim(
        content,
        Span(min(span.start, person.span.start), max(span.end, person.span.end)),
        paragraph.span(role.head),
        (NAME, VERSION),
        stance=_stance(role),
        hedges=circumstances.hedges(role.head),
    )


def _stance(role: RolePhrase) -> Stance:
    """Denied under a negation ("was never a member"), alleged where the words say so, else asserted."""
    verb = next((token for token in (role.head, *role.head.ancestors) if token.pos_ in ("VERB", "AUX")), None)
    if verb is not None and any(child.dep_ == "neg" or child.lower_ == "never" for child in verb.children):
        return Stance.DENIED
    if role.head.dep_ == "pcomp" and role.head.head.lower_ in ("of", "with", "for"):
        return Stance.ALLEGED
    return circumstances.stance(role.head, "acts")


def _accuses(head: Token, words: str) -> bool:
    """Whether a role is a part in an act of which somebody is accused."""
    low = head.lemma_.lower()
    accused = head.dep_ == "pcomp" and head.head.lower_ in ("of", "with", "for")
    return accused or low in heads.ACCUSING or low in _ORDERING or _ACCUSED.search(words) is not None


def _people(paragraph: Paragraph, doc: Doc, found: list[naming.Name], names: naming.Names) -> Iterator[_Person]:
    for name in found:
        if name.kind == "person":
            start, end = name.span.start - paragraph.start, name.span.end - paragraph.start
            part = doc.char_span(start, end, alignment_mode="expand")
            if part is not None:
                yield _Person(part.start, part.end, names.fullest[name.group], name.span)


def _roles(doc: Doc, people: list[_Person]) -> Iterator[tuple[_Person, RolePhrase]]:
    for person in people:
        yield from ((person, role) for role in _beside(doc, person))
    for token in doc:
        if token.pos_ in ("VERB", "AUX", "NOUN"):
            yield from _told(doc, token, people)


def _beside(doc: Doc, person: _Person) -> Iterator[RolePhrase]:
    """Roles that stand right before or right after a name."""
    start = person.start
    while start > 0 and (_is_address(doc[start - 1])):
        start -= 1
    if role := offices.before(doc, start):
        if all(token.lower_.rstrip(".") in heads.RANKS for token in doc[role.start : role.end]):
            # a rank is a title; the office may stand before it: "the minister, General X"
            role = offices.before(doc, role.start)
        if role is not None:
            yield role
    at = person.end
    while at < len(doc) and doc[at].is_space:
        at += 1
    if at < len(doc) and doc[at].text in ("’s", "'s", "’"):
        return
    if at < len(doc) and doc[at].text in (",", "—", "–", "(", "-", "--"):
        at += 1
        if at < len(doc) and doc[at].lower_ == "who":
            yield from _who(doc, at + 1)
        elif role := offices.after(doc, at):
            ends = (
                role.end >= len(doc)
                or doc[role.end].is_punct
                or doc[role.end].pos_ in ("VERB", "AUX", "SCONJ", "PRON", "CCONJ", "ADP")
            )
            if ends and not _is_name_list(doc, at):
                yield role
    elif at < len(doc) and doc[at].lower_ == "who":
        yield from _who(doc, at + 1)


def _is_address(token: Token) -> bool:
    return token.lower_.rstrip(".") in _ADDRESS or token.text in ("“", '"', "U", "Daw") or token.is_space


def _is_name_list(doc: Doc, at: int) -> bool:
    """Whether what follows the comma is another titled person ("X, President Y and Z"), not a role of X."""
    return (
        doc[at].pos_ == "PROPN"
        and doc[at].lower_ in heads.TITLES
        and at + 1 < len(doc)
        and doc[at + 1].pos_ == "PROPN"
        and not (doc[at + 1].lower_ in heads.TITLES or doc[at + 1].lower_ in heads.OFFICES)
    )


def _who(doc: Doc, at: int) -> Iterator[RolePhrase]:
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
        if role := offices.after(doc, at):
            yield role
    elif doc[at].lemma_ in _SERVING and at + 1 < len(doc) and doc[at + 1].lower_ == "as":
        if role := offices.after(doc, at + 2):
            yield role
    elif doc[at].lemma_ in _LEADING | _ORDERING:
        yield from _deed(doc, doc[at])


def _deed(doc: Doc, verb: Token) -> Iterator[RolePhrase]:
    """ "ordered the shooting", "commanded the brigade": the verb and its object."""
    children = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "prep")]
    clauses = [c for c in verb.children if c.i > verb.i and c.dep_ in ("ccomp", "xcomp")]
    if not children and clauses and verb.lemma_.lower() in _ORDERING:
        yield RolePhrase(verb.i, min(edges(clauses[0])[1] + 1, verb.i + LONGEST), verb)
    if not children:
        return
    first = children[0]
    if first.dep_ == "prep" and first.lower_ not in ("over", "of"):
        return
    end = max(edges(child)[1] for child in children if child is first or child.dep_ != "prep") + 1
    clause = next((child for child in verb.children if child.dep_ in ("ccomp", "xcomp") and child.i > verb.i), None)
    if clause is not None and verb.lemma_.lower() in _ORDERING:
        end = max(end, edges(clause)[1] + 1)
    end = min(end, verb.i + LONGEST)
    if end > verb.i + 1:
        yield RolePhrase(verb.i, end, verb)


def _told(doc: Doc, token: Token, people: list[_Person]) -> Iterator[tuple[_Person, RolePhrase]]:
    """Roles that a verb or a noun of appointing tells: "X served as Y", "was elected Y", "the selection of X as Y"."""
    lemma = triggers.lemma(token.lemma_)
    if lemma in _BE and token.pos_ in ("AUX", "VERB") or lemma in _SERVING and token.pos_ == "VERB":
        role = _attribute(doc, token) if lemma in _BE else _as(doc, token)
        if role is not None:
            accuses = _accuses(role.head, doc[role.start : role.end].text)
            person = _subject(token, people, pronouns=not accuses)
            if person is not None:
                yield person, role
    elif lemma in _APPOINTING and token.pos_ == "VERB" or lemma in _APPOINTMENTS and token.pos_ == "NOUN":
        yield from _appointed(doc, token, people)
    elif lemma in _LEADING | _ORDERING and token.pos_ == "VERB":
        if token.lower_ in _LED and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "by":
            yield from _led_by(doc, token, people)
        elif token.dep_ not in ("xcomp", "acl", "amod") and (person := _subject(token, people, pronouns=False)):
            yield from ((person, role) for role in _deed(doc, token))
    elif lemma in _ACCUSING_VERBS and token.pos_ == "VERB":
        yield from _accused_of(doc, token, people)
    elif lemma in ("role", "capacity", "position", "post", "career", "tenure", "work") and token.pos_ == "NOUN":
        person = next((p for p in reversed(people) if p.end <= token.i and doc[p.start].sent == token.sent), None)
        if (
            person
            and token.i + 1 < len(doc)
            and doc[token.i + 1].lower_ == "as"
            and (role := offices.after(doc, token.i + 2))
        ):
            yield person, role


def _attribute(doc: Doc, verb: Token) -> RolePhrase | None:
    at = verb.i + 1
    while at < len(doc) and (doc[at].pos_ == "ADV" or doc[at].lower_ in ("then", "also", "once", "been")):
        at += 1
    return offices.after(doc, at)


def _as(doc: Doc, verb: Token) -> RolePhrase | None:
    for at in range(verb.i + 1, min(verb.i + 4, len(doc) - 1)):
        if doc[at].lower_ == "as":
            return offices.after(doc, at + 1)
    return None


def _appointed(doc: Doc, token: Token, people: list[_Person]) -> Iterator[tuple[_Person, RolePhrase]]:
    passive = token.pos_ == "VERB" and any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
    sentence = token.sent
    if passive:
        person = _subject(token, people)
        at = token.i + 1
        if at < len(doc) and doc[at].lower_ in ("as", "to"):
            at += 1
        role = offices.after(doc, at) or _as(doc, token)
    else:
        person = next((p for p in people if token.i < p.start <= token.i + 8 and p.start < sentence.end), None)
        role = None
        if person is not None:
            limit = min(sentence.end - 1, person.end + 14)
            marks = [i for i in range(person.end, limit) if doc[i].lower_ == "as"]
            role = next((found for i in marks if (found := offices.after(doc, i + 1))), None)
            if role is None and token.pos_ == "VERB" and person.end < len(doc):
                role = offices.after(doc, person.end)
    if person and role:
        yield person, role


def _led_by(doc: Doc, token: Token, people: list[_Person]) -> Iterator[tuple[_Person, RolePhrase]]:
    person = next((p for p in people if token.i + 2 <= p.start <= token.i + 6), None)
    start = token.i
    if start > 0 and doc[start - 1].text == ",":
        start -= 1
    while (
        start > 0
        and token.i - start < 8
        and (doc[start - 1].pos_ in ("DET", "ADJ", "NOUN", "PROPN") or doc[start - 1].text in ("-", "’s"))
    ):
        start -= 1
    if person and start < token.i:
        yield person, RolePhrase(start, token.i + 1, token)


def _accused_of(doc: Doc, verb: Token, people: list[_Person]) -> Iterator[tuple[_Person, RolePhrase]]:
    """ "accuses X of ordering the attack", "X was accused of running the camp": what X is said to have done."""
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    person = (
        _subject(verb, people, pronouns=False)
        if passive
        else next((p for c in objects for p in people if p.start <= c.i < p.end), None)
    )
    deed = next(
        (t for t in verb.subtree if t.dep_ == "pcomp" and t.head.lower_ in ("of", "with", "for") and t.i > verb.i), None
    )
    if person and deed is not None and not any(child.dep_ == "neg" for child in verb.children):
        yield person, RolePhrase(deed.i, min(edges(deed)[1] + 1, deed.i + LONGEST), deed)


def _subject(verb: Token, people: list[_Person], *, pronouns: bool = True) -> _Person | None:
    """Whom a verb is about: the named subject, or for "he" and "she" the one person that the paragraph named before.

    Without `pronouns` only a named subject: no deed is laid to somebody by a pronoun.
    """
    at: Token | None = verb
    subject = None
    while at is not None and subject is None:
        subject = next((c for c in at.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i), None)
        at = at.head if at.dep_ in ("conj", "xcomp") and at.head != at else None
    if subject is None:
        return None
    inside = [person for person in people if person.start <= subject.i < person.end]
    if inside:
        return inside[0]
    if pronouns and subject.lower_ in ("he", "she"):
        before = [person for person in people if person.end <= subject.i]
        return before[-1] if len({person.name for person in before}) == 1 else None
    return None
