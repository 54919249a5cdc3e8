"""Names in Persian and Arabic text, where no capitals show them: by titles, heads and the gazetteer.

Modest on purpose: a name without a title, a head or an entry in the gazetteer is found only when the same words carry
one elsewhere in the document, or when the case's names file has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from muniment import text as texts
from muniment.claims import gazetteer
from muniment.claims.analysis import Analysis


def _fold(words: str) -> frozenset[str]:
    return frozenset(texts.folded(word.replace("_", " ")) for word in words.split())


#: titles right before a person's name (Persian, Dari, Arabic)
TITLES = _fold(
    "آقای خانم دکتر داکتر مهندس انجنیر استاد آیت‌الله آیت_الله حجت‌الاسلام امام شیخ سید ملا مولوی حاجی سردار سرلشکر"
    " سرتیپ سرهنگ دگروال سرگرد سروان ستوان ژنرال جنرال دریادار امیر قاضی شهید مرحوم شاهزاده پروفسور"
    " السيد السيدة الآنسة الدكتور الدكتورة الشيخ الشيخة الإمام الأمير الملك اللواء العميد العقيد المقدم الرائد النقيب"
    " الملازم الفريق الجنرال القاضي المحامي المحامية الأستاذ المهندس الحاج الرئيس الوزير السفير النائب الناشط الناشطة"
    " الصحفي الصحفية الشهيد المطران البطريرك الأب سماحة"
)

#: heads of names of organisations
ORGANISATIONS = _fold(
    "سازمان شورای کمیته کمیسیون وزارت سپاه حزب جبهه ارتش دادگاه دانشگاه خبرگزاری انجمن جنبش اتحادیه دیوان بنیاد مجلس"
    " نیروی نیروهای پلیس اداره حکومت جمعیت کانون"
    " منظمة مجلس لجنة وزارة حزب جبهة جيش محكمة جامعة وكالة جمعية حركة اتحاد هيئة مؤسسة قوات شرطة حكومة مكتب نقابة"
    " المرصد الشبكة المجلس الجيش المحكمة المنظمة"
)

#: heads of names of facilities
FACILITIES = _fold(
    "زندان بیمارستان گورستان میدان اردوگاه پادگان فرودگاه مسجد بازداشتگاه پایگاه"
    " سجن مستشفى مقبرة ساحة مخيم معسكر مطار مسجد جامع معتقل ميدان كنيسة قاعدة"
)

#: words before a place
BEFORE_PLACE = _fold(
    "در از به شهر استان ولایت ولسوالی روستای منطقه ولایات شهرهای کشور پایتخت"
    " نزدیک حومه شمال جنوب شرق غرب قرب نحو شمالي جنوبي"
    " في من إلى الى مدينة محافظة بلدة قرية ريف منطقة عاصمة دولة جمهورية"
)

#: little words, and verbs of saying and doing, at which a name ends
STOPS = _fold(
    "و در از به با که را این آن برای تا بر یا هم نیز اما ولی اگر پس چون پیش بعد روز ماه سال گفت گفته افزود اعلام کرد"
    " کرده کردند است بود بودند شد شدند شده می نمی خود همه هر هیچ نیست هستند داشت دارد دارند خواهد تاکید تأکید نوشت"
    " اظهار رئیس وزیر سخنگوی فرمانده دبیر عضو مدیر رهبر دادستان نماینده میان بین طی تن نفر زیر روی درباره علیه توسط"
    " هزار صد میلیون چند دو سه چهار پنج شش هفت هشت نه ده بیست سی چهل پنجاه یک ها های"
    " في من إلى الى على عن مع أن إن كان كانت قد لم لن لا ما هذا هذه ذلك التي الذي الذين ثم أو بعد قبل يوم شهر عام سنة"
    " قال قالت أعلن أعلنت أكد أكدت ذكر ذكرت أضاف أضافت كما لكن حيث بين خلال منذ حتى عند كل بعض غير رئيس وزير وهو وهي"
    " بأن بانه إنه إنها ان انه انها قائد عضو مدير أمام ضد وقال وأضاف وأكد وأعلن صرح صرحت نفى نفت اتهم اتهمت تم"
)

_PARTICLES = _fold("بن ابن بنت ابو أبو ام أم آل عبد ذو")
_WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")


def script_forms(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Kind and form of each name that a title, a head or the gazetteer shows in Persian or Arabic text."""
    for paragraph in analysis.paragraphs:
        if texts.has_arabic_script(paragraph.text):
            yield from _forms(paragraph.text)


def _forms(text: str) -> Iterator[tuple[str, str]]:
    words = list(_WORD.finditer(text))
    low = [texts.folded(word.group()) for word in words]
    for at, word in enumerate(low):
        bare = word if word in TITLES else word.removeprefix("و")
        if bare in TITLES:
            if name := _run(text, words, low, at + 1, longest=2, people=True):
                yield "person", name
        elif (head := _head(word)) is not None:
            if name := _run(text, words, low, at + 1, longest=1 if head == "facility" else 3, people=False):
                yield head, f"{words[at].group()} {name}"
        elif word not in STOPS and len(word) > 2:
            yield from _place(text, words, low, at)


def _head(word: str) -> str | None:
    if word in FACILITIES:
        return "facility"
    return "organisation" if word in ORGANISATIONS else None


def _run(text: str, words: list[re.Match[str]], low: list[str], at: int, *, longest: int, people: bool) -> str | None:
    """The words of a name from `at` on: at most `longest`, particles not counted, ended by a little word or a mark."""
    while people and at < len(low) and low[at] in TITLES and _joined(text, words, at):
        at += 1
    if (
        people
        and at + 1 < len(low)
        and _is_definite(low[at])
        and not _is_definite(low[at + 1])
        and _joined(text, words, at)
    ):
        at += 1  # "the Syrian president X Y"
    start, taken, definite = at, 0, False
    while at < len(low) and taken < longest and _joined(text, words, at):
        if low[at] in STOPS or low[at] in TITLES:
            break
        if not people and definite and not _is_definite(low[at]) and not low[at].startswith("ل"):
            break  # Arabic: what follows the adjective of a body is its verb
        definite = definite or _is_definite(low[at])
        taken += low[at] not in _PARTICLES
        at += 1
    return " ".join(word.group() for word in words[start:at]) if taken else None


def _is_definite(word: str) -> bool:
    return word.startswith("ال") and len(word) > 4


def _joined(text: str, words: list[re.Match[str]], at: int) -> bool:
    return at > 0 and text[words[at - 1].end() : words[at].start()].strip("\u200c") in (" ", "  ")


def _place(text: str, words: list[re.Match[str]], low: list[str], at: int) -> Iterator[tuple[str, str]]:
    """A country where it stands; a town after "in", "from", "city of", or a large one after "and"."""
    if low[at] in BEFORE_PLACE:
        return
    for length in (2, 1):
        name = " ".join(word.group() for word in words[at : at + length])
        place = gazetteer.find(name) if at + length <= len(words) else None
        if place is None:
            continue
        before = low[at - 1] if at > 0 and _joined(text, words, at) else ""
        led = before in BEFORE_PLACE or before == "و" and place.population >= 3 * gazetteer.LARGE
        if place.kind != "town" and len(name) > 3 or place.kind == "town" and led:
            yield "place", name
            return
