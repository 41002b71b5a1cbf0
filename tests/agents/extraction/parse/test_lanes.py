"""Lanes add up like a list of numbers each, negative ones too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.extraction.parse.lanes import Lanes

ROWS = st.lists(st.lists(st.integers(-1000, 1000), min_size=9, max_size=9), min_size=1, max_size=30)


@pytest.mark.parametrize("width", [16, 64])
@given(rows=ROWS)
def test_a_sum_of_numbers_is_the_sum_in_every_lane(width: int, rows: list[list[int]]) -> None:
    lanes = Lanes(9, width)
    total = sum(value << width * lane for row in rows for lane, value in enumerate(row))
    sums = [sum(column) for column in zip(*rows, strict=True)]
    assert lanes.values(total) == sums
    for some in ((4,), (0, 8), (8, 3, 1), tuple(range(9))):
        assert lanes.highest(total, some) == max(some, key=sums.__getitem__)
