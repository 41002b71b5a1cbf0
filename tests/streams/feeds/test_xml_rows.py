"""RSS and Atom by feedparser: what we ask of it and what we keep it from."""

from __future__ import annotations

from pathlib import Path

import pytest

from streams.feeds.xml_rows import read_xml


def test_a_path_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<rss version='2.0'><channel><item><title>secret</title></item></channel></rss>")
    assert read_xml(str(secret)).rows == ()


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ("<pubDate>Mon, 06 Jan 2025 10:00:00 GMT</pubDate>", "2025-01-06T10:00:00+00:00"),
        ("<pubDate>2025/1/6 15:07:41</pubDate>", "2025-01-06T15:07:41+00:00"),
        ("<pubDate>nonsense</pubDate><dc:date>2025-01-06</dc:date>", "2025-01-06T00:00:00+00:00"),
        ("<pubDate>nonsense</pubDate>", None),
        ("", None),
    ],
)
def test_dates_are_read_by_our_own_chain_first(dates: str, published: str | None) -> None:
    item = f"<item xmlns:dc='http://purl.org/dc/elements/1.1/'><title>T</title>{dates}</item>"
    text = f"<rss version='2.0'><channel>{item}</channel></rss>"
    (row,) = read_xml(text).rows
    assert (row.published.isoformat() if row.published else None) == published


def test_the_fullest_text_is_kept() -> None:
    bodies = "<description>Short.</description><content:encoded>&lt;p&gt;Long one.&lt;/p&gt;</content:encoded>"
    text = f"<rss version='2.0'><channel><item>{bodies}</item></channel></rss>"
    assert read_xml(text).rows[0].text == "Long one."


def test_an_entry_may_name_its_publisher() -> None:
    item = "<item><title>T</title><source url='https://h.example'>Harbour Courier</source></item>"
    rss = f"<rss version='2.0'><channel>{item}</channel></rss>"
    assert read_xml(rss).rows[0].source == "Harbour Courier"
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title>"
        "<source><id>i</id><title>Harbour Courier</title></source></entry></feed>"
    )
    assert read_xml(atom).rows[0].source == "Harbour Courier"
    assert read_xml("<rss version='2.0'><channel><item><title>T</title></item></channel></rss>").rows[0].source == ""
