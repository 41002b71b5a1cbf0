"""Every address of a document is made absolute."""

from __future__ import annotations

import pytest

from streams.feeds.links import settle
from streams.feeds.rows import Document, Row

FEED = "https://feeds.example/world.xml"


@pytest.mark.parametrize(
    ("site", "link", "settled", "own"),
    [
        ("https://desk.example/", "https://x.example/1", "https://x.example/1", True),
        ("https://desk.example/", "/1", "https://desk.example/1", True),
        ("https://desk.example/a/", "1", "https://desk.example/a/1", True),
        ("https://desk.example/", "//x.example/1", "https://x.example/1", True),
        ("https://desk.example/", "?p=1:2", "https://desk.example/?p=1:2", True),
        ("/home", "1", "https://feeds.example/1", True),
        ("", "1", "https://feeds.example/1", True),
        ("https://desk.example/", "", "https://desk.example/", False),
        ("https://desk.example/", "mailto:a@desk.example", "https://desk.example/", False),
        ("https://desk.example/", "JavaScript:void(0)", "https://desk.example/", False),
        ("https://desk.example/", "urn:uuid:1", "urn:uuid:1", True),
        ("https://[broken", "1", "1", True),
    ],
)
def test_settle(site: str, link: str, settled: str, own: bool) -> None:
    (row,) = settle(Document("rss", site=site, rows=(Row("T", link),)), FEED).rows
    assert (row.link, row.own_link) == (settled, own)
