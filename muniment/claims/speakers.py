"""Speakers: attributions' speakers by their fullest names, and every claim inside what somebody says given to them.

Runs after all extractors, since names come from the mentions. Three passes over one document:

1. each attribution's speaker is resolved: names to the fullest the document gives, pronouns and descriptions to whom
   they mean (`referents`);
2. an unmarked continuation takes the resolved speaker of what it continues;
3. a figure, event or role inside what is said takes the speakers of all attributions about it, the innermost first
   (who is made responsible, their sources, then who passes it on), their hedges, and a denial's stance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from muniment.claims import phrases
from muniment.claims.analysis import Analysis
from muniment.claims.cues import BODIES, OCCASIONS, TEXTS
from muniment.claims.referents import Referents
from muniment.records import Attribution, Claim, Entity, Figure, Mention, Span, Speaker, Stance

_PRONOUNS = re.compile(
    r"(?:he|she|they|it|him|her|them|his|its|their|himself|herself|themselves|itself|others|both)$", re.IGNORECASE
)
#: nouns for somebody who has just been told of in other words
_WHOEVER = frozenset({"witness", "survivor", "man", "woman", "source", "speaker", "interviewee", "boy", "girl"})
_DEFINITE = frozenset({"the", "his", "her", "their", "this", "that", "’s", "'s"})
_ARTICLE = re.compile(r"(?:the|this|that|these|those|a|an|his|her|its|their)\s+", re.IGNORECASE)
_ACRONYM = re.compile(r"^[Tt]he ([A-Z]{2,})$")
_TITLE = re.compile(r"(?:entitled|titled|called|named),?\s*[“\"«](?P<title>[^”\"»]{3,70}?),?[”\"»]")
#: what stands between a description and the name in apposition: "the judge, X", "the envoy of Y to Z, Ms. X"
_APPOSED = re.compile(r"(?:\s+(?:of|for|to|in|on|at)\s[^,;.:]{1,60})?,\s+(?:[A-Z]\w{0,10}\.?\s+){0,2}")
#: "a spokesman, who gave his name as Major X"
_CALLED = re.compile(
    r"[^,;.:]{0,60},?\s+who\s+(?:gave|gives)\s+(?:his|her|their)\s+(?:first\s+|last\s+|full\s+)?name(?:\s+only)?\s+as"
    r"\s+(?:only\s+)?(?:[A-Z]\w{0,10}\.?\s+)?"
    r"|[^,;.:]{0,60},?\s+who\s+(?:identified|introduced)\s+(?:him|her|them)sel(?:f|ves)(?:\s+only)?\s+as\s+"
    r"(?:only\s+)?(?:[A-Z]\w{0,10}\.?\s+)?"
)
#: what of a description stands before a name in apposition at its end
_AFTER_COMMA = re.compile(r"\w,\s+(?:[A-Z]\w{0,10}\.?\s+){0,2}$")
_NAME_GIVEN = re.compile(rf"(?:{_CALLED.pattern})$")
#: what follows a name in apposition
_ENDS = frozenset(',.;:)—–”"')
#: characters after a description in which a name in apposition begins, where the parse has cut it off
NEXT = 16
#: paragraphs for which the one who spoke last is who goes on
LASTING = 2

#: kind of speaker → words that show it, in the speaker's phrase; the first kind that fits is taken
_KINDS = {
    "un": r"UN|U\.N\.|United Nations|[Rr]apporteurs?|UNHCR|UNICEF|OHCHR|Security Council",
    "court": r"[Cc]ourt|[Jj]udges?|[Tt]ribunal|[Pp]rosecutors?|[Jj]ury|[Jj]udiciary|[Mm]agistrate",
    "survivor": r"[Ss]urvivors?|[Ff]ormer (?:\w+ )?(?:prisoners?|detainees?)|[Rr]eturnees?",
    "witness": r"(?:[Ee]ye)?[Ww]itness(?:es)?|[Bb]ystanders?|[Rr]esidents?|[Vv]illagers?|[Nn]eighbou?rs?",
    "ngo": r"Amnesty|Human Rights \w+|[Hh]uman rights (?:group|organi[sz]ation|monitor)s?|Red C(?:ross|rescent)|NGOs?"
    r"|[Mm]onitoring group|[Mm]onitors?|Observatory|Médecins|Doctors Without",
    "media": r"News|[Nn]ewspapers?|[Mm]agazine|Times|Post|Herald|Tribune|Guardian|Reuters|AFP|AP|BBC|CNN|[Rr]adio|TV"
    r"|[Tt]elevision|[Jj]ournalists?|[Rr]eporters?|[Cc]orrespondents?",
    "opposition": r"[Oo]pposition|[Rr]ebels?|[Rr]esistance|[Dd]issidents?|[Ii]nsurgents?|[Gg]uerrillas?|[Aa]ctivists?"
    r"|Liberation|[Mm]ilitants?|[Pp]rotest(?:er|or)s?",
    "expert": r"[Ee]xperts?|[Aa]nalysts?|[Pp]rofessor|[Ee]conomists?|[Ss]cholars?|[Rr]esearchers?|[Hh]istorians?"
    r"|University|[Ss]cientists?|[Ff]orensic",
    "state": r"[Gg]overnment|[Rr]egime|[Mm]inist(?:er|ry|ers)|[Pp]resident|[Aa]rmy|[Pp]olice|[Oo]fficials?|[Gg]uards?"
    r"|[Aa]uthorities|[Gg]overnor|[Aa]mbassador|[Mm]ilitary|Secretary|Senator|Supreme Leader|[Pp]arliament|State"
    r"|[Mm]ayor",
}
_KIND_WORDS = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _KINDS.items()}


def name_speakers(analysis: Analysis, claims: Sequence[Claim], entities: Sequence[Entity]) -> tuple[Claim, ...]:
    """`claims` of one document, in text order, with their speakers."""
    mentions = [claim for claim in claims if isinstance(claim.content, Mention)]
    quoted = tuple(
        piece
        for claim in claims
        if isinstance(claim.content, Attribution) and claim.content.form == "direct"
        for piece in claim.content.pieces
    )
    referents = Referents(analysis, mentions, entities, quoted=quoted)
    resolved: dict[str, Claim] = {}
    last: Claim | None = None
    for claim in sorted(claims, key=lambda one: (_said_at(one), one.id)):
        if not isinstance(claim.content, Attribution) or not claim.speakers:
            continue
        carried = claim.speakers[0].span is None
        away = 0 if last is None else referents.paragraph_at(_said_at(claim)) - referents.paragraph_at(_said_at(last))
        recent = last if away <= LASTING else None
        if carried and recent is not None:
            first = replace(recent.speakers[0], span=None)
        else:
            first = _resolved(claim, claim.speakers[0], referents, recent)
        others = tuple(_resolved(claim, one, referents, None) for one in claim.speakers[1:])
        resolved[claim.id] = replace(claim, speakers=(first, *others))
        if not referents.is_quoted(_said_at(claim)):
            # whoever speaks inside a quotation is not who speaks next outside it
            last = resolved[claim.id]
    works = frozenset(entity.name for entity in entities if entity.kind == "work")
    return tuple(_within(claims, resolved, works))


def _within(claims: Sequence[Claim], resolved: Mapping[str, Claim], works: frozenset[str]) -> list[Claim]:
    """`claims`, those inside what somebody says with its speakers; one sweep in text order."""
    running: list[Claim] = []
    spoken: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda one: (one.citation.start, not isinstance(one.content, Attribution))):
        running = [one for one in running if one.citation.end > claim.citation.start]
        if isinstance(claim.content, Attribution):
            spoken[claim.id] = resolved.get(claim.id, claim)
            running.append(spoken[claim.id])
        elif not isinstance(claim.content, Mention):
            spoken[claim.id] = _inside(claim, running, works)
    return [spoken.get(claim.id, claim) for claim in claims]


def _said_at(claim: Claim) -> int:
    """Where a claim's speaker stands, for the order in which they are met."""
    if claim.speakers and claim.speakers[0].span is not None:
        return claim.speakers[0].span.start
    return claim.citation.start


