import json

import numpy as np
import pandas as pd
import pytest

from muniment.errors import RecordError, TableError, UsageError
from muniment.estimates import as_json, estimate, estimate_command, read_table, report
from muniment.estimates.facts import read_facts
from muniment.estimates.sensitivity import false_links, missed_links
from muniment.estimates.strata import add_up, pool
from muniment.estimates.tables import from_patterns
from muniment.records import Diagnostics, Estimate, Status, rounded

CELLS = {"100": 200, "010": 180, "001": 220, "110": 60, "101": 70, "011": 50, "111": 20}
KEYS = {
    "method", "n_documented", "lists", "population", "period", "place", "estimate", "point_kind", "low", "high",
    "level", "status", "reasons", "assumes", "diagnostics", "n_runs",
}  # fmt: skip


def csv_of(cells, extra=None):
    width = len(next(iter(cells)))
    lines = [",".join([*"ABCDEFGH"[:width], "count", *(extra or {})])]
    for place in zip(*extra.values(), strict=True) if extra else [()]:
        for key, count in cells.items():
            lines.append(",".join([*key, str(count), *place]))
    return "\n".join(lines) + "\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(csv_of(CELLS), "utf-8")
    return path


def test_json_has_the_keys_and_nothing_else(table):
    one = as_json(estimate_command(table, {"method": "decomposable", "seed": 4}))
    assert set(one) == KEYS and set(one["diagnostics"]) == {"rhat", "ess_bulk", "ess_tail", "mcse", "modes"}
    assert one["status"] == "ok" and one["low"] < one["estimate"] < one["high"] and one["assumes"]
    every = as_json(estimate_command(table, {"method": "all", "bootstraps": 100}))
    assert [each["method"] for each in every] == ["decomposable", "latent-class", "loglinear", "nhoi"]
    assert {each["n_runs"] for each in every} == {4}
    json.dumps(every)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"10": 5, "01": 6, "11": 3}, "needs at least 3 lists"),
        ({"100": 40, "010": 30, "001": 20, "110": 16}, "share nobody"),
        ({"1000": 40, "0100": 30, "0010": 20, "0001": 9, "1100": 16, "0011": 8}, "groups that share nobody"),
        ({"100": 40, "110": 30, "101": 20, "111": 16}, "everybody documented is on L1"),
        ({"110": 40, "001": 30, "111": 20}, "one list twice"),
    ],
)
@pytest.mark.parametrize("method", ["latent-class", "decomposable", "loglinear", "nhoi"])
def test_refusals_carry_no_number(cells, said, method):
    made = estimate(cells, method=method)
    assert made.status is Status.REFUSED and made.estimate is None and made.assumes
    assert any(said in reason for reason in made.reasons)
    assert as_json(made)["estimate"] is None


def test_a_list_of_nobody_is_refused():
    frame = {"A": [1, 0, 1], "B": [0, 1, 1], "C": [0, 0, 0], "count": [5, 5, 5]}
    assert "nobody is on C" in estimate(frame, method="decomposable").reasons[0]


def test_zero_cells_are_reported_and_not_refused():
    cells = {"1000": 90, "0100": 80, "0010": 70, "0001": 60, "1100": 20, "0110": 15, "0011": 12, "1001": 9}
    made = estimate(cells, method="decomposable")
    assert made.status is Status.OK and made.details["patterns of lists that nobody was on"] == 7


def test_chapman_is_never_without_its_warning():
    made = estimate({"10": 80, "01": 60, "11": 40}, method="chapman")
    assert made.status is Status.WARNING and "two lists cannot show" in made.reasons[0]
    every = estimate({"10": 80, "01": 60, "11": 40}, method="all")
    assert [one.method for one in every if one.estimate is not None] == ["chapman"]


def test_a_list_compiled_from_another_is_refused_unless_overridden():
    facts = read_facts('[L1]\ncompiler = "A group"\n[L2]\ndrawn_from = "L1"\n')
    assert "compiled from L1" in estimate(CELLS, method="nhoi", facts=facts).reasons[0]
    facts = read_facts('[L2]\ndrawn_from = "L1"\noverride = "checked against the originals"\n')
    made = estimate(CELLS, method="nhoi", facts=facts)
    assert made.estimate is not None
    assert made.details["lists"]["L1"]["compiler"] == "not stated"
    with pytest.raises(TableError, match="has a key 'compilor'"):
        read_facts('[L1]\ncompilor = "x"\n')


