"""Whoever finds the names, linking stays ours."""

from collections.abc import Sequence

from agents.extraction import read
from agents.extraction.backend import Named
from agents.extraction.text import Text
from agents.lexicon import load
from agents.lexicon.names import Names
from agents.reader import Reader
from agents.records import EntityType

BODY = "Moscow said Russian Foreign Minister Sergei Lavrov would not meet Adaeze Quillon. Lavrov left; Quillon stayed."
FOUND: list[tuple[str, EntityType]] = [("Sergei Lavrov", "PER"), ("Adaeze Quillon", "ORG"), ("Lavrov", "PER")]


class Fake:
    """Finds three names and calls one of them what our rules would not."""

    id = "fake"
    version = "7"
    tags = None

    def names(self, text: Text, names: Names) -> Sequence[Named]:
        found = []
        for name, kind in FOUND:
            start = text.body.rindex(name)
            found.append(Named(start, start + len(name), kind, 0.95))
        return found


def test_a_backend_finds_and_types_and_we_link() -> None:
    entities = {e.text: e for e in read(BODY, load(), backend=Fake()).entities}
    assert entities["Sergei Lavrov"].ids == ("p:rus:sergei-lavrov", "RUS:GOV:mfa")
    assert entities["Lavrov"].ids == ("p:rus:sergei-lavrov", "RUS:GOV:mfa")
    assert (entities["Adaeze Quillon"].type, entities["Adaeze Quillon"].rule) == ("ORG", "fake:ORG")
    assert "Moscow" not in entities, "the backend did not name it"
    assert "Quillon" not in entities
    assert {e.text: e.type for e in read(BODY, load()).entities}["Adaeze Quillon"] == "PER"


class Cries:
    """Leaves names to our rules and takes every word for a cry."""

    id = "cries"
    version = "3"

    @property
    def tags(self) -> "Cries":
        return self

    def names(self, text: Text, names: Names) -> None:
        return None

    def tag(self, words: Sequence[str]) -> list[str]:
        return ["UH"] * len(words)


def test_a_backend_of_tags_leaves_names_to_our_rules() -> None:
    ours, other = read(BODY, load()), read(BODY, load(), backend=Cries())
    assert other.entities == ours.entities
    assert ours.parse is not None
    assert other.parse is not None
    assert ours.parse.sentence(0).clauses
    assert other.parse.sentence(0).clauses == []


def test_the_reader_says_who_found_the_names() -> None:
    plain, other = Reader(load()), Reader(load(), backend=Fake())
    assert other.version == f"{plain.version}+fake 7"
