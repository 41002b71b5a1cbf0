"""The demo's feeds: revealed step by step, served like a good publisher, read back by our own parser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from streams.demo.server import DemoServer
from streams.feeds.fetch import fetch, session
from streams.feeds.parse import parse

MORNING = datetime(2025, 10, 15, 7, tzinfo=UTC)
END = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def server() -> AsyncIterator[DemoServer]:
    server = DemoServer()
    await server.start()
    yield server
    await server.stop()


async def test_nothing_is_out_before_it_is_revealed_and_everything_at_the_end(server: DemoServer) -> None:
    async with session(private_hosts=True) as http:
        for feed in server.feeds():
            first = await fetch(http, feed.url)
            assert parse(first.body).rows == ()
        told = server.reveal(END)
        read = [parse((await fetch(http, feed.url)).body) for feed in server.feeds()]
    assert told == sum(len(outlet.stories) for outlet in server.outlets) >= 48
    for outlet, document in zip(server.outlets, read, strict=True):
        newest = {story.slug: story for story in outlet.stories}
        assert len(document.rows) == min(30, len(newest))
        for row in document.rows:
            story = newest[row.link.rpartition("/")[2]]
            assert (row.title, row.published) == (story.title, story.first_at)
            assert row.text == "\n\n".join(story.paragraphs)


async def test_a_feed_that_did_not_change_is_not_sent_again(server: DemoServer) -> None:
    url = server.feeds()[0].url
    server.reveal(MORNING)
    async with session(private_hosts=True) as http:
        first = await fetch(http, url)
        again = await fetch(http, url, etag=first.headers["etag"])
        by_date = await fetch(http, url, last_modified=first.headers["last-modified"])
        server.reveal(END)
        later = await fetch(http, url, etag=first.headers["etag"], last_modified=first.headers["last-modified"])
    assert [a.outcome for a in (first, again, by_date, later)] == ["changed", "not_modified", "not_modified", "changed"]
    assert again.body == b""


async def test_a_revised_story_replaces_its_first_wording_under_the_same_address(server: DemoServer) -> None:
    revised = [(o, s) for o in server.outlets for s in o.stories if s.revision == 2]
    assert revised
    for outlet, second in revised:
        first = next(s for s in outlet.stories if s.slug == second.slug and s.revision == 1)
        assert outlet.link(first) == outlet.link(second)
        assert first.at < second.at
        assert first in outlet.revealed(first.at)
        assert [s for s in outlet.revealed(second.at) if s.slug == second.slug] == [second]


async def test_a_feed_nobody_wrote_is_not_found(server: DemoServer) -> None:
    url = server.feeds()[0].url.replace("capital-dispatch", "nobody")
    async with session(private_hosts=True) as http:
        assert (await fetch(http, url)).error == "status: 404"
