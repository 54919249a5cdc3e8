"""Who says the quoted words: the cue before, behind or between quotations, colons, speaker lines, and carrying over.

Works on what `quotations` found and joins it with the clauses' sayings: a clause that is wholly quoted becomes the
whole quotation; a quotation inside a reported clause makes it mixed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from muniment.claims import phrases
from muniment.claims.analysis import Paragraph
from muniment.claims.clauses import saying_of
from muniment.claims.cues import NOUNS, SLOGANS, TEXTS, VERBS, verb
from muniment.claims.quotations import Quotation
from muniment.claims.sayings import Saying
from muniment.claims.speaker_lines import is_sentence, signed
from muniment.records import Span, Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: tokens between a cue and its quotation: longer gaps belonged to something else in nine of ten cases of dev news
FAR, NEAR = 30, 5
_CLOSING = "’”'\"»"
_STOPS = frozenset(".!?")
_LINKS = frozenset({"as", "like", "of", "reading", "saying", "that", "with", "is", "was", "were", "are", ",", ":"})
_FILLERS = frozenset({"such", "the", "words", "to", "effect"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A cue beside a quotation, with its speaker."""

    paragraph: Paragraph
    token: Token
    speaker: Token | None
    stance: Stance
    rule: str


def quoted_sayings(
    paragraphs: Sequence[Paragraph], quotes: Sequence[Quotation], clauses: Sequence[Sequence[Saying]]
) -> Iterator[Saying]:
    """The sayings of all paragraphs: the clauses' (one list a paragraph) with their quotations, and the quotations'."""
    last: Saying | None = None
    last_at = -9
    whole: dict[int, list[Quotation]] = {}
    places: dict[int, list[Quotation]] = {}
    for quote in quotes:
        whole.setdefault(quote.chain, []).append(quote)
        places.setdefault(quote.paragraph, []).append(quote)
    for index, paragraph in enumerate(paragraphs):
        here = [quote for quote in places.get(index, ()) if whole[quote.chain][0] is quote]
        kept, taken = _with_clauses(clauses[index], here, whole)
        direct: list[Saying] = [saying for saying in kept if saying.form == "direct"]
        for quote in here:
            if quote.chain in taken:
                continue
            found = _cue(paragraphs, index, quote, here)
            pieces = tuple(each.inner for each in whole[quote.chain])
            if found is not None:
                saying = _said(found, pieces)
                taken.add(quote.chain)
                if (same := _same_cue(saying, kept)) is not None:
                    parts = _parts(kept[same], saying, paragraph)
                    direct[direct.index(kept[same])] = kept[same] = parts[0]
                    direct += parts[1:]
                    kept += parts[1:]
                    continue
                direct.append(saying)
                kept.append(saying)
            elif (undersigned := signed(paragraph, quote, pieces)) is not None:
                direct.append(undersigned)
                kept.append(undersigned)
                taken.add(quote.chain)
        for quote in here:
            if quote.chain in taken or not is_sentence(paragraph, quote):
                continue
            pieces = tuple(each.inner for each in whole[quote.chain])
            near = _neighbour(quote, direct)
            if near is None and last is not None and index - last_at <= 1 and _leads(paragraph, quote):
                near = last
            if near is not None:
                saying = replace(
                    near, pieces=pieces, source=None, cue=None, rule="carried", form="direct", carried=True
                )
                _go_on(kept, near, saying)
                kept.append(saying)
                direct.append(saying)
        if direct:
            last, last_at = max(direct, key=lambda saying: saying.span.end), index
            ends = [quote for quote in here if quote.inner == last.pieces[0]]
            last_at = max([last_at, *(each.paragraph for quote in ends for each in whole[quote.chain])])
        yield from kept


def _same_cue(saying: Saying, kept: Sequence[Saying]) -> int | None:
    for at, one in enumerate(kept):
        if one.form == "direct" and one.cue is not None and one.cue == saying.cue:
            return at
    return None


