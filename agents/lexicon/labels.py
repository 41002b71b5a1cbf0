"""What other people's taggers call their types, and which of our four each is.

Called by `agents.extraction.spacy_backend`; a label that is not in `labels.tsv` (a date, a sum) is no name to us.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from agents.lexicon import tables
from agents.lexicon.errors import LexiconError
from agents.records import EntityType

_TYPES: tuple[EntityType, ...] = get_args(EntityType)


def labels(folder: Path) -> dict[str, EntityType]:
    """Read the map from a backend's label to our type.  Raises LexiconError on a type that is none of ours."""
    path = folder / "labels.tsv"
    found: dict[str, EntityType] = {}
    for label, kind, _ in tables.rows(path, "label type scheme"):
        ours = next((t for t in _TYPES if t == kind), None)
        if ours is None:
            raise LexiconError(path, label, f"type {kind!r} is none of {', '.join(_TYPES)}")
        found[label] = ours
    return found
