"""Lists linked: what must hold for every list, and how well made-up ones are linked."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from muniment.errors import TableError
from muniment.matching import NameModel, load_model
from muniment.matching.lists import (
    LinkOptions,
    draw,
    link,
    link_files,
    read_decisions,
    read_list,
    read_model,
    read_people,
)
from muniment.matching.person_lists import PersonList
from muniment.matching.skeletons import skeletons
from muniment.records import MatchDecision, PersonRecord, Verdict

PERSIAN = """شماره,نام,نام پدر,سن,جنسیت
1,علی رضایی,حسن,34,مرد
2,مریم نوری,احمد,21,زن
3,مجهول,,,
4,کاوه شریفی,بهرام,50,مرد
"""
LATIN = "No,Name,Father,Age,Sex\n10,Ali Rezaei,Hassan,34,m\n11,Maryam Noury,Ahmad,22,f\n12,Reza Karimi,,40,m\n"


@pytest.fixture(scope="module")
def model() -> NameModel:
    return load_model()


@pytest.fixture(scope="module")
def two() -> tuple[PersonList, PersonList]:
    return read_list("persian.csv", PERSIAN.encode())[0], read_list("latin.csv", LATIN.encode())[0]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_two_scripts(model: NameModel, two: tuple[PersonList, PersonList]) -> None:
    files = link_files(link(two, model))
    likely = {(row["left_id"], row["right_id"]) for row in rows(files["links.csv"]) if float(row["probability"]) > 0.5}
    assert likely == {("1", "10"), ("2", "11")}
    assert all(row["reasons"] and row["left_list"] == "persian" for row in rows(files["links.csv"]))
    people = rows(files["people.csv"])
    assert [(row["list"], row["id"]) for row in people] == [
        *(("persian", i) for i in "1234"),
        *(("latin", i) for i in ("10", "11", "12")),
    ]
    assert len({row["person"] for row in people}) == 5
    assert "too thin" in files["rows.csv"]
    assert "default-src 'none'" in files["report.html"] and "<script" not in files["report.html"]


def test_decisions_hold_and_can_be_undone(model: NameModel, two: tuple[PersonList, PersonList]) -> None:
    one, other = ("persian", "1"), ("latin", "10")
    said = read_decisions("left_list,left_id,right_list,right_id,decision,who\npersian,1,latin,10,different,A\n")
    parted = link(two, model, decisions=said)
    assert not any({one, other} <= set(person.members) for person in parted.people)
    again = link(two, model, decisions=(*said, MatchDecision(one, other, Verdict.SAME)))
    assert any({one, other} <= set(person.members) for person in again.people)
    forced = link(two, model, decisions=[MatchDecision(("persian", "4"), ("latin", "12"), Verdict.SAME, "B")])
    assert any({("persian", "4"), ("latin", "12")} <= set(person.members) for person in forced.people)
    drawn = draw(forced, draws=20)
    assert (drawn.partitions[:, 3] == drawn.partitions[:, 6]).all()


def test_an_accused_person_is_joined_by_a_decision_only(model: NameModel) -> None:
    def people(accused: bool) -> tuple[PersonList, ...]:
        return PersonList.of(
            PersonRecord(list=of, id="1", name="Behrouz Karimi", age=50, father="Hassan", sex="m", accused=accused)
            for of in ("a", "b")
        )

    assert len(link(people(False), model).people) == 1
    charged = link(people(True), model)
    assert len(charged.people) == 2
    assert charged.link(0).barred
    same = MatchDecision(("a", "1"), ("b", "1"), Verdict.SAME)
    assert len(link(people(True), model, decisions=[same]).people) == 1


def test_names_alone_join_nothing_across_lists(model: NameModel) -> None:
    lists = PersonList.of(PersonRecord(list=of, id="1", name="Ardeshir Khosravani", sex="m") for of in ("a", "b"))
    linked = link(lists, model)
    assert len(linked) == 1 and linked.link(0).barred and len(linked.people) == 2
    assert len(link(lists, model, options=LinkOptions(name_alone=True, threshold=0.1)).people) == 1


def test_ids_stay_when_records_come(model: NameModel, two: tuple[PersonList, PersonList]) -> None:
    before = link(two[:1], model)
    known = read_people(link_files(before)["people.csv"])
    after = link(two, model, known=known)
    now = {key: person.id for person in after.people for key in person.members}
    assert all(now[key] == old for key, old in known.items())
    assert now["latin", "10"] == known["persian", "1"]
    with pytest.raises(TableError, match="none of the records"):
        link(two, model, known={("other", "1"): "P1"})


def test_a_model_can_be_used_again(model: NameModel, two: tuple[PersonList, PersonList]) -> None:
    linked = link(two, model)
    again = link(two, model, weights=read_model(link_files(linked)["model.json"]))
    assert np.allclose(again.probability, linked.probability)
    with pytest.raises(TableError, match="no model of links"):
        read_model("{}")


def test_one_record_and_records_all_alike(model: NameModel) -> None:
    one = read_list("one.csv", b"id,name\n1,Ali Rezaei\n")[0]
    assert len(link([one], model).people) == 1
    alike = "id,name,father,dob\n" + "\n".join(f"{n},Ali Rezaei,Hassan,1950-02-03" for n in range(3000))
    linked = link([read_list("alike.csv", alike.encode())[0]], model)
    assert linked.account.pairs_compared < 4_600_000
    assert len(linked.people) < 3000


def test_lists_of_one_name_are_refused(model: NameModel, two: tuple[PersonList, PersonList]) -> None:
    with pytest.raises(TableError, match="two lists are called 'latin'"):
        link([two[1], two[1]], model)
    with pytest.raises(TableError, match="no list was given"):
        link([], model)
    with pytest.raises(TableError, match="no list is called 'x'"):
        link(two, model, options=LinkOptions(duplicate_free=("x",)))


def test_one_to_one_where_a_list_is_free(model: NameModel) -> None:
    left = read_list("l.csv", b"id,name,age\n1,Ali Rezaei,34\n")[0]
    right = read_list("r.csv", b"id,name,age\n1,Ali Rezaei,34\n2,Ali Rezaei,34\n")[0]
    linked = link([left, right], model, options=LinkOptions(duplicate_free=("l", "r")))
    assert max(len(person.members) for person in linked.people) <= 2
    assert linked.probability.sum() <= 1.0 + 1e-9
    drawn = draw(linked, draws=50, seed=3)
    assert not (drawn.partitions[:, 1] == drawn.partitions[:, 2]).any()


def test_draws_are_the_same_for_the_same_seed(model: NameModel, two: tuple[PersonList, PersonList]) -> None:
    linked = link(two, model)
    a, b = draw(linked, draws=30, seed=5), draw(linked, draws=30, seed=5)
    assert (a.partitions == b.partitions).all()
    low, high = a.interval()
    assert low <= 5 <= high
    with pytest.raises(TableError, match="at least one"):
        draw(linked, draws=0)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("محمد", "mohammad"), ("حسین", "hossein"), ("رضا", "reza"), ("رضا", "rida"), ("قاسم", "ghasem"),
        ("خديجه", "khadija"), ("پرویز", "parviz"), ("المصري", "masri"),
    ],
)  # fmt: skip
def test_skeletons_meet_across_scripts(arabic: str, latin: str) -> None:
    assert set(skeletons(arabic.replace("ي", "ی"), "arabic")) & set(skeletons(latin, "latin"))
