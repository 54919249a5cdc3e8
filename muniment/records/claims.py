"""What somebody says, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from muniment.errors import RecordError
from muniment.records.spans import Citation, Span
from muniment.records.times import TimeSaid


class Stance(StrEnum):
    """How a speaker stands to what is said."""

    ASSERTED = "asserted"
    DENIED = "denied"
    ALLEGED = "alleged"
    WARNED = "warned"
    URGED = "urged"
    THREATENED = "threatened"


class Review(StrEnum):
    """What a person has decided about a claim."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"


class Qualifier(StrEnum):
    """How a figure is bounded (GUIDE.md)."""

    EXACT = "exact"
    APPROXIMATELY = "approximately"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    UP_TO = "up_to"
    BETWEEN = "between"
    ORDER_OF = "order_of"


#: what a figure counts (GUIDE.md)
MEASURES = (
    "killed",
    "injured",
    "arrested",
    "imprisoned",
    "tortured",
    "disappeared",
    "protested",
    "signed",
    "attended",
    "places",
    "documents",
    "acts",
    "duration",
    "money",
    "other",
)

#: kinds of thing that have a name (GUIDE.md)
ENTITY_KINDS = ("person", "organisation", "place", "facility", "work", "event")

#: kinds of event (GUIDE.md)
EVENT_KINDS = (
    "killing",
    "arrest",
    "torture",
    "disappearance",
    "protest",
    "attack",
    "trial",
    "publication",
    "meeting",
    "appointment",
    "other",
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of a speaker chain: who is made responsible, by the fullest name the document gives.

    `span` is where the speaker is named at this claim ("He", "the lawmaker"); None when carried over.
    `kind` is a word for the side of things the speaker stands on where the words show it: state, opposition, court,
    un, survivor, witness, media, ngo, expert, other - or None.
    """

    name: str
    span: Span | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim's number. An open end is None: "over 30,000" is low 30000, high None.

    `number` is where the number's own characters stand; `share_of` is the span and words of the whole that a percentage
    is a part of; `population` who or what is counted, as written; `where` the place names beside it.
    """

    number: Span
    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str
    measure: str
    population: str = ""
    share_of: str | None = None
    event: str | None = None
    where: tuple[str, ...] = ()
    when: TimeSaid | None = None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise RecordError("a figure needs at least one bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise RecordError(f"a figure's bounds are the wrong way round ({self.low}, {self.high})")
        if self.measure not in MEASURES:
            raise RecordError(f"a figure cannot measure {self.measure!r}; known: {', '.join(MEASURES)}")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Something said or written by somebody other than the document's author. The citation is what is said.

    `cue` is where the word of saying stands; `form` is direct, indirect or mixed; `pieces` are the runs of the
    whole utterance as written, with their quotation marks, also those after an inserted clause or cue.
    """

    cue: Span | None
    form: str = "indirect"
    pieces: tuple[Span, ...] = ()
    when: TimeSaid | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands. `entity` is the id of the thing it names within this document (`Entity.id`)."""

    kind: str
    entity: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is said to have happened: its kind, when, where, who did what to whom, as written."""

    kind: str
    trigger: Span
    label: str = ""
    when: TimeSaid | None = None
    where: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    perpetrators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Involvement:
    """An office held or an alleged part in an act: person, role as written, body, place, time. `alleged` is True
    unless the role is a plain office ("president", "spokesman") that accuses nobody."""

    person: str
    role: str
    person_span: Span | None = None
    body: str | None = None
    where: str | None = None
    when: TimeSaid | None = None
    alleged: bool = False


Content = Figure | Attribution | Mention | Event | Involvement

#: kind of claim, by the record that it carries
KINDS: dict[type[Content], str] = {
    Figure: "figure",
    Attribution: "attribution",
    Mention: "mention",
    Event: "event",
    Involvement: "role",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says, with its citation, its speaker chain and what made it.

    `speakers` runs outwards from the words: the first is who is made responsible for the statement, the next is that
    speaker's own source, and so on; empty where the document says it in its own voice.
    """

    id: str
    citation: Citation
    content: Content
    extractor: str
    version: str
    model: str | None = None
    speakers: tuple[Speaker, ...] = ()
    cue: Span | None = None
    stance: Stance = Stance.ASSERTED
    hedges: tuple[str, ...] = ()
    confidence: float | None = None
    review: Review = Review.UNREVIEWED

    @property
    def kind(self) -> str:
        return KINDS[type(self.content)]

    @property
    def document(self) -> str:
        return self.citation.document

    @property
    def speaker(self) -> str | None:
        """Who is made responsible for the statement inside the document, or None for the document's own voice."""
        return self.speakers[0].name if self.speakers else None


def claim_id(document: str, kind: str, anchor: Span) -> str:
    """The id of a claim: its document, its kind and the characters that name it.

    A figure is named by its number's own characters, an attribution by its cue's (or, without one, its content's),
    a mention by its first word's, an event by its trigger's, a role by its role words': so a better extractor that
    finds the same thing keeps its id.
    """
    return f"{document}-{kind}-{anchor.start}-{anchor.end}"


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with a name within one document: all its mentions. `id` is its lowest mention's claim id."""

    id: str
    document: str
    name: str
    kind: str
    mentions: tuple[str, ...]
    aliases: tuple[str, ...] = ()
