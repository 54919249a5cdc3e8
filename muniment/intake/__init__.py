"""Intake: files become documents, and a document's bytes become text with roles.

    for found in walk(["statements/"]):                 # Incoming (path, bytes, custody) or Failure
        reading = read(document, found.data)            # text, passages with roles, dates, notices; or raises NotRead

`walk` takes files, folders and ZIPs of these, in a fixed order and one at a time. `read` recognises the format by its
bytes, has the reader for it (a plug-in, `available()`) make the text, and tells headline, body, captions, bylines,
notes and furniture apart; it marks footnote marks, and collects every date that might be the day of publication and
every notice of where the text comes from. Weighing them is another room's work. `read_custody` reads the side-car that
says how each file came; `Limits` bounds time and memory. A reader of one's own returns a `Transcript` of `Block`s.
"""

from muniment.intake.custody import read_custody
from muniment.intake.incoming import walk
from muniment.intake.limits import Limits
from muniment.intake.reading import available, read
from muniment.intake.transcript import Block, Transcript

__all__ = ["Block", "Limits", "Transcript", "available", "read", "read_custody", "walk"]
