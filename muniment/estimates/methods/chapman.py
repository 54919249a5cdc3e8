"""Chapman's estimate from two lists: shown for what it is, never a headline.

Chapman, University of California Publications in Statistics 1 (1951) 131–160; the interval is the transformed logit
interval of Sadinle, Communications in Statistics 38 (2009) 1909–1924.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from muniment.errors import Refused
from muniment.estimates.options import Options, Progress, silent
from muniment.estimates.tables import CaptureTable
from muniment.records import Estimate, Status

NAME = "chapman"
VERSION = "1"
LISTS = (2, 2)
ASSUMES = (
    "being on one list says nothing about being on the other, everybody had the same chance of being on a list, nobody "
    "came or went, and every link is right; with two lists nothing in the data can test any of it"
)
WARNING = (
    "two lists cannot show whether they depend on each other: if people who are easy to reach stand on both, the "
    "interval misses the truth almost always and the number is too low; do not quote it alone"
)

EXAMPLES = (
    ({"10": 80, "01": 60, "11": 40}, {"near": 121 * 101 / 41 - 1, "within": 1e-9}),
    ({"10": 80, "01": 60}, None),
)


def estimate(table: CaptureTable, options: Options, *, seed: int = 0, progress: Progress = silent) -> Estimate:
    """(a + 1)(b + 1)/(both + 1) − 1 with its interval, always with a warning.

    Raises `Refused` when nobody is on both lists.
    """
    both = int(table.pairs[0, 1])
    if not both:
        raise Refused(("nobody is on both lists, so nothing says how much they overlap",))
    first, second = (int(size) for size in table.sizes)
    point = (first + 1) * (second + 1) / (both + 1) - 1
    only_first, only_second = first - both, second - both
    middle = (only_first + 0.5) * (only_second + 0.5) / (both + 0.5)
    spread = np.sqrt(
        1 / (both + 0.5)
        + 1 / (only_first + 0.5)
        + 1 / (only_second + 0.5)
        + (both + 0.5) / ((only_first + 0.5) * (only_second + 0.5))
    )
    reach = float(ndtri((1 + options.level) / 2)) * spread
    progress("estimate", 1.0)
    return Estimate(
        NAME,
        table.n,
        table.lists,
        ASSUMES,
        point,
        "Chapman's estimate",
        table.n - 0.5 + middle * float(np.exp(-reach)),
        table.n - 0.5 + middle * float(np.exp(reach)),
        options.level,
        Status.WARNING,
        (WARNING,),
    )
