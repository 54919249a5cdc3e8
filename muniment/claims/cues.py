"""Words that say that somebody says something: verbs and nouns, what they take, and the stance they give.

The lists are of general English: the verbs of communication and of judgement in Levin's classes 29 and 37 (English Verb
Classes and Alternations, 1993), the propositional attitudes (29.5, 31, 32, 62), and what news prose adds to them. The
frames of a verb say where its content stands:

    c  a clause             "said (that) the men were taken"
    q  a quotation          "“They were taken,” she added"
    t  an infinitive        "urged them to leave", "vowed to return"
    o  an object            "condemned the killings", "demanded a trial"
    a  an object with "as"  "described the raid as revenge"
    n  an object and noun   "called the trial a sham"

and prepositions, whose object is the content ("called for", "warned of").
"""

from __future__ import annotations

from dataclasses import dataclass

from muniment.records import Stance


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Cue:
    """One way in which a word takes what is said.

    `weak` verbs have everyday senses too, or tell of thoughts and attitudes: they count only with a speaker who can
    speak or think.
    """

    frames: frozenset[str]
    prepositions: frozenset[str]
    stance: Stance
    weak: bool

    def takes(self, frame: str) -> bool:
        """Whether this is a way to take `frame` (a letter, or a preposition)."""
        return frame in self.frames or frame in self.prepositions


_STANCES = {
    "D": Stance.DENIED,
    "L": Stance.ALLEGED,
    "W": Stance.WARNED,
    "U": Stance.URGED,
    "T": Stance.THREATENED,
}

# frames, then a capital for the stance (D denied, L alleged, W warned, U urged, T threatened; none: asserted) and the
# prepositions; "~" marks a weak line. "point_out" is a verb with its particle.
_VERBS = """
cq : say add note state remark comment observe explain continue conclude recall reply respond retort quip joke recount
cq : relate write tweet post blog inform notify assure remind concede confess reiterate confide proclaim profess testify
cq : attest swear opine reason counter interject lament muse whisper shout yell scream exclaim chant sing mutter narrate
cq : reflect email stress brag boast gloat grumble protest gush theorize speculate hypothesize posit surmise suggest
cq : point_out go_on blurt_out cry_out put_it chime_in shoot_back fire_back sum_up report_back elaborate read caption
cq of about : tell
about : say
q of about on : speak talk advise
cqo : announce declare acknowledge admit reveal disclose emphasize emphasise stipulate affirm reaffirm underline clarify
cqo : underscore specify repeat echo report confirm dictate mention
cqto : pledge promise vow
cqt : guarantee
cq L : allege claim contend maintain assert purport charge insinuate
cq : argue insist
on : insist
cqo D : deny
co D : refute rebut dispute contradict
o D : reject dismiss disavow repudiate renounce disclaim rule_out
cqt W of about against : warn caution
cqo : hint imply
q U : call urge
on U : call
for U : call appeal press lobby petition advocate campaign plead push ask
ct U : urge exhort implore beseech entreat plead beg encourage instruct order command direct call_on
cqo U : demand recommend propose request decree
cqt U : ask advise
t U : invite summon challenge tell request
cq : ask wonder inquire question
cqt T : threaten
o : condemn denounce deplore decry criticize criticise blast slam rebuke censure chastise chide lambast berate lambaste
o : castigate assail mock ridicule deride scold excoriate bemoan fault praise commend laud applaud hail extol
o : congratulate welcome highlight outline recount narrate tout unveil propound lament criticise
o : call_out lay_out spell_out set_out
o U : advocate champion urge
a : describe characterize characterise portray depict denounce condemn identify cite regard hail praise dismiss label
a : brand paint define deride decry refer_to
a : liken portray depict
a~ : view see treat recognise recognize interpret cast name
n : call brand label dub deem term declare proclaim pronounce
n~ : consider name find
of for L : accuse
for L : blame
for : thank apologize apologise praise criticize criticise congratulate condemn
of about : boast complain joke
to : point allude attest testify refer
on about : comment elaborate remark inquire dwell opine ask
c~ : believe think know realize realise understand hope expect feel doubt suspect assume suppose presume imagine guess
c~ : remember forget recognize recognise consider worry fear foresee anticipate predict estimate calculate reckon judge
c~ : hold find learn discover determine rule agree bet decide conclude resolve show prove demonstrate indicate signal
q : estimate predict forecast rule find warn conclude agree
t~ : want hope plan intend expect aim wish refuse decline offer agree prefer propose decide resolve undertake volunteer
o~ U : demand order authorize authorise
o~ : propose favor favour consider envision envisage forecast predict discuss debate cite detail question support
o~ : oppose endorse defend indicate attack back fear doubt suggest warn
o~ : offer express voice reiterate quote ask suspect raise
for in~ : hope believe
to : liken
o : attribute ascribe
with~ : agree disagree concur
"""

