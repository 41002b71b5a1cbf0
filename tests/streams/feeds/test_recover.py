"""The second reader, by lxml: what it finds where the first finds nothing, and what it takes from a whole feed."""

from __future__ import annotations

import pytest

from streams.feeds.recover import read_tree, tree_of
from streams.feeds.rows import Document

ATOM = "xmlns='http://www.w3.org/2005/Atom'"


def read(text: str) -> Document:
    tree = tree_of(text)
    assert tree is not None
    document = read_tree(tree)
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("links", "link"),
    [
        ("<link href='a'/>", "a"),
        ("<link rel='self' href='s'/><link rel='alternate' href='a'/>", "a"),
        ("<link rel='related' href='r'/><link rel='alternate' href='a'/>", "a"),
        ("<link rel='related' href='r'/>", "r"),
        ("<link rel='enclosure' href='e'/><link rel='edit' href='d'/>", ""),
        ("<link href='a'/><link>https://x.example/1</link>", "https://x.example/1"),
        ("<link/>https://x.example/after", "https://x.example/after"),
        ("<guid>https://x.example/g</guid>", "https://x.example/g"),
        ("<guid isPermaLink='FALSE'>https://x.example/g</guid>", ""),
        ("<enclosure url=' '/><enclosure url='f'/>", "f"),
        ("<f:origLink xmlns:f='urn:f'>o</f:origLink><link>c</link>", "o"),
    ],
)
def test_link(links: str, link: str) -> None:
    assert read(f"<rss><channel><item>{links}</item></channel></rss>").rows[0].link == link


def test_markup_in_content_stays_together() -> None:
    content = "<div xmlns='http://www.w3.org/1999/xhtml'><p>A <b>b</b>.</p><p>C.</p></div>"
    entry = f"<entry><content type='xhtml'>{content}</content></entry>"
    assert read(f"<feed {ATOM}>{entry}</feed>").rows[0].text == "A b.\n\nC."


def test_titles_of_pictures_are_not_taken() -> None:
    item = "<item><m:title xmlns:m='http://search.yahoo.com/mrss/'>Picture</m:title><title>Own</title></item>"
    assert read(f"<rss><channel>{item}</channel></rss>").rows[0].title == "Own"


def test_a_feed_inside_something_else_is_found() -> None:
    document = read(
        "<html><body><rss><channel><title>D</title><item><title>T</title></item></channel></rss></body></html>"
    )
    assert (document.format, [row.title for row in document.rows]) == ("rss", ["T"])


def test_the_channel_speaks_for_itself() -> None:
    channel = "<title>D</title><link>https://d.example/</link><language>fr</language><item><title>T</title></item>"
    document = read(f"<rss><channel>{channel}</channel></rss>")
    assert (document.title, document.site, document.lang) == ("D", "https://d.example/", "fr")


def test_what_is_no_feed_gives_nothing() -> None:
    tree = tree_of("<svg/>")
    assert tree is not None and read_tree(tree) is None
    assert tree_of("") is None


def test_entities_are_never_opened() -> None:
    text = "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><rss><channel><item><title>T&x;</title></item></channel></rss>"
    assert read(text).rows[0].title in ("T", "T&x;")


@pytest.mark.parametrize(
    "source", ["<source url='u'>Harbour</source>", "<source><id>i</id><title>Harbour</title></source>"]
)
def test_an_entry_may_name_its_publisher(source: str) -> None:
    assert read(f"<rss><channel><item>{source}<title>T</title></item></channel></rss>").rows[0].source == "Harbour"
