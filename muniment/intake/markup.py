"""A parsed page cut into pieces of text, and what its head says about it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from muniment.dates import bounds
from muniment.errors import DateError
from muniment.records import DateCandidate

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
    ends_main: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page's head says: nothing of it stands in the text."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    site: str | None = None
    language: str | None = None
    dates: tuple[DateCandidate, ...] = ()


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
        if event == "start":
            if tag in _BLOCKS:
                close()
            path.append(element)
            if anchor := element.get("id") or (element.get("name") if tag == "a" else None):
                open_piece.anchors.append(anchor)
            if tag == "br":
                _line_break(open_piece, close)
            if tag in ("sup", "a") and (mark := _mark(element, path)):
                start = open_piece.length
                open_piece.add(element.text or "" if not len(element) else "".join(element.itertext()))
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
    """Start and end of each element that has text; a mark's inside is taken at its start."""
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
                yield "start", _tail_only(child)
                yield "end", _tail_only(child)
        else:
            yield "start", child
            inside = () if _mark(child, []) else child
            stack.append((child, iter(inside)))


def _tail_only(element: etree._Element) -> etree._Element:
    """An empty inline element with the tail of one whose own text is no text."""
    empty = etree.Element("span")
    empty.tail = element.tail
    return empty


def _hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _mark(element: etree._Element, path: list[etree._Element]) -> tuple[str, str] | None:
    """Label and target of a raised footnote mark, or of a link to a note."""
    if element.tag not in ("sup", "a") or len(element) > 3:
        return None
    words = "".join(element.itertext()).strip()
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
    """The characters of `source` outside tags, comments, scripts and styles; a tag becomes a line end. Linear in time."""
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


# --- the head -------------------------------------------------------------------------------------------------------

_DATE_NAMES = {
    "article:published_time": "published", "og:published_time": "published", "datepublished": "published", "date": "published",
    "dc.date": "published", "dc.date.issued": "published", "dcterms.date": "published", "dcterms.issued": "published",
    "dcterms.created": "published", "citation_publication_date": "published", "citation_date": "published", "pubdate": "published",
    "publishdate": "published", "publish_date": "published", "publication_date": "published", "sailthru.date": "published",
    "parsely-pub-date": "published", "article.published": "published", "article:modified_time": "modified",
    "og:updated_time": "modified", "datemodified": "modified", "last-modified": "modified", "dcterms.modified": "modified",
    "datecreated": "created",
}  # fmt: skip
_ISO = re.compile(r"\s*(\d{4})(?:[-/]?(\d{2})(?:[-/]?(\d{2}))?)?(?=$|[T\s+Z])")


def metadata(tree: etree._Element) -> Metadata:
    """Title, author, publisher, site, language and machine-readable dates of a page, as it declares them."""
    meta = _meta(tree)
    linked = list(_linked_data(tree))
    dates = [*_meta_dates(tree), *_linked_dates(linked), *_time_dates(tree)]
    address = meta.get("og:url") or next(
        (str(link.get("href")) for link in tree.iter("link") if link.get("rel") == "canonical"), ""
    )
    title = meta.get("og:title") or _first_text(tree, "title") or meta.get("title")
    return Metadata(
        title=title,
        author=_linked_name(linked, "author") or meta.get("author") or meta.get("article:author"),
        publisher=_linked_name(linked, "publisher")
        or meta.get("og:site_name")
        or meta.get("dc.publisher")
        or meta.get("publisher"),
        site=_host(address),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or meta.get("og:locale"),
        dates=tuple(dict.fromkeys(dates)),
    )


def _meta(tree: etree._Element) -> dict[str, str]:
    out: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            out.setdefault(name.strip().lower(), content[:500])
    return out


def _first_text(tree: etree._Element, tag: str) -> str | None:
    element = next(tree.iter(tag), None)
    words = " ".join("".join(element.itertext()).split()) if element is not None else ""
    return words[:500] or None


def _host(address: str) -> str | None:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _machine(value: object, source: str) -> DateCandidate | None:
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()[:60]
    found = _ISO.match(text)
    if not found:
        return DateCandidate("machine", text, note=source) if any(character.isdigit() for character in text) else None
    edtf = "-".join(part for part in found.groups() if part)
    try:
        bounds(edtf)
    except DateError:
        return DateCandidate("malformed", text, note=source)
    return DateCandidate("machine", text, edtf=edtf, note=source)


def _meta_dates(tree: etree._Element) -> Iterator[DateCandidate]:
    for element in tree.iter("meta"):
        name = (
            (
                element.get("property")
                or element.get("name")
                or element.get("itemprop")
                or element.get("http-equiv")
                or ""
            )
            .strip()
            .lower()
        )
        if name in _DATE_NAMES and (made := _machine(element.get("content"), f"{_DATE_NAMES[name]} (meta {name})")):
            yield made


def _time_dates(tree: etree._Element) -> Iterator[DateCandidate]:
    for element in tree.iter("time"):
        what = (
            "published"
            if "publi" in f"{element.get('itemprop')} {element.get('class')} {element.get('pubdate')}".lower()
            else "time"
        )
        if made := _machine(element.get("datetime"), f"{what} (<time>)"):
            yield made


def _linked_data(tree: etree._Element) -> Iterator[dict[str, Any]]:
    """The objects of a page's JSON-LD, a few levels deep."""
    for element in tree.iter("script"):
        if (element.get("type") or "").strip().lower() != "application/ld+json" or len(element.text or "") > 500_000:
            continue
        try:
            waiting: list[tuple[Any, int]] = [(json.loads(element.text or "", strict=False), 0)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            thing, depth = waiting.pop(0)
            if isinstance(thing, list) and depth < 5:
                waiting.extend((one, depth + 1) for one in thing[:100])
            elif isinstance(thing, dict):
                yield thing
                if "@graph" in thing:
                    waiting.append((thing["@graph"], depth + 1))


def _linked_dates(linked: list[dict[str, Any]]) -> Iterator[DateCandidate]:
    for thing in linked:
        for key, what in (("datePublished", "published"), ("dateCreated", "created"), ("dateModified", "modified")):
            if made := _machine(thing.get(key), f"{what} (JSON-LD)"):
                yield made


def _linked_name(linked: list[dict[str, Any]], key: str) -> str | None:
    for thing in linked:
        value = thing.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())[:200]
    return None
