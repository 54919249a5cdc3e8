"""Who says what in Persian and Arabic, by patterns, where no parse is to be had.

Persian puts the verb of saying after its subject ("X … گفت: «…»"), Arabic before it ("قال X: «…»"); both name sources
by phrases ("به گفته X،", "بحسب X،"). Text is folded first (`muniment.text.fold`), so letters are written one way here.
Direct quotations come first; reported clauses are taken to the end of their sentence. Words are in `script_cues`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from muniment import text as texts
from muniment.claims import gazetteer
from muniment.claims.analysis import Paragraph
from muniment.claims.quotations import Quotation
from muniment.claims.sayings import Saying
from muniment.claims.script_cues import ARABIC_CUE, CALLING, HEADED, PARTICIPLE, PERSIAN_CUE
from muniment.claims.script_objects import arabic_object, persian_called, persian_object
from muniment.claims.script_speakers import MOST_WORDS, ScriptText, Who, again, arabic, persian, phrase, subject
from muniment.records import Role, Span, Stance

_SOURCE = re.compile(
    r"(?<!\w)(?P<cue>و?(?:به گفته|بنا به گفته|بنابر گفته|به گزارش|بنا بر گزارش|بر اساس گزارش|طبق گزارش|به نوشته"
    r"|به نقل از|بحسب|حسب|وفقا ل|وفق|نقلا عن|طبقا ل))(?=\w|\s)\s*"
    r"(?:(?P<pronoun>وی|او|ایشان)\s|(?P<who>[^،:.؟!«»\"“”]{2,90}?)\s*[،,:]\s*)"
)
_SOURCED_BEFORE = re.compile(
    r"[،,]\s(?P<cue>بحسب|حسب|وفقا ل|وفق ما (?:افاد|ذکر|اعلن|قال)\w*(?: به)?|وفق"
    r"|کما (?:افاد|ذکر|اعلن|قال)\w*(?: به)?|به گفته|به نوشته)"
    r"\s?(?P<who>[^،:.؟!«»\"“”]{3,60}?)\s?(?=[.\n]|$)"
)
_INSIDE = re.compile(
    r"(?:در|بر اساس|بنا بر|طبق)\s(?:(?:گزارش|بیانیه|نامه|اعلامیه|کتاب|اطلاعیه)\s)?(?P<who>[^،:.؟!«»]{3,60}?)"
    r"(?:\sکه\s[^.:؟!]{0,60}?)?\s(?:امده است|میخوانیم)$"
)
_BY_SAYING = re.compile(
    r"(?<!\w)(?P<cue>با (?:بیان|تاکید بر|اشاره به|اعلام) (?:اینکه|این که|انکه))\s(?P<what>[^،.؟!]{8,200}?)،"
)
_TO_INFORM = re.compile(r"(?<!\w)به اطلاع\s[^.،:]{2,40}?\s(?P<cue>میرساند|میرسانند|رساند|رساندند)\sکه\s")
_HEADLINE = re.compile(r"\s*(?P<who>[^:؛.!؟?«»\d]{3,60}?)\s?:\s(?P<what>\S.{12,})$")
_ORGAN = re.compile(r"(?:بیانیه|گزارش(?: \w+ساله| ماهانه| سالانه)?|اعلامیه|اطلاعیه|بیان|تقریر)\s")
_THAT_FA = re.compile(r"\s*که\s+")
_THAT_AR = re.compile(r"\s(?:(?:الی )?ان|انه|انها|انهم|بان|بانه|بانها)\s")
_END = re.compile(r"[.!؟?؛]\s|[.!؟?؛]$|\n")
#: words before a short quotation by which it is a name, no speech («گروهک «صبح آزادی»», "لـ«المستقل»")
_NAME_BEFORE = re.compile(r"(?:^|\s)(?:ل|[^\W\d]{3,})\s?$")
#: Persian verbs that report without «که» too
_BARE = re.compile(r"(?:گفت|گفتند|میگوید|میگویند|می گوید|می گویند|گفته است|گفته اند|گفتهاند|افزود|نوشت)$")
#: characters between an Arabic verb of saying and its quotation: subject, office, occasion
FAR = 160
#: words of the longest quotation that may be a name
NAME_WORDS = 3


@dataclass(slots=True)
class _Told:
    """What the document has told so far: the sayings with their speakers' folded words, the last one that names its
    speaker, and one whose quotation is still to come."""

    sayings: list[tuple[Saying, str]] = field(default_factory=list)
    last: Saying | None = None
    opened: Saying | None = None


def script_sayings(paragraphs: Sequence[Paragraph], quotes: Sequence[Quotation]) -> Iterator[Saying]:
    """All sayings of the paragraphs in Arabic script that have no parse, in text order."""
    places: dict[int, list[Quotation]] = {}
    for quote in quotes:
        places.setdefault(quote.paragraph, []).append(quote)
    told = _Told()
    for index, paragraph in enumerate(paragraphs):
        if paragraph.doc is not None or not texts.has_arabic_script(paragraph.text):
            told.opened = told.last = None
            continue
        yield from _paragraph(_folded(paragraph, places.get(index, [])), told)


def _paragraph(text: ScriptText, told: _Told) -> Iterator[Saying]:
    found: list[Saying] = []
    taken: set[int] = {number for number, quote in enumerate(text.quotes) if _is_name(text, quote)}
    if told.opened is not None and text.quotes and not text.folded.text[: text.quotes[0][0]].strip():
        found.append(replace(told.opened, pieces=(text.quotes[0][2].inner,), form="direct"))
        taken.add(0)
    told.opened = None
    if text.paragraph.role is Role.HEADING and (headline := _headline(text)) is not None:
        found.append(headline)
    for cue, stance, kind in _cues(text):
        cited, words, end = _speaker(text, cue, kind, told, found)
        cited = replace(cited, cue=text.span(*cue), stance=stance)
        saying = _content(text, (cue, stance, kind), taken, end)
        if saying is not None:
            one = replace(cited, pieces=saying.pieces, form=saying.form, stance=saying.stance)
            if one.core is not None:
                told.last = one
                told.sayings.append((one, words or (told.sayings[-1][1] if told.sayings else "")))
            found.append(one)
        elif text.open.rstrip().endswith(":") and not re.search(r"[.!؟]", text.open[cue[1] :]):
            told.opened = told.last = cited
    found += _sourced(text, told, bool(found))
    found += _further(text, told, found)
    yield from found
    yield from _carried(text, taken, found, told.last)


def _folded(paragraph: Paragraph, quotes: Sequence[Quotation]) -> ScriptText:
    folded = texts.fold(paragraph.text)
    places = []
    shown = folded.text
    for quote in quotes:
        start = folded.forward(quote.outer.start - paragraph.start)
        end = folded.forward(quote.outer.end - paragraph.start)
        places.append((start, end, quote))
        shown = shown[:start] + "«" + " " * max(0, end - start - 2) + "»" * (end - start > 1) + shown[end:]
    return ScriptText(paragraph, folded, shown, tuple(places))


def _is_name(text: ScriptText, quote: tuple[int, int, Quotation]) -> bool:
    """Whether what stands in marks is a name: few words, right behind a noun or "to", with no verb of saying there."""
    start, end, _ = quote
    inner = text.folded.text[start + 1 : end - 1].split()
    before = text.open[max(0, start - 24) : start]
    if len(inner) > NAME_WORDS or not _NAME_BEFORE.search(before):
        return False
    word = before.split()[-1]
    saying = (
        PERSIAN_CUE.search(before)
        or ARABIC_CUE.search(before)
        or word in ("که", "ان", "انه", "بان", "بانه", "بانها", "را")
    )
    called = CALLING.match(text.open[end:].lstrip()) is not None
    return not saying and not called and not PERSIAN_CUE.match(text.open[end:].lstrip())


def _cues(text: ScriptText) -> list[tuple[tuple[int, int], Stance, str]]:
    found: list[tuple[tuple[int, int], Stance, str]] = []
    for pattern, kind in ((PERSIAN_CUE, "persian"), (ARABIC_CUE, "arabic"), (PARTICIPLE, "participle")):
        for match in pattern.finditer(text.open):
            found.append((match.span(), Stance[match.lastgroup or "ASSERTED"], kind))
    found += [(match.span(), Stance.ASSERTED, "calling") for match in CALLING.finditer(text.open)]
    return sorted(found)


def _speaker(
    text: ScriptText, cue: tuple[int, int], kind: str, told: _Told, found: Sequence[Saying]
) -> tuple[Saying, str, int]:
    """A saying's speaker, who spoke last where none is named; its folded words; where its phrase ends (folded)."""
    who: Who | None
    if kind == "participle":
        here = [one for one in found if one.cue is not None and not _parts(text, one.cue, cue[0])]
        if here:
            return replace(here[-1], carried=True, source=None), "", cue[1]
        who = subject(text, cue[0])
    elif kind == "arabic":
        who = arabic(text, cue)
    else:
        who = _inside(text, cue) or persian(text, cue)
    if who is not None and (earlier := again(who.words, told.sayings)) is not None:
        return replace(earlier, source=None, carried=True, via=(), further=()), "", who.end
    if who is not None:
        return Saying((Span(0, 0),), "script", source=who.source, core=who.core), who.words, who.end
    start = max((match.end() for match in re.finditer(r"[.!؟?؛:]", text.open[: cue[0]])), default=0)
    if told.last is not None:
        return replace(told.last, source=None, carried=True, via=(), further=()), "", start
    return Saying((Span(0, 0),), "script"), "", start


