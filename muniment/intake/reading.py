"""From bytes to a `Reading`: the right reader, then roles, notes, language, dates and notices, alike for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from muniment import dates, plugins
from muniment.errors import NotRead
from muniment.intake import dating, language, marks, notices, roles
from muniment.intake.limits import Limits
from muniment.intake.recognition import ADVICE, recognise
from muniment.intake.transcript import Transcript
from muniment.plugins import Plugin
from muniment.records import TELLING, Document, Passage, Reading, Role, TimeSaid

#: rules by which a heading is the document's own title
_HEADLINE = ("headline", "<h1>", "Markdown", "style title")
#: finds the time expressions of a text in a language; `muniment.dates.find` where the caller hands in no other
Finder = Callable[..., tuple[TimeSaid, ...]]


def available() -> tuple[Plugin, ...]:
    """The installed readers, by name. Raises `BadPlugin` when one breaks its contract."""
    return plugins.find("readers")


def read(
    document: Document,
    data: bytes,
    *,
    readers: Sequence[Plugin] | None = None,
    limits: Limits | None = None,
    find_times: Finder = dates.find,
) -> Reading:
    """What the reader for this format makes of `data`, the bytes of `document`.

    `readers` are those of `available()` when None. Raises `NotRead` and nothing else for whatever the bytes are: its
    `code` is "empty", "too-large", "binary", "encrypted", "damaged", "needs-tesseract", "no-text", "not-supported".
    """
    limits = limits or Limits()
    if not data:
        raise NotRead("empty", "the file is empty")
    if len(data) > limits.largest_file:
        raise NotRead(
            "too-large", f"{len(data)} bytes, more than 'largest_file' ({limits.largest_file}); raise it to read this"
        )
    plugin = _choose(document.path, data, available() if readers is None else readers)
    transcript: Transcript = plugin.module.read(data, limits=limits)
    return _finished(document, transcript, plugin, find_times)


def _choose(path: str, data: bytes, readers: Sequence[Plugin]) -> Plugin:
    """The reader for what the bytes are; where none claims that, the one for what the name says."""
    kind = recognise(data, path)
    for plugin in readers:
        if any(data.startswith(signature) for signature in getattr(plugin.module, "SIGNATURES", ())):
            return plugin
    suffix = PurePosixPath(path).suffix.lower()
    by_kind = [plugin for plugin in readers if kind in getattr(plugin.module, "KINDS", ())]
    by_name = [plugin for plugin in readers if suffix in getattr(plugin.module, "SUFFIXES", ())]
    for plugin in by_kind:
        if plugin in by_name or kind != "text":
            return plugin
    strangers = [plugin for plugin in by_name if not getattr(plugin.module, "KINDS", ())]
    if strangers:
        return strangers[0]
    if by_kind:
        return by_kind[0]
    if kind == "ole" and "EncryptedPackage".encode("utf-16-le") in data:
        raise NotRead("encrypted", "an Office file locked with a password; save it without one")
    raise NotRead("not-supported", ADVICE.get(kind, f"no reader for {kind}") + "; no reader for this is installed")


def _finished(document: Document, transcript: Transcript, plugin: Plugin, find_times: Finder) -> Reading:
    text = transcript.text
    passages = roles.assign(text, transcript.blocks)
    spoken = language.identify("\n".join(text[p.start : p.end] for p in _telling(passages)))
    spoken = spoken or _declared(transcript.language)
    found = transcript.marks or marks.find(text, passages)
    title = _title(text, passages) or transcript.title
    said = notices.collect(text, passages)
    author = transcript.author or next((one.name for one in said if one.kind == "author"), None)
    publisher = transcript.publisher or next((one.name for one in said if one.kind == "publisher"), None)
    candidates = dating.collect(text, passages, language=spoken, find_times=find_times)
    return Reading(
        document=document.id,
        text=text,
        passages=passages,
        reader=plugin.name,
        version=plugin.version,
        kind=transcript.kind,
        language=spoken,
        title=title,
        author=author,
        publisher=publisher,
        site=transcript.site,
        marks=found,
        runs=transcript.runs,
        dates=(*transcript.dates, *candidates),
        notices=said,
        pages=transcript.pages,
        warnings=transcript.warnings,
    )


def _telling(passages: Sequence[Passage]) -> list[Passage]:
    telling = [passage for passage in passages if passage.role in TELLING]
    return telling or list(passages)


def _declared(code: str | None) -> str | None:
    """A declared language tag ("en-GB", BCP 47) as the code of its language."""
    short = (code or "").replace("_", "-").split("-")[0].strip().lower()
    return short if short.isalpha() and 2 <= len(short) <= 3 else None


def _title(text: str, passages: Sequence[Passage]) -> str | None:
    """The headline's words: the heading that a rule or the markup calls one, else the longest above the text."""
    first = next((at for at, one in enumerate(passages) if one.role is Role.BODY), len(passages))
    headings = [one for one in passages[:first] if one.role is Role.HEADING]
    headings = headings or [one for one in passages if one.role is Role.HEADING][:1]
    if not headings:
        return None
    called = [one for one in headings if one.why.startswith(_HEADLINE)]
    heading = called[0] if called else max(headings, key=lambda one: len(text[one.start : one.end].split()))
    return " ".join(text[heading.start : heading.end].split()) or None
