"""The timeline: what is said to have happened, with the day of the event and the day of saying told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from muniment.pages.language import N_
from muniment.pages.pictures import spans
from muniment.pages.pictures.drawing import Drawing
from muniment.pages.survey import LAST
from muniment.pages.times import in_words
from muniment.pages.views.claims import ClaimView, Views
from muniment.records import Claim, Event

#: events on one page; a longer timeline is cut into pages, in order of time
PAGE = 80


class Timeline:
    """What pages show of events in time."""

    def __init__(self, views: Views) -> None:
        self.views = views
        self.survey = views.survey
        self.language = views.language
        self._claims = sorted(
            (one for one in self.survey.claims.values() if isinstance(one.content, Event)), key=self._order
        )

    def _order(self, claim: Claim) -> tuple[object, ...]:
        return (self.survey.first_time(claim), self.survey.said_on(claim.id), claim.id)

    def __len__(self) -> int:
        return len(self._claims)

    def events(self, start: int = 0, most: int = PAGE) -> list[ClaimView]:
        """Events in order of time, those without a time last."""
        return [self.views.claim(claim) for claim in self._claims[start : start + most]]

    def picture(self, events: Sequence[ClaimView], *, width: int, root: str | None = None) -> Drawing | None:
        """Events as spans of time; None where none has a time."""
        say = self.language.gettext
        alike: dict[tuple[str, str], list[ClaimView]] = {}
        for view in events:
            if view.time and self.survey.first_time(view.claim) != LAST:
                alike.setdefault((view.summary.casefold(), view.time), []).append(view)
        rows = [self._row(views, root) for views in alike.values()]
        words = spans.Words(
            say(N_("Timeline of what is said to have happened")),
            say(
                N_(
                    "Each event is a span from the first to the last day it may mean; the hollow diamond is the day of "
                    "saying. The table has the same facts."
                )
            ),
            say(N_("alleged")),
            f"time-{width}",
        )
        return spans.draw(rows, words, width=width) if rows else None

    def _row(self, views: Sequence[ClaimView], root: str | None) -> spans.Row:
        """Claims of the same words and time as one row, with every day of saying."""
        first, language = views[0], self.language
        second = in_words(language, first.time or "")
        if len(views) > 1:
            second += " · " + language.ngettext("%(num)s claim", "%(num)s claims", len(views)) % {
                "num": language.number(len(views))
            }
        said = tuple(sorted({view.card.published for view in views if view.card.published}))
        href = None if root is None else f"{root}{first.words_href}"
        return spans.Row(first.summary, second, first.time, said, any(view.alleged for view in views), href)

    def rows(self) -> Iterator[dict[str, object]]:
        """All events as a table, for download."""
        for view in self.events(0, len(self)):
            yield {
                "claim": view.id,
                "what": view.summary,
                "when": view.time,
                "when_said": view.time_said,
                "calendar": view.calendar or "gregorian",
                "said": view.card.published,
                "speaker": view.claim.speaker,
                "stance": str(view.claim.stance),
                "alleged": view.alleged,
                "document": view.card.path,
                "quote": view.claim.citation.quote,
            }
