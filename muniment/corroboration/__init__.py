"""Corroboration: when documents were published, what their claims answer together, and what those claims share.

    publications = date_documents(readings, claims)          # document id → Publication, with reasons
    times        = resolve_times(claims, publications)       # claim id → EDTF
    questions    = ask(claims, times, publications, readings)  # figures on one event, measure and population
    joins        = find_origins(documents, readings, claims, questions)
    questions    = grouped(questions, joins, claims)         # the groups with a common source found

Nothing here is true, independent or confirmed: the room says which claims share a source by which rule, on which words,
and that the others have not been shown to be independent. Records come in and go out; there is no disk and no clock.
"""

from muniment.corroboration.analyst import read_origins
from muniment.corroboration.conflicts import find_conflicts
from muniment.corroboration.grouping import grouped, groups
from muniment.corroboration.origins import find_origins
from muniment.corroboration.publication import date_documents
from muniment.corroboration.questions import ask
from muniment.corroboration.times import resolve_times

__all__ = [
    "ask",
    "date_documents",
    "find_conflicts",
    "find_origins",
    "grouped",
    "groups",
    "read_origins",
    "resolve_times",
]
