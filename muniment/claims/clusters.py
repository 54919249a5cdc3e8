"""Which forms of a name are one thing within a document, and the `Entity` records of a document's mentions.

Only what the text itself shows joins forms: brackets, "also known as", initials, a last name with one full name that
ends in it, a body's short form. A last name that two people bear joins neither.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import Levenshtein

from muniment import text as texts
from muniment.claims import headwords as heads
from muniment.records import Claim, Entity
from muniment.records.claims import Mention

#: shortest name in which one letter more, less or other is taken for another spelling within one document
SHORTEST_VARIANT = 5

_LITTLE = frozenset({"of", "the", "for", "and", "in", "on", "to", "de", "la", "los", "a"})


def grouped(
    counts: Mapping[str, int], kinds: Mapping[str, str], aliases: Iterable[tuple[str, str]]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Each form's group number, and each group's fullest name. Groups are numbered in the order of `counts`."""
    forms = list(counts)
    joined = _Joined(forms)
    for a, b in aliases:
        joined.join(a, b)
    folded: dict[tuple[str, str], str] = {}
    for form in forms:
        key = (_singular(_key(form), kinds[form]), "" if len(form.split()) > 1 else kinds[form])
        joined.join(folded.setdefault(key, form), form)
    _initials(forms, kinds, joined)
    _people([form for form in forms if kinds[form] == "person"], joined)
    _shorter([form for form in forms if kinds[form] in ("organisation", "facility", "event", "place")], kinds, joined)
    numbers: dict[str, int] = {}
    members: list[list[str]] = []
    for form in forms:
        root = joined.root(form)
        if root not in numbers:
            numbers[root] = len(members)
            members.append([])
        members[numbers[root]].append(form)
    return {form: numbers[joined.root(form)] for form in forms}, tuple(_fullest(group, counts) for group in members)


class _Joined:
    """Union-find over forms; the earliest form is the root."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.parent = {form: form for form in forms}
        self.order = {form: i for i, form in enumerate(self.parent)}

    def root(self, form: str) -> str:
        while self.parent[form] != form:
            form = self.parent[form]
        return form

    def join(self, a: str, b: str) -> None:
        if a not in self.parent or b not in self.parent:
            return
        one, other = sorted((self.root(a), self.root(b)), key=self.order.__getitem__)
        self.parent[other] = one


def _singular(key: str, kind: str) -> str:
    """A body's key without the plural of its head ("death committees")."""
    several = kind == "organisation" and " " in key and key.endswith("s") and not key.endswith("ss")
    return key[:-1] if several else key


def _key(form: str) -> str:
    return re.sub(r"[\W_]+", " ", texts.folded(form)).strip()


def _initials(forms: list[str], kinds: Mapping[str, str], joined: _Joined) -> None:
    """An acronym is the one body whose large words' first letters it is."""
    full: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        words = [word for word in re.findall(r"[^\W_]+", form) if word.casefold() not in {"s"}]
        if len(words) > 1:
            full["".join(word[0] for word in words if word.casefold() not in _LITTLE).upper()].add(form)
            full["".join(word[0] for word in words).upper()].add(form)
    for form in forms:
        letters = form.replace(".", "")
        if " " in form or not letters.isupper() or len(letters) < 2:
            continue
        roots = {joined.root(other) for other in full.get(letters, ()) if kinds[other] != "person"}
        if len(roots) == 1:
            joined.join(roots.pop(), form)


def _people(forms: list[str], joined: _Joined) -> None:
    full = [form for form in forms if " " in form]
    for form in forms:
        words = _key(form).split()
        longer = {joined.root(other) for other in full if other != form and _shortens(words, _key(other).split())}
        if len(longer) == 1:
            joined.join(longer.pop(), form)
    # another spelling of a last name, when nothing else claims it
    singles = [form for form in forms if " " not in form and len(form) >= SHORTEST_VARIANT]
    lasts = {form: form.split()[-1] for form in forms}
    for form in singles:
        if any(lasts[other] == form for other in full):
            continue
        near = {joined.root(other) for other in forms if other != form and is_variant(lasts[other], form)}
        if len(near) == 1:
            joined.join(near.pop(), form)


def _shortens(short: list[str], long: list[str]) -> bool:
    """Whether a name's words are the last words of a longer one, or its first and last."""
    if not short or len(short) >= len(long):
        return False
    if long[-len(short) :] == short:
        return True
    return len(short) > 1 and short[-1] == long[-1] and short[0] == long[0]


def is_variant(a: str, b: str) -> bool:
    """Whether two names differ by one letter, as two spellings in one document do."""
    return a != b and a[:1] == b[:1] and len(a) >= SHORTEST_VARIANT and Levenshtein.distance(a, b, score_cutoff=1) == 1


def _shorter(forms: list[str], kinds: Mapping[str, str], joined: _Joined) -> None:
    """ "Resistance Units" of "MEK Resistance Units", "Evin" of "Evin Prison", "Ashraf" of "Ashraf 3"."""
    known = {form: _key(form).split() for form in forms}
    for form, words in known.items():
        longer = set()
        for other, many in known.items():
            if len(words) >= len(many) or other == form:
                continue
            if kinds[form] == kinds[other] and _is_short_for(words, many, kinds[form]):
                longer.add(joined.root(other))
        if len(longer) == 1:
            joined.join(longer.pop(), form)


def _is_short_for(short: list[str], long: list[str], kind: str) -> bool:
    """Whether one name of a thing may be another's short form: its stem, or its head with fewer words."""
    if long[: len(short)] == short:
        rest = long[len(short) :]
        stem = len(rest) == 1 and (rest[0].isdigit() or rest[0] in heads.FACILITIES or rest[0] in heads.PLACES)
        return stem and kind in ("facility", "place")
    if kind != "organisation" or len(short) < 2:
        return False
    return _head(short) == _head(long) and set(short) <= set(long)


def _head(words: list[str]) -> str:
    """The head of a body's name, without its plural: "ministry" of "ministry of war" and of "war ministry"."""
    at = next((i - 1 for i, word in enumerate(words) if i and word in ("of", "for", "on")), len(words) - 1)
    return words[at]


def _fullest(forms: list[str], counts: Mapping[str, int]) -> str:
    return max(forms, key=lambda form: (len(form.split()) if not form.isupper() else 0, counts[form], len(form), form))


def entities(claims: Iterable[Claim]) -> tuple[Entity, ...]:
    """The things that a document's mention claims name, in the order of their first mention.

    An entity's `name` is its fullest form, its `kind` the commonest among its mentions.
    """
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.content, Mention):
            groups[claim.document, claim.content.entity].append(claim)
    made = []
    for (document, name), members in groups.items():
        members.sort(key=lambda claim: (claim.citation.start, claim.id))
        counts = Counter(" ".join(claim.citation.quote.split()) for claim in members)
        kinds = Counter(claim.content.kind for claim in members if isinstance(claim.content, Mention))
        fullest = _fullest(list(counts), counts)
        kind = max(kinds.items(), key=lambda item: (item[1], item[0]))[0]
        others = tuple(form for form in counts if form != fullest)
        made.append(
            (members[0].citation.start, Entity(name, document, fullest, kind, tuple(c.id for c in members), others))
        )
    return tuple(entity for _, entity in sorted(made, key=lambda pair: (pair[1].document, pair[0])))
