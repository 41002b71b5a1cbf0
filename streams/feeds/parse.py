"""The bytes of a feed document -> its rows, whatever format they are in.

`pool.py` runs this in a process that may be killed; `demarche feeds parse` runs it in place.  Pure: opens nothing,
knows no clock, and says no only by `RefusedError`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from streams.feeds.decode import decode
from streams.feeds.json_rows import read_json
from streams.feeds.links import settle
from streams.feeds.recover import read_tree, tree_of
from streams.feeds.references import resolve
from streams.feeds.rows import Document, RefusedError, Row
from streams.feeds.sitemap_rows import read_sitemap
from streams.feeds.xml_rows import read_xml

_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(rss|feed|rdf|urlset|sitemapindex|channel)\b", re.I)
_DECLARATION = re.compile(r"<\?xml[^>]{0,500}>")
_HEAD_CHARS = 20_000


def parse(body: bytes, base_url: str = "", headers: Mapping[str, str] | None = None) -> Document:
    """Read a feed document.  Raises RefusedError for what is no feed, empty, or a bomb; nothing else.

    `headers` are those of the answer in lower case; only `content-type` matters.
    """
    text = decode(body, (headers or {}).get("content-type", "")).strip()
    if not text:
        raise RefusedError("empty")
    return settle(_read(text), base_url)


def _read(text: str) -> Document:
    if text[0] in "{[":
        return read_json(text)
    root = _ROOT.search(text[:_HEAD_CHARS])
    if not root:
        raise RefusedError("not-a-feed", "no element of RSS, Atom, RDF or a sitemap")
    text = resolve(_without_noise(text, root.start()))
    if root.group(1).lower() in ("urlset", "sitemapindex"):
        tree = tree_of(text)
        return read_sitemap(tree) if tree is not None else Document(format="sitemap")
    return _read_feed(text)


def _read_feed(text: str) -> Document:
    """Read with feedparser, and beside it with lxml, which fills what the other left out."""
    try:
        first = read_xml(text)
    except Exception:  # feedparser raises many kinds on ordinary content (its issue 599)
        first = None
    tree = tree_of(text)
    complete = first is not None and bool(first.rows) and all(row.text for row in first.rows)
    second = read_tree(tree, texts=not complete) if tree is not None else None
    if first is None or not first.rows:
        found = second if second is not None and (second.rows or first is None) else first
        if found is None:
            raise RefusedError("not-a-feed", "nothing in it can be read")
        return found
    if second is None or len(second.rows) != len(first.rows):
        return first
    rows = (_filled(a, b, first.format) for a, b in zip(first.rows, second.rows, strict=True))
    return replace(first, rows=tuple(rows))


def _filled(first: Row, second: Row, kind: str) -> Row:
    # Where RSS's link and an atom:link differ feedparser takes the later; RSS's own is the page.
    own = second.link if kind != "atom" and second.link else first.link
    return Row(
        title=first.title or second.title,
        link=own or second.link,
        id=first.id or second.id,
        published=first.published or second.published,
        text=first.text or second.text,
        author=first.author or second.author,
        source=first.source or second.source,
        lang=first.lang or second.lang,
    )


def _without_noise(text: str, root: int) -> str:
    """Drop what stands before the document (a server's notice) and its declaration, since the text is decoded."""
    start = min(
        (at for at in (text.find("<?xml", 0, root), text.find("<!DOCTYPE", 0, root), root) if at >= 0), default=0
    )
    declaration = _DECLARATION.match(text, start)
    return text[declaration.end() if declaration else start :]
