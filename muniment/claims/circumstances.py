"""What stands about a figure in its sentence: the time and place that govern it, its event, its stance, its hedges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from muniment.claims import measures
from muniment.claims.measures import family
from muniment.records import Stance, TimeSaid

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

_EVENTS = (
    "massacre massacres genocide uprising uprisings protests demonstrations killings executions war wars attack "
    "attacks "
    "bombing bombings crackdown coup revolution famine earthquake siege offensive raid pogrom purge revolt intifada "
    "shooting riots demonstration protest campaign strike airstrike conflict invasion elections election trial"
).replace(" ", "|")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_LABEL = re.compile(
    rf"(?:{_MONTH}\s(?:\d{{1,2}},?\s)?)?\b(?:1[89]|20)\d\d\s(?:[a-z]+\s)?(?:{_EVENTS})\b|"
    rf"\b[A-Z][\w’'–-]+(?:\s[A-Z][\w’'–-]+){{0,3}}\s(?:{_EVENTS}|{_EVENTS.title()})\b|"
    rf"\b(?:{_EVENTS})\s(?:of|in|at|on)\s(?:the\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,2}}",
)
_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|supposedly|apparently|purportedly|presumably|possibly|probably|unconfirmed|"
    r"some\s(?:say|claim|estimates?|sources\ssay)|it\sis\s(?:said|believed|thought|claimed|alleged|feared)|"
    r"(?:is|are|was|were)\s(?:said|believed|thought|feared|alleged|reported|rumou?red|estimated)\sto|"
    r"(?:may|might|could)\shave|according\sto\srumou?rs|it\sseems)\b",
    re.IGNORECASE,
)
_ALLEGED = re.compile(
    r"\b(?:allegedly|purportedly|(?:is|are|was|were)\salleged\sto|accused\sof|alleged\sthat|suspected\sof)\b", re.I
)
_DENYING = frozenset({"deny", "reject", "dismiss", "refute", "dispute", "rebut", "disavow", "debunk"})
_FALSE = frozenset(
    {"lie", "fabrication", "baseless", "false", "untrue", "fiction", "exaggeration", "exaggerated", "myth", "unfounded",
     "fabricated", "groundless", "nonsense", "propaganda", "fake", "invented", "wrong"}
)  # fmt: skip
#: …and those of them that are also done to people ("300 teachers were dismissed")
_DISMISSING = frozenset({"reject", "dismiss", "disavow"})
#: verbs whose negation takes the force from what is told behind them
_BELIEVING = frozenset({"believe", "accept", "be", "mean"})
#: phrases beside the verb that its negation does not touch
_ASIDE = frozenset(
    {
        "for",
        "in",
        "during",
        "over",
        "since",
        "after",
        "before",
        "within",
        "with",
        "by",
        "among",
        "despite",
        "amid",
        "at",
        "on",
    }
)
#: what is done to people
HARM = frozenset({"killed", "injured", "arrested", "imprisoned", "tortured", "disappeared"})
_SAID_OF = ("attr", "acomp", "oprd", "dobj", "pobj", "amod")
#: verbs by which somebody calls a figure false
_CALLING = frozenset(
    {"be", "call", "describe", "dismiss", "reject", "label", "brand", "denounce", "term", "decry", "condemn"}
)
_PROOF = frozenset({"evidence", "proof", "truth", "question", "record", "indication", "basis", "doubt"})
_SOFT = frozenset({"only", "just", "merely", "even", "less", "fewer", "more", "unlike"})


def stance(token: Token, measure: str) -> Stance:
    """Denied under a negation or a verb of denying, alleged beside "allegedly" or "accused of", else asserted.

    What a negation reaches depends on where the figure stands: an object ("did not kill 30") and a subject of harm
    ("30 were not killed") are denied; how long, how often and with whom is not.
    """
    if _denied(token, measure):
        return Stance.DENIED
    return Stance.ALLEGED if _ALLEGED.search(_near(token)) else Stance.ASSERTED


def _denied(token: Token, measure: str) -> bool:
    came, governed, denied = token, False, False
    for above in [*token.ancestors][:12]:
        if came.dep_ == "conj" and any(one.lower_ == "but" and one.i < came.i for one in above.children):
            return False  # "not 200 but thousands"
        if any(
            one.dep_ == "cc" and one.lower_ == "but" and _negation(above) < one.i < came.i for one in above.children
        ):
            return False
        if above.pos_ in ("VERB", "AUX"):
            lemma = above.lemma_.lower()
            negated = _negated(above)
            people = came is token and lemma in _DISMISSING
            if lemma in _DENYING and not people and came.dep_ not in ("nsubj", "advcl", "agent", "conj"):
                denied = not negated
                break
            if negated and (_reaches(came, above, measure) if not governed else lemma in _BELIEVING):
                denied = True
                break
            if lemma in _CALLING and any(
                one is not came and one.dep_ in _SAID_OF and one.lemma_.lower() in _FALSE for one in _about(above)
            ):
                denied = True
                break
            governed = True
            if above.dep_ not in ("ccomp", "xcomp", "pcomp", "acl", "conj", "dobj"):
                break
        elif above.lemma_.lower() in _PROOF and any(one.lower_ in ("no", "little") for one in above.children):
            return True
        came = above
    return denied


def _about(verb: Token) -> Iterator[Token]:
    """A verb's own arguments, and those behind its "as" ("rejected the figure as a lie")."""
    for child in verb.children:
        yield child
        if child.dep_ == "prep" and child.lower_ == "as":
            yield from child.children


