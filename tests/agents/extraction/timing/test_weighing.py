from datetime import date

import pytest

from agents.extraction.timing.days import Days, month, one, unit, year
from agents.extraction.timing.weighing import weigh
from agents.records import News

TODAY = date(2024, 3, 20)


@pytest.mark.parametrize(
    ("days", "news"),
    [
        (one(date(2024, 3, 17)), "news"),
        (one(date(2024, 3, 16)), "recent"),
        (one(date(2024, 2, 19)), "recent"),
        (one(date(2024, 2, 18)), "old"),
        (one(date(2030, 1, 1)), "news"),
        (unit("week", TODAY, -1), "recent"),
        (month(2024, 2), "old"),
        (Days(date(2024, 3, 19), TODAY), "news"),
        (Days(date(1947, 1, 1)), "standing"),
        (Days(date(2024, 3, 18)), "news"),
        (Days(last=date(2014, 12, 31)), "old"),
    ],
)
def test_days_are_weighed_by_their_middle(days: Days, news: News) -> None:
    assert weigh(days, TODAY) == news


def test_a_kind_may_be_news_for_longer() -> None:
    assert weigh(one(date(2024, 3, 14)), TODAY, 7) == "news"


def test_without_a_day_of_publication_nothing_is_news() -> None:
    assert weigh(year(2014), None) == "undated"
    assert weigh(Days(date(1947, 1, 1)), None) == "standing"
