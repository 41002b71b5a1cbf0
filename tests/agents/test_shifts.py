from datetime import UTC, datetime, timedelta

import pytest

from agents.records import Step, Word
from agents.shifts import MEMORY, level, taken_back, trend

NOW = datetime(2025, 10, 30, tzinfo=UTC)


def step(days_ago: float, goldstein: float) -> Step:
    return Step(at=NOW - timedelta(days=days_ago), incident_id=f"i{days_ago}", signal="s", goldstein=goldstein, quad=1)


def word(days_ago: float, goldstein: float, name: str = "w") -> Word:
    return Word(
        at=NOW - timedelta(days=days_ago), incident_id=f"{name}{days_ago}", signal=name, word=name, goldstein=goldstein
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
    promised, refused = word(9, 6.0, "promised"), word(1, -5.0, "refused")
    assert taken_back([promised, refused], refused) == promised
    assert taken_back([promised, refused], promised) is None, "a later word cannot be taken back by an earlier one"


def test_the_latest_opposite_counts() -> None:
    old, newer = word(30, 6.0), word(9, 6.0)
    assert taken_back([old, newer], word(1, -5.0)) == newer


@pytest.mark.parametrize(
    ("earlier", "why"),
    [
        (word(9, -4.0), "the same direction"),
        (word(9, 0.5), "a comment commits nobody"),
        (word(MEMORY.days + 2, 6.0), "too long ago"),
    ],
)
def test_what_is_no_reversal(earlier: Word, why: str) -> None:
    assert taken_back([earlier], word(1, -5.0)) is None, why