def test_strata_are_summed_and_a_thin_one_makes_the_sum_partial(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(csv_of(CELLS, {"place": ("north", "south")}), "utf-8")
    north, south, total = estimate_command(path, {"method": "decomposable", "by": "place"})
    assert (north.place, south.place) == ("north", "south") and total.population == "sum of the strata"
    assert total.n_documented == north.n_documented + south.n_documented
    assert total.estimate == pytest.approx(2 * north.estimate, rel=0.02)
    # independent strata: the sum's interval is narrower than the sum of intervals
    assert total.high - total.low < 0.85 * (north.high - north.low + south.high - south.low)
    thin = dict.fromkeys(CELLS, 1)
    path.write_text(
        csv_of(CELLS, {"place": ("north",)}) + csv_of(thin, {"place": ("west",)}).split("\n", 1)[1], "utf-8"
    )
    *parts, total = estimate_command(path, {"method": "decomposable", "by": "place"})
    assert parts[1].status is Status.REFUSED and "too thin" in parts[1].reasons[0]
    assert total.population == "partial sum of the strata" and "west" in total.reasons[0]


def test_linkage_draws_are_pooled_as_a_mixture(tmp_path):
    rng = np.random.default_rng(1)
    base = from_patterns(CELLS)
    for draw in range(4):
        counts = rng.poisson(base.counts)
        cells = {"".join(map(str, row)): int(count) for row, count in zip(base.patterns.tolist(), counts, strict=True)}
        (tmp_path / f"draw{draw}.csv").write_text(csv_of(cells), "utf-8")
    made = estimate_command(tmp_path / "none.csv", {"method": "latent-class", "draws": tmp_path, "seed": 2})
    assert made.n_runs == 4 and made.details["linkage draws"] == 4
    between = made.details["share of the uncertainty between linkage draws"]
    assert 0 < between < 1
    single = estimate(CELLS, seed=2)
    assert made.high - made.low > 0.9 * (single.high - single.low)


def test_a_mixture_of_known_draws():
    def one(mean):
        draws = np.random.default_rng(round(mean)).normal(mean, 10, 10_000)
        return Estimate("m", 10, ("A", "B"), "something that nobody can test", mean, "mean", mean, mean, draws=draws)

    pooled = pool([one(1000), one(1100)])
    assert pooled.low == pytest.approx(1000 - 16.4, abs=3) and pooled.high == pytest.approx(1100 + 16.4, abs=3)
    assert pooled.details["share of the uncertainty between linkage draws"] == pytest.approx(0.96, abs=0.02)
    total = add_up([one(1000), one(1100)])
    assert total.estimate == pytest.approx(2100, abs=1)
    assert total.high - total.low == pytest.approx(2 * 1.96 * np.hypot(10, 10), rel=0.05)


def test_links_missed_and_links_false_move_the_table_the_right_way():
    base = from_patterns(CELLS)
    assert missed_links(base, 0.9).n < base.n and missed_links(base, 0.9).recaptured > base.recaptured
    rng = np.random.default_rng(1)
    assert false_links(base, 0.1, rng).n > base.n and false_links(base, 0.1, rng).recaptured < base.recaptured


def test_report_stands_alone(table, tmp_path):
    out = tmp_path / "out"
    estimate_command(table, {"method": "all", "bootstraps": 100, "planned": True}, out)
    page = (out / "report.html").read_text("utf-8")
    assert "default-src 'none'" in page and "<script" not in page and "http-equiv" in page
    assert page.count("<svg") == 1 and "planned before the data were seen" in page
    assert "says nothing about the cell that was not" in page and "leave one list out" not in page
    for method in ("decomposable", "latent-class", "loglinear", "nhoi"):
        assert method in page
    records = json.loads((out / "estimates.json").read_text("utf-8"))
    assert all(record["provenance"]["input_sha256"] == read_table(table).digest for record in records)
    draws = pd.read_csv(out / "draws-01-decomposable.csv")
    assert draws["N"].quantile(0.025) == pytest.approx(records[0]["low"], rel=0.02)


def test_report_suppresses_small_cells_and_escapes_names():
    cells = {("<b>", "B"): 30, ("<b>",): 70, ("B",): 60, ("C",): 50, ("B", "C"): 20, ("<b>", "C"): 3}
    table = read_table(cells)
    page = report(estimate(table, method="decomposable"), table=table)
    assert "fewer than 5" in page and "<b>" not in page and "&lt;b&gt;" in page


def test_options_that_do_not_exist_are_named():
    with pytest.raises(UsageError, match="no method 'lcmcr'; known: chapman"):
        estimate(CELLS, method="lcmcr")
    with pytest.raises(UsageError, match="no option 'burnin'"):
        estimate(CELLS, burnin=3)
    with pytest.raises(UsageError, match="at least 4 chains"):
        estimate(CELLS, chains=1)
    with pytest.raises(UsageError, match="between 0 and 1"):
        estimate(CELLS, level=95)


def test_an_estimate_cannot_be_made_without_what_it_must_carry():
    with pytest.raises(RecordError, match="must state what it assumes"):
        Estimate("m", 1, ("A",), "", 3.0)
    with pytest.raises(RecordError, match="must not carry a number"):
        Estimate("m", 1, ("A",), "x", 3.0, status=Status.REFUSED, reasons=("y",))
    with pytest.raises(RecordError, match="without a reason"):
        Estimate("m", 1, ("A",), "x", 3.0, status=Status.WARNING)
    with pytest.raises(RecordError, match="ends before it begins"):
        Estimate("m", 1, ("A",), "x", 3.0, "p", 4.0, 2.0)
    text = str(Estimate("m", 1200, ("A",), "nothing", 12_444.0, "median", 9_367.0, 15_219.0, diagnostics=Diagnostics()))
    assert text.startswith("m: 9,400 to 15,000 (95%), median 12,000; 1,200 documented. Assumes: nothing")
    assert rounded(0.0123) == "0.012" and rounded(0) == "0"
