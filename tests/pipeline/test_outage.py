"""A broker that goes away and comes back: the worker says that it is not ready, stays, and reads on by itself."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from group import demarche, until_read
from makers import make_article

from streams import codec, topics
from streams.broker import EmbeddedBroker
from streams.service import EXIT_NOT_READY
from streams.settings import Settings

pytestmark = pytest.mark.kafka


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def asked(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode().strip()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode().strip()
    except OSError:
        return 0, ""


async def until_answered(url: str, status: int, word: str) -> None:
    async with asyncio.timeout(90):
        while True:
            found, told = await asyncio.to_thread(asked, url)
            if found == status and word in told:
                return
            await asyncio.sleep(0.2)


async def publish(url: str, text: str) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=url)
    await producer.start()
    article = make_article(text)
    await producer.send_and_wait(topics.ARTICLES.name, codec.encode(article), key=article.key.encode())
    await producer.stop()


@pytest.mark.usefixtures("broker")  # so that Kafka's jars are here; this one is killed
async def test_a_worker_outlives_its_broker_and_says_so_meanwhile(tmp_path: Path) -> None:
    kafka = EmbeddedBroker(Settings(data_dir=str(tmp_path / "kafka"), broker_port=free_port(), broker_heap_mb=256))
    port, words = free_port(), ("--data-dir", tmp_path / "data", "--worker-id", "one", "--log-level", "warning")
    early = await demarche("worker", "--kafka-url", f"127.0.0.1:{free_port()}", *words, errors=tmp_path / "early")
    assert await asyncio.wait_for(early.wait(), 90) == EXIT_NOT_READY, "a worker before its broker"
    await kafka.start()
    url = kafka.url
    worker = await demarche("worker", "--kafka-url", url, "--web-port", str(port), *words, errors=tmp_path / "errors")
    try:
        ready = f"http://127.0.0.1:{port}/ready"
        await until_answered(ready, 200, "ready")
        await publish(url, "France praised Italy.")
        await until_read(url, 1)
        await kafka.stop()
        await until_answered(ready, 503, "the broker does not answer")
        assert await asyncio.to_thread(asked, f"http://127.0.0.1:{port}/live") == (200, "live")
        await kafka.start()
        assert kafka.url == url
        await until_answered(ready, 200, "ready")
        await publish(url, "Italy praised France.")
        await until_read(url, 2)
        assert worker.returncode is None
    finally:
        with contextlib.suppress(ProcessLookupError):
            worker.send_signal(signal.SIGKILL)
        await worker.wait()
        await kafka.stop()
