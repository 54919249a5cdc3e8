"""Origins: each rule on invented texts, what must not be joined, and that claims are joined and not documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from muniment.corroboration import ask, find_origins, grouped, groups, resolve_times
from muniment.records import Claim, Custody, Document, Evidence, Involvement, Join, Question, Reading, Role, Rule, cite
from tests.corroboration.making import attribution, figure, notice, reading, span

BACKGROUND = (
    "Rescuers worked through the night by the light of car headlamps, pulling the injured out with their bare hands "
    "while relatives stood behind a rope and called out the names of those they were looking for."
)


def weighed(
    readings: Sequence[Reading], claims: Sequence[Claim] = (), **more: Any
) -> tuple[tuple[Question, ...], tuple[Join, ...]]:
    questions = ask(claims, resolve_times(claims, {}, readings), {}, readings)
    joins = find_origins(more.pop("documents", ()), readings, claims, questions, **more)
    return grouped(questions, joins, claims), joins


def pairs(joins: Iterable[Join], rule: Rule) -> set[tuple[str, str]]:
    return {(join.a, join.b) for join in joins if join.rule is rule and not join.offered}


def dead(of: Reading, speaker: str | tuple[str, ...] = (), number: str = "43") -> Claim:
    return figure(of, f"{number} people", number, float(number), float(number), speaker=speaker, where=("Herat",))


def test_the_same_paragraph_in_two_reports_joins_what_they_tell_in_it() -> None:
    a = reading("a", f"On 4 May 2021, 43 people were killed in Herat. {BACKGROUND}", "The mayor resigned a day later.")
    b = reading("b", "Nobody slept in the town.", f"On 4 May 2021 43 people died in Herat. {BACKGROUND}")
    c = reading("c", "On 4 May 2021, 43 people were killed in Herat. Our reporter counted the graves herself.")
    (question,), joins = weighed([a, b, c], [dead(a), dead(b), dead(c)])
    assert pairs(joins, Rule.SAME_WORDS) == {("a", "b")}
    (join,) = (join for join in joins if join.rule is Rule.SAME_WORDS)
    assert join.score is not None
    assert 0.3 < join.score < 1
    for evidence in join.evidence:
        assert evidence.a is not None
        assert evidence.b is not None
        assert a.text[evidence.a.start : evidence.a.end] == evidence.a.quote
        assert b.text[evidence.b.start : evidence.b.end] == evidence.b.quote
    assert [len(group) for group in question.groups] == [2, 1]
    assert "3 claims in 3 documents fall into 2 groups" in question.sentence


def test_names_and_dates_alone_are_no_copying() -> None:
    name = (
        "the National Council for the Rebuilding of the Province of Greater Herat and Its Dependent Districts (NCRPH)"
    )
    a = reading("a", f"In the summer of 1988 {name} met for the first time and argued about the water.")
    b = reading("b", f"Few people remember why {name} was dissolved in the summer of 1988 by its own founders.")
    assert pairs(weighed([a, b])[1], Rule.SAME_WORDS) == set()


def test_a_statement_that_both_quote_is_a_cited_source_and_no_copying() -> None:
    statement = "“we regret what happened but our forces acted strictly within the law and under fire from armed men”"
    a = reading("a", f"Colonel Reval told the press that {statement}. The bazaar stayed shut on Friday and Saturday.")
    b = reading("b", f"It was dark when Reval stepped out. He read a page: {statement}. Then he left by the back door.")
    joins = weighed([a, b])[1]
    assert pairs(joins, Rule.SAME_WORDS) == set()
    assert pairs(joins, Rule.SAME_CITED_SOURCE) == {("a", "b")}


def test_what_both_report_of_one_speaker_is_a_cited_source_too() -> None:
    report = "the soldiers had been sent to protect the warehouse and had only fired when stones were thrown at them"
    a = reading("a", f"Reval said {report}. Nobody else saw stones.")
    b = reading("b", f"According to Tomas Reval, {report}. He gave no names.")
    claims = [attribution(a, report, "Reval", "indirect"), attribution(b, report, "Tomas Reval", "indirect")]
    joins = weighed([a, b], claims)[1]
    assert pairs(joins, Rule.SAME_WORDS) == set()
    assert pairs(joins, Rule.SAME_CITED_SOURCE) == {("a", "b")}
    assert "Reval" in joins[0].evidence[0].note
    other = [claims[0], attribution(b, report, "Ilse Dorn", "indirect")]
    assert pairs(weighed([a, b], other)[1], Rule.SAME_WORDS) == {("a", "b")}


def test_an_article_that_quotes_two_sources_does_not_chain_them() -> None:
    a = reading("a", "On 4 May 2021, the UN Mission said, 43 people were killed in Herat.")
    b = reading("b", "On 4 May 2021 43 people were killed in Herat, the UN Mission said. Sana Omar saw 43 people dead.")
    c = reading("c", "On 4 May 2021, Sana Omar told us, 43 people were killed in Herat.")
    eyewitness = figure(b, "Sana Omar saw 43 people", "43", 43, 43, speaker="Sana Omar", where=("Herat",))
    claims = [dead(a, "UN Mission"), dead(b, "UN Mission"), eyewitness, dead(c, "Sana Omar")]
    (question,), joins = weighed([a, b, c], claims)
    assert len(question.claims) == 4
    assert sorted(question.groups) == sorted(((claims[0].id, claims[1].id), (claims[2].id, claims[3].id)))
    assert groups(question, joins, [Rule.SAME_WORDS]) == tuple((claim,) for claim in question.claims)


def test_two_speakers_in_common_are_one_join_with_the_words_of_both() -> None:
    a = reading("a", "On 4 May 2021 43 people were killed in Herat, Sana Omar said. Ilse Dorn counted 44 people too.")
    b = reading(
        "b", "Sana Omar told us: 43 people were killed in Herat on 4 May 2021. Ilse Dorn counted 44 people dead."
    )
    claims = [dead(one, "Sana Omar") for one in (a, b)]
    claims += [figure(one, "44 people", "44", 44, 44, speaker="Ilse Dorn", where=("Herat",)) for one in (a, b)]
    joins = weighed([a, b], claims)[1]
    assert len({join.id for join in joins}) == len(joins)
    (join,) = (join for join in joins if join.rule in (Rule.SAME_SPEAKER, Rule.SAME_CITED_SOURCE))
    assert set(join.claims) == {(claims[0].id, claims[1].id), (claims[2].id, claims[3].id)}
    assert {"Omar" in one.note for one in join.evidence} == {True, False}


def test_a_source_further_out_in_the_chain_is_a_common_cited_source() -> None:
    a = reading("a", "On 4 May 2021, 43 people were killed in Herat, Omar said, citing the Red Ledger.")
    b = reading("b", "The Red Ledger counts 43 people killed in Herat on 4 May 2021.")
    (question,), joins = weighed([a, b], [dead(a, ("Sana Omar", "the Red Ledger")), dead(b, "Red Ledger")])
    assert pairs(joins, Rule.SAME_CITED_SOURCE) == {("a", "b")}
    assert len(question.groups) == 1


def test_officials_without_a_name_join_nothing() -> None:
    a = reading("a", "On 4 May 2021, 43 people were killed in Herat, officials said.")
    b = reading("b", "Officials said 43 people were killed in Herat on 4 May 2021.")
    joins = weighed([a, b], [dead(a, "officials"), dead(b, "Officials")])[1]
    assert {join.rule for join in joins if not join.offered} == set()


def test_a_site_is_known_by_its_own_frame_and_not_by_what_all_sites_have() -> None:
    frame = "HomeVarenia WatchLetters & ExilesDispatches: "
    general = "Leave a Reply. Your email address will not be published. Required fields are marked *"
    a = reading(
        "a",
        (Role.FURNITURE, frame + "The Pits..."),
        "On 4 May 2021, 43 people died in Herat.",
        (Role.FURNITURE, general),
    )
    b = reading("b", (Role.FURNITURE, frame + "A Bridge..."), "43 people died in Herat on 4 May 2021, by night.")
    c = reading("c", "The mayor resigned.", (Role.FURNITURE, general))
    (question, *_), joins = weighed([a, b, c], [dead(a), dead(b)])
    assert pairs(joins, Rule.SAME_PUBLISHER) == {("a", "b")}
    (join,) = (join for join in joins if join.rule is Rule.SAME_PUBLISHER)
    assert join.evidence[0].a is not None
    assert join.evidence[0].a.quote.startswith("HomeVarenia WatchLetters & Exiles")
    assert len(question.groups) == 1


def test_a_publisher_does_not_stand_behind_what_others_say_in_its_pages() -> None:
    a = reading(
        "a", "On 4 May 2021, the UN Mission said, 43 people were killed in Herat.", publisher="The Harbour Gazette"
    )
    b = reading("b", "On 4 May 2021 Sana Omar saw 43 people die in Herat.", publisher="Harbour Gazette")
    (question,), joins = weighed([a, b], [dead(a, "UN Mission"), dead(b, "Sana Omar")])
    assert pairs(joins, Rule.SAME_PUBLISHER) == {("a", "b")}
    assert len(question.groups) == 2


def test_one_source_address_is_one_publisher() -> None:
    a, b = reading("a", "One thing happened."), reading("b", "Another thing did.")
    documents = [
        Document(name, f"{name}.html", "0" * 64, 1, Custody(source_url=f"https://{host}/{name}"))
        for name, host in (("a", "www.gazette.example"), ("b", "gazette.example"))
    ]
    assert pairs(weighed([a, b], documents=documents)[1], Rule.SAME_PUBLISHER) == {("a", "b")}


def test_republication_by_notice_and_by_dateline() -> None:
    a = reading("a", "The mayor resigned.", (Role.FURNITURE, "This article was first published by orun-press"))
    a = dataclasses.replace(a, notices=(notice(a, "first published by orun-press", "orun-press"),))
    b = reading("b", "HERAT, May 4 (Orun Press) – The bazaar stayed shut.", publisher="A Portal")
    c = reading("c", "Water is short in the valley.", publisher="Orun Press")
    d = reading("d", "Water is short in the hills too.", publisher="Meridian News")
    joins = weighed([a, b, c, d])[1]
    assert pairs(joins, Rule.REPUBLICATION) == {("a", "b")}
    # another text of the publisher that was named: its publisher is all they have in common
    assert pairs(joins, Rule.SAME_PUBLISHER) == {("a", "c"), ("b", "c")}


def office(of: Reading, words: str, person: str, body: str) -> Claim:
    at = span(of, words)
    return Claim(
        f"{of.document}-role-{at.start}-{at.end}",
        cite(of.document, of.text, at),
        Involvement(person, "spokesman", body=body),
        "made",
        "1",
    )


@pytest.mark.parametrize(
    ("party", "arm"), [("Ministry of Defence", "Sword Brigade"), ("Free Land Front", "Front of the East")]
)
def test_declared_parties_are_joined_alike_whichever_side_they_are_of(party: str, arm: str) -> None:
    a = reading("a", f"On 4 May 2021, 43 people were killed in Herat, Omid Sar said. Sar, spokesman of the {party}.")
    b = reading(
        "b",
        f"On 4 May 2021, 43 people were killed in Herat, the {arm} said. The {arm}, affiliated with the "
        f"{party}, was named.",
    )
    claims = [dead(a, "Omid Sar"), dead(b, arm), office(a, "Sar, spokesman of", "Omid Sar", party)]
    (question,), joins = weighed([a, b], claims)
    (join,) = (join for join in joins if join.rule is Rule.DECLARED_PARTY)
    assert (join.a, join.b, join.question) == ("a", "b", question.id)
    assert join.evidence[0].b is not None
    assert f"affiliated with the {party}" in join.evidence[0].b.quote
    assert len(question.groups) == 1


def test_twenty_five_wire_reports_of_one_event_are_as_many_groups_as_agencies() -> None:
    leads = {
        "orun": "A bomb hidden in a fruit cart ripped through the crowded bazaar as the midday prayer was about to end",
        "meridian": "Families were still searching the wards for children who had gone out for bread and "
        "never came home",
        "halden": "An emergency session of parliament was called and the currency fell by two per cent in thin trading",
    }
    readings, claims = [], []
    for at in range(25):
        lead = leads[("orun", "meridian", "halden")[at % 3]]
        one = reading(
            f"d{at:02d}",
            f"On 4 May 2021, 43 people were killed in Herat. {lead}, report number {at} of our desk adds.",
            f"Local colour number {at}: the tea house at corner {at * 7} had just been painted.",
        )
        readings.append(one)
        claims.append(dead(one))
    (question,), joins = weighed(readings, claims)
    assert len(question.claims) == 25
    assert sorted(len(group) for group in question.groups) == [8, 8, 9]
    assert all(int(a[1:]) % 3 == int(b[1:]) % 3 for a, b in pairs(joins, Rule.SAME_WORDS))
    assert len(pairs(joins, Rule.SAME_WORDS)) == 8 * 7 // 2 * 2 + 9 * 8 // 2


def test_mirrors_of_one_page_are_one_group_even_when_they_are_very_many() -> None:
    page = (
        "The covered bazaar had been built in the years of the first republic and served some forty "
        "thousand people. On 4 "
        "May 2021, 43 people were killed in Herat. A commission of inquiry was announced, postponed "
        "twice, and dissolved "
        "without having heard a single relative. A monument by the river was taken away at night."
    )
    readings = [reading(f"d{at:03d}", page.replace("river", f"river {at}"), f"Mirror {at}.") for at in range(70)]
    other = reading("e", "On 4 May 2021, 43 people were killed in Herat, by our own count of the graves on the hill.")
    claims = [dead(one) for one in (*readings, other)]
    (question,), _ = weighed([*readings, other], claims)
    assert sorted(len(group) for group in question.groups) == [1, 70]


def test_boilerplate_of_very_many_documents_joins_none_of_them() -> None:
    plea = "Help us to keep telling these stories by becoming a member of our circle of friends and readers today."
    readings = [
        reading(
            f"d{at:03d}",
            f"Story {at} is about bridge {at * 3} and about well {at * 5} near it, told by hand {at}.",
            plea,
        )
        for at in range(60)
    ]
    assert weighed(readings)[1] == ()


def test_a_paraphrase_is_offered_and_joins_nothing() -> None:
    a = reading("a", "On 4 May 2021 masked guards dragged sleeping miners outside; 43 people were shot in Herat.")
    b = reading(
        "b", "In Herat on 4 May 2021, miners who were sleeping got dragged out by guards, masked, and 43 people shot."
    )
    (question,), joins = weighed([a, b], [dead(a), dead(b)])
    (offer,) = joins
    assert (offer.rule, offer.offered) == (Rule.PARAPHRASE, True)
    assert len(question.groups) == 2


def test_an_analysts_join_holds_with_its_reason() -> None:
    a = reading("a", "On 4 May 2021, 43 people were killed in Herat.")
    b = reading("b", "Herat mourns 43 people who were killed on 4 May 2021.")
    decided = Join("join-1", "a", "b", Rule.ANALYST, (Evidence(None, None, "one stringer wrote both"),))
    (question,), joins = weighed([a, b], [dead(a), dead(b)], analyst=[decided])
    assert len(question.groups) == 1
    assert joins[0].evidence[0].note == "one stringer wrote both"


def test_a_document_does_not_support_itself() -> None:
    a = reading(
        "a", "On 4 May 2021, 43 people were killed in Herat.", "The 43 people of 4 May 2021 were killed at noon."
    )
    again = figure(a, "The 43 people of 4 May 2021", "43", 43, 43, where=("Herat",))
    (question,), _ = weighed([a], [dead(a), again])
    assert len(question.claims) == 2
    assert len(question.groups) == 1


def test_the_order_of_what_comes_in_changes_nothing() -> None:
    a = reading("a", f"On 4 May 2021, 43 people were killed in Herat. {BACKGROUND}")
    b = reading("b", f"Nobody slept. On 4 May 2021 43 people died in Herat. {BACKGROUND}")
    c = reading("c", "On 4 May 2021, 43 people were killed in Herat, the UN Mission said.")
    d = reading("d", "The UN Mission counts 43 people killed in Herat on 4 May 2021.")
    claims = [dead(a), dead(b), dead(c, "UN Mission"), dead(d, "UN Mission")]
    assert weighed([a, b, c, d], claims) == weighed([d, c, b, a], claims[::-1])
