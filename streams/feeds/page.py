"""An article's web page -> its text: what the publisher states in JSON-LD, else the paragraphs of its main part.

Called by `demarche read URL`.  Feeds carry their own text; pages are not fetched for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from lxml import etree
from lxml import html as lxml_html

from streams.feeds.html import line, to_text

PARAGRAPHS = ("//article//p", "//main//p", "//p")
ENOUGH_CHARS = 250  # less than this is a teaser or a cookie banner; look further


def article_text(body: bytes) -> str:
    """Give headline and text of an article's page, paragraphs parted by empty lines; empty where there is none."""
    try:
        tree = lxml_html.document_fromstring(body, parser=lxml_html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    stated = max((_stated_body(item) for item in _linked_data(tree)), key=len, default="")
    text = to_text(stated) if len(stated) >= ENOUGH_CHARS else _paragraphs(tree)
    headline = line(tree.findtext(".//h1") or tree.findtext(".//title") or "")
    return f"{headline}\n\n{text}" if headline and not text.startswith(headline) else text


def _paragraphs(tree: Any) -> str:
    found = ""
    for path in PARAGRAPHS:
        parts = (" ".join(p.text_content().split()) for p in tree.xpath(path))
        found = "\n\n".join(part for part in parts if part)
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
