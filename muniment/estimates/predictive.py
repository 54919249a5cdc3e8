"""Whether a fitted method could have produced the table that was seen (Gelman, Meng and Stern 1996)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from muniment.estimates.tables import CaptureTable

#: cells are written out for up to so many lists
MOST = 10
SENTENCE = (
    "A good fit to the cells that were seen says nothing about the cell that was not: methods that fit equally well "
    "can give very different numbers."
)


def check(table: CaptureTable, shares: NDArray[np.float64], rng: np.random.Generator) -> dict[str, Any]:
    """Replicated tables against the observed one.

    `shares` (draws × 2^lists) are the cells' probabilities by code, that of nobody's list first; each draw gives one
    replicated table of the same number of documented people. Returns the tail probability of the χ² discrepancy and of
    people on one list only, and the cells whose count lies outside 95 % of the replicates.
    """
    seen = shares[:, 1:] / shares[:, 1:].sum(1, keepdims=True)
    observed = table.full()[1:]
    expected = table.n * seen
    replicates = np.array([rng.multinomial(table.n, row / row.sum()) for row in seen])
    floor = np.maximum(expected, 1e-9)
    ours = ((observed - expected) ** 2 / floor).sum(1)
    theirs = ((replicates - expected) ** 2 / floor).sum(1)
    single = np.array([code.bit_count() == 1 for code in range(1, len(observed) + 1)])
    low, high = np.quantile(replicates, [0.025, 0.975], axis=0)
    outside = [
        ["".join(str(code >> j & 1) for j in range(len(table.lists))), int(observed[code - 1])]
        for code in range(1, len(observed) + 1)
        if not low[code - 1] <= observed[code - 1] <= high[code - 1]
    ]
    return {
        "p of the χ² discrepancy": round(float((theirs >= ours).mean()), 3),
        "p of people on one list": round(float((replicates[:, single].sum(1) >= observed[single].sum()).mean()), 3),
        "cells outside 95 %": outside,
        "sentence": SENTENCE,
    }
