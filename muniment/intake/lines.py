"""What one line or paragraph looks like by itself: a sentence, a title, a list of links, a request of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from muniment import dates
from muniment import text as texts
from muniment.intake import phrases

#: words that running text is held together by and titles, names and lists of links do without
_GLUE = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "with",
        "from",
        "and",
        "or",
        "but",
        "that",
        "which",
        "who",
        "whose",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "has",
        "have",
        "had",
        "his",
        "her",
        "their",
        "its",
        "this",
        "these",
        "those",
        "he",
        "she",
        "they",
        "it",
        "not",
        "as",
        "than",
        "after",
        "before",
        "during",
        "when",
        "while",
        "where",
        "said",
        "says",
        "de",
        "la",
        "el",
        "los",
        "las",
        "en",
        "que",
        "y",
        "por",
        "con",
        "para",
        "del",
        "un",
        "una",
        "se",
        "su",
        "al",
        "es",
        "fue",
        "han",
        "era",
        "le",
        "les",
        "des",
        "et",
        "est",
        "dans",
        "pour",
        "qui",
        "une",
        "sur",
        "par",
        "au",
        "aux",
        "il",
        "elle",
        "ils",
        "ont",
        "été",
        "du",
        "ce",
        "cette",
        "der",
        "die",
        "das",
        "und",
        "von",
        "den",
        "dem",
        "ein",
        "eine",
        "ist",
        "im",
        "mit",
        "auf",
        "für",
        "nicht",
        "wurde",
        "در",
        "به",
        "از",
        "که",
        "را",
        "این",
        "آن",
        "با",
        "است",
        "بود",
        "شد",
        "برای",
        "تا",
        "بر",
        "و",
        "او",
        "آنها",
        "شده",
        "شدند",
        "کرد",
        "کردند",
        "می",
        "هم",
        "یا",
        "في",
        "من",
        "على",
        "إلى",
        "ان",
        "أن",
        "التي",
        "الذي",
        "عن",
        "مع",
        "هذا",
        "هذه",
        "كان",
        "كانت",
        "قد",
        "لم",
        "لا",
        "ما",
        "بعد",
        "قبل",
        "و",
        "هو",
        "هي",
        "الى",
        "в",
        "на",
        "и",
        "что",
        "не",
        "с",
        "по",
        "от",
        "для",
        "из",
        "его",
        "был",
        "были",
        "это",
        "как",
        "bir",
        "ve",
        "bu",
        "için",
        "ile",
        "da",
        "olan",
    ]
)
_WORD = re.compile(r"[^\W_]+(?:[’'\u200c-][^\W_]+)*")
ENDS = re.compile(
    r"(?:[.!?؟۔।。]|[.!?؟]\s?[\[(]?\d{1,3}[\])]?|[.!?؟][\u00b9\u00b2\u00b3\u2070-\u2079]+)[\"'”’»)\]\u00a0 ]*$|"
    r"[.!?؟،,][\"”’»]$"
)
_ELLIPSIS = re.compile(
    r"(?:\.\.\.|…|\[\.\.\.\]|\[…\])[\"”’»)\]]*$|(?:read more|continue reading|ادامه مطلب|اقرأ المزيد)\W{0,4}$", re.I
)
#: the end of a clause: of a resolution's recitals, of verses, of statutes
_COMMA = re.compile(r"[,;،]$")
_COLON = re.compile(r"[::;]$")
_SEPARATORS = re.compile(r"\s[|•·»›>/–]\s|[|•»›]")
#: separators that even alone make a short line a row of links; a dash or a stroke may stand in a name
#: what stands before a dateline's date, and after it: a mark, or words for "published on" and the hour
_SETS_OFF = re.compile(
    r"(?:[-–—|/،,:ـ(•·]|نشر شده در|منتشر شده در|نُ?شر (?:في|يوم)"
    r"|شنبه|جمعه|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد)[،,]?$"
)
_GOES_ON = re.compile(r"[-–—|/،,)(•·]|ساعت|الساعة|مطابق|برابر|الموافق|هـ|م\b")
_BARS = re.compile(r"\s[|•·»›>]\s|[|•»›]")
_GLUED = re.compile(r"[a-zà-ÿ)][A-Z][a-zà-ÿ]")
_MACHINE = re.compile(
    r"(?:[\d.,:/\s%-]+[kKmM]?|\d{4}-\d\d-\d\d(?:[T ][\d:.+Z-]+)?|https?://\S+|www\.\S+|\S+@\S+\.\w+|[@#][\w-]+(?:\s+[@#][\w-]+)*|"
    r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|org|net|info|tv|ir|uk|fr|de|eu|co|news))",
    re.I,
)
#: a quotation and a name with no verb between: a pull quote, or what a banner in a picture says; where the quotation is
#: a whole sentence with its stop, it is part of the text
_QUOTE_AND_NAME = re.compile(r"[“\"«„]([^”\"»“]{10,300})[”\"»]\s*[-–—―,]?\s*[^.!?”\"»:,]{3,50}")
_CAMEL = re.compile(r"(?:[A-Z][a-z]+){2,}\d*")


@dataclass(frozen=True, slots=True)
class Line:
    """One block and what it looks like. `norm` is its folded words, by which repetitions are found."""

    start: int
    end: int
    text: str
    norm: str
    words: int
    letters: int
    glue: float
    ends: bool
    cut: bool
    kind: str

    @property
    def running(self) -> bool:
        """Whether it reads as running text: sentences of an article or of a teaser."""
        return self.kind == "running"


def words_folded(text: str) -> str:
    """The folded words of the first 2,000 characters of `text`, by which repetitions are found."""
    return " ".join(_WORD.findall(texts.folded(text[:2_000])))


def look(text: str, start: int, end: int) -> Line:
    """What the block [start, end) of `text` looks like; `kind` is running, title, furniture, hard, byline, dated,
    caption, machine, links or bare (a short line that is none of these)."""
    words_of = text[start : min(end, start + 20_000)]
    found = _WORD.findall(words_of)
    glue = sum(word.lower() in _GLUE for word in found) / max(1, len(found))
    norm = words_folded(words_of)
    shown = words_of.strip("\u00a0\ufeff \t\u200e\u200f")
    ends = bool(ENDS.search(text[max(start, end - 40) : end].rstrip("\u00a0 ")))
    cut = bool(_ELLIPSIS.search(text[max(start, end - 40) : end].rstrip("\u00a0 ")))
    letters = sum(map(str.isalnum, words_of))
    kind = _kind(shown, len(found), glue, ends, end - start)
    return Line(start, end, shown, norm, len(found), letters, glue, ends, cut, kind)


def _kind(shown: str, words: int, glue: float, ends: bool, length: int) -> str:
    if length <= 400:
        if kind := _by_phrase(shown, words, glue):
            return kind
    elif phrases.AGENCY_CAPTION.match(shown[:120]) and length < 900:
        return "caption"
    if _MACHINE.fullmatch(shown) or not words:
        return "machine"
    separators = len(_SEPARATORS.findall(shown))
    if (separators >= 2 and glue < 0.25 and not ends) or (words <= 6 and _BARS.search(shown)):
        return "links"
    if len(_GLUED.findall(shown)) >= 2 and not ends and words < 40:
        return "links"
    if _ELLIPSIS.search(shown[-40:]) and words < 40 and _GLUED.search(shown):
        return "links"
    if quoted := _QUOTE_AND_NAME.fullmatch(shown):
        return "running" if quoted.group(1)[-1:] in ".!?…؟" else "title"
    if length <= 300 and _is_plea(shown, words, ends):
        return "furniture"
    if _reads_as_text(shown, words, glue, ends, length):
        return "running"
    if words == 1 and _CAMEL.fullmatch(shown):
        return "machine"
    return "title" if 2 <= words <= 30 and length <= 220 else "bare"


def _is_plea(shown: str, words: int, ends: bool) -> bool:
    """Whether a line asks the reader for something: two words of the page's own, and in a whole sentence an address."""
    if len({found.lower() for found in phrases.PLEA.findall(shown)}) < 2:
        return False
    return not (ends and words >= 10) or phrases.ADDRESS.search(shown) is not None


