"""Alerts as they stand in the end, of all revisions that were sent: how an alert came is not what it says."""

from collections.abc import Iterable

from agents.records import Alert


def standing(alerts: Iterable[Alert]) -> dict[str, Alert]:
    """Give the last revision of every alert that was not withdrawn: what came in another order has another id."""
    last: dict[str, Alert] = {}
    for alert in alerts:
        if alert.id not in last or alert.revision >= last[alert.id].revision:
            last[alert.id] = alert
    return {name: alert for name, alert in last.items() if alert.update != "withdrawn"}


def told_by(alert: Alert) -> tuple[object, ...]:
    """Give what the last revision of an alert says, by whatever way it came."""
    turn = alert.turn and (alert.turn.kind, alert.turn.of)
    return alert.kind, alert.sources, alert.targets, alert.status, alert.day, turn, alert.reversed_by
