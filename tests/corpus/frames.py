"""Deeds put into frames of syntax: `python tests/corpus/frames.py --errors 20` prints the share read rightly.

A sentence is right where the deed stands with a fitting kind, both sides and a status of its frame, and nothing is
told the wrong way round; in a silent frame, where the deed does not stand as done or announced.  Called by the
command line, test_floors.py and freeze.py; refuses nothing, since test_corpus_files.py checks the data.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from agents.extraction import read
from agents.identity import root_actor
from agents.lexicon import Lexicon, load
from agents.records import Party, Signal

DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_name("frames.toml").read_text(encoding="utf-8"))
LIVE = frozenset({"done", "announced"})
PUBLISHED = datetime(2026, 11, 25, 12, tzinfo=UTC)
BYSTANDER = "Iceland"
_ARTICLES = re.compile(r"\b(?:an?|the|its) ")
_SMALL = frozenset(
    ["a", "against", "an", "and", "as", "for", "from", "in", "of", "off", "on", "over", "the", "to", "with"]
)


@dataclass(frozen=True, slots=True)
class Row:
    """One deed in one frame: the sentence, and who must have done it to whom."""

    text: str
    frame: dict[str, Any]
    deed: dict[str, Any]
    source: str
    target: str


def sentences() -> Iterator[Row]:
    """Put every deed into every frame; the two states change from row to row, so that no pair is learned by heart."""
    dyads = DATA["dyads"]
    for i, deed in enumerate(DATA["deed"]):
        for k, frame in enumerate(DATA["frame"]):
            doer, other = dyads[(i + k) % len(dyads)]
            text = frame["text"].format(**_words(deed, doer, other))
            yield Row(_cased(text, frame.get("case", "")), frame, deed, doer[1], other[1])


def is_right(row: Row, signals: tuple[Signal, ...]) -> bool:
    """Say whether the deed was read as its frame tells it."""
    kinds = set(row.deed["kinds"])
    live = [s for s in signals if s.status in LIVE and s.signal in kinds]
    if not row.frame["told"]:
        return not live
    way = (row.source, row.target)
    ways = {way, way[::-1]} if row.deed.get("mutual") else {way}
    if any(_sides(s) == way[::-1] and way[::-1] not in ways for s in live):
        return False
    if "never" in row.frame and any(_sides(s)[0] == row.frame["never"] for s in live):
        return False
    good = [s for s in live if s.status in row.frame["told"]]
    if "announced" in row.frame["told"]:
        good += [s for s in signals if s.status in LIVE and s.signal in row.deed["ahead"]]
    return any(_sides(s) in ways for s in good)


@cache
def judged() -> tuple[tuple[Row, tuple[Signal, ...]], ...]:
    """Read every sentence, each as an article of its own; once in a process, since two tests ask for it."""
    lexicon = load()
    return tuple((row, _signals(row, lexicon)) for row in sentences())


def _signals(row: Row, lexicon: Lexicon) -> tuple[Signal, ...]:
    return tuple(read(row.text, lexicon, published_at=PUBLISHED, wanted=frozenset({"signals"})).signals)


def _words(deed: dict[str, Any], doer: list[str], other: list[str]) -> dict[str, str]:
    name, _, capital, adjective = doer
    others = {"T": other[0], "A": other[3]}
    thing, rest, noun = (deed.get(k, "").format(**others) for k in ("object", "rest", "noun"))
    passive = deed.get("thing", thing).format(**others)
    what = thing + rest
    base, present, past, done, ing = deed["verb"]
    return {
        "S": name, "C": capital, "SA": adjective, "U": BYSTANDER,
        "base": base, "s": present, "past": past, "done": done, "ing": ing,
        "what": what, "their": what.replace("its ", "their "), "our": what.replace("its ", "our "),
        "head": _ARTICLES.sub("", what), "noun": noun,
        "thing": passive, "Thing": _capital(passive), "Bare": _capital(_ARTICLES.sub("", passive)), "with": rest,
        "was": "were" if deed["many"] else "was", "has": "have" if deed["many"] else "has",
    }  # fmt: skip


def _cased(text: str, case: str) -> str:
    if case == "upper":
        return text.upper()
    if case == "title":
        return " ".join(w if w in _SMALL and n else _capital(w) for n, w in enumerate(text.split()))
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sides(signal: Signal) -> tuple[str | None, str | None]:
    return _root(signal.source), _root(signal.target)


def _root(party: Party | None) -> str | None:
    return root_actor(party.actor_id) if party and party.actor_id else None


def main() -> None:
    """Print the share of right sentences, by frame and by deed, and on request the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors")
    parser.add_argument("--frame", default="", help="show errors of this frame only")
    options = parser.parse_args()
    total: Counter[bool] = Counter()
    by: dict[str, dict[str, Counter[bool]]] = {"frame": defaultdict(Counter), "deed": defaultdict(Counter)}
    shown = 0
    for row, signals in judged():
        right = is_right(row, signals)
        total[right] += 1
        by["frame"][row.frame["name"]][right] += 1
        by["deed"][row.deed["verb"][0]][right] += 1
        if not right and shown < options.errors and options.frame in ("", row.frame["name"]):
            shown += 1
            got = ", ".join(f"{_sides(s)[0]} {s.signal} {_sides(s)[1]} {s.status}" for s in signals)
            print(f"{row.frame['name']}: {row.text}\n    wanted {row.source}>{row.target}, got {got or 'nothing'}")
    for label, counts in by.items():
        print(label)
        for name, count in sorted(counts.items(), key=lambda item: item[1][True] / item[1].total()):
            if count[False]:
                print(f"  {name:32} {count[True]} of {count.total()}")
    print(f"{100 * total[True] / total.total():.1f} % ({total[True]} of {total.total()})")


if __name__ == "__main__":
    main()
