"""Reads one TOML file of the lexicon into the shape that its reader declares, and refuses what does not fit it.

Called by whatever reads such a file; knows nothing of what its fields mean.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from agents.lexicon.errors import LexiconError

Shape = TypeVar("Shape")


def shaped(path: Path, shape: type[Shape], entry: str) -> Shape:
    """Give the file as a `shape`.  Raises LexiconError naming the `entry` where it cannot be used."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), shape)
    except (OSError, ValueError) as error:  # no file, not UTF-8, not TOML, not these fields
        raise LexiconError(path, entry, str(error)) from error
