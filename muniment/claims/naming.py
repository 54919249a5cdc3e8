"""The names in one document: what is a name, of what kind, and where each stands.

Document-level consistency (Wu et al. 2020, "name regularity"; measured for this project in `benchmarks/claims`): what
a form is called anywhere in a document it is called everywhere, and every further occurrence of a known form is a
mention. Strong evidence (the case's names file, titles, heads of names) outweighs the model's guesses.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from muniment import text as texts
from muniment.claims import candidates as seen
from muniment.claims import gazetteer
from muniment.claims import headwords as heads
from muniment.claims.analysis import Analysis, Paragraph
from muniment.claims.clusters import grouped
from muniment.claims.names import CaseNames
from muniment.claims.script_names import script_forms
from muniment.records import Span

#: weight of each kind of evidence for a form's kind; the model's one vote an occurrence is 1. Set by hand: a title or
#: a head outweighs any number of guesses seen in the development texts, a gazetteer entry outweighs three
WEIGHTS = {
    "case": 1000.0,
    "title": 8.0,
    "head": 8.0,
    "coined": 8.0,
    "quoted": 8.0,
    "era": 8.0,
    "acronym": 4.0,
    "gazetteer": 3.5,
    "office": 5.0,
    "script": 8.0,
}

_QUOTED_WORK = re.compile(
    r"\b(?P<noun>book|novel|film|documentary|report|article|editorial|essay|paper|study|memoir|poem|song|play|series"
    r"|pamphlet|manual|petition|campaign|movement|operation|magazine|newspaper|exhibition)\b[^.!?“\"”]{0,40}?"
    r"[“\"](?P<title>[^“”\"\n]{3,120}?)[,.]?[”\"]"
)
_QUOTED_AFTER = re.compile(
    r"[“\"](?P<title>[^“”\"\n]{3,80}?)[,.]?[”\"]\s+(?P<noun>campaign|movement|operation|film|report|book|documentary)\b"
)
_COINED = re.compile(
    r"[“\"‘](?P<name>(?:[^\W\d_]+[ -]){1,2}(?:commission|committee|squad|unit|brigade|council|tribunal|court|front|guard"
    r"|patrol|battalion|militia|force|army|police)s?)[,.]?[”\"’]",
    re.IGNORECASE,
)
_ERA = re.compile(
    r"\b(?P<name>(?:1[89]|20)\d\d[ ]+(?:[A-Z][\w-]+[ ]+)?"
    r"(?:massacre|revolution|genocide|war|coup|invasion|intifada|pogrom|famine|earthquake|election|elections"
    r"|Massacre|Revolution|Genocide|War|Coup|Invasion|Elections?))\b"
)
_NAMED_EVENT = re.compile(
    r"\b(?P<name>(?:[A-Z][\w’'-]+(?:[-–][A-Z]\w+)?[ ]+){1,3}(?:civil[ ]|world[ ])?"
    r"(?:war|genocide|massacre|revolution|intifada|uprising|holocaust|famine|coup))\b"
)
_BODY = re.compile(
    r"\b(?P<name>(?P<who>[A-Z][\w-]+)(?P<of>['’]s)?[ ]+(?:(?:security|armed|air|special|secret|national|military|supreme"
    r"|criminal|intelligence|federal|civil)[ ])?(?P<head>[a-z]+))\b"
)
_ALSO = re.compile(
    r"\W{0,3}\s*(?:better |also |widely )?(?:known as|called|nicknamed|a\.?k\.?a\.?|alias|nom de guerre)\s+[“\"‘]?"
)
_CALL = re.compile(r"\W{1,3}\s*(?:also known as|better known as|a\.?k\.?a\.?|alias|nom de guerre)\s+[“\"‘]?")


@dataclass(frozen=True, slots=True)
class Name:
    """One mention: its span in the document, its words, its kind, the number of its group, and its paragraph's."""

    span: Span
    text: str
    kind: str
    group: int
    paragraph: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """All mentions in text order; `fullest` gives each group's fullest name, `sure` whether its kind is well founded."""

    names: tuple[Name, ...]
    fullest: tuple[str, ...]

    def within(self, span: Span) -> list[Name]:
        """The mentions that touch `span`, in text order."""
        return [name for name in self.names if name.span.meets(span)]


