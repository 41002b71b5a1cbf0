"""An article's page: its stated body or its paragraphs, under its headline."""

from __future__ import annotations

import orjson
import pytest

from streams.feeds.page import ENOUGH_CHARS, article_text, read_page

SENTENCE = "The envoy left the capital on Monday without a word. "
LONG = (SENTENCE * 6).strip()


def page(body: str, head: str = "<title>The Paper</title>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{orjson.dumps(data).decode()}</script>'


def test_the_paragraphs_of_the_article_are_taken_and_nothing_around_them() -> None:
    body = f"<p>Menu</p><article><h1>Envoy leaves</h1><p>{LONG}</p><p>He is  <b>gone</b>.</p></article><p>Adverts</p>"
    assert article_text(page(body)) == f"Envoy leaves\n\n{LONG}\n\nHe is gone."


def test_a_teaser_in_the_article_is_not_enough() -> None:
    body = f"<article><p>Read on.</p></article><main><p>{LONG}</p></main><p>Adverts</p>"
    assert article_text(page(body)).startswith("The Paper") and LONG in article_text(page(body))
    assert article_text(page("<article><p>Short.</p></article><p>All there is.</p>")).endswith(
        "Short.\n\nAll there is."
    )


@pytest.mark.parametrize("wrap", [lambda item: item, lambda item: [item], lambda item: {"@graph": [{}, item]}])
def test_a_stated_body_goes_before_the_paragraphs(wrap) -> None:  # type: ignore[no-untyped-def]
    stated = linked(wrap({"@type": "NewsArticle", "articleBody": f"<p>{LONG}</p><p>Stated &amp; done.</p>"}))
    assert article_text(page(f"{stated}<h1>H</h1><p>{SENTENCE * 9}</p>")) == f"H\n\n{LONG}\n\nStated & done."


@pytest.mark.parametrize(
    "script", [linked({"articleBody": "x" * (ENOUGH_CHARS - 1)}), linked({"articleBody": 7}), linked([1, None]),
               linked({"@graph": {}}), linked("x"), '<script type="application/ld+json">{oops</script>',
               '<script type="application/ld+json"/>'],
)  # fmt: skip
def test_linked_data_that_does_not_help_is_passed_over(script: str) -> None:
    assert article_text(page(f"<h1>H</h1><main><p>{LONG}</p></main>", head=script)) == f"H\n\n{LONG}"


def test_a_headline_is_whole_and_the_title_stands_in_for_it() -> None:
    assert article_text(page("<h1>Envoy <em>leaves</em> today</h1><p>Text.</p>")) == "Envoy leaves today\n\nText."
    assert article_text(page("<h1><img src='logo.png'></h1><h1>Envoy leaves</h1><p>Text.</p>")).startswith("Envoy")
    assert article_text(page("<h1> </h1><p>Text.</p>")) == "The Paper\n\nText."


def test_a_headline_is_not_told_twice() -> None:
    assert article_text(page("<h1>Envoy leaves</h1><p>Envoy leaves</p><p>Text.</p>")) == "Envoy leaves\n\nText."


def test_utf8_needs_no_declaration_and_another_charset_does() -> None:
    said = "<h1>H</h1><p>„Nein“, sagte der Präsident.</p>"
    assert article_text(page(said)) == "H\n\n„Nein“, sagte der Präsident."
    cyrillic = "<meta charset='windows-1251'><h1>Посол</h1><p>Уехал.</p>".encode("windows-1251")
    assert article_text(cyrillic) == "Посол\n\nУехал."


@pytest.mark.parametrize("body", [b"", b" ", b"<!-- nothing -->", b"<html></html>", b"<p>", b"\x00\x01"])
def test_a_page_without_words_gives_none(body: bytes) -> None:
    assert article_text(body).strip("\x00\x01") == ""


def test_a_page_of_a_headline_alone_is_that_headline() -> None:
    assert article_text(page("<h1>Envoy leaves</h1>")) == "Envoy leaves"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (f"<article><p>{LONG}</p></article>", "whole"),
        ("<article><p>Read on.</p></article>", "short"),
        ("<p>The envoy left.</p><div class='paywall'>Subscribe</div>", "paywall"),
        (f"<p>{LONG}</p><p>This article is for subscribers.</p>", "paywall"),
        (f"<article><p>{LONG}</p><p>{LONG} More.</p></article><div class='piano-offer'></div>", "whole"),
        ("<button>Accept all cookies</button>", "consent"),
        ("<script src='/cdn-cgi/challenge-platform/x.js'></script>", "challenge"),
    ],
)
def test_what_a_page_is(body: str, kind: str) -> None:
    found = read_page(page(body), "https://desk.example/1")
    assert found.kind == kind and bool(found.text) == (kind == "whole")


def test_what_a_page_says_of_itself() -> None:
    head = (
        "<link rel='canonical' href='/world/1'><meta property='article:published_time' content='2025-01-05T08:00:00Z'>"
    )
    found = read_page(page(f"<article><h1>Envoy leaves</h1><p>{LONG}</p></article>", head), "https://desk.example/1")
    assert (found.title, found.url) == ("Envoy leaves", "https://desk.example/world/1")
    assert found.published is not None and f"{found.published:%Y-%m-%d}" == "2025-01-05"
    assert read_page(b"<html lang='fr-FR'><p>x").lang == "fr-FR"
    assert read_page(b"<html lang='not a language'><p>x").lang == ""


@pytest.mark.parametrize("filling", [b"<div>", b"<!--", b"&", b"<a href='", b"<p>x</p>"])
def test_no_markup_raises(filling: bytes) -> None:
    read_page(b"<html><body>" + filling * 2_000, "https://desk.example/1")


def test_what_no_record_can_hold_is_dropped() -> None:
    found = read_page(page(f"<article><p>{LONG}</p></article>").replace(b"without", b"with\x00\x01out"))
    assert found.kind == "whole" and "\x00" not in found.text and "without a word" in found.text
