"""Makes days of what is written as a date: "14 March 2024", "in late July", "the 1990s", "last summer".

Called by `resolving`.  A year that is not written is the nearest that fits, or that of an old story.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from agents.extraction.timing import days as calendar
from agents.extraction.timing.days import Days
from agents.extraction.timing.expressions import Expression
from agents.extraction.timing.moments import Moment, nearest, turn_of, years_around
from agents.lexicon.times import Times


def written(e: Expression, at: Moment, times: Times) -> Days | None:
    """Give the days of a date; None for what is none.  Raises ValueError for a day that no calendar has."""
    parts = e.parts
    match e.means:
        case "iso":
            return calendar.one(date(int(parts["year"]), int(parts["month_number"]), _figure(parts["day"])))
        case "date":
            month = times.months[parts["month"].rstrip(".")]
            return nearest((_dated(parts, month, y, times) for y in _years(parts, at, times)), at)
        case "season":
            return _season(parts, at, times)
        case "years":
            return _part(_whole_years(parts), parts, times)
        case _:
            return None


def _dated(parts: Mapping[str, str], month: int, year: int, times: Times) -> Days | None:
    """Give a day, a month or several of a year; None where that year has no such day."""
    if "month_end" in parts:
        last = times.months[parts["month_end"].rstrip(".")]
        return Days(calendar.month(year - (last < month), month).first, calendar.month(year, last).last)
    if "day" not in parts:
        return _part(calendar.month(year, month), parts, times)
    try:
        first = date(year, month, _figure(parts["day"]))
        return Days(first, first.replace(day=_figure(parts.get("day_end", parts["day"]))))
    except ValueError:
        return None


def _season(parts: Mapping[str, str], at: Moment, times: Times) -> Days | None:
    """Give "the summer of 2008", "last winter"."""
    first, turn = times.seasons[parts["season"]], times.turns.get(parts.get("turn", ""), 0)
    years = (int(parts["year"]),) if "year" in parts else years_around(at)
    found = [calendar.season(y, first) for y in years]
    return turn_of(found, turn, at.published) if turn else nearest(found, at)


def _whole_years(parts: Mapping[str, str]) -> Days:
    """Give a year, several, a decade or a century."""
    if "century" in parts:
        first = 100 * (int(parts["century"]) - 1)
        return calendar.year(first + 1, first + 100)
    if "decade" in parts:
        return calendar.year(int(parts["decade"]), int(parts["decade"]) + 9)
    first, last = int(parts["year"]), parts.get("year_end", parts["year"])
    return calendar.year(first, int(last) if len(last) == 4 else first // 100 * 100 + int(last))


def _years(parts: Mapping[str, str], at: Moment, times: Times) -> Iterable[int]:
    """Give the year that is written, "last year", that of an old story and the next, or those around publication."""
    if "year" in parts:
        return (int(parts["year"]),)
    if "turn" in parts and at.published is not None:
        return (at.published.year + times.turns[parts["turn"]],)
    if at.began is not None:
        return (at.began.year, at.began.year + 1)
    return years_around(at)


def _part(days: Days, parts: Mapping[str, str], times: Times) -> Days:
    return calendar.third(days, times.parts[parts["part"]]) if "part" in parts else days


def _figure(word: str) -> int:
    return int(word[:2] if word[:2].isdigit() else word[:1])
