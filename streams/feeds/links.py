"""The address of every row, absolute: relative ones against the site, missing ones from the site.

Called by `parse.py` for every format.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin

from streams.feeds.rows import Document, Row

_SCHEME = re.compile(r"([A-Za-z][\w+.-]*):")
_NO_PAGE = frozenset({"mailto", "javascript", "data", "tel"})


def settle(document: Document, base_url: str) -> Document:
    """Make all addresses of a document absolute.  Feeds mean their site by relative links, seldom their own address."""
    site = _join(base_url, document.site)
    base = site or base_url
    return replace(document, site=site, rows=tuple(_settle(row, base, site) for row in document.rows))


def _settle(row: Row, base: str, site: str) -> Row:
    scheme = _SCHEME.match(row.link)
    if not row.link or (scheme and scheme.group(1).lower() in _NO_PAGE):
        return replace(row, link=site, own_link=False)
    return row if scheme else replace(row, link=_join(base, row.link))


def _join(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:  # odd brackets
        return link
