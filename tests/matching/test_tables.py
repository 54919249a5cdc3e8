"""Tables: what is read, what is refused, and that nothing goes silently."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from muniment.errors import TableError
from muniment.matching.columns import as_toml, from_toml, guess
from muniment.matching.lists import read_list
from muniment.matching.tables import read_table


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "people.csv is empty"),
        (b"\n\n  \n", "people.csv is empty"),
        (b"1,Ali Rezaei,34\n2,Mina Noori,20\n", "line 1, column 1: a number stands where a header should"),
        (b"id,name,name\n1,A B,C D\n", "line 1, column 3: the header 'name' stands there twice"),
        (b"id,name\n1,Ali Rezaei\n1,Mina Noori\n", "line 3, column 'id': the id stands on line 2 already"),
        (b"id,name\n1,Ali Rezaei\n,Mina Noori\n", "line 3, column 'id': the id is missing"),
        (b"id,name\n1,Ali,Rezaei,x\n", "line 2, column 3: 4 cells under 2 headers"),
        (b"a,b\n1,2\n", "line 1: no column of names is known"),
        ("id,name\n1,علی رضایی\n".encode() + "2,محمد\n".encode("cp1256"), "line 3: this line is not UTF-8"),
        (b"id,name\n1,a\0b\n", "holds bytes that no text has"),
        (b"PK\x03\x04 no workbook", "not an XLSX workbook"),
    ],
)
def test_bad_tables_are_refused_plainly(data: bytes, said: str) -> None:
    with pytest.raises(TableError, match=said.replace("(", r"\(")):
        read_list("people.csv", data)


def test_every_row_has_a_fate() -> None:
    text = "id,name,age\n1,Ali Rezaei,34\n\n,,\nid,name,age\n2,unknown,\n3,=HYPERLINK(1),5\n"
    people, _ = read_list("a/people.csv", text.encode())
    assert people.name == "people"
    assert people.ids == ("1", "2", "3")
    fates = dict(people.fates)
    assert fates[2] == "read"
    assert fates[4] == "empty row"
    assert fates[5] == "the header again"
    assert "too thin" in fates[6]
    assert people.record(2).cells[1] == ("name", "=HYPERLINK(1)")


def test_headers_in_four_languages() -> None:
    for header, roles in (
        ("No,Full Name,Father's name,Sex,Age,DOB,Date of death,City", "id name father sex age born died place"),
        ("ردیف,نام,نام خانوادگی,نام پدر,جنسیت,سن,تاریخ تولد,محل", "id name surname father sex age born place"),
        ("الرقم,الاسم,الجنس,العمر,تاريخ الميلاد,المدينة", "id name sex age born place"),
        ("Código,Nombre,Apellidos,Sexo,Edad,Fecha de nacimiento", "id name surname sex age born"),
    ):  # fmt: skip
        assert set(guess(header.split(","), []).roles) == set(roles.split())


def test_a_mapping_can_be_kept_and_changed() -> None:
    mapping = guess(["id", "name", "en_name", "dob"], [])
    assert mapping.roles["other_name"] == ("en_name",)
    again = from_toml(as_toml(mapping))
    assert again.roles == mapping.roles
    told = from_toml('name = ["en_name"]\n[calendars]\nborn = "jalali"\n')
    assert told.calendars["born"] == "jalali"
    with pytest.raises(TableError, match="a column can be"):
        from_toml('nmae = ["x"]')
    with pytest.raises(TableError, match="no column 'gone'"):
        read_list("l.csv", b"id,name\n1,A B\n", mapping=from_toml('name = ["gone"]'))


def test_a_workbook_is_read_with_its_sheet() -> None:
    book = Workbook()
    book.active.append(["id", "name", "dob"])
    book.active.append([1, "علی رضایی", None])
    book.create_sheet("other")
    out = io.BytesIO()
    book.save(out)
    people, _ = read_list("list.xlsx", out.getvalue())
    assert people.ids == ("1",)
    assert people.sheet == "Sheet"
    assert any("1 others are not" in note for note in people.notes)
    with pytest.raises(TableError, match="no sheet 'x'"):
        read_table("list.xlsx", out.getvalue(), sheet="x")


def test_marks_many_columns_and_a_huge_name() -> None:
    header = ["id", "name", *(f"c{n}" for n in range(500))]
    rows = [["\u200f7\u200e", "\u202bعلی رضایی\u202c", *["x"] * 500], ["8", "ب" * 30_000, *["y"] * 500]]
    text = "\n".join(",".join(row) for row in [header, *rows])
    people, _ = read_list("wide.csv", text.encode("utf-16"))
    assert people.ids == ("7", "8")
    assert people.names[0] == "علی رضایی"
    assert any("30,000 characters is cut" in note for note in people.notes)


def test_ages_that_say_nothing() -> None:
    rows = [f"{n},Ali Rezaei,{n % 60 + 1}" for n in range(300)] + [f"{n},Ali Rezaei,0" for n in range(300, 400)]
    people, _ = read_list(
        "a.csv", ("id,name,age\n" + "\n".join([*rows, "x,Ali,-1", "y,Ali,6 months", "z,Ali,۳۴"])).encode()
    )
    record = people.record
    assert record(350).age is None
    assert record(400).age is None
    assert record(402).age == 34
    assert any("read as not known" in note for note in people.notes)
