"""When: JSON names of its ends, and nothing said where nothing is known."""

from typing import get_args

import msgspec
import pytest

from agents.records import PAST, News, When


def test_ends_are_from_and_to() -> None:
    found = When(since="2024-03-18", until="2024-03-19", read="overnight", news="news")
    row = {"from": "2024-03-18", "to": "2024-03-19", "read": "overnight", "news": "news"}
    assert msgspec.to_builtins(found) == row
    assert msgspec.convert(row, When) == found


def test_undated_is_empty() -> None:
    assert msgspec.to_builtins(When()) == {}


def test_a_word_out_of_the_list_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="news"):
        msgspec.convert({"news": "stale"}, When)
    assert PAST.issubset(get_args(News))
