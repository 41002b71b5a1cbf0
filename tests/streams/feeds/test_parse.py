"""Documents with one quirk each, and what must be read in them (`documents/expected.toml`)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from growth import LINEAR, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.feeds.parse import parse
from streams.feeds.rows import RefusedError

FOLDER = Path(__file__).with_name("documents")
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_document(name: str) -> None:
    stated = EXPECTED[name]
    body = (FOLDER / name).read_bytes()
    if "refused" in stated:
        with pytest.raises(RefusedError) as refusal:
            parse(body)
        assert refusal.value.reason == stated["refused"]
        assert str(refusal.value).startswith(f"refused: {stated['refused']}")
        return
    document = parse(body)
    assert document.format == stated.get("format", document.format)
    assert len(document.rows) == stated.get("count", len(document.rows))
    for field in ("title", "link", "id", "text", "lang", "author"):
        if field in stated:
            assert [getattr(row, field) for row in document.rows] == stated[field]
    for field in ("ttl_s", "skip_hours"):
        if field in stated:
            assert (
                list(np) == stated[field] if isinstance(np := getattr(document, field), tuple) else np == stated[field]
            )
    if "published" in stated:
        assert [row.published.isoformat() if row.published else "" for row in document.rows] == stated["published"]


def test_every_document_is_expected_to_give_something() -> None:
    assert {p.name for p in FOLDER.iterdir()} == {*EXPECTED, "expected.toml"}


def test_links_are_made_absolute_against_the_address_where_the_feed_names_no_site() -> None:
    body = b"<rss version='2.0'><channel><item><title>T</title><link>/a</link></item></channel></rss>"
    assert parse(body, "https://desk.example/feeds/world.xml").rows[0].link == "https://desk.example/a"


def test_the_charset_of_the_header_counts_where_the_document_names_none() -> None:
    body = "<rss version='2.0'><channel><item><title>Посол</title></item></channel></rss>".encode("koi8-r")
    headers = {"content-type": 'text/xml; charset="KOI8-R"'}
    assert parse(body, "", headers).rows[0].title == "Посол"


@pytest.mark.parametrize(
    "filling",
    [
        "<!--",
        "<![CDATA[",
        "&amp;",
        "&",
        "&#",
        "<a>",
        "<a ",
        "]]>",
        "<b><i>",
        "</",
        "<item>",
        "<?xml",
        "<!DOCTYPE [",
        "\n ",
    ],
)
def test_a_hundred_thousand_bytes_of_one_thing_are_read_in_linear_time(filling: str) -> None:
    head, tail = (
        "<rss version='2.0'><channel><item><title>T</title><description>",
        "</description></item></channel></rss>",
    )
    assert growth(lambda inner: _read(f"{head}{inner}{tail}".encode()), filling, 100_000) < LINEAR


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_the_bytes_nothing_but_a_refusal_is_raised(data: st.DataObject) -> None:
    body = bytearray((FOLDER / data.draw(st.sampled_from(sorted(EXPECTED)))).read_bytes()[:4_000])
    for _ in range(data.draw(st.integers(0, 8))):
        at = data.draw(st.integers(0, max(0, len(body) - 1)))
        body[at : at + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=6))
    _read(bytes(body))


def _read(body: bytes) -> None:
    try:
        document = parse(body)
    except RefusedError:
        return
    for row in document.rows:
        "".join((row.title, row.link, row.id, row.text)).encode()  # no lone surrogate goes on
