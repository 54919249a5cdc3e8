"""Words of offices and of parts in acts, as phrases of a parse: before a name, after a name, after "as" and "was"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from muniment.claims import headwords as heads

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: tokens that a role's words may be made of before and after its head
_BEFORE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV"})
LONGEST = 16
#: "one of the four …": words before the class that somebody is one of
_OF_SEVERAL = heads.words("one among some of the many several two three four five six seven eight nine ten")


#: words and marks after which a phrase may begin that a comma and a name follow
_LEADS = heads.words('by with against from to that and when while as for of who ( , ; : — – “ "')
#: words with which the complement of an office begins
_COMPLEMENTS = heads.words("of for on in at to from against general elect involved responsible emeritus")


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role as words of the parse: first and last token, and its head noun."""

    start: int
    end: int
    head: Token


def is_office(token: Token) -> bool:
    low = token.lemma_.lower()
    known = heads.OFFICES | heads.ACCUSING
    low = low.removeprefix("ex-").removeprefix("then-").removeprefix("vice-")
    return (
        low in known
        or token.lower_ in known
        or token.lower_.removesuffix("s") in known
        or low.removesuffix("man") in ("chair", "spokes")
    )


def before(doc: Doc, end: int) -> RolePhrase | None:
    """The role whose words end right before token `end` (a name): "the regime's former president"."""
    at = end - 1
    if at >= 0 and doc[at].text == ",":
        at -= 1
        return _inverted(doc, at)
    head = _head_before(doc, at)
    if head is None:
        return None
    start = head.i
    while start > 0 and end - start < 10 and _may_precede(doc, start - 1):
        start -= 1
    while start < head.i and (
        doc[start].is_punct or doc[start].text in ("’s", "'s", "’", "'") or doc[start].pos_ in ("CCONJ",)
    ):
        start += 1
    return RolePhrase(start, at + 1, head)


def _head_before(doc: Doc, at: int) -> Token | None:
    """The office whose words end at token `at`: itself, or the one before "of" or "for" ("Secretary of State")."""
    if at < 0 or is_office(doc[at]):
        return doc[at] if at >= 0 else None
    back = at
    while back > 0 and at - back < 6 and doc[back].pos_ in ("PROPN", "CCONJ"):
        back -= 1
    if back > 0 and doc[back].lower_ in ("of", "for") and back < at and is_office(doc[back - 1]):
        return doc[back - 1]
    return None


def _may_precede(doc: Doc, at: int) -> bool:
    token = doc[at]
    if token.pos_ in _BEFORE and token.ent_type_ not in ("DATE", "TIME"):
        return token.pos_ != "ADV" or token.lower_ in ("then", "now", "newly")
    if token.text in ("-", "’s", "'s", "’", "'"):
        return True
    return token.lower_ == "and" and at > 0 and is_office(doc[at - 1])


def _inverted(doc: Doc, last: int) -> RolePhrase | None:
    """ "then-Supreme Leader of the regime, X": a phrase with its head and "of" part that ends at token `last`."""
    first = doc[last].sent.start
    for start in range(max(first, last - 12), last + 1):
        token = doc[start]
        led = start == first or doc[start - 1].lower_ in _LEADS or token.pos_ == "DET" or _opens(token)
        if led and (token.pos_ in ("DET", "NOUN", "PROPN", "ADJ") or _opens(token)):
            role = after(doc, start)
            if role is not None and role.end == last + 1:
                return role
    return None


def _opens(token: Token) -> bool:
    return token.lower_ in ("then", "his", "her", "their", "its", "my", "our")


def after(doc: Doc, at: int) -> RolePhrase | None:
    """The role whose words begin at token `at`: an article, words before the head, the head, its "of" part."""
    start = at
    limit = min(len(doc), at + LONGEST)
    if at < limit and doc[at].lower_ in ("one", "among", "some"):
        while at < limit and doc[at].lower_ in _OF_SEVERAL:
            at += 1
    while at < limit and (doc[at].pos_ == "DET" or _opens(doc[at]) and doc[at].lower_ != "then"):
        at += 1
    head = None
    while at < limit:
        token = doc[at]
        if (
            token.pos_ in _BEFORE
            or token.lower_ in ("acting", "serving", "sitting", "retired", "presiding")
            or token.text in ("-", "’s", "'s", "’", "“", "”")
            or token.lower_ == "and"
            and head is not None
            and _plain(doc, at)
        ):
            if is_office(token) and not (at + 1 < limit and doc[at + 1].text in ("’s", "'s", "’")):
                head = token
            elif (
                head is not None
                and token.pos_ in ("NOUN", "PROPN")
                and not is_office(token)
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
        if is_office(doc[more - 1]):
            at = more
    end = _complement(doc, at, limit)
    while end > at and (
        doc[end - 1].pos_ in ("ADP", "DET", "CCONJ", "SPACE")
        or doc[end - 1].lower_ in ("to", "his", "her", "their", "its")
    ):
        end -= 1
    return RolePhrase(start, end, head)


def _plain(doc: Doc, at: int) -> bool:
    return at + 1 < len(doc) and doc[at + 1].pos_ in ("ADJ", "NOUN", "PROPN") and doc[at + 1].ent_type_ != "PERSON"


def _complement(doc: Doc, at: int, limit: int) -> int:
    """The token after "of the …", "for …", "on …", "involved in …" that follow a head."""
    while at + 1 < limit and _opens_complement(doc, at):
        follow, quoted = at + 1, False
        while follow < limit and (quoted or _is_inside(doc, follow, limit)):
            if doc[follow].text in ("“", "”", '"'):
                quoted = doc[follow].text == "“" or doc[follow].text == '"' and not quoted
            follow += 1
        if follow == at + 1 and doc[at].pos_ == "ADP" and not (follow < limit and doc[follow].pos_ == "ADP"):
            return at
        at = follow
    return at


def _opens_complement(doc: Doc, at: int) -> bool:
    after = doc[at + 1].lower_
    if any(token.ent_type_ in ("DATE", "TIME") for token in doc[at + 1 : at + 3]):
        return False
    if after in ("order", "which", "whom", "whose"):
        return False
    hyphened = doc[at].text == "-" and after in ("elect", "general", "in", "designate")
    return hyphened or doc[at].lower_ in _COMPLEMENTS


def _is_inside(doc: Doc, at: int, limit: int) -> bool:
    token = doc[at]
    if token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART") or token.lower_ in ("his", "her", "its", "their"):
        return token.lower_ != "to"
    if token.text in ("-", "“", "”", '"', "’s", "'s", "’", "/", "&"):
        return True
    joins = token.lower_ == "and" and doc[at - 1].pos_ == "PROPN"
    return joins and at + 1 < limit and doc[at + 1].pos_ == "PROPN"
