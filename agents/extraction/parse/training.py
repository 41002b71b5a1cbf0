"""Makes the weights of the tagger from tagged text: `make tagger TRAIN=FOLDER`.

Nobody else calls it.  It reads the files that `lexicon/tags/en.toml` names, refuses any that differs by a byte, and
writes `en.json.gz` beside it: the same bytes from the same files.
"""

from __future__ import annotations

import gzip
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import orjson

from agents.extraction.parse import features
from agents.extraction.parse.decoder import Decoder, Model
from agents.extraction.parse.headlines import Draws, Headlines
from agents.extraction.parse.lanes import WIDTH, Lanes
from agents.extraction.parse.tagged import UNSURE, Repairs, Tagged, sentences
from agents.lexicon import FOLDER

_ROUNDS = 5
_GRAIN = 16  # weights are whole numbers, a sixteenth each
_SMALLEST = 6  # sixteenths; what is lighter is left out
_SUMS = 64  # bits of a lane of sums over time
_HEAVIEST = 1000  # so that the sum of some twenty-five stays within a lane of 16 bits


def counted(rows: Iterable[Tagged]) -> dict[str, Counter[str]]:
    """Count how often each form had each tag; an unsure tag counts less."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for word, tag in (pair for sentence in rows for pair in sentence):
        seen[features.plain(word)][tag.rstrip(UNSURE)] += 3 if tag.endswith(UNSURE) else 10
    return seen


def model_of(seen: dict[str, Counter[str]], data: Mapping[str, Any]) -> Model:
    """Decide which tags a word can have: known words those they had, nearly always one means always that one."""
    tags = tuple(sorted({tag for counts in seen.values() for tag in counts}))
    number = {tag: n for n, tag in enumerate(tags)}
    known: dict[str, tuple[int, ...]] = {}
    rare: Counter[str] = Counter()
    for word, counts in seen.items():
        total = counts.total()
        tag, most = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if total >= 120:
            some = tuple(sorted(number[t] for t, k in counts.items() if k >= max(20, 0.002 * total)))
            known[word] = (number[tag],) if not some or (total >= 200 and most >= 0.997 * total) else some
        elif total <= 30:
            rare.update(counts)
    free = tuple(number[t] for t in tags if rare[t] >= max(30, 0.0003 * rare.total()))
    free = free or tuple(range(len(tags)))
    words = {name: frozenset(value.split()) for name, value in data["states"].items()}
    return Model(tags, free, known, stems_of(seen, data["stems"].split()), words)


def stems_of(seen: dict[str, Counter[str]], kinds: list[str]) -> dict[str, str]:
    """Say of each word seen thrice of what kinds it is, by the beginnings of its tags ("VB" is "V")."""
    found = {}
    for word, counts in seen.items():
        some = "".join(kind[0] for kind in kinds if counts[kind] >= 20)
        if some and counts.total() >= 30:
            found[word] = some
    return found


class Learner(Decoder[list[Any]]):
    """Learns from every mistake.  A row holds for each feature its weights and their sums over time, as lanes."""

    def __init__(self, model: Model, rare: frozenset[str]) -> None:
        super().__init__(model)
        self._weights: dict[str, list[int]] = {}
        self._rare = rare
        self._steps = 1
        self._gold: list[int] = []
        self._lanes = Lanes(len(model.tags))
        self._sums = Lanes(len(model.tags), _SUMS)

    def row(self, names: list[str]) -> list[Any]:
        """Give the weights of some features, made where they are new; a word seen once has none of its own."""
        return [self._weights.setdefault(name, [0, 0]) for name in names if name[1:] not in self._rare]

    def best(self, total: list[Any], can: tuple[int, ...], at: int) -> int:
        """Choose a tag as the tagger would, and learn where it is not the right one."""
        best = self._lanes.highest(sum([weights[0] for weights in total]), can)
        want = self._gold[at]
        if want >= 0:
            self._steps += 1
            if want != best and want in can:
                self._move(total, want, best)
        return best

    def _move(self, total: list[Any], up: int, down: int) -> None:
        step = (1 << WIDTH * up) - (1 << WIDTH * down)
        sums = self._steps * ((1 << _SUMS * up) - (1 << _SUMS * down))
        for weights in total:
            weights[0] += step
            weights[1] += sums

    def learn(self, sentence: Tagged, number: dict[str, int]) -> None:
        """Go through a sentence once."""
        self._gold = [number.get(tag, -1) for _, tag in sentence]
        self.numbers([word for word, _ in sentence])

    def averaged(self) -> dict[str, list[int]]:
        """Give the weights, averaged over time, as pairs of tag and weight; light ones left out."""
        mean = {}
        for name, (weights, sums) in sorted(self._weights.items()):
            pairs: list[int] = []
            for tag, (last, over) in enumerate(zip(self._lanes.values(weights), self._sums.values(sums), strict=True)):
                if over and abs(weight := round(_GRAIN * (last - over / self._steps))) >= _SMALLEST:
                    pairs += (tag, max(-_HEAVIEST, min(_HEAVIEST, weight)))
            if pairs:
                mean[name] = pairs
        return mean


def trained(rows: list[Tagged], data: dict[str, Any], rounds: int = _ROUNDS) -> bytes:
    """Train on sentences and give the file of weights."""
    seen = counted(rows)
    model = model_of(seen, data)
    number = {tag: n for n, tag in enumerate(model.tags)}
    verbs = frozenset(word.lower() for sentence in rows for word, tag in sentence if tag == "VBZ")
    headlines = Headlines(data["headlines"], verbs, model.states["finite"]) if "headlines" in data else None
    learner = Learner(model, frozenset(word for word, counts in seen.items() if counts.total() < 20))
    draws, order = Draws(1), list(range(len(rows)))
    for _ in range(rounds):
        for last in range(len(order) - 1, 0, -1):
            other = draws.below(last + 1)
            order[last], order[other] = order[other], order[last]
        for n in order:
            learner.learn(headlines.varied(rows[n], draws) if headlines is not None else rows[n], number)
    return packed(model, learner.averaged())


def packed(model: Model, weights: dict[str, list[int]]) -> bytes:
    """Write a model and its weights; no time of day goes into the file."""
    content = {
        "tags": model.tags,
        "free": model.free,
        "states": {name: sorted(words) for name, words in sorted(model.states.items())},
        "known": dict(sorted(model.known.items())),
        "stems": dict(sorted(model.stems.items())),
        "weights": weights,
    }
    return gzip.compress(orjson.dumps(content), mtime=0)


def main(folder: Path, lang: str = "en") -> None:
    """Train on a folder and write the weights into the lexicon."""
    data = tomllib.loads((FOLDER / "tags" / f"{lang}.toml").read_text(encoding="utf-8"))
    rows = list(sentences(folder, data["sources"], Repairs(data["repairs"])))
    (FOLDER / "tags" / f"{lang}.json.gz").write_bytes(trained(rows, data))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
