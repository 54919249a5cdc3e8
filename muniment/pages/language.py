"""The interface's languages: catalogues, numbers and direction.

English stands in the code and templates. Each further language is one file, `locale/<language>.po` (gettext), so that
a translator adds a language by adding a file; what a file lacks is shown in English and listed by `missing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from muniment.errors import UsageError
from muniment.text import is_right_to_left

#: the digits and separators of languages that do not write Latin ones (CLDR: arabext, arab)
_DIGITS = {
    "fa": str.maketrans("0123456789.,", "۰۱۲۳۴۵۶۷۸۹٫٬"),
    "ar": str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬"),
}

_LOCALE = files("muniment.pages") / "locale"


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Marks a message for the catalogues; it is translated where it is shown."""
    return message


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language of the interface: its code, direction and messages."""

    code: str
    name: str
    direction: str
    messages: Mapping[str, str]
    missing: tuple[str, ...] = ()

    def gettext(self, message: str) -> str:
        """`message` in this language, or in English where the catalogue lacks it."""
        return self.messages.get(message) or message

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The message for `count` things. Catalogues hold one form for all counts, worded to fit any number."""
        return self.messages.get(many) or (one if count == 1 else many)

    def say(self, message: str, **values: object) -> str:
        """`message` in this language with its `%(name)s` filled in."""
        return self.gettext(message) % values if values else self.gettext(message)

    def number(self, value: float | int) -> str:
        """A number as readers of this language write it."""
        return _number(self.code, int(value) if value == int(value) else value)

    def isolated(self, text: str) -> str:
        """`text` kept from changing the direction of what stands beside it, where its own is another (FSI, PDI)."""
        return f"\u2068{text}\u2069" if text and _runs_left(text) != (self.direction == "rtl") else text


_runs_left = lru_cache(maxsize=65536)(is_right_to_left)


@lru_cache(maxsize=65536)
def _number(code: str, value: float | int) -> str:
    written = str(format_decimal(value, locale="en" if code in _DIGITS else code))
    return written.translate(_DIGITS[code]) if code in _DIGITS else written


@lru_cache(maxsize=8)
def language(code: str) -> Language:
    """The interface language `code` ("en", "fa", "ar", …). Raises `UsageError` when there is no catalogue of it."""
    if code not in available():
        raise UsageError(f"pages are not written in {code!r}; known languages: {', '.join(available())}")
    try:
        locale = Locale.parse(code)
    except (ValueError, UnknownLocaleError) as error:
        raise UsageError(f"{code!r} is not the code of a language ({error})") from error
    messages = _messages(code)
    missing = tuple(sorted(known() - set(messages))) if code != "en" else ()
    return Language(code, locale.get_display_name() or code, locale.text_direction, messages, missing)


def available() -> tuple[str, ...]:
    """The codes of the languages that pages can be written in, English first."""
    further = sorted(path.name[:-3] for path in _LOCALE.iterdir() if path.name.endswith(".po"))
    return ("en", *further)


def known() -> set[str]:
    """Every message of the interface, as `locale/muniment.pot` lists them (`muniment.pages.catalogue` writes it)."""
    with (_LOCALE / "muniment.pot").open("rb") as file:
        return {key(message.id) for message in read_po(file) if message.id}


def key(identity: str | tuple[str, ...] | list[str]) -> str:
    """What a message is looked up by: its English words; of two forms the one for many."""
    return identity if isinstance(identity, str) else identity[-1]


def _messages(code: str) -> dict[str, str]:
    if code == "en":
        return {}
    with (_LOCALE / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    found: dict[str, str] = {}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        words = message.string if isinstance(message.string, str) else (message.string or ("",))[-1]
        if words:
            found[key(message.id)] = words
    return found
