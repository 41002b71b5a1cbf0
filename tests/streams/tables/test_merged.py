"""All partitions of a topic are read in the order of time, and only as far as was asked."""

from __future__ import annotations

import pytest
from aiokafka import AIOKafkaProducer

from streams import topics
from streams.tables.merged import merged

pytestmark = pytest.mark.kafka
T0 = 1_700_000_000_000


async def test_lanes_interleave_by_time_and_end_where_they_should(fresh_topics: str) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=fresh_topics)
    await producer.start()
    for partition in (2, 0):
        for step in range(300):
            await producer.send(
                topics.REJECTS.name, b"%d" % step, partition=partition, timestamp_ms=T0 + 2 * step + (partition == 2)
            )
    await producer.stop()
    read = [m async for m in merged(fresh_topics, topics.REJECTS.name, {0: 300, 1: 0, 2: 100})]
    assert len(read) == 400
    places = [(m.partition, m.offset) for m in read]
    assert places[:200] == [(p, n) for n in range(100) for p in (0, 2)]
    assert places[200:] == [(0, n) for n in range(100, 300)]


async def test_nothing_is_read_of_nothing(fresh_topics: str) -> None:
    assert [m async for m in merged(fresh_topics, topics.REJECTS.name, {})] == []
    assert [m async for m in merged(fresh_topics, topics.REJECTS.name, {0: 0, 1: 0})] == []
