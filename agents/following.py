"""Articles one after the other through reader and tracker, in memory: the alerts that a worker would have raised.

Called by `demarche track`.  The agents are the worker's own; a dict is the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec

from agents.lexicon import Lexicon
from agents.reader import Reader
from agents.records import Alert, Article, Entry, Incident
from agents.reports import DENIED
from agents.state import incidents_about
from agents.tracker import MAX_AGE, Tracker

_LANE = "1.0"  # all articles stand in one log


class Following:
    """One table and its agents; feed it articles in the order in which they came."""

    def __init__(self, lexicon: Lexicon, max_age: timedelta = MAX_AGE) -> None:
        self._reader = Reader(lexicon)
        self._table: dict[str, Entry] = {}
        self._tracker = Tracker(self._table, lexicon.alerts, max_age)
        self._last: dict[str, Alert] = {}
        self._read = 0
        self._known = set[str]()

    def follow(self, article: Article) -> list[Alert]:
        """Read and fold one article; give the revisions of alerts that it calls for.

        Raises what a text does to the reader.
        """
        self._read += 1
        _, deltas = self._reader.read_one(msgspec.structs.replace(article, revised=article.id in self._known))
        self._known.add(article.id)
        here = msgspec.structs.replace(deltas, lane=_LANE, position=self._read, place=self._read, settled=self._read)
        told = (*deltas.deltas, *self._tracker.left_behind(here))
        outputs = [output for delta in told for output in self._tracker.fold_one(delta, here)]
        revisions = [output for output in outputs if isinstance(output, Alert)]
        for alert in revisions:
            self._last[alert.id] = alert
        return revisions

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give every alert as it stands in the end, in the order in which they came; those that went into others not.

        Sources are counted over all reports, also those that were no reason to send the alert again.
        """
        incidents = {
            incident.id: incident
            for actor, entry in self._table.items()
            for incident in incidents_about(entry.state)
            if incident.owner == actor
        }
        for alert in self._last.values():
            if not alert.into:
                yield row_of(alert, incidents.get(alert.id))


def row_of(alert: Alert, incident: Incident | None = None) -> dict[str, Any]:
    """Give an alert as a line of `demarche track --jsonl`, with the counts of its incident where that is known."""
    told = [r.article_id for r in incident.reports if r.status != DENIED] if incident is not None else []
    shown = alert if incident is None or alert.update == "withdrawn" else incident
    turn = alert.turn
    return {
        "id": alert.id,
        "revision": alert.revision,
        "update": alert.update,
        "kind": alert.kind,
        "desk": alert.desk,
        "severity": alert.severity,
        "sources": list(alert.sources),
        "targets": list(alert.targets),
        "status": shown.status,
        "day": alert.day,
        "independent": shown.independent,
        "copies": shown.copies,
        "confirmed": shown.confirmed,
        "turn": msgspec.to_builtins(turn) if turn is not None else None,
        "articles": list(dict.fromkeys([*told, *(e.article_id for e in alert.evidence)])),
        "headline": alert.headline,
    }
