"""What an English figure measures: by its noun where that says it, else by what is told of those counted.

Read from the parse (ClearNLP labels): up from the noun to the verb or noun that governs it, with the words behind the
noun phrase as the second way where dashes and brackets break the parse. The families of words are in `measures`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.claims import measures
from muniment.claims.counted import Counted
from muniment.claims.measures import family

if TYPE_CHECKING:
    from spacy.tokens import Token

#: verbs climbed through on the way up from a noun to what governs it
CLIMB = 5
_FATES = ("killed", "injured", "arrested", "imprisoned", "disappeared", "tortured")
#: prepositions that only bound a number ("between 40 and 60", "up to 30")
_OF_NUMBERS = frozenset({"between", "over", "about", "around", "to", "up", "than", "under", "from", "above", "below"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def _forms(noun: Token) -> tuple[str, str, str]:
    """The noun's lemma, the noun as written, and without its "s" (the lemma of "graves" is "graf" to the model)."""
    return noun.lemma_.lower(), noun.lower_, noun.lower_.removesuffix("s")


def measure(thing: Counted) -> str:
    """What the number measures (GUIDE.md): by its noun where that says it, else by what is told of those counted."""
    noun = thing.noun
    if noun is not None:
        lemma = noun.lemma_.lower()
        if lemma in measures.TIME:
            return "duration"
        if lemma in measures.MONEY or lemma.startswith("dollar"):
            return "money"
        if lemma == "life":
            return "killed" if _taken(noun) else "other"
        if noun.lower_ in measures.STATED:
            part = noun.dep_ == "pobj" and noun.head.lower_ == "of" and thing.start.i < noun.head.i
            fate = told(thing) if part else None  # "two of the wounded died"
            return fate if fate in _FATES else family(measures.STATES, noun.lower_) or "other"
        if lemma in measures.WEAK:
            return _by_complement(noun) or told(thing) or "killed"
        said = next((found for form in _forms(noun) if (found := family(measures.COUNTED, form))), None)
        if said is not None:
            return said
        if state := _state(thing):
            return state
        return told(thing) or "other"
    said = told(thing) or _right_behind(thing.end)
    if said is None and (shared := _shared_object(thing.start)) is not None:
        said = next((found for form in _forms(shared) if (found := family(measures.COUNTED, form))), None)
    return said or "other"


def _right_behind(number: Token) -> str | None:
    """A participle right behind a number whose noun is left out: "160 people injured and over 120 arrested"."""
    behind = number.nbor(1) if number.i + 1 < len(number.doc) else None
    return family(measures.STATES, behind.lower_) if behind is not None else None


def mentioned(number: Token) -> str | None:
    """The fate last named before a number without its noun: "Nobody counted the dead, but it was over 500"."""
    for token in reversed(number.doc[number.sent.start : number.i]):
        if token.pos_ in ("NOUN", "ADJ", "PROPN") and token.lower_ in measures.STATED:
            return family(measures.STATES, token.lower_)
        if token.pos_ == "NOUN" and (said := family(measures.HEADING, token.lemma_.lower())) in _FATES:
            return said
        if token.pos_ == "NUM":
            return None
    return None


def _shared_object(number: Token) -> Token | None:
    """The object of the verb before, when a number is left without its noun: "sought letters and received 500"."""
    verb = number.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head is not verb and verb.dep_ in ("quantmod", "nummod", "dobj"):
        verb = verb.head
    if verb.dep_ != "conj":
        return None
    return next((child for child in verb.head.children if child.dep_ in ("dobj", "nsubjpass")), None)


def _taken(life: Token) -> bool:
    """Lives that are claimed, cost or lost are deaths; lives that are saved or led are not."""
    above = life.head.head if life.head.dep_ == "prep" else life.head
    return above.lemma_.lower() in (*measures.TAKING, "loss")


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
    behind = doc[thing.last.i + 1] if thing.last.i + 1 < len(doc) else None
    return family(measures.STATES, behind.lower_) if behind is not None and behind.tag_ != "VBD" else None


def told(thing: Counted) -> str | None:
    """What is told of those counted: the verb that governs them, the noun before "of", or the passive behind them."""
    token = thing.noun if thing.noun is not None else thing.start
    if thing.noun is None:
        while token.head is not token and token.head.dep_ in ("quantmod", "nummod", "advmod"):
            token = token.head
    said = _clauses(token)
    if token.dep_ == "pobj" and token.head.lower_ == "of" and thing.start.i <= token.head.head.i < token.i:
        token = token.head.head  # "150 of its supporters are …": what is told is told of the 150
    if said:
        return said
    for _ in range(CLIMB):
        head = token.head
        if head.dep_ in ("aux", "auxpass"):
            head = head.head
        if head is token:
            break
        said = _head(token, head, thing)
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
    """The verb's lemma with what makes it another verb: "lock_up"; "kill" for "shot dead" and "put to death"."""
    lemma = verb.lemma_.lower()
    following = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    fatal = following == "dead" or any(
        child.lower_ == "dead" or (child.lower_ == "to" and any(one.lower_ == "death" for one in child.children))
        for child in verb.children
    )
    if fatal and lemma in ("sentence", "condemn"):
        return f"{lemma}_to_death"  # neither imprisoned nor killed
    if fatal and lemma not in ("leave", "find", "report", "be"):
        return "kill"
    for child in verb.children:
        if child.dep_ in ("prt", "advmod", "acomp", "oprd") and child.lower_ in ("up", "dead", "out", "away"):
            joined = f"{lemma}_{child.lower_}"
            if family(measures.DONE_TO, joined):
                return joined
    return lemma


