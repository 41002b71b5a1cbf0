"""What a publisher asks robots to leave alone."""

from __future__ import annotations

import pytest
from growth import LINEAR, growth
from hypothesis import given
from hypothesis import strategies as st

from streams.feeds.robots import MOST_DELAY_S, NOBODY, read_robots

RULES = """
User-agent: *
Disallow: /private/
Disallow: /*.pdf$
Allow: /private/open
Disallow: /search?*q=   # a comment
Crawl-delay: 5

User-agent: Other
User-agent: Worse
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private/1", False),
        ("/private/open/1", True),
        ("/a.pdf", False),
        ("/a.pdf?x=1", True),
        ("/search?a=1&q=x", False),
        ("/search", True),
    ],
)
def test_the_longest_rule_that_fits_counts(path: str, allowed: bool) -> None:
    assert read_robots(RULES).allow(f"https://desk.example{path}") is allowed


def test_a_group_of_our_own_goes_before_that_of_all() -> None:
    robots = read_robots(RULES + "\nUser-Agent: Demarche/0.1\nDisallow: /secret\nCrawl-delay: 900\n")
    assert robots.allow("https://desk.example/private/1") and not robots.allow("https://desk.example/secret")
    assert (robots.delay_s, read_robots(RULES).delay_s) == (MOST_DELAY_S, 5.0)


@pytest.mark.parametrize(
    "text", ["", "\ufeff", "Disallow: /", "User-agent: *\nDisallow:", "<html></html>", "nonsense:"]
)
def test_what_says_nothing_forbids_nothing(text: str) -> None:
    assert read_robots(text).allow("https://desk.example/a")


def test_of_two_rules_alike_the_kinder_counts() -> None:
    assert read_robots("User-agent: *\nDisallow: /a\nAllow: /a").allow("https://desk.example/a")
    assert not NOBODY.allow("https://desk.example/")


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    read_robots("User-agent: *\nDisallow: " + text).allow("https://desk.example/x")


def test_many_stars_are_matched_in_little_time() -> None:
    robots = read_robots("User-agent: *\nDisallow: /" + "*a" * 12 + "$")
    assert growth(lambda text: robots.allow("https://desk.example/" + text), "b", 20_000) < LINEAR
