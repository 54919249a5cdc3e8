"""Classes of words that say what kind of thing a name names: titles, offices, heads of organisations, facilities, …

Word classes of the language, never of one case: a name that only one conflict knows belongs in that case's names
file (`muniment.claims.names`). Compiled for this project from the vocabulary of human-rights reporting.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list written with spaces."""
    return frozenset(text.split())


#: words before a name that make it a person's, and are not part of the name
TITLES = words(
    "special mr mrs ms miss mx dr prof professor sir lady lord dame hon rev reverend fr father sister brother"
    " bishop archbishop cardinal pope patriarch pastor rabbi imam mullah mulla mollah mawlawi maulana ayatollah"
    " hojjatoleslam hojatoleslam allamah sheikh shaikh sheik shaykh sayyid sayed seyed sayyed hajj haji hajji emir"
    " amir sultan shah prince princess king queen emperor president vice-president premier chancellor minister"
    " senator congressman congresswoman representative mp mep ambassador envoy consul governor mayor deputy"
    " secretary secretary-general speaker chairman chairwoman chairperson chair director director-general"
    " spokesman spokeswoman spokesperson commissioner rapporteur judge justice prosecutor magistrate attorney"
    " counsel lawyer colonel col lieutenant lt captain capt major maj general gen brigadier brig marshal admiral"
    " commander cmdr commandant sergeant sgt corporal cpl private officer inspector superintendent chief doctor"
    " nurse comrade don doña señor señora monsieur madame herr frau supreme leader foreign prime interior defence"
    " defense former then then-president ex-president ex-minister president-elect acting late first lady crown"
    " high undersecretary under-secretary lieutenant-general major-general warlord field attorney-general nobel"
    " laureate witness accused defendant survivor resident activist journalist analyst u daw"
)

#: nouns that name an office or a function that somebody holds (for roles); singular
OFFICES = words(
    "sheikh elder headman mukhtar medic president vice-president president-elect premier chancellor minister"
    " senator congressman congresswoman representative lawmaker legislator parliamentarian mp mep ambassador envoy"
    " consul diplomat governor mayor deputy secretary secretary-general undersecretary under-secretary speaker"
    " chairman chairwoman chairperson chair co-chair director director-general spokesman spokeswoman spokesperson"
    " commissioner rapporteur judge justice prosecutor magistrate attorney lawyer advocate colonel lieutenant"
    " captain major general brigadier marshal admiral commander commandant sergeant officer inspector"
    " superintendent chief head leader founder co-founder cofounder member official adviser advisor aide assistant"
    " coordinator organiser organizer manager warden guard jailer interrogator investigator researcher professor"
    " lecturer economist historian academic scholar analyst expert editor editor-in-chief journalist reporter"
    " correspondent columnist producer filmmaker film-maker author writer poet artist singer actor activist"
    " campaigner dissident cleric priest bishop archbishop imam ayatollah king queen prince princess emperor"
    " sultan shah heir successor predecessor boss deputy-commander doctor physician surgeon nurse engineer teacher"
    " student farmer worker prisoner detainee defector soldier fighter militiaman warlord dictator agent informant"
    " operative spy candidate negotiator mediator delegate observer monitor expert coroner pathologist clerk"
    " administrator executive ceo treasurer strategist ideologue mastermind ruler monarch councillor councilman"
    " chief-of-staff clergyman policeman policewoman treasurer ombudsman registrar rector dean provost politician"
    " businessman banker theologian scientist blogger refugee survivor"
)

#: nouns for a part in an act of which somebody is accused (for roles); singular
ACCUSING = words(
    "perpetrator henchman executioner torturer killer murderer mastermind culprit assassin butcher accomplice"
    " collaborator war-criminal genocidaire génocidaire criminal terrorist suspect architect kidnapper rapist"
    " instigator ringleader gunman bomber sniper agent informant spy defendant accused hitman abductor triggerman"
    " co-perpetrator co-defendant co-conspirator conspirator fugitive indictee convict thug"
)

#: heads of names of organisations
ORGANISATIONS = words(
    "organization organisation council committee commission front army ministry court university party union"
    " association agency bureau office department movement brigade brigades battalion regiment corps guard guards"
    " force forces police militia militias parliament senate congress assembly government regime federation league"
    " alliance coalition institute institution foundation centre center company corporation bank group network"
    " society club tribunal chamber chambers directorate secretariat administration authority authorities service"
    " services navy unit units squad squads team mission delegation junta cabinet politburo academy college school"
    " church initiative forum times post news press radio television tv newspaper gazette airlines airways watch"
    " international rapporteurs nations resistance judiciary command staff patrol detachment division cartel gang"
    " syndicate faction guerrillas rebels partisans tigers committees commissions councils courts panel board task"
    " taskforce consortium registry archive archives library observatory observer fund trust monitor herald"
    " courier tribune chronicle telegraph journal ledger daily examiner jazeera arabiya reuters bloomberg mothers"
    " grandmothers defence defense gendarmerie constabulary inspectorate ombudsman intelligence inc ltd plc gmbh"
    " confederation workshop campaign platform caucus bloc crescent cross sans"
)

