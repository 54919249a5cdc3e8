"""Runs of words written large that may be names, with what speaks for each kind of thing.

A run is found by its letters, not by the model: the small model's own guesses (70 % right on this kind of text) are
only one voice among titles, heads of names, the gazetteer and the words around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from muniment.claims import gazetteer
from muniment.claims import headwords as heads
from muniment.claims.analysis import Paragraph

#: a word: an abbreviation with points, or letters and digits with inner hyphens and apostrophes
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’‑–-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]*(?:[-&][A-Z0-9]+)*[A-Z0-9]$|(?:[A-Z]\.){2,}$")
_JOINERS = frozenset({"of", "for", "on", "against", "to", "in"})
_SUFFIXED = re.compile(
    r"[-‑–](?:led|backed|based|run|held|controlled|affiliated|linked|owned|era|style|born|sponsored|occupied|allied|wide"
    r"|funded|trained|made|appointed|ruled|aligned|inspired|brokered|supported|dominated|area|only|like|friendly)$"
)
#: titles that are also family names at the end of a run ("Martin Luther King")
_ALSO_SURNAMES = frozenset({"king", "prince", "shah", "sultan", "judge", "dean", "major", "bishop", "pope", "queen"})
_FIRST_HEADS = {
    "camp": "facility",
    "hotel": "facility",
    "hospital": "facility",
    "plaza": "facility",
    "stade": "facility",
    "fort": "facility",
    "mount": "place",
    "lake": "place",
    "operation": "event",
    "radio": "organisation",
    "médecins": "organisation",
    "banco": "organisation",
    "université": "organisation",
    "ministerio": "organisation",
    "ministère": "organisation",
    "comité": "organisation",
    "frente": "organisation",
    "universidad": "organisation",
    "jabhat": "organisation",
    "hizb": "organisation",
    "harakat": "organisation",
    "ansar": "organisation",
    "liwa": "organisation",
}
_SPACY = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "facility",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "LAW": "work",
}
#: from this share of words written large, a line is a title and its capitals say nothing
TITLE_CASE = 0.6


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a paragraph; `text` is without the possessive, `owner` says that there was one."""

    start: int
    end: int
    text: str
    owner: bool
    large: bool
    opener: bool

    @property
    def low(self) -> str:
        return self.text.casefold().rstrip(".")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run that may be a name: its words' span in the paragraph, and what kind is said by what."""

    start: int
    end: int
    words: tuple[str, ...]
    kind: str | None
    why: str
    opener: bool

    @property
    def form(self) -> str:
        return " ".join(self.words)


def words(text: str) -> list[Word]:
    """The words of a paragraph's text, in order."""
    found: list[Word] = []
    end = 0
    for match in WORD.finditer(text):
        raw, start = match.group(), match.start()
        gap = text[end:start]
        opener = not found or any(mark in gap for mark in '!?:“"‘«•') or ("." in gap and not _abbreviation(found[-1]))
        if tail := _SUFFIXED.search(raw):
            raw = raw[: tail.start()]
        owned = _POSSESSIVE.search(raw)
        bare = raw[: owned.start()] if owned else raw
        owner = owned is not None or text[match.end() : match.end() + 1] in ("'", "’") and bare.endswith("s")
        bare = bare or raw
        found.append(Word(start, start + len(bare), bare, owner, bare[0].isupper(), opener))
        end = match.end()
    return found


def _abbreviation(word: Word) -> bool:
    return word.large and (len(word.text) == 1 or word.low in heads.TITLES and len(word.text) <= 4 or word.low == "st")


def is_acronym(text: str) -> bool:
    """Whether a word is written all in capitals, as "NATO" and "U.N." are."""
    return bool(_ACRONYM.match(text))


def is_title_case(parts: list[Word]) -> bool:
    """Whether most of a short line's longer words are written large, so that capitals say nothing."""
    longer = [word for word in parts if len(word.text) > 3 and word.text[0].isalpha()]
    return 3 <= len(parts) <= 30 and len(longer) > 2 and sum(w.large for w in longer) >= TITLE_CASE * len(longer)


def head_kind(parts: tuple[str, ...]) -> str | None:
    """The kind of thing that the head of a run of words names ("… Council of …", "… Prison"), or None."""
    low = [part.casefold() for part in parts]
    at = next((i - 1 for i, part in enumerate(low) if i and part in _JOINERS), len(low) - 1)
    head = low[at]
    for kind, known in (
        ("facility", heads.FACILITIES),
        ("organisation", heads.ORGANISATIONS),
        ("event", heads.EVENTS),
        ("work", heads.WORKS),
        ("place", heads.PLACES),
    ):
        if head in known or head.endswith("s") and head[:-1] in known:
            return kind
    return _FIRST_HEADS.get(low[0]) if len(low) > 1 else None