def _parts(text: ScriptText, cue: Span, at: int) -> bool:
    """Whether a sentence ends between an earlier cue (a place in the document) and `at` (in folded text)."""
    start = text.folded.forward(cue.end - text.paragraph.start)
    return start > at or re.search(r"[.!؟?؛]\s", text.open[start:at]) is not None


def _inside(text: ScriptText, cue: tuple[int, int]) -> Who | None:
    """«در گزارش این بنیاد … آمده است»: the body whose text it is."""
    start = max((match.end() for match in re.finditer(r"[.!؟?؛]", text.open[: cue[0]])), default=0)
    found = _INSIDE.search(text.open, start, cue[1])
    return phrase(text, *found.span("who"), cue[0]) if found else None


def _content(text: ScriptText, cue: tuple[tuple[int, int], Stance, str], taken: set[int], end: int) -> Saying | None:
    """What is said with a cue (its place, stance and kind), whose speaker's phrase ends at `end`; or None."""
    place, stance, kind = cue
    if kind == "calling":
        called = persian_called(text, place)
        return (
            Saying((text.span(called[0] + 1, called[1] - 1),), "script", form="mixed", stance=called[2])
            if called
            else None
        )
    arabic_ = kind != "persian"
    what = arabic_object(text, place, end, stance) if arabic_ else persian_object(text, place, end, stance)
    if what is not None and what[1] - what[0] >= 4 and _prefers_object(text, what, stance, arabic_=arabic_):
        taken |= {number for number, quote in enumerate(text.quotes) if what[0] <= quote[0] < what[1]}
        return _object(text, what, stance)
    saying = None if kind == "participle" else _direct(text, place, arabic_, taken)
    if saying := saying or _reported(text, place, arabic_, end):
        return replace(saying, stance=stance)
    return _object(text, what, stance) if what is not None and what[1] - what[0] >= 4 else None