def _resolved(claim: Claim, speaker: Speaker, referents: Referents, last: Claim | None) -> Speaker:
    """The speaker by the fullest name the document gives."""
    core = _core(speaker, claim, referents)
    name = _name(claim, speaker, core, referents, last)
    whole = speaker.span.of(referents.analysis.reading.text) if speaker.span is not None else ""
    return replace(speaker, name=name, kind=_kind(f"{whole} {name}"))


def _name(claim: Claim, speaker: Speaker, core: Span, referents: Referents, last: Claim | None) -> str:
    words = speaker.name
    if _PRONOUNS.match(words):
        beside = isinstance(claim.content, Attribution) and claim.citation.end <= core.start
        beside = beside and claim.content.form == "direct"  # type: ignore[union-attr]
        if referents.is_quoted(core.start) and last is not None and not referents.is_quoted(_said_at(last)):
            last = None
        return referents.meant(words, core.start, last, beside=beside) or words
    named = referents.named(core)
    people = [one for one in named if (entity := referents.entity(one)) is not None and entity.kind == "person"]
    joined = re.search(r"\b(?:and|or|und|as well as)\b|,", words) is not None
    if (
        len(people) == 1
        and (not joined or _closes_with(core, people[0], referents))
        and _is_head(core, people[0], referents)
    ):
        entity = referents.entity(people[0])
        return _ACRONYM.sub(r"\1", entity.name) if entity is not None else words
    if not people and (apposed := _apposed(speaker, core, referents)) is not None:
        return apposed
    described = not people and not any(one.citation.end >= core.end - 1 for one in named)
    if described and (found := _described(claim, speaker, core, referents, last)) is not None:
        return found
    if not people and (title := _title(speaker, core, referents)) is not None:
        return title
    return _expanded(core, named, referents) if named else _ACRONYM.sub(r"\1", words)


