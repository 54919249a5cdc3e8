"""What a figure measures, in Persian, Dari and Arabic: stems of nouns and verbs, folded. No conflict has words here."""

from __future__ import annotations

import re

from muniment.text import folded


def _stems(text: str) -> str:
    return "|".join(
        re.escape(folded(word.replace("_", " "))).replace(r"\ ", r"\s")
        for word in sorted(text.split(), key=len, reverse=True)
    )


_PREFIX = r"(?<!\w)(?:[وفبلک]?ال|[وفبلک]|لل|و[یتن])?"


def _pattern(words: str, *, before: str = "", after: str = "") -> re.Pattern[str]:
    return re.compile(f"{before}(?:{_stems(words)}){after}")


#: what befalls those counted: measure → pattern; verbs, action nouns and nouns of state
TOLD = {
    measure: re.compile(rf"{_PREFIX}(?:{_stems(words)})(?!خانه|گاه)")
    for measure, words in {
        "killed": "قضى_على قضت_على القضاء_على أودت_بحياة أودى_بحياة استشهاد رفات جثمان جثامين کشته کشتار اعدام "
        "جان_باخت جانباخت جان_خود_را جان_سپرد کشتند کشت_ شهید شهدا به_شهادت تیرباران هلاک "
        "قربانی تلفات جسد پیکر اجساد فوت "
        "به_دار قتل‌عام قتل قتیل مقتل قتلی أعدم إعدام استشهد شهداء مجزرة مجازر مذبحة ضحایا ضحیة حتفه مصرع جثة "
        "جثث توفي وفاة "
        "اغتيال أزهق مات یموت ماتوا قضوا کشتن مرگ درگذشت",
        "injured": "زخمی مجروح مصدوم جراحت جريح جرحى أصيب إصابة مصاب جرح أصابت",
        "arrested": "نوقف نعتقل بازداشت دستگیر گرفتار إيقاف موقوف موقوفا موقوفين تعتقل يعتقل اعتقل اعتقال اعتقلت "
        "توقيف أوقف احتجز احتجاز القبض تعتقل اعتقالات",
        "imprisoned": "به_زندان محبوس حبس زندانی_شد زندانی_کرد زندانی_هست سجن سجنت مسجون",
        "tortured": "شکنجه لت‌وکوب لت_و_کوب تعذيب عذب تعرضوا_للتعذيب تعرضوا_للضرب تعرض_للضرب",
        "disappeared": "خبری_در_دست سرنوشت_نامعلوم مجهول_المصیر مصير_مجهول مجهولا خطفوا مصيرهم ناپدید مفقود ربوده "
        "لادرک لا‌درک اختفى اختفاء مختفي مختفين اختطف خطف اختطاف مخطوف المفقودين",
        "protested": "تظاهرات راهپیمایی تجمع اعتصاب تحصن گرد_آمدند گردهم_آمدند معترضان به_خیابان تظاهر احتج_ احتجوا "
        "احتجاج احتجت مسيرة مظاهرة خرجوا "
        "شارك_في_مظاهر",
        "attended": "شرکت_کرد حضور_داشت حضور_یافت حاضر_بودند شارك شاركت شاركوا حضر_ حضروا حضور",
        "signed": "امضا وقع توقيع موقعون وقّع",
    }.items()
}  # fmt: skip
#: «شهادت» is martyrdom before people and testimony before a verb
TOLD["killed"] = re.compile(
    TOLD["killed"].pattern + rf"|(?<!\w){folded('شهادت')}\s(?!{folded('داد')}|{folded('می')}|{folded('خود')})"
)
#: "the number of the dead": what the counted are stands before the number
NUMBER_OF = re.compile(
    rf"(?<!\w)و?(?:{_stems('شمار تعداد آمار شماره عدد أعداد حصيلة')})\s(?:از\s)?(?:ال)?(\w+(?:\s\w+)?)[^،؛.]{{0,24}}$"
)
_UNIT_WORDS = {
    "killed": "کشته قربانی جسد پیکر قتیل قتیلا قتلى شهید شهيدا شهداء ضحية ضحايا جثة جثث وفاة إعدام مورد_اعدام "
    "قتيلان قتيلين",
    "injured": "زخمی مجروح مصدوم جريح جريحا جرحى إصابة مصاب مصابا مصابين جريحان جريحين",
    "arrested": "نوقف نعتقل بازداشتی دستگیرشده معتقل معتقلا معتقلين",
    "disappeared": "ناپدیدشده مفقود مفقودا مفقودين مفقودالاثر مخطوف مخطوفا",
    "signed": "امضا امضاکننده توقيع توقيعا موقع",
    "documents": "صفحه صفحة مصاحبه مقابلة مقابلات سند نامه گزارش قطعنامه بیانیه پیام تصویر عکس ویدئو ویدیو "
    "پرونده شهادتنامه وثيقة وثائق تقرير "
    "تقريرا تقارير رسالة رسائل "
    "قرار قرارات صورة صور شهادة شهادات بيان بيانات",
    "acts": "عملیات حمله اعتراض قیام مورد فقره تجمع انفجار بمباران یورش تظاهرات هجوم هجوما هجمات غارة غارات "
    "عملية عمليات انتهاك انتهاكا انتهاكات "
    "مظاهرة مظاهرات احتجاج ضربة ضربات تفجير تفجيرا حالة حالات قصف جريمة جرائم",
    "money": "دلار یورو تومان ریال افغانی پوند درهم دینار دولار دولارا يورو ليرة دينار دينارا ريال جنيه",
}  # fmt: skip
_UNIT_BY_LANGUAGE = {
    "fa": {
        "duration": "سال ماه هفته روز ساعت دقیقه دهه قرن سالگی",
        "places": "شهر شهرستان روستا کشور استان منطقه زندان خانه محل نقطه ولایت قریه ولسوالی مدرسه بیمارستان "
        "مسجد محله گور بازداشتگاه اردوگاه",
    },
    "ar": {
        "duration": "سنة سنوات سنين عام عاما أعوام شهر شهرا أشهر شهور أسبوع أسبوعا أسابيع يوم يوما أيام ساعة "
        "ساعات عقد عقود دقيقة دقائق",
        "places": "مدينة مدن قرية قرى بلدة بلدات دولة دول محافظة محافظات منطقة مناطق موقع موقعا مواقع منزل منزلا "
        "منازل بيت بيوت مدرسة مدارس "
        "مستشفى مستشفيات سجن سجون مخيم مخيمات حي أحياء مقبرة",
    },
}  # fmt: skip
#: counting words of Persian, and nouns for people in both languages: a number word before them is a count
_PERSONS = (
    "نفر تن زن مرد کودک زندانی معترض شهروند غیرنظامی سرباز عضو خانواده دانشجو روزنامه‌نگار تظاهرکننده کارگر معلم "
    "پناهجو آواره "
    "شخص شخصا أشخاص مدني مدنيا مدنيين متظاهر متظاهرا متظاهرين سجين سجينا سجناء طفل طفلا أطفال امرأة نساء رجل "
    "رجلا رجال جندي "
    "جنديا جنود عنصر عنصرا عناصر عائلة عائلات أسرة لاجئ لاجئا نازح نازحا مواطن مواطنا فرد فردا أفراد صحفي صحفيا "
    "ناشط ناشطا آخرون آخرين دیگر"
)
_THINGS = (
    "قذيفة قذائف صاروخ صواريخ صاروخا برميل براميل رصاصة رصاصات عربة عربات سيارة سيارات شاحنة شاحنات طائرة طائرات مروحية"
    " مروحيات دبابة دبابات سرير سريرا قنبلة قنابل عبوة عبوات لغم ألغام سلاح أسلحة بندقية بنادق مدرعة مدرعات طن"
    " گلوله موشک خودرو خمپاره میل قبضه عراده موتر موترسایکل بمب مین تفنگ تانک هواپیما بالگرد هلیکوپتر تخت فروند دستگاه"
)
#: things, of which nobody says that they were killed or arrested
THINGS = frozenset(folded(word) for word in _THINGS.split())
#: the verbs that close a Persian clause
VERB = _pattern(
    "شد شدند شده شود کرد کردند کرده کنند بود بودند است هستند می رفت رفتند آمد آمدند داد دادند گرفت یافت",
    after=r"(?!\w{4,})",
)
_NOISE = (
    "ساله سالگی متر کیلومتر کیلو درجه بار برابر متری مترا مترا كيلومتر كيلومترا كم مرة مرات ضعف درجة "
    "کیلوگرم طن طنا هکتار هكتار مترمربع ام"
)
NOISE = frozenset(folded(word) for word in _NOISE.split())
#: a place that says it where no word of the sentence does
HELD_IN = _pattern("در_زندان في_السجن في_سجن", before=r"(?<!\w)")
AGE = _pattern("ساله من_العمر سالگی")
#: "of these", "among them": a part of those counted just before
OF_THEM = re.compile(
    rf"(?<!\w)و?(?:{_stems('از_این_شمار از_این_میان از_این_تعداد از_آن_میان از_آنان آنان آنها منهم منهن بينهم')})(?!\w)"
)
#: words that are numbers and, more often, something else ("not", "village", "each other")
AMBIGUOUS = frozenset(folded(word) for word in ("نه", "ده", "یک", "یکی", "واحد", "واحدة", "أحد", "احدی", "سی", "مائه"))
#: "both", "each": no count
EACH = re.compile(rf"(?<!\w)(?:{folded('هر')}|{folded('كلا')}|{folded('كلتا')})\s$")
#: a count that stands alone ("تسعة فقط")
ALONE = frozenset(folded(word) for word in ("فقط",))
LABEL = _pattern(
    "ماده بند شماره ساعت صفحه فصل بخش المادة مادة رقم الساعة ساعة قطعنامه القرار قرار_رقم الفقرة البند الفصل قرن القرن "
    "العمر شعبه",
    after=r"\s?$",
)
AGE_BEFORE = _pattern("عمره عمرها عمر بعمر عن العمر عمرش سن", before=r"(?<!\w)", after=r"\s$")
OFFSET = _pattern("بعد پیش قبل پس بعدتر", before=r"\s", after=r"(?!\w)")
#: "after ten minutes", "before three days": how far off, not how long
OFF_BEFORE = _pattern("بعد قبل", before=r"(?<!\w)[وف]?", after=r"\s$")
#: "he had 20 years": an age
AGED = _pattern("داشت سن_داشت", before=r"\s", after=r"")
_DENIED_FA = _pattern(
    "تکذیب رد_کرد رد_می‌کند نادرست دروغ کذب کشته_نشد اعدام_نشد بازداشت_نشد نیست نشده نشدند نکشت", before=r"(?<!\w)"
)
_DENIED_AR = _pattern(
    "نفى نفت ينفي تنفي نفي كذب ليس ليست لم_يقتل لم_تقتل لا_صحة أنكر أنكرت", before=_PREFIX, after=r"(?!\w)"
)
DENIED = re.compile(f"{_DENIED_FA.pattern}|{_DENIED_AR.pattern}")
HEDGES = _pattern(
    "گفته_می‌شود گویا ظاهرا احتمالا گزارش‌های_تاییدنشده ادعا يقال يزعم زعمت مزاعم ربما أنباء_غير_مؤكدة یعتقد تقديرات",
    before=r"(?<!\w)",
)


