"""What a time is read against: the day of publication, the tense around it, and what was told before.

Called by `resolving` and those to whom it hands on.  Of the same day in several years it chooses.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from agents.extraction.timing.days import Days

Sense = Literal["past", "future", "near"]

_FRESH = 31  # days back to which the present tense reaches: "leaves the union in March" is the March to come
_FAR = 10_000
_GRACE = 1  # days that a clock elsewhere may be ahead of the day of publication


class Moment(NamedTuple):
    """What an expression is read against."""

    published: date | None
    sense: Sense = "past"
    anchor: Days | None = None  # the day before it in the story
    story: Days | None = None  # the years in which an old story stands

    @property
    def began(self) -> date | None:
        """The first day of an old story, where it is known."""
        return self.story.first if self.story is not None and self.story.first > date.min else None


def years_around(at: Moment) -> Iterable[int]:
    """Give the years in which the nearest day of a name may lie."""
    return () if at.published is None else (at.published.year - 1, at.published.year, at.published.year + 1)


def nearest(candidates: Iterable[Days | None], at: Moment) -> Days | None:
    """Choose among the same day of several years the nearest that the tense allows."""
    found = [c for c in candidates if c is not None]
    if len(found) < 2:
        return next(iter(found), None)
    if (begin := at.began) is not None:
        return next((c for c in found if c.last >= begin), found[-1])
    today = at.published or date.min
    before = [c for c in found if c.first <= today + timedelta(_GRACE)]
    ahead = [c for c in found if c.last >= today]
    if at.sense == "past" and before:
        return before[-1]
    if at.sense == "future" and ahead:
        return ahead[0]
    return min(found, key=lambda c: _distance(c, today))


def _distance(days: Days, today: date) -> int:
    """Give how far off days are, the coming ones a hair nearer."""
    if days.first <= today <= days.last:
        return 0
    if days.first > today:
        return 2 * (days.first - today).days - 1
    past = (today - days.last).days
    return 2 * past if past <= _FRESH else _FAR + past


def turn_of(candidates: Iterable[Days], turn: int, today: date | None) -> Days | None:
    """Choose "last summer" and "next March": the nearest that is over, or that has not begun."""
    over = [c for c in candidates if today and (c.last < today if turn < 0 else c.first > today)]
    return next(iter(over[-1:] if turn < 0 else over), None)
