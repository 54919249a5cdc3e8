"""Questions: figures about the same event, measure and population, side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from muniment import dates
from muniment.corroboration.conflicts import absent_kinds, find_conflicts
from muniment.corroboration.context import occasions
from muniment.corroboration.occasions import (
    OF_PEOPLE,
    Occasion,
    Signature,
    blocks,
    same_event,
    same_great_number,
    settled,
)
from muniment.corroboration.populations import Population, population_of
from muniment.records import Claim, Figure, Interval, Publication, Question, Reading

#: in a block of more figures than this, each is compared with the first of its neighbours only
FULL_BLOCK = 60
#: … and with at most so many of them
NEIGHBOURS = 30
#: what a question asks, by measure, where no source gives its event a name
_ASKED = {
    "killed": "people killed",
    "injured": "people injured",
    "arrested": "people arrested",
    "imprisoned": "people imprisoned",
    "tortured": "people tortured",
    "disappeared": "people disappeared",
    "protested": "people who protested",
    "attended": "people who attended",
    "signed": "people who signed",
}


def ask(
    claims: Iterable[Claim],
    times: Mapping[str, str],
    publications: Mapping[str, Publication],
    readings: Iterable[Reading],
) -> tuple[Question, ...]:
    """The questions that the figures among `claims` answer, by their ids.

    `times` and `publications` come from `resolve_times` and `date_documents`. Events, places and names among the claims
    show which event a figure is told of. Each figure stands in exactly one question; a part of the people touched
    (children, the members of a group, a share) is a question of its own, `part_of` that of the whole. A question is
    named by its lowest claim. Its groups are single claims until joins are known (`groups`).
    """
    kept, reads = tuple(claims), tuple(readings)
    found = settled(occasions(kept, times, publications, reads))
    voices = {one.document: " ".join(filter(None, (one.publisher, one.author, one.title))) for one in reads}
    questions: list[Question] = []
    for event in _clusters(found):
        questions.extend(_questions(event, publications, voices))
    return tuple(sorted(questions, key=lambda question: question.id))


def _clusters(found: Sequence[Occasion]) -> list[list[Occasion]]:
    """Figures of one event together: strongest reasons first, never against a contradiction."""
    pairs: dict[tuple[int, int], int] = {}
    for block in _blocked(found):
        for i, j in _pairs_of(block):
            pair = (min(i, j), max(i, j))
            if pair not in pairs:
                why = same_event(found[i], found[j])
                pairs[pair] = why[0] if why else 0
    parent = list(range(len(found)))
    signatures = [Signature.of(one) for one in found]

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for (i, j), strength in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if not strength:
            continue
        a, b = root(i), root(j)
        strictly = not same_great_number(found[i], found[j])
        if a != b and not signatures[a].contradicts(signatures[b], strictly=strictly):
            low, high = min(a, b), max(a, b)
            parent[high] = low
            signatures[low] = signatures[a].joined(signatures[b])
    clusters: dict[int, list[Occasion]] = defaultdict(list)
    for at, one in enumerate(found):
        clusters[root(at)].append(one)
    return list(clusters.values())


def _blocked(found: Sequence[Occasion]) -> Iterable[list[int]]:
    by_key: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        for key in blocks(one):
            by_key[key].append(at)
    return by_key.values()


def _pairs_of(block: Sequence[int]) -> Iterable[tuple[int, int]]:
    for position, i in enumerate(block):
        end = len(block) if len(block) <= FULL_BLOCK else min(len(block), position + 1 + NEIGHBOURS)
        for j in block[position + 1 : end]:
            yield i, j


def _questions(
    event: Sequence[Occasion], publications: Mapping[str, Publication], voices: Mapping[str, str]
) -> Iterable[Question]:
    populations: dict[int, Population] = {}
    for at, one in enumerate(event):
        if isinstance(one.claim.content, Figure):
            populations[at] = population_of(one)
    parts = _parts(event, populations)
    named = _name_of(event)
    whole = next((part for part in parts if part.whole and not part.share), None)
    whole_id = _id(whole.members) if whole else None
    for part in parts:
        id_ = _id(part.members)
        claims = [one.claim for one in part.members]
        yield Question(
            id_,
            named,
            event[0].measure,
            part.words,
            _when(event),
            tuple(claim.id for claim in claims),
            tuple((claim.id,) for claim in claims),
            conflicts=find_conflicts(claims, publications),
            named_sources=sum(bool(claim.speakers) for claim in claims),
            absent=absent_kinds(claims, voices),
            part_of=whole_id if part is not whole else None,
        )


class _Part:
    """The figures of one event that count the same people."""

    __slots__ = ("key", "members", "names", "share", "words")

    def __init__(self, first: Occasion, population: Population) -> None:
        self.members = [first]
        self.key, self.names, self.share = population.key, population.names, first.share
        self.words = population.words

    @property
    def whole(self) -> bool:
        return not self.key and not self.names

    def takes(self, one: Occasion, population: Population) -> bool:
        if self.share != one.share or self.key != population.key:
            return False
        return bool(self.names & population.names) or not (self.names or population.names)


def _parts(event: Sequence[Occasion], populations: Mapping[int, Population]) -> list[_Part]:
    parts: list[_Part] = []
    for at, one in enumerate(event):
        population = populations[at]
        if one.measure not in OF_PEOPLE and not one.share:
            population = Population(one.unit, population.words)
        part = next((part for part in parts if part.takes(one, population)), None)
        if part is None:
            parts.append(_Part(one, population))
        else:
            part.members.append(one)
            part.names |= population.names
    for part in parts:
        part.words = _usual(part, populations, event)
    return parts


def _usual(part: _Part, populations: Mapping[int, Population], event: Sequence[Occasion]) -> str:
    """The words most used of those counted; the part's own name where it has one."""
    if part.key and not part.key.startswith("share") and event[0].measure in OF_PEOPLE:
        return part.key
    at = {id(one): index for index, one in enumerate(event)}
    said = Counter(populations[at[id(one)]].words for one in part.members)
    return min(said.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))[0]


def _id(members: Sequence[Occasion]) -> str:
    lowest = min(members, key=lambda one: (one.order, one.claim.id))
    return f"question-{lowest.claim.id}"


def _name_of(event: Sequence[Occasion]) -> str:
    """The name most used for the event by the sources, else what is asked, where and when."""
    names = Counter(one.named for one in event if one.named)
    if names:
        return min(names.items(), key=lambda pair: (-pair[1], pair[0]))[0]
    places = Counter(place for one in event for place in one.places)
    where = f", {max(sorted(places), key=lambda place: places[place]).title()}" if places else ""
    when = _when(event)
    first = event[0].claim.content
    what = _ASKED.get(event[0].measure) or (first.unit if isinstance(first, Figure) else "") or event[0].measure
    return f"{what}{where}{f', {when}' if when else ''}"


def _when(event: Sequence[Occasion]) -> str | None:
    """The days that all of the event's dated figures allow."""
    signature = Signature.of(event[0])
    for one in event[1:]:
        signature = signature.joined(Signature.of(one))
    if signature.earliest is None or signature.latest is None or signature.earliest > signature.latest:
        return None
    return dates.edtf(Interval(signature.earliest, signature.latest))
