"""Lists as people keep them: every outline is imported once, or listed with the reason."""

from __future__ import annotations

import pytest

from agents.records import Feed
from streams.feeds.catalogue import CatalogueError
from streams.feeds.opml import LeftOut, mended, read_opml, same_feed, write_opml

OPML = """<?xml version="1.0"?><opml version="2.0"><body>
<outline text="World"><outline text="Asia">
<outline type="rss" text="Desk &amp; Sons" xmlUrl="https://desk.example/feed" language="en"/></outline>
<outline type="rss" title="Ledger" text="x" xmlurl="http://ledger.example/rss"/></outline>
<outline text="Desk &amp; Sons" xmlUrl="https://desk.example/other"/>
<outline text="again" xmlUrl="https://desk.example/feed"/>
<outline text="bad" xmlUrl="file:///etc/passwd"/><outline text="no feed" htmlUrl="https://x.example/"/>
<outline xmlUrl="https://nameless.example/feed"/></body></opml>"""


def outlines(*attributes: str) -> bytes:
    return f"<opml version='2.0'><body>{''.join(f'<outline {a}/>' for a in attributes)}</body></opml>".encode()


def test_folders_are_groups_and_each_address_is_one_feed() -> None:
    found = read_opml(OPML.encode())
    assert [(f.name, f.url, f.lang, f.group) for f in found.feeds] == [
        ("Desk & Sons", "https://desk.example/feed", "en", "World / Asia"),
        ("Ledger", "http://ledger.example/rss", "", "World"),
        ("Desk & Sons", "https://desk.example/other", "", ""),
        ("", "https://nameless.example/feed", "", ""),
    ]
    assert [f.id for f in found.feeds] == ["desk-sons", "ledger", "desk-sons-desk-example", "nameless-example"]


def test_what_is_left_out_is_named_with_its_reason() -> None:
    assert read_opml(OPML.encode()).left_out == (
        LeftOut("again", "https://desk.example/feed", "the same feed as Desk & Sons"),
        LeftOut("bad", "file:///etc/passwd", "no address of the web"),
        LeftOut("no feed", "https://x.example/", "a page without its feed: try `feeds add --discover`"),
    )
    found = read_opml(outlines("text='x' type='include' xmlUrl='https://x.example/list.opml'", "text='empty'"))
    assert [left.reason for left in found.left_out] == [
        "another list: fetch it and import it by itself",
        "names no address",
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("feed://b.example/feed", "https://b.example/feed"),
        ("feed:https://c.example/feed", "https://c.example/feed"),
        ("feed://http://c.example/feed", "http://c.example/feed"),
        ("HTTPS://D.example/feed", "https://D.example/feed"),
        ("e.example/feed", "https://e.example/feed"),
        ("e.example:8080/feed", "https://e.example:8080/feed"),
        ("//e.example/feed", "https://e.example/feed"),
        ("  https://g.example/feed\n", "https://g.example/feed"),
        ("/ongoing.atom", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
    ],
)
def test_the_address_that_was_meant(written: str, meant: str) -> None:
    assert mended(written) == meant


def test_a_query_spelt_twice_is_one_feed() -> None:
    spellings = (
        "https://news.google.com/rss/search?q=Chad+envoy&hl=en",
        "http://news.google.com/rss/search?hl=en&q=chad%20%20envoy",
        "https://news.google.com/rss/search?q=Chad%20Envoy&hl=en&utm_source=x",
    )
    assert len({same_feed(url) for url in spellings}) == 1
    assert same_feed(spellings[0]) != same_feed("https://news.google.com/rss/search?q=Chad+envoys&hl=en")


def test_names_in_any_script_give_ids_that_can_be_read_whatever_the_order() -> None:
    rows = [
        "text='Новости дня' xmlUrl='https://a.example/ru'",
        "text='新闻' xmlUrl='https://b.example/zh'",
        "text='أخبار' xmlUrl='https://c.example/ar'",
        "text='新闻' xmlUrl='https://d.example/zh'",
    ]
    there = {f.url: f.id for f in read_opml(outlines(*rows)).feeds}
    assert list(there.values()) == ["novosti-dnya", "xinwen", "khbr", "xinwen-d-example"]
    assert {f.url: f.id for f in read_opml(outlines(*reversed(rows))).feeds} == there