def _table(language: str) -> dict[str, str]:
    rows = _UNIT_WORDS | _UNIT_BY_LANGUAGE.get(language, _UNIT_BY_LANGUAGE["fa"])
    return {folded(word): measure for measure, words in rows.items() for word in words.split()}


UNITS = {language: _table(language) for language in ("fa", "ar")}
PERSONS = frozenset(folded(word) for word in _PERSONS.split())
_STOP = (
    "در از به با که را و تا برای بر این آن شدند شد بودند کرد کردند است اند هم نیز یا بر اثر توسط طی بین "
    "يوم في من على إلى عن مع خلال بعد قبل أن التي الذي الذين كانوا كان قتلوا و أو منذ جراء بين بينهم بينها هم وقد"
)
STOP = frozenset(folded(word) for word in _STOP.split())


def is_person(word: str) -> bool:
    """Whether a word is one for people, in the singular, the accusative or a plural of either language."""
    endings = ("", "ین", "ون", "ان", "ا", "ها", "های", "ی", "ات")
    return any(word.endswith(ending) and word[: len(word) - len(ending)] in PERSONS for ending in endings)


def unit_measure(word: str, language: str) -> str | None:
    """The measure that a counted word says by itself; endings of plural and indefinite («ی», «ها») are passed over."""
    table = UNITS.get(language, UNITS["fa"])
    if is_person(word):
        return table.get(word)
    for form in (
        word,
        word.removesuffix("ها"),
        word.removesuffix("های"),
        word.removesuffix("ی"),
        word.removeprefix("ال"),
    ):
        if form in table:
            return table[form]
    return None
