import random
from functools import reduce
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import make_deed, make_delta, make_head

from agents.alerts import DESKS, judge
from agents.lexicon.alerts import AlertRule, load_rules
from agents.limits import RAISED
from agents.records import ActorState, Alert, ArticleHead, Deed
from agents.state import fold, marked

RULES = load_rules()


def told(*stories: tuple[ArticleHead, Deed], rules: Any = RULES, actor: str = "USA") -> list[Alert]:
    """Fold stories one after the other and give all alerts."""
    raised: list[Alert] = []

    def one(before: ActorState, story: tuple[ArticleHead, Deed]) -> ActorState:
        head, deed = story
        delta = make_delta(deed, actor=actor)
        after = fold(before, delta, head)
        alerts = judge(before, after, delta, head, rules)
        raised.extend(alerts)
        return marked(after, alerts)

    reduce(one, stories, ActorState(actor_id=actor))
    return raised


PROMISED = make_deed("arms_promised", 6.0, target="UKR", target_name="Ukraine")
REFUSED = make_deed("arms_refused", -5.0, target="UKR", target_name="Ukraine")


def test_an_incident_wakes_its_desk_once() -> None:
    (alert,) = told((make_head("a"), make_deed()), (make_head("b", hours=2), make_deed()))
    assert (alert.desk, alert.kind, alert.actor_id, alert.counterpart_id) == (
        "sanctions",
        "sanctions_imposed",
        "USA",
        "RUS",
    )
    assert alert.headline == "U.S. imposes sanctions on Russia"
    assert alert.evidence[0].sentence == "The United States did something."
    assert alert.rule == "sanctions-hard@1"


def test_the_other_side_stays_silent() -> None:
    assert told((make_head("a"), make_deed()), actor="RUS") == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"confidence": 0.4}, "too unsure"),
        ({"status": "hypothetical"}, "only thought of"),
        ({"status": "negated"}, "denied"),
        ({"target": "", "target_name": ""}, "nobody it is aimed at"),
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
    assert (alert.independent, alert.copies) == (2, 1)


def test_a_promise_taken_back_is_a_reversal() -> None:
    alerts = told((make_head("a"), PROMISED), (make_head("b", hours=48), REFUSED))
    turn = next(a for a in alerts if a.desk == "reversals")
    assert turn.headline == "U.S. refuses arms to Ukraine, promised on 15 October"
    assert turn.before is not None
    assert turn.before.word == "arms_promised"
    assert turn.after is not None
    assert turn.after.level < turn.before.level


def test_two_reports_of_one_turn_raise_it_once() -> None:
    cut = make_deed("arms_cut", -5.6, target="UKR", target_name="Ukraine")
    alerts = told((make_head("a"), PROMISED), (make_head("b", hours=48), REFUSED), (make_head("c", hours=49), cut))
    assert [a.kind for a in alerts].count("reversal") == 1


def test_a_promise_heard_of_late_still_shows_the_turn() -> None:
    alerts = told((make_head("b", hours=48), REFUSED), (make_head("a"), PROMISED))
    assert "reversal" in {a.kind for a in alerts}


def test_the_order_of_articles_does_not_change_which_alerts_there_are() -> None:
    lifted = make_deed("sanctions_lifted", 5.0)
    story = [(0, PROMISED), (13, REFUSED), (26, make_deed()), (39, lifted), (24 * 9, PROMISED), (24 * 10, REFUSED)]
    told_in_order = [(make_head(f"a{hours}", hours=hours), deed) for hours, deed in story]
    expected = {a.id for a in told(*told_in_order)}
    for seed in range(50):
        mixed = random.Random(seed).sample(told_in_order, len(told_in_order))
        assert {a.id for a in told(*mixed)} == expected


DEEDS = [
    make_deed(signal, goldstein, target=target, target_name=target, confidence=confidence, status=status)
    for signal, goldstein in (
        ("arms_promised", 6.0),
        ("arms_refused", -5.0),
        ("arms_cut", -5.6),
        ("arms_delivered", 7.0),
    )
    for target, confidence, status in (("UKR", 0.9, "done"), ("UKR", 0.3, "announced"), ("RUS", 0.9, "done"))
]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 600), st.lists(st.sampled_from(DEEDS), max_size=3)), max_size=10),
    st.randoms(use_true_random=False),
)
def test_no_order_of_reading_raises_other_alerts_or_leaves_another_state(
    stories: list[tuple[int, list[Deed]]], chance: random.Random
) -> None:
    said = [(make_head(f"a{n}", hours=hours), make_delta(*deeds)) for n, (hours, deeds) in enumerate(stories)]
    states = []
    for order in (said, chance.sample(said, len(said))):
        state, raised = ActorState(actor_id="USA"), set[str]()
        for head, delta in order:
            after = fold(state, delta, head)
            alerts = judge(state, after, delta, head, RULES)
            raised |= {a.id for a in alerts}
            state = marked(after, alerts)
        states.append((msgspec.json.encode(state, order="sorted"), raised))
    assert states[0] == states[1]


def test_every_rule_names_a_desk_we_have() -> None:
    assert {r.desk for r in RULES} <= set(DESKS)


def test_the_coverage_of_the_day_before_is_told() -> None:
    quiet = make_deed("unknown_signal")
    near = [(make_head(f"n{i}", hours=-i, outlet=f"o{i % 2}"), quiet) for i in range(1, 4)]
    (alert,) = told(*near, (make_head("a"), make_deed()))
    assert alert.coverage is not None
    assert (alert.coverage.articles, alert.coverage.outlets) == (4, 3)


def test_a_further_turn_is_shown_by_what_was_read_just_now() -> None:
    broken = make_deed("ceasefire_broken", -7.0)
    declared = make_deed("ceasefire_declared", 7.0)
    days = [("a", 0, declared), ("b", 30, broken), ("c", 60, declared)]
    turns = [a for a in told(*((make_head(name, hours=h), deed) for name, h, deed in days)) if a.kind == "reversal"]
    assert [(a.evidence[0].title, a.at) for a in turns] == [
        (n, make_head(n, hours=h).published_at) for n, h, _ in days[1:]
    ]
    assert turns[1].headline == "U.S. and Russia agree to ceasefire, broken on 16 October"


def test_of_very_many_alerts_the_gravest_are_raised_and_the_rest_with_the_next_report() -> None:
    loud = [make_deed("sanctions_imposed", target=f"T{n:02}") for n in range(12)]
    quiet = [make_deed("criticism", -2.0, target=f"T{n:02}") for n in range(12)]
    state, raised = ActorState(actor_id="USA"), []
    for article in ("a", "b"):
        head, delta = make_head(article), make_delta(*quiet, *loud)
        after = fold(state, delta, head)
        raised.append(judge(state, after, delta, head, RULES))
        state = marked(after, raised[-1])
    assert [len(alerts) for alerts in raised] == [RAISED, 24 - RAISED]
    assert sum(a.kind == "sanctions_imposed" for a in raised[0]) == 12
