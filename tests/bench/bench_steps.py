"""How fast each step of reading is on one core, on the development news: words, articles and sentences a second.

    python tests/bench/bench_steps.py EVAL

CPU time, the best of PASSES, no start-up in it; each step alone, given what stands before it.  Prints JSON, with the
time and memory that the lexicon takes.  `demarche bench` sets the steps beside a peer.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

from agents.extraction import parse_of, quotes, signals
from agents.extraction.names import entities
from agents.extraction.text import Text
from agents.lexicon import Lexicon, load

PASSES = 3


def texts(path: Path, suite: str = "") -> list[str]:
    """Read the texts of a file of gold, of one suite if it has several."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    return [row["text"] for row in rows if not suite or row["suite"] == suite]


def names(bodies: list[str], lexicon: Lexicon) -> float:
    """Give the seconds that cutting into sentences and finding names takes."""
    began = process_time()
    for body in bodies:
        entities.find(Text(body), lexicon.names, None, None)
    return process_time() - began


def speech(texts: list[Text], lexicon: Lexicon) -> float:
    """Give the seconds that finding quotes takes, names given."""
    given = [(text, entities.find(text, lexicon.names, None, None)) for text in texts]
    began = process_time()
    for text, named in given:
        quotes.find(text, named, lexicon.cues, "")
    return process_time() - began


def deeds(bodies: list[str], lexicon: Lexicon) -> float:
    """Give the seconds that finding signals takes, names and quotes given."""
    given = []
    for text in map(Text, bodies):
        named = entities.find(text, lexicon.names, None, None)
        given.append((text, named, quotes.find(text, named, lexicon.cues, "")))
    began = process_time()
    for text, named, said in given:
        signals.find(text, named, said, lexicon.rules, parse_of(text, named))
    return process_time() - began


def main(folder: Path) -> None:
    """Measure and print."""
    began = process_time()
    lexicon = load()
    loaded = process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    news = texts(folder / "entities" / "wwn_unlicensed.jsonl")
    polnear = texts(folder / "quotes" / "polnear_dev_unlicensed.jsonl")
    plv = texts(folder / "events" / "dev_unlicensed.jsonl", "plv")

    def best(step: Callable[[list[str], Lexicon], float], bodies: list[str]) -> float:
        return min(step(bodies, lexicon) for _ in range(PASSES))

    def fresh(bodies: list[str], lexicon: Lexicon) -> float:
        return speech([Text(body) for body in bodies], lexicon)

    found = {
        "lexicon_seconds": round(loaded, 2),
        "process_mb": memory,
        "names_words_per_second": round(sum(len(t.split()) for t in news) / best(names, news)),
        "quotes_articles_per_second": round(len(polnear) / best(fresh, polnear)),
        "signals_sentences_per_second": round(len(plv) / best(deeds, plv)),
    }
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
