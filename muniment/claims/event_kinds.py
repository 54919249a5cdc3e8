"""The kind of event that a verb tells of together with its particle, its object or its other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.claims import headwords as heads
from muniment.claims import triggers
from muniment.claims.cues import BODIES

if TYPE_CHECKING:
    from spacy.tokens import Token


def of_phrase(verb: Token, lemma: str) -> str | None:
    """The kind of a verb with its particle or object: "opened fire", "put to death", "set up", "under arrest"."""
    near = {token.lower_ for token in verb.doc[verb.i + 1 : min(verb.i + 9, verb.sent.end)]}
    objects = {child.lemma_.lower() for child in verb.children if child.dep_ in ("dobj", "nsubjpass")}
    subjects = {child.lemma_.lower() for child in verb.children if child.dep_ == "nsubj"}
    if lemma == "leave" and any(token.lower_ == "dead" for token in verb.subtree):
        return "killing"
    if lemma in triggers.DEADLY_VERBS and (
        "dead" in near or {"to", "death"} <= near or lemma == "gun" and "down" in near
    ):
        return "killing"
    if lemma in ("rise", "climb", "reach", "stand", "pass") and "toll" in subjects:
        return "killing"
    if lemma in triggers.COMING and subjects & triggers.ARMED and _comes_to_a_place(verb):
        return "attack"
    if lemma == "round" and "up" in near:
        return "arrest"
    if lemma == "force" and near & {"home", "homes", "border"}:
        return "other"
    if lemma == "claim" and objects & {"life", "victim"}:
        return "killing"
    if lemma == "open" and "fire" in near or lemma == "set" and near & {"fire", "ablaze", "alight"}:
        return "attack"
    if lemma in ("place", "put", "hold", "keep", "take") and ("custody" in near or {"under", "arrest"} <= near):
        return "arrest"
    if lemma in ("take", "transfer", "drag", "move", "bring", "lead") and near & {"unknown", "undisclosed"}:
        return "disappearance"
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        objects |= {verb.head.lemma_.lower()}
    if (found := _of_loss(verb, lemma, near, objects)) or (found := _of_courts(verb, lemma, objects)):
        return found
    if (found := _of_office(verb, lemma, objects, subjects)) or (found := _of_leaving(verb, lemma, objects)):
        return found
    people = bool(objects & triggers.PEOPLE) or any(_is_person(child) for child in verb.children)
    if lemma == "take" and "away" in near and people:
        return "arrest"
    if lemma == "take" and people and _is_taken(verb, near):
        return "arrest"
    if lemma == "hold" and people and any(child.dep_ == "auxpass" for child in verb.children):
        return "arrest"
    if lemma in ("find", "plead") and any(child.lower_ in ("guilty", "innocent") for child in verb.subtree):
        return "trial"
    if lemma == "set" and any(child.dep_ == "prt" and child.lower_ == "up" for child in verb.children):
        return "other"
    return None


def _of_loss(verb: Token, lemma: str, near: set[str], objects: set[str]) -> str | None:
    """Deaths and disappearances that are told in other words: "lost two sons", "was dead", "never seen again"."""
    if lemma == "lose" and objects & triggers.LOST:
        return "killing"
    if lemma == "put" and {"out", "of", "action"} <= near:
        return "killing"
    if lemma == "cleanse" and any(
        child.dep_ == "prep"
        and child.lower_ == "of"
        and any(aim.lemma_.lower() in triggers.ARMED for aim in child.children)
        for child in verb.children
    ):
        return "killing"
    if lemma == "be" and any(child.dep_ == "acomp" and child.lower_ == "dead" for child in verb.children):
        return "killing"
    if is_never_seen(verb):
        return "disappearance"
    return None


def is_never_seen(verb: Token) -> bool:
    """Whether somebody is told to have been seen no more: "were never seen again", "have not seen him since"."""
    if verb.lemma_.lower() not in ("see", "hear", "return") or verb.tag_ not in ("VBN", "VBD"):
        return False
    never = any(child.lower_ in ("never", "not", "n't", "n’t") for child in verb.children)
    again = any(child.lower_ in ("again", "since", "alive") for child in verb.children)
    return never and (again or verb.lemma_ == "return")


def _of_courts(verb: Token, lemma: str, objects: set[str]) -> str | None:
    """What courts do to sentences: "received a term of", "cut the sentence", "is to hear the parties"."""
    if lemma in triggers.SENTENCING and objects & triggers.SENTENCES:
        return "trial"
    if (
        lemma == "receive"
        and objects & {"term"}
        and any(token.lower_ in ("year", "years", "life") for token in verb.subtree)
    ):
        return "trial"
    return None


def of_inquiry(verb: Token, lemma: str) -> str | None:
    """An inquiry that a prosecutor or a judge opens is the beginning of a trial's proceedings."""
    objects = {child.lemma_.lower() for child in verb.children if child.dep_ in ("dobj", "nsubjpass")}
    by = {child.lemma_.lower() for child in verb.children if child.dep_ == "nsubj"}
    opened = lemma in ("open", "launch", "order") and objects & {"inquiry", "investigation", "probe"}
    return "trial" if opened and by & triggers.COURTS else None


