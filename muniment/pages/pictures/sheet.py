"""A sketch of one page of a PDF or scan: where its words stand, and the boxes of the claims, numbered as in the margin.

No picture of the original is copied: the sketch is drawn from the places that the reader recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from muniment.pages.pictures.drawing import Drawing, shortened

Box = tuple[float, float, float, float]

#: pixels beside the sketch for the numbers of claims, and between two lines of them
LABELS, STEP = 90, 13


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says about itself."""

    title: str
    description: str
    key: str


def draw(lines: Sequence[Box], claims: Sequence[tuple[str, str, Box]], words: Words, *, width: int) -> Drawing:
    """The sketch, `width` pixels wide. `lines` are boxes in points; `claims` are (number, what, box)."""
    right = max(box[2] for box in lines) + min(box[0] for box in lines)
    bottom = max(box[3] for box in lines) + min(box[1] for box in lines)
    scale = (width - LABELS) / max(right, 1.0)
    made = Drawing(width, max(60.0, bottom * scale), words.title, words.description, words.key)
    for left, top, end, foot in lines:
        made.rect(left * scale, top * scale, (end - left) * scale, (foot - top) * scale, "band")
    labels: dict[int, list[str]] = {}
    for number, what, (left, top, end, foot) in claims:
        made.begin("g")
        made.tip(f"{number}: {what}")
        made.path(
            f"M{left * scale:.1f} {top * scale:.1f}H{end * scale:.1f}V{foot * scale:.1f}H{left * scale:.1f}Z",
            "g0 area",
            width=0.8,
        )
        made.end("g")
        labels.setdefault(round((top + foot) / 2 * scale), []).append(number)
    last = -STEP
    for at in sorted(labels):
        y = max(at + 4, last + STEP)
        last = y
        made.text(width - LABELS + 4, y, shortened(" ".join(labels[at]), LABELS - 8, 12), 12, "strong")
    return made
