"""Lists of feeds: read, refused with a reason, imported and written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from agents.records import Feed
from streams.feeds.catalogue import BUNDLED, CatalogueError, import_opml, load, load_for, read, write
from streams.settings import Settings

OPML = """<?xml version="1.0"?><opml version="2.0"><body>
<outline text="World"><outline text="Asia">
<outline type="rss" text="Desk &amp; Sons" xmlUrl="https://desk.example/feed" language="en"/></outline>
<outline type="rss" title="Ledger" text="x" xmlurl="http://ledger.example/rss"/></outline>
<outline text="Desk &amp; Sons" xmlUrl="https://desk.example/other"/>
<outline text="again" xmlUrl="https://desk.example/feed"/>
<outline text="bad" xmlUrl="file:///etc/passwd"/><outline text="no feed" htmlUrl="https://x.example/"/>
<outline xmlUrl="https://nameless.example/feed"/></body></opml>"""


def test_the_bundled_catalogue_names_each_feed_once() -> None:
    feeds = load()
    assert len(feeds) >= 40
    assert Counter(f.url for f in feeds).most_common(1)[0][1] == 1
    assert all(f.name and f.lang and f.enabled for f in feeds)


def test_everything_a_table_may_say() -> None:
    text = '[[feed]]\nid = "a"\nurl = "https://a.example/"\nname = "A"\nlang = "fr"\ninterval_s = 5\nenabled = false\n'
    assert read(text) == (Feed(id="a", url="https://a.example/", name="A", lang="fr", interval_s=5.0, enabled=False),)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[[feed]", "Expected"),
        ('[[feeds]]\nid = "a"', "not feeds"),
        ('feed = "a"', "only"),
        ('[[feed]]\nid = "a"', "feed 1: .*url"),
        ('[[feed]]\nid = "a"\nurl = 7', "feed 1: "),
        ('[[feed]]\nid = "a"\nurl = "https://a.example"\nsped = 1', "sped"),
        ('[[feed]]\nid = "A b"\nurl = "https://a.example"', "id 'A b' may"),
        ('[[feed]]\nid = "a"\nurl = "file:///etc/passwd"', "not http"),
        ('[[feed]]\nid = "a"\nurl = "https://a.example"\ninterval_s = 0.1', "interval_s"),
        ('[[feed]]\nid = "a"\nurl = "https://a.example"\ninterval_s = -5', "interval_s"),
        ('[[feed]]\nid = "a"\nurl = "https://a.example"\ninterval_s = nan', "interval_s"),
        ('[[feed]]\nid = "a"\nurl = "https://a.example"\ninterval_s = inf', "interval_s"),
        ('[[feed]]\nid = "a"\nurl = "https://[a.example"', "is not http or https"),
        (f'[[feed]]\nid = "a"\nurl = "https://a.example/{"a" * 640}"', "url"),
        (f'[[feed]]\nid = "a"\nurl = "https://a.example/"\nname = "{"a" * 81}"', "name"),
        (f'[[feed]]\nid = "a"\nurl = "https://a.example/"\nlang = "{"a" * 36}"', "lang"),
        ('[[feed]]\nid = "a"\nurl = "https://a.example"\n' * 2, "feed 2: the id a stands there twice"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, error: str) -> None:
    with pytest.raises(CatalogueError, match=f"^list.toml: .*{error}"):
        read(text, "list.toml")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="none"):
        load(tmp_path / "none.toml")


def test_the_settings_name_the_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[[feed]]\nid = "a"\nurl = "https://a.example/"\n')
    assert [f.id for f in load_for(Settings(feeds_file=str(path)))] == ["a"]
    assert load_for(Settings()) == load(BUNDLED)


def test_opml_is_read_through_its_folders_each_address_once() -> None:
    feeds = import_opml(OPML.encode())
    assert [(f.name, f.url, f.lang) for f in feeds] == [
        ("Desk & Sons", "https://desk.example/feed", "en"),
        ("Ledger", "http://ledger.example/rss", ""),
        ("Desk & Sons", "https://desk.example/other", ""),
        ("", "https://nameless.example/feed", ""),
    ]
    assert [f.id for f in feeds][:2] == ["desk-sons", "ledger"]
    assert len({f.id for f in feeds}) == 4


def test_what_is_imported_can_be_written_and_read_again() -> None:
    feeds = (*import_opml(OPML.encode()), Feed(id="x", url="https://x.example/", name='A "b" \\ é\n', interval_s=60))
    assert read(write(feeds)) == feeds


def test_windows_opml_is_read() -> None:
    data = OPML.replace("Ledger", "Газета").replace('"1.0"?', '"1.0" encoding="windows-1251"?').encode("cp1251")
    assert import_opml(data)[1].name == "Газета"


@pytest.mark.parametrize(
    "data",
    [b"", b"no xml", b"<rss/>", b'<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "b">]><opml/>'],
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(CatalogueError):
        import_opml(data)


def test_a_root_with_a_broken_name_is_no_opml() -> None:
    with pytest.raises(CatalogueError, match="not an OPML file"):
        import_opml(b"<a:b:c><outline/></a:b:c>")


def test_what_a_subscription_says_too_long_is_cut_and_an_address_too_long_is_no_feed() -> None:
    outline = '<outline title="{}" language="{}" xmlUrl="https://{}.example/{}"/>'
    outlines = outline.format("N" * 999, "l" * 99, "a", "") + outline.format("B", "en", "b", "x" * 700)
    (feed,) = import_opml(f"<opml><body>{outlines}</body></opml>".encode())
    assert (feed.url, len(feed.name), feed.name[-1], feed.lang) == ("https://a.example/", 80, "…", "")