@dataclass(slots=True)
class Form:
    """A form of a name as it is written in this document, and what speaks for each kind."""

    words: tuple[str, ...]
    votes: Counter[str] = field(default_factory=Counter)
    why: set[str] = field(default_factory=set)
    firm: int = 0
    weak: int = 0
    loose: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def kind(self) -> str:
        best = max(self.votes.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))
        return best[0]


def find(analysis: Analysis) -> Names:
    """The names in a document, each mention with its kind and group."""
    parts = [seen.words(paragraph.text) for paragraph in analysis.paragraphs]
    forms: dict[str, Form] = {}
    aliases: list[tuple[str, str]] = []
    for paragraph, words in zip(analysis.paragraphs, parts, strict=True):
        found = list(seen.candidates(paragraph, words))
        for candidate in found:
            _add(forms, candidate.words, candidate.kind, candidate.why, opener=candidate.opener)
        _patterns(paragraph, forms)
        _votes(paragraph, words, forms, {(c.start, c.end) for c in found})
    for kind, name in script_forms(analysis):
        _add(forms, tuple(name.split()), kind, "script")
    _case(analysis.names, forms, aliases)
    small = {word.text for words in parts for word in words if not word.large}
    kept = {key: form for key, form in forms.items() if _is_name(form, small)}
    _settle(kept)
    for paragraph, words in zip(analysis.paragraphs, parts, strict=True):
        _bracketed(paragraph, words, kept, aliases)
    found_at = list(_mentions(analysis.paragraphs, parts, kept))
    _short(analysis.paragraphs, parts, kept, found_at)
    kinds = {form.text: form.kind for form in kept.values()}
    counts = Counter(name for _, _, _, name in found_at)
    groups, fullest = grouped(counts, kinds, aliases)
    names = [
        Name(Span(paragraph.start + start, paragraph.start + end), name, kinds[name], groups[name], number)
        for number, start, end, name in found_at
        for paragraph in (analysis.paragraphs[number],)
    ]
    return Names(tuple(sorted(names, key=lambda name: name.span)), fullest)


def _add(forms: dict[str, Form], words: tuple[str, ...], kind: str | None, why: str, *, opener: bool = False) -> None:
    if not words:
        return
    form = forms.setdefault(" ".join(words), Form(words))
    form.why.add(why)
    form.weak += opener
    form.firm += not opener
    if kind:
        form.votes[kind] += WEIGHTS.get(why, 1.0)
    elif why in ("in", "near", "at", "from", "around", "outside") and len(words) == 1:
        form.votes["place"] += 0.4
    form.loose |= why in ("coined",) or why == "head" and kind in ("organisation", "event", "facility")


def _patterns(paragraph: Paragraph, forms: dict[str, Form]) -> None:
    """Names that capitals alone do not show: quoted titles, coined bodies, "1988 massacre", "British parliament"."""
    text = paragraph.text
    for pattern in (_QUOTED_WORK, _QUOTED_AFTER):
        for match in pattern.finditer(text):
            title = match["title"].strip()
            words = [word for word in title.split() if len(word) > 3]
            if words and sum(word[0].isupper() for word in words) >= 0.6 * len(words) and len(title.split()) <= 14:
                kind = {"campaign": "organisation", "movement": "organisation", "operation": "event"}.get(
                    match["noun"].lower(), "work"
                )
                _add(forms, tuple(title.split()), kind, "quoted")
    for match in _COINED.finditer(text):
        _add(forms, tuple(match["name"].split()), "organisation", "coined")
    for match in _ERA.finditer(text):
        _add(forms, tuple(match["name"].split()), "event", "era")
    for match in _NAMED_EVENT.finditer(text):
        words = match["name"].split()
        while words and (words[0].casefold() in heads.OPENERS or words[0].casefold() in heads.NEVER):
            words = words[1:]
        if (
            len(words) > 1
            and words[0][0].isupper()
            and not words[0].endswith(("'s", "’s"))
            and words[0].casefold() not in heads.TITLES
        ):
            _add(forms, tuple(words), "event", "era")
    for match in _BODY.finditer(text):
        who, head = match["who"], match["head"]
        nation = who.casefold() in heads.DEMONYMS
        place = match["of"] is not None and gazetteer.find(who) is not None
        if head in heads.COMMON_BODIES | {"forces", "service", "services", "council", "guard"} and (nation or place):
            if (
                place
                and head != "regime"
                or head in ("forces", "service", "services", "council", "guard")
                and len(match["name"].split()) < 3
            ):
                continue
            _add(forms, tuple(match["name"].split()), "organisation", "coined")


