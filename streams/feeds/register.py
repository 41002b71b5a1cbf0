"""Writes feeds into `demarche.feeds` by hand and takes them out; running pollers follow within a second.

Called by `demarche feeds add` and `remove`.  Polls nothing; a feed's poll state stays with its pollers.
"""

from __future__ import annotations

from collections.abc import Iterable

from aiokafka import AIOKafkaProducer

from agents.records import Feed
from streams import topics
from streams.codec import encode
from streams.tail import Tail


async def add(kafka_url: str, feeds: Iterable[Feed]) -> None:
    """Publish feeds; one of a known id changes its definition.  Raises aiokafka's errors."""
    await _send(kafka_url, [(feed.id, encode(feed)) for feed in feeds])


async def remove(kafka_url: str, feed_ids: Iterable[str]) -> None:
    """Delete feeds from the topic.  One that stands in a poller's catalogue comes back when that poller starts."""
    await _send(kafka_url, [(feed_id, None) for feed_id in feed_ids])


async def known(kafka_url: str) -> set[str]:
    """Give the ids of all feeds in the topic, those of unreadable records too: they can be taken out like others."""
    found: set[str] = set()
    async with Tail(kafka_url, [topics.FEEDS.name]) as tail:
        await tail.from_beginning()
        async for line in tail.until_end():
            (found.discard if line.value is None else found.add)(line.key)
    return found


async def _send(kafka_url: str, records: Iterable[tuple[str, bytes | None]]) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=kafka_url, acks="all")
    await producer.start()
    try:
        for key, value in records:
            await producer.send_and_wait(topics.FEEDS.name, value, key=key.encode())
    finally:
        await producer.stop()
