"""One run at a time: where names begin and end, and what their own words say they are."""

from collections.abc import Callable

import pytest

from agents.extraction.names import runs
from agents.extraction.names.gazetteer import scan
from agents.extraction.names.pieces import Reader
from agents.lexicon.names import Names
from agents.records import Entity

Find = Callable[..., dict[str, Entity]]


def read(body: str, names: Names) -> list[tuple[str, str]]:
    reader = Reader(body, names)
    for run in runs.find(body, scan(body, names)):
        reader.read(run)
    return [(candidate.text, candidate.type) for candidate in reader.found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Foreign Minister Elnur Testov", [("Elnur Testov", "PER")]),
        ("Russian Foreign Minister Elnur Testov", [("Russian", "MISC"), ("Elnur Testov", "PER")]),
        ("Elnur Testov of Gazprom", [("Elnur Testov", "PER"), ("Gazprom", "ORG")]),
        ("Maria Testova", [("Maria Testova", "PER")]),
        ("Ministry of Foo and Bar", [("Ministry of Foo and Bar", "ORG")]),
        ("Royal Society of Foo", [("Royal Society of Foo", "ORG")]),
        ("Foo Airways", [("Foo Airways", "ORG")]),
        ("Lake Foo", [("Lake Foo", "LOC")]),
        ("Foo Province", [("Foo Province", "LOC")]),
        ("Battle of Foo", [("Battle of Foo", "MISC")]),
        ("Foo Cup", [("Foo Cup", "MISC")]),
        ("Russia and the African Union", [("Russia", "LOC"), ("African Union", "ORG")]),
        ("Movistar Venezuela", [("Movistar Venezuela", "ORG")]),
        ("Regina Ip", [("Regina Ip", "PER")]),
        ("Hamas Movement", [("Hamas Movement", "ORG")]),
        ("On Monday Putin", [("Putin", "PER")]),
        ("Windhoek High Court", [("Windhoek High Court", "ORG")]),
        ("National Theatre of China", [("National Theatre of China", "ORG")]),
        ("Europe and Fooling Motors", [("Europe", "LOC"), ("Fooling Motors", "ORG")]),
        ("FOOC and Royal Bank", [("FOOC", ""), ("Royal Bank", "ORG")]),
        ("Cousins of the American Foo Hall", [("Cousins", ""), ("American Foo Hall", "LOC")]),
        ("Zambian Guild of Teachers", [("Zambian Guild of Teachers", "ORG")]),
        ("Sally French", [("Sally French", "PER")]),
        ("French Sally", [("French", "MISC"), ("Sally", "")]),
        ("Hispanic Association of Foo Lawyers", [("Hispanic Association of Foo Lawyers", "ORG")]),
        ("Centre for Aviation and Weather", [("Centre for Aviation and Weather", "ORG")]),
        ("Ministry of Foo and World Bank", [("Ministry of Foo", "ORG"), ("World Bank", "ORG")]),
        ("Samuel Xi", [("Samuel Xi", "PER")]),
        ("President Xi", [("Xi", "PER")]),
        ("Ministry of Foo, Russia and Ukraine", [("Ministry of Foo", "ORG"), ("Russia", "LOC"), ("Ukraine", "LOC")]),
        ("Ambassador to Zambia Foo Bar", [("Zambia", "LOC"), ("Foo Bar", "PER")]),
        ("President of Zambia House Committee", [("Zambia House Committee", "ORG")]),
        ("Minister for Health Foo Bar", [("Foo Bar", "PER")]),
        ("Minister of Culture and Sports Foo Bar and Baz", [("Foo Bar", "PER"), ("Baz", "")]),
        ("Zambian Prosecutor General's Office", [("Zambian Prosecutor General's Office", "ORG")]),
        ("Director Foo Bar", [("Foo Bar", "PER")]),
        ("Foo wa Bar", [("Foo wa Bar", "PER")]),
        ("Toyota Foolux", [("Toyota Foolux", "")]),
        ("Toyota Hires Foo", [("Toyota", "ORG"), ("Hires Foo", "")]),
        ("Toyota Foo Limited", [("Toyota Foo Limited", "ORG")]),
        ("Attorney Foo Bar", [("Foo Bar", "PER")]),
        ("Government", []),
    ],
)
def test_pieces(names: Names, body: str, expected: list[tuple[str, str]]) -> None:
    assert read(body, names) == expected


def test_a_body_with_its_kind_behind_it_stays_itself(find: Find) -> None:
    assert find("They study at Harvard College.")["Harvard College"].actor_id == "USA:EDU:harvard"
    assert find("They left the Hamas Movement.")["Hamas Movement"].actor_id == "PSE:REB:hamas"


def test_a_region_stays_itself_with_its_kind_behind_it(find: Find) -> None:
    assert find("They left West Darfur State.")["West Darfur State"].place_id == "pl:west-darfur"
    assert find("They left West Darfur Airport.")["West Darfur Airport"].place_id is None


def test_the_adjective_of_a_state_belongs_to_its_confederation(find: Find) -> None:
    assert find("The Portuguese Industry Confederation met.")["Portuguese Industry Confederation"].type == "ORG"
