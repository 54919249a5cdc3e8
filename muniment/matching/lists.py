"""The lists' side of the room in one place: tables in, links, presumed persons and files out.

april, mapping = read_list("april.csv", data)         # as_toml(mapping) is what was guessed, to be asked and kept
linked = link([april, august], load_model())
files = link_files(linked, draws=draw(linked, draws=200))   # name → text: links.csv, people.csv, report.html, …
"""

from __future__ import annotations

import csv
import io

from muniment.matching.columns import ColumnMapping, as_toml, from_toml
from muniment.matching.draws import Draws, draw
from muniment.matching.intake_of_lists import read_list
from muniment.matching.linking import Linked, LinkOptions, link
from muniment.matching.person_lists import PersonList
from muniment.matching.report import report
from muniment.matching.written_links import (
    links_csv,
    model_json,
    people_csv,
    read_decisions,
    read_model,
    read_people,
    redirects_csv,
    rows_csv,
)

__all__ = [
    "ColumnMapping",
    "Draws",
    "LinkOptions",
    "Linked",
    "PersonList",
    "as_toml",
    "draw",
    "from_toml",
    "link",
    "link_files",
    "read_decisions",
    "read_list",
    "read_model",
    "read_people",
]


def link_files(linked: Linked, *, draws: Draws | None = None) -> dict[str, str]:
    """Every file of a run by its name: links.csv, people.csv, rows.csv, model.json, report.html; redirects.csv where
    ids of an earlier run moved; draws.csv (record by draw: a person's number) and persons.csv where draws were made."""
    files = {
        "links.csv": links_csv(linked),
        "people.csv": people_csv(linked),
        "rows.csv": rows_csv(linked),
        "model.json": model_json(linked),
        "report.html": report(linked, draws=draws),
    }
    if linked.redirects:
        files["redirects.csv"] = redirects_csv(linked)
    if draws is not None:
        keys = [(one.name, id_) for one in linked.lists for id_ in one.ids]
        columns = draws.partitions.T.tolist()
        heads = ["list", "id", *(f"draw_{at + 1}" for at in range(len(draws.persons)))]
        files["draws.csv"] = _table(heads, [[*key, *column] for key, column in zip(keys, columns, strict=True)])
        numbers: list[list[object]] = [[at + 1, int(value)] for at, value in enumerate(draws.persons)]
        files["persons.csv"] = _table(["draw", "distinct_persons"], numbers)
    return files


def _table(heads: list[str], rows: list[list[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue()
