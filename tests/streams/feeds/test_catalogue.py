"""Lists of feeds: read, refused with a reason, imported and written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from agents.records import Feed
from streams.feeds.catalogue import BUNDLED, CatalogueError, load, load_for, read, write
from streams.settings import Settings


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


def test_what_is_written_can_be_read_again() -> None:
    feeds = (
        Feed(id="x", url="https://x.example/", name='A "b" \\ é\n', interval_s=60),
        Feed(
            id="y", url="https://y.example/", enabled=False, text="page", zone="Asia/Tokyo", max_bytes=5, owner="state"
        ),
        Feed(id="z", url="https://z.example/", headers={"User-Agent": "x", "Cookie": "a=b"}, group="World / Asia"),
        Feed(id="w", url="https://w.example/", country="JPN", basis="the site's footer"),
    )
    assert read(write(feeds)) == feeds


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('zone = "Mars/Base"', "no name of the tz"),
        ('owner = "mine"', "owner"),
        ('text = "all"', "text"),
        ("max_bytes = -1", "max_bytes"),
    ],
)
def test_what_a_feed_may_not_say(line: str, error: str) -> None:
    with pytest.raises(CatalogueError, match=error):
        read(f'[[feed]]\nid = "a"\nurl = "https://a.example/"\n{line}\n')
