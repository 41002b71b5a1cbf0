"""How an actor stands to each counterpart, from the steps between them: level, trend, and the last word on each object.

Pure; called by `agents.state` whenever steps change, and by `agents.alerts` for how things stood without one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from operator import attrgetter

from agents.limits import OBJECTS
from agents.records import Relation, Step, Word
from agents.turns import Aimed

HALF_LIFE = timedelta(days=14)
RECENT = timedelta(days=7)
BEFORE = timedelta(days=30)
FEW = 3  # steps that a mean needs to say anything of a trend

age = attrgetter("at", "incident_id")  # the order of steps in time


def counterparts(actor: str, step: Step) -> tuple[str, ...]:
    """Give the actors towards whom a step is one of an actor's own; none where it only suffered it."""
    if step.mutual and actor in step.sources + step.targets:
        return tuple(a for a in step.sources + step.targets if a != actor)
    return step.targets if actor in step.sources else ()


def are_between(deed: Aimed, one: str, other: str) -> bool:
    """Tell whether a deed is between two: done by one towards the other, or by both together."""
    sources, targets = deed.sources, deed.targets
    if deed.mutual:
        return {one, other} <= {*sources, *targets}
    return (one in sources and other in targets) or (other in sources and one in targets)


def relation_of(actor: str, counterpart: str, name: str, steps: Iterable[Step]) -> Relation | None:
    """Measure an actor's relation to a counterpart from all steps of the actor; None where it has taken none."""
    own = sorted((s for s in steps if counterpart in counterparts(actor, s)), key=age, reverse=True)
    if not own:
        return None
    at = own[0].at
    words: dict[str, Word] = {}
    for step in own:
        if step.object and step.object not in words and len(words) < OBJECTS:
            words[step.object] = Word(word=step.word, signal=step.signal, at=step.at)
    return Relation(
        counterpart=counterpart,
        name=name,
        last_at=at,
        level=level(own, at),
        trend=trend(own, at),
        by_quad=dict(sorted(Counter(str(s.quad) for s in own).items())),
        words=words,
    )


def level(steps: Sequence[Step], at: datetime) -> float:
    """Give the mean Goldstein score as of a moment, each step's weight halved every fortnight; 0.0 without steps."""
    total = weight = 0.0
    for step in steps:
        share = 0.5 ** (max(at - step.at, timedelta(0)) / HALF_LIFE)
        total += share * step.goldstein
        weight += share
    return round(total / weight, 2) if weight else 0.0


def trend(steps: Sequence[Step], at: datetime) -> float | None:
    """Give the mean of the last seven days less that of the thirty days before; None where either has few."""
    recent = [s.goldstein for s in steps if timedelta(0) <= at - s.at < RECENT]
    before = [s.goldstein for s in steps if RECENT <= at - s.at < RECENT + BEFORE]
    if min(len(recent), len(before)) < FEW:
        return None
    return round(sum(recent) / len(recent) - sum(before) / len(before), 2)
