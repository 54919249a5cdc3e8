"""Times: EDTF (ISO 8601-2), the calendars people write in, and expressions in running text.

`find` reads the time expressions of a text, `resolve` dates the ones that lean on another date, `bounds` and `edtf` go
between EDTF and days. Nothing here uses the clock. Doubt is an interval, not a guess: "03/04/2025" covers both
readings. The calendar as written is kept beside the Gregorian interval. English, Persian, Dari, Arabic and Spanish are
read; the small language of `TimeSaid.relative` is set out in `muniment.dates.relative`.
"""

from muniment.dates.finding import find
from muniment.dates.notation import SEASONS, bounds, edtf
from muniment.dates.relative import resolve

__all__ = ["SEASONS", "bounds", "edtf", "find", "resolve"]
