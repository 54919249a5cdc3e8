"""Words as the transducer reads them: folded letters as small integers, in Arabic script and in Latin."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from muniment.text import folded

#: the last two are ی and ه at the end of a word, where they write other sounds (Musa موسی, Fatemeh فاطمه) than within
#: one (Hossein حسین): with one letter for both, Hassan and حسین were alike
ARABIC = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءىة"
_AT_THE_END = {"ی": "ى", "ه": "ة"}
LATIN = "abcdefghijklmnopqrstuvwxyz"

#: letters of other Latin alphabets that folding leaves as they are, as name writers replace them
_LATIN_EXTRA = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a"}
)

_ARABIC_CODES = {letter: code for code, letter in enumerate(ARABIC)}
_LATIN_CODES = {letter: code for code, letter in enumerate(LATIN)}


def arabic_letters(word: str) -> NDArray[np.uint8]:
    """The letters of a word in Arabic script; what is no such letter is passed over."""
    kept = [letter for letter in folded(word) if letter in _ARABIC_CODES]
    if len(kept) > 1:
        kept[-1] = _AT_THE_END.get(kept[-1], kept[-1])
    return np.array([_ARABIC_CODES[letter] for letter in kept], dtype=np.uint8)


def latin_letters(word: str) -> NDArray[np.uint8]:
    """The letters of a word in Latin script; what is no such letter is passed over."""
    return np.array(
        [_LATIN_CODES[c] for c in folded(word).translate(_LATIN_EXTRA) if c in _LATIN_CODES], dtype=np.uint8
    )
