"""When a deed belongs: a day or an interval, the words it was read from, and what it is against the article's day."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from agents.limits import Day, TimeWords
from agents.records.record import Record

News = Literal["news", "recent", "old", "standing", "undated"]
PAST: frozenset[News] = frozenset({"recent", "old"})  # no news, though done on a day
FRESH: frozenset[News] = frozenset({"news", "undated"})  # what wakes somebody


class When(Record):
    """Day or interval of a deed; JSON names `from` and `to`, ISO days, either open.

    `news` is within the days that its kind allows before publication, or still to come; `recent` up to 30 days,
    `old` earlier, `standing` a habit, a law or a position.  `read` are the words it was read from.
    """

    since: Day | None = field(default=None, name="from")
    until: Day | None = field(default=None, name="to")
    read: TimeWords = ""
    news: News = "undated"
