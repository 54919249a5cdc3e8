"""The report page: every method side by side, what each assumes, and how else the number could have been.

One HTML file that needs nothing else: no script, no address, no headline among the methods and no average of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from muniment.estimates.figure import intervals_svg
from muniment.estimates.predictive import SENTENCE
from muniment.estimates.sensitivity import Variant
from muniment.estimates.tables import CaptureTable
from muniment.records import Estimate, rounded

#: cells of fewer people are not shown to others: they can point at a person
SUPPRESSED = 5

_STYLE = """
body{font:16px/1.5 Georgia,serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2.2rem;border-bottom:1px solid #bbb}
table{border-collapse:collapse;margin:1rem 0;width:100%}caption{text-align:left;font-style:italic}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ddd}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.warning{background:#fff4d6}.refused{background:#f3e3e3}svg{max-width:100%;height:auto}
@media print{body{margin:0}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'none'; base-uri 'none'; form-action 'none'"


def report(
    estimates: Sequence[Estimate] | Estimate,
    *,
    table: CaptureTable | None = None,
    tried: Sequence[Variant] = (),
    planned: bool | None = None,
) -> str:
    """The page, as HTML. `table` adds the overlaps, `tried` the sensitivity runs, `planned` whether a plan was written
    down before the run (None: not stated)."""
    several = (estimates,) if isinstance(estimates, Estimate) else tuple(estimates)
    when = {True: "planned before the data were seen", False: "after seeing the data", None: "not stated"}[planned]
    parts = [
        "<h1>How many people in all</h1>",
        f"<p>{_documented(several)} Every method below rests on an assumption that the lists cannot test. None of them "
        "is the headline, and no average of them is given: they answer under different assumptions.</p>",
        f"<p>Methods, priors and strata chosen: <strong>{when}</strong>. Runs in all, refusals included: "
        f"<strong>{max(one.n_runs for one in several)}</strong>.</p>",
        "<h2>Side by side</h2>",
        intervals_svg(several),
        _side_by_side(several),
        "<h2>What each assumes</h2>",
        _definitions({one.method: one.assumes for one in several}),
        _lists(several[0]),
        _overlaps(table) if table is not None else "",
        _fit(several),
        _curves(several),
        _tried(tried),
        _made_by(several),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width"><title>How many people in all</title>'
        f"<style>{_STYLE}</style></head><body>\n" + "\n".join(filter(None, parts)) + "\n</body></html>\n"
    )


def _documented(several: Sequence[Estimate]) -> str:
    least, most = min(one.n_documented for one in several), max(one.n_documented for one in several)
    return f"{most:,} people are documented." if least == most else f"{least:,} to {most:,} people are documented."


def _side_by_side(several: Sequence[Estimate]) -> str:
    rows = []
    for one in several:
        whom = ", ".join(filter(None, (one.population, one.period, one.place))) or "not stated"
        if one.estimate is None:
            number, point = "no estimate", ""
        elif one.low is None or one.high is None:
            number, point = "no interval", f"{rounded(one.estimate)} <small>({one.estimate:,.0f})</small>"
        else:
            number = f"{rounded(one.low)} to {rounded(one.high)}<br><small>({one.low:,.0f} to {one.high:,.0f})</small>"
            point = f"{rounded(one.estimate)} <small>({one.estimate:,.0f})</small>"
        checks = one.diagnostics
        chains = (
            "" if checks.rhat is None else f"R-hat {checks.rhat:.3f}, ESS {checks.ess_bulk:,.0f}/{checks.ess_tail:,.0f}"
        )
        rows.append(
            f'<tr class="{one.status}"><th scope="row">{escape(one.method)}</th><td>{escape(whom)}</td>'
            f'<td class="n">{number}</td><td class="n">{point}<br><small>{escape(one.point_kind)}</small></td>'
            f'<td class="n">{one.n_documented:,}</td><td>{escape(str(one.status))}'
            f"{'<br>' if one.reasons else ''}{'<br>'.join(escape(reason) for reason in one.reasons)}</td>"
            f"<td>{escape(chains)}</td></tr>"
        )
    level = f"{several[0].level:.0%} interval"
    return _table(
        "People in all, documented ones included; rounded to two figures, as computed in brackets",
        ("method", "population", level, "point", "documented", "status and why", "chains"),
        rows,
    )


def _definitions(said: dict[str, str]) -> str:
    rows = [f'<tr><th scope="row">{escape(name)}</th><td>{escape(text)}</td></tr>' for name, text in said.items()]
    return _table("The identifying assumption of each method", ("method", "assumes that"), rows)


def _lists(one: Estimate) -> str:
    facts: dict[str, dict[str, str]] = one.details.get("lists", {})
    if not facts:
        return ""
    rows = [
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{escape(said)}</td>" for said in fact.values())
        + "</tr>"
        for name, fact in facts.items()
    ]
    heads = ("list", "compiled by", "period", "territory", "who could be on it", "drawn from")
    return "<h2>What the lists are</h2>" + _table("As stated in lists.toml", heads, rows)


def _overlaps(table: CaptureTable) -> str:
    rows = [
        f"<tr><td>{escape(' + '.join(n for n, on in zip(table.lists, row, strict=True) if on))}</td>"
        f'<td class="n">{count if count >= SUPPRESSED else f"fewer than {SUPPRESSED}"}</td></tr>'
        for row, count in zip(table.patterns, table.counts.tolist(), strict=True)
    ]
    sizes = ", ".join(f"{name} {size:,}" for name, size in zip(table.lists, table.sizes.tolist(), strict=True))
    return (
        f"<h2>Who is on which lists</h2><p>People on each list: {escape(sizes)}. On two or more: "
        f"{table.recaptured:,}.</p>" + _table("People on exactly these lists", ("lists", "people"), rows)
    )


def _fit(several: Sequence[Estimate]) -> str:
    rows = []
    for one in several:
        fit: dict[str, Any] = one.details.get("fit", {})
        if fit:
            outside = len(fit["cells outside 95 %"])
            rows.append(
                f'<tr><th scope="row">{escape(one.method)} {escape(one.population)}</th>'
                f'<td class="n">{fit["p of the χ² discrepancy"]}</td>'
                f'<td class="n">{fit["p of people on one list"]}</td><td class="n">{outside}</td></tr>'
            )
    if not rows:
        return ""
    heads = ("method", "p of the χ² discrepancy", "p of people on one list", "cells outside 95 %")
    return f"<h2>Fit to the cells that were seen</h2><p><strong>{escape(SENTENCE)}</strong></p>" + _table(
        "Replicated tables against the observed one; p near 0 or 1 is a bad fit", heads, rows
    )


def _curves(several: Sequence[Estimate]) -> str:
    found = []
    for one in several:
        if curve := one.details.get("curve"):
            rows = [
                f'<tr><td class="n">{xi:g}</td><td class="n">{low:,.0f} to {high:,.0f}</td>'
                f'<td class="n">{mid:,.0f}</td></tr>'
                for xi, low, mid, high in curve
            ]
            heads = ("ξ", f"{one.level:.0%} interval", "posterior median")
            found.append(
                _table("N(ξ): ξ = 1 is what nhoi assumes, and nothing in the data says what it is", heads, rows)
            )
    return "<h2>If all lists interact</h2>" + "".join(found) if found else ""


def _tried(tried: Sequence[Variant]) -> str:
    if not tried:
        return ""
    rows = []
    for one in tried:
        made = one.estimate
        if made.estimate is None:
            number = "no estimate: " + escape("; ".join(made.reasons))
        elif made.low is None or made.high is None:
            number = f"{made.estimate:,.0f}, no interval"
        else:
            number = f"{made.low:,.0f} to {made.high:,.0f}, point {made.estimate:,.0f}"
        rows.append(
            f'<tr class="{made.status}"><th scope="row">{escape(made.method)}</th><td>{escape(one.kind)}</td>'
            f"<td>{escape(one.changed)}</td><td>{number}</td></tr>"
        )
    note = (
        "These runs change one thing at a time; they are shorter than the ones above and show direction, not precision."
    )
    return f"<h2>What else it could have been</h2><p>{note}</p>" + _table(
        "Sensitivity", ("method", "changed", "to", "people in all"), rows
    )


def _made_by(several: Sequence[Estimate]) -> str:
    made = several[0].provenance
    rows = [
        f'<tr><th scope="row">{escape(str(name))}</th><td>{escape(str(value))}</td></tr>'
        for name, value in made.items()
    ]
    return "<h2>To run the same again</h2>" + _table(
        "Seed, versions and the digest of the input", ("what", "value"), rows
    )


def _table(caption: str, heads: Sequence[str], rows: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
