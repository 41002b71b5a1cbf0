from functools import reduce
from typing import Any

import pytest
from makers import make_deed, make_delta, make_head, make_pact

from agents.alerts import DESKS, alert_of
from agents.lexicon.alerts import AlertRule, load_rules
from agents.records import ActorState, Alert, ArticleHead, Deed
from agents.state import fold, incidents_about

RULES = load_rules()
PROMISED = make_deed("arms_promised", 6.0, targets=("UKR",), target_names=("Ukraine",))
REFUSED = make_deed("arms_refused", -5.0, targets=("UKR",), target_names=("Ukraine",))


def told(*stories: tuple[ArticleHead, Deed], rules: Any = RULES, actor: str = "USA") -> list[Alert]:
    """Fold stories one after the other and give the alerts that the state calls for, the latest first."""
    start = ActorState(actor_id=actor)
    state = reduce(lambda s, story: fold(s, make_delta(story[1], actor=actor), story[0]), stories, start)
    found = [alert_of(i, state, stories[-1][0], rules) for i in incidents_about(state)]
    return [alert for alert in found if alert is not None]


def test_a_happening_wakes_its_desk_once() -> None:
    (alert,) = told((make_head("a"), make_deed()), (make_head("b", hours=2), make_deed()))
    assert (alert.desk, alert.kind, alert.actor_id, alert.counterpart_id) == (
        "sanctions",
        "sanctions_imposed",
        "USA",
        "RUS",
    )
    assert alert.evidence[0].sentence == "The United States did something."
    assert (alert.rule, alert.day, alert.independent) == ("sanctions-hard@1", "2025-10-15", 2)


def test_the_other_side_stays_silent() -> None:
    assert told((make_head("a"), make_deed()), actor="RUS") == []
    met = (make_head("a"), make_pact("USA", "RUS"))
    assert [len(told(met, actor=actor)) for actor in ("RUS", "USA")] == [1, 0], "a meeting has one owner, by id"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"confidence": 0.4}, "too unsure"),
        ({"status": "hypothetical"}, "only thought of"),
        ({"status": "negated"}, "denied"),
        ({"targets": (), "target_names": ()}, "nobody it is aimed at"),
        ({"signal": "weather_changed"}, "no rule asks for it"),
    ],
)
def test_what_raises_nothing(change: dict[str, Any], why: str) -> None:
    assert told((make_head("a"), make_deed(**change))) == [], why


def test_a_rule_may_ask_for_a_second_source() -> None:
    rule = AlertRule(
        id="r", desk="sanctions", severity="low", signals=frozenset({"sanctions_imposed"}), min_independent=2
    )
    one, copy = make_head("a", fingerprint=(1, 2, 3)), make_head("b", hours=1, fingerprint=(1, 2, 3))
    other = make_head("c", hours=2, fingerprint=(7, 8, 9))
    assert told((one, make_deed()), (copy, make_deed()), rules=[rule]) == []
    (alert,) = told((one, make_deed()), (copy, make_deed()), (other, make_deed()), rules=[rule])
    assert (alert.independent, alert.copies, alert.confirmed) == (2, 1, True)


def test_a_promise_taken_back_is_marked_on_the_one_alert() -> None:
    refused, promised = told((make_head("a"), PROMISED), (make_head("b", hours=48), REFUSED))
    assert refused.turn is not None
    assert (refused.turn.kind, refused.turn.of, refused.desk) == ("arms_promised", promised.id, "arms")
    assert promised.reversed_by == refused.id
    (alone,) = told((make_head("b", hours=48), REFUSED))
    assert (alone.severity, refused.severity) == ("high", "critical"), "a turn is graver"
    assert refused.before is not None
    assert refused.after is not None
    assert refused.before.word == "arms_promised"
    assert refused.after.level < refused.before.level


def test_a_turn_without_what_was_turned_is_no_news() -> None:
    turn = make_deed("policy_turn", -1.0, targets=(), target_names=())
    assert told((make_head("a"), turn)) == []
    assert len(told((make_head("a"), make_deed("policy_turn", -1.0)))) == 1


def test_every_rule_names_a_desk_we_have() -> None:
    assert {r.desk for r in RULES} <= set(DESKS)


def test_the_coverage_of_the_day_before_is_told() -> None:
    quiet = make_deed("unknown_signal")
    near = [(make_head(f"n{i}", hours=-i, outlet=f"o{i % 2}"), quiet) for i in range(1, 4)]
    (alert,) = told(*near, (make_head("a"), make_deed()))
    assert alert.coverage is not None
    assert (alert.coverage.articles, alert.coverage.outlets) == (4, 3)
