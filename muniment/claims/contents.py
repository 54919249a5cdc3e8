"""What is said: the words that a verb of saying governs in an English parse, frame by frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muniment.claims import headwords as heads
from muniment.claims.analysis import Paragraph
from muniment.claims.cues import NOUNS, verb
from muniment.claims.phrases import child
from muniment.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIGHT = frozenset({"express", "voice", "signal", "raise", "share", "convey", "show"})
_FEELINGS = heads.words("concern alarm dismay regret sorrow doubt outrage shock fear sadness disappointment")
#: verbs that take an act as what is said: "denies having been there", "admitted burning the mill"
_OF_ACTS = heads.words(
    "deny admit acknowledge report describe recall remember recount confess recommend suggest mention"
)
#: verbs whose when and where belong to what is said: "promised an answer in three months"
_PROMISING = frozenset({"promise", "pledge", "vow"})
_CHARGING = frozenset({"accuse", "blame", "thank", "praise", "criticize", "criticise"})
_TRIM = " \t,;:.!?—–-\xa0"


def contents(paragraph: Paragraph, token: Token, lemma: str) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """(frame, pieces) for each way in which `token` governs what is said, the surest first."""
    clause = clause_of(token)
    if clause is not None:
        infinitive = is_infinitive(clause)
        end = _last(token, clause)
        if infinitive and child(clause, "nsubj") is not None and verb(lemma, "t"):
            start = next(one for one in clause.children if one.dep_ == "aux" and one.lower_ == "to")
            yield "t", pieces_of(paragraph, start.i, end, token)
        elif verb(lemma, "n") and clause.pos_ in ("NOUN", "PROPN", "ADJ") and child(clause, "aux", "mark") is None:
            yield "n", pieces_of(paragraph, clause.left_edge.i, clause.right_edge.i, token)
        else:
            yield "c", pieces_of(paragraph, clause.left_edge.i, end, token)
    if clause is None and verb(lemma, "c") and (hung := _hung(token)) is not None:
        yield "c", pieces_of(paragraph, hung.left_edge.i, hung.right_edge.i, token)
    if token.dep_ in ("parataxis", "ccomp", "advcl") and child(token, "dobj", "ccomp", "xcomp") is None:
        said = _around(token)
        if said is not None:
            yield "c", pieces_of(paragraph, said[0], said[1], token)
    goal = child(token, "dobj", "dative")
    predicate = child(token, "oprd")
    if predicate is None and goal is not None and verb(lemma, "n"):
        beside = child(goal, "appos") or next((o for o in token.children if o.dep_ in ("dobj", "npadvmod")), None)
        if beside is not None and beside.i > goal.i and token.doc[beside.left_edge.i - 1].text != ",":
            predicate = beside
    if predicate is not None and verb(lemma, "n"):
        left = min(predicate.left_edge.i, goal.left_edge.i if goal is not None else predicate.left_edge.i)
        yield "n", pieces_of(paragraph, left, predicate.right_edge.i, token)
    likeness = _as(token, goal)
    if likeness is not None:
        left = goal.left_edge.i if goal is not None and goal.i < likeness.i else likeness.i
        yield "a", pieces_of(paragraph, left, likeness.right_edge.i, token)
    for one in token.children:
        if one.dep_ == "xcomp" and is_infinitive(one) and one.i > token.i:
            yield "t", pieces_of(paragraph, one.left_edge.i, _last(token, one), token)
        if one.dep_ == "xcomp" and one.i > token.i and lemma in _OF_ACTS and _is_act(one):
            yield "c", pieces_of(paragraph, one.left_edge.i, one.right_edge.i, token)
    near = list(token.children)
    if goal is not None and lemma in _CHARGING:
        near += list(goal.children)
    for one in near:
        if one.dep_ == "prep" and one.i > token.i and verb(lemma, one.lower_):
            held = child(one, "pobj", "pcomp")
            if held is not None:
                left = held.left_edge.i
                if lemma in _CHARGING and goal is not None:
                    left = goal.left_edge.i
                yield one.lower_, pieces_of(paragraph, left, held.right_edge.i, token)
    if goal is not None and goal.dep_ == "dobj" and goal.i > token.i and goal.pos_ != "PRON":
        if lemma in _LIGHT:
            goal_left = goal.left_edge.i
            inner = next((one for one in goal.children if one.dep_ in ("prep", "acl") and one.i > goal.i), None)
            if inner is None and goal.lemma_.lower() in _FEELINGS:
                at = (one for one in token.children if one.dep_ == "prep" and one.lower_ in ("at", "about", "over"))
                inner = next((one for one in at if one.i > goal.i), None)
            if lemma == "raise" and goal.lemma_.lower() not in {*NOUNS, *_FEELINGS, "question", "issue", "objection"}:
                inner = None
            if inner is not None and goal.lemma_.lower() in NOUNS and inner.dep_ == "prep":
                held = child(inner, "pobj", "pcomp")
                goal_left = held.left_edge.i if held is not None else goal_left
            if inner is not None:
                yield "o", pieces_of(paragraph, goal_left, max(goal.right_edge.i, inner.right_edge.i), token)
        elif lemma in _PROMISING:
            ends = [one.right_edge.i for one in token.children if one.dep_ == "prep" and one.i > goal.i]
            yield "o", pieces_of(paragraph, goal.left_edge.i, max([goal.right_edge.i, *ends]), token)
        elif goal.lemma_.lower() not in ("statement", "question", "comment", "remark"):
            yield "o", pieces_of(paragraph, goal.left_edge.i, goal.right_edge.i, token)


def _is_act(token: Token) -> bool:
    """Whether a verb is a gerund: "ordering", "having ordered"."""
    return token.tag_ == "VBG" or any(one.dep_ in ("aux", "auxpass") and one.tag_ == "VBG" for one in token.children)


def clause_of(token: Token) -> Token | None:
    """The clause that a verb takes: after it first, else before it ("… , she said")."""
    found = [one for one in token.children if one.dep_ == "ccomp"]
    after = [one for one in found if one.i > token.i]
    return after[0] if after else (found[-1] if found else None)


def _hung(token: Token) -> Token | None:
    """A that-clause which the parser hung from a noun between ("acknowledged in a speech that …")."""
    for one in token.children:
        if one.dep_ == "prep" and one.i > token.i and (held := child(one, "pobj")) is not None:
            for below in held.children:
                if below.dep_ in ("relcl", "acl") and below.left_edge.lower_ == "that":
                    own = child(below, "nsubj", "nsubjpass")
                    if (
                        own is not None
                        and own.lower_ != "that"
                        and child(below, "attr", "dobj") is None
                        or _full(below)
                    ):
                        return below
    return None


def _full(clause: Token) -> bool:
    """Whether a clause that opens with "that" lacks nothing that "that" could stand for."""
    opener = clause.left_edge
    own = child(clause, "nsubj", "nsubjpass")
    return (
        own is not None and own.i != opener.i and (opener.dep_ == "mark" or child(clause, "xcomp", "advcl") is not None)
    )


def _last(token: Token, clause: Token) -> int:
    """The last token of what is said: the clause's, or that of a further one ("… and that", "… and to") which the
    parser hangs from the cue itself."""
    last = clause.right_edge.i
    for one in token.children:
        if one.dep_ == "conj" and one.i > last:
            again = is_infinitive(one) and is_infinitive(clause)
            again = again or any(each.dep_ == "mark" and each.lower_ == "that" for each in one.children)
            last = one.right_edge.i if again else last
    return last


def is_infinitive(token: Token) -> bool:
    return any(one.dep_ == "aux" and one.lower_ == "to" for one in token.children)


def _as(token: Token, goal: Token | None) -> Token | None:
    """The "as" of "described X as Y": the verb's or the object's own, else one after a comma further below."""
    for head in (token, goal):
        if head is not None:
            for one in head.children:
                if one.dep_ == "prep" and one.lower_ == "as" and one.i > token.i:
                    return one
    if goal is not None:
        for one in goal.subtree:
            if one.dep_ == "prep" and one.lower_ == "as" and one.i > goal.i and one.nbor(-1).text == ",":
                return one
    return None


def _around(token: Token) -> tuple[int, int] | None:
    """The sentence into which "…, she said" or "as she said" is put, where the verb hangs from it."""
    if token.dep_ == "advcl" and not any(one.dep_ == "mark" and one.lower_ == "as" for one in token.children):
        return None
    if token.dep_ == "ccomp" and not (token.head.i > token.right_edge.i + 1 or token.left_edge.i > token.head.i):
        return None
    if token.dep_ == "ccomp":
        # the parser took the inserted clause for the content's complement: only where a comma sets it off
        before = token.left_edge.i - 1
        if before < 0 or token.doc[before].text not in (",", "”", '"', "–", "—"):
            return None
        if child(token, "mark") is not None:
            return None
    head = token.head
    return (head.left_edge.i, head.right_edge.i)


def pieces_of(paragraph: Paragraph, left: int, right: int, token: Token) -> tuple[Span, ...]:
    """The content's runs: tokens left to right without the verb's own clause where that stands inside."""
    doc = paragraph.doc
    assert doc is not None
    if not left <= token.i <= right:
        runs = [(left, right)]
        if right < token.i:
            # a semicolon parts a clause before the cue from what it says nothing of
            left = max([left, *(one.i + 1 for one in doc[left:right] if one.text == ";")])
            runs = [(left, right)]
    else:
        own = {token.i}
        for one in token.children:
            if one.dep_ in ("nsubj", "aux", "advmod", "npadvmod", "prep", "dobj", "dative", "prt", "mark", "neg"):
                own.update(range(one.left_edge.i, one.right_edge.i + 1))
        first, last = min(own), max(own)
        left = max([left, *(one.i + 1 for one in doc[left:first] if one.text == ";")])
        runs = [(left, first - 1), (last + 1, right)]
    found = []
    for start, end in runs:
        if start <= end:
            span = trimmed(paragraph, doc[start].idx, doc[end].idx + len(doc[end]))
            if span is not None:
                found.append(span)
    return tuple(found)


def trimmed(paragraph: Paragraph, start: int, end: int) -> Span | None:
    """The run [start, end) of the paragraph without "that" and punctuation at its ends; None when nothing is left."""
    text = paragraph.text
    while True:
        while start < end and text[start] in _TRIM:
            start += 1
        if text[start:end].lower().startswith(("that ", "which ", "and that ")):
            start = text.index(" ", start) + 1
            continue
        break
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    if sum(character.isalpha() for character in text[start:end]) < 3:
        return None
    return Span(paragraph.start + start, paragraph.start + end)
