"""Both formats of the demo's documents hold what no pasted string would: markup in titles, both dates of a revision."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import pytest

from streams.demo.documents import MOST, render
from streams.demo.stories import Outlet, Story
from streams.feeds.parse import parse

AT = datetime(2025, 10, 15, 8, tzinfo=UTC)
LATER = datetime(2025, 10, 15, 9, tzinfo=UTC)


def outlet(form: Literal["rss", "atom"], *stories: Story) -> Outlet:
    return Outlet("wire", "Wire & Sons", form, "en", stories)


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_what_is_written_is_read_back(form: Literal["rss", "atom"]) -> None:
    story = Story("a", 2, AT, LATER, 'Oil < "gas" & coal', ("First & <second>.", "Third."))
    document = parse(render(outlet(form, story), LATER))
    (row,) = document.rows
    assert (document.format, document.title, document.lang) == (form, "Wire & Sons", "en")
    assert row.title == 'Oil < "gas" & coal'
    assert row.text == "First & <second>.\n\nThird."
    assert row.published == AT
    assert row.link == "https://wire.example/2025/10/15/a"


def test_a_document_has_an_end() -> None:
    many = (Story(f"s{i}", 1, AT, AT, f"T{i}", ("x",)) for i in range(MOST + 5))
    assert len(parse(render(outlet("rss", *many), AT)).rows) == MOST