#: verb (or verb_particle) → the ways in which it takes what is said
VERBS: dict[str, tuple[Cue, ...]] = {}


def _read_verbs() -> None:
    for line in _VERBS.strip().splitlines():
        head, _, words = line.partition(" : ")
        weak = "~" in head
        parts = head.replace("~", "").split()
        stance = next((_STANCES[part] for part in parts if part in _STANCES), Stance.ASSERTED)
        prepositions = frozenset(part for part in parts if part in _PREPOSITIONS)
        frames = frozenset("".join(part for part in parts if part not in _STANCES and part not in _PREPOSITIONS))
        cue = Cue(frames, prepositions, stance, weak)
        for word in words.split():
            VERBS[word] = (*VERBS.get(word, ()), cue)


_PREPOSITIONS = frozenset({"of", "about", "against", "on", "for", "to", "in", "with"})
_read_verbs()


def verb(lemma: str, frame: str) -> Cue | None:
    """How the verb takes `frame` (a letter or a preposition), or None where it does not."""
    return next((cue for cue in VERBS.get(lemma, ()) if cue.takes(frame)), None)


_NOUN_STANCES = {
    Stance.ASSERTED: """
        statement assertion announcement declaration admission confession acknowledgement acknowledgment report
        argument suggestion conclusion finding estimate prediction view belief opinion complaint criticism concern
        remark comment testimony account promise pledge vow assurance condemnation praise
    """,
    Stance.ALLEGED: """
        claim allegation accusation charge insinuation
    """,
    Stance.DENIED: """
        denial rejection
    """,
    Stance.WARNED: """
        warning alarm fear
    """,
    Stance.URGED: """
        call demand appeal plea request order proposal recommendation
    """,
    Stance.THREATENED: """
        threat
    """,
}
#: nouns for something said, whose content follows as a clause, an infinitive or after "of", "for", "against"
NOUNS = {word: stance for stance, words in _NOUN_STANCES.items() for word in words.split()}

#: nouns for texts and recordings: they speak, or somebody speaks in them
TEXTS = _words(
    """
    statement letter message report speech editorial article book tweet post email e-mail memo memorandum decree
    fatwa edict order ruling verdict judgment judgement resolution petition poll survey study analysis transcript
    tape recording video audio indictment complaint filing lawsuit suit affidavit testimony interview release
    communique communiqué note document paper declaration manifesto pamphlet leaflet graffiti banner sign placard
    slogan poster song website blog headline story account dispatch cable bulletin broadcast confession will diary
    memoir biography newspaper magazine column essay ad advertisement commercial file record datum figure number
    statistic evidence assessment review inquiry investigation audit census estimate law bill treaty constitution
    charter agreement text script inscription notice brief motion opinion summary finding page tweet propaganda
    narrative caption
    """
)

#: nouns for words that are shouted, painted or carried, whose quotation follows directly
SLOGANS = _words(
    """
    chant slogan message sign banner placard graffiti cry shout motto poster leaflet headline inscription mantra
    refrain watchword phrase caption note statement
    """
)

#: collective and human nouns that no ending tells
PEOPLE = _words(
    """
    people man woman child person official police army force government regime state ministry court judge tribunal
    president minister king queen prince chief head leader group party council committee commission union team
    company firm agency bureau department office authority family mother father brother sister son daughter wife
    husband widow parent relative friend neighbor neighbour colleague critic ally opponent enemy rebel militia crowd
    mob witness eyewitness expatriate civilian local victim survivor guard staff crew public community church
    congress parliament senate cabinet board
    panel delegation coalition alliance movement front opposition administration campaign camp organization
    organisation association institute institution university foundation network media press newspaper magazine
    outlet source expert analyst economist scholar scientist doctor nurse lawyer attorney counsel aide deputy envoy
    diplomat ambassador secretary general colonel captain sergeant lieutenant major commander chairman chairwoman
    chair spokesman spokeswoman spokesperson representative delegate member citizen resident villager refugee
    student teacher worker youth prisoner detainee inmate monk priest imam cleric bishop pope ayatollah sheikh
    rapporteur mayor governor senator congressman congresswoman lawmaker candidate nominee voter democrat republican
    clerk jury prosecutor defendant plaintiff suspect accused other voice figure regulator bank nation country world
    house palace kremlin embassy mission unit faction wing branch base populace majority minority half many most
    some few several one two three none all both who that which everyone everybody anyone someone somebody nobody
    each either neither television radio tv channel station daily weekly
    """
)

