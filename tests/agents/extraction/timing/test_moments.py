from datetime import date

from agents.extraction.timing.days import month
from agents.extraction.timing.moments import Moment, Sense, nearest, turn_of, years_around

TODAY = date(2024, 3, 20)


def in_may(sense: Sense) -> int:
    at = Moment(TODAY, sense)
    found = nearest((month(y, 5) for y in years_around(at)), at)
    assert found is not None and found.first is not None
    return found.first.year


def test_the_tense_chooses_the_year() -> None:
    assert (in_may("past"), in_may("future"), in_may("near")) == (2023, 2024, 2024)


def test_an_old_story_chooses_its_own() -> None:
    at = Moment(TODAY, "past", story=month(2014, 3))
    found = nearest([month(2014, 2), month(2015, 2)], at)
    assert found == month(2015, 2)


def test_last_is_over_and_next_has_not_begun() -> None:
    months = [month(y, 3) for y in (2023, 2024, 2025)]
    assert turn_of(months, -1, TODAY) == month(2023, 3)
    assert turn_of(months, 1, TODAY) == month(2025, 3)
    assert turn_of(months, 1, None) is None


def test_nothing_is_chosen_of_nothing() -> None:
    assert nearest([None], Moment(TODAY)) is None
    assert not years_around(Moment(None))
