"""What one worker does with one document: the bytes become a reading, the reading becomes claims.

Everything here is picklable and shares nothing, so that it runs in any process, on any machine. What is heavy (the
language model) is made once per worker, when the first document needs it.
"""

from __future__ import annotations

import errno
import hashlib
import importlib.metadata
import os
import resource
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import muniment
from muniment import claims, intake
from muniment.claims.names import CaseNames, read_names
from muniment.errors import CannotRun, DiskFull, NotRead
from muniment.plugins import Plugin
from muniment.records import Claim, Document, Entity, Failure, Reading
from muniment.settings import Settings
from muniment.workers import TookTooLong, within

#: bytes of address space that one worker may use: the model takes about 1 GB of it; a document that wants more fails
#: alone instead of bringing the machine down
MOST_MEMORY = 6 * 1024**3

#: what a full disk, a quota and a limit on file size answer: no fault of the document that was being read
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

#: languages that the English model is asked to read
MODELLED = ("en", None)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How documents are read: the model, the case's names, the limits, and the versions of all that takes part."""

    model: str
    names: str
    limits: intake.Limits
    seconds: int
    parts: Mapping[str, str]

    @property
    def label(self) -> str:
        """What readings are kept under: another label means that a document is read again."""
        return "; ".join(f"{name} {version}" for name, version in sorted(self.parts.items()))


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read, and where its bytes are."""

    document: Document
    path: Path


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read from a document, or why it could not be."""

    document: str
    read: Reading | Failure
    claims: tuple[Claim, ...] = ()
    entities: tuple[Entity, ...] = ()


def recipe(settings: Settings, *, names: str = "") -> Recipe:
    """The recipe that the settings ask for, with the installed plug-ins."""
    read_names(names)
    bounds = limits(settings)
    parts = {f"reader {plugin.name}": plugin.version for plugin in intake.available()}
    parts |= {f"extractor {plugin.name}": plugin.version for plugin in claims.available()}
    parts["muniment"] = muniment.__version__
    parts["model"] = f"{settings.model} {_installed(settings.model)}"
    parts["names"] = sha256(names.encode())[:16]
    parts["limits"] = sha256(repr((bounds, settings.seconds_per_document)).encode())[:16]
    parts["scans"] = "tesseract" if shutil.which("tesseract") else "not read"
    return Recipe(settings.model, names, bounds, settings.seconds_per_document, parts)


def limits(settings: Settings) -> intake.Limits:
    """The bounds that intake keeps, from the settings of the same names."""
    return intake.Limits(
        largest_file=settings.largest_file,
        largest_text=settings.largest_text,
        most_pages=settings.most_pages,
        most_members=settings.most_members,
        ocr_languages=settings.ocr_languages,
    )


def _installed(model: str) -> str:
    """Version and digest of an installed model package, from what its installer recorded: nothing is loaded."""
    try:
        found = importlib.metadata.distribution(model.replace("_", "-"))
    except importlib.metadata.PackageNotFoundError:
        return "not installed"
    recorded = found.read_text("RECORD") or ""
    lines = sorted(line for line in recorded.splitlines() if "__pycache__" not in line and ".dist-info/" not in line)
    return f"{found.version} {sha256(chr(10).join(lines).encode())[:16]}"


def missing() -> tuple[str, ...]:
    """What this machine cannot do, in sentences."""
    if shutil.which("tesseract"):
        return ()
    return ("scans were not read: Tesseract is not installed (on Debian or Ubuntu: apt install tesseract-ocr)",)


@dataclass(slots=True)
class _Crew:
    """What one worker holds: made when the first document needs it."""

    recipe: Recipe
    readers: tuple[Plugin, ...]
    extractors: tuple[Plugin, ...]
    names: CaseNames | None = None
    model: claims.Model | None = None


_crew: list[_Crew] = []


def prepare(by: Recipe) -> None:
    """Make a worker ready: bound its memory, remember the recipe."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most if soft == resource.RLIM_INFINITY else min(soft, most), hard))
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    names = read_names(by.names) if by.names else None
    _crew[:] = [_Crew(by, intake.available(), claims.available(), names)]


def read_one(task: Task) -> Answer:
    """Read one document within its seconds; whatever goes wrong becomes a failure that the user sees."""
    document = task.document
    crew = _crew[0]
    try:
        return within(crew.recipe.seconds, lambda one: _read(one, crew), task)
    except CannotRun:  # of this machine, not of this document
        raise
    except NotRead as error:
        code, message = error.code, str(error)
    except TookTooLong:
        code, message = "too-slow", f"it took more than {crew.recipe.seconds} seconds ('seconds_per_document')"
    except MemoryError:
        code, message = "too-large", "it needs more memory than one document may take"
    except OSError as error:
        if error.errno in FULL:
            said = "the disk for temporary files (or a limit on it) is full; free some space and run this again"
            raise DiskFull(f"{said}: nothing that was recorded is lost") from error
        code, message = (
            "failed",
            f"the system answered: {error.strerror or type(error).__name__}; check it and try again",
        )
    except RecursionError:
        code, message = "damaged", "it is nested more deeply than can be read"
    except Exception as error:  # the roof: a failed document is recorded, and the rest goes on
        code, message = "failed", f"an unexpected {type(error).__name__}; please report it with the kind of file"
    return Answer(document.id, Failure(document.id, document.path, code, message))


def _read(task: Task, crew: _Crew) -> Answer:
    data = task.path.read_bytes()
    reading = intake.read(task.document, data, readers=crew.readers, limits=crew.recipe.limits)
    if reading.language in MODELLED and crew.model is None:
        crew.model = claims.load_model(crew.recipe.model)
    found = next(iter(claims.extract([reading], model=crew.model, extractors=crew.extractors, names=crew.names)))
    return Answer(task.document.id, reading, found.claims, found.entities)


def cores() -> int:
    """How many processes this machine can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def sha256(data: bytes) -> str:
    """SHA-256 of bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def version() -> str:
    """The version that stands in pages and entries."""
    return muniment.__version__
