"""Makes days of an expression: against the day of publication, the tense around it, and a day told before it.

Called by `sentences`, `past_days` and `timeline`.  It gives None where it cannot tell.
"""

from __future__ import annotations

from agents.extraction.timing import days as calendar
from agents.extraction.timing.dates import written
from agents.extraction.timing.days import Days
from agents.extraction.timing.expressions import Expression
from agents.extraction.timing.moments import Moment
from agents.extraction.timing.near_days import spoken
from agents.extraction.timing.story_days import apart
from agents.lexicon.times import Times

_MONTH = 31


def resolve(e: Expression, at: Moment, times: Times) -> Days | None:
    """Give the days of an expression, its preposition counted."""
    try:
        found = written(e, at, times) or apart(e, at, times)
        if found is None and at.published is not None:
            found = spoken(e, at, at.published, times)
        return None if found is None else _with_lead(found, e, at, times)
    except (ValueError, OverflowError):
        return None  # the 31st of June, the year before the first


def _with_lead(found: Days, e: Expression, at: Moment, times: Times) -> Days:
    """Let "since", "before", "after" and "by" open an end, and let publication cut what has begun."""
    prepositions = times.prepositions
    if e.lead in prepositions["since"]:
        return Days(found.first)
    if e.lead in prepositions["before"]:
        return Days(last=calendar.back(found.first, 1))
    if e.lead in prepositions["after"] and found.is_closed and found.length > _MONTH:
        return Days(calendar.back(found.last, -1))
    today = at.published
    if today is None or not found.is_closed:
        return found
    if at.sense == "future" and found.last >= today:
        opens = e.lead in prepositions["ends"] and found.first > today
        return Days(today if opens or found.first < today else found.first, found.last)
    return Days(found.first, today) if found.first <= today < found.last else found
