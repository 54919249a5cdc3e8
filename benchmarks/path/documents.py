"""Invented documents by the thousand, mixed from texts that were written for the project.

Each is a new order of paragraphs from many texts, with its own names, numbers and choice of words, so that no two are
copies of each other; they read like reports, so that extraction has as much to do as in earnest.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: where texts that were written for the project stand
SOURCES = ("benchmarks/claims/gold_en/documents/*.txt", "examples/documents/*.txt", "examples/sources/*.txt")
_PIECES = (
    "ba be bo da do fa ga ha ka ko la lem lo ma mer mi na nor o pa pel qua ra rin sa sel ta tav u ur va vos wen zem"
)
#: words that may stand for one another in a report
CHOICES = tuple(
    tuple(line.split())
    for line in """
    village town hamlet settlement
    witnesses residents villagers neighbours
    house home compound
    killed slain murdered
    soldiers troops fighters gunmen
    said told stated reported
    attack assault raid
    report statement bulletin
    morning evening afternoon
    road street track
    children pupils youths
    bodies corpses remains
    burned destroyed looted
    official spokesman representative
    wounded injured hurt
    north south east west
    """.strip().splitlines()
)
_OTHERS = {word: choice for choice in CHOICES for word in choice}
_WORD = re.compile(r"[^\W\d_]+|\d[\d,]*\d|\d")
_YEAR = re.compile(r"(?:19|20)\d\d$")
#: capitals that are no invented name: dates, countries and institutions keep their meaning for the extractors
_KEPT = (
    "I The A An He She They We It In On At By For Of And But Or If As No Not This That These Those There When After "
    "Before Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December United Nations Nation Republic Democratic Human Rights International Court "
    "Government Ministry Army Police Commission Council President Minister General Colonel Captain Mr Mrs Ms Dr UN EU "
    "North South East West"
)
_KEEP = frozenset(_KEPT.split())


def paragraphs() -> list[str]:
    """Every English paragraph of the sources, in a fixed order."""
    found = []
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            text = path.read_text(encoding="utf-8")
            found += [" ".join(one.split()) for one in re.split(r"\n\s*\n", text)]
    for path in sorted((ROOT / "tests" / "intake" / "pages").glob("*.txt")):
        found += [line[2:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("B|")]
    return [one for one in found if len(one.split()) >= 8 and one.isprintable() and one.count(" the ") > 0]


def write(folder: Path, number: int, *, words: int = 700, seed: int = 1) -> int:
    """Write `number` documents of about `words` words each into `folder`; returns how many words they have."""
    folder.mkdir(parents=True, exist_ok=True)
    pool, total = paragraphs(), 0
    common = {word for one in pool for word in re.findall(r"(?<![\w’'])[a-z]+", one)}
    for at in range(number):
        chance = random.Random(f"{seed} {at}")
        text = _document(pool, common, chance, words)
        total += len(text.split())
        (folder / f"{at:05}.txt").write_text(text, encoding="utf-8")
    return total


def _document(pool: list[str], common: set[str], chance: random.Random, words: int) -> str:
    names: dict[str, str] = {}
    day = (
        f"{chance.randint(1, 28)} {chance.choice(['March', 'May', 'August', 'November'])} {chance.randint(1985, 2024)}"
    )
    parts = [f"Report from {_name(chance)}", f"{_name(chance)}, {day}"]
    while sum(len(part.split()) for part in parts) < words:
        parts.append(_varied(chance.choice(pool), common, names, chance))
    return "\n\n".join(parts) + "\n"


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_PIECES.split()) for _ in range(chance.randint(2, 3))).title()


def _varied(paragraph: str, common: set[str], names: dict[str, str], chance: random.Random) -> str:
    def other(match: re.Match[str]) -> str:
        word = match.group()
        if word[0].isdigit():
            if _YEAR.match(word):
                return str(chance.randint(1985, 2024))
            value = int(word.replace(",", ""))
            changed = chance.randint(max(1, value // 2), 2 * value + 1) if value > 31 else value
            return f"{changed:,}" if "," in word else str(changed)
        if word in _OTHERS:
            return chance.choice(_OTHERS[word])
        if word[0].isupper() and len(word) > 2 and word not in _KEEP and word.lower() not in common:
            return names.setdefault(word, _name(chance))
        return word

    return _WORD.sub(other, paragraph)
