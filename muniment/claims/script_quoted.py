"""Who says what in Persian and Arabic, by patterns, where no parse is to be had.

Persian puts the verb of saying after its subject ("X … گفت: «…»"), Arabic before it ("قال X: «…»"); both name sources
by phrases ("به گفته X،", "بحسب X،"). Text is folded first (`muniment.text.fold`), so letters are written one way here.
Direct quotations come first; reported clauses are taken to the end of their sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from muniment import text as texts
from muniment.claims.analysis import Paragraph
from muniment.claims.quotations import Quotation
from muniment.claims.sayings import Saying
from muniment.records import Span, Stance

#: stance → verbs of saying, folded, between bars
_PERSIAN = {
    Stance.ASSERTED: """
        گفت | گفته است | گفته بود | گفتند | گفته اند | میگوید | میگویند | می گوید | می گویند | گوید | افزود
        | افزودند | نوشت | نوشتند | نوشته است | اظهار داشت | اظهار کرد | تاکید کرد | تاکید کرده است | تاکید
        کردند | تصریح کرد | خاطرنشان کرد | خاطر نشان کرد | بیان کرد | عنوان کرد | اعلام کرد | اعلام کردند |
        اعلام کرده است | یاداور شد | متذکر شد | پاسخ داد | توضیح داد | ادامه داد | اضافه کرد | گزارش داد |
        گزارش کرد | خبر داد | شهادت داد | اعتراف کرد | اذعان کرد | تایید کرد | پرسید | فریاد زد | شعار دادند
        | شعار میدادند
    """,
    Stance.ALLEGED: "مدعی شد | مدعی شدند | مدعی شده است | ادعا کرد | ادعا کردند | ادعا کرده است",
    Stance.DENIED: "تکذیب کرد | تکذیب کردند | انکار کرد | رد کرد | رد کردند",
    Stance.WARNED: "هشدار داد | هشدار دادند | هشدار داده است",
    Stance.URGED: "خواستار شد | خواستار شدند | خواست | خواستند | دستور داد",
    Stance.THREATENED: "تهدید کرد | تهدید کردند",
}
_ARABIC = {
    Stance.ASSERTED: """
        قال | قالت | قالوا | يقول | تقول | یقول | اضاف | اضافت | اکد | اکدت | اکدوا | صرح | صرحت | اعلن |
        اعلنت | ذکر | ذکرت | اوضح | اوضحت | کتب | کتبت | اشار | اشارت | لفت | لفتت | شدد | شددت | تابع |
        تابعت | اعتبر | اعتبرت | رای | افاد | افادت | روی | روت | اعترف | اعترفت | شهد | شهدت | هتف | هتفوا
        | بین | بینت | نقل | نقلت | کشف | کشفت | جاء
    """,
    Stance.ALLEGED: "زعم | زعمت | ادعی | ادعت | اتهم | اتهمت",
    Stance.DENIED: "نفی | نفت | انکر | انکرت | رفض | رفضت",
    Stance.WARNED: "حذر | حذرت",
    Stance.URGED: "دعا | دعت | طالب | طالبت | ناشد | ناشدت | حث | حثت",
    Stance.THREATENED: "هدد | هددت | توعد | توعدت",
}
_PERSIAN_STOPS = """
    در به با از بر روز دیروز امروز نیز هم ضمن که تا برای طی درباره پس پیش اما شامگاه صبح عصر را سپس خطاب همچنین
"""
_ARABIC_STOPS = """
    ان انه انها انهم بان فی علی الی خلال یوم امس الیوم من عن حول بعد قبل لوکاله لصحیفه لقناه عبر ردا تعلیقا اثناء عند
    امام مساء صباح السبت الاحد الاثنین الثلاثاء الاربعاء الخمیس الجمعه
