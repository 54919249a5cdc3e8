"""Whom the words about a verb of saying name, in Persian and Arabic: the phrase, and the name in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from muniment import text as texts
from muniment.claims.analysis import Paragraph
from muniment.claims.quotations import Quotation
from muniment.claims.sayings import Saying
from muniment.claims.script_cues import PERSON_AGAIN, ROLES
from muniment.claims.script_names import TITLES
from muniment.records import Span

#: longest speaker, in words
MOST_WORDS = 9
#: words of the longest name in apposition to an office ("مدير الشبكة، سليم الدرويش،")
MOST_IN_APPOSITION = 4

_PRONOUN = re.compile(r"(?:وی|او|ایشان|انها|انان|نامبرده|هو|هی|هم)(?!\w)")
_PERSIAN_LEAD = re.compile(
    r"(?:\s|(?:همچنین|اما|ولی|و|سپس|البته|با این حال)(?=\s)"
    r"|(?:در|به|با|از|بر|پس|پیش|روز|طی|بنا|عصر|صبح|شب)\s[^،]{0,90}،|،)*"
)
_PERSIAN_STOP = re.compile(
    r"\s(?:در|به|با|از|بر|روز|دیروز|امروز|نیز|هم|ضمن|که|تا|برای|طی|درباره|پس|پیش|اما|شامگاه|صبح|عصر|را|سپس|خطاب"
    r"|همچنین|هرگونه|هر گونه|این (?:گزارش|ادعا|امار|خبر)|ادعای?|شمار|تعداد|امار|تلفات|میزان"
    r"|خسارت|شکنجه|کشته شدن)(?=\s)|،"
)
_ARABIC_STOP = re.compile(
    r"(?<!مصدر)(?<!مسوول)(?<!ضابط)(?<!قیادی)(?<!ممرضه)(?<!ناشط)(?<!عضو)(?<!موظف)\sفی(?=\s)"
    r"|\s(?:ان|انه|انها|انهم|بان|علی|الی|خلال|یوم|امس|الیوم|من|عن|حول|بعد|قبل|لوکاله|لصحیفه|لقناه|عبر|ردا|تعلیقا"
    r"|اثناء|عند|امام|مساء|صباح|السبت|الاحد|الاثنین|الثلاثاء|الاربعاء|الخمیس|الجمعه|لل\w+|عدد|ما|وجود|وقوع|اي صله"
    r"|استخدام|استهداف|مسوولیته|مسوولیتها|صحه|ضلوعه|ضلوعها|تورطه|تورطها|علاقته|علاقتها|اتهامات|مزاعم|ب(?!اسم|ن\s|نت\s)\w{3,})(?=\s|$)"
    r"|\sل(?=«|\s?«)|[:،«\"“.]"
)
_WAS = re.compile(r"(?<!\w)و?کان(?:ت|وا)?\s(?P<who>[^.:؛]{3,90}?)\sقد\s$")
_AS_FOR = re.compile(r"(?<!\w)[وف]?اما\s(?P<who>[^.:؛]{3,90}?)،?\s$")
_CALLED = re.compile(r"به نام\s(?P<name>\w+(?:\s(?!به|در|از|که|را|گفت)\w+)?)")


@dataclass(frozen=True, slots=True)
class ScriptText:
    """A paragraph's folded text, with what is quoted in it blanked for the search of cues."""

    paragraph: Paragraph
    folded: texts.Folded
    open: str
    quotes: tuple[tuple[int, int, Quotation], ...]

    def span(self, start: int, end: int) -> Span:
        """A folded place as a span of the document, without white space at its ends."""
        back = texts.trim(self.paragraph.text, self.folded.back(start, end))
        return Span(self.paragraph.start + back.start, self.paragraph.start + back.end)


@dataclass(frozen=True, slots=True)
class Who:
    """Where a speaker is named: the whole phrase, the name in it, where it ends (folded), and its folded words."""

    source: Span
    core: Span
    end: int
    words: str


def persian(text: ScriptText, cue: tuple[int, int]) -> Who | None:
    """The first phrase of the clause that ends in the verb, without the adverbials before it."""
    before = text.open[: cue[0]]
    start = max((match.end() for match in re.finditer(r"[.!؟?؛:»]", before)), default=0)
    if start and text.open[start - 1] == "»" and re.search(r"\w\s?$", before[: max(0, before.rfind("«"))]):
        start = max((match.end() for match in re.finditer(r"[.!؟?؛:]", before)), default=0)  # «» round a name
    lead = _PERSIAN_LEAD.match(text.open, start, cue[0])
    start = lead.end() if lead else start
    called = _CALLED.search(text.open, start, cue[0])
    stop = _PERSIAN_STOP.search(text.open, start, cue[0])
    end = stop.start() if stop else cue[0]
    if called is not None and called.start() <= end + 8:
        return Who(text.span(start, called.end()), text.span(*called.span("name")), called.end(), called["name"])
    return _who(text, start, end, cue[0])


