"""Whether two documents share wording that one of them, or both, took from somewhere: and what is only alike.

Told apart are reporting in the same words (counts), names and set phrases made of names (do not count), what both put
in quotation marks or report of one speaker (a common cited source, not copying), and what very many documents hold
(boilerplate). The thresholds were set on the labelled pairs in `benchmarks/corroboration/pairs`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from muniment.corroboration.alignment import Run, reworded, runs
from muniment.corroboration.conflicts import same_name
from muniment.corroboration.reuse import Hashes, Vocabulary, shingles
from muniment.corroboration.telling import FUNCTION, Word, stem, telling, words
from muniment.records import Attribution, Claim, Reading, Span

#: a run of so many words, with so many of them that say something and are no names, is not shared by chance
LONG_RUN = 12
LONG_RUN_PLAIN = 5
#: a reworded stretch counts when so many plain stems of it, and this share of its words, go side by side
STRETCH = 4
STRETCH_SHARE = 0.6
#: plain stems in at least two stretches together, and as a share of the shorter document, that make a join
STRETCHES_TOGETHER = 8
STRETCHES_SHARE = 0.015
#: a document whose words stand in the other by this share, names and quotations aside, is a copy …
COPY_SHARE = 0.5
#: … and so is one by this share of all its words, though very many hold them or most are quoted
WHOLE_SHARE = 0.7
#: words of a shared quotation that show a common cited source
QUOTATION = 8
#: documents kept ready at once: 100 kilobytes each
KEPT = 1000
#: evidence shown for one join
SHOWN = 8
_QUOTED = re.compile(r"“[^”“]{3,1200}”|„[^“”„]{3,1200}[“”]|«[^»«]{3,1200}»|\"[^\"\n]{3,1200}\"")

#: start, end and, where it is known, the speaker of a quotation
Quoted = tuple[int, int, str | None]


@dataclass(frozen=True, slots=True)
class Telling:
    """A document made ready to be compared: its telling words and what stands in quotation marks."""

    reading: Reading
    words: tuple[Word, ...]
    hashes: Hashes
    names: tuple[bool, ...]
    name_stems: frozenset[str]
    quoted: tuple[Quoted, ...]
    reported: tuple[Quoted, ...] = ()

    def quotation(self, span: Span) -> Quoted | None:
        """What stands in quotation marks, or is quoted by an attribution, about most of `span`; None for nothing."""
        return _about(self.quoted, span)

    def report(self, span: Span) -> Quoted | None:
        """What is reported of a named speaker in the document's own words about most of `span`; None for nothing."""
        return _about(self.reported, span)


def _about(pieces: Sequence[Quoted], span: Span) -> Quoted | None:
    at = bisect_right(pieces, (span.start, span.end, "\U0010ffff"), key=lambda one: (one[0], one[1], one[2] or ""))
    for start, end, speaker in pieces[max(0, at - 4) : at + 2]:
        if 2 * (min(end, span.end) - max(start, span.start)) > len(span):
            return start, end, speaker
    return None


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing two documents share: spans in both, what it is (`run`, `reworded`, `quotation`), its plain stems."""

    a: Span
    b: Span
    kind: str
    plain: int
    words: int
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Copying:
    """What two documents share. `score` is the share of the shorter document's words that stand in shared
    runs, names and quotations aside."""

    shared: tuple[Shared, ...]
    score: float
    copied: bool
    cited: tuple[Shared, ...]


def made_ready(reading: Reading, claims: Iterable[Claim] = (), vocabulary: Vocabulary | None = None) -> Telling:
    """A reading's telling words, which of them are names, and its quotations with their speakers."""
    from_text = _words(reading)
    quotes: dict[tuple[int, int], str | None] = {}
    reports: list[Quoted] = []
    for claim in claims:
        if isinstance(claim.content, Attribution):
            for piece in claim.content.pieces or (claim.citation.span,):
                if claim.content.form == "indirect":
                    reports.append((piece.start, piece.end, claim.speaker))
                else:
                    quotes[(piece.start, piece.end)] = claim.speaker
    spoken = [span for span, speaker in quotes.items() if speaker]
    for passage in telling(reading):
        for found in _QUOTED.finditer(reading.text, passage.start, passage.end):
            if not any(start <= found.start() and found.end() <= end + 2 for start, end in spoken):
                quotes.setdefault(found.span(), None)
    names = tuple(_is_name(reading.text, word) for word in from_text)
    return Telling(
        reading,
        tuple(from_text),
        shingles((vocabulary or Vocabulary()).of([word.text for word in from_text])),
        names,
        frozenset(stem(word.text) for word, name in zip(from_text, names, strict=True) if name),
        _sorted((start, end, speaker) for (start, end), speaker in quotes.items()),
        _sorted(reports),
    )


def _sorted(pieces: Iterable[Quoted]) -> tuple[Quoted, ...]:
    return tuple(sorted(pieces, key=lambda one: (one[0], one[1], one[2] or "")))


def _words(reading: Reading) -> list[Word]:
    """The telling words, with a mark that nothing else equals after each passage, so that no run crosses from one
    passage into the next."""
    found: list[Word] = []
    for number, passage in enumerate(telling(reading)):
        found.extend(words(reading.text, passage.start, passage.end))
        found.append(Word(f"\0{reading.document} {number}", max(passage.end - 1, 0), passage.end))
    return found


def _is_name(text: str, word: Word) -> bool:
    """Whether a word is written as a name: a capital that no sentence's beginning explains, or all capitals."""
    first = text[word.start]
    if not first.isupper():
        return first.isdigit()
    if word.end - word.start > 1 and text[word.start : word.end].isupper():
        return True
    before = text[max(0, word.start - 3) : word.start].rstrip(" \u00a0")
    return bool(before) and before[-1] not in '.!?:\n\r“"«”—–•'


