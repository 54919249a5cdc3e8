"""Which language a document is in, by py3langid (Lui and Baldwin 2012, "langid.py") over its own words.

Two languages of our field that the model does not tell apart from their neighbours are known by letters that only they
use: Sorani Kurdish and Pashto.
"""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

#: languages in which records of atrocities are likely to be written; fewer candidates make fewer odd answers on short
#: texts (a list of names is "Latin" or "Welsh" to the full model)
PLAUSIBLE = [
    "en",
    "fa",
    "ar",
    "es",
    "fr",
    "de",
    "tr",
    "ku",
    "ps",
    "ru",
    "uk",
    "pt",
    "it",
    "nl",
    "sv",
    "no",
    "da",
    "fi",
    "pl",
    "ro",
    "sr",
    "hr",
    "bs",
    "sq",
    "el",
    "he",
    "hy",
    "ka",
    "az",
    "ur",
    "bn",
    "hi",
    "ta",
    "si",
    "my",
    "km",
    "vi",
    "th",
    "id",
    "zh",
    "ja",
    "ko",
    "am",
    "sw",
    "rw",
    "so",
    "ne",
    "bg",
    "cs",
    "hu",
]
#: letters below which no answer is given: on single lines of news the model is wrong about one time in ten
FEWEST = 60
#: characters looked at; more change nothing
MOST = 20_000

_SORANI = re.compile(r"[ێۆڕڵە]")
_PASHTO = re.compile(r"[ټډړږښڼځڅېۍ]")
_ARABIC = re.compile(r"[\u0620-\u064a\u0671-\u06d3\u06d5]")


def identify(text: str) -> str | None:
    """The ISO 639 code of the language of `text`, or None when it is too short to tell."""
    text = text[:MOST]
    letters = sum(map(str.isalpha, text))
    if letters < FEWEST:
        return None
    arabic = len(_ARABIC.findall(text))
    if arabic > letters / 2:
        if len(_SORANI.findall(text)) > arabic * 0.06:
            return "ckb"
        if len(_PASHTO.findall(text)) > arabic * 0.02:
            return "ps"
    found: str = _identifier().classify(text)[0]
    return found


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([code for code in PLAUSIBLE if code in identifier.labels])
    return identifier
