"""A feed tried by hand, over HTTP: the answer, the articles, the next poll."""

from __future__ import annotations

from datetime import UTC, datetime

from streams.demo.server import DemoServer
from streams.feeds.trial import try_feed
from streams.settings import Settings

NOW = datetime(2026, 1, 1, tzinfo=UTC)


async def test_a_feed_that_answers_and_one_that_does_not() -> None:
    server = DemoServer()
    await server.start()
    server.reveal(NOW)
    settings = Settings(poll_private_hosts=True)
    try:
        url = server.feeds()[0].url
        well = await try_feed(url, settings, NOW)
        missing = await try_feed(url + ".none", settings, NOW)
    finally:
        await server.stop()
    assert (well.error, well.answer.status, len(well.articles)) == (
        "",
        200,
        len(well.document.rows if well.document else ()),
    )
    assert well.articles and well.next_poll_at is not None and well.next_poll_at > NOW
    assert (missing.error, missing.document, missing.articles) == ("status: 404", None, ())
