"""Reported speech in the clauses of an English parse: "said that …", "urged them to …", "called it …", "according to".

The frames of verbs stand in `cues`. Each rule yields sayings in document offsets; quotations that stand beside a cue
are `quoted.py`'s matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muniment.claims import phrases
from muniment.claims.analysis import Paragraph
from muniment.claims.contents import clause_of, contents, is_infinitive, pieces_of, trimmed
from muniment.claims.cues import (
    ADMITTING,
    HEDGES,
    MODALS,
    NOBODY,
    NOUNS,
    OCCASIONS,
    TEXTS,
    THINGS_DO,
    VERBS,
    Cue,
    verb,
)
from muniment.claims.phrases import child
from muniment.claims.sayings import Saying
from muniment.records import Span, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_SOURCED_BY = frozenset({"cite", "quote"})
#: an attack that somebody ordered is a deed; that a decree orders it is what the decree says
_ORDERING = frozenset({"order", "authorize", "authorise"})
#: who does not know says nothing
_KNOWING = frozenset({"know"})
_PREPOSITIONAL = frozenset({"considering", "regarding", "concerning", "supposing", "granting", "judging"})


def clause_sayings(paragraph: Paragraph) -> Iterator[Saying]:
    """All reported speech that the parse of one paragraph shows, in no fixed order."""
    if paragraph.doc is None:
        return
    for token in paragraph.doc:
        if token.tag_.startswith("VB") and phrases.lemma(token) in VERBS:
            yield from _verb(paragraph, token)
        elif token.lower_ == "according":
            yield from _according(paragraph, token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in NOUNS:
            yield from _noun(paragraph, token)


def _verb(paragraph: Paragraph, token: Token) -> Iterator[Saying]:
    lemma = phrases.lemma(token)
    speaker = phrases.subject(token)
    if token.tag_ == "VBG" and token.dep_ in ("advcl", "acl"):
        speaker = phrases.rightly(token, speaker)
    passive = child(token, "auxpass") is not None
    if passive:
        yield from _passive(paragraph, token, lemma, speaker)
        return
    if token.tag_ == "VBG" and lemma in _SOURCED_BY and token.dep_ in ("advcl", "acl"):
        return
    if token.tag_ == "VBG" and token.dep_ == "xcomp" and phrases.lemma(token.head) in ("deny", "admit", "recall"):
        return
    if token.dep_ == "amod":
        yield from _misread(paragraph, token, lemma)
        return
    if speaker is None or phrases.is_author(speaker) or not _may(lemma, speaker, token):
        return
    for frame, pieces in contents(paragraph, token, lemma):
        cue = verb(lemma, frame)
        if frame == "o" and lemma in _ORDERING and not _by_a_text(token, speaker):
            continue
        if not pieces or cue is None or (cue.weak and not _thinks(speaker, frame)):
            continue
        stance = _stance(token, lemma, cue)
        if stance is None:
            return
        yield saying_of(paragraph, token, speaker, pieces, stance, f"verb {frame}")
        return


def _may(lemma: str, speaker: Token, token: Token) -> bool:
    """Whether this speaker can do what the verb says."""
    who = phrases.antecedent(speaker)
    if who.lower_ in NOBODY or token.lower_ in _PREPOSITIONAL:
        return False
    if who.lower_ == "it" and (who.head.i != token.i or phrases.child(token, "ccomp") is None) and lemma in THINGS_DO:
        return False
    if who.lower_ == "it" and any(one.dep_ == "acomp" for one in who.head.children):
        return False
    return phrases.speaks(who) if lemma in THINGS_DO else phrases.may_speak(who)


def _misread(paragraph: Paragraph, token: Token, lemma: str) -> Iterator[Saying]:
    """ "X, who was then Y, highlighted cases of …": a verb that the parser took for an adjective after a comma."""
    cue = verb(lemma, "o")
    head = token.head
    if cue is None or cue.weak or head.i < token.i or not token.i or token.nbor(-1).text != ",":
        return
    speaker = phrases.rightly(token, None)
    if speaker is None or phrases.is_author(speaker):
        return
    right = head.right_edge.i
    for one in token.doc[head.i : right]:
        if one.text == "," and one.i + 1 <= right and one.nbor(1).lower_ in ("and", "but"):
            right = one.i - 1
            break
    pieces = pieces_of(paragraph, token.i + 1, right, token)
    if pieces:
        yield saying_of(paragraph, token, speaker, pieces, cue.stance, "verb misread")


def _by_a_text(token: Token, speaker: Token) -> bool:
    above = (token.head,) if token.head.i != token.i else ()
    return any(one.lemma_.lower() in TEXTS for one in (speaker, *above))


def _thinks(speaker: Token, frame: str) -> bool:
    """Whether the speaker may hold a thought, or is a text where the frame is a clause."""
    who = phrases.antecedent(speaker)
    if who.pos_ == "PRON":
        return True
    if who.pos_ == "NOUN" and who.lemma_.lower() in TEXTS and not phrases.people(who):
        return frame == "c"
    return True


def _stance(token: Token, lemma: str, cue: Cue) -> Stance | None:
    """The stance that a cue gives here; None where "not" leaves nothing said."""
    if not phrases.negated(token):
        return cue.stance
    if lemma in _KNOWING:
        return None
    if lemma in ADMITTING:
        return Stance.DENIED
    if cue.stance is Stance.DENIED:
        return Stance.ASSERTED
    return cue.stance if cue.weak and "c" not in cue.frames else None


def hedges(token: Token) -> tuple[str, ...]:
    """The words by which the writer keeps a distance from this saying."""
    found = [one.lower_ for one in token.children if one.dep_ == "aux" and one.lower_ in MODALS]
    found += [one.lower_ for one in token.subtree if one.lower_ in HEDGES and abs(one.i - token.i) < 4]
    return tuple(dict.fromkeys(found))


def cue_span(paragraph: Paragraph, token: Token) -> Span:
    """The cue with its auxiliaries, particle and adverbs where they stand together."""
    left = right = token.i
    for one in sorted(token.children, key=lambda each: -each.i):
        if one.i == left - 1 and one.dep_ in ("aux", "auxpass", "neg", "advmod", "prt"):
            left = one.i
    for one in token.children:
        if one.i == right + 1 and (one.dep_ == "prt" or (one.dep_ == "prep" and verb(token.lemma_, one.lower_))):
            right = one.i
    if right + 1 < len(token.doc) and token.nbor(1).lower_ == "on" and token.lemma_ == "call":
        right += 1
    doc = token.doc
    return Span(paragraph.start + doc[left].idx, paragraph.start + doc[right].idx + len(doc[right]))


def saying_of(
    paragraph: Paragraph, token: Token, speaker: Token | None, pieces: tuple[Span, ...], stance: Stance, rule: str
) -> Saying:
    """What `token` introduces and `speaker` says, with the speaker's name, hedges and own source."""
    source = core = None
    if speaker is not None:
        source = paragraph.span(phrases.phrase(speaker, outside=token))
        core = paragraph.span(phrases.core(phrases.antecedent(speaker), outside=token))
    return Saying(
        pieces,
        rule,
        source=source,
        core=core,
        cue=cue_span(paragraph, token),
        stance=stance,
        hedges=hedges(token),
        via=_via(paragraph, token, speaker),
    )


