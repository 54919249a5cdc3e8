"""Figures: every count of people, acts, places, documents or money, every share and duration, with its bounds.

The number grammar is in `muniment.claims.quantities`, what a number counts in `counted`, numbers that are no figures in
`not_counted` (annotation guide: "figures", docs/claims). English is read from the parse; Persian and Arabic by patterns
over folded text (`counted_script`). The speaker is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from muniment import dates
from muniment.claims import circumstances, counted_script, measures, parts, quantities, script_told
from muniment.claims.analysis import Analysis, Paragraph
from muniment.claims.counted import Counted, counted
from muniment.claims.measured import measure, mentioned
from muniment.claims.not_counted import is_noise, no_noun_counts
from muniment.claims.quantities import Kind, Quantity
from muniment.records import Claim, Figure, Qualifier, Role, Span, Stance, TimeSaid
from muniment.text import has_arabic_script, is_right_to_left

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "figures"
VERSION = "1"
LANGUAGES = ("en", "fa", "ar")

EXAMPLES = (
    ("At least 1,500 protesters were killed.", ("1,500 killed",)),
    ("Tens of thousands marched through the capital.", ("Tens of thousands protested",)),
    ("The toll rose from 208 to 304.", ("208 killed", "304 killed")),
    ("بیش از ۳۰ نفر کشته شدند.", ("۳۰ killed",)),
    ("On 3 May 1999, aged 34, he left Ward 350.", ()),
)


_OF_THEM = re.compile(r"\sof\s(?:them|those|these|whom|which)\b", re.IGNORECASE)
_IN_SO_MANY = re.compile(r"\s(?:in|out\sof)\s")
_NEVER = re.compile(
    r"\b(?:never|not|n['’]t)\s(?:\w+ly\s)?(?:acknowledge|admit(?:ted)?|exceed|recogni[sz]e|concede|report|count|confirm|see|seen|"
    r"list|number|hold|held)(?:e?d)?\s$", re.I,
)  # fmt: skip
#: measures of which other figures are no parts
_NO_WHOLE = ("duration", "money", "documents", "places")
#: characters within which a lone "one" still speaks of those counted before
_NEAR = 150
_BETWEEN_COUNTS = frozenset({"about", "to", "from", "than"})


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of one paragraph, offsets within it: the words cited, the record without its offsets, its stance."""

    start: int
    end: int
    number: tuple[int, int]
    figure: Figure
    stance: Stance = Stance.ASSERTED
    hedges: tuple[str, ...] = ()
    part: bool = False


def extract(analysis: Analysis) -> Iterable[Claim]:
    """The figures of a document's telling passages, in text order."""
    toll: str | None = None
    for paragraph in analysis.paragraphs:
        if has_arabic_script(paragraph.text) and is_right_to_left(paragraph.text):
            found = tuple(_script(paragraph, analysis.language))
        elif paragraph.doc is not None:
            found = tuple(_english(paragraph, paragraph.doc, toll))
            toll = _toll(found, toll)
        else:
            continue
        for one in found:
            yield _claim(analysis, paragraph, one)


def _claim(analysis: Analysis, paragraph: Paragraph, one: Found) -> Claim:
    base = paragraph.start
    text = analysis.reading.text
    anchor = Span(base + one.number[0], base + one.number[1])
    when = one.figure.when
    if when is not None:
        start, end = base + when.start, base + when.end
        when = replace(when, start=start, end=end, text=text[start:end])
    figure = replace(one.figure, number=anchor, when=when)
    span = Span(base + one.start, base + one.end)
    return analysis.claim(figure, span, anchor, (NAME, VERSION), stance=one.stance, hedges=one.hedges)


# ---------------------------------------------------------------- English


