"""Many feeds tried at once."""

from __future__ import annotations

from datetime import UTC, datetime

from agents.records import Feed
from streams.demo.server import DemoServer
from streams.feeds.trying import try_all
from streams.settings import Settings


async def test_each_feed_is_given_with_what_came_of_it() -> None:
    server = DemoServer()
    await server.start()
    server.reveal(datetime(2026, 1, 1, tzinfo=UTC))
    feeds = [server.feeds()[0], Feed(id="none", url="http://localhost:9/none")]
    try:
        found = {feed.id: trial.error async for feed, trial in try_all(feeds, Settings(poll_private_hosts=True))}
    finally:
        await server.stop()
    assert found[feeds[0].id] == "" and found["none"].startswith("connection")
