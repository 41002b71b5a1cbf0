"""How long a text made to hold the reader holds it, and how that grows with the text.

    python tests/bench/bench_hostile.py [FAMILY ...]

CPU seconds of `Reader.read_one`, all that the worker's loop waits for, for each family of `tests/support/hostile.py` at
each size; then how they grow between the two largest sizes read: 1 is with the text, 2 with its square.  A family is
left when a text took longer than PATIENCE.  Prints a line a family and the longest of all; asserts nothing.
"""

from __future__ import annotations

import sys
from math import log
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from hostile import FAMILIES, SIZES, hostile
from makers import make_article

from agents.lexicon import load
from agents.reader import Reader

PATIENCE = 20.0  # seconds
LEAST = 0.02  # seconds below which a growth says nothing


def seconds(reader: Reader, text: str) -> float:
    """Give the CPU seconds that one article takes."""
    article = make_article(text)
    began = process_time()
    reader.read_one(article)
    return process_time() - began


def growth(taken: list[float]) -> str:
    """Give the exponent between the last two sizes."""
    if len(taken) < 2 or taken[-2] < LEAST:
        return ""
    return f"{log(taken[-1] / taken[-2]) / log(SIZES[len(taken) - 1] / SIZES[len(taken) - 2]):.1f}"


def main(families: list[str]) -> None:
    """Measure and print."""
    reader = Reader(load())
    seconds(reader, '"We go," Russia said. Iran expelled an envoy of Chile on Monday.')
    longest = (0.0, "")
    print(f"{'characters':28}" + "".join(f"{size:>10,}" for size in SIZES) + f"{'growth':>8}")
    for family in families:
        taken: list[float] = []
        for size in SIZES:
            taken.append(seconds(reader, hostile(family, size)))
            if taken[-1] > PATIENCE:
                break
        longest = max(longest, (taken[-1], family))
        figures = "".join(f"{one:10.3f}" for one in taken) + " " * 10 * (len(SIZES) - len(taken))
        print(f"{family:28}{figures}{growth(taken):>8}", flush=True)
    print(f"longest: {longest[0]:.2f} s ({longest[1]})")


if __name__ == "__main__":
    main(sys.argv[1:] or list(FAMILIES))
