"""What an index of sitemaps or a page of HTML names is fetched too; what is no feed is told once."""

from __future__ import annotations

from collections.abc import Mapping

from agents.records import Feed, PollState
from streams.feeds.fetch import Answer
from streams.feeds.opening import Opened, Opener
from streams.feeds.parse import parse
from streams.feeds.rows import Document

URL = "https://desk.example/start"
FEED = Feed(id="desk", url=URL)
RSS = b"<rss version='2.0'><channel><item><title>T</title></item></channel></rss>"
NEWS = b"<urlset><url><loc>https://desk.example/1</loc></url></urlset>"
INDEX = (
    b"<sitemapindex><sitemap><loc>https://desk.example/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
    b"<sitemap><loc>https://desk.example/new.xml</loc><lastmod>2025-01-01</lastmod></sitemap></sitemapindex>"
)
PAGE = b"<html><link rel='alternate' type='application/rss+xml' href='/feed'></html>"


async def opened(body: bytes, pages: Mapping[str, bytes], old: PollState | None = None) -> tuple[Opened, list[str]]:
    """Open a body where a server has these pages beside it; give also what was refused."""
    refused: list[str] = []

    async def fetch(feed: Feed, url: str = "") -> Answer:
        body = pages.get(url)
        return Answer("error", url, 404, error="status: 404") if body is None else Answer("changed", url, 200, {}, body)

    async def read(body: bytes, base_url: str, headers: Mapping[str, str], lang: str = "", zone: str = "") -> Document:
        return parse(body, base_url, headers, lang, zone)

    async def refuse(feed: Feed, reason: str, error: str, name: str, raw: bytes) -> None:
        refused.append(reason)

    answer = Answer("changed", URL, 200, {"etag": '"1"', "age": "1"}, body)
    return await Opener(fetch, read, refuse).open(FEED, old or PollState(), answer), refused


async def test_an_index_is_read_through_its_newest_sitemaps_and_never_called_unchanged() -> None:
    found, refused = await opened(INDEX, {"https://desk.example/new.xml": NEWS})
    assert found.document is not None and len(found.document.rows) == 1
    assert (found.answer.headers, found.body_hash, refused) == ({"age": "1"}, "", [])


async def test_an_index_that_leads_nowhere_has_no_rows_and_says_what_it_was() -> None:
    found, _ = await opened(INDEX, {})
    assert found.document is not None and (found.document.rows, len(found.document.leads)) == ((), 2)


async def test_a_page_is_followed_to_the_feed_it_names() -> None:
    found, refused = await opened(PAGE, {"https://desk.example/feed": RSS})
    assert found.document is not None and len(found.document.rows) == 1
    assert (found.answer.moved_to, refused) == ("https://desk.example/feed", [])


async def test_a_page_whose_feed_is_none_is_refused() -> None:
    for pages in ({}, {"https://desk.example/feed": PAGE}):
        found, refused = await opened(PAGE, pages)
        assert (found.document, found.answer.outcome, refused) == (None, "error", ["html"])


async def test_the_same_bytes_are_neither_parsed_nor_refused_again() -> None:
    first, _ = await opened(PAGE, {})
    old = PollState(body_hash=first.body_hash, last_error=first.answer.error)
    again, refused = await opened(PAGE, {}, old)
    assert (again.answer.outcome, again.answer.error, refused) == ("error", first.answer.error, [])
