"""An article's web page -> its text, stated in JSON-LD or found by trafilatura, with what the page says of itself.

`pool.py` runs `read_page` in a process that may be killed; `demarche read URL` calls `article_text` in place.  Opens
nothing.  Pages that hide the article (paywall, consent, challenge) are named and give no text.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urljoin

import orjson
from lxml import etree
from lxml import html as lxml_html
from trafilatura import bare_extraction

from streams.feeds.articles import text_of
from streams.feeds.dates import read_date
from streams.feeds.decode import cleaned
from streams.feeds.discovery import signs
from streams.feeds.html import to_text

PARAGRAPHS = ("//article//p", "//main//p", "//p")
ENOUGH_CHARS = 250  # less than this is a teaser or a cookie banner; look further
HIDDEN_CHARS = 600  # of an article that says it is behind a wall: less is what stands before it
MOST_BYTES = 3_000_000  # of markup that is read
_CONTROL = bytes({*range(32)} - {*b"\t\n\r"})
_NOT_FREE = re.compile(rb"isAccessibleForFree[\"']?\s*:\s*[\"']?false", re.I)

# The last three are those of a page that was not fetched, or came too late.
Kind = Literal["whole", "short", "paywall", "consent", "challenge", "unreadable", "robots", "unreachable", "superseded"]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page gave; `text` is without the title, in paragraphs, and empty unless `kind` is `whole`."""

    kind: Kind
    title: str = ""
    text: str = ""
    published: datetime | None = None
    lang: str = ""
    url: str = ""
    author: str = ""


def read_page(body: bytes, url: str = "") -> Page:
    """Read an article's page.  Raises nothing on what stands there."""
    body = body[:MOST_BYTES]
    if not body.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        body = body.translate(None, _CONTROL)  # at which lxml would end
    tree = _tree(body)
    if tree is None:
        return Page("unreadable")
    markup = body.decode("utf-8", "replace")
    if signs("challenge").search(markup):
        return Page("challenge")
    found = _extracted(tree, url)
    title = _headline(tree) or " ".join(str(found.get("title") or "").split())
    lines = [line for line in cleaned(found.get("text") or "").splitlines() if line.strip()]
    text = "\n\n".join(lines[1:] if lines and " ".join(lines[0].split()) == title else lines)
    kind = _kind(body, markup, text)
    return Page(
        kind=kind,
        title=cleaned(title),
        text=text if kind == "whole" else "",
        published=read_date(str(found.get("date") or "")),
        lang=_language(tree),
        url=_canonical(tree, url),
        author="; ".join(str(found.get("author") or "").split("; ")[:3]),
    )


def article_text(body: bytes) -> str:
    """Give headline and text of an article's page, paragraphs parted by empty lines; empty where there is none."""
    page = read_page(body)
    tree = _tree(body)
    if tree is None:
        return ""
    text = page.text
    if not text:
        stated = max((_stated_body(item) for item in _linked_data(tree)), key=len, default="")
        text = to_text(stated) if len(stated) >= ENOUGH_CHARS else _paragraphs(tree)
    return text_of(page.title or _headline(tree), text)


def _extracted(tree: Any, url: str) -> dict[str, Any]:
    """Take the main text out of a page: fast, and by all means where that finds little."""
    stated = max((to_text(_stated_body(item)) for item in _linked_data(tree)), key=len, default="")
    if len(stated) >= ENOUGH_CHARS:
        return {"text": stated, **_by_trafilatura(tree, url, fast=True, text=False)}
    found = _by_trafilatura(tree, url, fast=True)
    if len(found.get("text") or "") < ENOUGH_CHARS:
        slow = _by_trafilatura(tree, url, fast=False)
        found = slow if len(slow.get("text") or "") > len(found.get("text") or "") else found
    return found


def _by_trafilatura(tree: Any, url: str, *, fast: bool, text: bool = True) -> dict[str, Any]:
    try:
        found = bare_extraction(
            lxml_html.fromstring(lxml_html.tostring(tree)),  # it takes the tree apart
            url=url or None,
            fast=fast,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            as_dict=True,
        )
    except Exception:  # many kinds, on what it did not foresee
        found = None
    stated = dict(found) if isinstance(found, dict) else {}
    if not text:
        stated.pop("text", None)
    return stated


def _kind(body: bytes, markup: str, text: str) -> Kind:
    walled = bool(_NOT_FREE.search(body) or signs("paywall").search(markup) or signs("paywall", "boxes").search(markup))
    if walled and len(text) < HIDDEN_CHARS:
        return "paywall"
    if len(text) < ENOUGH_CHARS:
        return "consent" if signs("consent").search(markup) else "short"
    return "whole"


def _tree(body: bytes) -> Any:
    try:
        return lxml_html.document_fromstring(body, parser=_parser(body))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _parser(body: bytes) -> lxml_html.HTMLParser:
    """Read what is UTF-8 as UTF-8, since many pages say so in the HTTP header alone; else as the page declares."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return lxml_html.HTMLParser(no_network=True)
    return lxml_html.HTMLParser(no_network=True, encoding="utf-8")


def _language(tree: Any) -> str:
    stated = str(tree.get("lang") or "").strip()
    return stated if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w{2,8}){0,2}", stated) else ""


def _canonical(tree: Any, url: str) -> str:
    """Give the address by which a page calls itself; empty where it names none."""
    stated = next((n.get("href", "") for n in tree.iter("link") if n.get("rel", "").lower() == "canonical"), "")
    try:
        found = urljoin(url, stated.strip()) if stated.strip() else ""
    except ValueError:
        return ""
    return found if found.startswith(("http://", "https://")) else ""


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
