"""Many feeds tried at once, politely: `demarche feeds check --pack`.

Each registrable domain is asked once at a time with a gap between; keeps and publishes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime

from agents.records import Feed
from streams.feeds.courtesy import Courtesy
from streams.feeds.domains import domain_of
from streams.feeds.trial import Trial, try_feed
from streams.settings import Settings


async def try_all(feeds: Iterable[Feed], settings: Settings) -> AsyncIterator[tuple[Feed, Trial]]:
    """Try feeds and give each with what came of it, as they end; a page is followed to the feed that it names."""
    courtesy = Courtesy(lambda: datetime.now(UTC))
    places = asyncio.Semaphore(settings.poll_concurrency)

    async def one(feed: Feed) -> tuple[Feed, Trial]:
        async with courtesy.turn(domain_of(feed.url)), places:
            trial = await try_feed(feed.url, settings, datetime.now(UTC))
            if trial.document is None and trial.leads:
                trial = await try_feed(trial.leads[0], settings, datetime.now(UTC))
        return feed, trial

    for ended in asyncio.as_completed([one(feed) for feed in feeds]):
        yield await ended