#: occasions, which are said to say what is said at them
OCCASIONS = _words(
    """
    event conference summit meeting session gathering rally march ceremony hearing trial congress assembly
    convention forum protest demonstration uprising seminar briefing service vigil strike
    """
)

#: nouns of `PEOPLE` that name bodies of people: "the party" is no person
BODIES = _words(
    """
    people police army force government regime state ministry court tribunal group party council committee
    commission union team company firm agency bureau department office authority family militia crowd mob staff crew
    public community church congress parliament senate cabinet board panel delegation coalition alliance movement
    front opposition administration campaign camp organization organisation association institute institution
    university foundation network media press newspaper magazine outlet jury bank nation country world house palace
    kremlin embassy mission unit faction wing branch base populace majority minority youth half
    """
)

#: endings of nouns for people
PEOPLE_ENDINGS = ("ist", "ian", "man", "men", "woman", "women", "person", "crat", "er", "or", "ee", "ant", "eer")

#: nouns with such an ending that are no people
NOT_PEOPLE = _words(
    """
    number order matter power water paper chapter letter order disaster murder summer winter october september
    november december weather danger answer offer center centre computer newspaper factor error terror horror labor
    labour favor favour honor honour behavior behaviour color colour corridor floor door fever river border corner
    dinner shelter quarter manner gender bunker character counter cover disorder encounter fire flower layer theater
    theatre tower transfer trigger uproar restaurant grant plant want tweet elephant pioneer career fee guarantee
    degree tree committee settlement poster banner tenor tractor reactor sector vector mirror minor major motor
    doctorate
    """
)

#: verbs of saying that things do too ("the crackdown suggests that"): they need a speaker who can speak
THINGS_DO = _words(
    """
    suggest reveal confirm underline underscore reaffirm affirm highlight explain emphasize emphasise outline reflect
    specify imply hint echo repeat demonstrate show prove indicate signal mean read conclude note hold find clarify call
    """
)
#: endings of nouns for what cannot speak
THING_ENDINGS = tuple(sorted(_words("tion sion ment ness ity ism ance ence ure ing age dom hood ship cy ry")))
#: nouns of quantity, which speak when what they count does
QUANTITIES = _words("dozen hundred thousand million score handful couple lot series percent % number third quarter")
#: pronouns of whom nobody knows who they are
NOBODY = _words("anyone anybody everyone everybody nobody one none someone somebody whoever")

#: adverbs and phrases by which a writer keeps a distance from what is said
HEDGES = (
    "reportedly",
    "allegedly",
    "apparently",
    "purportedly",
    "supposedly",
    "presumably",
    "seemingly",
    "possibly",
    "perhaps",
    "some say",
    "it is said",
    "is said to",
    "are said to",
    "is believed to",
    "are believed to",
    "is thought to",
    "are thought to",
)
#: modal verbs that make a saying itself doubtful or future
MODALS = frozenset({"may", "might", "could", "would", "will", "can", "should"})

#: verbs whose denial by "not" turns the content into something denied ("did not acknowledge that …")
ADMITTING = _words(
    """
    acknowledge admit accept confirm concede remember recall know believe think agree recognize recognise
    """
)
#: verbs whose subject acts as the speaker of an infinitive under them ("began acknowledging", "continued to call")
RAISING = _words(
    """
    begin start continue keep go stop cease seem appear try seek need want hope plan use tend
    """
)
#: verbs whose object is who speaks ("forced him to admit")
OBJECT_CONTROL = _words(
    """
    force lead cause prompt get allow let make push drive compel enable help hear see
    """
)
#: verbs by which somebody puts out a text ("issued a statement calling for …")
ISSUING = _words(
    """
    issue release publish send write sign make give deliver post put read hold smuggle record bear carry display
    paint have air broadcast circulate launch file submit adopt pass produce feature highlight echo repeat renew include
    express voice raise reiterate shout chant carry wave brandish hold use offer
    """
)
