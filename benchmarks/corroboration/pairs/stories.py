"""Invented reports to make labelled pairs of: five agencies, an encyclopedia, and what happens to copies.

Everything here was written for this project; no person, place or organisation in it exists. Each agency has its own way
to tell an event; they share only what reports of one event do share: facts, names, a quoted statement, and the set
phrases of the trade ("could not be independently verified").
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

EVENTS = (
    ("Orvel", "Varenia", "4 May 2031", 43, 96, "covered market", "a car bomb", "Tomas Reval", "interior ministry"),
    ("Karvan", "Varenia", "11 June 2031", 17, 30, "bus station", "an air strike", "Ilse Dorn", "defence ministry"),
    (
        "Selim Bay",
        "Ostrava Coast",
        "2 March 2030",
        61,
        140,
        "fish market",
        "shelling",
        "Pavo Hest",
        "governor's office",
    ),
    ("Tarrow", "Ostrava Coast", "19 August 2030", 9, 24, "school", "gunmen", "Mira Quell", "education ministry"),
    (
        "Dessa",
        "Lower Hadran",
        "30 January 2032",
        112,
        205,
        "prison",
        "a fire set by guards",
        "Joren Vask",
        "prison service",
    ),
    ("Milk Hill", "Lower Hadran", "7 October 2029", 28, 77, "hospital", "two rockets", "Anselm Tor", "health ministry"),
    ("Quarra", "Sennaar Republic", "15 December 2031", 35, 58, "mosque", "a bomb", "Rashad Imel", "interior ministry"),
    ("Velm", "Sennaar Republic", "22 April 2032", 14, 41, "refugee camp", "artillery", "Nadia Foss", "army command"),
    (
        "Port Irel",
        "Great Marn",
        "9 September 2030",
        80,
        160,
        "ferry terminal",
        "militia fighters",
        "Oskar Bly",
        "coast guard",
    ),
    (
        "Hollin",
        "Great Marn",
        "1 November 2031",
        22,
        39,
        "mining camp",
        "police officers",
        "Greta Sund",
        "police command",
    ),
    (
        "Amber Ford",
        "North Tessaly",
        "26 July 2029",
        51,
        88,
        "wedding hall",
        "a drone strike",
        "Luka Brandt",
        "air force",
    ),
    (
        "Sorrow Creek",
        "North Tessaly",
        "13 February 2032",
        19,
        47,
        "farmers' protest",
        "soldiers",
        "Edda Wole",
        "justice ministry",
    ),
)

QUOTES = (
    "This was an act of madness and those who planned it will answer for every single life before a court",
    "We regret what happened but our forces acted strictly within the law and under fire from armed men",
    "Nobody in this government gave such an order and nobody will be allowed to spread such lies",
)
WITNESS = (
    "I ran back in for my brother and there was nothing left of the place where he had been sitting",
    "They did not ask us anything, they lined us up along the wall and then it began",
)


@dataclass(frozen=True, slots=True)
class Story:
    """An invented report: headline, paragraphs, the agency's name and lines of its page's frame."""

    headline: str
    paragraphs: tuple[str, ...]
    agency: str
    furniture: tuple[str, ...] = ()


def facts(number: int) -> dict[str, str]:
    town, country, day, dead, hurt, place, means, official, body = EVENTS[number]
    return {
        "town": town, "country": country, "day": day, "dead": str(dead), "hurt": str(hurt), "place": place,
        "means": means, "official": official, "body": body, "quote": QUOTES[number % 3], "witness": WITNESS[number % 2],
    }  # fmt: skip


#: agency → its own sentences; every one of them may use the facts of an event
AGENCIES = {
    "Orun Press": (
        "At least {dead} people were killed and {hurt} others wounded on {day} when {means} hit the {place} in {town}, "
        "local health officials said.",
        "Rescuers worked through the night by the light of car headlamps, pulling the injured out with "
        "their bare hands.",
        "“{quote},” {official}, a spokesman for the {body} of {country}, told reporters in the capital.",
        "The toll could not be independently verified. Roads into {town} have been closed to the media "
        "since the morning.",
        "It was the deadliest incident in {country} since the truce was signed, and it comes a week "
        "before talks resume.",
        "Shopkeepers near the {place} said that they had warned the authorities about strangers in the days before.",
    ),
    "Meridian News": (
        "{town} buried its dead on Thursday after {means} tore through the {place}, leaving {dead} dead "
        "and {hurt} hurt.",
        "A woman who gave her name only as Sana waited outside the morgue for news of two sons.",
        "“{witness},” said a survivor with a bandaged arm, who asked not to be named for fear of reprisals.",
        "Officials were quick to reply. {official} of the {body} said: “{quote}.”",
        "Human rights groups have long accused the government of {country} of covering up abuses in the province.",
        "The claims could not be independently verified, and the {body} did not respond to a request for comment.",
    ),
    "The Harbour Gazette": (
        "The number of people killed in {town} rose to {dead} on the evening of {day}, hospital staff "
        "told this newspaper.",
        "Another {hurt} were being treated, many of them with burns, in corridors that smelled of smoke "
        "and disinfectant.",
        "What struck the {place} was {means}; on this everybody agrees, and on very little else.",
        "{official}, who speaks for the {body}, read out a statement and took no questions. “{quote},” it ended.",
        "Our correspondent counted thirty-one graves in the new part of the cemetery, all dug within two days.",
        "Families say that the list on the hospital door is incomplete, and have started to write one of their own.",
    ),
    "Halden Wire": (
        "{town}, {country} – {means} killed {dead} at a {place} here and injured {hurt}, the {body} "
        "confirmed late on {day}.",
        "An emergency session of parliament has been called for Monday, the speaker's office announced.",
        "“{quote},” {official} said.",
        "Markets fell on the news, and the currency lost two per cent against the dollar in thin trading.",
        "Neighbouring states condemned the bloodshed and urged all sides to show restraint.",
        "No group has claimed responsibility. Analysts pointed to a pattern of similar assaults over the past year.",
    ),
    "Candle Human Rights Monitor": (
        "Researchers of the Monitor have documented the deaths of {dead} people at the {place} of {town} on {day}.",
        "For each of them there is a name, an age, and at least one witness who was interviewed alone.",
        "One witness told the Monitor: “{witness}.”",
        "The Monitor wrote to the {body} on three occasions and received, in the end, a single page "
        "signed by {official}.",
        "Fragments collected on the spot are consistent with {means}, according to two experts who "
        "examined photographs.",
        "The Monitor calls for a prompt, impartial and effective investigation and for the protection of witnesses.",
    ),
}  # fmt: skip

ENCYCLOPEDIA = (
    "The {town} {place} killings were an event in {country} on {day} in which {dead} people lost their lives.",
    "The {place} had been built in the years of the first republic and served a district of some forty "
    "thousand people.",
    "Shortly after nine in the morning it was struck by {means}; most of the victims died within the first hour.",
    "A commission of inquiry was announced, postponed twice, and dissolved without having heard a single relative.",
    "A monument by the river, paid for by emigrants, was removed at night and has stood in a private garden since.",
    "Estimates of the toll range from {dead} in official documents to more than twice as many in later memoirs.",
)

SYNONYMS = {
    "killed": "slain", "wounded": "injured", "said": "stated", "told": "informed", "closed": "shut", "dead": "victims",
    "government": "authorities", "deadliest": "bloodiest", "morning": "early hours", "hit": "struck", "many": "most",
    "announced": "made known", "removed": "taken away", "built": "erected", "received": "got", "waited": "stood",
}  # fmt: skip


def told_by(agency: str, number: int) -> Story:
    """The agency's own report of an event."""
    known = facts(number)
    own = tuple(_upper(sentence.format(**known)) for sentence in AGENCIES[agency])
    return Story(f"{known['town']}: {agency} report", own, agency)


