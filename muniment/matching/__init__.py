"""Matching: the same person across lists, scripts and spellings, and the same name in documents.

    model = load_model()
    compare("Noury", "نوری", model)         # Likeness(score, probability, reasons)
    search("Hossein Ahmadi", index(names), model)

    linked = link([read_list("april.csv", data)[0], …], model)   # lists: see muniment.matching.lists

A score never travels without its reasons, and a name is never a person: what is alike is offered, and a person of whom
any act or accusing role is alleged is joined to another by a decision only.
"""

from muniment.matching.comparing import Likeness, compare, score_table
from muniment.matching.lists import link, read_list
from muniment.matching.model import NameModel, load_model, save_model, train_names
from muniment.matching.name_tables import compare_table
from muniment.matching.searching import index, search

__all__ = [
    "Likeness",
    "NameModel",
    "compare",
    "compare_table",
    "index",
    "link",
    "load_model",
    "read_list",
    "save_model",
    "score_table",
    "search",
    "train_names",
]
