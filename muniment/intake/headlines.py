"""The lines about and between paragraphs: headline, subheads, captions, bylines, signatures, notes about the writer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from muniment.intake import phrases
from muniment.intake.lines import Line
from muniment.records import Role

_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|lundi|mardi|"
    r"mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|شنبه|یکشنبه|"
    r"دوشنبه|سه(?:\u200c| )?شنبه|چهارشنبه|پنج(?:\u200c| )?شنبه|جمعه|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|"
    r"الخميس|الجمعة|السبت)"
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|janv|f[eé]v|avr|mai|juin|juil|ao[uû]t|d[eé]c|okt|"
    r"dez|m[aä]r|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara)[^\W\d_]{0,8}"
)
_DIGITS = r"[\d۰-۹٠-٩]"
#: a day, alone or behind a place ("Geneva, 3 May 2001"), with or without weekday and clock; or a month and year
_DATE_ALONE = re.compile(
    r"(?:(?:today(?:\s+is)?|امروز|اليوم|hoy|aujourd['’]hui)\s*[:،,]?\s*)?"
    rf"(?:[^\W\d_][^\s\d,،:.!?]*(?:\s[^\s\d,،:.!?]+){{0,3}}[,،]\s*(?:(?:on|den|le|el|the)\s+)?)?(?:{_WEEKDAY}\s*[,،]?\s+)?"
    rf"(?:{_DIGITS}{{1,2}}(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?[^\W\d_]{{3,12}}\.?,?(?:\s+de)?\s+{_DIGITS}{{4}}|"
    rf"[^\W\d_]{{3,12}}\.?\s+{_DIGITS}{{1,2}}(?:st|nd|rd|th)?,?\s+{_DIGITS}{{4}}|"
    rf"{_DIGITS}{{1,4}}[/.-]{_DIGITS}{{1,2}}[/.-]{_DIGITS}{{2,4}}|{_MONTH}\.?,?(?:\s+de)?\s+{_DIGITS}{{4}})"
    r"(?:[,|\s–-]+(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?)?\.?",
    re.I,
)
_ENDS_IN_DATE = re.compile(
    rf"(?:,|\bon|\bel|\ble|\bam)\s+{_DIGITS}{{1,2}}\.?\s+(?:de\s+)?[^\W\d_]{{3,12}}(?:\s+de)?\s+{_DIGITS}{{4}}\W*$"
)
_DATE = (
    rf"(?:{_DIGITS}{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?[^\W\d_]{{3,12}}\.?,?(?:\s+de)?\s+{_DIGITS}{{4}}|"
    rf"{_DIGITS}{{1,4}}[/.-]{_DIGITS}{{1,2}}[/.-]{_DIGITS}{{2,4}}|[^\W\d_]{{3,12}}\.?\s+{_DIGITS}{{1,2}},?\s+{_DIGITS}{{4}})"
)
#: an office or a place of few words, a mark, and a date
_OFFICE_AND_DATE = re.compile(rf"(?:[^\s\d]+\s){{1,5}}?[-–—|/:,]\s{_DATE}\W*")
#: a label, a colon and a date
_LABEL_AND_DATE = re.compile(rf"[^\W\d_][^\d:.!?]{{2,24}}:\s(?:{_WEEKDAY},?\s)?{_DATE}", re.I)
#: a title that says what sort of text it heads
_KIND_OF_TEXT = re.compile(
    r"(?:press |joint |public |open |final |official )?(?:statement|communiqu[eé]|declaration|resolution|testimony|"
    r"appeal|memorandum|report|release|letter|proclamation|manifesto|decree|comunicado|declaraci[oó]n|d[eé]claration)\b",
    re.I,
)
_SIGNED = re.compile(
    r"(?:signed|signator|undersigned|sincerely|yours|respectfully|firmad|firman|sign[eé]|امضا|التوقيع|الموقعون)", re.I
)
_SALUTE = re.compile(r"(?:sir|madam|dear|mr\.? president|your excellenc|to the editor|estimad|monsieur|madame)", re.I)
_LIST_ITEM = re.compile(r"\s*(?:[-*•·▪–—]|\(?[\d۰-۹٠-٩]{1,3}[.)\]-])\s*\S")
_NUMBERED_HEAD = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2}(?:\.\d{1,2})*)[.)]\s+\S")
_NAME_START = re.compile(
    r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir)\.? )?[^\W\d_][\w.'’-]*"
    r"(?: (?:[^\W\d_][\w.'’-]*|de|del|van|von|al|bin)){1,3}"
    r"(?=,| is| was| has| writes| works| teaches| covers| lives| reports| est| es| ist)"
)
_JOINERS = frozenset(
    ["and", "the", "in", "for", "with", "at", "of", "de", "del", "la", "y", "et", "en", "und", "von", "e", "al"]
    + ["agencies", "staff", "correspondent", "correspondents", "reporter", "reporters", "editor"]
)
#: words of the longest subhead that is taken for one without other signs; captions are longer more often than not
_SUBHEAD = 8
#: lines about a line that are searched for a headline or for repetitions; a bound of time, wider than any page's head
_HEAD = 300
#: lines at the end of a text among which its place and date are looked for
_CLOSING = 5
#: lines after a date that are searched for further dates of a chronology
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Headline:
    """Which line is the headline (-1: none) and the rule that chose it."""

    at: int
    why: str


def is_date(line: Line) -> bool:
    """Whether a line is a date and nothing else."""
    return len(line.text) <= 60 and _DATE_ALONE.fullmatch(line.text.strip("| ")) is not None


def headline(lines: list[Line], first: int) -> Headline:
    """The headline among the lines before `first`, the first paragraph of the article's text."""
    body = " ".join(line.norm for line in lines[first : first + 40])
    known = set(body.split())
    best, best_score = -1, 0.0
    titles = [at for at in range(max(0, first - _HEAD), first) if _may_be_headline(lines[at])]
    for rank, at in enumerate(reversed(titles)):
        line = lines[at]
        words = [word for word in line.norm.split() if len(word) > 3]
        shared = sum(word in known for word in words) / max(1, len(words))
        score = 2.0 * shared + (line.words >= 4) + (line.letters >= 25) - 0.25 * min(rank, 8)
        score += 2.5 * _is_repeated(lines, at, first) - 3.0 * _heads_a_teaser(lines, at, first)
        score -= 2.0 * (line.text[:1].islower()) + 0.5 * (line.words <= 2)
        score -= 1.0 * (_ENDS_IN_DATE.search(line.text) is not None)
        score -= 2.5 * _is_line_of_data(line)
        score += 1.0 * (line.words >= 3 and _KIND_OF_TEXT.match(line.text) is not None)
        score -= 1.5 * (line.words <= 6 and f" {line.norm} " in f" {body} ")  # a name, not a headline
        if score > best_score or (score == best_score and best < 0):
            best, best_score = at, score
    if best < 0:
        return _first_line(lines, first)
    return Headline(best, "headline: title-like, before the text")


