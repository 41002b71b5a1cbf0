"""One polite conditional GET: validators sent back byte for byte, every size and time bounded, private networks shut.

Read as browsers read it: ten redirects with the cookies of their chain, odd codings and lengths, a second try where a
server wants another Accept.  Called by `poller.py`, `trial.py` and `demarche read`.  Never raises on what a
server does; says what happened instead.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.metadata import version
from typing import Literal
from urllib.parse import urljoin, urlsplit

import aiohttp
from yarl import URL

from agents.installation import DISTRIBUTION
from streams.feeds import lenient
from streams.feeds.addresses import guarded_socket
from streams.feeds.domains import domain_of
from streams.feeds.inflate import TooLargeError, unpack

Outcome = Literal["changed", "not_modified", "gone", "error"]

USER_AGENT = f"demarche/{version(DISTRIBUTION)} (news feed reader)"
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)
ANY = "*/*"  # for servers that answer 406 to ours
MOST_REDIRECTS = 10
MOST_HEADER = 65_536  # bytes of one header line; policies of 12 kB are met
_REDIRECTS = frozenset({300, 301, 302, 303, 307, 308})
_LASTING = frozenset({301, 308})
_DOCUMENT = frozenset({200, 203, 226})
_NO_UTF8 = re.compile("[\ud800-\udfff]")  # how aiohttp hands on bytes of a header that are no UTF-8
_KEPT = (
    "etag", "last-modified", "cache-control", "expires", "date", "age", "retry-after", "x-ratelimit-reset",
    "content-type", "link", "refresh",
)  # fmt: skip
_OWN = ("authorization", "cookie")  # headers of the operator's that stay with the feed's own domain


@dataclass(frozen=True, slots=True)
class Manner:
    """How one feed is asked: headers of the operator's own, a proxy, a file of certificates to trust."""

    headers: Mapping[str, str] = field(default_factory=dict)
    proxy: str = ""
    ca: str = ""


@dataclass(frozen=True, slots=True)
class Web:
    """What fetches go through; `private_hosts` says whether private addresses may be connected to."""

    http: aiohttp.ClientSession
    private_hosts: bool
    timeout_s: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one fetch.  `moved_to` is where permanent redirects alone lead; `error` begins with its kind."""

    outcome: Outcome
    url: str
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    moved_to: str = ""
    error: str = ""
    seconds: float = 0.0


class FetchError(Exception):
    """Why a fetch gave nothing; `kind` is from a closed list."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(f"{kind}: {detail}")


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: Mapping[str, str]
    cookies: tuple[str, ...]
    body: bytes


@asynccontextmanager
async def session(timeout_s: float = 30.0, private_hosts: bool = False) -> AsyncIterator[Web]:
    """Open a session for fetching: no cookies, no proxies from the environment, no private addresses unless allowed."""
    connector = aiohttp.TCPConnector(
        limit=0,
        ttl_dns_cache=60,
        socket_factory=None if private_hosts else guarded_socket,
    )
    http = aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=timeout_s, sock_connect=10, sock_read=min(timeout_s, 15)),
        auto_decompress=False,  # we inflate under our own cap
        trust_env=False,
        max_line_size=MOST_HEADER,
        max_field_size=MOST_HEADER,
        max_headers=1_000,
    )
    async with http:
        yield Web(http, private_hosts, timeout_s)


async def fetch(
    web: Web,
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    max_bytes: int = 10_485_760,
    manner: Manner = Manner(),
    accept: str = ACCEPT,
) -> Answer:
    """Get a URL unless it is unchanged since `etag` and `last_modified`.

    Follows up to MOST_REDIRECTS redirects, each under the same checks and all within the session's total timeout.
    """
    began = time.perf_counter()
    asked = {"User-Agent": USER_AGENT, "Accept": accept, "Accept-Encoding": "gzip, deflate, br, zstd"}
    asked |= {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if value}
    try:
        async with asyncio.timeout(web.timeout_s):
            answer = await _follow(web, url, asked, manner, max_bytes)
            if answer.status == 406 and accept != ANY and "Accept" not in manner.headers:
                answer = await _follow(web, url, asked | {"Accept": ANY}, manner, max_bytes)
    except TimeoutError:
        answer = Answer("error", url, error=f"timeout: no full answer in {web.timeout_s:g} s")
    except FetchError as error:
        answer = Answer("error", url, error=str(error))
    except aiohttp.ClientError as error:
        answer = Answer("error", url, error=_kind_of(error))
    except (ValueError, OSError) as error:  # yarl and the resolver on odd URLs
        answer = Answer("error", url, error=f"url: {error}")
    told = answer.error.encode("utf-8", "backslashreplace").decode()  # may quote what a server said
    return replace(answer, error=told, seconds=round(time.perf_counter() - began, 4))