def _english(paragraph: Paragraph, doc: Doc, before: str | None) -> Iterator[Found]:
    text = paragraph.text
    times = dates.find(text)
    footnote = paragraph.role is Role.FOOTNOTE
    told: list[Found] = []
    for made in quantities.find(text):
        if is_noise(text, made, times, footnote=footnote):
            continue
        thing = counted(doc, (made.start, made.end), made.to)
        if thing is None:
            continue
        one = _figure(text, made, thing, times, told, before)
        if one is not None:
            told.append(one)
            yield one


def _figure(
    text: str,
    made: Quantity,
    thing: Counted,
    times: Sequence[TimeSaid],
    told: Sequence[Found],
    before: str | None,
) -> Found | None:
    said = measure(thing)
    made, at_most = _never_more(text, made)
    often = parts.occasions(text, made)
    share_of = None
    token = thing.noun if thing.noun is not None else thing.start
    sentence = (token.sent.start_char, token.sent.end_char)
    if made.kind is Kind.SHARE:
        share = _share(text, made, thing, said, [one for one in told if one.start >= sentence[0]] or told)
        if share is None:
            return None
        said, share_of = share
    elif made.kind is Kind.MONEY:
        said, thing = "money", replace(thing, noun=None)
    elif often:
        said, made = "acts", replace(made, to=often.end())
        thing = replace(thing, noun=None)
    else:
        if said == "other" or parts.of_whom(text, made.from_):
            said = _given(text, made, thing, told, before) or said
        if said == "other" and (given := _left_out(text, made, thing, told, before)):
            said = given
        if not _stands_alone(text, made, thing, told, before) and no_noun_counts(made, thing, said, thing.end):
            return None
        if said == "duration":
            made, said = _duration(text, made, thing)
    end = max(made.to, thing.end.idx + len(thing.end.text)) if thing.noun is not None else made.to
    if of_them := _OF_THEM.match(text, end):
        end = of_them.end()
    figure = Figure(
        number=Span(made.start, made.end),
        low=made.low,
        high=made.high,
        qualifier=made.qualifier,
        unit="percent" if made.kind is Kind.SHARE else (thing.unit or made.currency),
        measure=said,
        population=thing.unit if said not in ("money", "duration", "places", "documents", "acts") else "",
        share_of=share_of,
        event=circumstances.event(text, sentence, made.start),
        where=circumstances.where(token.sent, made.start),
        when=circumstances.when(circumstances.governing(times, token), sentence, made.start)
        or circumstances.when(times, sentence, made.start),
    )
    return Found(
        made.from_,
        end,
        (made.start, made.end),
        figure,
        Stance.ASSERTED if at_most or often else circumstances.stance(token, said),
        circumstances.hedges(token),
        part=parts.included(text, made.from_) or _next_to_a_part(text, made, told),
    )


def _never_more(text: str, made: Quantity) -> tuple[Quantity, bool]:
    """ "has never acknowledged more than 30" is a bound from above, and asserted."""
    if made.qualifier is Qualifier.MORE_THAN and _NEVER.search(text[max(0, made.from_ - 60) : made.from_]):
        return replace(made, low=None, high=made.low, qualifier=Qualifier.UP_TO), True
    return made, False


def _toll(told: Sequence[Found], before: str | None) -> str | None:
    """What a bare count or a list of names is of, in a text about harm: the dead where any are told of, else the last
    harm told of; `before` is that of the paragraphs before."""
    known = [one.figure.measure for one in told if one.figure.measure in circumstances.HARM]
    return "killed" if "killed" in known else known[-1] if known else before


