"""The names of months, days, seasons, units and numbers in English, and of Jalali and Hijri months in Latin letters."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thu", "friday fri", "saturday sat",
         "sunday sun"), 1,
    )
    for name in names.split()
}  # fmt: skip
SEASON = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
COUNTS = {
    word: number
    for number, word in enumerate(
        (
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
        )
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50}  # fmt: skip
#: "several", "a few" and "recent": how many are meant at most (doubt is an interval, so rather too many)
VAGUE = {"several": 6, "few": 4, "a few": 4, "couple": 2, "couple of": 2, "a couple": 2, "a couple of": 2}
RECENT = {"D": 14, "W": 8, "M": 12, "Y": 10}
UNITS = {
    "day": "D", "night": "D", "morning": "D", "afternoon": "D", "evening": "D", "week": "W", "weekend": "W",
    "month": "M", "year": "Y", "decade": "Y",
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10, "twentieth": 20} | {
    "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
}  # fmt: skip
JALALI = {
    name: number
    for number, names in enumerate(
        (
            "farvardin hamal", "ordibehesht sawr saur thawr", "khordad jawza", "tir saratan", "mordad amordad asad",
            "shahrivar shahrivaar sunbula sonbola", "mehr mizan", "aban aqrab", "azar qaws", "dey jadi",
            "bahman dalw dalv", "esfand hut",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
HIJRI = {
    "muharram": 1, "moharram": 1, "safar": 2, "rabi al-awwal": 3, "rabi' al-awwal": 3, "rabi i": 3, "rabi al-thani": 4,
    "rabi' al-thani": 4, "rabi al-akhir": 4, "rabi ii": 4, "jumada al-awwal": 5, "jumada al-ula": 5, "jumada i": 5,
    "jumada al-thani": 6, "jumada al-akhira": 6, "jumada ii": 6, "rajab": 7, "sha'ban": 8, "shaaban": 8, "shaban": 8,
    "ramadan": 9, "ramazan": 9, "shawwal": 10, "dhu al-qi'dah": 11, "dhu al-qadah": 11, "dhul qadah": 11,
    "dhul-qadah": 11, "dhu al-hijjah": 12, "dhul hijjah": 12, "dhul-hijjah": 12, "zil hajj": 12,
}  # fmt: skip
