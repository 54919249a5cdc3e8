"""What each block of a page is: the article's headline and text, captions, notes, or furniture.

Made for texts without markup (saved web pages, scans, PDF lines); blocks to which a reader has given a role by markup
keep it. Two steps: the article's core is the run of blocks with the largest sum of weights (running text for it,
navigation, requests and markers of other articles against it: the maximal-scoring-subsequence idea of Pasternack and
Roth 2009, "Extracting article text from the web with maximum subsequence segmentation"); then lines before, inside and
after the core are told apart by shape, repetition and position.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from muniment.intake import headlines, notes, phrases
from muniment.intake.lines import Line, look
from muniment.intake.transcript import Block
from muniment.records import Passage, Role

#: weight of a block for the core, in letters; chosen so that a paragraph outweighs a few menu lines and a marker of
#: comments or other articles outweighs the two or three teasers that follow it
_AGAINST = {
    "hard": -700,
    "related": -300,
    "furniture": -50,
    "links": -80,
    "machine": -40,
    "dated": -15,
    "byline": -15,
    "caption": -5,
    "notice": -15,
    "title": -12,
    "bare": -20,
    "note": -1,
    "repeated": -80,
    "teaser": -80,
}
#: letters that one paragraph may weigh; a page whose article is one long block still outweighs its teasers
_MOST = 1_500
#: letters in two or more paragraphs above which an article has been found; what follows a marker of comments or other
#: articles is then believed by this share only (comments and teasers are sentences too)
_SETTLED = 250
_DOUBT = {"hard": 0.3, "related": 0.5}
#: lines of a page's own under a text that make it a saved page; a letter too has an address or a telephone at its foot
_A_PAGE = 2


def assign(text: str, blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """The passages of `text`, one for each block, with their roles and the rule that gave each."""
    lines = [look(text, block.start, block.end) for block in blocks]
    lines = _demoted(
        [
            replace(line, kind="furniture") if block.role is Role.FURNITURE and line.running else line
            for line, block in zip(lines, blocks, strict=True)
        ]
    )
    sections = notes.sections(lines)
    given = {at: (block.role, block.why or "markup") for at, block in enumerate(blocks) if block.role is not None}
    found: dict[int, tuple[Role, str]] = {
        at: (Role.FOOTNOTE, "in a section of notes") for section in sections for at in section.lines
    }
    labels = {at: label for section in sections for at, label in section.labels.items()}
    open_lines = [at for at in range(len(lines)) if at not in given and at not in found]
    core = _core(lines, set(found))
    for at, answer in _told_apart(lines, core, open_lines, set(found)).items():
        found[at] = answer
    found.update(given)
    return tuple(
        Passage(block.start, block.end, *found[at], label=block.label or labels.get(at), confidence=block.confidence)
        for at, block in enumerate(blocks)
        if block.end > block.start
    )


def _demoted(lines: list[Line]) -> list[Line]:
    """Running lines that are not the article's whatever stands about them: repetitions of an earlier line (pull
    quotes, summaries, search descriptions) and teasers (a title, a paragraph, "read more")."""
    seen: set[str] = set()
    out: list[Line] = []
    for at, line in enumerate(lines):
        if line.running and line.letters >= 20 and line.norm in seen:
            line = replace(line, kind="repeated")
        elif line.running and 0 < at < len(lines) - 1 and _is_teaser(lines[at - 1], lines[at + 1]):
            line = replace(line, kind="teaser")
        seen.add(line.norm)
        out.append(line)
    return out


def _is_teaser(before: Line, after: Line) -> bool:
    under_a_title = before.kind in ("title", "bare", "byline", "dated")
    return under_a_title and phrases.MORE.fullmatch(after.text.strip(" »›→>[]()")) is not None


def _weight(line: Line, is_note: bool) -> float:
    if is_note:
        return _AGAINST["note"]
    if not line.running:
        return _AGAINST[line.kind]
    if line.cut or (not line.ends and line.letters > 200 and not line.text.endswith((":", ";"))):
        return _AGAINST["teaser"] if line.letters < 900 or line.cut else 0.1 * line.letters
    return min(line.letters, _MOST)


def _core(lines: list[Line], in_notes: set[int]) -> tuple[int, int]:
    """First and last line (inclusive) of the article's text; (0, -1) when there is none."""
    best, best_run = 0.0, (0, -1)
    total, start, paragraphs, trust = 0.0, 0, 0, 1.0
    for at, line in enumerate(lines):
        if total <= 0:
            total, start, paragraphs = 0.0, at, 0
        if line.kind in _DOUBT and total >= _SETTLED and paragraphs >= 2:
            trust = min(trust, _DOUBT[line.kind])
        weight = _weight(line, at in in_notes)
        paragraphs += weight > 0
        total += weight * (trust if weight > 0 else 1.0)
        if total > best:
            best, best_run = total, (start, at)
    return best_run


def _told_apart(
    lines: list[Line], core: tuple[int, int], open_lines: list[int], in_notes: set[int]
) -> dict[int, tuple[Role, str]]:
    first, last = core
    while first <= last and not lines[first].running:
        first += 1
    head = headlines.headline(lines, first) if first <= last else headlines.alone(lines)
    about = [at for at, line in enumerate(lines) if line.kind in ("furniture", "hard", "related", "links")]
    saved = len(about) >= _A_PAGE or any(at < first or lines[at].kind in ("hard", "related") for at in about)
    saved = saved or head.at >= 5  # a letterhead is not so long
    out: dict[int, tuple[Role, str]] = {}
    author = next((line for line in lines if line.kind == "byline"), None)
    elsewhere = headlines.listed_elsewhere(lines, first, last)
    for at in open_lines:
        line = lines[at]
        if at == head.at:
            out[at] = (Role.HEADING, head.why)
        elif at in elsewhere:
            out[at] = (Role.FURNITURE, "in a list of other articles")
        elif first <= at <= last:
            out[at] = headlines.inside(lines, at, head, saved=saved)
        elif at < first:
            out[at] = headlines.before(lines, at, head, first, saved=saved)
        else:
            out[at] = _after(line, saved=saved)
    for at in (*headlines.closing(lines, first, last), *headlines.signature(lines, last, in_notes)):
        out[at] = (Role.BODY, "signature under the text")
    for at in headlines.bios(lines, first, last, author):
        out[at] = (Role.BYLINE, "a note about the writer")
    return out


def _after(line: Line, *, saved: bool) -> tuple[Role, str]:
    if line.kind in ("byline", "dated"):
        return Role.BYLINE, f"{line.kind} line"
    if not saved and line.kind in ("title", "bare"):
        return Role.BODY, "signature or end of a text without a page about it"
    if line.kind == "caption":
        return Role.CAPTION, "picture words, after the text"
    return Role.FURNITURE, f"after the text ({line.kind})"