def _head(token: Token, head: Token, thing: Counted) -> str | None:
    """What one step up says: a measure, None to climb on, "" to stop."""
    lemma = head.lemma_.lower()
    if token.dep_ == "pobj" or token.dep_ == "conj":
        return None
    if head.pos_ in ("VERB", "AUX"):
        role = token.dep_
        if role == "prep" and thing.start.i - 3 <= token.i < thing.start.i and token.lower_ in _OF_NUMBERS:
            role = "dobj" if token.i > head.i else "nsubjpass"
        return _verb(token, head, lemma, role, thing)
    if token.dep_ == "prep" and head.pos_ == "NUM":
        return ""  # "one of the four": what is told is told of the one
    if token.dep_ in ("prep", "agent") and head.pos_ in _NOUNS:
        if token.lower_ in ("of", "among", "by", "for", "to", "in", "at"):
            return family(measures.HEADING, lemma) if token.lower_ == "of" else None
        return None
    if head.pos_ in _NOUNS and token.dep_ in ("appos", "nmod", "compound", "dep"):
        return family(measures.HEADING, lemma)
    return None


def _verb(token: Token, verb: Token, lemma: str, role: str, thing: Counted) -> str | None:
    if said := _signing(verb, lemma, token):
        return said
    joined = _with_particle(verb)
    if verb.lower_ == "missing" and role == "nsubj":
        return "disappeared"
    if lemma == "lose" and role == "dobj" and thing.noun is not None and thing.noun.lemma_.lower() in measures.PEOPLE:
        return "killed"
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) or verb.dep_ == "acl"
    if role in ("nsubjpass", "dobj", "oprd") or (role == "nsubj" and verb.tag_ == "VBN"):
        if lemma == "shoot" and any(child.dep_ == "conj" and child.lemma_ == "wound" for child in verb.children):
            return "injured"
        if (said := family(measures.DONE_TO, joined)) and (joined not in measures.TO_THINGS or _may_be_people(thing)):
            return said
        if role == "nsubjpass" and (said := _and_then(verb, thing)):
            return said
        if lemma == "take" and role == "nsubjpass" and _may_be_people(thing) and _taken_away(verb):
            return "arrested"
    if role in ("nsubj", "nsubjpass") and (said := _opinion(verb)):
        return said
    if role == "agent" or (passive and token.dep_ == "prep" and token.lower_ == "by"):
        if said := _attended(verb, lemma) or family({"signed": measures.DONE_BY["signed"]}, lemma):
            return said
        return ""
    if role == "nsubj":
        if said := _attended(verb, lemma) or family(measures.DONE_BY, lemma):
            return said
        if lemma == "have" or lemma == "go":
            return None
    if lemma in measures.NEUTRAL:
        return _neutral(token, verb)
    if role in ("nsubj", "nsubjpass", "dobj", "advcl"):
        return ""
    if token.dep_ in ("prep",) and token.lower_ in ("to", "at", "of", "by", "from", "than"):
        return _neutral(token, verb) or ""
    return None


def _taken_away(verb: Token) -> bool:
    """Whether people who "were taken" were taken from where they were: by somebody, to a place that is no hospital."""
    if any(child.dep_ in ("dobj", "attr", "oprd") for child in verb.children):
        return False
    goals = [thing for prep in verb.children if prep.dep_ == "prep" for thing in prep.children if thing.dep_ == "pobj"]
    if any(thing.lemma_.lower() in measures.CARED_FOR for thing in goals):
        return False
    return any(
        child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ in ("to", "from", "into"))
        for child in verb.children
    )


def _may_be_people(thing: Counted) -> bool:
    """Whether what is counted may be people: left out, called people, a name, or with an ending of agents."""
    noun = thing.noun
    if noun is None or noun.pos_ == "PROPN" or noun.lower_ in measures.STATED:
        return True
    lemma = noun.lemma_.lower()
    return lemma in measures.PEOPLE or lemma.endswith(measures.AGENTS) or family(measures.BEFALLEN, lemma) is not None


