"""Every page of a record, by its path: what the build writes to a folder and what the server shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from muniment.pages import paths, words
from muniment.pages.exports.csv import cell
from muniment.pages.finding import Answer, Asked
from muniment.pages.language import N_, Language, available, language
from muniment.pages.lasting import Lost, place
from muniment.pages.pictures.drawing import Drawing
from muniment.pages.record import Record
from muniment.pages.survey import Survey, survey
from muniment.pages.times import in_words
from muniment.pages.views.claims import Views
from muniment.pages.views.documents import Text, custody
from muniment.pages.views.glance import accuracy, accuracy_of, glance
from muniment.pages.views.names import Names
from muniment.pages.views.places import Places
from muniment.pages.views.questions import Questions
from muniment.pages.views.sources import PAGE as JOINS_ON_A_PAGE
from muniment.pages.views.sources import Sources
from muniment.pages.views.timeline import PAGE as EVENTS_ON_A_PAGE
from muniment.pages.views.timeline import Timeline
from muniment.records import Citation, Reading

STYLE = "muniment.css"

#: lists citations whose words cannot be found again
LOST = "lost-words.html"

#: pages that stand at the top, in the order of the navigation
TOP = {
    "index.html": N_("At a glance"),
    "questions.html": N_("Questions"),
    "documents.html": N_("Documents"),
    "people.html": N_("People and organisations"),
    "places.html": N_("Places"),
    "timeline.html": N_("Timeline"),
    "sources.html": N_("Sources"),
    "method.html": N_("Method and limits"),
    "all.html": N_("Index"),
}

#: lines of a list on one page, so that no list is over 300 kB
LINES = 400

#: widths of a picture in pixels: on a desk and on paper, and on a phone
WIDE, NARROW = 880, 340


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the pages: its path, and a function that makes its bytes."""

    path: str
    make: Callable[[], bytes]


