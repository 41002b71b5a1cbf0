"""Names and tags by an installed spaCy pipeline, instead of our own; the only module that knows spaCy (extra `spacy`).

Loaded by `choice.chosen` when the setting `reading.names` or `reading.tags` names a pipeline.  It
maps labels to our four types (`lexicon/labels.tsv`) and passes tags on; it links nothing and downloads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any

from agents.extraction.backend import BackendError, Named, Tags
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
# What tags do not need.
_LEFT_OUT_OF_TAGS = ["ner", "entity_ruler", "parser", "senter", "lemmatizer", "morphologizer", "textcat"]
# What names do not need; a tagger that the entity component listens to (tok2vec, transformer) stays.
_LEFT_OUT = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "morphologizer", "textcat"]


class _Loaded:
    """A loaded pipeline."""

    def __init__(self, pipeline: Any) -> None:
        self.pipeline = pipeline
        meta = pipeline.meta
        self.id = f"spacy:{meta['lang']}_{meta['name']}"
        self.version = f"{meta['version']} on spaCy {version('spacy')}"


class SpacyBackend(_Loaded):
    """Finds names; tags are ours."""

    tags = None

    def __init__(self, pipeline: Any, types: dict[str, EntityType]) -> None:
        super().__init__(pipeline)
        self.types = types

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


class SpacyTags(_Loaded):
    """Tags our words; names are found by our rules."""

    def __init__(self, pipeline: Any, document: Callable[..., Any]) -> None:
        super().__init__(pipeline)
        self._document = document

    @property
    def tags(self) -> Tags:
        """Tag by itself."""
        return self

    def names(self, text: Text, names: Names) -> None:
        """Leave names to our rules."""

    def tag(self, words: Sequence[str]) -> list[str]:
        """Give the tag of each word, cut as we cut them and not as the pipeline would."""
        document = self._document(self.pipeline.vocab, words=list(words))
        for _, component in self.pipeline.pipeline:
            document = component(document)
        return [token.tag_ for token in document]


def load(name: str) -> SpacyBackend:
    """Load an installed pipeline by its name, or by the folder it lies in.  Raises BackendError."""
    pipeline = _loaded(name, "reading.names", _LEFT_OUT)
    _require(pipeline, name, "doc.ents", "finds names")
    return SpacyBackend(pipeline, labels(FOLDER))


def load_tags(name: str) -> SpacyTags:
    """Load an installed pipeline for its tags.  Raises BackendError; a pipeline of another tag set is not noticed."""
    pipeline = _loaded(name, "reading.tags", _LEFT_OUT_OF_TAGS)
    _require(pipeline, name, "token.tag", "tags words")
    from spacy.tokens import Doc  # noqa: PLC0415 -- as in `_loaded`, which has made sure of it

    return SpacyTags(pipeline, Doc)


def _loaded(name: str, setting: str, left_out: list[str]) -> Any:
    try:
        import spacy  # noqa: PLC0415 -- more than a second, only for who asked for it
    except ImportError as error:
        raise BackendError(
            f"{setting} is {name!r}, a spaCy pipeline, but spaCy is not installed: {how_to_add('spacy')}"
        ) from error
    try:
        return spacy.load(name, exclude=left_out)
    except (OSError, ValueError) as error:
        raise BackendError(
            f"{setting} is {name!r}: neither rules, nor a spaCy pipeline that is installed and can be loaded"
            f" (python -m spacy download {name}): {error}"
        ) from error


def _require(pipeline: Any, name: str, given: str, means: str) -> None:
    if not any(given in pipeline.get_pipe_meta(pipe).assigns for pipe in pipeline.pipe_names):
        raise BackendError(f"the spaCy pipeline {name!r} has no component that {means}: {pipeline.pipe_names}")


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
