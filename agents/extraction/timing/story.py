"""What time a story has reached: an old sentence keeps the plain past behind it old until something brings it back.

Called by `timeline`.  Looks a few sentences back at most, and parses none where no time, "had" or "back then" stands.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from agents.extraction.parse.parse import Sentence
from agents.extraction.parse.records import Clause
from agents.extraction.timing import tenses
from agents.extraction.timing.days import Days
from agents.extraction.timing.expressions import phrase
from agents.extraction.timing.governing import Governor
from agents.extraction.timing.sentences import Timed
from agents.extraction.words import Words
from agents.records import PAST, News

Weigh = Callable[[Timed], News]
Turn = Literal["sets", "brings_back", "goes_on"]


class Mark(NamedTuple):
    """What a sentence does to the story, and the time that it sets."""

    turn: Turn
    news: News = "undated"
    read: str = ""
    heads: Days | None = None  # the days of a line with a date alone


BACK, ON = Mark("brings_back"), Mark("goes_on")


def main_clause(parsed: Sentence) -> Clause | None:
    """Give the first main clause."""
    mains = (c for c in parsed.clauses if c.parent is None and c.kind == "main")
    return min(mains, key=lambda c: c.group.first, default=None)


def mark(found: Words, governor: Governor, opens: bool, news: Weigh) -> Mark:
    """Say what one sentence does.  `opens`: it begins a paragraph; `news` weighs a time."""
    parsed, times = governor.parsed, governor.times
    clause = main_clause(parsed)
    if clause is None:
        return _heading(governor, news)
    governed = governor.of_clause(clause)
    if governed is not None and not governed.timed.is_length:
        return _of_time(governed.timed, news)
    if phrase("fresh", found, times):
        return BACK
    if framed := phrase("old", found, times):
        return Mark("sets", "old", framed)
    said = tenses.cue(clause, parsed, times)
    if said is not None and said[0] == "old":
        return Mark("sets", *said)
    reports = tenses.head(clause, parsed) in times.verbs["saying"]
    plain = tenses.is_plain_past(clause, parsed, times) or tenses.is_pluperfect(clause)
    return BACK if (opens and reports) or not plain else ON


def _of_time(timed: Timed, news: Weigh) -> Mark:
    found = news(timed)
    if found in PAST:
        return Mark("sets", found, timed.expression.text)
    return ON if found == "undated" else BACK


def _heading(governor: Governor, news: Weigh) -> Mark:
    """Take a line that is little more than a date: "June 2020"."""
    parsed = governor.parsed
    first = governor.found[0] if governor.found else None
    if first is None or first.days is None or parsed.clauses or first.place.last - first.place.first + 3 < len(parsed):
        return ON
    return Mark("sets", news(first), first.expression.text, first.days)
