"""Numbers that take what they measure from another: parts of a count, the same count told anew, numbers without a noun.

"34 bodies, including nine children"; "109 dead, of whom 36 were children and 27 women"; "The Red Cross says 23." Read
from the words before and behind the number, since the parse of such phrases is seldom right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.claims import measures
from muniment.claims.measures import family
from muniment.claims.quantities import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

_INCLUDED = re.compile(
    r"\b(?:including|includ(?:es|ed)|among\s(?:them|whom)|comprising|mostly|most\sof\sthem|namely)"
    r"(?:\s(?:those|the\sbodies|the\sdeaths)\sof)?(?:\s(?:the|also|some))?\s$", re.I,
)  # fmt: skip
_OF_WHOM = re.compile(r"\bof\s(?:whom|them|these|those|which|the\sdead|the\svictims),?\s(?:only\s|some\s)?$", re.I)
_OF_THEM = re.compile(r"\sof\s(?:them|those|these|whom|which)\b", re.I)
#: what may stand between two parts of one count: the first one's noun, a comma or "and"
_NEXT_PART = re.compile(r"(?:\s(?:were|was|are)\s[\w’'-]+)?(?:\s[\w’'-]+){0,2}(?:,|,?\s(?:and|or))\s")
_OF_A_WHOLE = re.compile(r"\b[Oo]f\s(?:the|its|their|these|those|some|all)\s[^.;:]{0,90},\s$")
_CLEANSED = re.compile(r"\bcleans(?:ed?|es|ing)\b[^.,;]{1,50}\sof\s$", re.I)
_HARMING = re.compile(r"\b([A-Za-z]+)\s[“\"«]?$")
#: verbs and nouns behind which a bare number is a count told
_COUNT_TOLD = re.compile(
    r"(?:\b(?:count(?:s|ed)?|say|says|said|stands?\sby|that\smakes|makes\sit|reports?|reported|speaks?\sof|spoke\sof|gives?|gave|"
    r"estimat(?:es|ed)(?:\sit)?(?:\sat)?|claims?|claimed|confirm(?:s|ed)|print(?:s|ed)|admit(?:s|ted)|acknowledg(?:es|ed)|"
    r"insists?\son|insisted\son|put(?:s|ting)?\s(?:it|them|the\s\w+(?:\s\w+)?)\sat|(?:figure|total|toll|number|count|estimate)"
    r"\s(?:of|is|was|is\sstill|remains|at|stands?\sat|stood\sat|is\snow))|\bone,)\s[“\"«]?$", re.I,
)  # fmt: skip
_STOPS = re.compile(r"\s*(?:[.,;:)”\"»’\[]|$|(?:and|but|or|while)\s)")
_ALL_BUT = re.compile(r"\ball\sbut\s$", re.I)
#: "nine times", but neither "ten times more" nor "three times a week"
_TIMES = re.compile(
    r"\stimes\b(?!\s(?:more|less|fewer|higher|lower|as|larger|bigger|greater|faster|stronger|the|a|an|per|each|every|over|its|"
    r"their|that|what|square|worse|better|\w{2,12}er\sthan)\b)", re.I,
)  # fmt: skip
_NO_WORDS = frozenset({"be", "have", "include", "remain", "become"})


def included(text: str, start: int) -> bool:
    """Whether the words before a number at `start` make it a part of the count before it: "including", "of whom"."""
    before = text[max(0, start - 40) : start]
    return _INCLUDED.search(before) is not None or of_whom(text, start)


def of_whom(text: str, start: int) -> bool:
    """Whether "of whom" or the like stands right before a number."""
    return _OF_WHOM.search(text[max(0, start - 30) : start]) is not None


def of_them(text: str, end: int, number: Token) -> bool:
    """ "44 of them were children": a part of the count before; "six of them were dismissed" tells something new."""
    if _OF_THEM.match(text, end) is None:
        return False
    verb = number.head
    new = number.dep_ == "nsubjpass" and verb.lemma_.lower() not in _NO_WORDS
    return not (new and family(measures.DONE_TO, verb.lemma_.lower()) is None)


def next_part(between: str) -> bool:
    """Whether the words between two numbers make the second another part of the same whole: "36 children and 27"."""
    return _NEXT_PART.fullmatch(between) is not None


def cleansed(text: str, start: int, end: int) -> bool:
    """The army's words for killing: "cleansed the valley of 60 bandits", "put 60 bandits out of action"."""
    return (
        _CLEANSED.search(text[max(0, start - 70) : start]) is not None
        or text[end : end + 14].lower() == " out of action"
    )


def of_a_whole(text: str, start: int) -> bool:
    """ "Of the 93 letters sent since May, fewer than 20 were answered": the number is a part of what "of" names."""
    return _OF_A_WHOLE.search(text[max(0, start - 120) : start]) is not None


def harmed(text: str, start: int) -> str | None:
    """What a verb right before a number says of those counted, in headlines too: "Raiders kill at least 27"."""
    found = _HARMING.search(text[max(0, start - 20) : start])
    if found is None:
        return None
    word = found[1].lower()
    stems = (word, word.removesuffix("s"), word.removesuffix("ed"), word.removesuffix("d"), word.removesuffix("ing"))
    said = next((said for stem in stems if (said := family(measures.DONE_TO, stem))), None)
    return said if said in ("killed", "injured", "arrested") and word not in measures.TO_THINGS else None


def count_told(text: str, start: int, end: int) -> bool:
    """Whether a number without a noun is a count told of what the text counts: "The Red Cross says 23." """
    return _COUNT_TOLD.search(text[max(0, start - 40) : start]) is not None and _STOPS.match(text, end) is not None


def all_but(text: str, start: int) -> bool:
    """Whether the number is of those left out: "all but three"."""
    return _ALL_BUT.search(text[max(0, start - 10) : start]) is not None


def occasions(text: str, made: Quantity) -> re.Match[str] | None:
    """The word "times" behind a number that counts how often something happened; "a hundred times" is a phrase."""
    return _TIMES.match(text, made.to) if text[made.start].lower() != "a" else None


def one_subject(text: str, end: int, number: Token) -> bool:
    """Whether a lone "one" is a person of whom something is told: "one of them a teacher", "One was acquitted"."""
    if re.match(r"\sof\s(?:them|whom)\b", text[end:], re.I):
        return re.match(r"\sof\s(?:them|whom),?\s(?:an?|the|was|were|is|aged|only)\b", text[end:], re.I) is not None
    return number.dep_ == "nsubjpass" and number.i + 1 < len(number.doc) and number.nbor(1).pos_ in ("AUX", "VERB")
