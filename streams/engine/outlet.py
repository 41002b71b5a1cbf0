"""Records out to Kafka, each delivery entered in the ledger.

Our own producer, not Faust's: a send costs a tenth, it batches for a few milliseconds, and its failures are seen.
"""

from __future__ import annotations

from functools import lru_cache

from aiokafka import AIOKafkaProducer
from aiokafka.partitioner import murmur2

from agents.records import Record
from streams import codec
from streams import producer as producers
from streams.engine.ledger import Ledger

LINGER_MS = 10
REQUEST_TIMEOUT_MS = 45_000
MAX_REQUEST_BYTES = 900_000
MAX_RECORD_BYTES = MAX_REQUEST_BYTES - 2_000  # room for the key and Kafka's own fields


@lru_cache(maxsize=200_000)
def partition_of(key: str, partitions: int) -> int:
    """Give the partition that Kafka's default partitioner puts a key on (murmur2, as in the Java client)."""
    return int(murmur2(key.encode()) & 0x7FFFFFFF) % partitions


class TooLargeError(ValueError):
    """A record that no message can hold."""


class Outlet:
    """Sends records under their own keys."""

    def __init__(self, url: str, ledger: Ledger) -> None:
        self.ledger = ledger
        self._url = url
        self._producer: AIOKafkaProducer | None = None

    async def start(self) -> None:
        """Connect, and know all our topics.  Must run in the event loop that will send.

        Raises UnknownTopicOrPartitionError where a topic does not exist.
        """
        self._producer = await producers.started(
            self._url,
            acks="all",
            enable_idempotence=True,
            linger_ms=LINGER_MS,
            request_timeout_ms=REQUEST_TIMEOUT_MS,
            max_request_size=MAX_REQUEST_BYTES,
        )

    async def stop(self) -> None:
        """Deliver what is out and disconnect."""
        if self._producer is not None:
            producer, self._producer = self._producer, None
            await producer.stop()

    async def reached(self) -> bool:
        """Ask the cluster for its metadata, and tell whether it answered; by that also know what has moved."""
        return self._producer is not None and bool(await self._producer.client.force_metadata_update())

    async def send(self, topic: str, record: Record, key: str) -> None:
        """Hand a record to the producer; the ledger knows when it is delivered.

        Raises TooLargeError, and what aiokafka raises when the record cannot be queued.
        """
        await self.send_bytes(topic, codec.encode(record), key)

    async def bury(self, topic: str, key: str, partition: int | None = None) -> None:
        """Say in a compacted topic that a key is no more."""
        if self._producer is None:
            raise RuntimeError("the outlet is not started")
        self.ledger.enter(await self._producer.send(topic, None, key.encode(), partition))

    async def send_bytes(self, topic: str, data: bytes, key: str, partition: int | None = None) -> None:
        """The same for an encoded record, on a partition of the caller's choice or the key's own."""
        if self._producer is None:
            raise RuntimeError("the outlet is not started")
        if len(data) > MAX_RECORD_BYTES:
            raise TooLargeError(f"{key} for {topic}: {len(data)} bytes, {MAX_RECORD_BYTES} is the most")
        self.ledger.enter(await self._producer.send(topic, data, key.encode(), partition))
