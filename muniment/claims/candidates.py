"""Runs of words written large that may be names, by their letters, heads and titles.

The small model's own guesses (70 % right on this kind of text, measured on the development articles) are only one voice
among many; `muniment.claims.evidence` weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from muniment.claims import gazetteer
from muniment.claims import headwords as heads

#: a word: an abbreviation with points, or letters and digits with inner hyphens, apostrophes and joiners
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’‑–\u200c-][^\W_]+)*")
_ARTICLE = re.compile(r"(?:al|el|an|as|ash|at|ath|ad|adh|ar|az|ul|ol|o|d|l|e)[-'’](?=.)")
_POSSESSIVE = re.compile(r"['’]s?$")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]*(?:[-&][A-Z0-9]+)*[A-Z0-9]$|(?:[A-Z]\.){2,}$")
_JOINERS = frozenset({"of", "for", "on", "against"})
#: heads of bodies whose names go on with "on" ("Commission on Human Rights")
_ON = heads.words("commission committee conference convention council panel rapporteur rapporteurs group mission")
_BETWEEN = frozenset({"the", "de", "la", "los", "las", "der", "former", "all"})
_SUFFIXED = re.compile(
    r"[-‑–](?:led|backed|based|run|held|controlled|affiliated|linked|owned|era|style|born|sponsored|occupied|allied|wide"
    r"|funded|trained|made|appointed|ruled|aligned|inspired|brokered|supported|dominated|area|only|like|friendly)$"
)
#: titles that are also family names at the end of a run ("Martin Luther King")
_ALSO_SURNAMES = frozenset({"king", "prince", "shah", "sultan", "judge", "dean", "major", "bishop", "pope", "queen"})
_FIRST_HEADS = dict.fromkeys(("camp", "hotel", "hospital", "plaza", "stade", "fort"), "facility")
_FIRST_HEADS |= dict.fromkeys(("mount", "lake"), "place") | {"operation": "event"}
_FIRST_HEADS |= dict.fromkeys(
    heads.words(
        "radio médecins banco université ministerio ministère comité frente universidad jabhat hizb harakat ansar liwa"
        " jaish jaysh"
    ),
    "organisation",
)
#: from this share of longer words written large, a line is a title and its capitals say nothing
TITLE_CASE = 0.8
#: a stem that turns a word of its own before "State" or "Staff" into a title ("Secretary of State X")
_OF_TITLES = {"state": "secretary", "staff": "chief"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a paragraph; `text` is without the possessive, `owner` says that there was one, `large` that it is
    written large, `opener` that a sentence or quotation begins with it."""

    start: int
    end: int
    text: str
    owner: bool
    large: bool
    opener: bool
    low: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run that may be a name: its span in the paragraph, its words, and what kind is said by what."""

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
        article = _ARTICLE.match(bare)
        large = bare[article.end() if article else 0].isupper() or bare[0].isupper()
        found.append(Word(start, start + len(bare), bare, owner, large, opener, bare.casefold().rstrip(".")))
        end = match.end()
    return found


def _abbreviation(word: Word) -> bool:
    short = len(word.text) <= 4 and (word.low in heads.TITLES or word.low in ("st", "mt", "jr"))
    return word.large and (len(word.text) == 1 or short)


def is_acronym(text: str) -> bool:
    """Whether a word is written all in capitals, as "NATO" and "U.N." are."""
    return bool(_ACRONYM.match(text))


def is_title_case(text: str, parts: list[Word]) -> bool:
    """Whether nearly all longer words of a line are written large, so that capitals say nothing."""
    longer = [word for word in parts if len(word.text) > 3 and word.text[0].isalpha()]
    if text.rstrip().endswith(".") or not 3 <= len(parts) <= 30 or len(longer) < 3:
        return False
    return sum(word.large for word in longer) >= TITLE_CASE * len(longer)


def head_kind(parts: tuple[str, ...]) -> str | None:
    """The kind of thing that the head of a run of words names ("… Council of …", "… Prison"), or None."""
    low = [part.casefold() for part in parts]
    at = next((i - 1 for i, part in enumerate(low) if i and part in _JOINERS), len(low) - 1)
    if at > 1 and low[at].isdigit() and low[at - 1] == "no":
        at -= 2
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
        ordinal = re.fullmatch(r"\d+(?:st|nd|rd|th)", parts[at].text) and at + 1 < len(parts) and parts[at + 1].large
        if not parts[at].large and not ordinal:
            at += 1
            continue
        run = [parts[at]]
        at += 1
        while at < len(parts) and (not _ends(run[-1]) or _is_office_of(run[-1], parts[at])):
            more = _continues(text, run, parts, at)
            if not more:
                break
            run.extend(parts[at : at + more])
            at += more
        yield run


def _ends(word: Word) -> bool:
    naming = word.low in heads.NAMING_POSSESSORS or word.low.removesuffix("s") in heads.NAMING_POSSESSORS
    return word.owner and not naming


def _is_office_of(owner: Word, word: Word) -> bool:
    """ "Attorney General's Office", "Governor's Council": a title that owns a body is part of its name."""
    return _is_title(owner) and word.large and word.low in heads.ORGANISATIONS


def _continues(text: str, run: list[Word], parts: list[Word], at: int) -> int:
    """How many of the words from `at` on belong to the run: 0 when it ends here."""
    last, word = run[-1], parts[at]
    gap = text[last.end : word.start]
    if last.owner:
        gap = gap.lstrip("'’s")
    if not (gap.isspace() and len(gap) <= 3 or gap.strip() == "&" or gap.strip() == "." and _abbreviation(last)):
        return 0
    if word.low == "no" and at + 1 < len(parts) and parts[at + 1].text.isdigit():
        return 2 if head_kind((last.text,)) else 0
    if word.large:
        return 1
    if word.text.isdigit():
        return int(_numbers(text, run, parts, at))
    if word.low in heads.PARTICLES:
        return _before_large(text, parts, at, last)
    if word.low in _JOINERS and _joins(run, word):
        return _before_large(text, parts, at, last)
    if word.low in ("and", "or"):
        return _and(text, run, parts, at)
    return 0


def _joins(run: list[Word], joiner: Word) -> bool:
    """Whether a body's name goes on after "of", "for", "on" or "against"."""
    last = run[-1].low
    if joiner.low == "on":
        return last in _ON
    # "Association of Victims of Crimes": once a body's name has an "of", it may have another
    if joiner.low == "of" and any(word.low in _JOINERS for word in run) and not gazetteer.find(run[-1].text):
        return True
    if last in heads.TITLES and last not in ("private", "father", "mother", "justice"):
        return False
    return last in ("doctors", "reporters", "families") or head_kind((last,)) is not None


