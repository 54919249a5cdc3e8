"""Plain text: encodings, line ends, offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.errors import NotRead
from muniment.intake import Limits
from muniment.intake.encoding import decode
from muniment.intake.readers import text as reader
from muniment.records import Role
from tests.intake.making import reading, words

LIMITS = Limits()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_the_encoding_is_found(encoding: str) -> None:
    said = "The café on the quay was hit twice; “nobody” was told why. " * 5
    text = reader.read(said.encode(encoding), limits=LIMITS).text
    assert text.lstrip("\ufeff") == said


def test_persian_in_an_old_code_page_is_read() -> None:
    said = "السلام عليكم ورحمة الله وبركاته قتل عشرون شخصا في المدينة يوم الخميس الماضي " * 4
    assert decode(said.encode("cp1256"))[0] == said


def test_line_ends_and_mark_stay_characters() -> None:
    raw = "\ufeffOne line.\r\nAnother line.\rA third.\n".encode()
    made = reading(raw)
    assert made.text == raw.decode("utf-8")
    assert [made.text[one.start : one.end] for one in made.passages][-1] == "A third."


def test_a_few_broken_bytes_do_not_change_the_rest() -> None:
    raw = "Der Fluss trat über die Ufer. ".encode() * 40 + b"\xff" + " Später nicht mehr.".encode()
    text, encoding = decode(raw)
    assert encoding == "utf-8" and text.count("\ufffd") == 1 and "Später" in text


@pytest.mark.parametrize(("raw", "code"), [(b"", "empty"), (bytes(range(256)) * 20, "binary"), (b"\0" * 900, "binary")])
def test_what_is_no_text_is_said_so(raw: bytes, code: str) -> None:
    with pytest.raises(NotRead) as caught:
        reading(raw)
    assert caught.value.code == code


def test_a_long_line_is_cut_with_a_warning() -> None:
    made = reading(b"word " * 10_000, limits=Limits(largest_text=1_000))
    assert len(made.text) == 1_000 and "largest_text" in made.warnings[0]


def test_a_file_over_the_limit_is_not_read() -> None:
    with pytest.raises(NotRead, match="largest_file"):
        reading(b"word " * 100, limits=Limits(largest_file=10))


def test_markdown_headings_are_headings_without_their_marks() -> None:
    made = reading("# No grave at the quarry\n\nThe office denies that there is a grave at the quarry of Tolm.\n")
    assert words(made, Role.HEADING) == ["No grave at the quarry"]


def test_lines_broken_at_a_width_are_one_paragraph() -> None:
    lines = [
        "The commission heard seventy witnesses in public and found that the dead",
        "had been shot from the roof of the mill by men of the second company, who",
        "had been told to leave nobody.",
    ]
    made = reading("\n".join(lines) + "\n\n" + "\n".join(lines) + "\n")
    assert [len(one.splitlines()) for one in words(made)] == [3, 3]


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_whatever_the_bytes_only_not_read_is_raised(raw: bytes) -> None:
    try:
        made = reading(raw)
    except NotRead as error:
        assert error.code in ("empty", "binary", "damaged", "not-supported", "needs-tesseract")
    else:
        assert all(one.end <= len(made.text) for one in made.passages)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    raw = text.encode("utf-8")
    try:
        got, encoding = decode(raw)
    except NotRead:
        return
    if encoding == "utf-8":
        assert got == text
