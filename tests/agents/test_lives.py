from typing import Any

import pytest
from makers import make_alert, make_deed, make_report
from msgspec.structs import replace

from agents.limits import LIVES
from agents.lives import heirs, kept, life_of, revised, withdrawn
from agents.records import Turn

FIRST = make_alert(sources=("USA",), targets=("RUS",), day="2025-10-15", independent=1)


@pytest.mark.parametrize(
    ("change", "update"),
    [
        ({}, None),
        ({"copies": 3}, None),
        ({"independent": 2}, "corroborated"),
        ({"independent": 4}, "corroborated"),
        ({"severity": "low"}, None),
        ({"targets": ("RUS", "BLR")}, "corrected"),
        ({"kind": "visa_ban"}, "corrected"),
        ({"status": "denied", "independent": 2}, "denied"),
        ({"reversed_by": "x"}, "reversed"),
        ({"turn": Turn(kind="sanctions_lifted")}, "firmer"),
    ],
)
def test_what_is_new_in_an_alert(change: dict[str, Any], update: str | None) -> None:
    now = revised(replace(FIRST, **change), life_of(FIRST))
    assert (now and now.update) == update
    assert now is None or now.revision == 2


@pytest.mark.parametrize(("was", "now", "sent"), [(3, 4, False), (4, 5, True), (5, 9, False), (9, 12, True)])
def test_further_sources_are_told_at_five_and_ten(was: int, now: int, sent: bool) -> None:
    known = life_of(replace(FIRST, independent=was))
    assert (revised(replace(FIRST, independent=now), known) is not None) == sent


def test_it_grows_firmer_when_it_is_done_and_when_its_side_is_told() -> None:
    for before, after in (
        ({"status": "announced"}, {"status": "done"}),
        ({"status": "reported"}, {"status": "announced"}),
        ({"targets": ()}, {"targets": ("RUS",)}),
    ):
        now = revised(replace(FIRST, **after), life_of(replace(FIRST, **before)))
        assert now is not None
        assert now.update == "firmer"


def test_desk_and_key_are_those_of_the_first_revision() -> None:
    moved = replace(FIRST, desk="arms", actor_id="GBR", independent=2)
    now = revised(moved, life_of(FIRST))
    assert now is not None
    assert (now.desk, now.key) == ("sanctions", "USA")
    assert revised(FIRST, None) == FIRST


def test_a_withdrawn_alert_says_who_tells_it_now() -> None:
    last = withdrawn(FIRST, life_of(FIRST), "other")
    assert (last.update, last.revision, last.into) == ("withdrawn", 2, "other")
    gone = withdrawn(FIRST, life_of(FIRST), "")
    assert (gone.evidence, gone.independent) == (FIRST.evidence, 0)


def test_an_incident_that_is_no_more_has_its_reports_in_another() -> None:
    late, early = make_report(make_deed(), "late", 20), make_report(make_deed(day="2025-10-15"), "early", 2)
    (old,) = heirs([late], [late, early])
    gone = heirs([late], [])
    assert gone == {old: ""}
    assert heirs([late], [late, early])[old] not in ("", old)


def test_the_lives_of_old_alerts_are_forgotten() -> None:
    lives = {f"a{n}": life_of(replace(FIRST, day=f"2025-{n % 12 + 1:02d}-01")) for n in range(2 * LIVES)}
    assert {life.day for life in kept(lives).values()} < {life.day for life in lives.values()}
    assert len(kept(lives)) <= LIVES
