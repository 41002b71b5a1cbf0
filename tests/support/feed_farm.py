"""A thousand publishers on one machine: feeds of realistic size, pages for a third of them, some of them hostile.

Each has a loopback address of its own, so that each is a domain of its own.  Run as a process by `bench_feeds.py`:
`python tests/support/feed_farm.py PORT FEEDS`.  What an address answers hangs on the clock alone.
"""

from __future__ import annotations

import asyncio
import gzip
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache

from aiohttp import web

PERIOD_S = 46.0  # between two polls of a feed; with the jitter twenty polls a second of a thousand
ENTRY_S = 31.0  # between two new entries of a feed with pages: ten pages a second
ENTRIES = 50  # of a feed; with their texts about 80 kB, the median of the wild
WITH_PAGES = 3  # every third
CHANGED = 3  # of the others every third brings something new in a period
SENTENCE = "The ministry of Northland said on Monday that it would expel two diplomats of Southmark within a week. "


def host(number: int) -> str:
    """Give the address of a publisher."""
    return f"127.{10 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}"


def urls(port: int, feeds: int) -> Iterator[tuple[str, str]]:
    """Give id and address of each feed."""
    for number in range(feeds):
        yield f"f{number}", f"http://{host(number)}:{port}/{number}/feed"


def hostile() -> dict[str, Callable[[], bytes]]:
    """Give what hostile servers send: each must end in a limit."""
    item = "<item><title>T</title><link>https://x.example/1</link><description>{}</description></item>"
    rss = "<rss version='2.0'><channel><title>H</title>{}</channel></rss>"
    return {
        "bomb": lambda: gzip.compress(bytes(300_000_000), 1),
        "line": lambda: rss.format(item.format("x" * 9_000_000)).encode(),
        "deep": lambda: rss.format(item.format("&lt;div&gt;" * 300_000)).encode(),
        "entities": lambda: b"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
            f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>".encode() for n in range(9)
        ) + b"]><rss><channel><title>&j;</title></channel></rss>",
        "items": lambda: rss.format("<item><title>T</title></item>" * 100_000).encode(),
    }  # fmt: skip


class Farm:
    """Answers for all of them."""

    def __init__(self) -> None:
        self.feeds = self.unchanged = self.pages = 0

    async def feed(self, request: web.Request) -> web.StreamResponse:
        """Give a feed, or say that it is unchanged."""
        self.feeds += 1
        number = int(request.match_info["number"])
        version = int(time.time() / pace(number))
        etag = f'"{version}"'
        if request.headers.get("If-None-Match") == etag:
            self.unchanged += 1
            return web.Response(status=304, headers={"ETag": etag})
        body = document(number, version, str(request.url.origin()))
        return web.Response(body=body, headers={"ETag": etag, "Content-Encoding": "gzip"}, content_type="text/xml")

    async def page(self, request: web.Request) -> web.Response:
        """Give an article's page: about 60 kB, the article in the midst of what stands around it."""
        self.pages += 1
        return web.Response(text=page(request.match_info["entry"]), content_type="text/html")

    async def hostile(self, request: web.Request) -> web.StreamResponse:
        """Answer slowly, without end, or with something that should harm."""
        kind = request.match_info["kind"]
        if kind in ("slow", "endless"):
            response = web.StreamResponse()
            await response.prepare(request)
            with suppress(ConnectionError):
                while True:
                    await response.write(b" " if kind == "slow" else bytes(65_536))
                    await asyncio.sleep(1 if kind == "slow" else 0)
            return response
        encoding = {"Content-Encoding": "gzip"} if kind == "bomb" else {}
        return web.Response(body=_harm(kind), headers=encoding, content_type="text/xml")

    async def told(self, request: web.Request) -> web.Response:
        """Say what was asked for so far."""
        return web.json_response({"feeds": self.feeds, "unchanged": self.unchanged, "pages": self.pages})


@lru_cache(maxsize=16)
def _harm(kind: str) -> bytes:
    return hostile()[kind]()


@lru_cache(maxsize=2_000)
def document(number: int, version: int, origin: str) -> bytes:
    """Write the feed of a publisher as it stands in a version: ENTRIES entries, the newest first."""
    short = number % WITH_PAGES == 0
    text = SENTENCE if short else f"<p>{SENTENCE * 5}</p><p>{SENTENCE * 6}</p>"
    items = "".join(
        f"<item><title>Northland and Southmark, {number} of {entry}</title><link>{origin}/{number}/a/{entry}</link>"
        f"<guid>{number}-{entry}</guid><pubDate>{_date(number, entry)}</pubDate>"
        f"<description><![CDATA[{text}]]></description></item>"
        for entry in range(version, version - ENTRIES, -1)
    )
    whole = (
        f"<rss version='2.0'><channel><title>Publisher {number}</title><language>en</language>{items}</channel></rss>"
    )
    return gzip.compress(whole.encode(), 4, mtime=0)


def pace(number: int) -> float:
    """Give the seconds between two new entries of a feed."""
    return ENTRY_S if number % WITH_PAGES == 0 else PERIOD_S * CHANGED


def _date(number: int, entry: int) -> str:
    # What stood there at the first poll is old, so that its pages are left alone.
    moment = entry * pace(number) if entry >= int(_BEGAN / pace(number)) else _BEGAN - 9 * 86_400
    return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(moment))


def page(entry: str) -> str:
    """Write the page of an entry."""
    around = "<li><a href='/x'>Something else that happened elsewhere</a></li>" * 300
    body = "".join(f"<p>{SENTENCE * 4} It was paragraph {n} of {entry}.</p>" for n in range(14))
    return (
        f"<html lang='en'><head><title>{entry}</title><script>{'var x = 1;' * 1_500}</script></head><body>"
        f"<nav><ul>{around}</ul></nav><article><h1>Northland and Southmark</h1>{body}</article></body></html>"
    )


_BEGAN = time.time()


async def serve(port: int, feeds: int) -> None:
    """Serve until interrupted."""
    farm, app = Farm(), web.Application()
    app.router.add_get("/{number:\\d+}/feed", farm.feed)
    app.router.add_get("/{number:\\d+}/a/{entry}", farm.page)
    app.router.add_get("/hostile/{kind}", farm.hostile)
    app.router.add_get("/told", farm.told)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    assert runner.server is not None
    hosts = ["127.0.0.1", *(host(number) for number in range(feeds))]
    await asyncio.get_running_loop().create_server(runner.server, hosts, port, backlog=64)
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
