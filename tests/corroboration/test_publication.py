"""Publication dates: what is weighed, what is only a bound, and what other documents tell."""

from __future__ import annotations

import dataclasses

from muniment.corroboration import date_documents
from muniment.corroboration.publication import told_as_past
from muniment.records import Custody, DateCandidate, Document, Reading, Role, TimeSaid
from tests.corroboration.making import candidate, figure, reading


def dated(one: Reading, *candidates: DateCandidate) -> Reading:
    return dataclasses.replace(one, dates=candidates)


def test_a_byline_gives_the_day_and_the_rest_is_rejected_with_reasons() -> None:
    one = reading(
        "a",
        (Role.FURNITURE, "Monday, 3 March 2025"),
        (Role.BYLINE, "By A. Writer, 9 July 2019"),
        "Forty people were killed in May 2019.",
        (Role.FURNITURE, "© 2025 The Paper"),
    )
    one = dated(
        one,
        candidate(one, "header", "Monday, 3 March 2025", "2025-03-03"),
        candidate(one, "byline", "9 July 2019", "2019-07-09"),
        candidate(one, "copyright", "2025", "2025"),
        DateCandidate("malformed", "2019-45-12"),
    )
    answer = date_documents([one], [])["a"]
    assert answer.edtf == "2019-07-09"
    assert any("byline" in reason for reason in answer.reasons)
    assert any("malformed" in reason for reason in answer.rejected)
    assert any("3 March 2025" in reason and "upper bound" in reason for reason in answer.rejected)


def test_the_day_a_page_was_saved_is_only_an_upper_bound() -> None:
    one = reading("a", (Role.FURNITURE, "Monday, 3 March 2025"), "The prison was burned down in August 2024.")
    one = dated(one, candidate(one, "header", "Monday, 3 March 2025", "2025-03-03"))
    assert date_documents([one], [])["a"].edtf == "2024-08-01/2025-03-03"


def test_without_an_upper_bound_there_is_no_answer() -> None:
    one = reading("a", "The prison was burned down in August 2024.")
    answer = date_documents([one], [])["a"]
    assert answer.edtf is None
    assert any("earliest day only" in reason for reason in answer.reasons)


def test_nothing_known_is_null() -> None:
    answer = date_documents([reading("a", "The prison was burned down.")], [])["a"]
    assert answer.edtf is None
    assert answer.reasons == ("no closed interval can be given: nothing is known",)


def test_what_is_still_to_come_is_no_lower_bound() -> None:
    one = reading("a", "They were tried in 2003. The court will sit again in May 2031.", (Role.FURNITURE, "© 2032"))
    one = dated(one, candidate(one, "copyright", "2032", "2032"))
    assert date_documents([one], [])["a"].edtf == "2003/2032"


def test_a_byline_later_than_the_capture_is_rejected() -> None:
    one = reading("a", (Role.BYLINE, "9 July 2030"), "They were tried in 2003.")
    one = dated(one, candidate(one, "byline", "9 July 2030", "2030-07-09"))
    files = [Document("a", "a.txt", "0" * 64, 1, Custody(captured="2021-02-03"))]
    answer = date_documents([one], [], documents=files)["a"]
    assert answer.edtf == "2003-01-01/2021-02-03"
    assert any("later than the document can be" in reason for reason in answer.rejected)


def test_a_machine_date_of_a_change_is_not_the_first_publication() -> None:
    one = dated(
        reading("a", "They were tried in 2003."),
        DateCandidate("machine", "2021-02-03", "2021-02-03", note="dateModified"),
        DateCandidate("machine", "2020-01-05", "2020-01-05", note="datePublished"),
    )
    assert date_documents([one], [])["a"].edtf == "2020-01-05"


def test_a_files_own_data_give_way_to_what_the_text_tells() -> None:
    one = reading("a", "The court met in March 2014.", "The appeal was heard in July 2016 and rejected in August 2016.")
    one = dated(
        one,
        DateCandidate("machine", "2012-01-01", "2012-01-01", note="created"),
        DateCandidate("machine", "2012-01-02", "2012-01-02", note="modified"),
    )
    answer = date_documents([one], [])["a"]
    assert answer.edtf is None
    assert any("it tells of times after this day" in reason for reason in answer.rejected)


