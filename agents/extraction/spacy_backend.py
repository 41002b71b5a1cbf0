"""Names by an installed spaCy pipeline, instead of our rules; the only module that knows spaCy (extra `spacy`).

Loaded by `choice.chosen` when the setting `reading.names` names a pipeline.  It takes spans and labels from the
pipeline and maps them to our four types (`lexicon/labels.tsv`); it links nothing and downloads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any

from agents.extraction.backend import BackendError, Named
from agents.extraction.text import Text
from agents.installation import how_to_add
from agents.lexicon import FOLDER
from agents.lexicon.labels import labels
from agents.lexicon.names import Names
from agents.records import EntityType

# spaCy's named-entity components give no confidence; this one makes a name "likely", never "certain".
_SCORE = 0.85
# OntoNotes counts the article and the possessive as part of the name; nobody else does.
_BEFORE = re.compile(r"(?:[Tt]he|THE)(?:\s+|$)|[\s\"'“‘(]+")
_AFTER = re.compile(r"(?:['’][sS]?|[\s\"”)]+)$")
# What names do not need; a tagger that the entity component listens to (tok2vec, transformer) stays.
_LEFT_OUT = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "morphologizer", "textcat"]


class SpacyBackend:
    """A loaded pipeline."""

    def __init__(self, pipeline: Any, types: dict[str, EntityType]) -> None:
        self.pipeline = pipeline
        self.types = types
        meta = pipeline.meta
        self.id = f"spacy:{meta['lang']}_{meta['name']}"
        self.version = f"{meta['version']} on spaCy {version('spacy')}"

    def names(self, text: Text, names: Names) -> Sequence[Named]:
        """Give the pipeline's entities, without articles, possessives, dates and numbers."""
        self.pipeline.max_length = max(self.pipeline.max_length, len(text.body) + 1)
        found = []
        for entity in self.pipeline(text.body).ents:
            kind = self.types.get(entity.label_)
            start, end = _trimmed(text.body, entity.start_char, entity.end_char)
            if kind is not None and start < end:
                found.append(Named(start, end, kind, _SCORE, entity.label_))
        return found


def load(name: str) -> SpacyBackend:
    """Load an installed pipeline by its name, or by the folder it lies in.  Raises BackendError."""
    try:
        import spacy  # noqa: PLC0415 -- more than a second, only for who asked for it
    except ImportError as error:
        raise BackendError(
            f"reading.names is {name!r}, a spaCy pipeline, but spaCy is not installed: {how_to_add('spacy')}"
        ) from error
    try:
        pipeline = spacy.load(name, exclude=_LEFT_OUT)
    except (OSError, ValueError) as error:
        raise BackendError(
            f"reading.names is {name!r}: neither rules, nor a spaCy pipeline that is installed and can be loaded"
            f" (python -m spacy download {name}): {error}"
        ) from error
    if not any("doc.ents" in pipeline.get_pipe_meta(pipe).assigns for pipe in pipeline.pipe_names):
        raise BackendError(f"the spaCy pipeline {name!r} has no component that finds names: {pipeline.pipe_names}")
    return SpacyBackend(pipeline, labels(FOLDER))


def blank_tokeniser() -> Callable[[str], Any] | None:
    """Give the tokeniser of spaCy's blank English pipeline, the peer of our benchmarks; None without spaCy."""
    try:
        import spacy  # noqa: PLC0415 -- as above
    except ImportError:
        return None
    tokenise: Callable[[str], Any] = spacy.blank("en").tokenizer
    return tokenise


def _trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    """Leave out an article before a name and a possessive or a mark after it."""
    while (before := _BEFORE.match(body, start, end)) is not None:
        start = before.end()
    while start < end and (after := _AFTER.search(body, start, end)) is not None:
        end = after.start()
    return start, end
