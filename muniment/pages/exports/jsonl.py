"""JSON Lines: one object a line, the keys of the design's “The JSON Lines export”.

Source: https://jsonlines.org (UTF-8, one JSON value a line, LF). Non-ASCII characters are written as they are, except
lone surrogates, which UTF-8 cannot hold and which are written as `\\udXXX`. Keys stand in the order given here, so that
the same record gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from muniment.pages.exports.rows import rows
from muniment.pages.record import Account, Record
from muniment.records import Document

NAME = "jsonl"
VERSION = "1"
TO = "stream"

_SURROGATE = re.compile("[\ud800-\udfff]")

EXAMPLES = (
    (Record("Nothing", Account("1")), ""),
    (
        Record("One", Account("1"), (Document("d1", "a.txt", "ab" * 32, 3),)),
        '{"type": "document", "id": "d1", "document": "a.txt", "sha256": "' + "ab" * 32 + '", "size": 3, '
        '"read": false, "published": null, "published_reasons": [], "title": null, "author": null, "publisher": null, '
        '"language": null, "kind": null, "custody": {"received_from": null, "collected_by": null, "obtained": null, '
        '"source_url": null, "captured": null, "restrictions": null, "consent": null}, "passages": []}\n',
    ),
)


def export(record: Record, out: TextIO) -> None:
    """Write `record` to the text stream `out`, one JSON object a line."""
    for line in lines(record):
        out.write(line)


def lines(record: Record) -> Iterator[str]:
    """The lines of the export, each with its line feed."""
    for row in rows(record):
        yield _line(row)


def _line(row: dict[str, Any]) -> str:
    text = json.dumps(row, ensure_ascii=False, allow_nan=False)
    return _SURROGATE.sub(lambda lone: f"\\u{ord(lone.group()):04x}", text) + "\n"
