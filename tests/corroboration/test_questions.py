"""Questions: the same event, measure and population, and nothing else, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.corroboration import ask, resolve_times
from muniment.records import Claim, Question, Reading, Stance
from tests.corroboration.making import figure, published, reading


def asked(
    readings: Sequence[Reading], claims: Sequence[Claim], days: dict[str, str] | None = None
) -> tuple[Question, ...]:
    publications = {one.document: published(one.document, (days or {}).get(one.document)) for one in readings}
    return ask(claims, resolve_times(claims, publications, readings), publications, readings)


def together(questions: Sequence[Question], *claims: Claim) -> bool:
    return any({claim.id for claim in claims} <= set(question.claims) for question in questions)


def test_one_massacre_told_in_four_ways_is_one_question() -> None:
    a = reading("a", "In the summer of 1974, over 12,000 prisoners were executed in Varenia.")
    b = reading("b", "The 1974 massacre of 12000 prisoners is denied in Varenia to this day.")
    c = reading(
        "c",
        "In the summer and autumn of 1974 prisoners were brought before commissions.",
        "It was quick. Many "
        "were hanged in the autumn of 1974. After some months the death toll climbed to more than 12,000.",
    )
    d = reading(
        "d", "The capital was taken in July 1967. Seven years later, a crackdown left upwards of 12,000 people dead."
    )
    claims = [
        figure(a, "over 12,000 prisoners", "12,000", 12000, None),
        figure(b, "massacre of 12000 prisoners", "12000", 12000, 12000),
        figure(c, "more than 12,000", "12,000", 12000, None),
        figure(d, "upwards of 12,000 people", "12,000", 12000, None),
    ]
    questions = asked([a, b, c, d], claims)
    assert together(questions, *claims)
    assert len(questions) == 1
    assert questions[0].event == "1974 massacre"
    assert questions[0].conflicts == ()


def test_places_linked_by_a_conference_do_not_stand_among_the_dead() -> None:
    a = reading("a", "In 1974, over 12,000 prisoners were executed. A conference linked 12,000 locations in May 2020.")
    dead = figure(a, "over 12,000 prisoners", "12,000", 12000, None)
    places = figure(a, "12,000 locations", "12,000", 12000, 12000, measure="places", unit="locations")
    assert not together(asked([a], [dead, places]), dead, places)


def test_two_attacks_on_one_day_in_two_towns_are_two_questions() -> None:
    a = reading("a", "On 4 May 2021, 43 people were killed by a bomb in Herat.")
    b = reading("b", "At least 43 people were killed when a bomb went off in Herat on 4 May 2021.")
    c = reading("c", "On 4 May 2021, 15 people were killed by a bomb in Kandahar.")
    claims = [
        figure(a, "43 people", "43", 43, 43, where=("Herat",)),
        figure(b, "43 people", "43", 43, None, where=("Herat",)),
        figure(c, "15 people", "15", 15, 15, where=("Kandahar",)),
    ]
    questions = asked([a, b, c], claims)
    assert together(questions, *claims[:2])
    assert not together(questions, claims[0], claims[2])
    assert len(questions) == 2


def test_two_years_are_two_questions_though_the_number_is_the_same() -> None:
    a = reading("a", "In November 2019, 300 protesters were shot in Varenia.")
    b = reading("b", "In November 2022, 300 protesters were shot in Varenia.")
    claims = [figure(a, "300 protesters", "300", 300, 300), figure(b, "300 protesters", "300", 300, 300)]
    assert len(asked([a, b], claims)) == 2


def test_deaths_of_a_disease_are_not_those_of_a_shooting() -> None:
    a = reading("a", "In March 2020, 500 people in Varenia were shot dead by soldiers.")
    b = reading("b", "In March 2020, 500 people in Varenia died of cholera.")
    claims = [figure(a, "500 people", "500", 500, 500), figure(b, "500 people", "500", 500, 500)]
    assert len(asked([a, b], claims)) == 2


def test_children_and_members_of_a_group_are_sub_questions() -> None:
    a = reading(
        "a",
        "In May 2011, 900 people were killed in Varenia by shelling, among them 120 children.",
        "In May 2011, 900 people were killed in Varenia by shelling; 90% of them were members of the Free Land Party.",
    )
    b = reading("b", "Shelling killed 900 people in Varenia in May 2011, 80 percent of whom were Free Land supporters.")
    whole = figure(a, "900 people", "900", 900, 900)
    children = figure(a, "120 children", "120", 120, 120, unit="children")
    share = figure(a, "90% of them", "90%", 90, 90, unit="percent", share_of="900 people")
    other = figure(b, "80 percent", "80 percent", 80, 80, unit="percent", share_of="900 people")
    questions = asked([a, b], [whole, children, share, other])
    by_claim = {claim: question for question in questions for claim in question.claims}
    assert by_claim[children.id].population == "children"
    assert by_claim[children.id].part_of == by_claim[whole.id].id
    assert by_claim[share.id].part_of == by_claim[whole.id].id
    assert by_claim[share.id] is by_claim[other.id]
    assert [conflict.kind for conflict in by_claim[share.id].conflicts] == ["conflict"]
    assert by_claim[whole.id].part_of is None


def test_a_time_told_in_passing_gives_way_to_the_one_that_others_say() -> None:
    a = reading(
        "a",
        "In November 2019 a rising began. It had the slogans of a similar one in January 2018. The guard "
        "opened fire on "
        "crowds of peaceful protesters, killing approximately 1,700.",
    )
    b = reading("b", "In November 2019 the guard opened fire on crowds, killing 1,700 peaceful protesters.")
    claims = [figure(a, "approximately 1,700", "1,700", 1700, 1700), figure(b, "1,700 peaceful", "1,700", 1700, 1700)]
    assert together(asked([a, b], claims), *claims)


def test_a_question_is_named_by_its_lowest_claim_and_stays_when_more_is_found() -> None:
    a = reading("a", "In the summer of 1974, over 12,000 prisoners were executed in Varenia.")
    b = reading("b", "The 1974 massacre of 12000 prisoners is denied in Varenia to this day.")
    first = figure(a, "over 12,000 prisoners", "12,000", 12000, None)
    more = figure(b, "massacre of 12000 prisoners", "12000", 12000, 12000)
    (before,) = asked([a], [first])
    (after,) = asked([a, b], [more, first])
    assert before.id == after.id == f"question-{first.id}"
    assert after.claims == (first.id, more.id)
    assert after.sentence.startswith("2 claims in 2 documents fall into 2 groups")


def test_the_order_of_what_comes_in_changes_nothing() -> None:
    texts = [
        reading(name, f"On {day} May 2021, {dead} people were killed by a bomb in Herat and {hurt} were injured.")
        for name, day, dead, hurt in (("a", 4, 43, 90), ("b", 4, 45, 80), ("c", 9, 12, 30), ("d", 9, 12, 35))
    ]
    claims = [figure(one, f"{n} people", str(n), n, n) for one, n in zip(texts, (43, 45, 12, 12), strict=True)]
    assert asked(texts, claims) == asked(texts[::-1], claims[::-1])


def test_kinds_of_speaker_that_are_silent_are_named() -> None:
    a = reading("a", "In May 2011, the UN said that 900 people were killed; a court spoke of 880 people.")
    claims = [
        figure(a, "900 people", "900", 900, 900, speaker="the UN"),
        figure(a, "880 people", "880", 880, 880, speaker="a court of appeal"),
    ]
    (question,) = asked([a], claims)
    assert question.absent == ("state", "other side", "survivor")
    assert question.named_sources == 2


def test_a_denied_number_stands_with_the_one_that_is_affirmed() -> None:
    a = reading("a", "We are not talking about 1,000 units. We are talking about tens of thousands of units.")
    denied = figure(a, "1,000 units", "1,000", 1000, 1000, measure="other", unit="units", stance=Stance.DENIED)
    told = figure(a, "tens of thousands of units", "tens of thousands", 20000, 99999, measure="other", unit="units")
    assert together(asked([a], [denied, told]), denied, told)
