"""Exports: the same record gives the same bytes, and no cell runs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.pages.exports import csv as to_csv
from muniment.pages.exports import jsonl
from tests.pages.make import record


def exported() -> list[dict[str, object]]:
    return [json.loads(line) for line in jsonl.lines(record())]


@pytest.mark.parametrize("given_record, expected", jsonl.EXAMPLES)
def test_jsonl_examples(given_record: object, expected: str) -> None:
    out = io.StringIO()
    jsonl.export(given_record, out)  # type: ignore[arg-type]
    assert out.getvalue() == expected


def test_every_row_has_type_and_a_unique_id() -> None:
    rows = exported()
    ids = [(row["type"], row["id"]) for row in rows]
    assert len(set(ids)) == len(ids)
    assert {row["type"] for row in rows} == {
        "document",
        "figure",
        "attribution",
        "event",
        "role",
        "entity",
        "join",
        "question",
    }


def test_offsets_are_those_of_the_text() -> None:
    case = record()
    texts = {
        document.path: case.readings[document.id].text for document in case.documents if document.id in case.readings
    }
    for row in exported():
        if "quote" in row:
            assert texts[row["document"]][row["start"] : row["end"]] == row["quote"]
        for mention in row.get("mentions", ()):
            assert texts[mention["document"]][mention["start"] : mention["end"]] == mention["text"]


def test_order_does_not_depend_on_how_the_record_came() -> None:
    case = record()
    turned = replace(
        case,
        documents=case.documents[::-1],
        claims={key: value[::-1] for key, value in reversed(case.claims.items())},
        entities={key: value[::-1] for key, value in reversed(case.entities.items())},
        questions=case.questions[::-1],
        joins=case.joins[::-1],
    )
    assert list(jsonl.lines(turned)) == list(jsonl.lines(case))


def test_a_question_names_conflicts_groups_and_its_sentence() -> None:
    row = next(row for row in exported() if row["type"] == "question" and row["conflicts"])
    assert row["sentence"].startswith("8 claims in 4 documents fall into 5 groups")
    assert sorted(sum(row["groups"], [])) == sorted(row["claims"])


@pytest.mark.parametrize(
    "value, written",
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-cmd", "'-cmd"),
        ("@SUM", "'@SUM"),
        ("\tx", "'\tx"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        (-3, "-3"),
        (300, "300"),
        (None, ""),
        (True, "true"),
        (["a", "ب"], '["a", "ب"]'),
        ("plain", "plain"),
        ("a\ud800b", "a\\ud800b"),
    ],
)
def test_cells(value: object, written: str) -> None:
    assert to_csv.cell(value) == written


@given(st.text())
def test_no_cell_starts_a_formula(text: str) -> None:
    written = to_csv.cell(text)
    written.encode("utf-8")
    assert not written.lstrip().startswith(("=", "@", "＝")) and not written.startswith(("\t", "\r"))


def test_csv_files_hold_the_rows_of_the_export(tmp_path: Path) -> None:
    to_csv.export(record(), tmp_path)
    rows = exported()
    for kind in {row["type"] for row in rows}:
        with (tmp_path / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.DictReader(file))
        assert [row["id"] for row in found] == [row["id"] for row in rows if row["type"] == kind]


def test_a_lone_surrogate_is_escaped() -> None:
    case = record()
    odd = replace(case, documents=(replace(case.documents[0], path="a\udcff.txt"),))
    text = next(jsonl.lines(odd))
    text.encode("utf-8")
    assert json.loads(text)["document"] == "a\udcff.txt"
