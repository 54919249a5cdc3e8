"""Dating an undated document from its relative words and from what other documents tell.

"Last November, approximately 1,500 killed" is dated by another document's "November 2019 … 1,500"; "on the first
anniversary of the selection of …" by one that dates the selection; "in recent weeks", said of a slogan, by a document
of known date that tells the same slogan as recent. Each finding narrows the days on which the document may have been
published, and says why. A finding never stands on a name or a number alone.
"""

from __future__ import annotations

import datetime
import re
from collections import ChainMap, Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from muniment import dates
from muniment.corroboration.recency import same_recent_words
from muniment.corroboration.telling import content, sentence_about, sentences, stem, telling, words
from muniment.corroboration.times import interval_of
from muniment.corroboration.told import Finding, TimeTold, numbers_in, times_told, wide
from muniment.records import Citation, Interval, Reading, Span, TimeSaid, cite

#: documents that hold all of a query's rare words are looked into, at most so many
LOOKED_INTO = 40
#: a query's words are looked up in at most so many documents; a word of more is no help in finding any
COMMON_WORD = 400
#: two tellings of one happening share at least so many stems when they also share a number …
STEMS_WITH_NUMBER = 3
#: … and so many when they share none (set on the pairs in benchmarks/corroboration/pairs)
STEMS_ALONE = 6
#: "last month" is only dated by a time as narrow as this
CLOSE_DAYS = 62
#: relative words ("last November") come to a time at most so many years before they are written
YEARS_ON = 2
#: relative times of one document that are looked up in others, at most
QUERIES = 12
#: bounds as narrow as this need no other document
NARROW_ENOUGH_DAYS = 45
_ENSUING = re.compile(
    r"\b(?:throughout|over|in|during|for) the (?:ensuing|following|subsequent|intervening) "
    r"(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) years?\b",
    re.I,
)
_SMALL = {
    word: number
    for number, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=2)
}
_RECENT = re.compile(r"\b(?:recent|recently|latest|this (?:week|month)|just)\b", re.I)
#: what is called recent lies back so many days at most
RECENTLY_DAYS = 153
_PERFECT = re.compile(r"\b(?:has|have)\b", re.I)


def narrow(
    readings: Sequence[Reading],
    told: Mapping[str, Sequence[TimeTold]],
    open_: Mapping[str, Interval],
    known: Mapping[str, Interval],
) -> dict[str, list[Finding]]:
    """Document id → findings, for the documents in `open_` (id → bounds so far; either end may be open).

    `told` are the times that these documents tell (`times_told`), `known` are the documents whose day is known.
    Documents dated here help to date others: two rounds.
    """
    library = {reading.document: reading for reading in readings}
    findings: dict[str, list[Finding]] = defaultdict(list)
    bounds = dict(open_)
    queries = {document: [one for one in times if one.said.edtf is None][:QUERIES] for document, times in told.items()}
    index = _Index(readings, (query for ours in queries.values() for query in ours))
    everything = ChainMap(bounds, dict(known))
    for round_ in range(2):
        for document in sorted(queries):
            for finding in _ensuing(library[document], told[document]):
                _take(document, finding, bounds, findings)
            for query in queries[document]:
                if _narrow_enough(bounds[document]):
                    break
                found = _from_others(query, library, index, everything, round_)
                if found is not None:
                    _take(document, found, bounds, findings)
            for finding in _without_year(library[document], told[document], bounds[document]):
                _take(document, finding, bounds, findings)
    for document, finding in same_recent_words(library, bounds, known):
        _take(document, finding, bounds, findings)
    return dict(findings)


def _narrow_enough(bounds: Interval) -> bool:
    if bounds.earliest is None or bounds.latest is None:
        return False
    return (bounds.latest - bounds.earliest).days <= NARROW_ENOUGH_DAYS


