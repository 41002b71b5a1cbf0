"""A topic read once from its beginning, all partitions together in the order in which they were written.

Called by `rebuild`: the lanes then interleave as nearly as can be known as they did when they were first read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Mapping
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

FETCH_WAIT_MS = 250


async def merged(url: str, topic: str, until: Mapping[int, int]) -> AsyncIterator[Any]:
    """Yield the messages of a topic before the offsets given (by partition), by time and then by partition.

    A message says `partition`, `offset`, `timestamp` and `value`.  Raises KafkaError.
    """
    ends = {TopicPartition(topic, p): end for p, end in until.items() if end}
    if not ends:  # nor is there a consumer to start: aiokafka cannot stop one that has done nothing
        return
    consumer = AIOKafkaConsumer(
        bootstrap_servers=url, enable_auto_commit=False, auto_offset_reset="earliest", fetch_max_wait_ms=FETCH_WAIT_MS
    )
    await consumer.start()
    try:
        begins = await consumer.beginning_offsets(ends)
        left = {tp for tp, end in ends.items() if begins[tp] < end}
        consumer.assign(sorted(left))
        for tp in left:
            consumer.seek(tp, begins[tp])
        queues: dict[TopicPartition, deque[Any]] = {tp: deque() for tp in left}
        while left:
            hungry = [tp for tp in left if not queues[tp]]
            if hungry:
                left -= await _fetched(consumer, hungry, queues, ends)
                continue
            yield queues[min(left, key=lambda tp: (queues[tp][0].timestamp, tp.partition))].popleft()
    finally:
        await consumer.stop()


async def _fetched(
    consumer: Any,
    hungry: list[TopicPartition],
    queues: dict[TopicPartition, deque[Any]],
    ends: dict[TopicPartition, int],
) -> set[TopicPartition]:
    """Fetch more for those that have none; name those that have nothing left."""
    for tp, messages in (await consumer.getmany(*hungry, timeout_ms=FETCH_WAIT_MS)).items():
        queues[tp].extend(m for m in messages if m.offset < ends[tp])
    return {tp for tp in hungry if not queues[tp] and await consumer.position(tp) >= ends[tp]}
