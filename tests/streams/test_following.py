"""Following over the end of a broker: nothing twice, nothing left out, wherever it comes back."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer

from streams import admin
from streams.broker import EmbeddedBroker
from streams.broker.background import stop_background
from streams.broker.whereabouts import whereabouts
from streams.following import followed
from streams.settings import Settings
from streams.tail import Line, Tail
from streams.topics import ALERTS

TOPIC = replace(ALERTS[0], name="demarche.test.moving")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


async def started(settings: Settings) -> str:
    """Start a broker that outlives us, as `demarche broker start` does."""
    broker = EmbeddedBroker(settings, detached=True)
    await broker.start()
    url = broker.url
    await broker.stop()
    return url


async def put(url: str, *values: bytes) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=url)
    await producer.start()
    for value in values:
        await producer.send_and_wait(TOPIC.name, value, key=value)
    await producer.stop()


async def test_without_a_broker_at_the_start_it_says_so() -> None:
    async def begin(tail: Tail) -> None:
        raise AssertionError("there is nothing to begin with")

    with pytest.raises(Exception, match="127"):
        await anext(followed(lambda: "127.0.0.1:1", [TOPIC.name], begin))


@pytest.mark.kafka
@pytest.mark.usefixtures("broker")
async def test_a_broker_that_came_back_on_another_port_is_followed(tmp_path: Path) -> None:
    settings = Settings(data_dir=str(tmp_path), broker_heap_mb=256)
    url = await started(replace(settings, broker_port=free_port()))
    try:
        await admin.apply(url, Settings(kafka_partitions=4), [TOPIC])
        await put(url, b"1", b"2")
        seen: list[Line | None] = []

        async def follow() -> None:
            lines: AsyncIterator[Line | None] = followed(whereabouts(settings), [TOPIC.name], Tail.from_beginning)
            async for line in lines:
                seen.append(line)

        async def until(count: int) -> None:
            async with asyncio.timeout(30):
                while len(seen) < count:
                    await asyncio.sleep(0.05)

        following = asyncio.create_task(follow())
        await until(3)
        assert seen[2] is None, "what was there before is told to be all"
        await put(url, b"3")
        await until(4)
        await asyncio.to_thread(stop_background, settings)
        await asyncio.sleep(1.5)
        again = await started(replace(settings, broker_port=free_port()))
        assert again != url
        await put(again, b"4")
        await until(5)
        assert sorted(line.value for line in seen if line and line.value) == [b"1", b"2", b"3", b"4"]
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
    finally:
        await asyncio.to_thread(stop_background, settings)
