"""Articles one after the other through reader and tracker, in memory: the alerts that a worker would have raised.

Called by `demarche track`.  The agents are the worker's own; a dict is the table.  An alert is given as its incident
stands in the end: whoever told it since counts, and how far it got.  The worker sends an alert once, as it was raised.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec

from agents.alerts import GRAVITY, TURN
from agents.incidents import sources
from agents.lexicon import Lexicon
from agents.reader import Reader
from agents.records import Alert, Article, Entry, Incident
from agents.tracker import MAX_AGE, Tracker

_LANE = "1.0"  # all articles stand in one log


class Following:
    """One table and its agents; feed it articles in the order in which they came."""

    def __init__(self, lexicon: Lexicon, max_age: timedelta = MAX_AGE) -> None:
        self._reader = Reader(lexicon)
        self._table: dict[str, Entry] = {}
        self._tracker = Tracker(self._table, lexicon.alerts, max_age)
        self._alerts: dict[str, Alert] = {}
        self._read = 0

    def follow(self, article: Article) -> list[Alert]:
        """Read and fold one article; give the alerts that it raises.  Raises what a text does to the reader."""
        self._read += 1
        _, deltas = self._reader.read_one(article)
        here = msgspec.structs.replace(deltas, lane=_LANE, position=self._read, place=self._read, settled=self._read)
        outputs = [output for delta in deltas.deltas for output in self._tracker.fold_one(delta, here)]
        raised = [output for output in outputs if isinstance(output, Alert)]
        self._alerts |= {alert.id: alert for alert in raised}
        return raised

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give every happening that raised an alert, in the order in which they did, as it is known now."""
        by_incident: dict[str, list[Alert]] = {}
        for alert in self._alerts.values():
            by_incident.setdefault(alert.incident_id, []).append(alert)
        for raised in by_incident.values():
            yield self._row(raised)

    def _row(self, raised: list[Alert]) -> dict[str, Any]:
        """Give the alerts of one incident as one line, a turn as its mark; the incident may be forgotten."""
        turn = next((a for a in raised if a.kind == TURN), None)
        alert = next((a for a in raised if a is not turn), raised[0])
        incident = self._incident(alert)
        independent, copies = sources(incident) if incident is not None else (alert.independent, alert.copies)
        articles = [r.article_id for r in incident.reports] if incident is not None else []
        articles = list(dict.fromkeys([*articles, *(e.article_id for a in raised for e in a.evidence)]))
        return {
            "id": alert.id,
            "revision": len(articles),
            "update": "corroborated" if independent > 1 else "new",
            "kind": incident.signal if incident is not None else alert.kind,
            "desk": alert.desk,
            "severity": max((a.severity for a in raised), key=GRAVITY.index),
            "sources": list(incident.sources if incident is not None else alert.sources),
            "targets": list(incident.targets if incident is not None else alert.targets),
            "status": incident.status if incident is not None else alert.status,
            "day": alert.at.date().isoformat(),
            "independent": independent,
            "copies": copies,
            "confirmed": independent > 1,
            **({"turn": _turned(turn)} if turn is not None else {}),
            "articles": articles,
            "headline": alert.headline,
        }

    def _incident(self, alert: Alert) -> Incident | None:
        entry = self._table.get(alert.actor_id)
        known = entry.state.incidents if entry is not None else ()
        return next((i for i in known if i.id == alert.incident_id), None)


def _turned(alert: Alert) -> dict[str, Any]:
    """Say what a turn takes back: the last word on its object before."""
    before = alert.before
    at = before.word_at.isoformat() if before is not None and before.word_at is not None else None
    return {"from": before.word if before is not None else "", "of": None, "at": at}
