"""Numbers that are no figures: ages, times of day, labels, list numbers, distances, offsets, turns of phrase (GUIDE.md)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from muniment.claims import measures
from muniment.claims.counted import Counted
from muniment.claims.quantities import Kind, Quantity
from muniment.records import TimeSaid

#: words that a number after them only names ("Article 5", "Branch 15", "No. 3")
_LABEL = re.compile(
    r"\b(?:nos?\.?|number|articles?|arts?\.|sections?|§+|chapters?|pages?|pp?\.|resolutions?|branch|ward|unit|flight|room|block|"
    r"phase|part|volume|vol\.|figure|fig\.|tables?|lines?|paragraphs?|paras?\.|rule|law|route|highway|zone|sector|level|"
    r"grade|class|category|channel|item|annex|appendix|case|chart|footnote|note|step|day|week|version|protocol|"
    r"tier|episode|season|game|round|group|camp|district|area|point|question|exhibit|apartment|suite|building|gate|"
    r"terminal|decree|order|directive|bill|proposition|amendment|title|model|type|age|ages|aged|ft\.?|tel\.?|phone|#)\s?$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(
    r"[\s-]years?[\s-](?:old|of\sage)\b|\s?y/?o\b|[\s-]month[\s-]olds?\b|[\s-]year[\s-]olds?\b|-somethings?\b", re.I
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged|ages?|age\sof|under\sthe\sage\sof|turn(?:s|ed)|over\sthe\sage\sof)\s(?:between\s)?(?:\d+\s(?:and|to)\s)?$",
    re.I,
)
_NAME_BEFORE = re.compile(r"\b[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]+)+,?\s\(?$")
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\.?(?!\w)|o['’]clock|hrs\b|h\d\d)|:\d\d", re.I)
_GLUED = re.compile(r"[A-Za-z_/°º]|:\d|/\d|[.,]\d")
_HYPHEN = re.compile(r"[-‑]([A-Za-z]+)")
_TIMES = re.compile(r"[\s-](?:times?|fold|percentage)\b|\s?°|\s(?:degrees?)\b|\s?[x×]\b", re.I)
_A_DAY = re.compile(r"\w*\s(?:hours?|days?|minutes?)\s(?:a|per|each|every)\s(?:day|week|month|year)\b", re.I)
_IDIOM_BEFORE = re.compile(
    r"(?:\bper|\bevery\sone\sin|\bone\sin|\bnumber|\btop|[#№]|\bG|\bby\sa\sfactor\sof|\d\s?[x×/:]|[a-zA-Z][-‑/])\s?$",
    re.I,
)
_LINK = re.compile(r"https?:|www\.|@\w")
_LIST = re.compile(r"\s*[.):]\s")
_OFFSET = re.compile(r"\b(?:ago|later|earlier|before|after|afterwards?)$", re.I)
_SCORES = re.compile(r"\s(?:of|more|other|were|have|had|are|dead|killed|injured|wounded|died)\b", re.I)
#: harm that makes "one man" a figure
_HARM = frozenset({"killed", "injured", "arrested", "imprisoned", "tortured", "disappeared"})


def is_noise(text: str, made: Quantity, times: Sequence[TimeSaid], *, footnote: bool) -> bool:
    """Whether the words about a number in `text` say that it is no figure; `times` are the text's, same offsets."""
    before, after = text[max(0, made.start - 40) : made.start], text[made.end : made.end + 40]
    digits = text[made.start].isdigit()
    for time in times:
        if time.start < made.end and made.start < time.end and not _is_span(time):
            return True
    if _AGE_AFTER.match(after) or _AGE_BEFORE.search(before) or _TIMES.match(after) or _A_DAY.match(after):
        return True
    if made.kind is Kind.MONEY:
        return False
    if footnote and not text[: made.start].strip() and digits:
        return True
    if text[made.start : made.end].lower() == "scores" and not _SCORES.match(after):
        return True
    if not digits:
        return bool(re.search(r"\b(?:number|phase|part|chapter|day|no)\s$", before, re.I)) and made.plain
    if _CLOCK.match(after) or (made.kind is Kind.COUNT and _GLUED.match(after) and made.to == made.end):
        return True
    if made.plain and (_LABEL.search(before) or _named(before, after)):
        return True
    if _IDIOM_BEFORE.search(before) or _LINK.search(_word(text, made.start)):
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
    if lemma in measures.NO_FIGURE and made.kind is not Kind.MONEY:
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
    if said != "other":
        return made.low == 1 and made.plain
    if not made.plain:
        return number.dep_ in ("npadvmod", "appos") and not made.from_ < made.start
    return True


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
