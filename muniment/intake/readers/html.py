"""Saved web pages.

Every block of text is kept, in the page's order, with white space run together as a browser does (CSS Text 3, section
4.1); scripts, styles and templates are no text. Which blocks are the article is decided by trafilatura (Barbaresi 2021,
ACL demo), asked for precision: on 181 pages of its benchmark it finds the main text with F1 .964. Headings, captions,
raised footnote marks, machine-readable dates, author and publisher come from the markup (schema.org, Open Graph, Dublin
Core).
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from html import unescape as html_entities

import trafilatura
from lxml import etree, html

from muniment.errors import NotRead
from muniment.intake import phrases
from muniment.intake.blocks import cut
from muniment.intake.encoding import decode
from muniment.intake.headlines import is_date
from muniment.intake.limits import Limits
from muniment.intake.lines import Line, look, words_folded
from muniment.intake.markup import Piece, pieces, strip_tags
from muniment.intake.page_head import Metadata, metadata
from muniment.intake.transcript import Block, Transcript
from muniment.records import FootnoteMark, Role, Span

#: its complaints about a page go to nobody who could mend the page
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

NAME = "html"
VERSION = "1"
KINDS = ("html",)
SUFFIXES = (".html", ".htm", ".xhtml")
EXAMPLES = (
    (
        b"<html><body><script>var a = 1;</script><h1>Two killed</h1><p>Two people  were killed.</p></body></html>",
        ("Two killed", "Two people were killed."),
    ),
    (b"<!doctype html><title>Nothing</title><script>document.write('words')</script>", ()),
)

#: characters of a page above which trafilatura is not asked: its time grows faster than the page
MOST_MARKUP = 5_000_000
#: letters of main text below which trafilatura's answer is not believed on a page that has more running text
_LEAST_MAIN = 150
#: blocks at the end of the main text that may be a note about the writer
_LAST = 2
_SUBHEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_FAULTS = (etree.LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError)


def read(data: bytes, *, limits: Limits) -> Transcript:
    """The blocks of a page. Raises `NotRead` ("empty", "binary", "damaged")."""
    declared = _CHARSET.search(data[:4096])
    source, _ = decode(
        data[: 4 * limits.largest_text + 4], declared=declared.group(1).decode("ascii") if declared else None
    )
    source = source[: limits.largest_text].lstrip("\ufeff").replace("\0", "")
    tree, whole = _parsed(source)
    if not whole:
        return _without_markup(source)
    about = metadata(tree)
    found = pieces(tree)
    text, blocks, spans = _laid_out(found)
    main = _main_text(source) if len(source) <= MOST_MARKUP else ""
    blocks = _with_roles(text, blocks, found, main, about)
    warnings: tuple[str, ...] = ()
    if len(source) > MOST_MARKUP:
        warnings = ("the page is too large to have its main text told apart by its markup",)
    return Transcript(
        text,
        tuple(blocks),
        "html",
        marks=_marks(found, spans),
        dates=about.dates,
        title=about.title,
        author=about.author,
        publisher=about.publisher,
        site=about.site,
        language=about.language,
        warnings=warnings,
    )


def _parsed(source: str) -> tuple[etree._Element, bool]:
    """The page's tree, and whether the parser took in all of it (it stops at 256 levels of nesting)."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise NotRead("damaged", "no page can be made of this HTML; open it in a browser and save it again") from error
    return tree, not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _without_markup(source: str) -> Transcript:
    """The words of a page that is nested too deeply to be parsed: scripts and styles left out, tags taken away."""
    text = html_entities(strip_tags(source))
    text = "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)
    return Transcript(text, cut(text), "html", warnings=("nested too deeply; the text was taken without its markup",))


def _laid_out(found: list[Piece]) -> tuple[str, list[Block], list[Span]]:
    """The text of the pieces, one to a line, and their blocks."""
    out: list[str] = []
    blocks: list[Block] = []
    spans: list[Span] = []
    at = 0
    for piece in found:
        blocks.append(Block(at, at + len(piece.text)))
        spans.append(Span(at, at + len(piece.text)))
        out.append(piece.text)
        at += len(piece.text) + 1
    return "\n".join(out), blocks, spans


def _main_text(source: str) -> str:
    """The main text by trafilatura, or "" when it has none."""
    try:
        return trafilatura.extract(source, favor_precision=True, include_comments=False, include_tables=True) or ""
    except _FAULTS:
        return ""


