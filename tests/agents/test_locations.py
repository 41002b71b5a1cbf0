"""Addresses of one page have one form, those of two pages two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.locations import canonical_url, unwrapped

PAGE = "https://desk.example/world/envoy-9"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://Example.org:80/a/?utm_source=x&b=2&a=1#top", "https://example.org/a?a=1&b=2"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org/a?id=5&fbclid=zzz", "https://example.org/a?id=5"),
        ("https://example.org/a?page=", "https://example.org/a?page="),
        ("https://example.org:notaport/", "https://example.org:notaport/"),
        ("urn:uuid:1234", "urn:uuid:1234"),
    ],
)
def test_urls_of_one_page_get_one_form(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical_url(url)) == canonical_url(url)


def test_an_unknown_parameter_keeps_articles_apart() -> None:
    assert canonical_url("https://example.org/?story=1") != canonical_url("https://example.org/?story=2")


@pytest.mark.parametrize(
    "url",
    [
        "http://www.desk.example/world/envoy-9/",
        "https://m.desk.example/world/envoy-9",
        "https://amp.desk.example/world/envoy-9",
        "https://desk.example/world/envoy-9/amp/",
        "https://desk.example/amp/world/envoy-9",
        "https://desk.example/world/envoy-9.amp.html",
        "https://desk.example/world/envoy-9?amp",
        "https://desk.example/world/envoy-9?outputType=amp&utm_medium=rss",
        "https://desk.example/world/envoy-9;jsessionid=A1?ref=rss",
        "https://desk-example.cdn.ampproject.org/c/s/www.desk.example/world/envoy-9",
        "https://www.google.com/amp/s/desk.example/world/envoy-9",
        "https://www.google.com/url?sa=t&url=https://www.desk.example/world/envoy-9&usg=AO1",
        "https://www.bing.com/news/apiclick.aspx?ref=x&url=https%3a%2f%2fdesk.example%2fworld%2fenvoy-9&c=1",
    ],
)
def test_copies_and_wrappings_of_a_page_are_the_page(url: str) -> None:
    assert canonical_url(url) == PAGE


def test_a_page_in_unicode_punycode_and_percent_signs_is_one() -> None:
    forms = ["https://посол.example/статья", "https://xn--k1afacl.example/%d1%81%d1%82%D0%B0%D1%82%D1%8C%D1%8F"]
    assert len({canonical_url(url) for url in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://mfa.example/news.aspx?ref=1001", "https://mfa.example/news.aspx?ref=1002"),
        ("https://desk.example/a%2Fb", "https://desk.example/a/b"),
        ("https://desk.example/caf%E9", "https://desk.example/caf%C3%A9"),
        ("https://desk.example/ampere", "https://desk.example/ere"),
        ("https://amp.dev/a", "https://dev/a"),
        ("https://news.google.com/rss/articles/CBMi1", "https://news.google.com/rss/articles/CBMi2"),
    ],
)
def test_two_pages_stay_two(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


def test_a_wrapping_without_an_address_stays() -> None:
    for url in (
        "https://www.google.com/url?q=envoy",
        "https://news.google.com/rss/articles/CBMi?oc=5",
        "urn:x",
        "https://[x",
    ):
        assert unwrapped(url) == url


@given(st.text(max_size=60) | st.from_regex(r"https?://[a-z.\[\]:0-9%/]{0,30}(\?[a-z=&%/:]{0,20})?"))
def test_no_string_raises_and_one_form_is_final(url: str) -> None:
    assert canonical_url(canonical_url(url)) == canonical_url(url)
