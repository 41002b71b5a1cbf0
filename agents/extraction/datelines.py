"""Finds the dateline of a paragraph: the place, the day and the agency that a wire sets before its first words.

Called by `text`, which makes of it a sentence of its own, so that nobody in it says, does or suffers what the text
tells.  It knows the shape only: a place without capitals, day or bracket before a dash is none.
"""

from __future__ import annotations

import re

_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]+"
_NAME = r"[A-ZÀ-ÖØ-Þ][\w.’'-]+"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mär|Mai|Okt|Dez)[a-zä]{0,6}\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}}\.? {_MONTH})(?:,? \d{{4}})?"
_AGENCY = r"(?:\([A-Za-z][\w ./&-]{1,30}\)|/[A-Z][\w. -]{1,20}/)"
_DASH = r"(?:-{1,2}|–|—)"
_PLACE = rf"(?:{_NAME}(?: {_NAME}){{0,3}})"
_LOUD = rf"(?:{_CAPITALS}(?: {_CAPITALS}){{0,2}})"
_REGION = rf"(?:, ?{_PLACE})?"
_DATELINE = re.compile(
    rf"{_PLACE}(?:/{_PLACE})?{_REGION}(?:"
    rf"[.,]? ?{_DAY}(?:\.?,? ?{_AGENCY}[.:]?(?: ?{_DASH})?| ?{_DASH})"  # MOSCOW, November 20. /TASS/.
    rf"|[.,]? ?{_AGENCY} ?{_DASH}"  # Berlin (dpa) -
    rf")\s+"
    rf"|{_AGENCY} ?{_DASH}\s+"  # (Reuters) -
    rf"|{_LOUD}(?:/{_LOUD})?{_REGION} {_DASH}\s+"  # KYIV, Ukraine -
)


def end_of(body: str, start: int, end: int) -> int:
    """Give where the text begins behind the dateline of the paragraph `start..end`; `start` where it has none."""
    found = _DATELINE.match(body, start, end)
    return found.end() if found is not None and found.end() < end else start
