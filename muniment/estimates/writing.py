"""Estimates as JSON, CSV of draws and ArviZ data."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from muniment.errors import CannotRun
from muniment.records import Estimate


def as_json(estimates: Estimate | Sequence[Estimate]) -> dict[str, Any] | list[dict[str, Any]]:
    """One object for one estimate, a list for several. A refusal has `estimate` null."""
    if isinstance(estimates, Estimate):
        return _object(estimates)
    return [_object(one) for one in estimates]


def full_record(one: Estimate) -> dict[str, Any]:
    """The object of `as_json` and, besides, the provenance and the details of the method."""
    return {**_object(one), "provenance": _plain(one.provenance), "details": _plain(one.details)}


def draws_csv(one: Estimate) -> str:
    """The draws of N as CSV: chain, draw, N."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["chain", "draw", "N"])
    for chain, row in enumerate(np.atleast_2d(np.asarray(one.draws, float))):
        for number, value in enumerate(row):
            writer.writerow([chain, number, round(float(value))])
    return out.getvalue()


def draws_parquet(one: Estimate) -> bytes:
    """The draws of N as Parquet: chain, draw, N."""
    import pyarrow
    import pyarrow.parquet

    rows = np.atleast_2d(np.asarray(one.draws, float))
    chain, draw = np.indices(rows.shape)
    table = pyarrow.table({"chain": chain.ravel(), "draw": draw.ravel(), "N": rows.ravel()})
    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(table, sink)
    return bytes(sink.getvalue().to_pybytes())


def inference_data(one: Estimate) -> Any:
    """The draws as ArviZ InferenceData. Raises `CannotRun` when ArviZ is not installed."""
    try:
        import arviz
    except ImportError as error:
        raise CannotRun("ArviZ is not installed; pip install 'muniment[draws]'") from error
    return arviz.from_dict(posterior={"N": np.atleast_2d(np.asarray(one.draws, float))})


def _object(one: Estimate) -> dict[str, Any]:
    checks = one.diagnostics
    return {
        "method": one.method,
        "n_documented": one.n_documented,
        "lists": list(one.lists),
        "population": one.population or None,
        "period": one.period or None,
        "place": one.place or None,
        "estimate": _number(one.estimate),
        "point_kind": one.point_kind or None,
        "low": _number(one.low),
        "high": _number(one.high),
        "level": one.level,
        "status": str(one.status),
        "reasons": list(one.reasons),
        "assumes": one.assumes,
        "diagnostics": {
            "rhat": _number(checks.rhat, 4),
            "ess_bulk": _number(checks.ess_bulk),
            "ess_tail": _number(checks.ess_tail),
            "mcse": _number(checks.mcse, 6),
            "modes": [
                {
                    "estimate": _number(mode.point),
                    "low": _number(mode.low),
                    "high": _number(mode.high),
                    "chains": mode.chains,
                    "weight": _number(mode.weight, 4),
                }
                for mode in checks.modes
            ],
        },
        "n_runs": one.n_runs,
    }


def _number(value: float | None, digits: int = 1) -> float | None:
    return None if value is None or not math.isfinite(value) else round(float(value), digits)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [_plain(one) for one in value]
    if isinstance(value, np.generic):
        return value.item()
    return value
