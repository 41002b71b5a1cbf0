"""News sitemaps: `urlset` with the news namespace, as publishers give them to search engines.

Called by `parse.py` with a tree of `recover.py`'s parser.  An index of sitemaps gives no rows but the addresses of
its newest ones, which whoever fetches may follow.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from lxml import etree

from streams.feeds.dates import read_date
from streams.feeds.html import line
from streams.feeds.recover import name_of
from streams.feeds.rows import Document, Row

MOST_ROWS = 2_000  # a sitemap may hold 50,000 addresses, newest first
MOST_LEADS = 3  # sitemaps of an index that are followed
OLDEST = datetime.min.replace(tzinfo=UTC)
_SLUG_WORDS = 3  # an address of fewer words is a section


def read_sitemap(root: etree._Element) -> Document:
    """Read the first MOST_ROWS addresses of a sitemap, with news titles and dates where it has them."""
    if name_of(root) == "sitemapindex":
        return Document(format="sitemap", leads=_newest(root))
    rows: list[Row] = []
    for url in root:
        if len(rows) == MOST_ROWS:
            break
        if name_of(url) == "url":
            rows.append(_row(url))
    return Document(format="sitemap", rows=tuple(row for row in rows if row.link))


def _newest(index: etree._Element) -> tuple[str, ...]:
    """Give the addresses of an index that are worth a look: those named as news first, then the last changed."""
    stated = [_stated(node) for node in index if name_of(node) == "sitemap"]
    dated = sorted(stated, key=lambda s: read_date(s.get("lastmod", "")) or OLDEST, reverse=True)
    found = [s["loc"] for s in dated if s.get("loc")]
    return tuple(sorted(found, key=lambda url: "news" not in url.lower())[:MOST_LEADS])


def _stated(node: etree._Element) -> dict[str, str]:
    return {name_of(child): child.text.strip() for child in node if child.text}


def _row(url: etree._Element) -> Row:
    stated: dict[str, str] = {}
    for node in url.iter():
        if node.text and (name := name_of(node)) and "image" not in node.tag and "video" not in node.tag:
            stated.setdefault(name, node.text.strip())
    link = stated.get("loc", "")
    return Row(
        title=line(stated.get("title", "")) or _title_of(link),
        link=link,
        id=link,
        published=read_date(stated.get("publication_date", "")) or read_date(stated.get("lastmod", "")),
        lang=stated.get("language", ""),
    )


def _title_of(link: str) -> str:
    """Make a title of the words of an address where a sitemap names none: all that can be known without the page."""
    try:
        slug = unquote(urlsplit(link).path).rstrip("/").rpartition("/")[2]
    except ValueError:
        return ""
    words = [word for word in re.split(r"[-_]+", re.sub(r"\.\w{2,5}$", "", slug)) if not re.search(r"\d", word)]
    return " ".join(words).capitalize() if len(words) >= _SLUG_WORDS else ""
