"""An incident: kept under its id, and all who took part in it; a turn names its kind `from`."""

import msgspec
from makers import DAY0, make_deed, make_report

from agents.incidents import incidents_of
from agents.records import Incident, Turn


def test_an_incident_is_kept_under_its_id_and_comes_back() -> None:
    (incident,) = incidents_of([make_report(make_deed())])
    assert isinstance(incident, Incident)
    assert incident.key == incident.id
    assert incident.parties == ("USA", "RUS")
    assert msgspec.json.decode(msgspec.json.encode(incident), type=Incident) == incident


def test_a_turn_is_from_a_kind() -> None:
    turn = Turn(kind="arms_promised", of="a", at=DAY0)
    assert msgspec.to_builtins(turn)["from"] == "arms_promised"
    assert msgspec.to_builtins(Turn(kind="aid_cut")) == {"from": "aid_cut"}
