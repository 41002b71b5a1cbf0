"""Choosing who finds the names."""

from collections.abc import Sequence

import pytest

from agents.extraction.backend import BackendError, Named, Tags
from agents.extraction.choice import Joined, chosen
from agents.extraction.text import Text
from agents.lexicon import load
from agents.lexicon.names import Names


class Words:
    """Tags every word as a name."""

    def tag(self, words: Sequence[str]) -> list[str]:
        return ["NNP"] * len(words)


class Fake:
    """Finds one name, the whole text."""

    version = "1"

    def __init__(self, name: str, tags: Tags | None) -> None:
        self.id = name
        self.tags = tags

    def names(self, text: Text, names: Names) -> list[Named]:
        return [Named(0, len(text.body), "LOC", 1.0)]


def test_rules_are_no_backend() -> None:
    assert chosen("rules") is None


def test_names_by_one_and_tags_by_another() -> None:
    joined = Joined(Fake("finder", None), Fake("tagger", Words()))
    assert (joined.id, joined.version) == ("finder", "1+tags tagger 1")
    assert joined.tags is not None
    assert joined.tags.tag(["Norway"]) == ["NNP"]
    assert joined.names(Text("Norway"), load().names) == [Named(0, 6, "LOC", 1.0)]


def test_what_is_not_installed_is_told() -> None:
    with pytest.raises(BackendError, match="no_such_pipeline"):
        chosen("no_such_pipeline")
    with pytest.raises(BackendError, match=r"reading\.tags is 'no_such_pipeline'"):
        chosen("rules", "no_such_pipeline")
