"""Days and intervals of days, either end open, and the arithmetic of the calendar.

Called by whoever reckons with days.  What the calendar does not have raises ValueError or OverflowError.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple


class Days(NamedTuple):
    """The first and the last day; the first and the last of the calendar stand for an open end."""

    first: date = date.min
    last: date = date.max

    @property
    def length(self) -> int:
        """Days from the first to the last; 0 for one day."""
        return (self.last - self.first).days

    @property
    def is_closed(self) -> bool:
        """Tell whether neither end is open."""
        return date.min < self.first and self.last < date.max


def one(day: date) -> Days:
    """Give one day."""
    return Days(day, day)


def month(year: int, number: int) -> Days:
    """Give a month; numbers beyond 1 to 12 lead into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    following = date(year + number // 12, number % 12 + 1, 1)
    return Days(date(year, number, 1), following - timedelta(1))


def year(number: int, last: int | None = None) -> Days:
    """Give a year, or all years up to another."""
    return Days(date(number, 1, 1), date(number if last is None else last, 12, 31))


def season(number: int, first_month: int) -> Days:
    """Give the three months from one on."""
    return Days(month(number, first_month).first, month(number, first_month + 2).last)


def third(days: Days, part: int) -> Days:
    """Give the early, middle or late part of a month, a year or a decade; of closed days."""
    if days.length < 31:
        start = days.first + timedelta(10 * part)
        return Days(start, days.last if part == 2 else start + timedelta(9))
    if days.length < 366:
        y = days.first.year
        return Days(month(y, 4 * part + 1).first, month(y, 4 * part + 4).last)
    y = days.first.year
    return year(y + (0, 4, 7)[part], y + (3, 6, 9)[part])


def unit(name: str, day: date, turn: int = 0) -> Days:
    """Give the day, week, month, year or decade around a day, or that many on."""
    match name:
        case "week":
            monday = day + timedelta(7 * turn - day.weekday())
            return Days(monday, monday + timedelta(6))
        case "month":
            return month(day.year, day.month + turn)
        case "year":
            return year(day.year + turn)
        case "decade":
            begin = day.year // 10 * 10 + 10 * turn
            return year(begin, begin + 9)
        case _:
            return one(day + timedelta(turn if name == "day" else 0))


def moved(days: Days, name: str, count: int) -> Days:
    """Move closed days by so many units: by days and weeks exactly, else to the month or the year that it leads to."""
    match name:
        case "hour":
            return days
        case "day":
            by = timedelta(count)
        case "week":
            by = timedelta(7 * count)
        case _:
            return unit(name, days.first if count < 0 else days.last, count)
    return Days(days.first + by, days.last + by)


def back(day: date, count: int) -> date:
    """Give the day so many days before."""
    return day - timedelta(count)
