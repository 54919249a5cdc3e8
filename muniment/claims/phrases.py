"""Reading a parse: who is the subject, where a phrase begins and ends, whether a noun can speak.

The labels are those of the ClearNLP scheme, which the spaCy English models use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.claims.cues import (
    ISSUING,
    NOT_PEOPLE,
    OBJECT_CONTROL,
    OCCASIONS,
    PEOPLE,
    PEOPLE_ENDINGS,
    QUANTITIES,
    TEXTS,
    THING_ENDINGS,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

#: how far a subject is looked for through verbs that share it; deeper chains are parser errors more often than not
DEEPEST = 6
#: tokens of a phrase after a head that still belong to how it is named
LONGEST_NARROWING = 14
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
_HYPHENS = frozenset("-‐‑")
_QUOTES = frozenset("“”\"«»„‟‘’'‹›``''")
_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE", "FAC", "WORK_OF_ART", "LAW"})


def lemma(verb: Token) -> str:
    """The verb's lemma, with its particle where it has one ("point_out")."""
    base = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ == "prt":
            return f"{base}_{child.lower_}"
    follower = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    if (
        base == "call"
        and follower == "on"
        or base == "put"
        and follower == "it"
        or base == "refer"
        and follower == "to"
    ):
        return f"{base}_{follower}"
    return base


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the labels."""
    return next((one for one in token.children if one.dep_ in labels), None)


def negated(verb: Token) -> bool:
    """Whether the verb stands under "not" or "never"."""
    if any(one.dep_ == "neg" for one in verb.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX") and negated(verb.head)


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The head of the phrase that does the saying, or None.

    Participles, infinitives and joined verbs take it from the verb above them; a participle beside a noun takes the
    noun, or whoever puts the text out ("issued a statement calling for …").
    """
    if depth > DEEPEST:
        return None
    own = child(verb, *_SUBJECTS)
    if own is not None:
        own = _possessed(own)
        if own.dep_ == "nsubjpass":
            return _agent(verb)
        return own
    bare = verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl", "advcl") and child(verb, "aux") is None
    if bare or child(verb, "auxpass") is not None:
        return _agent(verb)
    return _shared(verb, depth)


def _possessed(token: Token) -> Token:
    """The owned thing where the parser took its owner for the head ("the regime’s leader himself")."""
    if any(one.dep_ == "case" and one.i == token.i + 1 for one in token.children):
        return next((one for one in token.children if one.dep_ in ("appos", "nmod") and one.i > token.i), token)
    return token


def _agent(verb: Token) -> Token | None:
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def _shared(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ == "xcomp" and head.lemma_.lower() in OBJECT_CONTROL:
        return child(head, "dobj", "nsubj")
    if verb.dep_ == "pcomp" and head.pos_ == "ADP":
        head = head.head
    if head.pos_ in ("VERB", "AUX"):
        if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "parataxis", "acl", "prep"):
            found = child(head, "nsubj", "csubj")
            if found is None and child(head, "nsubjpass") is not None:
                found = child(head, "nsubjpass")
            return found if found is not None else _shared(head, depth + 1)
        return None
    if head.pos_ in ("NOUN", "PROPN", "PRON"):
        if head.lemma_.lower() in TEXTS or verb.dep_ == "pcomp":
            return author(head, depth + 1) or (head if verb.dep_ == "acl" else None)
        if verb.dep_ in ("acl", "relcl", "appos"):
            return head
        if verb.dep_ == "conj":
            return None
    if head.pos_ in ("ADJ", "ADV") and head.dep_ in ("acomp", "xcomp"):
        return subject(head.head, depth + 1)
    return None


def rightly(verb: Token, found: Token | None) -> Token | None:
    """`found`, or, where it cannot speak, the nearest subject before the verb in its sentence that can.

    Participles at a sentence's end are often hung from the wrong clause.
    """
    if found is not None and speaks(antecedent(found)) and (people(antecedent(found)) or found.pos_ != "NOUN"):
        return found
    for one in reversed(verb.doc[verb.sent.start : verb.i]):
        finite = one.head.tag_ in ("VBD", "VBZ", "VBP") or child(one.head, "aux") is not None
        if one.dep_ == "nsubj" and one.head.i < verb.i and finite:
            who = antecedent(one)
            if people(who) or who.pos_ == "PROPN":
                return one
    return found


