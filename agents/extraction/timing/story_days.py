"""Makes days of times that go by a day told before: "the next day", "two weeks earlier", "that month".

Called by `resolving`.  Without such a day only what lies before publication can be told.
"""

from __future__ import annotations

from agents.extraction.timing import days as calendar
from agents.extraction.timing.days import Days
from agents.extraction.timing.expressions import Expression
from agents.extraction.timing.moments import Moment
from agents.lexicon.times import Times


def apart(e: Expression, at: Moment, times: Times) -> Days | None:
    """Give the days of a time that goes by another."""
    unit = e.parts.get("unit", "day")
    if e.means == "story_turn":
        return _turned(unit, times.story_turns[e.parts["story_turn"]], at.anchor)
    if e.means != "story_apart":
        return None
    before = "back" in e.parts
    anchor = calendar.one(at.published) if at.anchor is None and before and at.published is not None else at.anchor
    if anchor is None or not anchor.is_closed:
        return None
    if "number" in e.parts or "the" in e.parts:
        count = times.count(e.parts["number"]) if "number" in e.parts else 1
        return calendar.moved(anchor, unit, -count if before else count)
    near, far = times.vague[unit]
    if before:
        return Days(calendar.back(anchor.first, far), calendar.back(anchor.first, near))
    return Days(calendar.back(anchor.last, -near), calendar.back(anchor.last, -far))


def _turned(unit: str, turn: int, anchor: Days | None) -> Days | None:
    if anchor is None or not anchor.is_closed:
        return None
    if unit == "day" and anchor.length:
        return anchor if turn == 0 else calendar.moved(anchor, unit, turn)
    return calendar.unit(unit, anchor.last if turn > 0 else anchor.first, turn)
