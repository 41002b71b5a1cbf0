from datetime import date

import pytest

from agents.extraction.timing import days
from agents.extraction.timing.days import Days


def test_months_lead_into_other_years() -> None:
    assert days.month(2023, 14) == Days(date(2024, 2, 1), date(2024, 2, 29))
    assert days.month(2024, 0) == Days(date(2023, 12, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("name", "turn", "first", "last"),
    [
        ("day", -1, date(2024, 3, 19), date(2024, 3, 19)),
        ("week", -1, date(2024, 3, 11), date(2024, 3, 17)),
        ("month", 1, date(2024, 4, 1), date(2024, 4, 30)),
        ("year", -1, date(2023, 1, 1), date(2023, 12, 31)),
        ("decade", 0, date(2020, 1, 1), date(2029, 12, 31)),
        ("hour", -3, date(2024, 3, 20), date(2024, 3, 20)),
    ],
)
def test_units_are_those_of_the_calendar(name: str, turn: int, first: date, last: date) -> None:
    assert days.unit(name, date(2024, 3, 20), turn) == Days(first, last)


def test_thirds_of_a_month_a_year_and_a_decade() -> None:
    assert days.third(days.month(2024, 2), 2) == Days(date(2024, 2, 21), date(2024, 2, 29))
    assert days.third(days.year(2020), 0) == Days(date(2020, 1, 1), date(2020, 4, 30))
    assert days.third(days.year(1990, 1999), 1) == days.year(1994, 1996)


def test_days_and_weeks_move_exactly_and_years_as_a_whole() -> None:
    day = days.one(date(2020, 3, 4))
    assert days.moved(day, "week", -1) == days.one(date(2020, 2, 26))
    assert days.moved(day, "hour", 5) == day
    assert days.moved(day, "year", 1) == days.year(2021)


def test_a_season_may_end_in_the_next_year() -> None:
    assert days.season(2023, 12) == Days(date(2023, 12, 1), date(2024, 2, 29))


def test_an_end_that_nobody_told_is_open() -> None:
    assert days.one(date(2020, 3, 4)).is_closed
    assert not Days(date(2020, 3, 4)).is_closed and not Days(last=date(2020, 3, 4)).is_closed
