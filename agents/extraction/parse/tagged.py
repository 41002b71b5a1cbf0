"""Tagged text to learn from: read, held by checksum, and repaired where its tags are known to be wrong.

Called by `training`.  A line is a word, a tab and its tag; an empty line ends a sentence; `?` behind a tag: the
teacher was not sure, nothing is learned there.  What is repaired is data (`lexicon/tags/en.toml`).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

Tagged = list[tuple[str, str]]
UNSURE = "?"


class TrainingError(ValueError):
    """A file of the training folder is missing or another than the weights are made from."""


class Repairs:
    """Puts right what a teacher always gets wrong: tags of certain words, and of the words behind them."""

    def __init__(self, data: Mapping[str, str]) -> None:
        told = dict(data)
        self._adverb, self._hyphen, self._hyphenated = (told.pop(name) for name in ("adverb", "hyphen", "hyphenated"))
        self._prefix = told.pop("prefix")
        self._dashes, self._verbs = (frozenset(told.pop(name).split()) for name in ("dashes", "verbs"))
        self._words = {word: value.split() for word, value in told.items()}

    def repaired(self, rows: Tagged) -> Tagged:
        """Give the sentence with its repaired tags."""
        out = list(rows)
        for at, (word, tag) in enumerate(rows):
            sure = tag.rstrip(UNSURE)
            if (told := self._words.get(word.lower())) is not None:
                out[at] = (word, told[0])
                self._repair_next(out, at + 1, dict(pair.split(">") for pair in told[1:]))
            elif word == self._hyphen and sure not in self._dashes:
                out[at] = (word, self._hyphenated)
                if sure in self._verbs and at and out[at - 1][1].rstrip(UNSURE) == sure:
                    out[at - 1] = (out[at - 1][0], self._prefix)
        return out

    def _repair_next(self, rows: Tagged, at: int, rights: Mapping[str, str]) -> None:
        while at < len(rows) and rows[at][1].rstrip(UNSURE) == self._adverb:
            at += 1
        if at < len(rows) and (right := rights.get(rows[at][1].rstrip(UNSURE))) is not None:
            rows[at] = (rows[at][0], right)


def sentences(folder: Path, sources: Mapping[str, str], repairs: Repairs) -> Iterator[Tagged]:
    """Read the sentences of the files in order.  Raises TrainingError where a checksum differs."""
    for name, checksum in sources.items():
        path = folder / name
        packed = path.read_bytes() if path.exists() else b""
        if sha256(packed).hexdigest() != checksum:
            raise TrainingError(f"{path} is missing or not the file that the weights are made from")
        yield from map(repairs.repaired, blocks(gzip.decompress(packed).decode()))


def blocks(text: str) -> Iterator[Tagged]:
    """Read sentences as they stand."""
    for block in text.split("\n\n"):
        rows = [(word, tag) for word, _, tag in (line.partition("\t") for line in block.split("\n")) if tag]
        if rows:
            yield rows