def author(noun: Token, depth: int = 0) -> Token | None:
    """Who puts out or possesses what `noun` names: "X's letter", "the letter by X", "X issued a letter"."""
    owner = child(noun, "poss") or next(
        (one for one in noun.children if one.dep_ == "nsubj" and child(one, "case") is not None), None
    )
    if owner is not None and owner.lower_ not in ("its", "whose"):
        return owner
    for one in noun.children:
        if one.dep_ in ("prep", "agent") and one.lower_ in ("by", "from"):
            found = child(one, "pobj")
            if found is not None and speaks(found):
                return found
    if depth > DEEPEST:
        return None
    head = noun.head
    if noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
        return author(head, depth + 1)
    if noun.dep_ in ("dobj", "nsubjpass", "attr") and head.pos_ in ("VERB", "AUX"):
        return subject(head, depth + 1) if head.lemma_.lower() in ISSUING else None
    if noun.dep_ == "pobj" and head.dep_ in ("prep", "agent"):
        above = head.head
        if above.pos_ in ("VERB", "AUX"):
            own = child(above, "nsubj", "nsubjpass")
            if own is None and above.dep_ in ("acl", "relcl") and above.tag_ in ("VBN", "VBG"):
                own = above.head
            return own or subject(above, depth + 1)
        if above.pos_ == "NOUN":
            return author(above, depth + 1)
    return None


def speaks(token: Token) -> bool:
    """Whether a noun phrase's head can say something: a name, a pronoun for people, people, or a text."""
    word = token.lower_
    if token.pos_ == "PRON":
        return word in ("he", "she", "they", "who", "which", "that", "it", "him", "her", "them") or word in PEOPLE
    if token.ent_type_ in _NAMES or token.pos_ == "PROPN":
        return token.ent_type_ not in ("DATE", "TIME", "EVENT", "CARDINAL", "PERCENT", "MONEY")
    base = token.lemma_.lower()
    if base in QUANTITIES:
        of = child(token, "prep")
        held = child(of, "pobj") if of is not None and of.lower_ == "of" else None
        return held is None or speaks(held)
    return people(token) or base in TEXTS or base in OCCASIONS


def may_speak(token: Token) -> bool:
    """Whether a verb that only people's words go with may have this subject: all nouns but plainly abstract ones."""
    if token.pos_ in ("NOUN", "NUM") and not speaks(token):
        return not token.lemma_.lower().endswith(THING_ENDINGS) and token.ent_type_ not in ("DATE", "TIME", "EVENT")
    return speaks(token)


def people(token: Token) -> bool:
    """Whether a common noun names people or a body of people."""
    base = token.lemma_.lower()
    if base in PEOPLE:
        return True
    return token.pos_ == "NOUN" and base not in NOT_PEOPLE and base.endswith(PEOPLE_ENDINGS) and len(base) > 4


