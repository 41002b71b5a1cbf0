"""Reading topics from outside the group, on a real Kafka: from where, until when, and what is missing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from makers import make_alert, make_state

from agents.records import ActorState, Alert
from streams import admin, codec
from streams.broker import EmbeddedBroker
from streams.settings import Settings
from streams.tail import Line, Tail, TopicsMissingError, latest
from streams.topics import ALERTS

pytestmark = pytest.mark.kafka

BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def topic(broker: EmbeddedBroker, request: pytest.FixtureRequest) -> str:
    """Make a topic for this test alone: an empty broker would cost more than most tests here."""
    own = replace(ALERTS[0], name=f"demarche.test.{request.node.name}")
    await admin.apply(broker.url, Settings(kafka_partitions=4), [own])
    return own.name


@pytest.fixture
async def producer(broker: EmbeddedBroker) -> AsyncIterator[AIOKafkaProducer]:
    made = AIOKafkaProducer(bootstrap_servers=broker.url)
    await made.start()
    yield made
    await made.stop()


async def fill(producer: AIOKafkaProducer, topic: str, count: int, first: int = 0, at: datetime = BEFORE) -> None:
    """Send numbered messages, a minute of event time apart, spread over the partitions by key."""
    for i in range(first, first + count):
        stamp = int((at + timedelta(minutes=i)).timestamp() * 1000)
        await producer.send_and_wait(topic, str(i).encode(), key=f"actor-{i}".encode(), timestamp_ms=stamp)


def numbers(lines: list[Line]) -> list[int]:
    return sorted(int(line.value or b"-1") for line in lines)


async def test_from_the_beginning_until_the_end(broker: EmbeddedBroker, topic: str, producer: AIOKafkaProducer) -> None:
    await fill(producer, topic, 20)
    async with Tail(broker.url, [topic]) as tail:
        await tail.from_beginning()
        lines = [line async for line in tail.until_end()]
        assert numbers(lines) == list(range(20))
        assert len({line.partition for line in lines}) > 1
        assert all((line.topic, line.key) == (topic, f"actor-{line.value.decode()}") for line in lines if line.value)
        assert [line async for line in tail.until_end()] == [], "what was read is not read again"
        await tail.from_beginning()
        assert len([line async for line in tail.until_end()]) == 20


async def test_from_a_time(broker: EmbeddedBroker, topic: str, producer: AIOKafkaProducer) -> None:
    await fill(producer, topic, 20)
    async with Tail(broker.url, [topic]) as tail:
        await tail.from_time(BEFORE + timedelta(minutes=12))
        assert numbers([line async for line in tail.until_end()]) == list(range(12, 20))
        await tail.from_time(BEFORE - timedelta(days=3650))
        assert len([line async for line in tail.until_end()]) == 20
        await tail.from_time(BEFORE + timedelta(days=1))
        assert [line async for line in tail.until_end()] == []


async def test_from_now_sees_only_what_comes(broker: EmbeddedBroker, topic: str, producer: AIOKafkaProducer) -> None:
    await fill(producer, topic, 5)
    async with Tail(broker.url, [topic]) as tail:
        await tail.from_now()
        seen: list[Line] = []

        async def follow() -> None:
            async for line in tail.lines():
                seen.append(line)
                if len(seen) == 3:
                    return

        following = asyncio.create_task(follow())
        await fill(producer, topic, 3, first=5)
        await asyncio.wait_for(following, 10)
        assert numbers(seen) == [5, 6, 7]


async def test_an_empty_topic_ends_at_once(broker: EmbeddedBroker, topic: str) -> None:
    async with Tail(broker.url, [topic]) as tail:
        await tail.from_beginning()
        assert [line async for line in tail.until_end()] == []


async def test_a_topic_that_is_missing_is_told_soon(broker: EmbeddedBroker, topic: str) -> None:
    began = time.monotonic()
    with pytest.raises(TopicsMissingError, match=r"no topic demarche\.test\.absent;.*topics apply"):
        async with Tail(broker.url, [topic, "demarche.test.absent"]):
            pass
    assert time.monotonic() - began < 20, "aiokafka alone waits 40 s"


async def test_a_topic_made_a_moment_later_is_waited_for(
    broker: EmbeddedBroker, topic: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = replace(ALERTS[0], name="demarche.test.late")

    async def enter() -> int:
        async with Tail(broker.url, [late.name]) as tail:
            await tail.from_beginning()
            return len([line async for line in tail.until_end()])

    monkeypatch.setattr("streams.tail.PATIENCE_S", 15.0)
    entering = asyncio.create_task(enter())
    await asyncio.sleep(0.1)
    await admin.apply(broker.url, Settings(kafka_partitions=4), [late])
    assert await entering == 0


async def test_a_line_decodes_its_record(broker: EmbeddedBroker, topic: str, producer: AIOKafkaProducer) -> None:
    await producer.send_and_wait(topic, codec.encode(make_alert()), key=b"USA")
    async with Tail(broker.url, [topic]) as tail:
        await tail.from_beginning()
        (line,) = [line async for line in tail.until_end()]
        assert line.record(Alert) == make_alert()
        with pytest.raises(codec.CodecError):
            line.record(ActorState)


async def test_the_newest_of_each_key_without_the_deleted_and_the_broken(
    broker: EmbeddedBroker, topic: str, producer: AIOKafkaProducer, caplog: pytest.LogCaptureFixture
) -> None:
    states = [make_state("USA", mentions=1), make_state("RUS"), make_state("USA", mentions=2), make_state("CHL")]
    for state in states:
        await producer.send_and_wait(topic, codec.encode(state), key=state.key.encode())
    await producer.send_and_wait(topic, None, key=b"RUS")
    await producer.send_and_wait(topic, b"broken", key=b"XXX")
    found = await latest(broker.url, topic, ActorState)
    assert found == {"USA": states[2], "CHL": states[3]}
    assert "unreadable" in caplog.text


async def test_watching_joins_no_group(broker: EmbeddedBroker, topic: str, producer: AIOKafkaProducer) -> None:
    await fill(producer, topic, 3)
    client = AIOKafkaAdminClient(bootstrap_servers=broker.url)
    await client.start()
    before = set(await client.list_consumer_groups())
    async with Tail(broker.url, [topic]) as tail:
        await tail.from_beginning()
        assert len([line async for line in tail.until_end()]) == 3
        assert set(await client.list_consumer_groups()) == before
    await client.close()


async def test_who_is_asked_to_stop_amid_a_fetch_stops(broker: EmbeddedBroker, topic: str) -> None:
    """Seen once in some hundred runs: `watch` went on after SIGTERM, for the fetch had swallowed the cancellation."""
    async with Tail(broker.url, [topic]) as tail:

        async def swallowing(**_: object) -> dict[object, object]:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                return {}  # as `wait_for` of Python 3.11 gives what came in the same moment
            return {}

        tail._consumer.getmany = swallowing
        reading = asyncio.create_task(tail.some())
        await asyncio.sleep(0)
        reading.cancel()
        await asyncio.wait((reading,), timeout=5)
        assert reading.cancelled()
