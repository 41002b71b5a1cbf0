"""One sentence as the passes see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agents.extraction import parse_of, read
from agents.extraction.signals.passes import Passes, read_sentence
from agents.extraction.signals.scene import Scene
from agents.extraction.signals.sentence import Sentence
from agents.extraction.text import Text
from agents.lexicon import load


class OneSentence(Text):
    """A text that is one sentence, whatever stands in it."""

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:  # type: ignore[override]
        """The whole of it."""
        return ((0, len(self.body)),)


@pytest.fixture
def sentence() -> Callable[[str], Sentence]:
    """Read a text as one sentence, with its names."""

    def make(text: str) -> Sentence:
        reading = read(text, load(), wanted=frozenset({"entities"}))
        parse = parse_of(OneSentence(text, lang="en"), reading.entities)
        assert parse is not None
        return Sentence(text, parse, 0, reading.entities, load().rules)

    return make


@pytest.fixture
def scene() -> Callable[[str], Scene]:
    """Give the scene of a text: its names and quotes."""

    def make(text: str) -> Scene:
        reading = read(text, load())
        return Scene(reading.text, reading.entities, reading.quotes)

    return make


@pytest.fixture
def passes(sentence: Callable[[str], Sentence], scene: Callable[[str], Scene]) -> Callable[[str], Passes]:
    """Run all passes over a text that is one sentence."""
    return lambda text: read_sentence(sentence(text), scene(text))