def _with_roles(text: str, blocks: list[Block], found: list[Piece], main: str, about: Metadata) -> list[Block]:
    lines = [look(text, block.start, block.end) for block in blocks]
    kept = dict.fromkeys(words_folded(line) for line in main.splitlines() if line.strip())
    whole = " ".join(kept)
    inside = [_is_main(line.norm, kept, whole) for line in lines]
    running = sum(line.letters for line in lines if line.running)
    chosen = sum(line.letters for line, is_in in zip(lines, inside, strict=True) if is_in)
    believed = chosen >= _LEAST_MAIN or chosen * 2 >= running
    places = [at for at, is_in in enumerate(inside) if is_in]
    first, last = (places[0], places[-1]) if believed and places else (0, len(blocks))
    title = words_folded(about.title or "")
    doubtful = _doubtful(lines, found, inside)
    out = []
    for at, (block, piece, line) in enumerate(zip(blocks, found, lines, strict=True)):
        role, why = _by_markup(piece, line.norm, line.kind, title, first <= at <= last, at)
        over_main = at + 1 < len(inside) and inside[at + 1] and first < at
        if role is None and over_main and piece.tag in _SUBHEADS and line.kind in ("title", "bare"):
            role, why = Role.HEADING, f"<{piece.tag}> over the main text"
        if role is None and believed and places and at not in doubtful:
            role, why = _by_main(piece, "dated" if is_date(line) else line.kind, inside[at], at < first)
        out.append(replace(block, role=role, why=why, label=piece.label, main=inside[at] if believed else None))
    return out


def _doubtful(lines: list[Line], found: list[Piece], inside: list[bool]) -> set[int]:
    """Main blocks whose words have to agree before they are taken for the article's.

    Where a page's markup says little, trafilatura takes in what stands about the article: what comes before the
    page's one <h1>, what follows a marker of comments or other articles, teasers, and a note about the writer.
    """
    tops = [at for at, piece in enumerate(found) if piece.tag == "h1"]
    out = set(range(tops[0])) if len(tops) == 1 else set()
    letters, listing = 0, False
    for at, line in enumerate(lines):
        if line.kind == "hard" and letters >= _LEAST_MAIN:
            out.update(range(at, len(lines)))
            break
        listing = listing or line.kind == "related"
        more = at + 1 < len(lines) and phrases.MORE.fullmatch(lines[at + 1].text.strip(" »›→>[]()")) is not None
        if listing and (more or line.kind in ("title", "bare")):
            out.add(at)
        letters += line.letters if inside[at] and line.running and at not in out else 0
    ends = [at for at, is_in in enumerate(inside) if is_in and at not in out][-_LAST:]
    out.update(at for at in ends if phrases.BIO.search(lines[at].text) or phrases.BIO_TAIL.search(lines[at].text))
    return {at for at in out if inside[at]}


def _is_main(norm: str, kept: dict[str, None], whole: str) -> bool:
    if norm in kept:
        return True
    if len(norm) < 40:
        return False
    if norm[:1900] in whole:
        return True
    words = norm.split()
    shingles = [" ".join(words[at : at + 6]) for at in range(0, len(words) - 5, 3)]
    return bool(shingles) and sum(shingle in whole for shingle in shingles) >= 0.7 * len(shingles)


def _by_markup(piece: Piece, norm: str, kind: str, title: str, near: bool, at: int) -> tuple[Role | None, str]:
    """What the element says by itself."""
    if piece.tag == "note":
        return Role.FOOTNOTE, "in an element for notes"
    if piece.furniture:
        return Role.FURNITURE, f"in <{piece.furniture}>"
    if piece.tag == "figcaption":
        return (Role.CAPTION, "<figcaption>") if near else (Role.FURNITURE, "<figcaption> away from the text")
    if piece.tag == "byline" and len(piece.text) <= 200:
        return Role.BYLINE, "in an element for the author or date"
    if piece.tag == "h1" and (not title or norm in title or title in norm):
        return Role.HEADING, "<h1>"
    return None, ""


def _by_main(piece: Piece, kind: str, is_main: bool, before: bool) -> tuple[Role | None, str]:
    """What trafilatura's answer makes of a block that the markup leaves open."""
    if not is_main:
        if before and kind in ("byline", "dated"):
            return Role.BYLINE, f"{kind} line before the main text"
        return Role.FURNITURE, "outside the main text (trafilatura)"
    if piece.tag[:1] == "h" and piece.tag[1:].isdigit():
        return Role.HEADING, f"<{piece.tag}> in the main text"
    if (
        kind in ("furniture", "hard", "related", "links", "byline", "dated", "caption", "notice")
        and len(piece.text) < 300
    ):
        return None, ""
    return Role.BODY, "main text (trafilatura)"


def _marks(found: list[Piece], spans: list[Span]) -> tuple[FootnoteMark, ...]:
    """Raised marks with the note that their link leads to, or the note of their number."""
    by_anchor = {anchor: span for piece, span in zip(found, spans, strict=True) for anchor in piece.anchors}
    by_label = {piece.label: span for piece, span in zip(found, spans, strict=True) if piece.label}
    out = []
    for piece, span in zip(found, spans, strict=True):
        if piece.tag == "note":
            continue
        for mark in piece.marks:
            note = by_anchor.get(mark.target) or by_label.get(mark.label)
            if note == span:
                note = None
            out.append(FootnoteMark(span.start + mark.start, span.start + mark.end, mark.label, note))
    return tuple(out)
