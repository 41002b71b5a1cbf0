"""HTTP/1 read as browsers read it: for answers that break the letter of the protocol and that aiohttp refuses.

Called by `fetch.py` after such a refusal.  One GET over a connection of its own, under the same guard of addresses; the
caller bounds its time.  Lengths said twice, lines without a colon, chunks without an end: what came is taken.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from streams.feeds.addresses import guarded_socket

MOST_HEAD = 262_144  # bytes before the body
STRAGGLER_S = 0.5  # for bytes beyond the length that was said
_CHUNK = 65_536
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_SIZE = re.compile(rb"\s*([0-9a-fA-F]{1,8})\s*(?:;.*)?$")


class BrokenError(OSError):
    """An answer of which not even a browser could make anything."""


@dataclass(frozen=True, slots=True)
class Plain:
    """An answer: status, header lines in lower case as they came, and what came of the body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


async def get(
    url: str, headers: Mapping[str, str], most: int, guarded: bool, context: ssl.SSLContext | None = None
) -> Plain:
    """Ask for a URL.  Raises OSError: no connection, an address that is not public, or nothing that can be read.

    At most `most` bytes of the body are taken, and one more where there are more.
    """
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    sock = await _connected(parts.hostname or "", port, guarded)
    reader, writer = await asyncio.open_connection(
        sock=sock,
        ssl=(context or ssl.create_default_context()) if secure else None,
        server_hostname=parts.hostname if secure else None,
        limit=MOST_HEAD,
    )
    try:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{parts.query}" if parts.query else "")
        said = {"Host": parts.netloc.rpartition("@")[2], **headers, "Connection": "close"}
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items()), "", ""]
        writer.write("\r\n".join(lines).encode("utf-8", "replace"))
        await writer.drain()
        status, found = _head(await _until_empty_line(reader))
        return Plain(status, found, await _body(reader, found, most))
    finally:
        writer.close()


async def _connected(host: str, port: int, guarded: bool) -> socket.socket:
    loop = asyncio.get_running_loop()
    error: OSError = BrokenError(f"{host} has no address")
    for info in await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        sock = guarded_socket(info) if guarded else socket.socket(info[0], info[1], info[2])
        sock.setblocking(False)
        try:
            await loop.sock_connect(sock, info[4])
        except OSError as failed:
            sock.close()
            error = failed
        except BaseException:
            sock.close()
            raise
        else:
            return sock
    raise error


async def _until_empty_line(reader: asyncio.StreamReader) -> list[bytes]:
    lines: list[bytes] = []
    size = 0
    while True:
        try:
            line = await reader.readuntil(b"\n")
        except asyncio.IncompleteReadError as error:
            raise BrokenError("the answer ended before its body") from error
        except asyncio.LimitOverrunError as error:
            raise BrokenError("a header line without an end") from error
        size += len(line)
        if size > MOST_HEAD:
            raise BrokenError(f"more than {MOST_HEAD} bytes of headers")
        if not line.strip():
            return lines
        lines.append(line.rstrip(b"\r\n"))


def _head(lines: list[bytes]) -> tuple[int, tuple[tuple[str, str], ...]]:
    status = _STATUS.match(lines[0]) if lines else None
    if status is None:
        raise BrokenError("no HTTP")
    pairs = (line.decode("utf-8", "surrogateescape").partition(":") for line in lines[1:] if b":" in line)
    return int(status[1]), tuple((name.strip().lower(), value.strip()) for name, _, value in pairs)


async def _body(reader: asyncio.StreamReader, headers: tuple[tuple[str, str], ...], most: int) -> bytes:
    lengths = [int(value) for name, value in headers if name == "content-length" and value.isdecimal()]
    chunked = any(name == "transfer-encoding" and "chunked" in value.lower() for name, value in headers)
    if chunked:
        return _unchunked(await _read(reader, 2 * most + 1))[: most + 1]
    wanted = min(lengths[0], most + 1) if lengths else most + 1
    body = await _read(reader, wanted)
    if lengths and len(body) == wanted <= most:  # a length that counts characters, or another document
        try:
            async with asyncio.timeout(STRAGGLER_S):
                body += await _read(reader, most + 1 - len(body))
        except TimeoutError:
            pass
    return body


async def _read(reader: asyncio.StreamReader, most: int) -> bytes:
    parts: list[bytes] = []
    left = most
    while left > 0:
        try:
            part = await reader.read(min(_CHUNK, left))
        except (ConnectionError, ssl.SSLError):  # cut off: what came, came
            break
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _unchunked(raw: bytes) -> bytes:
    """Take the chunks apart; where the next is none, the rest is taken as it stands, or it was never chunked."""
    parts: list[bytes] = []
    at = 0
    while at < len(raw):
        end = raw.find(b"\n", at, at + 1_000)
        size = _SIZE.match(raw[at:end].strip()) if end >= 0 else None
        if size is None:
            return b"".join(parts) if parts else raw
        length = int(size[1], 16)
        if length == 0:
            break
        parts.append(raw[end + 1 : end + 1 + length])
        at = end + 1 + length
        at += 2 if raw[at : at + 2] == b"\r\n" else 1 if raw[at : at + 1] == b"\n" else 0
    return b"".join(parts)
