"""What a feed document gives: plain rows, or a refusal with a reason from a closed list.

Made by the readers of each format, used by `articles.py`; holds only plain values, so it passes between processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Format = Literal["rss", "atom", "rdf", "json", "sitemap"]
Reason = Literal["empty", "not-a-feed", "html", "challenge", "entity-bomb", "too-large", "broken-json"]


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a feed as stated there; an empty field was not stated.  `text` is plain text in paragraphs.

    `source` is whom the entry names as its publisher, where a feed carries what others published.
    `own_link` is False where the entry has no address and `link` is the one of the site.
    """

    title: str = ""
    link: str = ""
    id: str = ""
    published: datetime | None = None
    text: str = ""
    author: str = ""
    source: str = ""
    lang: str = ""
    own_link: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A feed document read: its format, what it calls itself, its site, and its rows in the order they stand in.

    `ttl_s` and `skip_hours` (GMT) are how it wishes to be polled.
    `leads` are the documents that an index of sitemaps names; it has no rows of its own.
    """

    format: Format
    title: str = ""
    lang: str = ""
    site: str = ""
    ttl_s: float = 0.0
    skip_hours: tuple[int, ...] = ()
    rows: tuple[Row, ...] = ()
    leads: tuple[str, ...] = ()


class RefusedError(ValueError):
    """A document that is no feed or must not be read; `reason` names metrics and rejects.

    `leads` are the feeds that a page of HTML advertises in place of the feed that was asked for.
    """

    def __init__(self, reason: Reason, detail: str = "", leads: tuple[str, ...] = ()) -> None:
        super().__init__(reason, detail, leads)  # all of them: so an exception passes between processes
        self.reason = reason
        self.detail = detail
        self.leads = leads

    def __str__(self) -> str:
        return f"refused: {self.reason}" + (f": {self.detail}" if self.detail else "")
