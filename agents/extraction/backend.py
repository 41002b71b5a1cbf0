"""Who finds and types the names of a text: our rules, or a backend that the user chose in their place.

`chosen` is called once at start with the setting `reading.names`; `agents.extraction.read` gets what it returns.  A
backend gives spans and types only: whom a name stands for, and which short name belongs to which full one, stays
ours (`adoption`, `linking`).
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, Protocol

from agents.extraction.text import Text
from agents.lexicon.names import Names
from agents.records import EntityType

RULES = "rules"


class BackendError(ValueError):
    """A backend cannot be had; says what to install or what else to choose."""


class Named(NamedTuple):
    """A name that a backend found.  `score` is its confidence in 0..1, `label` what it calls the type itself."""

    start: int
    end: int
    type: EntityType
    score: float
    label: str = ""


class Backend(Protocol):
    """Finds and types names.  `id` names it in every entity's rule; `version` joins the reader's."""

    @property
    def id(self) -> str: ...

    @property
    def version(self) -> str: ...

    def names(self, text: Text, names: Names) -> Sequence[Named]:
        """Give the names of a text from left to right, none overlapping.  Never raises on a text."""
        ...


def chosen(name: str) -> Backend | None:
    """Load the backend of the setting `reading.names`; None means the rules.  Raises BackendError.

    Blocks for as long as loading a pipeline takes, seconds where it is large.
    """
    if name == RULES:
        return None
    # Imported only when chosen: spaCy alone takes more than a second.
    backend: Backend = import_module("agents.extraction.spacy_backend").load(name)
    return backend
