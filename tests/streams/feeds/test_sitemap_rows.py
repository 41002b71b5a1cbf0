"""News sitemaps; the documents of `test_parse.py` show a whole one."""

from __future__ import annotations

from streams.feeds.recover import tree_of
from streams.feeds.rows import Document
from streams.feeds.sitemap_rows import MOST_ROWS, read_sitemap


def read(inner: str) -> Document:
    tree = tree_of(f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{inner}</urlset>")
    assert tree is not None
    return read_sitemap(tree)


def test_a_long_sitemap_is_read_to_its_cap() -> None:
    assert len(read("<url><loc>https://desk.example/1</loc></url>" * (MOST_ROWS + 50)).rows) == MOST_ROWS


def test_images_and_videos_lend_no_title() -> None:
    image = "<i:image xmlns:i='http://www.google.com/schemas/sitemap-image/1.1'><i:title>Picture</i:title></i:image>"
    (row,) = read(f"<url><loc>https://desk.example/1</loc>{image}</url>").rows
    assert row.title == ""


def test_a_broken_tag_costs_nothing_but_itself() -> None:
    (row,) = read("<url><loc>https://desk.example/1</loc><news:publicat<news:name>x</news:name></url>").rows
    assert row.link == "https://desk.example/1"