def _is_line_of_data(line: Line) -> bool:
    """Whether a line is a date with an office or a place beside it, or a label and a date ("Recorded: 3 May 2001")."""
    return _OFFICE_AND_DATE.fullmatch(line.text) is not None or _LABEL_AND_DATE.match(line.text) is not None


def _may_be_headline(line: Line) -> bool:
    if is_date(line):
        return False
    return line.kind in ("title", "bare") or (
        line.running and line.words <= 30 and line.letters <= 180 and not line.cut
    )


def _is_repeated(lines: list[Line], at: int, first: int) -> bool:
    """Whether a breadcrumb, the page's title or the like above the text repeats the line, whole or cut short."""
    head = lines[at].norm[:45]
    if len(head) < 15:
        return False
    start = max(0, first - _HEAD)
    return any(
        other != at and head.replace(" ", "") in line.norm.replace(" ", "") and line.norm != lines[at].norm
        for other, line in enumerate(lines[start:first], start)
        if not line.running or line.cut
    )


def _heads_a_teaser(lines: list[Line], at: int, first: int) -> bool:
    """Whether running text that is not the article's follows the line before any other title does."""
    for line in lines[at + 1 : first]:
        if line.kind == "teaser" or (line.running and line.letters > 60 and line.words > 30):
            return True
        if line.kind == "title" and line.words >= 4:
            return False
    return False


