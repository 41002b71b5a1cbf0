from datetime import UTC, datetime, timedelta

import pytest
from makers import make_step

from agents.limits import OBJECTS
from agents.records import Step
from agents.relations import counterparts, level, relation_of, trend

NOW = datetime(2025, 10, 30, tzinfo=UTC)


def step(days_ago: float, goldstein: float, **more: object) -> Step:
    return make_step(NOW - timedelta(days=days_ago), goldstein=goldstein, **{"incident_id": f"{days_ago}", **more})


def test_the_level_forgets_by_half_each_fortnight() -> None:
    assert level([step(0, 6.0)], NOW) == 6.0
    assert level([step(0, 0.0), step(14, 6.0)], NOW) == pytest.approx(2.0)
    assert level([], NOW) == 0.0


def test_a_trend_needs_three_steps_on_either_side() -> None:
    week, month = [step(n, -8.0) for n in (1, 2, 3)], [step(n, 2.0) for n in (10, 20, 30)]
    assert trend([*week, *month], NOW) == -10.0
    assert trend([*week, *month[:2]], NOW) is None
    assert trend(month, NOW) is None


def test_a_step_is_the_line_of_who_does_it_and_of_all_who_do_it_together() -> None:
    assert counterparts("USA", step(1, 1.0)) == ("RUS",)
    assert counterparts("RUS", step(1, 1.0)) == ()
    assert counterparts("RUS", step(1, 1.0, mutual=True)) == ("USA",)
    assert counterparts("CHN", step(1, 1.0, mutual=True)) == ()


def test_a_relation_has_the_last_word_on_each_object() -> None:
    steps = [step(9, 6.0, object="arms", word="promised"), step(1, -5.0, object="arms", word="refused"), step(3, 1.0)]
    relation = relation_of("USA", "RUS", "Russia", steps)
    assert relation is not None
    assert {about: word.word for about, word in relation.words.items()} == {"arms": "refused", "talks": "halted"}
    assert relation.by_quad == {"3": 3}
    assert relation.last_at == NOW - timedelta(days=1)
    assert relation_of("USA", "CHN", "China", steps) is None


def test_no_more_words_than_a_table_can_bear() -> None:
    relation = relation_of("USA", "RUS", "Russia", [step(n, 1.0, object=f"o{n}") for n in range(3 * OBJECTS)])
    assert relation is not None
    assert len(relation.words) == OBJECTS
