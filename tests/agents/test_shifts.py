from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from makers import make_step

from agents.records import Step
from agents.shifts import MEMORY, level, trend, turns

NOW = datetime(2025, 10, 30, tzinfo=UTC)


def step(days_ago: float, goldstein: float, name: str = "s", about: str = "arms", alone: bool = True) -> Step:
    at = NOW - timedelta(days=days_ago)
    return make_step(
        at,
        alone=(at,) if alone else (),
        since=(at - timedelta(days=at.weekday())).date().isoformat(),
        incident_id=f"{name}{days_ago}",
        object=about,
        goldstein=goldstein,
    )


def test_the_level_forgets_by_half_each_fortnight() -> None:
    assert level([step(0, 6.0)], NOW) == 6.0
    assert level([step(0, 0.0), step(14, 6.0)], NOW) == pytest.approx(2.0)
    assert level([], NOW) == 0.0


def test_the_trend_compares_the_week_with_the_month_before() -> None:
    assert trend([step(1, -8.0), step(10, 2.0), step(20, 4.0)], NOW) == -11.0
    assert trend([step(1, -8.0)], NOW) == 0.0
    assert trend([step(10, 2.0)], NOW) == 0.0


def taken_back(*steps: Step) -> list[tuple[str, str]]:
    return [(t.new.incident_id, t.old.incident_id) for t in turns(steps).values()]


def test_a_word_is_taken_back_by_its_opposite() -> None:
    promised, refused = step(9, 6.0, "promised"), step(1, -5.0, "refused")
    assert taken_back(promised, refused) == taken_back(refused, promised) == [("refused1", "promised9")]


def test_a_word_may_be_taken_back_within_its_week() -> None:
    assert taken_back(step(2, 6.0, "promised"), step(1, -5.0, "refused")) == [("refused1", "promised2")]


def test_the_latest_opposite_counts() -> None:
    assert taken_back(step(30, 6.0), step(9, 6.0), step(1, -5.0)) == [("s1", "s9")]


def declared_on(*days_ago: float) -> Step:
    first, *_, last = told = [step(d, 7.0, "declared") for d in days_ago]
    return msgspec.structs.replace(first, last_at=last.last_at, alone=tuple(s.at for s in told))


def test_there_and_back_within_a_week_are_two_turns() -> None:
    forth, back = ("broken2", "declared3"), ("declared3", "broken2")
    assert taken_back(declared_on(3, 1), step(2, -7.0, "broken")) == [forth, back]
    late = turns([declared_on(3, 1), step(2, -7.0, "broken"), step(10, -7.0, "broken")])
    assert [(key[2], turn.old.incident_id) for key, turn in late.items()] == [
        (1, "declared3"),
        (2, "declared3"),
        (3, "broken2"),
    ]


def test_what_is_told_again_on_the_day_that_it_ended_is_an_echo() -> None:
    assert taken_back(declared_on(3, 1.9), step(2, -7.0, "broken")) == [("broken2", "declared3")]


def test_a_truce_recalled_by_those_who_tell_that_it_was_broken_is_no_turn_by_itself() -> None:
    recalled, broken = step(1, 7.0, "declared", alone=False), step(1, -7.0, "broken", alone=False)
    assert taken_back(recalled, broken) == []
    assert taken_back(step(2, 7.0, "declared"), broken) == [("broken1", "declared2")]


@pytest.mark.parametrize(
    ("earlier", "why"),
    [
        (step(9, -4.0), "the same direction"),
        (step(9, 0.5), "a comment commits nobody"),
        (step(9, 6.0, about="talks"), "about something else"),
        (step(MEMORY.days + 8, 6.0), "too long ago"),
    ],
)
def test_what_is_no_reversal(earlier: Step, why: str) -> None:
    assert taken_back(earlier, step(1, -5.0)) == [], why
