"""Whether a verb's form tells of what was done, not of what was wished, feared, planned or denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.claims import headwords as heads
from muniment.claims import triggers

if TYPE_CHECKING:
    from spacy.tokens import Token

_WISHES = heads.words("would could may might should must will can shall 'd ’d 'll ’ll ought")
_IF = frozenset({"if", "unless", "whether", "lest"})
_AFTER_PREPOSITIONS = heads.words("by after before in since for through with while")


def happened(verb: Token) -> bool:
    """Whether a verb's form tells of what was done: past, perfect, passive, or a participle that hangs on one."""
    words = [child for child in verb.children if child.dep_ in ("aux", "auxpass", "neg", "mark")]
    low = {word.lower_ for word in words}
    if low & _WISHES or low & _IF or any(word.dep_ == "neg" for word in words):
        return False
    tag = verb.tag_
    if tag == "VBD":
        return True
    if tag == "VBN":
        if any(word.lemma_ in ("have", "be") for word in words):
            return "to" not in low and not any(word.tag_ in ("VBZ", "VBP") and word.dep_ == "auxpass" for word in words)
        if verb.dep_ == "acl":
            return any(child.dep_ in ("agent", "prep", "npadvmod") for child in verb.children)
        return verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and happened(verb.head)
    if tag == "VBG":
        return _participle(verb, words)
    if tag == "VB" and "to" in low and verb.dep_ in ("xcomp", "ccomp", "advcl"):
        return verb.head.lemma_.lower() in triggers.DOING and happened(verb.head)
    if tag == "VB" and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return happened(verb.head)
    return False


def _participle(verb: Token, words: list[Token]) -> bool:
    """Whether an "-ing" form tells of what was done: "was killing", ", killing 30", "by interrogating …"."""
    if any(word.lemma_ == "be" for word in words):
        return any(word.lower_ in ("was", "were", "been") for word in words)
    objects = [child for child in verb.children if child.dep_ in ("dobj", "prep")]
    if not objects or triggers.VERBS.get(verb.lemma_.lower()) in ("protest", "meeting"):
        return False
    counted = any(token.like_num for child in objects if child.dep_ == "dobj" for token in child.subtree)
    head = verb.head
    if verb.dep_ == "pcomp":
        if head.lower_ not in _AFTER_PREPOSITIONS:
            return False
        head = head.head
    elif verb.dep_ not in ("advcl", "conj", "acl"):
        return False
    if head.pos_ not in ("VERB", "AUX"):
        return counted or verb.dep_ == "acl"
    return counted and not is_wished(head) or happened(head)


def is_wished(verb: Token) -> bool:
    """Whether a verb stands under "would", "may", "must" and the like."""
    return any(child.lower_ in _WISHES for child in verb.children if child.dep_ == "aux")
