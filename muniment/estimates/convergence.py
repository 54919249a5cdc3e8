"""How far the draws of several chains may be trusted.

Vehtari, Gelman, Simpson, Carpenter and Bürkner, "Rank-normalization, folding, and localization: an improved R-hat",
Bayesian Analysis 16 (2021) 667–718. Shapes are chains × draws. Draws that are all one number agree with themselves:
R-hat 1, as many effective draws as draws.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtri

Draws = NDArray[np.float64]


def rhat(draws: Draws) -> float:
    """Rank-normalised split R-hat: the larger of the bulk's and the folded one's."""
    halves = _split(draws)
    folded = np.abs(halves - np.median(halves))
    return max(_rhat(_ranks(halves)), _rhat(_ranks(folded)))


def ess_bulk(draws: Draws) -> float:
    """Effective draws for the middle of the distribution."""
    return _ess(_ranks(_split(draws)))


def ess_tail(draws: Draws, *, share: float = 0.05) -> float:
    """Effective draws for the ends: the smaller of those for the 5 % and the 95 % quantile."""
    halves = _split(draws)
    low, high = float(np.quantile(draws, share)), float(np.quantile(draws, 1 - share))
    return min(_ess((halves <= low).astype(float)), _ess((halves <= high).astype(float)))


def mcse_median(draws: Draws) -> float:
    """Monte Carlo standard error of the median, in the draws' own unit."""
    effective = _ess((_split(draws) <= np.median(draws)).astype(float))
    # one standard deviation to either side, as shares of the sample
    low, high = (float(betaincinv(effective / 2 + 1, effective / 2 + 1, share)) for share in (0.15865525, 0.84134475))
    ordered = np.sort(draws.ravel())
    first = ordered[max(int(np.floor(low * len(ordered))), 0)]
    last = ordered[min(int(np.ceil(high * len(ordered))), len(ordered) - 1)]
    return float(last - first) / 2


def _split(draws: Draws) -> Draws:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]])


def _ranks(draws: Draws) -> Draws:
    _, place, times = np.unique(draws.ravel(), return_inverse=True, return_counts=True)
    # equal draws share the mean of their ranks
    ranks = (np.cumsum(times) - (times - 1) / 2)[place].reshape(draws.shape)
    return np.asarray(ndtri((ranks - 0.375) / (draws.size + 0.25)))


def _rhat(draws: Draws) -> float:
    size = draws.shape[1]
    within = draws.var(1, ddof=1).mean()
    between = size * draws.mean(1).var(ddof=1)
    if within <= 0:
        return 1.0 if between <= 0 else float("inf")
    return float(np.sqrt((between / within + size - 1) / size))


def _ess(draws: Draws) -> float:
    """Effective draws by Geyer's initial monotone sequence over the chains' combined autocorrelation."""
    chains, size = draws.shape
    if np.ptp(draws) == 0:
        return float(draws.size)
    centred = draws - draws.mean(1, keepdims=True)
    width = 1 << (2 * size - 1).bit_length()
    power = np.fft.rfft(centred, width)
    covariance = np.fft.irfft(power * np.conj(power), width)[:, :size] / size
    within = covariance[:, 0].mean() * size / (size - 1)
    total = within * (size - 1) / size + draws.mean(1).var(ddof=1)
    rho = 1 - (within - covariance.mean(0) * size / (size - 1)) / total
    rho[0] = 1.0
    pairs = rho[: size // 2 * 2].reshape(-1, 2).sum(1)
    stop = np.flatnonzero(pairs < 0)
    end = int(stop[0]) if len(stop) else len(pairs)
    kept = np.minimum.accumulate(pairs[: max(end, 1)])
    tau = -1 + 2 * kept.sum() + (max(rho[2 * end], 0) if 2 * end < size else 0.0)
    tau = max(tau, 1 / np.log10(draws.size))
    return float(draws.size / tau)
