"""JSON Feed; the documents of `test_parse.py` show whole ones."""

from __future__ import annotations

import orjson
import pytest

from streams.feeds.json_rows import read_json
from streams.feeds.rows import RefusedError, Row

VERSION = "https://jsonfeed.org/version/1.1"


def row(**item: object) -> Row:
    return read_json(orjson.dumps({"version": VERSION, "items": [item]}).decode()).rows[0]


def test_the_last_change_stands_in_for_the_date_of_publication() -> None:
    published = row(date_modified="2025-01-06T10:00:00Z").published
    assert published is not None and published.isoformat() == "2025-01-06T10:00:00+00:00"


def test_html_before_text_before_summary() -> None:
    assert row(content_html="<p>h</p>", content_text="t", summary="s").text == "h"
    assert row(content_html="<p></p>", content_text="t < u", summary="s").text == "t < u"
    assert row(summary="s").text == "s"


def test_an_address_stands_in_for_the_id() -> None:
    assert row(url="https://desk.example/1").id == "https://desk.example/1"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[]", "not-a-feed"),
        ('{"items": []}', "not-a-feed"),
        ('{"version": 1, "items": []}', "not-a-feed"),
        (f'{{"version": "{VERSION}", "items": "none"}}', "not-a-feed"),
        ("{", "broken-json"),
    ],
)
def test_refused(text: str, reason: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        read_json(text)
    assert refusal.value.reason == reason


def test_a_feed_without_items_is_a_feed() -> None:
    assert read_json(f'{{"version": "{VERSION}"}}').rows == ()
