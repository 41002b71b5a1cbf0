"""Whose turn it is: one request in flight and a gap between two starts for each registrable domain.

Shared by the polls of feeds, which ask whether a domain is free, and the fetches of pages, which wait until it is; a
feed that found its domain taken goes before the pages.  Kept by `poller.py`; knows only the clock it is given.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

GAP_S = 2.0  # between two starts, where a server asks for no longer one


class Courtesy:
    """The turns of all domains of one process."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._busy: set[str] = set()
        self._free_at: dict[str, datetime] = {}
        self._wanted: set[str] = set()
        self._queues: dict[str, asyncio.Lock] = {}

    def free(self, name: str) -> bool:
        """Tell whether a domain (or a host that asked for time) may be asked now."""
        return name not in self._busy and not self._until(name)

    def want(self, name: str) -> None:
        """Say that a feed waits for a domain."""
        self._wanted.add(name)

    def take(self, name: str, gap_s: float = GAP_S) -> None:
        """Begin a request."""
        self._wanted.discard(name)
        self._busy.add(name)
        if gap_s:
            self.hold(name, timedelta(seconds=gap_s))

    def leave(self, name: str) -> None:
        """End a request."""
        self._busy.discard(name)

    def hold(self, name: str, wait: timedelta) -> None:
        """Leave a domain or host alone for a while."""
        self._free_at[name] = max(self._clock() + wait, self._free_at.get(name, self._clock()))

    @asynccontextmanager
    async def turn(self, name: str, gap_s: float = GAP_S) -> AsyncIterator[None]:
        """Wait for a domain, one after the other, and keep it for the block."""
        lock = self._queues.setdefault(name, asyncio.Lock())
        try:
            async with lock:
                while not self.free(name) or name in self._wanted:
                    self._wanted.discard(name)  # the feed has this gap; if it does not come, we are next
                    await asyncio.sleep(max(self._until(name), 0.3))
                self.take(name, gap_s)
                try:
                    yield
                finally:
                    self.leave(name)
        finally:
            if not lock.locked():
                self._queues.pop(name, None)

    def tidy(self) -> None:
        """Forget the domains whose time has come."""
        now = self._clock()
        self._free_at = {name: at for name, at in self._free_at.items() if at > now}

    def _until(self, name: str) -> float:
        at = self._free_at.get(name)
        return max(0.0, (at - self._clock()).total_seconds()) if at else 0.0
