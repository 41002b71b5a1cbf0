"""The bytes of a feed document -> its rows, whatever format they are in.

`pool.py` runs this in a process that may be killed; `demarche feeds parse` runs it in place.  Pure: opens nothing,
knows no clock, and says no only by `RefusedError`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from streams.feeds.decode import decode
from streams.feeds.discovery import of_headers, refusal_of
from streams.feeds.json_rows import read_json
from streams.feeds.links import settle
from streams.feeds.recover import read_tree, tree_of
from streams.feeds.references import resolve
from streams.feeds.rows import Document, RefusedError, Row
from streams.feeds.sitemap_rows import read_sitemap
from streams.feeds.xml_rows import read_xml

# The first of these that is no comment and no script says what the document is.
_ROOT = re.compile(
    r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)|(?P<page><!DOCTYPE\s+html\b|<html\b)"
    r"|<(?:[\w.-]{1,40}:)?(?P<feed>rss|feed|rdf|urlset|sitemapindex|channel)\b",
    re.I | re.S,
)
_FULL = ":full-text>"  # of Yandex, which feedparser does not know
_DECLARATION = re.compile(r"<\?xml[^>]{0,500}>")


def parse(
    body: bytes, base_url: str = "", headers: Mapping[str, str] | None = None, lang: str = "", zone: str = ""
) -> Document:
    """Read a feed document.  Raises RefusedError for what is no feed, empty, or a bomb; nothing else.

    `headers` are those of the answer in lower case: `content-type`, and of a page `link` and `refresh`.
    `lang` and `zone` (a name of the tz database) are those that the feed is known by: dates are read by them.
    """
    text = decode(body, (headers or {}).get("content-type", "")).strip()
    if not text:
        raise RefusedError("empty", leads=tuple(of_headers(headers or {}, base_url)))
    return settle(_read(text, base_url, headers or {}, lang, zone), base_url)


def _read(text: str, base_url: str, headers: Mapping[str, str], lang: str, zone: str) -> Document:
    if text[0] in "{[":
        return read_json(text, lang, zone)
    root = next((found for found in _ROOT.finditer(text) if found["page"] or found["feed"]), None)
    if root and root["page"]:
        raise refusal_of(text, base_url, headers)
    if not root:
        raise RefusedError("not-a-feed", "no element of RSS, Atom, RDF or a sitemap")
    text = resolve(_without_noise(text, root.start()))
    if root["feed"].lower() in ("urlset", "sitemapindex"):
        tree = tree_of(text)
        return read_sitemap(tree) if tree is not None else Document(format="sitemap")
    return _read_feed(text, lang, zone)


def _read_feed(text: str, lang: str, zone: str) -> Document:
    """Read with feedparser, and beside it with lxml, which fills what the other left out."""
    try:
        first = read_xml(text, lang, zone)
    except Exception:  # feedparser raises many kinds on ordinary content (its issue 599)
        first = None
    tree = tree_of(text)
    complete = first is not None and bool(first.rows) and all(row.text for row in first.rows) and _FULL not in text
    second = read_tree(tree, not complete, lang, zone) if tree is not None else None
    if first is None or not first.rows:
        found = second if second is not None and (second.rows or first is None) else first
        if found is None:
            raise RefusedError("not-a-feed", "nothing in it can be read")
        return found
    if second is None:
        return first
    first = replace(first, skip_hours=second.skip_hours)
    if len(second.rows) != len(first.rows):
        return first
    rows = (_filled(a, b) for a, b in zip(first.rows, second.rows, strict=True))
    return replace(first, rows=tuple(rows))


def _filled(first: Row, second: Row) -> Row:
    return Row(
        title=first.title or second.title,
        # Of several links feedparser takes the last, be it an atom:link in RSS, a copy for AMP or another language.
        link=second.link or first.link,
        id=first.id or second.id,
        published=first.published or second.published,
        text=max(first.text, second.text, key=len),
        author=first.author or second.author,
        source=first.source or second.source,
        lang=second.lang or first.lang,
    )


def _without_noise(text: str, root: int) -> str:
    """Drop what stands before the document (a server's notice) and its declaration, since the text is decoded."""
    start = min(
        (at for at in (text.find("<?xml", 0, root), text.find("<!DOCTYPE", 0, root), root) if at >= 0), default=0
    )
    declaration = _DECLARATION.match(text, start)
    return text[declaration.end() if declaration else start :]
