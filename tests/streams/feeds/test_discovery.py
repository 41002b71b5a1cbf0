"""A web page in place of a feed: what it is, and the feeds that it names."""

from __future__ import annotations

import pytest

from streams.feeds.discovery import refusal_of

URL = "https://desk.example/news/"


@pytest.mark.parametrize(
    ("head", "leads"),
    [
        ("<link rel='alternate' type='application/rss+xml' href='/feed.xml'>", ("https://desk.example/feed.xml",)),
        ("<LINK REL=Alternate TYPE='application/feed+json' HREF='f.json'>", ("https://desk.example/news/f.json",)),
        ("<meta http-equiv='Refresh' content='0; URL=/moved'>", ("https://desk.example/moved",)),
        ("<link rel='alternate' hreflang='fr' href='/fr'>", ()),
        ("<link rel='stylesheet' type='text/xml' href='/x'>", ()),
        ("<link rel='alternate' type='application/rss+xml' href='javascript:x()'>", ()),
        ("<link rel='alternate' type='application/rss+xml' href='//[x'>", ()),
    ],
)
def test_the_feeds_that_a_page_names(head: str, leads: tuple[str, ...]) -> None:
    refusal = refusal_of(f"<!DOCTYPE html><html><head><title>The Desk</title>{head}</head></html>", URL)
    assert (refusal.reason, refusal.leads) == ("html", leads)
    assert "The Desk" in str(refusal)


def test_the_feed_of_the_comments_is_the_last_choice() -> None:
    kind = "rel='alternate' type='application/rss+xml'"
    page = f"<html><link {kind} title='Comments' href='/c'><link {kind} href='/f'></html>"
    assert refusal_of(page, URL).leads == ("https://desk.example/f", "https://desk.example/c")


def test_a_challenge_is_named_and_leads_nowhere() -> None:
    refusal = refusal_of("<html><title>Just a moment...</title><link rel=alternate type=text/xml href=/f></html>", URL)
    assert (refusal.reason, refusal.leads) == ("challenge", ())


def test_a_consent_page_is_told() -> None:
    assert "a consent page" in str(refusal_of("<html><button>Accept all cookies</button></html>", URL))


def test_a_page_of_nothing_is_a_page() -> None:
    assert refusal_of("<html", "").reason == "html"


def test_the_headers_may_name_the_feed() -> None:
    link = '</a>; rel="next", </rss>; rel="alternate"; type="application/rss+xml"'
    assert refusal_of("<html></html>", URL, {"link": link}).leads == ("https://desk.example/rss",)
    assert refusal_of("<html></html>", URL, {"refresh": "0; url=/moved"}).leads == ("https://desk.example/moved",)
