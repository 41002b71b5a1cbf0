"""The last resort where no Kafka can be had: librdkafka's mock cluster, inside this process.

Called by `broker_for` only.  Refuses to pass for more than it is: every start says its limits.  Needs the extra `mock`.
"""

from __future__ import annotations

import asyncio
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Self

from agents.installation import how_to_add
from streams.broker.errors import BrokerError

PARTITIONS = 4  # what the mock gives every topic; it cannot be told otherwise
CLUSTER = "mockCluster"  # its cluster id begins so

LIMITS = (
    "this is librdkafka's mock broker, not Kafka: all data is in memory and gone when this program stops, "
    "a partition keeps its last 5 MB, nothing is compacted, topics cannot be administered and have 4 partitions, "
    "other programs should not join.  Good for a first look only"
)


class MockBroker:
    """A mock cluster of one broker, in the memory of this process."""

    def __init__(self) -> None:
        self.url = ""
        self._producer: Any = None

    @staticmethod
    def available() -> bool:
        """Tell whether the extra is installed."""
        return find_spec("confluent_kafka") is not None

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(self._start)
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.to_thread(self._stop)

    def _start(self) -> None:
        try:
            kafka = import_module("confluent_kafka")
        except ImportError as error:
            raise BrokerError("extra-missing", str(error), how_to_add("mock")) from error
        # The cluster lives as long as the client that was told to make it.
        self._producer = kafka.Producer({"test.mock.num.brokers": 1, "log_level": 0})
        (broker,) = self._producer.list_topics(timeout=10).brokers.values()
        self.url = f"{broker.host}:{broker.port}"

    def _stop(self) -> None:
        self._producer = None
        self.url = ""
