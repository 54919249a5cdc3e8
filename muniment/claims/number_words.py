"""English number words ("two hundred and fifty-three thousand") to numbers."""

from __future__ import annotations

import re

_UNITS = {
    word: value
    for value, word in enumerate(
        (
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        )
    )
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WORD = re.compile(rf"(?:{'|'.join([*_UNITS, *_TENS, 'hundred', 'dozen', *_LARGE])})\b(?!s\b)", re.IGNORECASE)
_JOINT = re.compile(r"[\s-]{1,2}(and\s)?", re.IGNORECASE)


def read_words(text: str, start: int) -> tuple[int, float] | None:
    """The end and value of the number in words at `start`: the longest run that makes one; None when there is none."""
    total, group, last = 0, 0, ""
    smallest: float = float("inf")
    end = None
    at = start
    joined = False
    while found := _WORD.match(text, at):
        word = found.group().lower()
        if not _follows(word, last, group, joined):
            break
        if word in _LARGE:
            if _LARGE[word] >= smallest:
                break
            smallest = _LARGE[word]
            total, group = total + group * _LARGE[word], 0
        elif word in ("hundred", "dozen"):
            group *= 100 if word == "hundred" else 12
        else:
            group += _UNITS[word] if word in _UNITS else _TENS[word]
        last, end = word, found.end()
        joint = _JOINT.match(text, end)
        if joint is None:
            break
        joined, at = joint[1] is not None, joint.end()
    return None if end is None else (end, float(total + group))


def _follows(word: str, last: str, group: int, joined: bool) -> bool:
    """Whether `word` can go on after `last`: "sixty-five", "hundred and five", but not "five and six"."""
    if not last:
        return word in _UNITS or word in _TENS
    if word in _LARGE:
        return group > 0 and not joined
    if word in ("hundred", "dozen"):
        return last in _UNITS and 0 < group < 100 and not joined
    if last in ("hundred", *_LARGE):
        return True
    return last in _TENS and word in _UNITS and 1 <= _UNITS[word] <= 9 and not joined