def _prefers_object(text: ScriptText, what: tuple[int, int], stance: Stance, *, arabic_: bool) -> bool:
    """Whether the object is what is said even where a quotation or "that" stands too: «شمار … را «…» اعلام کرد»."""
    if arabic_:
        short = [quote for quote in text.quotes if len(text.folded.text[quote[0] : quote[1]].split()) <= NAME_WORDS]
        return (
            stance in (Stance.ALLEGED, Stance.URGED) and not _THAT_AR.search(text.open[: what[0]][-30:]) and bool(short)
        )
    return stance is Stance.ASSERTED


def _object(text: ScriptText, what: tuple[int, int], stance: Stance) -> Saying:
    mixed = any(what[0] <= quote[0] < what[1] for quote in text.quotes)
    return Saying((text.span(*what),), "script, object", form="mixed" if mixed else "indirect", stance=stance)


def _direct(text: ScriptText, cue: tuple[int, int], arabic_: bool, taken: set[int]) -> Saying | None:
    """The quotation after or before the verb."""
    for number, (start, end, quote) in enumerate(text.quotes):
        if number in taken:
            continue
        between = text.open[cue[1] : start]
        after = cue[1] <= start and not re.search(r"[.!؟?؛»]", between)
        if after and arabic_ and (that := _THAT_AR.search(between + " ")):
            after = not between[that.end() :].split()  # "أن الهدف كان «…»" is a reported clause
        if after and (start - cue[1] <= FAR if arabic_ else re.fullmatch(r"[\s:،,]*(?:که|چنین)?[\s:،,]*", between)):
            taken.add(number)
            return Saying((quote.inner,), "script", form="direct")
        between = text.open[end : cue[0]]
        few = len(text.folded.text[start:end].split()) <= NAME_WORDS
        near = 8 if arabic_ or few else FAR // 2
        if end <= cue[0] and len(between) < near and not re.search(r"[.!؟?؛:]\s", between):
            taken.add(number)
            return Saying((quote.inner,), "script", form="direct")
    return None


