"""A producer that knows its topics before it sends to any of them.

aiokafka knows every topic of the cluster when it starts, and at the first send to one it does not know it forgets all
others: batches for those then find no leader, and may expire.  So the topics are named at the start, and one that does
not exist is refused there.  Called by `engine.outlet` and `feeds.poller`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from time import monotonic
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.errors import UnknownTopicOrPartitionError

from streams.topics import MADE

WAIT_S = 15.0  # for topics that were just made to be known to every broker
AGAIN_S = 0.1

NAMES = tuple(topic.name for topic in MADE)


async def started(url: str, names: Iterable[str] = NAMES, **options: Any) -> AIOKafkaProducer:
    """Start a producer to whom every partition of the topics has a leader.

    Raises UnknownTopicOrPartitionError, which names the topics that do not exist, and what aiokafka raises at a start.
    """
    producer = AIOKafkaProducer(bootstrap_servers=url, **options)
    try:
        await producer.start()
        await _introduced(producer, set(names))
    except BaseException:
        await producer.stop()
        raise
    return producer


async def _introduced(producer: Any, names: set[str]) -> None:
    client, until = producer.client, monotonic() + WAIT_S
    await client.set_topics(names)
    while missing := {name for name in names if not _led(client.cluster, name)}:
        if monotonic() > until:
            raise UnknownTopicOrPartitionError(f"no leader for {', '.join(sorted(missing))} (`demarche topics plan`)")
        await asyncio.sleep(AGAIN_S)
        await client.force_metadata_update()


def _led(cluster: Any, name: str) -> bool:
    partitions = cluster.partitions_for_topic(name)
    return bool(partitions) and partitions == cluster.available_partitions_for_topic(name)