def test_what_is_switched_off_is_imported_switched_off() -> None:
    (off, on) = read_opml(
        outlines("xmlUrl='https://a.example/' isEnabled='False'", "xmlUrl='https://b.example/'")
    ).feeds
    assert (off.enabled, on.enabled) == (False, True)


def test_what_is_written_can_be_read_again() -> None:
    feeds = (
        Feed(id="one", url="https://one.example/?a=1&b=2", name="Öne & <Two>", lang="fr", group="World / Asia"),
        Feed(id="two", url="https://two.example/", enabled=False, group="World"),
        Feed(id="three", url="https://three.example/", name="Three"),
    )
    read = {feed.id: feed for feed in read_opml(write_opml(feeds).encode()).feeds}
    assert read.keys() == {"one", "two", "three"}
    assert read["one"] == feeds[0] and read["three"] == feeds[2]
    assert (read["two"].enabled, read["two"].group) == (False, "World")


def test_a_list_of_hundreds_is_imported_row_by_row() -> None:
    """The faults of a real list: queries twice, proxies, feed://, bare hosts, other scripts, pages, nothing."""
    rows = [f"text='Outlet {n}' xmlUrl='https://outlet{n}.example/rss'" for n in range(150)]
    rows += [f"text='Search {n}' xmlUrl='https://news.google.com/rss/search?q=state+{n}&amp;hl=en'" for n in range(503)]
    rows += [
        f"text='Twice {n}' xmlUrl='https://news.google.com/rss/search?hl=en&amp;q=State%20{n}'" for n in range(112)
    ]
    rows += [f"text='Old {n}' xmlUrl='feed://old{n}.example/rss'" for n in range(40)]
    rows += [f"text='Bare {n}' xmlUrl='bare{n}.example/rss'" for n in range(40)]
    rows += [f"text='Газета {chr(0x430 + n)}' xmlUrl='https://gazeta{n}.example/rss'" for n in range(20)]
    rows += ["text='Page' htmlUrl='https://page.example/'"] * 10 + ["text='Relative' xmlUrl='/rss'"] * 3
    assert len(rows) == 878
    found = read_opml(outlines(*rows))
    assert (len(found.feeds), len(found.left_out)) == (753, 125)
    assert len(found.feeds) + len(found.left_out) == len(rows)
    assert len({f.id for f in found.feeds}) == len({f.url for f in found.feeds}) == 753
    assert all(left.reason for left in found.left_out)


def test_windows_opml_is_read() -> None:
    data = OPML.replace("Ledger", "Газета").replace('"1.0"?', '"1.0" encoding="windows-1251"?').encode("cp1251")
    assert read_opml(data).feeds[1].name == "Газета"


@pytest.mark.parametrize(
    "data",
    [b"", b"no xml", b"<rss/>", b'<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "b">]><opml/>'],
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(CatalogueError):
        read_opml(data)


def test_a_root_with_a_broken_name_is_no_opml() -> None:
    with pytest.raises(CatalogueError, match="not an OPML file"):
        read_opml(b"<a:b:c><outline/></a:b:c>")


def test_what_a_subscription_says_too_long_is_cut_and_an_address_too_long_is_no_feed() -> None:
    outline = 'title="{}" language="{}" xmlUrl="https://{}.example/{}"'
    found = read_opml(outlines(outline.format("N" * 999, "l" * 99, "a", ""), outline.format("B", "en", "b", "x" * 700)))
    (feed,) = found.feeds
    assert (feed.url, len(feed.name), feed.name[-1], feed.lang) == ("https://a.example/", 80, "…", "")
    assert found.left_out[0].reason == "the address is too long"


def test_an_id_that_is_stated_is_kept_and_a_bad_one_is_not() -> None:
    rows = [f"text='N' id='{name}' xmlUrl='https://{n}.example/'" for n, name in enumerate(("mine", "Mine!", "x" * 70))]
    assert [f.id for f in read_opml(outlines(*rows)).feeds] == ["mine", "n", "n-2-example"]
