"""Committed offsets follow processing, also after SIGKILL with a backlog, and no event is missing.

The regression test of the commit bug that `streams.engine.consumer` cures (robinhood/faust#625): with Faust's own
consumer, commits stand still after the restart below, and can skip what was still queued.
"""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from agents.records import Reject
from streams import codec, topics
from streams.tail import Tail

pytestmark = pytest.mark.kafka

WORKER = Path(__file__).with_name("counting_worker.py")


@contextlib.asynccontextmanager
async def counting(url: str, folder: Path, delay_s: float) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a counting worker, and kill it with SIGKILL at the end of the block."""
    worker = await asyncio.create_subprocess_exec(
        sys.executable, WORKER, url, folder, str(delay_s), stdout=asyncio.subprocess.PIPE
    )
    assert worker.stdout is not None
    try:
        assert await asyncio.wait_for(worker.stdout.readline(), 60) == b"started\n"
        yield worker
    finally:
        with contextlib.suppress(ProcessLookupError):
            worker.send_signal(signal.SIGKILL)
        await worker.wait()


async def fill(url: str, events: int) -> dict[int, int]:
    """Produce events to the deltas topic; give the end offset of each partition."""
    producer = AIOKafkaProducer(bootstrap_servers=url, linger_ms=20)
    await producer.start()
    sent = await asyncio.gather(
        *[await producer.send(topics.DELTAS.name, b"{}", f"actor-{i % 500}".encode()) for i in range(events)]
    )
    await producer.stop()
    ends: dict[int, int] = {}
    for record in sent:
        ends[record.partition] = max(ends.get(record.partition, 0), record.offset + 1)
    return ends


async def processed(url: str) -> dict[int, set[int]]:
    """Give the offsets that the agent finished, by partition, over all runs."""
    found: dict[int, set[int]] = {}
    async with Tail(url, [topics.FINDINGS.name]) as tail:
        await tail.from_beginning()
        async for line in tail.until_end():
            partition, offset = line.key.split(":")
            assert codec.decode(line.value, Reject).stage == "counter"
            found.setdefault(int(partition), set()).add(int(offset))
    return found


async def committed(url: str) -> dict[int, int]:
    """Give the group's committed offsets of the deltas topic."""
    admin = AIOKafkaAdminClient(bootstrap_servers=url)
    await admin.start()
    offsets = await admin.list_consumer_group_offsets(topics.GROUP)
    await admin.close()
    return {tp.partition: o.offset for tp, o in offsets.items() if tp.topic == topics.DELTAS.name and o.offset >= 0}


@pytest.mark.parametrize(("events", "delay_s"), [(20_000, 0.0), (240, 0.1)], ids=["fast", "100-ms-an-event"])
async def test_commits_follow_processing_after_a_kill(
    fresh_topics: str, tmp_path: Path, events: int, delay_s: float
) -> None:
    ends = await fill(fresh_topics, events)
    async with counting(fresh_topics, tmp_path, delay_s):
        await asyncio.sleep(1.5)
    behind = await committed(fresh_topics)
    assert sum(behind.values()) < sum(ends.values()), "the kill must leave a backlog, else this proves nothing"

    async with counting(fresh_topics, tmp_path, delay_s):
        for _ in range(60):
            await asyncio.sleep(0.5)
            done = await processed(fresh_topics)
            if sum(map(len, done.values())) >= sum(ends.values()):
                break
            await assert_commits_keep_up(fresh_topics, behind)
        await asyncio.sleep(2.5)  # one commit interval, and the time to settle
        assert await committed(fresh_topics) == ends

    assert {p: sorted(o) for p, o in (await processed(fresh_topics)).items()} == {
        p: list(range(e)) for p, e in ends.items()
    }


async def assert_commits_keep_up(url: str, since: dict[int, int]) -> None:
    """No commit may be ahead of what was finished: that would skip events at the next kill."""
    marks = await committed(url)
    done = await processed(url)
    for partition, offset in marks.items():
        assert set(range(since.get(partition, 0), offset)) <= done.get(partition, set())


async def test_offsets_wait_for_the_agent(fresh_topics: str, tmp_path: Path) -> None:
    """An event that is being worked on is not committed, however far the others of its partition are queued."""
    await fill(fresh_topics, 50)
    async with counting(fresh_topics, tmp_path, 30.0):
        await asyncio.sleep(4)
        assert all(offset == 0 for offset in (await committed(fresh_topics)).values())
    consumer = AIOKafkaConsumer(bootstrap_servers=fresh_topics)
    await consumer.start()
    ends = await consumer.end_offsets([TopicPartition(topics.FINDINGS.name, p) for p in range(8)])
    await consumer.stop()
    assert not any(ends.values())
