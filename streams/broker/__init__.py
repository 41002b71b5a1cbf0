"""A Kafka for who has none: the real one, embedded; a mock as the last resort.

`broker_for(settings)` is what the worker and the commands call.  Order: the address given, a broker of ours that
runs on this data directory already, the embedded broker, librdkafka's mock.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from streams.broker.background import running_url
from streams.broker.embedded import EmbeddedBroker
from streams.broker.errors import BrokerError
from streams.broker.mock import LIMITS, MockBroker
from streams.settings import Settings

__all__ = ["BrokerError", "EmbeddedBroker", "broker_for", "running_url"]

log = logging.getLogger(__name__)

# Where the real one cannot be had on this machine; whatever else goes wrong has a cure, and is told.
_NOT_TO_BE_HAD = frozenset({"no-network", "java-absent", "java-too-old", "extra-missing"})


@asynccontextmanager
async def broker_for(settings: Settings) -> AsyncIterator[str]:
    """Give the address of a broker to work with, and stop it at the end if it was started here.

    Raises BrokerError when none can be had; or, out of the body, which is cancelled, when the one started here dies.
    """
    url = settings.kafka_url or running_url(settings)
    if url:
        yield url
        return
    broker = await _started(settings)
    async with broker:
        if isinstance(broker, MockBroker):
            yield broker.url
            return
        async with _alive(broker):
            yield broker.url


@asynccontextmanager
async def _alive(broker: EmbeddedBroker) -> AsyncIterator[None]:
    """Cancel the body when the broker dies, and raise why."""
    body = asyncio.current_task()
    assert body is not None
    watch = asyncio.create_task(broker.gone())

    def tell(task: asyncio.Task[BrokerError]) -> None:
        if not task.cancelled():
            log.error("%s", task.result())  # now: to stop without a broker may take a while
            body.cancel()

    watch.add_done_callback(tell)
    try:
        yield
    except asyncio.CancelledError:
        if not watch.done():
            raise
        body.uncancel()
        raise watch.result() from None
    finally:
        watch.cancel()


async def _started(settings: Settings) -> EmbeddedBroker | MockBroker:
    broker = EmbeddedBroker(settings)
    try:
        await broker.start()
    except BrokerError as error:
        mock = MockBroker()
        if error.code not in _NOT_TO_BE_HAD or not mock.available():
            raise
        log.warning("no Kafka here: %s", error)
        log.warning("%s", LIMITS)
        return mock
    return broker
