"""Asks the cluster what a table stands on, judges it by `basis`, and notes it for the next start.

Called by `streams.service` before a worker joins its group, and by `rebuild`.  The mock broker is in memory only:
nothing to compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupCoordinatorNotAvailableError

from streams import admin, codec, topics
from streams.settings import Settings
from streams.tables.basis import Basis, Seen, check, now
from streams.tail import latest
from streams.topic_ids import topic_ids

TIMEOUT_MS = 30_000
TOGETHER = (topics.ARTICLES.name, topics.DELTAS.name, topics.ACTORS.name, topics.CHANGELOG)


async def take_up(url: str, settings: Settings) -> None:
    """Check that the table fits to what stands in the cluster, and note what it stands on.

    Raises MisfitError, and KafkaError where the cluster does not answer.
    """
    seen = await look(url)
    known = await noted(url)
    check(known, seen, settings.kafka_generation, topics.ARTICLES.name, topics.CHANGELOG)
    basis = now(topics.TABLE, settings.kafka_generation, seen, known)
    if basis != known:
        await note(url, basis)


async def look(url: str) -> Seen:
    """See what a table stands on.  Raises KafkaError."""
    ids = await topic_ids(url, TOGETHER)
    done = await committed(url)
    begins, ends = await reach(url, TOGETHER)
    deltas = {tp.partition: done.get(tp, 0) for tp in ends if tp.topic == topics.DELTAS.name}
    emptied = [p for p, offset in deltas.items() if offset and _emptied(p, begins, ends)]
    return Seen(
        ids=ids,
        untracked=sum(max(0, ends[TopicPartition(topics.DELTAS.name, p)] - o) for p, o in deltas.items()),
        emptied=tuple(sorted(emptied)),
    )


def _emptied(partition: int, begins: Mapping[TopicPartition, int], ends: Mapping[TopicPartition, int]) -> bool:
    """Tell whether a part of the changelog holds nothing, and must have held something.

    Compaction moves no beginning.  A part that never held an entry may be right, if all that came was set aside; but
    then no state was published either.
    """
    log, states = TopicPartition(topics.CHANGELOG, partition), TopicPartition(topics.ACTORS.name, partition)
    if begins.get(log, 0) < ends.get(log, 0):
        return False
    return ends.get(log, 0) > 0 or ends.get(states, 0) > begins.get(states, 0)


async def noted(url: str) -> Basis | None:
    """Give what was noted of the table, if anything was."""
    return (await latest(url, topics.TABLES.name, Basis)).get(topics.TABLE)


async def note(url: str, basis: Basis) -> None:
    """Write down what the table stands on.  Raises KafkaError."""
    producer = AIOKafkaProducer(bootstrap_servers=url, acks="all", request_timeout_ms=TIMEOUT_MS)
    await producer.start()
    try:
        await producer.send_and_wait(topics.TABLES.name, codec.encode(basis), basis.key.encode())
    finally:
        await producer.stop()


async def committed(url: str, group: str = topics.GROUP) -> dict[TopicPartition, int]:
    """Give the offsets that the workers have committed."""
    client = AIOKafkaAdminClient(bootstrap_servers=url, request_timeout_ms=TIMEOUT_MS)
    await client.start()
    try:
        offsets = await client.list_consumer_group_offsets(group)
    except GroupCoordinatorNotAvailableError:  # no group has ever been here
        return {}
    finally:
        await client.close()
    return {tp: found.offset for tp, found in offsets.items() if found.offset >= 0}


async def reach(url: str, names: Iterable[str]) -> tuple[dict[TopicPartition, int], dict[TopicPartition, int]]:
    """Give the first offset and the end of every partition of the topics that exist.  Raises AdminError, KafkaError."""
    places = [
        TopicPartition(topic.name, p) for topic in await admin.listed(url, names) for p in range(topic.partitions)
    ]
    if not places:
        return {}, {}
    consumer = AIOKafkaConsumer(bootstrap_servers=url, request_timeout_ms=TIMEOUT_MS)
    await consumer.start()
    try:
        return await consumer.beginning_offsets(places), await consumer.end_offsets(places)
    finally:
        await consumer.stop()
