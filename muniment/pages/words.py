"""The words in which pages speak of kinds, measures, stances and rules; translated where they are shown."""

from __future__ import annotations

import re

from muniment.pages.language import N_, Language
from muniment.records import Figure, Qualifier

MARK = N_("working copy – not reviewed – not for publication")

KINDS = {
    "figure": N_("figure"),
    "attribution": N_("statement"),
    "event": N_("event"),
    "role": N_("office or part"),
    "mention": N_("name"),
}

MEASURES = {
    "killed": N_("killed"),
    "injured": N_("injured"),
    "arrested": N_("arrested"),
    "imprisoned": N_("imprisoned"),
    "tortured": N_("tortured"),
    "disappeared": N_("disappeared"),
    "protested": N_("protested"),
    "signed": N_("signed"),
    "attended": N_("attended"),
    "places": N_("places"),
    "documents": N_("documents"),
    "acts": N_("acts"),
    "duration": N_("duration"),
    "money": N_("money"),
    "other": N_("other counts"),
}

QUALIFIERS = {
    Qualifier.EXACT: N_("%(low)s"),
    Qualifier.APPROXIMATELY: N_("about %(low)s"),
    Qualifier.MORE_THAN: N_("more than %(low)s"),
    Qualifier.AT_LEAST: N_("at least %(low)s"),
    Qualifier.LESS_THAN: N_("less than %(high)s"),
    Qualifier.UP_TO: N_("up to %(high)s"),
    Qualifier.BETWEEN: N_("between %(low)s and %(high)s"),
    Qualifier.ORDER_OF: N_("in the order of %(low)s to %(high)s"),
}

#: what somebody's words are, by their stance
STANCES = {
    "asserted": N_("statement"),
    "denied": N_("denial"),
    "alleged": N_("allegation"),
    "warned": N_("warning"),
    "urged": N_("call"),
    "threatened": N_("threat"),
}

#: a stance as an adjective beside a claim
STANCE_MARKS = {
    "asserted": N_("asserted"),
    "denied": N_("denied"),
    "alleged": N_("alleged"),
    "warned": N_("warned"),
    "urged": N_("urged"),
    "threatened": N_("threatened"),
}

REVIEWS = {
    "unreviewed": N_("not reviewed"),
    "accepted": N_("accepted by a reviewer"),
    "rejected": N_("rejected by a reviewer"),
    "corrected": N_("corrected by a reviewer"),
}

ENTITIES = {
    "person": N_("person"),
    "organisation": N_("organisation"),
    "place": N_("place"),
    "facility": N_("facility"),
    "work": N_("work"),
    "event": N_("event"),
}

EVENTS = {
    "killing": N_("killing"),
    "arrest": N_("arrest"),
    "torture": N_("torture"),
    "disappearance": N_("disappearance"),
    "protest": N_("protest"),
    "attack": N_("attack"),
    "trial": N_("trial"),
    "publication": N_("publication"),
    "meeting": N_("meeting"),
    "appointment": N_("appointment"),
    "other": N_("other event"),
}

SPEAKERS = {
    "state": N_("state"),
    "opposition": N_("opposition"),
    "court": N_("court"),
    "un": N_("United Nations"),
    "survivor": N_("survivor"),
    "witness": N_("witness"),
    "media": N_("media"),
    "ngo": N_("non-governmental body"),
    "expert": N_("expert"),
    "other": N_("other"),
    "other side": N_("the other side"),
    "UN": N_("United Nations"),
}

RULES = {
    "same words": N_("same words"),
    "republication": N_("republication"),
    "same publisher": N_("same publisher"),
    "same cited source": N_("same cited source"),
    "same speaker": N_("same speaker"),
    "declared party": N_("declared party"),
    "analyst": N_("an analyst's decision"),
    "paraphrase": N_("paraphrase (offered to review; joins nothing)"),
}

ROLES = {
    "heading": N_("heading"),
    "body": N_("body"),
    "byline": N_("byline"),
    "caption": N_("caption"),
    "footnote": N_("footnote"),
    "furniture": N_("page furniture"),
}

PARTS = {
    "conflict": N_("cannot both hold on this reading"),
    "revision": N_("revises its own figure"),
}

FORMATS = {
    "text": N_("plain text"),
    "html": N_("saved web page"),
    "pdf": N_("PDF"),
    "image": N_("scan or photograph"),
    "docx": N_("Word document"),
}


def amount(language: Language, figure: Figure) -> str:
    """A figure's number in words: “more than 300”. An open end is never given a number."""
    low = "" if figure.low is None else language.number(figure.low)
    high = "" if figure.high is None else language.number(figure.high)
    template = QUALIFIERS[figure.qualifier]
    if ("%(low)s" in template and not low) or ("%(high)s" in template and not high):
        template = N_("at least %(low)s") if low else N_("up to %(high)s")
    elif figure.qualifier in (Qualifier.EXACT, Qualifier.APPROXIMATELY) and low != high:
        template = N_("between %(low)s and %(high)s") if high else N_("at least %(low)s")
    shown = language.say(template, low=low, high=high)
    return f"{shown} %" if figure.share_of is not None else shown


#: what is read in a language that is not fully read
READ_IN_PART = N_(
    "In this language Muniment finds figures, dates, quoted and reported speech, and events with their time. It does "
    "not read who did what to whom, or roles, and names only in part."
)
NOT_READ = N_("Muniment does not search documents in this language for claims. The text is kept, shown and searchable.")


def support(code: str | None) -> str | None:
    """What a document's page says of its language: nothing of English, and of a text too short to tell."""
    if code in ("en", None):
        return None
    return READ_IN_PART if code in ("fa", "ar") else NOT_READ


#: a run of words in a right-to-left script; what stands beside it must not be drawn into its order
_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[\s\u200c]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
)


def isolated_runs(text: str) -> str:
    """`text` with each right-to-left run in isolates (U+2067 … U+2069): a date beside it keeps its order."""
    return _RIGHT_TO_LEFT.sub(lambda run: f"\u2067{run.group()}\u2069", text)


def sentence(language: Language, claims: int, documents: int, groups: int) -> str:
    """The only thing that is said of claims' common sources (`Question.sentence`), in the reader's language."""
    if language.code == "en" and claims == 1:
        return "1 claim in 1 document; no other claim was found to set beside it."
    if language.code == "en":
        return (
            f"{claims} claim{'' if claims == 1 else 's'} in {documents} document{'' if documents == 1 else 's'} "
            f"fall{'s' if claims == 1 else ''} into {groups} group{'' if groups == 1 else 's'} "
            "with a common source found; different groups have not been shown to be independent."
        )
    return language.say(
        N_(
            "%(claims)s claims in %(documents)s documents fall into %(groups)s groups with a common source found; "
            "different groups have not been shown to be independent."
        ),
        claims=language.number(claims),
        documents=language.number(documents),
        groups=language.number(groups),
    )
