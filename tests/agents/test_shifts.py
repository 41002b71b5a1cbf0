from datetime import UTC, datetime, timedelta

import pytest

from agents.records import Step
from agents.shifts import MEMORY, level, taken_back, trend

NOW = datetime(2025, 10, 30, tzinfo=UTC)


def step(days_ago: float, goldstein: float, name: str = "s", about: str = "arms") -> Step:
    return Step(
        at=NOW - timedelta(days=days_ago),
        since="2025-10-01",
        incident_id=f"{name}{days_ago}",
        signal=name,
        object=about,
        word=name,
        goldstein=goldstein,
        quad=1,
    )


def test_the_level_forgets_by_half_each_fortnight() -> None:
    assert level([step(0, 6.0)], NOW) == 6.0
    assert level([step(0, 0.0), step(14, 6.0)], NOW) == pytest.approx(2.0)
    assert level([], NOW) == 0.0


def test_the_trend_compares_the_week_with_the_month_before() -> None:
    assert trend([step(1, -8.0), step(10, 2.0), step(20, 4.0)], NOW) == -11.0
    assert trend([step(1, -8.0)], NOW) == 0.0
    assert trend([step(10, 2.0)], NOW) == 0.0


def test_a_word_is_taken_back_by_its_opposite() -> None:
    promised, refused = step(9, 6.0, "promised"), step(1, -5.0, "refused")
    assert taken_back([promised, refused], refused) == promised
    assert taken_back([promised, refused], promised) is None, "a later word cannot be taken back by an earlier one"


def test_the_latest_opposite_counts() -> None:
    old, newer = step(30, 6.0), step(9, 6.0)
    assert taken_back([old, newer], step(1, -5.0)) == newer


@pytest.mark.parametrize(
    ("earlier", "why"),
    [
        (step(9, -4.0), "the same direction"),
        (step(9, 0.5), "a comment commits nobody"),
        (step(9, 6.0, about="talks"), "about something else"),
        (step(MEMORY.days + 2, 6.0), "too long ago"),
    ],
)
def test_what_is_no_reversal(earlier: Step, why: str) -> None:
    assert taken_back([earlier], step(1, -5.0)) is None, why
