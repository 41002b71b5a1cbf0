"""Sends what folds have changed: entries to the changelog, states to their topic, each actor once.

Called before every commit (by the ledger), before every alert (for its actor) and a few times a second.  One lock
keeps the records of an actor in order: compaction keeps the last.
"""

from __future__ import annotations

import asyncio

from agents.records import ActorState
from streams import topics
from streams.engine.outlet import Outlet, partition_of
from streams.engine.table import Entries


class WriteBack:
    """Holds states back until they are flushed."""

    def __init__(self, entries: Entries, outlet: Outlet, partitions: int) -> None:
        self._entries = entries
        self._outlet = outlet
        self._partitions = partitions
        self._states: dict[str, ActorState] = {}
        self._lock = asyncio.Lock()

    def hold(self, state: ActorState) -> None:
        """Remember a state to be published; an older one of the same actor is dropped."""
        self._states[state.actor_id] = state

    async def flush(self) -> None:
        """Send everything that changed.  Raises what the outlet raises."""
        async with self._lock:
            for actor in self._entries.changed():
                await self._log(actor)
            while self._states:
                _, state = self._states.popitem()
                await self._outlet.send(topics.ACTORS.name, state, state.key)

    async def flush_entry(self, actor: str) -> None:
        """Send one actor's entry, with its outbox, to the changelog."""
        async with self._lock:
            if actor in self._entries.changed():
                await self._log(actor)

    async def _log(self, actor: str) -> None:
        partition = partition_of(actor, self._partitions)
        await self._outlet.send_bytes(topics.CHANGELOG, self._entries.encode(actor), actor, partition)
