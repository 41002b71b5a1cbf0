"""The choice of who finds the names: `chosen` is called once at start with the setting `reading.names`."""

from __future__ import annotations

from importlib import import_module

from agents.extraction.backend import Backend

RULES = "rules"


def chosen(name: str) -> Backend | None:
    """Load the backend of the setting `reading.names`; None means the rules.  Raises BackendError.

    Blocks for as long as loading a pipeline takes, seconds where it is large.
    """
    if name == RULES:
        return None
    # Imported only when chosen: spaCy alone takes more than a second.
    backend: Backend = import_module("agents.extraction.spacy_backend").load(name)
    return backend