def _take(document: str, finding: Finding, bounds: dict[str, Interval], findings: dict[str, list[Finding]]) -> None:
    """Keep a finding that says something new and does not contradict the bounds."""
    before = bounds[document]
    lower = max(filter(None, (before.earliest, finding.published.earliest)), default=None)
    upper = min(filter(None, (before.latest, finding.published.latest)), default=None)
    if lower is not None and upper is not None and lower > upper:
        findings[document].append(finding)  # said as rejected by whoever weighs it
        return
    if (lower, upper) != (before.earliest, before.latest):
        bounds[document] = Interval(lower, upper)
        findings[document].append(finding)


class _Index:
    """Which documents hold the names and numbers that the queries ask for."""

    def __init__(self, readings: Sequence[Reading], queries: Iterable[TimeTold]) -> None:
        wanted: set[str] = set()
        for query in queries:
            wanted |= query.names | query.stems | {str(number) for number in query.numbers}
        self.documents: dict[str, list[str]] = defaultdict(list)
        self._readings = {reading.document: reading for reading in readings}
        self._told: dict[str, tuple[TimeTold, ...]] = {}
        if not wanted:
            return
        for reading in readings:
            here: set[str] = set()
            for passage in telling(reading):
                text = reading.text[passage.start : passage.end]
                here.update(word.text for word in words(text))
                here.update(stem(word) for word in tuple(here))
                here.update(str(number) for number in numbers_in(text))
            for word in here & wanted:
                self.documents[word].append(reading.document)

    def told(self, document: str) -> tuple[TimeTold, ...]:
        """The times that a document tells, read when they are first asked for."""
        if document not in self._told:
            self._told[document] = tuple(times_told(self._readings[document]))
        return self._told[document]

    def about(self, query: TimeTold) -> list[str]:
        """Documents that share most of the query's words, best first."""
        shared: Counter[str] = Counter()
        for word in query.names | query.stems | {str(number) for number in query.numbers}:
            holders = self.documents.get(word, ())
            if len(holders) <= COMMON_WORD:
                shared.update(holders)
        del shared[query.document]
        ranked = sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))
        return [document for document, count in ranked[:LOOKED_INTO] if count >= STEMS_WITH_NUMBER]


def _from_others(
    query: TimeTold,
    library: Mapping[str, Reading],
    index: _Index,
    bounds: Mapping[str, Interval],
    round_: int,
) -> Finding | None:
    """What the dated tellings of the same happening say about the document of `query`, where they agree."""
    ours = library[query.document]
    found: list[tuple[Interval, TimeTold, str]] = []
    for document in index.about(query):
        for other in index.told(document):
            days = other.days
            if days is None and round_ and other.said.relative:
                days = interval_of(dates.resolve(other.said, published=_closed(bounds.get(document))))
            if days is None or days.earliest is None or days.latest is None or wide(days):
                continue
            if (days.latest - days.earliest).days > CLOSE_DAYS and not _dated_by_year(query.said):
                continue
            why = _same_happening(query, ours, other, library[document])
            if why is None:
                continue
            published = _published_when(query.said, days, bounds[query.document])
            if published is not None:
                found.append((published, other, why))
    if not found:
        return None
    earliest = [interval.earliest for interval, _, _ in found if interval.earliest]
    latest = [interval.latest for interval, _, _ in found if interval.latest]
    other = found[0][1]
    return Finding(
        Interval(min(earliest), max(latest)),
        f"“{query.said.text}” leans on what another document dates “{other.said.text}” ({found[0][2]})",
        (
            _cited(ours, query),
            *(_cited(library[one.document], one) for _, one, _ in found[:3]),
        ),
    )


def _cited(reading: Reading, told: TimeTold) -> Citation:
    return cite(reading.document, reading.text, told.sentence)


def _closed(interval: Interval | None) -> Interval | None:
    if interval is None or wide(interval):
        return None
    return interval


