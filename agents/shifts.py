"""How a relation stands and when it turns: level, trend, and the step that takes back an earlier one.

Pure functions over the steps that `agents.state` keeps in order.  Nothing here depends on the order
in which articles arrived.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from agents.records import Step

HALF_LIFE = timedelta(days=14)
RECENT = timedelta(days=7)
BEFORE = timedelta(days=30)
# How long a word binds: within two months its opposite is a change of line, later it is a new situation.
MEMORY = timedelta(days=60)
# Goldstein scores this near to zero (a call, a comment) commit nobody.
NEUTRAL = 1.0


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


def taken_back(steps: Iterable[Step], new: Step) -> Step | None:
    """Give the latest earlier step on the same object that the new one reverses, or None.

    Opposite means Goldstein scores of opposite sign, both away from zero, within `MEMORY`.
    """
    opposed = [s for s in steps if _opposite(s, new) and timedelta(0) < new.at - s.at <= MEMORY]
    return max(opposed, key=lambda s: (s.at, s.incident_id), default=None)


def _opposite(a: Step, b: Step) -> bool:
    return (
        bool(a.object)
        and a.object == b.object
        and min(abs(a.goldstein), abs(b.goldstein)) >= NEUTRAL
        and (a.goldstein < 0) != (b.goldstein < 0)
    )
