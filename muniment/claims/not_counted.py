"""Numbers that are no figures: ages, times of day, labels, list numbers, distances, offsets, turns of phrase "
"(GUIDE.md)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from muniment.claims import measures, parts
from muniment.claims.counted import Counted
from muniment.claims.quantities import Kind, Quantity
from muniment.records import Qualifier, TimeSaid

if TYPE_CHECKING:
    from spacy.tokens import Token

#: words that a number after them only names ("Article 5", "Branch 15", "No. 3")
_LABEL = re.compile(
    r"\b(?:nos?\.?|number|articles?|arts?\.|sections?|§+|chapters?|pages?|pp?\.|resolutions?|branch|ward|flight|room|"
    r"volume|vol\.|figure|fig\.|tables?|paragraphs?|paras?\.|rule|route|highway|channel|annex|appendix|footnote|protocol|"
    r"season|episode|exhibit|apartment|suite|decree|amendment|age|ages|aged|ft\.?|tel\.?|phone|#)\s?$", re.IGNORECASE,
)  # fmt: skip
#: …and words that only do so when no noun follows the number ("Camp 3", but "at one point 600 soldiers came")
_LOOSE_LABEL = re.compile(
    r"\b(?:unit|block|phase|part|lines?|law|zone|sector|level|grade|class|category|item|case|chart|note|step|day|week|"
    r"version|tier|game|round|group|camp|district|area|point|question|building|gate|terminal|order|directive|bill|"
    r"proposition|title|model|type)\s?$", re.IGNORECASE,
)  # fmt: skip
_AGE_AFTER = re.compile(
    r"\s(?:and|to|or)\s\d+[\s-]years?[\s-]old\b|[\s-]years?[\s-](?:old|of\sage)\b|\s?y/?o\b|"
    r"[\s-]month[\s-]olds?\b|[\s-]year[\s-]olds?\b|-somethings?\b",
    re.I,
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged|ages?|age\sof|under\sthe\sage\sof|turn(?:s|ed)|over\sthe\sage\sof)\s(?:between\s)?(?:\d+\s(?:and|"
    r"to)\s)?$",
    re.I,
)
#: "a boy of six", "a woman of 61,"
_BARE_AGE = re.compile(
    r"\b(?:boy|girl|child|man|woman|son|daughter|youth|baby|brother|sister)\sof\s(?:about\s)?$", re.I
)
_AGE_ENDS = re.compile(r"\s*(?:[.,;:)–—-]|$|(?:who|was|were|and|with|from|in|had)\b)")
_NAME_BEFORE = re.compile(r"\b[A-Z][\w'’-]+,?\s\(?$")
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\.?(?!\w)|o['’]clock|hrs\b|h\d\d)|:\d\d", re.I)
_GLUED = re.compile(r"[A-Za-z_/°º]|:\d|/\d|[.,]\d")
_HYPHEN = re.compile(r"[-‑]([A-Za-z]+)")
_TIMES = re.compile(r"(?:\sof)?[\s-](?:times?|fold|percentage)\b|\s?°|\s(?:degrees?)\b|\s?[x×]\b", re.I)
_A_DAY = re.compile(r"\w*\s(?:hours?|days?|minutes?)\s(?:a|per|each|every)\s(?:day|week|month|year)\b", re.I)
_IDIOM_BEFORE = re.compile(
    r"(?:\bper|\bevery\sone\sin|\bone\sin|\bnumber|\btop|[#№]|\bG|\bby\sa\sfactor\sof|\d\s?[x×/:]|[a-zA-Z][-‑/])\s?$",
    re.I,
)
_LINK = re.compile(r"https?:|www\.|@\w")
_LIST = re.compile(r"\s*[.):]\s")
_OFFSET = re.compile(r"\b(?:ago|later|earlier|before|after|afterwards?)$", re.I)
_SCORES = re.compile(r"\s(?:of|more|other|were|have|had|are|dead|killed|injured|wounded|died)\b", re.I)
_UNDER = re.compile(r"^(?:under|over|below|above)\b", re.I)
_PEOPLE_BEFORE = re.compile(
    r"\b(?:people|children|women|men|boys|girls|those|anyone|adults|youths|persons|"
    r"minors|kids)\s$",
    re.I,
)
_DECADE = re.compile(r"['’]?s\b")
_STREET = re.compile(r"(?:\s[\w.]+){1,4}?\s(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Lane|Boulevard|Blvd|Drive|Square)\b")
_OF_THEM = re.compile(r"\sof\s(?:them|those|these|whom|which|us|the)\b", re.I)
_TELEPHONE = re.compile(r"\b\d{3}-\d{4}\b")
#: harm that makes "one man" a figure
_HARM = frozenset({"killed", "injured", "arrested", "imprisoned", "tortured", "disappeared"})


#: nouns whose number is a turn of phrase ("a six-figure sum", "three o'clock", "in five words")
_NOTHING = frozenset({"figure", "o’clock", "o'clock", "time", "fold", "degree", "inning", "digit"})


def is_noise(text: str, made: Quantity, times: Sequence[TimeSaid], *, footnote: bool) -> bool:
    """Whether the words about a number in `text` say that it is no figure; `times` are the text's, same offsets."""
    before, after = text[max(0, made.start - 40) : made.start], text[made.end : made.end + 40]
    digits = text[made.start].isdigit()
    first = bisect_right(times, made.start, key=lambda time: time.start) - 1
    for time in times[max(0, first) : first + 3]:
        if time.start < made.end and made.start < time.end and not _is_span(time):
            return True
    often = parts.occasions(text, made) is not None
    if _AGE_AFTER.match(after) or _AGE_BEFORE.search(before) or (_TIMES.match(after) and not often):
        return True
    if _A_DAY.match(after) or (_BARE_AGE.search(before) and _AGE_ENDS.match(after)):
        return True
    if made.kind is Kind.MONEY:
        return False
    if footnote and not text[: made.start].strip() and digits:
        return True
    if text[made.start : made.end].lower() == "scores" and not _SCORES.match(after):
        return True
    if _CLOCK.match(after) or made.low == made.high == 0:
        return True
    if made.qualifier in (Qualifier.LESS_THAN, Qualifier.MORE_THAN) and _UNDER.search(text[made.from_ : made.start]):
        if _PEOPLE_BEFORE.search(text[max(0, made.from_ - 20) : made.from_]):
            return True  # "children under 12"
        if (made.low or made.high or 0) < 100 and re.match(r"\s*(?:[.,;:)]|$)", after):
            return True  # "they were under 18"
    if re.search(r"[A-Za-z][-‑]$|\b(?:father|mother|parents?)\sof\s$", before):
        return True  # "high-five", "a mother of three"
    if not digits:
        return bool(re.search(r"\b(?:number|phase|part|chapter|day|no)\s$", before, re.I)) and made.plain
    if made.kind is Kind.COUNT and _GLUED.match(after) and made.to == made.end:
        return True
    if re.search(r"\d[-–]$|=[\"']?$", before) or (made.plain and re.match(r"[-–]\d", after)):
        return True  # a score or a part of a longer number
    if _DECADE.match(after) or _STREET.match(after):
        return True
    if re.match(r"\d{8}", text[made.start : made.end]):
        return True  # an identifier: nobody writes such a number without separators
    loose = _LOOSE_LABEL.search(before) and not re.match(r"\s[a-z]{3,}", after)
    if made.plain and (_LABEL.search(before) or loose or _named(before, after)):
        return True
    if _TELEPHONE.match(text, made.start) or _IDIOM_BEFORE.search(before) or _LINK.search(_word(text, made.start)):
        return True
    if (
        made.plain
        and made.low is not None
        and made.low < 120
        and _NAME_BEFORE.search(before)
        and re.match(r"[,)]", after)
    ):
        return True  # "Anna Example, 34,"
    return not text[: made.start].strip() and made.plain and bool(_LIST.match(after))


