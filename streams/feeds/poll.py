"""One poll of one feed: fetch, parse, publish what is new, then write down what was learnt.

The order is the promise: articles are delivered before the poll state that calls them seen, so a crash repeats and
never loses.  Called by `poller.py`; takes its hands (fetch, parse, publish, clock) as arguments.
"""

from __future__ import annotations

import asyncio
import base64
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import msgspec

from agents.clipping import clipped
from agents.identity import digest
from agents.records import Article, Feed, PollState, Record, Reject
from streams import metrics, topics
from streams.feeds.articles import Harvest, harvest
from streams.feeds.coverage import coverage_alerts
from streams.feeds.fetch import Answer
from streams.feeds.memory import counting, harvested, seen_before, tallied, unpublished, wants_whole
from streams.feeds.opening import Fetch, Opened, Opener, Parse
from streams.feeds.pages import Pages
from streams.feeds.schedule import remember
from streams.feeds.verdicts import verdict_of

log = logging.getLogger("poller")

FEW_ROWS = 10  # of a document, made into articles in place
RAW_BYTES = 65_536  # of what is refused, kept in its reject
REVISION_WAIT_S = 30.0  # that a revision waits for its page
MOST_FAULTS = 5  # rejects made of one document's entries; all are counted

Publish = Callable[[str, Record], Awaitable[None]]
Clock = Callable[[], datetime]


def _nothing(_: Feed) -> None:
    pass


def _unknown(_: Feed, __: Answer) -> bool | None:
    return None


@dataclass(frozen=True, slots=True)
class Poll:
    """Polls a feed once.  `publish(topic, record)` must return only when the record is delivered.

    `network_down(feed, answer)` hears of every answer and says whether it is our own network that fails;
    `fetched(feed)` hears that nothing more is asked of its server.  An article whose page is wanted waits
    `page_wait_s` for it; one that comes later is delivered by a task that `later` starts.
    """

    fetch: Fetch
    parse: Parse
    publish: Publish
    clock: Clock
    interval_s: float
    network_down: Callable[[Feed, Answer], bool | None] = _unknown
    fetched: Callable[[Feed], None] = _nothing
    pages: Pages | None = None
    page_wait_s: float = 5.0
    later: Callable[[Coroutine[Any, Any, None]], object] = asyncio.create_task
    followed: Counter[str] = field(default_factory=Counter)  # pages that came late, by feed, until they are counted

    async def once(self, feed: Feed) -> Feed:
        """Poll a feed and give it back with its new state.

        Raises what `publish` raises, and BrokenPoolError: nothing is then remembered and the feed wants a new poll.
        """
        old = feed.poll or PollState()
        asked = msgspec.structs.replace(old, etag="", last_modified="") if wants_whole(old) else old
        answer = await self.fetch(msgspec.structs.replace(feed, poll=asked))
        now = self.clock()
        metrics.STAGE_SECONDS.labels("fetch").observe(answer.seconds)
        opened = await Opener(self.fetch, self.parse, self._refuse).open(feed, old, answer)
        self.fetched(feed)
        crop, new = Harvest(), list[Article]()
        if opened.document is not None:
            given = (feed, opened.document, now, old.names)
            # Fifty entries take 8 ms, twice that on a busy machine: the loop does not wait for them.
            many = len(opened.document.rows) > FEW_ROWS
            crop = await asyncio.to_thread(harvest, *given) if many else harvest(*given)
            new, crop = _news(old, crop)
            new = await self._deliver(feed, crop, new)
        down = self.network_down(feed, opened.answer)
        state = self._learnt(feed, opened, crop, new, now, down)
        for alert in coverage_alerts(feed, state, now):
            await self.publish(topics.alerts_topic(alert.desk), alert)
        polled = clipped(msgspec.structs.replace(feed, poll=state))
        await self.publish(topics.FEEDS.name, polled)
        _count(polled, opened.answer)
        return polled

    def _learnt(
        self, feed: Feed, opened: Opened, crop: Harvest, new: list[Article], now: datetime, down: bool | None
    ) -> PollState:
        old = feed.poll or PollState()
        answer, document = opened.answer, opened.document
        fresh = sum(a.id not in old.seen for a in new)
        state, late = old, self.followed.pop(feed.id, 0)
        if document is not None:
            state = harvested(old, old, document, crop, new, now)
            if feed.archive:  # its entries are of another time: no rhythm can be told, and no silence
                state = msgspec.structs.replace(state, gap_s=0.0)
        state = remember(msgspec.structs.replace(feed, poll=state), answer, now, self.interval_s, down)
        return msgspec.structs.replace(
            state,
            body_hash=opened.body_hash,
            verdict=verdict_of(answer, document, fresh, len(new) - fresh),
            tally=tallied(old.tally, answer, now, None if document is None else crop, new, fresh, late),
        )

    async def _deliver(self, feed: Feed, crop: Harvest, new: list[Article]) -> list[Article]:
        """Deliver articles and revisions not seen before, as they were delivered; set aside what could not be used."""
        known = (feed.poll or PollState()).seen
        delivered = list(await asyncio.gather(*(self._publish(feed, a, a.id in known) for a in new)))
        for article in delivered:
            _measure(article)
        for reason, count in unpublished(crop, len(new)).items():
            metrics.FEED_ENTRIES.labels(reason).inc(count)
        metrics.FEED_ENTRIES.labels("published").inc(len(new))
        for row, error in crop.faults[:MOST_FAULTS]:
            name = row.id or row.link or row.title
            await self._refuse(feed, "entry", error, name, row.text.encode("utf-8", "replace"))
        return delivered

    async def _publish(self, feed: Feed, article: Article, revision: bool) -> Article:
        """Deliver an article, whole where its page is wanted and comes in time; a page that comes later follows.

        A revision waits longer: the article may stand whole already, and its teaser would take findings back.
        """
        article = msgspec.structs.replace(article, revised=revision)
        if self.pages is None or not self.pages.wants(feed, article):
            await self.publish(topics.ARTICLES.name, article)
            return article
        page = asyncio.create_task(self.pages.whole(feed, article))
        try:
            done, _ = await asyncio.wait((page,), timeout=REVISION_WAIT_S if revision else self.page_wait_s)
        except asyncio.CancelledError:
            page.cancel()
            raise
        whole = page.result() if done and not page.exception() else None
        await self.publish(topics.ARTICLES.name, whole or article)
        if not done:
            self.later(self._follow(page))
        return whole or article

    async def _follow(self, page: asyncio.Task[Article | None]) -> None:
        """Deliver an article that was delivered as its feed had it once more, as its page has it."""
        whole = await page
        if whole is not None:
            await self.publish(topics.ARTICLES.name, msgspec.structs.replace(whole, revised=True))
            self.followed[whole.feed_id] += 1
            metrics.ARTICLES.labels("followed").inc()

    async def _refuse(self, feed: Feed, reason: str, error: str, name: str, raw: bytes) -> None:
        """Set something of a feed aside, with the bytes as they came."""
        reject = Reject(
            id=digest("document", feed.id, name),
            stage="poller",
            reason=reason,
            error=error,
            record_id=feed.id,
            raw=base64.b64encode(raw[:RAW_BYTES]).decode(),
        )
        await self.publish(topics.REJECTS.name, clipped(reject))
        metrics.REJECTED.labels("poller", reason).inc()
        log.warning("set aside", extra={"feed": feed.id, "error": error})