"""


def _pattern(table: dict[Stance, str], prefix: str) -> re.Pattern[str]:
    groups = "|".join(
        f"(?P<{stance.name}>{'|'.join(' '.join(word.split()) for word in words.split('|'))})"
        for stance, words in table.items()
    )
    return re.compile(rf"(?<!\w){prefix}(?:{groups})(?!\w)")


_PERSIAN_CUE = _pattern(_PERSIAN, "")
_ARABIC_CUE = _pattern(_ARABIC, "[وف]?")
#: a verb of saying and what opens its content, over folded text
REPORTED = re.compile(
    rf"{_PERSIAN_CUE.pattern}\s(?:که\s|:)|{_ARABIC_CUE.pattern.replace('?P<', '?P<ar')}[^.:«»]{{0,90}}?"
    r"(?:(?<!\w)(?:ب|الی )?ان(?:ه|ها|هم)?(?!\w)|:)"
)
_SOURCE = re.compile(
    r"(?<!\w)(?:و?(?:به گفته|بنا به گفته|بنابر گفته|به گزارش|بنا بر گزارش|بر اساس گزارش|طبق گزارش|به نوشته|به نقل از"
    r"|بحسب|حسب|وفقا ل|وفق|نقلا عن|طبقا ل))(?=\w|\s)\s*(?P<who>[^،:.؟!«»\"“”]{2,90}?)\s*[،,:]\s*"
)
_PRONOUN = re.compile(r"(?:وی|او|ایشان|انها|انان|نامبرده|هو|هی|هم)(?!\w)")
_PERSIAN_LEAD = re.compile(
    r"(?:\s|(?:همچنین|اما|ولی|و|سپس|البته|با این حال)(?=\s)"
    r"|(?:در|به|با|از|بر|پس|پیش|روز|طی|بنا|عصر|صبح|شب)\s[^،]{0,90}،|،)*"
)
_PERSIAN_STOP = re.compile(rf"\s(?:{'|'.join(_PERSIAN_STOPS.split())})(?=\s)|،")
_ARABIC_STOP = re.compile(rf"\s(?:{'|'.join(_ARABIC_STOPS.split())}|لل\w+)(?=\s)|[:،«\"“.]")
_THAT_FA = re.compile(r"\s*که\s+")
_THAT_AR = re.compile(r"\s(?:ان|انه|انها|انهم|بان|بانه|بانها)\s")
_END = re.compile(r"[.!؟?؛]\s|[.!؟?؛]$|\n")
#: characters between an Arabic verb of saying and its quotation: subject, office, occasion
FAR = 160
#: longest speaker, in words
MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph's folded text, with what is quoted in it blanked for the search of cues."""

    paragraph: Paragraph
    folded: texts.Folded
    open: str
    quotes: tuple[tuple[int, int, Quotation], ...]

    def span(self, start: int, end: int) -> Span:
        back = texts.trim(self.paragraph.text, self.folded.back(start, end))
        return Span(self.paragraph.start + back.start, self.paragraph.start + back.end)


def script_sayings(paragraphs: Sequence[Paragraph], quotes: Sequence[Quotation]) -> Iterator[Saying]:
    """All sayings of the paragraphs in Arabic script that have no parse, in text order."""
    places: dict[int, list[Quotation]] = {}
    for quote in quotes:
        places.setdefault(quote.paragraph, []).append(quote)
    last: Saying | None = None
    opened: Saying | None = None
    for index, paragraph in enumerate(paragraphs):
        if paragraph.doc is not None or not texts.has_arabic_script(paragraph.text):
            opened = last = None
            continue
        text = _folded(paragraph, places.get(index, []))
        found: list[Saying] = []
        taken: set[int] = set()
        if opened is not None and text.quotes and not text.folded.text[: text.quotes[0][0]].strip():
            found.append(replace(opened, pieces=(text.quotes[0][2].inner,), form="direct"))
            taken.add(0)
        opened = None
        for cue, stance, arabic in _cues(text):
            source = _arabic_speaker(text, cue) if arabic else _persian_speaker(text, cue)
            who = _named(source, last)
            saying = _direct(text, cue, arabic, taken) or _reported(text, cue, arabic)
            cited = replace(who, cue=text.span(*cue), stance=stance)
            if saying is not None:
                last = replace(cited, pieces=saying.pieces, form=saying.form)
                found.append(last)
            elif text.open.rstrip().endswith(":") and not re.search(r"[.!؟]", text.open[cue[1] :]):
                opened = last = cited
        found += _sourced(text)
        found += _carried(text, taken, found, last)
        yield from found


def _folded(paragraph: Paragraph, quotes: Sequence[Quotation]) -> _Text:
    folded = texts.fold(paragraph.text)
    places = []
    shown = folded.text
    for quote in quotes:
        start = folded.forward(quote.outer.start - paragraph.start)
        end = folded.forward(quote.outer.end - paragraph.start)
        places.append((start, end, quote))
        shown = shown[:start] + "«" + " " * max(0, end - start - 2) + "»" * (end - start > 1) + shown[end:]
    return _Text(paragraph, folded, shown, tuple(places))


def _cues(text: _Text) -> list[tuple[tuple[int, int], Stance, bool]]:
    found = []
    for pattern, arabic in ((_PERSIAN_CUE, False), (_ARABIC_CUE, True)):
        for match in pattern.finditer(text.open):
            found.append((match.span(), Stance[match.lastgroup or "ASSERTED"], arabic))
    return sorted(found)


def _named(source: Span | None, last: Saying | None) -> Saying:
    """A saying's speaker; who spoke last where none is named."""
    if source is None and last is not None:
        return Saying(last.pieces, "script", core=last.core, carried=True)
    return Saying((Span(0, 0),), "script", source=source, core=source)


