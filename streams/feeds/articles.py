"""Rows of a feed -> Article records: ids, one text, a date that is trusted as far as it deserves.

Called by `poll.py`, `trial.py` and `replayed.py`.  Pure: the time of fetching is an argument.  Every row that makes no
article is counted with its reason; none is left out without a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from agents.clipping import clipped, cut
from agents.fingerprint import fingerprint
from agents.identity import revision_id
from agents.limits import HEADING_CHARS, TEXT_CHARS
from agents.records import Article, Feed, Trust
from streams.feeds.naming import Naming, is_page, is_proxied
from streams.feeds.rows import Document, Row

OLDEST = datetime(1995, 1, 1, tzinfo=UTC)  # older dates are broken clocks and defaults
FUTURE = timedelta(hours=48)  # a date farther ahead is no statement about this article
SKEW = timedelta(minutes=2)  # clocks differ; up to here a date ahead is taken as it stands
MOST_ROWS = 2_000  # of one document
SITEMAP_DAYS = timedelta(days=3)  # news sitemaps hold two; what is older in one is the site, not the news
_DAY = re.compile(r"/((?:19|20)\d\d)([/-])(\d{1,2})\2(\d{1,2})(?=[/-])")
_ALERTS = "tag:google.com,2013:googlealerts/"  # ids of alerts, whose addresses are unwrapped


# Why an entry made no article: nothing to read, beyond MOST_ROWS, the same entry twice, a fault of ours, or (of a
# sitemap, which lists whole sites) no date or an old one.  `poll.py` adds `seen`: published before, and unchanged.
Reason = Literal["empty", "cap", "double", "refused", "undated", "too-old"]


@dataclass(frozen=True, slots=True)
class Harvest:
    """What a document gave: articles in its order, rows that made none by reason, names to remember (`naming.py`)."""

    articles: tuple[Article, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[tuple[Row, str], ...] = ()


def harvest(
    feed: Feed, document: Document, fetched_at: datetime, remembered: Mapping[str, str] | None = None
) -> Harvest:
    """Make an article of each row that has a title or text, in the document's order, each article once.

    `remembered` are the names that earlier documents of the feed taught.  A row that cannot be used is a fault of its
    own: the others are read.
    """
    rows = _newest(document.rows)
    dropped: Counter[str] = Counter()
    dropped["cap"] = len(document.rows) - len(rows)
    naming = Naming(feed.id, rows, remembered or {})
    articles: dict[str, Article] = {}
    faults: list[tuple[Row, str]] = []
    for index, row in enumerate(rows):
        reason = _idle(feed, document, row, fetched_at)
        if not reason:
            try:
                article = _article(feed, document, row, fetched_at, naming.name(index, row))
            except Exception as error:  # one bad entry never blocks its feed
                reason = "refused"
                faults.append((row, f"{type(error).__name__}: {error}"))
            else:
                reason = "double" if article.id in articles else ""
                articles.setdefault(article.id, article)
        dropped[reason] += 1
    del dropped[""]
    return Harvest(tuple(articles.values()), +dropped, naming.learnt, tuple(faults))


def _newest(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Give at most MOST_ROWS rows, in their order: the newest by date, else those on the side where the newest are."""
    if len(rows) <= MOST_ROWS:
        return rows
    dates = [row.published or OLDEST for row in rows]
    kept = sorted(range(len(rows)), key=lambda n: dates[n], reverse=True)[:MOST_ROWS]  # stable: undated from the top
    return tuple(rows[n] for n in sorted(kept))


def _idle(feed: Feed, document: Document, row: Row, fetched_at: datetime) -> Reason | Literal[""]:
    if not row.title.strip() and not row.text.strip():
        return "empty"
    if document.format != "sitemap" or feed.archive:
        return ""
    if row.published is None:
        return "undated"
    return "too-old" if fetched_at - row.published > SITEMAP_DAYS else ""


def published(stated: datetime | None, fetched_at: datetime) -> tuple[datetime, Trust]:
    """Say when an article was published and how far that is trusted.

    None, a date before 1995 and one more than 48 h ahead give the time of fetching; one less far ahead is moved back.
    """
    if stated is None or stated < OLDEST or stated > fetched_at + FUTURE:
        return fetched_at, "fetched"
    if stated > fetched_at + SKEW:
        return fetched_at, "clamped"
    return stated, "stated"


def text_of(title: str, body: str) -> str:
    """Put headline and body into one text; a body that only repeats the headline is left out."""
    body = body.strip()
    first, _, rest = body.partition("\n\n")
    if _folded(first) == _folded(title):
        body = rest
    return f"{title}\n\n{body}" if title and body else title or body


def bounded(article: Article) -> Article:
    """Give an article within the caps of its fields, with the revision and fingerprint of the text that is left.

    Raises TooLongError where an id is too long.
    """
    text = cut(article.text, TEXT_CHARS, 6 * TEXT_CHARS)
    return clipped(
        msgspec.structs.replace(
            article,
            text=text,
            revision=revision_id(article.id, article.title, text),
            fingerprint=fingerprint(text),
        )
    )


def _article(feed: Feed, document: Document, row: Row, fetched_at: datetime, name: str) -> Article:
    source, title = _source_and_title(row)
    title = cut(title, HEADING_CHARS)
    pages = (row.link if row.own_link else "", row.id, row.link, document.site)
    url = next((url for url in pages if is_page(url)), "")
    moment, trust = published(row.published or _day_of(row.link if row.own_link else "", fetched_at), fetched_at)
    article = Article(
        id=name,
        revision="",
        feed_id=feed.id,
        url=url,
        title=title,
        text=text_of(title, row.text),
        published_at=moment,
        fetched_at=moment if feed.archive else fetched_at,
        published_trust=trust,
        guid=row.id,
        outlet=feed.name or document.title,
        publisher=source,
        author=row.author,
        lang=feed.lang or row.lang or document.lang,
    )
    return bounded(article)


def _source_and_title(row: Row) -> tuple[str, str]:
    """Part the publisher from the title where a search service wrote it behind: "Envoy recalled - The Desk"."""
    if row.source and row.title.endswith(f" - {row.source}"):
        return row.source, row.title.removesuffix(f" - {row.source}")
    if not row.source and (is_proxied(row.link) or row.id.startswith(_ALERTS)):
        title, _, source = row.title.rpartition(" - ")
        return (source, title) if title else ("", row.title)
    return row.source, row.title


def _day_of(url: str, fetched_at: datetime) -> datetime | None:
    """Read a past day that stands in an address (`/2025/10/28/`); today's says less than the fetching does."""
    match = _DAY.search(url)
    try:
        day = datetime(int(match[1]), int(match[3]), int(match[4]), tzinfo=UTC) if match else None
    except ValueError:
        return None
    return day if day and day + timedelta(days=1) <= fetched_at else None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".…")
