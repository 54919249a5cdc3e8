"""The list of the interface's messages for translators: `python -m muniment.pages.catalogue`.

Writes `locale/muniment.pot` from the code and templates, and brings every `locale/<language>.po` up to date with it.
To add a language, copy `muniment.pot` to `<language>.po`, fill in the `msgstr` lines and run this again.
"""

from __future__ import annotations

import datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent

#: functions whose first word is a message
KEYWORDS = {"_": None, "N_": None, "gettext": None, "say": None, "ngettext": (1, 2)}

#: one fixed time in the header, so that the file changes only with its messages
WRITTEN = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)

_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
_OPTIONS = {"**/templates/**.html": {"trimmed": "true", "silent": "false"}}


def template() -> Catalog:
    """All messages of the package with the places where they stand."""
    catalogue = Catalog(project="muniment", charset="utf-8", creation_date=WRITTEN)
    for file, _, message, comments, context in extract_from_dir(
        str(PACKAGE), method_map=_METHODS, options_map=_OPTIONS, keywords=KEYWORDS
    ):
        catalogue.add(message, locations=[(Path(file).as_posix(), 0)], auto_comments=comments, context=context)
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """A catalogue as the bytes of a .po file, in the order of the messages."""
    out = BytesIO()
    write_po(out, catalogue, width=120, sort_output=True, omit_header=False, include_lineno=False)
    return out.getvalue()


def main() -> None:
    """Write the template and bring every catalogue up to date."""
    fresh = template()
    (PACKAGE / "locale" / "muniment.pot").write_bytes(written(fresh))
    for path in sorted((PACKAGE / "locale").glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem)
        catalogue.update(fresh, no_fuzzy_matching=True)
        path.write_bytes(written(catalogue))


if __name__ == "__main__":
    main()
