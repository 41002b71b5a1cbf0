"""Writes feeds into `demarche.feeds` by hand and takes them out; running pollers follow within a second.

Called by `demarche feeds add` and its sisters.  Polls nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import msgspec
from aiokafka import AIOKafkaProducer

from agents.records import Feed
from streams import topics
from streams.codec import CodecError, encode
from streams.feeds.opml import same_feed
from streams.feeds.shares import with_state_of
from streams.tail import Tail


@dataclass(frozen=True, slots=True)
class Added:
    """What became of feeds that were to be added, by id; `kept` are those whose address is polled under another id."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()


async def add(kafka_url: str, feeds: Iterable[Feed]) -> Added:
    """Publish feeds; one of a known id changes its definition, one of a known address keeps the id it has.

    What is known of a feed stays with it.  Raises aiokafka's errors.
    """
    known = await polled(kafka_url)
    by_address = {same_feed(feed.url): feed.id for feed in known.values()}
    new: list[str] = []
    changed: list[str] = []
    same: list[str] = []
    kept: list[tuple[str, str]] = []
    records: list[tuple[str, bytes | None]] = []
    for feed in feeds:
        stated = feed
        there = by_address.get(same_feed(feed.url), feed.id)
        if feed.id not in known and there != feed.id:
            kept.append((feed.id, there))
            stated = msgspec.structs.replace(feed, id=there)
        old = known.get(stated.id)
        record = stated if old is None else with_state_of(stated, old)
        if record == old:
            same.append(stated.id)
            continue
        (new if old is None else changed).append(stated.id)
        known[stated.id] = record
        by_address.setdefault(same_feed(stated.url), stated.id)
        records.append((record.id, encode(record)))
    await _send(kafka_url, records)
    return Added(tuple(new), tuple(changed), tuple(same), tuple(kept))


async def ask(kafka_url: str, feed_ids: Iterable[str], now: datetime) -> tuple[str, ...]:
    """Have feeds polled at once, whatever their schedule says; give the ids that are none."""
    known = await polled(kafka_url)
    wanted = list(dict.fromkeys(feed_ids))
    asked = [msgspec.structs.replace(known[name], asked_at=now) for name in wanted if name in known]
    await _send(kafka_url, [(feed.id, encode(feed)) for feed in asked])
    return tuple(name for name in wanted if name not in known)


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


async def polled(kafka_url: str) -> dict[str, Feed]:
    """Give all feeds of the topic that can be read, with their states, by id."""
    found: dict[str, Feed] = {}
    async with Tail(kafka_url, [topics.FEEDS.name]) as tail:
        await tail.from_beginning()
        async for line in tail.until_end():
            found.pop(line.key, None)
            if line.value is not None:
                with suppress(CodecError):
                    found[line.key] = line.record(Feed)
    return found


async def _send(kafka_url: str, records: Iterable[tuple[str, bytes | None]]) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=kafka_url, acks="all")
    await producer.start()
    try:
        sent = [await producer.send(topics.FEEDS.name, value, key=key.encode()) for key, value in records]
        await asyncio.gather(*sent)
    finally:
        await producer.stop()