def encyclopedia(number: int) -> Story:
    known = facts(number)
    own = tuple(_upper(sentence.format(**known)) for sentence in ENCYCLOPEDIA)
    return Story(f"{known['town']} {known['place']} killings", own, "Open Encyclopedia")


def _upper(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def edited(story: Story, chance: random.Random) -> Story:
    """A copy with words exchanged and a sentence left out, as sub-editors do."""
    kept = list(story.paragraphs)
    kept.pop(chance.randrange(1, len(kept)))
    swapped = tuple(re.sub(r"\w+", lambda found: SYNONYMS.get(found.group(), found.group()), one) for one in kept)
    return Story(f"{story.headline} (updated)", swapped, "a subscriber")


def taken_over(story: Story, into: Story, chance: random.Random) -> Story:
    """Another agency's report into which two sentences of `story` were taken over word for word, quotations left
    out."""
    plain = [one for one in story.paragraphs if "“" not in one]
    taken = chance.sample(plain, 2)
    own = [one for one in into.paragraphs if one not in taken]
    at = chance.randrange(1, len(own))
    return Story(into.headline, tuple(own[:at] + taken + own[at:]), into.agency)


def reordered(story: Story, chance: random.Random) -> Story:
    """The same sentences in another order under another headline, each with a changed beginning."""
    rest = list(story.paragraphs)
    chance.shuffle(rest)
    return Story(
        "What we know so far", tuple(f"It has emerged that {one[0].lower()}{one[1:]}" for one in rest), "a portal"
    )