#: organisation heads that may be written small after a nation's adjective or a place's possessive
COMMON_BODIES = words(
    "regime government parliament army military police navy court judiciary junta senate congress intelligence"
    " gendarmerie cabinet embassy"
)

#: heads of names of facilities
FACILITIES = words(
    "prison jail camp hospital clinic airport airfield square mosque cathedral temple synagogue shrine cemetery"
    " graveyard museum stadium barracks base headquarters school factory plant dam bridge station checkpoint"
    " penitentiary gulag palace hotel building tower gate market bazaar morgue mortuary monastery convent church"
    " chapel warehouse mine quarry port harbour harbor crossing terminal compound facility complex theatre theater"
    " stadium embassy consulate house hall bunker dungeon"
)

#: heads of names of places
PLACES = words(
    "river lake sea ocean gulf strait mountain mountains mount valley desert island islands peninsula province"
    " district county region state states city town village governorate oblast canton department municipality"
    " republic kingdom emirate emirates territory territories heights hills hill forest plain plateau coast bay"
    " cape street road avenue boulevard highway neighbourhood neighborhood suburb quarter strip bank east west"
    " north south africa asia europe america delta basin creek"
)

#: heads of names of events
EVENTS = words(
    "massacre war genocide uprising revolution revolt rebellion coup conference summit intifada holocaust"
    " offensive operation siege battle protests riots referendum election elections crisis invasion ceasefire"
    " accords spring massacres famine pogrom purge olympics games festival congress rally march strike bombing"
    " bombings trial trials insurgency hirak"
)

#: heads of names of works: documents, books, laws, agreements
WORKS = words(
    "agreement accord treaty convention protocol constitution charter covenant declaration act law report statute"
    " resolution code manifesto memorandum pact deal fatwa decree plan bill amendment"
)

#: words that are written large without naming anything that is listed
NEVER = words(
    "dna question answer state testimonies monday tuesday wednesday thursday friday saturday sunday january"
    " february march april may june july august september october november december jan feb mar apr jun jul aug"
    " sep sept oct nov dec ramadan muharram ashura easter christmas new year eid nowruz norouz god allah lord"
    " islam christianity judaism buddhism hinduism bible quran koran qur'an sharia shariah internet covid covid-19"
    " coronavirus omicron delta virus english french arabic persian farsi spanish russian german turkish kurdish i"
    " ii iii iv v vi vii viii ix x am pm a.m p.m gmt utc est edt figure fig table annex appendix chapter section"
    " article articles paragraph para part page pp vol note footnote photo image source sources read ok nd rd th"
    " no nos mr mrs ms dr west western eastern northern southern central middle-eastern latin arab islamist"
    " marxist communist nazi fascist muslim muslims christian christians jew jews jewish islamic shia shiite"
    " shiites shi'a sunni sunnis hindu hindus buddhist buddhists catholic catholics protestant protestants"
    " orthodox alawite alawites druze"
)

#: closed-class and sentence-opening words that are written large only because a sentence begins
OPENERS = words(
    "the a an this that these those it its he she they we you i his her their our your my one two three four five"
    " six seven eight nine ten eleven twelve twenty thirty forty fifty hundred hundreds thousands dozens scores"
    " many most some several few both all each every any no none other others another such more less much in on at"
    " by for from to of with without within into onto over under after before during since until till while when"
    " where why how what who whom whose which if unless although though because as so but and or nor yet not never"
    " however therefore thus hence moreover furthermore meanwhile instead indeed also then there here now today"
    " yesterday tomorrow recently later earlier soon once again still even only just perhaps maybe nevertheless"
    " nonetheless despite following according regarding concerning given between among against about across along"
    " around behind beyond toward towards throughout upon via per like unlike except is are was were be been being"
    " do does did has have had can could may might must shall should will would let please yes first second third"
    " last next former additionally finally similarly likewise overall nationwide elsewhere evidently surprisingly"
    " local national international early late based two-thirds half nearly almost approximately roughly at-least"
    " up"
)

