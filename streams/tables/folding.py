"""Articles or findings -> a table in memory, as the tracker would have folded them.

Called by `rebuild`; knows no Kafka.  What a message of the log says of a place is given with it, so that fences become
what they were.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from types import SimpleNamespace

import msgspec

from agents.actor_names import ActorNames
from agents.deltas import message_of
from agents.judging import Gone
from agents.lexicon import Lexicon
from agents.records import ActorState, Alert, Deltas, Findings, Incident
from agents.tracker import Output, Tracker
from streams.engine.table import Entries

log = logging.getLogger("rebuild")

ENCODE_EVERY = 500  # messages; what has changed is kept decoded until then
NO_LANE = ""  # of findings whose place in the log is not known, or is no more: they leave no fence


class Folding:
    """Folds message after message; `awaited` says whether alerts of an actor and revision are still to be sent."""

    def __init__(self, lexicon: Lexicon, awaited: Callable[[str, str], bool]) -> None:
        self.refused = 0
        self._names = ActorNames(lexicon.names)
        self._kinds = lexicon.kinds
        self._awaited = awaited
        self._entries = Entries(SimpleNamespace(data={}))
        self._tracker = Tracker(self._entries, lexicon.alerts)
        self._changed: dict[str, Incident | Gone] = {}
        self.folded = 0

    def findings(self, found: Findings, lane: str, position: int) -> list[Alert]:
        """Fold what was found in an article; give the alerts that must still be sent."""
        message = message_of(found, self._names, self._kinds)
        return self.deltas(msgspec.structs.replace(message, lane=lane, position=position))

    def deltas(self, deltas: Deltas) -> list[Alert]:
        """Fold the deltas of an article, those for all partitions in one message."""
        self.folded += 1
        # Settled behind its place: an outbox keeps nothing but the last alerts, and those are left out in the end.
        message = msgspec.structs.replace(deltas, place=0, settled=1)
        if message.lane == NO_LANE:
            message = msgspec.structs.replace(message, position=self.folded)
        alerts: list[Alert] = []
        for delta in (*message.deltas, *self._tracker.left_behind(message)):
            try:
                outputs: Sequence[Output] = self._tracker.fold_one(delta, message)
            except Exception:  # as in the tracker: one actor's trouble is not the others'
                log.exception("cannot be folded", extra={"actor": delta.actor_id, "article": message.article.id})
                self.refused += 1
                continue
            self._changed.update((o.id, o) for o in outputs if isinstance(o, Incident | Gone))
            if self._awaited(delta.actor_id, message.article.revision):
                alerts += [o for o in outputs if isinstance(o, Alert)]
        if self.folded % ENCODE_EVERY == 0:
            self._encode(self._entries.changed())
        return alerts

    def changed(self) -> Iterator[Incident | Gone]:
        """Give what was made of incidents since this was last asked, of each the last word."""
        while self._changed:
            yield self._changed.popitem()[1]

    def entries(self) -> Iterator[tuple[str, bytes, ActorState]]:
        """Give the table: actor, entry as it stands in the changelog, and state; sorted by actor."""
        for actor in sorted(self._entries):
            entry = self._entries[actor]
            fences = {lane: position for lane, position in entry.fences.items() if lane != NO_LANE}
            self._entries[actor] = msgspec.structs.replace(entry, fences=fences, outbox=(), gone={})
            yield actor, self._entries.encode(actor), entry.state

    def _encode(self, actors: Collection[str]) -> None:
        for actor in actors:
            self._entries.encode(actor)
