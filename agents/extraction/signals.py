"""Placeholder, replaced by its owner."""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.text import Text
from agents.lexicon.rules import Rules
from agents.records import Entity, Quote, Signal


def find(
    text: Text, entities: Sequence[Entity], quotes: Sequence[Quote], rules: Rules, revision: str = ""
) -> tuple[Signal, ...]:
    return ()
