"""Every error that Muniment raises on purpose, in one tree.

    MunimentError
    ├── UsageError            the caller asked for something that does not exist (exit 2)
    │   ├── SettingsError     a key or value in muniment.toml that is not known
    │   ├── TableError        a table, list or sheet handed in by the user that cannot be read as one
    │   └── RecordError       a record that contradicts itself was about to be made
    │       └── DateError     a date that is not EDTF
    ├── CannotRun             nothing could be done (exit 3)
    │   ├── NotACase          the folder is not a case, or not one this version can open
    │   ├── CaseLocked        somebody else is writing this case
    │   ├── CaseDamaged       the case's own files contradict each other
    │   ├── ModelMissing      a language model or program that the settings ask for is not installed
    │   ├── DiskFull          the disk, or a limit on it, refused a write
    │   └── BadPlugin         a plug-in breaks its contract, or two have one name
    ├── NotRead               a document that could not be read: recorded, shown, never fatal
    └── Refused               a method declines to give a number, with its reasons

A message says what, where, and what to do; it never quotes the content of a document.
"""

from __future__ import annotations


class MunimentError(Exception):
    """Catch-all for errors raised by Muniment on purpose."""

    exit_code = 3


class UsageError(MunimentError):
    """The caller asked for something that does not exist or makes no sense."""

    exit_code = 2


class SettingsError(UsageError):
    """A key or value in the settings is not known."""


class TableError(UsageError):
    """A table, list or sheet that was handed in cannot be read as one."""


class RecordError(UsageError):
    """A record that contradicts itself was about to be made."""


class DateError(RecordError):
    """A date is not EDTF (ISO 8601-2), or ends before it begins."""


class CannotRun(MunimentError):
    """Nothing could be done."""


class NotACase(CannotRun):
    """The folder is not a case, or not one that this version can open."""


class CaseLocked(CannotRun):
    """Somebody else is writing this case."""


class CaseDamaged(CannotRun):
    """The case's own files contradict each other."""


class ModelMissing(CannotRun):
    """A language model or program that the settings ask for is not installed."""


class DiskFull(CannotRun):
    """The disk, or a limit on it, refused a write."""


class BadPlugin(CannotRun):
    """A plug-in breaks its contract, or two plug-ins have one name."""


class NotRead(MunimentError):
    """A document could not be read. It is kept, and recorded as a failure that the user sees.

    `code` is one plain word for programs ("encrypted", "empty", "needs-tesseract", "too-large", "damaged", …).
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[type[NotRead], tuple[str, str]]:
        return NotRead, (self.code, str(self))


class Refused(MunimentError):
    """A method declines to give a number. `reasons` are sentences for the user."""

    exit_code = 0

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons

    def __reduce__(self) -> tuple[type[Refused], tuple[tuple[str, ...]]]:
        return Refused, (self.reasons,)