def arabic(text: ScriptText, cue: tuple[int, int]) -> Who | None:
    """The phrase after the verb, up to its complement; "was … had said" and "as for …, he said" put it before."""
    before = text.open[: cue[0]]
    for pattern in (_WAS, _AS_FOR):
        if told := pattern.search(before[-140:]):
            low = max(0, cue[0] - 140)
            return _who(text, low + told.start("who"), low + told.end("who"), cue[0], words=2 * MOST_WORDS)
    stops = (match for match in _ARABIC_STOP.finditer(text.open, cue[1]) if not _is_ali(text, match))
    end = next((match.start() for match in stops), len(text.open))
    found = _who(text, cue[1], end, len(text.open))
    if found is None:
        start = max((match.end() for match in re.finditer(r"[.!؟?؛:»،]", before)), default=0)
        clause = text.open[start : cue[0]]
        if 1 <= len(clause.split()) <= MOST_WORDS and not _ARABIC_STOP.search(clause):
            found = _who(text, start, cue[0], cue[0])
    return found


def phrase(text: ScriptText, start: int, end: int, limit: int) -> Who | None:
    """The speaker named in [start, end), with a name in apposition behind it."""
    return _who(text, start, end, limit)


def subject(text: ScriptText, at: int) -> Who | None:
    """The subject of the Arabic sentence about `at`: the words after its verb, two at most."""
    start = max((match.end() for match in re.finditer(r"[.!؟?؛]\s", text.open[:at])), default=0)
    words = list(re.finditer(r"\w+", text.open[start:at]))[1:3]
    if len(words) < 2:
        return None
    return _who(text, start + words[0].start(), start + words[-1].end(), at)


def again(words: str, told: Sequence[tuple[Saying, str]]) -> Saying | None:
    """The earlier saying whose speaker `words` («این کانون», "المصدر ذاته", folded) mean, or None: one with the same
    noun, else, of a person, the last. `told` are the sayings so far, each with its speaker's folded words."""
    person = PERSON_AGAIN.match(words) is not None
    parts = words.split()
    if not 2 <= len(parts) <= 3 or not (person or parts[0] in ("این", "همین")):
        return None
    noun = parts[1] if parts[0] in ("این", "همین") else parts[0]
    for one, name in reversed(told):
        if noun in name.split()[:2]:
            return one
    return told[-1][0] if person and told else None


def _is_ali(text: ScriptText, match: re.Match[str]) -> bool:
    """Whether a stop word is the name علي and not the preposition على, which fold to the same letters."""
    return match.group().strip() == "علی" and text.paragraph.text[text.folded.offsets[match.end() - 1]] == "ي"


def _who(text: ScriptText, start: int, end: int, limit: int, *, words: int = MOST_WORDS) -> Who | None:
    shown = text.open[start:end]
    phrase_ = shown.strip()
    if (
        not phrase_
        or len(phrase_.split()) > words
        or _PRONOUN.match(phrase_)
        or not any(map(str.isalpha, phrase_))
        or any(character.isdigit() for character in phrase_)
    ):
        return None
    start += len(shown) - len(shown.lstrip())
    end = start + len(phrase_)
    if "،" in phrase_:  # «الناطق باسم الوزارة، العميد فلان»
        last = start + phrase_.rindex("،") + 1
        return Who(text.span(start, end), text.span(_titled(text, last, end), end), end, phrase_)
    apposed = re.compile(r"\s?[،,]\s(?P<name>[^،,.:«»]{3,40}?)(?=[،,]|\s(?:ان|ب?انه|انها)\s|\s?:)").match(
        text.open, end, limit
    )
    if (
        apposed
        and ROLES.match(phrase_)
        and len(apposed["name"].split()) <= MOST_IN_APPOSITION
        and not ROLES.match(apposed["name"])
    ):
        place = apposed.span("name")
        return Who(text.span(start, place[1]), text.span(_titled(text, *place), place[1]), place[1], apposed["name"])
    return Who(text.span(start, end), text.span(_titled(text, start, end), end), end, phrase_)


def _titled(text: ScriptText, start: int, end: int) -> int:
    """Where the name begins behind the last title inside a phrase ("… العميد مراد الزغلامي"); else `start`."""
    found = [match for match in re.finditer(r"\w+", text.open[start:end]) if match.group() in TITLES]
    at = start + found[-1].end() if found else start
    return at if len(text.open[at:end].split()) >= 2 else start
