"""One poll of one feed: fetch, parse, publish what is new, then write down what was learnt.

The order is the promise: articles are delivered before the poll state that calls them seen, so a crash repeats and
never loses.  Called by `poller.py`; takes its hands (fetch, parse, publish, clock) as arguments.
"""

from __future__ import annotations

import asyncio
import base64
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Protocol

import msgspec

from agents.clipping import clipped
from agents.identity import digest
from agents.limits import SEEN
from agents.records import Article, Feed, PollState, Record, Reject
from streams import metrics, topics
from streams.feeds.articles import articles_of
from streams.feeds.coverage import coverage_alert
from streams.feeds.fetch import Answer
from streams.feeds.pool import ParseError
from streams.feeds.rows import Document, RefusedError
from streams.feeds.schedule import remember

log = logging.getLogger("poller")

RAW_BYTES = 65_536  # of a refused document kept in its reject

Fetch = Callable[[Feed], Awaitable[Answer]]
Publish = Callable[[str, Record], Awaitable[None]]
Clock = Callable[[], datetime]


class Parse(Protocol):
    """What `pool.Pool.parse` gives: a document, or RefusedError or ParseError; anything else tells nothing of it."""

    async def __call__(self, body: bytes, base_url: str, headers: Mapping[str, str]) -> Document: ...


@dataclass(frozen=True, slots=True)
class Poll:
    """Polls a feed once.  `publish(topic, record)` must return only when the record is delivered."""

    fetch: Fetch
    parse: Parse
    publish: Publish
    clock: Clock
    interval_s: float

    async def once(self, feed: Feed) -> Feed:
        """Poll a feed and give it back with its new state.

        Raises what `publish` raises, and BrokenPoolError: nothing is then remembered and the feed wants a new poll.
        """
        answer = await self.fetch(feed)
        now = self.clock()
        metrics.STAGE_SECONDS.labels("fetch").observe(answer.seconds)
        old = feed.poll or PollState()
        body_hash, document = old.body_hash, None
        if answer.outcome == "changed":
            body_hash = blake2b(answer.body, digest_size=16).hexdigest()
            answer, document = await self._open(feed, old, answer, body_hash)
        seen = old.seen if document is None else await self._publish_new(feed, document, now)
        state = remember(feed, answer, now, self.interval_s)
        state = msgspec.structs.replace(state, body_hash=body_hash, seen=seen)
        alert = coverage_alert(feed, state, now)
        if alert is not None:
            await self.publish(topics.alerts_topic(alert.desk), alert)
        polled = clipped(msgspec.structs.replace(feed, poll=state))
        await self.publish(topics.FEEDS.name, polled)
        _count(polled, answer)
        return polled

    async def _open(self, feed: Feed, old: PollState, answer: Answer, body_hash: str) -> tuple[Answer, Document | None]:
        """Parse a body unless it is the one of the last time; a refused one becomes an answer of outcome `error`."""
        if body_hash == old.body_hash:
            if old.last_error.startswith("document "):  # it was refused before, and is still no feed
                return replace(answer, outcome="error", error=old.last_error), None
            return replace(answer, outcome="not_modified"), None
        try:
            with metrics.STAGE_SECONDS.labels("parse").time():
                return answer, await self.parse(answer.body, answer.url, answer.headers)
        except (RefusedError, ParseError) as error:
            reason = error.reason
            refusal = Reject(
                id=digest("document", feed.id, body_hash),
                stage="poller",
                reason=reason,
                error=str(error),
                record_id=feed.id,
                raw=base64.b64encode(answer.body[:RAW_BYTES]).decode(),
            )
            await self.publish(topics.REJECTS.name, clipped(refusal))
            metrics.REJECTED.labels("poller", reason).inc()
            log.warning("document set aside", extra={"feed": feed.id, "error": str(error)})
            return replace(answer, outcome="error", error=f"document {error}"), None

    async def _publish_new(self, feed: Feed, document: Document, now: datetime) -> dict[str, str]:
        """Deliver articles and revisions not seen before; give the map of what was seen."""
        old = (feed.poll or PollState()).seen
        articles = list(articles_of(feed, document, now))
        new = [a for a in articles if old.get(a.id) != a.revision]
        await asyncio.gather(*(self.publish(topics.ARTICLES.name, a) for a in new))
        for article in new:
            _measure(article)
        current = {a.id: a.revision for a in articles}
        # What left the document stays known for a while: feeds do bring entries back.
        earlier = {name: revision for name, revision in old.items() if name not in current}
        return dict(list((current | earlier).items())[:SEEN])


def _measure(article: Article) -> None:
    metrics.ARTICLES.labels("polled").inc()
    if article.published_trust == "stated":
        metrics.ARTICLE_AGE.observe(max(0.0, (article.fetched_at - article.published_at).total_seconds()))
    elif article.published_trust == "clamped":
        metrics.CLOCK_SKEW.inc()


def _count(feed: Feed, answer: Answer) -> None:
    state = feed.poll or PollState()
    metrics.FEED_POLLS.labels(feed.id, answer.outcome).inc()
    if state.last_success_at is not None:
        metrics.FEED_LAST_SUCCESS.labels(feed.id).set(state.last_success_at.timestamp())
    if state.next_poll_at is not None:
        metrics.FEED_NEXT_POLL.labels(feed.id).set(state.next_poll_at.timestamp())
    if answer.outcome in ("error", "gone"):
        log.warning("poll failed", extra={"feed": feed.id, "error": answer.error, "failures": state.failures})
    if answer.moved_to:
        log.info("feed has moved", extra={"feed": feed.id, "to": answer.moved_to})
