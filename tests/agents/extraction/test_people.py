"""Pronouns and "the minister": the nearest before them who fits, or nobody."""

import pytest

from agents.extraction import people
from agents.extraction.names import entities
from agents.extraction.text import Text
from agents.lexicon.names import Names
from agents.records import Entity

BODY = (
    "Sergei Lavrov met Marco Rubio in Geneva. He left. NATO protested. It was late. Russian officials said they agreed."
)


@pytest.mark.parametrize(
    ("pronoun", "after", "name"),
    [
        ("He", "He left", "Sergei Lavrov"),
        ("it", "It was", "NATO"),
        ("they", "they agreed", "Russian officials"),
        ("her", "Sergei", None),
        ("table", "They", None),
    ],
)
def test_antecedent(names: Names, pronoun: str, after: str, name: str | None) -> None:
    text = Text(BODY)
    at = BODY.find(after) if after in BODY else len(BODY)
    found = people.antecedent(pronoun, at, entities.find(text, names), text)
    assert (found.text if found else None) == name


def test_nothing_before_nothing_found(names: Names) -> None:
    assert people.antecedent("he", 0, (), Text("")) is None
    body = "Sergei Lavrov left. It rained. It snowed. It hailed. He slept."
    text = Text(body)
    assert people.antecedent("he", body.index("He slept"), entities.find(text, names), text) is None


def test_who_spoke_last_speaks_on_while_near(names: Names) -> None:
    body = "Marco Rubio left. Sergei Lavrov spoke. It rained. He stayed. It froze. It thawed. It blew. He left."
    text = Text(body)
    found = entities.find(text, names)
    rubio = next(e for e in found if e.text == "Marco Rubio")
    assert people.in_turn("he", body.index("He stayed"), found, text, (rubio, 17)) is rubio
    lavrov = people.in_turn("he", body.index("He stayed"), found, text, None)
    assert lavrov is not None and lavrov.text == "Sergei Lavrov"
    assert people.in_turn("he", body.index("He left"), found, text, (rubio, 17)) is rubio


def test_a_relative_stands_for_the_name_before_it(names: Names) -> None:
    body = "Marco Rubio left. Sergei Lavrov, who spoke, stayed. The man who left slept."
    text = Text(body)
    found = entities.find(text, names)
    before = people.named_before(body.index("who spoke"), found, text)
    assert before is not None and before.text == "Sergei Lavrov"
    assert people.named_before(body.index("who left"), found, text) is None


OFFICES = "Ann Bee spoke. Cec Dee left. {}"
BEE = Entity(start=0, end=7, text="Ann Bee", type="PER", name="Ann Bee", actor_id="AAA:GOV:mfa")
DEE = Entity(start=15, end=22, text="Cec Dee", type="PER", name="Cec Dee", actor_id="BBB:GOV")
EFF = Entity(start=15, end=22, text="Cec Dee", type="PER", name="Cec Dee")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The minister was late.", "Ann Bee"),
        ("Then the foreign minister left.", "Ann Bee"),
        ("The president was late.", "Cec Dee"),
        ("The chancellor was late.", None),
        ("The president of Chile was late.", None),
        ("The minister-in-waiting was late.", None),
        ("A minister was late.", None),
    ],
)
def test_an_office_alone_is_the_last_person_named_with_it(sentence: str, name: str | None) -> None:
    body = OFFICES.format(sentence)
    found = people.in_office(body, [(BEE, "foreign minister"), (DEE, "president")])
    assert [e.name for e in found] == ([name] if name else [])
    assert all(body[e.start : e.end] == e.text and e.subtype == "nominal" for e in found)


def test_nobody_known_nobody_meant() -> None:
    assert people.in_office(OFFICES.format("The president left."), [(EFF, "president")]) == []
    assert people.in_office("The president left.", []) == []
