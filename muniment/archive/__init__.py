"""The archive: where a case is kept, and the only room that writes what is kept.

A case is a folder: `originals/` (bytes under their SHA-256), `journal/` (one file per entry, each with the hash of the
one before), `payloads/` (what entries speak of, apart from them so that it can be protected or erased) and `record.db`
(SQLite, everything derived; delete it and a build makes it again). Records go in and the same records come out.

    with Archive.open(folder, create=True, now=clock) as archive:
        document = archive.keep(incoming)
        if not archive.has_reading(document.id, made_by):
            archive.put(document.id, reading, claims, entities, made_by=made_by)
        archive.put_derived(publications, times, questions, joins)
        archive.commit_build(operator="AB", made_with=versions)
    report = verify(folder, head=receipt)

A kill at any instant loses nothing that an entry speaks of, leaves no lock, and is told from tampering by `verify`,
which anybody can run: it needs no model and changes nothing.
"""

from muniment.archive.case import Archive
from muniment.archive.checking import Finding, Report, verify
from muniment.archive.comparing import Change, Difference, diff
from muniment.archive.journal import Entry
from muniment.archive.search import Hit

__all__ = ["Archive", "Change", "Difference", "Entry", "Finding", "Hit", "Report", "diff", "verify"]
