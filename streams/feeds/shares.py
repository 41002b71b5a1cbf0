"""This poller's share of the feeds: those on the partitions of `demarche.feeds` that its group gave it.

On assignment a partition is read from its beginning (it is compacted: the newest word on each feed), then followed.
Called by `poller.py`; polls nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.partitioner import DefaultPartitioner

from agents.records import Feed
from streams import topics
from streams.codec import CodecError, decode
from streams.feeds.catalogue import wrong
from streams.feeds.memory import renewed
from streams.rejects import Publish, Rejects


class Shares(ConsumerRebalanceListener):  # type: ignore[misc]
    """The feeds this poller owns, by id.  A partition's feeds count only once it was read to its end."""

    def __init__(self, kafka_url: str, catalogue: Iterable[Feed], publish: Publish) -> None:
        self.feeds: dict[str, Feed] = {}
        self._catalogue = {feed.id: feed for feed in catalogue}
        self._publish = publish
        self._rejects = Rejects("poller", publish)
        self._partition: dict[str, int] = {}
        self._ends: dict[TopicPartition, int | None] = {}  # partitions being read, and up to where
        self._joined = False
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=kafka_url,
            group_id=topics.POLLERS,
            enable_auto_commit=False,  # the topic itself is the state
            auto_offset_reset="earliest",
            session_timeout_ms=10_000,
            heartbeat_interval_ms=1_000,  # how soon a poller hears that another came or went
            request_timeout_ms=40_000,
        )

    async def start(self) -> None:
        """Join the group."""
        self._consumer.subscribe([topics.FEEDS.name], listener=self)
        await self._consumer.start()

    async def stop(self) -> None:
        """Leave the group, so that another poller takes over at once."""
        await self._consumer.stop()

    @property
    def settled(self) -> bool:
        """True when the group has given us partitions, or none, and those given are read to their end."""
        return self._joined and not self._ends

    def owned(self) -> list[Feed]:
        """Give the feeds of partitions that are fully read."""
        reading = {tp.partition for tp in self._ends}
        return [feed for name, feed in self.feeds.items() if self._partition.get(name) not in reading]

    def learn(self, feed: Feed, partition: int) -> None:
        """Take in a record: the newer definition, and the newer of both poll states."""
        known = self.feeds.get(feed.id)
        if known is not None and known.poll is not None and not _newer(feed, known):
            feed = with_state_of(feed, known)
        self.feeds[feed.id] = feed
        self._partition[feed.id] = partition

    def update(self, feed: Feed) -> None:
        """Take in a poll's result, unless the feed went to another poller meanwhile."""
        known = self.feeds.get(feed.id)
        if known is not None:
            self.feeds[feed.id] = msgspec.structs.replace(known, poll=feed.poll)

    async def follow_once(self, timeout_ms: int = 250) -> None:
        """Read what came, and finish the partitions that reached their end."""
        batches = await self._consumer.getmany(timeout_ms=timeout_ms)
        for tp, messages in batches.items():
            for message in messages:
                await self._take(tp.partition, message)
        for tp in list(self._ends):
            await self._finish(tp)

    async def _take(self, partition: int, message: Any) -> None:
        name = (message.key or b"").decode("utf-8", "replace")
        if message.value is None:
            self.feeds.pop(name, None)
            return
        try:
            self.learn(_checked(decode(message.value, Feed), name), partition)
        except CodecError as error:
            await self._rejects.tell(topics.FEEDS.name, partition, message.offset, message.value, error)

    async def _finish(self, tp: TopicPartition) -> None:
        end = self._ends.get(tp)
        if end is None:
            end = (await self._consumer.end_offsets([tp]))[tp]
            if tp not in self._ends:  # taken from us while we asked
                return
            self._ends[tp] = end
        if await self._consumer.position(tp) < end:
            return
        for feed in self._catalogue.values():
            if self._partition_of(feed.id) == tp.partition:
                await self._merge(feed, tp.partition)
        self._ends.pop(tp, None)

    async def _merge(self, stated: Feed, partition: int) -> None:
        """Publish what the catalogue says anew: a feed unknown to the topic, or one whose definition changed."""
        known = self.feeds.get(stated.id)
        merged = stated if known is None else with_state_of(stated, known)
        if merged != known:
            await self._publish(topics.FEEDS.name, merged)
            self.learn(merged, partition)

    def _partition_of(self, feed_id: str) -> int:
        partitions = sorted(self._consumer.partitions_for_topic(topics.FEEDS.name) or {0})
        chosen: int = DefaultPartitioner()(feed_id.encode(), partitions, partitions)
        return chosen

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        """Forget the feeds of partitions that go to another poller (called by aiokafka)."""
        self._joined = False
        gone = {tp.partition for tp in revoked}
        for name in [n for n, partition in self._partition.items() if partition in gone]:
            self.feeds.pop(name, None)
            self._partition.pop(name, None)
        for tp in list(self._ends):
            if tp.partition in gone:
                del self._ends[tp]

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """Read the partitions that came to us from their beginning (called by aiokafka)."""
        self._joined = True
        fresh = list(assigned)
        if fresh:
            await self._consumer.seek_to_beginning(*fresh)
        self._ends.update(dict.fromkeys(fresh))


def with_state_of(feed: Feed, known: Feed) -> Feed:
    """Give a feed as it is defined now with what is known of it; of another address only what was seen there."""
    poll = known.poll if feed.url == known.url else renewed(known.poll)
    asked = max((at for at in (feed.asked_at, known.asked_at) if at), default=None)
    return msgspec.structs.replace(feed, poll=poll, asked_at=asked)


def _checked(feed: Feed, key: str) -> Feed:
    """Give a feed that can be polled, on the partition of its own id.  Raises CodecError."""
    if feed.id != key:
        raise CodecError("wrong-key", f"the feed {feed.id!r} stands under the key {key[:80]!r}")
    if problem := wrong(feed):
        raise CodecError("invalid", problem)
    return feed


def _newer(feed: Feed, known: Feed) -> bool:
    """Tell whether a record's poll state is newer than ours: our own records come back to us, some of them late."""
    if feed.poll is None or feed.poll.last_poll_at is None:
        return False
    return known.poll is None or known.poll.last_poll_at is None or feed.poll.last_poll_at > known.poll.last_poll_at