def _reported(text: ScriptText, cue: tuple[int, int], arabic_: bool, who: int) -> Saying | None:
    """The clause after "that", or after a colon without marks, to the end of its sentence."""
    ending = _END.search(text.open, cue[1])
    end = ending.start() if ending else len(text.open.rstrip())
    start = None
    if arabic_:
        that = _THAT_AR.search(text.open, cue[1], min(end, max(cue[1], who) + FAR))
        if that and not ARABIC_CUE.search(text.open, cue[1], that.start()):
            start = that.start() + 1 if that.group().strip() in ("انه", "انها", "انهم", "بانه", "بانها") else that.end()
    elif that := _THAT_FA.match(text.open, cue[1]):
        start = that.end()
    elif _BARE.search(text.open[slice(*cue)]) and re.match(r"\s(?!و\s)\w", text.open[cue[1] :]):
        start = cue[1] + 1 if len(text.open[cue[1] : end].split()) >= 4 else None
    if start is None and (colon := re.match(r"\s*:\s*(?=\w)", text.open[cue[1] :])) is not None:
        start = cue[1] + colon.end()
    if start is None or end - start < 4:
        return None
    mixed = any(start <= quote[0] < end for quote in text.quotes)
    return Saying((text.span(start, end),), "script", form="mixed" if mixed else "indirect")


