"""report.html: what was compared, how many pairs, what is missed, and borderline pairs with their reasons.

One page that needs nothing else: no script, no address, a strict policy. Names in it are those of the lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

import numpy as np

from muniment.matching.draws import Draws
from muniment.matching.linking import Linked
from muniment.records import LinkReason

#: borderline pairs shown, and how far from one half they may be
SHOWN, BORDER = 40, (0.05, 0.95)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'none'; base-uri 'none'; form-action 'none'"
_STYLE = """
body{font:16px/1.5 Georgia,serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2.2rem;border-bottom:1px solid #bbb}h3{font-size:1rem}
table{border-collapse:collapse;margin:1rem 0;width:100%}caption{text-align:left;font-style:italic}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ddd}
td.n{text-align:right;font-variant-numeric:tabular-nums}svg{max-width:100%;height:auto}
@media print{body{margin:0}}
"""


def report(linked: Linked, *, draws: Draws | None = None) -> str:
    """The page, as HTML."""
    parts = [
        "<h1>Records that may be one person</h1>",
        "<p>A link says how likely two records are one person under a model; nothing here says that they are. "
        "What the model assumes: the comparisons below are independent of one another, once it is given whether a pair "
        "is one person; and the lists' errors are alike throughout.</p>",
        _lists(linked),
        _pairs(linked),
        _probabilities(linked),
        _drawn(draws) if draws is not None else "",
        _weights(linked),
        _border(linked),
        _notes(linked),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width"><title>Records that may be one person</title>'
        f"<style>{_STYLE}</style></head><body>\n" + "\n".join(filter(None, parts)) + "\n</body></html>\n"
    )


def waterfall(reasons: Sequence[LinkReason], prior: float) -> str:
    """A pair's bits one after the other, from the share of matches (`prior`, bits) to the sum, as SVG."""
    bars: list[tuple[str, float, float]] = []
    total = 0.0
    for what, value in [("before comparing", prior), *((one.what, one.weight) for one in reasons)]:
        bars.append((what, total, total + value))
        total += value
    bars.append(("all together", 0.0, total))
    low = min(0.0, *(min(a, b) for _, a, b in bars))
    high = max(0.0, *(max(a, b) for _, a, b in bars))
    scale = 420 / max(1.0, high - low)
    rows = []
    for at, (what, start, end) in enumerate(bars):
        left, width = 160 + (min(start, end) - low) * scale, max(1.0, abs(end - start) * scale)
        colour = "#44546a" if at == len(bars) - 1 else "#2f6f4f" if end >= start else "#9c3b2e"
        y = 6 + at * 22
        rows.append(
            f'<text x="0" y="{y + 12}">{escape(what)}</text>'
            f'<rect x="{left:.1f}" y="{y}" width="{width:.1f}" height="15" fill="{colour}"/>'
            f'<text x="{160 + 425}" y="{y + 12}">{end - start:+.1f}</text>'
        )
    zero = 160 - low * scale
    height = 12 + 22 * len(bars)
    said = "; ".join(f"{what} {end - start:+.1f}" for what, start, end in bars)
    return (
        f'<svg viewBox="0 0 640 {height}" width="640" height="{height}" role="img" font-size="12" '
        f'font-family="sans-serif"><title>{escape(said)} (bits)</title>'
        f'<line x1="{zero:.1f}" y1="0" x2="{zero:.1f}" y2="{height}" stroke="#888"/>{"".join(rows)}</svg>'
    )


def _lists(linked: Linked) -> str:
    rows = []
    for one in linked.lists:
        free = "taken to hold nobody twice" if one.name in linked.account.duplicate_free else "searched for duplicates"
        fates = Counter(what for _, what in one.fates)
        said = "; ".join(f"{count:,} {what}" for what, count in sorted(fates.items())) or f"{len(one):,} read"
        rows.append(
            f'<tr><th scope="row">{escape(one.name)}</th><td class="n">{len(one):,}</td><td>{escape(free)}</td>'
            f"<td>{escape(said)}</td></tr>"
        )
    return "<h2>Lists</h2>" + _table("What became of every row", ("list", "records", "duplicates", "rows"), rows)


def _pairs(linked: Linked) -> str:
    account = linked.account
    facts = [
        ("pairs that could be", f"{account.pairs_possible:,}"),
        ("pairs compared", f"{account.pairs_compared:,}"),
        (
            "keys shared by too many records to compare them all; neighbours were compared",
            f"{account.blocks_too_large:,}",
        ),
        ("links expected among the pairs compared", f"{account.links_expected:,.1f}"),
        ("links expected to be missed, because no key brought the records together", f"{account.links_missed:,.1f}"),
        ("share of links that were compared at all", f"{account.blocking_recall:.3f}"),
        ("records too thin to link (no name that can be read)", f"{account.too_thin:,}"),
        ("presumed persons", f"{len(linked.people):,}"),
    ]
    rows = [f'<tr><th scope="row">{escape(a)}</th><td class="n">{b}</td></tr>' for a, b in facts]
    return "<h2>Pairs</h2>" + _table(
        "Missed links are estimated from how many kinds of key found each link", ("", ""), rows
    )


