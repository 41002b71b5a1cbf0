"""A web page that came in place of a feed: which feeds it advertises, where it sends on, whether it is a challenge.

Called by `parse.py` and `page.py`; the former refuses such a document with what was found; opens nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html

from streams.feeds.html import MOST_CHARS
from streams.feeds.rows import RefusedError

MOST_LEADS = 5
_FEED_TYPES = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|application/json|text/xml", re.I)
_LINK = re.compile(r"<([^<>]*)>((?:\s*;[^,<>]*)*)")
_REFRESH = re.compile(r"\s*\d+\s*[;,]\s*url\s*=\s*[\"']?([^\"'>]+)", re.I)


@cache
def signs(kind: str, words: str = "words") -> re.Pattern[str]:
    """Give what the pages of a kind (`challenge`, `consent`, `paywall`) hold, of `pages.toml`."""
    data = tomllib.loads(Path(__file__).with_name("pages.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(re.escape(sign) for sign in data[kind][words]), re.I)


def refusal_of(text: str, base_url: str, headers: Mapping[str, str] | None = None) -> RefusedError:
    """Say of a page of HTML why it is no feed, with the addresses of the feeds that it or its headers name."""
    tree = _tree(text)
    title = " ".join((tree.findtext(".//title") or "").split())[:80] if tree is not None else ""
    if signs("challenge").search(text[:MOST_CHARS]):
        return RefusedError("challenge", f"a page that wants to see a browser: {title or 'no title'}")
    named_by_tree = _leads(tree, base_url) if tree is not None else ()
    leads = tuple(dict.fromkeys([*of_headers(headers or {}, base_url), *named_by_tree]))[:MOST_LEADS]
    kind = "a consent page" if signs("consent").search(text[:MOST_CHARS]) and not leads else "a web page"
    named = f"; it names the feed {leads[0]}" if leads else ""
    return RefusedError("html", f"{kind}: {title or 'no title'}{named}", leads)


def _tree(text: str) -> Any:
    try:
        return lxml_html.document_fromstring(
            text[:MOST_CHARS].encode("utf-8", "replace"), parser=lxml_html.HTMLParser(no_network=True, encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _leads(tree: Any, base_url: str) -> Iterator[str]:
    """Give the feeds that a page names, those of comments last, then where it sends a browser on."""
    links = [
        (node.get("href", "").strip(), node.get("title", ""))
        for node in tree.iter("link")
        if "alternate" in node.get("rel", "").lower() and _FEED_TYPES.match(node.get("type", "").strip())
    ]
    for href, _ in sorted(links, key=lambda link: "comment" in " ".join(link).lower()):
        yield from _joined(base_url, href)
    for node in tree.iter("meta"):
        sent = _REFRESH.match(node.get("content", "")) if node.get("http-equiv", "").lower() == "refresh" else None
        if sent:
            yield from _joined(base_url, sent.group(1).strip())


def of_headers(headers: Mapping[str, str], base_url: str) -> Iterator[str]:
    """Give the feeds that HTTP names: `Link: <address>; rel="alternate"; type=...`, and `Refresh`."""
    for address, said in _LINK.findall(headers.get("link", "")):
        if "alternate" in said.lower() and _FEED_TYPES.search(said):
            yield from _joined(base_url, address.strip())
    if sent := _REFRESH.match(headers.get("refresh", "")):
        yield from _joined(base_url, sent.group(1).strip())


def _joined(base_url: str, href: str) -> Iterator[str]:
    try:
        url = urljoin(base_url, href)
    except ValueError:  # odd brackets
        return
    if href and (url.startswith(("http://", "https://")) or not base_url):
        yield url
