"""Penn tags of the words of a sentence, by an averaged perceptron whose weights lie in the lexicon (`tags/`).

Called by `extraction.read`; `training` makes the weights.  The weights of a feature are one whole number (`lanes`), so
that twenty features are joined by twenty additions and no loop.  Same words, same tags.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache
from operator import lshift
from pathlib import Path

import orjson

from agents.extraction.parse.decoder import Decoder, Model
from agents.extraction.parse.lanes import WIDTH, Lanes
from agents.lexicon import FOLDER
from agents.lexicon.keeping import kept


class Tagger(Decoder[int]):
    """Tags sentences of one language."""

    def __init__(self, model: Model, weights: dict[str, list[int] | int]) -> None:
        super().__init__(model)
        self._weights = weights
        self._lanes = Lanes(len(model.tags))

    @classmethod
    def load(cls, path: Path) -> Tagger:
        """Read a file of weights as `training` writes it."""
        data = orjson.loads(gzip.decompress(path.read_bytes()))
        known = {word: tuple(tags) for word, tags in data["known"].items()}
        states = {name: frozenset(words) for name, words in data["states"].items()}
        model = Model(tuple(data["tags"]), tuple(data["free"]), known, data["stems"], states)
        return cls(model, data["weights"])

    def tag(self, words: Sequence[str]) -> list[str]:
        """Give the tag of each word of a sentence; no word may be empty."""
        tags = self.model.tags
        return [tags[number] for number in self.numbers(words)]

    def row(self, names: list[str]) -> int:
        """Join the weights of some features; a feature without weights counts nothing."""
        total, weights = 0, self._weights
        for name in names:
            if (number := weights.get(name)) is not None:
                if not isinstance(number, int):  # as the file has it; most are never asked for
                    number = weights[name] = sum(map(lshift, number[1::2], map(WIDTH.__mul__, number[::2])))
                total += number
        return total

    def best(self, total: int, can: tuple[int, ...], at: int) -> int:
        """Choose the tag of the highest sum; of equal ones the first."""
        return self._lanes.highest(total, can)


@cache
def tagger_for(lang: str) -> Tagger | None:
    """Give the tagger of a language by its two letters; None where the lexicon has no weights for it."""
    path = FOLDER / "tags" / f"{lang}.json.gz"
    if not (lang.isalpha() and path.exists()):
        return None
    with kept():
        return Tagger.load(path)
