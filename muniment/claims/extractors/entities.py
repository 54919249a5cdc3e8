"""Names: people, organisations, places, facilities, works and named events; one mention claim each.

Capitals, titles, heads of names, the gazetteer, the case's names file and the model's guesses are weighed over the
whole document (`muniment.claims.naming`); forms of one thing share an entity id (`muniment.claims.clusters`).
Annotation follows this project's guide: names without titles, all forms in text.
"""

from __future__ import annotations

from collections.abc import Iterable

from muniment.claims import naming
from muniment.claims.analysis import Analysis
from muniment.records import Claim, Span
from muniment.records.claims import Mention, claim_id

NAME = "entities"
VERSION = "1"
LANGUAGES = ("en", "fa", "ar")

EXAMPLES = (
    ("Colonel Anna Example visited Paris.", ("person Anna Example", "place Paris")),
    (
        "The Valley Defence Front (VDF) denied it. The VDF left.",
        ("organisation Valley Defence Front", "organisation VDF", "organisation VDF"),
    ),
    ("It rained all day, and nobody came.", ()),
)


def extract(analysis: Analysis) -> Iterable[Claim]:
    """A `Mention` claim for every name where it stands, in text order.

    `Mention.entity` is the claim id of the lowest mention of the same thing in this document.
    """
    made = (NAME, VERSION)
    firsts: dict[int, str] = {}
    for name in analysis.once(naming.find).names:
        end = next((i for i, character in enumerate(name.text) if character.isspace()), len(name.text))
        anchor = Span(name.span.start, min(name.span.end, name.span.start + end))
        entity = firsts.setdefault(name.group, claim_id(analysis.document, "mention", anchor))
        yield analysis.claim(Mention(name.kind, entity), name.span, anchor, made)
