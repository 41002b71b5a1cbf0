"""A row of a file becomes the article that a poller would have made of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agents.limits import TEXT_CHARS
from agents.records import Feed
from streams.feeds.articles import harvest
from streams.feeds.replayed import FEED, replayed
from streams.feeds.rows import Document, Row

NOW = datetime(2025, 10, 15, 12, tzinfo=UTC)
ROW = {
    "text": "He left.",
    "title": "Envoy leaves",
    "url": "https://desk.example/1",
    "published": "2025-10-15T10:00:00Z",
}


@pytest.mark.parametrize("link", ["https://desk.example/1", ""])
def test_ids_are_those_of_a_poller(link: str) -> None:
    row = Row("Envoy leaves", link, "d-1", NOW - timedelta(hours=2), "He left.")
    (polled,) = harvest(Feed(id="desk", url="https://desk.example/feed"), Document("rss", rows=(row,)), NOW).articles
    again = replayed({**ROW, "url": link, "guid": "d-1", "feed_id": "desk"}, NOW)
    assert (again.id, again.revision, again.text) == (polled.id, polled.revision, polled.text)
    assert (again.fingerprint, again.published_at) == (polled.fingerprint, polled.published_at)
    assert (again.feed_id, again.guid) == ("desk", "d-1")


def test_a_row_of_text_alone_is_known_by_its_text() -> None:
    one, same, other = (replayed({"text": text}, NOW) for text in ("He left.", " He  left.", "He stayed."))
    assert one.id == same.id != other.id
    assert (one.feed_id, one.title, one.url, one.published_trust) == (FEED, "", "", "fetched")


def test_a_new_wording_under_one_address_is_a_revision() -> None:
    first, second = replayed(ROW, NOW), replayed({**ROW, "text": "He stayed."}, NOW)
    assert first.id == second.id
    assert first.revision != second.revision


def test_the_text_begins_with_the_headline_once() -> None:
    assert replayed(ROW, NOW).text == "Envoy leaves\n\nHe left."
    assert replayed({**ROW, "text": "Envoy leaves\n\nHe left."}, NOW).text == "Envoy leaves\n\nHe left."


@pytest.mark.parametrize(
    ("stated", "moment", "trust"),
    [
        ({"published": "2025-10-15T10:00:00+02:00"}, NOW - timedelta(hours=4), "stated"),
        ({"published": "2025-10-15"}, NOW - timedelta(hours=12), "stated"),  # without a zone: UTC
        ({"published_at": "2025-10-15T11:00:00Z", "published": "1999"}, NOW - timedelta(hours=1), "stated"),
        ({"published": "2025-10-16T10:00:00Z"}, NOW, "clamped"),
        ({"published": "1970-01-01"}, NOW, "fetched"),
        ({"published": None}, NOW, "fetched"),
        ({}, NOW, "fetched"),
    ],
)
def test_dates_are_trusted_as_a_pollers_are(stated: dict[str, Any], moment: datetime, trust: str) -> None:
    article = replayed({"text": "He left.", **stated}, NOW)
    assert (article.published_at, article.published_trust) == (moment, trust)


@pytest.mark.parametrize(
    ("stated", "fetched"),
    [
        ({"published": "2019-03-01T10:00:00Z"}, datetime(2019, 3, 1, 10, tzinfo=UTC)),
        ({"published": "2019-03-01", "fetched_at": "2019-03-02"}, datetime(2019, 3, 2, tzinfo=UTC)),
        ({"fetched_at": "2019-03-02"}, datetime(2019, 3, 2, tzinfo=UTC)),
        ({"published": "2019-03-01", "fetched_at": "2030-01-01"}, NOW),
        ({"published": "2030-01-01"}, NOW),
        ({}, NOW),
    ],
)
def test_the_time_of_fetching_is_the_rows(stated: dict[str, Any], fetched: datetime) -> None:
    assert replayed({"text": "He left.", **stated}, NOW).fetched_at == fetched


def test_other_names_of_a_field_are_known_and_numbers_are_taken_as_words() -> None:
    article = replayed({"text": "He left.", "id": 5, "source": "The Desk", "lang": "en", "title": 7}, NOW)
    assert (article.guid, article.outlet, article.lang, article.title) == ("5", "The Desk", "en", "7")
    assert replayed({"text": "x", "outlet": "A", "source": "B"}, NOW).outlet == "A"


def test_a_text_is_cut_where_a_pollers_is() -> None:
    assert len(replayed({"text": "x" * (TEXT_CHARS + 5)}, NOW).text) == TEXT_CHARS


@pytest.mark.parametrize(
    "row", [None, [], "text", {}, {"text": ""}, {"text": " \n"}, {"text": 7}, {"text": "x", "published": "soon"},
            {"text": "x", "fetched_at": "soon"},
            {"text": "x", "published": 1_760_000_000}],
)  # fmt: skip
def test_what_is_no_article_is_refused(row: object) -> None:
    with pytest.raises(ValueError):
        replayed(row, NOW)
