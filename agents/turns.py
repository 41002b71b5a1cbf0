"""When a line turns: which earlier step a happening takes back.

Pure functions over deeds, steps and incidents, which are all about an object, towards somebody, with a score.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol

from agents.records import Incident, Step, Turn

# How long a word binds: within eight weeks its opposite is a change of line, later it is a new situation.
MEMORY = timedelta(weeks=8)
# Goldstein scores this near to zero (a call, a comment) commit nobody.
NEUTRAL = 1.0


class Aimed(Protocol):
    """A deed, a step or an incident: who did it to whom, what it is about, and how friendly or hostile it is."""

    @property
    def object(self) -> str: ...
    @property
    def goldstein(self) -> float: ...
    @property
    def mutual(self) -> bool: ...
    @property
    def sources(self) -> tuple[str, ...]: ...
    @property
    def targets(self) -> tuple[str, ...]: ...


class Placed(Aimed, Protocol):
    """One that has its day, and the moment when it was first told."""

    @property
    def day(self) -> str: ...
    @property
    def at(self) -> datetime: ...


def opposite(a: Aimed, b: Aimed) -> bool:
    """Tell whether two deeds go against each other: one object, scores of other sign, both off zero."""
    return (
        bool(a.object)
        and a.object == b.object
        and min(abs(a.goldstein), abs(b.goldstein)) >= NEUTRAL
        and (a.goldstein < 0) != (b.goldstein < 0)
    )


def same_sides(a: Aimed, b: Aimed) -> bool:
    """Tell whether two deeds are of the same line: of one source towards one target, or between the same two."""
    if a.mutual and b.mutual:
        return len({*a.sources, *a.targets} & {*b.sources, *b.targets}) > 1
    return not set(a.sources).isdisjoint(b.sources) and not set(a.targets).isdisjoint(b.targets)


def against(a: Aimed, b: Aimed) -> bool:
    """Tell whether two deeds of one line go against each other."""
    return opposite(a, b) and same_sides(a, b)


def takes_back(new: Placed, old: Placed) -> bool:
    """Tell whether one deed takes back another of the eight weeks before."""
    is_later = old.day <= new.day and old.at < new.at and apart(new.day, old.day) <= MEMORY
    return is_later and against(new, old)


def turn_of(incident: Incident, steps: Iterable[Step]) -> Turn | None:
    """Give what an incident takes back: the last opposite step that was told alone, else what its reports say."""
    before = [s for s in steps if s.alone and takes_back(incident, s)]
    if before:
        old = max(before, key=lambda s: (s.day, s.at, s.incident_id))
        return Turn(kind=old.signal, of=old.incident_id, at=old.at, evidence=incident.reports[0].sentence)
    told = next((r for r in incident.reports if r.turns), None)
    return Turn(kind=told.turns, evidence=told.sentence) if told is not None else None


def turned_by(incident: Incident, steps: Iterable[Step]) -> str:
    """Name the first later step that takes an incident back; empty where none does."""
    after = [s for s in steps if s.alone and takes_back(s, incident)]
    return min(after, key=lambda s: (s.day, s.at, s.incident_id)).incident_id if after else ""


def apart(day: str, other: str) -> timedelta:
    """Give the time from one day to a later one."""
    return date.fromisoformat(day) - date.fromisoformat(other)
