"""Words of saying in Persian, Dari and Arabic, by stance; folded patterns for who is named beside them."""

from __future__ import annotations

import re

from muniment.records import Stance
from muniment.text import folded

#: light verbs of Persian and their forms
_LIGHT = {
    "کرد": "کرد کردند کرده_است کرده_اند کرده‌اند کرده_بود کرده_بودند می‌کند می_کند می‌کنند می_کنند نمود نمودند",
    "داد": "داد دادند داده_است داده_اند داده‌اند داده_بود می‌دهد می_دهد می‌دهند می_دهند",
    "شد": "شد شدند شده_است شده_اند شده‌اند شده_بود می‌شود می‌شوند",
    "داشت": "داشت داشتند داشته_است می‌دارد",
    "زد": "زد زدند",
}
_PERSIAN = {
    Stance.ASSERTED: "گفت گفته_است گفته_بود گفتند گفته_اند گفته‌اند می‌گوید می‌گویند می_گوید می_گویند گوید افزود افزودند"
    " افزوده_است می‌افزاید می‌افزایند نوشت نوشتند نوشته_است نوشته_بود نوشته_بودند می‌نویسد می‌نویسند می_نویسد پرسید"
    " می‌پرسد آمده_است آورده_است می‌خوانیم"
    " اظهار+کرد اظهار+داشت تاکید+کرد تصریح+کرد خاطرنشان+کرد خاطر_نشان+کرد بیان+کرد بیان+داشت عنوان+کرد اعلام+کرد"
    " اضافه+کرد گزارش+کرد گزارش+داد اعتراف+کرد اذعان+کرد تایید+کرد تعریف+کرد روایت+کرد برآورد+کرد پاسخ+داد توضیح+داد"
    " ادامه+داد خبر+داد شهادت+داد یادآور+شد متذکر+شد فریاد+زد شعار+داد شعار_میدادند",
    Stance.ALLEGED: "مدعی+شد ادعا+کرد متهم+کرد",
    Stance.DENIED: "تکذیب+کرد انکار+کرد رد+کرد",
    Stance.WARNED: "هشدار+داد",
    Stance.URGED: "خواستار+شد خواستار_آن+شد خواست خواستند دستور+داد",
    Stance.THREATENED: "تهدید+کرد",
}
_ARABIC = {
    Stance.ASSERTED: "قال قالت قالوا يقول تقول يقولون أضاف أضافت يضيف تضيف أكد أكدت أكدوا يؤكد تؤكد صرح صرحت أعلن أعلنت"
    " يعلن تعلن ذكر ذكرت يذكر تذكر أوضح أوضحت يوضح توضح كتب كتبت يكتب تكتب أشار أشارت يشير تشير لفت لفتت شدد شددت"
    " تابع تابعت اعتبر اعتبرت يعتبر تعتبر رأى رأت يرى ترى أفاد أفادت يفيد تفيد روى روت يروي تروي اعترف اعترفت شهد شهدت"
    " هتف هتفوا بين بينت نقل نقلت كشف كشفت جاء قدر قدرت يقدر تقدر وصف وصفت يصف تصف أبلغ أبلغت",
    Stance.ALLEGED: "زعم زعمت يزعم تزعم ادعى ادعت يدعي تدعي اتهم اتهمت اتهموا يتهم تتهم",
    Stance.DENIED: "نفى نفت ينفي تنفي أنكر أنكرت ينكر تنكر رفض رفضت",
    Stance.WARNED: "حذر حذرت يحذر تحذر",
    Stance.URGED: "دعا دعت يدعو تدعو طالب طالبت يطالب تطالب ناشد ناشدت حث حثت",
    Stance.THREATENED: "هدد هددت توعد توعدت",
}
#: Arabic participles of saying: the subject is the sentence's
_PARTICIPLES = {
    Stance.ASSERTED: "مؤكدا مؤكدة مضيفا مضيفة مشيرا مشيرة موضحا موضحة معتبرا معتبرة لافتا لافتة مشددا مشددة مبينا قائلا"
    " قائلة كاشفا كاشفة",
    Stance.ALLEGED: "متهما متهمة زاعما زاعمة",
    Stance.DENIED: "نافيا نافية منكرا منكرة",
    Stance.WARNED: "محذرا محذرة",
    Stance.URGED: "مطالبا مطالبة داعيا داعية",
}


