import random
from datetime import date

import msgspec
import pytest
from makers import make_deed, make_pact, make_report

from agents.clusters import fits_day
from agents.incidents import gathered, incidents_of
from agents.limits import TELLINGS
from agents.records import Deed, Incident, Report


def only(*reports: Report) -> Incident:
    (incident,) = incidents_of(reports)
    return incident


def joint(*sources: str, target: str = "RUS", **more: object) -> Deed:
    return make_deed(sources=sources, source_names=sources, targets=(target,), target_names=(target,), **more)


def test_one_happening_has_one_id_in_whatever_words_and_order() -> None:
    reports = [
        make_report(make_deed(day="2025-10-15", sentence="One wording."), "a"),
        make_report(make_deed("visa_ban", -4.0, confidence=0.7), "b", hours=5),
        make_report(make_deed(day="2025-10-14"), "c", hours=9),
    ]
    first = only(*reports)
    for seed in range(6):
        assert only(*random.Random(seed).sample(reports, 3)) == first
    assert len(first.reports) == 3
    assert first.id != only(make_report(make_deed(targets=("BLR",)), "a")).id
    assert first.id == only(reports[0]).id, "what comes later changes no id"


def test_both_sides_of_a_meeting_tell_one() -> None:
    met = only(make_report(make_pact("JPN", "KOR"), "a"), make_report(make_pact("KOR", "JPN", "talks_held"), "b", 2))
    assert (met.owner, {*met.sources}, {*met.targets}) == ("JPN", {"JPN"}, {"KOR"})
    assert incidents_of([make_report(make_pact("KOR", "JPN"), "b")])[0].id == met.id


@pytest.mark.parametrize(
    ("deeds", "owner"),
    [
        ([joint("SWE")], "SWE"),
        ([joint("SWE"), joint("SWE", "DNK")], "RUS"),
        ([joint("SWE", "DNK"), joint("DNK")], "RUS"),
        ([make_deed(targets=("CHN", "IRN"), target_names=("China", "Iran")), make_deed(targets=("IRN",))], "USA"),
    ],
)
def test_a_joint_act_is_one_and_is_raised_by_somebody_whom_all_reports_name(deeds: list[Deed], owner: str) -> None:
    assert only(*(make_report(d, str(n), n) for n, d in enumerate(deeds))).owner == owner


def test_every_participant_who_sees_a_joint_act_names_the_same_owner() -> None:
    deeds = [joint("SWE", "DNK"), joint("SWE"), joint("DNK")]
    reports = [make_report(d, str(n), n) for n, d in enumerate(deeds)]
    for actor in ("SWE", "DNK", "RUS"):
        assert only(*(r for r in reports if actor in r.parties)).owner == "RUS"


def test_who_sees_reports_of_one_side_names_the_same_owner() -> None:
    whole = make_report(make_deed("attack", -9.0), "a")
    seen_by_target = make_report(make_deed("attack", -9.0, sources=(), source_names=()), "b")
    assert only(whole).owner == only(whole, seen_by_target).owner == "USA"
    met, told_by_one = make_report(make_pact("JPN", "KOR"), "a"), make_report(make_pact("KOR", "KOR"), "b")
    alone = msgspec.structs.replace(told_by_one, targets=(), target_names=())
    assert only(met).owner == only(met, alone).owner == "JPN"


def test_a_side_not_told_is_filled_by_who_tells_it_and_the_id_stays() -> None:
    open_side = make_report(make_deed("attack", -9.0, targets=(), target_names=()), "a")
    told = make_report(make_deed("attack", -9.0), "b", hours=3)
    assert only(open_side, told).targets == ("RUS",)
    assert only(open_side, told).id == only(open_side).id
    by_nobody = make_report(make_deed("attack", -9.0, sources=(), source_names=()), "a")
    assert (only(by_nobody).owner, only(by_nobody, told).owner) == ("RUS", "USA"), "who did it raises it"


def test_the_firmest_status_and_its_kind_stand() -> None:
    planned = make_report(make_pact("JPN", "KOR", "meeting_announced", status="announced", day="2025-10-18"), "a")
    held = make_report(make_pact("JPN", "KOR", day="2025-10-18"), "b", hours=80)
    incident = only(planned, held)
    assert (incident.status, incident.signal, incident.day) == ("done", "meeting_held", "2025-10-18")


def test_a_denial_ends_a_plan_and_a_single_claim_but_no_deed_that_others_tell() -> None:
    plan = make_report(make_pact("SAU", "IRN", "meeting_announced", status="announced", day="2025-10-19"), "a")
    denial = make_report(make_pact("SAU", "IRN", "meeting_announced", status="negated", day="2025-10-16"), "b", 24)
    assert only(plan, denial).status == "denied"
    attack, no = make_deed("attack", -9.0), make_deed("attack", -9.0, status="negated")
    told = [make_report(attack, name, 1) for name in "ac"]
    assert only(*told, make_report(no, "b", 3)).status == "done"
    assert incidents_of([make_report(no, "b")]) == (), "nobody told what it denies"


def test_a_day_that_one_outlet_has_wrong_does_not_count() -> None:
    days = {"a": "2025-10-15", "b": "2025-10-14", "c": "2025-10-15"}
    assert only(*(make_report(make_deed(day=day), name) for name, day in days.items())).day == "2025-10-15"


def test_of_a_plan_the_day_is_the_one_planned_for() -> None:
    plan = make_report(make_deed(status="announced", day="2025-11-20"), "a")
    early = make_report(make_deed(status="announced", start=200, end=220), "b", hours=5)
    assert only(plan, early).day == "2025-11-20"
    assert not fits_day(date(2025, 11, 20), make_report(make_deed(), "c"))


def test_of_very_many_reports_each_source_keeps_its_first() -> None:
    many = [make_report(make_deed(), f"a{n}", n / 10, outlet=f"o{n % 20}") for n in range(60)]
    incident = only(*many)
    assert len(incident.reports) == TELLINGS
    assert len({r.outlet for r in incident.reports}) == TELLINGS
    assert (incident.independent, incident.copies) == (20, 40)


def test_of_two_sentences_of_an_article_the_better_one_is_its_report() -> None:
    weak, strong = make_deed(confidence=0.6, id="w"), make_deed(confidence=0.9, id="s", sentence="Strong.")
    assert [r.sentence for r in only(make_report(weak, "a"), make_report(strong, "a")).reports] == ["Strong."]


def test_two_that_would_have_one_id_are_told_apart() -> None:
    told = [make_report(make_deed("attack", -9.0, targets=(t,), target_names=(t,), day="2025-10-15"), t) for t in "AB"]
    open_side = make_report(make_deed("attack", -9.0, targets=(), target_names=(), day="2025-10-15"), "o", -1)
    assert len({t.incident.id for t in gathered([*told, open_side])}) == 2
