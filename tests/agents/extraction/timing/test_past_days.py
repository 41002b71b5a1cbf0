from datetime import date

from agents.extraction import parse_of
from agents.extraction.text import Text
from agents.extraction.timing.days import month, one, year
from agents.extraction.timing.past_days import PastDays
from agents.lexicon.times import Times

TODAY = date(2024, 3, 20)


def past(body: str, times: Times) -> PastDays:
    parse = parse_of(Text(body, lang="en"))
    assert parse is not None
    return PastDays(parse, times)


def test_an_anchor_is_the_last_day_told_and_may_stand_on_another(times: Times) -> None:
    found = past("They met on 4 March 2020. Two days later it left. Nobody spoke. It came back.", times)
    assert found.anchor(0, 3, TODAY) == one(date(2020, 3, 6))
    assert found.anchor(0, 1, TODAY) == one(date(2020, 3, 4))
    assert found.anchor(0, 0, TODAY) is None


def test_a_story_stands_in_its_year_until_a_nearer_day(times: Times) -> None:
    found = past("In 2014 they fought. It rained. On Monday they met. It snowed.", times)
    assert found.story(0, 2, TODAY) == year(2014)
    assert found.story(0, 3, TODAY) is None


def test_this_year_is_no_old_story(times: Times) -> None:
    assert past("In March 2024 they fought. It rained.", times).story(0, 1, TODAY) is None
    assert past("In March 2020 they fought. It rained.", times).story(0, 1, TODAY) == month(2020, 3)