def is_author(token: Token) -> bool:
    """Whether the speaker is the document's own author ("I", "we")."""
    return token.lower_ in ("i", "we", "me", "us", "my", "our", "you", "your")


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for ("who", "many of whom"); any other token is its own."""
    for one in token.children:
        if one.dep_ == "prep" and (held := child(one, "pobj")) is not None and held.lower_ in ("whom", "which"):
            return antecedent(held)
    if token.lower_ in _RELATIVES and token.tag_ in ("WP", "WDT", "WP$", "IN", "DT"):
        clause = token.head
        for _ in range(DEEPEST):
            if clause.dep_ == "relcl":
                return clause.head
            if clause.head.i == clause.i:
                break
            clause = clause.head
        if token.i and token.nbor(-1).pos_ in ("NOUN", "PROPN") and token.tag_ in ("WP", "WDT"):
            return token.nbor(-1)
    return token


def phrase(token: Token, *, outside: Token | None = None) -> DocSpan:
    """The whole noun phrase about `token`, with appositions and relative clauses, without what is past `outside`."""
    doc = token.doc
    left, right = token.left_edge.i, token.right_edge.i
    if outside is not None:
        if left <= outside.i < token.i:
            left = outside.i + 1
        if token.i < outside.i <= right:
            right = outside.i - 1
    return shorn(doc, left, right + 1)


def core(token: Token, *, outside: Token | None = None) -> DocSpan:
    """The part of a noun phrase that names its head: a name by itself, without titles, appositions and clauses; a
    person named beside a description ("one of the lawmakers, X"); else the description, with what narrows it down
    ("prisoners who were moved from Y"), but no clause that holds `outside`."""
    doc = token.doc
    joined = any(one.dep_ == "conj" for one in token.children)
    if not joined:
        named = _name_of(token) or next(
            (found for one in _beside(token) if (found := _name_of(one, person=True))), None
        )
        if named is not None:
            return shorn(doc, named.start, named.end)
    left, right = token.left_edge.i, token.i
    name = token.pos_ == "PROPN"
    for one in token.children:
        if one.i < token.i and one.dep_ in ("relcl", "acl", "advcl", "appos") and one.right_edge.i < token.i - 1:
            left = max(left, one.right_edge.i + 1)
        if one.i < token.i and one.pos_ == "PUNCT" and one.text not in _QUOTES | _HYPHENS:
            left = max(left, one.i + 1)
    for one in sorted(token.children, key=lambda each: each.i):
        if one.i < token.i or one.left_edge.i > right + 1:
            continue
        if outside is not None and one.left_edge.i <= outside.i <= one.right_edge.i:
            break
        if _narrows(one, right, name):
            right = one.right_edge.i
        elif one.dep_ in ("nummod", "compound", "case") or (one.dep_ == "appos" and one.pos_ == "PROPN" and not name):
            right = max(right, one.i)
    while left >= token.sent.start + 2 and _hyphened(doc[left - 2], doc[left - 1]):
        left -= 2
        left = min(left, doc[left].left_edge.i) if doc[left].dep_ in ("nsubj", "compound") else left
    while right + 2 < len(doc) and _hyphened(doc[right], doc[right + 1]):
        right += 2
    return shorn(doc, left, right + 1)


def _hyphened(one: Token, hyphen: Token) -> bool:
    """Whether a hyphen joins a token to the next, without a space ("vice-president" is three tokens)."""
    return hyphen.text in _HYPHENS and not one.whitespace_ and not hyphen.whitespace_


def _narrows(one: Token, right: int, name: bool) -> bool:
    """Whether the phrase after a head belongs to how it is named: at most a dozen tokens, and none set off."""
    if one.right_edge.i - right > LONGEST_NARROWING:
        return False
    if one.dep_ in ("cc", "conj"):
        return True
    if one.dep_ == "prep":
        return not name or one.lower_ in ("of", "for")
    return one.dep_ in ("relcl", "acl") and not name and one.left_edge.i == right + 1


def _name_of(token: Token, *, person: bool = False) -> DocSpan | None:
    """The name that ends with or holds a head."""
    if token.ent_type_ not in (("PERSON",) if person else ("PERSON", "ORG")):
        return None
    left = right = token.i
    while left > token.sent.start and token.doc[left].ent_iob_ == "I":
        left -= 1
    while right + 1 < len(token.doc) and token.doc[right + 1].ent_iob_ == "I":
        right += 1
    return token.doc[left : right + 1]


def _beside(token: Token) -> list[Token]:
    """Nouns in apposition to a head, or to the noun it is one of."""
    found = [one for one in token.children if one.dep_ == "appos"]
    for one in token.children:
        if one.dep_ == "prep" and one.lower_ == "of" and token.lower_ in ("one", "some", "another"):
            found += [each for held in one.children for each in held.children if each.dep_ == "appos"]
    return found


def shorn(doc: Doc, left: int, right: int) -> DocSpan:
    """Tokens [left, right) without punctuation, spaces and joining words at their ends."""
    while left < right - 1 and (
        doc[left].is_space
        or doc[left].pos_ == "PUNCT"
        or doc[left].dep_ in ("cc", "case")
        or doc[left].lower_ in ("what", "as", "when", "while")
    ):
        left += 1
    while right - 1 > left and (
        doc[right - 1].is_space
        or (doc[right - 1].pos_ == "PUNCT" and doc[right - 1].text not in ')”"’')
        or doc[right - 1].text in (",", ";", ":", "—", "–", "-", "’s", "'s", "’", "'")
        or doc[right - 1].dep_ == "cc"
    ):
        right -= 1
    return doc[left:right]
