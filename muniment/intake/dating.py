"""Every date that might say when a document was published, with the place it stands in. Weighing them is not done here.

Places: byline, signature, heading, caption, header (a date alone above the headline or in the page's foot: on a saved
page mostly the day it was saved), copyright, malformed, relative, event (in running text), text (other furniture).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from muniment.dates import bounds
from muniment.errors import DateError
from muniment.intake.headlines import is_date
from muniment.intake.lines import look
from muniment.intake.phrases import COPYRIGHT
from muniment.records import DateCandidate, Passage, Role, TimeSaid

#: characters at a text's beginning, and at its end, that are searched for dates: a publication date stands in neither's
#: middle, and finding expressions takes some six microseconds a character
MOST_SEARCHED, _END_SEARCHED = 1_000_000, 50_000
_NUMERIC = re.compile(r"(?<!\d)(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}(?!\d)")
_PLACES = {
    Role.HEADING: "heading",
    Role.CAPTION: "caption",
    Role.BYLINE: "byline",
    Role.BODY: "event",
    Role.FOOTNOTE: "event",
}


def collect(
    text: str,
    passages: Sequence[Passage],
    *,
    language: str | None,
    find_times: Callable[..., tuple[TimeSaid, ...]],
) -> tuple[DateCandidate, ...]:
    """All date candidates in the words of `text`, in text order; `find_times(text, language=…)` finds expressions."""
    first = next((passage.start for passage in passages if passage.role in (Role.HEADING, Role.BODY)), len(text))
    out: list[DateCandidate] = []
    for passage in passages:
        if passage.start > MOST_SEARCHED and passage.end < len(text) - _END_SEARCHED:
            continue
        line = text[passage.start : min(passage.end, passage.start + MOST_SEARCHED)]
        out.extend(_malformed(line, passage.start))
        named = COPYRIGHT.search(line) if passage.role is not Role.BODY else None
        if named and (years := named.group("years") or named.group("after")):
            out.append(DateCandidate("copyright", years, edtf=_years(years)))
            continue
        for said in find_times(line, language=language or "en"):
            moved = replace(said, start=said.start + passage.start, end=said.end + passage.start)
            place, note = _place(line, passage, said, above=passage.start < first)
            out.append(DateCandidate(place, said.text, edtf=said.edtf, said=moved, note=note))
    return tuple(out)


def _place(line: str, passage: Passage, said: TimeSaid, *, above: bool) -> tuple[str, str]:
    """Where a time stands, and a note for whoever weighs it."""
    if said.edtf is None:
        return "relative", f"in a {passage.role.value}"
    if passage.role is Role.BODY and passage.why.startswith("signature"):
        return "signature", ""
    if passage.role is Role.FURNITURE:
        alone = is_date(look(line, 0, len(line)))
        if above:
            return ("header", "a date alone above the headline") if alone else ("text", "above the headline")
        return ("header", "a date alone after the text") if alone else ("text", "in the page's furniture")
    note = "in a note" if passage.role is Role.FOOTNOTE else ""
    if passage.role is Role.BYLINE and above:
        note = "above the headline"
    return _PLACES[passage.role], note


def _malformed(line: str, start: int) -> Iterator[DateCandidate]:
    """Dates in figures that name no day, as pages print them by mistake ("2025-54-22")."""
    for hit in _NUMERIC.finditer(line):
        year, month, day = re.split(r"[-/.]", hit.group())
        try:
            bounds(f"{year}-{month:0>2}-{day:0>2}")
            valid = int(month) <= 12
        except DateError:
            valid = False
        if not valid:
            yield DateCandidate("malformed", hit.group(), note=f"names no day; at character {start + hit.start()}")


def _years(years: str) -> str:
    """The EDTF of a copyright's year or run of years ("2019-2025", "2019–25")."""
    found = re.findall(r"\d{2,4}", years)
    last = found[-1] if len(found[-1]) == 4 else found[0][:2] + found[-1]
    return found[0] if len(found) == 1 or last <= found[0] else f"{found[0]}/{last}"