def _given(text: str, made: Quantity, thing: Counted, told: Sequence[Found], before: str | None) -> str | None:
    """What the words right before a number say of it: a verb of harm, or that it is part of the count before."""
    token = thing.noun if thing.noun is not None else thing.start
    people = thing.noun is None or token.lemma_.lower() in measures.PEOPLE or token.lower_ in ("people", "persons")
    if people and (said := parts.harmed(text, made.from_)):
        return said
    if thing.noun is not None and parts.cleansed(text, made.from_, thing.last.idx + len(thing.last.text)):
        return "killed"
    here = [one for one in told if one.start >= token.sent.start_char and one.figure.measure not in _NO_WHOLE]
    known = [one.figure.measure for one in told if one.figure.measure not in ("other", *_NO_WHOLE)]
    if thing.noun is not None and token.lemma_.lower() == "name":
        return _toll(told, before) if known or before else mentioned(thing.start)
    in_sentence = [one for one in told if one.start >= token.sent.start_char]
    if thing.noun is None and in_sentence and parts.of_a_whole(text, made.from_):
        return in_sentence[-1].figure.measure
    if not here or not people:
        return None
    part = parts.included(text, made.from_) and not _own_verb(thing)
    if part or (thing.noun is not None and _next_to_a_part(text, made, here)):
        return here[-1].figure.measure
    return None


def _next_to_a_part(text: str, made: Quantity, told: Sequence[Found]) -> bool:
    """Whether a number goes on with the parts of a count: "of whom 36 were children and 27 women"."""
    return bool(told) and told[-1].part and parts.next_part(text[told[-1].number[1] : made.from_])


def _own_verb(thing: Counted) -> bool:
    """Whether a passive verb of its own tells something of a part: "of whom 13 were released"."""
    token = thing.start
    while token.dep_ in ("nummod", "quantmod", "advmod") and token.head is not token:
        token = token.head
    return token.dep_ == "nsubjpass" and token.head.lemma_.lower() != "be"


def _stands_alone(text: str, made: Quantity, thing: Counted, told: Sequence[Found], before: str | None) -> bool:
    """Whether a number without a noun, or a lone "one", is a count of what was counted before it."""
    counts = [one for one in told if one.figure.measure not in _NO_WHOLE]
    token = thing.start
    if parts.all_but(text, made.from_):
        return bool(told)
    count = thing.noun is None and parts.count_told(text, made.from_, made.to)
    if not counts:
        return count and before is not None
    here = counts[-1].start >= token.sent.start_char
    near = here or made.start - counts[-1].end < _NEAR
    if made.low == made.high == 1:
        of_them = _OF_THEM.match(text, made.to) is not None
        harm = counts[-1].figure.measure in circumstances.HARM
        return made.plain and harm and (here if of_them else near) and parts.one_subject(text, made.to, token)
    if thing.noun is not None:
        return False
    subject = token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ in ("VERB", "AUX") and token.tag_ == "CD"
    return (near and subject) or count


def _share(
    text: str, made: Quantity, thing: Counted, said: str, told: Sequence[Found]
) -> tuple[str, str | None] | None:
    """The measure and the whole of a share. A share of nothing named ("rose by 5 percent") is no figure of ours."""
    if text[made.from_ - 1 : made.from_] == "(" and told and told[-1].end >= made.from_ - 3:
        return told[-1].figure.measure, told[-1].figure.share_of or told[-1].figure.unit  # "half of the dead (54%)"
    if told and re.search(r",\sor\s$", text[max(0, made.from_ - 5) : made.from_]):
        return told[-1].figure.measure, told[-1].figure.unit or None  # "$2 million of the $9 million, or 22 per cent"
    following = text[made.to : made.to + 12].lower()
    if _IN_SO_MANY.search(text[made.start : made.end]) and thing.noun is not None and thing.noun.idx >= made.end:
        return said, text[made.end : thing.last.idx + len(thing.last.text)].strip()
    if not following.startswith((" of", " the ", " its ", " their ")):
        if thing.start.dep_ in ("nsubj", "nsubjpass", "nummod") and any(
            one.dep_ in ("nsubj", "nsubjpass") for one in (thing.start, thing.end, thing.end.head)
        ):
            return _whole(told, said)
        return None
    noun = thing.noun
    if noun is None or noun.pos_ == "PRON":
        return _whole(told, said)
    left = min((word.idx for word in noun.subtree if word.idx > made.to), default=noun.idx)
    right = max(noun.idx + len(noun.text), thing.last.idx + len(thing.last.text))
    return said, text[left:right]


