"""What an English number counts: its noun, the words of its unit, its measure and the whole of a share.

Read from the parse (ClearNLP labels), with the words in between as the second way where the parse is broken by dashes
and brackets.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from muniment.claims import measures
from muniment.claims.measures import family

#: verbs climbed through on the way up from a noun to what governs it
CLIMB = 5
_INSIDE = frozenset({"amod", "compound", "nummod", "quantmod", "advmod", "det", "poss", "case", "nmod", "npadvmod"})
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


def _of(of: Token) -> Token | None:
    """ "dozens of MEK members": the noun behind "of", if it is a plural or a name of a group."""
    for child in of.children:
        if child.dep_ == "pobj" and child.i > of.i:
            return child if child.pos_ in _NOUNS else None
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
        if token.pos_ in _NOUNS:
            noun = token
            continue
        if noun is not None:
            break
        if token.pos_ in ("ADJ", "NUM") or token.tag_ in ("VBN", "VBG", "HYPH") or token.text in ("-", "/"):
            continue
        if token.lower_ in ("the", "more", "other", "and"):
            continue
        break
    return noun


def _end(noun: Token) -> Token:
    """The last word of the unit: the noun, or the nouns joined to it ("intellectuals and activists")."""
    last = noun
    for child in noun.children:
        if (
            child.dep_ == "conj"
            and child.pos_ in _NOUNS
            and child.i - noun.i <= 4
            and not any(grand.dep_ in ("nummod", "det", "quantmod") for grand in child.children)
        ):
            last = child
    return last


# ---------------------------------------------------------------- measure


def measure(thing: Counted) -> str:
    """What the number measures (GUIDE.md): by its noun where that says it, else by what is told of those counted."""
    noun = thing.noun
    lemma = noun.lemma_.lower() if noun is not None else ""
    if noun is not None:
        if lemma in measures.TIME:
            return "duration"
        if lemma in measures.MONEY or lemma.startswith("dollar"):
            return "money"
        if lemma in measures.WEAK:
            return told(thing) or _by_complement(noun) or "killed"
        said = family(measures.COUNTED, lemma) or family(measures.COUNTED, noun.lower_)
        if said is not None:
            return said
        if state := _state(thing):
            return state
    return told(thing) or "other"


def _by_complement(noun: Token) -> str | None:
    """ "victims of torture": what the victims are victims of."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for thing in child.children:
                return family(measures.HEADING, thing.lemma_.lower())
    return None


def _state(thing: Counted) -> str | None:
    """A participle or adjective within the unit or right behind it ("executed prisoners", "30 people dead")."""
    doc = thing.end.doc
    for token in doc[thing.start.i : thing.last.i + 1]:
        if said := family(measures.STATES, token.lower_):
            return said
    for token in doc[thing.last.i + 1 : thing.last.i + 3]:
        if token.pos_ in ("AUX", "PUNCT", "ADP"):
            break
        if said := family(measures.STATES, token.lower_):
            return said
    return None


def told(thing: Counted) -> str | None:
    """What is told of those counted: the verb that governs them, the noun before "of", or the passive behind them."""
    token = thing.noun if thing.noun is not None else thing.start
    if thing.noun is None:
        while token.head is not token and token.head.dep_ in ("quantmod", "nummod", "advmod"):
            token = token.head
    said = _clauses(token)
    if said:
        return said
    for _ in range(CLIMB):
        head = token.head
        if head is token:
            break
        said = _head(token, head)
        if said == "":
            return _behind(thing)
        if said:
            return said
        token = head
    return _behind(thing)


def _clauses(noun: Token) -> str | None:
    """Clauses that hang on the counted noun: "protesters killed by …", "prisoners who were executed"."""
    for child in noun.children:
        if child.i > noun.i and child.dep_ in ("acl", "relcl"):
            lemma = child.lemma_.lower()
            passive = child.tag_ == "VBN" or any(c.dep_ == "auxpass" for c in child.children)
            if said := _signing(child, lemma):
                return said
            if passive and (said := family(measures.DONE_TO, _with_particle(child))):
                return said
            if not passive and (said := family(measures.DONE_BY, lemma)):
                return said
    return None


def _with_particle(verb: Token) -> str:
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ in ("prt", "advmod", "acomp", "oprd") and child.lower_ in ("up", "dead", "out"):
            joined = f"{lemma}_{child.lower_}"
            if family(measures.DONE_TO, joined):
                return joined
    return lemma


