from datetime import date

import pytest

from agents.extraction.timing.dates import written
from agents.extraction.timing.expressions import find
from agents.extraction.timing.moments import Moment
from agents.extraction.words import words_of
from agents.lexicon.times import Times

TODAY = date(2024, 3, 20)


def days_of(text: str, times: Times) -> str:
    (e,) = find(words_of(text), times)
    found = written(e, Moment(TODAY), times)
    return f"{found.first} {found.last}" if found else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 14 March 2024", "2024-03-14 2024-03-14"),
        ("on March 14", "2024-03-14 2024-03-14"),
        ("on the 18th of May", "2023-05-18 2023-05-18"),
        ("on November 24-25", "2023-11-24 2023-11-25"),
        ("in late July", "2023-07-21 2023-07-31"),
        ("in March last year", "2023-03-01 2023-03-31"),
        ("from November to February", "2023-11-01 2024-02-29"),
        ("2011-14", "2011-01-01 2014-12-31"),
        ("in early 2020", "2020-01-01 2020-04-30"),
        ("in the mid-1990s", "1994-01-01 1996-12-31"),
        ("in the 19th century", "1801-01-01 1900-12-31"),
        ("in the summer of 2008", "2008-06-01 2008-08-31"),
        ("last summer", "2023-06-01 2023-08-31"),
        ("on 31 June", ""),
    ],
)
def test_dates(text: str, expected: str, times: Times) -> None:
    assert days_of(text, times) == expected


def test_what_is_no_date_is_left_to_others(times: Times) -> None:
    assert days_of("on Monday", times) == ""


def test_a_day_of_leap_years_needs_one(times: Times) -> None:
    (e,) = find(words_of("on February 29"), times)
    found = written(e, Moment(date(2025, 4, 1)), times)
    assert found is not None and found.first == date(2024, 2, 29)
