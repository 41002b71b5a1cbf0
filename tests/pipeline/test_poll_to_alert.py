"""From a feed to an alert on a real Kafka, in seconds; a broken feed, a bad record and a restart change nothing."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from time import monotonic

import pytest
from aiohttp import web
from aiokafka import AIOKafkaProducer

from agents.records import Alert, Feed, Reject
from streams import topics
from streams.service import Roles, running
from streams.settings import Settings
from streams.tail import Tail

pytestmark = pytest.mark.kafka

ITEM = """<item><title>Seoul breaks off trade talks with Chile</title><link>https://wire.example/1</link>
<pubDate>{date}</pubDate><description>South Korea broke off trade talks with Chile on Thursday,
its foreign ministry said.</description></item>"""
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'


class Wire:
    """Two feeds on this machine: one that is silent until told to speak, and one that is broken."""

    def __init__(self) -> None:
        self.items = ""
        app = web.Application()
        app.router.add_get("/good.xml", self.good)
        app.router.add_get("/broken.xml", self.broken)
        self.runner = web.AppRunner(app, access_log=None)

    async def good(self, request: web.Request) -> web.Response:
        return web.Response(text=FEED.format(items=self.items), content_type="application/rss+xml")

    async def broken(self, request: web.Request) -> web.Response:
        return web.Response(body=b"\x00" * 1000, content_type="application/rss+xml")

    async def start(self) -> str:
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self.runner.addresses[0][1]}"


async def test_an_article_becomes_an_alert_within_seconds(fresh_topics: str, tmp_path: Path) -> None:
    wire = Wire()
    home = await wire.start()
    feeds = [Feed(id=name, url=f"{home}/{name}.xml", name=name, interval_s=0.3) for name in ("good", "broken")]
    settings = Settings(kafka_url=fresh_topics, data_dir=str(tmp_path), poll_private_hosts=True, web_port=0)
    producer = AIOKafkaProducer(bootstrap_servers=fresh_topics)
    await producer.start()
    try:
        async with running(settings, Roles(worker=True, poller=True, page=True), feeds) as parts:
            await producer.send_and_wait(topics.ARTICLES.name, b"no record", key=b"x")
            await asyncio.sleep(1.0)
            assert parts.page.board.alerts() == []
            queue = parts.page.board.listen()
            wire.items = ITEM.format(date=format_datetime(datetime.now(UTC) - timedelta(minutes=5)))
            began = monotonic()
            alert = await asyncio.wait_for(queue.get(), 20)
            took = monotonic() - began
        assert isinstance(alert, Alert)
        assert (alert.desk, alert.actor_id, alert.counterpart_id) == ("talks", "KOR", "CHL")
        assert alert.evidence[0].url == "https://wire.example/1"
        print(f"\nfeed to page in {took:.2f} s, polling every 0.3 s")
        assert took < 10
        async with Tail(fresh_topics, [topics.REJECTS.name]) as tail:
            await tail.from_beginning()
            rejects = [line.record(Reject) async for line in tail.until_end()]
        assert {r.stage for r in rejects} == {"poller", "reader"}, "the broken feed and the bad record, nothing else"
        assert [r.reason for r in rejects if r.stage == "reader"] == ["not-json"]
    finally:
        await producer.stop()
        await wire.runner.cleanup()


async def test_a_restart_goes_on_where_it_stopped_and_tells_nothing_twice(fresh_topics: str, tmp_path: Path) -> None:
    wire = Wire()
    home = await wire.start()
    wire.items = ITEM.format(date=format_datetime(datetime.now(UTC) - timedelta(minutes=5)))
    feed = Feed(id="good", url=f"{home}/good.xml", interval_s=0.3)
    settings = Settings(kafka_url=fresh_topics, data_dir=str(tmp_path), poll_private_hosts=True, web_port=0)
    try:
        for run in range(2):
            async with running(settings, Roles(worker=True, poller=True, page=True), [feed]) as parts:
                async with asyncio.timeout(20):
                    while not parts.page.board.alerts():
                        await asyncio.sleep(0.1)
                await asyncio.sleep(1.5)
                assert len(parts.page.board.alerts()) == 1, f"run {run}"
    finally:
        await wire.runner.cleanup()
    async with Tail(fresh_topics, [topics.ARTICLES.name, topics.alerts_topic("talks")]) as tail:
        await tail.from_beginning()
        lines = [line.topic async for line in tail.until_end()]
    assert sorted(lines) == [topics.alerts_topic("talks"), topics.ARTICLES.name]
