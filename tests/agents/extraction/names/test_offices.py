"""Titles before names, offices by date, and surnames that a title makes clear."""

import pytest

from agents.extraction.names import offices
from agents.lexicon.names import Names


@pytest.mark.parametrize(
    ("before", "title", "former"),
    [
        ("Russian Foreign Minister ", "foreign minister", False),
        ("the foreign minister ", "foreign minister", False),
        ("former US president ", "president", True),
        ("then-Foreign Minister ", "foreign minister", True),
        ("Lt. Gen. ", "lt. gen.", False),
        ("a table ", None, False),
        ("president", None, False),
    ],
)
def test_title_before(names: Names, before: str, title: str | None, former: bool) -> None:
    titled = offices.title_before(before + "Ivan", len(before), names)
    assert (titled.office.name or None, titled.former) == (title, former)


@pytest.mark.parametrize(
    ("person", "day", "actor"),
    [
        ("wd:Q76", "2014-05-01", "USA:GOV"),
        ("wd:Q76", "2025-05-01", None),
        ("wd:Q22686", "2018-05-01", "USA:GOV"),
        ("wd:Q22686", "2022-05-01", None),
        ("wd:Q22686", "2025-05-01", "USA:GOV"),
        ("p:rus:sergei-lavrov", "2025-05-01", "RUS:GOV:mfa"),
        ("wd:Q76", "", "USA:GOV"),
    ],
)
def test_role_on_a_day(names: Names, person: str, day: str, actor: str | None) -> None:
    role = offices.role_on(names.persons[person], day)
    assert (role.actor_id if role else None) == actor


def test_the_title_chooses_among_offices(names: Names) -> None:
    rubio = names.persons["p:usa:marco-rubio"]
    role = offices.role_on(rubio, "2025-10-01", names.titles["secretary of state"])
    assert role is not None and role.actor_id == "USA:GOV:mfa"


def test_surname_with_title_and_day(names: Names) -> None:
    president = names.titles["president"]
    macron = offices.by_surname("Macron", president, "", "2020-01-01", names)
    assert macron is not None and macron.name == "Emmanuel Macron"
    assert offices.by_surname("Macron", president, "", "2010-01-01", names) is None
    assert offices.by_surname("Macron", president, "DEU", "2020-01-01", names) is None


def test_holder_of_an_office(names: Names) -> None:
    held = offices.holder("USA:GOV", "president", "2015-06-01", names)
    assert held is not None and held.id == "wd:Q76"
    assert offices.holder("USA:GOV", "president", "", names) is None


@pytest.mark.parametrize(
    ("before", "between", "past"),
    [
        ("a former Russian ", "Russian", True),
        ("several former senior Israeli ", "Israeli", True),
        ("the ousted ", "", True),
        ("Syria's ex-", "", True),
        ("then-Polish ", "Polish", True),
        ("former allies of Russian ", "Russian", False),
        ("then Russian ", "Russian", False),
        ("protesters ousted Russian ", "Russian", False),
        ("late on Friday Russian ", "Russian", False),
        ("the new ", "", False),
    ],
)
def test_a_body_of_the_past(names: Names, before: str, between: str, past: bool) -> None:
    assert offices.is_past(f"{before}officials", len(before), between, names) is past


def test_a_misspelt_name_with_its_title(names: Names) -> None:
    found = offices.by_near_name("Laurent Gbagbbo", names.titles["president"], "2009-01-01", names)
    assert found is not None and found.name == "Laurent Gbagbo"
    assert offices.by_near_name("Laurent Fabius", names.titles["president"], "2009-01-01", names) is None


def test_former_is_the_elite_of_the_state(names: Names) -> None:
    assert offices.former(names.persons["wd:Q76"]) == "USA:ELI"
