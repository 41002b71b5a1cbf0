"""A poller's share: what is owned, what counts as newer, what the catalogue adds.  The reading itself needs Kafka."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from agents.records import Feed, PollState, Record, Reject
from streams import topics
from streams.codec import encode
from streams.feeds.memory import renewed
from streams.feeds.shares import Shares

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)
OLD = PollState(last_poll_at=NOW, etag='"1"')
NEW = PollState(last_poll_at=NOW + timedelta(minutes=1), etag='"2"')


async def nothing(topic: str, record: Record) -> None:
    raise AssertionError(f"{record} was not to be published")


def feed(poll: PollState | None = None, name: str = "") -> Feed:
    return Feed(id="desk", url="https://desk.example/", name=name, poll=poll)


async def test_the_newer_definition_and_the_newer_state_are_kept() -> None:
    shares = Shares("127.0.0.1:1", (), nothing)
    shares.learn(feed(NEW, "first"), 0)
    shares.learn(feed(OLD, "second"), 0)  # an echo of our own, late
    assert shares.feeds["desk"] == feed(NEW, "second")
    shares.learn(feed(None, "third"), 0)  # written by hand, without a state
    assert shares.feeds["desk"] == feed(NEW, "third")
    await shares.stop()


async def test_a_poll_keeps_the_definition_that_came_meanwhile() -> None:
    shares = Shares("127.0.0.1:1", (), nothing)
    shares.learn(feed(OLD, "edited"), 0)
    shares.update(feed(NEW, "as it was"))
    assert shares.feeds["desk"] == feed(NEW, "edited")
    await shares.stop()


async def test_what_was_taken_from_us_is_forgotten_and_stays_so() -> None:
    shares = Shares("127.0.0.1:1", (), nothing)
    shares.learn(feed(), 3)
    await shares.on_partitions_revoked([TopicPartition(topics.FEEDS.name, 3)])
    shares.update(feed(NEW))
    assert shares.owned() == []
    await shares.stop()


BAD = {
    "no json": (b"desk", b"no record", "not-json"),
    "another schema": (b"desk", encode(Reject(id="r", stage="s", reason="r", error="e")), "wrong-schema"),
    "a pace below nothing": (b"desk", encode(Feed(id="desk", url="https://desk.example/", interval_s=-5)), "invalid"),
    "a pace beyond all": (b"desk", encode(Feed(id="desk", url="https://desk.example/", interval_s=1e9)), "invalid"),
    "failures below nothing": (b"desk", encode(feed(PollState(failures=-30))), "invalid"),
    "no address": (b"desk", encode(Feed(id="desk", url="file:///etc/passwd")), "invalid"),
    "a broken address": (b"desk", encode(Feed(id="desk", url="http://[desk.example/")), "invalid"),
    "an address too long": (b"desk", encode(Feed(id="desk", url="https://desk.example/" + "x" * 640)), "invalid"),
    "no id": (b"", encode(Feed(id="", url="https://desk.example/")), "invalid"),
    "an id too long": (b"x" * 65, encode(Feed(id="x" * 65, url="https://desk.example/")), "too-long"),
    "another key": (b"other", encode(feed()), "wrong-key"),
    "no key": (None, encode(feed()), "wrong-key"),
}


@pytest.mark.parametrize(("key", "value", "reason"), BAD.values(), ids=BAD)
async def test_a_bad_record_is_set_aside_once_and_polled_never(key: bytes | None, value: bytes, reason: str) -> None:
    published: list[tuple[str, Record]] = []

    async def publish(topic: str, record: Record) -> None:
        published.append((topic, record))

    shares = Shares("127.0.0.1:1", (), publish)
    for _ in range(2):  # the partition is read again from its beginning at every assignment
        await shares._take(3, SimpleNamespace(key=key, value=value, offset=7))
    await shares.stop()
    assert shares.feeds == {}
    ((topic, reject),) = published
    assert isinstance(reject, Reject)
    assert (topic, reject.stage, reject.reason) == ("demarche.rejects", "poller", reason)
    assert (reject.topic, reject.partition, reject.offset) == (topics.FEEDS.name, 3, 7)
    assert base64.b64decode(reject.raw) == value


async def test_another_address_begins_anew_and_the_same_one_goes_on() -> None:
    shares = Shares("127.0.0.1:1", (), None)  # type: ignore[arg-type]
    gone = PollState(etag='"1"', failures=3, next_poll_at=NOW + timedelta(days=30), last_poll_at=NOW, seen={"a": "b"})
    shares.learn(Feed(id="desk", url="https://old.example/", poll=gone), 0)
    shares.learn(Feed(id="desk", url="https://old.example/", name="The Desk"), 0)
    assert shares.feeds["desk"].poll == gone
    shares.learn(Feed(id="desk", url="https://new.example/", name="The Desk"), 0)
    assert shares.feeds["desk"].poll == PollState(seen={"a": "b"})
    await shares.stop()


@pytest.mark.kafka
async def test_two_pollers_share_all_feeds_and_one_takes_over(fresh_topics: str) -> None:
    catalogue = [Feed(id=f"feed-{n}", url=f"https://f{n}.example/") for n in range(24)]
    producer = AIOKafkaProducer(bootstrap_servers=fresh_topics)
    await producer.start()

    async def publish(topic: str, record: Record) -> None:
        assert isinstance(record, Feed | Reject)
        await producer.send_and_wait(topic, encode(record), key=record.key.encode())

    known = Feed(id="feed-3", url="https://old.example/", enabled=False, poll=OLD)
    await publish(topics.FEEDS.name, known)
    await publish(topics.FEEDS.name, Feed(id="by-hand", url="https://hand.example/"))
    await producer.send_and_wait(topics.FEEDS.name, b"no record", key=b"broken")
    first, second = (Shares(fresh_topics, catalogue, publish) for _ in range(2))
    everything = {f.id for f in catalogue} | {"by-hand"}
    try:
        await first.start()
        await _until(lambda: {f.id for f in first.owned()} == everything, first)
        merged = first.feeds["feed-3"]
        assert (merged.url, merged.enabled, merged.poll) == ("https://f3.example/", True, renewed(OLD))

        await second.start()
        await _until(lambda: bool(second.owned()) and _shared(first, second) == everything, first, second)
        assert not {f.id for f in first.owned()} & {f.id for f in second.owned()}

        await producer.send_and_wait(topics.FEEDS.name, None, key=b"by-hand")
        await first.stop()
        await _until(lambda: {f.id for f in second.owned()} == everything - {"by-hand"}, second)
    finally:
        await second.stop()
        await producer.stop()
    assert await _count(fresh_topics, topics.FEEDS.name) == len(catalogue) + 4  # nothing was published twice
    assert await _count(fresh_topics, topics.REJECTS.name) >= 1


def _shared(first: Shares, second: Shares) -> set[str]:
    return {f.id for f in first.owned()} | {f.id for f in second.owned()}


async def _until(reached: object, *shares: Shares) -> None:
    for _ in range(150):
        for share in shares:
            await share.follow_once(100)
        if reached():  # type: ignore[operator]
            return
    raise AssertionError("not reached")


async def _count(url: str, topic: str) -> int:
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=url)
    await consumer.start()
    try:
        return sum((await consumer.end_offsets(consumer.assignment())).values())
    finally:
        await consumer.stop()
