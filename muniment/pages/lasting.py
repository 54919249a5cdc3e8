"""Links to words that outlast a rebuild: what an earlier page could be linked at, the new one can too, or says it lost.

A newer reader or extractor may move or drop a claim, and its anchor with it. Before a document's page is replaced, the
anchors of the old page are read from it with their words. Each that the new page lacks is set again where exactly these
words stand once in the new text; the rest is listed on a page of its own, with the words, and never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from muniment.records import Passage, Reading

#: anchors that may be linked at: a claim's words and a passage
_ANCHOR = re.compile(r"[cp]-[A-Za-z0-9_.-]{1,120}")

#: characters of an anchor's words that are compared; enough to be found once
LONGEST = 240


@dataclass(frozen=True, slots=True)
class Lost:
    """An anchor whose words stand nowhere, or in several places, in the document's text as it is read now."""

    document: str
    anchor: str
    words: str


def anchors(html: str) -> dict[str, str]:
    """The anchors of a document's page and the words at each."""
    parser = _Anchors()
    parser.feed(html)
    return {anchor: "".join(words)[:LONGEST] for anchor, words in parser.found.items()}


def listed(html: str) -> Iterator[Lost]:
    """What an earlier list of lost anchors holds."""
    parser = _Listed()
    parser.feed(html)
    yield from parser.found


#: an anchor and its words
Named = tuple[str, str]


def place(reading: Reading | None, was: Mapping[str, str]) -> tuple[dict[int, list[Named]], list[Named]]:
    """Where each of the anchors in `was` stands now: by the start of its passage; and those that stand nowhere.

    The words must occur exactly once in the new text. White space may have changed.
    """
    found: dict[int, list[Named]] = {}
    lost: list[Named] = []
    for anchor, words in sorted(was.items()):
        passage = _passage(reading, words) if reading else None
        if passage is None:
            lost.append((anchor, words))
        else:
            found.setdefault(passage.start, []).append((anchor, words))
    return found, lost


def _passage(reading: Reading, words: str) -> Passage | None:
    pieces = words.split()
    if not pieces:
        return None
    matches = list(re.finditer(r"\s+".join(map(re.escape, pieces)), reading.text))
    if len(matches) != 1:
        return None
    at = matches[0].start()
    return next((passage for passage in reading.passages if passage.start <= at < passage.end), None)


class _Anchors(HTMLParser):
    """Reads anchors and their words from a document's page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._open: list[tuple[str, str | None, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        identity, kind = attributes.get("id"), attributes.get("class") or ""
        if kind == "was" and identity and _ANCHOR.fullmatch(identity):
            self.found[identity] = [attributes.get("data-words") or ""]
        if tag in ("div", "span", "a"):
            known = identity if identity and kind != "was" and _ANCHOR.fullmatch(identity) else None
            if known:
                self.found.setdefault(known, [])
            self._open.append((tag, known, kind))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("div", "span", "a") and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        kinds = [kind for _, _, kind in self._open]
        if "words" in kinds and "ref" not in kinds:
            for _, anchor, _ in self._open:
                if anchor:
                    self.found[anchor].append(data)


class _Listed(HTMLParser):
    """Reads the list of lost anchors from its page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Lost] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "li" and {"data-document", "data-anchor", "data-words"} <= given.keys():
            self.found.append(Lost(given["data-document"], given["data-anchor"], given["data-words"]))


def still_lost(before: Iterable[Lost], now: Iterable[Lost], held: Mapping[str, set[str]]) -> tuple[Lost, ...]:
    """Earlier and new losses together, without documents that are gone and anchors that are back.

    `held` gives the anchors of each document's page as it is now, by document id, where the page was made again.
    """
    together = {(one.document, one.anchor): one for one in (*before, *now)}
    return tuple(one for key, one in sorted(together.items()) if key[1] not in held.get(key[0], set()))
