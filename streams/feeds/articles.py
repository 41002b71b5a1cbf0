"""Rows of a feed -> Article records: ids, one text, a date that is trusted as far as it deserves.

Called by `poll.py`, `page.py`, `trial.py` and `replayed.py`.  Pure: the time of fetching is an
argument.  Leaves out rows without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from agents.clipping import clipped, cut
from agents.fingerprint import fingerprint
from agents.identity import article_id, revision_id
from agents.limits import HEADING_CHARS, TEXT_CHARS
from agents.records import Article, Feed, Trust
from streams.feeds.rows import Document, Row

OLDEST = datetime(1995, 1, 1, tzinfo=UTC)  # older dates are broken clocks and defaults
FUTURE = timedelta(hours=48)  # a date farther ahead is no statement about this article
SKEW = timedelta(minutes=2)  # clocks differ; up to here a date ahead is taken as it stands
MOST_ROWS = 2_000  # of one document


def articles_of(feed: Feed, document: Document, fetched_at: datetime) -> Iterator[Article]:
    """Make an article of each row that has a title or text, in the document's order, each article once."""
    known: set[str] = set()
    rows = document.rows[:MOST_ROWS]
    shared = _shared_links(rows)
    for row in rows:
        article = _article(
            feed, document, row, fetched_at, row.own_link and _is_page(row.link) and row.link not in shared
        )
        if article is not None and article.id not in known:
            known.add(article.id)
            yield article


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


def _article(feed: Feed, document: Document, row: Row, fetched_at: datetime, alone: bool) -> Article | None:
    title = cut(row.title, HEADING_CHARS)
    text = text_of(title, row.text)
    if not text:
        return None
    pages = (row.link if row.own_link else "", row.id, row.link, document.site)
    own = row.link if row.own_link and alone and _is_page(row.link) else ""
    # Under an address that several rows share (a live page, a broken template) the guid tells them apart.
    name = article_id(own, feed.id, _own_name(row))
    moment, trust = published(row.published, fetched_at)
    article = Article(
        id=name,
        revision="",
        feed_id=feed.id,
        url=next((url for url in pages if _is_page(url)), ""),
        title=title,
        text=text,
        published_at=moment,
        fetched_at=moment if feed.archive else fetched_at,
        published_trust=trust,
        guid=row.id,
        outlet=feed.name or document.title,
        publisher=row.source,
        lang=feed.lang or row.lang or document.lang,
    )
    return bounded(article)


def _shared_links(rows: Sequence[Row]) -> set[str]:
    """Find the addresses under which rows of different ids or, without ids, titles stand."""
    names = {(row.link, _own_name(row)) for row in rows}
    return {link for link, count in Counter(link for link, _ in names).items() if count > 1}


def _own_name(row: Row) -> str:
    """Give what tells a row from others under the same address: its id, else its title."""
    return row.id if row.id and row.id != row.link else row.title


def _is_page(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".…")
