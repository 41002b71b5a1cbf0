"""Fetching against a server on this machine that behaves well, badly and worse."""

from __future__ import annotations

import asyncio
import gzip
import re
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable

import cramjam
import pytest
from aiohttp import web
from yarl import URL

from streams.feeds.fetch import MOST_REDIRECTS, USER_AGENT, Answer, Manner, fetch, session

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
    async with session(timeout_s, private_hosts=True) as web:
        return await fetch(web, url, **options)  # type: ignore[arg-type]


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
        ("br", bytes(cramjam.brotli.compress(BODY))),
        ("zstd", bytes(cramjam.zstd.compress(BODY))),
        ("gzip, gzip", gzip.compress(gzip.compress(BODY, mtime=0), mtime=0)),
        ("gzip, identity", gzip.compress(BODY, mtime=0)),
        ("UTF-8", BODY),
        ("none", BODY),
        ("gzip", BODY),
        ("br", BODY),
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
        ("gzip", gzip.compress(BODY, mtime=0)[:10] + b"no gzip at all", "encoding: broken gzip"),
        ("br", b"no br at all", "encoding: broken br"),
        ("zstd", b"no zstd at all", "encoding: broken zstd"),
        ("br", bytes(cramjam.brotli.compress(bytes(50_000_000))), "too-large"),
        ("zstd", bytes(cramjam.zstd.compress(bytes(50_000_000))), "too-large"),
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
        writer.write(b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"a" * 1_000_000 + b"\r\n\r\n")

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
        odd = await get(url)
    assert odd.outcome == "changed" and encodable(odd)


async def test_a_loop_of_redirects_ends(publisher: Publisher) -> None:
    publisher.page("/f", status=302, headers={"Location": "/f"})
    assert (await get(publisher.url + "/f")).error.startswith("redirects")
    assert len(publisher.asked) == MOST_REDIRECTS + 1


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
    assert (await get(publisher.url + "/f")).body == b"half", "what came, came"
    assert (await get("http://127.0.0.1:1/")).error.startswith("connection")


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 35\r\nContent-Length: 35",
        b"Content-Length: 20",
        b"Content-Length: 900",
        b"Content-Security-Policy: " + b"https://cdn.example/ " * 600,
        b"\r\n".join(b"X-H%d: 1" % n for n in range(300)),
        b"a line without a colon",
        b"X Bad Name: 1",
    ],
    ids=["twice", "short", "long", "policy", "many", "no-colon", "bad-name"],
)
async def test_answers_that_browsers_stand_are_read(head: bytes) -> None:
    async with await raw(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n" + BODY) as server:
        assert (await get(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")).body == BODY


async def raw(answer: bytes) -> asyncio.Server:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    return await asyncio.start_server(serve, "127.0.0.1", 0)


async def test_a_chain_of_redirects_keeps_its_cookies_and_forgets_them(publisher: Publisher) -> None:
    async def gate(request: web.Request) -> web.Response:
        if request.cookies.get("seen") == "1":
            return web.Response(body=BODY)
        return web.Response(status=302, headers={"Location": "/check", "Set-Cookie": "seen=1; Path=/"})

    publisher.pages["/f"] = gate
    publisher.page("/check", status=302, headers={"Location": "/f"})
    assert (await get(publisher.url + "/f")).body == BODY
    assert (await get(publisher.url + "/f")).body == BODY
    assert [bool(r.headers.get("Cookie")) for r in publisher.asked] == [False, True, True] * 2


async def test_the_operators_headers_are_sent_and_secrets_stay_at_home(publisher: Publisher) -> None:
    away = publisher.url.replace("127.0.0.1", "localhost")
    publisher.page("/f", status=302, headers={"Location": f"{away}/g"})
    publisher.page("/g", body=BODY)
    manner = Manner({"User-Agent": "Mozilla/5.0", "Cookie": "a=b", "Authorization": "Basic x"})
    assert (await get(publisher.url + "/f", manner=manner)).body == BODY
    first, second = (request.headers for request in publisher.asked)
    assert (first["User-Agent"], first["Cookie"], first["Authorization"]) == ("Mozilla/5.0", "a=b", "Basic x")
    assert second["User-Agent"] == "Mozilla/5.0" and not {"Cookie", "Authorization"} & set(second)


async def test_a_server_that_wants_another_accept_gets_it_once(publisher: Publisher) -> None:
    async def picky(request: web.Request) -> web.Response:
        return web.Response(body=BODY) if request.headers["Accept"] == "*/*" else web.Response(status=406)

    publisher.pages["/f"] = picky
    assert (await get(publisher.url + "/f")).body == BODY
    publisher.page("/g", status=406)
    assert (await get(publisher.url + "/g")).error == "status: 406"
    assert len(publisher.asked) == 4


async def test_a_proxy_is_asked_in_place_of_the_server(publisher: Publisher) -> None:
    async def forward(request: web.Request) -> web.Response:
        return web.Response(body=BODY)

    publisher.pages["/f"] = forward
    answer = await get("http://desk.example/f", manner=Manner(proxy=publisher.url))
    assert (answer.body, answer.url) == (BODY, "http://desk.example/f")


async def test_a_file_of_certificates_that_is_none_is_told() -> None:
    answer = await get("https://127.0.0.1:1/", manner=Manner(ca="/no/such/file"))
    assert answer.error.startswith("tls: /no/such/file")


async def test_a_challenge_is_named(publisher: Publisher) -> None:
    url = publisher.page("/f", status=403, headers={"cf-mitigated": "challenge"})
    assert (await get(url)).error == "challenge: status: 403"
