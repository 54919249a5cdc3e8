"""A name as people write it → its tokens, whatever the script: titles off, joins made, placeholders known.

Nothing here decides who somebody is. The name as written is kept by whoever asks; this is what is compared.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from muniment.text import folded, has_arabic_script

#: titles and honorifics, folded; they say something of a person and nothing of a name
TITLES = frozenset(
    (
        "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "lord", "lady", "general", "gen", "colonel", "col",
        "major", "maj", "captain", "capt", "lieutenant", "lt", "sergeant", "sgt", "judge", "justice", "president",
        "minister", "ayatollah", "hojatoleslam", "hojjatoleslam", "engineer", "eng", "don", "dona", "senor", "senora",
        "sr", "sra", "srta", "ing", "lic", "martyr", "khanum", "khanom", "shahid", "آقای", "خانم", "دکتر", "مهندس",
        "استاد", "سرهنگ", "سرتیپ", "سرلشکر", "سردار", "ژنرال", "سروان", "ستوان", "قاضی", "حجتالاسلام", "آیتالله",
        "شهید", "شهیده", "مرحوم", "مرحومه", "السید", "الدکتور", "الشهید", "الشهیده", "المرحوم", "المرحومه", "العقید",
        "اللوا", "العمید", "النقیب", "القاضی",
    )
)  # fmt: skip
#: what lists write where no name is known; such a name is missing, not a name in common
PLACEHOLDERS = frozenset(
    (
        "unknown", "unnamed", "unidentified", "anonymous", "none", "nil", "na", "n/a", "noname", "not-known", "nn",
        "xx", "x", "?", "desconocido", "desconocida", "anonimo", "مجهول", "ناشناس", "نامعلوم", "بینام", "نامشخص",
        "ندارد", "غیرمعروف", "مجهوله", "مجهولالهویه",
    )
)  # fmt: skip

#: "infant of X" is a person, and so is "wife of X": the relation stays, as one token of its own
RELATIONS = {
    "infant": "infant", "baby": "infant", "newborn": "infant", "child": "child", "son": "son", "daughter": "daughter",
    "wife": "wife", "widow": "wife", "mother": "mother", "father": "father", "نوزاد": "infant", "طفل": "infant",
    "رضیع": "infant", "فرزند": "child", "پسر": "son", "دختر": "daughter", "همسر": "wife", "زوجه": "wife", "ابن": "son",
    "بنت": "daughter", "مادر": "mother", "والده": "mother",
}  # fmt: skip
_OF = frozenset(("of", "de", "del"))

#: given names that stand joined or apart in names of two parts (Mohammadreza, Mohammad Reza)
PARTS = {
    "arabic": (
        "محمد", "علی", "رضا", "حسین", "حسن", "اکبر", "اصغر", "مهدی", "تقی", "نقی", "کاظم", "باقر", "صادق", "جواد",
        "غلام", "عبد", "امیر", "میر", "نور", "گل", "شیر", "خان",
    ),
    "latin": (
        "mohammad", "mohamad", "mohammed", "muhammad", "ali", "reza", "riza", "hossein", "hosein", "hussein", "hassan",
        "hasan", "akbar", "asghar", "mehdi", "mahdi", "taghi", "taqi", "naghi", "naqi", "kazem", "bagher", "baqer",
        "sadegh", "sadeq", "javad", "gholam", "ghulam", "amir", "mir", "nour", "noor", "gol", "shir", "khan",
    ),
}  # fmt: skip

_ARTICLE = frozenset(("al", "el", "ul", "ol", "as", "ar", "ad", "an", "at", "az", "ash", "adh"))
_JOIN_NEXT = frozenset(
    (
        "abd",
        "abdol",
        "abdul",
        "abdel",
        "abdal",
        "abu",
        "abou",
        "abo",
        "bu",
        "umm",
        "om",
        "um",
        "عبد",
        "ابو",
        "ابی",
        "ام",
        "بو",
    )
)
_JOIN_LAST = frozenset(
    ("allah", "ullah", "ollah", "olah", "eddin", "uddin", "oddin", "aldin", "الله", "اله", "الدین", "ای", "یی")
)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‘`´ʿʾ-][^\W\d_]+)*", re.UNICODE)
_APOSTROPHES = re.compile(r"['’ʼ‘`´ʿʾ]")

#: letters of a name that are compared; longer ones are cut (no name has more; a hostile one may)
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name's folded tokens in "arabic" or "latin" script (others are romanised); none when it is missing."""

    script: str
    tokens: tuple[str, ...]
    titles: tuple[str, ...] = ()
    relation: str | None = None

    @property
    def missing(self) -> bool:
        """Whether no name is known: an empty cell, or a placeholder such as "unknown" or مجهول."""
        return not self.tokens


@lru_cache(maxsize=65536)
def spell(name: str) -> Spelling:
    """The spelling of a name as written. Never raises; what is no letter is passed over."""
    written = unicodedata.normalize("NFKC", name[: LONGEST * 4])
    script = "arabic" if has_arabic_script(written) else "latin"
    turned = written.replace("\u200c", " ") if script == "arabic" else _romanised(written)
    if script == "latin" and "," in turned:
        last, _, first = turned.partition(",")
        turned = f"{first} {last}"
    words = [folded(_APOSTROPHES.sub("", word)) for word in _WORD.findall(turned)]
    words = [piece for word in words for piece in re.split(r"[-]", word) if piece]
    titles = tuple(word for word in words if word in TITLES)
    relation = next((RELATIONS[word] for word in words[:2] if word in RELATIONS), None)
    kept = [word for word in words if word not in TITLES] or words
    if relation is not None and len(kept) > 1:
        kept = [word for word in kept if word not in RELATIONS and word not in _OF] or kept
    if not kept or " ".join(kept) in PLACEHOLDERS or all(word in PLACEHOLDERS for word in kept):
        return Spelling(script, (), titles, relation)
    tokens = _cut(_joined(kept, script))
    return Spelling(script, tuple(tokens), titles, relation)


def _romanised(written: str) -> str:
    """Letters of other scripts (Cyrillic, Greek, Hebrew, …) in Latin ones, roughly, by the kept library `anyascii`."""
    return "".join(
        letter if letter.isascii() or unicodedata.name(letter, "").startswith("LATIN") else anyascii(letter)
        for letter in written
    )


def _joined(words: list[str], script: str) -> list[str]:
    """Articles and what belongs together become one token; joined given names are parted."""
    out: list[str] = []
    join = False
    for word in words:
        if script == "latin" and word in _ARTICLE and word != words[-1]:
            if join and out:
                out[-1] += word
            else:
                out.append(word)
            join = True
            continue
        if (join or word in _JOIN_LAST) and out:
            out[-1] += word
        else:
            out.append(word)
        join = word in _JOIN_NEXT
    return [part for word in out if word for part in _parted(word, script)]


def _parted(word: str, script: str) -> list[str]:
    """A given name of two known parts, parted: alireza → ali reza."""
    for first in PARTS[script]:
        if word.startswith(first) and word[len(first) :] in PARTS[script]:
            return [first, word[len(first) :]]
    return [word]


def _cut(tokens: list[str]) -> list[str]:
    left = LONGEST
    out = []
    for token in tokens:
        if left <= 0:
            break
        out.append(token[:left])
        left -= len(token)
    return out
