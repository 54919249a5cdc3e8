"""Who says what in Persian and Arabic, on invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from muniment.records import Claim, Stance

Said = Callable[..., list[Claim]]
A, D, W, U, L = Stance.ASSERTED, Stance.DENIED, Stance.WARNED, Stance.URGED, Stance.ALLEGED


@pytest.mark.parametrize(
    ("language", "paragraphs", "wanted"),
    [
        ("fa", ("رضا نمونه، سخنگوی شهر، روز شنبه گفت: «سی نفر کشته شدند.»",), [("رضا نمونه", A, "سی نفر کشته شدند.")]),
        (
            "fa",
            ("مریم الگو گفت: «ما رفتیم.» وی افزود: «کسی نیامد.»",),
            [("مریم الگو", A, "ما رفتیم."), ("مریم الگو", A, "کسی نیامد.")],
        ),
        ("fa", ("«ما صدای تیر شنیدیم»، زهرا مثالی می‌گوید.",), [("زهرا مثالی", A, "ما صدای تیر شنیدیم")]),
        ("fa", ("به گفته شاهدان عینی، نیروها شلیک کردند.",), [("شاهدان عینی", A, "نیروها شلیک کردند")]),
        ("fa", ("دادستان مدعی شد که آنان مسلح بودند.",), [("دادستان", L, "آنان مسلح بودند")]),
        (
            "fa",
            ("در پایان جلسه، قاضی نمونه هشدار داد:", "«دادگاه صبر نمی‌کند و حکم می‌دهد.»"),
            [("قاضی نمونه", W, "دادگاه صبر نمی‌کند و حکم می‌دهد.")],
        ),
        ("fa", ("باران تمام روز بارید و جاده‌ها بسته شد.",), []),
        (
            "ar",
            ("قال العقيد سامر مثال إن القوات لم تقصف القرية.",),
            [("سامر مثال", A, "القوات لم تقصف القرية")],
        ),
        (
            "ar",
            ("وقالت المحامية ليلى عينة يوم الجمعة: «رأينا الجثث». وأضافت: «لم يأت أحد».",),
            [("ليلى عينة", A, "رأينا الجثث"), ("ليلى عينة", A, "لم يأت أحد")],
        ),
        ("ar", ("«أخذوا ابني ليلا»، قالت أم خالد.",), [("أم خالد", A, "أخذوا ابني ليلا")]),
        ("ar", ("وبحسب المرصد الأهلي، اعتقل كثيرون.",), [("المرصد الأهلي", A, "اعتقل كثيرون")]),
        ("ar", ("نفى الوزير علي نموذج أن الجنود أطلقوا النار.",), [("علي نموذج", D, "الجنود أطلقوا النار")]),
        ("ar", ("هطل المطر طوال اليوم وأغلقت الطرق.",), []),
    ],
)
def test_a_passage(
    said: Said, language: str, paragraphs: tuple[str, ...], wanted: list[tuple[str, Stance, str]]
) -> None:
    found = [(claim.speaker, claim.stance, claim.citation.quote) for claim in said(*paragraphs, language=language)]
    assert [(stance, quote) for _, stance, quote in found] == [(stance, quote) for _, stance, quote in wanted]
    for (speaker, _, _), (name, _, _) in zip(found, wanted, strict=True):
        assert speaker is not None and name in speaker
