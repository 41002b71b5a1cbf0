"""Placeholder, replaced by its owner."""

from __future__ import annotations

from datetime import datetime

from agents.extraction.text import Text
from agents.lexicon.names import Names
from agents.records import Entity


def find(text: Text, names: Names, published_at: datetime | None = None) -> tuple[Entity, ...]:
    return ()
