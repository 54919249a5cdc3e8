"""What of a token survives transliteration: its consonants, in classes that both scripts share.

Vowels, weak letters (و ی ا, w y v h) and ayn go; letters that one script writes for several of the other are one class.
Where a letter belongs to two classes (ض is z in Tehran and d in Gaza; "th" is ث or ت and ه) or the article may be
missing, a token has two skeletons. Skeletons make blocking keys and term frequencies; they never decide anything.
"""

from __future__ import annotations

from functools import lru_cache

#: the consonant classes of skeletons
CLASSES = "btsjkflrmn"

_ARABIC = {
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("تطد", "t"), **dict.fromkeys("ثسصشذزظض", "s"),
    **dict.fromkeys("جچژ", "j"), **dict.fromkeys("کقگغخ", "k"), "ف": "f", "ل": "l", "ر": "r", "م": "m", "ن": "n",
}  # fmt: skip
_LATIN = {
    **dict.fromkeys("bp", "b"), **dict.fromkeys("td", "t"), **dict.fromkeys("szç", "s"), "j": "j",
    **dict.fromkeys("kqgcx", "k"), "f": "f", "l": "l", "r": "r", "m": "m", "n": "n", "ñ": "n",
}  # fmt: skip


@lru_cache(maxsize=1 << 17)
def skeletons(token: str, script: str) -> tuple[str, ...]:
    """One or two skeletons of a folded token; "" when no consonant is left."""
    if script == "arabic":
        found = [_squeezed(_ARABIC.get(c, "") for c in token)]
        if "ض" in token or "ث" in token:
            found.append(_squeezed("t" if c in "ضث" else _ARABIC.get(c, "") for c in token))
        elif token.startswith("ال") and len(token) > 4:
            found.append(_squeezed(_ARABIC.get(c, "") for c in token[2:]))
    else:
        sounds = token.replace("ch", "j").replace("zh", "j").replace("dh", "z").replace("ph", "f").replace("sc", "s")
        sounds = sounds.replace("ce", "s").replace("ci", "s")
        found = [_squeezed(_LATIN.get(c, "") for c in sounds)]
        if "th" in token:
            found.append(_squeezed(_LATIN.get(c, "") for c in sounds.replace("th", "s")))
        elif token[:2] in ("al", "el") and len(token) > 5:
            found.append(_squeezed(_LATIN.get(c, "") for c in sounds[2:]))
    return tuple(dict.fromkeys(found))


def _squeezed(classes: object) -> str:
    out: list[str] = []
    for one in classes:  # type: ignore[attr-defined]
        if one and (not out or out[-1] != one):
            out.append(one)
    return "".join(out)
