"""The interface's languages: every message has words, and numbers and times are those of the language."""

from __future__ import annotations

import re

import pytest

from muniment.pages.catalogue import PACKAGE, template, written
from muniment.pages.language import available, key, known, language
from muniment.pages.times import in_words
from muniment.pages.words import sentence
from muniment.records import Question

#: what a `%(name)s` looks like
PLACE = re.compile(r"%\((\w+)\)s")


def test_the_template_lists_every_message_of_the_package() -> None:
    assert (PACKAGE / "locale" / "muniment.pot").read_bytes() == written(template()), (
        "run python -m muniment.pages.catalogue"
    )
    assert {key(message.id) for message in template() if message.id} == known()


@pytest.mark.parametrize("code", [code for code in available() if code != "en"])
def test_a_catalogue_has_words_for_every_message(code: str) -> None:
    spoken = language(code)
    assert spoken.missing == ()
    for message, words in spoken.messages.items():
        assert sorted(PLACE.findall(message)) == sorted(PLACE.findall(words)), message


def test_directions() -> None:
    assert [language(code).direction for code in ("en", "fa", "ar")] == ["ltr", "rtl", "rtl"]


@pytest.mark.parametrize(
    "code, number, words",
    [("en", 30000, "30,000"), ("fa", 30000, "۳۰٬۰۰۰"), ("ar", 1.5, "١٫٥"), ("en", 300.0, "300")],
)
def test_numbers(code: str, number: float, words: str) -> None:
    assert language(code).number(number) == words


@pytest.mark.parametrize(
    "edtf, words",
    [
        ("1988", "1988"),
        ("1988-07", "July 1988"),
        ("1988-07-19", "19 July 1988"),
        ("1988-22", "summer 1988"),
        ("198X", "the 1980s"),
        ("1988~", "about 1988"),
        ("1988-22/1988-23", "summer 1988 to autumn 1988"),
        ("1994/..", "from 1994"),
        ("../1994-05", "until May 1994"),
        ("1988-07?", "July 1988 (uncertain)"),
        ("1988-13", "1988-13"),
        ("something", "something"),
    ],
)
def test_times_in_words(edtf: str, words: str) -> None:
    assert in_words(language("en"), edtf) == words


def test_times_in_persian() -> None:
    assert in_words(language("fa"), "1988-22") == "تابستان ۱۹۸۸"


def test_the_sentence_is_the_records_own() -> None:
    for claims, groups in ((("d-1",), (("d-1",),)), (("d-1", "e-2"), (("d-1", "e-2"),))):
        question = Question("q", "e", "killed", "p", None, claims, groups)
        documents = len({one.split("-")[0] for one in claims})
        assert sentence(language("en"), len(claims), documents, len(groups)) == question.sentence


def test_mixed_text_is_isolated() -> None:
    assert language("en").isolated("بندر") == "\u2068بندر\u2069"
    assert language("fa").isolated("بندر") == "بندر"
