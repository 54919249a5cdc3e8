"""A small invented case, built in code: the country of Sarn, its port, its prison and what was said of them.

No person, place or body here exists. `record()` gives the whole case; `tiny()` the least that has every kind of claim.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from muniment.pages.record import Account, Accuracy, Place, PossiblySame, Record
from muniment.records import (
    Attribution,
    Citation,
    Claim,
    Conflict,
    Custody,
    DateCandidate,
    Document,
    Entity,
    Event,
    Evidence,
    Failure,
    Figure,
    Involvement,
    Join,
    Mention,
    Passage,
    Publication,
    Qualifier,
    Question,
    Reading,
    Role,
    Rule,
    Span,
    Speaker,
    Stance,
    TimeSaid,
    cite,
    claim_id,
)
from muniment.text import fold, folded

MODEL = "en_example 1.0"


@dataclass
class Draft:
    """One document while it is being written."""

    path: str
    text: str
    language: str = "en"
    custody: Custody = Custody()
    claims: list[Claim] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        return hashlib.sha256((self.path + self.sha256).encode()).hexdigest()[:12]

    def span(self, words: str, nth: int = 0) -> Span:
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        return Span(at, at + len(words))

    def cited(self, words: str, nth: int = 0) -> Citation:
        return cite(self.id, self.text, self.span(words, nth))

    def when(self, words: str, edtf: str | None, relative: str | None = None) -> TimeSaid:
        span = self.span(words)
        return TimeSaid(span.start, span.end, words, edtf, relative)

    def speaker(self, name: str, words: str | None = None, kind: str | None = None) -> Speaker:
        return Speaker(name, self.span(words) if words else None, kind)

    def add(self, kind: str, anchor: Span, words: str, content: object, nth: int = 0, **more: object) -> Claim:
        claim = Claim(
            claim_id(self.id, kind, anchor),
            self.cited(words, nth),
            content,  # type: ignore[arg-type]
            extractor=f"{kind}s",
            version="1",
            model=MODEL,
            **more,  # type: ignore[arg-type]
        )
        self.claims.append(claim)
        return claim

    def figure(
        self,
        words: str,
        number: str,
        bounds: tuple[float | None, float | None],
        qualifier: Qualifier,
        measure: str = "killed",
        **more: object,
    ) -> Claim:
        inside = words.index(number)
        start = self.span(words).start + inside
        anchor = Span(start, start + len(number))
        options = {
            key: more.pop(key) for key in ("share_of", "event", "where", "when", "population", "unit") if key in more
        }
        options.setdefault("unit", "people")
        content = Figure(anchor, *bounds, qualifier, measure=measure, **options)  # type: ignore[arg-type]
        return self.add("figure", anchor, words, content, **more)

    def said(self, words: str, cue: str, speaker: Speaker, nth: int = 0, **more: object) -> Claim:
        anchor = self.span(cue, nth)
        return self.add("attribution", anchor, words, Attribution(anchor), speakers=(speaker,), cue=anchor, **more)

    def event(self, words: str, trigger: str, kind: str, **more: object) -> Claim:
        options = {key: more.pop(key) for key in ("label", "when", "where", "victims", "perpetrators") if key in more}
        anchor = self.span(trigger)
        return self.add("event", anchor, words, Event(kind, anchor, **options), **more)  # type: ignore[arg-type]

    def role(self, words: str, person: str, role: str, **more: object) -> Claim:
        options = {key: more.pop(key) for key in ("body", "where", "when", "alleged") if key in more}
        anchor = self.span(role)
        content = Involvement(person, role, self.span(person), **options)  # type: ignore[arg-type]
        return self.add("role", anchor, words, content, **more)

    def names(self, name: str, kind: str, *forms: str, aliases: tuple[str, ...] = ()) -> Entity:
        spans = sorted({self.span(form) for form in (name, *forms) if form in self.text})
        ids = [claim_id(self.id, "mention", span) for span in spans]
        for span, one in zip(spans, ids, strict=True):
            self.claims.append(
                Claim(one, cite(self.id, self.text, span), Mention(kind, ids[0]), "entities", "1", MODEL)
            )
        entity = Entity(ids[0], self.id, name, kind, tuple(ids), aliases)
        self.entities.append(entity)
        return entity

    def document(self) -> Document:
        return Document(self.id, self.path, self.sha256, len(self.text), self.custody)

    def reading(self, roles: tuple[tuple[str, Role], ...], **more: object) -> Reading:
        passages, at = [], 0
        by_start = dict(roles)
        for line in self.text.split("\n"):
            if line.strip():
                role = next((role for start, role in by_start.items() if line.startswith(start)), Role.BODY)
                passages.append(Passage(at, at + len(line), role, why=f"rule for {role}"))
            at += len(line) + 1
        return Reading(self.id, self.text, tuple(passages), "text", "1", "text", self.language, **more)  # type: ignore[arg-type]


HARBOUR = """Harbour Courier
Home  World  Share this
More than 300 dock workers killed in Port Selm, union says
By Anna Tervo, 14 May 1994
More than 300 dock workers were killed in Port Selm in April 1994, the Dockers' Union said on Thursday.
"They shot at us from the customs house," said Ilan Brede, a survivor. He put the dead at approximately 280.
Colonel Marek Dovan, commander of the Coast Guard, denied that 300 people were killed and said 12 had died.
About 70 per cent of the dead were under thirty.
© Harbour Courier"""

WIRE = """Lantern Wire
Killings in Port Selm: a summary
More than 300 dock workers were killed in Port Selm in April 1994, the Dockers' Union said.
Colonel M. Dovan commanded the Coast Guard then. He was acquitted by the High Court of Sarn in 1999.
Between 250 and 400 people died, according to the UN Mission in Sarn."""

STATE = """Ministry of the Interior of Sarn
Statement, 2 May 1994
12 rioters died in Port Selm. The figure of 300 is a fabrication by the Dockers' Union.
The Ministry urged newspapers to retract it."""

PERSIAN = """روزنامه لنگر
کشتار در بندر سلم
دست‌کم ۳۲۰ نفر در بندر سلم کشته شدند، اتحادیه باراندازان گفت.
سرهنگ مارک دوان آن را تکذیب کرد."""

HOSTILE = """<script>document.title='ran'</script> Notice
<img src="http://203.0.113.9/x.png" onerror="alert(1)"> said "tens of thousands" & more at http://203.0.113.9/leak
"""


def record(*, hostile: bool = True) -> Record:
    """The whole invented case: five documents that were read, one that was not."""
    drafts, readings, times = [], {}, {}

    harbour = Draft(
        "courier/1994-05-14.txt",
        HARBOUR,
        custody=Custody("a former editor", None, "by post", "https://courier.example/1994", "2020-02-03"),
    )
    april = harbour.when("April 1994", "1994-04")
    union = harbour.speaker("Dockers' Union", "Dockers' Union", "ngo")
    options = {"population": "dock workers", "event": "Port Selm killings", "where": ("Port Selm",)}
    f1 = harbour.figure(
        "More than 300 dock workers were killed",
        "300",
        (300, None),
        Qualifier.MORE_THAN,
        speakers=(union,),
        cue=harbour.span("said on"),
        when=april,
        **options,
    )
    brede = harbour.speaker("Ilan Brede", "Ilan Brede", "survivor")
    f2 = harbour.figure("approximately 280", "280", (280, 280), Qualifier.APPROXIMATELY, speakers=(brede,), **options)
    dovan = harbour.speaker("Marek Dovan", "Marek Dovan", "state")
    f3 = harbour.figure(
        "300 people were killed", "300", (300, 300), Qualifier.EXACT, speakers=(dovan,), stance=Stance.DENIED, **options
    )
    f4 = harbour.figure("12 had died", "12", (12, 12), Qualifier.EXACT, speakers=(dovan,), **options)
    f5 = harbour.figure(
        "About 70 per cent of the dead",
        "70 per cent",
        (70, 70),
        Qualifier.APPROXIMATELY,
        unit="per cent",
        share_of="the dead",
        event="Port Selm killings",
        population="under thirty",
    )
    harbour.said("More than 300 dock workers were killed in Port Selm in April 1994", "said", union, nth=0)
    harbour.said('"They shot at us from the customs house,"', "said", brede, nth=1)
    harbour.said("that 300 people were killed", "denied", dovan, stance=Stance.DENIED)
    harbour.event(
        "More than 300 dock workers were killed in Port Selm in April 1994",
        "killed in Port Selm in April",
        "killing",
        label="Port Selm killings",
        when=april,
        where=("Port Selm",),
        victims=("dock workers",),
        perpetrators=("Coast Guard",),
    )
    harbour.role("Colonel Marek Dovan, commander of the Coast Guard", "Marek Dovan", "commander", body="Coast Guard")
    harbour.names("Marek Dovan", "person")
    harbour.names("Ilan Brede", "person")
    harbour.names("Port Selm", "place")
    harbour.names("Dockers' Union", "organisation")
    harbour.names("Coast Guard", "organisation")

    wire = Draft("wire.txt", WIRE)
    union2 = wire.speaker("Dockers' Union", "Dockers' Union", "ngo")
    g1 = wire.figure(
        "More than 300 dock workers were killed", "300", (300, None), Qualifier.MORE_THAN, speakers=(union2,), **options
    )
    un = wire.speaker("UN Mission in Sarn", "UN Mission in Sarn", "un")
    g2 = wire.figure(
        "Between 250 and 400 people died", "250 and 400", (250, 400), Qualifier.BETWEEN, speakers=(un,), **options
    )
    wire.role("commanded the Coast Guard", "M. Dovan", "commanded", body="Coast Guard", when=None, alleged=True)
    wire.event(
        "He was acquitted by the High Court of Sarn in 1999",
        "acquitted",
        "trial",
        label="acquittal",
        when=wire.when("1999", "1999"),
    )
    wire.names("M. Dovan", "person", aliases=("Colonel M. Dovan",))
    wire.names("Port Selm", "place")
    wire.names("High Court of Sarn", "organisation")
    wire.names("UN Mission in Sarn", "organisation")

    state = Draft("ministry.txt", STATE)
    ministry = state.speaker("Ministry of the Interior of Sarn", "Ministry of the Interior of Sarn", "state")
    h1 = state.figure(
        "12 rioters died",
        "12",
        (12, 12),
        Qualifier.EXACT,
        speakers=(ministry,),
        population="rioters",
        event="Port Selm killings",
        where=("Port Selm",),
    )
    state.said("newspapers to retract it", "urged", ministry, stance=Stance.URGED)
    state.names("Port Selm", "place")
    state.names("Dockers' Union", "organisation")

    persian = Draft("lang/لنگر.txt", PERSIAN, language="fa")
    anchor_union = persian.speaker("اتحادیه باراندازان", "اتحادیه باراندازان", "ngo")
    p1 = persian.figure(
        "دست‌کم ۳۲۰ نفر",
        "۳۲۰",
        (320, None),
        Qualifier.AT_LEAST,
        speakers=(anchor_union,),
        population="نفر",
        event="کشتار",
        where=("بندر سلم",),
    )
    persian.names("مارک دوان", "person")
    persian.names("بندر سلم", "place")

    made = [
        (
            harbour,
            (
                ("Harbour Courier", Role.FURNITURE),
                ("Home", Role.FURNITURE),
                ("More than 300 dock workers killed", Role.HEADING),
                ("By Anna", Role.BYLINE),
                ("©", Role.FURNITURE),
            ),
            {
                "title": "More than 300 dock workers killed in Port Selm, union says",
                "publisher": "Harbour Courier",
                "author": "Anna Tervo",
                "site": "courier.example",
            },
        ),
        (
            wire,
            (("Lantern", Role.FURNITURE), ("Killings", Role.HEADING)),
            {"title": "Killings in Port Selm: a summary", "publisher": "Lantern Wire"},
        ),
        (
            state,
            (("Ministry of the Interior of Sarn", Role.HEADING), ("Statement", Role.BYLINE)),
            {"title": "Statement, 2 May 1994", "publisher": "Ministry of the Interior of Sarn"},
        ),
        (
            persian,
            (("روزنامه", Role.FURNITURE), ("کشتار", Role.HEADING)),
            {"title": "کشتار در بندر سلم", "publisher": "روزنامه لنگر"},
        ),
    ]
    if hostile:
        bad = Draft("hostile <b>&name.html.txt", HOSTILE)
        bad.figure('"tens of thousands"', "tens of thousands", (20000, 99999), Qualifier.ORDER_OF, measure="other")
        bad.names("<script>document.title='ran'</script>", "work")
        made.append((bad, (), {"title": "<script>document.title='ran'</script>"}))
    for draft, roles, more in made:
        drafts.append(draft)
        dates = (DateCandidate("byline", "14 May 1994", "1994-05-14"),) if draft is harbour else ()
        readings[draft.id] = draft.reading(roles, dates=dates, **more)
    times[f1.id] = "1994-04"

    claims = (f1, f2, f3, f4, g1, g2, h1, p1)
    groups = ((f1.id, g1.id), (f2.id,), (f3.id, f4.id, h1.id), (g2.id,), (p1.id,))
    question = Question(
        "q-" + min(one.id for one in claims),
        "Port Selm killings",
        "killed",
        "people",
        "1994-04",
        tuple(one.id for one in claims),
        groups,
        (
            Conflict(f1.id, f4.id, "conflict", "more than 300 and exactly 12 cannot both be the number killed"),
            Conflict(f1.id, f3.id, "conflict", "300 is asserted by one and denied by the other"),
        ),
        named_sources=2,
        absent=("court", "other"),
    )
    share = Question(
        "q-" + f5.id, "Port Selm killings", "killed", "under thirty", None, (f5.id,), ((f5.id,),), part_of=question.id
    )
    a, b = sorted((harbour, wire), key=lambda draft: draft.id)
    words = "dock workers were killed in Port Selm in April 1994, the Dockers' Union said"
    same = Join(
        "j-1", a.id, b.id, Rule.SAME_WORDS, (Evidence(a.cited(words), b.cited(words)),), None, ((f1.id, g1.id),), 0.31
    )
    c, d = sorted((harbour, state), key=lambda draft: draft.id)
    party = Join(
        "j-2",
        c.id,
        d.id,
        Rule.DECLARED_PARTY,
        (
            Evidence(
                c.cited("Coast Guard") if c is harbour else c.cited("The Ministry"),
                None,
                "both speak for the state of Sarn",
            ),
        ),
        question.id,
        ((f4.id, h1.id),),
    )
    unread = Document("f00dfeed0000", "scan-007.png", "00" * 32, 99)
    people = {entity.name: entity for draft in drafts for entity in draft.entities if entity.kind == "person"}
    return Record(
        title="Port Selm, April 1994",
        account=Account(
            "0.1.0", "2026-01-02T03:04:05Z", "5e" * 32, 7, None, ("Scans were not read: Tesseract is not installed.",)
        ),
        documents=(*(draft.document() for draft in drafts), unread),
        readings=readings,
        claims={draft.id: tuple(draft.claims) for draft in drafts},
        entities={draft.id: tuple(draft.entities) for draft in drafts},
        publications={
            harbour.id: Publication(harbour.id, "1994-05-14", ("the byline says so",), (harbour.cited("14 May 1994"),)),
            wire.id: Publication(
                wire.id,
                "1999-01-01/2001-12-31",
                ("it speaks of 1999 as past",),
                (),
                ("2020-02-03: the day the page was saved",),
            ),
            state.id: Publication(state.id, "1994-05-02", ("its heading says so",), (state.cited("2 May 1994"),)),
            persian.id: Publication(persian.id, None, ("nothing dates it",)),
        },
        times=times,
        questions=(question, share),
        joins=(same, party),
        failures=(Failure(unread.id, unread.path, "needs-tesseract", "not read: needs tesseract"),),
        accuracy=(
            Accuracy("figure", "en", 0.88, 0.81, 5, "1", "seed articles"),
            Accuracy("attribution", "en", 0.61, 0.52, 5, "1", "seed articles"),
        ),
        possibly=(
            PossiblySame(
                people["Marek Dovan"].id,
                people["M. Dovan"].id,
                0.84,
                ("same last name", "first letter agrees", "same body: Coast Guard"),
            ),
        ),
        places={"Port Selm": Place("Port Selm", 41.2, 29.5, 12, "town", "invented")},
    )


@dataclass(frozen=True)
class Hit:
    """A passage found, as the archive's search gives it."""

    document: str
    span: Span
    matches: tuple[Span, ...]
    start: int
    snippet: str


def finder(case: Record) -> Callable[[str, int], list[Hit]]:
    """A search as simple as can be: each passage that holds all the words, folded."""

    def find(words: str, limit: int) -> list[Hit]:
        wanted = folded(words.replace('"', " ")).split()
        found = []
        for document in case.in_order():
            reading = case.readings.get(document.id)
            for passage in reading.passages if reading else ():
                held = fold(passage.span.of(reading.text))
                places = [held.text.find(word) for word in wanted]
                if wanted and min(places) >= 0:
                    spans = [held.back(at, at + len(word)) for at, word in zip(places, wanted, strict=True)]
                    moved = sorted({Span(one.start + passage.start, one.end + passage.start) for one in spans})
                    text = passage.span.of(reading.text)
                    found.append(Hit(document.id, moved[0], tuple(moved), passage.start, text))
        return found[:limit]

    return find
