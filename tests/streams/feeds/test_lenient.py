"""Answers that break the letter of HTTP, and what is taken of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from streams.feeds.lenient import MOST_HEAD, BrokenError, Plain, get

BODY = b"<rss version='2.0'><channel/></rss>"


@asynccontextmanager
async def answering(answer: bytes, stay: float = 0.0) -> AsyncIterator[str]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        await asyncio.sleep(stay)
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


async def got(answer: bytes, most: int = 1_000, stay: float = 0.0) -> Plain:
    async with answering(answer, stay) as url:
        return await get(url, {"Accept": "*/*"}, most, guarded=False)


def chunks(*parts: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


CHUNKED = b"Transfer-Encoding: chunked\r\n"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"", BODY),
        (b"Content-Length: 35\r\nContent-Length: 35\r\n", BODY),
        (b"Content-Length: 10\r\n", BODY),
        (b"Content-Length: 9999\r\n", BODY),
        (CHUNKED, chunks(BODY[:9], BODY[9:]) + b"0\r\n\r\n"),
        (CHUNKED, chunks(BODY[:9], BODY[9:])),
        (CHUNKED + b"Content-Length: 35\r\n", chunks(BODY) + b"0\r\n\r\n"),
        (CHUNKED, BODY),
        (CHUNKED, b"23 \r\n" + BODY + b"\r\n0\r\n\r\n"),
        (CHUNKED, b"23;x=1\r\n" + BODY + b"\r\n0\r\n\r\n"),
    ],
)
async def test_what_came_is_taken(head: bytes, body: bytes) -> None:
    found = await got(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n" + body)
    assert (found.status, found.body) == (200, BODY)


async def test_a_server_that_stays_after_the_length_it_said_is_not_waited_for() -> None:
    async with asyncio.timeout(2):
        found = await got(b"HTTP/1.0 200\nContent-Length: 35\n\n" + BODY, stay=1.5)
    assert found.body == BODY


async def test_headers_are_read_whatever_stands_between_them() -> None:
    found = await got(b'HTTP/1.1 200 OK\r\ngarbage\r\nETag : "1"\r\nLocation: /caf\xe9\r\n\r\n')
    assert found.headers == (("etag", '"1"'), ("location", "/caf\udce9"))


@pytest.mark.parametrize(
    "answer",
    [b"", b"nothing of the kind\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200\r\nX: " + b"x" * MOST_HEAD * 2],
)
async def test_of_nothing_nothing_is_made(answer: bytes) -> None:
    with pytest.raises(BrokenError):
        await got(answer)


async def test_a_body_past_the_cap_is_cut_one_byte_behind_it() -> None:
    for head in (b"", CHUNKED):
        body = chunks(b"x" * 5_000) if head else b"x" * 5_000
        assert len((await got(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n" + body, most=100)).body) == 101


async def test_private_addresses_are_shut() -> None:
    async with answering(b"HTTP/1.1 200 OK\r\n\r\n" + BODY) as url:
        with pytest.raises(OSError, match="not a public address"):
            await get(url, {}, 1_000, guarded=True)


async def test_a_closed_port_is_told() -> None:
    with pytest.raises(OSError):
        await get("http://127.0.0.1:1/", {}, 1_000, guarded=False)