def _before_large(text: str, parts: list[Word], at: int, last: Word) -> int:
    """The little words from `at` on and the large one after them, where nothing but spaces is between."""
    step = 1
    while at + step < len(parts) and step <= 3 and parts[at + step].low in _BETWEEN and not parts[at + step].large:
        step += 1
    if at + step >= len(parts) or not parts[at + step].large or parts[at + step].low in heads.NEVER:
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
    if re.match(r"[,.]\d|%|:|-", gap + after.text):
        return False
    closed = after.low in heads.OPENERS or after.low in ("is", "was", "were", "has", "had")
    return closed or any(not character.isspace() for character in gap)


def _and(text: str, run: list[Word], parts: list[Word], at: int) -> int:
    """Whether "and" stands inside a name ("Ministry of Intelligence and Security"): how many words to take, or 0."""
    if (
        at + 1 >= len(parts)
        or not parts[at + 1].large
        or text[run[-1].end : parts[at + 1].start].strip() not in ("and", "or")
    ):
        return 0
    after = parts[at + 1]
    whole = f"{run[-1].text} and {after.text}"
    if gazetteer.find(whole) or len(run) > 1 and gazetteer.find(f"{run[-2].text} {whole}"):
        return 2
    ahead = parts[at + 2 : at + 3]
    joined = bool(ahead) and text[after.end : ahead[0].start].isspace()
    if joined and ahead[0].large and ahead[0].low.removesuffix("s") in heads.FACILITIES and ahead[0].low.endswith("s"):
        return 2
    if is_acronym(after.text) or after.low in heads.DEMONYMS or after.low in heads.TITLES or gazetteer.find(after.text):
        return 0
    low = [word.low for word in run]
    if any(i and part in _JOINERS and low[i - 1] in heads.ORGANISATIONS for i, part in enumerate(low)):
        return 2
    # "Truth and Reconciliation Commission", "Documentation and Security Directorate": plain words before one head
    if joined and len(run) <= 3 and ahead[0].large and ahead[0].low in heads.ORGANISATIONS:
        before = run[-1]
        return 0 if is_acronym(before.text) or before.low in heads.DEMONYMS or gazetteer.find(before.text) else 2
    return 0


def candidates(text: str, parts: list[Word]) -> Iterator[Candidate]:
    """What may be names in a paragraph, by its capitals.

    From a line in title case only what the capitals do not have to show: bodies with an "of" part, and known places.
    """
    title = is_title_case(text, parts)
    if title:
        for word in parts:
            place = gazetteer.find(word.text) if word.large and len(word.text) > 3 else None
            if place is not None and (place.kind != "town" or place.population >= 3 * gazetteer.LARGE):
                yield _make([word], "place", "gazetteer", opener=word.opener)
    for run in runs(text, parts):
        for candidate in _split(text, run):
            if not title or candidate.why == "gazetteer" or candidate.why == "head" and "of" in candidate.words:
                yield candidate


