"""Reading topics from outside the group, on a real Kafka: from where, until when, and what is missing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from makers import make_alert, make_state

from agents.records import ActorState, Alert
from streams import codec
from streams.tail import Line, Tail, TopicsMissingError, latest

pytestmark = pytest.mark.kafka

ALERTS, ACTORS = "demarche.alerts.sanctions", "demarche.actors"
BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def producer(fresh_topics: str) -> AsyncIterator[AIOKafkaProducer]:
    made = AIOKafkaProducer(bootstrap_servers=fresh_topics)
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


async def test_from_the_beginning_until_the_end(fresh_topics: str, producer: AIOKafkaProducer) -> None:
    await fill(producer, ALERTS, 20)
    async with Tail(fresh_topics, [ALERTS]) as tail:
        await tail.from_beginning()
        lines = [line async for line in tail.until_end()]
        assert numbers(lines) == list(range(20))
        assert len({line.partition for line in lines}) > 1
        assert all((line.topic, line.key) == (ALERTS, f"actor-{line.value.decode()}") for line in lines if line.value)
        assert [line async for line in tail.until_end()] == [], "what was read is not read again"
        await tail.from_beginning()
        assert len([line async for line in tail.until_end()]) == 20


async def test_from_a_time(fresh_topics: str, producer: AIOKafkaProducer) -> None:
    await fill(producer, ALERTS, 20)
    async with Tail(fresh_topics, [ALERTS]) as tail:
        await tail.from_time(BEFORE + timedelta(minutes=12))
        assert numbers([line async for line in tail.until_end()]) == list(range(12, 20))
        await tail.from_time(BEFORE - timedelta(days=3650))
        assert len([line async for line in tail.until_end()]) == 20
        await tail.from_time(BEFORE + timedelta(days=1))
        assert [line async for line in tail.until_end()] == []


async def test_from_now_sees_only_what_comes(fresh_topics: str, producer: AIOKafkaProducer) -> None:
    await fill(producer, ALERTS, 5)
    async with Tail(fresh_topics, [ALERTS]) as tail:
        await tail.from_now()
        seen: list[Line] = []

        async def follow() -> None:
            async for line in tail.lines():
                seen.append(line)
                if len(seen) == 3:
                    return

        following = asyncio.create_task(follow())
        await fill(producer, ALERTS, 3, first=5)
        await asyncio.wait_for(following, 10)
        assert numbers(seen) == [5, 6, 7]


async def test_empty_topics_end_at_once(fresh_topics: str) -> None:
    async with Tail(fresh_topics, [ALERTS, ACTORS]) as tail:
        await tail.from_beginning()
        assert [line async for line in tail.until_end()] == []


async def test_a_topic_that_is_missing_is_told(empty_broker: str) -> None:
    with pytest.raises(TopicsMissingError, match="topics apply"):
        async with Tail(empty_broker, [ALERTS]):
            pass


async def test_a_line_decodes_its_record(fresh_topics: str, producer: AIOKafkaProducer) -> None:
    await producer.send_and_wait(ALERTS, codec.encode(make_alert()), key=b"USA")
    async with Tail(fresh_topics, [ALERTS]) as tail:
        await tail.from_beginning()
        (line,) = [line async for line in tail.until_end()]
        assert line.record(Alert) == make_alert()
        with pytest.raises(codec.CodecError):
            line.record(ActorState)


async def test_the_newest_of_each_key_without_the_deleted_and_the_broken(
    fresh_topics: str, producer: AIOKafkaProducer, caplog: pytest.LogCaptureFixture
) -> None:
    states = [make_state("USA", mentions=1), make_state("RUS"), make_state("USA", mentions=2), make_state("CHL")]
    for state in states:
        await producer.send_and_wait(ACTORS, codec.encode(state), key=state.key.encode())
    await producer.send_and_wait(ACTORS, None, key=b"RUS")
    await producer.send_and_wait(ACTORS, b"broken", key=b"XXX")
    found = await latest(fresh_topics, ACTORS, ActorState)
    assert found == {"USA": states[2], "CHL": states[3]}
    assert "unreadable" in caplog.text


async def test_watching_joins_no_group(fresh_topics: str, producer: AIOKafkaProducer) -> None:
    await fill(producer, ALERTS, 3)
    admin = AIOKafkaAdminClient(bootstrap_servers=fresh_topics)
    await admin.start()
    before = set(await admin.list_consumer_groups())
    async with Tail(fresh_topics, [ALERTS]) as tail:
        await tail.from_beginning()
        assert len([line async for line in tail.until_end()]) == 3
        assert set(await admin.list_consumer_groups()) == before
    await admin.close()