def _parts(one: Saying, other: Saying, paragraph: Paragraph) -> list[Saying]:
    """Two quotations of one cue as one saying, where the cue parts a sentence (“…,” she said, “…”), or as a saying
    and its continuation."""
    first, second = sorted((one, other), key=lambda each: each.span.start)
    cue, at = first.cue, second.pieces[0].start - paragraph.start
    if cue is None or not first.pieces[-1].end <= cue.start < second.pieces[0].start:
        return [replace(first, pieces=(*first.pieces, *second.pieces))]
    between = paragraph.text[cue.end - paragraph.start : at]
    if paragraph.text[at : at + 1].islower() or not any(mark in between for mark in ".!?"):
        return [replace(first, pieces=(*first.pieces, *second.pieces))]
    further = replace(second, source=None, cue=None, rule="carried", carried=True)
    return [replace(first, further=(*first.further, *second.pieces)), further]


def _go_on(kept: list[Saying], first: Saying, saying: Saying) -> None:
    """Give the saying that `saying` goes on from the further words."""
    for at, one in enumerate(kept):
        if one.cue is not None and (one is first or (first.carried and one.core == first.core)):
            kept[at] = replace(one, further=(*one.further, *saying.pieces))
            return


def _with_clauses(
    clauses: Sequence[Saying], here: Sequence[Quotation], whole: dict[int, list[Quotation]]
) -> tuple[list[Saying], set[int]]:
    """The clauses' sayings, those in quotation marks made whole, and the chains of the quotations they took."""
    kept, taken = [], set[int]()
    for saying in clauses:
        saying = replace(saying, pieces=tuple(_closed(piece, here) for piece in saying.pieces))
        outside = [quote for quote in here if saying.cue is None or not quote.outer.holds(saying.cue)]
        inside = [quote for quote in outside if _mostly(saying, quote)]
        held = [quote for quote in outside if any(piece.holds(quote.inner) for piece in saying.pieces)]
        if inside:
            pieces = [each.inner for quote in inside for each in whole[quote.chain]]
            beside = [piece for piece in saying.pieces if not any(quote.outer.meets(piece) for quote in inside)]
            direct = not beside and len(saying.pieces) <= len(inside)
            if direct:
                saying = replace(saying, pieces=tuple(pieces), form="direct")
            else:
                saying = replace(saying, pieces=_joined(saying.pieces, pieces), form="mixed")
            taken.update(quote.chain for quote in inside)
        elif held:
            saying = replace(saying, form="mixed")
            taken.update(quote.chain for quote in held)
        kept.append(saying)
    return kept, taken


def _closed(piece: Span, here: Sequence[Quotation]) -> Span:
    """A run that ends inside a quotation which it opened, up to where that closes."""
    for quote in here:
        if piece.start < quote.outer.start < piece.end < quote.outer.end and quote.closed:
            return Span(piece.start, quote.outer.end)
    return piece


def _mostly(saying: Saying, quote: Quotation) -> bool:
    """Whether most of a piece of the content, and its beginning, stands in the quotation."""
    for piece in saying.pieces:
        shared = min(piece.end, quote.outer.end) - max(piece.start, quote.outer.start)
        if shared > 0.6 * len(piece) and (piece.start >= quote.outer.start - 2):
            return True
    return False


def _joined(pieces: Sequence[Span], more: Sequence[Span]) -> tuple[Span, ...]:
    """All spans in order, those that meet or touch made one."""
    out: list[Span] = []
    for span in sorted([*pieces, *more]):
        if out and span.start <= out[-1].end + 2:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _said(found: _Found, pieces: tuple[Span, ...]) -> Saying:
    saying = saying_of(found.paragraph, found.token, found.speaker, pieces, found.stance, found.rule)
    return replace(saying, form="direct")