def runs(text: str, parts: list[Word]) -> Iterator[list[Word]]:
    """Runs of words written large with the little words that names have inside them."""
    at = 0
    while at < len(parts):
        if not parts[at].large:
            at += 1
            continue
        run = [parts[at]]
        at += 1
        while at < len(parts) and not _ends(run[-1]):
            more = _continues(text, run, parts, at)
            if not more:
                break
            run.extend(parts[at : at + more])
            at += more
        yield run


def _ends(word: Word) -> bool:
    return (
        word.owner and word.low.rstrip("s") not in heads.NAMING_POSSESSORS and word.low not in heads.NAMING_POSSESSORS
    )


def _continues(text: str, run: list[Word], parts: list[Word], at: int) -> int:
    """How many of the words from `at` on belong to the run: 0 when it ends here."""
    last, word = run[-1], parts[at]
    gap = text[last.end : word.start]
    if last.owner:
        gap = gap.lstrip("'’s")
    if not (gap.isspace() and len(gap) <= 3 or gap.strip() == "&" or gap.strip() == "." and _abbreviation(last)):
        return 0
    if word.large:
        return 1
    if word.text.isdigit():
        return int(_numbers(text, run, parts, at))
    if word.low in heads.PARTICLES:
        return _before_large(text, parts, at, last)
    if word.low in _JOINERS and head_kind(tuple(w.text for w in run[-1:])) and (run[-1].low not in heads.TITLES):
        return _before_large(text, parts, at, last)
    if word.low in _JOINERS and run[-1].low in (
        "committee",
        "doctors",
        "reporters",
        "mothers",
        "republic",
        "secretariat",
    ):
        return _before_large(text, parts, at, last)
    if word.low == "and":
        return _and(text, run, parts, at)
    return 0


def _before_large(text: str, parts: list[Word], at: int, last: Word) -> int:
    """The little words from `at` on and the large one after them, where nothing but spaces is between."""
    step = 1
    while at + step < len(parts) and step <= 2 and parts[at + step].low in ("the", "de", "la", "los", "las", "der"):
        step += 1
    if at + step >= len(parts) or not parts[at + step].large:
        return 0
    clean = text[last.end : parts[at + step].start]
    return 0 if re.search(r"[^\w\s’'-]", clean) else step + 1


def _numbers(text: str, run: list[Word], parts: list[Word], at: int) -> bool:
    """Whether a small number belongs to the name before it ("Ashraf 3", "Unit 8200"), not to what follows."""
    number, last = parts[at].text, run[-1].low
    if len(number) > 4 or re.fullmatch(r"(?:19|20)\d\d", number) or last in heads.NEVER or last in heads.OPENERS:
        return False
    if at + 1 >= len(parts):
        return True
    after = parts[at + 1]
    gap = text[parts[at].end : after.start]
    return not re.match(r"[,.]\d|%|:|-", gap + after.text) and (
        any(not c.isspace() for c in gap)
        or after.low in heads.OPENERS
        or after.low in ("is", "was", "were", "has", "had")
    )


def _and(text: str, run: list[Word], parts: list[Word], at: int) -> int:
    if at + 1 >= len(parts) or not parts[at + 1].large or text[run[-1].end : parts[at + 1].start].strip() != "and":
        return 0
    after = parts[at + 1]
    whole = f"{run[-1].text} and {after.text}"
    if gazetteer.find(whole) or len(run) > 1 and gazetteer.find(f"{run[-2].text} {whole}"):
        return 2
    common = not (is_acronym(after.text) or after.low in heads.DEMONYMS or gazetteer.find(after.text))
    low = [word.low for word in run]
    headed = any(i and part in _JOINERS and low[i - 1] in heads.ORGANISATIONS for i, part in enumerate(low))
    if headed and common and after.low not in heads.TITLES:
        return 2
    # "Truth and Reconciliation Commission": two plain words before one head
    ahead = parts[at + 2 : at + 4]
    if common and len(run) <= 3 and ahead and ahead[0].large and ahead[0].low in heads.ORGANISATIONS:
        before = run[-1]
        gap = text[after.end : ahead[0].start]
        named = is_acronym(before.text) or before.low in heads.DEMONYMS or gazetteer.find(before.text)
        return 2 if gap.isspace() and not named and not before.opener else 0
    return 0


def candidates(paragraph: Paragraph, parts: list[Word]) -> Iterator[Candidate]:
    """What may be names in a paragraph, by its capitals. Nothing from a line in title case."""
    if is_title_case(parts):
        return
    for run in runs(paragraph.text, parts):
        yield from _split(paragraph.text, run, parts)