#: nations' and regions' adjectives and the names of their people
DEMONYMS = words(
    "afghan afghans albanian albanians algerian algerians american americans andorran angolan argentine"
    " argentinian argentinean armenian armenians australian australians austrian austrians azerbaijani azeri"
    " azeris bahamian bahraini bahrainis bangladeshi bangladeshis barbadian belarusian belarusians belgian"
    " belgians belizean beninese bhutanese bolivian bolivians bosnian bosnians bosniak bosniaks botswanan"
    " brazilian brazilians british briton britons bruneian bulgarian bulgarians burkinabe burmese burundian"
    " burundians cambodian cambodians cameroonian cameroonians canadian canadians chadian chadians chilean"
    " chileans chinese colombian colombians comorian congolese costa-rican croat croats croatian croatians cuban"
    " cubans cypriot cypriots czech czechs danish dane danes dominican dutch ecuadorian ecuadorean egyptian"
    " egyptians emirati emiratis english eritrean eritreans estonian ethiopian ethiopians european europeans"
    " fijian filipino filipinos finnish finn finns french gabonese gambian gambians georgian georgians german"
    " germans ghanaian ghanaians greek greeks grenadian guatemalan guatemalans guinean guineans guyanese haitian"
    " haitians honduran hondurans hungarian hungarians icelandic indian indians indonesian indonesians iranian"
    " iranians iraqi iraqis irish israeli israelis italian italians ivorian ivorians jamaican japanese jordanian"
    " jordanians kazakh kazakhs kenyan kenyans korean koreans kosovar kosovars kosovan kurd kurds kurdish kuwaiti"
    " kuwaitis kyrgyz lao laotian latvian lebanese liberian liberians libyan libyans liechtensteiner lithuanian"
    " luxembourgish macedonian macedonians malagasy malawian malaysian malaysians maldivian malian malians maltese"
    " mauritanian mauritian mexican mexicans moldovan mongolian montenegrin montenegrins moroccan moroccans"
    " mozambican namibian nepalese nepali nepalis nicaraguan nicaraguans nigerian nigerians nigerien norwegian"
    " norwegians omani omanis pakistani pakistanis palestinian palestinians panamanian papuan paraguayan peruvian"
    " peruvians philippine polish pole poles portuguese qatari qataris romanian romanians russian russians rwandan"
    " rwandans salvadoran salvadorans salvadorean samoan saudi saudis scottish scots senegalese serb serbs serbian"
    " serbians seychellois singaporean slovak slovaks slovene slovenian slovenians somali somalis somalian"
    " south-african spanish sri-lankan sudanese surinamese swazi swedish swede swedes swiss syrian syrians"
    " taiwanese tajik tajiks tanzanian tanzanians thai thais tibetan tibetans timorese togolese tongan tunisian"
    " tunisians turk turks turkish turkmen turkmens ugandan ugandans ukrainian ukrainians uruguayan uighur uighurs"
    " uyghur uyghurs uzbek uzbeks vatican venezuelan venezuelans vietnamese welsh yazidi yazidis yemeni yemenis"
    " yugoslav yugoslavs zambian zimbabwean zimbabweans african africans asian asians arab arabs balkan caribbean"
    " nordic baltic darfuri darfuris chechen chechens rohingya rohingyas hutu hutus tutsi tutsis hazara hazaras"
    " pashtun pashtuns baloch baluch maya mayan mayans ixil abkhaz ossetian ossetians tigrayan tigrayans oromo"
    " amhara crimean"
)

#: particles that stand inside a name of a person, written small
PARTICLES = words(
    "al el bin ibn ben bint abu abd von van der den de del della di da dos das do du des la le las los e y ul ud ol"
)

#: possessors that are part of a name ("People's …", "Lord's …"), not its owner
NAMING_POSSESSORS = words(
    "people peoples women children men lord king queen workers farmers peasants citizens lawyers journalists"
    " mothers teachers students writers doctors prisoners soldiers veterans nations worker mother father world"
    " saint"
)

#: titles that only stand before another title ("Foreign Minister"); alone at the end of a name they are part of it
ADJUNCTS = words(
    "special foreign prime interior defence defense supreme first crown high field chief former then acting late"
)

#: ranks: a rank before a name is a title and by itself no office
RANKS = words(
    "general colonel lieutenant captain major brigadier marshal admiral sergeant corporal private senior first"
    " field commodore cadet sub-lieutenant lieutenant-general major-general lieutenant-colonel col gen maj capt lt"
    " brig sgt"
)

#: small words after a name that say of what kind it is
PLACE_AFTER = words(
    "village town city district province region state hamlet township neighbourhood neighborhood suburb county"
    " island valley river area governorate municipality commune canton peninsula border"
)
FACILITY_AFTER = words(
    "prison jail camp hospital airport barracks cemetery stadium mosque checkpoint penitentiary university detention"
)
BODY_AFTER = words(
    "militia militias militants militiamen group party movement newspaper agency brigade battalion army forces"
    " fighters rebels insurgents cartel gang paramilitaries guerrillas broadcaster radio daily magazine coalition"
    " alliance leadership troops soldiers commanders members spokesman spokeswoman spokesperson commander"
)

#: words before a name that say that it is a place
PLACE_BEFORE = words("in near at around outside inside")


def is_office(word: str) -> bool:
    """Whether a small-written word is a title or an office, also in the plural."""
    return word in TITLES or word in OFFICES or word.removesuffix("s") in OFFICES
