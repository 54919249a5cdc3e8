"""How often each kind of claim is right, as measured: pages print it beside the claims, the docs in a table.

The numbers stand in `accuracy.json`, which `benchmarks/claims/accuracy.py` writes; nobody types them.
"""

from __future__ import annotations

import json
from importlib.resources import files

from muniment.pages.record import Accuracy


def measured() -> tuple[Accuracy, ...]:
    """What was measured, by kind and language; empty when nothing was."""
    found = files("muniment.pages") / "accuracy.json"
    if not found.is_file():
        return ()
    return tuple(Accuracy(**row) for row in json.loads(found.read_text(encoding="utf-8")))
