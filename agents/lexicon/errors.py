"""The one error of the lexicon: a data file that cannot be used."""

from __future__ import annotations

from pathlib import Path


class LexiconError(ValueError):
    """A data file is wrong; says which file, which entry and what would be right."""

    def __init__(self, path: Path, entry: str, problem: str) -> None:
        super().__init__(f"{path.name}: {entry}: {problem}")
        self.path, self.entry, self.problem = path.name, entry, problem
