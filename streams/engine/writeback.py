"""Sends what folds have changed: entries to the changelog, states and incidents to their topics, each once.

Called before every commit (by the ledger), before every alert (for its actor) and every second.  One lock keeps the
records of an actor in order: compaction keeps the last.  A process that stood still for a session (a laptop asleep, a
frozen container) must not write any more: others own its partitions, and its old entries would outlast theirs.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from agents.judging import Gone
from agents.records import ActorState, Incident
from streams import codec, topics
from streams.engine.outlet import Outlet, partition_of
from streams.engine.table import Entries

STOOD_STILL_S = 8.0  # less than the session timeout, after which the group gives our partitions to others

_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # counts what a machine slept, where there is one


class WriteBack:
    """Holds states and incidents back until they are flushed; `too_late` is told when the process stood still."""

    def __init__(self, entries: Entries, outlet: Outlet, partitions: int, too_late: Callable[[str], None]) -> None:
        self._entries = entries
        self._outlet = outlet
        self._partitions = partitions
        self._states: dict[str, ActorState] = {}
        self._incidents: dict[str, Incident | Gone] = {}
        self._lock = asyncio.Lock()
        self._too_late = too_late
        self._idle_s: float | None = None

    def beat(self) -> None:
        """Note that the process runs; called every second from the start on, and before anything is written."""
        before, self._idle_s = self._idle_s, _idle_s()
        if before is not None and self._idle_s - before > STOOD_STILL_S:
            self._too_late("stood still for a session; others may own the partitions")

    def hold(self, found: ActorState | Incident | Gone) -> None:
        """Remember what is to be published; what was held under the same name is dropped."""
        if isinstance(found, ActorState):
            self._states[found.actor_id] = found
        else:
            self._incidents[found.id] = found

    async def flush(self) -> None:
        """Send everything that changed.  Raises what the outlet raises."""
        async with self._lock:
            for actor in self._entries.changed():
                await self._log(actor)
            while self._states:
                _, state = self._states.popitem()
                await self._outlet.send(topics.ACTORS.name, state, state.key)
            while self._incidents:
                _, found = self._incidents.popitem()
                await send_incident(self._outlet, found, self._partitions)

    async def flush_entry(self, actor: str) -> None:
        """Send one actor's entry, with its outbox, to the changelog."""
        async with self._lock:
            if actor in self._entries.changed():
                await self._log(actor)

    async def _log(self, actor: str) -> None:
        self.beat()
        partition = partition_of(actor, self._partitions)
        await self._outlet.send_bytes(topics.CHANGELOG, self._entries.encode(actor), actor, partition)


async def send_incident(outlet: Outlet, found: Incident | Gone, partitions: int) -> None:
    """Send an incident, or bury it, on the partition of its owner: whoever has that actor writes it."""
    name, partition = topics.INCIDENTS.name, partition_of(found.owner, partitions)
    if isinstance(found, Gone):
        await outlet.bury(name, found.id, partition)
    else:
        await outlet.send_bytes(name, codec.encode(found), found.id, partition)


def _idle_s() -> float:
    """Tell how long the process has not computed: one busy with a long text is late too, but still a member."""
    return time.clock_gettime(_CLOCK) - time.process_time()
