"""Scores between whom deeds are read on sides.jsonl: `python tests/corpus/score_sides.py --errors 20 --law passive`.

A row says which pairs must be told, `"TUR>NLD"` or, where two do it together, `"RUS=UKR"`, and which may; `?` is a side
that names nobody.  `found` is the share of pairs told with both sides, `wrong` counts the sentences that tell anything
else: a side left open is never wrong.  Asserted by test_floors.py.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from agents.extraction import read
from agents.identity import root_target
from agents.lexicon import Lexicon, load
from agents.records import Party

FILE = Path(__file__).with_name("sides.jsonl")
DAY = datetime(2026, 10, 20, tzinfo=UTC)
NOBODY = "?"
Pair = tuple[str, str]


def judged(lexicon: Lexicon) -> Iterator[tuple[dict[str, Any], list[Pair]]]:
    """Read every text: its row, and the sides of what is told."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = read(row["text"], lexicon, published_at=DAY).signals
        yield row, [(side(s.source), side(s.target)) for s in found]


def side(party: Party | None) -> str:
    """Give the state, or the body between states, that a side belongs to."""
    if party is None or not party.ids:
        return NOBODY
    root = root_target(party.actor_id) if party.actor_id else party.ids[0]
    return root if root[:4] in ("IGO:", "NGO:", "MNC:", "IMG:") else root.partition(":")[0]


def pairs(label: str) -> list[Pair]:
    """Give the pairs that a label stands for: "A=B" in both orders."""
    mutual = "=" in label
    first, second = label.split("=" if mutual else ">")
    return [(first, second), (second, first)] if mutual else [(first, second)]


def is_found(label: str, told: list[Pair]) -> bool:
    """Tell whether something told has both sides of a label."""
    return any(pair in told for pair in pairs(label))


def is_wrong(row: dict[str, Any], told: list[Pair]) -> bool:
    """Tell whether something is told that no label allows."""
    allowed = [pair for label in (*row["sides"], *row["may"]) for pair in pairs(label)]
    return not all(any(s in (NOBODY, a) and t in (NOBODY, b) for a, b in allowed) for s, t in told)


def score(lexicon: Lexicon) -> dict[str, float]:
    """Give the share of pairs that are found, percent, and the count of sentences with a wrong one."""
    rows = list(judged(lexicon))
    wanted = [is_found(label, told) for row, told in rows for label in row["sides"]]
    return {
        "found": 100 * sum(wanted) / len(wanted),
        "wrong_count": sum(is_wrong(row, told) for row, told in rows),
    }


def main() -> None:
    """Print the figures and, on request, the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors")
    parser.add_argument("--law", default="", help="only of the sentences whose id begins so")
    options = parser.parse_args()
    lexicon = load()
    figures = score(lexicon)
    print(f"found {figures['found']:.1f} %, wrong in {figures['wrong_count']:.0f} sentences")
    missed = [
        (row, told)
        for row, told in judged(lexicon)
        if row["id"].startswith(options.law)
        and (is_wrong(row, told) or not all(is_found(label, told) for label in row["sides"]))
    ]
    for row, told in missed[: options.errors]:
        mark = "WRONG" if is_wrong(row, told) else "open"
        print(f"{row['id']} {mark}: {row['text']}\n    wanted {row['sides']} may {row['may']}, told {told}")


if __name__ == "__main__":
    main()
