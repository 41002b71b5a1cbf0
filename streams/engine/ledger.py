"""Which deliveries to Kafka are still out.

Everything an event causes is entered here when it is sent.  The consumer settles the ledger before each commit,
so no source offset is committed before the outputs of its event stand in Kafka (design section 3.4).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from streams import metrics


class DeliveryError(RuntimeError):
    """Kafka did not take a message; the offset of its source must not be committed."""


class Ledger:
    """Holds the futures of undelivered messages and the first failure among them."""

    def __init__(self) -> None:
        self.before_settling: Callable[[], Awaitable[None]] | None = None  # sends what is still held back
        self._out: set[asyncio.Future[Any]] = set()
        self._failure: BaseException | None = None

    def enter(self, delivery: asyncio.Future[Any]) -> None:
        """Remember a delivery until it is done."""
        self._out.add(delivery)
        delivery.add_done_callback(self._done)

    def _done(self, delivery: asyncio.Future[Any]) -> None:
        self._out.discard(delivery)
        if self._failure is None:
            self._failure = asyncio.CancelledError() if delivery.cancelled() else delivery.exception()

    def __len__(self) -> int:
        return len(self._out)

    async def settle(self) -> None:
        """Wait for all deliveries entered so far.  Raises DeliveryError if any delivery ever failed.

        Bounded by the producer's own request timeout, after which a delivery fails.
        """
        if self.before_settling is not None:
            await self.before_settling()
        metrics.UNDELIVERED.set(len(self._out))
        if self._out:
            await asyncio.wait(self._out.copy())
        if self._failure is not None:
            raise DeliveryError(f"{type(self._failure).__name__}: {self._failure}") from self._failure
