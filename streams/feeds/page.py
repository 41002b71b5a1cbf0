"""An article's web page -> its text: what the publisher states in JSON-LD, else the paragraphs of its main part.

Called by `demarche read URL`.  Feeds carry their own text; pages are not fetched for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from lxml import etree
from lxml import html as lxml_html

from streams.feeds.articles import text_of
from streams.feeds.html import to_text

PARAGRAPHS = ("//article//p", "//main//p", "//p")
ENOUGH_CHARS = 250  # less than this is a teaser or a cookie banner; look further


def article_text(body: bytes) -> str:
    """Give headline and text of an article's page, paragraphs parted by empty lines; empty where there is none."""
    try:
        tree = lxml_html.document_fromstring(body, parser=_parser(body))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    stated = max((_stated_body(item) for item in _linked_data(tree)), key=len, default="")
    text = to_text(stated) if len(stated) >= ENOUGH_CHARS else _paragraphs(tree)
    return text_of(_headline(tree), text)


def _parser(body: bytes) -> lxml_html.HTMLParser:
    """Read what is UTF-8 as UTF-8, since many pages say so in the HTTP header alone; else as the page declares."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return lxml_html.HTMLParser(no_network=True)
    return lxml_html.HTMLParser(no_network=True, encoding="utf-8")


def _headline(tree: Any) -> str:
    found = (_line(node) for name in ("h1", "title") for node in tree.iter(name))
    return next(filter(None, found), "")


def _line(node: Any) -> str:
    return " ".join(node.text_content().split())


def _paragraphs(tree: Any) -> str:
    found = ""
    for path in PARAGRAPHS:
        found = "\n\n".join(part for p in tree.xpath(path) if (part := _line(p)))
        if len(found) >= ENOUGH_CHARS:
            break
    return found


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            data = orjson.loads((script.text or "").strip())
        except orjson.JSONDecodeError:
            continue
        items = data.get("@graph", [data]) if isinstance(data, dict) else data
        yield from (item for item in items if isinstance(item, dict)) if isinstance(items, list) else ()


def _stated_body(item: dict[str, Any]) -> str:
    body = item.get("articleBody")
    return body if isinstance(body, str) else ""
