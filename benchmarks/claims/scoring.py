"""What an export of a case gets right of one document's gold answer, layer by layer, and what it gets wrong.

An answer is a JSON object (`benchmarks/claims/gold_en/README.md` says how they are written); an export is the rows of
`muniment export`. A figure is found where it overlaps the gold's number, an attribution where the two contents overlap
by two fifths of their union, an event where words overlap, a role where person and a word of the role agree. Names
agree where one's words are all among the other's and make up a third of it, or half of all their words are shared.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

Row = dict[str, Any]
Range = tuple[int, int]
Pairs = tuple[list[tuple[Row, Row]], list[Row], list[Row]]

#: words that do not tell two names apart
LITTLE = {"mr", "mrs", "ms", "dr", "the", "of", "ayatollah", "s", "and", "a", "an", "in"}
#: letters that Arabic and Persian write differently, and signs that carry no letter (ZWNJ, ZWJ, tatweel)
ONE_LETTER = str.maketrans("يىكةأإٱؤ", "ییکهاااو", "\u200c\u200d\u0640")
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
#: contents of an attribution are the same where intersection over union of characters reaches this
SAME_CONTENT = 0.4


@dataclass(slots=True)
class Judged:
    """One document: per layer (hits, gold, given); per question (right, asked); and every error in a sentence."""

    document: str
    layers: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    answers: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    def judge(self, question: str, right: bool, said: str) -> None:
        self.answers[question].append(right)
        if not right:
            self.errors.append(f"{question}: {said}")

    def count(self, layer: str, pairs: Pairs, show: Callable[[Row], str]) -> None:
        both, lost, extra = pairs
        self.layers[layer] = (len(both), len(both) + len(lost), len(both) + len(extra))
        self.errors += [f"{layer}: missed: {show(row)}" for row in lost]
        self.errors += [f"{layer}: extra: {show(row)}" for row in extra]


def words(name: str | None) -> set[str]:
    """The words of a name in any script, without accents, titles and little words."""
    folded = unicodedata.normalize("NFKD", (name or "").translate(ONE_LETTER))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return set(re.findall(r"[^\W_]+", plain.casefold())) - LITTLE


def same_name(gold: str | None, given: str | None) -> bool:
    if gold is None or given is None:
        return gold is given
    a, b = words(gold), words(given)
    if not a or not b:
        return False
    small, large = sorted((a, b), key=len)
    return (small <= large and 3 * len(small) >= len(large)) or 2 * len(a & b) >= len(a | b)


def days(edtf: str | None) -> Range | None:
    """First and last day of an EDTF level-1 date or interval, in days of a calendar of 31-day months; None: unread."""
    ends = [_part(part.strip("~?%. ")) for part in str(edtf or "").split("/")]
    read = [end for end in ends if end]
    if not edtf or len(read) != len(ends):
        return None
    return read[0][0], read[-1][1]


def _part(part: str) -> Range | None:
    found = re.fullmatch(r"(\d{3})([\dX])(?:-(\d\d))?(?:-(\d\d))?", part)
    if not found:
        return None
    decade, unit, month, day = found.groups()
    if unit == "X":
        return _number(int(decade) * 10, 1, 1), _number(int(decade) * 10 + 9, 12, 31)
    year = int(decade + unit)
    first, last = (1, 12) if month is None else SEASONS.get(int(month), (int(month), int(month)))
    if not 1 <= first <= 12:
        return None
    if day is not None:
        return (_number(year, first, int(day)),) * 2
    return _number(year, first, 1), _number(year, last, calendar.monthrange(year, last)[1])


def _number(year: int, month: int, day: int) -> int:
    return year * 372 + month * 31 + day


def same_time(gold: str | None, given: str | None) -> bool:
    """The ranges meet, and the given one is at most three times (and 45 days) wider than the gold's."""
    a, b = days(gold), days(given)
    if a is None or b is None:
        return a is None and b is None
    return a[0] <= b[1] and b[0] <= a[1] and b[1] - b[0] <= 3 * (a[1] - a[0]) + 45


