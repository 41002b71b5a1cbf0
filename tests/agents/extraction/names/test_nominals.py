"""Groups and offices named by common nouns."""

from collections.abc import Callable

import pytest

from agents.records import Entity

Find = Callable[..., dict[str, Entity]]


@pytest.mark.parametrize(
    ("sentence", "group", "actor"),
    [
        ("Russian officials denied it.", "Russian officials", "RUS:GOV"),
        ("Senior US military officials left.", "US military officials", "USA:MIL"),
        ("Washington's envoy denied it.", "Washington's envoy", "USA:GOV"),
        ("Israel’s army advanced.", "Israel’s army", "ISR:MIL"),
        ("Malian forces advanced.", "Malian forces", "MLI:MIL"),
        ("The president of Armenia resigned.", "president of Armenia", "ARM:GOV"),
        ("Authorities in Chile closed it.", "Authorities in Chile", "CHL:GOV"),
        ("Officials in Beijing denied it.", "Officials in Beijing", "CHN:GOV"),
        ("Peruvian farmers blocked a road.", "Peruvian farmers", "PER:AGR"),
        ("Fijian rebels released him.", "Fijian rebels", "FJI:REB"),
        ("UN peacekeepers left.", "UN peacekeepers", "IGO:un"),
        ("EU leaders met.", "EU leaders", "IGO:eu"),
        ("Chechen rebels advanced.", "Chechen rebels", "RUS:REB"),
        ("Yoruba leaders met.", "Yoruba leaders", "NGA:ELI"),
        ("French-led forces advanced.", "French-led forces", "FRA:MIL"),
        ("Journalists from Calgary left.", "Journalists from Calgary", "CAN:JRN"),
        ("Refugees fleeing the war in Liberia left.", "Refugees fleeing the war in Liberia", "LBR:REF"),
        ("Kremlin officials denied it.", "Kremlin officials", "RUS:GOV"),
    ],
)
def test_groups(find: Find, sentence: str, group: str, actor: str) -> None:
    entity = find(sentence)[group]
    assert (entity.subtype, entity.actor_id, entity.sense) == ("nominal", actor, "actor")
    assert entity.inner is not None and sentence[slice(*entity.inner)][0].isupper()


def test_lists_share_the_noun(find: Find) -> None:
    found = find("Hungarian and Romanian officials met.")
    assert (found["Hungarian"].actor_id, found["Romanian officials"].actor_id) == ("HUN:GOV", "ROU:GOV")


def test_the_administration_of_a_leader(find: Find) -> None:
    assert find("The Trump administration denied it.", "2025-10-01")["Trump administration"].actor_id == "USA:GOV"
    assert "Trump administration" not in find("The Trump administration was over.", "2023-10-01")
    assert find("Putin's envoy left.", "2025-10-01")["Putin's envoy"].actor_id == "RUS:GOV"


def test_an_office_is_the_person_who_holds_it(find: Find) -> None:
    found = find("The US president denied it. The Turkish president left.", "2025-10-01")
    assert found["US president"].person_id == "wd:Q22686"
    assert found["Turkish president"].name == "Recep Tayyip Erdogan"


def test_an_office_beside_a_name_is_that_persons(find: Find) -> None:
    found = find("Elnur Testov, the Azerbaijani defence minister, left.", "2025-10-01")
    assert found["Elnur Testov"].actor_id == "AZE:GOV:mod"


def test_an_office_makes_a_person_of_an_unknown_name(find: Find) -> None:
    found = find("Zubek Quuxo, Algeria's leading human rights activist, left.")["Zubek Quuxo"]
    assert (found.type, found.actor_id) == ("PER", "DZA:CVL")
    assert find("Zubek Quuxo, the Algerian minister said, is gone.")["Zubek Quuxo"].actor_id is None


def test_a_faith_before_a_calling_is_no_owner(find: Find) -> None:
    assert find("A Christian missionary from Calgary left.")["missionary from Calgary"].actor_id == "CAN:REL"


def test_the_minister_is_the_last_one_named(find: Find) -> None:
    body = "Russian Foreign Minister Sergei Lavrov met President Emmanuel Macron. The minister left early."
    assert find(body, "2025-10-01")["minister"].person_id == "p:rus:sergei-lavrov"
    assert "minister" not in find("The minister left early.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Russian attacks killed soldiers.",
        "Ukraine lost the battle.",
        "The mayor of Lyon left.",
        "The speaker of Iran's table left.",
    ],
)
def test_no_group(find: Find, sentence: str) -> None:
    assert all(e.subtype != "nominal" for e in find(sentence).values())


def test_a_people_without_a_state_has_no_government_and_no_army(find: Find) -> None:
    assert find("The Basque government met.")["Basque"].actor_id is None
    assert find("A Corsican officer left.")["Corsican"].actor_id is None


def test_a_people_abroad_is_part_of_the_state_it_lives_in(find: Find) -> None:
    assert find("Tamils in northern Malaysia voted.")["Tamils"].actor_id == "MYS:CVL"
    assert find("The Russians in Syria left.")["Russians"].actor_id == "RUS"


def test_people_in_number_are_no_state(find: Find) -> None:
    assert find("They deported 168 Liberians.")["Liberians"].actor_id == "LBR:CVL"
    assert find("They met with the Liberians.")["Liberians"].actor_id == "LBR"


def test_a_minority_is_of_the_state_it_lives_in(find: Find) -> None:
    assert find("Ethnic Albanians in southern Serbia voted.")["Albanians"].actor_id == "SRB:CVL"


@pytest.mark.parametrize(
    ("body", "name", "actor"),
    [
        ("Two former Peruvian ministers met.", "Peruvian ministers", "PER:ELI"),
        ("Peru's ousted government met.", "Peru's ousted government", "PER:ELI"),
        ("The former president of Peru met.", "president of Peru", "PER:ELI"),
        ("The new government of Peru met.", "government of Peru", "PER:GOV"),
        ("The foreign ministry in Lima met.", "foreign ministry in Lima", "PER:GOV:mfa"),
        ("State radio in Lima met.", "State radio in Lima", "PER:JRN"),
    ],
)
def test_who_was_in_office_once_does_not_act_for_the_state(find: Find, body: str, name: str, actor: str) -> None:
    assert find(body)[name].actor_id == actor


@pytest.mark.parametrize(
    "body", ["Warring parties in Peru met.", "The embassy in Lima met.", "Both sides of Peru met."]
)
def test_who_is_no_body_of_the_state(find: Find, body: str) -> None:
    assert all(" " not in name for name in find(body))