def _persian_speaker(text: _Text, cue: tuple[int, int]) -> Span | None:
    """The first phrase of the clause that ends in the verb, without the adverbials before it."""
    before = text.open[: cue[0]]
    start = max((match.end() for match in re.finditer(r"[.!؟?؛:»]", before)), default=0)
    lead = _PERSIAN_LEAD.match(text.open, start, cue[0])
    start = lead.end() if lead else start
    stop = _PERSIAN_STOP.search(text.open, start, cue[0])
    return _who(text, start, stop.start() if stop else cue[0])


def _arabic_speaker(text: _Text, cue: tuple[int, int]) -> Span | None:
    """The phrase after the verb, up to its complement."""
    stops = (match for match in _ARABIC_STOP.finditer(text.open, cue[1]) if not _is_ali(text, match))
    end = next((match.start() for match in stops), len(text.open))
    found = _who(text, cue[1], end)
    if found is None:
        before = text.open[: cue[0]]
        start = max((match.end() for match in re.finditer(r"[.!؟?؛:»،]", before)), default=0)
        clause = text.open[start : cue[0]]
        if 1 <= len(clause.split()) <= MOST_WORDS and not _ARABIC_STOP.search(clause):
            found = _who(text, start, cue[0])
    return found


def _is_ali(text: _Text, match: re.Match[str]) -> bool:
    """Whether a stop word is the name علي and not the preposition على, which fold to the same letters."""
    return match.group().strip() == "علی" and text.paragraph.text[text.folded.offsets[match.end() - 1]] == "ي"


def _who(text: _Text, start: int, end: int) -> Span | None:
    words = text.open[start:end].strip()
    if not words or len(words.split()) > MOST_WORDS or _PRONOUN.match(words) or not any(map(str.isalpha, words)):
        return None
    return text.span(start, end)


def _direct(text: _Text, cue: tuple[int, int], arabic: bool, taken: set[int]) -> Saying | None:
    """The quotation after or before the verb."""
    for number, (start, end, quote) in enumerate(text.quotes):
        if number in taken:
            continue
        between = text.open[cue[1] : start]
        after = cue[1] <= start and not re.search(r"[.!؟?؛»]", between)
        if after and (start - cue[1] <= FAR if arabic else re.fullmatch(r"[\s:،,]*(?:که|چنین)?[\s:،,]*", between)):
            taken.add(number)
            return Saying((quote.inner,), "script", form="direct")
        between = text.open[end : cue[0]]
        if end <= cue[0] and len(between) < (8 if arabic else FAR // 2) and not re.search(r"[.!؟?؛:]\s", between):
            taken.add(number)
            return Saying((quote.inner,), "script", form="direct")
    return None


def _reported(text: _Text, cue: tuple[int, int], arabic: bool) -> Saying | None:
    """The clause after "that", or after a colon without marks, to the end of its sentence."""
    ending = _END.search(text.open, cue[1])
    end = ending.start() if ending else len(text.open.rstrip())
    if arabic:
        that = _THAT_AR.search(text.open, cue[1], min(end, cue[1] + FAR))
        start = that.end() if that else None
        if that and that.group().strip() in ("انه", "انها", "انهم", "بانه", "بانها"):
            start = that.start() + 1
    else:
        that = _THAT_FA.match(text.open, cue[1])
        start = that.end() if that else None
    if start is None and (colon := re.match(r"\s*:\s*(?=\w)", text.open[cue[1] :])) is not None:
        start = cue[1] + colon.end()
    if start is None or end - start < 4:
        return None
    mixed = any(start <= quote[0] < end for quote in text.quotes)
    return Saying((text.span(start, end),), "script", form="mixed" if mixed else "indirect")


def _sourced(text: _Text) -> Iterator[Saying]:
    """ "According to X, C"."""
    for match in _SOURCE.finditer(text.open):
        ending = _END.search(text.open, match.end())
        end = ending.start() if ending else len(text.open.rstrip())
        who = text.span(*match.span("who"))
        if end - match.end() > 3 and len(match.group("who").split()) <= MOST_WORDS:
            cue = text.span(match.start(), match.start("who"))
            yield Saying((text.span(match.end(), end),), "script, source", source=who, core=who, cue=cue)


def _carried(text: _Text, taken: set[int], found: Sequence[Saying], last: Saying | None) -> Iterator[Saying]:
    """Quotations of four words or more that go on from a direct one in the paragraph, or open a paragraph after one."""
    for number, (start, _, quote) in enumerate(text.quotes):
        inner = text.paragraph.text[quote.inner.start - text.paragraph.start : quote.inner.end - text.paragraph.start]
        if number in taken or len(inner.split()) < 4:
            continue
        before = [one for one in found if one.form == "direct" and one.span.end <= quote.outer.start]
        near = before[-1] if before else (last if not text.open[:start].strip() else None)
        if near is not None and near.core is not None:
            yield replace(near, pieces=(quote.inner,), source=None, cue=None, form="direct", carried=True)
