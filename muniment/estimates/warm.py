"""The same method over many tables that barely differ: linkage draws, imputations, replicates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from muniment.estimates.methods import latent_class
from muniment.estimates.refusals import refusals
from muniment.estimates.running import Run, run_one
from muniment.estimates.tables import CaptureTable
from muniment.plugins import Plugin
from muniment.records import Estimate

if TYPE_CHECKING:
    from muniment.estimates.chains import Posterior

#: effective draws of each linkage draw: 100 of them make 40,000 together
EFFECTIVE = 400


def run_warm(draws: Sequence[Sequence[CaptureTable]], plugin: Plugin, run: Run) -> list[list[Estimate]]:
    """Estimates for each draw (a sequence of strata). Latent-class chains start where the draw before it ended."""
    before: dict[int, Posterior] = {}
    found = []
    for number, tables in enumerate(draws):
        row = []
        for place, table in enumerate(tables):
            own = replace(run, seed=run.seed + 1_000_003 * number)
            row.append(_one(table, plugin, own, before, place))
        found.append(row)
        run.progress("linkage draws", (number + 1) / len(draws))
    return found


def _one(table: CaptureTable, plugin: Plugin, run: Run, before: dict[int, Posterior], place: int) -> Estimate:
    if plugin.module is not latent_class or refusals(table, plugin.module.LISTS, plugin.name, run.options):
        return run_one(table, plugin, run)
    options = replace(run.options, effective=EFFECTIVE if before.get(place) else run.options.effective)
    kept: list[Posterior] = []

    class Warm:
        """The method with its chains begun elsewhere."""

        LISTS = latent_class.LISTS
        ASSUMES = latent_class.ASSUMES

        @staticmethod
        def estimate(table: CaptureTable, options: object, *, seed: int, progress: object) -> Estimate:
            kept.append(
                latent_class.posterior(table, own.options, seed=seed, progress=run.progress, begin=before.get(place))
            )
            return latent_class.judge(table, own.options, kept[0])

    own = replace(run, options=options)
    made = run_one(table, Plugin(plugin.name, plugin.version, Warm), own)  # type: ignore[arg-type]
    if kept and kept[0].agreed:
        before[place] = kept[0]
    return made
