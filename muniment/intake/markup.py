"""A parsed page cut into pieces of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "optgroup",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "caption",
        "button",
        "label",
        "textarea",
    ]
)
_NO_TEXT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "head",
        "audio",
        "video",
        "map",
        "datalist",
    ]
)
#: elements whose text is furniture wherever they stand
_FURNITURE = frozenset(["nav", "footer", "form", "button", "select", "option", "textarea", "dialog", "menu", "label"])
_NOTES = re.compile(
    r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?|references|reflist|fn\d*|ftn\d*|_ftn\d*|edn\d*|note-?\d+|cite_note\S*)(?:$|[\s_-])",
    re.I,
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|author|authors|vcard|dateline|published|pubdate|post-?date|entry-?date|article-?date|post-?meta|entry-?meta|timestamp)(?:$|[\s_-])",
    re.I,
)
_MARK = re.compile(r"[\[(]?\s*(\d{1,3}|[*†‡])\s*[\])]?")
_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\])]?[.:)]?\s")
_SPACE = re.compile(r"[ \t\n\r\f]+")
#: levels of nesting that are walked; a deeper page is made by a machine to do harm
DEEPEST = 2_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A raised mark in a piece: its place there, its label, and the anchor that its link leads to."""

    start: int
    end: int
    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a page: its text, what element it stands in (`tag`: the block's own, or note, byline, figcaption)."""

    text: str
    tag: str
    furniture: str = ""
    anchors: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    label: str | None = None


@dataclass(slots=True)
class _Open:
    """The piece being written."""

    words: list[str] = field(default_factory=list)
    length: int = 0
    anchors: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def add(self, text: str) -> None:
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (not self.words or self.words[-1].endswith((" ", "\n"))):
            text = text[1:]
        if text:
            self.words.append(text)
            self.length += len(text)


def pieces(tree: etree._Element) -> list[Piece]:
    """The blocks of text under `tree`, in the page's order."""
    out: list[Piece] = []
    path: list[etree._Element] = []
    open_piece = _Open()

    def close() -> None:
        nonlocal open_piece
        text = "".join(open_piece.words).rstrip(" \n")
        if text.strip("\u00a0\u200b\ufeff "):
            out.append(_piece(text, open_piece, path))
        elif open_piece.anchors and out:
            pass
        anchors = [] if text else open_piece.anchors
        open_piece = _Open(anchors=anchors)

    for event, element in _walk(tree):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "tail":
            _text(open_piece, element.tail, path[-1].tag if path else "", close)
        elif event == "start":
            if tag in _BLOCKS:
                close()
            path.append(element)
            if anchor := element.get("id") or (element.get("name") if tag == "a" else None):
                open_piece.anchors.append(anchor)
            if tag == "br":
                _line_break(open_piece, close)
            if tag in ("sup", "a") and (mark := _mark(element, path)):
                start = open_piece.length
                open_piece.add(element.text or "" if not len(element) else "".join(map(str, element.itertext())))
                end = open_piece.length
                if end > start:
                    open_piece.marks.append(Mark(start, end, *mark))
                continue
            _text(open_piece, element.text, tag, close)
        else:
            if tag in _BLOCKS:
                close()
            path.pop()
            if element is not tree:
                _text(open_piece, element.tail, path[-1].tag if path else "", close)
    close()
    return out


def _walk(tree: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Start and end of each element that has text, and "tail" for one whose own text is none; a mark's inside is taken
    at its start."""
    stack: list[tuple[etree._Element, Iterator[etree._Element]]] = [(tree, iter(tree))]
    yield "start", tree
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", element
        elif not isinstance(child.tag, str) or child.tag in _NO_TEXT or _hidden(child) or len(stack) > DEEPEST:
            if child.tail:
                yield "tail", child
        else:
            yield "start", child
            inside = () if _mark(child, []) else child
            stack.append((child, iter(inside)))


def _hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _mark(element: etree._Element, path: list[etree._Element]) -> tuple[str, str] | None:
    """Label and target of a raised footnote mark, or of a link to a note."""
    if element.tag not in ("sup", "a") or len(element) > 3:
        return None
    words = "".join(map(str, element.itertext())).strip()
    found = _MARK.fullmatch(words) if len(words) <= 7 else None
    if found is None:
        return None
    link = element if element.tag == "a" else next((child for child in element if child.tag == "a"), None)
    href = (link.get("href") or "") if link is not None else ""
    target = href.rpartition("#")[2] if "#" in href else ""
    if element.tag == "a" and not (target and re.search(r"(?:fn|note|ref|cite|end|ftn|edn)", target, re.I)):
        return None
    return found.group(1), target


def _line_break(open_piece: _Open, close: Any) -> None:
    if open_piece.words and open_piece.words[-1] == "\n":
        close()
    elif open_piece.words:
        open_piece.words.append("\n")
        open_piece.length += 1


def _text(open_piece: _Open, text: str | None, tag: Any, close: Any) -> None:
    if not text:
        return
    if tag == "pre" and "\n" in text:
        for part in re.split(r"\n[ \t]*\n", text):
            open_piece.add(part)
            close()
        return
    open_piece.add(text)


def _piece(text: str, made: _Open, path: list[etree._Element]) -> Piece:
    tag, furniture = "", ""
    for element in reversed(path):
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _BLOCKS and not tag:
            tag = name
        if name in _FURNITURE or element.get("role") in ("navigation", "banner", "contentinfo", "search"):
            furniture = furniture or (name if name in _FURNITURE else str(element.get("role")))
        label = f"{element.get('class') or ''} {element.get('id') or ''}"
        if name in ("body", "html", "main", "article"):
            continue
        if name == "figcaption" or (name not in ("div", "section") and "wp-caption-text" in label):
            tag = "figcaption"
        elif (
            _NOTES.search(label)
            and tag != "note"
            and name in ("li", "ol", "ul", "div", "section", "p", "aside", "dl", "dd")
        ):
            tag = "note"
        elif (_BYLINE.search(label) or name in ("time", "address") or element.get("rel") == "author") and len(
            text
        ) <= 200:
            tag = "byline" if tag != "note" else tag
    number = _NUMBER.match(text) if tag == "note" else None
    label_of = number.group(1) if number else (_from_anchor(made.anchors) if tag == "note" else None)
    marks = tuple(mark for mark in made.marks if mark.end <= len(text))
    return Piece(text, tag or "body", furniture, tuple(made.anchors), marks, label_of)


def _from_anchor(anchors: list[str]) -> str | None:
    for anchor in anchors:
        if found := re.search(r"(\d{1,3})$", anchor):
            return found.group(1)
    return None


def strip_tags(source: str) -> str:
    """The characters of `source` outside tags, comments, scripts and styles; tags become line ends. Linear in time."""
    out: list[str] = []
    lower = source.lower()
    at = 0
    while at < len(source):
        tag = source.find("<", at)
        if tag < 0:
            out.append(source[at:])
            break
        out.append(source[at:tag])
        skipped = next((name for name in ("script", "style", "template") if lower.startswith("<" + name, tag)), None)
        end = lower.find(f"</{skipped}", tag) if skipped else tag
        if lower.startswith("<!--", tag):
            end = source.find("-->", tag)
        close = source.find(">", end) if end >= 0 else -1
        if close < 0:
            break
        out.append("\n")
        at = close + 1
    return "".join(out)
