"""Which article an entry of a feed is, over publishers' changes of address, guid and wording.

The guid where it is unique within the feed, else the canonical address, else title and text; what an entry was called
at first it is called for good, since other feeds know it by its address then.  Called by `articles.py`; pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tomllib import loads
from urllib.parse import urlsplit

from agents.identity import article_id, digest
from agents.locations import canonical_url
from streams.feeds.rows import Row

_KEY = 16  # digits of a remembered name: within one feed they are enough
_TOLD_CHARS = 400  # of a text that name an entry without title, guid and address
_SHARED = "shared"


@cache
def proxies() -> tuple[str, ...]:
    """Give the hosts whose addresses stand for pages of others and cannot be unwrapped without a request."""
    return tuple(loads(Path(__file__).with_name("proxies.toml").read_text(encoding="utf-8"))["hosts"])


def is_proxied(url: str) -> bool:
    """Tell whether an address belongs to a search service that hides the publisher's."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return any(host == proxy or host.endswith("." + proxy) for proxy in proxies())


def is_page(url: str) -> bool:
    """Tell whether an address may be one of a page."""
    try:
        return url.startswith(("http://", "https://")) and bool(urlsplit(url).hostname)
    except ValueError:  # brackets that hold no address
        return False


class Naming:
    """Names the rows of one document; `remembered` are the names of earlier ones, `learnt` those to remember."""

    def __init__(self, feed_id: str, rows: Sequence[Row], remembered: Mapping[str, str]) -> None:
        self._feed = feed_id
        self._old = remembered
        self.learnt: dict[str, str] = {}
        self._addresses = _addresses(rows)
        by_guid, by_address, by_title = defaultdict(set), defaultdict(set), defaultdict(set)
        for row, address in zip(rows, self._addresses, strict=True):
            by_guid[row.id].add(address or row.title or row.text)
            by_address[address].add(row.title + row.text[:_TOLD_CHARS])
            by_title[row.title].add(row.id or row.text)
        self._own_guids = {guid for guid, meant in by_guid.items() if guid and len(meant) == 1}
        self._shared = {address for address, meant in by_address.items() if address and len(meant) > 1}
        self._own_titles = {title for title, meant in by_title.items() if title and len(meant) == 1}

    def name(self, index: int, row: Row) -> str:
        """Give the id of a row by its place in the document."""
        address = self._addresses[index]
        guid = self._key("guid", row.id) if row.id in self._own_guids else ""
        told = self._key("told", self._told(row))
        if self._is_shared(address):
            address = ""
        known = self._old.get(guid) or (self._old.get(told) if not address else None)
        if known:
            found = known
        elif address:
            found = digest("url", address)
        elif is_proxied(row.link) and row.title:
            found = article_id("", _SHARED, f"{row.source} {row.title}")
        else:
            found = article_id("", self._feed, self._own_name(row, guid))
        # An address names itself; to be remembered is what leads to it from elsewhere.
        if guid and not (address and canonical_url(row.id) == canonical_url(row.link)):
            self.learnt[guid] = found
        if not address:
            self.learnt[told] = found
        return found

    def _own_name(self, row: Row, guid: str) -> str:
        if guid and row.id != row.link:
            return row.id
        return self._told(row)

    def _told(self, row: Row) -> str:
        """Give what an entry says of itself: title and day ("Weather" comes daily), where they do not do its text."""
        day = f"{row.published:%Y-%m-%d}" if row.published else ""
        text = "" if row.title in self._own_titles else row.text[:_TOLD_CHARS]
        return "\n".join((row.title, day, text))

    def _is_shared(self, address: str) -> bool:
        """Tell an address under which several entries stand or once stood: a live page, a broken template."""
        if not address:
            return False
        key = self._key(_SHARED, address)
        if address not in self._shared and key not in self._old:
            return False
        self.learnt[key] = _SHARED
        return True

    def _key(self, kind: str, value: str) -> str:
        return digest(kind, value)[:_KEY]


def _addresses(rows: Sequence[Row]) -> list[str]:
    """Give the canonical address of each row, with its fragment where fragments part the entries; empty for none."""
    plain = [canonical_url(r.link) if r.own_link and is_page(r.link) and not is_proxied(r.link) else "" for r in rows]
    fragments = [r.link.partition("#")[2] for r in rows]
    parted = defaultdict(set)
    for address, fragment, row in zip(plain, fragments, rows, strict=True):
        parted[address].add((fragment, row.title + row.text[:_TOLD_CHARS]))
    return [
        f"{address}#{fragment}" if address and fragment and _is_parted(parted[address]) else address
        for address, fragment in zip(plain, fragments, strict=True)
    ]


def _is_parted(entries: set[tuple[str, str]]) -> bool:
    """Tell whether the entries of one page have a fragment each."""
    return len(entries) > 1 and len({fragment for fragment, _ in entries}) == len(entries)
