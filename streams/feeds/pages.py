"""Pages of articles whose feed carries little of them: fetched politely, read in a killable process, kept a while.

`poll.py` asks for a page and publishes what comes.  robots.txt is obeyed, each registrable domain has its turn
(`courtesy.py`), a budget bounds pages a minute.  Raises nothing: what gives no text is counted by its verdict.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from agents.locations import canonical_url
from agents.records import Article, Feed
from streams import metrics
from streams.feeds.articles import bounded, text_of
from streams.feeds.courtesy import GAP_S, Courtesy
from streams.feeds.domains import domain_of
from streams.feeds.fetch import Answer
from streams.feeds.naming import is_page, is_proxied
from streams.feeds.page import Page
from streams.feeds.pool import BrokenPoolError, ParseError
from streams.feeds.robots import NOBODY, Robots, read_robots
from streams.feeds.schedule import retry_after

SHORT_CHARS = 1_000  # a feed's text of fewer is a teaser
FRESH = timedelta(days=3)  # what was published longer ago is no news; its page is left alone
KEPT = 500  # pages remembered for their revisions
WAITING = 2_000  # pages that may stand in line; more are not asked for
ROBOTS_FOR = timedelta(hours=24)
ROBOTS_AGAIN = timedelta(hours=1)  # after a server that failed to say
BUSY_FOR = timedelta(seconds=30)  # a domain that answers 429 or 503 and names no time
ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


class Get(Protocol):
    """Fetches an address, unless it is unchanged; `fetch.fetch` with what it goes through."""

    async def __call__(self, url: str, feed: Feed, etag: str, last_modified: str) -> Answer: ...


Read = Callable[[bytes, str], Awaitable[Page]]


@dataclass(slots=True)
class _Kept:
    page: Page
    etag: str
    last_modified: str


class Pages:
    """Fetches and reads pages; `per_minute` is the budget."""

    def __init__(
        self, get: Get, read: Read, courtesy: Courtesy, clock: Callable[[], datetime], per_minute: float
    ) -> None:
        self._get = get
        self._read = read
        self._courtesy = courtesy
        self._clock = clock
        self._budget = _Budget(per_minute)
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._robots: dict[str, tuple[datetime, Robots]] = {}
        self._waiting = 0
        self._newest: OrderedDict[str, str] = OrderedDict()  # article -> the wording last asked for

    def wants(self, feed: Feed, article: Article) -> bool:
        """Tell whether an article's page should be read: by the feed's `text`, else where its own text is short."""
        if feed.text == "feed" or feed.archive or not self._budget.per_minute:
            return False
        if not is_page(article.url) or is_proxied(article.url) or article.fetched_at - article.published_at > FRESH:
            return False
        return feed.text == "page" or len(article.text) < SHORT_CHARS

    async def whole(self, feed: Feed, article: Article) -> Article | None:
        """Give an article with the text of its page; None where that gives no more than the feed."""
        if self._waiting >= WAITING:
            metrics.PAGES.labels("queue").inc()
            return None
        self._waiting += 1
        self._newest[article.id] = article.revision
        while len(self._newest) > WAITING:
            self._newest.popitem(last=False)
        try:
            page = await self._page(feed, article.url)
        finally:
            self._waiting -= 1
        found = _merged(article, page) if page.kind == "whole" else None
        if self._newest.get(article.id, article.revision) != article.revision:
            page, found = Page("superseded"), None  # a newer wording is on its way, or out
        longer = found is not None and len(found.text) > len(article.text)
        metrics.PAGES.labels("short" if found is not None and not longer else page.kind).inc()
        return found if longer else None

    async def _page(self, feed: Feed, url: str) -> Page:
        domain = domain_of(url)
        robots = await self._rules(feed, url, domain)
        if not robots.allow(url):
            return Page("robots")
        await self._budget.spend()
        key = canonical_url(url)
        old = self._kept.get(key)
        async with self._courtesy.turn(domain, max(GAP_S, robots.delay_s)):
            answer = await self._get(url, feed, old.etag if old else "", old.last_modified if old else "")
        if answer.status in (429, 503):
            self._courtesy.hold(domain, max(retry_after(answer.headers, self._clock()), BUSY_FOR))
        if answer.outcome == "not_modified" and old is not None:
            return old.page
        if answer.outcome != "changed":
            return Page("unreachable")
        if domain_of(answer.url) != domain and urlsplit(answer.url).path in ("", "/"):
            return Page("consent")  # sent to somebody's front door
        try:
            with metrics.STAGE_SECONDS.labels("page").time():
                page = await self._read(answer.body, answer.url)
        except (ParseError, BrokenPoolError):
            return Page("unreadable")
        self._kept[key] = _Kept(page, answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return page

    async def _rules(self, feed: Feed, url: str, domain: str) -> Robots:
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        until, robots = self._robots.get(host, (self._clock(), Robots()))
        if host in self._robots and until > self._clock():
            return robots
        async with self._courtesy.turn(domain):
            if host in self._robots and self._robots[host][0] > self._clock():  # somebody asked while we waited
                return self._robots[host][1]
            answer = await self._get(f"{host}/robots.txt", feed, "", "")
        robots, good_for = NOBODY, ROBOTS_AGAIN
        if answer.outcome == "changed":
            robots, good_for = read_robots(answer.body.decode("utf-8", "replace")), ROBOTS_FOR
        elif 400 <= answer.status < 500 and answer.status != 429:
            robots, good_for = Robots(), ROBOTS_FOR  # none is there: all is allowed (RFC 9309, 2.3.1.3)
        self._robots[host] = (self._clock() + good_for, robots)
        return robots


class _Budget:
    """So many pages a minute, spread evenly, with a few seconds' worth at once."""

    def __init__(self, per_minute: float) -> None:
        self.per_minute = per_minute
        self._next = 0.0

    async def spend(self) -> None:
        now = asyncio.get_running_loop().time()
        self._next = max(self._next + 60.0 / self.per_minute, now - 3.0)
        if self._next > now:
            await asyncio.sleep(self._next - now)


def _merged(article: Article, page: Page) -> Article:
    """Put the page's text in the place of the feed's; its date, language and address where the feed had none."""
    title = article.title or page.title
    dated = article.published_trust == "fetched" and page.published and page.published <= article.fetched_at
    same = page.url and domain_of(page.url) == domain_of(article.url)
    return bounded(
        msgspec.structs.replace(
            article,
            title=title,
            text=text_of(title, page.text),
            url=page.url if same else article.url,
            lang=article.lang or page.lang,
            author=article.author or page.author,
            published_at=page.published if dated and page.published else article.published_at,
            published_trust="stated" if dated else article.published_trust,
            whole=True,
        )
    )
