"""The poller against a real Kafka and the demo's feeds: everything arrives once, also over a restart."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaConnectionError

from agents.records import Article, Feed, Record
from streams import topics
from streams.codec import decode
from streams.demo.server import DemoServer
from streams.feeds.poller import Poller
from streams.feeds.shares import Shares
from streams.health import Health
from streams.settings import Settings

DAY_2 = datetime(2025, 10, 17, tzinfo=UTC)
END = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def server() -> AsyncIterator[DemoServer]:
    server = DemoServer(interval_s=1)
    await server.start()
    yield server
    await server.stop()


async def everything(url: str, topic: topics.Topic) -> list[Record]:
    """Read a topic from its beginning to its end."""
    consumer = AIOKafkaConsumer(topic.name, bootstrap_servers=url, auto_offset_reset="earliest")
    await consumer.start()
    try:
        found: list[Record] = []
        ends = await consumer.end_offsets(consumer.assignment())
        while any([await consumer.position(tp) < end for tp, end in ends.items()]):
            for messages in (await consumer.getmany(timeout_ms=200)).values():
                for message in messages:
                    record = decode(message.value, topic.record)
                    assert message.key == record.key.encode()  # type: ignore[attr-defined]
                    found.append(record)
        return found
    finally:
        await consumer.stop()


async def until_polled(server: DemoServer, polls: int) -> None:
    """Wait until the server was asked so many times more."""
    wanted = server.polls + polls
    async with asyncio.timeout(20):
        while server.polls < wanted:
            await asyncio.sleep(0.05)


async def test_without_kafka_it_does_not_start_and_leaves_nothing_behind() -> None:
    poller = Poller(Settings(kafka_url="127.0.0.1:1"), ())
    with pytest.raises(KafkaConnectionError):
        await poller.start()
    await poller.stop()
    assert not multiprocessing.active_children()
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_its_health_is_that_of_its_loop_and_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    poller = Poller(Settings(kafka_url="127.0.0.1:1"), ())
    assert (poller.ready.well, poller.live.well) == (False, True), "it has not begun"
    poller._shares = Shares("127.0.0.1:1", (), poller.publish)
    poller._loops = [asyncio.create_task(poller._run())]
    await asyncio.sleep(0.01)
    assert (poller.ready.well, poller.live.well) == (False, True), "nobody gave it a share"
    await poller._shares.on_partitions_assigned([])
    assert (poller.ready.well, poller.live.well) == (True, True), "nothing is a share too"
    poller._turned -= 61
    assert (poller.ready.well, poller.live.well) == (False, False)
    assert "no turn of the poller for 61 s" in poller.live.told
    await asyncio.sleep(0.5)
    assert poller.live.well, "it turned again"
    poller._loops[0].cancel()
    await asyncio.sleep(0.01)
    assert (poller.ready.well, poller.live.told) == (False, "the poller's loop has ended")


@pytest.mark.kafka
async def test_articles_arrive_once_also_over_a_restart(fresh_topics: str, server: DemoServer) -> None:
    settings = Settings(kafka_url=fresh_topics, poll_private_hosts=True)
    server.reveal(DAY_2)
    first = Poller(settings, server.feeds())
    await first.start()
    await until_polled(server, 12)
    await asyncio.wait_for(first.stop(), 5)

    server.reveal(END)
    second = Poller(settings, server.feeds())
    await second.start()
    await until_polled(server, 12)
    assert second.ready == Health(True, "ready")
    await asyncio.wait_for(second.stop(), 5)

    articles = [a for a in await everything(fresh_topics, topics.ARTICLES) if isinstance(a, Article)]
    told = {(o.link(s), s.title) for o in server.outlets for s in o.revealed(DAY_2) + o.revealed(END)[:30]}
    assert {(a.url, a.title) for a in articles} == told
    assert Counter(a.revision for a in articles).most_common(1)[0][1] == 1
    assert all(a.published_trust == "stated" and a.text.startswith(a.title) and a.fingerprint for a in articles)
    states = {f.id: f for f in await everything(fresh_topics, topics.FEEDS) if isinstance(f, Feed)}
    assert states.keys() == {f.id for f in server.feeds()}
    assert all(f.poll is not None and f.poll.failures == 0 and f.poll.etag for f in states.values())
