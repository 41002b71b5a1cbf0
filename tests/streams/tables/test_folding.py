"""Findings folded again give the entries that the tracker gave, fences included."""

from __future__ import annotations

import msgspec
import pytest
from demo_articles import demo_articles
from makers import make_deed, make_delta, make_deltas, make_head

from agents.lexicon import load
from agents.lexicon.alerts import load_rules
from agents.reader import Reader
from agents.records import Alert, Entry
from agents.tracker import Tracker
from streams.tables import folding as module
from streams.tables.folding import NO_LANE, Folding


def table(folding: Folding) -> dict[str, Entry]:
    found = {}
    for actor, data, state in folding.entries():
        found[actor] = msgspec.json.decode(data, type=Entry)
        assert found[actor].state == state
    return found


def test_findings_are_folded_as_the_reader_and_the_tracker_did(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ENCODE_EVERY", 7)
    reader, entries = Reader(load()), dict[str, Entry]()
    tracker = Tracker(entries, load_rules())
    folding = Folding(load(), lambda actor, revision: True)
    raised: list[Alert] = []
    again: list[Alert] = []
    for position, article in enumerate(demo_articles(1)):
        findings, deltas = reader.read_one(article)
        message = msgspec.structs.replace(deltas, lane="1.0", position=position, place=0, settled=1)
        raised += [o for d in message.deltas for o in tracker.fold_one(d, message) if isinstance(o, Alert)]
        again += folding.findings(findings, "1.0", position)
    assert again == raised != []
    made = table(folding)
    parts = [{a: (e.state, e.fences, e.lives) for a, e in table.items()} for table in (made, entries)]
    assert parts[0] == parts[1]
    assert not any(e.outbox for e in made.values()), "what was not surely sent is sent by the rebuild"


DEED = make_deed()


def test_only_alerts_that_were_never_surely_sent_are_given() -> None:
    message = make_deltas(make_head(), make_delta(DEED, actor="USA"))
    assert Folding(load(), lambda actor, revision: False).deltas(message) == []
    folding = Folding(load(), lambda actor, revision: (actor, revision) == ("USA", message.article.revision))
    assert len(folding.deltas(message)) == 1


def test_what_stands_nowhere_in_the_log_leaves_no_fence_and_is_folded_once() -> None:
    folding = Folding(load(), lambda actor, revision: False)
    for article in ("a", "b", "a"):
        folding.deltas(make_deltas(make_head(article), make_delta(DEED, actor="USA"), lane=NO_LANE))
    entry = table(folding)["USA"]
    assert entry.fences == {}
    assert entry.state.mentions == 2


def test_an_actor_that_cannot_be_folded_is_not_the_others_trouble(caplog: pytest.LogCaptureFixture) -> None:
    folding = Folding(load(), lambda actor, revision: False)
    broken = make_delta(msgspec.structs.replace(DEED, status="nonsense"), actor="USA")
    folding.deltas(make_deltas(make_head(), broken, make_delta(actor="RUS")))
    assert (folding.refused, set(table(folding))) == (1, {"RUS"})
