"""Arabic duals: one word that is a noun and two of it ("طفلين", "شاحنتان", "مقبرتين").

"-ين" also ends the plural of many words for persons ("معتقلين"); so a noun makes a dual here only when its plural is
broken, or when it ends in ة, whose dual ("-تين", "-تان") is never a plural. Source: any grammar, e.g. W. Wright, A
Grammar of the Arabic Language, I §299–300.
"""

from __future__ import annotations

from muniment.text import folded

#: nouns with a broken plural
_BROKEN = (
    "شخص طفل جندي رجل شاب طبيب عنصر شرطي قتيل جريح شهيد ولد ابن أخ شقيق قائد ضابط أسير عامل طالب تلميذ قاض محام صديق"
    " بيت منزل مبنى حي مخيم حاجز مسجد مركز سجن مستشفى مصنع معمل جسر شارع موقع مقر"
    " صاروخ برميل انفجار هجوم لغم مدفع تفجير قصف كمين حصار تقرير قرار كتاب بيان ملف شريط تسجيل حكم أمر"
    " زورق قارب قطار باص سيف قبر صف طابق باب مليون ألف دولار دينار حزب جيش لواء فوج فصيل تيار"
)
#: nouns that end in ة
_FEMININE = (
    "امرأة فتاة طفلة سيدة ضحية ممرضة طالبة ناشطة صحفية محامية عائلة أسرة جثة شهيدة"
    " غارة ضربة قذيفة عبوة رصاصة قنبلة طلقة هجمة عملية مجزرة جريمة حالة مرة محاولة معركة جولة جلسة دورة"
    " شاحنة سيارة عربة حافلة مروحية طائرة دبابة مدرعة دراجة سفينة دورية آلية مركبة"
    " مقبرة مدينة قرية بلدة منطقة ناحية محافظة دولة ولاية نقطة قاعدة مدرسة جامعة محكمة خيمة غرفة زنزانة شقة كنيسة بناية"
    " منظمة جمعية لجنة كتيبة فرقة سرية مجموعة حركة صحيفة قناة"
    " شهادة وثيقة رسالة صورة مذكرة قائمة لائحة نسخة صفحة مقابلة قضية تهمة دفعة مظاهرة مسيرة وقفة"
)
#: times, which are durations only behind words that say so
_TIMES = "يوم أسبوع شهر عام ساعة سنة ليلة دقيقة قرن عقد"


def _duals(nouns: str) -> dict[str, str]:
    """dual form → noun, both folded."""
    out: dict[str, str] = {}
    for noun in map(folded, nouns.split()):
        stem = noun[:-1] + "ت" if noun.endswith("ه") else noun[:-1] + "ی" if noun.endswith("ی") else noun
        out |= {stem + "ین": noun, stem + "ان": noun}
    return out


#: dual → its noun in the singular, folded
DUALS = _duals(_BROKEN) | _duals(_FEMININE)
TIMES = _duals(_TIMES)
#: words before a dual of time that make it a duration
LASTING = tuple(
    folded(word) for word in ("مدة", "لمدة", "خلال", "طوال", "استمر", "استمرت", "دام", "دامت", "طيلة", "على مدى")
)
