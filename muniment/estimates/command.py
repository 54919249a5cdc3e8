"""What `muniment estimate` does: a table's path and plain options in, estimates out, a report folder when asked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from muniment.errors import TableError, UsageError
from muniment.estimates.facts import read_facts
from muniment.estimates.options import Options, Progress, silent
from muniment.estimates.reading import read_strata, read_table
from muniment.estimates.report import report
from muniment.estimates.running import SEED, Run, estimate, methods_of
from muniment.estimates.sensitivity import Variant, sensitivity
from muniment.estimates.strata import add_up, pool
from muniment.estimates.tables import CaptureTable
from muniment.estimates.warm import run_warm
from muniment.estimates.writing import draws_csv, draws_parquet, full_record
from muniment.records import Estimate

#: the command's names for options → the fields of `Options`
NAMES = {
    "level": "level",
    "k": "classes",
    "delta": "delta",
    "model": "model",
    "selection": "selection",
    "threshold": "threshold",
    "bootstraps": "bootstraps",
}


def estimate_command(
    table: str | Path | Sequence[str | Path],
    options: Mapping[str, Any],
    out: str | Path | None = None,
    *,
    progress: Progress = silent,
) -> Estimate | tuple[Estimate, ...]:
    """Runs `muniment estimate TABLE.csv` and writes the report into `out` when it is given.

    `options` has the command's names: `method`, `seed`, `by` (columns), `level`, `k`, `alpha` (one number or
    "shape,rate"), `delta`, `model`, `selection`, `threshold`, `bootstraps`, `lists` (list columns), `count`, `person`,
    `list_facts` (path of a lists.toml; beside the table it is found by itself), `draws` (folder of linkage draws),
    `planned` (True, False or None), `quick` (True leaves the sensitivity runs out of the report), `parquet`. What is
    None is left out.
    """
    given = {name: value for name, value in options.items() if value is not None}
    path = _one(table)
    known = {
        *NAMES, "alpha", "method", "seed", "by", "lists", "count", "person", "list_facts", "draws", "planned", "quick",
        "parquet",
    }  # fmt: skip
    for name in given:
        if name not in known:
            raise UsageError(f"estimate has no option {name!r}; known: {', '.join(sorted(known))}")
    settings = {NAMES[name]: given[name] for name in NAMES if name in given}
    if "alpha" in given:
        settings["alpha"] = _alpha(given["alpha"])
    facts_at = Path(given["list_facts"]) if "list_facts" in given else path.parent / "lists.toml"
    facts = read_facts(facts_at.read_text("utf-8")) if facts_at.is_file() else {}
    if "list_facts" in given and not facts_at.is_file():
        raise TableError(f"there is no file {facts_at.name}; check the path")
    method, by = str(given.get("method", "latent-class")), _words(given.get("by"))
    settings["check_fit"] = out is not None
    run = Run(int(given.get("seed", SEED)), Options(**settings), facts, progress)
    reading: dict[str, Any] = {
        "lists": _words(given.get("lists")) or None,
        "count": given.get("count"),
        "person": given.get("person"),
    }
    if "draws" in given:
        found = _over_draws(Path(given["draws"]), method, by, run, reading)
        whole = None
    elif by:
        strata = read_strata(path, by, **reading)
        found = estimate(
            {_label(one): one for one in strata} if len(by) > 1 else _by_label(strata),
            method=method,
            seed=run.seed,
            facts=facts,
            progress=progress,
            **settings,
        )
        found = _named_again(found, strata)
        whole = read_table(path, by=by, **reading)
    else:
        whole = read_table(path, **reading)
        found = estimate(whole, method=method, seed=run.seed, facts=facts, progress=progress, **settings)
    if out is not None:
        _write(Path(out), found, whole, run, given)
    return found


def _over_draws(
    folder: Path, method: str, by: Sequence[str], run: Run, reading: Mapping[str, Any]
) -> Estimate | tuple[Estimate, ...]:
    """The mixture over all tables in `folder`, one CSV a linkage draw, in the order of their names."""
    files = sorted(folder.glob("*.csv")) if folder.is_dir() else []
    if not files:
        raise TableError(f"the folder {folder.name} holds no CSV files; write them with muniment link --draws")
    if by:
        draws = [read_strata(file, by, **reading) for file in files]
    else:
        draws = [(read_table(file, **reading),) for file in files]
    found = []
    for plugin in methods_of(method, draws[0][0]):
        runs = run_warm(draws, plugin, run)
        found.append(pool([add_up(parts) if by else parts[0] for parts in runs]))
    return found[0] if method != "all" else tuple(found)


def _write(
    folder: Path,
    found: Estimate | tuple[Estimate, ...],
    whole: CaptureTable | None,
    run: Run,
    given: Mapping[str, Any],
) -> None:
    several = (found,) if isinstance(found, Estimate) else found
    folder.mkdir(parents=True, exist_ok=True)
    tried: tuple[Variant, ...] = ()
    if whole is not None and not given.get("quick"):
        names = list(dict.fromkeys(one.method for one in several))
        tried = tuple(
            row for name in names for plugin in methods_of(name, whole) for row in sensitivity(whole, plugin, run)
        )
    page = report(several, table=whole, tried=tried, planned=given.get("planned"))
    (folder / "report.html").write_text(page, "utf-8")
    records = [full_record(one) for one in several]
    (folder / "estimates.json").write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for number, one in enumerate(several):
        if np.size(one.draws):
            name = f"draws-{number + 1:02}-{one.method}"
            (folder / f"{name}.csv").write_text(draws_csv(one), "utf-8")
            if given.get("parquet"):
                (folder / f"{name}.parquet").write_bytes(draws_parquet(one))


def _by_label(strata: Sequence[CaptureTable]) -> dict[str, CaptureTable]:
    return {_label(one): one for one in strata}


def _label(stratum: CaptureTable) -> str:
    return ", ".join(filter(None, (stratum.population, stratum.period, stratum.place)))


def _named_again(
    found: Estimate | tuple[Estimate, ...], strata: Sequence[CaptureTable]
) -> Estimate | tuple[Estimate, ...]:
    """Each stratum's estimate with its population, period and place apart again."""
    place = {_label(one): one for one in strata}
    several = (found,) if isinstance(found, Estimate) else found
    return tuple(
        replace(one, population=known.population, period=known.period, place=known.place)
        if (known := place.get(one.population)) is not None
        else one
        for one in several
    )


def _one(table: str | Path | Sequence[str | Path]) -> Path:
    if isinstance(table, (str, Path)):
        return Path(table)
    if len(table) != 1:
        raise UsageError("estimate takes one table; strata are columns of it (--by)")
    return Path(table[0])


def _words(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    parts = [value] if isinstance(value, str) else list(value)
    return tuple(word.strip() for part in parts for word in str(part).split(",") if word.strip())


def _alpha(value: Any) -> tuple[float, float]:
    parts = [float(part) for part in str(value).split(",")] if isinstance(value, str) else None
    if parts is None:
        parts = [float(value)] if isinstance(value, (int, float)) else [float(part) for part in value]
    if len(parts) not in (1, 2):
        raise UsageError("alpha takes one number or two, shape and rate: 0.25,0.25")
    return parts[0], parts[-1]