def test_last_november_is_dated_by_another_document_that_tells_the_same_figure() -> None:
    one = reading(
        "a",
        "Last November, guards of the Northern Brigade opened fire on striking miners in Orvel, and approximately "
        "2,300 were killed near the pits within a few days.",
        (Role.FURNITURE, "Saved on Tuesday, 4 May 2027"),
    )
    one = dated(one, candidate(one, "header", "Tuesday, 4 May 2027", "2027-05-04"))
    other = reading(
        "b",
        "In November 2019, when guards of the Northern Brigade opened fire, 2,300 striking miners were "
        "killed in Orvel.",
    )
    answer = date_documents([one, other], [figure(other, "2,300 striking miners", "2,300", 2300, 2300)])["a"]
    assert answer.edtf == "2019-12/2020-11"
    assert any("2,300" in reason for reason in answer.reasons)
    assert {citation.document for citation in answer.evidence} >= {"a", "b"}


def test_another_november_is_not_taken_for_it() -> None:
    one = reading("a", "Last November, the mayor of Orvel opened a bridge.", (Role.FURNITURE, "Tuesday, 4 May 2027"))
    one = dated(one, candidate(one, "header", "Tuesday, 4 May 2027", "2027-05-04"))
    other = reading("b", "In November 2019, guards opened fire on striking miners in Orvel and 2,300 were killed.")
    assert date_documents([one, other], [])["a"].edtf is None


def test_an_anniversary_is_dated_by_who_dates_the_event() -> None:
    one = reading(
        "a",
        "On the second anniversary of the appointment of Tomas Reval as governor of Karvan, the courts are empty.",
        (Role.FURNITURE, "Saved on Tuesday, 4 May 2027"),
        "It was reported in 2015 that the courts of Karvan had been closed.",
    )
    one = dated(one, candidate(one, "header", "Tuesday, 4 May 2027", "2027-05-04"))
    other = reading("b", "The council appointed Tomas Reval as governor of Karvan in June 2018, over its own rules.")
    answer = date_documents([one, other], [])["a"]
    assert answer.edtf == "2020-06"


def test_a_day_of_the_week_narrows_the_year() -> None:
    one = reading(
        "a",
        "The convoy was shelled on Friday, November 19, and the drivers were buried where they fell.",
        "It had been warned of in 2020.",
        (Role.FURNITURE, "Saved on Tuesday, 4 October 2022"),
    )
    one = dated(one, candidate(one, "header", "Tuesday, 4 October 2022", "2022-10-04"))
    answer = date_documents([one], [])["a"]
    assert answer.edtf == "2021-11-19/2022-10-04"


def test_the_same_slogan_told_as_recent_dates_one_document_by_the_other() -> None:
    slogan = "“the river remembers every name that was thrown into it”"
    one = reading("a", f"In recent weeks walls in Karvan were painted with {slogan}. It was so in 2016 too.")
    other = reading("b", f"Over the past couple of weeks students wrote {slogan} on the doors of the ministry.")
    other = dated(other, DateCandidate("machine", "2018-04-10", "2018-04-10"))
    answer = date_documents([one, other], [])["a"]
    assert answer.edtf is not None
    low, high = answer.edtf.split("/")
    assert "2017-12" <= low <= "2018-04-10" <= high <= "2018-08-31"


def test_tense_of_a_time() -> None:
    assert told_as_past("Forty people were killed in May 2019.", "May 2019")
    assert told_as_past("Rally for the missing, 2019", "2019")
    assert not told_as_past("The court will sit in May 2019.", "May 2019")


def test_a_datelines_day_takes_its_year_from_the_pages_head() -> None:
    one = reading("a", (Role.FURNITURE, "2019-03-15 06:00 UTC"), "ORM, March 14 (ONS) - Forty people were killed.")
    at = one.text.index("March 14")
    said = DateCandidate("dateline", "March 14", said=TimeSaid(at, at + 8, "March 14", None, "near --03-14"))
    answer = date_documents([dated(one, candidate(one, "text", "2019-03-15", "2019-03-15"), said)], [])["a"]
    assert answer.edtf == "2019-03-14"


def test_a_dateline_is_no_event_that_the_text_tells_as_past() -> None:
    one = reading("a", "ORM (9 May 2011) – Forty people were killed in March 2011, the council said.")
    answer = date_documents([dated(one, candidate(one, "dateline", "9 May 2011", "2011-05-09"))], [])["a"]
    assert answer.edtf == "2011-05-09"
    assert not any("“9 May 2011” as past" in reason for reason in answer.reasons)