def _opinion(verb: Token) -> str | None:
    """What the subject is thought, feared or reported to have done or suffered: "are thought to have died"."""
    for child in verb.children:
        if child.dep_ == "xcomp" and child.pos_ in ("VERB", "AUX"):
            passive = any(one.dep_ == "auxpass" for one in child.children)
            return family(measures.DONE_TO if passive else measures.DONE_BY, _with_particle(child))
        if child.dep_ in ("oprd", "acomp") and (said := family(measures.STATES, child.lower_)):
            return said
        if child.dep_ == "ccomp" and any(one.lower_ == "they" and "subj" in one.dep_ for one in child.children):
            passive = any(one.dep_ == "auxpass" for one in child.children)  # "60 said they had been beaten"
            return family(measures.DONE_TO if passive else measures.DONE_BY, _with_particle(child))
    return None


def _and_then(verb: Token, thing: Counted) -> str | None:
    """What a second passive says of the same people: "were herded into the church and burned"."""
    for child in verb.children:
        second = child.dep_ == "conj" and child.tag_ in ("VBN", "VBD")
        if not second or any(one.dep_ == "nsubj" for one in child.children):
            continue
        joined = _with_particle(child)
        if (said := family(measures.DONE_TO, joined)) and (joined not in measures.TO_THINGS or _may_be_people(thing)):
            return said
    return None


def _signing(verb: Token, lemma: str, token: Token | None = None) -> str | None:
    """ "signed by N", "N rapporteurs issued a joint statement"."""
    if lemma in ("sign", "co-sign", "cosign"):
        return "signed" if token is None or token.dep_ in ("nsubj", "agent", "prep", "conj") else None
    if token is None or token.dep_ != "nsubj" or lemma not in measures.ISSUING:
        return None
    issued = (child.lemma_.lower() for child in verb.children if child.dep_ == "dobj")
    return "signed" if any(thing in measures.SIGNABLE for thing in issued) else None


def _attended(verb: Token, lemma: str) -> str | None:
    """Attendance, which is protest where what is attended is one."""
    if lemma in measures.DONE_BY["protested"]:
        return "protested"
    crowd = any(c.dep_ == "nsubj" and c.lemma_.lower() in measures.PROTESTING for c in verb.children)
    if crowd and lemma in measures.DONE_BY["attended"]:
        return "protested"
    if _sat_through(verb, lemma):
        return "attended"
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


def _sat_through(verb: Token, lemma: str) -> bool:
    """ "followed the verdict", "spoke at the hearings"."""
    if lemma in ("follow", "watch"):
        return any(c.dep_ == "dobj" and c.lemma_.lower() in measures.OCCASIONS for c in verb.children)
    if lemma in ("speak", "testify", "appear"):
        at = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("at", "in", "during")]
        return any(t.lemma_.lower() in measures.OCCASIONS for c in at for t in c.children)
    return False


def _neutral(token: Token, verb: Token) -> str | None:
    """A verb that says nothing itself: its other argument may ("the death toll climbed to", "left 30 people dead")."""
    for child in verb.children:
        if child is token:
            continue
        if child.dep_ == "prep" and (said := _beside(child)):
            return said
        if child.dep_ in ("oprd", "acomp", "dobj", "advmod", "ccomp", "xcomp"):
            if said := family(measures.STATES, child.lower_):
                return said
            if child.dep_ in ("ccomp", "xcomp") and (said := family(measures.STATES, child.head.lower_)):
                return said
        if verb.lemma_ == "leave":
            continue  # a death that leaves seats empty says nothing of them
        if child.dep_ in ("nsubj", "nsubjpass", "attr", "dobj"):
            if child.lemma_.lower() in measures.PROTESTS and token.dep_ == "dobj":
                return "protested"
            for word in _heading(child):
                if said := family(measures.HEADING, word.lemma_.lower()):
                    return said
                said = family(measures.STATES, word.lower_)
                said = said or family(measures.COUNTED, word.lemma_.lower())
                said = said or family(measures.BEFALLEN, word.lemma_.lower())
                if said in _FATES:
                    return said
    return None


def _beside(prep: Token) -> str | None:
    """ "among the dead", "of those killed", "in prison"."""
    for thing in prep.children:
        if thing.dep_ == "pobj":
            if prep.lower_ == "among":
                return family(measures.STATES, thing.lower_)
            if prep.lower_ == "of" and thing.lower_ in ("those", "these"):
                return _clauses(thing)
            if prep.lower_ in ("in", "behind", "under") and thing.lower_ in measures.HELD_IN:
                return "imprisoned"
    return None


def _heading(noun: Token) -> list[Token]:
    """A noun, its compounds and what it is "of": "the number of Coronavirus victims", "the death toll"."""
    found = [noun, *(child for child in noun.children if child.dep_ == "compound")]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "for"):
            found += [one for one in child.children if one.dep_ in ("pobj", "amod", "pcomp")]
    return found


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
            return family(measures.DONE_TO, _with_particle(token))
        elif token.pos_ == "NUM" or token.text in ";:":
            return None  # another number, or another clause: it is told of that
        elif depth <= 0 and token.pos_ in ("VERB", "AUX") and token.lemma_ not in ("be", "have"):
            return None
    return None