def _cue(paragraphs: Sequence[Paragraph], index: int, quote: Quotation, here: Sequence[Quotation]) -> _Found | None:
    """The cue that governs a quotation: behind it, before it, or at the end of the paragraph before it."""
    paragraph = paragraphs[index]
    if paragraph.doc is None:
        return None
    start, end = quote.outer.start - paragraph.start, quote.outer.end - paragraph.start
    bound = max((each.outer.end - paragraph.start for each in here if each.outer.end <= quote.outer.start), default=0)
    if paragraph.text[:start].strip():
        found = _before(paragraph, paragraph.doc, bound, start, quote) if _linked(paragraph.text[bound:start]) else None
        strict = found is not None and paragraph.text[:start].rstrip()[-1:] in (":", ",")
        if strict:
            return found
        return _behind(paragraph, paragraph.doc, end, quote) or found
    behind = _behind(paragraph, paragraph.doc, end, quote)
    if behind is not None:
        return behind
    if index and paragraphs[index - 1].text.rstrip().endswith(":"):
        before = paragraphs[index - 1]
        if before.doc is not None:
            return _before(before, before.doc, 0, len(before.text.rstrip()), quote)
    return None


def _linked(before: str) -> bool:
    """Whether the words before a quotation lead into it."""
    before = before.rstrip()
    return bool(before) and before[-1] not in ".!?;"


def _behind(paragraph: Paragraph, doc: Doc, end: int, quote: Quotation) -> _Found | None:
    """The cue behind: "…,” said X", "…,” X said"."""
    first = _token_from(doc, end)
    if first is None:
        return None
    # the last character of what is quoted, also where a quotation inside it closes with it
    closing = paragraph.text[:end].rstrip(_CLOSING)[-1:]
    lead = doc[first]
    if closing == "." and not (lead.lower_ == lead.text and lead.is_alpha):
        return None
    seen: list[Token] = []
    for token in doc[first : first + FAR]:
        if token.text in _STOPS or token.text == ";" or (token.text in '“"«' and token.i > first + 1):
            break
        if token.tag_.startswith("VB") and verb(phrases.lemma(token), "q") and token.tag_ != "VB":
            speaker = _speaker(token, first, doc)
            if speaker is None or phrases.is_author(speaker):
                return None
            others = [each for each in seen if each.pos_ == "VERB" and not _within(each, speaker)]
            if any(each.tag_ in ("VBD", "VBZ", "VBP") and token.dep_ != "conj" for each in others):
                return None
            if closing not in ",?!—–…" and paragraph.text[end : end + 1] != "," and token.i - first > 6:
                return None
            if closing not in ",?!—–….-" and not (lead.text == "," or lead.i == token.i):
                return None
            cue = verb(phrases.lemma(token), "q")
            stance = cue.stance if cue else Stance.ASSERTED
            return _Found(paragraph, token, speaker, stance, "quotation, cue behind")
        seen.append(token)
    return None


def _within(token: Token, speaker: Token) -> bool:
    return speaker.left_edge.i <= token.i <= speaker.right_edge.i


def _speaker(token: Token, first: int, doc: Doc) -> Token | None:
    """The subject of a cue behind a quotation; never one from inside it."""
    subject = phrases.subject(token)
    if subject is not None and subject.i >= first:
        return subject
    between = [each for each in doc[first : token.i] if each.pos_ in ("NOUN", "PROPN", "PRON")]
    if between:
        return _top(between[0], first, token.i)
    after = [each for each in doc[token.i + 1 : token.i + 6] if each.pos_ in ("NOUN", "PROPN", "PRON")]
    if after and not any(each.text in _STOPS for each in doc[token.i + 1 : after[0].i]):
        return _top(after[0], token.i + 1, len(doc))
    return subject if subject is not None and token.tag_ == "VBG" else None


def _top(token: Token, left: int, right: int) -> Token:
    while (
        token.head.i != token.i and left <= token.head.i < right and token.dep_ in ("compound", "amod", "poss", "nmod")
    ):
        token = token.head
    return token


