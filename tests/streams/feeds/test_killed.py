"""One of two pollers is killed in the midst of its work: the other loses nothing and doubles nothing."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer

from agents.records import Article
from streams import topics
from streams.codec import decode
from streams.demo.server import DemoServer
from streams.feeds import catalogue

DAY_2 = datetime(2025, 10, 17, tzinfo=UTC)
END = datetime(2026, 1, 1, tzinfo=UTC)
PATIENCE_S = 60.0


async def published(url: str) -> Counter[tuple[str, str]]:
    """Count the wordings of articles on the topic, to its end."""
    found: Counter[tuple[str, str]] = Counter()
    consumer = AIOKafkaConsumer(topics.ARTICLES.name, bootstrap_servers=url, auto_offset_reset="earliest")
    await consumer.start()
    try:
        ends = await consumer.end_offsets(consumer.assignment())
        while any([await consumer.position(tp) < end for tp, end in ends.items()]):
            for messages in (await consumer.getmany(timeout_ms=200)).values():
                for message in messages:
                    article = decode(message.value, Article)
                    found[article.url, article.title] += 1
    finally:
        await consumer.stop()
    return found


async def poller(url: str, feeds: Path) -> asyncio.subprocess.Process:
    """Start a poller as a process of its own."""
    arguments = ("poll", "--kafka-url", url, "--feeds-file", str(feeds), "--poll-private-hosts", "--web-port", "0")
    command = ("-c", "from streams.cli import main; main()", *arguments, "--log-level", "error")
    return await asyncio.create_subprocess_exec(sys.executable, *command)


@pytest.mark.kafka
async def test_a_poller_killed_loses_no_article_and_doubles_none(fresh_topics: str, tmp_path: Path) -> None:
    server = DemoServer(interval_s=1)
    await server.start()
    server.reveal(DAY_2)
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(catalogue.write(server.feeds()))
    first, second = await poller(fresh_topics, feeds), await poller(fresh_topics, feeds)
    told = {(o.link(s), s.title) for o in server.outlets for s in o.revealed(DAY_2)}
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not told <= (await published(fresh_topics)).keys():
                await asyncio.sleep(0.5)
        server.reveal(END)
        await asyncio.sleep(0.2)
        first.send_signal(signal.SIGKILL)
        told |= {(o.link(s), s.title) for o in server.outlets for s in o.revealed(END)[:30]}
        async with asyncio.timeout(PATIENCE_S):
            while not told <= (found := await published(fresh_topics)).keys():
                await asyncio.sleep(0.5)
    finally:
        for process in (first, second):
            if process.returncode is None:
                process.kill()
            await process.wait()
        await server.stop()
    assert told <= found.keys()
    assert [name for name, count in found.items() if count > 1] == []