def _apposed(speaker: Speaker, core: Span, referents: Referents) -> str | None:
    """The person named in apposition to a description: "the judge, X, warned"."""
    if speaker.span is None:
        return None
    beside = re.match(r",\s+", referents.analysis.reading.text[core.end : core.end + 4])
    end = max(speaker.span.end, core.end + (NEXT if beside else 0))
    if end <= core.end:
        return None
    for claim in referents.named(Span(core.end, end)):
        entity = referents.entity(claim)
        after = referents.analysis.reading.text[claim.citation.end : claim.citation.end + 1]
        if claim.citation.start >= speaker.span.end and after not in _ENDS:
            continue
        between = referents.analysis.reading.text[core.end : claim.citation.start]
        if (
            entity is not None
            and entity.kind == "person"
            and (_APPOSED.fullmatch(between) or _CALLED.fullmatch(between))
        ):
            return entity.name
    return None


def _closes_with(core: Span, mention: Claim, referents: Referents) -> bool:
    """Whether the only comma of a description stands before the name that closes it ("the leader of X, NAME")."""
    lead = referents.analysis.reading.text[core.start : mention.citation.start]
    alone = lead.count(",") == 1 and not re.search(r"\b(?:and|or)\b", lead)
    return alone and (_AFTER_COMMA.search(lead) or _NAME_GIVEN.search(lead)) is not None


def _is_head(core: Span, mention: Claim, referents: Referents) -> bool:
    """Whether a person's name is what a phrase names, and not only part of it ("representatives of X")."""
    if not core.end - 2 <= mention.citation.end <= core.end + 1:
        return False
    before = core.start, mention.citation.start
    lead = referents.analysis.reading.text[slice(*before)]
    if _AFTER_COMMA.search(lead) or _NAME_GIVEN.search(lead):
        return True
    return not re.search(r"\b(?:of|for|from|to|by|with)\b", referents.analysis.reading.text[slice(*before)])


def _described(claim: Claim, speaker: Speaker, core: Span, referents: Referents, last: Claim | None) -> str | None:
    """Whom "the lawmaker", "the Slovenian lawmaker", "the group's president" means, or None."""
    at = referents.token_at(core.end - 1)
    if at is None:
        return None
    head = at[1]
    while (
        head.head.i != head.i
        and head.dep_ in ("compound", "nmod", "appos")
        and at[0].start + head.head.idx >= core.start
    ):
        head = head.head
    starts = [one.lower_ for one in head.subtree if one.i <= head.i]
    before = head.nbor(-len(starts)).lower_ if head.i >= len(starts) else ""
    definite = any(word in _DEFINITE for word in (*starts, before))
    if not definite or head.tag_ not in ("NN", "NNP"):
        return None
    if head.lemma_.lower() in BODIES | OCCASIONS:
        plain = len([word for word in starts if word not in ("same", "latter", "said")]) <= 2
        return referents.body(head.lower_, core.start) if plain else None
    if not (phrases.people(head) or head.pos_ == "PROPN"):
        return None
    words = [word for word in re.findall(r"[^\W_]+", speaker.name) if word.casefold() != "the"]
    found = referents.described(words, words[-1].casefold() if words else head.lower_, core.start)
    if found is not None:
        return found
    beside = isinstance(claim.content, Attribution) and claim.content.form == "direct"
    person = last is not None and last.speaker in referents.people
    if last is not None and beside and not person and head.lower_ in _WHOEVER and last.speaker:
        return last.speaker if re.match(r"(?:an?|one|another)\s", last.speaker, re.IGNORECASE) else None
    if last is not None and beside and person and head.pos_ == "NOUN" and referents.is_first(head.lower_, core.start):
        return last.speaker
    return None


