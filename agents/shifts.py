"""How a relation stands and when it turns: level, trend, and the steps that take back earlier ones.

Pure functions over the steps that `agents.state` keeps in order.  Nothing here depends on the order
in which articles arrived, and a turn once seen stays one whatever else is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple, Protocol

from agents.records import Step

HALF_LIFE = timedelta(days=14)
RECENT = timedelta(days=7)
BEFORE = timedelta(days=30)
# How long a word binds: within eight weeks its opposite is a change of line, later it is a new situation.
MEMORY = timedelta(weeks=8)
age = attrgetter("at", "incident_id")  # the order of steps in time
# Goldstein scores this near to zero (a call, a comment) commit nobody.
NEUTRAL = 1.0


class Aimed(Protocol):
    """A deed or a step: what it is about, and how friendly or hostile it is."""

    @property
    def object(self) -> str: ...
    @property
    def goldstein(self) -> float: ...


class Turn(NamedTuple):
    """A step and the earlier one that it takes back."""

    new: Step
    old: Step


def level(steps: Sequence[Step], at: datetime) -> float:
    """Give the mean Goldstein score as of a moment, each step's weight halved every fortnight; 0.0 without steps."""
    total = weight = 0.0
    for step in steps:
        share = 0.5 ** (max(at - step.at, timedelta(0)) / HALF_LIFE)
        total += share * step.goldstein
        weight += share
    return round(total / weight, 2) if weight else 0.0


def trend(steps: Sequence[Step], at: datetime) -> float:
    """Give the mean of the last seven days less that of the thirty days before; 0.0 where one of them is empty."""
    recent = [s.goldstein for s in steps if timedelta(0) <= at - s.at < RECENT]
    before = [s.goldstein for s in steps if RECENT <= at - s.at < RECENT + BEFORE]
    if not recent or not before:
        return 0.0
    return round(sum(recent) / len(recent) - sum(before) / len(before), 2)


def turns(steps: Iterable[Step]) -> dict[tuple[str, str, int], Turn]:
    """Find where a line turned, by object, week and count within the week.

    A step takes back an opposite one of the eight weeks before, if some article told that one alone and a later
    article told the step.  An article that tells both ("broke the truce declared on Monday") does not show by itself
    which came first.  A further turn within a week must be told alone and on a later day: what is told again within
    a day of its end is an echo.
    """
    found: dict[tuple[str, str, int], Turn] = {}
    ordered = sorted(steps, key=age)
    for new in ordered:
        old = max((s for s in ordered if _takes_back(new, s)), key=age, default=None)
        if old is not None:
            found[new.object, new.since, 1] = Turn(new, old)
    for what, week in {key[:2] for key in found}:
        about = [s for s in ordered if s.object == what and abs(s.goldstein) >= NEUTRAL]
        for count, turn in enumerate(pairwise(_there_and_back(about, week)), 1):
            found.setdefault((what, week, count), Turn(turn[1], turn[0]))
    return found


def _there_and_back(about: Sequence[Step], week: str) -> list[Step]:
    """Give the longest row of steps of a week, each told alone on a later day than the one before and against it.

    It begins with what stood before that week, if the row turns that back.
    """
    days = sorted((at.date(), s.at, s.incident_id, s) for s in about if s.since == week for at in s.alone)
    before = [s for s in about if s.since < week and s.alone and _apart(week, s.since) <= MEMORY]
    rows = []
    for friendly in (True, False):
        row = [s for s in before if (s.goldstein > 0) != friendly][-1:]
        last, wanted = date.min, friendly
        for day, _, _, step in days:
            if day > last and (step.goldstein > 0) == wanted:
                row.append(step)
                last, wanted = day, not wanted
        rows.append(row)
    return max(rows, key=len)


def opposite(a: Aimed, b: Aimed) -> bool:
    """Tell whether two deeds of one dyad go against each other: one object, scores of other sign, both off zero."""
    return (
        bool(a.object)
        and a.object == b.object
        and min(abs(a.goldstein), abs(b.goldstein)) >= NEUTRAL
        and (a.goldstein < 0) != (b.goldstein < 0)
    )


def _takes_back(new: Step, old: Step) -> bool:
    if not old.alone or old.alone[0] >= new.last_at or old.since > new.since or not opposite(old, new):
        return False
    return _apart(new.since, old.since) <= MEMORY


def _apart(week: str, other: str) -> timedelta:
    return date.fromisoformat(week) - date.fromisoformat(other)