def _sourced(text: ScriptText, told: _Told, spoken: bool) -> Iterator[Saying]:
    """ "According to X, C". An agency's own lede (به گزارش X، …) before another speaker is no source."""
    for match in _SOURCE.finditer(text.open):
        ending = _END.search(text.open, match.end())
        end = ending.start() if ending else len(text.open.rstrip())
        if end - match.end() <= 3 or spoken and "گزارش" in match["cue"]:
            continue
        cue = text.span(*match.span("cue"))
        content = (text.span(match.end(), end),)
        if match["pronoun"]:
            if told.last is not None:
                yield replace(told.last, pieces=content, source=None, cue=cue, form="indirect", carried=True)
            continue
        who = phrase(text, *match.span("who"), len(text.open))
        if who is None or len(match["who"].split()) > MOST_WORDS:
            continue
        if who.end > match.end("who"):  # a name in apposition: the content begins behind it
            behind = re.compile(r"\s?[،,:]\s?").match(text.open, who.end)
            content = (text.span(behind.end() if behind else who.end, end),)
        earlier = again(who.words, told.sayings)
        yield _remembered(
            told, Saying(content, "script, source", source=who.source, core=who.core, cue=cue), earlier, who
        )
    for match in _SOURCED_BEFORE.finditer(text.open):
        start = max((one.end() for one in re.finditer(r"[.!؟?؛]\s", text.open[: match.start()])), default=0)
        who = phrase(text, *match.span("who"), match.end("who"))
        if who is not None and match.start() - start > 12:
            saying = Saying((text.span(start, match.start()),), "script, source", source=who.source, core=who.core)
            yield _remembered(
                told, replace(saying, cue=text.span(*match.span("cue"))), again(who.words, told.sayings), who
            )


def _remembered(told: _Told, saying: Saying, earlier: Saying | None, who: Who) -> Saying:
    """`saying`, by the speaker of `earlier` where its own words only point there; kept as the last told."""
    if earlier is not None:
        saying = replace(saying, core=earlier.core, source=None, carried=True)
    told.last = saying
    told.sayings.append((saying, who.words))
    return saying


def _further(text: ScriptText, told: _Told, found: Sequence[Saying]) -> Iterator[Saying]:
    """«با بیان اینکه …»، «به اطلاع … می‌رساند که …»: what is said beside, and before, a verb of saying."""
    for match in _BY_SAYING.finditer(text.open):
        here = [
            one
            for one in found
            if one.cue is not None
            and not _parts(
                text, text.span(*match.span("cue")), text.folded.forward(one.cue.start - text.paragraph.start)
            )
        ]
        near = here[0] if here else told.last
        if near is not None and near.core is not None:
            what = text.span(*match.span("what"))
            yield replace(near, pieces=(what,), cue=text.span(*match.span("cue")), form="indirect", further=())
    for match in _TO_INFORM.finditer(text.open):
        ending = _END.search(text.open, match.end())
        who = persian(text, match.span())
        if who is not None:
            what = text.span(match.end(), ending.start() if ending else len(text.open.rstrip()))
            cue = text.span(*match.span("cue"))
            yield _remembered(told, Saying((what,), "script", source=who.source, core=who.core, cue=cue), None, who)


def _headline(text: ScriptText) -> Saying | None:
    """A heading "X: what X says", where X is a body, an office or a report of one."""
    found = _HEADLINE.match(text.open)
    if found is None or len(found["who"].split()) > MOST_WORDS or gazetteer.find(found["who"].strip()):
        return None
    start, end = found.span("who")
    if organ := _ORGAN.match(found["who"]):
        start += organ.end()
    elif not HEADED.search(found["who"]):
        return None
    who = text.span(start, end)
    return Saying((text.span(*found.span("what")),), "script, headline", source=who, core=who)


def _carried(text: ScriptText, taken: set[int], found: Sequence[Saying], last: Saying | None) -> Iterator[Saying]:
    """Quotations of four words or more that go on from a direct one in the paragraph, or open a paragraph after one."""
    for number, (start, _, quote) in enumerate(text.quotes):
        inner = text.paragraph.text[quote.inner.start - text.paragraph.start : quote.inner.end - text.paragraph.start]
        if number in taken or len(inner.split()) < 4 or any(one.span.holds(quote.inner) for one in found):
            continue
        before = [one for one in found if one.form == "direct" and one.span.end <= quote.outer.start]
        near = before[-1] if before else (last if not text.open[:start].strip() else None)
        if near is not None and near.core is not None:
            yield replace(near, pieces=(quote.inner,), source=None, cue=None, form="direct", carried=True)
