"""Estimates: a number that a method computed, and everything that it must never travel without."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from muniment.errors import RecordError


class Status(StrEnum):
    """Whether a method gave a number: without reservation, with a warning, or not at all."""

    OK = "ok"
    WARNING = "warning"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Mode:
    """One of several separate answers that the chains of a sampler settled in.

    `weight` is its posterior share, or None where it could not be determined; `chains` counts the chains seen there.
    """

    point: float
    low: float
    high: float
    chains: int
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """How far the computation may be trusted; None where the method has nothing of the kind.

    `rhat` is the rank-normalised split R-hat of log N, `ess_bulk` and `ess_tail` effective draws (Vehtari and others
    2021), `mcse` the Monte Carlo standard error of the point, as a share of it.
    """

    rhat: float | None = None
    ess_bulk: float | None = None
    ess_tail: float | None = None
    mcse: float | None = None
    modes: tuple[Mode, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number of people that `method` computed from overlapping lists, or its refusal to.

    `estimate`, `low` and `high` are numbers of people in all, documented ones included; None when refused. `assumes` is
    the identifying assumption in plain words and is never empty. `reasons` say why there is a warning or a refusal.
    `population`, `period` and `place` say of whom, when and where, "" where it was not stated. `n_runs` counts the runs
    made on these data, this one included. `draws` are draws of the number of people where the method makes them.
    `provenance` holds the seed, the versions, the settings and the SHA-256 of the input; `details` what only this
    method has (its model, a sensitivity curve, a check of fit).

    Raises `RecordError` for an estimate without its assumption, a refusal without reasons, a number with a refusal, or
    bounds out of order.
    """

    method: str
    n_documented: int
    lists: tuple[str, ...]
    assumes: str
    estimate: float | None = None
    point_kind: str = ""
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    status: Status = Status.OK
    reasons: tuple[str, ...] = ()
    diagnostics: Diagnostics = Diagnostics()
    population: str = ""
    period: str = ""
    place: str = ""
    n_runs: int = 1
    draws: Any = field(default=(), repr=False, compare=False)
    provenance: Mapping[str, Any] = field(default_factory=dict, repr=False)
    details: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.assumes:
            raise RecordError(f"an estimate by {self.method} must state what it assumes")
        if self.status is not Status.OK and not self.reasons:
            raise RecordError(f"an estimate by {self.method} is “{self.status}” without a reason")
        if self.status is Status.REFUSED:
            if self.estimate is not None or self.low is not None or self.high is not None:
                raise RecordError(f"a refusal by {self.method} must not carry a number")
            return
        if self.estimate is None or not math.isfinite(self.estimate):
            raise RecordError(f"an estimate by {self.method} has no finite number; refuse instead")
        low, high = self.low, self.high
        if (low is None) is not (high is None):
            raise RecordError(f"an interval by {self.method} has one end only")
        if low is not None and high is not None and not low <= high:
            raise RecordError(f"an interval by {self.method} ends before it begins ({low}–{high})")

    def __str__(self) -> str:
        """The interval first, to two significant figures, then the point, then what it assumes."""
        if self.estimate is None:
            return f"{self.method}: no estimate. {'; '.join(self.reasons)}"
        point = rounded(self.estimate)
        if self.low is not None and self.high is not None:
            number = f"{rounded(self.low)} to {rounded(self.high)} ({self.level:.0%}), {self.point_kind} {point}"
        else:
            number = f"{self.point_kind} {point}, no interval"
        warning = f" Warning: {'; '.join(self.reasons)}." if self.reasons else ""
        return f"{self.method}: {number}; {self.n_documented:,} documented. Assumes: {self.assumes}{warning}"


def rounded(number: float, *, figures: int = 2) -> str:
    """`number` to so many significant figures, with thousands separated: 12,444 → "12,000"."""
    if number == 0:
        return "0"
    digits = figures - 1 - math.floor(math.log10(abs(number)))
    return (
        f"{round(number, digits):,.0f}"
        if digits <= 0
        else f"{round(number, digits):,.{digits}f}".rstrip("0").rstrip(".")
    )