def _of_office(verb: Token, lemma: str, objects: set[str], subjects: set[str]) -> str | None:
    """Offices begun: "took office", "became deputy minister", "the commission began its work"."""
    if lemma in ("take", "assume") and objects & {"office", "post"}:
        return "appointment"
    if lemma == "become" and any(
        child.dep_ in ("attr", "acomp", "oprd", "dobj") and heads.is_office(child.lower_) for child in verb.children
    ):
        return "appointment"
    if lemma in ("begin", "start", "complete", "end", "finish") and objects & {"work", "mandate"} and subjects & BODIES:
        return "other"
    return None


def _of_leaving(verb: Token, lemma: str, objects: set[str]) -> str | None:
    """Flight: "left the village", "crossed into Thailand"."""
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    if lemma in ("leave", "abandon") and objects & triggers.LEFT and not passive:
        return "other"
    if lemma == "cross" and any(
        child.dep_ == "prep"
        and child.lower_ in ("into", "to")
        and any(a.ent_type_ in ("GPE", "LOC") for a in child.children)
        for child in verb.children
    ):
        return "other"
    return None


def _is_taken(verb: Token, near: set[str]) -> bool:
    """Whether people are taken by force: in the passive to or from a place, or by "they", soldiers and the like."""
    if near & {"hospital", "hospitals", "clinic", "school", "safety", "holiday", "part", "care"}:
        return False
    if any(child.dep_ == "auxpass" for child in verb.children):
        return any(child.dep_ == "prep" and child.lower_ in ("to", "from", "by") for child in verb.children)
    subjects = {child.lemma_.lower() for child in verb.children if child.dep_ == "nsubj"}
    return bool(subjects & (triggers.ARMED | {"they"}))


def _comes_to_a_place(verb: Token) -> bool:
    """Whether a verb of coming has a place as its aim, or nothing but the way ("soldiers arrived in vehicles")."""
    for child in verb.children:
        aims = child.children if child.dep_ == "prep" else (child,) if child.dep_ == "dobj" else ()
        if any(aim.ent_type_ in ("GPE", "LOC", "FAC") or aim.lemma_.lower() in triggers.SITES for aim in aims):
            return True
    return triggers.lemma(verb.lemma_) == "arrive"


def _is_person(token: Token) -> bool:
    return token.dep_ in ("dobj", "nsubjpass") and token.ent_type_ == "PERSON"


def sharper(verb: Token, kind: str) -> str:
    """A kind that the clause's other words make clear: a death in custody or by violence is told as a killing."""
    lemma = triggers.lemma(verb.lemma_)
    if lemma in ("capture", "seize"):
        objects = {child.lemma_.lower() for child in verb.children if child.dep_ in ("dobj", "nsubjpass")}
        people = objects & triggers.PEOPLE
        return "arrest" if people else "attack" if lemma == "capture" else kind
    if lemma == "die":
        words = {token.lemma_.lower() for token in verb.subtree}
        counted = any(token.like_num for child in verb.children if child.dep_ == "nsubj" for token in child.subtree)
        violent = bool(words & triggers.DEADLY) or counted and not words & triggers.NATURAL
        return "killing" if violent else "other"
    if lemma == "shoot":
        words = {token.lower_ for token in verb.subtree if token.lower_ != "at" or token.i == verb.i + 1}
        hit = any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children) or verb.dep_ == "acl"
        return "killing" if hit and not words & {"wounded", "injured", "at", "wounding", "injuring"} else kind
    if lemma == "sign":
        words = {token.lemma_.lower() for token in verb.subtree} | {verb.head.lemma_.lower()}
        return "publication" if words & {"petition", "letter", "statement", "declaration"} else "other"
    return kind
