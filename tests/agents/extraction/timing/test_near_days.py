from datetime import date

import pytest

from agents.extraction.timing.expressions import find
from agents.extraction.timing.moments import Moment, Sense
from agents.extraction.timing.near_days import spoken
from agents.extraction.words import words_of
from agents.lexicon.times import Times

TODAY = date(2024, 3, 20)  # a Wednesday


def days_of(text: str, sense: Sense, times: Times) -> str:
    (e,) = find(words_of(text), times)
    found = spoken(e, Moment(TODAY, sense), TODAY, times)
    return f"{found.first} {found.last}" if found else ""


@pytest.mark.parametrize(
    ("text", "sense", "expected"),
    [
        ("on Monday", "past", "2024-03-18 2024-03-18"),
        ("on Monday", "future", "2024-03-25 2024-03-25"),
        ("on Friday", "near", "2024-03-22 2024-03-22"),
        ("on Wednesday", "past", "2024-03-20 2024-03-20"),
        ("last Wednesday", "past", "2024-03-13 2024-03-13"),
        ("next Tuesday", "past", "2024-03-26 2024-03-26"),
        ("yesterday", "past", "2024-03-19 2024-03-19"),
        ("overnight", "past", "2024-03-19 2024-03-20"),
        ("over the weekend", "past", "2024-03-16 2024-03-17"),
        ("next weekend", "past", "2024-03-23 2024-03-24"),
        ("last month", "past", "2024-02-01 2024-02-29"),
        ("last December", "past", "2023-12-01 2023-12-31"),
        ("two days ago", "past", "2024-03-18 2024-03-18"),
        ("a week ago", "past", "2024-03-13 2024-03-13"),
        ("three weeks ago", "past", "2024-02-25 2024-03-02"),
        ("years ago", "past", "2014-03-23 2022-03-21"),
        ("earlier this month", "past", "2024-03-01 2024-03-19"),
        ("later this year", "future", "2024-03-20 2024-12-31"),
        ("in recent days", "past", "2024-03-14 2024-03-20"),
        ("in the next two weeks", "future", "2024-03-20 2024-04-03"),
        ("for three weeks", "past", "2024-02-28 9999-12-31"),
        ("in 2014", "past", ""),
    ],
)
def test_times_that_go_by_today(text: str, sense: Sense, expected: str, times: Times) -> None:
    assert days_of(text, sense, times) == expected


def test_a_weekend_is_that_which_was(times: Times) -> None:
    (e,) = find(words_of("last weekend"), times)
    saturday = date(2024, 3, 23)
    found = spoken(e, Moment(saturday), saturday, times)
    assert found is not None and found.first == date(2024, 3, 16)