def _via(paragraph: Paragraph, token: Token, speaker: Token | None) -> tuple[Span, ...]:
    """The speaker's own source: "X, citing the report, said"."""
    beside = [*token.children, *(speaker.children if speaker is not None else ())]
    for one in beside:
        if one.tag_ == "VBG" and one.lemma_.lower() in _SOURCED_BY and (held := child(one, "dobj")) is not None:
            return (paragraph.span(phrases.core(held)),)
    return ()


def _passive(paragraph: Paragraph, token: Token, lemma: str, speaker: Token | None) -> Iterator[Saying]:
    """ "The calls were echoed by X", "it was revealed that C", "X was described by Y as Z"."""
    if speaker is not None and (phrases.is_author(speaker) or not phrases.may_speak(speaker)):
        return
    clause = clause_of(token)
    about = child(token, "nsubjpass")
    if clause is not None and verb(lemma, "c") and about is not None and about.lower_ == "it":
        cue = verb(lemma, "c")
        pieces = pieces_of(paragraph, clause.left_edge.i, clause.right_edge.i, token)
        if speaker is None:
            speaker = _at_occasion(token)
        if pieces and cue is not None and (stance := _stance(token, lemma, cue)) is not None and not cue.weak:
            yield saying_of(paragraph, token, speaker, pieces, stance, "passive c")
        return
    if speaker is None or about is None:
        return
    about = phrases.antecedent(about)
    cue = verb(lemma, "o") or verb(lemma, "a")
    if cue is not None and not cue.weak and about.pos_ != "PRON":
        pieces = pieces_of(paragraph, about.left_edge.i, about.i, token)
        span = phrases.phrase(about, outside=token)
        pieces = (paragraph.span(span),)
        if (stance := _stance(token, lemma, cue)) is not None:
            yield saying_of(paragraph, token, speaker, pieces, stance, "passive o")


