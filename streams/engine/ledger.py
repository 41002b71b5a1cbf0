"""Which deliveries to Kafka are still out.

Everything an event causes is entered here when it is sent.  The consumer settles the ledger before each commit,
so no source offset is committed before the outputs of its event stand in Kafka.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from streams import metrics


class DeliveryError(RuntimeError):
    """Kafka did not take a message; the offset of its source must not be committed."""


class Ledger:
    """Holds the futures of undelivered messages and the first failure among them.

    `on_failure` is told at once: what is sent behind a lost message would stand as a fence before its replay.
    """

    def __init__(self, on_failure: Callable[[str], None] | None = None) -> None:
        self._on_failure = on_failure
        self.before_settling: Callable[[], Awaitable[None]] | None = None  # sends what is still held back
        self._out: set[asyncio.Future[Any]] = set()
        self._failure: BaseException | None = None

    def enter(self, delivery: asyncio.Future[Any]) -> None:
        """Remember a delivery until it is done."""
        self._out.add(delivery)
        delivery.add_done_callback(self._done)

    def _done(self, delivery: asyncio.Future[Any]) -> None:
        self._out.discard(delivery)
        failure = asyncio.CancelledError() if delivery.cancelled() else delivery.exception()
        if failure is not None and self._failure is None:
            self._failure = failure
            if self._on_failure is not None and not delivery.cancelled():  # cancelled: we are stopping
                self._on_failure(f"a message was not delivered: {failure!r}")

    def __len__(self) -> int:
        return len(self._out)

    async def settle(self) -> None:
        """Wait for all deliveries entered so far.  Raises DeliveryError if any delivery ever failed.

        Waits as long as the producer tries: an idempotent one does not give up while the partition has a leader.
        """
        if self.before_settling is not None:
            await self.before_settling()
        metrics.UNDELIVERED.set(len(self._out))
        if self._out:
            await asyncio.wait(self._out.copy())
        if self._failure is not None:
            raise DeliveryError(f"{type(self._failure).__name__}: {self._failure}") from self._failure
