"""One saying as the rules find it, before it is a claim."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.records import Span, Stance


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says what, and by which word, in document offsets.

    `pieces` are the content's runs; `source` is where the speaker is named, `core` the part of it that is a name;
    `name` the speaker where it is not simply the words of `core`. `via` are the speaker's own sources, as named
    ("citing the report"). `carried` says that the speaker is carried over from an earlier saying; `rule` names the
    rule that found it. `further` are the runs of the same utterance after its cue (“…,” she said. “…”), each of which
    is a saying of its own.
    """

    pieces: tuple[Span, ...]
    rule: str
    source: Span | None = None
    core: Span | None = None
    cue: Span | None = None
    stance: Stance = Stance.ASSERTED
    form: str = "indirect"
    hedges: tuple[str, ...] = ()
    name: str | None = None
    via: tuple[Span, ...] = ()
    carried: bool = False
    further: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """From the content's first character to its last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)