def _at_occasion(token: Token) -> Token | None:
    """The hearing, meeting or text at the head of "During the hearing, it was said that"."""
    for one in token.children:
        if one.dep_ == "prep" and one.i < token.i and one.lower_ in ("during", "at", "in"):
            held = child(one, "pobj")
            if held is not None and held.lemma_.lower() in (TEXTS | OCCASIONS | {"proceeding", "proceedings", "court"}):
                return held
    return None


def _according(paragraph: Paragraph, token: Token) -> Iterator[Saying]:
    """ "According to X, C"."""
    to = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if to is None or to.lower_ != "to":
        return
    speaker = child(to, "pobj") or child(token, "pobj")
    if speaker is None or phrases.is_author(speaker):
        return
    who = _of_which(token, speaker)
    last = speaker.right_edge.i
    sentence = token.sent
    clause = token.head
    while clause.pos_ not in ("VERB", "AUX") and clause.head.i != clause.i:
        clause = clause.head
    source = phrases.phrase(speaker)
    if token.i == sentence.start or sentence.end - last <= 3 or clause.dep_ in ("ROOT", "conj", "ccomp"):
        left, right = sentence.start, sentence.end - 1
        if clause.dep_ == "ccomp" and token.i != sentence.start:
            left, right = clause.left_edge.i, clause.right_edge.i
    else:
        left, right = clause.left_edge.i, clause.right_edge.i
    doc = token.doc
    runs = [(left, token.i - 1), (max(left, last + 1), right)]
    pieces = [
        span
        for start, end in runs
        if start <= end
        and (span := trimmed(paragraph, doc[start].idx, doc[end].idx + len(doc[end]))) is not None
        and len(span) > 1
    ]
    if token.i > left and len(pieces) == 2 and len(pieces[0]) < 12:
        pieces = pieces[1:]
    if pieces:
        cue = Span(paragraph.start + token.idx, paragraph.start + to.idx + 2)
        core = paragraph.span(phrases.core(who))
        yield Saying(tuple(pieces), "according to", source=paragraph.span(source), core=core, cue=cue)


def _of_which(token: Token, speaker: Token) -> Token:
    """What "according to which" goes back to: who puts out what stands before its comma, or that itself."""
    if speaker.lower_ not in ("which", "whom"):
        return speaker
    for one in reversed(token.doc[max(token.sent.start, token.i - 3) : token.i]):
        if one.pos_ in ("NOUN", "PROPN"):
            return phrases.author(one) or one
    return phrases.antecedent(speaker)


def _noun(paragraph: Paragraph, token: Token) -> Iterator[Saying]:
    """ "X's claim that C", "activist calls for C", "a warning from X of C"."""
    held: Token | None = None
    for one in token.children:
        if one.i < token.i:
            continue
        if one.dep_ in ("acl", "ccomp", "relcl") and any(m.dep_ == "mark" and m.lower_ == "that" for m in one.children):
            held = one
            break
        if one.dep_ == "acl" and is_infinitive(one):
            held = one
            break
        if one.dep_ == "prep" and one.lower_ in ("for", "against", "about", "that", "over") and held is None:
            held = child(one, "pobj", "pcomp")
    if held is None or (token.lower_ == "order" and token.i and token.nbor(-1).lower_ == "in"):
        return
    speaker, name = phrases.author(token), None
    if speaker is None:
        speaker = next((one for one in token.children if one.dep_ == "compound" and phrases.people(one)), None)
        if speaker is not None and token.tag_ == "NNS" and not speaker.lower_.endswith("s"):
            name = f"{speaker.text}s"
    if speaker is None or phrases.is_author(speaker) or not phrases.speaks(phrases.antecedent(speaker)):
        return
    pieces = pieces_of(paragraph, held.left_edge.i, held.right_edge.i, token)
    if pieces:
        source = paragraph.span(phrases.phrase(speaker, outside=token))
        core = paragraph.span(phrases.core(phrases.antecedent(speaker), outside=token))
        stance = NOUNS[token.lemma_.lower()]
        yield Saying(pieces, "noun", source=source, core=core, cue=paragraph.span(token), stance=stance, name=name)
