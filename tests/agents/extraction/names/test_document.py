"""What the rest of the document says about a name."""

from collections.abc import Callable

import pytest

from agents.records import Entity

Find = Callable[..., dict[str, Entity]]


@pytest.mark.parametrize(
    ("body", "name", "kind"),
    [
        ("Maria Testova left. Testova was tired.", "Testova", "PER"),
        ("The Board for Testing Frobs (BTF) met. BTF said no.", "BTF", "ORG"),
        ("He lives in Frobnitz with her.", "Frobnitz", "LOC"),
        ("We saw Frobnik, who said so.", "Frobnik", "PER"),
        ("The Frobnitz Ministry said no. Then the Frobnitz Ministry left.", "Frobnitz Ministry", "ORG"),
    ],
)
def test_types(find: Find, body: str, name: str, kind: str) -> None:
    assert find(body)[name].type == kind


def test_the_fuller_name_is_given(find: Find) -> None:
    assert find("Maria Testova left. Testova was tired.")["Testova"].name == "Maria Testova"
    assert find("The Board for Testing Frobs (BTF) met. BTF said no.")["BTF"].name == "Board for Testing Frobs"


def test_the_bearer_named_last_before_is_meant(find: Find) -> None:
    assert find("Ivan Testov left. Oleg Testov spoke. Testov was tired.")["Testov"].name == "Oleg Testov"


@pytest.mark.parametrize(
    ("body", "name", "actor"),
    [
        ("The Social Democratic Front (SDF) met. It split.", "SDF", None),
        ("The Syrian Democratic Forces (SDF) met. It split.", "SDF", "SYR:REB:sdf"),
        ("The Patriotic Union (PUK) met. It split.", "Patriotic Union", "IRQ:PTY:puk"),
        ("The Danish Ministry of Defence (MoD) met. It split.", "MoD", "DNK:GOV:mod"),
    ],
)
def test_an_acronym_means_what_is_spelt_out_beside_it(find: Find, body: str, name: str, actor: str | None) -> None:
    assert find(body)[name].actor_id == actor


@pytest.mark.parametrize(
    ("body", "person"),
    [
        ("Justice Minister Carla Putin left. Putin was tired.", None),
        ("Carla Putin left. Putin was tired.", "wd:Q7747"),
        ("President Vladimir Putin left. Putin was tired.", "wd:Q7747"),
    ],
)
def test_an_office_makes_a_first_name_beat_the_famous_one(find: Find, body: str, person: str | None) -> None:
    assert find(body)["Putin"].person_id == person


def test_common_words_at_the_beginning_are_no_names(find: Find) -> None:
    assert find("Meanwhile prices rose. Experts disagreed.") == {}


@pytest.mark.parametrize(
    ("body", "name", "kept"),
    [
        ("Frobbing helps. We like it.", "Frobbing", False),
        ("He said: “Frobbing helps.”", "Frobbing", False),
        ("Frobbing helps. We like Frobbing here.", "Frobbing", True),
        ("FROB helps. We like it.", "FROB", True),
        ("Frob Quuxi helps. We like it.", "Frob Quuxi", True),
    ],
)
def test_one_word_that_only_begins_sentences_is_no_name(find: Find, body: str, name: str, kept: bool) -> None:
    assert (name in find(body)) is kept