def _by_phrase(shown: str, words: int, glue: float) -> str | None:
    bare = shown.strip("*[]{}<>«»‹›→←▶►▼▲■● \t")
    bare = bare if bare[:1] == "(" and bare[-1:] == ")" else bare.strip("()")
    if (
        words >= 8
        and glue >= 0.2
        and ENDS.search(shown)
        and not (phrases.PLEA.search(shown) or phrases.SURE.search(shown))
    ):
        pictured = (
            phrases.CAPTION.fullmatch(shown) or phrases.AGENCY_CAPTION.match(shown) or phrases.CREDIT.fullmatch(shown)
        )
        return "caption" if pictured else None
    if phrases.AGENCY_CAPTION.match(shown) and not (phrases.BYLINE.match(bare) or phrases.DATED.match(bare)):
        return "caption"
    if phrases.HARD_END.fullmatch(bare):
        return "hard"
    if phrases.RELATED.fullmatch(bare):
        return "related"
    if phrases.REPUBLISHED.match(shown) and len(shown) < 250 and words < 35:
        return "notice"
    if phrases.SOURCED.match(shown):
        return "notice"
    if phrases.CAPTION.fullmatch(shown) or phrases.CREDIT.fullmatch(shown):
        return "caption"
    if phrases.FURNITURE.fullmatch(bare):
        return "furniture"
    if words <= 30 and len(shown) <= 160:
        if phrases.BYLINE.match(bare) and not (ENDS.search(shown) and words > 12):
            return "byline"
        if phrases.DATED.fullmatch(bare) and any(character.isdigit() for character in bare) and words <= 16:
            return "dated"
        if words <= 18 and not ENDS.search(shown) and texts.has_arabic_script(shown) and _is_dateline(shown):
            return "dated"
    return None


