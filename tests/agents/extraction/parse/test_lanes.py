"""Lanes add up like a list of numbers each, negative ones too."""

from __future__ import annotations

import pytest

from agents.extraction.parse.lanes import Lanes

# Figures that jump about, negative ones too: what hypothesis would draw, without its clock.
ROWS = [[(row * 7919 + lane * 104_729) % 2001 - 1000 for lane in range(9)] for row in range(30)]


@pytest.mark.parametrize("width", [16, 64])
@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], ROWS[5:7], [[-1000] * 9] * 30, [[1000] * 9] * 30, [[0] * 9]])
def test_a_sum_of_numbers_is_the_sum_in_every_lane(width: int, rows: list[list[int]]) -> None:
    lanes = Lanes(9, width)
    total = sum(value << width * lane for row in rows for lane, value in enumerate(row))
    sums = [sum(column) for column in zip(*rows, strict=True)]
    assert lanes.values(total) == sums
    for some in ((4,), (0, 8), (8, 3, 1), tuple(range(9))):
        assert lanes.highest(total, some) == max(some, key=sums.__getitem__)
