"""What a backend is: whoever finds and types names, or tags words, in the place of our rules and weights.

`choice` loads the one a user named, `agents.extraction.read` asks it.  A backend gives spans and types only: whom a
name stands for, and which short name belongs to which full one, stays ours (`adoption`, `linking`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from agents.extraction.text import Text
from agents.lexicon.names import Names
from agents.records import EntityType


class BackendError(ValueError):
    """A backend cannot be had; says what to install or what else to choose."""


class Named(NamedTuple):
    """A name that a backend found.  `score` is its confidence in 0..1, `label` what it calls the type itself."""

    start: int
    end: int
    type: EntityType
    score: float
    label: str = ""


class Tags(Protocol):
    """Tags the words of a sentence; our own is `parse.tags.Tagger`."""

    def tag(self, words: Sequence[str]) -> Sequence[str]:
        """Give the Penn tag of each word, the same each time.  Never raises on words."""
        ...


class Backend(Protocol):
    """Finds names, tags words, or both.  `id` names it in every entity's rule; `version` joins the reader's."""

    @property
    def id(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def tags(self) -> Tags | None:
        """Who tags words; None leaves it to our weights."""
        ...

    def names(self, text: Text, names: Names) -> Sequence[Named] | None:
        """Give the names of a text from left to right, none overlapping; None leaves it to our rules.  Never raises."""
        ...
