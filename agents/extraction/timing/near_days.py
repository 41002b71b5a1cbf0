"""Makes days of times that go by the day of publication: "on Monday", "last week", "two days ago", "for months".

Called by `resolving`.  Whether a weekday has been or comes, the tense around it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from agents.extraction.timing import days as calendar
from agents.extraction.timing.days import Days
from agents.extraction.timing.expressions import Expression
from agents.extraction.timing.moments import Moment, nearest, turn_of, years_around
from agents.lexicon.times import Times

_ROUGH = 3  # days on each side of "three weeks ago"


def spoken(e: Expression, at: Moment, today: date, times: Times) -> Days | None:
    """Give the days of a time that goes by today; None for what does not."""
    parts = e.parts
    match e.means:
        case "weekday":
            turn = times.turns.get(parts.get("turn", ""), 0)
            last = _weekday(times.weekdays[parts.get("weekday_end", parts["weekday"])], turn, at, today)
            return _since(times.weekdays[parts["weekday"]], last)
        case "near":
            return calendar.one(calendar.back(today, -times.near[parts["near"]]))
        case "overnight":
            return Days(calendar.back(today, 1), today)
        case "weekend":
            return _weekend(times.turns.get(parts.get("turn", ""), 0), at, today)
        case "turned_month":
            month, turn = times.months[parts["month"].rstrip(".")], times.turns[parts["turn"]]
            found = [calendar.month(y, month) for y in years_around(at)]
            return turn_of(found, turn, today) if turn else nearest(found, at)
        case _:
            return _units(e, at, today, times) if "unit" in parts else None


def _units(e: Expression, at: Moment, today: date, times: Times) -> Days | None:
    """Give days counted in weeks, months and the like."""
    parts, unit = e.parts, e.parts["unit"]
    whole = calendar.unit(unit, today, times.turns.get(parts.get("turn", ""), 0))
    match e.means:
        case "turn":
            return whole
        case "ago":
            return _ago(unit, parts, today, times)
        case "earlier_in":
            return Days(whole.first, max(whole.first, calendar.back(today, 1)))
        case "rest_of":
            return Days(today, whole.last)
        case "span":
            return _span(unit, parts, at, today, times)
        case _:
            return Days(calendar.back(today, _length(unit, parts, times))) if e.means == "duration" else None


def _weekday(number: int, turn: int, at: Moment, today: date) -> Days:
    behind = (today.weekday() - number) % 7
    ahead = (number - today.weekday()) % 7
    if turn < 0:
        return calendar.one(calendar.back(today, behind or 7))
    if turn > 0:
        return calendar.one(calendar.back(today, -(ahead or 7)))
    comes = at.sense == "future" or (at.sense == "near" and ahead <= behind)
    return calendar.one(calendar.back(today, -ahead if comes else behind))


def _since(number: int, found: Days) -> Days:
    """Let days begin with a weekday: "from Saturday to Sunday"."""
    return found._replace(first=calendar.back(found.first, (found.first.weekday() - number) % 7))


def _weekend(turn: int, at: Moment, today: date) -> Days:
    behind = (today.weekday() - 5) % 7
    saturday = calendar.back(today, behind)
    if turn > 0 or (at.sense == "future" and behind > 1):
        saturday = calendar.back(saturday, -7)
    elif turn < 0 and behind < 2:
        saturday = calendar.back(saturday, 7)
    return Days(saturday, calendar.back(saturday, -1))


def _ago(unit: str, parts: Mapping[str, str], today: date, times: Times) -> Days:
    if "number" not in parts:
        near, far = times.vague[unit]
        return Days(calendar.back(today, far), calendar.back(today, near))
    count = times.count(parts["number"])
    found = calendar.moved(calendar.one(today), unit, -count)
    if unit == "week" and count > 1:
        return Days(calendar.back(found.first, _ROUGH), calendar.back(found.first, -_ROUGH))
    return found


def _span(unit: str, parts: Mapping[str, str], at: Moment, today: date, times: Times) -> Days:
    """Give "the past two days", "recent weeks", "the coming months"."""
    length = _length(unit, parts, times)
    if times.turns.get(parts.get("turn", ""), -1) > 0 or (at.sense == "future" and "turn" not in parts):
        return Days(today, calendar.back(today, -length))
    return Days(calendar.back(today, length), today)


def _length(unit: str, parts: Mapping[str, str], times: Times) -> int:
    if "number" not in parts:
        return times.recent[unit]
    return times.count(parts["number"]) * times.lengths[unit]
