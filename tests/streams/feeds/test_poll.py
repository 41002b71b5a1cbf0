"""One poll with hands of our own: what is published, in which order, and what is remembered."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from agents.records import Alert, Article, Feed, PollState, Record, Reject
from streams import metrics
from streams.feeds import articles
from streams.feeds.fetch import Answer
from streams.feeds.memory import QUIET
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
    asked: list[tuple[str, str]] = field(default_factory=list)
    parsed: int = 0
    refuse_topic: str = ""
    now: datetime = NOW

    async def fetch(self, feed: Feed, url: str = "") -> Answer:
        self.asked.append((url or feed.url, feed.poll.etag if feed.poll else ""))
        return self.answers.pop(0)

    async def parse(
        self, body: bytes, base_url: str, headers: Mapping[str, str], lang: str = "", zone: str = ""
    ) -> Document:
        self.parsed += 1
        if body == b"poison":
            raise ParseError("timeout", "more than 5 s")
        if body == b"unlucky":
            raise BrokenPoolError("the parsing processes were lost")
        return parse(body, base_url, headers, lang, zone)

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
    ("body", "reason"),
    [(b"<html>no</html>", "html"), (b"no feed", "not-a-feed"), (b"poison", "timeout"), (b" ", "empty")],
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


async def test_every_entry_is_published_or_counted_with_its_reason() -> None:
    body = document("A", "B").replace(b"</channel>", b"<item><link>https://desk.example/x</link></item></channel>")
    counted = metrics.FEED_ENTRIES.labels("empty")._value.get()
    feed = await run(Hands([changed(body), changed(body + b" ")]))
    assert feed.poll is not None
    assert feed.poll.tally.articles == 2 and feed.poll.tally.dropped == {"empty": 2, "seen": 2}
    assert metrics.FEED_ENTRIES.labels("empty")._value.get() == counted + 2


async def test_an_entry_that_cannot_be_used_is_set_aside_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = articles.bounded

    def bounded(article: Article) -> Article:
        if article.title == "B":
            raise ValueError("cannot be")
        return whole(article)

    monkeypatch.setattr(articles, "bounded", bounded)
    hands = Hands([changed(document("A", "B", "C"))])
    feed = await run(hands)
    assert hands.articles() == ["A", "C"]
    (reject,) = [record for _, record in hands.published if isinstance(record, Reject)]
    assert (reject.reason, reject.error) == ("entry", "ValueError: cannot be")
    assert feed.poll is not None and feed.poll.tally.dropped == {"refused": 1} and feed.poll.failures == 0


async def test_every_poll_ends_in_a_verdict() -> None:
    bodies = [changed(document("A")), changed(document("A", "B")), changed(document("A", "B")), changed(document())]
    answers = [*bodies, Answer("not_modified", FEED.url, 304), failed(), failed("dns: no name")]
    hands, verdicts, feed = Hands(answers), [], FEED
    while hands.answers:
        feed = await hands.poll.once(feed)
        verdicts.append(feed.poll.verdict if feed.poll else "")
    assert verdicts == ["new", "new", "same-bytes", "no-entries", "unchanged", "status-503", "dns"]


async def test_a_feed_that_holds_nothing_any_more_is_told_once() -> None:
    hands = Hands(
        [changed(document("A")), changed(document()), Answer("not_modified", FEED.url, 304), changed(document("B"))]
    )
    await run(hands)
    assert [r.kind for _, r in hands.published if isinstance(r, Alert)] == ["feed_empty", "feed_recovered"]


async def test_a_304_that_goes_on_is_asked_without_condition() -> None:
    poll = PollState(etag='"1"', last_outcome="not_modified", quiet=QUIET - 1)
    hands = Hands([Answer("not_modified", FEED.url, 304)] * 2)
    feed = await run(hands, msgspec.structs.replace(FEED, poll=poll))
    assert [etag for _, etag in hands.asked] == ["", '"1"']
    assert feed.poll is not None and feed.poll.etag == '"1"'


async def test_a_page_of_html_is_followed_to_its_feed_and_the_third_time_that_is_polled() -> None:
    page = b"<html><link rel='alternate' type='application/rss+xml' href='/rss'></html>"
    rss = Answer("changed", "https://desk.example/rss", 200, {}, document("A"))
    hands = Hands([a for n in range(3) for a in (changed(page + b" " * n), rss)])
    feed = await run(hands)
    assert hands.articles() == ["A"]
    assert feed.poll is not None and feed.poll.address == "https://desk.example/rss"
    assert [r.kind for _, r in hands.published if isinstance(r, Alert)] == ["feed_moved"]


async def test_what_our_own_network_does_is_counted_against_nobody() -> None:
    hands = Hands([failed("dns: no name")] * 9)
    blind = Poll(hands.fetch, hands.parse, hands.publish, hands.clock, 900, network_down=lambda feed, answer: True)
    feed = FEED
    while hands.answers:
        feed = await blind.once(feed)
    assert feed.poll is not None and (feed.poll.failures, feed.poll.tally.errors) == (0, 9)
    assert not [r for _, r in hands.published if isinstance(r, Alert)]


async def test_an_entry_of_which_only_a_counter_turns_is_published_no_more() -> None:
    hands = Hands([changed(document("A", f"Read {n} times")) for n in range(9)])
    feed = await run(hands)
    assert hands.articles() == ["A", *(f"Read {n} times" for n in range(4))]
    assert feed.poll is not None and feed.poll.tally.dropped == {"seen": 8, "counter": 5}


async def test_a_number_that_turned_and_words_that_changed_are_news() -> None:
    words = ("5 killed", "7 killed", "9 killed", "9 killed in the capital", "11 killed in the capital")
    hands = Hands([changed(document(title)) for title in words])
    await run(hands)
    assert hands.articles() == list(words)


class Library:
    """Pages that come after a while, or never."""

    def __init__(self, after_s: float, found: bool = True) -> None:
        self.after_s = after_s
        self.found = found

    def wants(self, feed: Feed, article: Article) -> bool:
        return True

    async def whole(self, feed: Feed, article: Article) -> Article | None:
        await asyncio.sleep(self.after_s)
        text = f"{article.text}\n\nThe whole of it."
        return articles.bounded(msgspec.structs.replace(article, text=text, whole=True)) if self.found else None


async def with_pages(hands: Hands, library: Library, feed: Feed = FEED) -> Feed:
    later: list[asyncio.Task[None]] = []
    poll = paged(hands.poll, library, later)
    while hands.answers:
        feed = await poll.once(feed)
    await asyncio.gather(*later)
    return feed


def paged(poll: Poll, library: Library, later: list[asyncio.Task[None]]) -> Poll:
    def start(work: Coroutine[Any, Any, None]) -> None:
        later.append(asyncio.create_task(work))

    return replace(poll, pages=library, page_wait_s=0.1, later=start)  # type: ignore[arg-type]


def told(hands: Hands) -> list[tuple[str, bool]]:
    return [(record.title, record.whole) for _, record in hands.published if isinstance(record, Article)]


async def test_an_article_whose_page_comes_in_time_is_published_once_and_whole() -> None:
    hands = Hands([changed(document("A"))] * 2)
    feed = await with_pages(hands, Library(0))
    assert told(hands) == [("A", True)]
    assert feed.poll is not None and feed.poll.tally.whole == 1


async def test_a_page_that_comes_later_follows_its_article() -> None:
    hands = Hands([changed(document("A"))])
    await with_pages(hands, Library(0.3))
    assert told(hands) == [("A", False), ("A", True)]
    first, second = [record for _, record in hands.published if isinstance(record, Article)]
    assert first.id == second.id and first.revision != second.revision


async def test_without_its_page_an_article_is_what_its_feed_says() -> None:
    for after_s in (0, 0.3):
        hands = Hands([changed(document("A"))])
        await with_pages(hands, Library(after_s, found=False))
        assert told(hands) == [("A", False)]


async def test_a_revision_waits_for_its_page() -> None:
    hands = Hands([changed(document("A")), changed(document("B"))])
    await with_pages(hands, Library(0.3))
    assert told(hands) == [("A", False), ("A", True), ("B", True)]


async def test_an_archive_has_no_rhythm_and_is_never_called_silent() -> None:
    items = "".join(
        f"<item><title>T{n}</title><guid>{n}</guid><pubDate>2024-01-0{n}</pubDate></item>" for n in range(1, 6)
    )
    body = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    for archive, kinds in ((True, []), (False, ["feed_silent"])):
        hands = Hands([changed(body)])
        feed = await run(hands, msgspec.structs.replace(FEED, archive=archive))
        assert [r.kind for _, r in hands.published if isinstance(r, Alert)] == kinds
        assert feed.poll is not None and bool(feed.poll.gap_s) is not archive
