"""Placeholder, replaced by its owner."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rules:
    @classmethod
    def load(cls, folder: Path) -> Rules:
        return cls()
