"""Finding time expressions in running text, in time linear in the text: of two readings of a place the longer wins."""

from __future__ import annotations

from muniment import text as texts
from muniment.dates import arabic_script, english, spanish
from muniment.dates.rules import Said, read
from muniment.records.times import TimeSaid


def find(text: str, *, language: str | None = "en") -> tuple[TimeSaid, ...]:
    """All time expressions in `text`, in order, not overlapping; offsets count characters of `text`.

    `language` is a two-letter code or None. Times in the Arabic script are found in any
    text, those in Latin letters by the Spanish rules when the language is "es", else by the English ones.
    """
    found = list(read(text, spanish.RULES if language == "es" else english.RULES))
    if texts.has_arabic_script(text):
        folded = texts.fold(text)
        for start, end, said in read(folded.text, arabic_script.rules(language)):
            span = folded.back(start, end)
            found.append((span.start, span.end, said))
    return tuple(
        TimeSaid(start, end, text[start:end], said.edtf, said.relative, said.calendar)
        for start, end, said in _without_overlap(found)
        if said is not None
    )


def _without_overlap(found: list[tuple[int, int, Said | None]]) -> list[tuple[int, int, Said | None]]:
    kept: list[tuple[int, int, Said | None]] = []
    for one in sorted(found, key=lambda it: (it[0], -it[1])):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept
