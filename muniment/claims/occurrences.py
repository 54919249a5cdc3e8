"""Where the known forms of names stand in a text: the longest first, never overlapping."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from muniment.claims import candidates as seen
from muniment.claims.evidence import Form

_OPEN = re.compile(r"[^\s'’s.&\"“”?:,-]")

#: pieces of a form, the form, whether any case will do
Entry = tuple[tuple[str, ...], str, bool]


def index_of(forms: Mapping[str, Form]) -> dict[str, list[Entry]]:
    """First piece → the forms that begin with it, the longest first."""
    index: dict[str, list[Entry]] = defaultdict(list)
    for name, form in forms.items():
        pieces = tuple(re.sub(r"['’]s?$", "", match.group()) or match.group() for match in seen.WORD.finditer(name))
        if pieces:
            loose = form.loose and (len(pieces) > 1 or "case" in form.why)
            index[pieces[0].casefold()].append((pieces, name, loose))
    for entries in index.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))
    return index


def scan(text: str, words: list[seen.Word], index: dict[str, list[Entry]]) -> Iterator[tuple[tuple[int, int], str]]:
    """Where known forms stand among a paragraph's words: the longest first, never overlapping."""
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
        word = words[at + i].text
        shouted = word.isupper() and len(word) > 3 and word == piece.upper()
        if word != piece and not shouted and not (loose and word.casefold() == piece.casefold()):
            return False
        if i:
            gap = text[words[at + i - 1].end : words[at + i].start]
            if _OPEN.search(gap) or not (any(character.isspace() for character in gap) or gap in ("-", "–", "’", "'")):
                return False
    return True
