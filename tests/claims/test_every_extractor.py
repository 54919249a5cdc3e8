"""The contract of extractors, over all that are installed. A stranger's plug-in can be run through it, too.

Random text alone holds no claims: so each extractor's own examples are put into it.
"""

from __future__ import annotations

import random

import pytest

from muniment.claims import Model, available, extract
from muniment.claims.analysis import analyse
from muniment.plugins import Plugin
from muniment.records import Claim, Passage, Reading, Role
from muniment.text import has_arabic_script

EXTRACTORS = available()
EXAMPLES = [(plugin, text, wanted) for plugin in EXTRACTORS for text, wanted in plugin.module.EXAMPLES]
#: right-to-left, emoji, combining, no-break, zero-width and rare characters, as words and paragraphs
NOISE = ("\xa0", "\t", *["שלום", "🙂👩\u200d👧", "éä", "\u200f", "𝒳𝒴", "ﷺ", "…", "(", "”", "ق", "۳", "ß", "\ufeff"])
IDS = [f"{plugin.name}-{number}" for number, (plugin, _, _) in enumerate(EXAMPLES)]


def language(text: str) -> str:
    if not has_arabic_script(text):
        return "en"
    return "fa" if set(text) & set("پچژگکی۰۱۲۳۴۵۶۷۸۹") else "ar"


def reading(paragraphs: list[str], spoken: str) -> Reading:
    text, passages = "", []
    for paragraph in paragraphs:
        passages.append(Passage(len(text), len(text) + len(paragraph), Role.BODY))
        text += paragraph + "\n\n"
    return Reading("d", text, tuple(passages), "test", "1", "text", language=spoken)


def found(plugin: Plugin, made: Reading, model: Model) -> list[Claim]:
    return list(plugin.module.extract(next(analyse([made], model))))


def test_there_are_extractors_and_each_shows_what_it_does() -> None:
    assert {"attributions", "entities", "events", "figures", "roles"} <= {plugin.name for plugin in EXTRACTORS}
    for plugin in EXTRACTORS:
        wanted = [expected for _, expected in plugin.module.EXAMPLES]
        assert any(wanted) and not all(wanted), f"{plugin.name}: examples with claims, and one with none"


@pytest.mark.parametrize(("plugin", "text", "wanted"), EXAMPLES, ids=IDS)
def test_an_example_gives_what_it_says(plugin: Plugin, text: str, wanted: tuple[object, ...], english: Model) -> None:
    assert len(found(plugin, reading([text], language(text)), english)) == len(wanted)


@pytest.mark.parametrize(("plugin", "text", "wanted"), EXAMPLES, ids=IDS)
def test_an_example_in_noise_is_cited_exactly(
    plugin: Plugin, text: str, wanted: tuple[object, ...], english: Model
) -> None:
    chance = random.Random(text)
    around = [" ".join(chance.choices(NOISE, k=12)) for _ in range(2)]
    made = reading([around[0], text, around[1]], language(text))
    claims = found(plugin, made, english)
    start = made.passages[1].start
    inside = [claim for claim in claims if start <= claim.citation.start < made.passages[1].end]
    assert len(inside) == len(wanted)
    for claim in claims:
        assert claim.citation.quote == made.text[claim.citation.start : claim.citation.end]
        assert claim.extractor == plugin.name and claim.version == plugin.version
        assert claim.document == "d" and claim.review == "unreviewed"
    assert len({claim.id for claim in claims}) == len(claims)


def test_the_whole_room_is_in_order_and_the_same_every_time(english: Model) -> None:
    texts = [text for _, text, _ in EXAMPLES if language(text) == "en"]
    made = reading(texts, "en")
    first = next(extract([made], model=english, extractors=EXTRACTORS))
    again = next(extract([made], model=english, extractors=EXTRACTORS))
    assert first == again
    places = [(claim.citation.start, claim.citation.end, claim.id) for claim in first.claims]
    assert places == sorted(places)
    assert len({claim.id for claim in first.claims}) == len(first.claims)
    known = {claim.id for claim in first.claims}
    assert all(mention in known for entity in first.entities for mention in entity.mentions)
