from datetime import date

import pytest

from agents.extraction.timing.expressions import find
from agents.extraction.timing.moments import Moment, Sense
from agents.extraction.timing.resolving import resolve
from agents.extraction.words import words_of
from agents.lexicon.times import Times

TODAY = date(2024, 3, 20)


@pytest.mark.parametrize(
    ("text", "sense", "expected"),
    [
        ("since 1947", "past", "1947-01-01 9999-12-31"),
        ("before 2015", "past", "0001-01-01 2014-12-31"),
        ("after 2014", "past", "2015-01-01 9999-12-31"),
        ("this week", "past", "2024-03-18 2024-03-20"),
        ("this week", "future", "2024-03-20 2024-03-24"),
        ("by Friday", "future", "2024-03-20 2024-03-22"),
        ("in March", "past", "2024-03-01 2024-03-20"),
        ("in 2019", "past", "2019-01-01 2019-12-31"),
    ],
)
def test_prepositions_open_and_publication_cuts(text: str, sense: Sense, expected: str, times: Times) -> None:
    (e,) = find(words_of(text), times)
    found = resolve(e, Moment(TODAY, sense), times)
    assert found is not None and f"{found.first} {found.last}" == expected


@pytest.mark.parametrize("text", ["2024-02-31", "on Monday", "999 decades ago"])
def test_what_no_calendar_has_or_nobody_can_tell_is_none(text: str, times: Times) -> None:
    (e,) = find(words_of(text), times)
    assert resolve(e, Moment(None if text == "on Monday" else TODAY), times) is None
