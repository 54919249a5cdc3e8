"""What a method may be told: one frozen record for all methods, each reading what concerns it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muniment.errors import UsageError

#: told (what is being done, share done from 0 to 1)
Progress = Callable[[str, float], None]


def silent(what: str, share: float) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Prior:
    """The prior on N, the number of people in all; improper unless it is `gamma-poisson`.

    `kind` is "1/N" (the default of every method), "uniform", or "gamma-poisson" with shape `a` and scale `b`.
    `missing`, where given, is the inclusive range that undocumented people are confined to.
    """

    kind: str = "1/N"
    a: float = 0.0
    b: float = 0.0
    missing: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.kind not in ("1/N", "uniform", "gamma-poisson"):
            raise UsageError(f"there is no prior {self.kind!r} on N; known: 1/N, uniform, gamma-poisson")
        if self.kind == "gamma-poisson" and not (self.a > 0 and self.b > 0):
            raise UsageError("the gamma-poisson prior on N needs a shape a > 0 and a scale b > 0")
        if self.missing is not None and not 0 <= self.missing[0] <= self.missing[1]:
            raise UsageError("the range of missing people must not end before it begins")

    def log(self, number: NDArray[np.float64]) -> NDArray[np.float64]:
        """log p(N), up to a constant."""
        from scipy.special import gammaln

        if self.kind == "uniform":
            return np.zeros_like(number)
        if self.kind == "gamma-poisson":
            rate = np.log(self.b / (1 + self.b))
            return np.asarray(gammaln(number + self.a) - gammaln(number + 1) + number * rate)
        return np.asarray(-np.log(number))

    def __str__(self) -> str:
        name = {"1/N": "p(N) ∝ 1/N", "uniform": "p(N) uniform"}.get(self.kind)
        text = name or f"N ~ Poisson with mean ~ Gamma(shape {self.a:g}, scale {self.b:g})"
        return text if self.missing is None else f"{text}, {self.missing[0]} to {self.missing[1]} missing"


@dataclass(frozen=True, slots=True)
class Options:
    """Options of all methods.

    `level`: of the interval. `classes` (K), `alpha` (shape, rate): latent-class. `delta`: decomposable, None for
    2^−lists. `model`: a fixed model such as "[123,14,34]" (1 is the first list) instead of a search. `selection`:
    log-linear "stepwise", "bic" or "average"; `threshold`: its p. `bootstraps`: log-linear BCa replicates, 0 for no
    interval. `prior`: on N. `effective`: effective draws at which a sampler stops; `longest`: iterations of each chain
    at which it gives up. `check_fit`: whether replicated tables are compared with the observed one (the report does).

    Raises `UsageError` for a value out of range.
    """

    level: float = 0.95
    classes: int = 10
    alpha: tuple[float, float] = (0.25, 0.25)
    delta: float | None = None
    model: str | None = None
    selection: str = "stepwise"
    threshold: float = 0.02
    bootstraps: int = 1000
    prior: Prior = Prior()
    chains: int = 4
    effective: int = 2000
    longest: int = 40_000
    check_fit: bool = False

    def __post_init__(self) -> None:
        for wrong, what in (
            (not 0 < self.level < 1, "level must lie between 0 and 1, such as 0.95"),
            (not 1 <= self.classes <= 100, "k, the most latent classes, must lie from 1 to 100"),
            (not (self.alpha[0] > 0 and self.alpha[1] > 0), "alpha's shape and rate must be above 0"),
            (self.delta is not None and not 0 < self.delta < 1e6, "delta must be above 0"),
            (self.selection not in ("stepwise", "bic", "average"), "selection must be stepwise, bic or average"),
            (not 0 < self.threshold < 1, "the threshold p must lie between 0 and 1"),
            (not 0 <= self.bootstraps <= 100_000, "bootstraps must lie from 0 to 100,000"),
            (self.chains < 4, "at least 4 chains: fewer cannot show that they disagree"),
            (self.effective < 400, "at least 400 effective draws: R-hat and the interval's ends need them"),
            (self.longest < 200, "a chain needs at least 200 iterations"),
        ):
            if wrong:
                raise UsageError(what)

    def written(self) -> dict[str, Any]:
        """The options for a report: names and plain values."""
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: str(value) if isinstance(value, Prior) else value for name, value in found.items()}
