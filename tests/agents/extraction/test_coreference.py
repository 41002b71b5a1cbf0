"""Pronouns: the nearest fitting entity before them, or nobody."""

import pytest

from agents.extraction import coreference, entities
from agents.extraction.text import Text
from agents.lexicon.names import Names

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
    found = coreference.antecedent(pronoun, at, entities.find(text, names), text)
    assert (found.text if found else None) == name


def test_nothing_before_nothing_found(names: Names) -> None:
    assert coreference.antecedent("he", 0, (), Text("")) is None
    body = "Sergei Lavrov left. It rained. It snowed. It hailed. He slept."
    text = Text(body)
    assert coreference.antecedent("he", body.index("He slept"), entities.find(text, names), text) is None