def _first_line(lines: list[Line], first: int) -> Headline:
    line = lines[first]
    short = line.words <= 25 and line.letters <= 150 and first + 1 < len(lines) and lines[first + 1].running
    if short and lines[first + 1].words > line.words and not line.text.endswith((":", "”", '"')):
        return Headline(first, "headline: first and short")
    return Headline(-1, "")


def alone(lines: list[Line]) -> Headline:
    """The headline of a page without running text: its longest title."""
    titles = [at for at, line in enumerate(lines) if line.kind == "title" and line.words >= 4]
    if not titles:
        return Headline(-1, "")
    return Headline(max(titles, key=lambda at: lines[at].letters), "headline: the only title on a page without text")


def before(lines: list[Line], at: int, head: Headline, first: int, *, saved: bool) -> tuple[Role, str]:
    """What a line before the article's first paragraph is; `saved` is whether the text looks like a saved web page."""
    line = lines[at]
    if line.kind in ("byline", "dated"):
        return Role.BYLINE, f"{line.kind} line"
    if at != head.at and not line.running and (at > head.at or not saved) and _is_line_of_data(line):
        return Role.BYLINE, "a date with its office, place or label"
    if not saved and not line.running and line.kind in ("title", "bare", "caption"):
        return _letterhead(line, at, head)
    shouts = line.text.isupper() and head.at >= 0 and not lines[head.at].text.isupper()
    first_of_two = at == head.at - 1 and line.kind == "title" and line.words >= 3 and not shouts and not is_date(line)
    first_of_two = first_of_two and re.search(r"[a-z][A-Z][a-z]", line.text) is None
    if first_of_two and _touches(lines, at):
        return Role.HEADING, "first line of a headline of two"
    if head.at < 0 or at < head.at:
        return Role.FURNITURE, "before the headline"
    if is_date(line):
        if at == first - 1 and sum(is_date(other) for other in lines[first : first + _NEAR]) >= 2:
            return Role.HEADING, "the first date of a chronology"
        return Role.BYLINE, "a date under the headline"
    if line.kind in ("furniture", "hard", "related", "links", "machine", "repeated", "teaser", "notice"):
        return Role.FURNITURE, f"{line.kind} line under the headline"
    if line.kind == "caption":
        return Role.CAPTION, "picture words"
    if line.running:
        if phrases.DATELINE.match(lines[first].text) and re.search(r"\b(?:19|20)\d\d\b", line.text):
            return Role.CAPTION, "a dated sentence between headline and dateline"
        return Role.BODY, "sentence under the headline"
    if line.norm == lines[head.at].norm:
        return Role.FURNITURE, "repeats the headline"
    if at == first - 1 and line.text.endswith((",", "،", ":")):
        return Role.BODY, "a form of address or opening words"
    if _is_name_line(lines, at):
        return Role.BYLINE, "names beside a date"
    if at == first - 1 and line.words <= 3 and line.kind in ("title", "bare") and _touches(lines, at):
        return Role.HEADING, "subhead over the first paragraph"
    if at == head.at + 1 and line.words >= 4 and not line.text[:1].islower() and _touches(lines, head.at):
        return Role.HEADING, "subtitle that touches the headline"
    byline_follows = any(other.kind in ("byline", "dated") or is_date(other) for other in lines[at + 1 : first])
    capital = not line.text[:1].islower()
    if capital and line.words >= 4 and (byline_follows or line.letters >= 80) and not _is_near(lines, at):
        return Role.HEADING, "subtitle under the headline"
    return Role.CAPTION, "no sentence, beside the headline"