def _same_happening(query: TimeTold, ours: Reading, other: TimeTold, theirs: Reading) -> str | None:
    """Why two times are told of one happening, in words; None when that is not shown."""
    shared = query.stems & other.stems
    numbers = query.numbers & other.numbers
    anniversary = (query.said.relative or "").startswith("anniversary")
    if anniversary:
        wanted = _anniversary_of(query, ours)
        common = wanted & other.stems
        names = {stem(word) for word in query.names} & common
        if len(wanted) >= 3 and len(names) >= 2 and 2 * len(common) > len(wanted):
            return "both tell of " + ", ".join(sorted(common))
        return None
    if numbers:
        around = _around(ours, query) & _around(theirs, other)
        if len(around) >= STEMS_WITH_NUMBER + 1:
            return f"the same figure, {max(numbers):,}, told with " + ", ".join(sorted(around)[:6])
    if len(shared) >= STEMS_ALONE and (_names_a_month(query.said) or _phrase_in_common(ours, query, theirs, other)):
        return "both tell of " + ", ".join(sorted(shared)[:8])
    return None


def _phrase_in_common(ours: Reading, query: TimeTold, theirs: Reading, other: TimeTold) -> bool:
    """Whether the two sentences share three words that say something, one after another, and no mere name."""
    return bool(_phrases(ours, query) & _phrases(theirs, other))


def _phrases(reading: Reading, told: TimeTold) -> set[tuple[str, ...]]:
    here = [(word.text, reading.text[word.start].islower()) for word in words(reading.text, *_ends(told.sentence))]
    plain = set(content(word for word, _ in here))
    return {
        tuple(word for word, _ in here[at : at + 3])
        for at in range(len(here) - 2)
        if all(word in plain for word, _ in here[at : at + 3]) and any(lower for _, lower in here[at : at + 3])
    }


def _around(reading: Reading, told: TimeTold) -> frozenset[str]:
    """Stems of the sentences, from the time on to the end of its passage, that hold a number."""
    passage = next(one for one in reading.passages if one.start <= told.said.start < one.end)
    found: set[str] = set()
    for sentence in sentences(reading.text, Span(told.sentence.start, passage.end)):
        if any(True for _ in numbers_in(sentence.of(reading.text))):
            found.update(stem(word) for word in content(one.text for one in words(reading.text, *_ends(sentence))))
    return frozenset(word for word in found if not word.isdigit())


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _dated_by_year(said: TimeSaid) -> bool:
    """Whether a time as wide as a year can date the words: they name a month of it, or count whole years from it."""
    return _names_a_month(said) or (said.relative or "").startswith("anniversary")


def _names_a_month(said: TimeSaid) -> bool:
    return "--" in (said.relative or "")


def _anniversary_of(query: TimeTold, reading: Reading) -> frozenset[str]:
    """Stems of what the anniversary is of: the words after it, up to the next comma or the sentence's end."""
    rest = reading.text[query.said.end : query.sentence.end]
    phrase = re.split(r"[,;.:–—]", rest, maxsplit=1)[0]
    return frozenset(stem(word) for word in content(one.text for one in words(phrase)))


def _published_when(said: TimeSaid, happened: Interval, bounds: Interval) -> Interval | None:
    """The months of publication for which the relative words come to the time it happened.

    Each month within the bounds is tried with `muniment.dates.resolve`; the first and the last that fit are the answer.
    """
    first_day, last_day = happened.earliest, happened.latest
    if first_day is None or last_day is None:
        return None
    relative = (said.relative or "").split()
    if relative and relative[0] == "anniversary":
        years = int(relative[1])
        fits = Interval(_years_on(first_day, years), _years_on(last_day, years))
        return fits if _meets_bounds(fits, bounds) else None
    first = max(filter(None, (bounds.earliest, first_day.replace(day=1))))
    years = int(relative[1].lstrip("+-")) if relative[0] == "shift" and relative[2] == "Y" else 0
    last = min(filter(None, (bounds.latest, _years_on(last_day, years + YEARS_ON))))
    fitting: list[Interval] = []
    month = datetime.date(first.year, first.month, 1)
    while month <= last:
        published = dates.bounds(f"{month:%Y-%m}")
        came = interval_of(dates.resolve(said, published=published))
        if came is not None and _within(came, happened):
            fitting.append(published)
        month = _next_month(month)
    if not fitting:
        return None
    return Interval(fitting[0].earliest, fitting[-1].latest)