async def _follow(web: Web, url: str, asked: Mapping[str, str], manner: Manner, most: int) -> Answer:
    at, moved_to, lasting = url, "", True
    cookies = aiohttp.CookieJar(unsafe=True, quote_cookie=False)  # of this chain alone; `unsafe` takes IP addresses
    for _ in range(MOST_REDIRECTS + 1):
        _check_scheme(at)
        headers = {**asked, **_own_headers(manner, url, at)}
        if kept := "; ".join(f"{c.key}={c.value}" for c in cookies.filter_cookies(URL(at)).values()):
            headers["Cookie"] = "; ".join(part for part in (headers.get("Cookie", ""), kept) if part)
        reply = await _ask(web, at, headers, manner, most)
        target = reply.headers.get("location")
        if reply.status not in _REDIRECTS or not target:
            return await _answer(reply, at, moved_to, most)
        cookies.update_cookies_from_headers(reply.cookies, URL(at))
        lasting = lasting and reply.status in _LASTING
        at = urljoin(at, _NO_UTF8.sub(_percent, target))
        moved_to = at if lasting else moved_to
    raise FetchError("redirects", f"more than {MOST_REDIRECTS}")


def _own_headers(manner: Manner, first: str, at: str) -> dict[str, str]:
    """Give the operator's headers; passwords and cookies go to nobody but whom they were meant for."""
    known = domain_of(first) == domain_of(at)
    return {name: value for name, value in manner.headers.items() if known or name.lower() not in _OWN}


async def _ask(web: Web, url: str, headers: Mapping[str, str], manner: Manner, most: int) -> _Reply:
    """Make one request by aiohttp; where it cannot stand the answer, another that can."""
    context = _trust(manner.ca) if manner.ca else None
    if manner.proxy:
        # The operator's proxy may stand on a private address; what it connects to, only it knows.
        async with session(web.timeout_s, private_hosts=True) as through:
            return await _read(through.http, url, headers, most, proxy=manner.proxy, context=context)
    try:
        return await _read(web.http, url, headers, most, context=context)
    except (aiohttp.ClientResponseError, aiohttp.ClientPayloadError, aiohttp.ServerDisconnectedError) as error:
        try:
            plain = await lenient.get(url, headers, most, not web.private_hosts, context)
        except OSError:
            raise error from None
    if len(plain.body) > most:
        raise FetchError("too-large", f"more than {most} bytes")
    cookies = tuple(value for name, value in plain.headers if name == "set-cookie")
    return _Reply(plain.status, dict(reversed(plain.headers)), cookies, plain.body)


@lru_cache(maxsize=64)
def _trust(file: str) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context()
        context.load_verify_locations(file)
    except OSError as error:
        raise FetchError("tls", f"{file}: {error}") from error
    return context


async def _read(
    http: aiohttp.ClientSession,
    url: str,
    headers: Mapping[str, str],
    most: int,
    *,
    proxy: str = "",
    context: ssl.SSLContext | None = None,
) -> _Reply:
    async with http.get(
        URL(url),
        headers=dict(headers),
        allow_redirects=False,
        max_redirects=0,
        proxy=proxy or None,
        ssl=True if context is None else context,
    ) as response:
        found = {name.lower(): value for name, value in reversed([*response.headers.items()])}
        cookies = tuple(response.headers.getall("Set-Cookie", ()))
        if response.status not in _DOCUMENT:
            return _Reply(response.status, found, cookies, b"")
        parts: list[bytes] = []
        size = 0
        async for chunk in response.content.iter_chunked(65_536):
            size += len(chunk)
            if size > most:
                raise FetchError("too-large", f"more than {most} bytes")
            parts.append(chunk)
        return _Reply(response.status, found, cookies, b"".join(parts))


async def _answer(reply: _Reply, at: str, moved_to: str, most: int) -> Answer:
    # A value in no known encoding could neither be kept in a record nor be sent back byte for byte.
    said = ((name, reply.headers.get(name)) for name in _KEPT)
    headers = {name: value for name, value in said if value is not None and not _NO_UTF8.search(value)}
    status = reply.status
    if status == 304:
        return Answer("not_modified", at, status, headers, moved_to=moved_to)
    if status == 410:
        return Answer("gone", at, status, headers, error="gone: the feed is no more", moved_to=moved_to)
    if status not in _DOCUMENT:
        kind = "challenge: " if "cf-mitigated" in reply.headers else ""
        return Answer("error", at, status, headers, error=f"{kind}status: {status}", moved_to=moved_to)
    encoding = reply.headers.get("content-encoding", "")
    try:
        # Off the loop where it takes a while: ten megabytes are 40 ms.
        body = (
            unpack(reply.body, encoding, most)
            if not encoding or len(reply.body) < 32_768
            else await asyncio.to_thread(unpack, reply.body, encoding, most)
        )
    except TooLargeError as error:
        raise FetchError("too-large", f"more than {most} bytes") from error
    except ValueError as error:
        raise FetchError("encoding", str(error)) from error
    return Answer("changed", at, status, headers, body, moved_to=moved_to)


def _percent(byte: re.Match[str]) -> str:
    """Write a byte of an address as browsers send it: Latin-1 of old servers stays the byte that it was."""
    return f"%{ord(byte[0]) & 0xFF:02X}"


def _check_scheme(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError("url", f"{url[:200]!r} is not http or https")


def _kind_of(error: aiohttp.ClientError) -> str:
    text = f"{error}"
    if "is not a public address" in text:
        return f"forbidden: {text}"
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError):
        return f"tls: {text}"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return f"dns: {text}"
    if isinstance(error, aiohttp.ClientConnectionError):
        return f"connection: {text}"
    return f"http: {type(error).__name__}: {text}"
