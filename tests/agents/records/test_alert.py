"""Alerts: keyed by whose line it is; the table's entry keeps them until they are delivered."""

from __future__ import annotations

import msgspec
import pytest
from makers import DAY0, make_alert, make_evidence, make_state

from agents.records import Alert, Coverage, Entry, Outgoing, Standing


def test_an_alert_is_sent_under_the_actor_whose_line_it_is() -> None:
    assert make_alert(actor_id="RUS", counterpart_id="USA").key == "RUS"


def test_what_an_alert_does_not_say_is_not_sent() -> None:
    required = {"id", "desk", "kind", "severity", "actor_id", "actor_name", "headline", "rule", "at", "fetched_at"}
    bare = Alert(
        id="a", desk="talks", kind="talks_halted", severity="low", actor_id="USA", actor_name="US", headline="h",
        rule="r@1", at=DAY0, fetched_at=DAY0,
    )  # fmt: skip
    assert msgspec.to_builtins(bare).keys() == required
    assert (bare.independent, bare.copies, bare.status, bare.evidence) == (1, 0, "done", ())
    assert bare.before is bare.after is bare.coverage is bare.quad is None


def test_evidence_says_which_wording_it_stands_in_only_where_known() -> None:
    assert make_evidence().revision == ""
    assert msgspec.to_builtins(make_evidence(revision="r2"))["revision"] == "r2"


@pytest.mark.parametrize("severity", ["low", "medium", "high", "critical"])
def test_severities_are_four(severity: str) -> None:
    row = msgspec.to_builtins(make_alert()) | {"severity": severity}
    assert msgspec.convert(row, Alert).severity == severity
    with pytest.raises(msgspec.ValidationError, match="severity"):
        msgspec.convert(row | {"severity": severity.title()}, Alert)


def test_a_standing_without_a_word_has_no_date_either() -> None:
    assert msgspec.to_builtins(Standing(level=-2.0, trend=0.0)) == {"level": -2.0, "trend": 0.0}


def test_coverage_of_nothing_is_said() -> None:
    assert msgspec.to_builtins(Coverage(articles=0, outlets=0)) == {"articles": 0, "outlets": 0}


def test_an_entry_keeps_state_fences_and_outbox_apart_from_others() -> None:
    one, other = Entry(state=make_state("USA")), Entry(state=make_state("RUS"))
    one.fences["1.0"] = 7
    assert other.fences == {}
    waiting = Outgoing(alert=make_alert(), lane="1.0", position=7, place=3)
    kept = msgspec.json.decode(msgspec.json.encode(Entry(state=make_state(), outbox=(waiting,))), type=Entry)
    assert kept.outbox == (waiting,)
