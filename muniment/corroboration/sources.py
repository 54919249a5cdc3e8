"""Who stands behind a claim: the site or publisher that carries it, the speaker it names, the side that speaker is of.

Each finder returns keys that claims or documents share, with the words that show it. The same patterns hold for every
side; a name that is only a word of kind ("officials", "witnesses") joins nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from muniment.corroboration.conflicts import name_words
from muniment.corroboration.telling import FUNCTION, passage_about, telling, words
from muniment.records import Citation, Claim, Document, Involvement, Mention, Reading, Role, Span, cite
from muniment.text import folded

#: two lines of furniture show one site when they begin with the same characters, so many at least …
FURNITURE_BEGINNING = 25
#: … and so many different words of it are not the words every site uses
FURNITURE_OWN_WORDS = 3
#: words that stand in the furniture of any site; folded
_EVERYWHERE_WORDS = """
home skip main content tags tag share subscribe newsletter sign log login register comments comment leave reply
email mail address published required fields marked privacy policy terms use cookies cookie contact about us search
menu popular posts post read more all rights reserved copyright download app facebook twitter telegram instagram
youtube whatsapp linkedin print pdf follow join free daily receive news latest breaking top back next previous
archive archives page pages site blog category categories related articles article story stories image photo video
videos view source link copy continue close open show hide account your never optional sell personal information do
advertising advertisement interest based trending recent editor editors pick picks sponsored topics topic section
sections january february march april may june july august september october november december monday tuesday
wednesday thursday friday saturday sunday written by min minute minutes ago updated website web time خانه تماس
درباره جستجو اشتراک عضویت بیشتر بخوانید حقوق محفوظ الرییسیه اتصل بنا بحث المزید جمیع الحقوق محفوظه
"""
_EVERYWHERE = frozenset(_EVERYWHERE_WORDS.split())
_LINE = re.compile(r"[^\n\r]+")
#: a dateline with its agency: "KARVAN, May 4 (Orun Press) -"
_DATELINE = re.compile(r"^[^\n(]{3,60}\(([^\W\d_][\w .&'’-]{1,40})\)\s*[-–—]", re.M)
#: "… originally published by X", where a reader made no notice of it
_REPUBLISHED = re.compile(
    r"\b(?:first|originally) (?:published|appeared|posted)(?: \w+)? (?:by|in|on|at) (?:the )?"
    r"([^\W\d_][^\n.,;:()]{1,60})",
    re.I,
)
#: "X — affiliated with Y", "X, the official organ of Y": words that say which side a source is of
_BELONGS = re.compile(
    r"\b(?:affiliated (?:with|to)|(?:organ|mouthpiece|news agency|newspaper|website|broadcaster|media arm|spokesm[ae]n"
    r"|spokeswoman|spokesperson) (?:of|for)|(?:run|owned|controlled|funded) by)\s+(?:the )?(?=[A-ZÀ-Þ])"
)
#: a name, its words with capitals and the small words between them
_NAME = r"[A-ZÀ-Þ][\w.’'-]*(?: (?:(?:of|the|and|for|de) ){0,2}[A-ZÀ-Þ(][\w.’')(-]*){0,7}"
_PARTY = re.compile(_NAME)
#: the name before such words, and what may stand between
_WHO = re.compile(rf"({_NAME})\s*(?:[,—–(-]+\s*|is |was |which is |who is |an? |the |[a-z-]+ ){{0,5}}$")
#: characters before the words in which the name is looked for
_BEFORE = 120
_ALIAS = re.compile(
    r"([A-ZÀ-Þ][\w’'-]+(?: (?:of|for|the|and|de|[A-ZÀ-Þ][\w’'-]+))+) \(([A-Z]{2,}(?:\s?[/-]\s?[A-Z]{2,})*)\)"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What shows that a document or a claim has the source `key`: the words, or a note where they are not in a text."""

    document: str
    key: str
    citation: Citation | None
    note: str


def sites(documents: Iterable[Document], readings: Sequence[Reading]) -> Iterator[Mark]:
    """The publishers and sites that carry documents: named publishers, hosts of source addresses, shared furniture."""
    for document in documents:
        host = urlsplit(document.custody.source_url or "").netloc.casefold().removeprefix("www.")
        if host:
            yield Mark(document.id, f"host {host}", None, f"both were received from {host}")
    for reading in readings:
        for name in filter(None, (reading.publisher, reading.site)):
            if key := " ".join(sorted(name_words(name))):
                yield Mark(reading.document, f"publisher {key}", _first(reading, name), f"the publisher is {name}")
    yield from _furniture(readings)


def _first(reading: Reading, words_: str) -> Citation | None:
    at = reading.text.find(words_)
    return cite(reading.document, reading.text, Span(at, at + len(words_))) if at >= 0 and words_ else None


def _furniture(readings: Sequence[Reading]) -> Iterator[Mark]:
    """Lines of furniture that begin alike in two documents: sorted, so that only neighbours are compared."""
    lines: list[tuple[str, str, int, int]] = []
    for reading in readings:
        for passage in reading.passages:
            if passage.role is Role.FURNITURE:
                for found in _LINE.finditer(reading.text, passage.start, passage.end):
                    words_ = folded(found.group()).strip()
                    if len(words_) >= FURNITURE_BEGINNING:
                        lines.append((words_, reading.document, found.start(), found.end()))
    lines.sort()
    texts = {reading.document: reading.text for reading in readings}
    chain, key = lines[:1], lines[0][0] if lines else ""
    for line in lines[1:]:
        common = _beginning(key, line[0])
        if _own_words(common):
            chain.append(line)
            key = common
            continue
        yield from _alike(chain, key, texts)
        chain, key = [line], line[0]
    yield from _alike(chain, key, texts)