def _probabilities(linked: Linked) -> str:
    edges = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0001]
    rows = []
    decided = dict.fromkeys(linked.together, True) | dict.fromkeys(linked.apart, False)
    answers = {(min(pair), max(pair)): same for pair, same in decided.items()}
    for low, high in zip(edges, edges[1:], strict=False):
        here = np.flatnonzero((linked.probability >= low) & (linked.probability < high))
        expected = float(linked.probability[here].sum())
        known = (
            [answers[pair] for pair in map(tuple, linked.pairs[here].tolist()) if pair in answers] if answers else []
        )
        said = f"{sum(known)} of {len(known)}" if known else "none decided"
        rows.append(
            f'<tr><td>{low:g} to {min(high, 1):g}</td><td class="n">{len(here):,}</td>'
            f'<td class="n">{expected:,.1f}</td>'
            f"<td>{said}</td></tr>"
        )
    return "<h2>Calibration</h2>" + _table(
        "Of the pairs in a row about the expected number should be one person; decisions show whether they are",
        ("probability", "pairs", "matches expected", "decided “same”"),
        rows,
    )


def _drawn(draws: Draws) -> str:
    low, high = draws.interval()
    return (
        f"<h2>How many persons</h2><p>{len(draws.persons):,} partitions drawn: {low:,} to {high:,} distinct persons "
        f"(95 % interval). This assumes {escape(draws.assumes)}.</p>"
    )


def _weights(linked: Linked) -> str:
    out = ["<h2>What was compared</h2>"]
    for one in linked.comparisons:
        bits = linked.weights.bits(one)
        seen = np.bincount(one.levels, minlength=len(one.outcomes)) if len(linked) else np.zeros(len(one.outcomes), int)
        levels = [at for at in range(len(one.outcomes)) if seen[at] or one.kind != "name"]
        rows = [
            f'<tr><td>{escape(one.outcomes[at])}</td><td class="n">{bits[at]:+.1f}</td>'
            f'<td class="n">{seen[at]:,}</td></tr>'
            for at in levels
        ]
        out.append(
            _table(f"{one.what}: bits for (+) or against (−), and pairs kept", ("outcome", "bits", "pairs"), rows)
        )
    return "".join(out)


def _border(linked: Linked) -> str:
    near = np.flatnonzero((linked.probability > BORDER[0]) & (linked.probability < BORDER[1]))
    near = near[np.argsort(np.abs(linked.probability[near] - 0.5), kind="stable")][:SHOWN]
    if not len(near):
        return "<h2>Borderline pairs</h2><p>There are none.</p>"
    starts = np.cumsum([0, *map(len, linked.lists)])
    out = [f"<h2>Borderline pairs</h2><p>The {len(near)} pairs nearest to even odds, with their reasons in bits.</p>"]
    for at in near.tolist():
        link = linked.link(at)
        sides = []
        for number in linked.pairs[at].tolist():
            of = int(np.searchsorted(starts, number, side="right")) - 1
            sides.append((linked.lists[of], number - int(starts[of])))
        out.append(f"<h3>Probability {link.probability:.2f}</h3>")
        if link.barred:
            out.append(f"<p>Not joined by its score: {escape(link.barred)}.</p>")
        rows = []
        for one, row in sides:
            place = f", line {one.rows[row]}" if one.rows else ""
            cells = (
                " · ".join(f"{h}: {c}" for h, c in zip(one.header, one.cells[row], strict=False) if c)[:600]
                if len(one.cells)
                else one.names[row]
            )
            rows.append(
                f'<tr><th scope="row">{escape(one.name)} {escape(one.ids[row])}{place}</th>'
                f'<td dir="auto">{escape(cells)}</td></tr>'
            )
        out.append(_table("The two rows as they stand", ("record", "cells"), rows))
        prior = float((linked.log_odds[at] / np.log(2)) - linked.weight[at])
        out.append(waterfall(link.reasons, prior))
        said = [f"<tr><td>{escape(one.what)}</td><td>{escape(one.outcome)}</td></tr>" for one in link.reasons]
        out.append(_table("", ("compared", "outcome"), said))
    return "".join(out)


def _notes(linked: Linked) -> str:
    notes = list(linked.account.notes)
    notes += [
        f"A decision speaks of a record that is on none of the lists ({one.left[0]} / {one.right[0]})"
        for one in linked.unplaced
    ]
    if not notes:
        return ""
    return "<h2>What was guessed or set aside</h2><ul>" + "".join(f"<li>{escape(one)}</li>" for one in notes) + "</ul>"


def _table(caption: str, heads: Sequence[str], rows: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    titled = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{titled}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
