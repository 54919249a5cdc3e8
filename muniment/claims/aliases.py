"""Further forms of a name that a document shows: last names, short forms, acronyms in brackets, "also known as"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from muniment.claims import candidates as seen
from muniment.claims import gazetteer
from muniment.claims import headwords as heads
from muniment.claims.clusters import is_variant
from muniment.claims.evidence import WEIGHTS, Form
from muniment.claims.names import CaseNames
from muniment.claims.occurrences import Entry, scan

_CALLED = (
    r"(?:also |better |widely |commonly )*known (?:locally |also |better )?as|a\.?k\.?a\.?|alias|nicknamed"
    r"|nom de guerre|née|formerly"
)
_CALL = re.compile(rf"['’]?s?\s*[,(—–]*\s*(?:{_CALLED})\s+(?:the\s+)?[“\"‘]?", re.IGNORECASE)
_LATE_CALL = re.compile(rf"\s*\([^()]{{0,60}}?(?:{_CALLED})\s+(?:the\s+)?[“\"‘]?", re.IGNORECASE)
_BRACKET = re.compile(r"['’\"”]{0,2}s?\s*\((?P<inside>[^()]{2,60})\)")
_PREFACE = re.compile(
    r"^(?:(?:better |also )?known as|a\.?k\.?a\.?|or|formerly|the|hereinafter|hereafter|in short)\s+", re.IGNORECASE
)


def last_names(forms: dict[str, Form], large: Counter[str]) -> None:
    """A last name that stands alone is a person, wherever its full name stands."""
    full = {form.words[-1] for form in forms.values() if form.kind == "person" and len(form.words) > 1}
    full |= {last.split("-")[-1] for last in full}
    for last in sorted(full):
        if len(last) < 3 or not large[last] or last.casefold() in heads.NEVER | heads.OPENERS | heads.DEMONYMS:
            continue
        form = forms.setdefault(last, Form((last,)))
        known = "gazetteer" in form.why and form.votes.get("place", 0.0) >= 2 * WEIGHTS["gazetteer"]
        if not known and not form.why & {"case", "acronym", "head"}:
            form.vote("person", WEIGHTS["title"] * 2)
            form.why.add("last name")


def short_forms(forms: dict[str, Form], large: Counter[str], small: set[str]) -> list[tuple[str, str]]:
    """Short forms that stand for one longer form: "the Council", "Amnesty", "Evin" of "Evin Prison", "Ashraf" of
    "Ashraf 3". Returns (long, short) pairs."""
    heads_of: dict[str, set[str]] = defaultdict(set)
    stems_of: dict[str, set[str]] = defaultdict(set)
    for form in forms.values():
        first, last = form.words[0], form.words[-1]
        numbered = re.fullmatch(r"(.{4,})[ -]\d{1,3}", form.text)
        if numbered and " " not in numbered[1]:
            stems_of[numbered[1]].add(form.text)
        if len(form.words) < 2 or not form.why & {"head", "coined"}:
            continue
        joiner = next((i for i, word in enumerate(form.words) if word in ("of", "for", "on")), len(form.words))
        if form.kind == "organisation" and "head" in form.why:
            heads_of[form.words[joiner - 1]].add(form.text)
        if len(form.words) == 2 and (form.kind == "facility" or last in ("International", "Watch")):
            stems_of[first].add(form.text)
    pairs: list[tuple[str, str]] = []
    for stem, longer in stems_of.items():
        known = heads.DEMONYMS | heads.OPENERS | heads.NEVER | small
        by_number = any(name[-1].isdigit() for name in longer)
        if not large[stem] or stem.casefold() in known or gazetteer.find(stem) and not by_number:
            continue
        alone = forms.setdefault(stem, Form((stem,)))
        alone.vote(forms[min(longer)].kind, WEIGHTS["head"])
        alone.why.add("stem")
        pairs.extend((name, stem) for name in longer if len(longer) == 1 or by_number)
    for head, bodies in heads_of.items():
        if len(bodies) == 1 and large[head] and not heads.is_office(head.casefold()):
            short = forms.setdefault(head, Form((head,)))
            short.vote("organisation", WEIGHTS["head"])
            short.why.add("short")
            pairs.append((next(iter(bodies)), head))
    return pairs


def variants(forms: dict[str, Form], large: Counter[str], small: set[str]) -> None:
    """A single name one letter away from a person's last name is a person too ("Noury", "Nouri")."""
    lasts = sorted({form.words[-1] for form in forms.values() if form.kind == "person"})
    for word in sorted(large):
        form = forms.get(word)
        known = form is not None and (form.kind == "person" or form.why & {"gazetteer", "acronym", "case", "head"})
        plain = word.casefold() in small or word.casefold() in heads.OPENERS | heads.NEVER | heads.DEMONYMS
        if not known and not plain and any(is_variant(last, word) for last in lasts):
            forms.setdefault(word, Form((word,))).vote("person", WEIGHTS["title"])


