"""What is said without "that", in Persian and Arabic: denied things, numbers given, deeds laid to somebody.

«تلفات را شش کشته اعلام کرد»، «از شهادت سه مأمور خبر داد»، "نفت وجود معتقلين"، "تتهم الكتيبة بخطف …".
"""

from __future__ import annotations

import re

from muniment.claims.script_cues import CALLED_FALSE
from muniment.claims.script_speakers import ScriptText
from muniment.records import Stance

_OBJECT = re.compile(
    r"(?<!\w)(?:شمار|تعداد|امار|تلفات|میزان|ادعا(?:ی|ها|های)?|گزارش(?:ها|های)?|خبر(?:های)?|هرگونه|هر گونه|این"
    r"|اتهام(?:ات|های)?|نقش|کشته شدن|وقوع|وجود|خسارت|شکنجه|دست داشتن|مشارکت|مسوولیت)(?!\w)"
)
_FROM = re.compile(r"\sاز\s")
_DENIED = re.compile(
    r"(?<!\w)(?:ما|وجود|وقوع|حدوث|ای|استخدام|استهداف|مسوولیته|مسوولیتها|مسوولیه|صحه|ضلوعه|ضلوعها|ضلوع|تورطه|تورطها"
    r"|تورط|علاقته|علاقتها|اتهامات|مزاعم|مقتل|قتل|سقوط|اعتقال|تعذیب|قصف|ارتکاب)(?!\w)"
)
_COUNTED = re.compile(r"(?<!\w)(?:عدد|اعداد|حصیله|بنحو|بحوالی)(?!\w)")
_DEED = re.compile(r"(?<!\w)ب(?=\w{3,})(?!اسم|حسب|شان|سبب|عد|ین|یان|شکل)")
_END = re.compile(r"[.!؟?؛]\s|[.!؟?؛]$|\n")
_CLAUSE = re.compile(r"[.!؟?؛]|،\s(?:و|ف)|\n")


def persian_object(text: ScriptText, cue: tuple[int, int], from_: int, stance: Stance) -> tuple[int, int] | None:
    """The object of a Persian verb of saying between its speaker's end (`from_`) and the verb, or None."""
    between = text.open[from_ : cue[0]]
    if re.search(r"[.!؟?؛:]", between):
        return None
    verb = text.open[slice(*cue)]
    if verb.startswith("خبر"):
        found = _FROM.search(" " + between)
        return (from_ + found.end() - 1, cue[0]) if found else None
    marker = re.search(r"\sرا\s", between)
    found = _OBJECT.search(between)
    if marker is None or found is None or found.start() > marker.start():
        return None
    if stance is Stance.DENIED:
        bare = found.group() == "این" and len(between[found.start() : marker.start()].split()) <= 2  # «این آمار»
        return None if bare else (from_ + found.start(), from_ + marker.start())
    complement = between[marker.end() :]
    quoted = any(from_ <= quote[0] < cue[0] for quote in text.quotes)
    number = any(map(str.isdigit, complement)) or re.search(r"(?:نفر|تن|کشته|زخمی|مجروح)(?!\w)", complement)
    return (from_ + found.start(), cue[0]) if quoted or number else None


def persian_called(text: ScriptText, cue: tuple[int, int]) -> tuple[int, int, Stance] | None:
    """What a Persian verb of calling calls something, where quoted, and whether that denies it."""
    for start, end, _ in text.quotes:
        if end <= cue[0] and not text.open[end : cue[0]].strip():
            false = CALLED_FALSE.search(text.folded.text[start:end]) is not None
            return start, end, Stance.DENIED if false else Stance.ASSERTED
    return None


def arabic_object(text: ScriptText, cue: tuple[int, int], who: int, stance: Stance) -> tuple[int, int] | None:
    """The object of an Arabic verb of denying, counting, accusing or demanding, to the end of its clause, or None.

    `who` is where its speaker's phrase ends.
    """
    at = max(cue[1], who)
    ending = _END.search(text.open, at)
    end = ending.start() if ending else len(text.open.rstrip())
    if stance is Stance.DENIED:
        found = _DENIED.search(text.open, at, min(end, at + 120))
        clause = _CLAUSE.search(text.open, found.end() if found else at, end)
        return (found.start(), clause.start() if clause else end) if found else None
    if stance in (Stance.ALLEGED, Stance.URGED):
        found = _DEED.search(text.open, at, min(end, at + 120))
        named = [quote for quote in text.quotes if at <= quote[0] and not text.open[at : quote[0]].strip()]
        return (named[0][0] if named else found.start(), end) if found else None
    if text.open[slice(*cue)].lstrip("وف") in ("قدر", "قدرت", "یقدر", "تقدر"):
        found = _COUNTED.search(text.open, at, min(end, at + 80))
        return (found.start(), end) if found else None
    return None
