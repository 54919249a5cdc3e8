"""Names across scripts and spellings: what is one name, what is another, and nothing that crashes."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muniment.errors import TableError
from muniment.matching import (
    NameModel,
    compare,
    compare_table,
    index,
    load_model,
    save_model,
    score_table,
    search,
    train_names,
)
from muniment.matching.spelling import spell


@pytest.fixture(scope="module")
def model() -> NameModel:
    return load_model()


ONE_NAME = [
    ("Nouri", "نوری"),
    ("Noury Karimi", "Nouri Karimi"),
    ("Mohammad Reza Karimi", "محمدرضا کریمی"),
    ("Mohammadreza Karimi", "محمد رضا كريمي"),
    ("Fathollah Azizi", "فتح الله عزیزی"),
    ("Gholam-Ali Rostami", "غلامعلی رستمی"),
    ("Karimi, Hossein", "حسین کریمی"),
    ("Abdulrahman al-Khatib", "عبد الرحمن الخطيب"),
    ("Youssef Haddad", "يوسف حداد"),
    ("Dr. Sara Ahmadi", "سارا احمدی"),
    ("Sherko Azad", "شێرکۆ ئازاد"),
    ("José Núñez", "Jose Nunez"),
    ("شکرالله پاک نژاد", "شکر الله پاکنژاد"),
]
OTHER_NAMES = [
    ("Hasan Ahmadi", "Hossein Ahmadi"),
    ("Khomeini", "Khamenei"),
    ("خمینی", "Khamenei"),
    ("Ali Rezaei", "علی رستمی"),
    ("Maryam Sadeghi", "مهرداد صادقی"),
    ("Anton Morel", "Selma Orvik"),
]


@pytest.mark.parametrize(("a", "b"), ONE_NAME)
def test_spellings_of_one_name_are_alike(a: str, b: str, model: NameModel) -> None:
    assert compare(a, b, model).probability > 0.5


@pytest.mark.parametrize(("a", "b"), OTHER_NAMES)
def test_two_names_are_not(a: str, b: str, model: NameModel) -> None:
    assert compare(a, b, model).probability < 0.5


def test_names_that_differ_in_their_vowels_alone_are_told_apart_by_score_if_not_by_probability(
    model: NameModel,
) -> None:
    right, wrong = compare("Hossein Karimi", "حسین کریمی", model), compare("Hassan Karimi", "حسین کریمی", model)
    assert right.score > wrong.score + 0.2


def test_a_score_never_travels_without_its_reasons(model: NameModel) -> None:
    found = compare("Hossein Karimi", "کریمی حسین", model)
    assert any("matches" in reason for reason in found.reasons)
    assert "in another order" in found.reasons


@pytest.mark.parametrize("name", ["", "   ", "unknown", "مجهول", "Unidentified", "ناشناس", "???"])
def test_a_placeholder_is_missing_and_like_nothing(name: str, model: NameModel) -> None:
    assert spell(name).missing
    found = compare(name, name, model)
    assert found.probability == 0.0
    assert math.isfinite(found.score)


def test_an_infant_of_somebody_is_a_person_and_not_that_somebody(model: NameModel) -> None:
    assert not spell("Infant of Sara Karimi").missing
    assert (
        compare("Infant of Sara Karimi", "Sara Karimi", model).score
        < compare("Sara Karimi", "Sara Karimi", model).score
    )


def test_many_pairs_at_once_give_the_same_numbers(model: NameModel) -> None:
    pairs = [*ONE_NAME, *OTHER_NAMES, ("", "x"), ("Олег Петров", "Oleg Petrov")]
    one_by_one = [compare(a, b, model).score for a, b in pairs]
    assert np.allclose(score_table(pairs, model), one_by_one)


@settings(max_examples=150, deadline=None)
@example("A", "A0A0A0A0A0ء0ف")
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_gets_a_finite_score(a: str, b: str) -> None:
    model = load_model()
    found = compare(a, b, model)
    assert math.isfinite(found.score)
    assert 0.0 <= found.probability <= 1.0
    assert found.reasons
    assert compare(b, a, model).score == pytest.approx(found.score, abs=1e-6)


def test_a_name_of_ten_thousand_letters_costs_no_more_than_a_long_one(model: NameModel) -> None:
    assert math.isfinite(compare("ab" * 5000, "حسین" * 2500, model).score)


def test_a_model_comes_back_as_it_was_kept(model: NameModel) -> None:
    again = load_model(save_model(model))
    assert save_model(again) == save_model(model)
    pairs = [*ONE_NAME, *OTHER_NAMES]
    assert np.allclose(score_table(pairs, again), score_table(pairs, model), atol=1e-5)
    assert len(save_model(model)) < 500_000


def test_what_is_no_model_is_said_to_be_none() -> None:
    with pytest.raises(TableError, match="no name model"):
        load_model(b"not a model")


def test_a_users_own_pairs_teach_their_habits(model: NameModel) -> None:
    habit = [
        (f"{a}q", b) for a, b in [("Xosro", "خسرو"), ("Xalil", "خلیل"), ("Xadije", "خدیجه"), ("Xorshid", "خورشید")]
    ]
    taught = train_names(habit * 60, model)
    assert compare("Xosroq", "خسرو", taught).score > compare("Xosroq", "خسرو", model).score
    with pytest.raises(TableError, match="no pair of names"):
        train_names([("", "")], model)


def test_a_search_finds_the_name_in_another_script(model: NameModel) -> None:
    names = ["علی کریمی", "حسن رستمی", "زهرا احمدی", "حسین کریمی", "مجهول", "محمد صادقی"]
    found = search("Hossein Karimi", index(names), model, limit=3)
    assert found[0].name == "حسین کریمی"
    assert found[0].place == 3
    assert found[0].likeness.reasons
    assert search("unknown", index(names), model) == ()


def test_a_table_keeps_every_column_and_row_in_order(model: NameModel) -> None:
    table = 'id,b,note,a\n7,"کریمی، حسین",=1+1,Hossein Karimi\n3,علی,,\n'
    lines = list(compare_table(table, model))
    assert lines[0] == "id,b,note,a,score,probability,reasons\n"
    assert lines[1].startswith('7,"کریمی، حسین",=1+1,Hossein Karimi,') or lines[1].startswith("7,کریمی، حسین,=1+1,")
    assert lines[2].startswith("3,علی,,,-20.000000,0.000000,")
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("a,c\n1,2\n", "no column 'b'"),
        ("", "no column 'a'"),
        ("a,b,b\n1,2,3\n", "two columns are called 'b'"),
        ("a,b\n1,2,3\n", "line 2: 3 cells under 2 columns"),
    ],
)
def test_a_table_that_is_none_is_named(table: str, complaint: str, model: NameModel) -> None:
    with pytest.raises(TableError, match=complaint):
        list(compare_table(table, model))