def case_aliases(names: CaseNames | None) -> list[tuple[str, str]]:
    return [
        (" ".join(name.name.split()), " ".join(form.split()))
        for name in (names.names if names else ())
        for form in name.forms
    ]


def bracketed(
    text: str,
    words: list[seen.Word],
    forms: dict[str, Form],
    index: dict[str, list[Entry]],
    pairs: list[tuple[str, str]],
) -> None:
    """Adds to `forms` and `pairs` what a paragraph itself pairs: "People's Front (PF/FP)", "X, also known as Y"."""
    if "(" not in text and re.search(_CALLED, text, re.IGNORECASE) is None:
        return
    for (_, last), name in scan(text, words, index):
        end = words[last - 1].end
        if bracket := _BRACKET.match(text, end):
            body = _PREFACE.sub("", bracket["inside"].strip("“”\"'’ "))
            for piece in re.split(r"\s*(?:/|,|;|\bor\b|-(?=[A-Z]{2,}))\s*", body):
                piece = piece.strip("“”\"'’ ").removeprefix("the ")
                if seen.is_acronym(piece) and len(piece) < 14 and _may_abbreviate(forms[name], piece):
                    full = _inner(name, piece)
                    forms.setdefault(full, Form(tuple(full.split()), dict(forms[name].votes), {"head"}))
                    form = forms.setdefault(piece, Form((piece,)))
                    form.vote(forms[full].kind, WEIGHTS["head"] * 2)
                    form.why.add("acronym")
                    pairs.append((full, piece))
        called = _CALL.match(text, end) or _LATE_CALL.match(text, end)
        other = _called(text, words, called.end(), forms, index) if called else None
        if other is not None and other != name:
            forms[other].vote(forms[name].kind, WEIGHTS["head"] * 2)
            pairs.append((name, other))


def _may_abbreviate(form: Form, acronym: str) -> bool:
    """Whether a bracketed acronym can be of the name before it: of a body always, else by its letters."""
    if form.kind in ("organisation", "work", "event", "facility") and len(form.words) > 1:
        return True
    letters = "".join(word[0] for word in form.words).upper()
    return acronym.replace(".", "").startswith(letters) and len(letters) > 1


def _inner(name: str, acronym: str) -> str:
    """The part of a name that an acronym's letters fit: "Red Front" in "Secretariat of the Red Front (RF)"."""
    for start in [0, *(match.end() for match in re.finditer(r" (?:of|for)(?: the)? ", name))]:
        letters = "".join(word[0] for word in name[start:].split() if word[0].isupper())
        if start and letters == acronym.replace(".", ""):
            return name[start:]
    return name


def _called(
    text: str, words: list[seen.Word], start: int, forms: dict[str, Form], index: dict[str, list[Entry]]
) -> str | None:
    """The form that begins at `start`, made new where the capitals show one."""
    at = next((i for i, word in enumerate(words) if word.start == start), None)
    if at is None:
        return None
    ahead = words[at : at + 8]
    (first, _), name = next(scan(text, ahead, index), ((1, 1), ""))
    if first == 0:
        return name
    run = next((run for run in seen.runs(text, ahead) if run[0].start == start), None)
    if run is None:
        return None
    name = " ".join(word.text for word in run)
    forms.setdefault(name, Form(tuple(name.split())))
    return name
