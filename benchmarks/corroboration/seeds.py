"""The room on the five seed articles, with passages and figures taken from the gold answers: dates, questions, joins.

    python benchmarks/corroboration/seeds.py [--json FILE]

Reads `../shared/corpus/seeds` and `../shared/gold/seeds` beside the repository (or under `$MUNIMENT_SHARED`), and says
so where they are missing. What is measured is this room alone, given perfect intake and figures.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from muniment import dates
from muniment.corroboration import ask, date_documents, find_origins, groups, resolve_times
from muniment.records import (
    Attribution,
    Claim,
    DateCandidate,
    Document,
    Event,
    Figure,
    Involvement,
    Mention,
    Notice,
    Passage,
    Qualifier,
    Reading,
    Role,
    Span,
    Speaker,
    Stance,
    TimeSaid,
    cite,
    claim_id,
)
from muniment.text import digest

SHARED = Path(os.environ.get("MUNIMENT_SHARED", Path(__file__).parents[3] / "shared"))


def load(folder: Path = SHARED) -> tuple[list[Document], list[Reading], list[Claim], dict[str, dict[str, Any]]]:
    """Documents, readings and claims of the seeds, and the gold by document id."""
    documents, readings, claims, golds = [], [], [], {}
    for path in sorted((folder / "gold" / "seeds").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = folder / "corpus" / "seeds" / gold["document"]
        data = source.read_bytes()
        text = data.decode("utf-8")
        id_ = digest(data)[:12]
        documents.append(Document(id_, source.name, digest(data), len(data)))
        readings.append(_reading(id_, text, gold))
        claims.extend(_claims(id_, text, gold))
        golds[id_] = gold
    return documents, readings, claims, golds


def _reading(id_: str, text: str, gold: dict[str, Any]) -> Reading:
    body = {line for a, b in gold["body"] for line in range(a, b + 1)}
    notes = {line for a, b in gold["footnotes"] for line in range(a, b + 1)}
    captions = {
        row["quote"] for row in [*gold["figures"], *gold["attributions"], *gold["events"]] if row.get("in_caption")
    }
    passages, candidates, notices = [], [], []
    at = 0
    for number, line in enumerate(text.split("\n"), start=1):
        start, end = at, at + len(line)
        at = end + 1
        if not line.strip():
            continue
        if number in notes:
            role = Role.FOOTNOTE
        elif number in body:
            role = Role.HEADING if line.strip()[:30] == gold["meta"]["title"][:30] else Role.BODY
        elif any(quote in line for quote in captions):
            role = Role.CAPTION
        else:
            role = Role.FURNITURE
        passages.append(Passage(start, end, role))
        if role in (Role.FURNITURE, Role.CAPTION) or len(line) < 30:
            candidates.extend(_candidates(text, start, line, role))
        if found := re.search(r"first published by ([\w-]+)", line):
            notices.append(Notice("republication", found.group(1), Span(start + found.start(), start + found.end())))
    return Reading(
        id_,
        text,
        tuple(passages),
        "gold",
        "1",
        "text",
        language="en",
        title=gold["meta"]["title"],
        author=gold["meta"]["author"],
        publisher=gold["meta"]["publisher"],
        dates=tuple(candidates),
        notices=tuple(notices),
    )


def _candidates(text: str, start: int, line: str, role: Role) -> list[DateCandidate]:
    if re.fullmatch(r"\d{4}-\d\d-\d\d\s*", line) and not _is_date(line.strip()):
        return [DateCandidate("malformed", line.strip())]
    rows = []
    for said in dates.find(line, language="en"):
        place = "caption" if role is Role.CAPTION else "text"
        if start == 0:
            place = "header"
        elif " By " in line:
            place = "byline"
        elif "©" in line:
            place = "copyright"
        elif said.text == line.strip():
            place = "signature"
        moved = TimeSaid(start + said.start, start + said.end, said.text, said.edtf, said.relative)
        rows.append(DateCandidate(place, said.text, said.edtf, moved))
    return rows


def _is_date(words: str) -> bool:
    try:
        dates.bounds(words)
    except ValueError:
        return False
    except Exception:  # noqa: BLE001
        return False
    return True


def _place(text: str, row: dict[str, Any]) -> Span:
    at = -1
    for _ in range(row.get("nth", 0) + 1):
        at = text.index(row["quote"], at + 1)
    return Span(at, at + len(row["quote"]))


def _claims(id_: str, text: str, gold: dict[str, Any]) -> list[Claim]:
    kinds = {entity["name"]: entity["kind"] for entity in gold["entities"]}
    claims = []
    for row in gold["figures"]:
        span = _place(text, row)
        number = Span(
            span.start + row["quote"].index(row["number"]),
            0 + span.start + row["quote"].index(row["number"]) + len(row["number"]),
        )
        figure = Figure(
            number,
            row["low"],
            row["high"],
            Qualifier(row["qualifier"]),
            row["unit"],
            row["measure"],
            population=row["unit"],
            share_of=row["share_of"],
            event=None,
            when=_when(text, span),
        )
        via = (Speaker(row["via"]),) if row.get("via") else ()
        speakers = (Speaker(row["speaker"]), *via) if row["speaker"] else ()
        claims.append(
            Claim(
                claim_id(id_, "figure", number),
                cite(id_, text, span),
                figure,
                "gold",
                "1",
                speakers=speakers,
                stance=Stance(row["stance"]),
            )
        )
    for row in gold["events"]:
        span = _place(text, row)
        event = Event(row["kind"], span, "", _when(text, span), tuple(row["where"]))
        claims.append(Claim(claim_id(id_, "event", span), cite(id_, text, span), event, "gold", "1"))
    for row in gold["attributions"]:
        span = _place(text, row)
        claims.append(
            Claim(
                claim_id(id_, "attribution", span),
                cite(id_, text, span),
                Attribution(None, row["form"]),
                "gold",
                "1",
                speakers=(Speaker(row["speaker"]),),
                stance=Stance(row["stance"]),
            )
        )
    for row in gold["roles"]:
        span = _place(text, row)
        claims.append(
            Claim(
                claim_id(id_, "role", span), cite(id_, text, span), Involvement(row["person"], row["role"]), "gold", "1"
            )
        )
    for entity in gold["entities"]:
        for words in entity["mentions"]:
            for found in re.finditer(re.escape(words), text):
                span = Span(*found.span())
                claims.append(
                    Claim(
                        claim_id(id_, "mention", span),
                        cite(id_, text, span),
                        Mention(kinds[entity["name"]], entity["name"]),
                        "gold",
                        "1",
                    )
                )
    return claims


def _when(text: str, span: Span) -> TimeSaid | None:
    """The time said in the words of a figure or event themselves."""
    for said in dates.find(span.of(text), language="en"):
        return replace(said, start=said.start + span.start, end=said.end + span.start)
    return None


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--json", type=Path, help="write the result as JSON")
    options = args.parse_args()
    if not (SHARED / "gold" / "seeds").is_dir():
        print(f"the seed articles are not here ({SHARED.name}/gold/seeds); nothing was measured")
        return
    documents, readings, claims, golds = load()
    publications = date_documents(readings, claims)
    for document, publication in publications.items():
        print(golds[document]["document"][:3], publication.edtf, "gold", golds[document]["meta"]["published"]["edtf"])
        for reason in publication.reasons:
            print("     ", reason)
        for reason in publication.rejected:
            print("      not:", reason)
    times = resolve_times(claims, publications, readings)
    questions = ask(claims, times, publications, readings)
    names = {document.id: document.path[:3] for document in documents}
    by_id = {claim.id: claim for claim in claims}
    joins = find_origins(documents, readings, claims, questions)
    for question in questions:
        print()
        print(
            question.id,
            "|",
            question.event,
            "|",
            question.measure,
            "|",
            question.population,
            "|",
            question.when,
            "| part of",
            question.part_of,
        )
        print("  ", question.sentence)
        for group in groups(question, joins, claims=claims):
            print(
                "   -",
                "; ".join(
                    f"{names[by_id[id_].document]} {by_id[id_].citation.quote!r} ({by_id[id_].speaker})"
                    for id_ in group
                ),
            )
        for conflict in question.conflicts:
            print("   !", conflict.kind, conflict.why)
        print("   absent:", ", ".join(question.absent), "| own sources:", question.named_sources)
    for join in joins:
        print(
            names[join.a],
            names[join.b],
            join.rule,
            "offered" if join.offered else "",
            join.question or "all",
            join.score,
            len(join.claims),
        )
        for evidence in join.evidence:
            print(
                "     ",
                evidence.note,
                "|",
                evidence.a.quote if evidence.a else None,
                "|",
                evidence.b.quote if evidence.b else None,
            )
    if options.json:
        rows = [{"document": golds[d]["document"], "published": p.edtf} for d, p in publications.items()]
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
