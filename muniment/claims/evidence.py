"""What speaks in a document for each form of a name: heads, titles, the words around, the gazetteer, the model.

Document-level consistency lifts a small model's names from 70 % to 85–91 % right (measured for this project on the five
development articles): so evidence is gathered for a *form* over the whole document, not for each occurrence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from muniment.claims import candidates as seen
from muniment.claims import gazetteer
from muniment.claims import headwords as heads
from muniment.claims.analysis import Analysis, Paragraph
from muniment.claims.names import CaseNames
from muniment.claims.script_names import script_forms

#: weight of each kind of evidence for a form's kind; one guess of the model is 1. A title or a head outweighs any few
#: guesses, a gazetteer entry three; set on the development texts (`benchmarks/claims`)
WEIGHTS = {
    "case": 1000.0,
    "title": 8.0,
    "head": 8.0,
    "coined": 8.0,
    "quoted": 8.0,
    "dated": 8.0,
    "script": 8.0,
    "office": 5.0,
    "acronym": 4.0,
    "gazetteer": 3.5,
    "after": 6.0,
}
#: the model's word that a headless name of several words is a body, is the weakest of its words
BODY_GUESS = 0.5

_MODEL_KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "facility",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "LAW": "work",
    "NORP": "people",
}
_NOUNS = (
    r"book|novel|film|documentary|report|article|editorial|essay|paper|study|memoir|poem|song|play|series|pamphlet"
    r"|manual|petition|campaign|movement|operation|magazine|newspaper|exhibition"
)
_QUOTED = (
    re.compile(rf"\b(?P<noun>{_NOUNS})\b[^.!?“\"”]{{0,40}}?[“\"](?P<title>[^“”\"\n]{{3,120}}?)[,.]?[”\"]"),
    re.compile(rf"[“\"](?P<title>[^“”\"\n]{{3,80}}?)[,.]?[”\"]\s+(?P<noun>{_NOUNS})\b"),
)
_QUOTED_KINDS = {"campaign": "organisation", "movement": "organisation", "operation": "event"}
_COINED = re.compile(
    r"[“\"‘](?P<name>(?:[^\W\d_]+[ -]){1,2}(?:commission|committee|squad|unit|brigade|council|tribunal|court|front"
    r"|guard|patrol|battalion|militia|force|army|police)s?)[,.]?[”\"’]",
    re.IGNORECASE,
)
_EVENT = r"massacre|revolution|genocide|war|coup|invasion|intifada|pogrom|famine|earthquake"
_DATED = (
    re.compile(rf"\b(?P<name>(?:1[89]|20)\d\d[ ]+(?:[A-Z][\w-]+[ ]+)?(?:{_EVENT}|{_EVENT.title()}))\b"),
    re.compile(
        rf"\b(?P<name>(?:[A-Z][\w’'-]+(?:[-–][A-Z]\w+)?[ ]+){{1,3}}(?:civil[ ]|world[ ])?(?:{_EVENT}|holocaust))\b"
    ),
)
_BODY = re.compile(
    r"\b(?P<name>(?P<who>[A-Z][\w-]+)(?P<of>['’]s)?[ ]+(?P<more>(?:security|armed|air|special|secret|national|military"
    r"|supreme|criminal|intelligence|federal)[ ])?(?P<head>[a-z]+))\b"
)
#: "the town of", "the hamlets of": what follows is a place
_PLACE_OF = re.compile(rf"\b(?:{'|'.join(sorted(heads.PLACE_AFTER))})s?\s+of\s+$")
#: "Tuzla, Bosnia": what may be a country after a comma
_WITHIN = re.compile(r",\s+([A-Z][\w-]+)")
_FORCES = frozenset({"forces", "service", "services", "council", "guard", "force"})


@dataclass(slots=True)
class Form:
    """A form of a name as this document writes it: its words, what speaks for each kind, where it was seen.

    `firm` counts occurrences inside a sentence, `weak` those that open one; `loose` forms are known in any case.
    """

    words: tuple[str, ...]
    votes: dict[str, float] = field(default_factory=dict)
    why: set[str] = field(default_factory=set)
    firm: int = 0
    weak: int = 0
    loose: bool = False

    def vote(self, kind: str, weight: float) -> None:
        """Adds `weight` to what speaks for `kind`."""
        self.votes[kind] = self.votes.get(kind, 0.0) + weight

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def kind(self) -> str:
        return max(self.votes.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))[0]


def gather(analysis: Analysis, parts: list[list[seen.Word]]) -> dict[str, Form]:
    """Every form that may be a name in a document, with all that speaks for its kind."""
    forms: dict[str, Form] = {}
    for paragraph, words in zip(analysis.paragraphs, parts, strict=True):
        for candidate in seen.candidates(paragraph.text, words):
            _add(forms, candidate.words, candidate.kind, candidate.why, opener=candidate.opener)
            _around(paragraph.text, candidate, forms)
        for kind, why, name in _patterns(paragraph.text):
            _add(forms, tuple(name.split()), kind, why)
        _model(paragraph, words, forms)
    for kind, name in script_forms(analysis):
        _add(forms, tuple(name.split()), kind, "script")
    _case(analysis.names, forms)
    return forms


def _add(forms: dict[str, Form], words: tuple[str, ...], kind: str | None, why: str, *, opener: bool = False) -> None:
    if not words:
        return
    form = forms.setdefault(" ".join(words), Form(words))
    form.why.add(why)
    form.weak += opener
    form.firm += not opener
    if kind:
        form.vote(kind, WEIGHTS.get(why, 1.0))
    form.loose |= why == "coined" or why in ("head", "dated") and kind in ("organisation", "event", "facility")


def _is_country(name: str) -> bool:
    place = gazetteer.find(name)
    return place is not None and place.kind != "town"


def _around(text: str, candidate: seen.Candidate, forms: dict[str, Form]) -> None:
    """What the words around an open candidate say: "the …", "in …", "… village", "… prison", "… militia"."""
    if candidate.why == "acronym" and (lead := re.search(r"([a-z]+)\s+\($", text[: candidate.start])):
        kind = seen.head_kind((lead.group(1),))
        forms[candidate.form].vote(kind or "organisation", WEIGHTS["after"])
    if candidate.why in ("head", "title", "acronym"):
        return
    form = forms[candidate.form]
    after = re.match(
        r"['’]?\s+(?:(?:general|central|military|district|field|state|regional|teaching|refugee|detention)\s+)?([a-z-]+)",
        text[candidate.end : candidate.end + 40],
    )
    word = after.group(1) if after else ""
    if word in heads.FACILITY_AFTER and not (after and after.group().startswith(("'", "’"))):
        longer = f"{candidate.form} {after.group().strip()}" if after else candidate.form
        _add(forms, tuple(longer.split()), "facility", "head")
        form.vote("facility", 1)
    elif candidate.why == "gazetteer":
        return
    elif (within := _WITHIN.match(text, candidate.end)) and _is_country(within[1]) or word in heads.PLACE_AFTER:
        form.vote("place", WEIGHTS["after"])
        form.why.add("after")
    elif word in heads.BODY_AFTER and candidate.form.casefold() not in heads.DEMONYMS and not candidate.opener:
        form.vote("organisation", WEIGHTS["after"] / 2)
        form.why.add("after")
    if candidate.why == "the":
        form.vote("organisation", 3.0)
        form.why.add("article")
    elif candidate.why in heads.PLACE_BEFORE:
        form.vote("place", 0.7 if len(candidate.words) == 1 else 3.5)
    elif candidate.why == "of" and _PLACE_OF.search(text[max(0, candidate.start - 40) : candidate.start]):
        form.vote("place", WEIGHTS["after"])
        form.why.add("after")
    office = re.match(
        r",\s+(?:an?|the|his|her|their|former|then)\s+(?:[\w’'-]+\s+){0,3}?([a-z-]+)\b",
        text[candidate.end : candidate.end + 70],
    )
    if office and office.group(1) in heads.OFFICES:
        form.vote("person", WEIGHTS["office"] / 2)
    if re.match(r",\s+(?:who|whose)\b|,?\s+\(?aged\s|,\s+\d\d,", text[candidate.end : candidate.end + 12]):
        form.vote("person", 2)


def _patterns(text: str) -> Iterator[tuple[str, str, str]]:
    """Kind, reason and form of names that capitals alone do not show: quoted titles, coined bodies, dated events."""
    for pattern in _QUOTED:
        for match in pattern.finditer(text):
            words = [word for word in match["title"].split() if len(word) > 3]
            if (
                words
                and sum(word[0].isupper() for word in words) >= 0.6 * len(words)
                and len(match["title"].split()) <= 14
            ):
                yield _QUOTED_KINDS.get(match["noun"], "work"), "quoted", match["title"].strip()
    for match in _COINED.finditer(text):
        yield "organisation", "coined", match["name"]
    for match in _DATED[0].finditer(text):
        yield "event", "dated", match["name"]
    for match in _DATED[1].finditer(text):
        words = match["name"].split()
        while words and (words[0].casefold() in heads.OPENERS | heads.NEVER | heads.TITLES):
            words = words[1:]
        if len(words) > 1 and words[0][0].isupper() and not words[-2].endswith(("'s", "’s")):
            yield "event", "dated", " ".join(words)
    for match in _BODY.finditer(text):
        nation = match["who"].casefold() in heads.DEMONYMS
        head = match["head"]
        if not nation and (head not in ("regime", "court") or gazetteer.find(match["who"]) is None):
            continue
        if head == "court" and match["of"] or not nation and head == "regime" and not match["of"]:
            continue
        if head in heads.COMMON_BODIES or head in _FORCES and match["more"]:
            yield "organisation", "coined", match["name"]


def _model(paragraph: Paragraph, words: list[seen.Word], forms: dict[str, Form]) -> None:
    """The model's guesses, for the forms that the capitals show too."""
    if paragraph.doc is None:
        return
    starts = {word.start: i for i, word in enumerate(words)}
    ends = {word.end: i for i, word in enumerate(words)}
    for entity in paragraph.doc.ents:
        kind = _MODEL_KINDS.get(entity.label_)
        if kind is None:
            continue
        lead = re.match(r"(?:the|a|an)\s+", entity.text, re.IGNORECASE)
        tail = re.search(r"['’]s?$", entity.text)
        start = entity.start_char + (lead.end() if lead else 0)
        end = entity.end_char - (len(tail.group()) if tail else 0)
        if start not in starts or end not in ends:
            continue
        inside = [word.text for word in words[starts[start] : ends[end] + 1]]
        while len(inside) > 1 and inside[0].casefold().rstrip(".") in heads.TITLES:
            inside = inside[1:]
        form = forms.get(" ".join(inside))
        if form is not None:
            form.vote(kind, BODY_GUESS if kind == "organisation" and len(inside) > 1 else 1)
            form.why.add("model")
            followed = entity.end < len(paragraph.doc) and paragraph.doc[entity.end].pos_ in ("NOUN", "ADJ", "PROPN")
            if kind != "organisation" and not followed:
                form.why.add("model opener")


def _case(names: CaseNames | None, forms: dict[str, Form]) -> None:
    for name in names.names if names else ():
        for written in (name.name, *name.forms):
            words = tuple(written.split())
            form = forms.setdefault(" ".join(words), Form(words))
            form.vote(name.kind, WEIGHTS["case"])
            form.why.add("case")
            form.loose = len(words) > 1 or not written[:1].isupper()