def _split(text: str, run: list[Word]) -> Iterator[Candidate]:
    """A run without its openers and titles, parted where a title stands inside."""
    opener = run[0].opener
    if not gazetteer.find(" ".join(word.text for word in run)):
        while run and run[0].low in heads.OPENERS and (run[0].opener or run[0].low in ("the", "a", "an", "and")):
            run = run[1:]
        run = _trim(run)
    if not run:
        return
    office = _OF_TITLES.get(run[0].low)
    if office and len(run) > 1 and re.search(office + r"\s+of\s+$", text[: run[0].start], re.IGNORECASE):
        yield _make(run[1:], "person", "title", opener=False)
        return
    opener = opener and run[0].opener
    names = tuple(word.text for word in run)
    kind = head_kind(names)
    blocks = _titles(run)
    if kind in ("organisation", "facility", "event", "work") and len(run) > 1 and not _titled_tail(run, blocks):
        yield from _headed(run, names, kind, opener)
    elif (
        not blocks or blocks[-1] == len(run) - 1 and run[-1].low in _ALSO_SURNAMES and len(run) > 1 and len(blocks) == 1
    ):
        yield _plain(text, run, opener)
    else:
        first = last = blocks[-1]
        while first - 1 in blocks or first > 1 and run[first - 1].low in ("of", "for") and first - 2 in blocks:
            first -= 1
        left, right = _trim(run[:first]), _trim(run[last + 1 :])
        if left and not all(word.low in heads.DEMONYMS or word.low in heads.TITLES for word in left):
            yield from _split(text, left)
        if right and not all(word.low in heads.NEVER for word in right):
            yield _make(right, "person", "title", opener=False)


def _titles(run: list[Word]) -> list[int]:
    """Where titles stand in a run; an adjunct ("Foreign") counts only before another title."""
    found = [i for i, word in enumerate(run) if _is_title(word)]
    return [i for i in found if run[i].low not in heads.ADJUNCTS or i + 1 in found or i + 1 < len(run) and i == 0]


def _titled_tail(run: list[Word], blocks: list[int]) -> bool:
    """Whether a run with a head ends in a titled name after all ("Army Colonel X Y")."""
    if not blocks or blocks[-1] == len(run) - 1 or head_kind((run[-1].text,)) is not None:
        return False
    return not any(word.low in _JOINERS for word in run)


def _is_title(word: Word) -> bool:
    low = word.low.removeprefix("ex-").removeprefix("then-").removeprefix("vice-")
    return low in heads.TITLES and (len(low) > 1 or word.text == "U")


def _headed(run: list[Word], names: tuple[str, ...], kind: str, opener: bool) -> Iterator[Candidate]:
    """A run with a head; "Evin and Gohardahst Prisons" are two."""
    low = names[-1].casefold()
    if kind == "facility" and low.endswith("s") and low[:-1] in heads.FACILITIES and "and" in names:
        at = names.index("and")
        yield _make(run[:at], kind, "head", opener=opener)
        yield _make(run[at + 1 : -1], kind, "head", opener=False)
    elif sum(word.large for word in run) > 1 or len(run) > 1:
        yield _make(run, kind, "head", opener=opener)


def _plain(text: str, run: list[Word], opener: bool) -> Candidate:
    """A run without head or title: a place of the gazetteer, an acronym, or open."""
    names = tuple(word.text for word in run)
    before = before_word(text, run[0].start)
    place = gazetteer.find(" ".join(names))
    if place is not None and (place.kind != "town" or place.population >= gazetteer.LARGE):
        return _make(run, "place", "gazetteer", opener=opener)
    if before in heads.TITLES and before not in heads.ADJUNCTS and before not in ("private", "field", "u"):
        return _make(run, "person", "office", opener=False)
    if place is not None and before in heads.PLACE_BEFORE | {"from", "of", "to"}:
        return _make(run, "place", "gazetteer", opener=opener)
    if len(names) == 1 and is_acronym(names[0]):
        return _make(run, "organisation", "acronym", opener=opener)
    kind = head_kind(names) if len(names) > 1 else None
    return _make(run, kind, "head" if kind else before, opener=opener)


def before_word(text: str, start: int) -> str:
    """The word just before, small, where only a space is between; else nothing."""
    found = re.search(r"([\w-]+)\s+$", text[max(0, start - 30) : start])
    return found.group(1).casefold() if found else ""


def _trim(run: list[Word]) -> list[Word]:
    """A run without little words at its ends."""
    little = heads.PARTICLES | _JOINERS | {"and", "the"}
    while run and run[0].low in little and not run[0].large:
        run = run[1:]
    while run and run[-1].low in little and not run[-1].large:
        run = run[:-1]
    return run


def _make(run: list[Word], kind: str | None, why: str, *, opener: bool) -> Candidate:
    return Candidate(run[0].start, run[-1].end, tuple(word.text for word in run), kind, why, opener)
