"""Every date that might say when a document was published, with the place it stands in. Weighing them is not done here.

Places: byline, signature, heading, caption, header (a date alone above the headline or in the page's foot: on a saved
page mostly the day it was saved), dateline (at the head of the first paragraphs, after a place), copyright, malformed,
relative, event (in running text), handled (the day a text was checked, printed or the like), text (other furniture).
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
#: characters of the longest line at the end of a text that is its copyright alone
_COPYRIGHT_LINE = 120
_NUMERIC = re.compile(r"(?<!\d)(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}(?!\d)")
#: a numeric date with the year last, as it may be read in two orders
_IN_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})$")
#: paragraphs at the head of a text in which a dateline may stand: a saved page can have a summary before it
_DATELINES = 3
#: places, commas and an opening bracket: all that stands in a dateline before its date
_PLACE_BEFORE = re.compile(
    r"[\W_]{0,3}(?!(?:In|On|By|Since|Until|From|After|Before|During|The|At)\b)[^\W\d_a-z][\w.'’-]*(?:,?\s(?:[^\W\d_a-z][\w.'’-]*|of|the|and|de|del|la|du|al)){0,7}"
    r"(?:,\s?|\s?[/|]\s?|\s?[(\[]|\s[-–—]\s|\s)(?:on\s)?"
)
#: … and what parts it from the text: an agency in brackets, a dash
_MARK_BEHIND = re.compile(r"\s?[)\]]?\s?(?:[(\[/][^()\[\]]{2,40}[)\]/]\s?)?(?:[-–—]{1,2}|:)\s")
#: labels of the day on which a text was put out or spoken
_OF_ITS_MAKING = re.compile(
    r"\b(published|issued|released|dated|date|recorded|broadcast|aired|delivered|adopted|posted|presented|submitted|"
    r"embargo(?:ed)?)(?:\s(?:on|at|until|till))?\s?:?\s?$",
    re.I,
)
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d|near --\d\d-\d\d(?: weekday \d)?")
_OWN_PLACES = frozenset({"byline", "signature", "heading"})
#: what is done to a text after it was made, and spans of which it tells
_OF_ANOTHER = re.compile(
    r"\b(?:check|verif|updat|revis|transcrib|translat|print|access|retriev|download|archiv|scann|process|correct|modif|"
    r"captur|sav|view|receiv|declassif|proofread)(?:e?d|ped)\b[^\d.;|]{0,20}$|"
    r"\b(?:[bd]\.\s|born\b|died\b|(?:period|covering|covers|between|since|expires?|valid|deadline)\b)[^.;|]{0,30}$",
    re.I,
)
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
    telling = [passage.start for passage in passages if passage.role is Role.BODY][:_DATELINES]
    for passage in passages:
        if passage.start > MOST_SEARCHED and passage.end < len(text) - _END_SEARCHED:
            continue
        line = text[passage.start : min(passage.end, passage.start + MOST_SEARCHED)]
        out.extend(_malformed(line, passage.start))
        short = passage.role is not Role.BODY or len(line) <= _COPYRIGHT_LINE
        named = (
            COPYRIGHT.match(line) if passage.role is Role.BODY and short else COPYRIGHT.search(line) if short else None
        )
        if named and (years := named.group("years") or named.group("after")):
            out.append(DateCandidate("copyright", years, edtf=_years(years)))
            continue
        for said in find_times(line, language=language or "en"):
            moved = replace(said, start=said.start + passage.start, end=said.end + passage.start)
            place, note = _place(line, passage, said, above=passage.start < first)
            if passage.start in telling and _names_a_day(said) and _in_dateline(line, said):
                place, note = "dateline", "at the head of the text, after a place"
            elif place == "text" and passage.start < first and _names_a_day(said) and (own := _made(line, said)):
                place, note = "byline", f"labelled “{own}”"
            elif place in _OWN_PLACES and (other := _other_day(line, said)):
                place, note = "handled", f"the day of something else: “{other}”"
            out.append(DateCandidate(place, said.text, edtf=said.edtf, said=moved, note=note))
    return tuple(_one_order(out))


def _in_dateline(line: str, said: TimeSaid) -> bool:
    """Whether a time stands at the head of a paragraph between a place and a dash: "GENEVA (12 November 2014) –"."""
    head, rest = line[: said.start], line[said.end :]
    return len(head) <= 80 and _PLACE_BEFORE.fullmatch(head) is not None and _MARK_BEHIND.match(rest) is not None


def _names_a_day(said: TimeSaid) -> bool:
    """Whether it is one day, with its year or without."""
    return (
        re.fullmatch(r"\d{4}-\d\d-\d\d|near --\d\d-\d\d(?: weekday \d)?", said.edtf or said.relative or "") is not None
    )


def _made(line: str, said: TimeSaid) -> str | None:
    """The word right before a time by which it is the day the text was put out: "Issued: Tuesday"."""
    found = _OF_ITS_MAKING.search(line[max(0, said.start - 40) : said.start])
    return found[1] if found else None


def _other_day(line: str, said: TimeSaid) -> str | None:
    """The words right before a time in a head by which it is not the day the text was made: "Transcript checked"."""
    found = _OF_ANOTHER.search(line[max(0, said.start - 60) : said.start])
    return found.group().strip() if found else None


def _one_order(candidates: list[DateCandidate]) -> Iterator[DateCandidate]:
    """One document writes its dates in one order: what one date shows ("Monday, 8/4/2013", "25/04/2013") decides for
    the others that could be read both ways."""
    shown: dict[bool, str] = {}
    for one in candidates:
        if (hit := _IN_FIGURES.search(one.text)) and one.edtf and "/" not in one.edtf and hit[1] != hit[2]:
            shown.setdefault(int(hit[1]) == int(one.edtf[-2:]), one.text)
    for one in candidates:
        if len(shown) == 1 and (hit := _IN_FIGURES.search(one.text)) and one.edtf and "/" in one.edtf:
            [(day_first, other)] = shown.items()
            day, month = (hit[1], hit[2]) if day_first else (hit[2], hit[1])
            edtf = f"{hit[3]}-{int(month):02d}-{int(day):02d}"
            note = f"{'day' if day_first else 'month'} first, as in “{other}”"
            yield replace(one, edtf=edtf, said=one.said and replace(one.said, edtf=edtf), note=note)
        else:
            yield one


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
