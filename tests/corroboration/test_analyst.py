"""An analyst's joins come from a table, each with its reason, and a wrong row is named."""

from __future__ import annotations

import pytest

from muniment.corroboration import read_origins
from muniment.errors import TableError
from muniment.records import Document, Rule

DOCUMENTS = (Document("d1", "a.txt", "0" * 64, 1), Document("d2", "b.txt", "1" * 64, 1))


def test_a_join_keeps_its_reason() -> None:
    (join,) = read_origins("a,b,reason,by\nb.txt,a.txt,both rest on one fax,AB\n", DOCUMENTS)
    assert (join.a, join.b, join.rule) == ("d1", "d2", Rule.ANALYST)
    assert join.evidence[0].note == "both rest on one fax (AB)"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a,b\na.txt,b.txt\n", "lacks the column 'reason'"),
        ("a,b,reason\na.txt,c.txt,why\n", "row 2: there is no document 'c.txt'"),
        ("a,b,reason\na.txt,b.txt,\n", "row 2: a join needs a reason"),
        ("a,b,reason\na.txt,d1,same\n", "row 2: a document cannot be joined with itself"),
    ],
)
def test_a_wrong_row_is_named(text: str, complaint: str) -> None:
    with pytest.raises(TableError, match=complaint):
        read_origins(text, DOCUMENTS)


def test_no_file_joins_nothing() -> None:
    assert read_origins("", DOCUMENTS) == ()
