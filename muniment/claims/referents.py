"""Whom a pronoun or a description means within its document.

Recency, subjecthood and who spoke last decide, as in Hobbs (Resolving pronoun references, 1978) and Lappin and Leass
(1994), with agreement in number and, where the text shows it by a form of address, in gender. What stays unclear keeps
the words as written: a wrong name is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muniment.claims import phrases
from muniment.claims.analysis import Analysis, Paragraph
from muniment.claims.cues import OCCASIONS, PEOPLE
from muniment.records import Claim, Entity, Span
from muniment.records.claims import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

#: how many paragraphs back a pronoun reaches; news prose that reaches further repeats the name
REACH = 3
#: characters before and after a name in which its titles and descriptions stand
BESIDE = (60, 90)
#: how many of the latest people beside whom a noun stands are weighed
MOST_TITLES = 50
_SET_OFF = re.compile(r",\s+(?:[A-Z]\w{0,10}\.?\s+)?$")
#: "the Special Rapporteur on A, B or C executions, X"
_LONG_TITLE = re.compile(
    r"\b[Tt]he\s+(?P<head>(?:[A-Z][\w-]*\s+){1,4})(?:on|for|of)\s[^.!?;:]{20,170},\s+(?:[A-Z]\w{0,10}\.?\s+)?$"
)
LONGEST_TITLE = 240
#: "Commission for Historical Clarification" is headed by its first word
_HEADED = re.compile(r" (?:for|of|on|to|against) ")
_BREAK = re.compile(r"[.!?;]\s|\n")

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "themselves", "some", "others", "many", "both"})
_IT = frozenset({"it", "its", "itself"})
_MALE = re.compile(r"\b(?:Mr|Sir|Lord|King|Prince|Father|Imam|Ayatollah|Sheikh|Sheik|Mullah|Brother|Pope)\.?\s*$")
_FEMALE = re.compile(r"\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|Sister|Madam|Dame)\.?\s*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that a later pronoun may mean: where it stands, its name, and what the sentence makes of it."""

    span: Span
    name: str
    kind: str
    plural: bool
    gender: str
    subject: bool
    paragraph: int
    sentence: int


