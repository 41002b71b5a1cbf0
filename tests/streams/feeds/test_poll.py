"""One poll with hands of our own: what is published, in which order, and what is remembered."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from agents.records import Alert, Article, Feed, PollState, Record, Reject
from streams import metrics
from streams.feeds.fetch import Answer
from streams.feeds.parse import parse
from streams.feeds.poll import Poll
from streams.feeds.pool import BrokenPoolError, ParseError
from streams.feeds.rows import Document

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)
FEED = Feed(id="desk", url="https://desk.example/feed", name="The Desk")


def document(*titles: str) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>https://desk.example/{n}</link><guid>{n}</guid></item>"
        for n, title in enumerate(titles)
    )
    return f"<rss version='2.0'><channel><title>D</title>{items}</channel></rss>".encode()


@dataclass
class Hands:
    """Answers as told, keeps what is published, and counts."""

    answers: list[Answer]
    published: list[tuple[str, Record]] = field(default_factory=list)
    parsed: int = 0
    refuse_topic: str = ""
    now: datetime = NOW

    async def fetch(self, feed: Feed) -> Answer:
        return self.answers.pop(0)

    async def parse(self, body: bytes, base_url: str, headers: Mapping[str, str]) -> Document:
        self.parsed += 1
        if body == b"poison":
            raise ParseError("timeout", "more than 5 s")
        if body == b"unlucky":
            raise BrokenPoolError("the parsing processes were lost")
        return parse(body, base_url, headers)

    async def publish(self, topic: str, record: Record) -> None:
        if topic == self.refuse_topic:
            raise ConnectionError("Kafka is away")
        self.published.append((topic, record))

    def clock(self) -> datetime:
        self.now += timedelta(minutes=20)
        return self.now

    @property
    def poll(self) -> Poll:
        return Poll(self.fetch, self.parse, self.publish, self.clock, 900)

    def articles(self) -> list[str]:
        return [record.title for _, record in self.published if isinstance(record, Article)]


def changed(body: bytes) -> Answer:
    return Answer("changed", FEED.url, 200, {"etag": '"1"'}, body)


def failed(error: str = "status: 503") -> Answer:
    return Answer("error", FEED.url, 503, error=error)


async def run(hands: Hands, feed: Feed = FEED) -> Feed:
    while hands.answers:
        feed = await hands.poll.once(feed)
    return feed


async def test_articles_go_out_before_the_state_that_calls_them_seen() -> None:
    hands = Hands([changed(document("A", "B"))])
    feed = await run(hands)
    assert [topic for topic, _ in hands.published] == ["demarche.articles", "demarche.articles", "demarche.feeds"]
    assert hands.published[-1][1] == feed
    assert feed.poll is not None and len(feed.poll.seen) == 2 and feed.poll.etag == '"1"'


async def test_only_what_is_new_or_reworded_goes_out_again() -> None:
    hands = Hands([changed(document("A", "B")), changed(document("A", "B again", "C")), changed(document("A", "B"))])
    await run(hands)
    assert hands.articles() == ["A", "B", "B again", "C", "B"]


async def test_an_entry_that_left_and_came_back_is_not_news() -> None:
    hands = Hands([changed(document("A", "B")), changed(document("A")), changed(document("A", "B"))])
    await run(hands)
    assert hands.articles() == ["A", "B"]


async def test_the_same_bytes_are_not_parsed_again() -> None:
    hands = Hands([changed(document("A")), changed(document("A"))])
    feed = await run(hands)
    assert hands.parsed == 1
    assert feed.poll is not None and feed.poll.last_outcome == "not_modified"


async def test_an_unchanged_answer_publishes_only_the_state() -> None:
    hands = Hands([changed(document("A")), Answer("not_modified", FEED.url, 304)])
    feed = await run(hands)
    assert [topic for topic, _ in hands.published][2:] == ["demarche.feeds"]
    assert feed.poll is not None and len(feed.poll.seen) == 1


@pytest.mark.parametrize(
    ("body", "reason"), [(b"<html>no</html>", "not-a-feed"), (b"poison", "timeout"), (b" ", "empty")]
)
async def test_a_document_that_cannot_be_read_is_set_aside_once(body: bytes, reason: str) -> None:
    counted = metrics.REJECTED.labels("poller", reason)._value.get()
    hands = Hands([changed(body), changed(body)])
    feed = await run(hands)
    (reject,) = [record for _, record in hands.published if isinstance(record, Reject)]
    assert (reject.reason, reject.record_id, reject.stage) == (reason, "desk", "poller")
    assert base64.b64decode(reject.raw) == body
    assert feed.poll is not None
    assert (feed.poll.failures, feed.poll.last_outcome) == (2, "error")
    assert feed.poll.etag == ""  # else a 304 would make a feed of it
    assert metrics.REJECTED.labels("poller", reason)._value.get() == counted + 1


async def test_a_document_that_nobody_read_is_polled_again() -> None:
    hands = Hands([changed(b"unlucky")])
    with pytest.raises(BrokenPoolError):
        await run(hands)
    assert hands.published == [], "no state, or the same bytes would not be parsed again"


async def test_what_kafka_does_not_take_is_not_called_seen() -> None:
    hands = Hands([changed(document("A"))], refuse_topic="demarche.articles")
    with pytest.raises(ConnectionError):
        await hands.poll.once(FEED)
    assert hands.published == []


async def test_five_failures_raise_an_alert_and_the_next_success_another() -> None:
    hands = Hands([failed() for _ in range(7)] + [changed(document("A"))])
    feed = await run(hands)
    alerts = [(topic, record) for topic, record in hands.published if isinstance(record, Alert)]
    assert [(topic, alert.kind) for topic, alert in alerts] == [
        ("demarche.alerts.coverage", "feed_failing"),
        ("demarche.alerts.coverage", "feed_recovered"),
    ]
    assert hands.published.index(alerts[0]) == 4  # before the state that counts the fifth failure
    assert feed.poll is not None and feed.poll.failures == 0


async def test_a_poll_repeated_after_a_crash_gives_the_same_records() -> None:
    first, second = Hands([changed(document("A", "B"))]), Hands([changed(document("A", "B"))])
    await run(first)
    await run(second, msgspec.structs.replace(FEED, poll=PollState()))
    assert first.published == second.published