def _within(came: Interval, happened: Interval) -> bool:
    """Whether the two meet, and the relative words came to no more than a season beyond what happened."""
    if None in (came.earliest, came.latest, happened.earliest, happened.latest):
        return False
    a, b, c, d = came.earliest, came.latest, happened.earliest, happened.latest
    return bool(a and b and c and d and a <= d and c <= b)


def _meets_bounds(one: Interval, bounds: Interval) -> bool:
    return not (
        (bounds.earliest and one.latest and one.latest < bounds.earliest)
        or (bounds.latest and one.earliest and one.earliest > bounds.latest)
    )


def _years_on(day: datetime.date, years: int) -> datetime.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _next_month(day: datetime.date) -> datetime.date:
    return datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _ensuing(reading: Reading, told: Sequence[TimeTold]) -> Iterator[Finding]:
    """ "Throughout the ensuing three years … have continued", after a dated event: the document is about so old.

    "Three years" is taken as two and a half to four.
    """
    for found in _ENSUING.finditer(reading.text):
        sentence = sentence_about(reading, Span(found.start(), found.end()))
        if not _PERFECT.search(sentence.of(reading.text)):
            continue
        before = [one for one in told if one.said.end <= found.start() and one.days and not wide(one.days)]
        if not before or before[-1].days is None:
            continue
        days = before[-1].days
        if days.earliest is None or days.latest is None:
            continue
        number = found.group(1).casefold()
        years = int(number) if number.isdigit() else _SMALL[number]
        low = _years_on(days.earliest, years) - datetime.timedelta(days=183)
        high = _years_on(days.latest, years + 1)
        yield Finding(
            Interval(low, high),
            f"“{found.group()}” counts on from “{before[-1].said.text}”",
            (cite(reading.document, reading.text, sentence),),
        )


def _without_year(reading: Reading, told: Sequence[TimeTold], bounds: Interval) -> Iterator[Finding]:
    """Days without a year: "Friday, November 19" fits few years; "at the end of July", told as recent, few months.

    Each month within the bounds is tried; those in which the words come to a day not long past are kept.
    """
    if bounds.earliest is None or bounds.latest is None or (bounds.latest - bounds.earliest).days > 366 * 6:
        return
    for one in told:
        relative = one.said.relative or ""
        if re.fullmatch(r"near --\d\d-\d\d weekday \d", relative):
            reach, why = 366, "falls on that day of the week in few years"
        elif relative.startswith("near --") and _told_as_recent(reading, one):
            reach, why = RECENTLY_DAYS, "is told as recent"
        else:
            continue
        month = datetime.date(bounds.earliest.year, bounds.earliest.month, 1)
        fitting: list[tuple[datetime.date, datetime.date]] = []
        while month <= bounds.latest:
            following = _next_month(month)
            end = following - datetime.timedelta(days=1)
            came = interval_of(dates.resolve(one.said, published=Interval(end, end)))
            if came and came.earliest and (end - came.earliest).days <= reach:
                fitting.append((came.earliest, end))
            month = following
        if fitting:
            yield Finding(Interval(fitting[0][0], fitting[-1][1]), f"“{one.said.text}” {why}", (_cited(reading, one),))


def _told_as_recent(reading: Reading, told: TimeTold) -> bool:
    """Whether the sentence of a time, or the one before it in its passage, calls what it tells recent."""
    passage = next(one for one in reading.passages if one.start <= told.said.start < one.end)
    before = [one for one in sentences(reading.text, passage.span) if one.end <= told.sentence.start]
    start = before[-1].start if before else told.sentence.start
    return _RECENT.search(reading.text, start, told.sentence.end) is not None
