"""What a page's head says about the page: schema.org in JSON-LD and microdata, Open Graph, Dublin Core, plain meta."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from muniment.dates import bounds
from muniment.errors import DateError
from muniment.records import DateCandidate

#: names under which pages declare their dates
_PUBLISHED = """article:published_time og:published_time datepublished date dc.date dc.date.issued dcterms.date
    dcterms.issued dcterms.created citation_publication_date citation_date pubdate publishdate
    publish_date publication_date sailthru.date parsely-pub-date article.published"""
_MODIFIED = "article:modified_time og:updated_time datemodified last-modified dcterms.modified"
_DATE_NAMES = {
    **dict.fromkeys(_PUBLISHED.split(), "published"),
    **dict.fromkeys(_MODIFIED.split(), "modified"),
    "datecreated": "created",
}
_ISO = re.compile(r"\s*(\d{4})(?:[-/]?(\d{2})(?:[-/]?(\d{2}))?)?(?=$|[T\s+Z])")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page's head says: nothing of it stands in the text."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    site: str | None = None
    language: str | None = None
    dates: tuple[DateCandidate, ...] = ()


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
    words = " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""
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
