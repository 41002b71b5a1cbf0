"""A sentence of plain words with its tags, and the English words of time, for the tests of every step."""

from collections.abc import Callable

import pytest

from agents.extraction import parse_of
from agents.extraction.parse.parse import Sentence
from agents.extraction.text import Text
from agents.lexicon.times import Times, times_for


@pytest.fixture(scope="session")
def times() -> Times:
    found = times_for("en")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Sentence]:
    """Give the parse of a text of one sentence."""

    def parse(body: str) -> Sentence:
        found = parse_of(Text(body, lang="en"))
        assert found is not None
        return found.sentence(0)

    return parse
