"""The contract of a method, run over all that are installed."""

import pytest

from muniment.errors import Refused
from muniment.estimates import available, estimate
from muniment.estimates.options import Options
from muniment.estimates.tables import from_patterns
from muniment.records import Status

METHODS = available()


def test_the_built_in_methods_come_in_by_the_door():
    assert [each.name for each in METHODS] == ["chapman", "decomposable", "latent-class", "loglinear", "nhoi"]


@pytest.mark.parametrize("plugin", METHODS, ids=lambda plugin: plugin.name)
def test_a_method_keeps_its_contract(plugin):
    module = plugin.module
    assert module.__doc__ and len(module.ASSUMES) > 40
    assert any(expected is None for _, expected in module.EXAMPLES)
    for cells, expected in module.EXAMPLES:
        made = estimate(cells, method=plugin.name, seed=5)
        assert made.assumes and made.lists and made.provenance["input_sha256"]
        if expected is None:
            assert made.status is Status.REFUSED and made.reasons and made.estimate is None
            continue
        again = estimate(cells, method=plugin.name, seed=5)
        assert again.estimate == made.estimate and again.low == made.low
        assert made.low <= made.estimate <= made.high
        assert made.estimate == pytest.approx(expected["near"], rel=expected["within"])
        wide = estimate(cells, method=plugin.name, seed=5, level=0.99)
        assert wide.low <= made.low and wide.high >= made.high


@pytest.mark.parametrize("plugin", METHODS, ids=lambda plugin: plugin.name)
def test_a_method_refuses_in_words(plugin):
    try:
        plugin.module.estimate(from_patterns({"10": 5, "01": 5}), Options(bootstraps=0), seed=1)
    except Refused as refusal:
        assert all(reason for reason in refusal.reasons)
    made = estimate({"10": 5, "01": 5}, method=plugin.name)
    assert made.status is Status.REFUSED and made.estimate is None
