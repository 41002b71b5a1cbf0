"""The life of an alert: what of it is new since it was last sent, and whether that is worth sending.

An alert is new, told by a further independent source, firmer, corrected, denied, reversed or withdrawn; what only
adds copies or evidence is sent with the next of these.  Its desk and the actor under which it is sent stay those of
its first revision.  Called by `agents.tracker`; pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from agents.clipping import fitting
from agents.identity import digest
from agents.incidents import gathered
from agents.limits import LIVES, LIVES_SIZE
from agents.records import Alert, Life, Report, Update
from agents.reports import name_of

CORROBORATED = (2, 3, 5, 10)  # independent sources at which an alert is sent again
TAKEN_BACK: frozenset[Update] = frozenset({"corrected", "denied", "withdrawn", "reversed"})  # it no longer stands
_WIDEST = 500  # bytes of a life, with its key
_FIRM = {"reported": 0, "announced": 1, "done": 2}


def revised(alert: Alert, life: Life | None) -> Alert | None:
    """Give an alert as its next revision; None where nothing is new that is worth sending."""
    if life is None:
        return alert
    update = _update(alert, life)
    if update is None:
        return None
    return replace(alert, revision=life.revision + 1, update=update, desk=life.desk, actor_id=life.actor_id)


def life_of(alert: Alert) -> Life:
    """Note what was sent of an alert."""
    return Life(
        revision=alert.revision,
        day=alert.day,
        desk=alert.desk,
        actor_id=alert.actor_id,
        kind=alert.kind,
        status=alert.status,
        independent=alert.independent,
        sides=_sides(alert),
        open=_is_open(alert),
        turned=_turned(alert),
        withdrawn=alert.update == "withdrawn",
        reversed_by=alert.reversed_by,
    )


def kept(lives: Mapping[str, Life]) -> dict[str, Life]:
    """Keep the lives of the latest alerts, by their day."""
    latest = sorted(lives.items(), key=lambda item: (item[1].day, item[0]))[-LIVES:]
    return dict(fitting(latest, LIVES_SIZE, widest=_WIDEST))


def heirs(before: Sequence[Report], after: Sequence[Report]) -> dict[str, str]:
    """Say into which incident each one went that is no more: the one that has most of its reports."""
    now = {name_of(r): told.incident.id for told in gathered(after) for r in told.reports}
    gone: dict[str, str] = {}
    for told in gathered(before):
        if told.incident.id not in now.values():
            left = [now[name] for name in map(name_of, told.reports) if name in now]
            gone[told.incident.id] = max(sorted(set(left)), key=left.count, default="")
    return gone


def withdrawn(last: Alert, life: Life, into: str) -> Alert:
    """Give the last revision of an alert whose incident is no more, or is told by the alert that it went `into`."""
    return replace(
        last,
        revision=life.revision + 1,
        update="withdrawn",
        into=into,
        desk=life.desk,
        actor_id=life.actor_id,
        independent=last.independent if into else 0,
        copies=last.copies if into else 0,
    )


def _sides(alert: Alert) -> str:
    return digest(*alert.sources, "|", *alert.targets)


def _turned(alert: Alert) -> str:
    return digest(alert.turn.kind, alert.turn.of) if alert.turn is not None else ""


def _is_open(alert: Alert) -> bool:
    return not (alert.sources and alert.targets)


def _update(alert: Alert, life: Life) -> Update | None:
    was, now = _FIRM.get(life.status, -1), _FIRM.get(alert.status, -1)
    closed, changed = life.open and not _is_open(alert), life.sides != _sides(alert)
    if life.withdrawn:  # told again
        return "new"
    updates: tuple[tuple[object, Update], ...] = (
        (alert.status == "denied" and life.status != "denied", "denied"),
        (alert.reversed_by and alert.reversed_by != life.reversed_by, "reversed"),
        (now > was or closed or (alert.turn is not None and not life.turned), "firmer"),
        (any(life.independent < at <= alert.independent for at in CORROBORATED), "corroborated"),
        (
            changed or now < was or (alert.kind, alert.day) != (life.kind, life.day) or life.turned != _turned(alert),
            "corrected",
        ),
    )
    return next((update for holds, update in updates if holds), None)
