"""Words that tell of events, by kind: verbs and nouns of general English, in the vocabulary of GUIDE's kinds.

Compiled for this project from the fields of human-rights reporting (HURIDOCS micro-thesauri, types of acts, give the
kinds their breadth); families of words, never names.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _kinds(**rows: str) -> dict[str, str]:
    return {word: kind for kind, words in rows.items() for word in words.split()}


#: verbs (lemmas) that tell of an event by themselves
VERBS = _kinds(
    killing="kill execute massacre murder slaughter assassinate hang behead exterminate lynch decapitate slay butcher"
    " annihilate neutralise neutralize electrocute crucify gas starve suffocate",
    arrest="arrest detain imprison jail incarcerate apprehend capture intern re-arrest rearrest",
    torture="torture beat rape whip flog mutilate waterboard maim abuse assault molest lash",
    disappearance="disappear abduct kidnap vanish snatch",
    protest="protest demonstrate riot rally march revolt",
    attack="attack bomb shell raid storm shoot ambush bombard invade strafe torch burn besiege shell loot pillage raze"
    " teargas clash wound injure overrun target fire down destroy"
    " hit fall surround drop throw strike detonate explode disperse",
    trial="try convict sentence acquit indict prosecute charge extradite arraign plead testify",
    publication="publish broadcast release issue leak disclose unveil air post tweet present",
    meeting="meet convene gather assemble reconvene host visit",
    appointment="appoint elect install inaugurate designate nominate reelect re-elect swear reappoint promote"
    " name select",
    other="resign flee oust dismiss depose overthrow deport expel evacuate displace exile bury inter exhume found"
    " ratify sign withdraw surrender ban dissolve disband repatriate transfer seize evict outlaw abolish defect die"
    " establish form launch sack demolish annex impose recover"
    " adopt vote confess retire recruit free rescue bulldoze",
)

#: nouns (lemmas) that tell of an event
NOUNS = _kinds(
    killing="massacre execution killing murder slaughter assassination lynching hanging bloodbath genocide downing"
    " beheading extermination pogrom shooting martyrdom",
    arrest="arrest detention imprisonment incarceration roundup round-up capture",
    torture="torture beating rape flogging mutilation",
    disappearance="disappearance abduction kidnapping kidnap",
    protest="protest demonstration uprising rally march riot strike sit-in revolt rebellion vigil unrest intifada"
    " walkout insurrection",
    attack="attack bombing shelling airstrike raid offensive assault crackdown ambush invasion bombardment siege clash"
    " explosion blast stabbing strike incursion coup war violence",
    trial="trial conviction acquittal indictment hearing verdict prosecution sentencing extradition arraignment retrial"
    " judgment judgement lawsuit appeal",
    publication="statement report publication leak editorial letter communique communiqué declaration broadcast release"
    " disclosure petition fatwa decree article recording announcement message",
    meeting="meeting summit conference session talks gathering assembly congress seminar visit negotiation",
    appointment="appointment election selection inauguration nomination installation designation re-election",
    other="ceasefire resignation ouster dismissal burial funeral exhumation deportation expulsion evacuation referendum"
    " surrender withdrawal overthrow removal transfer coronation founding launch death operation truce exodus"
    " complaint investigation inquiry",
)

#: nouns of NOUNS that are as often a thing as an event: they tell of one only as what a verb of LIGHT does, or dated
THINGS = _words(
    "statement report editorial letter communique communiqué declaration petition fatwa decree article"
    " recording announcement message appeal assembly congress operation war strike visit hearing judgment"
    " judgement death transfer launch verdict complaint election broadcast campaign investigation inquiry"
)

#: nouns that tell of a publication when what is released is a recording or a document
RELEASES = _words("release disclosure publication leak")
RECORDINGS = _words("recording tape audiotape video footage audio document file photograph photo transcript image")

#: verbs that only carry the noun which tells of the event
LIGHT = _words(
    "hold stage occur happen begin start launch conduct organise organize erupt carry take break convene see"
    " host open commence continue follow call issue publish release deliver send write file announce make"
    " draft commit perpetrate mount wage end culminate spread sweep suppress crush quell hand undergo face"
    " accept declare agree reach break submit post circulate lead join attend boycott disrupt hear"
)

#: verbs of LIGHT that stage only some nouns
STAGED_ONLY = {
    "call": _words("election referendum strike"),
    "make": _words("statement declaration announcement appeal visit"),
    "accept": _words("ceasefire truce resignation surrender"),
    "declare": _words("ceasefire truce war"),
    "agree": _words("ceasefire truce"),
    "reach": _words("ceasefire truce verdict agreement"),
    "attend": _words("funeral summit trial"),
    "lead": _words("protest demonstration uprising march revolt rebellion raid attack coup rally strike"),
    "join": _words("protest demonstration uprising march revolt rebellion rally strike"),
    "disrupt": _words("protest demonstration march rally trial meeting"),
    "see": _words("protest demonstration uprising massacre crackdown riot strike"),
    "follow": _words("massacre crackdown arrest execution"),
    "send": _words("letter message petition"),
    "face": _words("trial"),
    "hear": _words("appeal"),
    "announce": _words("ceasefire truce verdict resignation withdrawal appointment"),
}

#: verbs of LIGHT whose subject is what happened
HAPPENING = _words(
    "occur happen begin start erupt take break commence continue follow end spread sweep culminate open reach"
)

#: verbs of LIGHT that make a THING an event (who issues what)
ISSUING = _words("issue publish release deliver send write file announce make draft post circulate submit")

#: verbs of saying, for documents that speak
SAYING = _words(
    "say warn write add urge announce state declare condemn call claim accuse find conclude ask demand tell"
    " confirm reveal note describe allege deny document estimate appeal denounce"
)

#: verbs whose infinitive tells of what was done ("deployed them to open fire"), not of what was wished
DOING = _words(
    "deploy order force begin start continue proceed use help go send direct command instruct lead manage"
    " mobilise mobilize get rush come travel arrive return emerge reemerge re-emerge appear gather compel"
)

#: words under which an event is wished, feared, planned or denied
WISHING = _words(
    "call demand appeal request want seek fear threat threaten plan possibility risk prospect need urge"
    " propose prevent avoid stop hope wish expect promise right campaign warn warning danger potential prelude"
    " oppose ban preparation prepare"
)

#: verbs that tell of an event only with such an object
OBJECTS = {
    "launch": _words(
        "attack offensive operation strike missile rocket raid airstrike investigation inquiry campaign assault"
        " war movement invasion probe"
    ),
    "sign": _words(
        "agreement treaty accord deal petition protocol ceasefire pact letter declaration memorandum truce law"
        " convention"
    ),
    "form": _words(
        "government council committee commission coalition party movement front group army organisation"
        " organization alliance tribunal court militia unit union"
    ),
    "seize": _words("power city town village control government territory airport base weapon building parliament"),
    "capture": _words(
        "city town village base soldier fighter man prisoner airport territory district province camp post capital"
    ),
    "air": _words("interview video report programme program documentary recording statement confession"),
    "present": _words("report finding dossier petition list"),
    "impose": _words("sanction curfew blockade embargo siege law ban sentence term fine"),
    "post": _words("video statement message photo letter photograph"),
    "leak": _words("document recording report tape file audio memo letter"),
    "surround": _words("village town city hamlet house home building camp school church mosque area district"),
    "throw": _words("grenade bomb stone firebomb"),
    "recover": _words("body remains corpse"),
    "adopt": _words("resolution law convention declaration constitution"),
    "drop": _words("bomb munition explosive shell barrel canister missile"),
    "hit": _words(
        "hospital school house home market building area base camp village town city mosque church bus convoy"
        " position target district clinic bakery"
    ),
    "strike": _words("hospital school house home market building base camp village town city mosque church bus convoy"),
    "disperse": _words("protest demonstration march rally crowd protester demonstrator vigil sit-in"),
    "host": _words("conference summit meeting talks session event gathering rally"),
    "down": _words("plane aircraft helicopter jet airliner drone flight"),
}
OBJECTS["found"] = OBJECTS["establish"] = OBJECTS["form"] | _words(
    "association network office centre center foundation"
)
OBJECTS["seize"] |= OBJECTS["capture"]

#: verbs that with an object tell of something else ("demonstrate resilience")
NO_OBJECT = _words("demonstrate rally riot march")

#: verbs that tell of an event only with an object (or in the passive)
NEEDS_OBJECT = _words(
    "bulldoze gas starve abuse burn target fire transfer destroy wound injure bury storm raid snatch shell torch"
    " dismiss ban dissolve promote sack beat exile expel evacuate loot down try"
)

#: verbs of appointing that need an office
OFFICE_VERBS = _words("name select promote designate swear install nominate")

#: verbs that with "dead", "to death" or "down" tell of a killing
DEADLY_VERBS = _words("shoot gun hack beat stab burn torture put stone trample crush")

#: words beside "die" that tell of a violent death or one in custody
DEADLY = _words(
    "torture prison custody detention wound wounded injury attack bombing shelling shooting massacre protest"
    " clash airstrike jail gunshot bullet camp fire execution explosion blast raid beating hunger starvation"
    " detainee prisoner fighting siege there bomb shell sniper grenade war conflict offensive"
)

#: kinds whose noun needs no more than an "of" part
OF_KINDS = _words("killing trial arrest disappearance appointment torture")

#: kinds in which somebody suffers what somebody does
VIOLENT = _words("killing arrest torture disappearance attack")

#: armed people, whose coming to a place is told as an attack
ARMED = _words(
    "army soldier troop militia militiaman rebel force gunman fighter paramilitary patrol column tank unit battalion"
    " brigade division gang commando insurgent policeman guerrilla regiment company member men vehicle"
)
COMING = _words("enter take storm invade overrun arrive drive advance march burst sweep occupy")

#: whom somebody loses by their death
LOST = _words(
    "member man woman child son daughter husband wife brother sister father mother parent relative uncle aunt cousin"
    " fighter soldier comrade neighbour neighbor grandson granddaughter grandchild nephew niece family villager"
)

#: what courts do to sentences and judgments
SENTENCING = _words("impose cut reduce increase uphold overturn quash suspend commute confirm annul receive lift")
SENTENCES = _words("sentence conviction verdict acquittal judgment judgement")
COURTS = _words("prosecutor court judge tribunal magistrate judiciary")

#: what people leave when they flee
LEFT = _words("village town city country hamlet camp region province valley district home island homeland")

#: nouns that only say of what there was one or several ("acts of genocide", "a wave of arrests")
SORTS = _words("act crime wave series string campaign spate number")

#: causes of death that are no violence
NATURAL = _words("hunger starvation illness disease cancer covid cholera malaria age cold accident thirst covid-19")

#: what is come to, and what falls
SITES = _words(
    "village town city hamlet camp house home district township school area neighbourhood neighborhood quarter"
)
SHELLS = _words("shell bomb missile rocket mortar grenade strike airstrike drone shelling")

#: verbs whose subject suffers
SUFFERED = _words("die disappear vanish perish starve")

#: words for people who are taken
PEOPLE = _words(
    "man woman boy girl child people person father mother brother sister son daughter husband wife uncle aunt"
    " cousin neighbour neighbor friend villager resident civilian student teacher soldier fighter prisoner"
    " suspect leader hostage him her them me us he she they who"
)

_KNOWN = frozenset(VERBS) | LIGHT


def lemma(word: str) -> str:
    """The dictionary form of a verb or noun as the lists here have it: the model's lemmatiser takes "installed" to
    "instal" and "raped" to "rap"."""
    low = word.lower()
    if low in _KNOWN:
        return low
    return next((other for other in (low + "e", low + low[-1:]) if other in _KNOWN), low)