class Site:
    """The pages of one record in one language. `page(path)` makes one, `pages()` all of them, in order."""

    wide, narrow = WIDE, NARROW

    def __init__(self, record: Record, *, code: str = "en", known: Survey | None = None, served: bool = False) -> None:
        self.language = language(code)
        self.record = replace(record, title=record.title or self.language.gettext(N_("A case without a title")))
        self.survey = known or survey(self.record)
        self.served = served
        self._dates: dict[str, Markup] = {}
        self.views = Views(self.survey, self.language)
        self.questions = Questions(self.views)
        self.names = Names(self.views)
        self.timeline = Timeline(self.views)
        self.sources = Sources(self.views)
        self.places = Places(self.views)
        self._templates = _environment(code)
        self._by_id = {document.id: document for document in record.documents}

    @cached_property
    def _makers(self) -> Mapping[str, Callable[[], bytes]]:
        """A function for every path."""
        makers: dict[str, Callable[[], bytes]] = {STYLE: partial(style, self.language)}
        for path, make in self._top():
            makers[path] = make
        for identity in self.survey.questions:
            makers.update(self._question(identity))
        for identity in self.survey.cards:
            makers[paths.document(identity)] = partial(self._document, identity)
        for identity in self.survey.names:
            makers.update(self._name(identity))
        return makers

    def pages(self) -> Iterator[Page]:
        """All pages, in order."""
        for path, make in self._makers.items():
            yield Page(path, make)

    def page(self, path: str) -> bytes:
        """The bytes of the page at `path`. Raises `KeyError` when there is none."""
        return self._makers[path]()

    def navigation(self) -> Iterator[tuple[str, str]]:
        """The pages at the top: (path, label)."""
        yield from ((path, self.language.gettext(label)) for path, label in TOP.items())
        if self.served:
            yield "search.html", self.language.gettext(N_("Search"))

    @staticmethod
    def languages() -> list[tuple[str, str]]:
        """The languages that served pages can be read in: (code, its own name)."""
        return [(code, language(code).name) for code in available()]

    def search(self, asked: Asked, answer: Answer) -> bytes:
        """The page with what was found; only served pages have one."""
        return self._html("search.html", "search.html", asked=asked, answer=answer)

    def lost(self) -> bytes:
        """The page that says that there is no page at an address."""
        return self._html("lost.html", "lost.html", root="/")

    def accuracy_of(self, kind: str) -> str:
        """How often a kind of claim is right and how much is missed."""
        return accuracy_of(self.language, self.record, kind)

    @staticmethod
    def passage_of(reading: Reading | None, cited: Citation) -> str:
        """The fragment of the passage that holds cited words, or of the page's text."""
        passages = reading.passages if reading else ()
        found = next((one for one in passages if one.start <= cited.start < one.end), None)
        return f"p-{found.start}" if found else "main"

    def citation(self, path: str) -> str:
        """How a picture or table of this record is cited."""
        account = self.record.account
        parts = [f"“{self.record.title}”", path, f"Muniment {account.version}"]
        parts += [account.built] if account.built else []
        parts += [f"journal head {account.head}"] if account.head else []
        return ", ".join(parts)

    def _top(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        yield "index.html", lambda: self._html("index.html", "index.html", glance=glance(self.questions, self.sources))
        yield from self._listed("questions.html", list(self.survey.questions.values()), LINES // 2)
        yield from self._listed("documents.html", list(self.survey.in_order()), LINES)
        yield from self._listed("people.html", self.views.names(("person", "organisation")), LINES)
        yield from self._places()
        yield from self._time()
        yield from self._common_sources()
        sentences = [accuracy(self.language, one) for one in self.record.accuracy]
        yield "method.html", lambda: self._html("method.html", "method.html", sentences=sentences)
        yield from self._listed("all.html", self._everything(), LINES * 2)

    def _listed(self, path: str, things: list[Any], most: int) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """A list as one page, or as several that link to one another."""
        parts = [things[at : at + most] for at in range(0, len(things), most)] or [[]]
        files_ = [
            path if number == 0 else f"{path.removesuffix('.html')}-{number + 1}.html" for number in range(len(parts))
        ]
        for file, part in zip(files_, parts, strict=True):
            yield file, partial(self._html, path, file, things=part, pager=files_)

    def _everything(self) -> list[tuple[str, str, str]]:
        """The index: (kind, words, path) of everything that has a page."""
        say = self.language.gettext
        found = [(say(words.ENTITIES[name.kind]), name.name, name.href) for name in self.views.names(words.ENTITIES)]
        found += [
            (say(N_("question")), self.views.question_title(one), paths.question(one)) for one in self.survey.questions
        ]
        found += [(say(N_("document")), card.title, card.href) for card in self.survey.in_order()]
        return sorted(found, key=lambda one: (one[1].casefold(), one[2]))

    def _places(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        def picture(width: int, root: str | None = "") -> Drawing | None:
            return self.places.picture(width=width, root=root)

        yield (
            "places.html",
            lambda: self._html(
                "places.html", "places.html", wide=picture(WIDE), narrow=picture(NARROW), places=self.places
            ),
        )
        yield from self._files("places", lambda: picture(WIDE, None), self.places.rows)

    def _time(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        starts = list(range(0, len(self.timeline), EVENTS_ON_A_PAGE)) or [0]
        pages = ["timeline.html", *(f"timeline-{number + 2}.html" for number in range(len(starts) - 1))]

        def make(file: str, start: int) -> bytes:
            events = self.timeline.events(start)
            wide = self.timeline.picture(events, width=WIDE, root="")
            narrow = self.timeline.picture(events, width=NARROW, root="")
            return self._html("timeline.html", file, events=events, wide=wide, narrow=narrow, pager=pages)

        for file, start in zip(pages, starts, strict=True):
            yield file, partial(make, file, start)
        first = lambda: self.timeline.picture(self.timeline.events(), width=WIDE)  # noqa: E731
        yield from self._files("timeline", first, self.timeline.rows)

    def _common_sources(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        sets = self.sources.sets()
        pictures = [
            (
                one,
                self.sources.picture(one, width=WIDE, number=number, root=""),
                self.sources.picture(one, width=NARROW, number=number, root=""),
            )
            for number, one in enumerate(sets[:12])
        ]
        rules = self.sources.rules(self.sources.joins)
        joins = self.sources.joins
        parts = [joins[at : at + JOINS_ON_A_PAGE] for at in range(0, len(joins), JOINS_ON_A_PAGE)] or [[]]
        pages = ["sources.html", *(f"sources-{number + 2}.html" for number in range(len(parts) - 1))]
        for file, part in zip(pages, parts, strict=True):
            drawn = pictures if file == "sources.html" else []
            yield (
                file,
                partial(self._html, "sources.html", file, pictures=drawn, joins=part, rules=rules, pager=pages),
            )
        if sets:
            yield from self._files("sources", lambda: self.sources.picture(sets[0], width=WIDE), self.sources.rows)

    def _question(self, identity: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
        question = self.survey.questions[identity]
        path = paths.question(identity)
        stem = path.removesuffix(".html")
        yield path, lambda: self._html("question.html", path, question=question, asked=self.questions, stem=stem)
        yield from self._files(
            stem,
            lambda: (
                self.questions.picture(question, width=WIDE)
                or self.questions.picture(question, width=WIDE, shares=True)
            ),
            lambda: self.questions.rows(question),
        )

    def _name(self, identity: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
        name = self.survey.names[identity]
        path = paths.name(identity)
        stem = path.removesuffix(".html")
        drawn = any(view.time for view in self.names.offices(name))
        yield path, lambda: self._html("name.html", path, name=name, names=self.names, stem=stem if drawn else "")
        if drawn:
            yield from self._files(stem, lambda: self.names.picture(name, width=WIDE), lambda: self.names.rows(name))

    def documents(self) -> Mapping[str, str]:
        """The ids of documents by the path of their page."""
        return {paths.document(one): one for one in self.survey.cards}

    def lasting(self, identity: str, was: Mapping[str, str]) -> tuple[bytes, list[tuple[str, str]]]:
        """A document's page that can also be linked at the anchors in `was` (with their words); those it cannot."""
        moved, lost = place(self.record.readings.get(identity), was)
        return self._document(identity, moved), lost

    def lost_words(self, lost: Sequence[Lost]) -> bytes:
        """The page that lists the anchors whose words cannot be found again."""
        return self._html(LOST, LOST, lost=lost)

    def _document(self, identity: str, moved: Mapping[int, list[tuple[str, str]]] | None = None) -> bytes:
        path = paths.document(identity)
        document = self._by_id[identity]
        reading = self.record.readings.get(identity)
        passages: Iterable[Any] = ()
        if reading:
            passages = Text(self.views, reading, self.record.claims_of(identity), "../").passages()
        return self._html(
            "document.html",
            path,
            document=document,
            card=self.survey.cards[identity],
            reading=reading,
            publication=self.record.publications.get(identity),
            custody=list(custody(self.language, document)),
            passages=passages,
            moved=moved or {},
        )

    def _files(
        self, stem: str, picture: Callable[[], Drawing | None], rows: Callable[[], Iterable[Mapping[str, object]]]
    ) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """A picture and its table as files of their own, with their citation and the working-copy mark."""
        mark = self.language.gettext(words.MARK)

        def svg() -> bytes:
            drawing = picture()
            return drawing.alone(self.citation(f"{stem}.svg"), mark) if drawing else b""

        def table() -> bytes:
            out = io.StringIO()
            writer = csv.writer(out)
            for number, row in enumerate(rows()):
                if number == 0:
                    writer.writerow([*row, "citation", "status"])
                writer.writerow([cell(value) for value in (*row.values(), self.citation(f"{stem}.csv"), mark)])
            return out.getvalue().encode("utf-8-sig", "backslashreplace")

        yield f"{stem}.svg", svg
        yield f"{stem}.csv", table

    def _date(self, edtf: str) -> Markup:
        """A time in words, with its EDTF."""
        if edtf not in self._dates:
            spoken = in_words(self.language, edtf)
            self._dates[edtf] = Markup('<bdi class="edtf" title="EDTF {}">{}</bdi>').format(edtf, spoken)
        return self._dates[edtf]

    def _html(self, template: str, path: str, **values: Any) -> bytes:
        html = self._templates.get_template(template).render(
            site=self,
            record=self.record,
            survey=self.survey,
            views=self.views,
            language=self.language,
            path=path,
            words=words,
            paths=paths,
            date=self._date,
            **{"root": "../" * path.count("/"), **values},
        )
        return html.encode("utf-8", "backslashreplace")


def style(spoken: Language) -> bytes:
    """The one stylesheet, and the working-copy mark in the margin of every printed page, in the pages' language."""
    sheet = (files("muniment.pages") / "static" / STYLE).read_text(encoding="utf-8")
    mark = spoken.gettext(words.MARK).replace("\\", "").replace('"', "")
    box = f'content: "{mark}"; color: #7a0000; font: 9pt system-ui, sans-serif;'
    number = 'content: counter(page) " / " counter(pages); color: #444; font: 9pt system-ui, sans-serif;'
    return f"{sheet}\n@page {{ @top-center {{ {box} }} @bottom-center {{ {number} }} }}\n".encode()


@lru_cache(maxsize=8)
def _environment(code: str) -> Environment:
    spoken = language(code)
    made = Environment(
        loader=PackageLoader("muniment.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )

    @lru_cache(maxsize=4096)
    def translated(message: str) -> Markup:
        return escape(spoken.gettext(message))

    def say(message: str, **values: object) -> Markup:
        return translated(message) % values if values else translated(message)

    def say_many(one: str, many: str, count: int, **values: object) -> Markup:
        return escape(spoken.ngettext(one, many, count)) % values

    made.globals.update(_=say, ngettext=say_many)
    made.filters["number"] = spoken.number
    return made
