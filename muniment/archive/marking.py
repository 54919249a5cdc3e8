"""The mark that something is under way, so that what a kill leaves behind can be told from tampering.

It is written, and forced to the disk, before the first change and taken away after the journal's entry. While it
stands, files that no entry speaks of and derived tables newer than the last entry are what an interrupted run left.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from muniment.archive.files import Places, canonical, make_folder, parse, place, settle
from muniment.archive.journal import State
from muniment.errors import CaseDamaged


@dataclass(frozen=True, slots=True)
class Mark:
    """What was under way (build, remove, decision, export) and the number of the journal's last entry then."""

    doing: str
    number: int

    def touches_tables(self, state: State) -> bool:
        """Whether the derived tables may differ from the last entry because of what was under way.

        A build commits its tables before its entry, a removal after it.
        """
        if self.doing == "remove":
            return True
        return self.doing == "build" and (state.tables is None or state.tables.number <= self.number)


def set_mark(places: Places, mark: Mark) -> None:
    """Write the mark and force it to the disk."""
    make_folder(places.scratch)
    place(places.mark, canonical({"doing": mark.doing, "number": mark.number}), scratch=places.scratch)
    settle(places.scratch)
    settle(places.folder)


def mark_in(places: Places) -> Mark | None:
    """The mark that stands in a case, or None. One that cannot be read counts as a build's."""
    try:
        value = parse(places.mark.read_bytes(), "scratch/interrupted.json")
        return Mark(str(value["doing"]), int(value["number"]))
    except FileNotFoundError:
        return None
    except (CaseDamaged, KeyError, ValueError, TypeError):
        return Mark("build", 0)


def clear_scratch(places: Places) -> None:
    """Delete what a killed run left in the scratch folder, all but the mark, and derivations that were not finished."""
    left = [path for path in places.scratch.iterdir() if path != places.mark] if places.scratch.is_dir() else []
    for path in (*left, *places.folder.glob("rebuild-*")):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def take_away(places: Places) -> None:
    """Remove the mark and whatever else lies in the scratch folder, and the folder."""
    clear_scratch(places)
    if not places.scratch.is_dir():
        return
    places.mark.unlink(missing_ok=True)
    places.scratch.rmdir()
    settle(places.folder)