def _head(token: Token, head: Token) -> str | None:
    """What one step up says: a measure, None to climb on, "" to stop."""
    lemma = head.lemma_.lower()
    if token.dep_ == "pobj" or token.dep_ == "conj":
        return None
    if head.pos_ in ("VERB", "AUX"):
        return _verb(token, head, lemma)
    if token.dep_ in ("prep", "agent") and head.pos_ in _NOUNS:
        if token.lower_ in ("of", "among", "by", "for", "to", "in", "at"):
            return family(measures.HEADING, lemma) if token.lower_ == "of" else None
        return None
    if head.pos_ in _NOUNS and token.dep_ in ("appos", "nmod", "compound", "dep"):
        return family(measures.HEADING, lemma)
    return None


def _verb(token: Token, verb: Token, lemma: str) -> str | None:
    if said := _signing(verb, lemma, token):
        return said
    joined = _with_particle(verb)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) or verb.dep_ == "acl"
    if token.dep_ in ("nsubjpass", "dobj", "oprd") or (token.dep_ == "nsubj" and verb.tag_ == "VBN"):
        if said := family(measures.DONE_TO, joined):
            return said
    if token.dep_ in ("agent",) or (passive and token.dep_ == "prep" and token.lower_ == "by"):
        if said := _attended(verb, lemma) or family({"signed": measures.DONE_BY["signed"]}, lemma):
            return said
        return ""
    if token.dep_ == "nsubj":
        if said := _attended(verb, lemma) or family(measures.DONE_BY, lemma):
            return said
        if lemma == "have" or lemma == "go":
            return None
    if lemma in measures.NEUTRAL:
        return _neutral(token, verb)
    if token.dep_ in ("nsubj", "nsubjpass", "dobj", "advcl"):
        return ""
    if token.dep_ in ("prep",) and token.lower_ in ("to", "at", "of", "by", "from", "than"):
        return _neutral(token, verb) or ""
    return None


def _signing(verb: Token, lemma: str, token: Token | None = None) -> str | None:
    """ "signed by N", "N rapporteurs issued a joint statement"."""
    if lemma in ("sign", "co-sign", "cosign"):
        return "signed" if token is None or token.dep_ in ("nsubj", "agent", "prep", "conj") else None
    if lemma in measures.ISSUING and token is not None and token.dep_ == "nsubj":
        if any(c.dep_ == "dobj" and c.lemma_.lower() in measures.SIGNABLE for c in verb.children):
            return "signed"
    return None


def _attended(verb: Token, lemma: str) -> str | None:
    """Attendance, which is protest where what is attended is one."""
    if lemma in measures.DONE_BY["protested"]:
        return "protested"
    taking = lemma in measures.DONE_BY["attended"] or lemma in ("join", "take", "pour", "turn")
    if not taking:
        return None
    near = [verb.head, *verb.subtree]
    if any(token.lemma_.lower() in measures.PROTESTS for token in near if abs(token.i - verb.i) < 12):
        return "protested"
    if lemma in ("take", "pour", "turn"):
        words = [child.lower_ for child in verb.subtree if abs(child.i - verb.i) <= 5]
        return "protested" if "streets" in words else "attended" if "part" in words else None
    return "attended"


def _neutral(token: Token, verb: Token) -> str | None:
    """A verb that says nothing itself: its other argument may ("the death toll climbed to", "left 30 people dead")."""
    for child in verb.children:
        if child is token:
            continue
        if child.dep_ in ("oprd", "acomp", "dobj", "advmod", "ccomp", "xcomp"):
            if said := family(measures.STATES, child.lower_):
                return said
            if child.dep_ in ("ccomp", "xcomp") and (said := family(measures.STATES, child.head.lower_)):
                return said
        if child.dep_ in ("nsubj", "nsubjpass", "attr", "dobj"):
            if child.lemma_.lower() in measures.PROTESTS and token.dep_ == "dobj":
                return "protested"
            for word in child.subtree:
                if said := family(measures.HEADING, word.lemma_.lower()):
                    return said
                if said := family(measures.COUNTED, word.lemma_.lower()):
                    if said in ("killed", "injured", "arrested", "disappeared"):
                        return said
    return None


def _behind(thing: Counted) -> str | None:
    """The first passive or verb behind the noun phrase in the sentence, for when dashes break the parse."""
    doc = thing.last.doc
    sentence = thing.last.sent
    depth = 0
    for token in doc[thing.last.i + 1 : min(sentence.end, thing.last.i + 40)]:
        if token.text in "(—–[":
            depth = 1 - depth if token.text in "—–" else depth + 1
        elif token.text in ")]":
            depth -= 1
        elif (
            depth <= 0
            and token.tag_ == "VBN"
            and token.i
            and doc[token.i - 1].lemma_ in ("be", "brutally", "been", "summarily")
        ):
            return family(measures.DONE_TO, token.lemma_.lower())
        elif depth <= 0 and token.pos_ in ("VERB", "AUX") and token.lemma_ not in ("be", "have"):
            return None
    return None