def _news(old: PollState, crop: Harvest) -> tuple[list[Article], Harvest]:
    """Choose what is to be published: not what was, nor an entry of which only a counter turns."""
    new: list[Article] = []
    turned: dict[str, str] = {}
    counters = 0
    for article in crop.articles:
        if seen_before(old.seen, article):
            continue
        key, value = counting(old.names, old.seen, article)
        if key and not value:
            counters += 1
            continue
        if key:
            turned[key] = value
        new.append(article)
    dropped = dict(crop.dropped) | ({"counter": counters} if counters else {})
    return new, replace(crop, names={**crop.names, **turned}, dropped=dropped)


def _measure(article: Article) -> None:
    metrics.ARTICLES.labels("polled").inc()
    if article.published_trust == "stated":
        metrics.ARTICLE_AGE.observe(max(0.0, (article.fetched_at - article.published_at).total_seconds()))
    elif article.published_trust == "clamped":
        metrics.CLOCK_SKEW.inc()


def _count(feed: Feed, answer: Answer) -> None:
    state = feed.poll or PollState()
    metrics.FEED_POLLS.labels(feed.id, answer.outcome).inc()
    metrics.FEED_VERDICTS.labels(state.verdict).inc()
    if state.last_success_at is not None:
        metrics.FEED_LAST_SUCCESS.labels(feed.id).set(state.last_success_at.timestamp())
    if state.next_poll_at is not None:
        metrics.FEED_NEXT_POLL.labels(feed.id).set(state.next_poll_at.timestamp())
    if answer.outcome in ("error", "gone"):
        log.warning("poll failed", extra={"feed": feed.id, "error": answer.error, "failures": state.failures})
    if answer.moved_to:
        log.info("feed has moved", extra={"feed": feed.id, "to": answer.moved_to})
