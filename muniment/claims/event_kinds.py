"""The kind of event that a verb tells of together with its particle, its object or its other words."""

from __future__ import annotations

from spacy.tokens import Token

from muniment.claims import triggers


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
    people = bool(objects & triggers.PEOPLE) or any(_is_person(child) for child in verb.children)
    if lemma == "take" and "away" in near and people:
        return "arrest"
    if lemma == "hold" and people and any(child.dep_ == "auxpass" for child in verb.children):
        return "arrest"
    if lemma in ("find", "plead") and any(child.lower_ in ("guilty", "innocent") for child in verb.subtree):
        return "trial"
    if lemma == "set" and any(child.dep_ == "prt" and child.lower_ == "up" for child in verb.children):
        return "other"
    return None


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
        words = {token.lower_ for token in verb.subtree}
        hit = any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children) or verb.dep_ == "acl"
        return "killing" if hit and not words & {"wounded", "injured", "at", "wounding", "injuring"} else kind
    if lemma == "sign":
        words = {token.lemma_.lower() for token in verb.subtree} | {verb.head.lemma_.lower()}
        return "publication" if words & {"petition", "letter", "statement", "declaration"} else "other"
    return kind