def _title(speaker: Speaker, core: Span, referents: Referents) -> str | None:
    """The title of a text that speaks: "the book entitled “X”" is X."""
    text = referents.analysis.reading.text
    if not any(word.casefold() in TEXTS for word in re.findall(r"[^\W_]+", speaker.name)):
        return None
    end = max(core.end, speaker.span.end if speaker.span is not None else 0)
    found = _TITLE.search(text, core.start, min(len(text), end + 80))
    return " ".join(found.group("title").split()) if found is not None and found.start() <= end + 2 else None


def _expanded(core: Span, named: Sequence[Claim], referents: Referents) -> str:
    """The words of a description with each name in it by the fullest the document gives, without its article where it
    is one name only."""
    text = referents.analysis.reading.text
    out, at = [], core.start
    for claim in named:
        entity = referents.entity(claim)
        if entity is None or claim.citation.start < at or claim.citation.end > core.end:
            continue
        short = claim.citation.quote.strip()
        full = f"{entity.name} ({short})" if short.isupper() and short != entity.name else entity.name
        out += [text[at : claim.citation.start], full if len(core) > len(claim.citation.quote) + 4 else entity.name]
        at = claim.citation.end
    out.append(text[at : core.end])
    name = " ".join("".join(out).split())
    if len(named) == 1 and _ARTICLE.sub("", name, count=1) == getattr(referents.entity(named[0]), "name", None):
        return _ARTICLE.sub("", name, count=1)
    return name


def _core(speaker: Speaker, claim: Claim, referents: Referents) -> Span:
    """Where the speaker's name stands: in the speaker's phrase, or, for "who", just before it."""
    text = referents.analysis.reading.text
    span = speaker.span or claim.citation.span
    pattern = re.compile(r"\s+".join(re.escape(word) for word in speaker.name.split()) or r"\Z")
    found = pattern.search(text, span.start, max(span.end, span.start + len(speaker.name)))
    if found is None:
        before = list(pattern.finditer(text, max(0, span.start - 400), span.start))
        found = before[-1] if before else None
    return Span(found.start(), found.end()) if found is not None and found.end() > found.start() else span


def _inside(claim: Claim, sayings: Iterable[Claim], works: frozenset[str]) -> Claim:
    """A figure, event or role with the speakers of what it stands in, the innermost first: who is made
    responsible, then who passes it on."""
    spot = claim.content.number if isinstance(claim.content, Figure) else claim.citation.span
    about = [one for one in sayings if _holds(one, spot)]
    if not about:
        return claim
    # an order or a text inside what somebody says is their source; people and bodies answer for what they say
    about.sort(key=lambda one: (one.stance is Stance.URGED or _is_text(one, works), len(one.citation.span)))
    speakers: list[Speaker] = []
    for one in about:
        speakers += [each for each in one.speakers if each.name not in {known.name for known in speakers}]
    stance = claim.stance
    strongest = next((one.stance for one in about if one.stance is not Stance.ASSERTED), stance)
    if stance is Stance.ASSERTED and strongest in (Stance.DENIED, Stance.ALLEGED):
        stance = strongest
    hedges = tuple(dict.fromkeys([*claim.hedges, *(hedge for one in about for hedge in one.hedges)]))
    return replace(claim, speakers=tuple(speakers), stance=stance, hedges=hedges)


def _is_text(saying: Claim, works: frozenset[str]) -> bool:
    words = (saying.speaker or "").split()
    return saying.speaker in works or bool(words) and words[-1].casefold() in TEXTS


def _holds(saying: Claim, spot: Span) -> bool:
    if not isinstance(saying.content, Attribution) or not saying.speakers:
        return False
    pieces = saying.content.pieces or (saying.citation.span,)
    if saying.stance is Stance.URGED and saying.citation.quote.startswith("to "):
        return False
    return saying.citation.span.holds(spot) and any(piece.meets(spot) for piece in pieces)


def _kind(words: str) -> str | None:
    return next((kind for kind, pattern in _KIND_WORDS.items() if pattern.search(words)), None)