def _is_span(time: TimeSaid) -> bool:
    """ "the past two years" holds a duration; "two years ago" and "July 16" do not."""
    said = time.relative or ""
    return said.startswith(("past", "coming")) and not _OFFSET.search(time.text)


def _named(before: str, after: str) -> bool:
    """A number right behind a capitalised word and without a noun of its own: "Ashraf 3", "Boeing 737"."""
    return bool(re.search(r"(?<![.!?:;]\s)(?<!^)\b[A-Z][\w’'-]*\s$", before)) and not re.match(r"[\s-][a-z]{2,}", after)


def _word(text: str, at: int) -> str:
    left = max(text.rfind(" ", max(0, at - 100), at), -1) + 1
    right = text.find(" ", at, at + 100)
    return text[left : right if right > 0 else at + 100]


def no_noun_counts(made: Quantity, thing: Counted, said: str, number: Token) -> bool:
    """Whether the noun (or its absence) makes the number no figure; `said` is the measure found."""
    noun = thing.noun
    if noun is None:
        return _bare(made, said, number)
    lemma = noun.lemma_.lower()
    if lemma in measures.NO_FIGURE or lemma in _NOTHING:
        return True
    if lemma == "pound" and any(token.lemma_ in ("weigh", "weight") for token in noun.sent):
        return True
    text = noun.doc.text
    hyphen = _HYPHEN.match(text, made.end)
    if hyphen and lemma not in measures.TIME and lemma not in measures.PEOPLE and lemma not in ("judge", "seat"):
        return True
    if made.plain and made.low == 1:
        return not _one_counts(thing, lemma, said)
    return False


def _bare(made: Quantity, said: str, number: Token) -> bool:
    """A number without a noun counts when something is told of it, or when it is written as a quantity."""
    if made.kind is Kind.MONEY:
        return False
    if _OF_THEM.match(number.doc.text, made.to):
        return made.low == 1 and made.plain
    if said != "other":
        return made.low == 1 and made.plain
    if not made.plain:
        return False
    return "," not in number.text  # "the police said 85,000": nobody groups the digits of a name


def _one_counts(thing: Counted, lemma: str, said: str) -> bool:
    following = thing.start.nbor(1) if thing.start.i + 1 < len(thing.start.doc) else None
    if following is not None and following.lower_ == "of":
        return False
    if lemma in measures.PEOPLE:
        return said in _HARM
    if lemma in measures.TIME and lemma != "day":
        before = thing.start.nbor(-1).lower_ if thing.start.i else ""
        return before in ("for", "within", "of", "to", "least", "than")
    return False
