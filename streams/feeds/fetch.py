"""One polite conditional GET: validators sent back byte for byte, every size and time bounded, private networks shut.

Called by `poller.py`, `trial.py` and `demarche read`.  Never raises on what a server does; says what happened instead.
"""

from __future__ import annotations

import asyncio
import re
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from typing import Literal
from urllib.parse import urljoin, urlsplit

import aiohttp
from yarl import URL

from agents.installation import DISTRIBUTION
from streams.feeds.addresses import guarded_socket
from streams.feeds.inflate import Inflater, TooLargeError

Outcome = Literal["changed", "not_modified", "gone", "error"]

USER_AGENT = f"demarche/{version(DISTRIBUTION)} (news feed reader)"
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)
MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LASTING = frozenset({301, 308})
_NO_UTF8 = re.compile("[\ud800-\udfff]")  # how aiohttp hands on bytes of a header that are no UTF-8
_KEPT = ("etag", "last-modified", "cache-control", "expires", "date", "age", "retry-after", "content-type")


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


def session(timeout_s: float = 30.0, private_hosts: bool = False) -> aiohttp.ClientSession:
    """Open a session for fetching: no cookies, no proxies from the environment, no private addresses unless allowed."""
    connector = aiohttp.TCPConnector(
        limit=0,
        ttl_dns_cache=60,
        socket_factory=None if private_hosts else guarded_socket,
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=timeout_s, sock_connect=10, sock_read=min(timeout_s, 15)),
        auto_decompress=False,  # we inflate under our own cap
        trust_env=False,
        headers={"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"},
    )


async def fetch(
    http: aiohttp.ClientSession, url: str, *, etag: str = "", last_modified: str = "", max_bytes: int = 10_485_760
) -> Answer:
    """Get a URL unless it is unchanged since `etag` and `last_modified`.

    Follows up to MOST_REDIRECTS redirects, each under the same checks and all within the session's total timeout.
    """
    began = time.perf_counter()
    asked = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if value}
    try:
        async with asyncio.timeout(http.timeout.total):
            answer = await _follow(http, url, asked, max_bytes)
    except TimeoutError:
        answer = Answer("error", url, error=f"timeout: no full answer in {http.timeout.total:g} s")
    except FetchError as error:
        answer = Answer("error", url, error=str(error))
    except aiohttp.ClientError as error:
        answer = Answer("error", url, error=_kind_of(error))
    except (ValueError, OSError) as error:  # yarl and the resolver on odd URLs
        answer = Answer("error", url, error=f"url: {error}")
    told = answer.error.encode("utf-8", "backslashreplace").decode()  # may quote what a server said
    return replace(answer, error=told, seconds=round(time.perf_counter() - began, 4))


async def _follow(http: aiohttp.ClientSession, url: str, asked: Mapping[str, str], most: int) -> Answer:
    at, moved_to, lasting = url, "", True
    for _ in range(MOST_REDIRECTS + 1):
        _check_scheme(at)
        async with http.get(URL(at), headers=dict(asked), allow_redirects=False, max_redirects=0) as response:
            target = response.headers.get("Location")
            if response.status in _REDIRECTS and target:
                lasting = lasting and response.status in _LASTING
                at = urljoin(at, _NO_UTF8.sub(_percent, target))
                moved_to = at if lasting else moved_to
                continue
            return await _answer(response, at, moved_to, most)
    raise FetchError("redirects", f"more than {MOST_REDIRECTS}")


async def _answer(response: aiohttp.ClientResponse, at: str, moved_to: str, most: int) -> Answer:
    # A value in no known encoding could neither be kept in a record nor be sent back byte for byte.
    said = ((name, response.headers.get(name)) for name in _KEPT)
    headers = {name: value for name, value in said if value is not None and not _NO_UTF8.search(value)}
    status = response.status
    if status == 304:
        return Answer("not_modified", at, status, headers, moved_to=moved_to)
    if status == 410:
        return Answer("gone", at, status, headers, error="gone: the feed is no more", moved_to=moved_to)
    if status != 200:
        return Answer("error", at, status, headers, error=f"status: {status}", moved_to=moved_to)
    body = await _read(response, most)
    return Answer("changed", at, status, headers, body, moved_to=moved_to)


async def _read(response: aiohttp.ClientResponse, most: int) -> bytes:
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchError("encoding", f"{encoding[:40]} was not asked for")
    inflater, parts = Inflater(encoding, most), []
    try:
        async for chunk in response.content.iter_chunked(65_536):
            parts.append(inflater.feed(chunk))
    except TooLargeError as error:
        raise FetchError("too-large", f"more than {most} bytes") from error
    except zlib.error as error:
        raise FetchError("encoding", f"broken {encoding}: {error}") from error
    return b"".join(parts)


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
