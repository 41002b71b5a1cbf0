"""The days that stood in the sentences before: what "the next day" follows, and the years of an old story.

Called by `timeline`.  Asks for words alone: what stands there is past but for "will", and only a few sentences back.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from agents.extraction.parse.parse import Parse
from agents.extraction.timing.days import Days
from agents.extraction.timing.expressions import Expression, find
from agents.extraction.timing.moments import Moment, Sense
from agents.extraction.timing.resolving import resolve
from agents.lexicon.times import Times

_YEAR = 365  # days before publication from which a time without a year goes by the story's


class PastDays:
    """The times of a text in the order in which they stand, as far as they are asked for."""

    def __init__(self, parse: Parse, times: Times) -> None:
        self._parse = parse
        self._times = times
        self.expressions = cache(self._in_sentence)

    def _in_sentence(self, index: int) -> tuple[Expression, ...]:
        """Give the times of one sentence."""
        return tuple(find(self._parse.words(index), self._times))

    def anchor(self, first: int, index: int, today: date | None) -> Days | None:
        """Give the last day told in the sentences from `first` up to `index`, itself not counted."""
        anchor: Days | None = None
        for k in range(first, index):
            for e in self.expressions(k):
                sense: Sense = "future" if self._comes(k) else "past"
                found = resolve(e, Moment(today, sense, anchor), self._times)
                if found is not None and found.is_closed:
                    anchor = found
        return anchor

    def _comes(self, index: int) -> bool:
        """Tell a sentence of what is to come by its "will"."""
        return not self._times.adverbs["coming"].isdisjoint(self._parse.words(index).low)

    def story(self, first: int, index: int, today: date | None) -> Days | None:
        """Give the year of long ago that the sentences before stand in; None where a nearer day followed it."""
        for k in range(index - 1, first - 1, -1):
            for e in reversed(self.expressions(k)):
                if "year" in e.parts and e.lead and e.lead not in self._times.prepositions["ties"]:
                    found = resolve(e, Moment(today), self._times)
                    is_old = today is None or (found is not None and (today - found.last).days > _YEAR)
                    return found if is_old else None
                if "year" not in e.parts and "month" not in e.parts and not e.means.startswith("story"):
                    return None
        return None
