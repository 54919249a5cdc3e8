"""What else the number could have been: other lists, other priors, other links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from muniment.errors import TableError
from muniment.estimates.options import Options, Prior, silent
from muniment.estimates.running import Run, run_one
from muniment.estimates.tables import CaptureTable, build
from muniment.plugins import Plugin
from muniment.records import Estimate

#: shares of the true links that a blocking found (the issue with a linkage's recall)
RECALLS = (0.95, 0.90)
#: shares of links that are false
FALSE = (0.02, 0.05)
#: bootstraps of each log-linear variant and effective draws of each latent-class one: a panel, not a result
BOOTSTRAPS, EFFECTIVE = 200, 400


@dataclass(frozen=True, slots=True)
class Variant:
    """One changed run: what was changed, of which kind, and what came out."""

    kind: str
    changed: str
    estimate: Estimate


def sensitivity(table: CaptureTable, plugin: Plugin, run: Run) -> tuple[Variant, ...]:
    """All variants of one method on one table, each with its refusal where it is refused."""
    quick = replace(
        run.options, bootstraps=min(run.options.bootstraps, BOOTSTRAPS), effective=EFFECTIVE, check_fit=False
    )
    jobs = [
        *_lists(table, quick),
        *_priors(table, plugin.name, quick),
        *_links(table, quick, np.random.default_rng([run.seed & (2**63 - 1), 7])),
    ]
    found = []
    for number, (kind, changed, other, options) in enumerate(jobs):
        made = run_one(other, plugin, replace(run, options=options, progress=silent))
        found.append(Variant(kind, changed, replace(made, draws=())))
        run.progress(f"sensitivity of {plugin.name}", (number + 1) / len(jobs))
    return tuple(found)


Job = tuple[str, str, CaptureTable, Options]


def _lists(table: CaptureTable, options: Options) -> Iterator[Job]:
    free = replace(options, model=None)
    if len(table.lists) < 4:
        return
    for name in table.lists:
        yield "leave one list out", f"without {name}", table.without(name), free
    ranked = sorted(
        combinations(range(len(table.lists)), 2),
        key=lambda pair: -table.pairs[pair] / max(1, min(table.sizes[pair[0]], table.sizes[pair[1]])),
    )
    for a, b in ranked[:3]:
        first, second = table.lists[a], table.lists[b]
        yield "merge two lists", f"{first} and {second} as one", table.merged(first, second), free


def _priors(table: CaptureTable, method: str, options: Options) -> Iterator[Job]:
    if method == "decomposable":
        for delta, name in ((2.0 ** -len(table.lists), "2^−lists"), (0.5, "0.5"), (1.0, "1")):
            yield "prior", f"δ = {name}", table, replace(options, delta=delta)
        yield "prior", "p(N) uniform", table, replace(options, prior=Prior("uniform"))
    if method == "latent-class":
        for classes in (5, 15):
            yield "prior", f"K = {classes}", table, replace(options, classes=classes)
        yield "prior", "α ~ Gamma(1, 1)", table, replace(options, alpha=(1.0, 1.0))
    if method == "loglinear" and options.model is None:
        for selection in ("stepwise", "bic", "average"):
            if selection != options.selection:
                yield "search", selection, table, replace(options, selection=selection)


def _links(table: CaptureTable, options: Options, rng: np.random.Generator) -> Iterator[Job]:
    """Tables as they would be had blocking missed links, or had some links been false."""
    for recall in RECALLS:
        other = missed_links(table, recall)
        yield "links missed", f"if blocking found {recall:.0%} of the links", other, options
    for share in FALSE:
        try:
            other = false_links(table, share, rng)
        except TableError:
            continue
        yield "links false", f"if {share:.0%} of the links are false", other, options


def missed_links(table: CaptureTable, recall: float) -> CaptureTable:
    """The table that would be seen without the missed links: what was observed, with the missed ones put back.

    A link that blocking missed left one person as two, alone on a list each. For every pair of lists the links seen
    are taken as `recall` of the true ones: so many more people move from two single cells to the pair's cell.
    """
    counts = dict(zip(table.codes.tolist(), table.counts.tolist(), strict=True))
    for a, b in combinations(range(len(table.lists)), 2):
        pair = 1 << a | 1 << b
        missed = round(counts.get(pair, 0) * (1 / recall - 1))
        missed = min(missed, counts.get(1 << a, 0), counts.get(1 << b, 0))
        if missed:
            counts[pair] = counts.get(pair, 0) + missed
            counts[1 << a] -= missed
            counts[1 << b] -= missed
    return _rebuilt(table, counts)


def false_links(table: CaptureTable, share: float, rng: np.random.Generator) -> CaptureTable:
    """The table without `share` of its linked people, each taken apart into two people."""
    counts = dict(zip(table.codes.tolist(), table.counts.tolist(), strict=True))
    for code, count in list(counts.items()):
        on = [j for j in range(len(table.lists)) if code >> j & 1]
        if len(on) < 2:
            continue
        for _ in range(int(rng.binomial(count, share))):
            alone = 1 << int(rng.choice(on))
            counts[code] -= 1
            counts[alone] = counts.get(alone, 0) + 1
            counts[code ^ alone] = counts.get(code ^ alone, 0) + 1
    return _rebuilt(table, counts)


def _rebuilt(table: CaptureTable, counts: dict[int, int]) -> CaptureTable:
    codes = np.array(list(counts), np.int64)
    rows = ((codes[:, None] >> np.arange(len(table.lists))) & 1).astype(np.uint8)
    return build(table.lists, rows, np.array(list(counts.values()), np.int64), like=table, notes=table.notes)