def _votes(paragraph: Paragraph, words: list[seen.Word], forms: dict[str, Form], spans: set[tuple[int, int]]) -> None:
    """The model's votes, for the forms that the capitals show too."""
    starts = {word.start: i for i, word in enumerate(words)}
    ends = {word.end: i for i, word in enumerate(words)}
    for start, end, kind in seen.model_votes(paragraph):
        text = paragraph.text[start:end]
        lead = re.match(r"(?:the|The|a|an)\s+", text)
        start += lead.end() if lead else 0
        tail = re.search(r"['’]s?$", text)
        end -= len(tail.group()) if tail else 0
        if start not in starts or end not in ends:
            continue
        inside = [word.text for word in words[starts[start] : ends[end] + 1]]
        while len(inside) > 1 and inside[0].casefold().rstrip(".") in heads.TITLES:
            inside = inside[1:]
        name = " ".join(inside)
        if name in forms:
            forms[name].votes[kind] += 1
            forms[name].why.add("model")


def _case(names: CaseNames | None, forms: dict[str, Form], aliases: list[tuple[str, str]]) -> None:
    for name in names.names if names else ():
        for written in (name.name, *name.forms):
            words = tuple(written.split())
            form = forms.setdefault(" ".join(words), Form(words))
            form.votes[name.kind] += WEIGHTS["case"]
            form.why.add("case")
            form.loose = len(words) > 1 or not written[:1].isupper()
            if written != name.name:
                aliases.append((" ".join(name.name.split()), form.text))


def _is_name(form: Form, small: set[str]) -> bool:
    """Whether what was seen of a form makes it a name."""
    low = [word.casefold().rstrip(".") for word in form.words]
    if form.why & {"case", "quoted", "coined", "era", "script"}:
        return True
    if all(word in heads.NEVER or word in heads.DEMONYMS or word in heads.OPENERS or word.isdigit() for word in low):
        return False
    if (
        low[0] in heads.NEVER
        and len(low) <= 2
        or all(w in heads.TITLES or w in heads.OFFICES or w.removesuffix("s") in heads.OFFICES for w in low)
    ):
        return False
    if form.votes["group"] and form.votes["group"] >= sum(form.votes.values()) - form.votes["group"]:
        return False
    if form.why & {"title", "head", "office", "acronym"}:
        return len(form.text) > 1
    if "gazetteer" in form.why:
        return form.firm > 0 or "model" in form.why or len(low) > 1
    if len(low) > 1:
        if low[0] in heads.DEMONYMS and low[-1] in small:
            return False
        plain = sum(word in small for word in low)
        return plain < len(low) and (form.firm > 0 or "model" in form.why)
    if low[0] in small:
        return False
    return "model" in form.why and form.firm + form.weak > 0


def _settle(forms: dict[str, Form]) -> None:
    """Decides what is open: several words without a head are a person; a last name is what its full name is."""
    for form in forms.values():
        form.votes.pop("group", None)
        if (
            len(form.words) > 1
            and not form.why & {"head", "gazetteer", "era", "coined", "quoted", "case"}
            and all(
                word[0].isupper() and not word.isupper()
                for word in form.words
                if word.casefold() not in heads.PARTICLES
            )
        ):
            form.votes["person"] += 1.5
        if not form.votes:
            form.votes["person" if len(form.words) > 1 else "organisation"] += 0.1
    full: dict[str, set[str]] = defaultdict(set)
    for form in forms.values():
        if form.kind == "person" and len(form.words) > 1:
            full[form.words[-1]].add(form.text)
            if len(form.words[-1].split("-")) > 1:
                full[form.words[-1].split("-")[-1]].add(form.text)
    for form in forms.values():
        if len(form.words) == 1 and form.text in full and not form.why & {"case", "acronym"}:
            if not ("gazetteer" in form.why and form.votes["place"] >= 7):
                form.votes["person"] += 20


