"""What the lists are: `lists.toml`, one table a list, and what it leaves unsaid."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from muniment.errors import TableError

#: what should be said of every list
ASKED = ("compiler", "period", "territory", "who")
KNOWN = (*ASKED, "drawn_from", "override", "notes")


@dataclass(frozen=True, slots=True)
class ListFacts:
    """One list: its compiler, period, territory, who could be on it, the list it was compiled from, and the reason to
    use it all the same. "" where it was not stated."""

    name: str
    compiler: str = ""
    period: str = ""
    territory: str = ""
    who: str = ""
    drawn_from: str = ""
    override: str = ""
    notes: str = ""

    def said(self) -> dict[str, str]:
        """What is printed beside an estimate, "not stated" included."""
        return {asked: getattr(self, asked) or "not stated" for asked in (*ASKED, "drawn_from")}


def read_facts(toml: str) -> Mapping[str, ListFacts]:
    """The lists described in the text of a `lists.toml`: a table a list, `[LA]` with the keys of `KNOWN`.

    `drawn_from` names another list that this one was compiled from, or "none". Raises `TableError` for an unknown key.
    """
    try:
        tables = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"lists.toml is not TOML ({error}); mend that line") from error
    found = {}
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise TableError(f"lists.toml: {name!r} must be a table of its own, [{name}]")
        unknown = [key for key in table if key not in KNOWN]
        if unknown:
            raise TableError(f"lists.toml: [{name}] has a key {unknown[0]!r}; known: {', '.join(KNOWN)}")
        found[name] = ListFacts(name, **{key: str(value) for key, value in table.items()})
    return found


def copied(facts: Mapping[str, ListFacts], lists: tuple[str, ...]) -> tuple[str, ...]:
    """Refusals for lists compiled from another list of the table without a reason to use them all the same."""
    found = []
    for name in lists:
        fact = facts.get(name)
        if fact and fact.drawn_from and fact.drawn_from.casefold() not in ("none", "no") and not fact.override:
            found.append(
                f"{name} was compiled from {fact.drawn_from}: being on one says whether people are on the other; leave "
                "it out, or give a reason in lists.toml (override)"
            )
    return tuple(found)