def _is_name_line(lines: list[Line], at: int) -> bool:
    """Whether a line beside a date holds names and places only ("Ada Lorn in Port Ash and Ben Roe")."""
    dated = any(other.kind == "dated" or is_date(other) for other in lines[max(0, at - 1) : at + 3])
    words = [word for word in re.findall(r"[^\W\d_]+", lines[at].text) if word not in _JOINERS]
    return dated and 2 <= len(words) <= 10 and all(word[:1].isupper() for word in words)


def listed_elsewhere(lines: list[Line], first: int, last: int) -> set[int]:
    """Lines inside the text that name other articles: those under a marker of such, up to the next paragraph."""
    out: set[int] = set()
    under = False
    for at in range(first, last + 1):
        line = lines[at]
        if line.kind == "related":
            under = True
        elif line.running and (line.words > 14 or line.ends and not line.text.endswith(("?", "؟"))):
            under = False
        elif under:
            out.add(at)
    return out


def _touches(lines: list[Line], at: int) -> bool:
    """Whether no empty line stands between the line and the next, where empty lines part the page's blocks."""
    gaps = [after.start - line.end for line, after in zip(lines[:_HEAD], lines[1:_HEAD], strict=False)]
    return bool(gaps) and lines[at + 1].start - lines[at].end == min(gaps) < max(gaps)


def _letterhead(line: Line, at: int, head: Headline) -> tuple[Role, str]:
    """The head of a statement, letter or report, that has no page about it."""
    if is_date(line):
        return Role.BYLINE, "a date about the headline"
    if at < head.at:
        return Role.BYLINE, "letterhead"
    if line.words > 10 or line.text.endswith((",", ";", "،")):
        return Role.BODY, "opening words of a text without a page about it"
    return Role.HEADING, "under the headline of a text without a page about it"


def _is_near(lines: list[Line], at: int) -> bool:
    """Whether another short line of the page says nearly the same words, as captions and alt texts do."""
    mine = set(lines[at].norm.split())
    start = max(0, at - _HEAD)
    return any(
        other != at
        and not line.running
        and line.words >= 3
        and len(mine & set(line.norm.split())) >= 0.7 * max(len(mine), line.words)
        for other, line in enumerate(lines[start : at + _HEAD], start)
    )


def inside(lines: list[Line], at: int, head: Headline, *, saved: bool) -> tuple[Role, str]:
    """What a line between the article's first and last paragraph is."""
    line = lines[at]
    if line.running:
        return Role.BODY, "running text"
    if line.kind in ("furniture", "hard", "related", "links", "machine", "repeated", "teaser", "notice"):
        if line.kind == "furniture" and line.words <= 2 and _is_subhead_word(line):
            return Role.HEADING, "a one-word subhead"
        return Role.FURNITURE, f"{line.kind} line inside the text"
    if line.kind in ("byline", "dated"):
        return Role.BYLINE, f"{line.kind} line"
    if line.kind == "caption":
        return Role.CAPTION, "picture words"
    if head.at >= 0 and line.norm == lines[head.at].norm:
        return Role.FURNITURE, "repeats the headline"
    if _LIST_ITEM.match(line.text) or _in_list(lines, at):
        return Role.BODY, "item of a list"
    if not saved:
        return Role.HEADING if line.words <= 2 * _SUBHEAD else Role.BODY, "short line of a text without a page about it"
    return _subhead_or_caption(lines, at)


def _is_subhead_word(line: Line) -> bool:
    return line.norm in ("analysis", "report", "resources", "publications", "statement", "events", "opinion", "reply")


def _in_list(lines: list[Line], at: int) -> bool:
    """Whether the line stands in a run of three or more short lines: a list of names, verses, a table."""
    low, high = at, at
    while low > 0 and at - low < 2 and lines[low - 1].kind in ("title", "bare"):
        low -= 1
    while high + 1 < len(lines) and high - at < 2 and lines[high + 1].kind in ("title", "bare"):
        high += 1
    return high - low >= 2


