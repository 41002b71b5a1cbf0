import msgspec
from makers import DAY0, make_deed, make_gist, make_head, make_report

from agents.reports import head_of, order, own_day, report_of, telling


def test_a_report_keeps_only_what_a_table_can_bear() -> None:
    report = report_of(make_deed(sentence="x" * 5000), make_head(title="t" * 5000, fingerprint=tuple(range(64))))
    assert len(msgspec.json.encode(report)) < 1500


def test_an_address_too_long_is_left_out() -> None:
    assert report_of(make_deed(), make_head(url="https://example.org/" + "x" * 500)).url == ""


def test_a_head_is_the_article_by_its_gist() -> None:
    head = head_of(make_gist("USA", "RUS"), make_head("a"))
    assert (head.actors, head.title, head.at) == (("USA", "RUS"), "a", DAY0)


def test_reports_stand_by_their_time_and_by_how_well_they_tell() -> None:
    early, late = make_report(make_deed(), "a"), make_report(make_deed(leads=True), "b", 3)
    assert sorted([late, early], key=order) == [early, late]
    assert sorted([early, late], key=telling) == [late, early]


def test_a_report_is_of_its_deeds_day_or_of_its_own() -> None:
    assert own_day(make_report(make_deed(day="2025-10-13"))).isoformat() == "2025-10-13"
    assert own_day(make_report(make_deed())).isoformat() == "2025-10-15"