def _whole(told: Sequence[Found], said: str) -> tuple[str, str | None]:
    """What "them" and "whom" are: the figure before, with its measure."""
    wholes = [one for one in told if one.figure.share_of is None and one.figure.measure not in ("duration", "money")]
    if not wholes:
        return said, None
    last = wholes[-1]
    return (said if said != "other" else last.figure.measure), _words(last)


def _words(one: Found) -> str:
    return one.figure.unit


def _left_out(text: str, made: Quantity, thing: Counted, told: Sequence[Found], earlier: str | None) -> str | None:
    """The measure of the figure just before, where this one is a part of it ("including 180 children", "44 of them"),
    shares its noun ("87 attacks on schools and 31 on clinics", "from 208 to 304"), or is the same count told anew
    ("put the number at 180")."""
    if made.low == made.high == 1 and not parts.included(text, made.from_) and not _OF_THEM.match(text, made.to):
        return None
    token = thing.noun if thing.noun is not None else thing.start
    before = [one for one in told if one.figure.measure not in ("duration", "money")]
    here = [one for one in before if one.start >= token.sent.start_char]
    head = token.head if thing.noun is not None or token.dep_ not in ("quantmod", "nummod") else token.head.head
    if here:
        part = head.lemma_.lower() in ("include", "including", "comprise", "among")
        of_them = parts.of_them(text, made.to, thing.start)
        shared = thing.noun is None and (token.dep_ == "conj" or (made.plain and head.lower_ in _BETWEEN_COUNTS))
        if part or of_them or shared:
            return here[-1].figure.measure
    anew = thing.noun is None and any(
        word.lemma_.lower() in measures.NUMBERS
        for word in (head, *head.children, *head.head.children)
        if word.pos_ == "NOUN"
    )
    if thing.noun is None and parts.count_told(text, made.from_, made.to):
        anew = True
        if toll := _toll(told, earlier):
            return toll
    known = [one.figure.measure for one in before if one.figure.measure != "other"]
    return known[-1] if known and anew else mentioned(token) if thing.noun is None else None


def _duration(text: str, made: Quantity, thing: Counted) -> tuple[Quantity, str]:
    """Durations: "over two weeks" is mostly "during"; a century's worth of revenue is money."""
    if made.qualifier is Qualifier.MORE_THAN and text[made.from_ : made.start].lower().strip() == "over":
        before = text[max(0, made.from_ - 12) : made.from_].lower()
        if not before.rstrip().endswith(("for", "after", "of", "to", "last", "lasted", "in", "been", "spent")):
            made = replace(made, qualifier=Qualifier.EXACT, low=made.low, high=made.low, from_=made.start)
    if thing.noun is not None:
        rest = text[thing.noun.idx + len(thing.noun.text) :][:60].lower()
        if rest.startswith(("’s worth", "'s worth")) and any(
            word in rest for word in ("revenue", "income", "wages", "salar", "export", "earnings", "money", "profit")
        ):
            return made, "money"
    return made, "duration"


# ---------------------------------------------------------------- Persian and Arabic


def _script(paragraph: Paragraph, language: str) -> Iterator[Found]:
    text = paragraph.text
    times = dates.find(text, language=language)
    for one in counted_script.find(text, language, times):
        sentence = script_told.sentence(text, one.start)
        figure = Figure(
            number=Span(one.number[0], one.number[1]),
            low=one.low,
            high=one.high,
            qualifier=one.qualifier,
            unit=one.unit,
            measure=one.measure,
            population=one.unit if one.measure in measures.DONE_TO else "",
            share_of=one.share_of,
            when=circumstances.when(times, sentence, one.start),
        )
        yield Found(one.start, one.end, one.number, figure, one.stance, one.hedges)