class Referents:
    """The things named in one document, in text order, to ask whom a later word means."""

    def __init__(
        self, analysis: Analysis, mentions: Sequence[Claim], entities: Sequence[Entity], *, quoted: Sequence[Span] = ()
    ) -> None:
        self.analysis = analysis
        self._quoted = sorted(quoted, key=lambda span: span.start)
        self._quoted_starts = [span.start for span in self._quoted]
        self.names = {entity.id: entity for entity in entities}
        self.mentions = [claim for claim in mentions if isinstance(claim.content, Mention)]
        self._starts = [claim.citation.start for claim in self.mentions]
        self._paragraphs = [paragraph.start for paragraph in analysis.paragraphs]
        self._genders = self._addressed()
        self.candidates = sorted(self._all(), key=lambda one: (one.span.start, -one.span.end))
        self._candidate_starts = [one.span.start for one in self.candidates]
        self._titles = self._beside()
        self._lower = analysis.reading.text.lower()
        self.people = frozenset(one.name for one in self.candidates if one.kind == "person")

    def paragraph_at(self, at: int) -> int:
        """The index of the paragraph that holds a character."""
        return max(0, bisect_right(self._paragraphs, at) - 1)

    def is_quoted(self, at: int, but: int | None = None) -> bool:
        """Whether a character stands in a direct quotation (one that does not hold the character `but`)."""
        index = bisect_right(self._quoted_starts, at) - 1
        if index < 0:
            return False
        span = self._quoted[index]
        return at < span.end and not (but is not None and span.start <= but < span.end)

    def token_at(self, at: int) -> tuple[Paragraph, Token] | None:
        """The token that stands at a character of the document."""
        paragraph = self.analysis.paragraphs[self.paragraph_at(at)]
        if paragraph.doc is None or not paragraph.start <= at < paragraph.end:
            return None
        span = paragraph.doc.char_span(at - paragraph.start, at - paragraph.start + 1, alignment_mode="expand")
        return (paragraph, span[0]) if span is not None and len(span) else None

    def entity(self, claim: Claim) -> Entity | None:
        """The thing that a mention names."""
        return self.names.get(claim.content.entity) if isinstance(claim.content, Mention) else None

    def named(self, span: Span) -> list[Claim]:
        """The mentions that meet a span, in text order."""
        first = max(0, bisect_right(self._starts, span.start) - 3)
        last = bisect_right(self._starts, span.end)
        return [claim for claim in self.mentions[first:last] if claim.citation.span.meets(span)]

    def _addressed(self) -> dict[str, str]:
        """Entity id → "m" or "f", where a form of address before one of its mentions shows it."""
        text = self.analysis.reading.text
        genders: dict[str, str] = {}
        for claim in self.mentions:
            assert isinstance(claim.content, Mention)
            before = text[max(0, claim.citation.start - 12) : claim.citation.start]
            if _MALE.search(before):
                genders.setdefault(claim.content.entity, "m")
            elif _FEMALE.search(before):
                genders.setdefault(claim.content.entity, "f")
        return genders

    def _all(self) -> list[Candidate]:
        found = []
        taken: set[tuple[int, int]] = set()
        for claim in self.mentions:
            entity = self.entity(claim)
            if entity is None or not isinstance(claim.content, Mention):
                continue
            at = self.token_at(claim.citation.end - 1)
            index = self.paragraph_at(claim.citation.start)
            head, sentence = None, 0
            if at is not None:
                head = at[1]
                while (
                    head.dep_ in ("compound", "nmod", "poss", "case")
                    and claim.citation.start <= (at[0].start + head.head.idx) < claim.citation.end
                ):
                    head = head.head
                sentence = head.sent.start
                taken.add((index, head.i))
            kind = claim.content.kind
            plural = kind == "organisation" or (head is not None and head.tag_ in ("NNS", "NNPS"))
            subject = head is not None and (_is_subject(head) or self._in_apposition(claim, head))
            gender = self._genders.get(claim.content.entity, "")
            found.append(Candidate(claim.citation.span, entity.name, kind, plural, gender, subject, index, sentence))
        for index, paragraph in enumerate(self.analysis.paragraphs):
            if paragraph.doc is None:
                continue
            for token in paragraph.doc:
                titled = token.pos_ == "PROPN" and token.lower_ in PEOPLE
                if (titled or token.pos_ == "NOUN" and phrases.people(token)) and (index, token.i) not in taken:
                    if token.dep_ not in ("nsubj", "nsubjpass"):
                        continue
                    left = paragraph.doc[token.left_edge.i]
                    plain = Span(paragraph.start + left.idx, paragraph.span(token).end)
                    if any(claim.content.kind == "person" for claim in self.named(plain)):  # type: ignore[union-attr]
                        continue
                    words = plain if titled else paragraph.span(phrases.core(token))
                    name = self.written(words)
                    plural = token.tag_ == "NNS"
                    kind = "people" if plural else "described"
                    found.append(Candidate(words, name, kind, plural, "", True, index, token.sent.start))
        return found

    def _in_apposition(self, mention: Claim, head: Token) -> bool:
        """Whether a name set off by commas closes a subject that tells who it is ("a nurse of X, NAME, said")."""
        text, span = self.analysis.reading.text, mention.citation.span
        if not (_SET_OFF.search(text[max(0, span.start - 16) : span.start]) and text[span.end : span.end + 1] == ","):
            return False
        for one in head.ancestors:
            if one.dep_ in ("nsubj", "nsubjpass"):
                return phrases.people(one) or one.lower_ in PEOPLE
            if one.pos_ in ("VERB", "AUX"):
                return False
        return False

    def written(self, span: Span) -> str:
        """The words at a span, white space made single."""
        return " ".join(span.of(self.analysis.reading.text).split())

    def meant(self, word: str, at: int, last: Claim | None, *, beside: bool) -> str | None:
        """The name that the pronoun `word` at a character means, or None where nothing fits.

        `last` is what was said last before it; `beside` says that the pronoun stands beside a quotation, which mostly
        goes on with the one who spoke last.
        """
        paragraph = self.paragraph_at(at)
        token = self.token_at(at)
        sentence = token[1].sent.start if token is not None else 0
        best: tuple[float, int, Candidate] | None = None
        # somebody named since then may be whom the text now goes on about
        since = last is not None and self._anyone(last.citation.end, at)
        for index in range(bisect_right(self._candidate_starts, at) - 1, -1, -1):
            one = self.candidates[index]
            if paragraph - one.paragraph > REACH:
                break
            if one.span.end > at or not _agrees(word.casefold(), one) or self.is_quoted(one.span.start, at):
                continue
            away = paragraph - one.paragraph
            score = 2.0 * one.subject - 1.0 * away + (0.5 if away == 0 and one.sentence == sentence else 0)
            if last is not None and one.name == last.speaker:
                score += 3.0 if beside else float(not since)
            score -= 1.5 * (one.kind in ("described", "people") and away > 0 and word.casefold() not in _THEY)
            if best is None or (score, one.span.start) > best[:2]:
                best = (score, one.span.start, one)
        return self._full(best[2]) if best is not None else None

    def _full(self, one: Candidate) -> str:
        """The name of what a pronoun means: of "the envoy", who was called that before."""
        words = one.name.split()
        if one.kind != "described" or words[0].casefold() != "the" or len(words) > 4:
            return one.name
        words = re.findall(r"[^\W_]+", one.name)[1:]
        return self.described(words, words[-1].casefold(), one.span.start) or one.name

    def _anyone(self, start: int, end: int) -> bool:
        first, last = bisect_right(self._candidate_starts, start), bisect_right(self._candidate_starts, end - 1)
        return any(one.kind == "person" for one in self.candidates[first:last])

    def described(self, words: Sequence[str], head: str, at: int) -> str | None:
        """The person whose titles and appositions, earlier in the text, hold the `head` noun of a description; of
        several, the one that shares most `words` with it, then the nearest."""
        want = {_singular(word.casefold()) for word in words}
        best: tuple[int, int, str] | None = None
        known = self._titles.get(_singular(head), [])
        for start, beside, name in known[-MOST_TITLES:] if not known or known[-1][0] < at else known:
            if start >= at:
                break
            score = len(beside & want)
            if best is None or (score, start) > best[:2]:
                best = (score, start, name)
        return best[2] if best is not None else None

    def _beside(self) -> dict[str, list[tuple[int, frozenset[str], str]]]:
        """For each word, in the singular: where a person stands beside it, all words there, and the name."""
        text = self.analysis.reading.text
        found: dict[str, list[tuple[int, frozenset[str], str]]] = {}
        for claim in self.mentions:
            entity = self.entity(claim)
            if entity is None or entity.kind != "person":
                continue
            before = _BREAK.split(text[max(0, claim.citation.start - BESIDE[0]) : claim.citation.start])[-1]
            after = _BREAK.split(text[claim.citation.end : claim.citation.end + BESIDE[1]])[0]
            if not after.lstrip("0123456789\xa0 ").startswith((",", "(", "–", "—", "-", "who")):
                after = ""
            if long := _LONG_TITLE.search(text[max(0, claim.citation.start - LONGEST_TITLE) : claim.citation.start]):
                before = f"{long['head']} {before}"
            words = frozenset(_singular(word) for word in re.findall(r"[^\W_]+", f"{before} {after}".casefold()))
            for word in words:
                found.setdefault(word, []).append((claim.citation.start, words, entity.name))
        return found

    def body(self, head: str, at: int) -> str | None:
        """The body or occasion last named before a character whose name ends in the `head` noun ("the movement"); "the
        event" is the last occasion named."""
        for claim in reversed(self.mentions[: bisect_right(self._starts, at)]):
            entity = self.entity(claim)
            if entity is None or entity.kind == "person":
                continue
            last = claim.citation.quote.casefold().split()[-1]
            if _HEADED.match(claim.citation.quote.casefold().removeprefix("the ")[len(head) :]) and (
                claim.citation.quote.casefold().removeprefix("the ").startswith(head)
            ):
                return entity.name
            if (last == head and " " in claim.citation.quote) or (head == "event" and last in OCCASIONS):
                return entity.name
        return None

    def is_first(self, head: str, at: int) -> bool:
        """Whether a noun is met at a character for the first time in the document."""
        found = re.search(rf"\b{re.escape(_singular(head))}", self._lower)
        return found is None or found.start() >= at - len(head)


def _is_subject(token: Token) -> bool:
    while token.dep_ in ("conj", "appos") and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")


def _agrees(word: str, one: Candidate) -> bool:
    if word in _HE or word in _SHE:
        fits = one.kind == "person" or (one.kind == "described" and not one.plural)
        return fits and one.gender != ("f" if word in _HE else "m")
    if word in _THEY:
        return one.plural
    if word in _IT:
        return one.kind == "organisation" or (one.kind == "described" and not one.plural)
    return False


def _singular(word: str) -> str:
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
