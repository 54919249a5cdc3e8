"""What a figure measures: families of verbs and nouns, by their lemmas. General English; no conflict has words here.

A verb family says what befalls or is done by those counted as its subject (active) or object (passive). Where one word
could be read in two ways the weaker reading is taken: "detained" is arrested, "held" imprisoned.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: verbs that say it of their object ("killed 176 people", "176 people were killed")
DONE_TO: dict[str, frozenset[str]] = {
    "killed": _words(
        "kill execute murder massacre slaughter hang behead assassinate gun butcher shoot_dead slay exterminate lynch "
        "annihilate shoot bury exhume decapitate claim_life burn_alive drown electrocute neutralise neutralize "
        "liquidate suffocate asphyxiate strangle martyr"
    ),
    "injured": _words("injure wound maim hurt burn blind disfigure mutilate hospitalize hospitalise"),
    "arrested": _words("arrest detain capture round_up apprehend seize pick_up nab take_away lead_away drag_away"),
    "imprisoned": _words("imprison jail incarcerate intern hold lock_up confine sentence"),
    "tortured": _words("torture beat flog whip lash mistreat ill-treat abuse"),
    "disappeared": _words("disappear abduct kidnap"),
}
#: verbs that say it of their subject ("176 people died", "half a million marched")
DONE_BY: dict[str, frozenset[str]] = {
    "killed": _words("die perish drown succumb starve suffocate asphyxiate"),
    "disappeared": _words("disappear vanish"),
    "protested": _words("protest march rally demonstrate riot strike"),
    "signed": _words("sign co-sign cosign undersign endorse"),
    "attended": _words("attend participate gather assemble convene congregate"),
}
#: nouns that say it by themselves when counted ("1,200 deaths", "40 wounded", "300 arrests")
COUNTED: dict[str, frozenset[str]] = {
    "killed": _words(
        "death fatality dead killing execution murder body corpse martyr casualty victim assassination "
        "hanging remains skeleton homicide beheading burial drowning"
    ),
    "injured": _words("injury wounded injured"),
    "arrested": _words("arrest detention arrestee"),
    "disappeared": _words("disappearance missing disappeared abduction kidnapping"),
    "imprisoned": _words("imprisonment"),
    "signed": _words("signature signatory"),
    "protested": _words("protester_s"),
    "places": _words(
        "city town village country province district neighborhood neighbourhood location site region state county "
        "municipality settlement prison camp hospital school mosque church house home building street square "
        "governorate island community area base center centre checkpoint cemetery grave facility hamlet locality "
        "canton "
        "department shop store factory apartment embassy station university clinic shelter tent farm territory nation "
        "continent place capital detention_center jail bakery market monastery temple synagogue structure dwelling hut "
        "barracks roadblock outpost"
    ),
    "documents": _words(
        "document message letter report resolution statement page video photograph photo image recording file "
        "testimony interview book article e-mail email affidavit petition decree record dossier certificate list post "
        "tweet memo cable transcript tape statement complaint publication exhibit videos footage communique ruling "
        "judgment verdict warrant treaty convention interview pamphlet newspaper communication recommendation "
        "submission"
    ),
    "acts": _words(
        "operation attack act uprising protest demonstration incident raid bombing airstrike strike case violation "
        "crime clash explosion blast shelling assault shooting massacre ambush rally riot offensive battle sortie "
        "mission action breach abuse rape campaign coup attempt event hanging_s stage_s round wave session "
        "meeting trial "
        "hearing charge count conviction allegation drill test launch"
    ),
}  # fmt: skip
#: nouns in front ("the massacre of 30,000 prisoners", "a death toll of 300")
HEADING: dict[str, frozenset[str]] = {
    "killed": _words(
        "massacre execution killing murder death slaughter toll genocide fatality casualty assassination bloodbath "
        "extermination hanging dead beheading carnage body corpse remains remain burial martyrdom"
    ),
    "injured": _words("injury wounding"),
    "arrested": _words("arrest detention capture"),
    "imprisoned": _words("imprisonment incarceration internment jailing"),
    "disappeared": _words("disappearance abduction kidnapping"),
    "tortured": _words("torture"),
    "protested": _words("protest demonstration march rally crowd"),
    "attended": _words("attendance audience turnout participation gathering"),
    "signed": _words("signature petition"),
}
#: adjectives and participles beside the counted ("30 dead", "12 missing", "wounded civilians")
STATES: dict[str, frozenset[str]] = {
    "killed": _words("dead killed slain executed murdered deceased massacred hanged martyred"),
    "injured": _words("injured wounded hurt maimed"),
    "arrested": _words("arrested detained captured"),
    "imprisoned": _words("imprisoned jailed incarcerated"),
    "disappeared": _words("missing disappeared abducted kidnapped unaccounted"),
    "tortured": _words("tortured beaten flogged"),
}
#: verbs that say nothing of their own: their subject or the words before them decide
NEUTRAL = _words(
    "be become reach climb rise grow total number stand exceed surpass hit pass increase jump soar include "
    "comprise put "
    "estimate report say count leave bring make see have document record list confirm claim give place set top "
    "remain range vary "
    "cause result lead take cost estimate swell double triple quadruple fall drop go come amount revise raise"
)
#: written things that people put their names to
SIGNABLE = _words("statement letter petition appeal declaration call document charter manifesto communique pledge")
ISSUING = _words("issue release publish sign send write address submit co-sign")
#: gatherings against something, whose attendance is protest
PROTESTS = _words("protest demonstration march rally uprising riot sit-in vigil crowd strike revolt")
#: people who are called after it
PROTESTING = _words("protester protestor demonstrator marcher")
#: units of time, of money, and of measures that are no figures
TIME = _words(
    "second minute hour day night week weekend month year decade century generation season fortnight semester"
)
MONEY = _words(
    "dollar euro pound rial riyal toman rupee lira shekel franc yen yuan peso dinar dirham ruble rouble krona krone "
    "afghani kyat quetzal mark birr naira shilling zloty hryvnia won cent usd eur gbp dollars dollarss"
)
NO_FIGURE = _words(
    "kilometer kilometre mile meter metre foot inch yard km acre hectare degree ton tonne kilogram kilo kg pound_w "
    "gram liter litre gallon barrel watt megawatt kilowatt volt horsepower knot mph kph square_mile caliber mm cm gb mb"
)
#: people whose name is what befell them, where a total of them is told ("the number of detainees reached …")
BEFALLEN: dict[str, frozenset[str]] = {
    "arrested": _words("detainee arrestee"),
    "imprisoned": _words("prisoner inmate hostage captive"),
    "protested": _words("protester protestor demonstrator marcher"),
}
#: places one is held in
HELD_IN = _words("prison jail custody detention bars captivity prisons jails gaol")
#: what people sit through
OCCASIONS = _words("trial verdict hearing ceremony session proceedings funeral speech screening judgment sentencing")
#: where people are taken who are not taken away
CARED_FOR = _words("hospital clinic morgue mortuary safety shelter doctor surgery ambulance surface")
#: words for a count that do not say of what
NUMBERS = _words("number figure count total tally sum estimate toll")
#: verbs done to things as well as to people
TO_THINGS = _words(
    "seize capture burn drown hold pick_up take_away hurt beat bury exhume detain shoot annihilate "
    "neutralise neutralize liquidate"
)
#: endings of nouns for people
AGENTS = (
    "er",
    "or",
    "ist",
    "ian",
    "ant",
    "ent",
    "ee",
    "man",
    "woman",
    "boy",
    "girl",
    "ess",
    "folk",
    "eer",
    "hood",
    "ese",
)
#: people, by what they are called when nothing else is said of them
PEOPLE = _words(
    "person people man woman child boy girl civilian prisoner protester protestor demonstrator detainee soldier troop "
    "fighter militant family member supporter activist student worker officer villager resident citizen refugee inmate "
    "victim survivor witness dissident intellectual journalist lawyer teacher official relative patient individual "
    "youth teenager infant baby mother father farmer monk priest doctor policeman policewoman rebel insurgent guard "
    "captive hostage household staff personnel employee other daughter son sister brother wife husband terrorist "
    "bandit gunman minor pupil"
)
#: nouns that take their measure from what is told of them, though they count as dead where nothing is
WEAK = _words("victim casualty remains body")
#: what is done to lives to end them
TAKING = _words("claim cost take lose end sacrifice")
#: adjectives that stand for the people they are said of
STATED = _words("dead missing wounded injured disappeared killed detained displaced")


def family(families: dict[str, frozenset[str]], word: str) -> str | None:
    """The measure whose family holds `word`, a lemma in lower case."""
    return next((measure for measure, members in families.items() if word in members), None)
