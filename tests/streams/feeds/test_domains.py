"""Addresses that one publisher answers for."""

from __future__ import annotations

import pytest

from streams.feeds.domains import domain_of


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://feeds.bbci.co.uk/news/rss.xml", "bbci.co.uk"),
        ("https://www.mofa.go.jp/rss", "mofa.go.jp"),
        ("https://Me:secret@News.Desk.com:8080/x", "desk.com"),
        ("http://127.0.0.1:8080/x", "127.0.0.1:8080"),
        ("http://localhost/x", "localhost"),
        ("http://desk.example:99/x", "desk.example:99"),
        ("http://[x", "http://[x"),
    ],
)
def test_domain(url: str, domain: str) -> None:
    assert domain_of(url) == domain
