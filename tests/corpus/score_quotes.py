"""Scores quotes on sentences of our own (quotes.jsonl): `python tests/corpus/score_quotes.py --errors 20`.

A quote is right where at least four in five of its words are those expected, counted both ways, and its speaker is
the phrase expected or a part of it.  Where nothing is expected, nothing may be told.  Asserted by test_floors.py.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agents.extraction import read
from agents.lexicon import Lexicon, load
from agents.records import Quote

_WORD = re.compile(r"\w+")
_ALIKE = 0.8


@dataclass
class Tally:
    """What was counted over the sentences."""

    expected: int = 0
    told: int = 0
    right: int = 0
    worded: int = 0
    silent: int = 0
    kept_silent: int = 0
    wrong: list[str] = field(default_factory=list)

    def f1(self, right: int) -> float:
        """Give F1 of so many right ones, percent."""
        return 200 * right / (self.told + self.expected)


def words(text: str) -> Counter[str]:
    """Count the words of a text, without marks and capitals."""
    return Counter(_WORD.findall(text.casefold()))


def alike(quote: Quote, expected: dict[str, Any]) -> bool:
    """Say whether a quote has the words expected."""
    mine, gold = words(quote.text), words(expected["text"])
    return 2 * (mine & gold).total() >= _ALIKE * (mine.total() + gold.total())


def same_speaker(quote: Quote, expected: dict[str, Any]) -> bool:
    """Say whether a quote is given to the speaker expected: every word of the shorter phrase is in the longer."""
    mine, gold = words(quote.speaker.text if quote.speaker else ""), words(expected["speaker"])
    return bool(mine) and (mine <= gold or gold <= mine)


def score(lexicon: Lexicon) -> Tally:
    """Read every sentence and count."""
    tally = Tally()
    for line in Path(__file__).with_name("quotes.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        told = read(row["text"], lexicon, lang=row.get("lang", ""), wanted=frozenset({"quotes"})).quotes
        _count(tally, row, [q for q in told if q.text])
    return tally


def _count(tally: Tally, row: dict[str, Any], told: list[Quote]) -> None:
    left = list(told)
    right = 0
    for expected in row["expect"]:
        hit = next((q for q in left if alike(q, expected)), None)
        if hit is not None:
            left.remove(hit)
            tally.worded += 1
            right += same_speaker(hit, expected)
    tally.expected += len(row["expect"])
    tally.told += len(told)
    tally.right += right
    tally.silent += not row["expect"]
    tally.kept_silent += not row["expect"] and not told
    if right < max(len(row["expect"]), len(told)):
        got = "; ".join(f"{q.speaker.text if q.speaker else None}: {q.text}" for q in told) or "nothing"
        tally.wrong.append(f"{row['id']} ({row['why']}): {row['text']}  -> got {got}")


def main() -> None:
    """Print F1 of quotes, with and without their speakers, and on request the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N sentences read wrongly")
    options = parser.parse_args()
    tally = score(load())
    print(
        f"words and speaker, F1  {tally.f1(tally.right):5.1f}  ({tally.right} of {tally.expected}, {tally.told} told)"
    )
    print(f"words alone, F1        {tally.f1(tally.worded):5.1f}")
    print(f"kept silent            {tally.kept_silent} of {tally.silent}")
    for line in tally.wrong[: options.errors]:
        print(line)


if __name__ == "__main__":
    main()