def shared(a: Range, b: Range) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def pair_off(gold: Sequence[Row], given: Sequence[Row], score: Callable[[Row, Row], float]) -> Pairs:
    """Pairs one to one, best score first (0: no pair); then what is left of either side."""
    scored = sorted((-score(g, h), i, j) for i, g in enumerate(gold) for j, h in enumerate(given))
    of_gold: dict[int, int] = {}
    for value, i, j in scored:
        if value < 0 and i not in of_gold and j not in of_gold.values():
            of_gold[i] = j
    both = [(gold[i], given[j]) for i, j in of_gold.items()]
    lost = [row for i, row in enumerate(gold) if i not in of_gold]
    return both, lost, [row for j, row in enumerate(given) if j not in of_gold.values()]


def place(text: str, row: Row) -> Range:
    """Where a gold row's quotation stands."""
    at = -1
    for _ in range(row.get("nth", 0) + 1):
        at = text.find(row["quote"], at + 1)
        if at < 0:
            raise ValueError(f"a gold answer quotes what its document does not hold: {row['quote'][:60]!r}")
    return at, at + len(row["quote"])


def judge(gold: Row, text: str, rows: Sequence[Row]) -> Judged:
    """One document's gold answer against the rows of an export (of any number of documents)."""
    name = gold["document"]
    judged = Judged(name)
    mine: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.get("document") == name:
            span = (row["start"], row["end"]) if "start" in row else None
            mine[row["type"]].append({**row, "span": span})
    document = mine["document"][0] if mine["document"] else {}
    _published(judged, gold["meta"], document.get("published"))
    _body(judged, gold, text, document.get("passages", []))
    _figures(judged, gold, text, mine["figure"])
    _attributions(judged, gold, text, mine["attribution"])
    _events(judged, gold, text, mine["event"])
    _roles(judged, gold, mine["role"])
    _entities(judged, gold, text, [row for row in rows if row.get("type") == "entity"])
    return judged


def _published(judged: Judged, meta: Row, given: str | None) -> None:
    wanted = meta["published"]["edtf"]
    judged.judge("published", same_time(wanted, given), f"{wanted}, given {given}")
    traps = [days(trap["edtf"]) for trap in meta.get("not_published", []) if trap.get("edtf")]
    if traps:
        judged.judge("not a trap's day", days(given) not in traps, f"given {given}")


def _line_spans(text: str, ranges: Iterable[Sequence[int]]) -> list[Range]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return [(starts[first - 1], starts[min(last, len(starts) - 1)]) for first, last in ranges]


def _letters(text: str, spans: Iterable[Range]) -> set[int]:
    return {at for start, end in spans for at in range(start, min(end, len(text))) if text[at].isalnum()}


def _body(judged: Judged, gold: Row, text: str, passages: Sequence[Row]) -> None:
    wanted = _letters(text, _line_spans(text, gold["body"]))
    found = _letters(text, [(one["start"], one["end"]) for one in passages if one["role"] in ("body", "heading")])
    found -= _letters(text, _line_spans(text, gold.get("footnotes", [])))
    judged.layers["body"] = (len(wanted & found), len(wanted), len(found))
    at = 0
    for line in text.split("\n"):
        here = set(range(at, at + len(line)))
        for word, side in (("missed", wanted - found), ("extra", found - wanted)):
            if many := len(here & side):
                judged.errors.append(f"body: {word}: {many} characters of {line.strip()[:70]!r}")
        at += len(line) + 1


def _figures(judged: Judged, gold: Row, text: str, given: Sequence[Row]) -> None:
    golds = []
    for row in gold["figures"]:
        span = place(text, row)
        start = span[0] + row["quote"].find(row["number"])
        golds.append({**row, "span": span, "n": (start, start + len(row["number"]))})

    def score(g: Row, h: Row) -> float:
        same = (g["low"], g["high"]) == (h.get("low"), h.get("high"))
        return (1 + same + shared(g["span"], h["span"]) / 1e4) if shared(g["n"], h["span"]) else 0

    pairs = pair_off(golds, given, score)
    judged.count("figures", pairs, lambda row: row.get("number", "") + " in " + _near(text, row["span"]))
    for g, h in pairs[0]:
        wanted, got, quote = (g["low"], g["high"]), (h.get("low"), h.get("high")), g["quote"][:70]
        judged.judge("figure range", wanted == got, f"{quote!r}: {wanted}, given {got}")
        judged.judge("figure measure", g["measure"] == h.get("measure"), _unlike(quote, g, h, "measure"))
        judged.judge("figure speaker", same_name(g["speaker"], h.get("speaker")), _unlike(quote, g, h, "speaker"))


