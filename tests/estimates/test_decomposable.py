from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from scipy.special import gammaln

from muniment.errors import Refused
from muniment.estimates.chordal import chordal_graphs, neighbours, peel, written
from muniment.estimates.graphs import Score, search_graphs
from muniment.estimates.grid import make_grid, quantiles
from muniment.estimates.methods import decomposable
from muniment.estimates.options import Options, Prior, silent
from muniment.estimates.tables import from_patterns
from tests.estimates.published import published


@pytest.mark.parametrize(("lists", "graphs"), [(2, 2), (3, 8), (4, 61), (5, 822), (6, 18154)])
def test_all_chordal_graphs_are_there(lists, graphs):
    assert len(chordal_graphs(lists)[0]) == graphs


def test_chordal_graphs_agree_with_networkx():
    pairs = list(combinations(range(4), 2))
    for mask in range(64):
        graph = nx.Graph([pair for bit, pair in enumerate(pairs) if mask >> bit & 1])
        graph.add_nodes_from(range(4))
        assert (peel(neighbours(mask, 4)) is not None) == nx.is_chordal(graph)
    assert written(0b000011, 4) == "[12,13,4]"


def test_closed_form_agrees_with_every_n0_written_out():
    """One graph, [12,23] of three lists, by the textbook ratio of clique and separator marginals, n0 by n0."""
    table = from_patterns({"100": 30, "010": 25, "001": 20, "110": 9, "101": 4, "011": 7, "111": 3})
    delta, most = 0.5, 4000
    whole = np.array([[[0, 20], [25, 7]], [[30, 4], [9, 3]]], float)
    logs = []
    for missing in range(most):
        whole[0, 0, 0] = missing
        total = whole.sum()

        def h(margin, own):
            return gammaln(margin + own).sum() - margin.size * gammaln(own)

        log = h(whole.sum(2), delta * 2) + h(whole.sum(0), delta * 2) - h(whole.sum((0, 2)), delta * 4)
        log += gammaln(8 * delta) - gammaln(total + 8 * delta)
        logs.append(log + gammaln(total + 1) - gammaln(missing + 1) - np.log(total))
    weights = np.exp(np.array(logs) - max(logs))
    below = np.cumsum(weights) / weights.sum()
    wanted = [table.n + np.searchsorted(below, share) for share in (0.025, 0.5, 0.975)]
    made = decomposable.estimate(table, Options(delta=delta, model="[12,23]"), seed=1)
    assert [made.low, made.estimate, made.high] == pytest.approx(wanted, rel=0.003)


def test_the_complete_graph_alone_is_refused():
    table = from_patterns({"100": 30, "010": 25, "001": 20, "110": 9, "101": 4, "011": 7, "111": 3})
    with pytest.raises(Refused, match="saturated"):
        decomposable.estimate(table, Options(model="[123]"), seed=1)
    four = from_patterns({"1000": 9, "0100": 9, "0010": 9, "0001": 9, "1111": 9})
    with pytest.raises(Refused, match="not decomposable"):
        decomposable.estimate(four, Options(model="[12,23,34,14]"), seed=1)


def test_search_finds_what_the_whole_sum_finds():
    table = published("uk_6")
    score = Score(table, 2.0**-6)
    found = search_graphs(score, Prior(), 6, seed=2, progress=silent)
    grid = make_grid(table.n)
    searched = quantiles(grid, score.joint(found, grid, Prior()).sum(0), np.array([0.025, 0.5, 0.975]))
    whole = decomposable.estimate(table, Options(), seed=1)
    assert table.n + searched == pytest.approx([whole.low, whole.estimate, whole.high], rel=0.03)


@pytest.mark.parametrize(
    ("name", "wanted", "within"),
    [
        ("kosovo", (9827, 12595, 16544), 0.005),
        ("uk_5", (10387, 22990, 33508), 0.01),
        ("uk_6", (10242, 12299, 26078), 0.01),
        ("netherlands_5", (41637, 50646, 210865), 0.01),
    ],
)
def test_published_tables(name, wanted, within):
    made = decomposable.estimate(published(name), Options(), seed=1)
    assert (made.low, made.estimate, made.high) == pytest.approx(wanted, rel=within)


def test_spina_bifida_as_madigan_and_york_printed_it():
    options = Options(delta=1, prior=Prior("gamma-poisson", 13.14, 55.17, (1, 300)))
    made = decomposable.estimate(published("madigan_york_spina_3"), options, seed=1)
    assert made.details["mode"] == 728
    assert made.details["models"][0] == ["[12,3]", pytest.approx(0.37, abs=0.005)]