def _forms(word: str) -> list[str]:
    noun, plus, light = word.partition("+")
    return [f"{noun}_{form}" for form in _LIGHT[light].split()] if plus else [word]


def _words(row: str) -> str:
    forms = {folded(form.replace("_", " ")) for word in row.split() for form in _forms(word)}
    return "|".join(re.escape(form).replace(r"\ ", " ") for form in sorted(forms, key=len, reverse=True))


def _pattern(table: dict[Stance, str], prefix: str) -> re.Pattern[str]:
    groups = "|".join(f"(?P<{stance.name}>{_words(row)})" for stance, row in table.items())
    return re.compile(rf"(?<!\w){prefix}(?:{groups})(?!\w)")


PERSIAN_CUE = _pattern(_PERSIAN, "")
ARABIC_CUE = _pattern(_ARABIC, "[وف]?")
PARTICIPLE = _pattern(_PARTICIPLES, "و?")


def _listed(*rows: str) -> str:
    return _words(" ".join(rows))


#: Persian verbs of calling something something ("X را «دروغ» خواند")
CALLING = re.compile(rf"(?<!\w)(?:{_listed('خواند خواندند دانست دانستند خوانده_است نامید توصیف+کرد')})(?!\w)")
#: …and the words that make it a denial
CALLED_FALSE = re.compile(_listed("دروغ کذب بی‌اساس بی_اساس نادرست خلاف_واقع ساختگی یک‌جانبه مغرضانه بی‌پایه"))
#: a verb of saying and what opens its content, over folded text
REPORTED = re.compile(
    rf"{PERSIAN_CUE.pattern}\s(?:که\s|:)|{ARABIC_CUE.pattern.replace('?P<', '?P<ar')}[^.:«»]{{0,90}}?"
    r"(?:(?<!\w)(?:ب|الی )?ان(?:ه|ها|هم)?(?!\w)|:)"
)
_OFFICES_FA = _listed(
    "وکیل رئیس رییس مدیر مدیرعامل سخنگوی سخنگو فرماندار استاندار وزیر معاون دبیر عضو مسئول مسوول نماینده",
    "فرمانده قوماندان والی شهردار بنیان‌گذار بنیانگذار پدر مادر برادر خواهر همسر دادستان نویسنده رهبر قاضی",
)
_OFFICES_AR = _listed(
    "مدير مديرة رئيس رئيسة ناطق ناطقة متحدث متحدثة وكيل وكيلة وزير وزيرة عضو عضوة محافظ نائب نائبة قائد قيادي أمين",
    "أمينة منسق منسقة كاتب كاتبة مسؤول مسؤولة محامي محامية والد والدة شقيق شقيقة زوجة",
)
#: offices and descriptions that a name follows or goes before
ROLES = re.compile(rf"(?:{_OFFICES_FA}|و?(?:ال)?(?:{_OFFICES_AR}))(?!\w)")
_PERSONS = _listed(
    "مقام مسئول مسوول سخنگو نماینده فعال وکیل منبع شاهد فرمانده وزیر زندانی نویسنده پزشک روزنامه‌نگار عضو",
    "مدیر قاضی زن مرد",
)
#: nouns for persons who are spoken of again without their name («این مقام», "المصدر ذاته")
PERSON_AGAIN = re.compile(
    rf"(?:{_listed('این همین')})\s(?:{_PERSONS})|(?:ال)?\w+\s(?:{_listed('ذاته ذاتها نفسه نفسها عينه')})(?!\w)"
)
_BODIES_FA = _listed(
    "نهاد سازمان کانون بنیاد شورا شورای جبهه حزب وزارت وزیر استاندار سخنگو سخنگوی رئیس رییس فرمانده دادستان دادستانی",
    "نماینده وکیل پلیس دفتر کمیته کمیسیون انجمن اتحادیه مقام منبع والی خبرگزاری عفو دیده‌بان گزارشگر",
)
_BODIES_AR = _listed(
    "مرصد منظمة مسؤول مصدر مصادر ناطق متحدث وزير وزارة رئيس سلطات شبكة رابطة لجنة هيئة نقابة حزب جيش شرطة ناشط ناشطون",
    "حقوقيون مفوضية أمم جمعية حكومة داخلية دفاع محافظ",
)
#: words that say that a heading's words before its colon are somebody who speaks
HEADED = re.compile(rf"(?<!\w)(?:{_BODIES_FA}|(?:ال)?(?:{_BODIES_AR}))(?!\w)")