def _bracketed(
    paragraph: Paragraph, words: list[seen.Word], forms: dict[str, Form], aliases: list[tuple[str, str]]
) -> None:
    """Pairs that the text itself makes: "People's Front (PF/FP)", "X, also known as Y"."""
    text = paragraph.text
    for words_at, name in _known(text, words, forms):
        end = words[words_at[1] - 1].end
        inside = re.match(r"['’\"”]?s?\s*\(([^()]{2,60})\)", text[end:])
        if inside:
            body = re.sub(
                r"^(?:also known as|known as|a\.?k\.?a\.?|or|formerly|the|hereinafter|hereafter)\s+",
                "",
                inside[1].strip("“”\"'’ "),
            )
            pieces = re.split(r"\s*(?:/|,|;|\bor\b|-(?=[A-Z]{2,}))\s*", body)
            for piece in pieces:
                piece = piece.strip("“”\"'’ ").removeprefix("the ")
                if seen.is_acronym(piece) and len(piece) < 12:
                    form = forms.setdefault(piece, Form((piece,)))
                    form.votes[forms[name].kind] += WEIGHTS["head"] + 1
                    form.why.add("acronym")
                    aliases.append((name, piece))
                elif piece in forms and forms[piece].kind == forms[name].kind and inside[1] != body:
                    aliases.append((name, piece))
        called = _CALL.match(text[end:])
        if called:
            start = end + called.end()
            other = next((n for at, n in _known(text, words, forms) if words[at[0]].start == start), None)
            if other is None:
                run = next((run for run in seen.runs(text, words) if run[0].start == start), None)
                if run is not None:
                    other = " ".join(word.text for word in run)
                    form = forms.setdefault(other, Form(tuple(other.split())))
            if other is not None:
                forms[other].votes[forms[name].kind] += 10
                aliases.append((name, other))


def _known(text: str, words: list[seen.Word], forms: dict[str, Form]) -> Iterator[tuple[tuple[int, int], str]]:
    """Where known forms stand among a paragraph's words: the longest first, never overlapping."""
    index = _index(forms)
    yield from _scan(text, words, index)


def _index(forms: dict[str, Form]) -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    index: dict[str, list[tuple[tuple[str, ...], str, bool]]] = defaultdict(list)
    for name, form in forms.items():
        pieces = tuple(match.group() for match in seen.WORD.finditer(name))
        if pieces:
            index[pieces[0].casefold()].append(
                (pieces, name, form.loose and len(pieces) > 1 or "case" in form.why and form.loose)
            )
    for entries in index.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))
    return index


def _scan(
    text: str, words: list[seen.Word], index: dict[str, list[tuple[tuple[str, ...], str, bool]]]
) -> Iterator[tuple[tuple[int, int], str]]:
    at = 0
    while at < len(words):
        step = 1
        for pieces, name, loose in index.get(words[at].text.casefold(), ()):
            if _matches(text, words, at, pieces, loose):
                yield (at, at + len(pieces)), name
                step = len(pieces)
                break
        at += step


def _matches(text: str, words: list[seen.Word], at: int, pieces: tuple[str, ...], loose: bool) -> bool:
    if at + len(pieces) > len(words):
        return False
    for i, piece in enumerate(pieces):
        word = words[at + i]
        bare = piece.removesuffix("'s").removesuffix("’s") if i < len(pieces) - 1 else piece
        same = (
            word.text == bare
            or word.text == piece
            or loose
            and word.text.casefold() in (piece.casefold(), bare.casefold())
        )
        if not same and word.text.isupper() and len(word.text) > 3 and word.text == piece.upper():
            same = True
        if not same:
            return False
        if i and re.search(r"[^\s'’s.&\"“”?:,-]", text[words[at + i - 1].end : word.start]):
            return False
        if (
            i
            and not text[words[at + i - 1].end : word.start].strip("'’s").strip(".&?:").isspace()
            and text[words[at + i - 1].end : word.start] not in ("-", "–")
        ):
            return False
    return True


def _mentions(
    paragraphs: tuple[Paragraph, ...], parts: list[list[seen.Word]], forms: dict[str, Form]
) -> Iterator[tuple[int, int, int, str]]:
    index = _index(forms)
    for number, (paragraph, words) in enumerate(zip(paragraphs, parts, strict=True)):
        for (first, last), name in _scan(paragraph.text, words, index):
            yield number, words[first].start, words[last - 1].end, name


def _short(
    paragraphs: tuple[Paragraph, ...],
    parts: list[list[seen.Word]],
    forms: dict[str, Form],
    found: list[tuple[int, int, int, str]],
) -> None:
    """ "the Council", "the Resistance": a lone head written large after "the" stands for the body that it heads."""
