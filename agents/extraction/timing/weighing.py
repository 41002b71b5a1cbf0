"""Says what days are against the day of publication: news, recent, old, standing.

Called by `timeline`; knows numbers only.
"""

from __future__ import annotations

from datetime import date, timedelta

from agents.extraction.timing.days import Days
from agents.records import News

DAYS = 3  # before publication, within which a deed is news unless its kind says otherwise
RECENT = 30


def weigh(found: Days, today: date | None, days: int = DAYS) -> News:
    """Give the word for days.  An interval counts by its middle, so "last week" is no news and "overnight" is."""
    goes_on = found.last == date.max
    if today is None:
        return "standing" if goes_on else "undated"
    if found.first > today:
        return "news"
    if goes_on:
        return "news" if (today - found.first).days <= days else "standing"
    first = found.first if found.first > date.min else found.last
    middle = first + timedelta((found.last - first).days / 2)
    distance = (today - middle).days
    return "news" if distance <= days else "recent" if distance <= RECENT else "old"
