from datetime import date

import pytest

from agents.extraction.timing.days import Days, month, one, year
from agents.extraction.timing.expressions import find
from agents.extraction.timing.moments import Moment
from agents.extraction.timing.story_days import apart
from agents.extraction.words import words_of
from agents.lexicon.times import Times

DAY = one(date(2020, 3, 4))


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("The next day", DAY, one(date(2020, 3, 5))),
        ("That month", DAY, month(2020, 3)),
        ("the following year", DAY, year(2021)),
        ("two weeks earlier", DAY, one(date(2020, 2, 19))),
        ("The day before, ", DAY, one(date(2020, 3, 3))),
        ("A year later", year(1994), year(1995)),
        ("Days later", month(2014, 3), Days(date(2014, 4, 2), date(2014, 4, 9))),
        ("the same day", month(2014, 3), month(2014, 3)),
        ("Days later", None, None),
        ("The next day", None, None),
    ],
)
def test_times_that_go_by_another(text: str, anchor: Days | None, expected: Days | None, times: Times) -> None:
    (e,) = find(words_of(text), times)
    assert apart(e, Moment(date(2024, 3, 20), anchor=anchor), times) == expected


def test_earlier_than_nothing_told_is_before_publication(times: Times) -> None:
    (e,) = find(words_of("two days earlier"), times)
    assert apart(e, Moment(date(2024, 3, 20)), times) == one(date(2024, 3, 18))
