"""Simulation-based calibration of the latent class sampler (Talts, Betancourt, Simpson, Vehtari and Gelman 2018).

    python benchmarks/estimates/calibration.py [--runs 400] [--json FILE]

Parameters are drawn from their prior, a table of n documented people from the parameters, and the sampler run on the
table: the rank of the true share of unseen people among thinned draws must be uniform. N has an improper prior and
cannot be drawn; it is integrated out exactly, so p0 given the documented people is what is calibrated.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from scipy.stats import chisquare, kstest

from muniment.estimates.chains import run_chains
from muniment.estimates.latent import prepare
from muniment.estimates.options import Options, silent
from muniment.estimates.tables import build

LISTS, CLASSES, PEOPLE, BINS, THINNED = 4, 4, 300, 16, 255


def rank_of_truth(run: int) -> tuple[int, int]:
    """Ranks of the true p0 and log α among `THINNED` draws."""
    rng = np.random.default_rng([run, 23])
    alpha = rng.gamma(2.0, 1 / 2.0)
    lam = rng.random((LISTS, CLASSES))
    sticks = np.append(rng.beta(1, alpha, CLASSES - 1), 1.0)
    nu = sticks * np.concatenate([[1], np.cumprod(1 - sticks)[:-1]])
    patterns = (np.arange(1 << LISTS)[:, None] >> np.arange(LISTS)) & 1
    shares = np.exp(patterns @ np.log(lam) + (1 - patterns) @ np.log1p(-lam)) @ nu
    counts = rng.multinomial(PEOPLE, shares[1:] / shares[1:].sum())
    table = build([f"L{j}" for j in range(LISTS)], patterns[1:].astype(np.uint8), counts.astype(np.int64))
    options = Options(classes=CLASSES, alpha=(2.0, 2.0), effective=1000)
    found = run_chains(prepare(table, CLASSES, options.alpha), options, seed=run, progress=silent)
    draws, logs = found.p0.T.ravel(), found.log_alpha.T.ravel()
    picked = np.linspace(0, len(draws) - 1, THINNED).astype(int)
    return int((draws[picked] < shares[0]).sum()), int((logs[picked] < np.log(alpha)).sum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=400)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    ranks = np.array([rank_of_truth(run) for run in range(given.runs)])
    found = {}
    for place, name in enumerate(("p0", "log alpha")):
        counts = np.bincount(ranks[:, place] * BINS // (THINNED + 1), minlength=BINS)
        even = float(chisquare(counts).pvalue)
        smooth = float(kstest((ranks[:, place] + 0.5) / (THINNED + 1), "uniform").pvalue)
        found[name] = {"counts": counts.tolist(), "p_chi2": even, "p_ks": smooth, "runs": given.runs}
        print(
            f"{name:10} ranks in {BINS} bins: {counts.tolist()}  χ² p = {even:.3f}, Kolmogorov–Smirnov p = {smooth:.3f}"
        )
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