def _is_dateline(shown: str) -> bool:
    """Whether a line in the Arabic script is a dateline: place or paper, a mark, and a whole date set off by marks
    ("کابل – آژانس نمونه – ۱۸ سنبله ۱۴۰۲"). Capitals tell such lines in other scripts."""
    for said in dates.find(shown):
        before, after = shown[: said.start].rstrip(), shown[said.end :].lstrip()
        whole = said.edtf is not None and not said.edtf.isdigit()
        if whole and before and _SETS_OFF.search(before) and (not after or _GOES_ON.match(after)):
            return True
    return False


def _capitals(shown: str) -> float:
    """The share of the longer words that begin with a capital, as in titles; 0 in scripts without capitals."""
    longer: list[str] = [word for word in _WORD.findall(shown) if len(word) > 3]
    return sum(word[:1].isupper() for word in longer) / max(1, len(longer))


def _reads_as_text(shown: str, words: int, glue: float, ends: bool, length: int) -> bool:
    """Sentences: an end, enough words, and words that hold them together."""
    if ends and words >= 5 and (glue >= 0.12 or words <= 10 or _capitals(shown) < 0.5):
        return not (words <= 12 and _capitals(shown) >= 0.8)
    if words >= 14 and glue >= 0.18 and length >= 90:
        return True
    if _COLON.search(shown) and words >= 5 and glue >= 0.12:
        return True
    if _COMMA.search(shown) and words >= 4 and glue >= 0.12:
        return True
    return ends and words >= 2 and shown[:1] in "“\"«‘'" and shown[-1:] in "”\"»’'."
