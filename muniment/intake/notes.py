"""A document's own notes: where its section of notes stands, and which note each line is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from muniment import text as texts
from muniment.intake import phrases
from muniment.intake.lines import Line

#: the number at the head of a note: "1 ", "1. ", "[1] ", "(1) ", "¹ ", "1)"; what follows is not a further digit
_NUMBER = re.compile(
    r"[\[(]?(\d{1,3})[\])]?[.:)]?(?:\s+|\u00a0|(?=[^\W\d_“\"«]))(?=\S)|([\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3})\s?(?=\S)"
)
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
#: what stands in a note and hardly in an article's numbered list
_CITES = re.compile(
    r"https?://|www\.|\bibid\b|\bop\. ?cit|\bpp?\. ?\d|\bsee\b|\bcf\.|\bsupra\b|\bUN Doc\b|"
    r"\bA/(?:HRC|RES)/|\binterview (?:with|by)\b|\bpara(?:s|graph)?\.? \d|\baccessed\b|"
    r"\bvol\. ?\d|\bart(?:icle)?\.? \d|\(\d{4}\)|\b(?:19|20)\d\d\b|بنگرید|نک:|ص ?\d|انظر|المرجع",
    re.I,
)
#: lines that a section of notes may hold besides notes before it is over
_STRAY = 1
#: lines numbered 1 at which a section of notes is looked for, from the end; a bound of time
_MOST_STARTS = 12


@dataclass(frozen=True, slots=True)
class Section:
    """A section of notes: its lines (heading included) and, for the lines that are notes, their labels."""

    lines: tuple[int, ...]
    labels: dict[int, str] = field(default_factory=dict)


def number(line: Line) -> int | None:
    """The number at the head of a line, or None."""
    found = _NUMBER.match(texts.digits(line.text))
    if not found:
        return None
    return int(found.group(1) or found.group(2).translate(_SUPER))


def sections(lines: list[Line]) -> list[Section]:
    """The sections of notes of a page: under a heading of notes, or a numbered run at its end that cites."""
    for at, line in enumerate(lines):
        if line.words <= 4 and phrases.NOTES.fullmatch(line.text.strip("*#_ ")):
            section = _under_heading(lines, at)
            if section is not None:
                return [section]
    run = _numbered_run(lines)
    return [run] if run is not None else []


def _under_heading(lines: list[Line], at: int) -> Section | None:
    """The lines under a heading of notes, up to furniture; None when none follows."""
    taken = [at]
    numbered = False
    for here in range(at + 1, len(lines)):
        line = lines[here]
        if line.kind in ("hard", "notice") or (line.kind in ("furniture", "byline", "dated") and number(line) is None):
            break
        if (
            number(line) is None
            and line.kind in ("title", "bare", "links", "caption")
            and (numbered or not _CITES.search(line.text))
        ):
            break
        numbered = numbered or number(line) is not None
        taken.append(here)
    if len(taken) < 2:
        return None
    return Section(tuple(taken), label(lines, taken[1:]))


def label(lines: list[Line], taken: list[int]) -> dict[int, str]:
    """Labels of the notes in `taken`: their numbers in ascending order; a note without one gets the number that is
    missing between its neighbours, where exactly one is."""
    out: dict[int, str] = {}
    last = 0
    for at in taken:
        value = number(lines[at])
        if value is not None and last < value <= last + 5:
            out[at] = str(value)
            last = value
    waiting: list[int] = []
    earlier = 0
    for at in taken:
        if at not in out:
            waiting.append(at)
            continue
        if waiting and int(out[at]) - earlier - 1 == len(waiting):
            out.update({one: str(earlier + 1 + place) for place, one in enumerate(waiting)})
        waiting, earlier = [], int(out[at])
    return out


def _numbered_run(lines: list[Line]) -> Section | None:
    """Notes without a heading: at least two lines in the page's second half, numbered from 1, most of which cite."""
    starts = [at for at in range(len(lines) // 3, len(lines)) if number(lines[at]) == 1]
    for start in starts[-_MOST_STARTS:]:
        taken, wanted = [start], 2
        stray = 0
        for here in range(start + 1, len(lines)):
            value = number(lines[here])
            if value is not None and wanted <= value <= wanted + 2:
                taken.append(here)
                wanted, stray = value + 1, 0
            elif lines[here].running and stray < _STRAY and value is None:
                stray += 1
            else:
                break
        cites = sum(bool(_CITES.search(lines[at].text)) for at in taken)
        marked = sum(_is_marked(lines[:start], number(lines[at])) for at in taken)
        if marked >= 0.5 * len(taken):
            whole = list(range(taken[0], taken[-1] + 1))
            return Section(tuple(whole), label(lines, whole))
        bare = sum(bool(re.match(r"\[\d|\d{1,3}\s|[¹²³]", lines[at].text)) for at in taken)
        if len(taken) >= 2 and cites >= 0.5 * len(taken) and (bare >= 0.5 * len(taken) or cites >= 0.8 * len(taken)):
            whole = list(range(taken[0], taken[-1] + 1))
            return Section(tuple(whole), label(lines, whole))
    return None


def _is_marked(before: list[Line], value: int | None) -> bool:
    """Whether the text before the notes bears the mark of a note by its form: [3], (3) or a raised figure."""
    raised = str(value).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    mark = re.compile(
        rf"(?<=[^\s\d])\[{value}\]|(?<=[^\s\d])\({value}\)(?=\s|$|[.,;])|(?<=\S){raised}(?![⁰¹²³⁴⁵⁶⁷⁸⁹\w])"
    )
    return any(line.running and mark.search(line.text) for line in before)
