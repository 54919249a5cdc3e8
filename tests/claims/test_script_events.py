"""Events in Persian and Arabic, on invented sentences: kinds, clauses and times."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from muniment.claims import available, extract
from muniment.records import Claim, Event, Passage, Reading, Role

Told = tuple[str, str | None, str]


def events(text: str, language: str, roles: tuple[Role, ...] = ()) -> list[Claim]:
    """The event claims of a text whose paragraphs are parted by empty lines."""
    at, passages = 0, []
    for number, paragraph in enumerate(text.split("\n\n")):
        role = roles[number] if number < len(roles) else Role.BODY
        passages.append(Passage(at, at + len(paragraph), role))
        at += len(paragraph) + 2
    reading = Reading("d", text, tuple(passages), "test", "1", "text", language=language)
    findings = next(extract([reading], model=None, extractors=available()))
    return [claim for claim in findings.claims if isinstance(claim.content, Event)]


def told(claim: Claim) -> Told:
    assert isinstance(claim.content, Event)
    when = claim.content.when
    return claim.content.kind, (when.edtf or when.relative) if when else None, claim.citation.quote


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "fa",
            "سربازان در ۱۵ خرداد ۱۳۴۲ پنج نفر را بازداشت کردند.",
            [("arrest", "1963-06-05", "سربازان در ۱۵ خرداد ۱۳۴۲ پنج نفر را بازداشت کردند.")],
        ),
        (
            "fa",
            "در ۵ اسد ۱۴۰۲ ده تن کشته شدند و سه تن گرفتار شدند.",
            [
                ("killing", "2023-07-27", "در ۵ اسد ۱۴۰۲ ده تن کشته شدند"),
                ("arrest", "2023-07-27", "سه تن گرفتار شدند."),
            ],
        ),
        (
            "ar",
            "قُتل تسعة مدنيين في 13 كانون الثاني 2015 في قصف على البلدة.",
            [
                ("killing", "2015-01-13", "قُتل تسعة مدنيين في 13 كانون الثاني 2015 في قصف على البلدة."),
                ("attack", "2015-01-13", "قُتل تسعة مدنيين في 13 كانون الثاني 2015 في قصف على البلدة."),
            ],
        ),
        ("fa", "باران تمام روز بارید.", []),
        ("fa", "دادگاه هیچ‌کس را محکوم نکرد.", []),
        ("ar", "لن يعتقل أحد.", []),
        ("ar", "هطل المطر طوال اليوم.", []),
    ],
)
def test_a_sentence(language: str, text: str, wanted: list[Told]) -> None:
    assert [told(claim) for claim in events(text, language)] == wanted


def test_when_it_was_told_is_not_when_it_happened() -> None:
    (claim,) = events("انجمن نمونه روز شنبه اعلام کرد که سه نفر در ۲ مهر ۱۴۰۱ بازداشت شدند.", "fa")
    assert told(claim)[:2] == ("arrest", "2022-09-24")


def test_a_headline_has_the_time_that_the_text_gives_its_kind() -> None:
    text = "مقتل ستة أشخاص في البلدة\n\nقُتل ستة أشخاص في 3 أيار 2013."
    first, second = events(text, "ar", (Role.HEADING,))
    assert told(first)[1] == told(second)[1] == "2013-05-03"


def test_two_times_of_violence_are_lent_to_nothing_of_another_kind() -> None:
    text = "أُحرق السوق واختُطف رجل.\n\nقُتل ستة في 3 أيار 2013.\n\nقُصف الحي في 9 أيار 2013."
    assert ("disappearance", None) in [told(claim)[:2] for claim in events(text, "ar")]


def test_places_are_those_the_words_name(said: Callable[..., list[Claim]]) -> None:
    (claim,) = events("سه نفر در شهر تهران بازداشت شدند.", "fa")
    assert isinstance(claim.content, Event) and claim.content.where == ("تهران",)
    assert claim.content.victims == claim.content.perpetrators == ()


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_a_denied_event_is_denied(language: str) -> None:
    text = {"fa": "وزارت نمونه کشته شدن سه نفر را تکذیب کرد.", "ar": "نفت الوزارة مقتل ثلاثة أشخاص."}[language]
    assert [claim.stance.value for claim in events(text, language)] == ["denied"]
