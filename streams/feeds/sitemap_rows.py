"""News sitemaps: `urlset` with the news namespace, as publishers give them to search engines.

Called by `parse.py` with a tree of `recover.py`'s parser; an index of sitemaps gives no rows.
"""

from __future__ import annotations

from lxml import etree

from streams.feeds.dates import read_date
from streams.feeds.html import line
from streams.feeds.recover import name_of
from streams.feeds.rows import Document, Row

MOST_ROWS = 2_000  # a sitemap may hold 50,000 addresses, newest first


def read_sitemap(root: etree._Element) -> Document:
    """Read the first MOST_ROWS addresses of a sitemap, with news titles and dates where it has them."""
    rows: list[Row] = []
    for url in root:
        if len(rows) == MOST_ROWS:
            break
        if name_of(url) == "url":
            rows.append(_row(url))
    return Document(format="sitemap", rows=tuple(row for row in rows if row.link))


def _row(url: etree._Element) -> Row:
    stated: dict[str, str] = {}
    for node in url.iter():
        if node.text and (name := name_of(node)) and "image" not in node.tag and "video" not in node.tag:
            stated.setdefault(name, node.text.strip())
    link = stated.get("loc", "")
    return Row(
        title=line(stated.get("title", "")),
        link=link,
        id=link,
        published=read_date(stated.get("publication_date", "")) or read_date(stated.get("lastmod", "")),
        lang=stated.get("language", ""),
    )