def _split(text: str, run: list[Word], parts: list[Word]) -> Iterator[Candidate]:
    """A run, without its openers and titles, parted where a title stands inside."""
    whole = " ".join(word.text for word in run)
    opener = run[0].opener
    if not gazetteer.find(whole):
        while run and run[0].low in heads.OPENERS and (run[0].opener or run[0].low in ("the", "a", "an", "and")):
            run = run[1:]
        run = _trim(run)
    if not run:
        return
    opener = opener and run[0].opener
    names = tuple(word.text for word in run)
    kind = head_kind(names)
    blocks = [i for i, word in enumerate(run) if _is_title(word)]
    if kind in ("organisation", "facility", "event", "work") and len(run) > 1 and not _titled_tail(run, blocks):
        yield from _headed(run, names, kind, opener)
        return
    if not blocks:
        yield _plain(text, run, parts, opener)
        return
    last = blocks[-1]
    if last == len(run) - 1 and run[last].low in _ALSO_SURNAMES and len(run) > 1 and last - 1 not in blocks:
        yield _plain(text, run, parts, opener)
        return
    first = last
    while first - 1 in blocks or first > 1 and run[first - 1].low in ("of", "for") and first - 2 in blocks:
        first -= 1
    left, right = _trim(run[:first]), _trim(run[last + 1 :])
    if left and not all(word.low in heads.DEMONYMS or word.low in heads.TITLES for word in left):
        yield from _split(text, left, parts)
    if right:
        yield _make(right, "person", "title", opener=False)


def _titled_tail(run: list[Word], blocks: list[int]) -> bool:
    """Whether a run with a head ends in a titled name after all ("Army General X Y", never with a head at its end)."""
    return (
        bool(blocks)
        and blocks[-1] < len(run) - 1
        and head_kind((run[-1].text,)) is None
        and run[blocks[0]].low
        in ("mr", "mrs", "ms", "dr", "ayatollah", "sheikh", "president", "minister", "general", "colonel")
        and not any(word.low in _JOINERS for word in run)
    )


def _is_title(word: Word) -> bool:
    return word.low in heads.TITLES or word.low.removeprefix("ex-").removeprefix("then-") in heads.TITLES


def _headed(run: list[Word], names: tuple[str, ...], kind: str, opener: bool) -> Iterator[Candidate]:
    """A run with a head; "Evin and Gohardahst Prisons" are two."""
    low = names[-1].casefold()
    if kind == "facility" and low.endswith("s") and low[:-1] in heads.FACILITIES and "and" in names:
        at = names.index("and")
        yield _make(run[:at], kind, "head", opener=opener)
        yield _make(run[at + 1 : -1], kind, "head", opener=False)
        return
    if len([word for word in run if word.large]) == 1:
        return
    yield _make(run, kind, "head", opener=opener)


def _plain(text: str, run: list[Word], parts: list[Word], opener: bool) -> Candidate:
    names = tuple(word.text for word in run)
    before = _before(text, run[0], parts)
    place = gazetteer.find(" ".join(names))
    if place is not None and (place.kind != "town" or place.population >= gazetteer.LARGE):
        return _make(run, "place", "gazetteer", opener=opener)
    if before in heads.TITLES and before not in ("first", "late", "private", "field", "high"):
        return _make(run, "person", "office", opener=opener)
    if place is not None and before in ("in", "near", "at", "from", "of", "to", "around", "outside"):
        return _make(run, "place", "gazetteer", opener=opener)
    if len(names) == 1 and is_acronym(names[0]):
        return _make(run, "organisation", "acronym", opener=opener)
    kind = head_kind(names) if len(names) > 1 else None
    if kind:
        return _make(run, kind, "head", opener=opener)
    return _make(run, None, before, opener=opener)


def _before(text: str, word: Word, parts: list[Word]) -> str:
    """The word just before, small, where only a space is between; else nothing."""
    found = re.search(r"([\w-]+)\s+$", text[max(0, word.start - 30) : word.start])
    return found.group(1).casefold() if found else ""


def _trim(run: list[Word]) -> list[Word]:
    while run and (run[0].low in heads.PARTICLES | _JOINERS | {"and", "the"}) and not run[0].large:
        run = run[1:]
    while run and (run[-1].low in _JOINERS | {"and", "the"} or not run[-1].large and run[-1].low in heads.PARTICLES):
        run = run[:-1]
    return run


def _make(run: list[Word], kind: str | None, why: str, *, opener: bool) -> Candidate:
    return Candidate(run[0].start, run[-1].end, tuple(word.text for word in run), kind, why, opener)


def model_votes(paragraph: Paragraph) -> Iterator[tuple[int, int, str]]:
    """What the model takes for a name: start, end in the paragraph, and kind ("group" for peoples)."""
    if paragraph.doc is None:
        return
    for entity in paragraph.doc.ents:
        if entity.label_ in _SPACY:
            yield entity.start_char, entity.end_char, _SPACY[entity.label_]
        elif entity.label_ == "NORP":
            yield entity.start_char, entity.end_char, "group"