def _attributions(judged: Judged, gold: Row, text: str, given: Sequence[Row]) -> None:
    def score(g: Row, h: Row) -> float:
        both = shared(g["span"], h["span"])
        union = g["span"][1] - g["span"][0] + h["span"][1] - h["span"][0] - both
        return both / union if union and both / union >= SAME_CONTENT else 0

    golds = [{**row, "span": place(text, row)} for row in gold["attributions"]]
    pairs = pair_off(golds, given, score)
    judged.count("attributions", pairs, lambda row: f"{row.get('speaker')} | {row.get('cue')} | {_of(text, row)}")
    for g, h in pairs[0]:
        quote = g["quote"][:70]
        judged.judge("attribution speaker", same_name(g["speaker"], h.get("speaker")), _unlike(quote, g, h, "speaker"))
        judged.judge("attribution stance", g["stance"] == h.get("stance"), _unlike(quote, g, h, "stance"))


def _events(judged: Judged, gold: Row, text: str, given: Sequence[Row]) -> None:
    golds = [{**row, "span": place(text, row)} for row in gold["events"]]
    pairs = pair_off(golds, given, lambda g, h: shared(g["span"], h["span"]))
    judged.count("events", pairs, lambda row: f"{row.get('kind')} | {_of(text, row)}")
    for g, h in pairs[0]:
        quote = f"{g['quote'][:70]} / {text[slice(*h['span'])][:70]}"
        judged.judge("event time", same_time(g["when"], h.get("when")), _unlike(quote, g, h, "when"))
        judged.judge("event kind", g["kind"] == h.get("kind"), _unlike(quote, g, h, "kind"))


def _roles(judged: Judged, gold: Row, given: Sequence[Row]) -> None:
    def score(g: Row, h: Row) -> float:
        return same_name(g["person"], h.get("person")) * len(words(g["role"]) & words(h.get("role")))

    judged.count("roles", pair_off(gold["roles"], given, score), lambda row: f"{row.get('person')} | {row.get('role')}")


def _entities(judged: Judged, gold: Row, text: str, given: Sequence[Row]) -> None:
    inside = _line_spans(text, [*gold["body"], *gold.get("footnotes", [])])

    def surfaces(entity: Row) -> set[str]:
        mentions = [one for one in entity["mentions"] if one["document"] == gold["document"]]
        return {one["text"].casefold() for one in mentions if any(a <= one["start"] < b for a, b in inside)}

    wanted = [{one.casefold() for one in entity["mentions"]} for entity in gold["entities"]]
    found = [cluster for cluster in map(surfaces, given) if cluster]
    names, got = set[str]().union(*wanted), set[str]().union(*found)
    _sets(judged, "mentions", names, got)
    links = {pair for pair in _links(found) if names.issuperset(pair)}
    _sets(judged, "links", _links(wanted), links)


def _links(clusters: Iterable[set[str]]) -> set[tuple[str, str]]:
    return {pair for cluster in clusters for pair in combinations(sorted(cluster), 2)}


def _sets(judged: Judged, layer: str, wanted: set[Any], found: set[Any]) -> None:
    judged.layers[layer] = (len(wanted & found), len(wanted), len(found))
    judged.errors += [f"{layer}: missed: {one}" for one in sorted(wanted - found)]
    judged.errors += [f"{layer}: extra: {one}" for one in sorted(found - wanted)]


def _near(text: str, span: Range) -> str:
    return repr(text[max(0, span[0] - 20) : span[1] + 30])


def _of(text: str, row: Row) -> str:
    return repr(text[slice(*row["span"])][:100])


def _unlike(quote: str, gold: Row, given: Row, key: str) -> str:
    return f"{quote!r}: {gold[key]}, given {given.get(key)}"
