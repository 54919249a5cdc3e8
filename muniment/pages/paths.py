"""Where each page stands in the folder. File names are made of ids only, never of words from a document."""

from __future__ import annotations

import re
from functools import lru_cache

from muniment.text import digest

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,119}")

#: names that Windows keeps for devices, whatever the suffix
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@lru_cache(maxsize=65536)
def safe(identity: str) -> str:
    """`identity` as a file's name: itself where that is safe on every system, else 32 digits of its digest."""
    if _SAFE.fullmatch(identity) and not _DEVICE.fullmatch(identity) and not identity.endswith("."):
        return identity
    return digest(identity)[:32]


def anchor(claim: str) -> str:
    """The fragment of a claim's words on its document's page: letters, digits and hyphens alone."""
    return "c-" + safe(claim.split("-", 1)[-1])


def document(identity: str) -> str:
    """The page of a document."""
    return f"document/{safe(identity)}.html"


def words(claim: str) -> str:
    """Where a claim's words stand: its document's page, at the words."""
    return f"{document(claim.split('-', 1)[0])}#{anchor(claim)}"


def note(claim: str) -> str:
    """The fragment of the margin note about a claim."""
    return "n" + anchor(claim)[1:]


def question(identity: str) -> str:
    """The page of a question."""
    return f"question/{safe(identity)}.html"


def name(identity: str) -> str:
    """The page of a name: of the entities that are written alike."""
    return f"name/{safe(identity)}.html"
