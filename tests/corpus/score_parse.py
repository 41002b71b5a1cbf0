"""Scores clauses, a line `{"id", "clauses"}` a sentence, on parse.jsonl: `python tests/corpus/score_parse.py FILE`.

A verb is found where a predicted span ends with it or covers it.  A phrase is right where it covers the head that was
labelled, or an apposition to it, and no more than the phrase and a token beside it.  What a row leaves `open` counts
neither way, nor does a verb predicted in its `ignore`.  Copulas are left out.  Called by the command line, and by the
test that holds the floors once there is a parse to score.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

GOLD = Path(__file__).with_name("parse.jsonl")
ROLES = ("subject", "object", "agent")
GROUP = ("tense", "aspect", "modal")
_TOKEN = re.compile(r"\w+(?:[-.']\w+)*|[^\w\s]")
Clause = Mapping[str, Any]


class Tally:
    """Right, claimed and labelled ones of each figure."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.right, self.claimed, self.labelled = Counter[str](), Counter[str](), Counter[str]()

    def add(self, figure: str, right: bool, claimed: bool, labelled: bool) -> None:
        """Count one clause under a figure."""
        self.right[figure] += right
        self.claimed[figure] += claimed
        self.labelled[figure] += labelled

    def f1(self, figure: str) -> float:
        """Give F1 of a figure, percent."""
        both = self.claimed[figure] + self.labelled[figure]
        return 200 * self.right[figure] / both if both else 0.0


def rows() -> list[dict[str, Any]]:
    """Read the labelled sentences."""
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def score(predicted: Mapping[str, Iterable[Clause]], genre: str = "") -> Tally:
    """Compare predicted clauses, by the id of their sentence, with those labelled."""
    tally = Tally()
    for row in rows():
        if genre in ("", row["genre"]):
            _sentence(tally, row, list(predicted.get(row["id"], ())))
    return tally


def _sentence(tally: Tally, row: dict[str, Any], left: list[Clause]) -> None:
    for gold in row["clauses"]:
        mine = next((p for p in left if p["verb"][1] == gold["verb"][1]), None)
        mine = mine or next((p for p in left if _covers(p["verb"], gold["verb"])), None)
        if mine is not None:
            left.remove(mine)
        if gold["kind"] != "copula":
            _clause(tally, row["text"], gold, mine)
    for extra in left:
        if not any(_meet(extra["verb"], span) for span in row["ignore"]):
            tally.add("verb", False, True, False)
            for role in ROLES:
                tally.add(role, False, bool(extra.get(role)), False)


def _clause(tally: Tally, text: str, gold: Clause, mine: Clause | None) -> None:
    tally.add("verb", mine is not None, mine is not None, True)
    for role in ROLES:
        if role not in gold["open"]:
            head = gold[role] or (gold["controller"] if role == "subject" else None)
            said = mine.get(role) if mine else None
            right = bool(head and said and _is_phrase(text, said, head, gold, role))
            tally.add(role, right, bool(said), bool(head))
    for figure, key, marked in (("passive", "voice", "passive"), ("negated", "polarity", "neg")):
        if key not in gold["open"]:
            said = mine.get(key) if mine else None
            tally.add(figure, said == marked == gold[key], said == marked, gold[key] == marked)
    if "tense" not in gold["open"]:
        right = mine is not None and all(mine.get(key) == gold[key] for key in GROUP)
        tally.add("group", right, mine is not None, True)


def _is_phrase(text: str, said: list[int], head: list[int], gold: Clause, role: str) -> bool:
    start, end = gold[f"{role}_span"]
    before = [token.start() for token in _TOKEN.finditer(text, 0, start)][-1:]
    after = _TOKEN.search(text, end)
    within = (before[0] if before else start) <= said[0] and said[1] <= (after.end() if after else end)
    return (_meet(said, head) and within) or any(_covers(said, also) for also in gold[f"{role}_also"])


def _meet(one: list[int], other: list[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _covers(one: list[int], other: list[int]) -> bool:
    return one[0] <= other[0] and other[1] <= one[1]


def main() -> None:
    """Print the F1 of every figure, over all sentences and over headlines alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("predicted", type=Path, help="lines of {id, clauses}")
    lines = parser.parse_args().predicted.read_text(encoding="utf-8").splitlines()
    predicted = {row["id"]: row["clauses"] for row in map(json.loads, lines)}
    for genre in ("", "headline"):
        tally = score(predicted, genre)
        print(f"{genre or 'all':9}", "  ".join(f"{figure} {tally.f1(figure):.1f}" for figure in tally.labelled))


if __name__ == "__main__":
    main()
