"""Where claims of one question part: what cannot both hold on this reading, what is a revision, and who is silent.

Lower bounds that merely differ ("over 30,000", "at least 1,500") are shown beside each other and called nothing. A
denial stands against an assertion whatever the side. A source that gives another number later revises its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from muniment.corroboration.occasions import approximate
from muniment.corroboration.telling import content, words
from muniment.corroboration.times import published_interval
from muniment.records import Claim, Conflict, Figure, Publication, Stance

#: claims of a question beyond this many are compared through one claim for each speaker, range and stance
COMPARED = 400
#: kinds of speaker whose silence is said, by the word for it
_VOICES = {"state": "state", "opposition": "other side", "survivor": "survivor", "court": "court", "un": "UN"}
#: what a speaker's name says of its kind, where nothing better is known
_KIND = (
    (
        "un",
        re.compile(
            r"\b(?:UN|U\.N\.|(?i:united nations)|OHCHR|UNHCR|(?i:special rapporteurs?))\b|سازمان ملل|الأمم المتحدة"
        ),
    ),
    ("court", re.compile(r"\b(?:court|tribunal|judges?|magistrate)\b|دادگاه|محكمة|المحكمة", re.I)),
    (
        "survivor",
        re.compile(
            r"\b(?:survivors?|witness(?:es)?|testimony of|relatives?|famil(?:y|ies)|mother|father)\b"
            r"|بازمانده|شاهد|خانواده|شهود|الناجي|عائلات",
            re.I,
        ),
    ),
    (
        "state",
        re.compile(
            r"\b(?:ministry|minister|government|police|army|president|authorities|officials?|governor|prosecutor|"
            r"state (?:tv|television|media|news agency))\b|وزیر|وزارت|دولت|پلیس|وزارة|حكومة|الحكومة|الشرطة",
            re.I,
        ),
    ),
    (
        "opposition",
        re.compile(
            r"\b(?:opposition|resistance|rebels?|insurgents?|exiles?|(?:liberation|democratic|people['’]s) front)\b"
            r"|جبهه|مقاومت|اپوزیسیون|الجبهة|المعارضة|المقاومة",
            re.I,
        ),
    ),
)
#: stances that say neither yes nor no to a number
_NOT_TELLING = frozenset({Stance.WARNED, Stance.URGED, Stance.THREATENED})


def find_conflicts(
    claims: Iterable[Claim], publications: Mapping[str, Publication] | None = None
) -> tuple[Conflict, ...]:
    """Conflicts and revisions among the figures of one question, in the order of the claims.

    `publications` say which of a source's own figures came first; without them it is the order of the text. In a
    revision `a` is the earlier claim. A share is only set against a share.
    """
    figures = [claim for claim in claims if isinstance(claim.content, Figure) and claim.stance not in _NOT_TELLING]
    kept = figures if len(figures) <= COMPARED else _one_for_each(figures)
    found = []
    for at, one in enumerate(kept):
        for other in kept[at + 1 :]:
            conflict = _conflict(one, other, publications or {})
            if conflict is not None:
                found.append(conflict)
    return tuple(found)


def _one_for_each(claims: Sequence[Claim]) -> list[Claim]:
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        if isinstance(claim.content, Figure):
            kept.setdefault((claim.speaker, claim.content.low, claim.content.high, claim.stance), claim)
    return list(kept.values())


def _conflict(a: Claim, b: Claim, publications: Mapping[str, Publication]) -> Conflict | None:
    x, y = a.content, b.content
    if not isinstance(x, Figure) or not isinstance(y, Figure) or (x.unit == "percent") != (y.unit == "percent"):
        return None
    meet = _ranges_meet(x, y)
    denied = (a.stance is Stance.DENIED, b.stance is Stance.DENIED)
    if denied == (True, True):
        return None
    if any(denied):
        if not meet:
            return None
        denier, teller = (a, b) if denied[0] else (b, a)
        return Conflict(
            a.id, b.id, "conflict", f"{_who(denier)} denies {_said(denier)} and {_who(teller)} says {_said(teller)}"
        )
    if meet:
        return None
    if _same_source(a, b):
        first, then = sorted((a, b), key=lambda claim: _order(claim, publications))
        return Conflict(first.id, then.id, "revision", f"{_who(a)} gives {_said(first)}, then {_said(then)}")
    return Conflict(
        a.id, b.id, "conflict", f"{_who(a)} says {_said(a)} and {_who(b)} says {_said(b)}: both cannot hold as read"
    )


def _ranges_meet(a: Figure, b: Figure) -> bool:
    low_a, high_a = approximate(a)
    low_b, high_b = approximate(b)
    return (low_a is None or high_b is None or low_a <= high_b) and (low_b is None or high_a is None or low_b <= high_a)


def _same_source(a: Claim, b: Claim) -> bool:
    """Whether one source speaks in both: the same named speaker, or one document's own voice."""
    if a.speaker is None and b.speaker is None:
        return a.document == b.document
    return a.speaker is not None and b.speaker is not None and same_name(a.speaker, b.speaker)


def same_name(a: str, b: str) -> bool:
    """Whether two names stand for one speaker: all words of the shorter are in the longer, and it is not a mere
    fragment (a third of the words at least)."""
    x, y = name_words(a), name_words(b)
    small, large = sorted((x, y), key=len)
    return bool(small) and small <= large and 3 * len(small) >= len(large)


def name_words(name: str) -> frozenset[str]:
    """A name's words that tell it from others: no titles, no small words."""
    return frozenset(content(word.text for word in words(name))) - _TITLES


_TITLES_WORDS = """
mr mrs ms dr prof general colonel ayatollah president minister spokesman spokeswoman spokesperson
"""
_TITLES = frozenset(_TITLES_WORDS.split())


def _order(claim: Claim, publications: Mapping[str, Publication]) -> tuple[str, str, int]:
    days = published_interval(publications.get(claim.document))
    return (str(days.earliest) if days and days.earliest else "", claim.document, claim.citation.start)


def _who(claim: Claim) -> str:
    return claim.speaker or "the document"


def _said(claim: Claim) -> str:
    return f"“{claim.citation.quote}”"


def kind_of(claim: Claim) -> str | None:
    """The kind of speaker that a claim's statement stands on; None for a document's own voice and where unknown."""
    for speaker in claim.speakers:
        if speaker.kind:
            return speaker.kind
        found = next((kind for kind, pattern in _KIND if pattern.search(speaker.name)), None)
        if found:
            return found
    return None


def absent_kinds(claims: Iterable[Claim], voices: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The kinds of speaker that none of `claims` was recognised to be by: state, other side, survivor, court, UN.

    `voices` says of a document in whose voice it speaks: the words of its publisher, author and title.
    """
    present = set(_present(claims, voices or {}))
    if "witness" in present:
        present.add("survivor")
    return tuple(word for kind, word in _VOICES.items() if kind not in present)


def _present(claims: Iterable[Claim], voices: Mapping[str, str]) -> Iterator[str]:
    for claim in claims:
        kind = kind_of(claim)
        if kind is not None:
            yield kind
        elif not claim.speakers:
            yield from (kind for kind, pattern in _KIND if pattern.search(voices.get(claim.document, "")))
