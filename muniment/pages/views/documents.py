"""A document's page: its text as kept, with every claim highlighted and noted in the margin."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from muniment.pages import paths, words
from muniment.pages.highlight import Open, Token, Words, tokens
from muniment.pages.language import N_, Language
from muniment.pages.pictures import sheet
from muniment.pages.pictures.drawing import Drawing
from muniment.pages.views.claims import ClaimView, Views
from muniment.records import Attribution, Claim, Document, Mention, Passage, Reading, Role, Span

#: words of one page that are sketched
MOST_LINES = 600


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage, its highlighted words as HTML, and the numbered notes that stand in its margin."""

    role: str
    role_word: str
    why: str
    words: Markup
    notes: tuple[tuple[str, ClaimView], ...]
    anchor: str
    start: int
    page: int | None
    sheet: Drawing | None


class Text:
    """The text of one document for its page."""

    def __init__(self, views: Views, reading: Reading, claims: tuple[Claim, ...], root: str) -> None:
        self.views = views
        self.reading = reading
        self.root = root
        self.kinds = {claim.id: claim.kind for claim in claims}
        self.names = {
            claim.id: views.survey.name_of.get(claim.content.entity)
            for claim in claims
            if isinstance(claim.content, Mention)
        }
        self.noted = [claim for claim in claims if not isinstance(claim.content, Mention)]
        self.numbers = {claim.id: views.language.number(number) for number, claim in enumerate(self.noted, 1)}
        self.spans = sorted((piece, claim.id) for claim in claims for piece in _pieces(claim))
        self.left = Counter(claim for _, claim in self.spans)
        self.shown: set[str] = set()

    def passages(self) -> Iterator[PassageView]:
        """Every passage in order, with whatever words stand between the passages as passages of their own."""
        waiting, noted = self.spans, self.noted
        drawn: set[int | None] = set()
        for passage in _all_of(self.reading):
            cut = bisect_left(waiting, (Span(passage.end, passage.end), ""))
            here = [one for one in waiting[:cut] if one[0].end > passage.start]
            waiting = [one for one in here if one[0].end > passage.end] + waiting[cut:]
            notes = list(itertools.takewhile(lambda one: one.citation.start < passage.end, noted))  # noqa: B023
            noted = noted[len(notes) :]
            where = self.reading.locate(passage.span)
            page = where.page if where else None
            sketch = self._sheet(page) if page is not None and page not in drawn else None
            drawn.add(page)
            yield PassageView(
                str(passage.role),
                self.views.language.gettext(words.ROLES[str(passage.role)]),
                passage.why,
                Markup("".join(self._html(tokens(self.reading.text, passage.span, here)))),
                tuple((self.numbers[one.id], self.views.claim(one)) for one in notes),
                f"p-{passage.start}",
                passage.start,
                page,
                sketch,
            )

    def _sheet(self, page: int) -> Drawing | None:
        """The sketch of a page with its claims' boxes; None where the reader recorded no places on it."""
        lines = [one.locator.box for one in self.reading.runs if one.locator.page == page and one.locator.box]
        if not lines:
            return None
        claims = []
        for claim in self.noted:
            where = self.reading.locate(claim.citation.span)
            if where and where.page == page and where.box:
                claims.append((self.numbers[claim.id], self.views.summary(claim), where.box))
        say, number = self.views.language.say, self.views.language.number(page)
        told = sheet.Words(
            say(N_("Sketch of page %(page)s"), page=number),
            say(
                N_(
                    "Grey: words. Framed: the words of claims, numbered as in the margin. "
                    "The original is not copied here."
                )
            ),
            f"sheet-{page}",
        )
        return sheet.draw(lines[:MOST_LINES], claims, told, width=340)

    def _html(self, pieces: Iterator[Token]) -> Iterator[str]:
        """The pieces of a passage as HTML, every word of the document escaped here."""
        for token in pieces:
            if isinstance(token, Words):
                yield escape(token.text)
                continue
            name = self.names.get(token.claim)
            if isinstance(token, Open):
                identity = "" if token.claim in self.shown else f' id="{escape(paths.anchor(token.claim))}"'
                self.shown.add(token.claim)
                if name:
                    yield f'<a class="m"{identity} href="{escape(self.root + paths.name(name))}">'
                else:
                    yield f'<span class="c {escape(self.kinds[token.claim])}"{identity}>'
                continue
            yield "</a>" if name else "</span>"
            self.left[token.claim] -= token.last
            if token.last and not self.left[token.claim] and token.claim in self.numbers:
                number = escape(self.numbers[token.claim])
                yield f'<a class="ref" href="#{escape(paths.note(token.claim))}">{number}</a>'


def custody(language: Language, document: Document) -> Iterator[tuple[str, str | None]]:
    """How an original came into the case: (label, what is recorded or None)."""
    held, say = document.custody, language.gettext
    yield say(N_("received from")), held.received_from
    yield say(N_("collected by")), held.collected_by
    yield say(N_("how obtained")), held.obtained
    yield say(N_("source address")), held.source_url
    yield say(N_("captured")), held.captured
    yield say(N_("restrictions")), held.restrictions
    yield say(N_("consent")), held.consent


def _pieces(claim: Claim) -> tuple[Span, ...]:
    """Where a claim's words are highlighted: its pieces where an inserted clause parts it, else its citation."""
    if isinstance(claim.content, Attribution) and claim.content.pieces:
        return claim.content.pieces
    return (claim.citation.span,)


def _all_of(reading: Reading) -> Iterator[Passage]:
    at = 0
    for passage in reading.passages:
        if reading.text[at : passage.start].strip():
            yield Passage(at, passage.start, Role.FURNITURE, "between the passages that the reader placed")
        yield passage
        at = passage.end
    if reading.text[at:].strip():
        yield Passage(at, len(reading.text), Role.FURNITURE, "between the passages that the reader placed")
