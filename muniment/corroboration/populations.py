"""Who is counted: everybody touched by an event, or a part of them that is a question of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from muniment.corroboration.occasions import Occasion
from muniment.corroboration.telling import words
from muniment.records import Figure
from muniment.text import folded

#: part of the people touched → words that name it, in English, Spanish, Persian and Arabic; folded.
#: "Prisoners", "protesters", "civilians", "dissidents", "victims" are not here: reports use them of the whole.
_PARTS = {
    "children": r"child(?:ren)?|minors?|juveniles?|teenage\w*|infants?|bab(?:y|ies)|boys?|girls?|under[- ]?(?:18|age)"
    r"|niñ[oa]s|menores|کودک\w*|اطفال|طفل|نوجوان\w*|قاصر\w*",
    "women": r"wom[ae]n|female\w*|mothers?|mujeres|زنان|زن|نساء|امراه",
    "elderly people": r"elderly|old people|pensioners|ancianos",
    "security forces": r"polic[e ]\w*|officers?|soldiers?|troops?|servicemen|security (?:forces?|personnel|agents?)"
    r"|guards(?:men)?|militia(?:men)?|basijis?|policías|soldados|مامور\w*|سرباز\w*|جنود|شرطه",
    "fighters": r"fighters?|militants?|insurgents?|rebels?|combatants?|terrorists?|gunmen|combatientes|مسلحین",
    "journalists": r"journalists?|reporters?|media workers?|periodistas|خبرنگار\w*|صحفی\w*",
    "health workers": r"doctors?|nurses?|medics?|paramedics?|(?:health|medical) (?:workers?|staff)",
    "aid workers": r"(?:aid|humanitarian|relief|un|unrwa) (?:workers?|staff)|peacekeepers?",
    "students": r"students?|pupils?|schoolchildren|دانشجو\w*|طلاب",
    "foreigners": r"foreign(?:ers?| nationals?)|tourists?|migrants?|refugees?",
}
_PART = {name: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for name, pattern in _PARTS.items()}
#: words before a name by which a figure counts the members of a group
_BELONGING = re.compile(
    r"\b(?:members?|supporters?|sympathi[sz]ers?|followers?|activists?|adherents?|belong(?:ed|ing|s)?|affiliat\w+)\b",
    re.I,
)
#: where the words about a share end
_CLAUSE = re.compile(r"\s*(?:[—–;,.]|\b(?:were|was)\b(?= \w+ed\b))")


@dataclass(frozen=True, slots=True)
class Population:
    """Who is counted. `key` is "" for the whole; `names` are the group's names where it is told by them."""

    key: str
    words: str
    names: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        return not self.key and not self.names


def population_of(one: Occasion) -> Population:
    """Who a figure counts, from its unit and population and, for a share, from the words that follow its number."""
    figure = one.claim.content
    if not isinstance(figure, Figure):
        return Population("", "")
    said = figure.population if len(figure.population) >= len(figure.unit) else figure.unit
    if one.share:
        said = _CLAUSE.split(one.after.strip(" %"), maxsplit=1)[0] or one.claim.citation.quote
    low = folded(said)
    parts = sorted(name for name, pattern in _PART.items() if pattern.search(low))
    names = _names(said) if one.share or _BELONGING.search(said) else frozenset()
    key = ", ".join(parts)
    if one.share and not key and not names:
        key = "a share"
    return Population(f"share: {key}" if one.share and key else key, said.strip(), names)


def _names(said: str) -> frozenset[str]:
    """The words of `said` that are written as names."""
    return frozenset(
        word.text
        for word in words(said)
        if said[word.start].isupper() and len(word.text) > 1 and not word.text.isdigit()
    )
