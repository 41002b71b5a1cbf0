"""The address of every row, absolute: relative ones against the site, missing ones from the site.

Called by `parse.py` for every format.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import urljoin

from agents.locations import unwrapped
from streams.feeds.rows import Document, Row

_SCHEME = re.compile(r"([A-Za-z][\w+.-]*):")
_NO_PAGE = frozenset({"mailto", "javascript", "data", "tel"})


def settle(document: Document, base_url: str) -> Document:
    """Make all addresses of a document absolute.  Feeds mean their site by relative links, seldom their own address.

    What a search or alert service puts around an address is taken off, where the address itself stands in it.
    """
    site = _join(base_url, document.site)
    # Atom says what a relative address is relative to (RFC 4287, 2: its own); the others mean their site.
    base = (base_url or site) if document.format == "atom" else (site or base_url)
    leads = tuple(_join(base_url, lead) for lead in document.leads)
    rows = tuple(_settle(row, base, site) for row in document.rows)
    return replace(document, site=site, rows=rows, leads=leads)


def _settle(row: Row, base: str, site: str) -> Row:
    scheme = _SCHEME.match(row.link)
    if not row.link or (scheme and scheme.group(1).lower() in _NO_PAGE):
        return replace(row, link=site, own_link=False)
    link = unescape(row.link) if "&amp;" in row.link else row.link  # escaped once too often
    return replace(row, link=unwrapped(link if scheme else _join(base, link)))


def _join(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:  # odd brackets
        return link
