"""The times of one sentence: found, tied to what they date, and resolved in the order in which they are told.

Called by `timeline`, which keeps them, and named by `governing` and `story`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from agents.extraction.parse.parse import Sentence
from agents.extraction.timing import placing, tenses
from agents.extraction.timing.days import Days
from agents.extraction.timing.expressions import Expression
from agents.extraction.timing.moments import Moment
from agents.extraction.timing.placing import Place
from agents.extraction.timing.resolving import resolve
from agents.lexicon.times import Times


class Timed(NamedTuple):
    """One time of a sentence; `days` is None where it cannot be told which."""

    expression: Expression
    place: Place
    days: Days | None

    @property
    def is_length(self) -> bool:
        """Tell "for three weeks": how long, not when."""
        return self.expression.means == "duration"

    @property
    def hangs_on_noun(self) -> bool:
        """Tell "the strike on Monday", which may date the noun alone, from "killed ten last month"."""
        return self.place.chunk is not None and self.expression.lead != ""


class Told(NamedTuple):
    """What a sentence is read against: the day of publication, a day before it in the story, an old story's years."""

    published: date | None
    anchor: Callable[[], Days | None]
    story: Callable[[], Days | None]


def times_of(found: Iterable[Expression], parsed: Sentence, told: Told, times: Times) -> tuple[Timed, ...]:
    """Tie and resolve the times of a parsed sentence, in order."""
    rows: list[Timed] = []
    for expression in found:
        place = placing.place(expression, parsed, times)
        rows.append(Timed(expression, place, _days(expression, place, parsed, rows, told, times)))
    return tuple(rows)


def _heads(e: Expression, place: Place, parsed: Sentence) -> bool:
    """Tell a time that heads a line of a chronicle, or is one: "March 19: ...", "June 2020"."""
    if place.clause is None:
        return not place.only_noun
    behind = parsed.tags[place.last + 1] if place.last + 1 < len(parsed) else "."
    return place.fronted and behind == ":"


def _days(e: Expression, place: Place, parsed: Sentence, before: list[Timed], told: Told, times: Times) -> Days | None:
    sense = tenses.sense(place.clause, e.lead, parsed, times)
    if _heads(e, place, parsed):
        sense = "past"
    moment = Moment(told.published, sense)
    if e.means.startswith("story"):
        anchor = next((t.days for t in reversed(before)), None) or told.anchor()
        moment = moment._replace(anchor=anchor)
    elif sense == "past" and "month" in e.parts and "year" not in e.parts and "turn" not in e.parts:
        moment = moment._replace(story=told.story())
    return resolve(e, moment, times)
