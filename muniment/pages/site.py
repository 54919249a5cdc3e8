"""Every page of a record, by its path: what the build writes to a folder and what the server shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from muniment.pages import paths, words
from muniment.pages.language import N_, Language, language
from muniment.pages.record import Accuracy, Record
from muniment.pages.survey import Name, first_day, survey
from muniment.pages.views import ClaimView, Views
from muniment.records import Document, Event

STYLE = "muniment.css"

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


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the pages: its path, and a function that makes its bytes."""

    path: str
    make: Callable[[], bytes]


class Site:
    """The pages of one record in one language. `page(path)` makes one, `pages()` all of them, in order."""

    def __init__(self, record: Record, *, code: str = "en") -> None:
        self.record = record
        self.language = language(code)
        self.survey = survey(record)
        self.views = Views(self.survey, self.language)
        self._templates = _environment(code)
        self._documents = {paths.document(one): one for one in self.survey.cards}
        self._questions = {paths.question(one): one for one in self.survey.questions}
        self._names = {paths.name(one): one for one in self.survey.names}

    def pages(self) -> Iterator[Page]:
        """All pages, in order."""
        for path in (STYLE, *TOP, *self._questions, *self._documents, *self._names):
            yield Page(path, lambda path=path: self.page(path))  # type: ignore[misc]

    def page(self, path: str) -> bytes:
        """The bytes of the page at `path`. Raises `KeyError` when there is none."""
        if path == STYLE:
            return style()
        if path in self._documents:
            return self._document(path)
        if path in self._questions:
            return self._html("question.html", path, question=self.survey.questions[self._questions[path]])
        if path in self._names:
            name = self.survey.names[self._names[path]]
            return self._html("name.html", path, name=name, said=self._said(name))
        if path in TOP:
            return self._html(path, path)
        raise KeyError(path)

    def navigation(self) -> Iterator[tuple[str, str]]:
        """The pages at the top: (path, label)."""
        yield from ((path, self.language.gettext(label)) for path, label in TOP.items())

    def custody(self, document: Document) -> Iterator[tuple[str, str | None]]:
        """How an original came into the case: (label, what is recorded or None)."""
        held, say = document.custody, self.language.gettext
        yield say("received from"), held.received_from
        yield say("collected by"), held.collected_by
        yield say("how obtained"), held.obtained
        yield say("source address"), held.source_url
        yield say("captured"), held.captured
        yield say("restrictions"), held.restrictions
        yield say("consent"), held.consent

    def events(self) -> list[ClaimView]:
        """All events by their first possible day."""
        found = [claim for claim in self.survey.claims.values() if isinstance(claim.content, Event)]
        found.sort(key=lambda claim: (first_day(self.survey.time(claim)), claim.id))
        return [self.views.claim(claim) for claim in found]

    def accuracy(self, one: Accuracy) -> str:
        """How often a kind of claim is right and how much is missed, in one sentence."""
        language = self.language
        return language.say(
            N_(
                "%(kind)s: of 100 that are shown, about %(precision)s are read rightly; of 100 that stand in the text, "
                "about %(recall)s are found (measured on %(documents)s documents in %(language)s; version %(version)s)."
            ),
            kind=language.gettext(words.KINDS.get(one.kind, one.kind)),
            precision=language.number(round(one.precision * 100)),
            recall=language.number(round(one.recall * 100)),
            documents=language.number(one.documents),
            language=one.language,
            version=one.version,
        )

    @staticmethod
    def note_number(counter: Any, claim: str) -> int:
        """The number of a claim's margin note on its page, in the order in which claims are met."""
        numbers: dict[str, int] = counter.numbers
        return numbers.setdefault(claim, len(numbers) + 1)

    def untranslated(self) -> tuple[str, ...]:
        """Messages that this language has no words for."""
        return ()

    def _document(self, path: str) -> bytes:
        identity = self._documents[path]
        document = next(one for one in self.record.documents if one.id == identity)
        reading = self.record.readings.get(identity)
        claims = self.record.claims_of(identity)
        return self._html(
            "document.html",
            path,
            document=document,
            card=self.survey.cards[identity],
            reading=reading,
            publication=self.record.publications.get(identity),
            passages=self.views.passages(reading, claims) if reading else (),
            claim_kinds={claim.id: claim.kind for claim in claims},
            names={claim.id: self._name_path(claim) for claim in claims if claim.kind == "mention"},
        )

    def _name_path(self, claim: Any) -> str | None:
        entity = self.survey.name_of.get(claim.content.entity)
        return paths.name(entity) if entity else None

    def _said(self, name: Name) -> dict[str, list[Any]]:
        """What is said of a name and by it, by date of saying; what denies or contests stands first."""
        of = {one for standing in name.standings for one in standing.claims}
        by = {one for standing in name.standings for one in standing.said_by}
        accused = {one for standing in name.standings for one in standing.accused}
        roles = {one for standing in name.standings for one in standing.roles}
        shown = self.survey.by_saying(of | by | accused | roles)
        denied = {one.id for one in shown if str(one.stance) == "denied" or getattr(one.content, "kind", "") == "trial"}
        parts: dict[str, list[Any]] = {"denied": [], "alleged": [], "roles": [], "by": [], "of": []}
        for claim in shown:
            key = "of"
            if claim.id in denied:
                key = "denied"
            elif claim.id in accused:
                key = "alleged"
            elif claim.id in roles:
                key = "roles"
            elif claim.id in by:
                key = "by"
            parts[key].append(self.views.claim(claim))
        return parts

    def _html(self, template: str, path: str, **values: Any) -> bytes:
        html = self._templates.get_template(template).render(
            site=self,
            record=self.record,
            survey=self.survey,
            views=self.views,
            language=self.language,
            root="../" * path.count("/"),
            path=path,
            words=words,
            paths=paths,
            **values,
        )
        return html.encode("utf-8", "backslashreplace")


def style() -> bytes:
    """The one stylesheet."""
    return (files("muniment.pages") / "static" / STYLE).read_bytes()


@lru_cache(maxsize=8)
def _environment(code: str) -> Environment:
    spoken: Language = language(code)
    made = Environment(
        loader=PackageLoader("muniment.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(spoken.gettext, spoken.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters["number"] = spoken.number
    made.policies["ext.i18n.trimmed"] = True
    return made
