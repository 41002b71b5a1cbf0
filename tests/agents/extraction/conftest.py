"""Reading the names of one text, for the tests of every step."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from agents.extraction.names import entities
from agents.extraction.text import Text
from agents.lexicon import FOLDER
from agents.lexicon.names import Names
from agents.records import Entity


@pytest.fixture(scope="session")
def names() -> Names:
    return Names.load(FOLDER)


@pytest.fixture(scope="session")
def find(names: Names) -> Callable[..., dict[str, Entity]]:
    """Give the entities of a text by their words; the last one where words come twice."""

    def entities_of(body: str, day: str = "") -> dict[str, Entity]:
        at = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
        return {e.text: e for e in entities.find(Text(body), names, at)}

    return entities_of
