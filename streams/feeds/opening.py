"""The answer of a fetch -> the document that was meant, which an index of sitemaps or a page of HTML may only name.

Called by `poll.py`.  What is no feed becomes an answer of outcome `error`, told once in a reject.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Protocol

from agents.records import Feed, PollState
from streams import metrics
from streams.feeds.fetch import Answer
from streams.feeds.pool import ParseError
from streams.feeds.rows import Document, RefusedError, Row

MOST_LEADS = 3  # pages that lead to pages, before a feed must come

Refuse = Callable[[Feed, str, str, str, bytes], Awaitable[None]]  # reason, error, name, bytes


class Fetch(Protocol):
    """Fetches a feed by its own address and validators; given another address, that one without condition."""

    async def __call__(self, feed: Feed, url: str = "") -> Answer: ...


class Parse(Protocol):
    """What `pool.Pool.parse` gives: a document, or RefusedError or ParseError; anything else tells nothing of it."""

    async def __call__(
        self, body: bytes, base_url: str, headers: Mapping[str, str], lang: str = "", zone: str = ""
    ) -> Document: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A fetch with what stood in it; `document` is None where nothing new did.  `body_hash` is to be remembered."""

    answer: Answer
    document: Document | None = None
    body_hash: str = ""


@dataclass(frozen=True, slots=True)
class Opener:
    """Reads what came, and follows where it leads."""

    fetch: Fetch
    parse: Parse
    refuse: Refuse

    async def open(self, feed: Feed, old: PollState, answer: Answer) -> Opened:
        """Parse a body unless it is the one of the last time.  Raises BrokenPoolError."""
        if answer.outcome != "changed":
            return Opened(answer, None, old.body_hash)
        body_hash = blake2b(answer.body, digest_size=16).hexdigest()
        if body_hash == old.body_hash:
            # Refused before, it is still no feed.
            refused = old.last_error if old.last_error.startswith("document ") else ""
            same = replace(answer, outcome="error" if refused else "not_modified", error=refused)
            return Opened(same, None, body_hash)
        try:
            with metrics.STAGE_SECONDS.labels("parse").time():
                document = await self._read(feed, answer)
        except (RefusedError, ParseError) as error:
            return await self._advertised(feed, answer, error) or await self._refused(feed, answer, error, body_hash)
        if document.leads and not document.rows:
            return Opened(_unvalidated(answer), await self._of_index(feed, document))
        return Opened(answer, document, body_hash)

    async def _read(self, feed: Feed, answer: Answer) -> Document:
        return await self.parse(answer.body, answer.url, answer.headers, feed.lang, feed.zone)

    async def _refused(self, feed: Feed, answer: Answer, error: RefusedError | ParseError, body_hash: str) -> Opened:
        await self.refuse(feed, error.reason, str(error), body_hash, answer.body)
        return Opened(replace(answer, outcome="error", error=f"document {error}"), None, body_hash)

    async def _advertised(self, feed: Feed, page: Answer, error: Exception) -> Opened | None:
        """Read the feed that a page of HTML names in its place; counted as a move there."""
        for _ in range(MOST_LEADS):
            if not isinstance(error, RefusedError) or not error.leads:
                return None
            answer = await self.fetch(feed, error.leads[0])
            if answer.outcome != "changed":
                return None
            try:
                document = await self._read(feed, answer)
            except (RefusedError, ParseError) as refusal:  # it may send on once more
                error = refusal
                continue
            return Opened(replace(_unvalidated(page), moved_to=answer.moved_to or answer.url), document)
        return None

    async def _of_index(self, feed: Feed, index: Document) -> Document:
        """Read the newest sitemaps of an index as one document; one that cannot be read is left to the next poll."""
        rows: list[Row] = []
        for lead in index.leads:
            answer = await self.fetch(feed, lead)
            if answer.outcome != "changed":
                continue
            try:
                rows += (await self._read(feed, answer)).rows
            except (RefusedError, ParseError):
                continue
        return replace(index, rows=tuple(rows))


def _unvalidated(answer: Answer) -> Answer:
    """Forget the validators of a document that only leads to another: it may stay while that one changes."""
    kept = {name: value for name, value in answer.headers.items() if name not in ("etag", "last-modified")}
    return replace(answer, headers=kept)