def _subhead_or_caption(lines: list[Line], at: int) -> tuple[Role, str]:
    line = lines[at]
    if _NUMBERED_HEAD.match(line.text) or line.text.endswith(("?", "؟", ":")):
        return Role.HEADING, "subhead"
    if _is_near(lines, at):
        return Role.CAPTION, "says nearly what another short line says"
    if line.text.isupper() and line.words <= 2 * _SUBHEAD:
        return Role.HEADING, "subhead in capitals"
    named = re.match(r"([^,،]+)[,،]", line.text)
    comma = named is not None and all(word[:1].isupper() or not word[:1].islower() for word in named.group(1).split())
    if line.words <= _SUBHEAD and not comma and not any(character in line.text for character in '“”"«»()'):
        return Role.HEADING, "subhead: short, between paragraphs"
    return Role.CAPTION, "no sentence, between paragraphs"


def signature(lines: list[Line], last: int, in_notes: set[int]) -> Iterable[int]:
    """Lines under the last paragraph that sign it: a body's or person's name, a place, and a date alone."""
    if last < 0:
        return
    yield from _signatories(lines, last)
    end = last + 1
    while (
        end < len(lines)
        and end <= last + 3
        and end not in in_notes
        and lines[end].kind in ("title", "bare")
        and not is_date(lines[end])
    ):
        end += 1
    if (
        end < len(lines)
        and end not in in_notes
        and is_date(lines[end])
        and (end > last + 1 or not _site_follows(lines, end))
    ):
        yield from range(last + 1, end + 1)


def closing(lines: list[Line], first: int, last: int) -> Iterable[int]:
    """Lines in the text's last ones that sign it: a date alone, with a place or not, and what little stands below."""
    for at in range(max(first + 2, last - _CLOSING), last + 1):
        if is_date(lines[at]) and all(line.words <= 12 for line in lines[at : last + 1]):
            end = last + 1
            while end < len(lines) and end <= last + 4 and lines[end].kind in ("title", "bare"):
                if sum(map(str.isdigit, lines[end].text)) >= 5:
                    break  # a telephone, an address
                end += 1
            yield from range(at, end)
            return


def _signatories(lines: list[Line], last: int) -> Iterable[int]:
    """The names under a text that is signed ("Signed by:" and a list), or the name under a letter."""
    after = last + 1
    if after >= len(lines) or lines[after].kind not in ("title", "bare", "running"):
        return
    letter = any(_SALUTE.match(line.text) for line in lines[max(0, last - _NEAR) : last + 1] if line.letters)
    signed = _SIGNED.match(lines[after].text) is not None or _SIGNED.match(lines[last].text) is not None
    most = 12 if signed else 2 if letter else 0
    while (
        after < len(lines)
        and after - last <= most
        and lines[after].kind in ("title", "bare")
        and not is_date(lines[after])
    ):
        yield after
        after += 1


def _site_follows(lines: list[Line], at: int) -> bool:
    return any(line.kind in ("furniture", "hard", "related", "links", "machine") for line in lines[at + 1 : at + 3])


def bios(lines: list[Line], first: int, last: int, author: Line | None) -> Iterable[int]:
    """Paragraphs at the end of the text that introduce its writer."""
    for at in range(last, max(first, last - 3), -1):
        line = lines[at]
        if not line.running:
            continue
        if line.letters > 600 or not _is_bio(lines, at, first, author):
            return
        yield at


def _is_bio(lines: list[Line], at: int, first: int, author: Line | None) -> bool:
    line = lines[at]
    text = line.text.lstrip("*•–—- ")
    if re.match(r"about the authors?\b|the (?:author|writer)s? (?:is|are|was|has)\b", text, re.I):
        return True
    start = _NAME_START.match(text)
    if start is None:
        return False
    name = start.group().split(",")[0]
    wrote = author is not None and name.split()[-1].casefold() in author.text.casefold()
    cue = bool(phrases.BIO.search(text))
    tail = bool(phrases.BIO_TAIL.search(text))
    if wrote:
        return cue or tail
    surname = name.split()[-1]
    unmentioned = not any(surname in other.text for other in lines[first:at])
    return unmentioned and cue and (tail or line.words <= 60)
