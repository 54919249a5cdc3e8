"""What a body does in a list of points: "The Union therefore: – calls on … – demands … – warns that …".

Resolutions, communiqués and motions name who speaks once, before a colon or comma, and open every point with a verb in
the present ("Condemns", "2. Calls upon"): the form of United Nations resolutions' operative paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from muniment.claims.analysis import Paragraph
from muniment.claims.cues import VERBS
from muniment.claims.sayings import Saying
from muniment.records import Span, Stance

_MARK = r"(?:[-–—•*·▪◦]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+"
_POINT = re.compile(
    rf"(?:^|(?<=[:;,.]))\s*{_MARK}(?P<how>(?:also|further|strongly|again|once more|firmly)\s+)?"
    r"(?P<verb>[A-Za-z]{4,}s)\b"
    r"(?P<on>\s+(?:on|upon|for|that|of)\b)?",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:^|[.!?]\s+)\s*(?P<who>(?:The|This)\s+[A-Z][^,:;.!?]{2,80}?|[A-Z][^,:;.!?]{2,80}?)"
    r",?(?:\s+(?:therefore|hereby|thus|accordingly|also|further|consequently|in conclusion))*\s*[:,]\s*$"
)
#: points of one list; a lead further back belongs to something else
MOST = 40


def item_sayings(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, Saying]]:
    """(index of the paragraph, saying) of every point whose list has a lead that names who speaks."""
    lead: tuple[int, Span] | None = None
    for index, paragraph in enumerate(paragraphs):
        points = [one for one in _POINT.finditer(paragraph.text) if _lemma(one["verb"])]
        first = points[0].start() if points else len(paragraph.text.rstrip())
        opens = _LEAD.search(paragraph.text[:first]) if first else None
        if opens is not None:
            lead = index, Span(paragraph.start + opens.start("who"), paragraph.start + opens.end("who"))
        elif first and not points:
            lead = None if not re.match(rf"\s*{_MARK}", paragraph.text) else lead
        if lead is None or index - lead[0] > MOST:
            continue
        for at, point in enumerate(points):
            end = points[at + 1].start() if at + 1 < len(points) else len(paragraph.text)
            saying = _point(paragraph, point, end, lead[1])
            if saying is not None:
                yield index, saying


def _point(paragraph: Paragraph, point: re.Match[str], end: int, who: Span) -> Saying | None:
    text = paragraph.text[point.end() : end]
    kept = re.sub(r"[\s;,.]*(?:\band)?[\s;,.]*$", "", text)
    start = point.end() + len(text) - len(text.lstrip(" :,"))
    lemma = _lemma(point["verb"])
    if lemma is None or point.end() + len(kept) <= start + 2:
        return None
    on = (point["on"] or "").strip().lower()
    cues = VERBS.get(f"{lemma}_on" if on in ("on", "upon") and lemma == "call" else lemma, ())
    stance = next((one.stance for one in cues), Stance.ASSERTED)
    cue = Span(
        paragraph.start + point.start("verb"), paragraph.start + point.end("on" if on in ("on", "upon") else "verb")
    )
    content = Span(paragraph.start + start, paragraph.start + point.end() + len(kept))
    return Saying((content,), "listed point", source=who, core=who, cue=cue, stance=stance)


def _lemma(verb: str) -> str | None:
    """The verb of saying of a third person's form, or None."""
    low = verb.lower()
    forms = (low[:-1], low[:-2], f"{low[:-3]}y")
    found = next((one for one in forms if one in VERBS), None)
    return found if found is not None and any(not cue.weak for cue in VERBS[found]) else None
