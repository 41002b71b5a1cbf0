"""The choice of who finds names and who tags words: `chosen` is called once at start with the settings `reading.*`."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from agents.extraction.backend import Backend, Named, Tags
from agents.extraction.text import Text
from agents.lexicon.names import Names

RULES = "rules"


class Joined:
    """Names by one backend, tags by another."""

    def __init__(self, finder: Backend, tagger: Backend) -> None:
        self._finder = finder
        self.id = finder.id
        self.version = f"{finder.version}+tags {tagger.id} {tagger.version}"
        self.tags: Tags | None = tagger.tags

    def names(self, text: Text, names: Names) -> Sequence[Named] | None:
        """Give the names as the one who finds them does."""
        return self._finder.names(text, names)


def chosen(names: str, tags: str = RULES) -> Backend | None:
    """Load the backends of the settings `reading.names` and `reading.tags`; None is all ours.  Raises BackendError.

    Blocks for as long as loading a pipeline takes, seconds where it is large.
    """
    finder, tagger = _loaded(names, "load"), _loaded(tags, "load_tags")
    return Joined(finder, tagger) if finder is not None and tagger is not None else finder or tagger


def _loaded(name: str, way: str) -> Backend | None:
    # Imported only when chosen: spaCy alone takes more than a second.
    backend: Backend | None = (
        getattr(import_module("agents.extraction.spacy_backend"), way)(name) if name != RULES else None
    )
    return backend
