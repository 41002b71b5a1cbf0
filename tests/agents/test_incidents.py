from datetime import date, datetime, timedelta

import msgspec
from makers import make_deed, make_head

from agents.incidents import incident_id, incident_of, report_of, since, sources
from agents.limits import REPORTS
from agents.records import Deed, Incident


def reported(deed: Deed, *reports: dict[str, object]) -> Incident:
    incident = None
    for report in reports:
        incident = incident_of(deed, report_of(deed, make_head(**report)), incident)
    assert incident is not None
    return incident


def test_a_week_holds_seven_days_whatever_comes_first() -> None:
    days = [make_head(hours=24 * n).published_at for n in range(30)]
    weeks = [since("key", day) for day in days]
    for day, week in zip(days, weeks, strict=True):
        assert timedelta(0) <= day.date() - date.fromisoformat(week) < timedelta(days=7)
    assert max(weeks.count(w) for w in weeks) == 7


def test_weeks_of_different_kinds_begin_on_different_days() -> None:
    at: datetime = make_head().published_at
    assert len({since(f"key {n}", at) for n in range(40)}) == 7


def test_one_happening_has_one_name_in_every_article() -> None:
    at = make_head().published_at
    a, b = make_deed(sentence="One wording.", rule="r1"), make_deed(sentence="Another.", rule="r2", confidence=0.7)
    assert incident_id(a, at) == incident_id(b, at)
    assert incident_id(a, at) != incident_id(make_deed(target="BLR"), at)
    assert incident_id(a, at) != incident_id(a, at + timedelta(days=7))


def test_reports_stand_in_the_order_of_their_dates() -> None:
    late, early = {"article": "b", "hours": 5}, {"article": "a", "hours": 1}
    assert reported(make_deed(), late, early) == reported(make_deed(), early, late)


def test_of_two_sentences_of_an_article_the_first_is_its_report_until_it_is_revised() -> None:
    told, echoed = make_deed(sentence="It imposed sanctions."), make_deed(sentence="The sanctions were imposed by it.")
    once = incident_of(told, report_of(told, make_head("a")), None)
    twice = incident_of(echoed, report_of(echoed, make_head("a")), once)
    assert [r.sentence for r in twice.reports] == ["It imposed sanctions."]
    revised = incident_of(echoed, report_of(echoed, make_head("a", revision="2")), twice)
    assert [r.sentence for r in revised.reports] == ["The sanctions were imposed by it."]


def test_no_more_reports_than_fit() -> None:
    many = [{"article": f"a{n}", "hours": n / 10} for n in range(3 * REPORTS)]
    assert [r.title for r in reported(make_deed(), *reversed(many)).reports] == [f"a{n}" for n in range(REPORTS)]


def test_the_firmer_status_stays() -> None:
    done = incident_of(make_deed(status="done"), report_of(make_deed(), make_head("a")), None)
    again = incident_of(make_deed(status="announced"), report_of(make_deed(), make_head("b")), done)
    assert again.status == "done"
    announced = incident_of(make_deed(status="announced"), report_of(make_deed(), make_head("a")), None)
    assert incident_of(make_deed(status="done"), report_of(make_deed(), make_head("b")), announced).status == "done"


def test_copies_are_told_from_sources() -> None:
    wire, other = tuple(range(16)), tuple(range(100, 116))
    one = {"article": "a", "outlet": "Wire", "fingerprint": wire}
    copy = {"article": "b", "outlet": "Paper", "fingerprint": wire}
    own = {"article": "c", "outlet": "Own", "fingerprint": other}
    assert sources(reported(make_deed(), one, copy, own)) == (2, 1)
    assert sources(reported(make_deed(), one, {**own, "outlet": "Wire"})) == (1, 1), "one outlet is one source"
    families = {**one, "publisher": "house"}, {**own, "publisher": "house"}
    assert sources(reported(make_deed(), *families)) == (1, 1), "two outlets of one house are one source"
    assert sources(reported(make_deed(), one, {**own, "relays": ("Wire",)})) == (1, 1), "it says whose words it has"
    third = {"article": "d", "outlet": "Third", "relays": ("agency",)}
    assert sources(reported(make_deed(), {**own, "relays": ("agency",)}, third)) == (1, 1), "both have it from one"


def test_a_report_keeps_only_what_a_table_can_bear() -> None:
    report = report_of(make_deed(sentence="x" * 5000), make_head(title="t" * 5000, fingerprint=tuple(range(64))))
    assert len(msgspec.json.encode(report)) < 1500
