"""What `muniment link` writes, as text for whoever keeps it: links.csv, people.csv, rows.csv, model.json; and reads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from muniment.errors import TableError
from muniment.matching.linking import Linked
from muniment.matching.weighing import Weights
from muniment.records import MatchDecision, RecordKey, Verdict

#: a reason that weighs less than this either way (bits) is not spelled out in links.csv
TOLD = 0.3


def links_csv(linked: Linked) -> str:
    """All pairs kept, the likeliest first; ids are verbatim, `weight` is in bits, `barred` says why none joins."""
    order = np.lexsort((linked.pairs[:, 1], linked.pairs[:, 0], -linked.probability))
    keys = _keys(linked)
    told: dict[tuple[int, ...], str] = {}
    levels = np.stack([one.levels for one in linked.comparisons], axis=1) if len(linked) else np.zeros((0, 0), int)

    def rows() -> Iterable[Sequence[object]]:
        for at in order.tolist():
            left, right = keys[linked.pairs[at, 0]], keys[linked.pairs[at, 1]]
            pattern = tuple(levels[at].tolist())
            if pattern not in told:
                told[pattern] = reasons_in_words(linked, at)
            probability = f"{linked.probability[at]:.6f}"
            yield *left, *right, probability, f"{linked.weight[at]:.3f}", told[pattern], linked.barred[at]

    heads = ("left_list", "left_id", "right_list", "right_id", "probability", "weight", "reasons", "barred")
    return _csv(heads, rows())


def reasons_in_words(linked: Linked, at: int) -> str:
    """The reasons of a pair in a line: outcome and bits, the heaviest first."""
    told = [one for one in linked.reasons(at) if abs(one.weight) >= TOLD]
    told.sort(key=lambda one: -abs(one.weight))
    said = "; ".join(f"{one.what}: {one.outcome} ({one.weight:+.1f})" for one in told)
    return said or "nothing weighs much either way"


def people_csv(linked: Linked) -> str:
    """list, id, person: every row of every list, in their order."""
    of = {key: person.id for person in linked.people for key in person.members}
    return _csv(("list", "id", "person"), ((*key, of[key]) for key in _keys(linked)))


def redirects_csv(linked: Linked) -> str:
    """before, now: ids of presumed persons of an earlier run whose records another id holds now."""
    return _csv(("before", "now"), sorted(linked.redirects.items()))


def rows_csv(linked: Linked) -> str:
    """list, line, what: what became of every line of every file."""
    return _csv(("list", "line", "what"), ((one.name, line, what) for one in linked.lists for line, what in one.fates))


def model_json(linked: Linked) -> str:
    """The weights as JSON, to be used again: m and u of every level with its sentence, and the shares of matches."""
    weights = linked.weights
    comparisons: list[dict[str, Any]] = []
    for one in linked.comparisons:
        m, u = weights.m[one.what], weights.u[one.what]
        comparisons.append(
            {
                "what": one.what,
                "kind": one.kind,
                "levels": [
                    {"outcome": outcome, "m": float(a), "u": float(b), "bits": round(float(np.log2(a / b)), 4)}
                    for outcome, a, b in zip(one.outcomes, m, u, strict=True)
                ],
            }
        )
    shares = [{"left": a, "right": b, "share": value} for (a, b), value in weights.shares.items()]
    return (
        json.dumps(
            {"muniment_link_model": 1, "comparisons": comparisons, "shares": shares}, ensure_ascii=False, indent=1
        )
        + "\n"
    )


def read_model(text: str) -> Weights:
    """Weights that `model_json` wrote. Raises `TableError` when it is no such file."""
    try:
        stored = json.loads(text)
        m = {one["what"]: np.array([level["m"] for level in one["levels"]]) for one in stored["comparisons"]}
        u = {one["what"]: np.array([level["u"] for level in one["levels"]]) for one in stored["comparisons"]}
        shares = {(one["left"], one["right"]): float(one["share"]) for one in stored["shares"]}
    except (ValueError, KeyError, TypeError) as error:
        raise TableError("this is no model of links; give a model.json that `muniment link` wrote") from error
    if any((values <= 0).any() for values in (*m.values(), *u.values())):
        raise TableError("the model of links holds a share that is not above nought; it was changed by hand")
    return Weights(m, u, shares)


def read_people(text: str) -> Mapping[RecordKey, str]:
    """(list, id) → person, from a people.csv of an earlier run. Raises `TableError` when columns are missing."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = {"list", "id", "person"} - set(reader.fieldnames or ())
    if missing:
        raise TableError(f"people.csv lacks the column {sorted(missing)[0]!r}; give one that `muniment link` wrote")
    return {(row["list"], row["id"]): row["person"] for row in reader}


def read_decisions(text: str, *, file: str = "the decisions") -> tuple[MatchDecision, ...]:
    """Decisions on pairs: left_list, left_id, right_list, right_id, decision (same, different, unsure), who, when, why.

    Raises `TableError` naming the line of a decision that is none.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = {"left_list", "left_id", "right_list", "right_id", "decision"} - set(reader.fieldnames or ())
    if missing:
        raise TableError(f"{file} lacks the column {sorted(missing)[0]!r}")
    out = []
    for row in reader:
        said = (row["decision"] or "").strip().lower()
        if not said:
            continue
        if said not in set(Verdict):
            raise TableError(f"{file}, line {reader.line_num}: the decision must be same, different or unsure")
        left, right = (row["left_list"], row["left_id"]), (row["right_list"], row["right_id"])
        if left == right:
            raise TableError(f"{file}, line {reader.line_num}: a record is compared with itself")
        out.append(
            MatchDecision(left, right, Verdict(said), row.get("who") or "", row.get("when") or "", row.get("why") or "")
        )
    return tuple(out)


def _keys(linked: Linked) -> list[RecordKey]:
    return [(one.name, id_) for one in linked.lists for id_ in one.ids]


def _csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue()
