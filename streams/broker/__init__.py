"""A Kafka for who has none: the real one, embedded; a mock as the last resort.

`broker_for(settings)` is what the worker and the commands call.  Order: the address given, a broker of ours that
runs in the background on this data directory, the embedded broker, librdkafka's mock.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from streams.broker.background import running_url
from streams.broker.embedded import EmbeddedBroker
from streams.broker.errors import BrokerError
from streams.settings import Settings

__all__ = ["BrokerError", "EmbeddedBroker", "broker_for", "running_url"]


@asynccontextmanager
async def broker_for(settings: Settings) -> AsyncIterator[str]:
    """Give the address of a broker to work with, and stop it at the end if it was started here.

    Raises BrokerError when none can be had.
    """
    url = settings.kafka_url or running_url(settings)
    if url:
        yield url
        return
    async with EmbeddedBroker(settings) as broker:
        yield broker.url
