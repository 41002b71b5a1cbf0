"""The poller: polls the feeds of its share when they are due, and keeps their state in `demarche.feeds`.

Started by `demarche poll` and by the worker.  Nothing is raised out of its loop: what fails is logged, counted and
tried again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Coroutine, Iterable
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from agents.records import Feed, PollState, Record
from streams import metrics, topics
from streams import producer as producers
from streams.codec import encode
from streams.feeds import catalogue
from streams.feeds.domains import domain_of
from streams.feeds.fetch import Answer, Manner, Web, fetch, session
from streams.feeds.page import MOST_BYTES
from streams.feeds.pages import ACCEPT, Pages
from streams.feeds.poll import Clock, Poll
from streams.feeds.pool import Pool
from streams.feeds.rounds import Rounds
from streams.feeds.shares import Shares
from streams.health import Health
from streams.settings import Settings

log = logging.getLogger("poller")

TURN_S = 0.02  # at least, between two looks at all feeds: each takes a millisecond of a thousand
STALLED_S = 60.0  # a loop that has not turned for this long counts as dead
BATCH_BYTES = 524_288  # of articles for one partition
IN_FLIGHT = 1_000  # records; a first round brings 50,000, and those that wait in aiokafka for 30 s are given up
STOP_S = 2.0  # that polls in flight, and then the connections, may take to end


def utc_now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)


class Poller:
    """Polls the feeds of this process's share, each registrable domain with one request at a time."""

    def __init__(self, settings: Settings, feeds: Iterable[Feed] | None = None, clock: Clock = utc_now) -> None:
        """Take the feeds given, else the catalogue that the settings name.  Raises CatalogueError."""
        self._settings = settings
        self._catalogue = tuple(catalogue.load_for(settings) if feeds is None else feeds)
        self._clock = clock
        self._stack = contextlib.AsyncExitStack()
        self._tasks: set[asyncio.Task[None]] = set()
        self._rounds = Rounds(clock, settings.poll_concurrency, settings.poll_interval_s)
        self._loops: list[asyncio.Task[None]] = []
        self._wake = asyncio.Event()
        self._sending = asyncio.Semaphore(IN_FLIGHT)
        self._turned = monotonic()

    async def start(self) -> None:
        """Connect to Kafka, start the parsing processes, begin to poll.  Raises aiokafka's errors if Kafka is away."""
        settings = self._settings
        try:
            pool = asyncio.create_task(asyncio.to_thread(Pool))  # takes a second; Kafka is joined meanwhile
            self._stack.push_async_callback(_close, pool)
            self._producer = await producers.started(
                settings.kafka_url, acks="all", linger_ms=20, request_timeout_ms=30_000, max_batch_size=BATCH_BYTES
            )
            self._stack.push_async_callback(self._producer.stop)
            self._web: Web = await self._stack.enter_async_context(
                session(settings.poll_timeout_s, settings.poll_private_hosts)
            )
            self._shares = Shares(settings.kafka_url, self._catalogue, self.publish)
            self._stack.push_async_callback(self._shares.stop)
            await self._shares.start()
            processes = await pool
            read, per_minute = processes.read_page, settings.poll_pages_per_minute
            self._poll = Poll(
                self._fetch,
                processes.parse,
                self.publish,
                self._clock,
                settings.poll_interval_s,
                network_down=self._heard,
                fetched=self._fetched,
                pages=Pages(self._get_page, read, self._rounds.courtesy, self._clock, per_minute),
                page_wait_s=settings.poll_page_wait_s,
                later=self._later,
            )
        except BaseException:
            await self._stack.aclose()
            raise
        self._loops = [asyncio.create_task(self._follow()), asyncio.create_task(self._run())]

    async def stop(self) -> None:
        """End within five seconds; a poll cut short is repeated by whoever takes the feed over."""
        for task in (*self._loops, *self._tasks):
            task.cancel()
        if self._loops or self._tasks:
            await asyncio.wait((*self._loops, *self._tasks), timeout=STOP_S)
        # In a task of its own: without Kafka aiokafka waits long, or lets the cancellation of a task of its own out.
        closing = asyncio.create_task(self._stack.aclose())
        _, late = await asyncio.wait((closing,), timeout=STOP_S)
        if late or closing.cancelled() or closing.exception():
            closing.cancel()
            log.warning("Kafka was away at the end")

    @property
    def ready(self) -> Health:
        """Well when it has its share of the feeds and is at work."""
        if not self._loops or not self._shares.settled:
            return Health(False, "the poller has no share of the feeds yet")
        return self.live if not self.live.well else Health(True, "ready")

    @property
    def live(self) -> Health:
        """Not well when its loop has ended, or has not turned for a minute."""
        if any(loop.done() for loop in self._loops):
            return Health(False, "the poller's loop has ended")
        still = monotonic() - self._turned
        return Health(True, "live") if still < STALLED_S else Health(False, f"no turn of the poller for {still:.0f} s")

    async def publish(self, topic: str, record: Record) -> None:
        """Send a record under its key and wait until Kafka has it."""
        key: str = record.key  # type: ignore[attr-defined]
        async with self._sending:
            await self._producer.send_and_wait(topic, encode(record), key=key.encode())

    async def poll_once(self, feed: Feed) -> None:
        """Poll one feed now.  Raises nothing: a fault puts the feed off for seconds."""
        try:
            self._shares.update(await self._poll.once(feed))
        except asyncio.CancelledError:
            raise
        except Exception as error:  # one feed never stops the others
            metrics.FEED_POLLS.labels(feed.id, "fault").inc()
            log.exception("poll fell through", extra={"feed": feed.id, "error": repr(error)})
            self._rounds.put_off(feed.id)

    def due(self) -> list[Feed]:
        """Give the feeds of the share to poll now."""
        return self._rounds.due(self._shares.owned())

    async def _fetch(self, feed: Feed, url: str = "") -> Answer:
        state = (feed.poll or PollState()) if not url else PollState()
        return await fetch(
            self._web,
            url or state.address or feed.url,
            etag=state.etag,
            last_modified=state.last_modified,
            max_bytes=feed.max_bytes or self._settings.poll_max_bytes,
            manner=Manner(feed.headers, feed.proxy, feed.ca),
        )

    async def _run(self) -> None:
        while True:
            for feed in self.due():
                self._launch(feed)
            metrics.HEARTBEAT.labels("poller").set(self._clock().timestamp())
            self._turned = monotonic()
            self._wake.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), 0.25)
            await asyncio.sleep(TURN_S)

    def _launch(self, feed: Feed) -> None:
        self._rounds.begin(feed)
        task = asyncio.create_task(self.poll_once(feed))
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._landed(feed.id, done))

    def _heard(self, feed: Feed, answer: Answer) -> bool | None:
        """Learn from an answer; tell whether our own network is down."""
        alert = self._rounds.heard(feed, answer)
        down = self._rounds.network.down
        if alert is not None:
            metrics.NETWORK_DOWN.set(bool(down))
            log.warning(alert.headline)
            self._later(self.publish(topics.alerts_topic(alert.desk), alert))
        return down

    def _landed(self, feed_id: str, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._rounds.end(feed_id)
        self._wake.set()

    def _fetched(self, feed: Feed) -> None:
        if self._rounds.fetched(feed.id):
            self._wake.set()

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.warning("not delivered", extra={"error": repr(error)})

    async def _get_page(self, url: str, feed: Feed, etag: str, last_modified: str) -> Answer:
        return await fetch(
            self._web,
            url,
            etag=etag,
            last_modified=last_modified,
            max_bytes=MOST_BYTES,
            manner=Manner(feed.headers if domain_of(url) == domain_of(feed.url) else {}, feed.proxy, feed.ca),
            accept=ACCEPT,
        )

    async def _follow(self) -> None:
        while True:
            try:
                await self._shares.follow_once()
            except asyncio.CancelledError:
                raise
            except Exception as error:  # Kafka away: the client reconnects by itself
                log.warning("feeds cannot be followed", extra={"error": repr(error)})
                await asyncio.sleep(1)


async def _close(starting: asyncio.Task[Pool]) -> None:
    await asyncio.to_thread((await starting).close)
