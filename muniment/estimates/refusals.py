"""When not to give a number: what a table itself rules out, whatever the method."""

from __future__ import annotations

from itertools import combinations

from muniment.estimates.options import Options
from muniment.estimates.tables import CaptureTable

#: with fewer people on two or more lists the bias of even the simplest estimate is not negligible (Robson and Regier,
#: Transactions of the American Fisheries Society 93 (1964) 215–226: seven)
FEW_TWICE = 7
#: a stratum of fewer documented people than this is too thin whatever their overlaps
FEW = 20
#: lists that share nobody with the rest are refused when they hold this share of the documented or more; a few people
#: can miss every other list by chance (two of the eight New Orleans lists do, with 12 of 185 people)
APART = 0.1


def refusals(table: CaptureTable, lists: tuple[int, int], method: str, options: Options) -> tuple[str, ...]:
    """Reasons not to estimate at all, as sentences; none when there is no such reason."""
    found = []
    few, many = lists
    if len(table.lists) < few:
        found.append(f"{method} needs at least {few} lists, and there are {len(table.lists)}")
    if len(table.lists) > many:
        found.append(f"{method} takes at most {many} lists, and there are {len(table.lists)}")
    empty = [name for name, size in zip(table.lists, table.sizes, strict=True) if size == 0]
    everybody = [name for name, size in zip(table.lists, table.sizes, strict=True) if size == table.n]
    if empty:
        found.append(f"nobody is on {_names(empty)}; leave it out")
    if everybody:
        found.append(f"everybody documented is on {_names(everybody)}, so no other list shows anybody that it missed")
    for a, b in combinations(range(len(table.lists)), 2):
        if 0 < table.sizes[a] == table.sizes[b] == table.pairs[a, b] and not everybody:
            found.append(f"{table.lists[a]} and {table.lists[b]} hold the same people: one list twice; leave one out")
    groups = table.components()
    if len(groups) > 1 and share_apart(table) >= APART and not empty and not _spoken_for(method, options):
        apart = " | ".join(", ".join(table.lists[j] for j in group) for group in groups)
        found.append(f"the lists fall into groups that share nobody ({apart}), so nothing ties their sizes together")
    if table.stratum and (table.recaptured < FEW_TWICE or table.n < FEW):
        found.append(
            f"the stratum is too thin: {table.n} people documented, {table.recaptured} of them on two or more lists "
            f"(at least {FEW} and {FEW_TWICE})"
        )
    return tuple(found)


def cautions(table: CaptureTable) -> tuple[str, ...]:
    """What a reader must know of the table beside any number from it."""
    found = []
    if table.recaptured < FEW_TWICE:
        found.append(f"only {table.recaptured} people are on two or more lists")
    if len(table.components()) > 1:
        few = share_apart(table)
        found.append(f"some lists, with {few:.0%} of the documented people, share nobody with the others")
    for a in range(len(table.lists)):
        for b in range(len(table.lists)):
            if a != b and table.sizes[a] == table.pairs[a, b] < table.n:
                found.append(
                    f"everybody on {table.lists[a]} is on {table.lists[b]} too; if compiled from it, leave it out"
                )
    return tuple(found)


def share_apart(table: CaptureTable) -> float:
    """The share of documented people on none of the lists that hang together with the most."""
    reached = [int(table.counts[table.patterns[:, group].any(1)].sum()) for group in table.components()]
    return 1 - max(reached) / table.n


def _spoken_for(method: str, options: Options) -> bool:
    """Whether the analyst wrote down a log-linear model, whose own checks say if the empty overlaps can be fitted."""
    return method == "loglinear" and options.model is not None and options.model.strip().startswith("[")


def _names(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
