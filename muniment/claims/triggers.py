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
    " annihilate electrocute crucify gas starve",
    arrest="arrest detain imprison jail incarcerate apprehend capture intern re-arrest rearrest",
    torture="torture beat rape whip flog mutilate waterboard maim abuse assault molest lash",
    disappearance="disappear abduct kidnap vanish snatch",
    protest="protest demonstrate riot rally march chant revolt",
    attack="attack bomb shell raid storm shoot ambush bombard invade strafe torch burn besiege shell loot pillage raze"
    " teargas clash wound injure overrun target fire down destroy",
    trial="try convict sentence acquit indict prosecute charge extradite arraign plead testify",
    publication="publish broadcast release issue leak disclose unveil air post tweet",
    meeting="meet convene gather assemble reconvene host",
    appointment="appoint elect install inaugurate designate nominate reelect re-elect swear reappoint promote"
    " name select",
    other="resign flee oust dismiss depose overthrow deport expel evacuate displace exile bury inter exhume found"
    " ratify sign withdraw surrender ban dissolve disband repatriate transfer seize evict outlaw abolish defect die"
    " establish form launch sack demolish proclaim annex",
)

#: nouns (lemmas) that tell of an event
NOUNS = _kinds(
    killing="massacre execution killing murder slaughter assassination lynching hanging bloodbath genocide downing"
    " beheading extermination pogrom shooting",
    arrest="arrest detention imprisonment incarceration roundup round-up capture",
    torture="torture beating rape flogging mutilation",
    disappearance="disappearance abduction kidnapping kidnap",
    protest="protest demonstration uprising rally march riot strike sit-in revolt rebellion vigil unrest intifada"
    " walkout insurrection",
    attack="attack bombing shelling airstrike raid offensive assault crackdown ambush invasion bombardment siege clash"
    " explosion blast stabbing strike incursion coup war",
    trial="trial conviction acquittal indictment hearing verdict prosecution sentencing extradition arraignment retrial"
    " judgment judgement lawsuit appeal",
    publication="statement report publication editorial letter communique communiqué declaration broadcast release"
    " disclosure petition fatwa decree article recording announcement message",
    meeting="meeting summit conference session talks gathering assembly congress seminar visit negotiation",
    appointment="appointment election selection inauguration nomination installation designation re-election",
    other="ceasefire resignation ouster dismissal burial funeral exhumation deportation expulsion evacuation referendum"
    " surrender withdrawal overthrow removal transfer coronation founding launch death operation truce exodus",
)

#: nouns of NOUNS that are as often a thing as an event: they tell of one only as what a verb of LIGHT does
THINGS = _words(
    "statement report editorial letter communique communiqué declaration petition fatwa decree article recording"
    " announcement message appeal assembly congress operation war strike visit hearing judgment judgement death"
    " release transfer launch verdict"
)

#: verbs that only carry the noun which tells of the event
LIGHT = _words(
    "hold stage occur happen begin start launch conduct organise organize erupt witness carry take break convene"
    " see host attend open commence continue mark follow call issue publish release sign deliver send write file"
    " announce make draft commit perpetrate mount wage end culminate spread sweep produce give lead join suppress"
    " crush quell lift confirm hand render undergo face"
)

#: subjects or objects of LIGHT verbs that make a THING an event (who issues what)
ISSUING = _words("issue publish release sign deliver send write file announce make draft post circulate submit")

#: verbs whose infinitive tells of what was done ("deployed them to open fire"), not of what was wished
DOING = _words(
    "deploy order force begin start continue proceed use help go send direct command instruct lead manage mobilise"
    " mobilize get rush"
)

#: kinds in which somebody suffers what somebody does
VIOLENT = frozenset({"killing", "arrest", "torture", "disappearance", "attack"})
