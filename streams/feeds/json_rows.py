"""JSON Feed 1.0 and 1.1, and what calls itself that.

Called by `parse.py`; refuses JSON that is broken or no feed.
"""

from __future__ import annotations

import json
from typing import Any

import orjson

from streams.feeds.dates import Dates, dates_for
from streams.feeds.html import line, paragraphs, to_text
from streams.feeds.rows import Document, RefusedError, Row

_DATES = ("date_published", "date_modified")
_BODIES = {"content_html", "content_text", "summary", "title"}


def read_json(text: str, lang: str = "", zone: str = "") -> Document:
    """Read a JSON Feed, also one that leaves its version out.  Raises RefusedError `broken-json` or `not-a-feed`."""
    tree = _tree(text)
    version = tree.get("version") if isinstance(tree, dict) else None
    items = tree.get("items") if isinstance(tree, dict) else None
    if not _is_feed(version, items):
        raise RefusedError("not-a-feed", "JSON without a JSON Feed version and items")
    stated = _string(tree.get("language"))
    entries = [item for item in items or () if isinstance(item, dict)]
    dates = dates_for((_string(item.get(name)) for item in entries for name in _DATES), lang or stated, zone)
    rows = tuple(_row(item, stated, dates) for item in entries)
    return Document(
        format="json",
        title=line(_string(tree.get("title"))),
        lang=stated,
        site=_string(tree.get("home_page_url")) or _string(tree.get("feed_url")),
        rows=rows,
    )


def _tree(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        try:  # line breaks within strings, which templates leave there; Python's own reader takes them
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            raise RefusedError("broken-json", str(error)) from error


def _is_feed(version: object, items: object) -> bool:
    """Tell a JSON Feed; without a version its entries must look like those of one."""
    if isinstance(version, str) and "jsonfeed" in version:
        return isinstance(items, list | None)
    if version is not None or not isinstance(items, list) or not items:
        return False
    return all(isinstance(item, dict) and "id" in item and _BODIES & item.keys() for item in items)


def _row(item: dict[str, Any], lang: str, dates: Dates) -> Row:
    link = _string(item.get("url")) or _string(item.get("external_url"))
    published = next((d for name in _DATES if (d := dates.read(_string(item.get(name))))), None)
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
