"""`demarche relations`: both ways between two, and what happened between them."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result
from makers import make_deed, make_delta, make_head, make_pact

from agents.records import ActorState, Incident
from agents.state import fold, incidents_about
from streams import topics
from streams.cli import main
from streams.cli import relations as module

SANCTIONS = make_deed()
THIRD = make_deed("aid_given", 7.0, targets=("UKR",), target_names=("Ukraine",))
TALKS = make_pact("RUS", "USA", "talks_held", 3.0)


def state(actor: str) -> ActorState:
    told = [(make_head("a"), SANCTIONS), (make_head("b", hours=24), THIRD), (make_head("c", hours=48), TALKS)]
    known = ActorState(actor_id=actor)
    for head, deed in told:
        known = fold(known, make_delta(*([deed] if actor in deed.parties else []), actor=actor), head)
    return known


STATES = {actor: state(actor) for actor in ("USA", "RUS")}


@pytest.fixture(autouse=True)
def topic(monkeypatch: pytest.MonkeyPatch) -> None:
    async def latest(url: str, topic: str, kind: type[Any]) -> dict[str, Any]:
        if topic == topics.ACTORS.name:
            return STATES
        assert (topic, kind) == (topics.INCIDENTS.name, Incident)
        return {i.id: i for s in STATES.values() for i in incidents_about(s) if i.owner == s.actor_id}

    monkeypatch.setattr(module, "latest", latest)


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["relations", *arguments, "--kafka-url", "127.0.0.1:1"])


def test_both_ways_and_what_happened_between_them_by_day() -> None:
    done = ask("Washington", "rus")
    assert done.exit_code == 0, done.output
    there, sanctions, talks, back, again, empty, *incidents = done.stdout.splitlines()
    assert there.startswith("Usa → Rus  level ") and "trend" not in there
    assert (sanctions.split(), talks.split()) == (
        ["talks", "talks", "held", "(17", "Oct", "2025)"],
        ["sanctions", "sanctions", "imposed", "(15", "Oct", "2025)"],
    )
    assert back.startswith("Rus → Usa  level +3.0, last step on 17 Oct 2025")
    assert again.split()[0] == "talks"
    assert empty == ""
    assert [line[:10] for line in incidents] == ["2025-10-15", "2025-10-17"], "aid to a third is none of theirs"


def test_json_is_one_object() -> None:
    row = orjson.loads(ask("usa", "rus", "--json").stdout)
    assert set(row["relations"]) == {"USA", "RUS"}
    assert row["relations"]["USA"]["counterpart"] == "RUS"
    assert [i["signal"] for i in row["incidents"]] == ["sanctions_imposed", "talks_held"]


def test_who_never_did_anything_to_the_other_is_said() -> None:
    assert "Ukraine → Usa  no step is known" in ask("usa", "Kyiv").stdout


def test_one_actor_by_two_names_is_no_pair() -> None:
    refused = ask("Moscow", "Russia")
    assert refused.exit_code == 2
    assert "both RUS" in refused.stderr
