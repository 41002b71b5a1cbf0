"""Dates as feeds write them, and what they must be in UTC."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from growth import LINEAR, growth
from hypothesis import given
from hypothesis import strategies as st

from streams.feeds.dates import dates_for, read_date

TABLE = tomllib.loads(Path(__file__).with_name("dates.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("raw", "meant"), TABLE["dates"].items())
def test_date(raw: str, meant: str) -> None:
    found = read_date(raw)
    assert found is not None
    assert found.isoformat() == meant


@pytest.mark.parametrize("feed", TABLE["feed"])
def test_what_a_date_leaves_open_its_feed_decides(feed: dict[str, Any]) -> None:
    dates = dates_for(feed["dates"], feed.get("lang", ""), feed.get("zone", ""))
    found = {raw: dates.read(raw) for raw in feed["dates"]}
    assert {raw: moment.isoformat() if moment else "" for raw, moment in found.items()} == feed["dates"]


@pytest.mark.parametrize("raw", TABLE["none"])
def test_no_date_is_better_than_a_guess(raw: str) -> None:
    assert read_date(raw) is None


@given(st.text(max_size=60) | st.from_regex(r"[0-9:/. +-TZ,JanMo]{1,40}"))
def test_no_string_raises(raw: str) -> None:
    found = read_date(raw)
    assert found is None or found.utcoffset() is not None


def test_a_long_string_is_read_in_linear_time() -> None:
    for filling in ("1", " ", "a", ":", "1:", "+", "1/"):
        assert growth(read_date, filling, 100_000) < LINEAR
