from datetime import date

from makers import make_deed, make_gist, make_head, make_report

from agents.clusters import Cluster, clustered, fit_sides, fits_day
from agents.incidents import incidents_of
from agents.reports import head_of


def test_nothing_is_joined_across_dyads() -> None:
    other = make_deed(targets=("CHN",), target_names=("China",))
    assert len(incidents_of([make_report(make_deed(), "a"), make_report(other, "b")])) == 2
    assert not fit_sides(make_deed(), {"USA"}, {"CHN"})
    assert fit_sides(make_deed(), {"USA"}, set())
    assert not fit_sides(make_deed(), set(), {"USA"})


def test_an_article_that_names_both_in_near_words_is_a_report_and_makes_no_happening() -> None:
    told = make_report(make_deed(day="2025-10-15"), "a")
    heads = [head_of(make_gist("USA", "RUS"), make_head("a")), head_of(make_gist("RUS", "USA"), make_head("b", 6))]
    (incident,) = incidents_of([told], heads)
    assert (incident.independent, len(incident.reports)) == (2, 2)
    assert incident.reports[0].title == "a", "the words are those of who was read to tell it"
    far = head_of(make_gist("RUS", "USA", words=tuple(range(50, 60))), make_head("b", 6))
    late = head_of(make_gist("RUS", "USA"), make_head("b", 24 * 5))
    other = head_of(make_gist("USA", "CHN"), make_head("b", 6))
    for head in (far, late, other):
        assert incidents_of([told], [heads[0], head])[0].independent == 1
    assert incidents_of([], heads) == ()


def test_a_second_deed_days_later_is_another_and_a_recollection_is_not() -> None:
    strike = make_deed("attack", -9.0, day="2025-10-15")
    again = make_deed("attack", -9.0, day="2025-10-20")
    recalled = make_deed("attack", -9.0, start=400, end=420)
    found = incidents_of([make_report(strike, "a"), make_report(again, "b", 120), make_report(recalled, "c", 130)])
    assert [(i.day, len(i.reports)) for i in found] == [("2025-10-20", 2), ("2025-10-15", 1)]


def test_what_a_title_tells_days_later_without_a_day_is_news() -> None:
    first, later = make_report(make_deed(day="2025-10-15"), "a"), make_report(make_deed(), "title", hours=24 * 5)
    assert len(incidents_of([first, later])) == 2
    behind = make_report(make_deed(start=300, end=330), "title", hours=24 * 5)
    assert len(incidents_of([first, behind])) == 1


def test_a_plan_is_told_before_its_day_and_a_deed_is_not() -> None:
    day = date(2025, 11, 20)
    assert fits_day(day, make_report(make_deed(status="announced"), "a"))
    assert not fits_day(day, make_report(make_deed(), "a"))
    assert not fits_day(day, make_report(make_deed(day="2025-10-15"), "a"))


def test_a_cluster_knows_what_its_reports_tell() -> None:
    (found,) = clustered([make_report(make_deed(), "a"), make_report(make_deed(), "b", 2)])
    assert isinstance(found, Cluster)
    assert (found.sources, found.targets, len(found.articles)) == ({"USA"}, {"RUS"}, 2)
    assert found.like is not None
    assert found.like.title == "a"