def _token_from(doc: Doc, at: int) -> int | None:
    return next((token.i for token in doc if token.idx >= at), None)


def _before(paragraph: Paragraph, doc: Doc, bound: int, start: int, quote: Quotation) -> _Found | None:
    """The cue before: "X said: “…", "chants of “…", "X, who warned, “…"."""
    tokens = [token for token in doc if bound <= token.idx and token.idx + len(token) <= start]
    if not tokens:
        return None
    strict = tokens[-1].text in (",", ":")
    sentence = is_sentence(paragraph, quote)
    for back, token in enumerate(reversed(tokens)):
        if back > (FAR if strict or sentence else NEAR):
            return None
        if back and token.text in _STOPS and token.i + 1 < len(doc) and doc[token.i + 1].is_title:
            return None
        if token.tag_.startswith("VB") and (cue := verb(phrases.lemma(token), "q")) is not None:
            if not strict and not sentence and back > 1:
                return None
            speaker = _outside(phrases.subject(token), token, start)
            if speaker is None and token.tag_ not in ("VBG", "VBD"):
                continue
            if speaker is not None and phrases.is_author(speaker):
                return None
            return _Found(paragraph, token, speaker, cue.stance, "quotation, cue before")
        if token.pos_ == "NOUN" and token.lemma_.lower() in SLOGANS and back <= (2 * NEAR if sentence else NEAR):
            between = tokens[len(tokens) - back :]
            loose = sentence and tokens[-1].lower_ in _LINKS
            if loose or all(each.lower_ in _LINKS or each.lower_ in _FILLERS for each in between):
                speaker = _outside(phrases.author(token) or _holder(token), token, start)
                urged = token.lemma_.lower() in ("chant", "slogan", "cry", "shout")
                stance = Stance.URGED if urged else NOUNS.get(token.lemma_.lower(), Stance.ASSERTED)
                return _Found(paragraph, token, speaker, stance, "words shouted or carried")
        if tokens[-1].text == ":" and token.pos_ == "NOUN" and token.lemma_.lower() in TEXTS and back < 12:
            speaker = phrases.author(token) or token
            return _Found(paragraph, token, speaker, Stance.ASSERTED, "text, colon")
        if tokens[-1].text == ":" and token.tag_.startswith("VB") and phrases.lemma(token) in VERBS:
            speaker = phrases.subject(token)
            if speaker is not None and phrases.speaks(phrases.antecedent(speaker)):
                return _Found(paragraph, token, speaker, Stance.ASSERTED, "verb, colon")
    return None


def _outside(speaker: Token | None, cue: Token, start: int) -> Token | None:
    """A speaker before the quotation that begins at `start`: parsers take quoted subjects for the cue's."""
    if speaker is not None and (speaker.idx >= start or speaker.i == cue.i):
        speaker = None
    return speaker if speaker is not None and cue.pos_ == "NOUN" else phrases.rightly(cue, speaker)


def _holder(noun: Token) -> Token | None:
    """The thing that "features", "bears" or is "characterized by" the words."""
    token = noun
    for _ in range(phrases.DEEPEST):
        head = token.head
        if head.i == token.i:
            return None
        if token.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN"):
            return head
        if head.pos_ in ("VERB", "AUX") and (own := phrases.child(head, "nsubj", "nsubjpass")) is not None:
            return phrases.antecedent(own)
        token = head
    return None


def _leads(paragraph: Paragraph, quote: Quotation) -> bool:
    return not paragraph.text[: quote.outer.start - paragraph.start].strip()


def _neighbour(quote: Quotation, direct: Sequence[Saying]) -> Saying | None:
    """The direct saying beside a quotation in its paragraph: the last before it, else the first after it."""
    before = [saying for saying in direct if saying.span.end <= quote.outer.start]
    if before:
        return max(before, key=lambda saying: saying.span.end)
    after = [saying for saying in direct if saying.span.start >= quote.outer.end]
    return min(after, key=lambda saying: saying.span.start) if after else None
