"""Estimates: how many were never documented, from lists that overlap, and when not to say.

People who stand on several lists of victims show how much the lists miss. This room computes how many people there are
in all, by methods published for it (one file each in `methods/`, found by the entry points `muniment.methods`), and
refuses with its reasons when a table cannot carry a number. It works on a bare data frame:

    from muniment.estimates import estimate
    result = estimate({"10110": 12, "01000": 463, …}, method="latent-class", seed=7)
    print(result)            # the interval first, then the point, then what it assumes
    result.assumes           # no number without its assumption

Equal fits can give very different numbers: what the lists say about the documented never tests what is assumed of the
undocumented. So every method stands beside the others in `report`, and none is the headline.
"""

from muniment.estimates.command import estimate_command
from muniment.estimates.reading import read_table
from muniment.estimates.report import report
from muniment.estimates.running import available, estimate
from muniment.estimates.writing import as_json
from muniment.records import Estimate

__all__ = ["Estimate", "as_json", "available", "estimate", "estimate_command", "read_table", "report"]
