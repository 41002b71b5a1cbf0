"""Whom names stand for: persons by title, table and document; the state, the place and nobody."""

from collections.abc import Callable

import pytest

from agents.records import Entity

Find = Callable[..., dict[str, Entity]]


def test_a_known_minister_is_person_and_office(find: Find) -> None:
    lavrov = find("Russian Foreign Minister Sergei Lavrov spoke.", "2025-10-01")["Sergei Lavrov"]
    assert (lavrov.type, lavrov.person_id, lavrov.actor_id) == ("PER", "p:rus:sergei-lavrov", "RUS:GOV:mfa")


def test_an_unknown_minister_still_acts_for_the_state(find: Find) -> None:
    found = find("Azerbaijan's foreign minister Elnur Testov left. Testov was tired.", "2025-10-01")
    assert (found["Elnur Testov"].person_id, found["Elnur Testov"].actor_id) == (None, "AZE:GOV:mfa")
    assert (found["Testov"].name, found["Testov"].actor_id) == ("Elnur Testov", "AZE:GOV:mfa")


def test_a_title_goes_before_the_table_which_ages(find: Find) -> None:
    obama = find("US Secretary of State Barack Obama spoke.", "2031-01-01")["Barack Obama"]
    assert (obama.person_id, obama.actor_id) == ("wd:Q76", "USA:GOV:mfa")


@pytest.mark.parametrize(
    ("body", "actor"),
    [
        ("The Foreign Ministry in Lima protested.", "PER:GOV:mfa"),
        ("In Lima, the Foreign Ministry protested.", "PER:GOV:mfa"),
        ("Peru met Chile, its Foreign Ministry said.", "PER:GOV:mfa"),
        ("Peru's Foreign Ministry met. The Foreign Ministry protested.", "PER:GOV:mfa"),
        ("The Foreign Ministry protested.", None),
    ],
)
def test_whose_a_bare_ministry_is(find: Find, body: str, actor: str | None) -> None:
    assert find(body)["Foreign Ministry"].actor_id == actor


def test_an_embassy_is_not_of_the_state_it_stands_in(find: Find) -> None:
    assert find("The Embassy in Lima shut.")["Embassy"].actor_id is None


def test_former_gives_no_office(find: Find) -> None:
    obama = find("Former US president Barack Obama spoke.", "2025-10-01")["Barack Obama"]
    assert (obama.person_id, obama.actor_id) == ("wd:Q76", "USA:ELI")


@pytest.mark.parametrize(
    ("day", "actor"),
    [
        ("2010-05-01", "AFG:REB:taliban"),
        ("2021-08-14", "AFG:REB:taliban"),
        ("2021-08-15", "AFG:GOV:taliban"),
        ("", "AFG:GOV:taliban"),
    ],
)
def test_rebels_rule_from_a_day_on(find: Find, day: str, actor: str) -> None:
    found = find("The Taliban attacked Kabul. Taliban spokesman Ahmad Foo denied it.", day)
    assert found["Taliban"].actor_id == actor
    assert found["Ahmad Foo"].actor_id == actor


def test_the_day_decides(find: Find) -> None:
    assert find("Angela Merkel spoke.", "2015-10-01")["Angela Merkel"].actor_id == "DEU:GOV"
    assert find("Angela Merkel spoke.", "2024-10-01")["Angela Merkel"].actor_id is None


@pytest.mark.parametrize("day", ["", "2025-10-01"])
@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("EU foreign policy chief Kaja Kallas spoke.", "Kaja Kallas", "IGO:eu"),
        ("NATO Secretary General Mark Rutte spoke.", "Mark Rutte", "IGO:nato"),
        ("European Council President Antonio Costa spoke.", "Antonio Costa", "IGO:eu"),
        ("European Commission President Ursula von der Leyen spoke.", "Ursula von der Leyen", "IGO:eu"),
    ],
)
def test_the_owner_of_the_title_decides(find: Find, day: str, text: str, name: str, actor: str) -> None:
    assert find(text, day)[name].actor_id == actor


def test_without_a_day_the_title_tells_the_time(find: Find) -> None:
    assert find("Dutch Prime Minister Mark Rutte spoke.")["Mark Rutte"].actor_id == "NLD:GOV"


def test_a_lone_surname_without_reason_links_to_nobody(find: Find) -> None:
    found = find("Smith said no. Foreign Minister Smith did not.", "2025-10-01")
    assert all(e.person_id is None and e.actor_id is None for e in found.values())


def test_surname_takes_the_bearer_the_lexicon_means(find: Find) -> None:
    found = find("Melania Trump and Donald Trump arrived. Trump spoke.", "2025-10-01")
    assert found["Trump"].person_id == "wd:Q22686"


def test_places_know_their_state(find: Find) -> None:
    kharkiv = find("A shell fell in Kharkiv.")["Kharkiv"]
    assert (kharkiv.sense, kharkiv.actor_id, kharkiv.state) == ("place", None, "UKR")
    assert (kharkiv.place_id or "").startswith("gn:")


def test_a_bare_ministry_takes_the_only_state_named_with_one(find: Find) -> None:
    found = find("The Peruvian Foreign Ministry called it wrong. The Foreign Ministry then closed.")
    assert found["Foreign Ministry"].actor_id == "PER:GOV:mfa"
    assert find("The Foreign Ministry then closed.")["Foreign Ministry"].actor_id is None


@pytest.mark.parametrize(
    ("body", "name", "sense"),
    [
        ("In Lima, Chile expelled two consuls.", "Chile", "actor"),
        ("In Lima, Peru, they met.", "Peru", "place"),
        ("A court in Lima, Peru ordered his release.", "Peru", "place"),
        ("He travelled to Lima, Chile and Cuba.", "Chile", "place"),
    ],
)
def test_a_state_behind_a_capital_that_is_not_its_own_acts(find: Find, body: str, name: str, sense: str) -> None:
    assert find(body)[name].sense == sense
