import pytest

from agents.actor_names import ActorNames
from agents.lexicon import load


@pytest.fixture(scope="module")
def names() -> ActorNames:
    return ActorNames(load().names)


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        ("RUS", "Russia"),
        ("RUS:GOV", "Russia, government"),
        ("TUV:GOV:mfa", "Tuvalu, foreign ministry"),
        ("TUV:COP", "Tuvalu, police"),
        ("USA:GOV:mfa", "US State Department"),
        ("IGO:eu", "European Union"),
        ("wd:Q7747", "Vladimir Putin"),
        ("p:xxx:nobody-known", "p:xxx:nobody-known"),
        ("RUS:GOV:unheardof", "RUS:GOV:unheardof"),
    ],
)
def test_an_actor_is_called_by_its_id_alone(names: ActorNames, actor: str, name: str) -> None:
    assert names.of(actor) == name


def test_somebody_unknown_is_called_as_the_article_does(names: ActorNames) -> None:
    assert names.of("p:nor:ola-hagen", "Ola Hagen") == "Ola Hagen"
