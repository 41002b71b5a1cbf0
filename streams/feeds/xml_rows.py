"""RSS, RDF and Atom by feedparser, which knows most of what publishers do wrong.

Called by `parse.py` with clean UTF-8; may raise on odd input, for which `recover.py` stands behind it.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import feedparser

from streams.feeds.dates import Dates, dates_for
from streams.feeds.html import line, to_text
from streams.feeds.rows import Document, Format, Row

_DATES = ("published", "updated", "created", "issued")


def read_xml(text: str, lang: str = "", zone: str = "") -> Document:
    """Read a document of clean text; links stay relative.  Gives no rows where feedparser finds none.

    `lang` and `zone` are those that the feed is known by; they serve for its dates.
    """
    # BytesIO always: feedparser opens a path or fetches a URL when it is given one as a string.
    # Its HTML passes are quadratic on hostile input and `html.py` does their work.
    found = feedparser.parse(
        BytesIO(text.encode("utf-8")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    stated = str(found.feed.get("language") or "")
    raws = [str(dict.get(entry, name) or "") for entry in found.entries for name in _DATES]
    dates = dates_for(raws, lang or stated, zone)
    return Document(
        format=_format(found.version or ""),
        title=line(str(found.feed.get("title") or "")),
        lang=stated,
        site=str(found.feed.get("link") or "").strip(),
        ttl_s=_ttl(found.feed),
        rows=tuple(_row(entry, stated, dates, _format(found.version or "")) for entry in found.entries),
    )


def _format(version: str) -> Format:
    if version.startswith("atom"):
        return "atom"
    return "rdf" if version in ("rss090", "rss10") else "rss"


def _row(entry: Any, lang: str, dates: Dates, kind: Format) -> Row:
    return Row(
        title=_title(entry),
        link=_link(entry, kind),
        id=str(entry.get("id") or "").strip(),
        published=_published(entry, dates),
        text=_text(entry),
        author=line(str(entry.get("author") or "")),
        source=_source(entry),
        lang=str(entry.get("language") or lang),
    )


def _ttl(feed: Any) -> float:
    """Give the seconds that a channel asks for between two polls; 0 where it names none."""
    minutes = str(feed.get("ttl") or "").strip()
    return 60.0 * min(int(minutes), 100_000) if minutes.isdecimal() and len(minutes) < 9 else 0.0


def _source(entry: Any) -> str:
    source = entry.get("source")
    return line(str(source.get("title") or "")) if isinstance(source, dict) else ""


def _title(entry: Any) -> str:
    title = str(entry.get("title") or "")
    plain = entry.get("title_detail", {}).get("type") == "text/plain" and "</" not in title
    return " ".join(title.split()) if plain and "&" not in title else line(title)


def _link(entry: Any, kind: Format) -> str:
    link = str(entry.get("feedburner_origlink") or entry.get("link") or "").strip()
    if link == str(entry.get("id") or "").strip() and not _may_be_address(link, kind):
        link = ""  # feedparser takes any guid for a permalink; a number or `at:` is none
    files = (str(file.get("href") or "").strip() for file in entry.get("enclosures", ()))
    return link or next((file for file in files if file), "")


def _may_be_address(guid: str, kind: Format) -> bool:
    """Tell an id that may stand for the address: on the web, or in RSS a path; Atom's are addresses of any kind."""
    return guid.lower().startswith(("http://", "https://")) or (":" in guid if kind == "atom" else guid[:1] == "/")


def _text(entry: Any) -> str:
    """Give the fullest of content and summary."""
    parts = [str(part.get("value") or "") for part in entry.get("content", ())]
    parts.append(str(entry.get("summary") or ""))
    return max((to_text(part) for part in parts), key=len)


def _published(entry: Any, dates: Dates) -> datetime | None:
    for name in _DATES:
        # Plain item access guesses one date from another; only what the entry states counts.
        moment = dates.read(str(dict.get(entry, name) or ""))
        if moment is not None:
            return moment
    return None
