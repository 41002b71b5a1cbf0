"""One feed tried by hand: what its server answered, what was read in it, when it would be polled again.

Called by `demarche feeds check` and `add --discover`; keeps and publishes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from agents.clipping import clipped
from agents.records import Article, Feed, PollState
from streams.feeds.articles import harvest
from streams.feeds.fetch import Answer, fetch, session
from streams.feeds.ids import ids_for
from streams.feeds.opml import mended
from streams.feeds.parse import parse
from streams.feeds.rows import Document, RefusedError
from streams.feeds.schedule import next_poll
from streams.settings import Settings


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it.  `error` is empty where the feed can be polled as it is; `leads` are what it names instead."""

    where: str
    answer: Answer
    document: Document | None
    articles: tuple[Article, ...]
    error: str
    next_poll_at: datetime | None
    dropped: Mapping[str, int] = field(default_factory=dict)
    leads: tuple[str, ...] = ()


async def try_feed(where: str, settings: Settings, now: datetime) -> Trial:
    """Fetch a URL or open a file, and read it as the poller would."""
    web = where.startswith(("http://", "https://"))
    answer = await _fetch(where, settings) if web else _open(where)
    feed = Feed(id="check", url=where)
    due = next_poll(feed, PollState(failures=1), answer, now, settings.poll_interval_s) if web else None
    if answer.outcome != "changed":
        return Trial(where, answer, None, (), answer.error, due)
    try:
        document = parse(answer.body, answer.url if web else "", answer.headers)
    except RefusedError as refusal:
        return Trial(where, answer, None, (), str(refusal), due, leads=refusal.leads)
    crop = harvest(feed, document, now)
    error = "" if document.rows or not document.leads else f"an index that leads to {len(document.leads)} sitemaps"
    return Trial(where, answer, document, crop.articles, error, due, crop.dropped, document.leads)


async def discovered(address: str, settings: Settings, now: datetime) -> tuple[Feed | None, str]:
    """Give the feed of an address, or of the page there; else why there is none."""
    url = mended(address)
    if not url:
        return None, "no address of the web"
    trial = await try_feed(url, settings, now)
    for lead in trial.leads:
        if trial.document is not None:
            break
        trial = await try_feed(lead, settings, now)
    if trial.document is None:
        return None, trial.error
    name = trial.document.title
    found = Feed(id="", url=trial.answer.moved_to or trial.where, name=name, lang=trial.document.lang)
    return clipped(msgspec.structs.replace(found, id=ids_for([(name, found.url)])[found.url])), ""


async def _fetch(url: str, settings: Settings) -> Answer:
    async with session(settings.poll_timeout_s, settings.poll_private_hosts) as web:
        return await fetch(web, url, max_bytes=settings.poll_max_bytes)


def _open(path: str) -> Answer:
    try:
        return Answer("changed", path, body=Path(path).read_bytes())
    except OSError as error:
        return Answer("error", path, error=str(error))
