import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.errors import TableError
from muniment.estimates.reading import read_strata, read_table
from muniment.estimates.tables import from_patterns, from_persons

CELLS = {"100": 40, "010": 30, "001": 20, "110": 6, "111": 2}


def columns():
    keys = list(CELLS)
    return {name: [int(key[j]) for key in keys] for j, name in enumerate("ABC")} | {"count": list(CELLS.values())}


def test_every_kind_of_frame_gives_the_same_table():
    wanted = from_patterns(CELLS, lists="ABC")
    for source in (columns(), pd.DataFrame(columns()), pl.DataFrame(columns()), pa.table(columns())):
        assert read_table(source).digest == wanted.digest
    records = pd.DataFrame(columns()).loc[lambda d: d.index.repeat(d["count"])].drop(columns="count")
    assert read_table(records).digest == wanted.digest
    assert read_table(records.astype(bool).add_prefix("in_").assign(name="somebody")).digest == wanted.digest


def test_persons_with_their_lists_are_a_table():
    table = from_persons({"p1": {"A", "B"}, "p2": ["A"], "p3": ("B", "A"), "p4": {"C"}})
    assert table.lists == ("A", "B", "C")
    assert dict(zip(table.codes.tolist(), table.counts.tolist(), strict=True)) == {1: 1, 3: 2, 4: 1}
    long = {"person": ["p1", "p1", "p2", "p3", "p3", "p4"], "list": ["A", "B", "A", "B", "A", "C"]}
    assert read_table(long).digest == table.digest


def test_csv_with_semicolons_and_byte_order_mark(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text("\ufeffA;B;C;Freq\n1;0;0;40\n0;1;0;30\n0;0;1;20\n1;1;0;6\n1;1;1;2\n", "utf-8")
    assert read_table(file).digest == from_patterns(CELLS, lists="ABC").digest


def test_facts_of_the_table():
    table = from_patterns(CELLS, lists="ABC")
    assert table.n == 98 and table.recaptured == 8
    assert table.sizes.tolist() == [48, 38, 22]
    assert table.pairs[0].tolist() == [48, 8, 2]
    assert table.merged("A", "B").lists == ("A+B", "C")
    assert table.merged("A", "B").full().tolist() == [0, 76, 20, 2]
    assert table.without("C").n == 78
    assert from_patterns({"100": 4, "010": 3, "110": 1, "001": 2}).components() == [[0, 1], [2]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"count": [40, 30, 20, 6, -1]}, "row 5 .* negative"),
        ({"count": [40, 30, 20, 6, 1.5]}, "not a whole number"),
        ({"count": [40, 30, 20, 6, float("nan")]}, "NaN"),
        ({"count": [40, 30, 20, 6, 10**12]}, "people alive"),
        ({"count": [10**10] * 5}, "more people than have lived"),
        ({"A": [1, 0, 0, 1, float("nan")]}, "column 'A' is missing"),
        ({"A": [1, 0, 0, 1, 2]}, "other than 0 and 1"),
        ({"C": [0, 0, 0, 0, 1]}, "20 people stand on no list"),
        ({"count": [0, 0, 0, 0, 0]}, "holds nobody"),
    ],
)
def test_bad_input_is_a_plain_error(change, said):
    with pytest.raises(TableError, match=said):
        read_table(pd.DataFrame(columns() | change))


def test_other_bad_input(tmp_path):
    with pytest.raises(TableError, match="two columns are called 'A'"):
        file = tmp_path / "t.csv"
        file.write_text("A,A,count\n1,0,3\n", "utf-8")
        read_table(file)
    with pytest.raises(TableError, match="there is no file gone.csv"):
        read_table(tmp_path / "gone.csv")
    with pytest.raises(TableError, match="different lengths"):
        from_patterns({"10": 3, "110": 4})
    with pytest.raises(TableError, match="one person in two rows"):
        read_table({"id": ["a", "a"], "A": [1, 1], "B": [0, 1]}, person="id", lists=["A", "B"])
    with pytest.raises(TableError, match="strata must not overlap"):
        read_strata({"person": ["p", "p"], "list": ["A", "B"], "place": ["x", "y"]}, ["place"])
    with pytest.raises(TableError, match="needs from 2 to 62"):
        from_patterns({"1": 3})


def test_strata_are_tables_of_their_own():
    frame = columns() | {"place": ["x", "x", "y", "x", None]}
    tables = read_strata(pd.DataFrame(frame), ["place"])
    assert [table.place for table in tables] == ["not stated", "x", "y"]
    assert sum(table.n for table in tables) == 98 and all(table.stratum for table in tables)


def test_a_billion_people_are_only_a_large_table():
    assert from_patterns({"100": 10**9, "010": 5, "110": 1}).n == 10**9 + 6


@given(
    st.dictionaries(st.integers(1, 15), st.integers(1, 1000), min_size=1),
    st.permutations(range(4)),
)
def test_order_of_rows_changes_nothing_and_counts_are_kept(cells, order):
    pattern = {"".join(str(code >> j & 1) for j in range(4)): count for code, count in cells.items()}
    shuffled = dict(reversed(pattern.items()))
    table = from_patterns(pattern)
    assert table.n == sum(cells.values())
    assert from_patterns(shuffled).digest == table.digest
    assert table.full()[list(cells)].tolist() == list(cells.values())
    moved = from_patterns({"".join(key[j] for j in order): count for key, count in pattern.items()})
    assert sorted(moved.sizes.tolist()) == sorted(table.sizes.tolist())
    assert np.array_equal(np.sort(moved.counts), np.sort(table.counts))
