"""JSON Feed 1.0 and 1.1, and what calls itself that.

Called by `parse.py`; refuses JSON that is broken or no feed.
"""

from __future__ import annotations

from typing import Any

import orjson

from streams.feeds.dates import read_date
from streams.feeds.html import line, paragraphs, to_text
from streams.feeds.rows import Document, RefusedError, Row


def read_json(text: str) -> Document:
    """Read a JSON Feed.  Raises RefusedError `broken-json` or `not-a-feed`."""
    try:
        tree = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise RefusedError("broken-json", str(error)) from error
    version = tree.get("version") if isinstance(tree, dict) else None
    items = tree.get("items") if isinstance(tree, dict) else None
    if not isinstance(version, str) or "jsonfeed" not in version or not isinstance(items, list | None):
        raise RefusedError("not-a-feed", "JSON without a JSON Feed version and items")
    lang = _string(tree.get("language"))
    rows = tuple(_row(item, lang) for item in items or () if isinstance(item, dict))
    return Document(
        format="json",
        title=line(_string(tree.get("title"))),
        lang=lang,
        site=_string(tree.get("home_page_url")) or _string(tree.get("feed_url")),
        rows=rows,
    )


def _row(item: dict[str, Any], lang: str) -> Row:
    link = _string(item.get("url")) or _string(item.get("external_url"))
    published = read_date(_string(item.get("date_published"))) or read_date(_string(item.get("date_modified")))
    body = to_text(_string(item.get("content_html"))) or paragraphs(_string(item.get("content_text")))
    return Row(
        title=line(_string(item.get("title"))),
        link=link,
        id=_string(item.get("id")) or link,
        published=published,
        text=body or to_text(_string(item.get("summary"))),
        author=_author(item),
        lang=_string(item.get("language")) or lang,
    )


def _author(item: dict[str, Any]) -> str:
    authors = item.get("authors")
    people = [item.get("author"), *(authors if isinstance(authors, list) else ())]
    names = [_string(p.get("name")) for p in people if isinstance(p, dict)]
    return ", ".join(dict.fromkeys(n for n in names if n))


def _string(value: object) -> str:
    """Take strings and numbers as text (ids are often numbers); anything else is not stated."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()
