"""What people see: working pages written to a folder, the same pages served, and exports.

Everything is made from one read-only value, `Record`, which the pipeline fills from the archive. Start with `write`:
it puts the pages of a record into a folder that opens in any browser, without scripts and without a network. `exports`
finds the formats (one file each in `exports/`). Pages never say that a claim is true or that sources are independent.
"""

from muniment.pages.record import Account, Accuracy, Place, PossiblySame, Record
from muniment.pages.written import Written, differing, write
from muniment.plugins import Plugin, find


def exports() -> tuple[Plugin, ...]:
    """The export formats that are installed; each has `export(record, out)` and `TO` ("stream" or "folder")."""
    return find("exports")


__all__ = ["Account", "Accuracy", "Place", "PossiblySame", "Record", "Written", "differing", "exports", "write"]
