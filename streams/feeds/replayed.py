"""A line of a JSON-lines file -> an Article, under the same ids that a poller would give it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from agents.clipping import cut
from agents.identity import article_id, revision_id
from agents.limits import HEADING_CHARS
from agents.records import Article
from streams.feeds.articles import bounded, published, text_of

FEED = "replay"


def replayed(row: Any, now: datetime) -> Article:
    """Make an article of a row.  Raises ValueError where it has no text, an unreadable date or a too long `feed_id`.

    It counts as fetched when the row says so, else when it was published: its alerts are those of that day.
    """
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
        raise ValueError('an article needs a "text"')
    title, url = cut(str(row.get("title") or ""), HEADING_CHARS), str(row.get("url") or "")
    guid = str(row.get("id") or row.get("guid") or "")
    text = text_of(title, row["text"])
    feed = str(row.get("feed_id") or FEED)
    name = article_id(url, feed, guid or revision_id(feed, title, text))
    stated, fetched = row.get("published_at") or row.get("published"), row.get("fetched_at")
    fetched_at = min(_moment(fetched), now) if fetched else now
    moment, trust = published(_moment(stated) if stated else None, fetched_at)
    article = Article(
        id=name,
        revision="",
        feed_id=feed,
        url=url,
        title=title,
        text=text,
        published_at=moment,
        fetched_at=fetched_at if fetched else moment,
        published_trust=trust,
        guid=guid,
        outlet=str(row.get("outlet") or row.get("source") or ""),
        publisher=str(row.get("publisher") or ""),
        lang=str(row.get("lang") or ""),
    )
    return bounded(article)


def _moment(stated: Any) -> datetime:
    moment = datetime.fromisoformat(str(stated))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
