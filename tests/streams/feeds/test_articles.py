"""Rows become articles: ids, text, and how far a date is trusted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agents.identity import article_id, revision_id
from agents.limits import TEXT_CHARS
from agents.records import Article, Feed
from streams.feeds.articles import MOST_ROWS, harvest, published, text_of
from streams.feeds.rows import Document, Format, Row

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)
FEED = Feed(id="desk", url="https://desk.example/feed", name="The Desk")


def made(*rows: Row, feed: Feed = FEED, site: str = "https://desk.example/") -> list[Article]:
    return list(harvest(feed, Document("rss", lang="en", site=site, rows=rows), NOW).articles)


def test_an_article_says_everything_the_row_said() -> None:
    stated = NOW - timedelta(hours=2)
    row = Row("Envoy leaves", "https://desk.example/1?utm_source=rss", "d-1", stated, "He left.\n\nNobody knows why.")
    (article,) = made(row)
    assert article.id == article_id("https://desk.example/1", "any", "any")
    assert article.revision == revision_id(article.id, "Envoy leaves", article.text)
    assert article.text == "Envoy leaves\n\nHe left.\n\nNobody knows why."
    assert (article.title, article.url, article.guid) == ("Envoy leaves", row.link, "d-1")
    assert (article.published_at, article.published_trust, article.fetched_at) == (stated, "stated", NOW)
    assert (article.outlet, article.lang, article.feed_id) == ("The Desk", "en", "desk")
    assert article.fingerprint


def test_an_archives_rows_were_fetched_when_they_were_published() -> None:
    stated = NOW - timedelta(days=2_000)
    rows = Row("Told long ago", "https://desk.example/1", "d-1", stated, "He left."), Row("Undated")
    archive = Feed(id="desk", url="https://desk.example/feed", archive=True)
    assert [a.fetched_at for a in made(*rows, feed=archive)] == [stated, NOW]
    assert [a.fetched_at for a in made(*rows)] == [NOW, NOW]


def test_two_feeds_that_link_to_one_page_give_one_article() -> None:
    (a,) = made(Row("T", "http://desk.example/1/", "x"))
    (b,) = made(Row("T", "https://desk.example/1#top", "y"), feed=Feed(id="other", url="https://other.example/"))
    assert a.id == b.id and a.feed_id != b.feed_id


def test_a_row_without_an_address_is_known_by_feed_and_guid() -> None:
    (a,) = made(Row("T", "https://desk.example/", "d-1", own_link=False))
    (b,) = made(Row("New title", "https://desk.example/", "d-1", own_link=False))
    (c,) = made(Row("T", "https://desk.example/", "d-2", own_link=False))
    assert a.id == b.id != c.id
    assert a.url == "https://desk.example/"


def test_rows_that_share_an_address_stay_apart() -> None:
    rows = (Row("T", "https://desk.example/live", "d-1"), Row("U", "https://desk.example/live", "d-2"))
    assert len({a.id for a in made(*rows)}) == 2
    rows = (Row("T", "https://desk.example/live"), Row("U", "https://desk.example/live"))
    assert len({a.id for a in made(*rows)}) == 2


def test_the_same_row_twice_is_one_article() -> None:
    row = Row("T", "https://desk.example/1", "d-1")
    assert len(made(row, row)) == 1


def test_one_guid_for_all_does_not_merge_them() -> None:
    assert len(made(Row("T", "https://desk.example/1", "same"), Row("U", "https://desk.example/2", "same"))) == 2


@pytest.mark.parametrize("link", ["urn:uuid:7", "mailto:a@desk.example", "", "https://[x"])
def test_what_is_no_page_is_never_an_address(link: str) -> None:
    (article,) = made(Row("T", link, "https://desk.example/by-id"))
    assert article.url == "https://desk.example/by-id"
    (article,) = made(Row("T", link, "d-1"))
    assert article.url == "https://desk.example/"


def test_a_row_without_words_is_left_out_and_a_long_one_is_cut() -> None:
    assert made(Row("", "https://desk.example/1")) == []
    (article,) = made(Row("T", "https://desk.example/1", text="x" * 300_000))
    assert len(article.text) == TEXT_CHARS


@pytest.mark.parametrize(
    ("hours", "trust"),
    [(-1, "stated"), (0, "stated"), (0.02, "stated"), (1, "clamped"), (48, "clamped"), (49, "fetched")],
)
def test_dates_ahead_are_trusted_less(hours: float, trust: str) -> None:
    stated = NOW + timedelta(hours=hours)
    assert published(stated, NOW) == (stated if trust == "stated" else NOW, trust)


@pytest.mark.parametrize("stated", [None, datetime(1970, 1, 1, tzinfo=UTC), datetime(1994, 12, 31, tzinfo=UTC)])
def test_no_date_and_broken_clocks_give_the_time_of_fetching(stated: datetime | None) -> None:
    assert published(stated, NOW) == (NOW, "fetched")


@pytest.mark.parametrize(
    ("title", "body", "text"),
    [
        ("T", "Body.", "T\n\nBody."),
        ("The envoy  leaves", "The Envoy leaves.", "The envoy  leaves"),
        ("The envoy leaves", "The envoy leaves\n\nMore.", "The envoy leaves\n\nMore."),
        ("", "Body.", "Body."),
        ("T", " ", "T"),
    ],
)
def test_headline_and_body_make_one_text(title: str, body: str, text: str) -> None:
    assert text_of(title, body) == text


def dropped(*rows: Row, kind: Format = "rss") -> dict[str, int]:
    return dict(harvest(FEED, Document(kind, rows=rows), NOW).dropped)


def test_every_row_that_makes_no_article_is_counted() -> None:
    row = Row("T", "https://desk.example/1")
    assert dropped(row, row, Row("", "https://desk.example/2")) == {"double": 1, "empty": 1}
    assert dropped(*(Row(f"T{n}", f"https://desk.example/{n}") for n in range(MOST_ROWS + 5))) == {"cap": 5}


def test_of_a_sitemap_only_the_news_is_taken() -> None:
    rows = (
        Row("Old", "https://desk.example/1", published=NOW - timedelta(days=9)),
        Row("No date", "https://desk.example/2"),
    )
    assert dropped(*rows, kind="sitemap") == {"too-old": 1, "undated": 1}


def test_of_too_many_rows_the_newest_are_kept_wherever_they_stand() -> None:
    rows = [
        Row(f"T{n}", f"https://desk.example/{n}", published=NOW - timedelta(minutes=9_000 - n)) for n in range(2_500)
    ]
    titles = [article.title for article in made(*rows)]
    assert (len(titles), titles[0], titles[-1]) == (2_000, "T500", "T2499")
    assert made(*reversed(rows))[0].title == "T2499"


@pytest.mark.parametrize(
    ("link", "moment"),
    [
        ("https://desk.example/2024/10/28/envoy", "2024-10-28"),
        ("https://desk.example/2024-10-28-envoy/", "2024-10-28"),
        ("https://desk.example/2025/01/06/today", "2025-01-06"),
        ("https://desk.example/2024/13/45/x", "2025-01-06"),
    ],
)
def test_a_day_that_stands_in_the_address_is_a_date(link: str, moment: str) -> None:
    (article,) = made(Row("T", link))
    assert f"{article.published_at:%Y-%m-%d}" == moment


@pytest.mark.parametrize(
    "row",
    [
        Row("Envoy recalled - The Desk", "https://news.google.com/rss/articles/CBM1", "CBM1", source="The Desk"),
        Row("Envoy recalled - The Desk", "https://news.google.com/rss/articles/CBM1", "CBM1"),
        Row("Envoy recalled - The Desk", "https://desk.example/1", "tag:google.com,2013:googlealerts/feed:1"),
    ],
)
def test_the_publisher_behind_a_title_is_parted_from_it(row: Row) -> None:
    (article,) = made(row)
    assert (article.title, article.publisher) == ("Envoy recalled", "The Desk")


def test_a_title_with_a_dash_of_its_own_stays() -> None:
    (article,) = made(Row("Envoy recalled - again", "https://desk.example/1"))
    assert (article.title, article.publisher) == ("Envoy recalled - again", "")