def _alike(chain: Sequence[tuple[str, str, int, int]], key: str, texts: Mapping[str, str]) -> Iterator[Mark]:
    """The marks of lines that all begin with `key`, where they are of two documents or more."""
    if len({document for _, document, _, _ in chain}) < 2:
        return
    for _, document, start, end in chain:
        shown = cite(document, texts[document], Span(start, min(end, start + len(key))))
        yield Mark(document, f"furniture {key}", shown, "the same line of the page's frame")


def _beginning(a: str, b: str) -> str:
    length = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[:length].rstrip()


def _own_words(line: str) -> bool:
    """Whether a line of furniture says more than what every site's furniture says."""
    if len(line) < FURNITURE_BEGINNING:
        return False
    own = {word.text for word in words(line) if word.text not in FUNCTION and word.text not in _EVERYWHERE}
    return len({word for word in own if not word.isdigit()}) >= FURNITURE_OWN_WORDS


def republished(readings: Iterable[Reading]) -> Iterator[Mark]:
    """Where documents say they come from: notices, "first published by …", an agency in the dateline. The publisher's
    own documents have the same key, so that a copy meets its original."""
    for reading in readings:
        for notice in reading.notices:
            if notice.kind == "republication" and (key := " ".join(sorted(name_words(notice.name)))):
                yield Mark(reading.document, key, cite(reading.document, reading.text, notice.citation), "it says so")
        for pattern in (_DATELINE, _REPUBLISHED):
            for found in pattern.finditer(reading.text):
                name = found.group(1)
                telling_ = passage_about(reading, Span(*found.span(1)))
                if telling_ is None or not any(one.isupper() for one in name):
                    continue
                if pattern is _DATELINE and telling_.role is not Role.BODY:
                    continue
                if key := " ".join(sorted(name_words(name))):
                    span = Span(found.start(), found.end())
                    yield Mark(reading.document, key, cite(reading.document, reading.text, span), f"it names {name}")


def publishers(readings: Iterable[Reading]) -> dict[str, frozenset[str]]:
    """Document id → keys of its own publisher, site and author, to be met by `republished` and by speakers' names."""
    return {
        reading.document: frozenset(
            key
            for name in (reading.publisher, reading.site, reading.author)
            if name and (key := " ".join(sorted(name_words(name))))
        )
        for reading in readings
    }


def aliases(readings: Iterable[Reading]) -> dict[str, str]:
    """Short name → key of the full one, where a document writes "Full Name (SHORT)" and none says otherwise."""
    found: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for one in _ALIAS.finditer(reading.text):
            key = " ".join(sorted(name_words(one.group(1))))
            for short in re.split(r"\s?[/-]\s?", one.group(2)):
                found[folded(short)].add(key)
    return {short: next(iter(keys)) for short, keys in found.items() if len(keys) == 1}


def name_key(name: str, short: Mapping[str, str]) -> str:
    """A name's words in one order, its abbreviation replaced by the full name where that is known."""
    plain = folded(name).strip(" .")
    if plain in short:
        return short[plain]
    without = re.sub(r"\([^)]*\)", " ", name)
    return " ".join(sorted(name_words(without if without.strip() else name)))


def is_named(name: str) -> bool:
    """Whether a speaker has a name: a word with a capital that is no mere word of kind, or two words of a script
    without capitals."""
    found = [name[word.start : word.end] for word in words(name) if word.text in name_words(name)]
    capital = [word for word in found if word[0].isupper() and folded(word) not in _KINDS]
    caseless = [word for word in found if word[0].isalpha() and word.lower() == word.upper()]
    return bool(capital) or len(caseless) >= 2


_KINDS_WORDS = """
official officials witness witnesses source sources authorities government police army officers residents activists
doctors survivors relatives report reports local state media people prisoners members
"""
_KINDS = frozenset(_KINDS_WORDS.split())


def persons(claims: Iterable[Claim]) -> frozenset[str]:
    """Folded names that are mentioned as persons."""
    return frozenset(
        folded(claim.citation.quote)
        for claim in claims
        if isinstance(claim.content, Mention) and claim.content.kind == "person"
    )


def parties(
    readings: Iterable[Reading], claims: Iterable[Claim], short: Mapping[str, str]
) -> dict[str, list[tuple[str, Mark]]]:
    """Source's key → (party's key, the words that say so): from offices held and from what texts say of sources."""
    found: dict[str, list[tuple[str, Mark]]] = defaultdict(list)
    for claim in claims:
        role = claim.content
        if isinstance(role, Involvement) and role.body and not role.alleged and is_named(role.body):
            who, party = name_key(role.person, short), name_key(role.body, short)
            if who and party and who != party:
                mark = Mark(claim.document, party, claim.citation, f"{role.person}: {role.role}, {role.body}")
                found[who].append((party, mark))
    for reading in readings:
        for passage in telling(reading):
            for who, party, span in _belonging(reading.text, passage.span):
                source, side = name_key(who, short), name_key(party, short)
                if source and side and source != side and is_named(who):
                    mark = Mark(reading.document, side, cite(reading.document, reading.text, span), "as said there")
                    found[source].append((side, mark))
    return found


def _belonging(text: str, passage: Span) -> Iterator[tuple[str, str, Span]]:
    """Source, side and the words that say the one is of the other."""
    for found in _BELONGS.finditer(text, passage.start, passage.end):
        party = _PARTY.match(text, found.end(), passage.end)
        start = max(passage.start, found.start() - _BEFORE)
        who = _WHO.search(text[start : found.start()])
        if party is not None and who is not None:
            yield who.group(1), party.group(), Span(start + who.start(1), party.end())
