"""What is told by a number alone, and by sentences whose teller stands at their end.

- "The register lists 61 prisoners", "the clinic counted 30 dead", "the ministry said 31": verbs that say that there are
  so many, with a bare noun phrase or number;
- "the ministry put the toll at 17", "the priest gave a list of 37 names";
- "Soldiers shot 41 farmers on Friday, the mayor and two priests said": parsers hang such an end from the wrong word.

The verbs are those of counting and recording in general English (Levin's classes 29.1, 29.2, 54.1 and 54.3, 1993).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muniment.claims import headwords as heads
from muniment.claims import phrases
from muniment.claims.analysis import Paragraph
from muniment.claims.clauses import saying_of
from muniment.claims.contents import pieces_of
from muniment.claims.cues import TEXTS, VERBS, verb
from muniment.claims.phrases import child
from muniment.claims.sayings import Saying
from muniment.records import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

#: verbs by which people and papers say that there are so many
_COUNTING = heads.words(
    "count list tally enumerate document record register log catalogue catalog chronicle total_up print cite "
    "report acknowledge estimate admit confirm claim mention verify"
)
#: verbs of `_COUNTING` that clinics, towns and other places do too
_KEEPING = heads.words("count list tally document record register log catalogue catalog")
#: verbs that tell of a number only where a text is their subject: people name ministers and show guests round
_TEXTS_TELL = heads.words("name show indicate give contain include hold number speak note")
_PAPERS = heads.words(
    "record register list annex appendix count tally roll ledger logbook chart table map footnote picture image"
    " photograph photo footage imagery data"
)
_TOLLS = heads.words("toll number figure count total tally estimate cost loss losses strength deaths")
_LISTS = heads.words("list register figure number toll total count tally estimate record")
_PUTTING = heads.words("put place set")
_GIVING = heads.words("give provide offer publish present submit compile issue release supply")
#: what is printed, listed and counted by trades, which tells nothing
_WARES = heads.words("copy leaflet page poster book pamphlet ballot banknote vote share stamp ticket hour day")
_BEFORE_NUMBER = heads.words(
    "about around some nearly almost roughly approximately over at least most more fewer less than only just up to as "
    "many well under above another a the an total of exactly “ \" ‘ '' `` ' « some"
)
_SUBORDINATORS = heads.words("when if as after although though because while since before until unless once")
_TAILS = heads.words(
    "in on at by from to during after late early yesterday today tonight monday tuesday wednesday thursday friday "
    "saturday sunday last this earlier later afterwards"
)
#: the rule of a number without a noun, which no other reading of the verb is surer than
ALONE = "number alone"
#: tokens from a verb to its number, and of a saying's end ("… , the two doctors of the ward said in a statement")
NEAR, LONGEST_END = 7, 24


def told_in_numbers(paragraph: Paragraph) -> Iterator[Saying]:
    """Every number that somebody is said to give, with who gives it."""
    if paragraph.doc is None:
        return
    for token in paragraph.doc:
        if not token.tag_.startswith("VB") or token.dep_ in ("aux", "auxpass") or phrases.negated(token):
            continue
        lemma = token.lemma_.lower()
        if lemma in _PUTTING or lemma in _GIVING:
            yield from _given(paragraph, token, lemma)
        plain = verb(lemma, "c")
        if lemma not in _COUNTING | _TEXTS_TELL and (plain is None or plain.weak):
            continue
        counted = _number_after(token)
        speaker = _teller(token, lemma)
        if counted is None or speaker is None:
            continue
        noun = _counted(counted)
        if noun.lemma_.lower() in _WARES or (lemma not in _COUNTING | _TEXTS_TELL and not _ends(noun)):
            continue
        # a bare number has no letters, which other contents must have
        pieces = (
            (paragraph.span(phrases.shorn(noun.doc, token.i + 1, noun.i + 1)),)
            if noun.i == counted.i
            else pieces_of(paragraph, token.i + 1, _right(noun), token)
        )
        if pieces:
            stance = plain.stance if plain is not None else Stance.ASSERTED
            yield saying_of(paragraph, token, speaker, pieces, stance, ALONE if noun.i == counted.i else "number told")


def _given(paragraph: Paragraph, token: Token, lemma: str) -> Iterator[Saying]:
    """ "put the toll at 17", "gave a list of 37 names"."""
    goal = child(token, "dobj")
    if goal is None or child(token, "auxpass") is not None:
        return
    speaker = phrases.subject(token)
    if speaker is None or phrases.is_author(speaker) or not phrases.may_speak(phrases.antecedent(speaker)):
        return
    wanted, nouns = ("at", _TOLLS) if lemma in _PUTTING else ("of", _LISTS)
    if goal.lemma_.lower() not in nouns and goal.lower_ not in nouns:
        return
    for one in (*goal.children, *token.children):
        held = child(one, "pobj") if one.dep_ == "prep" and one.lower_ == wanted and one.i > goal.i else None
        if held is not None and any(each.like_num for each in held.subtree):
            pieces = pieces_of(paragraph, held.left_edge.i, held.right_edge.i, token)
            if pieces or (pieces := (paragraph.span(held.doc[held.left_edge.i : held.right_edge.i + 1]),)):
                yield saying_of(paragraph, token, speaker, pieces, Stance.ASSERTED, "number given")
            return


def _number_after(token: Token) -> Token | None:
    """The number that stands next to a verb, but for "at least", "about" and the like; no date, no "one of"."""
    doc = token.doc
    for one in doc[token.i + 1 : token.i + 1 + NEAR]:
        if one.like_num:
            dated = one.ent_type_ in ("DATE", "TIME", "PERCENT") and not one.text.replace(",", "").isdigit()
            year = len(one.text) == 4 and one.text[:2] in ("18", "19", "20")
            return None if dated or year or one.lower_ in ("one", "first", "second") else one
        if one.lower_ not in _BEFORE_NUMBER:
            return None
    return None


def _counted(number: Token) -> Token:
    """The noun that a number counts, or the number itself."""
    head = number
    while head.dep_ in ("nummod", "compound", "quantmod", "amod") and head.head.i > head.i:
        head = head.head
    return head if head.pos_ in ("NOUN", "PROPN", "NUM", "ADJ") else number


def _right(noun: Token) -> int:
    """The last token of what is counted: its phrase, cut before a further clause of the sentence."""
    right = noun.i
    for one in noun.children:
        if one.i > noun.i and one.dep_ in ("prep", "relcl", "acl", "amod", "appos"):
            right = max(right, one.right_edge.i)
    return right


def _ends(noun: Token) -> bool:
    """Whether a clause ends right after what is counted: a bare number, not the subject of a clause."""
    if noun.i + 1 >= len(noun.doc):
        return True
    return noun.nbor(1).text in '.,;:)”"!?—–' and noun.dep_ not in ("nsubj", "nsubjpass")


def _teller(token: Token, lemma: str) -> Token | None:
    """Who gives the number: the subject, or, where the parse has none, the name or noun right before the verb."""
    if (
        child(token, "auxpass") is not None
        or token.dep_ == "amod"
        or token.tag_ in ("VBG", "VBN")
        and not _perfect(token)
    ):
        return None
    speaker = phrases.subject(token)
    if speaker is None and token.i and token.nbor(-1).pos_ in ("NOUN", "PROPN") and token.tag_ in ("VBD", "VBZ"):
        speaker = token.nbor(-1)
    if speaker is None or phrases.is_author(speaker):
        return None
    who = phrases.antecedent(speaker)
    if who.pos_ == "PRON" and token.dep_ in ("ccomp", "xcomp"):
        # "she said she had counted 12 bodies": what she did is hers already
        return None
    if lemma in ("include", "contain", "hold") and who.lemma_.lower() in _TOLLS:
        return None
    if lemma in _TEXTS_TELL:
        return speaker if who.lemma_.lower() in TEXTS | _PAPERS else None
    if lemma not in _KEEPING and not phrases.speaks(who):
        return None
    return speaker if phrases.may_speak(who) or who.lemma_.lower() in _PAPERS else None


def _perfect(token: Token) -> bool:
    return any(one.dep_ == "aux" and one.lemma_.lower() == "have" for one in token.children)


def told_at_the_end(paragraph: Paragraph) -> Iterator[Saying]:
    """ "C, X said.", "C, X and Y said in a statement." """
    doc = paragraph.doc
    if doc is None:
        return
    for token in doc:
        if token.tag_ not in ("VBD", "VBZ", "VBP") or phrases.lemma(token) not in VERBS:
            continue
        cue = verb(phrases.lemma(token), "q")
        if cue is None or verb(phrases.lemma(token), "c") is None or cue.weak or phrases.negated(token):
            continue
        sentence = token.sent
        if not _closes(token, sentence.end):
            continue
        comma = next((one.i for one in reversed(doc[sentence.start : token.i]) if one.text == ","), None)
        if comma is None or token.i - comma - 1 > LONGEST_END or comma - sentence.start < 3 or token.i == comma + 1:
            continue
        before, who = doc[sentence.start : comma], doc[comma + 1 : token.i]
        if before[0].lower_ in _SUBORDINATORS or who[0].lower_ in ("and", "but", "who", "which", "or"):
            continue
        if not any(one.tag_ in ("VBD", "VBZ", "VBP", "MD") for one in before) or any(
            one.tag_.startswith("VB") or one.text in '“”"«»;' for one in who
        ):
            continue
        subject = phrases.subject(token)
        speaker = subject if subject is not None and comma < subject.i < token.i else who.root
        if phrases.is_author(speaker) or not phrases.may_speak(speaker):
            continue
        pieces = pieces_of(paragraph, sentence.start, comma - 1, token)
        if pieces and speaker.pos_ in ("NOUN", "PROPN", "PRON"):
            yield saying_of(paragraph, token, speaker, pieces, cue.stance, "told at the end")


def told_after_that(paragraph: Paragraph) -> Iterator[Saying]:
    """ "said to my husband that C": what the parse hung elsewhere, to the end of the sentence."""
    doc = paragraph.doc
    if doc is None:
        return
    for token in doc:
        if token.tag_ not in ("VBD", "VBZ", "VBP") or phrases.negated(token):
            continue
        cue = verb(phrases.lemma(token), "c")
        if cue is None or cue.weak:
            continue
        that = _that(token)
        speaker = phrases.subject(token)
        if (
            that is None
            or speaker is None
            or phrases.is_author(speaker)
            or not phrases.speaks(phrases.antecedent(speaker))
        ):
            continue
        end = next((one.i for one in doc[that.i : token.sent.end] if one.text == ";"), token.sent.end)
        if pieces := pieces_of(paragraph, that.i + 1, end - 1, token):
            yield saying_of(paragraph, token, speaker, pieces, cue.stance, "that, unhung")


def _that(token: Token) -> Token | None:
    for one in token.doc[token.i + 1 : min(token.i + 1 + NEAR, token.sent.end)]:
        if one.lower_ == "that" and one.i + 1 < token.sent.end:
            return one
        if one.tag_.startswith(("VB", "MD", "W")) or one.text in '“”"«»:;,':
            return None
    return None


def _closes(token: Token, end: int) -> bool:
    """Whether nothing but a time or an occasion follows a verb to its sentence's end."""
    rest = [one for one in token.doc[token.i + 1 : end] if not one.is_space]
    while rest and rest[-1].text in ".!?…":
        rest.pop()
    if not rest:
        return True
    plain = not any(one.tag_.startswith("VB") or one.text in '“”"«»:;' for one in rest)
    return plain and rest[0].lower_ in _TAILS and len(rest) <= LONGEST_END
