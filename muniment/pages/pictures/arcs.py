"""Documents in a column and their joins as arcs beside it: the graph of common sources, without a layout by chance.

Source: M. Wattenberg, “Arc Diagrams: Visualizing Structure in Strings”, InfoVis 2002. The kind of line and a letter
name the rule; the colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muniment.pages.pictures.drawing import Drawing, shortened


@dataclass(frozen=True, slots=True)
class Node:
    """One document: its id, its title, a second line, and where its page is."""

    id: str
    title: str
    second: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Arc:
    """A join of two nodes by a rule; `offered` ones join nothing yet and are drawn thin."""

    a: str
    b: str
    rule: str
    offered: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says about itself, and each rule's letter and name."""

    title: str
    description: str
    key: str


#: rule → (letter, class of colour, dashes)
STYLES: Mapping[str, tuple[str, str, str]] = {
    "same words": ("W", "g1", ""),
    "republication": ("R", "g0", ""),
    "same publisher": ("P", "g2", "8 4"),
    "same cited source": ("C", "g3", "3 4"),
    "same speaker": ("S", "g5", "10 3 2 3"),
    "declared party": ("D", "g4", "2 2"),
    "analyst": ("A", "ink", ""),
    "paraphrase": ("?", "ink", "1 5"),
}

STEP = 52


def draw(nodes: Sequence[Node], arcs: Sequence[Arc], words: Words, *, width: int) -> Drawing:
    """The picture, `width` pixels wide: nodes from top to bottom in the order given."""
    place = {node.id: 24 + STEP * number for number, node in enumerate(nodes)}
    drawn = [arc for arc in arcs if arc.a in place and arc.b in place and arc.a != arc.b]
    lanes = _lanes([(min(place[arc.a], place[arc.b]), max(place[arc.a], place[arc.b])) for arc in drawn])
    count = max(lanes, default=0) + 1
    room = min(width * 0.4, 40 + 26.0 * count)
    made = Drawing(width, 24 + STEP * len(nodes), words.title, words.description, words.key)
    for arc, lane in sorted(zip(drawn, lanes, strict=True), key=lambda one: -one[1]):
        letter, colour, dash = STYLES.get(arc.rule, ("·", "ink", ""))
        top, bottom = sorted((place[arc.a], place[arc.b]))
        reach = room - 12 - (room - 34) * (lane + 1) / (count + 1)
        x = room - 6
        made.begin("a", href=arc.href) if arc.href else made.begin("g")
        made.tip(arc.rule)
        bend = min(14.0, (bottom - top) / 2)
        made.path(
            f"M{x:.1f} {top}H{reach + bend:.1f}Q{reach:.1f} {top} {reach:.1f} {top + bend:.1f}V{bottom - bend:.1f}"
            f"Q{reach:.1f} {bottom} {reach + bend:.1f} {bottom}H{x:.1f}",
            f"{colour} line",
            width=1 if arc.offered else 2.2,
            dash=dash,
        )
        middle = (top + bottom) / 2
        made.rect(reach - 9, middle - 9, 18, 18, "back")
        made.text(reach, middle + 4.5, letter, 13, "strong", at="middle")
        made.end("a" if arc.href else "g")
    for node in nodes:
        y = place[node.id]
        made.circle(room, y, 5, "ink")
        made.begin("a", href=node.href) if node.href else made.begin("g")
        made.text(room + 14, y + 1, shortened(node.title, width - room - 20, 14), 14, "strong")
        made.text(room + 14, y + 18, shortened(node.second, width - room - 20, 12), 12, "quiet")
        made.end("a" if node.href else "g")
    return made


def _lanes(spans: Sequence[tuple[float, float]]) -> list[int]:
    """A lane for each span so that spans in one lane do not meet; the shortest lie nearest to the column."""
    order = sorted(range(len(spans)), key=lambda at: (spans[at][1] - spans[at][0], spans[at][0], at))
    taken: list[list[tuple[float, float]]] = []
    lanes = [0] * len(spans)
    for at in order:
        low, high = spans[at]
        lane = next(
            (n for n, lane in enumerate(taken) if all(high <= a or b <= low for a, b in lane)),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        lanes[at] = len(taken) - 1 if lane == len(taken) else lane
    return lanes
