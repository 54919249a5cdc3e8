"""Model strings such as "[123,14,34]": which lists depend on each other (1 is the first list)."""

from __future__ import annotations

import re
from itertools import combinations

from muniment.errors import UsageError


def parse_model(text: str, lists: int) -> frozenset[int]:
    """All terms of the hierarchical model whose generators `text` names, as bit masks, main effects of all lists in.

    Lists are numbers from 1, written together for up to nine lists ("[12,3]"), joined by dots or hyphens otherwise
    ("[1.10,2]"). Raises `UsageError` for anything else.
    """
    inner = text.strip().removeprefix("[").removesuffix("]")
    terms = {1 << j for j in range(lists)}
    for generator in filter(None, (part.strip() for part in inner.split(","))):
        numbers = re.split(r"[.\-]", generator) if re.search(r"[.\-]", generator) or lists > 9 else list(generator)
        if not all(number.isdecimal() and 1 <= int(number) <= lists for number in numbers):
            raise UsageError(f"the model {text!r} names a list that is not among 1 to {lists}; write such as '[12,23]'")
        members = sorted({int(number) - 1 for number in numbers})
        for size in range(2, len(members) + 1):
            terms |= {sum(1 << j for j in chosen) for chosen in combinations(members, size)}
    return frozenset(terms)


def write_model(terms: frozenset[int] | set[int], lists: int) -> str:
    """The generators (greatest terms) of a hierarchical model, in the field's writing."""
    greatest = [one for one in terms if not any(one != other and one & other == one for other in terms)]
    join = "" if lists < 10 else "."
    names = sorted(join.join(str(j + 1) for j in range(lists) if one >> j & 1) for one in greatest)
    return f"[{','.join(names)}]"


def pair_mask(terms: frozenset[int], lists: int) -> int:
    """The graph of a model: a bit for each pair of lists that some term joins."""
    mask = 0
    for bit, (a, b) in enumerate(combinations(range(lists), 2)):
        pair = 1 << a | 1 << b
        if any(term & pair == pair for term in terms):
            mask |= 1 << bit
    return mask