def compare(
    a: Telling, b: Telling, *, boilerplate: Callable[[Sequence[str]], bool] | None = None, whole: bool = False
) -> Copying | None:
    """What `a` and `b` share, or None when that is nothing but names, numbers and chance.

    `boilerplate` says of a run of words that very many documents hold it: then it does not count, unless the documents
    were seen to be alike as wholes (`whole`).
    """
    found = runs(a.words, b.words, a.hashes, b.hashes)
    if boilerplate is not None and not (whole and _share(a, b, found) >= WHOLE_SHARE):
        found = [run for run in found if not boilerplate([word.text for word in a.words[run.a : run.a + run.length]])]
    stretches: list[Shared] = []
    cited: list[Shared] = []
    told: list[Run] = []
    for run in found:
        quotation = _quotation(a, b, run)
        if quotation is not None:
            cited.append(quotation)
            continue
        if _plain(a, run.a, run.length):
            told.append(run)
        one = _stretch(a, b, run)
        if one is not None and not _overlaps(one, stretches):
            stretches.append(one)
    score = _share(a, b, told)
    copied = _copied(stretches, cited, a, b) or (
        bool(stretches) and (score >= COPY_SHARE or _share(a, b, found) >= WHOLE_SHARE)
    )
    if not copied and not cited:
        return None
    best = sorted(stretches, key=lambda one: (-one.plain, -one.words, one.a))[:SHOWN]
    return Copying(tuple(sorted(best, key=lambda one: one.a)), round(score, 3), copied, tuple(cited[:SHOWN]))


def _share(a: Telling, b: Telling, found: Sequence[Run]) -> float:
    """The share of the shorter document's words that stand in these runs."""
    shorter = min(len(a.words), len(b.words))
    return min(1.0, sum(run.length for run in found) / shorter) if shorter else 0.0


def _overlaps(one: Shared, others: Sequence[Shared]) -> bool:
    return any(one.a.meets(other.a) or one.b.meets(other.b) for other in others[-3:])


def _copied(stretches: Sequence[Shared], cited: Sequence[Shared], a: Telling, b: Telling) -> bool:
    """Whether what is shared beside names and quotations is too much for chance.

    A quotation that neither text gives to a speaker counts half, and only beside reporting that is shared.
    """
    if any(one.kind == "run" and one.words >= LONG_RUN and one.plain >= LONG_RUN_PLAIN for one in stretches):
        return True
    said = min(sum(word.text not in FUNCTION and word.text[0] != "\0" for word in side.words) for side in (a, b))
    quoted = max((one.plain for one in cited if one.speaker is None and one.words >= QUOTATION), default=0)
    together = sum(one.plain for one in stretches) + quoted / 2
    return len(stretches) >= 2 and together >= max(STRETCHES_TOGETHER, STRETCHES_SHARE * said)


def _plain(side: Telling, at: int, length: int) -> int:
    """Words of a run that say something and are neither names nor numbers."""
    return sum(not side.names[place] and side.words[place].text not in FUNCTION for place in range(at, at + length))


def _stretch(a: Telling, b: Telling, run: Run) -> Shared | None:
    plain = min(_plain(a, run.a, run.length), _plain(b, run.b, run.length))
    if run.length >= LONG_RUN and plain >= LONG_RUN_PLAIN:
        return Shared(run.span_a, run.span_b, "run", plain, run.length)
    if plain == 0:
        return None  # a name
    more = reworded(a.words, b.words, run)
    if more is None or more.share < STRETCH_SHARE:
        if plain >= STRETCH:
            return Shared(run.span_a, run.span_b, "run", plain, run.length)
        return None
    names = a.name_stems & b.name_stems
    stems = [one for one in more.stems if one not in names and not one[:1].isdigit()]
    if len(stems) < STRETCH or more.span_a.end - more.span_a.start > 600:
        return None
    return Shared(more.span_a, more.span_b, "reworded", len(stems), len(more.stems))


def _quotation(a: Telling, b: Telling, run: Run) -> Shared | None:
    """The run as a quotation of a common third source: quoted in both, or reported in both of one speaker."""
    ours, theirs = a.quotation(run.span_a), b.quotation(run.span_b)
    if ours is None or theirs is None:
        ours, theirs = ours or a.report(run.span_a), theirs or b.report(run.span_b)
        if not (ours and theirs and ours[2] and theirs[2] and same_name(ours[2], theirs[2])):
            return None
    speaker = ours[2] or theirs[2]
    return Shared(run.span_a, run.span_b, "quotation", _plain(a, run.a, run.length), run.length, speaker)


def passages_touched(side: Telling, spans: Iterable[Span]) -> list[Span]:
    """The passages that hold any of `spans`."""
    wanted = list(spans)
    return [passage.span for passage in side.reading.passages if any(passage.span.meets(span) for span in wanted)]


class Library:
    """Readings made ready when they are asked for, the latest `KEPT` of them kept."""

    def __init__(
        self, readings: Iterable[Reading], claims: Mapping[str, Sequence[Claim]], vocabulary: Vocabulary
    ) -> None:
        self._vocabulary = vocabulary
        self._readings = {reading.document: reading for reading in readings}
        self._claims = claims
        self._kept: OrderedDict[str, Telling] = OrderedDict()

    def __getitem__(self, document: str) -> Telling:
        if document in self._kept:
            self._kept.move_to_end(document)
            return self._kept[document]
        ready = self._kept[document] = made_ready(
            self._readings[document], self._claims.get(document, ()), self._vocabulary
        )
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return ready