def _reaches(came: Token, verb: Token, measure: str) -> bool:
    if measure == "duration" or (came.dep_ == "prep" and came.lower_ in _ASIDE):
        return False
    if came.dep_ == "nsubj" or came.dep_ == "nsubjpass":
        lemma = verb.lemma_.lower()
        return measure in HARM and bool(family(measures.DONE_TO, lemma) or family(measures.DONE_BY, lemma))
    return came.dep_ not in ("advcl", "npadvmod")


def _negation(verb: Token) -> int:
    return next((child.i for child in verb.children if child.dep_ == "neg"), len(verb.doc))


def _negated(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "neither"):
            following = child.nbor(1) if child.i + 1 < len(child.doc) else None
            if following is None or following.lower_ not in _SOFT:
                return True
    return False


def _near(token: Token) -> str:
    sentence = token.sent
    text: str = sentence.text
    at = token.idx - sentence.start_char
    return text[max(0, at - 80) : at + 80]


def hedges(token: Token) -> tuple[str, ...]:
    """Words near the figure by which its teller holds back ("reportedly", "is believed to"), as written."""
    return tuple(dict.fromkeys(found.group().lower() for found in _HEDGE.finditer(_near(token))))


def event(text: str, sentence: tuple[int, int], at: int) -> str | None:
    """The label of the event that the words name, nearest to `at` in the sentence, else just before it."""
    for start, end in (sentence, (max(0, sentence[0] - 400), sentence[0])):
        labels = [(found.start() + start, found.group()) for found in _LABEL.finditer(text[start:end])]
        if labels:
            return min(labels, key=lambda label: abs(label[0] - at))[1]
    return None


def when(times: Sequence[TimeSaid], sentence: tuple[int, int], at: int) -> TimeSaid | None:
    """The time nearest to `at` in the sentence (one before it is nearer than one behind), else the last before it."""
    inside = [time for time in times if sentence[0] <= time.start < sentence[1]]
    if inside:
        return min(inside, key=lambda time: (at - time.end) if time.end <= at else 2 * (time.start - at))
    before = [time for time in times if time.end <= sentence[0]]
    return before[-1] if before else None


def governing(times: Sequence[TimeSaid], token: Token) -> list[TimeSaid]:
    """Those of the text's times that may govern the figure at `token`: not one in a clause about something else
    ("slogans that had marked the protest of January 2018")."""
    above = {token.i, *(one.i for one in token.ancestors)}
    return [time for time in times if not _aside(time, token.doc, above)]


def _aside(time: TimeSaid, doc: Doc, above: set[int]) -> bool:
    span = doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None:
        return False
    for one in (span.root, *span.root.ancestors):
        if one.i in above:
            return False
        if one.dep_ == "relcl":
            return True
    return False


def where(sentence: DocSpan, at: int) -> tuple[str, ...]:
    """The place names of the sentence, nearest first, at most two."""
    places = [entity for entity in sentence.ents if entity.label_ in ("GPE", "LOC", "FAC")]
    places.sort(key=lambda place: abs(place.start_char - at))
    return tuple(dict.fromkeys(place.text.removeprefix("the ") for place in places))[:2]
