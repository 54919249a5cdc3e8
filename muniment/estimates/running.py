"""The one call: a table and a method in, an estimate (or its refusal) with all that it must carry out."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy
import scipy

from muniment.errors import Refused, UsageError
from muniment.estimates.facts import ListFacts, copied
from muniment.estimates.options import Options, Progress, silent
from muniment.estimates.reading import read_strata, read_table
from muniment.estimates.refusals import cautions, refusals
from muniment.estimates.tables import CaptureTable
from muniment.plugins import Plugin, find
from muniment.records import Diagnostics, Estimate, Status

#: seed when none is given: a fixed one, so that the same input gives the same number
SEED = 1


def available() -> tuple[Plugin, ...]:
    """All methods that are installed, by name. Raises `BadPlugin` when one breaks its contract."""
    return find("methods")


@dataclass(frozen=True, slots=True)
class Run:
    """How to run: seed, options, what the lists are, and who watches."""

    seed: int = SEED
    options: Options = Options()
    facts: Mapping[str, ListFacts] | None = None
    progress: Progress = silent


def estimate(
    table: Any,
    *,
    method: str = "latent-class",
    seed: int = SEED,
    by: Sequence[str] = (),
    facts: Mapping[str, ListFacts] | None = None,
    progress: Progress = silent,
    **options: Any,
) -> Estimate | tuple[Estimate, ...]:
    """Estimates how many people there are in all from lists that overlap.

    `table` is anything that `read_table` takes. `method` is one of `available()`, or "all". With `by` (columns) each
    stratum is estimated apart and their sum added at the end. `facts` is what `read_facts` made of lists.toml. Further
    keywords are fields of `Options` (`level`, `classes`, `alpha`, `delta`, `model`, …).

    Returns one `Estimate` for one method without strata, else a tuple. A method that declines gives an estimate of
    status "refused" with its reasons. Raises `TableError` for a table that cannot be read as one and `UsageError` for a
    method or option that does not exist.
    """
    from muniment.estimates.strata import add_up

    unknown = [name for name in options if name not in Options.__dataclass_fields__]
    if unknown:
        raise UsageError(f"there is no option {unknown[0]!r}; known: {', '.join(Options.__dataclass_fields__)}")
    run = Run(seed, Options(**options), facts, progress)
    if not by and not (isinstance(table, Mapping) and table and _all_tables(table)):
        return run_methods(read_table(table), method, run)
    found: list[Estimate] = []
    strata = read_strata(table, by)
    for each in methods_of(method, strata[0]):
        parts = tuple(run_one(_without_empty(stratum), each, run) for stratum in strata)
        found += [*parts, add_up(parts)]
    return tuple(replace(one, n_runs=len(found)) for one in found)


def run_methods(table: CaptureTable, method: str, run: Run) -> Estimate | tuple[Estimate, ...]:
    """One estimate, or one a method for "all"."""
    if method != "all":
        return run_one(table, _plugin(method), run)
    found = tuple(run_one(table, each, run) for each in methods_of(method, table))
    return tuple(replace(one, n_runs=len(found)) for one in found)


def methods_of(method: str, table: CaptureTable) -> tuple[Plugin, ...]:
    """The methods that a name stands for: itself, or for "all" those that take so many lists (Chapman only for two)."""
    if method != "all":
        return (_plugin(method),)
    return tuple(each for each in available() if each.module.LISTS != (2, 2) or len(table.lists) == 2)


def run_one(table: CaptureTable, plugin: Plugin, run: Run) -> Estimate:
    """One method on one table: refusals first, then the number, its cautions and its provenance."""
    facts = run.facts or {}
    reasons = (*refusals(table, plugin.module.LISTS, plugin.name, run.options), *copied(facts, table.lists))
    if not reasons:
        try:
            found: Estimate = plugin.module.estimate(table, run.options, seed=run.seed, progress=run.progress)
        except Refused as refusal:
            reasons = refusal.reasons
    if reasons:
        found = refused(table, plugin.name, plugin.module.ASSUMES, reasons, run.options.level)
    warned = cautions(table) if found.status is not Status.REFUSED else ()
    empty = (1 << len(table.lists)) - 1 - len(table.counts) if len(table.lists) <= 20 else None
    return replace(
        found,
        status=Status.WARNING if warned and found.status is Status.OK else found.status,
        reasons=(*found.reasons, *warned),
        population=table.population,
        period=table.period,
        place=table.place,
        provenance=provenance(table, plugin, run),
        details={
            **found.details,
            "patterns of lists that nobody was on": empty,
            "notes": list(table.notes),
            "lists": {name: (facts[name] if name in facts else ListFacts(name)).said() for name in table.lists},
        },
    )


def refused(table: CaptureTable, method: str, assumes: str, reasons: tuple[str, ...], level: float) -> Estimate:
    """A refusal, as a result like any other."""
    return Estimate(
        method,
        table.n,
        table.lists,
        assumes,
        level=level,
        status=Status.REFUSED,
        reasons=reasons,
        diagnostics=Diagnostics(),
        population=table.population,
        period=table.period,
        place=table.place,
    )


def provenance(table: CaptureTable, plugin: Plugin, run: Run) -> dict[str, Any]:
    """What it takes to run the same again."""
    from muniment import __version__

    return {
        "seed": run.seed,
        "input_sha256": table.digest,
        "method_version": plugin.version,
        "muniment": __version__,
        "python": platform.python_version(),
        "numpy": numpy.__version__,
        "scipy": scipy.__version__,
        "options": run.options.written(),
    }


def _plugin(method: str) -> Plugin:
    known = {each.name: each for each in available()}
    if method not in known:
        raise UsageError(f"there is no method {method!r}; known: {', '.join(known)}, all")
    return known[method]


def _all_tables(table: Mapping[Any, Any]) -> bool:
    return all(isinstance(one, CaptureTable) for one in table.values())


def _without_empty(table: CaptureTable) -> CaptureTable:
    """A stratum without the lists that hold nobody of it, said in its notes."""
    empty = [name for name, size in zip(table.lists, table.sizes, strict=True) if size == 0]
    if not empty or len(table.lists) - len(empty) < 2:
        return table
    kept = table.keeping([name for name in table.lists if name not in empty])
    return replace(kept, notes=(*kept.notes, f"left out, as nobody of this stratum is on it: {', '.join(empty)}"))
