"""Fetching against a server on this machine that behaves well, badly and worse."""

from __future__ import annotations

import asyncio
import gzip
import re
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from yarl import URL

from streams.feeds.fetch import USER_AGENT, Answer, fetch, session

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
BODY = b"<rss version='2.0'><channel/></rss>"


class Publisher:
    """A server whose answers a test writes; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[web.Request] = []
        self.pages: dict[str, Handler] = {}
        self.url = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        return await self.pages[request.path](request)

    def page(self, path: str, **response: object) -> str:
        """Serve a fixed answer at a path and give its address."""

        async def handler(_: web.Request) -> web.Response:
            return web.Response(**response)  # type: ignore[arg-type]

        self.pages[path] = handler
        return self.url + path


@pytest.fixture
async def publisher() -> AsyncIterator[Publisher]:
    publisher = Publisher()
    app = web.Application()
    app.router.add_get("/{tail:.*}", publisher.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    publisher.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield publisher
    await runner.cleanup()


async def get(url: str, timeout_s: float = 5.0, **options: object) -> Answer:
    async with session(timeout_s, private_hosts=True) as http:
        return await fetch(http, url, **options)  # type: ignore[arg-type]


async def test_says_who_it_is_and_brings_no_cookies(publisher: Publisher) -> None:
    url = publisher.page("/f", body=BODY, headers={"Set-Cookie": "a=b", "X-Other": "1", "ETag": 'W/"é1"'})
    async with session(private_hosts=True) as http:
        first = await fetch(http, url)
        await fetch(http, url)
    assert (first.outcome, first.status, first.body, first.url) == ("changed", 200, BODY, url)
    assert set(first.headers) <= {"etag", "content-type", "date"}
    asked = publisher.asked[1].headers
    assert asked["User-Agent"] == USER_AGENT and USER_AGENT.startswith("demarche/")
    assert not {"Cookie", "Referer", "If-None-Match", "If-Modified-Since"} & set(asked)


@pytest.mark.parametrize("etag", ['"abc"', 'W/"a b"', "unquoted", '"x--gzip"'])
async def test_validators_go_back_byte_for_byte(publisher: Publisher, etag: str) -> None:
    url = publisher.page("/f", status=304, headers={"ETag": etag, "Cache-Control": "max-age=60"})
    answer = await get(url, etag=etag, last_modified="Mon, 6 Jan 2025 10:00:00 GMT")
    assert (answer.outcome, answer.body, answer.headers["cache-control"]) == ("not_modified", b"", "max-age=60")
    assert publisher.asked[0].headers["If-None-Match"] == etag
    assert publisher.asked[0].headers["If-Modified-Since"] == "Mon, 6 Jan 2025 10:00:00 GMT"


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("gzip", gzip.compress(BODY, mtime=0)),
        ("gzip", gzip.compress(BODY[:9], mtime=0) + gzip.compress(BODY[9:], mtime=0)),
        ("gzip", gzip.compress(BODY, mtime=0) + b"\0\0\0"),
        ("x-gzip", gzip.compress(BODY, mtime=0)),
        ("deflate", zlib.compress(BODY)),
        ("deflate", zlib.compress(BODY)[2:-4]),
        ("identity", BODY),
    ],
)
async def test_compressed_bodies_are_inflated(publisher: Publisher, encoding: str, data: bytes) -> None:
    url = publisher.page("/f", body=data, headers={"Content-Encoding": encoding})
    assert (await get(url)).body == BODY


@pytest.mark.parametrize(
    ("encoding", "data", "error"),
    [
        ("gzip", gzip.compress(bytes(50_000_000), mtime=0), "too-large"),
        ("", bytes(2_000_000), "too-large"),
        ("gzip", b"no gzip at all", "encoding: broken gzip"),
        ("br", BODY, "encoding: br"),
    ],
)
async def test_bodies_that_are_refused(publisher: Publisher, encoding: str, data: bytes, error: str) -> None:
    url = publisher.page("/f", body=data, headers={"Content-Encoding": encoding} if encoding else {})
    answer = await get(url, max_bytes=1_000_000)
    assert (answer.outcome, answer.body) == ("error", b"")
    assert answer.error.startswith(error)


async def test_an_endless_body_is_cut_off(publisher: Publisher) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(bytes(65_536))

    publisher.pages["/f"] = endless
    answer = await get(publisher.url + "/f", max_bytes=300_000)
    assert answer.error.startswith("too-large")


async def test_a_server_that_drips_is_given_up(publisher: Publisher) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.05)

    publisher.pages["/f"] = drip
    answer = await get(publisher.url + "/f", timeout_s=0.4)
    assert answer.error.startswith("timeout")


async def test_endless_headers_are_given_up() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"a" * 200_000 + b"\r\n\r\n")

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        answer = await get(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    assert answer.outcome == "error" and answer.error.startswith("http: ")


@pytest.mark.parametrize(
    ("statuses", "moved"), [((301,), "/end"), ((308, 301), "/end"), ((302,), ""), ((301, 302), "/1"), ((302, 301), "")]
)
async def test_redirects_are_followed_and_lasting_ones_told(
    publisher: Publisher, statuses: tuple[int, ...], moved: str
) -> None:
    for number, status in enumerate(statuses):
        target = "/end" if number == len(statuses) - 1 else f"/{number + 1}"
        publisher.page(f"/{number}", status=status, headers={"Location": target})
    end = publisher.page("/end", body=BODY)
    answer = await get(publisher.url + "/0", etag='"e"')
    assert (answer.outcome, answer.url) == ("changed", end)
    assert answer.moved_to == (publisher.url + moved if moved else "")


async def answering(*answers: bytes) -> asyncio.Server:
    """A server that sends these bytes, one answer a request, and keeps the request lines; aiohttp would send UTF-8."""
    asked: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answers[len(asked) - 1] + b"Content-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    server.asked = asked  # type: ignore[attr-defined]
    return server


def encodable(answer: Answer) -> bool:
    """Whether everything an answer says can stand in a record and on a terminal."""
    said = (answer.url, answer.moved_to, answer.error, *answer.headers.values())
    return not any(re.search("[\ud800-\udfff]", text) for text in said)


@pytest.mark.parametrize(
    ("target", "asked"),
    [(b"/caf\xe9?\xfc=1", b"/caf%E9?%FC=1"), ("/café".encode(), b"/caf%C3%A9"), (b"/caf%E9", b"/caf%E9")],
)
async def test_a_redirect_leads_where_its_bytes_say(target: bytes, asked: bytes) -> None:
    server = await answering(
        b"HTTP/1.1 301 Moved\r\nLocation: " + target + b"\r\n", b'HTTP/1.1 200 OK\r\nETag: "\xe9"\r\n'
    )
    async with server:
        host = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        answer = await get(f"{host}/f")
    assert answer.outcome == "changed", answer.error
    assert server.asked[1].split()[1] == asked  # type: ignore[attr-defined]
    assert str(URL(answer.url)) == host + asked.decode()
    assert answer.moved_to == answer.url
    assert encodable(answer)


@pytest.mark.parametrize("target", [b"//\xe9.example/f", b"ftp://\xe9/", b"http://[\xe9", b"//a:\xb2/"])
async def test_a_redirect_to_a_host_that_is_none_is_told(target: bytes) -> None:
    async with await answering(b"HTTP/1.1 301 Moved\r\nLocation: " + target + b"\r\n") as server:
        answer = await get(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/f")
    assert answer.outcome == "error"
    assert encodable(answer)


async def test_what_a_server_says_in_no_known_encoding_is_not_kept(publisher: Publisher) -> None:
    """aiohttp cannot send such bytes back, and no record holds them: a validator like that is none."""
    head = b'HTTP/1.1 200 OK\r\nETag: "caf\xe9"\r\nCache-Control: max-age=60\r\n'
    async with await answering(head, head + b"Content-Encoding: \xe9\r\n") as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/f"
        answer = await get(url)
        assert (answer.outcome, answer.headers) == ("changed", {"cache-control": "max-age=60"})
        refused = await get(url)
    assert refused.error.startswith("encoding: ")
    assert encodable(refused)


async def test_a_loop_of_redirects_ends(publisher: Publisher) -> None:
    publisher.page("/f", status=302, headers={"Location": "/f"})
    assert (await get(publisher.url + "/f")).error.startswith("redirects")
    assert len(publisher.asked) == 6


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://news.example/feed", "gopher://x", "javascript:1"])
async def test_redirects_lead_only_to_the_web(publisher: Publisher, target: str) -> None:
    publisher.page("/f", status=302, headers={"Location": target})
    assert (await get(publisher.url + "/f")).error.startswith("url: ")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, "changed"),
        (304, "not_modified"),
        (410, "gone"),
        (404, "error"),
        (403, "error"),
        (429, "error"),
        (503, "error"),
        (206, "error"),
        (301, "error"),
    ],
)
async def test_statuses(publisher: Publisher, status: int, outcome: str) -> None:
    url = publisher.page("/f", status=status, headers={"Retry-After": "7"})
    answer = await get(url)
    assert (answer.outcome, answer.status, answer.headers["retry-after"]) == (outcome, status, "7")
    assert bool(answer.error) == (outcome in ("error", "gone"))


@pytest.mark.parametrize(
    "url", ["http://[", "http://", "news.example", "file:///x", "http://a:99999/", "http://news.invalid/"]
)
async def test_addresses_that_lead_nowhere_give_an_error(url: str) -> None:
    answer = await get(url)
    assert answer.outcome == "error" and answer.error


async def test_a_closed_port_and_a_cut_answer_give_an_error(publisher: Publisher) -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"half")
        request.transport.close()  # type: ignore[union-attr]
        return response

    publisher.pages["/f"] = cut
    assert (await get(publisher.url + "/f")).outcome == "error"
    assert (await get("http://127.0.0.1:1/")).error.startswith("connection")
