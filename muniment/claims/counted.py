"""What an English number counts: its noun and the words of its unit.

Read from the parse (ClearNLP labels), with the words in between as the second way where the parse is broken by dashes
and brackets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from muniment.claims import measures

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VAGUE = frozenset({"tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions"})
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A number's noun (None when it is left out: "killing 1,500"), its unit's tokens, and the verb above."""

    noun: Token | None
    first: Token
    last: Token
    start: Token
    end: Token

    @property
    def unit(self) -> str:
        if self.noun is None:
            return ""
        return self.noun.doc[self.first.i : self.last.i + 1].text


def counted(doc: Doc, number: tuple[int, int], to: int) -> Counted | None:
    """What the number at characters [start, end) of `doc` counts; `to` is where its second half ends."""
    tokens = _tokens(doc, number[0], max(number[1], to))
    if not tokens:
        return None
    noun = _noun(tokens)
    if noun is None:
        noun = _predicate(tokens[-1])
        if noun is not None:  # "412 were children": the words cited are the number's own
            return Counted(noun, noun, noun, tokens[0], tokens[-1])
        return Counted(None, tokens[-1], tokens[-1], tokens[0], tokens[-1])
    first = doc[min(tokens[-1].i + 1, noun.i)] if noun.i > tokens[-1].i else noun
    if first.lower_ in ("of", "the", "their", "its", "more", "other", "-", "–"):
        first = doc[min(first.i + 1, noun.i)]
    last = _end(noun)
    return Counted(noun, first, last, tokens[0], last)


def _tokens(doc: Doc, start: int, end: int) -> list[Token]:
    span = doc.char_span(start, end, alignment_mode="expand")
    return list(span) if span is not None else []


def _noun(tokens: list[Token]) -> Token | None:
    last = tokens[-1]
    doc = last.doc
    following = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if following is not None and following.lower_ == "of":
        return _of(following)
    if last.pos_ in _NOUNS and last.dep_ not in ("nummod", "compound", "quantmod") and last.lower_.endswith("s"):
        pass
    for token in reversed(tokens):
        if token.dep_ in ("nummod", "compound", "amod", "nmod", "quantmod", "poss") and token.head.i > last.i:
            head = token.head
            if head.pos_ in _NOUNS and _reaches(last, head):
                return head
    return _following(last)


def _predicate(number: Token) -> Token | None:
    """The noun that a number alone is said to be: "412 were children"."""
    if number.dep_ not in ("nsubj", "nsubjpass") or number.head.lemma_ != "be":
        return None
    said = next((child for child in number.head.children if child.dep_ == "attr"), None)
    return said if said is not None and said.tag_ in ("NNS", "NNPS") else None


def _of(of: Token) -> Token | None:
    """ "dozens of MEK members": the noun behind "of", if it is a plural or a name of a group."""
    for child in of.children:
        if child.dep_ == "pobj" and child.i > of.i:
            return child if child.pos_ in _NOUNS or (child.lower_ in measures.STATED and _ends_phrase(child)) else None
    return _following(of)


def _reaches(last: Token, head: Token) -> bool:
    """Whether only words of one noun phrase lie between the number and its noun."""
    between = last.doc[last.i + 1 : head.i]
    return len(between) <= 8 and not any(
        token.pos_ in ("VERB", "AUX", "SCONJ") and token.tag_ not in ("VBN", "VBG") or token.text in "—;:()"
        for token in between
    )


def _following(last: Token) -> Token | None:
    """The noun right behind a number when the parse does not join them."""
    doc = last.doc
    noun = None
    for token in doc[last.i + 1 : last.i + 7]:
        if token.pos_ in _NOUNS or (token.i == last.i + 1 and token.lower_ in measures.STATED and _ends_phrase(token)):
            noun = token
            continue
        if noun is not None:
            break
        if token.pos_ in ("ADJ", "NUM") or token.tag_ in ("VBN", "VBG", "HYPH") or token.text in ("-", "/"):
            continue
        if token.lower_ in ("the", "more", "other"):
            continue
        break
    return noun


def _ends_phrase(token: Token) -> bool:
    """Whether an adjective stands for people: no noun follows it ("5,000 dead", not "5,000 dead fish")."""
    return token.i + 1 >= len(token.doc) or token.nbor(1).pos_ not in ("NOUN", "PROPN", "ADJ")


def _end(noun: Token) -> Token:
    """The last word of the unit: the noun, or the nouns joined to it ("intellectuals and activists")."""
    last = noun
    for child in noun.children:
        if (
            child.dep_ == "conj"
            and child.lower_ not in _VAGUE
            and child.pos_ in _NOUNS
            and child.i - noun.i <= 4
            and not any(grand.dep_ in ("nummod", "det", "quantmod") for grand in child.children)
        ):
            last = child
    return last
