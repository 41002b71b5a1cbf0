"""Pages of articles: which are asked for, how politely, and what becomes of what they give."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from agents.records import Article, Feed
from streams.feeds.articles import harvest
from streams.feeds.courtesy import Courtesy
from streams.feeds.fetch import Answer
from streams.feeds.page import Page, read_page
from streams.feeds.pages import Pages
from streams.feeds.pool import ParseError
from streams.feeds.rows import Document, Row

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)
FEED = Feed(id="desk", url="https://desk.example/feed", name="The Desk")
BODY = ("The ministry said on Monday that it would expel two diplomats of the neighbour within a week. " * 6).strip()
HTML = f"<html lang='en'><head><link rel='canonical' href='/world/1'></head><body><article><h1>Envoy</h1><p>{BODY}</p>"


def article(**row: object) -> Article:
    plain = {"title": "Envoy recalled", "link": "https://desk.example/1?utm_source=rss", "text": "He left."}
    (found,) = harvest(FEED, Document("rss", rows=(Row(**plain | row),)), NOW).articles  # type: ignore[arg-type]
    return found


class Site:
    """Answers as told by path, and keeps what it was asked."""

    def __init__(self, robots: str = "", **pages: Answer) -> None:
        self.asked: list[tuple[str, str]] = []
        self.robots = robots
        self.pages = pages
        self.fault: Exception | None = None

    async def get(self, url: str, feed: Feed, etag: str, last_modified: str) -> Answer:
        self.asked.append((url, etag))
        if url.endswith("/robots.txt"):
            return Answer("changed", url, 200, {}, self.robots.encode()) if self.robots else Answer("error", url, 404)
        return self.pages.get("page", Answer("changed", url, 200, {"etag": '"1"'}, HTML.encode()))

    async def read(self, body: bytes, url: str) -> Page:
        if self.fault:
            raise self.fault
        return read_page(body, url)

    def open(self, per_minute: float = 60_000) -> Pages:
        return Pages(self.get, self.read, _Hasty(lambda: NOW), lambda: NOW, per_minute)


class _Hasty(Courtesy):
    """Leaves no gaps; `test_courtesy.py` tests those."""

    def hold(self, name: str, wait: timedelta) -> None:
        pass


@pytest.mark.parametrize(
    ("feed", "row", "wanted"),
    [
        ({}, {}, True),
        ({}, {"text": "x" * 2_000}, False),
        ({"text": "page"}, {"text": "x" * 2_000}, True),
        ({"text": "feed"}, {}, False),
        ({"archive": True}, {}, False),
        ({}, {"published": NOW - timedelta(days=9)}, False),
        ({}, {"published": NOW - timedelta(days=1)}, True),
        ({}, {"link": "https://news.google.com/rss/articles/CBM1"}, False),
        ({}, {"link": "urn:x"}, False),
    ],
)
def test_which_pages_are_wanted(feed: dict[str, object], row: dict[str, object], wanted: bool) -> None:
    assert Site().open().wants(msgspec.structs.replace(FEED, **feed), article(**row)) is wanted
    assert not Site().open(per_minute=0).wants(FEED, article())


async def test_an_article_is_given_whole_under_its_own_id() -> None:
    teaser = article()
    whole = await Site().open().whole(FEED, teaser)
    assert whole is not None and whole.whole
    assert (whole.id, whole.title, whole.text) == (teaser.id, "Envoy recalled", f"Envoy recalled\n\n{BODY}")
    assert whole.revision != teaser.revision and whole.fingerprint != teaser.fingerprint
    assert (whole.url, whole.lang) == ("https://desk.example/world/1", "en")


@pytest.mark.parametrize(
    "answer",
    [
        Answer("error", "https://desk.example/1", 403, error="status: 403"),
        Answer("changed", "https://desk.example/1", 200, {}, b"<html><body><p>Short.</p></body></html>"),
        Answer("changed", "https://desk.example/1", 200, {}, b"<html><title>Just a moment...</title></html>"),
        Answer("changed", "https://consent.other.com/", 200, {}, HTML.encode()),
        Answer("changed", "https://desk.example/1", 200, {}, b"\x00"),
    ],
)
async def test_where_a_page_gives_no_more_the_feeds_text_stays(answer: Answer) -> None:
    assert await Site(page=answer).open().whole(FEED, article()) is None


async def test_a_page_that_kills_its_reader_costs_nothing_else() -> None:
    site = Site()
    site.fault = ParseError("timeout", "more than 5 s")
    assert await site.open().whole(FEED, article()) is None


async def test_robots_are_asked_once_and_obeyed() -> None:
    site = Site("User-agent: *\nDisallow: /1")
    pages = site.open()
    assert await pages.whole(FEED, article()) is None
    assert await pages.whole(FEED, article(link="https://desk.example/2")) is not None
    assert [url.rpartition("/")[2] for url, _ in site.asked] == ["robots.txt", "2"]


async def test_a_server_that_cannot_say_what_robots_may_do_is_left_alone() -> None:
    class Failing(Site):
        async def get(self, url: str, feed: Feed, etag: str, last_modified: str) -> Answer:
            self.asked.append((url, etag))
            return Answer("error", url, 503, error="status: 503")

    site = Failing()
    assert await site.open().whole(FEED, article()) is None
    assert len(site.asked) == 1


async def test_a_page_is_asked_for_again_with_its_validator_and_kept() -> None:
    site = Site()
    pages = site.open()
    first = await pages.whole(FEED, article())
    site.pages["page"] = Answer("not_modified", "https://desk.example/1", 304)
    again = await pages.whole(FEED, article(title="Envoy recalled for talks"))
    assert first and again and again.text.endswith(BODY) and again.id == first.id
    assert site.asked[-1][1] == '"1"'


async def test_the_budget_spreads_pages() -> None:
    pages, began = Site().open(per_minute=600), asyncio.get_running_loop().time()
    links = (f"https://desk{n}.example/1" for n in range(35))  # three seconds' worth at once, then ten a second
    await asyncio.gather(*(pages.whole(FEED, article(link=link)) for link in links))
    assert 0.4 < asyncio.get_running_loop().time() - began < 3


async def test_a_date_and_an_author_are_taken_where_the_feed_has_none() -> None:
    head = (
        "<meta property='article:published_time' content='2025-01-05T08:00:00Z'><meta name='author' content='Ann Lee'>"
    )
    body = HTML.replace("<head>", "<head>" + head).encode()
    site = Site(page=Answer("changed", "https://desk.example/1", 200, {}, body))
    whole = await site.open().whole(FEED, article())
    assert whole is not None and f"{whole.published_at:%Y-%m-%d}" == "2025-01-05"
    assert (whole.published_trust, whole.author) == ("stated", "Ann Lee")


async def test_a_page_that_comes_after_a_newer_wording_is_left() -> None:
    class Slow(Site):
        async def read(self, body: bytes, url: str) -> Page:
            await asyncio.sleep(0.2 if len(self.asked) < 3 else 0)
            return read_page(body, url)

    pages = Slow().open()
    old = asyncio.create_task(pages.whole(FEED, article()))
    await asyncio.sleep(0.05)
    newer = await pages.whole(FEED, article(title="Envoy recalled for talks"))
    assert newer is not None and await old is None
