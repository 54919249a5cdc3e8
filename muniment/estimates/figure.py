"""The one picture: every interval on one axis, as SVG without a script."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from muniment.records import Estimate, Status

WIDTH, ROW, LEFT, RIGHT = 900, 34, 250, 30


def intervals_svg(several: Sequence[Estimate]) -> str:
    """Intervals and points on a logarithmic axis, what is documented as a line; refusals as words."""
    numbers = [one.n_documented for one in several]
    for one in several:
        numbers += [round(value) for value in (one.low, one.high, one.estimate) if value is not None]
    low, high = max(1, min(numbers)) * 0.9, max(numbers) * 1.15
    span = math.log(high / low)

    def x(value: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log(max(value, low) / low) / span

    height = ROW * len(several) + 50
    parts = []
    for tick in _ticks(low, high):
        parts.append(
            f'<line x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="10" y2="{height - 35}" stroke="#ddd"/>'
            f'<text x="{x(tick):.1f}" y="{height - 15}" font-size="12" text-anchor="middle">{tick:,.0f}</text>'
        )
    for number, one in enumerate(several):
        y = 10 + ROW * number + ROW / 2
        label = f"{one.method} {one.population}".strip()
        parts.append(f'<text x="5" y="{y + 4:.1f}" font-size="13">{escape(label[:36])}</text>')
        documented = x(one.n_documented)
        parts.append(
            f'<line x1="{documented:.1f}" x2="{documented:.1f}" y1="{y - 12:.1f}" y2="{y + 12:.1f}" stroke="#888"/>'
        )
        if one.estimate is None:
            parts.append(f'<text x="{LEFT + 10}" y="{y + 4:.1f}" font-size="13" fill="#842029">no estimate</text>')
            continue
        colour = "#1f4e79" if one.status is Status.OK else "#9a6700"
        dash = "" if one.status is Status.OK else ' stroke-dasharray="6 3"'
        if one.low is not None and one.high is not None:
            parts.append(
                f'<line x1="{x(one.low):.1f}" x2="{x(one.high):.1f}" y1="{y:.1f}" y2="{y:.1f}" '
                f'stroke="{colour}" stroke-width="4"{dash}/>'
            )
        parts.append(f'<circle cx="{x(one.estimate):.1f}" cy="{y:.1f}" r="6" fill="{colour}"/>')
    title = "Interval and point of each method; grey strokes mark the people documented; a broken line bears a warning"
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>{"".join(parts)}</svg>'
        f"<p><small>{escape(title)}. Logarithmic axis.</small></p>"
    )


def _ticks(low: float, high: float) -> list[float]:
    first = math.floor(math.log10(low))
    found = [m * 10.0**e for e in range(first, first + 14) for m in (1, 2, 5) if low <= m * 10.0**e <= high]
    return found or [low, high]
