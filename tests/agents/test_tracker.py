from datetime import timedelta

import pytest
from makers import DAY0, make_deed, make_delta, make_deltas, make_head, stream_of

from agents.judging import Gone
from agents.lexicon.alerts import load_rules
from agents.records import ActorState, Alert, Deltas, Entry, Incident, Reject
from agents.state import incidents_about
from agents.tracker import Tracker


async def tracked(table: dict[str, Entry], *messages: object) -> list[object]:
    return [found async for found in Tracker(table, load_rules()).track(stream_of(messages))]


async def test_the_state_comes_first_then_its_incidents_and_alerts() -> None:
    table: dict[str, Entry] = {}
    state, incident, alert = await tracked(table, make_deltas(make_head(), make_delta(make_deed())))
    assert isinstance(state, ActorState)
    assert isinstance(incident, Incident)
    assert incident.owner == "USA"
    assert (incident,) == incidents_about(state)
    assert isinstance(alert, Alert)
    assert table["USA"].state == state
    assert table["USA"].outbox[0].alert == alert
    assert table["USA"].lives[alert.id].revision == 1


async def test_a_replay_changes_nothing_and_sends_its_alerts_again() -> None:
    table: dict[str, Entry] = {}
    first = make_deltas(make_head("a"), make_delta(make_deed()), position=4)
    second = make_deltas(make_head("b", hours=1), make_delta(make_deed("talks_halted", -6.5)), position=9)
    sent = await tracked(table, first, second)
    before = dict(table)
    again = await tracked(table, first, second)
    assert table == before
    assert [a for a in again if isinstance(a, Alert)] == [a for a in sent if isinstance(a, Alert)]


async def test_positions_count_for_each_lane_alone() -> None:
    table: dict[str, Entry] = {}
    await tracked(
        table,
        make_deltas(make_head("a"), make_delta(), position=9, lane="1.0"),
        make_deltas(make_head("b"), make_delta(), position=3, lane="1.1"),
        make_deltas(make_head("c"), make_delta(), position=3, lane="2.0"),
    )
    assert table["USA"].state.mentions == 3
    assert table["USA"].fences == {"1.0": 9, "1.1": 3, "2.0": 3}


async def test_one_actors_trouble_is_not_the_others() -> None:
    bad = make_delta(make_deed(status="nonsense"), actor="USA")  # no rank to compare
    good = make_delta(actor="RUS")
    reject, state = await tracked({}, make_deltas(make_head(), bad, good))
    assert isinstance(reject, Reject)
    assert (reject.stage, reject.reason, reject.record_id) == ("tracker", "folding-failed", "USA")
    assert isinstance(state, ActorState)
    assert state.actor_id == "RUS"


async def test_an_alert_stays_in_the_outbox_until_its_message_is_committed() -> None:
    table: dict[str, Entry] = {}

    def message(n: int, settled: int) -> Deltas:
        deed = make_deed(targets=(f"T{n:02d}",), target_names=("t",))
        return make_deltas(make_head(f"a{n}", hours=n), make_delta(deed), position=n, place=100 + n, settled=settled)

    await tracked(table, *[message(n, settled=0) for n in range(20)])
    assert [o.place for o in table["USA"].outbox] == list(range(100, 120))
    await tracked(table, message(20, settled=118))
    assert [o.place for o in table["USA"].outbox] == [118, 119, 120]


@pytest.mark.parametrize(("late", "alerts"), [(timedelta(days=3), 1), (timedelta(days=3, seconds=1), 0)])
async def test_a_backlog_is_kept_and_raises_nothing(late: timedelta, alerts: int) -> None:
    table: dict[str, Entry] = {}
    head = make_head("old", fetched_at=DAY0 + late)
    state, incident, *raised = await tracked(table, make_deltas(head, make_delta(make_deed())))
    assert isinstance(incident, Incident)
    assert isinstance(state, ActorState)
    assert len(state.reports) == 1, "read and kept"
    assert len(raised) == len(table["USA"].outbox) == alerts


async def test_what_a_backlog_told_wakes_when_it_is_told_as_news() -> None:
    messages = [
        make_deltas(make_head("old", fetched_at=DAY0 + timedelta(days=9)), make_delta(make_deed()), position=0),
        make_deltas(make_head("new", hours=1), make_delta(make_deed()), position=1),
    ]
    raised = [a for a in await tracked({}, *messages) if isinstance(a, Alert)]
    assert [len(a.evidence) for a in raised] == [2]


async def test_how_old_news_may_be_is_the_callers_choice() -> None:
    message = make_deltas(make_head("old", fetched_at=DAY0 + timedelta(days=9)), make_delta(make_deed()))
    patient = Tracker({}, load_rules(), timedelta(days=10))
    assert any([isinstance(found, Alert) async for found in patient.track(stream_of([message]))])


async def test_an_incident_is_told_by_its_owner_alone_also_where_no_rule_calls_for_it() -> None:
    deed = make_deed("praise", 1.0, status="hypothetical")
    found = await tracked({}, make_deltas(make_head(), make_delta(deed, actor="USA"), make_delta(deed, actor="RUS")))
    assert [type(o).__name__ for o in found] == ["ActorState", "Incident", "ActorState"]


async def test_a_replay_of_the_last_position_tells_all_incidents_and_what_is_gone_until_that_is_committed() -> None:
    table: dict[str, Entry] = {}
    told = make_deltas(make_head("a"), make_delta(make_deed()), position=1, place=1)
    other = make_deltas(make_head("b"), make_delta(make_deed("aid_cut", -5.6)), position=2, place=2)
    taken_back = make_deltas(make_head("a", revision="2"), make_delta(), position=3, place=3)
    (before,) = [o for o in await tracked(table, told) if isinstance(o, Incident)]
    (kept,) = [o for o in await tracked(table, other) if isinstance(o, Incident)]
    assert Gone(before.id, "USA") in await tracked(table, taken_back)
    assert not any(isinstance(o, Incident | Gone) for o in await tracked(table, told, other))
    assert [o for o in await tracked(table, taken_back) if isinstance(o, Incident | Gone)] == [
        kept,
        Gone(before.id, "USA"),
    ]
    await tracked(table, make_deltas(make_head("c"), make_delta(), position=4, place=4, settled=4))
    assert table["USA"].gone == {}
