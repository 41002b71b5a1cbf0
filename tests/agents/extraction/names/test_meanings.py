"""What a doubtful name means in a document."""

from collections.abc import Callable

import pytest

from agents.records import Entity

Find = Callable[..., dict[str, Entity]]


@pytest.mark.parametrize(
    ("body", "name", "state"),
    [
        ("Shells hit Tripoli. Lebanon mourned its dead.", "Tripoli", "LBN"),
        ("Shells hit Tripoli. Libya mourned its dead.", "Tripoli", "LBY"),
        ("Shells hit Tripoli.", "Tripoli", "LBY"),
    ],
)
def test_the_state_named_beside_decides(find: Find, body: str, name: str, state: str) -> None:
    assert find(body)[name].state == state


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("She lives in Seattle, Washington.", "pl:usa-washington-state"),
        ("She came from London, Washington and elsewhere.", "gn:4140963"),
    ],
)
def test_after_its_town_a_name_is_the_province(find: Find, body: str, place: str) -> None:
    assert find(body)["Washington"].place_id == place


def test_a_party_that_many_states_have_needs_its_state(find: Find) -> None:
    assert find("The Labour Party won.")["Labour Party"].actor_id is None
    assert find("The Labour Party won in Britain.")["Labour Party"].actor_id == "GBR:PTY:labour"


def test_a_people_is_not_its_state(find: Find) -> None:
    assert find("Bosnian Serbs voted.")["Serbs"].actor_id is None
    assert find("The Serbs voted.")["Serbs"].actor_id == "SRB"


@pytest.mark.parametrize(
    ("body", "actor"),
    [
        ("Hutu rebels left. Burundi agreed.", "BDI:REB"),
        ("Hutu rebels left. Rwanda agreed.", "RWA:REB"),
        ("Hutu rebels left. Rwanda and Burundi agreed.", None),
        ("Hutu rebels left.", None),
    ],
)
def test_a_people_of_several_states_is_of_the_one_that_the_text_names(find: Find, body: str, actor: str | None) -> None:
    found = find(body)
    assert (found["Hutu rebels"].actor_id if "Hutu rebels" in found else None) == actor


def test_weak_names_need_their_full_form(find: Find) -> None:
    assert find("The Shell broke.").get("Shell") is None or find("The Shell broke.")["Shell"].actor_id is None
